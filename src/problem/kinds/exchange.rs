//! Makes the problems of texts that come back from a translator, and of who checked them.

use crate::model::place::Place;
use crate::problem::Problem;

/// A translator's file cannot be read.
#[must_use]
pub fn broken_xml(place: Place, reason: &str) -> Problem {
    Problem::error("broken-xml", place, reason.to_owned()).hint("hand out the letter anew with `dossier translate export`")
}

/// A file says that it is in another language than it must be.
#[must_use]
pub fn wrong_language(place: Place, found: &str, expected: &str) -> Problem {
    Problem::error("wrong-language", place, format!("this is `{found}`, expected {expected}"))
}

/// A unit is of no block, or stands there twice.
#[must_use]
pub fn unknown_unit(place: Place, id: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-unit", place, format!("no text `{id}` of this letter is to be translated, or it stands here twice"))
        .nearest(nearest.filter(|near| *near != id))
}

/// A unit was made from another text than the original's.
#[must_use]
pub fn source_changed(place: Place, id: &str) -> Problem {
    Problem::error("source-changed", place, format!("`{id}` was translated from another text than the original has now"))
        .hint("hand out the letter anew with `dossier translate export`; the translator's memory fills in what is the same")
}

/// The most characters of a text that a message quotes.
const MAX_QUOTE: usize = 60;

/// A translation was changed by its translator and in the edition, each in another way.
#[must_use]
pub fn target_changed(place: Place, id: &str, [here, there]: [&str; 2]) -> Problem {
    let shown = |text: &str| {
        let line = text.replace(['\n', '\t'], " ");
        let head: String = line.chars().take(MAX_QUOTE).collect();
        if head.len() == line.len() { format!("“{line}”") } else { format!("“{}…”", head.trim_end()) }
    };
    let (here, there) = (shown(here), shown(there));
    let message = format!("`{id}` is {here} here and {there} in the edition, and was neither when it was handed out");
    Problem::error("target-changed", place, message)
        .hint("decide which it is to be, write that in the edition and in this file, and import again")
}

/// A translation lacks a mark of its original, or has one too many.
#[must_use]
pub fn lost_mark(place: Place, id: &str, reason: &str) -> Problem {
    Problem::error("lost-mark", place, format!("the marks in the translation of `{id}` are not those of the original: {reason}"))
        .hint("put it back in the translator's tool")
}

/// Something is not translated that the edition needs.
#[must_use]
pub fn untranslated_unit(place: Place, id: &str, why: &str) -> Problem {
    Problem::error("untranslated-unit", place, format!("`{id}` is not translated: {why}"))
}

/// A translation cannot be written as Markdown.
#[must_use]
pub fn unusable_translation(place: Place, id: &str) -> Problem {
    Problem::error("unusable-translation", place, format!("the translation of `{id}` would not be read as it stands here"))
        .hint("write this block in the edition's file by hand")
}

/// A review is of an edition that does not exist.
#[must_use]
pub fn unknown_edition(place: Place, tag: &str) -> Problem {
    Problem::error("unknown-edition", place, format!("the letter has no edition in `{tag}`"))
}

/// An edition has another text than the one that was reviewed.
#[must_use]
pub fn outdated_review(place: Place, state: &str, hash: &str) -> Problem {
    Problem::error("outdated-review", place, format!("this edition has another text than the one that was `{state}`: `{hash}`"))
        .hint("if the person has seen the text as it is now, write this checksum and the date; else take the record out")
}

/// An edition is validated without a second person.
#[must_use]
pub fn single_reviewer(place: Place, name: &str) -> Problem {
    Problem::error("single-reviewer", place, format!("`{name}` validated what no other person has proofread"))
        .hint("an edition is validated once a second person has read it: both are recorded")
}
