//! Reads the dates and periods that a text names: days, months, quarters, seasons, years; each with its words.

use std::ops::Range;

use super::facts::{Detail, FactKind};
use super::language::Language;
use super::text::{Kind, tokens};

/// A date or period that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedDate {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The day as `06-20`, or the month as `06`.
    pub day: Option<String>,
    /// The year.
    pub year: Option<String>,
    /// Whether a word says which part of a year it is: a quarter, a season.
    pub is_period: bool,
}

/// Reads the dates of a text of a language. What stands in brackets is part of it.
#[must_use]
pub fn read(text: &str, language: &Language<'_>) -> Vec<NamedDate> {
    let text = text.replace(['[', ']'], "|");
    let mut found = periods(&text, language);
    for fact in super::facts::read(&text, language).into_iter().filter(|fact| fact.is_stated || !is_opening(&text, fact.span.start)) {
        let year = if let Detail::Year(year) = &fact.detail { Some(year.clone()) } else { None };
        match fact.kind {
            FactKind::Date => found.push(NamedDate { span: fact.span, day: Some(fact.key), year, is_period: false }),
            FactKind::Year => found.push(NamedDate { span: fact.span, year: Some(fact.key), ..NamedDate::default() }),
            _ => {}
        }
    }
    found.sort_by_key(|date| (date.span.start, date.day.is_none()));
    joined(&text, found, language)
}

/// Whether a sentence begins here: a capital there makes no month of a word that may be another, such as `May`.
fn is_opening(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.trim_end().chars().next_back());
    before.is_none_or(|before| !before.is_alphanumeric() && before != ',')
}

/// The quarters and seasons of a text.
fn periods(text: &str, language: &Language<'_>) -> Vec<NamedDate> {
    let masked = language.masked(text);
    let tokens = tokens(&masked);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(first) = tokens.get(at) {
        let next = language.phrases.periods.find(&tokens, at).map(|(_, next)| next);
        let last = next.and_then(|next| tokens.get(next.checked_sub(1)?));
        found.extend(last.map(|last| NamedDate { span: first.span.start..last.span.end, is_period: true, ..NamedDate::default() }));
        at = next.unwrap_or(at + 1);
    }
    found
}

/// Puts what follows one another as one date together: a day and its year, a quarter and its year.
fn joined(text: &str, found: Vec<NamedDate>, language: &Language<'_>) -> Vec<NamedDate> {
    let mut dates: Vec<NamedDate> = Vec::new();
    for date in found {
        match dates.last_mut() {
            Some(before) if is_same(text, (before, &date), language) => {
                before.span.end = before.span.end.max(date.span.end);
                before.year = before.year.take().or(date.year);
            }
            _ => dates.push(date),
        }
    }
    dates
}

/// Whether a year belongs to the date before it.
fn is_same(text: &str, (before, date): (&NamedDate, &NamedDate), language: &Language<'_>) -> bool {
    let is_year = date.day.is_none() && !date.is_period;
    let is_wanting = before.year.is_none() || before.year == date.year && before.day.is_some();
    let gap = text.get(before.span.end..date.span.start).unwrap_or_default();
    let is_between = |(kind, word): (Kind, &str)| match kind {
        Kind::Word => before.is_period && language.vocabulary.skipped.iter().any(|form| form == word),
        _ => matches!(word, "," | "|"),
    };
    is_year && is_wanting && (before.is_period || before.day.is_some()) && {
        tokens(gap).iter().all(|token| is_between((token.kind, token.lower.as_ref())))
    }
}
