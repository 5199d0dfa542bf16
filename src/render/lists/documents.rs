//! Documents outside the dossier: what the letters tell of each, and every passage that names it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{EntriesView, MAX_LETTERS, MAX_PASSAGES, ROW_BYTES, entries, shown};
use crate::links::Incoming;
use crate::model::lang::Lang;
use crate::model::records::External;
use crate::model::reference::{End, RelationKind};
use crate::problem::Problem;
use crate::render::numbers::{self, NumberView};
use crate::render::page::{Page, Stage};
use crate::render::references::{self, DocumentView};
use crate::render::snippet::{self, SnippetView};

/// A document outside the dossier.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Row {
    /// Its id, the anchor.
    id: String,
    /// What it is called.
    title: String,
    /// Its kind; nothing where the record has none.
    kind: String,
    /// Its date in words; nothing where no letter tells it.
    date: String,
    /// Its official numbers.
    numbers: Vec<NumberView>,
    /// What the dossier knows of it.
    note: String,
    /// Whether no record tells of it: its number is all that is known.
    is_unrecorded: bool,
    /// What it is to other documents, as letters say.
    relations: Vec<Relation>,
    /// The letters that refer to it.
    mentions: Vec<Relation>,
    /// How many more refer to it, in words; nothing where all are listed.
    more: String,
}

/// A relation to another document, with the passages that say so.
#[derive(Debug, Serialize)]
struct Relation {
    /// How they relate, in words.
    relation: String,
    /// The other document.
    document: DocumentView,
    /// How many passages say so, in words.
    count: String,
    /// The passages.
    passages: Vec<SnippetView>,
    /// How many more there are, in words; nothing where all are listed.
    more: String,
}

/// The documents in the order of their titles in a language, each with its initial.
fn sorted<'s>(stage: &'s Stage<'_>, lang: &Lang) -> &'s [(String, usize)] {
    stage.lists.documents.get(lang, || stage.sorted(lang, all(stage), |external| external.title.text(lang)))
}

/// All documents: those of the records, then those of which only the number is known.
fn all<'a>(stage: &Stage<'a>) -> impl Iterator<Item = &'a External> {
    stage.inputs.dossier.externals.iter().chain(&stage.inputs.links.unrecorded)
}

/// A document by its place among all.
fn get<'a>(stage: &Stage<'a>, idx: usize) -> Option<&'a External> {
    let recorded = &stage.inputs.dossier.externals;
    recorded.get(idx).or_else(|| stage.inputs.links.unrecorded.get(idx.checked_sub(recorded.len())?))
}

/// The groups, ids and weights of the rows.
pub(super) fn items<'a>(stage: &Stage<'a>, lang: &Lang) -> Vec<super::Item<'a>> {
    let weight = |external: &External| {
        let n_letters = stage.inputs.links.external.get(&external.id).map_or(0, |all| all.len().min(MAX_LETTERS * 2));
        2 * ROW_BYTES + external.note.text(lang).len() + n_letters * ROW_BYTES
    };
    let item = |(group, idx): &(String, usize)| {
        let external = get(stage, *idx)?;
        Some(super::Item { group: group.clone(), id: external.id.as_str(), bytes: weight(external), place: *idx })
    };
    sorted(stage, lang).iter().filter_map(item).collect()
}

/// Documents outside the dossier.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> EntriesView<Row> {
    let shown = shown(page, sorted(page.stage, page.lang)).iter();
    let rows = shown.filter_map(|(initial, idx)| Some((initial.clone(), row(page, get(page.stage, *idx)?))));
    entries(page, ("documents", &page.word("documents.intro")), rows, problems)
}

/// A row of the list.
fn row(page: &Page<'_>, external: &External) -> Row {
    let settings = &page.stage.inputs.dossier.settings;
    let incoming = page.stage.inputs.links.external.get(&external.id).map(Vec::as_slice).unwrap_or_default();
    let mentions = by_source(incoming);
    let n_more = mentions.len().saturating_sub(MAX_LETTERS);
    Row {
        id: external.id.clone(),
        title: page.text(&external.title),
        kind: external.kind.as_ref().and_then(|(kind, _)| settings.kinds.get(kind)).map(|kind| page.text(&kind.name)).unwrap_or_default(),
        date: external.date.as_ref().map(|date| page.locale.date(date)).unwrap_or_default(),
        numbers: numbers::of(page, &external.numbers),
        note: page.text(&external.note),
        is_unrecorded: page.stage.document(&external.id).is_some_and(|(_, is_recorded)| !is_recorded),
        relations: relations(page, external),
        mentions: mentions
            .iter()
            .take(MAX_LETTERS)
            .filter_map(|((relation, end), all)| relation_view(page, (end, format!("relation_back.{}", relation.name())), all))
            .collect(),
        more: if n_more == 0 { String::new() } else { page.count("actors.more", n_more) },
    }
}

/// References to a document by relation and by what refers, in the order of the letters.
fn by_source(incoming: &[Incoming]) -> Vec<((RelationKind, &End), Vec<&Incoming>)> {
    let mut groups: Vec<((RelationKind, &End), Vec<&Incoming>)> = Vec::new();
    let mut known: BTreeMap<(RelationKind, &End), usize> = BTreeMap::new();
    for one in incoming {
        let key = (one.reference.relation, &one.from);
        let idx = *known.entry(key).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(idx) {
            group.push(one);
        }
    }
    groups
}

/// A relation with the passages that say so.
fn relation_view(page: &Page<'_>, (end, relation): (&End, String), all: &[&Incoming]) -> Option<Relation> {
    let n_more = all.len().saturating_sub(MAX_PASSAGES);
    Some(Relation {
        relation: page.word(&relation),
        document: references::document(page, end)?,
        count: page.count("actors.passages", references::n_passages(all.iter().map(|one| &one.reference))),
        passages: all.iter().take(MAX_PASSAGES).filter_map(|one| snippet::of(page, &one.reference.evidence)).collect(),
        more: if n_more == 0 { String::new() } else { page.count("actors.more_passages", n_more) },
    })
}

/// What a document is to others, as letters say.
fn relations(page: &Page<'_>, external: &External) -> Vec<Relation> {
    let view = |reference: &crate::model::reference::Reference| {
        let end = reference.target.end();
        Some(Relation {
            relation: page.word(&format!("relation.{}", reference.relation.name())),
            document: references::document(page, &end)?,
            count: page.count("actors.passages", 1),
            passages: snippet::of(page, &reference.evidence).into_iter().collect(),
            more: String::new(),
        })
    };
    external.references.iter().filter_map(view).collect()
}
