//! What a language has for saying numbers, dates and hedges, as data: the ground on which texts are read and editions compared.

use std::collections::BTreeMap;

/// Words of one language by what they say.
#[derive(Clone, Debug, Default, Hash)]
pub struct Vocabulary {
    /// Words that state a number: `zes` = 6; also ordinals.
    pub numbers: BTreeMap<String, String>,
    /// Words that may say a number and may not: they answer one of the other language and demand none.
    pub unsure_numbers: BTreeMap<String, String>,
    /// Words inside a number: the `and` of `one hundred and six`.
    pub joiners: Vec<String>,
    /// What follows the figures of an ordinal: `st`, `e`.
    pub ordinal_suffixes: Vec<String>,
    /// What follows figures that may be no number: the `s` of `1990s`.
    pub unsure_suffixes: Vec<String>,
    /// Words and signs for per cent.
    pub percent: Vec<String>,
    /// Words for percentage points.
    pub points: Vec<String>,
    /// Words and signs for a currency, with its code.
    pub currencies: BTreeMap<String, String>,
    /// Words of dates and hours.
    pub calendar: CalendarWords,
    /// Hedges by what they mean; the same names in every language.
    pub hedges: BTreeMap<String, Forms>,
    /// Openings of answers by what they mean: `yes`, `no`.
    pub openings: BTreeMap<String, Forms>,
    /// Words that are as good as a number after a hedge: `half`.
    pub quantities: Vec<String>,
    /// Words at a number, or instead of one, that leave open how much it is: `enkele`, `tweede`.
    pub vague: Vec<String>,
    /// Words that may stand between a hedge and its number: `the`.
    pub skipped: Vec<String>,
    /// Words that say minus directly before a number: `minus`.
    pub minus: Vec<String>,
    /// Phrases whose words do not mean what they mean elsewhere: `Tweede Kamer`.
    pub never: Vec<String>,
}

/// Words of dates and hours.
#[derive(Clone, Debug, Default, Hash)]
pub struct CalendarWords {
    /// Forms of months that are no beginning of the name, with the month's number: `mrt` = 3.
    pub months: BTreeMap<String, String>,
    /// Names of months that are other words too.
    pub unsure_months: Vec<String>,
    /// Names of the days of the week, Monday first.
    pub weekdays: Vec<String>,
    /// Words between a day and its month: the `of` of `1st of May`.
    pub joins: Vec<String>,
    /// Signs after the figures of a day: the point of `1. Januar`.
    pub day_suffixes: Vec<String>,
    /// Whether a day may follow its month: `June 20`.
    pub has_month_first: bool,
    /// Words after a date whose year the reader has to know: `jl.`
    pub relative: Vec<String>,
    /// Parts of a year with the number that EDTF gives them: `summer` = 22, `first quarter` = 33, `first half of the year` = 40.
    pub parts: BTreeMap<String, String>,
    /// Other parts of a year: `quarter`, `summer recess`.
    pub periods: Vec<String>,
    /// Words before a date at which something has been at the latest: `before`, `no later than`.
    pub before: Vec<String>,
    /// Words before a date on which something begins at the earliest: `after`, `since`.
    pub after: Vec<String>,
    /// Words after an hour.
    pub hours: Vec<String>,
    /// Words after an hour before noon.
    pub morning: Vec<String>,
    /// Words after an hour after noon.
    pub afternoon: Vec<String>,
}

/// The forms in which a language says one thing.
#[derive(Clone, Debug, Default, Hash)]
pub struct Forms {
    /// These say it, and the other language must too.
    pub say: Vec<String>,
    /// These say it directly before a number.
    pub say_before_number: Vec<String>,
    /// These can be a rendering of it, and do not demand one.
    pub may: Vec<String>,
    /// These can be a rendering of it directly before a number.
    pub may_before_number: Vec<String>,
    /// These can be a rendering of it, and directly after a number they say it: `or more`.
    pub after_number: Vec<String>,
    /// Whether it denies something.
    pub is_negation: bool,
}
