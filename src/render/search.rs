//! The search page: its form with filters, and what it says where scripts or files of the search are missing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::{Frame, frame};
use super::lists::sort_key;
use super::page::Page;
use super::{LinkView, text};
use crate::model::dossier::in_address;
use crate::model::letter::{Letter, Party};
use crate::problem::Problem;

/// The most values of a filter; of more senders, those of most letters can be chosen.
const MOST_VALUES: usize = 200;

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

/// A filter.
#[derive(Debug, Serialize)]
struct FilterView {
    /// What it narrows: `kind`, `year`, `sender`.
    name: &'static str,
    /// Its name.
    label: String,
    /// Its values.
    options: Vec<OptionView>,
}

/// A value of a filter.
#[derive(Debug, Serialize)]
struct OptionView {
    /// The value, as the data of the search have it.
    value: String,
    /// What it is called.
    label: String,
}

/// The search page.
pub(super) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> SearchView {
    SearchView {
        page: frame(page, &page.word("search.intro")),
        body: text::body(page, "search", problems),
        action: page.to(page.path()),
        languages: languages(page),
        filters: filters(page),
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

/// What results can be narrowed by: the kinds, years and senders of the letters, where there are several.
fn filters(page: &Page<'_>) -> Vec<FilterView> {
    let kinds = values(page, |letter| vec![(letter.kind.clone(), page.kind_of(letter))]);
    let mut years = values(page, |letter| year(letter).map(|year| (year.clone(), year)).into_iter().collect());
    years.reverse();
    let senders = values(page, |letter| letter.parties.senders.iter().filter_map(|party| sender(page, party)).collect());
    [("kind", kinds), ("year", years), ("sender", senders)]
        .into_iter()
        .filter(|(_, options)| options.len() > 1)
        .map(|(name, options)| FilterView { name, label: page.word(&format!("search.{name}")), options })
        .collect()
}

/// The year of a letter's date; none where the date leaves it open.
fn year(letter: &Letter) -> Option<String> {
    letter.date.value.certain().map(|at| at.first.year().to_string())
}

/// What a sender is called.
fn sender(page: &Page<'_>, party: &Party) -> Option<(String, String)> {
    party.known_as(page.lang).map(|name| (name.to_owned(), name.to_owned()))
}

/// The values that letters have, in the order of their names.
fn values(page: &Page<'_>, of: impl Fn(&Letter) -> Vec<(String, String)>) -> Vec<OptionView> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for letter in &page.stage.inputs.dossier.letters {
        of(letter).into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
    }
    let mut most: Vec<((String, String), usize)> = counts.into_iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    most.truncate(MOST_VALUES);
    let mut options: Vec<OptionView> = most.into_iter().map(|((value, label), _)| OptionView { value, label }).collect();
    options.sort_by_cached_key(|option| (sort_key(&option.label), option.value.clone()));
    options
}
