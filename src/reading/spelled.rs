//! Reads a number itself, in figures or words, without what it counts.

use super::facts::Reading;
use super::numbers::{self, Value, goes_on, total};
use super::text::Kind;

/// A number and the piece after it.
#[derive(Clone, Debug)]
pub struct Numeral {
    /// What it is worth.
    pub value: Value,
    /// Whether it surely is a number.
    pub is_sure: bool,
    /// Whether it is written in figures.
    pub is_figures: bool,
    /// Whether it orders instead of counting, as far as its figures show: `3rd`.
    pub is_ordinal: bool,
    /// The piece after it.
    pub next: usize,
}

/// Reads a number in figures or words.
#[must_use]
pub fn numeral(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let Some(token) = reading.of_kind(at, Kind::Number) else { return spelled(reading, at) };
    let value = numbers::read(token.text, reading.language.notation);
    let suffix = reading.of_kind(at + 1, Kind::Word).filter(|word| word.is_glued);
    let is_sure = suffix.is_none_or(|word| !reading.language.vocabulary.unsure_suffixes.iter().any(|form| form == word.text));
    let after_ordinal = ordinal_end(reading, at + 1);
    let is_ordinal = at + 1 < after_ordinal;
    let next = if is_ordinal { after_ordinal } else { dashes_end(reading, at + 1) };
    Some(Numeral { value, is_sure, is_figures: true, is_ordinal, next })
}

/// The piece after the suffix of an ordinal, if one is glued on.
#[must_use]
pub fn ordinal_end(reading: &Reading<'_>, at: usize) -> usize {
    let is_glued = reading.of_kind(at, Kind::Word).is_some_and(|token| token.is_glued);
    let found = reading.language.phrases.ordinals.find(reading.tokens, at).filter(|_| is_glued);
    found.map_or(at, |(_, next)| next)
}

/// The piece after the mark and dashes that stand for no cents, if they do: `,-`, `,--`, `.–`.
fn dashes_end(reading: &Reading<'_>, at: usize) -> usize {
    let sign = |at: usize| reading.of_kind(at, Kind::Sign).filter(|sign| sign.is_glued).map_or("", |sign| sign.text);
    let dash = sign(at + 1);
    if !matches!(sign(at), "," | ".") || !matches!(dash, "-" | "–" | "—" | "=") {
        return at;
    }
    let next = if sign(at + 2) == dash { at + 3 } else { at + 2 };
    let goes_on = reading.tokens.get(next).is_some_and(|token| token.is_glued && token.kind != Kind::Sign);
    if goes_on { at } else { next }
}

/// Reads a number in words: one, or several that go on with each other.
fn spelled(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let words = &reading.language.numbers;
    let (text, mut is_sure, mut next) = hyphened(reading, at)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut values: Vec<u64> = vec![whole.parse().ok()?];
    while fraction.is_empty() {
        let last = values.last().copied().unwrap_or_default();
        let joiner = reading.of_kind(next, Kind::Word).filter(|token| 20 <= last && words.is_joiner(&token.lower));
        let Some((text, _, after)) = hyphened(reading, next + usize::from(joiner.is_some())) else { break };
        let Some(value) = text.parse().ok().filter(|value| goes_on(last, *value)) else { break };
        values.push(value);
        (next, is_sure) = (after, true);
    }
    let value = Value { whole: total(&values).to_string(), fraction: fraction.to_owned(), is_foreign: false };
    Some(Numeral { value, is_sure, is_figures: false, is_ordinal: false, next })
}

/// The most words of a number that hyphens hold together: `quatre-vingt-dix-neuf`.
const MAX_HYPHENED: usize = 4;

/// Reads a number word, or the longest run of words with hyphens that is one: its value, whether it surely is one, the piece after it.
fn hyphened(reading: &Reading<'_>, at: usize) -> Option<(String, bool, usize)> {
    let first = reading.of_kind(at, Kind::Word)?;
    if reading.of_kind(at + 1, Kind::Sign).is_none_or(|sign| sign.text != "-") {
        let (value, is_sure) = reading.language.numbers.find(&first.lower)?;
        return Some((value, is_sure, at + 1));
    }
    let mut runs = vec![first.lower.to_string()];
    while runs.len() < MAX_HYPHENED {
        let idx = at + 2 * runs.len();
        let is_hyphen = reading.of_kind(idx - 1, Kind::Sign).is_some_and(|sign| sign.text == "-" && sign.is_glued);
        let word = reading.of_kind(idx, Kind::Word).filter(|word| is_hyphen && word.is_glued);
        let Some((word, run)) = word.zip(runs.last()) else { break };
        runs.push(format!("{run}-{}", word.lower));
    }
    let found = |(idx, run): (usize, &String)| {
        let (value, is_sure) = reading.language.numbers.find(run)?;
        Some((value, is_sure, at + 2 * idx + 1))
    };
    runs.iter().enumerate().rev().find_map(found)
}
