//! Whether the words at a number leave open how much it is, and whether a minus stands before it: a sign, or a word that says it.

use super::facts::Reading;
use super::quantity::{MAX_SHARED, Part};
use super::spelled::numeral;
use super::text::Kind;

/// The most words between a word for a part and the whole that it is of: `a quarter of a billion`.
const MAX_BETWEEN: usize = 3;

/// The most amounts of a list that may share what multiplies the last.
const MAX_LIST: usize = 8;

/// The decimals of money.
const N_DECIMALS: usize = 2;

/// Whether a quantity is exactly what its number, multiplier and unit say, as far as the language's data tells.
#[must_use]
pub fn is_exact(reading: &Reading<'_>, part: &Part) -> bool {
    let numeral = &part.numeral;
    if numeral.value.is_foreign {
        return false;
    }
    let is_open =
        || part.is_open || may_be_cents(reading, part) || is_open_after(reading, part) || is_open_list(reading, part) || is_of_groups(part);
    !part.has_unit() || !numeral.is_ordinal && !is_open() && (numeral.is_figures || !is_open_word(reading, part))
}

/// Whether what follows a number may go on with it: `€5m`, `€ 2½`, `€ 1/2`, `€ 5 ton`.
fn is_open_after(reading: &Reading<'_>, part: &Part) -> bool {
    let next = part.numeral.next;
    // The cents of `2 euro 50`.
    let has_word = part.before.is_none() && part.currency.is_some() && part.scale.is_none();
    if has_word
        && part.numeral.value.fraction.is_empty()
        && reading.of_kind(part.next, Kind::Number).is_some_and(|cents| cents.text.len() == 2)
    {
        return true;
    }
    let Some(token) = reading.tokens.get(next).filter(|_| part.next == next) else { return false };
    let is_fraction = token.text.chars().all(|char| matches!(char, '¼'..='¾' | '⅐'..='⅞'));
    let is_stroke = token.text == "/" && token.is_glued && reading.of_kind(next + 1, Kind::Number).is_some_and(|number| number.is_glued);
    let is_glued_word = token.kind == Kind::Word && token.is_glued;
    is_fraction || is_stroke || is_glued_word || is_vague(reading, next)
}

/// Whether a number after a currency may be the cents of the number before it, where the language writes currencies after numbers:
/// `5 € 50`, but not `2025 € 50`.
fn may_be_cents(reading: &Reading<'_>, part: &Part) -> bool {
    let is_after = reading.language.notation.amount.starts_with("{number}");
    let has_two = part.scale.is_none() && reading.of_kind(part.at, Kind::Number).is_some_and(|number| number.text.len() == 2);
    let before = part.before.and_then(|before| before.checked_sub(1)).and_then(|at| reading.of_kind(at, Kind::Number));
    let is_year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    is_after && has_two && before.is_some_and(|number| !is_year(number.text))
}

/// Whether an amount has more decimals than money has: it may be written in another language's notation, such as `€12.345` in English.
fn is_of_groups(part: &Part) -> bool {
    part.currency.is_some() && part.scale.is_none() && part.unit.is_none() && N_DECIMALS < part.numeral.value.fraction.len()
}

/// Whether an amount without a multiplier may share that of a later one: `€ 10, € 20 en € 30 miljoen`.
fn is_open_list(reading: &Reading<'_>, part: &Part) -> bool {
    let has_cents = part.numeral.value.fraction.len() == N_DECIMALS || part.at + 1 < part.numeral.next;
    let is_full = MAX_SHARED < part.numeral.value.whole.len();
    if is_full || part.before.is_none() || part.scale.is_some() || part.unit.is_some() || has_cents {
        return false;
    }
    let phrases = &reading.language.phrases;
    let mut at = part.next;
    for _ in 0..MAX_LIST {
        let is_comma = reading.of_kind(at, Kind::Sign).is_some_and(|sign| sign.text == ",");
        let Some(from) = reading.after_range(at).or(is_comma.then_some(at + 1)) else { return false };
        // A hedge may stand between: `€ 3 tot circa 5 miljoen`.
        let hedged = from + usize::from(!is_comma && reading.of_kind(from, Kind::Word).is_some());
        let number = |from: usize| numeral(reading, phrases.currencies.find(reading.tokens, from).map_or(from, |(_, next)| next));
        let Some(numeral) = number(from).or_else(|| number(hedged)) else { return false };
        if phrases.scales.find(reading.tokens, numeral.next).is_some() {
            return true;
        }
        at = numeral.next;
    }
    false
}

/// Whether a number in words says no exact number, or is the whole of which only a part is meant.
fn is_open_word(reading: &Reading<'_>, part: &Part) -> bool {
    let last = part.numeral.next.checked_sub(1);
    if last.is_some_and(|last| is_vague(reading, last)) {
        return true;
    }
    let vocabulary = reading.language.vocabulary;
    let mut at = part.at;
    for _ in 0..=MAX_BETWEEN {
        let Some(before) = at.checked_sub(1).filter(|_| !part.numeral.is_sure) else { return false };
        let Some(word) = reading.of_kind(before, Kind::Word) else { return false };
        if is_vague(reading, before) || vocabulary.quantities.iter().any(|form| *form == word.lower) {
            return true;
        }
        if !vocabulary.skipped.iter().any(|form| *form == word.lower) {
            return false;
        }
        at = before;
    }
    false
}

/// Whether a word leaves open how much there is, or ends as such a word does: `tweede`, `tweeëntwintigste`.
fn is_vague(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.of_kind(at, Kind::Word).map_or("", |word| word.lower.as_ref());
    let is_number_word = reading.language.numbers.find(word).is_some();
    reading.language.vocabulary.vague.iter().any(|form| form == word || is_number_word && word.ends_with(form.as_str()))
}

/// Whether a minus stands before a quantity: a sign, `-/-`, or a word as in `minus € 5 miljoen`.
#[must_use]
pub fn sign_before(reading: &Reading<'_>, part: &Part) -> bool {
    let sign = |at: Option<usize>| at.and_then(|at| reading.of_kind(at, Kind::Sign));
    let is_minus = |from: usize| {
        let Some(minus) = sign(from.checked_sub(1)) else { return false };
        let is_dash = matches!(minus.text, "-" | "−" | "–");
        let is_strokes = is_dash
            && sign(from.checked_sub(2)).is_some_and(|stroke| stroke.text == "/")
            && sign(from.checked_sub(3)).is_some_and(|first| first.text == minus.text);
        let is_at_number = reading.tokens.get(from).is_some_and(|token| token.is_glued) || minus.text == "−";
        let is_free = !minus.is_glued
            || part.before.is_some_and(|before| before < from)
            || sign(from.checked_sub(2)).is_some_and(|sign| "([|‘“«\"".contains(sign.text));
        is_strokes || is_dash && is_at_number && is_free
    };
    let is_before = |from: usize| is_minus(from) || is_minus_word(reading, from);
    is_before(part.at) || part.before.is_some_and(is_before)
}

/// Whether a word for minus stands directly before a piece: not one that takes it off another amount (`10 miljoen min 4 miljoen`),
/// nor the end of a hedge (`au moins`).
fn is_minus_word(reading: &Reading<'_>, from: usize) -> bool {
    let vocabulary = reading.language.vocabulary;
    let Some(at) = from.checked_sub(1) else { return false };
    let Some(word) = reading.of_kind(at, Kind::Word).filter(|word| vocabulary.minus.iter().any(|form| *form == word.lower)) else {
        return false;
    };
    let Some(before) = at.checked_sub(1) else { return true };
    let phrases = &reading.language.phrases;
    let is_amount = [&phrases.scales, &phrases.currencies, &phrases.units].iter().any(|known| known.find(reading.tokens, before).is_some());
    let pair = reading.of_kind(before, Kind::Word).map(|first| format!("{} {}", first.lower, word.lower));
    let is_hedge = || {
        let forms =
            vocabulary.hedges.values().flat_map(|forms| [&forms.say, &forms.say_before_number, &forms.may, &forms.may_before_number]);
        pair.is_some_and(|pair| forms.flatten().any(|form| form.ends_with(&pair)))
    };
    !is_amount && !is_hedge()
}
