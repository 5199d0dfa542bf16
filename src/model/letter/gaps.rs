//! What an edition lacks of the original.

use super::{BlockKind, Edition, Letter};
use crate::model::lang::Lang;

/// What an edition lacks: the ids of blocks, with what they are in the original.
pub type Gaps<'a> = Vec<(&'a str, Option<&'a BlockKind>)>;

impl Edition {
    /// Whether it is declared to lack a block of the original.
    #[must_use]
    pub fn lacks(&self, block: &str) -> bool {
        self.gaps.iter().any(|(id, _)| id == block)
    }
}

impl Letter {
    /// What one of its editions lacks.
    #[must_use]
    pub fn gaps_of<'a>(&'a self, edition: &'a Edition) -> Gaps<'a> {
        let kind = |id: &str| self.original_edition()?.find_block(id).map(|block| &block.kind);
        edition.gaps.iter().map(|(id, _)| (id.as_str(), kind(id))).collect()
    }

    /// The edition in a language, if it has a block of the original, or what that block opens (`q3`).
    #[must_use]
    pub fn edition_with(&self, lang: &Lang, block: &str) -> Option<&Edition> {
        let edition = self.edition(lang)?;
        if edition.gaps.is_empty() {
            return Some(edition);
        }
        let id = self.original_edition().and_then(|original| original.find_block(block)).map_or(block, |block| block.id.0.as_str());
        (!edition.lacks(id)).then_some(edition)
    }

    /// The language in which a block can be read by readers of a language: that one, or else that of the original.
    #[must_use]
    pub fn lang_with(&self, lang: &Lang, block: &str) -> &Lang {
        let edition = self.edition_with(lang, block).or_else(|| self.original_edition()).or_else(|| self.nearest_edition(lang));
        edition.map_or(&self.original, |edition| &edition.lang)
    }
}
