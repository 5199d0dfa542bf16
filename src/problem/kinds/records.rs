//! Makes the problems of records that name themselves or are there twice, and of pages that are empty.

use super::super::Problem;
use super::wrong_value;
use crate::model::place::Place;

/// A page of text has no text.
#[must_use]
pub fn empty_page(place: Place, tag: &str) -> Problem {
    Problem::error("missing-text", place, format!("this page has no text in `{tag}`"))
        .hint("write it below the second line `+++`, or take the folder of the page out")
}

/// A record names itself where it must name another.
#[must_use]
pub fn points_to_itself(place: Place, key: &str, id: &str) -> Problem {
    wrong_value(place, key, &format!("the id of another record: `{id}` is this one"))
}

/// A list has the same record twice; `what` says what the record is.
#[must_use]
pub fn duplicate_record(place: Place, what: &str) -> Problem {
    Problem::error("duplicate-id", place, format!("{what} occurs twice"))
}
