//! The source of a letter: the file as received, and its text.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::file::SourceFile;
use super::lang::LangText;
use crate::digest::Digest;

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
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match (&self.bytes, &self.text) {
            (Some(bytes), _) => Cow::Borrowed(bytes),
            (None, SourceText::Received(file)) => Cow::Owned(file.text().as_bytes().to_vec()),
            (None, _) => Cow::default(),
        }
    }

    /// What stands for its bytes.
    #[must_use]
    pub fn digest(&self) -> Digest {
        match (&self.bytes, &self.text) {
            (None, SourceText::Received(file)) => file.digest(),
            _ => Digest::of(&self.bytes()),
        }
    }

    /// How many bytes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match (&self.bytes, &self.text) {
            (Some(bytes), _) => bytes.len(),
            (None, SourceText::Received(file)) => file.len(),
            (None, _) => 0,
        }
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it is a text in UTF-8.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.bytes.as_deref().is_none_or(|bytes| std::str::from_utf8(bytes).is_ok())
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
    /// The same, kept as what it says that another file does not.
    #[must_use]
    pub fn beside(self, other: &Arc<SourceFile>) -> Self {
        match self {
            Self::Received(file) => Self::Received(file.beside(other)),
            Self::Extracted { file, with } => Self::Extracted { file: file.beside(other), with },
            Self::None(why) => Self::None(why),
        }
    }

    /// The text; `None` where there is none.
    #[must_use]
    pub fn file(&self) -> Option<&Arc<SourceFile>> {
        match self {
            Self::Received(file) | Self::Extracted { file, .. } => Some(file),
            Self::None(_) => None,
        }
    }
}
