//! The source of a letter: the file as received, its checksum, its text.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::walk::LetterFolder;
use crate::data::{Located, Table, file};
use crate::model::file::SourceFile;
use crate::model::lang::LangText;
use crate::model::letter::Edition;
use crate::model::place::Place;
use crate::model::source::{LetterSource, SourceText};
use crate::problem::{Problems, kinds};

/// The source as written in `letter.toml`.
pub(super) struct Written {
    /// The file's name.
    file: Located,
    /// Its name when received.
    received_as: String,
    /// Its checksum.
    sha256: Located,
    /// The program that took the text out of it.
    extracted_with: Option<Located>,
    /// Why there is no text to compare the edition with.
    not_compared: LangText,
    /// Where it is recorded.
    place: Place,
}

/// Endings of sources: formats that a browser shows as they are or hands on, and never runs.
pub const ENDINGS: &[&str] = &["txt", "pdf", "doc", "docx", "odt", "rtf", "eml", "msg", "png", "jpg", "jpeg", "tif", "tiff"];

/// What a source is called.
const SOURCE: &str = "`source.txt`, or `source.` with another ending that no browser runs (`pdf`, `doc`, `docx`, `odt`, `rtf`, `eml`, \
                      `msg`, `png`, `jpg`, `tif`); a web page is kept as `source.html.txt`";

/// The text that was taken out of a source of another kind.
const EXTRACTED: &str = "source.txt";

/// Whether a name is that of a source.
fn is_source(name: &str) -> bool {
    let ending = name.strip_prefix("source.").map(|rest| rest.rsplit('.').next().unwrap_or(rest));
    ending.is_some_and(|ending| ENDINGS.contains(&ending))
}

/// The name under which a file is kept as a letter's source; `None` for a format that no dossier keeps.
#[must_use]
pub fn name_for(received: &str) -> Option<String> {
    let ending = received.rsplit_once('.')?.1.to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" | "xhtml" | "md" => Some(format!("source.{ending}.txt")),
        _ => ENDINGS.contains(&ending.as_str()).then(|| format!("source.{ending}")),
    }
}

/// Reads the source's record.
pub(super) fn read(table: &Table<'_>) -> Option<Written> {
    let file = table.need_text("file", "the file's name in the letter's folder");
    let received_as = table.text("received-as");
    let sha256 = table.need_text("sha256", "the file's SHA-256");
    let extracted_with = table.text("extracted-with");
    let not_compared = table.lang_text("not-compared");
    let file = file?;
    if !is_source(&file.0) {
        table.report(kinds::wrong_value(file.1, "file", SOURCE));
        return None;
    }
    let received_as = received_as.map_or_else(|| file.0.clone(), |(name, _)| name);
    Some(Written { received_as, file, sha256: sha256?, extracted_with, not_compared, place: table.place() })
}

impl Written {
    /// The file's name.
    pub(super) fn file(&self) -> &str {
        &self.file.0
    }

    /// Reads the file, proves its checksum and finds its text, which mostly says what its transcription says.
    pub(super) fn load(
        self,
        root: &Path,
        (folder, transcription): (&LetterFolder, Option<&Edition>),
        problems: &mut Problems,
    ) -> Option<LetterSource> {
        let name = self.file().to_owned();
        if !folder.files.contains(&name) {
            problems.add(kinds::missing_file(self.file.1, &name, "the source as received"));
            return None;
        }
        let path = format!("{}/{name}", folder.path);
        let bytes = file::bytes(root, &path, problems)?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found != self.sha256.0 {
            problems.add(kinds::checksum_differs(self.sha256.1.clone(), &found));
        }
        // A text beside a source was taken out of it, also out of one that is kept as a text: a web page.
        let is_own = is_text(&name) && (name == EXTRACTED || !folder.files.iter().any(|file| file == EXTRACTED));
        let (own, bytes) = if is_own { own_text(path, bytes) } else { (None, Some(bytes)) };
        let text = self.text(root, (folder, own), problems);
        let text = match transcription {
            Some(edition) => text.beside(&edition.file),
            None => text,
        };
        let bytes = bytes.map(Into::into);
        Some(LetterSource { file: name, received_as: self.received_as, sha256: self.sha256.0, bytes, text })
    }

    /// The text to which the edition is held: the source's own, or what was taken out of it.
    fn text(&self, root: &Path, (folder, own): (&LetterFolder, Option<SourceFile>), problems: &mut Problems) -> SourceText {
        let extracted = folder.files.iter().any(|name| name == EXTRACTED) && self.file() != EXTRACTED;
        let text = match own {
            Some(own) => Some(SourceText::Received(Arc::new(own))),
            None if extracted => file::text(root, &format!("{}/{EXTRACTED}", folder.path), problems).map(|file| {
                let with = self.extracted_with.as_ref().map(|(with, _)| with.clone()).unwrap_or_default();
                SourceText::Extracted { file, with }
            }),
            None => None,
        };
        self.report(text.as_ref(), problems);
        text.unwrap_or_else(|| SourceText::None(self.not_compared.clone()))
    }

    /// Reports what `letter.toml` says of the text that is not so, or does not say.
    fn report(&self, text: Option<&SourceText>, problems: &mut Problems) {
        match text {
            None if self.not_compared.is_empty() => problems.add(kinds::proof::unproven_edition(self.file.1.clone())),
            Some(_) if !self.not_compared.is_empty() => {
                let place = self.place.find("not-compared");
                problems.add(kinds::wrong_value(place, "not-compared", "left out: there is a text, and the edition is compared with it"));
            }
            Some(SourceText::Extracted { .. }) if self.extracted_with.is_none() => {
                problems.add(kinds::missing_key(
                    self.place.clone(),
                    "extracted-with",
                    "the program, with its version, that made `source.txt`",
                ));
            }
            Some(SourceText::Received(_)) | None => {
                if let Some((_, place)) = &self.extracted_with {
                    problems.add(kinds::wrong_value(place.clone(), "extracted-with", "left out: nothing was taken out of this source"));
                }
            }
            Some(_) => {}
        }
    }
}

/// The text of a source that is one, without the mark of its encoding, and its bytes where these are others.
fn own_text(path: String, bytes: Vec<u8>) -> (Option<SourceFile>, Option<Vec<u8>>) {
    match String::from_utf8(bytes) {
        Ok(text) if text.starts_with('\u{feff}') => {
            let own = text.trim_start_matches('\u{feff}').to_owned();
            (Some(SourceFile::new(path, own)), Some(text.into_bytes()))
        }
        Ok(text) => (Some(SourceFile::new(path, text)), None),
        Err(error) => (None, Some(error.into_bytes())),
    }
}

/// Whether a source is a text by its name.
fn is_text(name: &str) -> bool {
    name.rsplit('.').next() == Some("txt")
}
