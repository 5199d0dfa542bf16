//! Remembers what was looked at and found in order, so that it is not looked at again.
//!
//! Only that something is in order is remembered, never what was wrong: that is found anew each time, in the place where it now stands.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::digest::Digest;

/// What was found in order, by the digest of all that was looked at.
#[derive(Debug, Default)]
pub struct Sound {
    /// What the last build found.
    before: BTreeSet<Digest>,
    /// What this build finds, and what it met again; none where nothing is remembered.
    now: Option<Mutex<BTreeSet<Digest>>>,
}

/// What knows nothing and learns nothing.
static NOTHING: Sound = Sound { before: BTreeSet::new(), now: None };

impl Sound {
    /// Goes on from what the last build found.
    #[must_use]
    pub fn after(before: BTreeSet<Digest>) -> Self {
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
        let Some(now) = &self.now else { return look() };
        let looked_at = looked_at();
        if !self.before.contains(&looked_at) {
            let wrong = look();
            if wrong.is_some() {
                return wrong;
            }
        }
        now.lock().unwrap_or_else(PoisonError::into_inner).insert(looked_at);
        None
    }

    /// What this build found in order.
    #[must_use]
    pub fn found(&self) -> BTreeSet<Digest> {
        self.now.as_ref().map(|now| now.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_order_is_not_looked_at_again() {
        let (good, bad) = (Digest::of(b"good"), Digest::of(b"bad"));
        let first = Sound::after(BTreeSet::new());
        assert_eq!(first.look(|| good, || None::<u8>), None);
        assert_eq!(first.look(|| bad, || Some(1)), Some(1));
        assert_eq!(first.found(), BTreeSet::from([good]));
        let second = Sound::after(first.found());
        assert_eq!(second.look(|| good, || Some(2)), None);
        assert_eq!(second.look(|| bad, || Some(3)), Some(3));
        assert_eq!(second.found(), first.found(), "what was met again is still known");
        assert_eq!(Sound::nothing().look(|| good, || Some(4)), Some(4));
    }
}
