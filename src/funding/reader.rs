//! Reads amounts of money from words, in a language's notation: `€ 70.935.000,-`, `3,935 mln.`, `€3-5 billion`.

use crate::model::locale::NumberNotation;
use crate::model::money::Value;

/// The value of the last amount in some words: a number or a range of two, and the word that multiplies it.
/// Numbers that stand for something else are left aside where an amount with a scale word or a currency sign stands.
#[must_use]
pub fn last_value(words: &str, notation: &NumberNotation) -> Option<Value> {
    let tokens = tokens(words, notation);
    let mut last = None;
    let mut idx = 0;
    while let Some(token) = tokens.get(idx) {
        idx += 1;
        let Token::Number(low) = token else { continue };
        let (high, next) = match (tokens.get(idx), tokens.get(idx + 1)) {
            (Some(Token::Range), Some(Token::Number(high))) => (high, idx + 2),
            _ => (low, idx),
        };
        let scale = match tokens.get(next) {
            Some(Token::Scale(power)) => *power,
            _ => 0,
        };
        idx = next;
        last = low.cents(scale).zip(high.cents(scale)).map(|(low_cents, high_cents)| Value { low_cents, high_cents }).or(last);
    }
    last
}

/// A part of an amount.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// A number.
    Number(Decimal),
    /// A word that multiplies, as a power of ten.
    Scale(u32),
    /// A sign or word between the ends of a range.
    Range,
    /// Anything else.
    Other,
}

/// A decimal number: digits, of which some stand after the decimal mark.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    /// All digits as one number.
    digits: i64,
    /// How many stand after the mark.
    n_decimals: u32,
}

impl Decimal {
    /// The number times a power of ten, in cents; `None` where a fraction of a cent or too large a number would come out.
    fn cents(&self, scale: u32) -> Option<i64> {
        let power = scale.checked_add(2)?;
        if self.n_decimals <= power {
            self.digits.checked_mul(10_i64.checked_pow(power - self.n_decimals)?)
        } else {
            let divisor = 10_i64.checked_pow(self.n_decimals - power)?;
            (self.digits % divisor == 0).then_some(self.digits / divisor)
        }
    }
}

/// Splits words into the parts of amounts.
fn tokens(words: &str, notation: &NumberNotation) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = words;
    while let Some(char) = rest.chars().next() {
        let length = if char.is_ascii_digit() {
            let length = rest
                .find(|char: char| !(char.is_ascii_digit() || char == notation.decimal || char == notation.group))
                .unwrap_or(rest.len());
            let number = rest.get(..length).unwrap_or_default().trim_end_matches([notation.decimal, notation.group]);
            tokens.push(decimal(number, notation).map_or(Token::Other, Token::Number));
            number.len().max(1)
        } else if char.is_alphabetic() {
            let length = rest.find(|char: char| !(char.is_alphanumeric() || char == '.' || char == '\'')).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            tokens.push(scale(word, notation));
            length
        } else {
            match char {
                '-' | '–' => tokens.push(Token::Range),
                _ if char.is_whitespace() || "€$£,.".contains(char) => {}
                _ => tokens.push(Token::Other),
            }
            char.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// Reads a number with its marks; `None` where groups are not of three digits.
fn decimal(text: &str, notation: &NumberNotation) -> Option<Decimal> {
    let (whole, fraction) = text.split_once(notation.decimal).unwrap_or((text, ""));
    if fraction.contains([notation.decimal, notation.group]) {
        return None;
    }
    let mut groups = whole.split(notation.group);
    let first = groups.next()?;
    let is_grouped = whole.contains(notation.group);
    if is_grouped && (first.is_empty() || 3 < first.len()) || !groups.all(|group| group.len() == 3) {
        return None;
    }
    let digits: String = whole.chars().chain(fraction.chars()).filter(char::is_ascii_digit).collect();
    Some(Decimal { digits: digits.parse().ok()?, n_decimals: u32::try_from(fraction.len()).ok()? })
}

/// A word as a scale, or between the ends of a range, or nothing.
fn scale(word: &str, notation: &NumberNotation) -> Token {
    let found = notation.scales.get(word).or_else(|| notation.scales.get(word.trim_end_matches('.')));
    match found {
        Some(power) => Token::Scale(*power),
        None if notation.range_words.iter().any(|range| range == word) => Token::Range,
        None => Token::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, decimal: char, expected: &str) {
        let group = if decimal == ',' { '.' } else { ',' };
        let scales =
            [("mln.", 6), ("miljoen", 6), ("mld.", 9), ("miljard", 9), ("biljoen", 12), ("million", 6), ("billion", 9), ("trillion", 12)];
        let notation = NumberNotation {
            decimal,
            group,
            scales: scales.map(|(word, power)| (word.to_owned(), power)).into(),
            range_words: vec!["en".into(), "and".into()],
            ..NumberNotation::default()
        };
        let found = last_value(words, &notation).map(|value| value.to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{words}");
    }

    #[test]
    fn amounts_in_dutch() {
        check("€ 70.935.000,-", ',', "70935000.00");
        check("€ 202,635 mln.", ',', "202635000.00");
        check("Ministerie van Defensie (€ 30 mln.)", ',', "30000000.00");
        check("(€ 3,935 mln.);", ',', "3935000.00");
        check("EUR 3-5 mld. per stuk", ',', "3000000000.00-5000000000.00");
        check("€ 3-5 miljard", ',', "3000000000.00-5000000000.00");
        check("tussen 2,6 en 4,4 biljoen dollar", ',', "2600000000000.00-4400000000000.00");
        check("ruim 150 miljoen euro", ',', "150000000.00");
        check("€ 1.50", ',', "none");
        check("geen bedrag", ',', "none");
    }

    #[test]
    fn amounts_in_english() {
        check("€70,935,000", '.', "70935000.00");
        check("€202.635 million", '.', "202635000.00");
        check("between 2.6 and 4.4 trillion dollars", '.', "2600000000000.00-4400000000000.00");
        check("EUR 3-5 billion", '.', "3000000000.00-5000000000.00");
        check("€12.34", '.', "12.34");
        check("€12.345", '.', "none");
    }
}
