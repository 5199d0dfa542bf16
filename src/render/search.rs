//! The search page: its form with filters, and what it says where scripts or files of the search are missing.

use serde::Serialize;

use super::filters::{self, FilterView};
use super::frame::{Frame, frame};
use super::page::Page;
use super::{LinkView, text};
use crate::model::dossier::in_address;
use crate::problem::Problem;

/// The search page.
#[derive(Debug, Serialize)]
pub(super) struct SearchView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The search page's own file name.
    action: String,
    /// The other languages of the site, each with its own name, as JSON; nothing where there is none.
    languages: Option<String>,
    /// What results can be narrowed by.
    filters: Vec<FilterView>,
    /// A query that finds something.
    example: Option<LinkView>,
    /// The letters, for readers without scripts.
    letters: Option<String>,
    /// The glossary.
    glossary: Option<String>,
    /// The index, which says without scripts where words stand.
    register: Option<String>,
}

/// The search page.
pub(super) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> SearchView {
    SearchView {
        page: frame(page, &page.word("search.intro")),
        body: text::introduction(page, "search", problems),
        action: page.to(page.path()),
        languages: languages(page),
        filters: filters::of(page, &page.stage.inputs.dossier.letters),
        example: example(page),
        letters: page.to_kind("letters"),
        glossary: page.to_kind("glossary"),
        register: page.to_kind("index"),
    }
}

/// The other languages of the site, each with its own name.
fn languages(page: &Page<'_>) -> Option<String> {
    let others = page.stage.inputs.dossier.settings.languages.iter().filter(|lang| *lang != page.lang);
    let named = others.filter_map(|lang| Some((lang.tag(), page.stage.inputs.locales.get(lang)?.name.as_str())));
    let named: Vec<serde_json::Value> = named.map(|(lang, name)| serde_json::json!({ "lang": lang, "name": name })).collect();
    (!named.is_empty()).then(|| serde_json::Value::Array(named).to_string())
}

/// The search for the first official number of the newest letter that has one.
fn example(page: &Page<'_>) -> Option<LinkView> {
    let number = page.stage.inputs.dossier.letters.iter().rev().find_map(|letter| letter.numbers.first())?;
    let href = format!("{}?q={}", page.to(page.path()), in_address(&number.value));
    Some(LinkView { href, label: number.value.clone(), lang: None })
}
