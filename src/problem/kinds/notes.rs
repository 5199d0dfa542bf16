//! Makes the problems of footnotes and their marks in the text.

use super::super::Problem;
use crate::model::place::Place;

/// A footnote of a name is written a second time.
#[must_use]
pub fn duplicate_note(place: Place, name: &str) -> Problem {
    Problem::error("duplicate-note", place, format!("the footnote `{name}` is written twice"))
        .hint("give one of the two another name, and its mark in the text too")
}

/// A mark in the text leads to no footnote.
#[must_use]
pub fn missing_note(place: Place, mark: &str) -> Problem {
    Problem::error("missing-note", place, format!("the mark `{mark}` leads to no footnote"))
        .hint(format!("write the footnote, as `{mark}: …`; where the text itself has these signs, write `\\{mark}`"))
}

/// No mark in the text leads to a footnote.
#[must_use]
pub fn unmarked_note(place: Place, name: &str) -> Problem {
    Problem::error("unmarked-note", place, format!("no mark leads to the footnote `{name}`"))
        .hint(format!("put its mark `[^{name}]` where it belongs, or make the footnote a paragraph"))
}
