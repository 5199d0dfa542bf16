//! How letters share what they are made of: copies are cheap, and a change of one is no change of the others.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::{Letter, LetterParts};

impl Deref for Letter {
    type Target = LetterParts;

    fn deref(&self) -> &LetterParts {
        &self.0
    }
}

impl DerefMut for Letter {
    fn deref_mut(&mut self) -> &mut LetterParts {
        Arc::make_mut(&mut self.0)
    }
}

impl From<LetterParts> for Letter {
    fn from(parts: LetterParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Letter {
    /// Whether two are one and the same, unchanged.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
