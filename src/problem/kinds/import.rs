//! Makes the problems of files that are imported, and of what an import leaves to be looked at.

use crate::model::lang::Lang;
use crate::model::place::Place;
use crate::problem::Problem;

/// A file is of no kind that can be imported.
#[must_use]
pub fn unknown_format(place: Place) -> Problem {
    Problem::error("unusable-source", place, "this is no text, PDF, Word document (`.docx`) or web page".into())
        .hint("save it as one of these in the program that made it")
}

/// A file is broken.
#[must_use]
pub fn broken_source(place: Place, reason: &str) -> Problem {
    Problem::error("unusable-source", place, format!("this file cannot be read: {reason}"))
        .hint("open it in the program that made it, and save it anew; or import a text that you take out of it")
}

/// A file needs a password.
#[must_use]
pub fn locked_source(place: Place) -> Problem {
    Problem::error("unusable-source", place, "this file needs a password".into()).hint("save it without one")
}

/// A file needs a password, or has a form that is not read; which of them, its bytes do not tell.
#[must_use]
pub fn locked_or_old_source(place: Place) -> Problem {
    let what = "this file is protected by a password, or has the form that Word wrote before 2007 (`.doc`)";
    Problem::error("unusable-source", place, what.into()).hint("open it in Word or LibreOffice, and save it as `.docx` without a password")
}

/// A file has no text.
#[must_use]
pub fn no_text(place: Place) -> Problem {
    Problem::error("unusable-source", place, "there is no text in this file: its pages are pictures, or empty".into())
        .hint("let a program recognise the text first, for instance `ocrmypdf -l nld+eng scan.pdf text.pdf`, and import what it makes")
}

/// A file has no text, for a reason of its own.
#[must_use]
pub fn textless_source(place: Place, reason: &str) -> Problem {
    Problem::error("unusable-source", place, format!("there is no text in this file: {reason}"))
        .hint("look what the program that made it shows, and import a file that has the letter's words")
}

/// A file is larger than a letter can be.
#[must_use]
pub fn too_large(place: Place) -> Problem {
    Problem::error("unusable-source", place, "this file, or what is packed in it, is larger than any letter".into())
        .hint("import the letter without its annexes or pictures")
}

/// The language of a document cannot be told.
#[must_use]
pub fn unclear_language(place: Place, languages: &[Lang]) -> Problem {
    let names: Vec<String> = languages.iter().map(|lang| format!("`{lang}`")).collect();
    Problem::error("unclear-language", place, format!("the language of this document is not clear: {}", names.join(" or ")))
        .hint("say it with `--original LANG`")
}

/// No id can be made for a letter.
#[must_use]
pub fn no_id(place: Place) -> Problem {
    Problem::error("bad-name", place, "neither the title nor the file's name makes an id for this letter".into())
        .hint("give one with `--id ID`")
}

/// A letter has that name already.
#[must_use]
pub fn letter_exists(place: Place, id: &str) -> Problem {
    Problem::error("letter-exists", place, format!("there is a letter `{id}` already; nothing of it was touched"))
        .hint("import the file by itself with another name for the letter, `--id ID`; or move the folder of the old letter away")
}

/// An import left something to be looked at.
#[must_use]
pub fn to_review(place: Place, what: &str, passage: Option<Place>) -> Problem {
    let problem =
        Problem::warning("to-review", place, format!("to be looked at: {what}")).hint("mend it or leave it; then delete this line");
    match passage {
        Some(passage) => problem.other("the passage", passage),
        None => problem,
    }
}
