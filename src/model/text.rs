//! Texts that are in memory for as long as somebody reads them: some are unpacked, or put together from pieces, for each reader.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A text, or a part of one, that stays in memory while this is held.
#[derive(Clone)]
pub struct Text {
    /// What it is a part of.
    whole: Arc<String>,
    /// Its bytes there, on character boundaries.
    span: Range<usize>,
}

impl Text {
    /// These bytes of the text; `None` if it has not so many, or if they begin or end within a character.
    #[must_use]
    pub fn part(mut self, span: Range<usize>) -> Option<Self> {
        self.get(span.clone())?;
        self.span = self.span.start + span.start..self.span.start + span.end;
        Some(self)
    }

    /// The text from a byte on; an empty one if it has not so many.
    #[must_use]
    pub fn rest(self, start: usize) -> Self {
        let end = self.len();
        self.part(start..end).unwrap_or_default()
    }

    /// The text without white space at its ends.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let start = self.len() - self.trim_start().len();
        let end = start + self.trim().len();
        self.part(start..end).unwrap_or_default()
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::from("")
    }
}

impl From<Arc<String>> for Text {
    fn from(whole: Arc<String>) -> Self {
        Self { span: 0..whole.len(), whole }
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.span.clone()).unwrap_or_default()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(Arc::new(text.to_owned()))
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (**self).hash(hasher);
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_parts() {
        let text = Text::from("één twee  drie ");
        let part = text.clone().part(6..16).unwrap();
        assert_eq!(
            (&*part, &*part.clone().rest(4), &*part.clone().rest(99), &*part.clone().rest(4).trimmed()),
            ("twee  drie", "  drie", "", "drie")
        );
        assert_eq!(
            [text.clone().part(1..3).as_deref(), part.clone().part(0..11).as_deref(), part.part(0..2).as_deref()],
            [None, None, Some("tw")]
        );
        assert_eq!((&*Text::from(" \n").trimmed(), text.trimmed().len()), ("", 16));
    }
}
