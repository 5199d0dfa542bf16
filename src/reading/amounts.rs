//! Reads the amounts, percentages and other quantities that a text states, each with its words and what hedges it.

use std::ops::Range;

use super::facts::{self, Fact};
use super::hedges::{self, Hedge};
use super::language::Language;
use super::quantity::{End, Measure};
use super::text::{Kind, Token, tokens};

/// An amount, a percentage or another number that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAmount {
    /// Its bytes in the text: from the currency sign or first figure to the last word or sign of it (scale, unit, currency; `,-` too).
    /// Hedges are not part of it, nor is a minus sign before it.
    pub span: Range<usize>,
    /// What it counts.
    pub unit: Unit,
    /// The value, or the lower end of a range, as a plain decimal number: `70935000`, `12.34`; `-5000000` after a minus sign or `-/-`.
    pub low: String,
    /// The value again, or the upper end.
    pub high: String,
    /// The names of the hedges (about, more-than, nearly, less-than, at-most, at-least) whose words stand directly at the number.
    pub hedges: Vec<String>,
    /// The names of those that its words can say and need not: `at-most` of `tot € 5 miljoen`.
    pub may: Vec<String>,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money, with the ISO 4217 code of its currency.
    Money(String),
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Something else, or nothing.
    None,
}

/// The hedges that say how a number stands to the true one.
const CLASSES: [&str; 6] = ["about", "more-than", "nearly", "less-than", "at-most", "at-least"];

/// The most words between a hedge and its number.
const MAX_SKIPPED: usize = 3;

/// The most pieces between a hedge and its number, with those of other hedges.
const MAX_BETWEEN: usize = 4 * MAX_SKIPPED;

/// Reads the amounts, percentages and other quantities of a text, in its order. What stands in square brackets is part of it.
///
/// Left aside is what leaves open how much it is: a number in another language's notation (`€ 1.50` in Dutch), a range with a minus
/// sign before it, the first of `€ 10 en € 30 miljoen`, `enkele miljoen`, `half a billion`, `€5m`, `2 euro 50`.
#[must_use]
pub fn read(text: &str, language: &Language<'_>) -> Vec<NamedAmount> {
    let text = text.replace(['[', ']'], "|");
    let facts = facts::read(&text, language);
    let mut amounts: Vec<NamedAmount> = Vec::new();
    for measure in facts.iter().filter_map(stated) {
        match (measure.end, amounts.last_mut()) {
            (End::High, Some(low)) => {
                low.span.end = measure.span.end;
                low.high.clone_from(&measure.value);
            }
            _ => amounts.push(NamedAmount {
                span: measure.span.clone(),
                unit: measure.unit.clone(),
                low: measure.value.clone(),
                high: measure.value.clone(),
                hedges: Vec::new(),
                may: Vec::new(),
            }),
        }
    }
    if amounts.is_empty() {
        return amounts;
    }
    let tokens = tokens(&text);
    let mut hedges = hedges::read(&text, language);
    hedges.retain(|hedge| CLASSES.contains(&hedge.class.as_str()));
    for amount in &mut amounts {
        for hedge in &hedges {
            let list = match at(&text, (hedge, &amount.span), (&tokens, &hedges, language)) {
                Some(true) => &mut amount.hedges,
                Some(false) => &mut amount.may,
                None => continue,
            };
            if !list.contains(&hedge.class) {
                list.push(hedge.class.clone());
            }
        }
        amount.may.retain(|class| !amount.hedges.contains(class));
    }
    amounts
}

/// Where a text names money, or what can be nothing else, and no amount was read: what is left aside must not be overlooked.
/// That is a currency beside a number, and a million or more of which no word says of what: `150 miljoen voor de regio`.
#[must_use]
pub fn unread(text: &str, language: &Language<'_>, found: &[NamedAmount]) -> Vec<Range<usize>> {
    let text = text.replace(['[', ']'], "|");
    let tokens = tokens(&text);
    let money: Vec<&Range<usize>> =
        found.iter().filter(|amount| matches!(amount.unit, Unit::Money(_))).map(|amount| &amount.span).collect();
    let is_read = |span: &Range<usize>| money.iter().any(|read| read.start < span.end && span.start < read.end);
    let large = found.iter().filter(|amount| amount.unit == Unit::None && MIN_LARGE <= whole_figures(&amount.high));
    let mut unread: Vec<Range<usize>> =
        large.filter(|amount| is_of_nothing(amount, &tokens, language)).map(|amount| amount.span.clone()).collect();
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let Some((_, next)) = language.phrases.currencies.find(&tokens, at) else {
            at += 1;
            continue;
        };
        let before = (1..=2).filter_map(|back| at.checked_sub(back)).find(|before| is_quantity_until(&tokens, (*before, at), language));
        let after = Some(next).filter(|after| is_quantity(&tokens, *after, language));
        let from = before.and_then(|before| tokens.get(before)).unwrap_or(first).span.start;
        let last = after.or(next.checked_sub(1)).and_then(|last| tokens.get(last)).unwrap_or(first);
        let span = from..last.span.end;
        if (before.is_some() || after.is_some()) && !is_read(&span) {
            unread.push(span);
        }
        at = next;
    }
    unread.sort_by_key(|span| (span.start, span.end));
    unread.dedup_by(|later, first| later.start < first.end);
    unread
}

/// The figures before the point of a million.
const MIN_LARGE: usize = 7;

/// How many figures a plain decimal number has before its point.
fn whole_figures(number: &str) -> usize {
    number.split('.').next().map_or(0, |whole| whole.trim_start_matches('-').len())
}

/// Whether no word after a number with a word that multiplies says what it counts: the sentence goes on, or ends.
fn is_of_nothing(amount: &NamedAmount, tokens: &[Token<'_>], language: &Language<'_>) -> bool {
    let first = tokens.partition_point(|token| token.span.start < amount.span.start);
    let inside = tokens.iter().enumerate().skip(first).take_while(|(_, token)| token.span.end <= amount.span.end);
    let has_scale = inside.into_iter().any(|(at, _)| language.phrases.scales.find(tokens, at).is_some());
    let next = tokens.get(tokens.partition_point(|token| token.span.start < amount.span.end));
    let is_counted =
        next.is_some_and(|token| token.kind == Kind::Word && !language.vocabulary.skipped.iter().any(|word| *word == token.lower));
    has_scale && !is_counted
}

/// Whether a piece is a number, a word that multiplies one, or one that is as good as a number: `millions`.
fn is_quantity(tokens: &[Token<'_>], at: usize, language: &Language<'_>) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let is_word = || language.vocabulary.quantities.iter().any(|word| *word == token.lower);
    matches!(token.kind, Kind::Number | Kind::Code) || language.phrases.scales.find(tokens, at).is_some() || is_word()
}

/// Whether a quantity goes up to a piece: a number, what multiplies one, or a number with a sign for more: `5+ euro`, `5+ mln. euro`.
fn is_quantity_until(tokens: &[Token<'_>], (from, until): (usize, usize), language: &Language<'_>) -> bool {
    let has_plus = || from + 2 == until && tokens.get(from + 1).is_some_and(|token| token.text == "+" && token.is_glued);
    let is_scale = || language.phrases.scales.find(tokens, from).is_some_and(|(_, next)| next == until);
    is_scale() || (from + 1 == until || has_plus()) && is_quantity(tokens, from, language)
}

/// How much a fact says there is, if it surely is a quantity.
fn stated(fact: &Fact) -> Option<&Measure> {
    let measure = fact.measure.as_ref()?;
    (fact.is_stated || measure.end != End::Alone).then_some(measure)
}

/// Whether a hedge says something of a number, or only may: it stands directly after it, or before it with at most some words that say
/// nothing and other hedges between.
fn at(
    text: &str,
    (hedge, span): (&Hedge, &Range<usize>),
    (tokens, hedges, language): (&[Token<'_>], &[Hedge], &Language<'_>),
) -> Option<bool> {
    let between = |from: usize, until: usize| -> Vec<&Token<'_>> {
        let first = tokens.partition_point(|token| token.span.start < from);
        // More of them than can stand there are too many, however many they are.
        tokens.iter().skip(first).take_while(|token| token.span.end <= until).take(MAX_BETWEEN + 1).collect()
    };
    let words = || text.get(hedge.span.clone()).unwrap_or_default().to_lowercase();
    let forms = language.vocabulary.hedges.get(&hedge.class)?;
    if hedge.span.end <= span.start {
        let is_other =
            |token: &Token<'_>| hedges.iter().any(|other| other.span.start <= token.span.start && token.span.end <= other.span.end);
        let mut skipped = between(hedge.span.end, span.start);
        if MAX_BETWEEN < skipped.len() {
            return None;
        }
        skipped.retain(|token| !is_other(token));
        let is_here = skipped.len() <= MAX_SKIPPED && skipped.iter().all(|token| is_skipped(token, language));
        let may_say = || hedge.is_stated || forms.may_before_number.contains(&words());
        return (is_here && may_say()).then_some(hedge.is_stated);
    }
    let is_here = span.end <= hedge.span.start && between(span.end, hedge.span.start).is_empty();
    (is_here && (hedge.is_stated || forms.after_number.contains(&words()))).then_some(true)
}

/// Whether a piece says nothing between a hedge and its number.
fn is_skipped(token: &Token<'_>, language: &Language<'_>) -> bool {
    let is_word = token.kind == Kind::Word && language.vocabulary.skipped.iter().any(|word| *word == token.lower);
    is_word || matches!(token.text, "|" | "-" | "/" | "−") || language.phrases.spans.opens(&token.lower)
}
