//! Makes the problems of the timeline: dates that no event has, dates that no words give, outcomes that are none.

use super::super::Problem;
use crate::model::place::Place;

/// A letter names a date that no event of the timeline quotes.
#[must_use]
pub fn untracked_date(place: Place, words: &str, (letter, block): (&str, &str)) -> Problem {
    Problem::error("untracked-date", place, format!("no event of the timeline quotes the date `{words}`"))
        .hint(format!(
            "add it to `content/timeline.toml`: `[[events]]`, or `[[events.grounds]]` of an event, with `letter = \"{letter}\"`, `block = \"{block}\"` and the words as `quote`"
        ))
        .hint(format!("where it is no date, say why in an `[[accept]]` record with `letter`, `block = \"{block}\"` and `words`"))
        .in_block(block)
}

/// The dates of a language cannot be read.
#[must_use]
pub fn unreadable_dates(place: Place, tag: &str) -> Problem {
    Problem::error("untracked-date", place, format!("whether the timeline is complete cannot be checked: no words of dates for `{tag}`"))
        .hint(format!("add `[numbers]` and `[parity]` to the theme’s `i18n/{tag}.toml`, or take `complete` out"))
}

/// The quoted words name another date than the event has.
#[must_use]
pub fn other_date(place: Place, date: &str, words: &str) -> Problem {
    Problem::error("unproven-date", place, format!("the event is dated {date}, the quoted words say `{words}`"))
        .hint("mend the date, or quote the words that give it, in the event or, with a `reason`, in its `[[events.grounds]]`")
}

/// Nothing quoted gives the date of an event in full, and no reason says how it is known.
#[must_use]
pub fn unexplained_date(place: Place, date: &str, year: i16) -> Problem {
    Problem::error("unproven-date", place, format!("the event is dated {date}, but no quoted words give the year {year}"))
        .hint("say in `reason` how the year is known, and quote in `[[events.grounds]]` the passage on which that rests")
}

/// An outcome names an event that does not exist.
#[must_use]
pub fn unknown_event(place: Place, id: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-event", place, format!("no event `{id}` in `timeline.toml`")).nearest(nearest)
}

/// An outcome is told by a letter that is not later, or happened before anybody expected it.
#[must_use]
pub fn earlier_outcome(place: Place, id: &str, why: &str) -> Problem {
    Problem::error("earlier-outcome", place, format!("`{id}` cannot be the outcome: {why}"))
        .hint("name an event that a later letter tells, or write `outcome = \"not-told\"`")
}

/// What happened has an outcome.
#[must_use]
pub fn outcome_of_fact(place: Place, key: &str) -> Problem {
    Problem::error("outcome-of-fact", place, format!("`{key}` stands on an event that is not an expectation"))
        .hint("take it out, or write `status = \"expected\"`")
}
