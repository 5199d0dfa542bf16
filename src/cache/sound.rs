//! Remembers what was looked at and found in order, so that it is not looked at again.
//!
//! Only that something is in order is remembered, never what was wrong: that is found anew each time, in the place where it now stands.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::digest::Digest;

/// What was counted where all was in order: two numbers.
pub type Counts = [usize; 2];

/// What was found in order: what was counted there, by the digest of all that was looked at.
pub type Found = BTreeMap<Digest, Counts>;

/// Remembers what was found in order.
#[derive(Debug, Default)]
pub struct Sound {
    /// What the last build found.
    before: Found,
    /// What this build finds, and what it met again; none where nothing is remembered.
    now: Option<Mutex<Found>>,
}

/// What knows nothing and learns nothing.
static NOTHING: Sound = Sound { before: Found::new(), now: None };

impl Sound {
    /// Goes on from what the last build found.
    #[must_use]
    pub fn after(before: Found) -> Self {
        Self { before, now: Some(Mutex::default()) }
    }

    /// What knows nothing and learns nothing.
    #[must_use]
    pub fn nothing() -> &'static Self {
        &NOTHING
    }

    /// Looks at something, unless it was found in order before. `looked_at` is the digest of everything that `look` sees, which returns
    /// what it finds wrong; nothing if all is in order.
    pub fn look<T>(&self, looked_at: impl FnOnce() -> Digest, look: impl FnOnce() -> Option<T>) -> Option<T> {
        self.count(looked_at, || look().map_or_else(|| Ok(Counts::default()), Err)).err()
    }

    /// Looks at something and counts, unless it was found in order before: then what was counted then. `looked_at` is the digest of
    /// everything that `look` sees, which returns what it finds wrong, or what it counted if all is in order.
    ///
    /// # Errors
    /// What is wrong.
    pub fn count<T>(&self, looked_at: impl FnOnce() -> Digest, look: impl FnOnce() -> Result<Counts, T>) -> Result<Counts, T> {
        let Some(now) = &self.now else { return look() };
        let looked_at = looked_at();
        let counts = match self.before.get(&looked_at) {
            Some(counts) => *counts,
            None => look()?,
        };
        now.lock().unwrap_or_else(PoisonError::into_inner).insert(looked_at, counts);
        Ok(counts)
    }

    /// What this build found in order.
    #[must_use]
    pub fn found(&self) -> Found {
        self.now.as_ref().map(|now| now.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_order_is_not_looked_at_again() {
        let (good, bad, counted) = (Digest::of(b"good"), Digest::of(b"bad"), Digest::of(b"counted"));
        let first = Sound::after(Found::new());
        assert_eq!(first.look(|| good, || None::<u8>), None);
        assert_eq!(first.look(|| bad, || Some(1)), Some(1));
        assert_eq!(first.count(|| counted, || Ok::<_, u8>([3, 2])), Ok([3, 2]));
        assert_eq!(first.found(), Found::from([(good, [0, 0]), (counted, [3, 2])]));
        let second = Sound::after(first.found());
        assert_eq!(second.look(|| good, || Some(2)), None);
        assert_eq!(second.look(|| bad, || Some(3)), Some(3));
        assert_eq!(second.count(|| counted, || Err(5)), Ok([3, 2]), "what was counted is still known");
        assert_eq!(second.count(|| bad, || Err(6)), Err(6));
        assert_eq!(second.found(), first.found(), "what was met again is still known");
        assert_eq!(Sound::nothing().look(|| good, || Some(4)), Some(4));
    }
}
