//! A letter: its metadata, its corrections, the front matter of its editions; and that of pages.

use super::settings::PASSAGE;
use super::{Keys, Shape, keys, may, need};
use crate::model::correction::{Certainty, CorrectionClass};
use crate::model::letter::Basis;
use crate::model::reference::RelationKind;
use crate::model::review::ReviewState;

/// `letter.toml`.
pub(super) const LETTER: Keys = keys(&[
    need("kind", Shape::Words, "One of the kinds in `dossier.toml`."),
    need("original", Shape::Language, "The language of the original, such as \"nl\"."),
    need("date", Shape::Table(&DATE), "The letter’s date, or its bounds."),
    may("senders", Shape::Tables(&PARTY), "Who sent it, as signed."),
    may("recipients", Shape::Tables(&PARTY), "To whom it was sent."),
    may("numbers", Shape::Tables(&NUMBER), "Its official numbers."),
    need("source", Shape::Table(&SOURCE), "The file as received."),
    may("lacks", Shape::Tables(&LACK), "What the source lacks and a reader would look for."),
    may("references", Shape::Tables(&REFERENCE), "To what it refers, and the words that say so."),
    may("reviews", Shape::Tables(&REVIEW), "Who made and who checked its editions."),
]);

/// The date of a letter.
const DATE: Keys = keys(&[
    need("value", Shape::Date, "The date as EDTF: \"2025-12-19\", \"2025-12\", \"2025-11-13/..\"."),
    need("basis", Shape::Name(Basis::NAMES), "How it is known: the letter prints it, another document says it, or only bounds are known."),
    may("note", Shape::LangText, "The reasoning, in each language."),
    may("evidence", Shape::Tables(&PASSAGE), "The passages that show it; needed unless the letter prints it."),
]);

/// A sender or recipient.
const PARTY: Keys = Keys {
    keys: &[
        may("name", Shape::Text, "The name of a person."),
        may("role", Shape::LangText, "The role, in each language."),
        may("organisation", Shape::LangText, "The organisation, in each language."),
    ],
    one_of: &[&["name"], &["role"], &["organisation"]],
    with: &[],
};

/// An official number.
pub(super) const NUMBER: Keys = keys(&[
    need("kind", Shape::Words, "One of the kinds of numbers in `dossier.toml`."),
    need("value", Shape::Words, "The number as printed."),
]);

/// The source.
const SOURCE: Keys = keys(&[
    need("file", Shape::Words, "The file’s name in the letter’s folder: `source.txt`, `source.pdf` and so on."),
    may("received-as", Shape::Text, "Its name when it was received."),
    need("sha256", Shape::Words, "The file’s SHA-256, in hexadecimal digits."),
    may("extracted-with", Shape::Text, "The program, with its version, that took `source.txt` out of it."),
    may("not-compared", Shape::LangText, "Why there is no text with which the edition is compared, in each language."),
]);

/// Something that the source lacks.
const LACK: Keys = keys(&[
    need("what", Shape::Words, "What it lacks: \"date\", \"letterhead\", \"signature\", …"),
    need("note", Shape::LangWords, "What a reader must know, in each language."),
]);

/// A reference in a letter’s own file.
const REFERENCE: Keys = Keys {
    keys: &[
        may("to", Shape::Text, "The letter to which it refers: the name of its folder."),
        may("to-block", Shape::Text, "The block there."),
        may("to-quote", Shape::LangText, "The words there, in each language."),
        may("external", Shape::Text, "The document outside the dossier: the id of its record."),
        need("type", Shape::Name(RelationKind::NAMES), "How it refers to it."),
        may("letter", Shape::Text, "The letter that says so, if it is another than this one."),
        need("block", Shape::Words, "The id of the block that says so."),
        need("quote", Shape::LangWords, "The words that say so, in each language."),
    ],
    one_of: &[&["to"], &["external"]],
    with: &[],
};

/// Who made or checked an edition.
const REVIEW: Keys = keys(&[
    need("lang", Shape::Language, "The language of the edition."),
    need("state", Shape::Name(ReviewState::NAMES), "What the person did."),
    need("by", Shape::Words, "The name of the person who answers for it."),
    need("date", Shape::Date, "The day on which it was done."),
    need("text", Shape::Words, "The checksum of the text that the person saw; `dossier check` gives it."),
]);

/// `corrections.toml`.
pub(super) const CORRECTIONS: Keys = keys(&[
    may("rules", Shape::Tables(&RULE), "What is the same in many places of the source."),
    may("corrections", Shape::Tables(&CORRECTION), "What is said of single places of the source."),
]);

/// A rule.
const RULE: Keys = Keys {
    keys: &[
        may("rule", Shape::Words, "The name of one of the tool’s rules."),
        need("count", Shape::Count, "In how many places of the source it applies."),
        may("except", Shape::Tables(&EXCEPTION), "Places where it does not apply."),
        may("class", Shape::Name(CorrectionClass::NAMES), "What kind of correction it is."),
        may("find", Shape::Words, "A regular expression; its first group is what the edition has otherwise."),
        may("replace", Shape::Text, "What the edition has instead; \"\" for nothing."),
        may("note", Shape::LangText, "What the rule does, in each language."),
    ],
    one_of: &[&["rule"], &["class", "find", "replace", "note"]],
    with: &[],
};

/// A place where a rule does not apply.
const EXCEPTION: Keys = keys(&[
    need("lines", Shape::Words, "The lines of the source, such as \"18\" or \"18-20\"."),
    need("source", Shape::Words, "The source’s words there."),
]);

/// A single correction.
const CORRECTION: Keys = Keys {
    keys: &[
        need("class", Shape::Name(CorrectionClass::NAMES), "What kind of correction it is."),
        may("block", Shape::Text, "The block of the edition in which it is."),
        may("words", Shape::LangText, "Words of that block that hold it, in each language."),
        need("source", Shape::Words, "The source’s reading."),
        may("edition", Shape::Text, "The edition’s reading; \"\" for nothing; left out where it is kept as it is."),
        need("lines", Shape::Words, "The lines of the source, such as \"18\" or \"18-20\"."),
        may("certainty", Shape::Name(Certainty::NAMES), "How certain the judgement is."),
        may("note", Shape::LangText, "The reason, in each language."),
    ],
    one_of: &[],
    // A judgement needs a reason and how certain it is, and words need the block in which they stand.
    with: &[("words", &["block", "certainty", "note"]), ("certainty", &["note"]), ("note", &["certainty"])],
};

/// The front matter of an edition.
pub(super) const EDITION: Keys = keys(&[
    need("title", Shape::Words, "The letter’s title."),
    need("slug", Shape::Slug, "The last part of the letter’s address."),
    need("summary", Shape::Words, "One or two sentences."),
    may("gaps", Shape::Texts, "Ids of blocks of the original that this translation lacks."),
]);

/// The front matter of a page.
pub(super) const PAGE: Keys = keys(&[
    need("title", Shape::Words, "The page’s title."),
    may("slug", Shape::Slug, "The last part of the page’s address."),
    may("former", Shape::Texts, "Former addresses that lead to this page, from the folder of the language and without `.html`."),
    may("summary", Shape::Text, "A sentence for lists."),
]);
