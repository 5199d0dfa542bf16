//! Syntax errors of TOML as problems, in a publisher's words.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::file::SourceFile;
use crate::model::place::{Place, find_control};
use crate::problem::{Problems, kinds};

/// Reports syntax errors of TOML that begins at a byte of a file.
pub(super) fn report(file: &Arc<SourceFile>, start: usize, errors: &[toml::de::Error], problems: &mut Problems) {
    let mut last_line = None;
    for error in errors {
        let span = error.span().unwrap_or_default();
        let place = Place::new(file, start + span.start..start + span.end);
        // The first fault of a line is certain, the next are often its consequences.
        let line = file.text().get(..place.span.start).and_then(|before| before.rfind('\n'));
        if last_line.replace(line) != Some(line) {
            problems.add(kinds::broken_toml(place, &in_our_words(error.message())));
        }
    }
}

/// Reports texts of a table, and of the tables and lists inside it, whose escapes make characters that no page can show.
pub(super) fn report_escapes(file: &Arc<SourceFile>, start: usize, table: &DeTable<'_>, problems: &mut Problems) {
    for (key, value) in table {
        report_control(file, start, (key.get_ref(), key.span()), problems);
        report_escapes_in(file, start, value, problems);
    }
}

/// Reports such texts in a value.
fn report_escapes_in(file: &Arc<SourceFile>, start: usize, value: &Spanned<DeValue<'_>>, problems: &mut Problems) {
    match value.get_ref() {
        DeValue::String(text) => report_control(file, start, (text, value.span()), problems),
        DeValue::Array(values) => values.iter().for_each(|value| report_escapes_in(file, start, value, problems)),
        DeValue::Table(table) => report_escapes(file, start, table, problems),
        _ => {}
    }
}

/// Reports a text that has such a character.
fn report_control(file: &Arc<SourceFile>, start: usize, (text, span): (&str, Range<usize>), problems: &mut Problems) {
    let Some((_, char)) = find_control(text) else { return };
    let place = Place::new(file, start + span.start..start + span.end);
    // One that stands in the file as such was told when the file was read.
    if file.text().get(place.span.clone()).is_none_or(|written| find_control(written).is_none()) {
        problems.add(kinds::control_character(place, char));
    }
}

/// What the parser of TOML says, in a publisher's words where they are better.
fn in_our_words(message: &str) -> String {
    let message = message.lines().collect::<Vec<_>>().join(", ");
    match message.split_once(", expected ") {
        Some(("invalid basic string" | "invalid literal string", mark)) => format!("a text in quotes does not end: {mark} is missing"),
        Some(("string values must be quoted", _)) => "a text must stand in quotes".into(),
        None if message.contains("recursion") => "keys, lists or tables are nested too deeply".into(),
        None if message == "duplicate key" => "this key occurs twice".into(),
        _ => message,
    }
}
