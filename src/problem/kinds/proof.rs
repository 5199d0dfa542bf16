//! Makes the problems of the proof that source and corrections give the edition.

use super::super::Problem;
use crate::model::place::Place;

/// The most characters of a reading that a message shows.
const MAX_READING: usize = 160;

/// A reading as a message shows it: line ends visible, its middle left out where it is long.
fn shown(reading: &str) -> String {
    let visible = reading.replace('\n', "⏎");
    let n_chars = visible.chars().count();
    if n_chars <= MAX_READING {
        return visible;
    }
    let (start, end) = (visible.chars().take(MAX_READING / 2), visible.chars().skip(n_chars - MAX_READING / 2));
    start.chain(['…']).chain(end).collect()
}

/// A source has no text to which its edition could be held.
#[must_use]
pub fn unproven_edition(place: Place) -> Problem {
    Problem::error("unproven-edition", place, "this source has no text to which the edition could be held".into())
        .hint("put the text that a program takes out of it into `source.txt` and name the program in `extracted-with`")
        .hint("or tell the reader why there is none: `not-compared = { … }`")
}

/// The edition differs from its source, and no correction says so.
#[must_use]
pub fn edition_differs(place: Place, source: &str, edition: &str, at: &str) -> Problem {
    let (source, edition) = (shown(source), shown(edition));
    let message = match (source.is_empty(), edition.is_empty()) {
        (false, true) => format!("the source has `{source}`, the edition has not ({at})"),
        (true, false) => format!("the edition has `{edition}`, the source has not ({at})"),
        _ => format!("the source has `{source}`, the edition has `{edition}` ({at})"),
    };
    Problem::error("edition-differs", place, message)
        .hint("mend the edition, or record the difference: `dossier corrections LETTER` proposes how")
}

/// A record's reading does not stand in its lines of the source.
#[must_use]
pub fn reading_not_found(place: Place, reading: &str, lines: &str, found: &str) -> Problem {
    Problem::error("reading-not-found", place, format!("`{}` does not stand in line {lines} of the source", shown(reading)))
        .hint(format!("there stands `{}`", shown(found)))
}

/// A record's reading stands more than once in its lines of the source.
#[must_use]
pub fn reading_not_unique(place: Place, reading: &str, lines: &str) -> Problem {
    Problem::error("reading-not-found", place, format!("`{}` stands more than once in line {lines} of the source", shown(reading)))
        .hint("quote more of the words around it")
}

/// Two records claim the same place of the source.
#[must_use]
pub fn overlapping_records(place: Place, reading: &str) -> Problem {
    Problem::error("reading-not-found", place, format!("another record has corrected a part of `{}` already", shown(reading)))
        .hint("make one record of the two, or quote fewer words")
}

/// A record names lines that its source does not have.
#[must_use]
pub fn lines_beyond(place: Place, lines: &str, n_lines: usize) -> Problem {
    Problem::error("wrong-value", place, format!("`lines` must be lines of the source: it has {n_lines}, and the record names {lines}"))
}

/// A slip of the author has a reading of its own in the edition.
#[must_use]
pub fn corrected_slip(place: Place) -> Problem {
    Problem::error("wrong-value", place, "`edition` must be left out: a slip of the author (`sic`) is kept as the source has it".into())
        .hint("where the edition has another reading, the record is of another class")
}

/// A slip of the author is kept by one record, and changed by another.
#[must_use]
pub fn changed_slip(place: Place, reading: &str) -> Problem {
    Problem::error("reading-not-found", place, format!("`{}` is kept as the author’s slip, and another record changes it", shown(reading)))
        .hint("keep the record that says what the edition has")
}

/// A record changes nothing.
#[must_use]
pub fn same_reading(place: Place, reading: &str) -> Problem {
    Problem::error(
        "wrong-value",
        place,
        format!("`edition` must be another reading than that of the source: both have `{}`", shown(reading)),
    )
    .hint("a record that only remarks on its place has no `edition`")
}

/// What a record says of the edition is not so at its place.
#[must_use]
pub fn record_elsewhere(place: Place, (source, edition): (&str, &str), found: &str) -> Problem {
    let message = format!("`{}` of the source is `{}` in block `{found}` of the edition", shown(source), shown(edition));
    Problem::error("record-elsewhere", place, message).hint("name that block, and words of it that have this reading")
}

/// A rule applies in another number of places.
#[must_use]
pub fn rule_count_differs(place: Place, (rule, count, found): (&str, usize, usize), at: &str) -> Problem {
    let problem = Problem::error("rule-count-differs", place, format!("rule `{}` applies {found} times, it says {count}", shown(rule)));
    if at.is_empty() { problem } else { problem.hint(format!("it applies in lines {at} of the source")) }
        .hint("look at what is new or gone; then mend the count, or add an exception")
}

/// An exception of a rule is at no place where the rule applies.
#[must_use]
pub fn unused_exception(place: Place, reading: &str) -> Problem {
    Problem::error("unused-exception", place, format!("the rule does not apply at `{}` anyway", shown(reading)))
        .hint("take the exception out, or mend its lines and words")
}

/// A rule's pattern is no regular expression.
#[must_use]
pub fn bad_pattern(place: Place, reason: &str) -> Problem {
    let reason = reason.lines().last().unwrap_or(reason).trim();
    Problem::error("bad-pattern", place, format!("this pattern cannot be read: {reason}"))
        .hint("write it in the syntax of the Rust crate `regex`, best between single quotes")
}
