//! Reads what a language file knows for reading texts and comparing editions: the table `[parity]`.

use std::collections::BTreeMap;

use crate::data::Table;
use crate::model::vocabulary::{CalendarWords, Forms, Vocabulary};

/// Reads the table.
pub fn read(table: &Table<'_>) -> Vocabulary {
    Vocabulary {
        numbers: by_form(table, "numbers"),
        unsure_numbers: by_form(table, "unsure-numbers"),
        joiners: lower(table, "joiners"),
        ordinal_suffixes: list(table, "ordinal-suffixes"),
        unsure_suffixes: list(table, "unsure-suffixes"),
        percent: list(table, "percent"),
        points: list(table, "points"),
        currencies: by_form(table, "currencies"),
        calendar: table.table("calendar", calendar).unwrap_or_default(),
        hedges: table.named_tables("hedges", |name, forms_table| (name.to_owned(), forms(forms_table))).into_iter().collect(),
        openings: table.named_tables("openings", |name, forms_table| (name.to_owned(), forms(forms_table))).into_iter().collect(),
        quantities: lower(table, "quantities"),
        vague: lower(table, "vague"),
        skipped: lower(table, "skipped"),
        minus: lower(table, "minus"),
        never: list(table, "never"),
    }
}

/// Reads the words of dates and hours.
fn calendar(table: &Table<'_>) -> CalendarWords {
    CalendarWords {
        months: by_form(table, "months"),
        unsure_months: list(table, "unsure-months"),
        weekdays: list(table, "weekdays"),
        joins: lower(table, "joins"),
        day_suffixes: list(table, "day-suffixes"),
        has_month_first: table.text("order").is_some_and(|(order, _)| order == "any"),
        relative: list(table, "relative"),
        parts: by_form(table, "parts"),
        periods: list(table, "periods"),
        before: list(table, "before"),
        after: list(table, "after"),
        hours: list(table, "hours"),
        morning: list(table, "morning"),
        afternoon: list(table, "afternoon"),
    }
}

/// Reads the forms of one thing.
fn forms(table: &Table<'_>) -> Forms {
    Forms {
        say: lower(table, "say"),
        say_before_number: lower(table, "say-before-number"),
        may: lower(table, "may"),
        may_before_number: lower(table, "may-before-number"),
        after_number: lower(table, "after-number"),
        is_negation: table.text("topic").is_some_and(|(topic, _)| topic == "negation"),
    }
}

/// Reads a list of words as they are written.
fn list(table: &Table<'_>, key: &'static str) -> Vec<String> {
    table.texts(key).into_iter().map(|(word, _)| word).collect()
}

/// Reads a list of words in lower case, as texts are looked at.
fn lower(table: &Table<'_>, key: &'static str) -> Vec<String> {
    list(table, key).into_iter().map(|word| word.to_lowercase()).collect()
}

/// Reads lists of words by what they mean; gives the meaning of each word.
fn by_form(table: &Table<'_>, key: &'static str) -> BTreeMap<String, String> {
    let lists = table.table(key, |lists| lists.named_texts()).unwrap_or_default();
    lists.into_iter().flat_map(|(meaning, words)| words.into_iter().map(move |(word, _)| (word, meaning.clone()))).collect()
}
