//! Amounts as a reader of the page's language writes them, and sums written out as checks.

use super::page::Page;
use crate::model::money::{Amount, Currency, Qualifier, Value};

/// Cents in a million.
const MILLION: i64 = 100_000_000;

/// An amount with its symbol, short where it is in whole thousands: `€ 70,935 miljoen`.
pub(super) fn short(page: &Page<'_>, amount: &Amount) -> String {
    let number = range(&amount.value, |cents| if is_round(cents) { millions(page, cents) } else { page.locale.number(cents) });
    let scale = if is_round(amount.value.low_cents) { format!("\u{a0}{}", page.word("funding.million")) } else { String::new() };
    let text = with_symbol(page, &amount.currency, &format!("{number}{scale}"));
    match amount.qualifier {
        Qualifier::Exact | Qualifier::Range => text,
        other => format!("{} {text}", page.word(&format!("qualifier.{}", other.name()))),
    }
}

/// An amount with its symbol, to the last digit.
pub(super) fn full(page: &Page<'_>, amount: &Amount) -> String {
    with_symbol(page, &amount.currency, &range(&amount.value, |cents| page.locale.number(cents)))
}

/// Cents with the symbol of a currency, to the last digit.
pub(super) fn cents(page: &Page<'_>, currency: &Currency, cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    format!("{sign}{}", with_symbol(page, currency, &page.locale.number(cents.saturating_abs())))
}

/// A sum written out: `31 + 30 + 9,935 = 70,935 miljoen`.
pub(super) fn equation(page: &Page<'_>, parts: &[i64], sum: i64) -> String {
    let is_short = is_round(sum) && parts.iter().all(|cents| cents % 100_000 == 0);
    let write = |cents: i64| if is_short { millions(page, cents) } else { page.locale.number(cents) };
    let parts: Vec<String> = parts.iter().map(|cents| write(*cents)).collect();
    let scale = if is_short { format!("\u{a0}{}", page.word("funding.million")) } else { String::new() };
    format!("{} = {}{scale}", parts.join(" + "), write(sum))
}

/// A value, or both ends of a range.
fn range(value: &Value, write: impl Fn(i64) -> String) -> String {
    if value.low_cents == value.high_cents {
        return write(value.low_cents);
    }
    format!("{}–{}", write(value.low_cents), write(value.high_cents))
}

/// Whether an amount is written in millions: a million or more, in whole thousands.
fn is_round(cents: i64) -> bool {
    cents.abs() >= MILLION && cents % 100_000 == 0
}

/// Cents as millions with up to three decimals: `70,935`.
fn millions(page: &Page<'_>, cents: i64) -> String {
    let whole = page.locale.number(cents / MILLION * 100);
    let thousands = (cents % MILLION).abs() / 100_000;
    if thousands == 0 {
        return whole;
    }
    let decimal = page.locale.numbers.as_ref().map_or('.', |numbers| numbers.decimal);
    let fraction = format!("{thousands:03}");
    format!("{whole}{decimal}{}", fraction.trim_end_matches('0'))
}

/// A number with the symbol of its currency, as the language places it.
fn with_symbol(page: &Page<'_>, currency: &Currency, number: &str) -> String {
    let key = format!("currency.{}", currency.code());
    let symbol = page.locale.words.get(&key).cloned().unwrap_or_else(|| format!("{}\u{a0}", currency.code()));
    let pattern = page.locale.numbers.as_ref().map(|numbers| numbers.amount.as_str()).filter(|pattern| !pattern.is_empty());
    pattern.unwrap_or("{symbol} {number}").replace("{symbol}", &symbol).replace("{number}", number).replace(' ', "\u{a0}")
}
