//! Which part of a web page is its text.

use html5gum::{Token, Tokenizer};

use super::elements::Attributes;

/// Which part of a page is its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// What it calls its main part.
    Main,
    /// The one article that it has.
    Article,
    /// All but what stands around a text.
    Whole,
}

impl Region {
    /// Finds which part of a page is its text.
    pub(super) fn of(text: &str) -> Self {
        let (mut has_main, mut n_articles) = (false, 0);
        for token in Tokenizer::new(text).flatten() {
            let Token::StartTag(tag) = token else { continue };
            let is_role = |(name, value): (&[u8], &[u8])| name == b"role" && value == b"main";
            has_main |= tag.name.as_slice() == b"main" || tag.attributes.iter().any(|(name, value)| is_role((name, value)));
            n_articles += usize::from(tag.name.as_slice() == b"article");
        }
        match (has_main, n_articles) {
            (true, _) => Self::Main,
            (false, 1) => Self::Article,
            (false, _) => Self::Whole,
        }
    }

    /// Whether a tag opens the part.
    pub(super) fn is_opened_by(self, name: &str, attributes: &Attributes) -> bool {
        match self {
            Self::Main => name == "main" || attributes.get("role").is_some_and(|role| role == "main"),
            Self::Article => name == "article",
            Self::Whole => false,
        }
    }
}
