//! What a letter refers to and what refers to it, with the words that say so.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::LinkView;
use super::numbers::{self, NumberView};
use super::page::Page;
use crate::links::Incoming;
use crate::markdown::escape::attribute;
use crate::model::letter::{Letter, LetterId};
use crate::model::reference::{End, Reference, RelationKind, Target};

/// The most letters that a page shows around its own.
const MAX_NEIGHBOURS: usize = 12;
/// The most references to a letter that its page lists.
const MAX_INCOMING: usize = 60;

/// A document at the other end of references, with the passages that refer.
#[derive(Debug, Serialize)]
pub(super) struct ReferenceView {
    /// How they relate, in words.
    relation: String,
    /// The document.
    document: DocumentView,
    /// The passages.
    passages: Vec<Referring>,
}

/// A letter, or a document outside the dossier.
#[derive(Debug, Serialize)]
pub(super) struct DocumentView {
    /// The letter; nothing outside the dossier.
    letter: Option<LinkView>,
    /// The letter's kind and date, or that it is the one of the page.
    label: String,
    /// The document outside the dossier, and its entry among those.
    outside: Option<LinkView>,
    /// Its official numbers.
    numbers: Vec<NumberView>,
}

/// A passage that refers.
#[derive(Debug, Serialize)]
struct Referring {
    /// An anchor on the page.
    id: String,
    /// The words that say so.
    quote: String,
    /// The language of the words, where it is another.
    quote_lang: Option<String>,
    /// The block in which they stand: on this page, or on that of another letter.
    href: String,
    /// The id of that block.
    block: String,
    /// The letter in which they stand, where it is neither this one nor the one at the other end.
    says: String,
    /// The block that they name, where they are that exact.
    target: Option<LinkView>,
}

/// A passage: a letter and the id of a block of it.
pub(super) type Spot<'links> = (&'links LetterId, &'links str);

/// The passage that a reference stands in. One passage can name a document several times.
pub(super) fn spot(reference: &Reference) -> Spot<'_> {
    (&reference.evidence.letter, reference.evidence.block.0.as_str())
}

/// In how many passages references stand.
pub(super) fn n_passages<'links>(references: impl Iterator<Item = &'links Reference>) -> usize {
    references.map(spot).collect::<BTreeSet<Spot<'_>>>().len()
}

/// The anchor of a reference on its letter's page.
pub(super) fn anchor(idx: usize) -> String {
    format!("ref-{}", idx + 1)
}

/// References of one relation to one document.
type Group = ((RelationKind, End), ReferenceView);

/// What a letter refers to: letters of the dossier first, each once for each relation.
pub(super) fn outgoing(page: &Page<'_>, letter: &Letter) -> Vec<ReferenceView> {
    let all = page.stage.inputs.links.outgoing.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
    let mut groups: Vec<Group> = Vec::new();
    for (idx, reference) in all.iter().enumerate() {
        let end = reference.target.end();
        let relation = format!("relation.{}", reference.relation.name());
        let passage = referring(page, &[&letter.id], (anchor(idx), reference));
        match (part(page, letter, reference), passage) {
            (Some(document), Some(passage)) => {
                groups
                    .push(((reference.relation, end), ReferenceView { relation: page.word(&relation), document, passages: vec![passage] }));
            }
            (_, passage) => add(page, &mut groups, ((reference.relation, end), relation), passage),
        }
    }
    groups.sort_by_key(|(_, group)| group.document.letter.is_none());
    groups.into_iter().map(|(_, group)| group).collect()
}

/// What refers to a letter, each document once for each relation.
pub(super) fn incoming(page: &Page<'_>, letter: &Letter) -> Vec<ReferenceView> {
    let mut groups: Vec<Group> = Vec::new();
    for (idx, incoming) in to(page, letter).iter().take(MAX_INCOMING).enumerate() {
        let reference = &incoming.reference;
        let mut known = vec![&letter.id];
        known.extend(match &incoming.from {
            End::Letter(id) => Some(id),
            End::External(_) => None,
        });
        let passage = referring(page, &known, (format!("from-{}", idx + 1), reference));
        let relation = format!("relation_back.{}", reference.relation.name());
        add(page, &mut groups, ((reference.relation, incoming.from.clone()), relation), passage);
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A tie between whole documents: a response, an annex, an elaboration.
#[derive(Debug, Serialize)]
pub(super) struct TieView {
    /// How they relate, in words.
    relation: String,
    /// The documents.
    documents: Vec<DocumentView>,
}

/// The most documents of a tie.
const MAX_TIED: usize = 6;

/// What a letter answers, elaborates or has as an annex, then the way back: what answers it.
pub(super) fn ties(page: &Page<'_>, letter: &Letter) -> Vec<TieView> {
    let links = page.stage.inputs.links;
    let to = links.outgoing.get(&letter.id).into_iter().flatten();
    let to = to.map(|reference| ("relation", reference.relation, reference.target.end()));
    let from = links.incoming.get(&letter.id).into_iter().flatten();
    let from = from.map(|incoming| ("relation_back", incoming.reference.relation, incoming.from.clone()));
    let mut ties: Vec<((&str, RelationKind), Vec<End>)> = Vec::new();
    let is_other = |end: &End| *end != End::Letter(letter.id.clone());
    for (direction, relation, end) in to.chain(from).filter(|(_, relation, end)| relation.ties_documents() && is_other(end)) {
        match ties.iter_mut().find(|(key, _)| *key == (direction, relation)) {
            Some((_, ends)) if ends.contains(&end) => {}
            Some((_, ends)) => ends.push(end),
            None => ties.push(((direction, relation), vec![end])),
        }
    }
    let view = |((direction, relation), ends): ((&str, RelationKind), Vec<End>)| TieView {
        relation: page.word(&format!("{direction}.{}", relation.name())),
        documents: ends.iter().take(MAX_TIED).filter_map(|end| document(page, end)).collect(),
    };
    ties.into_iter().map(view).filter(|tie| !tie.documents.is_empty()).collect()
}

/// How many references to a letter its page does not list.
pub(super) fn n_unlisted(page: &Page<'_>, letter: &Letter) -> usize {
    to(page, letter).len().saturating_sub(MAX_INCOMING)
}

/// The references to a letter.
fn to<'a>(page: &Page<'a>, letter: &Letter) -> &'a [Incoming] {
    page.stage.inputs.links.incoming.get(&letter.id).map(Vec::as_slice).unwrap_or_default()
}

/// The most signs at a passage that others refer to.
const MAX_CITED: usize = 3;

/// For each passage of a letter that others name exactly, by the id that they name, links to the entries of those references on this
/// page: the way back. Passages that say the same as another need none, as their words lead there.
pub(super) fn cited(page: &Page<'_>, letter: &Letter) -> BTreeMap<String, String> {
    let mut cited: BTreeMap<String, String> = BTreeMap::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (idx, incoming) in to(page, letter).iter().take(MAX_INCOMING).enumerate() {
        let Target::Letter(_, Some(block)) = &incoming.reference.target else { continue };
        let count = counts.entry(block).or_default();
        if incoming.reference.relation.is_mutual() || *count == MAX_CITED {
            continue;
        }
        *count += 1;
        let says = page.stage.letter(&incoming.reference.evidence.letter).map(|letter| page.label_of(letter)).unwrap_or_default();
        let relation = page.word(&format!("relation_back.{}", incoming.reference.relation.name()));
        let label = attribute(&format!("{relation}: {says}"));
        let link = format!(" <a class=\"cited\" href=\"#from-{}\" title=\"{label}\" aria-label=\"{label}\">↩</a>", idx + 1);
        cited.entry(block.clone()).or_default().push_str(&link);
    }
    cited
}

/// Adds a passage to the group of its relation and document.
fn add(page: &Page<'_>, groups: &mut Vec<Group>, (key, relation): ((RelationKind, End), String), passage: Option<Referring>) {
    let Some(passage) = passage else { return };
    if let Some((_, group)) = groups.iter_mut().find(|(known, _)| *known == key) {
        group.passages.push(passage);
    } else if let Some(document) = document(page, &key.1) {
        groups.push((key, ReferenceView { relation: page.word(&relation), document, passages: vec![passage] }));
    }
}

/// A document at one end of a reference.
pub(super) fn document(page: &Page<'_>, end: &End) -> Option<DocumentView> {
    match end {
        End::Letter(id) => {
            let letter = page.stage.letter(id)?;
            let is_this = page.planned.letter.is_some_and(|own| own.id == *id);
            let label = if is_this { page.word("letter.this") } else { page.label_of(letter) };
            Some(DocumentView { letter: Some(page.letter(letter)), label, outside: None, numbers: Vec::new() })
        }
        End::External(id) => {
            let (record, is_recorded) = page.stage.document(id)?;
            // Where only the number is known, the title holds it.
            let numbers = if is_recorded { numbers::of(page, &record.numbers) } else { Vec::new() };
            let outside = LinkView { href: page.to_item("documents", id)?, label: page.text(&record.title), lang: None };
            Some(DocumentView { letter: None, label: String::new(), outside: Some(outside), numbers })
        }
    }
}

/// A passage that refers; `known` are the letters of which the reader knows that it speaks.
fn referring(page: &Page<'_>, known: &[&LetterId], (id, reference): (String, &Reference)) -> Option<Referring> {
    let evidence = &reference.evidence;
    let letter = page.stage.letter(&evidence.letter)?;
    let block = evidence.block.0.as_str();
    let lang = letter.lang_with(page.lang, block);
    Some(Referring {
        id,
        quote: evidence.quote.text(lang).to_owned(),
        quote_lang: page.foreign(lang),
        href: page.to_letter(letter, Some(block)),
        block: block.to_owned(),
        says: if known.contains(&&letter.id) { String::new() } else { page.label_of(letter) },
        target: target_block(page, reference),
    })
}

/// The part of a letter that the letter itself names, such as an annex printed in it: by the words of that part, not the letter's title.
fn part(page: &Page<'_>, letter: &Letter, reference: &Reference) -> Option<DocumentView> {
    let Target::Letter(id, Some(block)) = &reference.target else { return None };
    if *id != letter.id {
        return None;
    }
    let lang = letter.lang_with(page.lang, block);
    let words = letter.edition(lang)?.find_block(block)?.text.read().to_string();
    let link = LinkView { href: page.to_letter(letter, Some(block)), label: words, lang: page.foreign(lang) };
    Some(DocumentView { letter: Some(link), label: page.word("letter.this"), outside: None, numbers: Vec::new() })
}

/// The block that a reference names.
fn target_block(page: &Page<'_>, reference: &Reference) -> Option<LinkView> {
    let Target::Letter(id, Some(block)) = &reference.target else { return None };
    let letter = page.stage.letter(id)?;
    Some(LinkView { href: page.to_letter(letter, Some(block)), label: block.clone(), lang: None })
}

/// The letters around a letter in the map of references, each once.
pub(super) fn neighbours(page: &Page<'_>, letter: &Letter) -> Vec<LinkView> {
    let links = page.stage.inputs.links;
    let to = links.outgoing.get(&letter.id).into_iter().flatten().filter_map(|reference| match &reference.target {
        Target::Letter(id, _) => Some(id),
        Target::External(_) => None,
    });
    let from = links.incoming.get(&letter.id).into_iter().flatten().filter_map(|incoming| match &incoming.from {
        End::Letter(id) => Some(id),
        End::External(_) => None,
    });
    let mut seen: BTreeSet<&LetterId> = BTreeSet::from([&letter.id]);
    let once = to.chain(from).filter(|id| seen.insert(*id));
    once.filter_map(|id| page.stage.letter(id)).take(MAX_NEIGHBOURS).map(|letter| page.letter(letter)).collect()
}
