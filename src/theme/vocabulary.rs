//! Reads what a language file knows for reading texts and comparing editions: the table `[parity]`.

use std::collections::BTreeMap;

use crate::data::Table;
use crate::model::vocabulary::{CalendarWords, Forms, Vocabulary};

/// Reads the table over what is known of the language: what it lacks stays.
pub fn read(table: &Table<'_>, base: Vocabulary) -> Vocabulary {
    Vocabulary {
        numbers: by_form(table, "numbers", base.numbers),
        unsure_numbers: by_form(table, "unsure-numbers", base.unsure_numbers),
        joiners: lower_over(table, "joiners", base.joiners),
        ordinal_suffixes: list_over(table, "ordinal-suffixes", base.ordinal_suffixes),
        unsure_suffixes: list_over(table, "unsure-suffixes", base.unsure_suffixes),
        percent: list_over(table, "percent", base.percent),
        points: list_over(table, "points", base.points),
        currencies: by_form(table, "currencies", base.currencies),
        calendar: if table.has("calendar") {
            table.table("calendar", |words| calendar(words, base.calendar)).unwrap_or_default()
        } else {
            base.calendar
        },
        hedges: forms_by_name(table, "hedges", base.hedges),
        openings: forms_by_name(table, "openings", base.openings),
        quantities: lower_over(table, "quantities", base.quantities),
        vague: lower_over(table, "vague", base.vague),
        skipped: lower_over(table, "skipped", base.skipped),
        minus: lower_over(table, "minus", base.minus),
        never: list_over(table, "never", base.never),
    }
}

/// Reads the words of dates and hours over those that are known.
fn calendar(table: &Table<'_>, base: CalendarWords) -> CalendarWords {
    CalendarWords {
        months: by_form(table, "months", base.months),
        unsure_months: list_over(table, "unsure-months", base.unsure_months),
        weekdays: list_over(table, "weekdays", base.weekdays),
        joins: lower_over(table, "joins", base.joins),
        day_suffixes: list_over(table, "day-suffixes", base.day_suffixes),
        has_month_first: table.text("order").map_or(base.has_month_first, |(order, _)| order == "any"),
        relative: list_over(table, "relative", base.relative),
        parts: by_form(table, "parts", base.parts),
        periods: list_over(table, "periods", base.periods),
        before: list_over(table, "before", base.before),
        after: list_over(table, "after", base.after),
        hours: list_over(table, "hours", base.hours),
        morning: list_over(table, "morning", base.morning),
        afternoon: list_over(table, "afternoon", base.afternoon),
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

/// Reads a list of words as they are written; the known ones where there is none.
fn list_over(table: &Table<'_>, key: &'static str, base: Vec<String>) -> Vec<String> {
    if table.has(key) { list(table, key) } else { base }
}

/// Reads a list of words in lower case; the known ones where there is none.
fn lower_over(table: &Table<'_>, key: &'static str, base: Vec<String>) -> Vec<String> {
    if table.has(key) { lower(table, key) } else { base }
}

/// Reads forms by what they say over those that are known.
fn forms_by_name(table: &Table<'_>, key: &'static str, base: BTreeMap<String, Forms>) -> BTreeMap<String, Forms> {
    base.into_iter().chain(table.named_tables(key, |name, forms_table| (name.to_owned(), forms(forms_table)))).collect()
}

/// Reads lists of words by what they mean over those that are known; gives the meaning of each word.
fn by_form(table: &Table<'_>, key: &'static str, mut base: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let lists = table.table(key, |lists| lists.named_texts()).unwrap_or_default();
    base.retain(|_, known| !lists.iter().any(|(meaning, _)| meaning == known));
    base.extend(lists.into_iter().flat_map(|(meaning, words)| words.into_iter().map(move |(word, _)| (word, meaning.clone()))));
    base
}
