//! Writes figures as letters write them, in Dutch and in English: in full, shortened, with a sign, a code or a word, in ranges, hedged.

use crate::mutations::random::Random;

/// What a figure says.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// The value in hundredths, or the lower end.
    pub low: i64,
    /// The value again, or the upper end.
    pub high: i64,
    /// The code of its currency, or `%`.
    pub unit: &'static str,
    /// How exact it is.
    pub qualifier: &'static str,
}

/// A figure in a language: the words before it, and itself.
pub(super) type Spoken = (String, String);

/// The currencies, with what stands before an amount and after it, in Dutch and in English; `#` is the number.
type Forms = (&'static str, [&'static [&'static str]; 2]);

/// How amounts of each currency are written.
const CURRENCIES: [Forms; 4] = [
    ("EUR", [&["€ #", "€#", "EUR #", "# euro", "# EUR"], &["€#", "€ #", "EUR #", "# euros", "# EUR"]]),
    ("USD", [&["$ #", "US$ #", "USD #", "# dollar"], &["$#", "US$#", "USD #", "# dollars", "# US dollars"]]),
    ("GBP", [&["£ #", "GBP #", "# pond"], &["£#", "GBP #", "# pounds"]]),
    ("CHF", [&["CHF #", "# Zwitserse frank"], &["CHF #", "# Swiss francs"]]),
];

/// The currencies' codes.
pub(super) const CODES: [&str; 4] = ["EUR", "USD", "GBP", "CHF"];

/// What multiplies a number, by the power of ten of hundredths that one of it is.
const SCALES: [(u32, [&[&str]; 2]); 2] = [
    (8, [&[" mln.", "mln.", " mln", " miljoen", " mio"], &[" million", " mn"]]),
    (11, [&[" mld.", "mld.", " mld", " miljard"], &[" billion", " bn"]]),
];

/// What hedges a figure, by qualifier.
pub(super) const HEDGES: [(&str, [&[&str]; 2]); 6] = [
    ("about", [&["circa", "ongeveer"], &["about", "approximately"]]),
    ("more-than", [&["ruim", "meer dan"], &["just over", "more than"]]),
    ("nearly", [&["bijna", "net geen", "een kleine"], &["nearly", "almost", "just short of"]]),
    ("less-than", [&["minder dan"], &["less than"]]),
    ("at-least", [&["minimaal", "ten minste"], &["at least"]]),
    ("at-most", [&["maximaal", "ten hoogste", "tot"], &["at most", "a maximum of", "up to"]]),
];

/// The mark of thousands and that of decimals.
const MARKS: [[&str; 2]; 2] = [[".", ","], [",", "."]];

/// Writes a figure in both languages, each in a way of its own.
pub(super) fn speak(figure: &Figure, random: &mut Random) -> [Spoken; 2] {
    [0, 1].map(|lang| speak_in(figure, lang, random))
}

/// Writes a figure in a language: 0 is Dutch, 1 English.
pub(super) fn speak_in(figure: &Figure, lang: usize, random: &mut Random) -> Spoken {
    let hedges = HEDGES.iter().find(|(name, _)| *name == figure.qualifier).map(|(_, words)| words[lang]);
    let hedge = hedges.map(|words| format!("{} ", random.one(words))).unwrap_or_default();
    let text = match figure.unit {
        "%" => share(figure.low, lang, random),
        _ if figure.low == figure.high => amount(figure, lang, random),
        _ => range(figure, lang, random),
    };
    (hedge, text)
}

/// Writes a percentage.
fn share(hundredths: i64, lang: usize, random: &mut Random) -> String {
    let number = decimal(hundredths, 2, lang).expect("two decimals");
    let words: [&[&str]; 2] = [&["%", " procent"], &["%", " per cent", " percent"]];
    format!("{number}{}", random.one(words[lang]))
}

/// Writes an amount, in full or shortly where nothing is lost.
fn amount(figure: &Figure, lang: usize, random: &mut Random) -> String {
    let form = *random.one(forms(figure.unit, lang));
    let full = decimal(figure.low, 2, lang).expect("two decimals");
    let has_no_cents = figure.low % 100 == 0;
    let mut numbers = vec![full.clone()];
    if has_no_cents {
        numbers.push(format!("{full}{}00", MARKS[lang][1]));
        if lang == 0 && form.ends_with('#') {
            numbers.push(format!("{full},-"));
        }
    }
    for (power, words) in SCALES {
        numbers.extend(decimal(figure.low, power, lang).map(|number| format!("{number}{}", random.one(words[lang]))));
    }
    form.replace('#', random.one::<String>(&numbers))
}

/// Writes a range of whole millions or billions.
fn range(figure: &Figure, lang: usize, random: &mut Random) -> String {
    let (power, words) = if figure.low % 10_i64.pow(11) == 0 && figure.high % 10_i64.pow(11) == 0 { SCALES[1] } else { SCALES[0] };
    let [low, high] = [figure.low, figure.high].map(|cents| decimal(cents, power, lang).expect("whole millions"));
    let scale = if lang == 0 { words[0][random.below(4)] } else { words[1][0] };
    let form = *random.one(forms(figure.unit, lang));
    let (between, and, to) = if lang == 0 { ("tussen", "en", "tot") } else { ("between", "and", "to") };
    match random.below(3) {
        0 => form.replace('#', &format!("{low}-{high}{scale}")),
        1 => form.replace('#', &format!("{low} {to} {high}{scale}")),
        _ if form.ends_with('#') => format!("{between} {} {and} {}", form.replace('#', &low), form.replace('#', &format!("{high}{scale}"))),
        _ => format!("{between} {low} {and} {}", form.replace('#', &format!("{high}{scale}"))),
    }
}

/// How amounts of a currency are written in a language.
fn forms(code: &str, lang: usize) -> &'static [&'static str] {
    CURRENCIES.iter().find(|(known, _)| *known == code).expect("a currency").1[lang]
}

/// Hundredths in units of a power of ten of them, with marks; nothing where that takes more than three decimals, or where a unit of
/// millions would say less than a tenth of one.
fn decimal(hundredths: i64, power: u32, lang: usize) -> Option<String> {
    let unit = 10_i64.pow(power);
    let (whole, fraction) = (hundredths / unit, hundredths % unit);
    let digits = format!("{fraction:0width$}", width = power as usize);
    let decimals = digits.trim_end_matches('0');
    if power > 2 && (decimals.len() > 3 || hundredths * 10 < unit) {
        return None;
    }
    let whole = grouped(whole, MARKS[lang][0]);
    Some(match decimals {
        "" => whole,
        _ if power == 2 => format!("{whole}{}{}", MARKS[lang][1], if unit == 100 && whole.is_empty() { decimals } else { &digits }),
        _ => format!("{whole}{}{decimals}", MARKS[lang][1]),
    })
}

/// A whole number in groups of three.
fn grouped(number: i64, mark: &str) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}
