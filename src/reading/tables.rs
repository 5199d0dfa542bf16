//! Reads the unit that the head of a table gives its cells, as in `x € 1.000` or `in miljoenen euro's`, and the amounts of such cells.

use std::ops::Range;

use super::amounts::{self, NamedAmount, Unit};
use super::facts::Reading;
use super::language::Language;
use super::text::{Kind, tokens};

/// What the numbers of cells count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellUnit {
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// The power of ten that multiplies them.
    pub power: u32,
    /// Its bytes in the text that states it.
    pub span: Range<usize>,
}

/// What a cell with a unit holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// An amount.
    Amount(NamedAmount),
    /// Figures that cannot be read as one.
    Open,
    /// No figures alone: words, nothing, zero, or a percentage.
    Other,
}

/// The letters that stand for what multiplies, directly after a currency: `€m`.
const LETTERS: [(&str, u32); 2] = [("k", 3), ("m", 6)];

/// The fewest letters of a word that multiplies whose longer forms count: `miljoenen`, `thousands`.
const MIN_STEM: usize = 5;

/// The most letters that such a form is longer.
const MAX_ENDING: usize = 3;

/// The unit that a text gives the cells of a table. The text is the head of a column or a row, or else the caption of the table, which
/// states one only in brackets, at its end, or with a sign for times.
#[must_use]
pub fn unit(text: &str, is_head: bool, language: &Language<'_>) -> Option<CellUnit> {
    let text = text.replace(['[', ']'], "|");
    let tokens = tokens(&text);
    let reading = Reading { language, tokens: &tokens };
    (0..tokens.len()).find_map(|at| {
        let (code, next) = language.phrases.currencies.find(&tokens, at)?;
        let stated = Stated { reading: &reading, from: at, next, is_head };
        let (power, from, until) =
            stated.times().or_else(|| stated.scale_before()).or_else(|| stated.scale_after()).or_else(|| stated.alone())?;
        let is_apart = is_head || stated.is_times(from) || stated.is_apart(from, until);
        is_apart.then(|| CellUnit { currency: code.to_owned(), power, span: reading.span(from, until) })
    })
}

/// A currency in a text that may be part of a unit.
struct Stated<'a> {
    /// The text.
    reading: &'a Reading<'a>,
    /// The piece at which the currency begins.
    from: usize,
    /// The piece after it.
    next: usize,
    /// Whether the text is the head of a column or a row.
    is_head: bool,
}

/// A power of ten, and the pieces of its unit.
type Power = (u32, usize, usize);

impl Stated<'_> {
    /// The unit of one, a thousand or a million times the currency: `x € 1.000`, `x 1.000 euro`, `x € 1 mln.`, `(€ 1.000)`.
    fn times(&self) -> Option<Power> {
        let (from, next) = (self.from, self.next);
        if let Some(power) = self.one(next) {
            let (scale, until) = self.scale(next + 1).unwrap_or((0, next + 1));
            return (self.is_times(from) || 0 < power && self.is_apart(from, until)).then_some((power + scale, from, until));
        }
        let scaled = (1..=2).filter_map(|back| from.checked_sub(back)).find(|start| self.scale(*start).is_some_and(|(_, end)| end == from));
        let scale = scaled.and_then(|start| self.scale(start)).map_or(0, |(scale, _)| scale);
        let number = scaled.unwrap_or(from).checked_sub(1)?;
        let power = self.one(number).filter(|_| self.is_times(number))?;
        Some((power + scale, number, next))
    }

    /// The unit of a word that multiplies and the currency: `mln. euro`, `in miljoenen euro's`, `in millions of euros`.
    fn scale_before(&self) -> Option<Power> {
        let starts = (1..=3).filter_map(|back| self.from.checked_sub(back));
        let is_skipped = |at: usize| self.reading.of_kind(at, Kind::Word).is_some_and(|word| self.is_skipped(&word.lower));
        let is_joined = |end: usize| end == self.from || end + 1 == self.from && is_skipped(end);
        let (start, scale) = starts.filter_map(|start| Some((start, self.scale(start)?))).find(|(_, (_, end))| is_joined(*end))?;
        let is_counted = start.checked_sub(1).is_some_and(|before| self.reading.is_number(before));
        (!is_counted && !self.reading.is_number(self.next)).then_some((scale.0, start, self.next))
    }

    /// The unit of the currency and a word, letters or noughts that multiply: `EUR million`, `€ mln.`, `€m`, `€'000`.
    fn scale_after(&self) -> Option<Power> {
        let tokens = self.reading.tokens;
        let letters = |at: usize| {
            let word = self.reading.of_kind(at, Kind::Word)?;
            LETTERS.iter().find(|(letter, _)| *letter == word.lower).map(|(_, power)| (*power, at + 1))
        };
        let noughts = |at: usize| tokens.get(at).is_some_and(|token| token.text == "000").then_some((3, at + 1));
        let is_mark = tokens.get(self.next).is_some_and(|token| matches!(token.text, "'" | "’"));
        let after = self.next + usize::from(is_mark);
        let (power, until) = self.scale(after).or_else(|| letters(after)).or_else(|| noughts(after))?;
        let is_counted = self.from.checked_sub(1).is_some_and(|before| self.reading.is_number(before));
        (!is_counted && !self.reading.is_number(until)).then_some((power, self.from, until))
    }

    /// The unit of the currency alone: `(€)`, `in euro`; in a head also `Bedrag €`, `€ per inwoner`.
    fn alone(&self) -> Option<Power> {
        let (from, next) = (self.from, self.next);
        let is_counted = self.reading.is_number(next) || from.checked_sub(1).is_some_and(|before| self.reading.is_number(before));
        let can_stand = self.is_open(from) && self.is_closed(next) || self.is_head && (self.is_open(from) || self.is_closed(next));
        (can_stand && !is_counted).then_some((0, from, next))
    }

    /// What multiplies at a piece, also a longer form of a word for it, and the piece after it.
    fn scale(&self, at: usize) -> Option<(u32, usize)> {
        let language = self.reading.language;
        if let Some((power, next)) = language.phrases.scales.find(self.reading.tokens, at) {
            return Some((power.parse().ok()?, next));
        }
        let word = self.reading.of_kind(at, Kind::Word)?;
        let is_form = |stem: &str| {
            let ending = word.lower.strip_prefix(stem.to_lowercase().as_str()).map(|ending| ending.chars().count());
            MIN_STEM <= stem.chars().count() && ending.is_some_and(|length| length <= MAX_ENDING)
        };
        let scale = language.notation.scales.iter().find(|(stem, _)| is_form(stem))?;
        Some((*scale.1, at + 1))
    }

    /// The noughts of a one, a thousand or the like at a piece.
    fn one(&self, at: usize) -> Option<u32> {
        let figures: String = self.reading.of_kind(at, Kind::Number)?.text.chars().filter(char::is_ascii_digit).collect();
        let noughts = figures.strip_prefix('1').filter(|rest| rest.len() % 3 == 0 && rest.bytes().all(|digit| digit == b'0'))?;
        u32::try_from(noughts.len()).ok()
    }

    /// Whether a word says little: `in`, `of`.
    fn is_skipped(&self, word: &str) -> bool {
        self.reading.language.vocabulary.skipped.iter().any(|skipped| skipped == word)
    }

    /// Whether a sign for times stands before a piece, and not a number before that: `3 x € 1.000` is an amount.
    fn is_times(&self, at: usize) -> bool {
        let Some(times) = at.checked_sub(1) else { return false };
        let is_sign = self.reading.tokens.get(times).is_some_and(|token| matches!(token.text, "x" | "X" | "×" | "*"));
        is_sign && !times.checked_sub(1).is_some_and(|before| self.reading.is_number(before))
    }

    /// Whether some pieces stand in brackets or alone, or at the end after a word that says little: `(mln. euro)`, `in euro`.
    fn is_apart(&self, from: usize, until: usize) -> bool {
        self.is_open(from) && self.is_closed(until)
    }

    /// Whether what stands before a piece is nothing, an opening bracket or a word that says little.
    fn is_open(&self, from: usize) -> bool {
        let before = from.checked_sub(1).and_then(|before| self.reading.tokens.get(before));
        before.is_none_or(|token| matches!(token.text, "(" | "|" | ",") || self.is_skipped(&token.lower))
    }

    /// Whether what stands at a piece is nothing, a closing bracket or the point at the end.
    fn is_closed(&self, until: usize) -> bool {
        let (tokens, at) = (self.reading.tokens, self.reading.tokens.get(until));
        let is_point = || tokens.len() == until + 1 && at.is_some_and(|token| token.text == ".");
        at.is_none_or(|token| matches!(token.text, ")" | "|" | "," | ":")) || is_point()
    }
}

/// Reads a cell whose column or row has a unit: figures, and what hedges them. Where the unit is that of the whole table, figures that
/// may be a year are left aside.
#[must_use]
pub fn cell(text: &str, (unit, is_of_table): (&CellUnit, bool), language: &Language<'_>) -> Cell {
    let tokens = tokens(text);
    let start = language.phrases.hedges.find(&tokens, 0).and_then(|(_, next)| tokens.get(next)).map_or(0, |token| token.span.start);
    let (hedge, rest) = text.split_at_checked(start).unwrap_or(("", text));
    let start = text.len() - rest.trim_start().len();
    let figures = rest.trim().trim_end_matches(|char: char| "¹²³⁴⁵⁶⁷⁸⁹⁰*".contains(char)).trim_end();
    let is_code = |word: &str| language.vocabulary.currencies.contains_key(word);
    let mut words = figures.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty());
    let has_figures = figures.chars().any(|char| char.is_ascii_digit());
    if !has_figures || figures.contains('%') || words.any(|word| !is_code(word)) || is_of_table && is_year(figures) {
        return Cell::Other;
    }
    let is_sign = |sign: &str| !sign.chars().any(char::is_lowercase);
    let mut signs = language.vocabulary.currencies.iter().filter(|(sign, code)| **code == unit.currency && is_sign(sign));
    let Some((sign, _)) = signs.next() else { return Cell::Open };
    let prefix = format!("{hedge}{sign} ");
    let read = amounts::read(&format!("{prefix}{figures}"), language);
    let [amount] = read.as_slice() else { return Cell::Open };
    let is_whole = amount.span.end == prefix.len() + figures.len() && matches!(amount.unit, Unit::Money(_));
    let has_sign = || amounts::read(figures, language).iter().any(|amount| amount.unit != Unit::None);
    if !is_whole || 0 < unit.power && has_sign() {
        return Cell::Open;
    }
    let (low, high) = (shifted(&amount.low, unit.power), shifted(&amount.high, unit.power));
    if low == "0" && high == "0" {
        return Cell::Other;
    }
    Cell::Amount(NamedAmount { span: start..start + figures.len(), low, high, ..amount.clone() })
}

/// Whether figures may be a year.
fn is_year(figures: &str) -> bool {
    figures.len() == 4 && figures.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
}

/// A plain decimal number times a power of ten.
fn shifted(number: &str, power: u32) -> String {
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |number| ("-", number));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let power = usize::try_from(power).unwrap_or(usize::MAX);
    let moved: String = fraction.chars().chain(std::iter::repeat('0')).take(power).collect();
    let rest = fraction.get(power..).unwrap_or_default().trim_end_matches('0');
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_multiplied_to_the_last_figure() {
        let all = [("1250", 3), ("12.5", 6), ("0.25", 3), ("-3.125", 2), ("0", 3), ("0.00", 6), ("70.935", 0)];
        let shifted: Vec<String> = all.iter().map(|(number, power)| shifted(number, *power)).collect();
        assert_eq!(shifted, ["1250000", "12500000", "250", "-312.5", "0", "0", "70.935"]);
    }
}
