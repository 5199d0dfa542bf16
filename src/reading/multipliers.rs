//! Reads what multiplies a number: `miljoen`, `M€`, and of two scales both: `1 miljard 200 miljoen`.

use super::facts::Reading;
use super::numbers::Value;
use super::quantity::{MAX_SHARED, Part, after_hyphen};
use super::spelled::{Numeral, numeral};
use super::text::Kind;

/// The currency that ends what multiplies a number, or is that: `M€`, `TEUR`.
#[must_use]
pub fn currency_inside(reading: &Reading<'_>, part: &Part) -> Option<String> {
    let last = part.next.checked_sub(1).filter(|_| part.scale.is_some())?;
    let (code, next) = reading.language.phrases.currencies.find(reading.tokens, last)?;
    (next == part.next).then(|| code.to_owned())
}

/// Reads what multiplies a number, and a lower part that goes on with it: `1 miljard 200 miljoen`.
pub fn read(reading: &Reading<'_>, part: &mut Part) {
    part.is_open = reading.of_kind(part.next, Kind::Sign).is_some_and(|sign| sign.text == "+" && sign.is_glued);
    let from = part.next + usize::from(part.is_open);
    let Some((power, next)) = reading.language.phrases.scales.find(reading.tokens, after_hyphen(reading, from)) else { return };
    (part.scale, part.next) = (power.parse().ok(), next);
    while let Some((lower, power, next)) = lower_part(reading, part.next) {
        match lower.and_then(|lower| sum(part, &lower, power)) {
            Some(value) => (part.numeral.value, part.scale) = (value, Some(power)),
            None => part.is_open = true,
        }
        part.next = next;
    }
}

/// What goes on after a word that multiplies: a number, if its value is plain, what multiplies that, and the piece after both.
fn lower_part(reading: &Reading<'_>, at: usize) -> Option<(Option<Numeral>, u32, usize)> {
    let find = |at: usize| reading.language.phrases.scales.find(reading.tokens, at);
    if let Some((power, next)) = find(at) {
        return Some((None, power.parse().ok()?, next));
    }
    // After the point of `mln.` a sentence may begin.
    let has_point = at.checked_sub(1).and_then(|last| reading.of_kind(last, Kind::Sign)).is_some_and(|sign| sign.text == ".");
    let lower = numeral(reading, at)?;
    let next = lower.next;
    if let Some((power, next)) = find(next) {
        return Some((Some(lower).filter(|_| !has_point), power.parse().ok()?, next));
    }
    let figures = reading.of_kind(at, Kind::Number).map_or("", |token| token.text);
    let has_mark = figures.bytes().any(|byte| !byte.is_ascii_digit());
    let is_large = MAX_SHARED < lower.value.whole.len() && (has_mark || !lower.is_figures) && !has_point;
    is_large.then(|| (Some(lower).filter(|lower| !lower.is_figures), 0, next))
}

/// The value of a quantity and a lower part, times the power of ten that multiplies the lower one.
fn sum(part: &Part, lower: &Numeral, power: u32) -> Option<Value> {
    let width = usize::try_from(part.scale?.checked_sub(power)?).ok()?;
    let is_whole = |value: &Value| value.fraction.is_empty() && !value.is_foreign;
    let (value, lower_value) = (&part.numeral.value, &lower.value);
    let is_lower = is_whole(value) && is_whole(lower_value) && !lower.is_ordinal && lower_value.whole.len() <= width;
    is_lower.then(|| Value::of_whole(&format!("{}{:0>width$}", value.whole, lower_value.whole)))
}

/// Whether what multiplies stands before a currency and its number, or is that currency: `mln. € 5`, `TEUR 750`. How much that is, other
/// than the number alone, is not known.
#[must_use]
pub fn is_before(reading: &Reading<'_>, (from, end): (usize, usize)) -> bool {
    let find = |at: usize| reading.language.phrases.scales.find(reading.tokens, at).map(|(_, next)| next);
    let is_free = |at: usize| !at.checked_sub(1).is_some_and(|before| reading.is_number(before));
    let ends_here = |at: usize| find(at) == Some(from) && is_free(at);
    find(from).is_some_and(|next| next <= end) || (1..=2).filter_map(|back| from.checked_sub(back)).any(ends_here)
}
