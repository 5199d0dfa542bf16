//! Makes the problems of records that name themselves or are there twice.

use super::super::Problem;
use super::wrong_value;
use crate::model::place::Place;

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
