//! How letters share what they are made of: copies are cheap, and a change of one is no change of the others.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::{Kept, Letter, LetterParts};
use crate::digest::{Digest, Digester};

impl Deref for Letter {
    type Target = LetterParts;

    fn deref(&self) -> &LetterParts {
        &self.0
    }
}

impl DerefMut for Letter {
    fn deref_mut(&mut self) -> &mut LetterParts {
        let parts = Arc::make_mut(&mut self.0);
        parts.kept = Kept::default();
        parts
    }
}

impl From<LetterParts> for Letter {
    fn from(parts: LetterParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Letter {
    /// What stands for all that it is made of.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.kept.digest(|| {
            let mut digester = Digester::default();
            digester.add_hash(self);
            digester.digest()
        })
    }

    /// Whether two are one and the same, unchanged.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
