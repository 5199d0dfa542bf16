//! The glossary: terms with their meaning and the passage that supports it.

use serde::Serialize;

use super::{EntriesView, ROW_BYTES, entries, shown};
use crate::model::lang::Lang;
use crate::model::letter::LetterId;
use crate::model::records::Term;
use crate::problem::Problem;
use crate::render::LinkView;
use crate::render::page::{Page, Stage};
use crate::render::passage::PassageView;

/// A term.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Row {
    /// Its id, the anchor.
    id: String,
    /// The term.
    term: String,
    /// What it is called in the other languages.
    others: Vec<Other>,
    /// What it means.
    definition: String,
    /// The passage that supports it; general knowledge without one.
    passage: Option<PassageView>,
    /// The first use in each letter that uses it.
    users: Vec<LinkView>,
    /// How many more letters use it, in words; nothing where all are listed.
    more: String,
}

/// A term in another language.
#[derive(Debug, Serialize)]
struct Other {
    /// The language.
    lang: String,
    /// The term.
    term: String,
}

/// The terms in alphabetical order in a language, each with its initial.
fn sorted<'s>(stage: &'s Stage<'_>, lang: &Lang) -> &'s [(String, usize)] {
    stage.lists.terms.get(lang, || stage.sorted(lang, stage.inputs.dossier.terms.iter(), |term| term.term.text(lang)))
}

/// The groups, ids and weights of the rows.
pub(super) fn items<'a>(stage: &Stage<'a>, lang: &Lang) -> Vec<super::Item<'a>> {
    let weight = |term: &Term| {
        let quote = term.evidence.as_ref().map_or(0, |passage| passage.quote.text(lang).len());
        2 * ROW_BYTES + term.definition.text(lang).len() + quote + ROW_BYTES * 3
    };
    let item = |(group, idx): &(String, usize)| {
        let term = stage.inputs.dossier.terms.get(*idx)?;
        Some(super::Item { group: group.clone(), id: term.id.as_str(), bytes: weight(term), place: *idx })
    };
    sorted(stage, lang).iter().filter_map(item).collect()
}

/// The glossary.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> EntriesView<Row> {
    let terms = &page.stage.inputs.dossier.terms;
    let shown = shown(page, sorted(page.stage, page.lang)).iter();
    let rows = shown.filter_map(|(initial, idx)| Some((initial.clone(), row(page, (*idx, terms.get(*idx)?)))));
    entries(page, ("glossary", &page.word("glossary.intro")), rows, problems)
}

/// A row of the glossary.
fn row(page: &Page<'_>, (idx, term): (usize, &Term)) -> Row {
    let languages = page.stage.inputs.dossier.settings.languages.iter().filter(|lang| *lang != page.lang);
    let other = |lang: &Lang| {
        let text = term.term.find(lang).filter(|text| *text != term.term.text(page.lang))?;
        Some(Other { lang: lang.tag().to_owned(), term: text.to_owned() })
    };
    let users = u32::try_from(idx).ok().and_then(|idx| page.stage.inputs.links.users.get(&(idx, page.lang.clone())));
    let (first, n_letters) = users.map_or((&[][..], 0), |users| (users.first.as_slice(), users.n_letters));
    let user = |(letter, block): &(LetterId, String)| {
        let letter = page.stage.letter(letter)?;
        Some(LinkView { href: page.to_letter(letter, Some(block)), label: page.label_of(letter), lang: None })
    };
    let n_more = n_letters.saturating_sub(first.len());
    Row {
        id: term.id.clone(),
        term: page.text(&term.term),
        others: languages.filter_map(other).collect(),
        definition: page.text(&term.definition),
        passage: term.evidence.as_ref().and_then(|passage| page.passage(passage)),
        users: first.iter().filter_map(user).collect(),
        more: if n_more == 0 { String::new() } else { page.count("actors.more", n_more) },
    }
}
