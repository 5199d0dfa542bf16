//! The source of a letter: the file as received, and its text.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::lang::LangText;
use super::place::SourceFile;

/// The file as received.
#[derive(Clone, Debug)]
pub struct LetterSource {
    /// Its name in the letter's folder.
    pub file: String,
    /// Its name when it was received.
    pub received_as: String,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
    /// Its bytes; none where its text has them all.
    pub bytes: Option<Arc<[u8]>>,
    /// Its text.
    pub text: SourceText,
}

impl LetterSource {
    /// Its bytes, as received.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match (&self.bytes, &self.text) {
            (Some(bytes), _) => bytes,
            (None, SourceText::Received(file)) => file.text.as_bytes(),
            (None, _) => &[],
        }
    }
}

impl Hash for LetterSource {
    /// Its checksum stands for its bytes.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let Self { file, received_as, sha256, bytes: _, text } = self;
        (file, received_as, sha256, text).hash(hasher);
    }
}

/// The text of a source, to which the original edition is held.
#[derive(Clone, Debug, Hash)]
pub enum SourceText {
    /// The source is a text.
    Received(Arc<SourceFile>),
    /// The text was taken out of the source by a program.
    Extracted {
        /// The text.
        file: Arc<SourceFile>,
        /// The program and its version.
        with: String,
    },
    /// There is no text; why, for the reader.
    None(LangText),
}

impl SourceText {
    /// The text; `None` where there is none.
    #[must_use]
    pub fn file(&self) -> Option<&Arc<SourceFile>> {
        match self {
            Self::Received(file) | Self::Extracted { file, .. } => Some(file),
            Self::None(_) => None,
        }
    }
}
