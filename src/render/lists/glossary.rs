//! The glossary: terms with their meaning and the passage that supports it.

use serde::Serialize;

use super::{Group, PartsView, ROW_BYTES, grouped, initial, parts_view, shown, sort_key};
use crate::model::dossier::Term;
use crate::model::lang::Lang;
use crate::problem::Problem;
use crate::render::frame::{Frame, frame};
use crate::render::page::{Page, PassageView, Stage};
use crate::render::text;

/// The glossary.
#[derive(Debug, Serialize)]
pub(in crate::render) struct GlossaryView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The pages of the list.
    parts: PartsView,
    /// The terms by initial.
    initials: Vec<Group<Row>>,
}

/// A term.
#[derive(Debug, Serialize)]
struct Row {
    /// Its id, the anchor.
    id: String,
    /// The term.
    term: String,
    /// What it is called in the other languages.
    others: Vec<Other>,
    /// What it means.
    definition: String,
    /// The passage that supports it.
    passage: Option<PassageView>,
}

/// A term in another language.
#[derive(Debug, Serialize)]
struct Other {
    /// The language.
    lang: String,
    /// The term.
    term: String,
}

/// The terms in alphabetical order in a language.
fn sorted<'a>(stage: &Stage<'a>, lang: &Lang) -> Vec<&'a Term> {
    let mut terms: Vec<&Term> = stage.inputs.dossier.terms.iter().collect();
    terms.sort_by_cached_key(|term| {
        let key = sort_key(term.term.text(lang));
        (initial(term.term.text(lang)), key)
    });
    terms
}

/// The groups and weights of the rows.
pub(super) fn weights(stage: &Stage<'_>, lang: &Lang) -> Vec<(String, usize)> {
    let weight = |term: &Term| {
        ROW_BYTES + term.definition.text(lang).len() + term.evidence.as_ref().map_or(0, |passage| passage.quote.text(lang).len())
    };
    sorted(stage, lang).into_iter().map(|term| (initial(term.term.text(lang)), weight(term))).collect()
}

/// The glossary.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> GlossaryView {
    let terms = sorted(page.stage, page.lang);
    GlossaryView {
        page: frame(page, &page.word("glossary.intro")),
        body: text::body(page, "glossary", problems),
        parts: parts_view(page),
        initials: grouped(shown(page, &terms).iter().map(|term| (initial(term.term.text(page.lang)), row(page, term)))),
    }
}

/// A row of the glossary.
fn row<'a>(page: &Page<'a>, term: &'a Term) -> Row {
    let languages = page.stage.inputs.dossier.settings.languages.iter().filter(|lang| *lang != page.lang);
    let other = |lang: &Lang| {
        let text = term.term.find(lang).filter(|text| *text != term.term.text(page.lang))?;
        Some(Other { lang: lang.tag().to_owned(), term: text.to_owned() })
    };
    Row {
        id: term.id.clone(),
        term: page.text(&term.term),
        others: languages.filter_map(other).collect(),
        definition: page.text(&term.definition),
        passage: term.evidence.as_ref().and_then(|passage| page.passage(passage)),
    }
}
