//! Numbers, amounts, dates and what else a text states: every place lies in the text, and what is written plainly is read as it was.

use std::ops::Range;
use std::sync::LazyLock;

use dossier::model::locale::NumberNotation;
use dossier::reading::amounts::{self, NamedAmount, Unit};
use dossier::reading::language::Language;
use dossier::reading::numbers::{self, NumberWords};
use dossier::reading::{dates, facts as stated, hedges, text::tokens};

use super::choice;
use super::scratch::KNOWN;

/// The languages of the shipped theme, ready for reading.
static LANGUAGES: LazyLock<Vec<Language<'static>>> = LazyLock::new(|| {
    let people = Box::leak(Box::new(["Six Dijkstra".to_owned(), "Zwölf".to_owned()]));
    KNOWN.1.locales.values().map(|locale| Language::new(locale, &people.iter().collect::<Vec<_>>(), 0).expect("a known language")).collect()
});

/// The language that the first byte chooses, and the text.
fn chosen(data: &[u8]) -> (&'static Language<'static>, String) {
    let (language_idx, text) = choice(data, LANGUAGES.len());
    (&LANGUAGES[language_idx], text)
}

/// Panics unless places lie in a text, each with something in it.
fn hold<'a>(text: &str, spans: impl Iterator<Item = &'a Range<usize>>) {
    for span in spans {
        assert!(text.get(span.clone()).is_some_and(|words| !words.is_empty()), "{span:?} in {text:?}");
    }
}

/// Amounts: they stand in the text in order, none in another; an amount of money that is written plainly is read as itself.
pub(super) fn amounts(data: &[u8]) {
    let (language, text) = chosen(data);
    let found = amounts::read(&text, language);
    hold(&text, found.iter().map(|amount| &amount.span));
    for pair in found.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?} in {text:?}");
    }
    let unread = amounts::unread(&text, language, &found);
    hold(&text, unread.iter());
    for amount in &found {
        for value in [&amount.low, &amount.high] {
            assert!(is_plain_number(value), "{amount:?} in {text:?}");
        }
        again(amount, language);
    }
}

/// Whether a text is a plain decimal number in its one form.
fn is_plain_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let whole = whole.trim_start_matches('-');
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// Panics unless an amount of euros, written as its language writes it, is read as the same amount.
fn again(amount: &NamedAmount, language: &Language<'_>) {
    let is_simple = amount.unit == Unit::Money("EUR".into()) && amount.low == amount.high && !amount.low.starts_with('-');
    if !is_simple || 20 < amount.low.len() {
        return;
    }
    let written = format!("€ {}", grouped(&amount.low, language.notation));
    let read = amounts::read(&written, language);
    let is_same = read.len() == 1 && read[0].unit == amount.unit && read[0].low == amount.low && read[0].high == amount.low;
    assert!(is_same, "{written:?} is read as {read:?}, not as {amount:?}");
}

/// A plain decimal number in a language's notation.
fn grouped(number: &str, notation: &NumberNotation) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut written = String::new();
    for (idx, digit) in whole.chars().enumerate() {
        if 0 < idx && (whole.len() - idx).is_multiple_of(3) {
            written.push(notation.group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(notation.decimal);
        // Money has two figures after the mark, or what it had.
        written.push_str(&format!("{fraction:0<2}"));
    }
    written
}

/// Dates: they stand in the text in order, none in another; days and years have their one form.
pub(super) fn dates(data: &[u8]) {
    let (language, text) = chosen(data);
    let found = dates::read(&text, language);
    hold(&text, found.iter().map(|date| &date.span));
    for pair in found.windows(2) {
        assert!(pair[0].span.start <= pair[1].span.start, "{pair:?} in {text:?}");
    }
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    for date in &found {
        let is_year = date.year.as_ref().is_none_or(|year| year.len() == 4 && is_digits(year));
        let is_month = |month: &str| matches!(month.parse(), Ok(1..=12)) && month.len() == 2;
        let is_day = date.day.as_ref().is_none_or(|day| match day.split_once('-') {
            Some((month, day)) => is_month(month) && matches!(day.parse(), Ok(1..=31)) && day.len() == 2,
            None => is_month(day),
        });
        assert!(is_year && is_day, "{date:?} in {text:?}");
    }
}

/// Everything that a text states, and its hedges: places lie in the text, nothing is read from words that are crossed out.
pub(super) fn facts(data: &[u8]) {
    let (language, text) = chosen(data);
    let masked = language.masked(&text);
    assert_eq!(masked.len(), text.len(), "{text:?}");
    let tokens = tokens(&text);
    for token in &tokens {
        assert_eq!(text.get(token.span.clone()), Some(token.text));
    }
    for pair in tokens.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
    }
    let found = stated::read(&text, language);
    hold(&text, found.iter().map(|fact| &fact.span));
    let measures = found.iter().filter_map(|fact| fact.measure.as_ref());
    hold(&text, measures.map(|measure| &measure.span));
    assert!(found.iter().all(|fact| !fact.key.is_empty()), "{found:?}");
    let hedges = hedges::read(&text, language);
    hold(&text, hedges.iter().map(|hedge| &hedge.span));
    let opening = hedges::opening(&text, language.vocabulary);
    hold(&text, opening.iter().map(|hedge| &hedge.span));
}

/// Figures and number words: a value has one form, and grows by a power of ten as figures do.
pub(super) fn numbers(data: &[u8]) {
    let (language, text) = chosen(data);
    for word in text.split_whitespace() {
        let value = numbers::read(word, language.notation);
        let (plain, scaled) = (value.scaled(0), value.scaled(3));
        if !value.is_foreign {
            assert!(is_plain_number(&plain), "{word:?} is {plain:?}");
            assert_eq!(value.whole.len() + value.fraction.len(), word.chars().filter(char::is_ascii_digit).count(), "{word:?}");
            let written = grouped(&plain, language.notation);
            assert_eq!(numbers::read(&written, language.notation).scaled(0), plain, "{written:?}");
            assert_eq!(numbers::read(&plain, &NumberNotation { decimal: '.', group: ',', ..NumberNotation::default() }).scaled(3), scaled);
        }
        spelled(&language.numbers, &word.to_lowercase());
    }
}

/// Panics unless a number word is worth a number.
fn spelled(words: &NumberWords, word: &str) {
    for value in words.find(word).map(|(value, _)| value).into_iter().chain(words.prefix(word)) {
        assert!(value.parse::<u64>().is_ok() || is_plain_number(&value), "{word:?} is {value:?}");
    }
}
