//! A language file of a theme: words, names of paths, dates, numbers, and what is known for reading texts.

use super::{Keys, Shape, keys, may, need};

/// `i18n/LANGUAGE.toml`. A file with a `name` says everything; one without changes what another file says.
pub(super) const LANGUAGE: Keys = Keys {
    keys: &[
        may("name", Shape::Words, "The language’s name in itself; a file that has it says all else anew, and needs `[dates]`."),
        may("words", Shape::FlatTexts, "Words of the interface."),
        may("paths", Shape::FlatTexts, "Names of folders and files of the site."),
        may("suspects", Shape::Tables(&SUSPECT), "What text recognition often misreads."),
        may("dates", Shape::Table(&DATES), "How dates are written."),
        may("references", Shape::Table(&REFERENCES), "How a letter names its own questions and answers."),
        may("numbers", Shape::Table(&NUMBERS), "How numbers are written."),
        may("search", Shape::Table(&SEARCH), "What the search must know."),
        may("parity", Shape::Table(&PARITY), "How numbers, dates and hedges are said."),
        may("import", Shape::Table(&IMPORT), "By which words the parts of a letter that is imported are known; case does not matter."),
    ],
    one_of: &[],
    with: &[("name", &["dates"])],
};

/// What text recognition misreads.
const SUSPECT: Keys = keys(&[
    need("find", Shape::Words, "A regular expression; its first group is what was misread."),
    need("replace", Shape::Words, "What it should be."),
]);

/// How dates are written.
const DATES: Keys = keys(&[
    need("months", Shape::Texts, "The twelve months’ names."),
    may("seasons", Shape::Texts, "The seasons’ names."),
    need("day", Shape::Words, "A pattern with `{day}`, `{month}` and `{year}`."),
    need("month", Shape::Words, "A pattern with `{month}` and `{year}`."),
    need("between", Shape::Words, "A pattern with `{from}` and `{until}`."),
    need("from", Shape::Words, "A pattern with `{from}`."),
    need("until", Shape::Words, "A pattern with `{until}`."),
    may("first-day", Shape::Words, "The pattern of the first day of a month, where it is another one."),
    may("between-days", Shape::Words, "`between` for two days, where it is another pattern."),
    may("from-day", Shape::Words, "`from` for a day, where it is another pattern."),
    may("until-day", Shape::Words, "`until` for a day, where it is another pattern."),
]);

/// How a letter names its own parts.
const REFERENCES: Keys = keys(&[
    may("answers", Shape::Texts, "Regular expressions whose first group is the number of an answer."),
    may("questions", Shape::Texts, "Regular expressions whose first group is the number of a question."),
]);

/// How numbers are written.
const NUMBERS: Keys = keys(&[
    need("decimal", Shape::Text, "The decimal mark."),
    need("group", Shape::Text, "The mark between groups of three digits."),
    need("amount", Shape::Words, "A pattern with `{symbol}` and `{number}`."),
    need("percent", Shape::Words, "A pattern with `{number}`."),
    may("short", Shape::Table(&SHORT), "How large amounts are written shortly."),
    may("scales", Shape::NamedNumbers, "Words for powers of ten."),
    may("range-words", Shape::Texts, "Words between the two figures of a range."),
    may("ranges", Shape::Texts, "Forms of a range."),
]);

/// How large amounts are written shortly.
const SHORT: Keys = keys(&[
    may("one", Shape::NamedNumbers, "Words for one of a power of ten."),
    may("many", Shape::NamedNumbers, "Words for several of a power of ten."),
    may("symbols", Shape::FlatTexts, "Symbols of currencies."),
]);

/// What the search must know.
const SEARCH: Keys = keys(&[may("weak", Shape::Texts, "Words that say little of what a reader looks for.")]);

/// How numbers, dates and hedges are said.
const PARITY: Keys = keys(&[
    may("numbers", Shape::NamedTexts, "Words for numbers, by number."),
    may("unsure-numbers", Shape::NamedTexts, "Words that may be numbers."),
    may("joiners", Shape::Texts, "Words between the parts of a number."),
    may("ordinal-suffixes", Shape::Texts, "Endings of ordinal numbers."),
    may("unsure-suffixes", Shape::Texts, "Endings that may be of ordinal numbers."),
    may("percent", Shape::Texts, "Words for a percentage."),
    may("points", Shape::Texts, "Words for percentage points."),
    may("currencies", Shape::NamedTexts, "Words for currencies, by code."),
    may("calendar", Shape::Table(&CALENDAR), "Words of dates and hours."),
    may("hedges", Shape::NamedTables(&FORMS), "Words that make a statement surer or less sure."),
    may("openings", Shape::NamedTables(&FORMS), "Words with which an answer opens."),
    may("quantities", Shape::Texts, "Words for things that are counted."),
    may("vague", Shape::Texts, "Words for vague numbers."),
    may("skipped", Shape::Texts, "Words that are passed over."),
    may("minus", Shape::Texts, "Words for minus before a number."),
    may("never", Shape::Texts, "Words that are never names."),
]);

/// Words of dates and hours.
const CALENDAR: Keys = keys(&[
    may("months", Shape::NamedTexts, "The months, by number."),
    may("unsure-months", Shape::Texts, "Words that may be months."),
    may("weekdays", Shape::Texts, "The days of the week."),
    may("day-suffixes", Shape::Texts, "What stands after the number of a day: the point of `1. Januar`."),
    may("joins", Shape::Texts, "Words between day and month."),
    may("order", Shape::Text, "\"any\" where the month may come before the day."),
    may("relative", Shape::Texts, "Words for dates that depend on another."),
    may(
        "parts",
        Shape::NamedTexts,
        "Words for parts of a year, by the number of EDTF: 21 is spring, 33 the first quarter, 40 the first half.",
    ),
    may("periods", Shape::Texts, "Words for other parts of a year."),
    may("before", Shape::Texts, "Words before a date at which something has been at the latest."),
    may("after", Shape::Texts, "Words before a date on which something begins at the earliest."),
    may("hours", Shape::Texts, "Words for hours."),
    may("morning", Shape::Texts, "Words for the morning."),
    may("afternoon", Shape::Texts, "Words for the afternoon."),
]);

/// The forms of a hedge or an opening.
const FORMS: Keys = keys(&[
    may("say", Shape::Texts, "Words that say it."),
    may("say-before-number", Shape::Texts, "Words that say it before a number."),
    may("may", Shape::Texts, "Words that may say it."),
    may("may-before-number", Shape::Texts, "Words that may say it before a number."),
    may("after-number", Shape::Texts, "Words that say it after a number."),
    may("topic", Shape::Text, "\"negation\" for words that deny."),
]);

/// By which words the parts of a letter that is imported are known.
const IMPORT: Keys = keys(&[
    may("question", Shape::Texts, "Words before the number of a question."),
    may("answer", Shape::Texts, "Words above an answer."),
    may("date", Shape::Texts, "Words before the letter’s date."),
    may("subject", Shape::Texts, "Words before the letter’s subject."),
    may("recipient", Shape::Texts, "Words before the one who is addressed."),
    may("salutation", Shape::Texts, "Words with which a salutation begins."),
    may("closing", Shape::Texts, "Words with which the closing above a signature begins."),
    may("page", Shape::Texts, "Words before the number of a page."),
    may("page-of", Shape::Texts, "Words between the number of a page and how many there are."),
    may("offices", Shape::Texts, "Offices that sign and are addressed."),
    may("this", Shape::Texts, "Words by which a letter speaks of itself."),
    may("hyphenated", Shape::Texts, "First parts of words that keep their hyphen."),
    may("suspended", Shape::Texts, "Words after a hyphen that stands for a part left out."),
]);
