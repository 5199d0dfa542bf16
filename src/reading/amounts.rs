//! Reads the amounts, percentages and other quantities that a text states, each with its words and what hedges it.

use std::ops::Range;

use super::facts::{self, Fact, FactKind};
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

/// Reads the amounts, percentages and other quantities of a text, in its order. What stands in square brackets is part of it.
///
/// Left aside is what leaves open how much it is: a number in another language's notation (`€ 1.50` in Dutch), a range with a minus
/// sign before it, `enkele miljoenen`, `half a billion`, `€5m`. It is never read as another value.
#[must_use]
pub fn read(text: &str, language: &Language<'_>) -> Vec<NamedAmount> {
    let text = text.replace(['[', ']'], "|");
    let facts = facts::read(&text, language);
    let tokens = tokens(&text);
    let mut hedges = hedges::read(&text, language);
    hedges.retain(|hedge| hedge.is_stated && CLASSES.contains(&hedge.class.as_str()));
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
            }),
        }
    }
    for amount in &mut amounts {
        let mut classes: Vec<String> =
            hedges.iter().filter(|hedge| is_at(&tokens, (hedge, &amount.span), language)).map(|hedge| hedge.class.clone()).collect();
        classes.dedup();
        amount.hedges = classes;
    }
    amounts
}

/// How much a fact says there is, if it surely is a quantity.
fn stated(fact: &Fact) -> Option<&Measure> {
    let measure = fact.measure.as_ref()?;
    (fact.kind == FactKind::Number && (fact.is_stated || measure.end == End::High || measure.end == End::Low)).then_some(measure)
}

/// Whether a hedge stands directly at a number: after it, or before it with at most some words that say nothing between.
fn is_at(tokens: &[Token<'_>], (hedge, span): (&Hedge, &Range<usize>), language: &Language<'_>) -> bool {
    let (from, until) = if hedge.span.end <= span.start { (hedge.span.end, span.start) } else { (span.end, hedge.span.start) };
    let between: Vec<&Token<'_>> = tokens.iter().filter(|token| from <= token.span.start && token.span.end <= until).collect();
    let is_skipped = |token: &&Token<'_>| {
        let is_word = token.kind == Kind::Word && language.vocabulary.skipped.iter().any(|word| *word == token.lower);
        is_word || matches!(token.text, "|" | "-" | "/" | "−")
    };
    if hedge.span.end <= span.start {
        between.len() <= MAX_SKIPPED && between.iter().all(is_skipped)
    } else {
        span.end <= hedge.span.start && between.is_empty()
    }
}
