//! What belongs to a language, as data: words of the interface, months, how numbers are written.

use std::collections::BTreeMap;

use jiff::civil;

use super::date::{Edtf, Moment, Precision};
use super::lang::Lang;
use super::place::Place;
use super::vocabulary::Vocabulary;

/// What belongs to one language.
#[derive(Clone, Debug, Hash)]
pub struct Locale {
    /// The language.
    pub lang: Lang,
    /// The language's name in itself.
    pub name: String,
    /// Words of the interface, by key; keys have dots (`letter.source`).
    pub words: BTreeMap<String, String>,
    /// Names of folders and files of the site, by key.
    pub paths: BTreeMap<String, String>,
    /// How dates are written.
    pub dates: DateWords,
    /// What text recognition often misreads in this language.
    pub suspects: Vec<Suspect>,
    /// How a letter names its own questions and answers: `q` or `a`, a pattern whose first group is the number, and where that stands.
    pub inner_references: Vec<(char, String, Place)>,
    /// How numbers are written; without it only digits are compared.
    pub numbers: Option<NumberNotation>,
    /// Words that say little of what a reader looks for.
    pub weak_words: Vec<String>,
    /// How numbers, dates and hedges are said; without it only digits are compared.
    pub vocabulary: Option<Vocabulary>,
    /// By which words a letter that is imported shows its parts.
    pub import: ImportWords,
}

/// By which words the parts of a letter are known that is imported. All in the forms in which letters have them; case does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ImportWords {
    /// Before the number of a question: `Vraag`.
    pub question: Vec<String>,
    /// Above an answer: `Antwoord`.
    pub answer: Vec<String>,
    /// Before the letter's date: `Datum`.
    pub date: Vec<String>,
    /// Before the letter's subject: `Betreft`.
    pub subject: Vec<String>,
    /// Before the one who is addressed: `Aan`.
    pub recipient: Vec<String>,
    /// With which a salutation begins: `Geachte`.
    pub salutation: Vec<String>,
    /// With which the closing begins, above the signature: `Met vriendelijke groet`.
    pub closing: Vec<String>,
    /// Before the number of a page: `Pagina`.
    pub page: Vec<String>,
    /// Between the number of a page and how many there are: `van`.
    pub page_of: Vec<String>,
    /// Offices that sign and are addressed: `minister`.
    pub offices: Vec<String>,
    /// By which a letter speaks of itself: `deze`.
    pub this: Vec<String>,
    /// First parts of words that keep their hyphen: `pre`.
    pub hyphenated: Vec<String>,
    /// Words that follow a hyphen which stands for a part left out: `en` of `reken- en datacentra`.
    pub suspended: Vec<String>,
}

/// What text recognition often misreads: proposed to the publisher where it explains a difference, never applied by itself.
#[derive(Clone, Debug, Hash)]
pub struct Suspect {
    /// A pattern, as a rule of corrections has it.
    pub find: String,
    /// What it should be.
    pub replace: String,
}

/// How a language writes dates.
#[derive(Clone, Debug, Default, Hash)]
pub struct DateWords {
    /// The months' names, January first.
    pub months: Vec<String>,
    /// The seasons' names, spring first; none where the theme does not say.
    pub seasons: Vec<String>,
    /// Pattern of a day, with `{day}`, `{month}`, `{year}`.
    pub day: String,
    /// Pattern of a month.
    pub month: String,
    /// Pattern of an interval, with `{from}` and `{until}`.
    pub between: String,
    /// Pattern of an interval without an end.
    pub from: String,
    /// Pattern of an interval without a beginning.
    pub until: String,
    /// Patterns for days, where they are other ones.
    pub days: DayWords,
}

/// How dates to the day are written where a language has a way of its own for them; an empty pattern is none.
#[derive(Clone, Debug, Default, Hash)]
pub struct DayWords {
    /// Pattern of the first day of a month: `1er mai 2026`.
    pub first: String,
    /// Pattern of an interval between two days: `zwischen dem 1. und dem 3. Mai`.
    pub between: String,
    /// Pattern of an interval without an end, from a day.
    pub from: String,
    /// Pattern of an interval without a beginning, until a day.
    pub until: String,
}

/// How a language writes numbers and amounts.
#[derive(Clone, Debug, Default, Hash)]
pub struct NumberNotation {
    /// Between the units and the fraction.
    pub decimal: char,
    /// Between groups of three digits.
    pub group: char,
    /// Words that multiply, with the power of ten: `miljoen` = 6.
    pub scales: BTreeMap<String, u32>,
    /// Words between two numbers that may share what multiplies the second: `en` of `2 en 3 miljoen`.
    pub range_words: Vec<String>,
    /// What makes a range of two numbers: the word between them, with the word that must stand before them: `tussen … en`.
    pub ranges: Vec<String>,
    /// Pattern of an amount: `{symbol}` and `{number}`.
    pub amount: String,
    /// Pattern of a percentage: `{number}`.
    pub percent: String,
    /// How large amounts are written shortly.
    pub short: ShortNotation,
}

/// How a language writes large amounts shortly: `3 milliards d’euros`. A magnitude without a word is written in full.
#[derive(Clone, Debug, Default, Hash)]
pub struct ShortNotation {
    /// The word of a magnitude after what the language holds for one of it (`1,5 million`), by power of ten; where it differs.
    pub one: BTreeMap<u32, String>,
    /// The word of a magnitude after any other number, by power of ten.
    pub many: BTreeMap<u32, String>,
    /// What stands for a currency beside such a word, by code, where that is not its symbol: `d’euros`.
    pub symbols: BTreeMap<String, String>,
}

impl Locale {
    /// A language of which nothing is known.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self {
            lang,
            name: String::new(),
            words: BTreeMap::new(),
            paths: BTreeMap::new(),
            dates: DateWords::default(),
            suspects: Vec::new(),
            import: ImportWords::default(),
            inner_references: Vec::new(),
            numbers: None,
            weak_words: Vec::new(),
            vocabulary: None,
        }
    }

    /// A word of the interface; the key itself where the theme lacks it (a problem by then).
    #[must_use]
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// A word of the interface with values in its braces.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.word(key), values)
    }

    /// Names as a citation lists them: with commas, and with a word before the last.
    #[must_use]
    pub fn listed(&self, names: &[String]) -> String {
        match names {
            [first @ .., before, last] => {
                let first: String = first.iter().map(|name| format!("{name}, ")).collect();
                format!("{first}{before}{}{last}", self.word("cite.and"))
            }
            names => names.concat(),
        }
    }

    /// A name of a folder or file; the key itself where the theme has none.
    #[must_use]
    pub fn path<'a>(&'a self, key: &'a str) -> &'a str {
        self.paths.get(key).map_or(key, String::as_str)
    }

    /// A date in the language's own words.
    #[must_use]
    pub fn date(&self, date: &Edtf) -> String {
        let fill =
            |pattern: &str, from: &Moment, until: &Moment| filled(pattern, &[("from", &self.moment(from)), ("until", &self.moment(until))]);
        let (dates, days) = (&self.dates, &self.dates.days);
        match date {
            Edtf::At(at) => self.moment(at),
            Edtf::Between(from, until) => fill(of_days(&[from, until], &days.between, &dates.between), from, until),
            Edtf::From(from) => fill(of_days(&[from], &days.from, &dates.from), from, from),
            Edtf::Until(until) => fill(of_days(&[until], &days.until, &dates.until), until, until),
        }
    }

    /// A day, month or year in the language's own words.
    fn moment(&self, moment: &Moment) -> String {
        let date: civil::Date = moment.first;
        let pattern = match moment.precision {
            Precision::Day if date.day() == 1 => of_days(&[moment], &self.dates.days.first, &self.dates.day),
            Precision::Day => &self.dates.day,
            Precision::Month | Precision::Season => &self.dates.month,
            Precision::Year => return date.year().to_string(),
        };
        let name = match moment.precision {
            Precision::Season => self.dates.seasons.get(moment.season_idx()),
            _ => self.dates.months.get(usize::try_from(date.month() - 1).unwrap_or_default()),
        };
        match name {
            Some(month) if !pattern.is_empty() => {
                filled(pattern, &[("day", &date.day().to_string()), ("month", month), ("year", &date.year().to_string())])
            }
            _ => moment.to_string(),
        }
    }
}

/// The pattern for days, if there is one and all moments are days; else the one for all dates.
fn of_days<'a>(moments: &[&Moment], days: &'a String, all: &'a String) -> &'a String {
    let is_of_days = !days.is_empty() && moments.iter().all(|moment| moment.precision == Precision::Day);
    if is_of_days { days } else { all }
}

/// How many bytes the values of a pattern mostly have together.
const VALUES: usize = 32;

/// A pattern with values in its braces; what stands in braces and is no value stays as it is.
fn filled(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len() + VALUES);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let named = after.split_once('}').and_then(|(name, after)| Some((values.iter().find(|(known, _)| *known == name)?.1, after)));
        let (value, after) = named.unwrap_or(("{", after));
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_filled_once() {
        let values = [("day", "3"), ("month", "mei {day}"), ("year", "2026")];
        assert_eq!(filled("{day}. {month} {year}", &values), "3. mei {day} 2026");
        assert_eq!(filled("{a} {{day}} {day {year", &values), "{a} {3} {day {year");
        assert_eq!(filled("", &values), "");
    }
}
