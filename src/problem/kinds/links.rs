//! Problems of names, references and what they point to.

use crate::model::place::Place;
use crate::problem::Problem;

/// Two records want to be found by the same words.
#[must_use]
pub fn ambiguous_alias(place: Place, words: &str) -> Problem {
    Problem::error("ambiguous-alias", place, format!("`{words}` already means another record"))
        .hint("a text that has these words could mean either: keep them in one record, or write more words")
}

/// No text has the words by which a record wants to be found.
#[must_use]
pub fn unused_alias(place: Place, words: &str, tag: &str) -> Problem {
    Problem::warning("unused-alias", place, format!("no edition in `{tag}` has `{words}`")).hint("correct it or take it out")
}

/// An actor is named that does not exist.
#[must_use]
pub fn unknown_actor(place: Place, id: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-actor", place, format!("no actor `{id}` in `actors.toml`")).nearest(nearest)
}

/// Two documents have one official number; the first of them is the one that texts name by it.
#[must_use]
pub fn shared_number(place: Place, number: &str, (first, of_first): (&str, &Place)) -> Problem {
    Problem::warning("shared-number", place, format!("`{first}` has the number `{number}` too"))
        .other("the first", of_first.clone())
        .hint(format!("texts that name this number are linked to `{first}`: mend the number, or accept it if both have it"))
}
