//! Writes figures as a reader of a language does: counts, amounts short and in full, percentages.
//!
//! The signs between digits and the plural of a magnitude come from Unicode's data of languages (CLDR, through ICU4X); patterns and
//! words come from the theme. Nothing here rounds: an amount that cannot be written shortly without loss is written in full.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale as Tag;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use crate::model::lang::Lang;
use crate::model::locale::{Locale, NumberNotation};
use crate::model::money::{Amount, Currency, Measure, Qualifier, Value};

/// The sign of what is below zero: as wide as a plus.
const MINUS: &str = "−";

/// Writes the figures of one language.
pub struct Figures<'a> {
    /// The language's words.
    locale: &'a Locale,
    /// What writes numbers; without it they are written without groups.
    decimals: Option<DecimalFormatter>,
    /// What tells one from many; without it all are many.
    plurals: Option<PluralRules>,
}

impl<'a> Figures<'a> {
    /// What writes figures in a language; one that Unicode's data do not know is written as the root of all languages has it.
    #[must_use]
    pub fn new(locale: &'a Locale) -> Self {
        let tag = tag(&locale.lang);
        Self {
            locale,
            decimals: DecimalFormatter::try_new((&tag).into(), DecimalFormatterOptions::default()).ok(),
            plurals: PluralRules::try_new((&tag).into(), PluralRulesOptions::default()).ok(),
        }
    }

    /// A count, in groups: `1.234`.
    #[must_use]
    pub fn count(&self, count: usize) -> String {
        self.write(&Decimal::from(count))
    }

    /// A decimal number of the data files, in groups; nothing where it is none.
    #[must_use]
    pub fn decimal(&self, text: &str) -> Option<String> {
        let mut number: Decimal = text.parse().ok()?;
        number.absolute.trim_end_if_integer();
        Some(self.write(&number))
    }

    /// The form of a noun beside a count, as language files name it: `one` or `many`; in languages that tell more apart also `zero`, `two`,
    /// `few`, `other`.
    #[must_use]
    pub fn form(&self, count: usize) -> &'static str {
        let category = self.plurals.as_ref().map(|plurals| plurals.category_for(count));
        match category {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Other) => "other",
            Some(PluralCategory::Many) | None => "many",
        }
    }

    /// Tenths of a per cent, the tenth shown even where it is none: `35,0%`.
    #[must_use]
    pub fn tenths_of_percent(&self, tenths: i64) -> String {
        let mut number = Decimal::from(tenths.unsigned_abs());
        number.multiply_pow10(-1);
        format!("{}{}", sign(tenths), self.percentage(&self.write(&number)))
    }

    /// A number as a percentage.
    fn percentage(&self, number: &str) -> String {
        unbroken(&self.pattern(|numbers| &numbers.percent, "{number}%").replace("{number}", number))
    }

    /// An amount, short where nothing is lost, with what its words say of its exactness: `€ 70,935 mln.`, `circa € 3–5 mld.`, `65%`.
    #[must_use]
    pub fn short(&self, amount: &Amount) -> String {
        let text = self.short_measured(&amount.measure, &amount.value);
        match amount.qualifier {
            Qualifier::Exact | Qualifier::Range => text,
            other => format!("{} {text}", self.locale.word(&format!("qualifier.{}", other.name()))),
        }
    }

    /// An amount to the last digit: `€ 70.935.000`, `65%`, `5`.
    #[must_use]
    pub fn full(&self, amount: &Amount) -> String {
        self.measured(&amount.measure, &amount.value, |currency| self.full_value(currency, &amount.value))
    }

    /// Hundredths in what an amount is counted in, short where nothing is lost.
    #[must_use]
    pub fn short_cents(&self, amount: &Amount, cents: i64) -> String {
        self.short_measured(&amount.measure, &Value::exactly(cents))
    }

    /// A value in what it is counted in, short where nothing is lost.
    fn short_measured(&self, measure: &Measure, value: &Value) -> String {
        self.measured(measure, value, |currency| self.short_value(currency, value))
    }

    /// A value in what it is counted in; money as the caller writes it.
    fn measured(&self, measure: &Measure, value: &Value, money: impl Fn(&Currency) -> String) -> String {
        match measure {
            Measure::Money(currency) => money(currency),
            Measure::Share => self.percentage(&self.range(value, None)),
            Measure::Count => self.range(value, None),
        }
    }

    /// A value with its symbol, short where both ends are of one magnitude and lose nothing.
    #[must_use]
    pub fn short_value(&self, currency: &Currency, value: &Value) -> String {
        let ends = [value.low_cents, value.high_cents];
        let power = self
            .magnitude(value.low_cents)
            .filter(|power| self.magnitude(value.high_cents) == Some(*power) && ends.iter().all(|cents| fits(*cents, *power)));
        let Some(power) = power else { return self.full_value(currency, value) };
        let number = format!("{}{}", self.range(value, Some(power)), self.scale(value.high_cents, Some(power)));
        let short = self.locale.numbers.as_ref().and_then(|numbers| numbers.short.symbols.get(currency.code()));
        let symbol = short.cloned().unwrap_or_else(|| self.symbol(currency));
        self.money(value, &symbol, &number)
    }

    /// A value with its symbol, to the last digit.
    #[must_use]
    pub fn full_value(&self, currency: &Currency, value: &Value) -> String {
        self.money(value, &self.symbol(currency), &self.range(value, None))
    }

    /// A number with a symbol, as the language places it; the sign of a single value stands before both.
    fn money(&self, value: &Value, symbol: &str, number: &str) -> String {
        let sign = if value.low_cents == value.high_cents { sign(value.low_cents) } else { "" };
        let pattern = self.pattern(|numbers| &numbers.amount, "{symbol} {number}");
        let text = pattern.replace("{symbol}", symbol).replace("{number}", number);
        format!("{sign}{}", unbroken(&text))
    }

    /// The number of a value, or those of both ends of a range with their signs.
    fn range(&self, value: &Value, power: Option<u32>) -> String {
        let (low, high) = (value.low_cents, value.high_cents);
        if low == high {
            return self.number(low, power);
        }
        format!("{}{}–{}{}", sign(low), self.number(low, power), sign(high), self.number(high, power))
    }

    /// Cents without a sign, in full or in units of a magnitude.
    fn number(&self, cents: i64, power: Option<u32>) -> String {
        self.write(&units(cents, power))
    }

    /// The word of a magnitude, after the number of it that is meant.
    fn scale(&self, cents: i64, power: Option<u32>) -> String {
        let Some((power, numbers)) = power.zip(self.locale.numbers.as_ref()) else { return String::new() };
        let number = units(cents, Some(power));
        let is_one = self.plurals.as_ref().is_some_and(|plurals| plurals.category_for(&number) == PluralCategory::One);
        let one = numbers.short.one.get(&power).filter(|_| is_one);
        one.or(numbers.short.many.get(&power)).map(|word| format!("\u{a0}{word}")).unwrap_or_default()
    }

    /// The largest magnitude with a word that an amount reaches, as a power of ten.
    fn magnitude(&self, cents: i64) -> Option<u32> {
        let powers = self.locale.numbers.as_ref()?.short.many.keys().rev().copied();
        powers.into_iter().find(|power| unit(*power).is_some_and(|unit| unit <= cents.unsigned_abs()))
    }

    /// The symbol of a currency; its code, set apart, where the theme has none.
    fn symbol(&self, currency: &Currency) -> String {
        let key = format!("currency.{}", currency.code());
        self.locale.words.get(&key).cloned().unwrap_or_else(|| format!(" {} ", currency.code()))
    }

    /// A pattern of the theme, or what stands in for it.
    fn pattern(&self, find: impl Fn(&NumberNotation) -> &String, otherwise: &'static str) -> &str {
        self.locale.numbers.as_ref().map(|numbers| find(numbers).as_str()).filter(|pattern| !pattern.is_empty()).unwrap_or(otherwise)
    }

    /// A number in the language's notation.
    fn write(&self, number: &Decimal) -> String {
        self.decimals.as_ref().map_or_else(|| number.to_string(), |decimals| decimals.format(number).to_string())
    }
}

/// A language's tag as Unicode's data have it; where it is no such tag, its primary part.
pub(super) fn tag(lang: &Lang) -> Tag {
    let parse = |tag| Tag::try_from_str(tag).ok();
    parse(lang.tag()).or_else(|| parse(lang.primary())).unwrap_or(Tag::UNKNOWN)
}

/// Hundredths as a number of two decimals, without a sign.
fn hundredfold(hundredths: i64) -> Decimal {
    let mut number = Decimal::from(hundredths.unsigned_abs());
    number.multiply_pow10(-2);
    number
}

/// Cents as a number without a sign: in units of a magnitude, or in full with both decimals where there are cents.
fn units(cents: i64, power: Option<u32>) -> Decimal {
    let mut number = hundredfold(cents);
    match power {
        Some(power) => {
            number.multiply_pow10(i16::try_from(power).map_or(0, |power| -power));
            number.absolute.trim_end();
        }
        None => number.absolute.trim_end_if_integer(),
    }
    number
}

/// The cents of a magnitude; none beyond what an amount can hold.
fn unit(power: u32) -> Option<u64> {
    10_u64.checked_pow(power.checked_add(2)?)
}

/// Whether an amount has at most three decimals in units of a magnitude.
fn fits(cents: i64, power: u32) -> bool {
    unit(power).is_some_and(|unit| cents.unsigned_abs().is_multiple_of(unit.div_ceil(1000)))
}

/// The sign of a number: nothing or a minus.
fn sign(number: i64) -> &'static str {
    if number < 0 { MINUS } else { "" }
}

/// A text in which no line ends; a code that a pattern sets apart too has one space.
fn unbroken(text: &str) -> String {
    text.trim().replace("  ", " ").replace(' ', "\u{a0}")
}
