//! Figures and number words as exact values, in the notation of their language.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::starts::Starts;
use super::text::is_group_space;
use crate::model::locale::NumberNotation;
use crate::model::vocabulary::Vocabulary;

/// A number that is written in figures or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The figures before the decimal mark.
    pub whole: String,
    /// The figures after it.
    pub fraction: String,
    /// Whether the language does not write numbers so: a section (`3.1`), or a slip.
    pub is_foreign: bool,
}

impl Value {
    /// A value of figures only.
    #[must_use]
    pub fn of_whole(whole: &str) -> Self {
        Self { whole: whole.to_owned(), fraction: String::new(), is_foreign: false }
    }

    /// The value times a power of ten, in one form: no zeros that say nothing, a point before a fraction.
    #[must_use]
    pub fn scaled(&self, scale: u32) -> String {
        let scale = usize::try_from(scale).unwrap_or_default();
        let mut digits = format!("{}{}", self.whole, self.fraction);
        let point = self.whole.len() + scale;
        while digits.len() < point {
            digits.push('0');
        }
        let (whole, fraction) = digits.split_at_checked(point).unwrap_or((&digits, ""));
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
    }

    /// The value as a small whole number.
    #[must_use]
    pub fn small(&self) -> Option<u32> {
        (self.fraction.is_empty() && self.whole.len() <= 4).then(|| self.whole.parse().ok()).flatten()
    }
}

/// Reads figures. What the language does not write so is taken as it stands: `3.1` in Dutch is a section.
#[must_use]
pub fn read(figures: &str, notation: &NumberNotation) -> Value {
    let plain: String = figures.chars().filter(|char| !is_group_space(*char)).collect();
    grouped(&plain, notation.decimal, notation.group).unwrap_or_else(|| {
        let mut parts = plain.split('.');
        let whole = parts.next().unwrap_or_default().to_owned();
        let fraction = parts.next().unwrap_or_default().to_owned();
        if parts.next().is_none() && !plain.contains(',') {
            Value { whole, fraction, is_foreign: true }
        } else {
            Value { whole: plain, fraction: String::new(), is_foreign: true }
        }
    })
}

/// Reads figures with these marks; `None` if groups are not of three.
fn grouped(plain: &str, decimal: char, group: char) -> Option<Value> {
    let (whole, fraction) = plain.split_once(decimal).unwrap_or((plain, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    let whole = [first, &rest.concat()].concat();
    let is_number = is_grouped && whole.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Value { whole, fraction: fraction.to_owned(), is_foreign: false })
}

/// The words for numbers of a language, ready to be looked up in lower case.
#[derive(Debug)]
pub struct NumberWords {
    /// What each word is worth, and whether it surely states a number; nothing hangs on its order.
    words: HashMap<String, (String, bool), FixedState>,
    /// How many bytes they have, each number as a bit.
    lengths: u64,
    /// How they begin.
    pub starts: Starts,
    /// Words inside a number.
    joiners: Vec<String>,
}

/// The longest word that can be a number, in bytes.
const MAX_WORD: usize = 60;

/// The fewest bytes of a number word at the beginning of another word, such as `twee` of `tweeminutendebat`.
const MIN_PREFIX: usize = 3;

impl NumberWords {
    /// The number words of a vocabulary.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let all = |words: &BTreeMap<String, String>, is_sure: bool| -> Vec<(String, (String, bool))> {
            words.iter().map(|(word, value)| (word.to_lowercase(), (value.clone(), is_sure))).collect()
        };
        let mut words: HashMap<String, (String, bool), FixedState> = all(&vocabulary.unsure_numbers, false).into_iter().collect();
        words.extend(all(&vocabulary.numbers, true));
        let starts = Starts::new(words.keys().map(String::as_str));
        let lengths = words.keys().filter(|word| word.len() <= MAX_WORD).fold(0, |lengths, word| lengths | 1 << word.len());
        Self { words, lengths, starts, joiners: vocabulary.joiners.clone() }
    }

    /// What a word is worth that stands alone, and whether it surely states a number.
    fn one(&self, word: &str) -> Option<&(String, bool)> {
        let may_be = word.len() <= MAX_WORD && self.lengths & 1 << word.len() != 0;
        if may_be { self.words.get(word) } else { None }
    }

    /// What a word in lower case is worth, and whether it surely states a number.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<(String, bool)> {
        if MAX_WORD < word.len() || !self.starts.may_begin(word) {
            return None;
        }
        if let Some(found) = self.one(word) {
            return Some(found.clone());
        }
        let values = self.pieces(word, 0)?;
        (1 < values.len()).then(|| (total(&values).to_string(), true))
    }

    /// Whether a word can stand between the parts of a number.
    #[must_use]
    pub fn is_joiner(&self, word: &str) -> bool {
        self.joiners.iter().any(|joiner| joiner == word)
    }

    /// The number that begins a longer word.
    #[must_use]
    pub fn prefix(&self, word: &str) -> Option<String> {
        if !self.starts.may_begin(word) {
            return None;
        }
        let cuts = word.char_indices().map(|(at, _)| at).filter(|at| (MIN_PREFIX..=MAX_WORD).contains(at)).rev();
        cuts.filter_map(|at| self.one(word.get(..at)?)).map(|(value, _)| value.clone()).next()
    }

    /// The values of the number words that a word is made of: `een-en-twintig`. The longest ones first.
    fn pieces(&self, word: &str, depth: usize) -> Option<Vec<u64>> {
        if word.is_empty() {
            return Some(Vec::new());
        }
        if !self.starts.may_begin(word) {
            return None;
        }
        for at in (1..=word.len()).rev().filter(|at| depth < 8 && word.is_char_boundary(*at)) {
            let (first, rest) = word.split_at_checked(at)?;
            let Some(value) = self.one(first).and_then(|(value, _)| value.parse().ok()) else { continue };
            let joined = self.joiners.iter().filter_map(|joiner| rest.strip_prefix(joiner.as_str())).filter(|rest| !rest.is_empty());
            let hyphened = rest.strip_prefix('-').filter(|rest| !rest.is_empty());
            for rest in [rest].into_iter().chain(joined).chain(hyphened) {
                let rest_values = self.pieces(rest, depth + 1);
                let is_number =
                    |rest_values: &Vec<u64>| hyphened != Some(rest) || rest_values.first().is_some_and(|next| goes_on(value, *next));
                if let Some(mut values) = rest_values.filter(is_number) {
                    values.insert(0, value);
                    return Some(values);
                }
            }
        }
        None
    }
}

/// Whether a number word can go on a number that ended in another: `twenty` and `six`, `two` and `hundred`.
#[must_use]
pub fn goes_on(last: u64, next: u64) -> bool {
    match last {
        // French counts on to nineteen after sixty and eighty.
        60 | 80 if (10..20).contains(&next) => true,
        20..=90 => next < 10 && 0 < next || next == 100 || next == 1000,
        100 => next < 100 || next == 1000,
        1000 => next < 1000,
        _ => (next == 100 || next == 1000) && last < next,
    }
}

/// The value of number words one after the other: `two`, `hundred`, `fifty` = 250.
#[must_use]
pub fn total(values: &[u64]) -> u64 {
    let (mut total, mut current) = (0_u64, 0_u64);
    for value in values {
        match value {
            1000 => {
                total = total.saturating_add(current.max(1).saturating_mul(1000));
                current = 0;
            }
            100 => current = current.max(1).saturating_mul(100),
            _ => current = current.saturating_add(*value),
        }
    }
    total.saturating_add(current)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notation(decimal: char, group: char) -> NumberNotation {
        NumberNotation { decimal, group, ..NumberNotation::default() }
    }

    #[test]
    fn figures_have_one_form() {
        let dutch = ["70.935.000", "3,935", "3.1", "1.2.3", "26 643", "0,50"].map(|text| read(text, &notation(',', '.')).scaled(0));
        assert_eq!(dutch, ["70935000", "3.935", "3.1", "1.2.3", "26643", "0.5"]);
        let english = ["70,935,000", "3.935", "3,1", "202,635"].map(|text| read(text, &notation('.', ',')).scaled(0));
        assert_eq!(english, ["70935000", "3.935", "3,1", "202635"]);
        assert_eq!(read("3,935", &notation(',', '.')).scaled(6), "3935000");
        assert_eq!(read("2,6", &notation(',', '.')).scaled(12), "2600000000000");
    }

    #[test]
    fn words_are_numbers() {
        let list =
            [("een", "1"), ("zes", "6"), ("twintig", "20"), ("vijftig", "50"), ("twee", "2"), ("honderd", "100"), ("duizend", "1000")];
        let words = NumberWords::new(&Vocabulary {
            numbers: list.map(|(word, value)| (word.to_owned(), value.to_owned())).into(),
            joiners: vec!["en".into(), "ën".into()],
            ..Vocabulary::default()
        });
        let found = ["zes", "eenentwintig", "tweeëntwintig", "tweehonderdvijftigduizend", "honderdzes", "zeskant", "twee-"]
            .map(|word| words.find(word).map(|(value, _)| value).unwrap_or_default());
        assert_eq!(found, ["6", "21", "22", "250000", "106", "", ""]);
        assert_eq!((words.prefix("tweeminutendebat"), words.prefix("debat")), (Some("2".into()), None));
    }
}
