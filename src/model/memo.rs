//! What stages work out of single letters, kept for as long as the letters stay as they are: for a dossier that is made again and again.

use std::any::{Any, TypeId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::letter::{Letter, LetterId};

/// What is kept: by what it is and of which letter, with the letter as it was.
type Kept = BTreeMap<(TypeId, LetterId), (Letter, Arc<dyn Any + Send + Sync>)>;

/// Keeps what was worked out of letters, or nothing at all, as one build needs nothing twice.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// What hangs on nothing but the letter.
    alone: Part,
    /// What hangs on its letter and on what lies beside the letters.
    beside: Part,
}

/// A part of what is kept; nothing is where there is none.
#[derive(Clone, Debug, Default)]
struct Part(Option<Arc<Mutex<Kept>>>);

impl Memo {
    /// One that keeps.
    #[must_use]
    pub fn keeping() -> Self {
        Self { alone: Part(Some(Arc::default())), beside: Part(Some(Arc::default())) }
    }

    /// One with what hangs on the letters alone, for when anything of the theme or of the dossier beside its letters has changed.
    #[must_use]
    pub fn of_letters(&self) -> Self {
        Self { alone: self.alone.clone(), ..Self::keeping() }
    }

    /// What is kept of a letter and hangs on nothing else, or what is made of it now.
    pub fn alone<Found: Send + Sync + 'static>(&self, letter: &Letter, make: impl FnOnce() -> Found) -> Arc<Found> {
        self.alone.find(letter, make)
    }

    /// What is kept of a letter and may hang on the theme and on what lies beside the letters, but on no other letter; or what is made now.
    pub fn beside<Found: Send + Sync + 'static>(&self, letter: &Letter, make: impl FnOnce() -> Found) -> Arc<Found> {
        self.beside.find(letter, make)
    }

    /// Forgets letters.
    pub fn forget(&self, gone: &BTreeSet<LetterId>) {
        for kept in [&self.alone, &self.beside].into_iter().filter_map(|part| part.0.as_ref()) {
            kept.lock().unwrap_or_else(PoisonError::into_inner).retain(|(_, letter), _| !gone.contains(letter));
        }
    }
}

impl Part {
    /// What is kept of a letter, or what is made of it now.
    fn find<Found: Send + Sync + 'static>(&self, letter: &Letter, make: impl FnOnce() -> Found) -> Arc<Found> {
        let Some(kept) = &self.0 else { return Arc::new(make()) };
        let key = (TypeId::of::<Found>(), letter.id.clone());
        let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&key).filter(|(known, _)| known.is_same(letter)).map(|(_, found)| Arc::clone(found));
        if let Some(found) = known.and_then(|found| found.downcast().ok()) {
            return found;
        }
        let found = Arc::new(make());
        let erased: Arc<dyn Any + Send + Sync> = Arc::<Found>::clone(&found);
        lock().insert(key, (letter.clone(), erased));
        found
    }
}
