//! What a list of letters can be narrowed by: the kinds, years and senders that occur in it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::order::Order;
use super::page::Page;
use crate::model::dossier::Dossier;
use crate::model::letter::Letter;
use crate::model::senders::Senders;
use crate::model::years::Years;

/// The most values of a filter; of more senders, those of most letters can be chosen.
const MOST_VALUES: usize = 200;

/// By what senders and years letters can be chosen.
pub(super) struct Choices<'a> {
    /// The senders.
    senders: Senders<'a>,
    /// The years.
    years: Years,
}

impl<'a> Choices<'a> {
    /// Those of a dossier.
    pub(super) fn new(dossier: &'a Dossier) -> Self {
        Self { senders: Senders::new(dossier), years: Years::new(dossier) }
    }
}

/// A filter.
#[derive(Debug, Serialize)]
pub(super) struct FilterView {
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

/// The filters of a list of letters: kind, year and sender, where they have several values.
pub(super) fn of(page: &Page<'_>, letters: &[Letter]) -> Vec<FilterView> {
    let of = |pick: &dyn Fn(&Letter) -> Vec<(String, String)>| options(page.order, letters.iter().flat_map(pick));
    let kinds = of(&|letter| vec![kind(page, letter)]);
    let mut years = of(&|letter| years(page, letter).into_iter().map(|year| (year.clone(), year)).collect());
    years.reverse();
    let senders = of(&|letter| senders(page, letter));
    [("kind", kinds), ("year", years), ("sender", senders)]
        .into_iter()
        .filter(|(_, options)| options.len() > 1)
        .map(|(name, options)| FilterView { name, label: page.word(&format!("search.{name}")), options })
        .collect()
}

/// What a letter's row says to the filters of its list: for each value that it has, the number of the filter and of the value in it,
/// as classes: `v1-1 v2-2 v3-3`.
pub(super) fn marks(page: &Page<'_>, (filters, letter): (&[FilterView], &Letter)) -> String {
    let of_name = |name: &str| -> Vec<String> {
        match name {
            "kind" => vec![kind(page, letter).0],
            "year" => years(page, letter),
            _ => senders(page, letter).into_iter().map(|(value, _)| value).collect(),
        }
    };
    let mut marks = Vec::new();
    for (filter, place) in filters.iter().zip(1..) {
        let own = of_name(filter.name);
        let numbered = filter.options.iter().zip(1..).filter(|(option, _)| own.contains(&option.value));
        marks.extend(numbered.map(|(_, number)| format!("v{place}-{number}")));
    }
    marks.join(" ")
}

/// A letter's kind and what it is called.
fn kind(page: &Page<'_>, letter: &Letter) -> (String, String) {
    (letter.kind.clone(), page.kind_of(letter))
}

/// The years of which a letter can be.
fn years(page: &Page<'_>, letter: &Letter) -> Vec<String> {
    page.stage.choices.years.of(&letter.date.value)
}

/// A letter's senders, each with what it is called.
fn senders(page: &Page<'_>, letter: &Letter) -> Vec<(String, String)> {
    letter.parties.senders.iter().flat_map(|sender| page.stage.choices.senders.find(sender, page.lang)).collect()
}

/// The values that occur, in the order of their names.
fn options(order: &Order, values: impl Iterator<Item = (String, String)>) -> Vec<OptionView> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let mut most: Vec<((String, String), usize)> = counts.into_iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    most.truncate(MOST_VALUES);
    let mut options: Vec<OptionView> = most.into_iter().map(|((value, label), _)| OptionView { value, label }).collect();
    options.sort_by_cached_key(|option| (order.key(&option.label), option.value.clone()));
    options
}
