//! The order of the index: words as the language's other lists have them, numbers as numbers, amounts by size.

use unicode_normalization::UnicodeNormalization;

use crate::model::money::{Amount, Measure};
use crate::render::order::{self, Order};

/// The place of an entry in the index. Words that only differ in case have the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Words.
    Words {
        /// Their place in the order of the language.
        place: order::Place,
        /// The words in lower case.
        folded: String,
        /// Their initial.
        initial: String,
    },
    /// A number or code.
    Number {
        /// What it is sorted by.
        sorted_by: Vec<Run>,
        /// The number in lower case.
        folded: String,
    },
    /// An amount.
    Amount {
        /// What it is counted in: currencies by their codes, then shares, then counts.
        unit: (u8, String),
        /// Its lower and upper end.
        value: (i64, i64),
        /// What a share or a count is of.
        of: String,
    },
}

/// A run of figures or of other signs in a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Run {
    /// Figures: how many there are without leading zeros, and these.
    Figures(usize, String),
    /// Letters.
    Letters(String),
}

impl Key {
    /// The place of words; those that begin with a figure stand among the numbers.
    pub(super) fn of_words(words: &str, order: &Order) -> Self {
        let initial = order.initial(words);
        if initial == order::NO_LETTER {
            return Self::of_number(words);
        }
        let folded = words.to_lowercase();
        // Word by word, as indexes are: a hyphen ends a word as a space does.
        Self::Words { place: order.place(&folded.replace('-', " ")), folded, initial }
    }

    /// The place of a number or code.
    pub(super) fn of_number(number: &str) -> Self {
        Self::Number { sorted_by: runs(number), folded: number.to_lowercase() }
    }

    /// The place of an amount.
    pub(super) fn of_amount(amount: &Amount, of: &str) -> Self {
        let unit = match &amount.measure {
            Measure::Money(currency) => (0, currency.code().to_owned()),
            Measure::Share => (1, String::new()),
            Measure::Count => (2, String::new()),
        };
        Self::Amount { unit, value: (amount.value.low_cents, amount.value.high_cents), of: of.to_lowercase() }
    }

    /// Whether a reader who looks for one finds the other beside it.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Words { folded: one, .. }, Self::Words { folded: two, .. }) => {
                let [one, two] = [one, two].map(|words| words.nfd().filter(|char| char.is_alphanumeric()).collect::<String>());
                one.starts_with(&two) || two.starts_with(&one)
            }
            _ => self == other,
        }
    }
}

/// The runs of figures and of letters in a number.
fn runs(number: &str) -> Vec<Run> {
    let parts = number.split(|char: char| !char.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.flat_map(|part| part.as_bytes().chunk_by(|one, other| one.is_ascii_digit() == other.is_ascii_digit())).map(run).collect()
}

/// A run of figures or of letters.
fn run(bytes: &[u8]) -> Run {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    if !bytes.iter().all(u8::is_ascii_digit) {
        return Run::Letters(text);
    }
    let figures = text.trim_start_matches('0');
    Run::Figures(figures.len(), figures.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lang::Lang;

    /// The place of Dutch words.
    fn key(words: &str) -> Key {
        Key::of_words(words, &Order::new(&Lang::parse("nl").unwrap()))
    }

    #[test]
    fn numbers_are_sorted_as_numbers() {
        let mut numbers = ["26643-1499", "26643", "26643-298", "DGED-DE / 9", "2025Z19779", "5G"];
        numbers.sort_by_key(|number| Key::of_number(number));
        assert_eq!(numbers, ["5G", "2025Z19779", "26643", "26643-298", "26643-1499", "DGED-DE / 9"]);
    }

    #[test]
    fn words_that_differ_in_case_are_the_same_and_figures_come_after_letters() {
        assert_eq!(key("AI-Fabriek"), key("AI-fabriek"));
        assert!(key("AI-fabriek") < key("AIC4NL"));
        assert!(key("Élan") < key("Emmen") && key("Zwolle") < key("5G"));
    }

    #[test]
    fn a_plural_stands_beside_its_word() {
        assert!(key("AI gigafabrieken").is_beside(&key("AI-gigafabriek")));
        assert!(key("gigafabrieken").is_beside(&key("gigafabriek")));
        assert!(!key("EZ").is_beside(&key("ministerie van Economische Zaken")));
    }
}
