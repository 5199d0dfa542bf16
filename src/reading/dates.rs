//! Reads the dates and periods that a text names: days, months, quarters, seasons, years; each with its words.

use std::ops::Range;

use super::facts::{Detail, FactKind};
use super::language::Language;
use super::text::{Kind, Token, tokens};
use crate::model::date::Moment;

/// How many words may stand between a date and what says that it comes before or after: `vanaf donderdag de`.
const MAX_BETWEEN: usize = 4;

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A season, from 0 for spring.
    Season(usize),
    /// From one month to another.
    Months(i8, i8),
    /// One of which the language only says that it is a part: a recess.
    Other,
}

impl Part {
    /// The part of a number of EDTF: 21 to 24 are the seasons, 33 to 36 the quarters, 40 and 41 the halves of the year.
    fn of_number(number: &str) -> Self {
        match number.parse::<i8>() {
            Ok(season @ 21..=24) => usize::try_from(season - 21).map_or(Self::Other, Self::Season),
            Ok(quarter @ 33..=36) => Self::Months(3 * (quarter - 33) + 1, 3 * (quarter - 33) + 3),
            Ok(half @ 40..=41) => Self::Months(6 * (half - 40) + 1, 6 * (half - 40) + 6),
            _ => Self::Other,
        }
    }

    /// Whether it is the season of a moment.
    #[must_use]
    pub fn is_season(self, moment: &Moment) -> bool {
        match self {
            Self::Season(idx) => idx == moment.season_idx(),
            Self::Months(..) => false,
            Self::Other => true,
        }
    }

    /// Whether it can begin with a month. A winter can be told from December or from January on.
    #[must_use]
    pub fn begins(self, month: i8) -> bool {
        match self {
            Self::Season(3) => matches!(month, 12 | 1),
            Self::Season(idx) => usize::try_from(month).is_ok_and(|month| month == 3 * (idx + 1)),
            Self::Months(first, _) => month == first,
            Self::Other => true,
        }
    }

    /// Whether it can end with a month. A season ends in the month in which the next one begins, or in the one before.
    #[must_use]
    pub fn ends(self, month: i8) -> bool {
        match self {
            Self::Season(3) => matches!(month, 2 | 3),
            Self::Season(idx) => usize::try_from(month).is_ok_and(|month| (3 * idx + 5..=3 * idx + 6).contains(&month)),
            Self::Months(_, last) => month == last,
            Self::Other => true,
        }
    }
}

/// On which side of a date words say that something comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it, or on it at the latest.
    Before,
    /// After it, or from it on.
    After,
}

/// A date or period that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedDate {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The day as `06-20`, or the month as `06`.
    pub day: Option<String>,
    /// The year.
    pub year: Option<String>,
    /// The part of a year that a word names: a quarter, a season.
    pub period: Option<Part>,
    /// The side of it on which the words before it say that something comes.
    pub side: Option<Side>,
}

impl NamedDate {
    /// Whether it can be of a year: one of which it is, or any where it names none.
    #[must_use]
    pub fn may_be_of(&self, year: i16) -> bool {
        self.year.as_ref().is_none_or(|named| named.parse() == Ok(year))
    }
}

/// Reads the dates of a text of a language. What stands in brackets is part of it.
#[must_use]
pub fn read(text: &str, language: &Language<'_>) -> Vec<NamedDate> {
    let text = text.replace(['[', ']'], "|");
    let mut found = periods(&text, language);
    for fact in super::facts::read(&text, language).into_iter().filter(|fact| fact.is_stated || !is_opening(&text, fact.span.start)) {
        let year = if let Detail::Year(year) = &fact.detail { Some(year.clone()) } else { None };
        match fact.kind {
            FactKind::Date => found.push(NamedDate { span: fact.span, day: Some(fact.key), year, ..NamedDate::default() }),
            FactKind::Year => found.push(NamedDate { span: fact.span, year: Some(fact.key), ..NamedDate::default() }),
            _ => {}
        }
    }
    found.sort_by_key(|date| (date.span.start, date.day.is_none()));
    let mut dates = joined(&text, found, language);
    let tokens = tokens(&text);
    dates.iter_mut().for_each(|date| date.side = side(&tokens, date.span.start, language));
    dates
}

/// The side of a date on which the words right before it say that something comes.
fn side(tokens: &[Token<'_>], start: usize, language: &Language<'_>) -> Option<Side> {
    let end = tokens.partition_point(|token| token.span.end <= start);
    let is_passed = |token: &Token<'_>| language.vocabulary.skipped.iter().any(|word| *word == token.lower);
    let is_between =
        |from: usize| (from..end).all(|at| tokens.get(at).is_some_and(is_passed) || language.phrases.weekdays.find(tokens, at).is_some());
    let found = (end.saturating_sub(MAX_BETWEEN)..end).rev().find_map(|from| {
        let (side, next) = language.phrases.sides.find(tokens, from)?;
        (next <= end && is_between(next)).then_some(side)
    });
    found.map(|side| if side == "before" { Side::Before } else { Side::After })
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
        let phrase = language.phrases.periods.find(&tokens, at);
        let last = phrase.and_then(|(number, next)| Some((Part::of_number(number), tokens.get(next.checked_sub(1)?)?)));
        found.extend(last.map(|(part, last)| NamedDate {
            span: first.span.start..last.span.end,
            period: Some(part),
            ..NamedDate::default()
        }));
        at = phrase.map_or(at + 1, |(_, next)| next);
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
    let is_year = date.day.is_none() && date.period.is_none();
    let is_wanting = before.year.is_none() || before.year == date.year && before.day.is_some();
    let gap = text.get(before.span.end..date.span.start).unwrap_or_default();
    let is_between = |(kind, word): (Kind, &str)| match kind {
        Kind::Word => before.period.is_some() && language.vocabulary.skipped.iter().any(|form| form == word),
        _ => matches!(word, "," | "|"),
    };
    is_year && is_wanting && (before.period.is_some() || before.day.is_some()) && {
        tokens(gap).iter().all(|token| is_between((token.kind, token.lower.as_ref())))
    }
}
