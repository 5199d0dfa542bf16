//! What one build leaves to the next, by names: the digests of all that it was worked out of.

use std::fmt;

use crate::digest::Digest;

/// Has what the last build left, and takes what this one leaves to the next.
pub trait Lasting: fmt::Debug + Send + Sync {
    /// What the last build left under a name.
    fn last(&self, name: &Digest) -> Option<Vec<u8>>;

    /// Leaves something to the next build under a name, instead of what was left there before.
    fn leave(&self, name: Digest, bytes: &[u8]);

    /// Leaves to the next build under a name what the last one left there, if it did.
    fn leave_again(&self, name: Digest);
}

/// All in memory, for tests.
#[cfg(test)]
#[derive(Debug, Default)]
pub struct Memory {
    /// What the last build left.
    before: std::collections::BTreeMap<Digest, Vec<u8>>,
    /// What this one leaves.
    now: std::sync::Mutex<std::collections::BTreeMap<Digest, Vec<u8>>>,
}

#[cfg(test)]
impl Memory {
    /// Goes on from what an earlier build left.
    #[must_use]
    pub fn after(earlier: &Self) -> Self {
        Self { before: earlier.now.lock().unwrap().clone(), ..Self::default() }
    }

    /// What this build leaves under a name.
    #[must_use]
    pub fn last_left(&self, name: &Digest) -> Option<Vec<u8>> {
        self.now.lock().unwrap().get(name).cloned()
    }

    /// How many bytes are left.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        self.now.lock().unwrap().values().map(Vec::len).sum()
    }
}

#[cfg(test)]
impl Lasting for Memory {
    fn last(&self, name: &Digest) -> Option<Vec<u8>> {
        self.before.get(name).cloned()
    }

    fn leave(&self, name: Digest, bytes: &[u8]) {
        self.now.lock().unwrap().insert(name, bytes.to_vec());
    }

    fn leave_again(&self, name: Digest) {
        if let Some(bytes) = self.before.get(&name) {
            self.leave(name, bytes);
        }
    }
}
