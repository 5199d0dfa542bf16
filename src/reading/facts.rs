//! Reads what a text states in numbers: amounts, percentages, years, dates, times, codes, numbers as words.

use std::ops::Range;

use super::calendar;
use super::language::Language;
use super::numbers::{self, Value, goes_on, total};
use super::text::{Kind, Token, tokens};

/// What a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Of what type it is.
    pub kind: FactKind,
    /// The same for all ways to say it, in every language.
    pub key: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Whether the other text must have it; what stands in brackets or may be another word can only answer.
    pub is_stated: bool,
    /// What goes with it.
    pub detail: Detail,
}

/// What goes with a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing.
    None,
    /// An amount is in this currency.
    Currency(String),
    /// A number may be this time of the day.
    Clock(String),
    /// A date has this year.
    Year(String),
    /// A date has a year that the reader has to know.
    Relative,
}

/// The types of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// A number, an amount, a percentage.
    Number,
    /// A code, or figures too long for a number without marks.
    Identifier,
    /// Four figures that may be a year.
    Year,
    /// A day with its month, or a month.
    Date,
    /// A time of the day.
    Time,
    /// A day of the week.
    Weekday,
}

/// The fewest figures of a number without marks that is an identifier rather than a quantity.
const LONG: usize = 5;

/// Reads a text of a language.
#[must_use]
pub fn read(text: &str, language: &Language<'_>) -> Vec<Fact> {
    let masked = language.masked(text);
    let tokens = tokens(&masked);
    let reading = Reading { language, tokens: &tokens };
    let mut facts = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let next = calendar::time(&reading, at, &mut facts)
            .or_else(|| calendar::date(&reading, at, &mut facts))
            .or_else(|| amount(&reading, at, &mut facts))
            .or_else(|| other(&reading, at, &mut facts));
        at = next.filter(|next| at < *next).unwrap_or(at + 1);
    }
    facts
}

/// A text being read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Its language.
    pub language: &'a Language<'a>,
    /// Its pieces.
    pub tokens: &'a [Token<'a>],
}

impl<'a> Reading<'a> {
    /// A piece, if it is of a kind.
    #[must_use]
    pub fn of_kind(&self, at: usize, kind: Kind) -> Option<&'a Token<'a>> {
        self.tokens.get(at).filter(|token| token.kind == kind)
    }

    /// The bytes of some pieces, from one up to another.
    #[must_use]
    pub fn span(&self, from: usize, next: usize) -> Range<usize> {
        let start = self.tokens.get(from).map_or(0, |token| token.span.start);
        let end = next.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.span.end);
        start..end.max(start)
    }

    /// A fact of some pieces, stated unless they stand in brackets.
    #[must_use]
    pub fn fact(&self, kind: FactKind, key: String, (from, next): (usize, usize)) -> Fact {
        let is_stated = self.tokens.get(from).is_some_and(|token| !token.is_bracketed);
        Fact { kind, key, span: self.span(from, next), is_stated, detail: Detail::None }
    }

    /// The piece after a sign or word of a range.
    #[must_use]
    pub fn after_range(&self, at: usize) -> Option<usize> {
        self.language.phrases.ranges.find(self.tokens, at).map(|(_, next)| next)
    }
}

/// A number and the piece after it; whether it surely is one.
type Quantity = (Value, bool, usize);

/// What follows a number.
#[derive(Debug, Default)]
struct Suffix {
    /// The power of ten.
    scale: Option<u32>,
    /// Per cent or points.
    unit: Option<String>,
    /// The currency.
    currency: Option<String>,
    /// The piece after it.
    next: usize,
}

/// The most figures of a number that can share what multiplies the next: `3-5 miljard`, but not `70.935.000 en 3 miljoen`.
const MAX_SHARED: usize = 3;

/// Reads an amount, or a range of two.
fn amount(reading: &Reading<'_>, at: usize, facts: &mut Vec<Fact>) -> Option<usize> {
    let first = quantity(reading, at)?;
    let mut suffix = suffix(reading, first.2);
    let mut second = None;
    // What multiplies the end of a range multiplies its beginning, unless that is a full number already.
    if suffix.scale.is_none() && suffix.unit.is_none() && first.0.whole.len() <= MAX_SHARED {
        second = range_end(reading, first.2);
    }
    if let Some((_, _, end)) = &mut second {
        suffix = std::mem::take(end);
    }
    if reading.of_kind(at, Kind::Number).is_some() {
        suffix.currency = suffix.currency.or_else(|| currency_before(reading, at));
    }
    facts.push(number(reading, &first, &suffix, at));
    if let Some((idx, quantity, _)) = &second {
        facts.push(number(reading, quantity, &suffix, *idx));
    }
    Some(suffix.next)
}

/// The end of a range, if a word or sign of one follows and what multiplies comes after it: where it begins, the number, the rest.
fn range_end(reading: &Reading<'_>, at: usize) -> Option<(usize, Quantity, Suffix)> {
    let mut idx = reading.after_range(at)?;
    if let Some((_, next)) = reading.language.phrases.currencies.find(reading.tokens, idx) {
        idx = next;
    }
    let quantity = quantity(reading, idx)?;
    let suffix = suffix(reading, quantity.2);
    (suffix.scale.is_some() || suffix.unit.is_some()).then_some((idx, quantity, suffix))
}

/// The fact that a number states.
fn number(reading: &Reading<'_>, quantity: &Quantity, suffix: &Suffix, at: usize) -> Fact {
    let (value, is_sure, next) = quantity;
    let has_unit = suffix.scale.is_some() || suffix.unit.is_some() || suffix.currency.is_some();
    let figures = reading.of_kind(at, Kind::Number).map_or("", |token| token.text);
    // Figures with spaces are a number where the language groups them so, and an official number elsewhere: `26 643`.
    let can_space = !reading.language.notation.group.is_whitespace();
    let is_plain = !has_unit && figures.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ' && can_space);
    let is_year = is_plain && figures.len() == 4 && value.small().is_some_and(|year| (1900..2100).contains(&year));
    let kind = match is_plain {
        true if is_year => FactKind::Year,
        true if LONG <= figures.len() => FactKind::Identifier,
        _ => FactKind::Number,
    };
    let mut key = value.scaled(suffix.scale.unwrap_or_default());
    if has_unit && value.is_foreign {
        key = format!("{figures}?");
    }
    key.push_str(suffix.unit.as_deref().unwrap_or_default());
    let end = if *next < suffix.next { suffix.next } else { *next };
    let mut fact = reading.fact(kind, key, (at, end));
    fact.is_stated &= *is_sure || has_unit;
    if let Some(code) = &suffix.currency {
        fact.detail = Detail::Currency(code.clone());
    }
    fact
}

/// Reads a number in figures or words.
pub fn quantity(reading: &Reading<'_>, at: usize) -> Option<Quantity> {
    if let Some(token) = reading.of_kind(at, Kind::Number) {
        let value = numbers::read(token.text, reading.language.notation);
        let suffix = reading.of_kind(at + 1, Kind::Word).filter(|word| word.is_glued);
        let is_sure = suffix.is_none_or(|word| !reading.language.vocabulary.unsure_suffixes.iter().any(|form| form == word.text));
        return Some((value, is_sure, ordinal_end(reading, at + 1)));
    }
    spelled(reading, at)
}

/// The piece after the suffix of an ordinal, if one is glued on.
#[must_use]
pub fn ordinal_end(reading: &Reading<'_>, at: usize) -> usize {
    let is_glued = reading.of_kind(at, Kind::Word).is_some_and(|token| token.is_glued);
    let found = reading.language.phrases.ordinals.find(reading.tokens, at).filter(|_| is_glued);
    found.map_or(at, |(_, next)| next)
}

/// Reads a number in words: one, or several that go on with each other.
fn spelled(reading: &Reading<'_>, at: usize) -> Option<Quantity> {
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
    let whole = total(&values).to_string();
    Some((Value { whole, fraction: fraction.to_owned(), is_foreign: false }, is_sure, next))
}

/// The most words of a number that hyphens hold together: `quatre-vingt-dix-neuf`.
const MAX_HYPHENED: usize = 4;

/// Reads a number word, or the longest run of words with hyphens that is one: its value, whether it surely is one, the piece after it.
fn hyphened(reading: &Reading<'_>, at: usize) -> Option<(String, bool, usize)> {
    let mut runs = vec![reading.of_kind(at, Kind::Word)?.lower.to_string()];
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

/// Reads what follows a number.
fn suffix(reading: &Reading<'_>, at: usize) -> Suffix {
    let phrases = &reading.language.phrases;
    let mut found = Suffix { next: at, ..Suffix::default() };
    if let Some((power, next)) = phrases.scales.find(reading.tokens, found.next) {
        (found.scale, found.next) = (power.parse().ok(), next);
    }
    if let Some((unit, next)) = phrases.units.find(reading.tokens, found.next) {
        (found.unit, found.next) = (Some(unit.to_owned()), next);
    }
    if let Some((code, next)) = phrases.currencies.find(reading.tokens, found.next) {
        (found.currency, found.next) = (Some(code.to_owned()), next);
    }
    found
}

/// The currency that stands before a number.
fn currency_before(reading: &Reading<'_>, at: usize) -> Option<String> {
    let ends_here = |from: usize| reading.language.phrases.currencies.find(reading.tokens, from).filter(|(_, next)| *next == at);
    let found = at.checked_sub(2).and_then(ends_here).or_else(|| at.checked_sub(1).and_then(ends_here));
    found.map(|(code, _)| code.to_owned())
}

/// Reads a code, a day of the week, or a number at the beginning of a longer word.
fn other(reading: &Reading<'_>, at: usize, facts: &mut Vec<Fact>) -> Option<usize> {
    if let Some(token) = reading.of_kind(at, Kind::Code) {
        let key = token.text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
        facts.push(reading.fact(FactKind::Identifier, key, (at, at + 1)));
        return Some(at + 1);
    }
    let word = reading.of_kind(at, Kind::Word)?;
    if let Some((day, next)) = reading.language.phrases.weekdays.find(reading.tokens, at) {
        facts.push(reading.fact(FactKind::Weekday, day.to_owned(), (at, next)));
        return Some(next);
    }
    let value = reading.language.numbers.prefix(&word.lower)?;
    let fact = reading.fact(FactKind::Number, value, (at, at + 1));
    facts.push(Fact { is_stated: false, ..fact });
    Some(at + 1)
}
