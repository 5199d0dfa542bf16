//! Where a letter lies in each language, and where it lay.

use super::Letter;
use crate::model::lang::Lang;

/// An address that the lock file of a letter keeps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LockedPath {
    /// The language.
    pub lang: Lang,
    /// The last part of the address, without an ending.
    pub slug: String,
    /// Whether no edition lay there, only what says that there is none.
    pub is_stub: bool,
}

impl Letter {
    /// The last part of its address in a language: that of its edition; without one, that of the last edition there was, of what stood
    /// for it, or its id.
    #[must_use]
    pub fn slug(&self, lang: &Lang) -> &str {
        let is_of = |path: &&LockedPath, is_stub: bool| path.lang == *lang && path.is_stub == is_stub;
        let last = |is_stub: bool| self.paths.iter().rfind(|path| is_of(path, is_stub)).map(|path| path.slug.as_str());
        let own = self.edition(lang).map(|edition| edition.slug.as_str());
        own.or_else(|| last(false)).or_else(|| last(true)).unwrap_or(self.id.as_str())
    }

    /// The addresses in a language that its lock file keeps, oldest first.
    pub fn paths_in<'a>(&'a self, lang: &'a Lang) -> impl Iterator<Item = &'a LockedPath> {
        self.paths.iter().filter(move |path| path.lang == *lang)
    }

    /// Whether its lock file keeps the address that it has in a language.
    #[must_use]
    pub fn is_locked_in(&self, lang: &Lang) -> bool {
        let (slug, is_edition) = (self.slug(lang), self.edition(lang).is_some());
        self.paths_in(lang).any(|path| path.slug == slug && !(path.is_stub && is_edition))
    }

    /// Whether an edition in a language ever had an address of its own.
    #[must_use]
    pub fn had_edition(&self, lang: &Lang) -> bool {
        self.paths_in(lang).any(|path| !path.is_stub)
    }
}
