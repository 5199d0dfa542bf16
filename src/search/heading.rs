//! The headings of sections.

use std::hash::{Hash, Hasher};

use crate::model::letter::BlockText;
use crate::model::text::Text;

/// The heading of a section.
#[derive(Debug, Default)]
pub enum Heading {
    /// There is none.
    #[default]
    None,
    /// The text of a block.
    Text(BlockText),
    /// Words that stand in no block like that.
    Made(String),
}

impl Heading {
    /// The heading, empty for none.
    #[must_use]
    pub fn read(&self) -> Text {
        match self {
            Self::None => Text::default(),
            Self::Text(text) => text.read(),
            Self::Made(words) => words.as_str().into(),
        }
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Text(text) => text.len(),
            Self::Made(words) => words.len(),
        }
    }
}

impl From<&str> for Heading {
    fn from(words: &str) -> Self {
        Self::Made(words.to_owned())
    }
}

impl Hash for Heading {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.read().hash(hasher);
    }
}
