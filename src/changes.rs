//! What changed between two copies of a site: letter by letter and block by block, with the words that went and came, and every record of
//! the ledger, the timeline, the names and the corrections. It rests on the data files of both; `text` writes it for a terminal.
//!
//! A copy of an older form is read as far as it goes: what it does not hold is named in `not_compared`. A newer form is refused.

mod age;
mod fault;
mod fields;
mod files;
mod letters;
mod page;
mod reader;
mod records;
mod side;
pub mod text;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::copy::Copy;
pub use age::Age;
pub use fault::Fault;
pub use files::FileCounts;
use side::Side;
pub use side::{Read, of_copy};

/// What changed.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// The version of the format.
    pub schema_version: &'static str,
    /// The older copy.
    pub old: Version,
    /// The newer copy.
    pub new: Version,
    /// The tags of the languages of the newer copy.
    pub languages: Vec<String>,
    /// Whether anything of the dossier changed beside its version.
    pub has_changes: bool,
    /// What one of the copies does not hold, so that it cannot be compared: details of letters, pages.
    pub not_compared: Vec<String>,
    /// What changed of the dossier as a whole.
    pub dossier: Vec<Detail>,
    /// The letters that changed, in the order of the newer copy; those that are gone come last.
    pub letters: Vec<LetterChange>,
    /// Records of the dossier that changed, group by group.
    pub records: Vec<RecordChange>,
    /// The text pages that changed, and other pages of which the publisher's introduction did.
    pub pages: Vec<PageChange>,
    /// The files of both sites, counted; only where both are whole sites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<FileCounts>,
}

/// A copy, by what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The dossier's version.
    pub version: String,
    /// The day it was published.
    pub published: String,
    /// The dossier's title, by language.
    pub title: BTreeMap<String, String>,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The older copy does not have it.
    Added,
    /// The newer copy does not have it.
    Removed,
    /// Both have it, and it differs.
    Changed,
    /// It stands elsewhere, and is the same.
    Moved,
}

impl Change {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Moved => "moved",
        }
    }
}

/// To which copy words belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Holder {
    /// Both.
    Same,
    /// The older.
    Old,
    /// The newer.
    New,
}

/// Words that both copies have, or one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Who has them.
    pub of: Holder,
    /// The words.
    pub text: String,
}

/// A detail that changed. The old text are the pieces that are not new, the new text those that are not old.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// Its name, as the data files have it.
    pub field: String,
    /// Its language, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// What became of it.
    pub change: Change,
    /// The words.
    pub pieces: Vec<Piece>,
}

/// A letter that changed.
#[derive(Debug, Serialize)]
pub struct LetterChange {
    /// Its id.
    pub id: String,
    /// What became of it.
    pub change: Change,
    /// Its date, as EDTF.
    pub date: String,
    /// Its titles, by language.
    pub title: BTreeMap<String, String>,
    /// Its addresses, by language: in the newer copy, or where it was.
    pub path: BTreeMap<String, String>,
    /// How many blocks it has.
    pub n_blocks: usize,
    /// What changed of its metadata.
    pub details: Vec<Detail>,
    /// The blocks that changed. Of a letter that is new or gone none is listed.
    pub blocks: Vec<BlockChange>,
    /// Its corrections, references and reviews that changed.
    pub records: Vec<RecordChange>,
}

/// A block that changed.
#[derive(Debug, Serialize)]
pub struct BlockChange {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// What became of it.
    pub change: Change,
    /// Whether it stands elsewhere among the blocks than before.
    pub is_moved: bool,
    /// What changed: its text by language, what it is, whether its translation is out of date.
    pub details: Vec<Detail>,
}

/// A record that changed.
#[derive(Debug, Serialize)]
pub struct RecordChange {
    /// What it is one of: `amounts`, `events`, `corrections`, …
    pub group: &'static str,
    /// Its id, or what it is known by.
    pub id: String,
    /// What became of it.
    pub change: Change,
    /// What it is called, by language; under no language where it is called the same in all.
    pub title: BTreeMap<String, String>,
    /// The letter in which it is grounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// The block in which it is grounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<String>,
    /// What changed of it.
    pub details: Vec<Detail>,
}

/// A text page that changed.
#[derive(Debug, Serialize)]
pub struct PageChange {
    /// Its name.
    pub kind: String,
    /// Its language.
    pub lang: String,
    /// What became of it.
    pub change: Change,
    /// Its title.
    pub title: String,
    /// Its address: in the newer copy, or where it was.
    pub path: String,
    /// The words of its text.
    pub pieces: Vec<Piece>,
}

/// Compares two sites by their data files and the text of their text pages.
///
/// # Errors
/// If one of them cannot be read, has no such data, or has data of a newer form.
pub fn compare(old: &Read<'_>, new: &Read<'_>) -> Result<Changes, Fault> {
    let (old, new) = (Side::open(old)?, Side::open(new)?);
    let mut not_compared = Vec::new();
    let letters = letters::compare(&old, &new, &mut not_compared)?;
    let records = records::of_dossier(&old, &new, &mut not_compared)?;
    let pages = page::compare(&old, &new, &mut not_compared)?;
    let unknown = old.about_lacks(&new);
    let mut about = new.about();
    // A member of what it does not say is `publisher.name`.
    about.retain(|(name, _), _| !unknown.contains(&name.split('.').next().unwrap_or(name)));
    let dossier = fields::compare(&old.about(), &about);
    not_compared.extend(unknown.into_iter().map(str::to_owned));
    let has_changes = !(letters.is_empty() && records.is_empty() && pages.is_empty() && dossier.is_empty());
    let languages = new.list("languages").iter().filter_map(|tag| tag.as_str()).map(str::to_owned).collect();
    let (old, new) = (old.version(), new.version());
    Ok(Changes { schema_version: "1", old, new, languages, has_changes, not_compared, dossier, letters, records, pages, files: None })
}

/// Compares two copies: what `compare` does, and every file of both, so that nothing that differs goes untold.
///
/// # Errors
/// As `compare`, or if a file of a copy cannot be read.
pub fn compare_copies(old: &Copy, new: &Copy) -> Result<Changes, Fault> {
    let mut changes = compare(&of_copy(old), &of_copy(new))?;
    changes.files = Some(files::count(old, new)?);
    Ok(changes)
}

impl Changes {
    /// The whole of it as indented JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Serialisation of texts and whole numbers cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Whether the copies differ in anything: the dossier, its version, a file.
    #[must_use]
    pub fn differ(&self) -> bool {
        self.has_changes || self.old != self.new || self.files.as_ref().is_some_and(FileCounts::differ)
    }
}

impl Detail {
    /// A detail of two texts, of which one may be absent; nothing where they are the same.
    #[must_use]
    pub fn of(field: &str, lang: Option<&str>, (old, new): (Option<&str>, Option<&str>)) -> Option<Self> {
        let change = match (old, new) {
            (None, None) => return None,
            (Some(old), Some(new)) if old == new => return None,
            (None, Some(_)) => Change::Added,
            (Some(_), None) => Change::Removed,
            (Some(_), Some(_)) => Change::Changed,
        };
        let pieces = words::pieces(old.unwrap_or_default(), new.unwrap_or_default());
        Some(Self { field: field.to_owned(), lang: lang.map(str::to_owned), change, pieces })
    }

    /// The text in the older copy.
    #[must_use]
    pub fn old_text(&self) -> String {
        self.text_of(Holder::New)
    }

    /// The text in the newer copy.
    #[must_use]
    pub fn new_text(&self) -> String {
        self.text_of(Holder::Old)
    }

    /// The text without what only the other has.
    fn text_of(&self, other: Holder) -> String {
        self.pieces.iter().filter(|piece| piece.of != other).map(|piece| piece.text.as_str()).collect()
    }
}

#[cfg(test)]
mod tests;
