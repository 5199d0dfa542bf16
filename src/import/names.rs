//! Finds dates and offices in a line.

use super::words;
use crate::model::date::Edtf;
use crate::model::locale::{ImportWords, Locale};

/// From how many letters a misspelt office is known.
const MIN_NEAR: usize = 9;

/// A date that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The date as EDTF.
    pub(super) value: String,
    /// The words.
    pub(super) quote: String,
    /// Where the words begin in the text.
    pub(super) start: usize,
}

/// The full dates that a text names, in order.
pub(super) fn dates(text: &str, locale: &Locale) -> Vec<Named> {
    let words = located(text);
    let mut found: Vec<Named> = Vec::new();
    for (idx, (start, word)) in words.iter().enumerate() {
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
        let by_figures = figures(bare)
            .map(|value| (value, *start + word.find(bare).unwrap_or_default(), *start + word.find(bare).unwrap_or_default() + bare.len()));
        let by_name = || {
            let month = month(bare, locale)?;
            spelled(&words, idx, month)
        };
        if let Some((value, start, end)) = by_figures.or_else(by_name)
            && Edtf::parse(&value).is_ok()
        {
            found.push(Named { value, quote: text.get(start..end).unwrap_or_default().to_owned(), start });
        }
    }
    found
}

/// The words of a text, with where each begins.
fn located(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut words = Vec::new();
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if !word.is_empty() {
            words.push((at, word));
        }
        at += piece.len();
    }
    words
}

/// The number of a month by its name.
fn month(word: &str, locale: &Locale) -> Option<usize> {
    let word = word.to_lowercase();
    locale.dates.months.iter().position(|month| month.to_lowercase() == word).map(|idx| idx + 1)
}

/// A date whose month is the word at an index: `13 mei 2026`, `May 13, 2026`; with the bytes of its words.
fn spelled(words: &[(usize, &str)], idx: usize, month: usize) -> Option<(String, usize, usize)> {
    let day = |word: &str| {
        let digits = word.trim_end_matches(|char: char| !char.is_ascii_digit());
        let ending = word.get(digits.len()..)?.trim_matches(['.', ',']);
        let number = digits.parse::<u32>().ok().filter(|day| (1..=31).contains(day))?;
        matches!(ending.to_lowercase().as_str(), "" | "er" | "st" | "nd" | "rd" | "th" | "ᵉʳ" | "º").then_some(number)
    };
    let end = |idx: usize, year: &str| words.get(idx).and_then(|(start, word)| word.find(year).map(|at| start + at + year.len()));
    let (next, after) = (words.get(idx + 1).map(|(_, word)| *word), words.get(idx + 2).map(|(_, word)| *word));
    if let (Some((start, before)), Some(year)) = (idx.checked_sub(1).and_then(|idx| words.get(idx)), next.and_then(year)) {
        let day = day(before.trim_start_matches(|char: char| !char.is_ascii_digit()))?;
        let from = start + before.find(|char: char| char.is_ascii_digit()).unwrap_or_default();
        return Some((format!("{year}-{month:02}-{day:02}"), from, end(idx + 1, year)?));
    }
    let (day, year) = (day(next?)?, year(after?)?);
    Some((format!("{year}-{month:02}-{day:02}"), words.get(idx)?.0, end(idx + 2, year)?))
}

/// The year that a word is, without the signs around it.
fn year(word: &str) -> Option<&str> {
    let digits = word.trim_matches(|char: char| !char.is_ascii_digit());
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    is_year.then_some(digits)
}

/// A date in figures: `2026-05-13`, `13-05-2026`, `13.05.2026`. With a stroke between, day and month cannot be told apart.
fn figures(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split(['-', '.']).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
    if !parts.iter().all(is_number) {
        return None;
    }
    match (one.len(), two.len(), three.len()) {
        (4, 2, 2) => Some(format!("{one}-{two}-{three}")),
        (1 | 2, 1 | 2, 4) => Some(format!("{three}-{two:0>2}-{one:0>2}")),
        _ => None,
    }
}

/// The date of a line that says no more than a place and a date.
pub(super) fn date_line(text: &str, locale: &Locale) -> Option<Named> {
    let date = dates(text, locale).pop()?;
    let before = text.get(..date.start)?.trim();
    let behind = text.get(date.start + date.quote.len()..)?.trim_matches(['.', ' ']);
    let place = before.trim_end_matches(',');
    let n_words = place.split_whitespace().count();
    let is_place = n_words == 0
        || n_words <= 4 && (before.ends_with(',') || place.split(',').count() == 2 || before.ends_with(" le") || before.ends_with(" den"));
    (is_place && behind.is_empty()).then_some(date)
}

/// Whether a line begins with an office, after an article or not: `De minister van …`.
pub(super) fn begins_with_office(text: &str, words: &ImportWords) -> bool {
    let lower = text.to_lowercase();
    // An office that is slightly misspelt is one all the same; a short word might be another.
    let is_near =
        |office: &String| MIN_NEAR <= office.len() && lower.split_whitespace().take(2).any(|word| strsim::levenshtein(word, office) <= 1);
    words.offices.iter().any(|office| {
        is_near(office)
            || words::find(&lower, office).is_some_and(|at| lower.get(..at).unwrap_or_default().split_whitespace().count() <= 1 && at <= 12)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_are_dates() {
        let found = ["2026-05-13", "13-05-2026", "3.5.2026", "1.2", "26643-1499-1", "05/13/2026", "1.600.000"].map(figures);
        let [one, two, three, rest @ ..] = found;
        assert_eq!([one, two, three].map(Option::unwrap), ["2026-05-13", "2026-05-13", "2026-05-03"]);
        assert_eq!(rest, [None, None, None, None]);
    }

    #[test]
    fn months_by_name_come_behind_the_day_or_before_it() {
        let found = |words: &[&str], idx| {
            let text = words.join(" ");
            let words = located(&text);
            spelled(&words, idx, 5).map(|(value, from, to)| (value, text[from..to].to_owned()))
        };
        assert_eq!(found(&["op", "(13", "mei", "2026)."], 2), Some(("2026-05-13".into(), "13 mei 2026".into())));
        assert_eq!(found(&["May", "13,", "2026"], 0), Some(("2026-05-13".into(), "May 13, 2026".into())));
        assert_eq!(found(&["le", "1er", "mai", "2026"], 2), Some(("2026-05-01".into(), "1er mai 2026".into())));
        assert_eq!(found(&["in", "mei", "2026"], 1), None);
        assert_eq!(found(&["op", "19", "mei", "jl."], 2), None);
    }
}
