//! Reads quantities: a number with what multiplies it and what it counts, or two that are the ends of a range.

use std::cmp::Ordering;
use std::ops::Range;

use super::amounts::Unit;
use super::calendar;
use super::exact::{is_exact, sign_before};
use super::facts::{Detail, Fact, FactKind, Reading};
use super::multipliers;
use super::spelled::{Numeral, numeral};
use super::text::Kind;

/// How much there is of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its bytes, with the currency before it.
    pub span: Range<usize>,
    /// What it counts.
    pub unit: Unit,
    /// The value as a plain decimal number.
    pub value: String,
    /// Whether it stands alone.
    pub end: End,
}

/// Which end of a range a quantity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is none.
    Alone,
    /// The lower one; the upper one is the next fact.
    Low,
    /// The upper one.
    High,
}

/// A quantity being read.
#[derive(Debug)]
pub struct Part {
    /// Its first piece, after a currency.
    pub at: usize,
    /// The number.
    pub numeral: Numeral,
    /// The power of ten that multiplies it.
    pub scale: Option<u32>,
    /// Per cent or points.
    pub unit: Option<String>,
    /// The currency.
    pub currency: Option<String>,
    /// The piece at which the currency before it begins.
    pub before: Option<usize>,
    /// Whether what stands in it leaves open how much it is: `5 thousand million`, `5+ million`.
    pub is_open: bool,
    /// The piece after it.
    pub next: usize,
}

impl Part {
    /// Whether anything says what it counts or what multiplies it.
    #[must_use]
    pub fn has_unit(&self) -> bool {
        self.scale.is_some() || self.unit.is_some() || self.currency.is_some()
    }

    /// What it counts.
    fn counts(&self) -> Unit {
        match (self.unit.as_deref(), &self.currency) {
            (Some("%"), _) => Unit::Percent,
            (Some(_), _) => Unit::Points,
            (None, Some(code)) => Unit::Money(code.clone()),
            (None, None) => Unit::None,
        }
    }

    /// The value as a plain decimal number.
    fn scaled(&self) -> String {
        self.numeral.value.scaled(self.scale.unwrap_or_default())
    }
}

/// The most figures of a number that can share what multiplies the next: `3-5 miljard`, but not `70.935.000 en 3 miljoen`.
pub const MAX_SHARED: usize = 3;

/// The fewest figures of a number without marks that is an identifier rather than a quantity.
const LONG: usize = 5;

/// Reads a quantity, or two that share what multiplies them or are the ends of a range.
pub fn read(reading: &Reading<'_>, at: usize, facts: &mut Vec<Fact>) -> Option<usize> {
    let taken = facts.last().map_or(0, |fact| fact.measure.as_ref().map_or(fact.span.end, |measure| measure.span.end));
    let mut first = part(reading, at, taken)?;
    let Some((mut second, is_range)) = second(reading, &first) else {
        facts.push(fact(reading, &first, first.next, End::Alone));
        return Some(first.next);
    };
    let mut end = first.next;
    let is_doubtful = is_doubtful(reading, &first, &second);
    let is_shared = is_sharing(&first, &second);
    if is_shared {
        (first.scale, first.unit, end) = (second.scale, second.unit.clone(), second.next);
    }
    if first.currency.is_none() {
        first.currency.clone_from(&second.currency);
    } else if second.unit.is_none() && second.currency.is_none() {
        second.currency.clone_from(&first.currency);
    }
    let ends = if is_range { (End::Low, End::High) } else { (End::Alone, End::Alone) };
    let (mut low, mut high) = (fact(reading, &first, end, ends.0), fact(reading, &second, second.next, ends.1));
    // Of a range, both ends are known or none; a sign before it may belong to one or to both.
    let is_unknown = low.measure.is_none() || high.measure.is_none() || sign_before(reading, &first) || is_doubtful;
    if is_range && is_unknown {
        (low.measure, high.measure) = (None, None);
    }
    // Three or three million: `€ 3 en € 5 miljoen`. And what multiplies both is as unknown for one as for the other.
    let is_apart = !is_range && first.before.is_some() && second.before.is_some();
    if is_apart || is_shared && high.measure.is_none() {
        low.measure = None;
    }
    facts.extend([low, high]);
    Some(second.next)
}

/// Reads a number with what stands at it; what ends before some byte belongs to a quantity before it.
fn part(reading: &Reading<'_>, at: usize, taken: usize) -> Option<Part> {
    let numeral = numeral(reading, at)?;
    let next = numeral.next;
    let mut part = Part { at, numeral, scale: None, unit: None, currency: None, before: None, is_open: false, next };
    suffix(reading, &mut part);
    if let Some((code, from)) = currency_before(reading, &part)
        && reading.tokens.get(from).is_some_and(|token| taken <= token.span.start)
        && part.currency.as_ref().is_none_or(|after| *after == code)
    {
        (part.currency, part.before) = (Some(code), Some(from));
        part.is_open |= multipliers::is_before(reading, (from, part.at));
    }
    Some(part)
}

/// Reads what follows a number.
fn suffix(reading: &Reading<'_>, part: &mut Part) {
    let phrases = &reading.language.phrases;
    multipliers::read(reading, part);
    if let Some(code) = multipliers::currency_inside(reading, part) {
        part.currency = Some(code);
        return;
    }
    let is_plus = part.is_open && part.scale.is_none();
    let at = after_hyphen(reading, part.next + usize::from(is_plus));
    if let Some((unit, next)) = phrases.units.find(reading.tokens, at) {
        (part.unit, part.next) = (Some(unit.to_owned()), next);
    } else if let Some((code, next)) = phrases.currencies.find(reading.tokens, at)
        && !is_of_next(reading, (at, next))
    {
        (part.currency, part.next) = (Some(code.to_owned()), next);
    }
}

/// The word that a hyphen holds to what stands before a piece, if one does: `€200-million`, `two-euro`.
pub(super) fn after_hyphen(reading: &Reading<'_>, at: usize) -> usize {
    let is_hyphen = reading.of_kind(at, Kind::Sign).is_some_and(|sign| sign.text == "-" && sign.is_glued);
    let is_held = is_hyphen && reading.of_kind(at + 1, Kind::Word).is_some_and(|word| word.is_glued);
    if is_held { at + 1 } else { at }
}

/// Whether a currency after a number belongs to the number after it: `in 2025 € 31 mln.`
fn is_of_next(reading: &Reading<'_>, (from, next): (usize, usize)) -> bool {
    let is_glued = |at: usize| reading.tokens.get(at).is_some_and(|token| token.is_glued);
    if reading.of_kind(next, Kind::Number).is_none() || !is_sign(reading, (from, next)) || is_glued(from) && !is_glued(next) {
        return false;
    }
    let phrases = &reading.language.phrases;
    let after = phrases.scales.find(reading.tokens, next + 1).map_or(next + 1, |(_, after)| after);
    !is_glued(from) && is_glued(next) || phrases.currencies.find(reading.tokens, after).is_none()
}

/// Whether a currency is a sign or code, not a word.
fn is_sign(reading: &Reading<'_>, (from, next): (usize, usize)) -> bool {
    let tokens = reading.tokens.iter().take(next).skip(from);
    tokens.flat_map(|token| token.text.chars()).all(|char| !char.is_lowercase())
}

/// The currency that stands before a number, and where it begins. A word counts only before figures with a mark or a word that
/// multiplies them: `euro 5 miljoen`, but not `per euro 3 cent`.
fn currency_before(reading: &Reading<'_>, part: &Part) -> Option<(String, usize)> {
    let minus =
        part.at.checked_sub(1).and_then(|at| reading.of_kind(at, Kind::Sign)).is_some_and(|sign| matches!(sign.text, "-" | "−" | "–"));
    let is_glued_minus = minus && reading.tokens.get(part.at).is_some_and(|token| token.is_glued);
    let end = if is_glued_minus { part.at.checked_sub(1)? } else { part.at };
    let ends_here = |from: usize| {
        let (code, next) = reading.language.phrases.currencies.find(reading.tokens, from).filter(|(_, next)| *next == end)?;
        // The `$` of `HK$` is no dollar that we know.
        let is_longer = reading.tokens.get(from).is_some_and(|token| token.is_glued && token.kind == Kind::Sign)
            && from.checked_sub(1).and_then(|before| reading.of_kind(before, Kind::Word)).is_some();
        let is_marked = part.scale.is_some()
            || reading.of_kind(part.at, Kind::Number).is_some_and(|token| !token.text.bytes().all(|byte| byte.is_ascii_digit()));
        let can_stand = is_sign(reading, (from, next)) || is_marked || part.at + 1 < part.numeral.next && part.numeral.is_figures;
        (!is_longer && can_stand).then(|| (code.to_owned(), from))
    };
    end.checked_sub(2).and_then(ends_here).or_else(|| end.checked_sub(1).and_then(ends_here))
}

/// The quantity that a word or sign joins to another, and whether the two are a range.
fn second(reading: &Reading<'_>, first: &Part) -> Option<(Part, bool)> {
    let from = reading.after_range(first.next)?;
    let phrases = &reading.language.phrases;
    let after_hedge = phrases.hedges.find(reading.tokens, from).map_or(from, |(_, next)| next);
    let idx = phrases.currencies.find(reading.tokens, after_hedge).map_or(after_hedge, |(_, next)| next);
    let second = part(reading, idx, reading.span(from, from).start)?;
    let is_time = || {
        let is_read = |read: fn(&Reading<'_>, usize, &mut Vec<Fact>) -> Option<usize>| read(reading, idx, &mut Vec::new()).is_some();
        is_read(calendar::time) || is_read(calendar::date)
    };
    if !second.has_unit() && is_time() {
        return None;
    }
    let is_range = is_range(reading, first, &second);
    (is_range || after_hedge == from && is_sharing(first, &second)).then_some((second, is_range))
}

/// Whether what multiplies or counts the end of a range does so for its beginning, unless that is a full number already.
fn is_sharing(first: &Part, second: &Part) -> bool {
    let has_own = first.scale.is_some() || first.unit.is_some() || first.currency.is_some() && first.before.is_none();
    let is_other = first.currency.is_some() && (second.unit.is_some() || second.currency.is_some() && second.currency != first.currency);
    let is_shared = second.scale.is_some() || second.unit.is_some();
    is_shared && !has_own && !is_other && first.numeral.value.whole.len() <= MAX_SHARED
}

/// Whether two quantities are the ends of a range: joined by what joins such, of one unit, the lower one first.
fn is_range(reading: &Reading<'_>, first: &Part, second: &Part) -> bool {
    let Some((opening, next)) = reading.language.phrases.spans.find(reading.tokens, first.next) else { return false };
    let start = first.before.unwrap_or(first.at);
    if !opening.is_empty() && !is_after(reading, start, opening) {
        return false;
    }
    let is_glued = reading.of_kind(first.next, Kind::Sign).is_some_and(|sign| sign.is_glued)
        && reading.tokens.get(next).is_some_and(|token| token.is_glued);
    let is_sharing = is_sharing(first, second);
    let scale = |part: &Part| part.scale.unwrap_or_default();
    let first_scale = if is_sharing { scale(second) } else { scale(first) };
    let is_of_one_unit = match (&first.currency, &second.currency) {
        (Some(one), Some(other)) => one == other,
        (Some(_), None) => {
            let is_joined = is_glued || !opening.is_empty() || may_be_amount(reading, first, second);
            second.unit.is_none() && (second.scale.is_some() || first.scale.is_none() && is_joined)
        }
        (None, Some(_)) => first.unit.is_none() && !is_year(reading, first),
        (None, None) => {
            is_sharing || first.unit == second.unit && (first.has_unit() || !is_year(reading, first) && !is_year(reading, second))
        }
    };
    let low = first.numeral.value.scaled(first_scale);
    let is_named = first.numeral.is_sure || is_sharing || !opening.is_empty();
    is_of_one_unit && is_named && second.numeral.is_sure && order(&low, &second.scaled()) == Ordering::Less
}

/// Whether a number without a unit may be the other end of an amount: `€ 2.000 tot 3.000`, but not `€ 5 tot 2027`. Of four figures it may
/// be where the amount itself is written without a mark: `€ 1500 tot 2000`.
fn may_be_amount(reading: &Reading<'_>, first: &Part, second: &Part) -> bool {
    !is_year(reading, second) || is_long_unmarked(reading, first)
}

/// Whether a number of hundreds or more is written in figures without a mark.
fn is_long_unmarked(reading: &Reading<'_>, part: &Part) -> bool {
    let figures = reading.of_kind(part.at, Kind::Number).map_or("", |token| token.text);
    3 <= figures.len() && figures.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the second number of what looks like a range may be something else, since only the first has a currency: a year, or a count
/// of what the next word names, as in `€500 to 1,000 people`.
fn is_doubtful(reading: &Reading<'_>, first: &Part, second: &Part) -> bool {
    let is_glued = reading.tokens.get(second.at).is_some_and(|token| token.is_glued);
    let has_opening = reading.language.phrases.spans.find(reading.tokens, first.next).is_some_and(|(opening, _)| !opening.is_empty());
    if first.currency.is_none() || first.scale.is_some() || second.has_unit() || is_glued || has_opening {
        return false;
    }
    let vocabulary = reading.language.vocabulary;
    let goes_on = |word: &str| vocabulary.skipped.iter().chain(&vocabulary.joiners).any(|form| form == word);
    let next = reading.of_kind(second.next, Kind::Word).filter(|_| reading.after_range(second.next).is_none());
    is_year(reading, second) || next.is_some_and(|word| !goes_on(&word.lower))
}

/// Whether the word that opens a range stands before a piece, with at most one word between: `tussen de 5 en 10 miljoen`.
fn is_after(reading: &Reading<'_>, at: usize, opening: &str) -> bool {
    let word = |idx: usize| idx.checked_sub(1).and_then(|before| reading.of_kind(before, Kind::Word));
    let is_opening = |idx: usize| word(idx).is_some_and(|word| word.lower == opening);
    is_opening(at) || word(at).is_some() && is_opening(at - 1)
}

/// How two plain decimal numbers compare.
fn order(one: &str, other: &str) -> Ordering {
    let parts = |number: &str| {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        (whole.len(), whole.to_owned(), fraction.to_owned())
    };
    parts(one).cmp(&parts(other))
}

/// Whether a number may be a year.
fn is_year(reading: &Reading<'_>, part: &Part) -> bool {
    let figures = reading.of_kind(part.at, Kind::Number).map_or("", |token| token.text);
    !part.has_unit() && figures.len() == 4 && part.numeral.value.small().is_some_and(|year| (1900..2100).contains(&year))
}

/// The fact that a number states; its words reach to a piece.
fn fact(reading: &Reading<'_>, part: &Part, next: usize, end: End) -> Fact {
    let (value, has_unit) = (&part.numeral.value, part.has_unit());
    let figures = reading.of_kind(part.at, Kind::Number).map_or("", |token| token.text);
    // Figures with spaces are a number where the language groups them so, and an official number elsewhere: `26 643`.
    let can_space = !reading.language.notation.group.is_whitespace();
    let is_plain = !has_unit && figures.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ' && can_space);
    let kind = match is_plain {
        true if is_year(reading, part) => FactKind::Year,
        true if LONG <= figures.len() => FactKind::Identifier,
        _ => FactKind::Number,
    };
    let mut key = part.scaled();
    if has_unit && value.is_foreign {
        key = format!("{figures}?");
    }
    key.push_str(part.unit.as_deref().unwrap_or_default());
    let mut fact = reading.fact(kind, key, (part.at, next));
    fact.is_stated &= part.numeral.is_sure || has_unit;
    if let Some(code) = &part.currency {
        fact.detail = Detail::Currency(code.clone());
    }
    let minus = if end == End::Alone && sign_before(reading, part) { "-" } else { "" };
    let measure = || Measure {
        span: reading.span(part.before.unwrap_or(part.at), part.next),
        unit: part.counts(),
        value: format!("{minus}{}", part.scaled()),
        end,
    };
    fact.measure = (kind == FactKind::Number && is_exact(reading, part)).then(measure);
    fact
}
