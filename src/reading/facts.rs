//! Reads what a text states in numbers: quantities, years, dates, times, codes.

use std::ops::Range;

use super::calendar;
use super::language::Language;
use super::quantity::{self, Measure};
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
    /// How much of what there is, where a number says so exactly.
    pub measure: Option<Measure>,
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

/// Reads a text of a language.
#[must_use]
pub fn read(text: &str, language: &Language<'_>) -> Vec<Fact> {
    let masked = language.masked(text);
    let tokens = tokens(&masked);
    let reading = Reading { language, tokens: &tokens };
    let mut facts = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !may_begin(token, language) {
            at += 1;
            continue;
        }
        let next = calendar::time(&reading, at, &mut facts)
            .or_else(|| calendar::date(&reading, at, &mut facts))
            .or_else(|| quantity::read(&reading, at, &mut facts))
            .or_else(|| other(&reading, at, &mut facts));
        at = next.filter(|next| at < *next).unwrap_or(at + 1);
    }
    facts
}

/// Whether something that a text states can begin with a piece: most words only go on, and signs.
fn may_begin(token: &Token<'_>, language: &Language<'_>) -> bool {
    match token.kind {
        Kind::Number | Kind::Code => true,
        Kind::Word => language.starts.may_begin(&token.lower),
        Kind::Sign => false,
    }
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
        Fact { kind, key, span: self.span(from, next), is_stated, detail: Detail::None, measure: None }
    }

    /// Whether a piece is a number, in figures or as a word.
    #[must_use]
    pub fn is_number(&self, at: usize) -> bool {
        let is_word = || self.of_kind(at, Kind::Word).is_some_and(|word| self.language.numbers.find(&word.lower).is_some());
        self.of_kind(at, Kind::Number).is_some() || is_word()
    }

    /// The piece after a sign or word of a range.
    #[must_use]
    pub fn after_range(&self, at: usize) -> Option<usize> {
        self.language.phrases.ranges.find(self.tokens, at).map(|(_, next)| next)
    }
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
