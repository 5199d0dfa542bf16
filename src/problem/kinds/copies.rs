//! Makes the problems of copies of a site.

use super::super::Problem;
use crate::model::place::Place;

/// The earlier copy, with which the site is to be compared, cannot be used.
#[must_use]
pub fn unusable_copy(place: Place, reason: &str) -> Problem {
    Problem::error("unusable-copy", place, format!("what changed since the earlier copy cannot be told: {reason}"))
}
