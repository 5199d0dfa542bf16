//! Syntax errors of TOML as problems, in a publisher's words.

use std::sync::Arc;

use crate::model::place::{Place, SourceFile};
use crate::problem::{Problems, kinds};

/// Reports syntax errors of TOML that begins at a byte of a file.
pub(super) fn report(file: &Arc<SourceFile>, start: usize, errors: &[toml::de::Error], problems: &mut Problems) {
    let mut last_line = None;
    for error in errors {
        let span = error.span().unwrap_or_default();
        let place = Place::new(file, start + span.start..start + span.end);
        // The first fault of a line is certain, the next are often its consequences.
        let line = place.line_and_column().0;
        if last_line.replace(line) != Some(line) {
            problems.add(kinds::broken_toml(place, &in_our_words(error.message())));
        }
    }
}

/// What the parser of TOML says, in a publisher's words where they are better.
fn in_our_words(message: &str) -> String {
    let message = message.lines().collect::<Vec<_>>().join(", ");
    match message.split_once(", expected ") {
        Some(("invalid basic string" | "invalid literal string", mark)) => format!("a text in quotes does not end: {mark} is missing"),
        Some(("string values must be quoted", _)) => "a text must stand in quotes".into(),
        None if message == "duplicate key" => "this key occurs twice".into(),
        _ => message,
    }
}
