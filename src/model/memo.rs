//! What stages work out of single letters, kept for as long as the letters stay as they are: for a dossier that is made again and again.

use std::any::{Any, TypeId};
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::lasting::Lasting;
use super::letter::Letter;
use crate::digest::Digest;

/// What was worked out of a letter. Of one that is changed nothing is known.
#[derive(Debug, Default)]
pub struct Kept {
    /// What stages worked out of it.
    found: Mutex<Vec<Found>>,
    /// What stands for all of it.
    digest: OnceLock<Digest>,
}

/// Something that was worked out: what it is, and under which memo.
type Found = (TypeId, Option<u64>, Arc<dyn Any + Send + Sync>);

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Hash for Kept {
    /// What was worked out of a letter says no more than the letter.
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Kept {
    /// What stands for all of the letter, worked out when it is first wanted.
    pub(super) fn digest(&self, make: impl FnOnce() -> Digest) -> Digest {
        *self.digest.get_or_init(make)
    }

    /// What is kept under a memo, or what is made now.
    fn find<Value: Send + Sync + 'static>(&self, memo: Option<u64>, make: impl FnOnce() -> Value) -> Arc<Value> {
        let id = TypeId::of::<Value>();
        let lock = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().iter().find(|(known, under, _)| *known == id && *under == memo).map(|(_, _, value)| Arc::clone(value));
        if let Some(value) = known.and_then(|value| value.downcast().ok()) {
            return value;
        }
        let value = Arc::new(make());
        let erased: Arc<dyn Any + Send + Sync> = Arc::<Value>::clone(&value);
        let mut all = lock();
        all.retain(|(known, _, _)| *known != id);
        all.push((id, memo, erased));
        value
    }
}

/// Whether what is worked out of letters is kept: not by default, as one build needs nothing twice.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// The number under which letters keep it, while they stay in memory.
    number: Option<u64>,
    /// What keeps it for the next build.
    lasting: Option<Arc<dyn Lasting>>,
}

/// The number of the next memo: no two are alike.
static NEXT: AtomicU64 = AtomicU64::new(0);

impl Memo {
    /// One that keeps, and knows nothing yet of what may hang on more than the letter.
    #[must_use]
    pub fn keeping() -> Self {
        Self { number: Some(NEXT.fetch_add(1, Ordering::Relaxed)), lasting: None }
    }

    /// One that keeps for the next build.
    #[must_use]
    pub fn lasting(lasting: Arc<dyn Lasting>) -> Self {
        Self { number: None, lasting: Some(lasting) }
    }

    /// Whether it keeps for the next build.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        self.lasting.is_some()
    }

    /// What the last build worked out, if its `hangs_on` was the same: the digest of what is made and of all that it is made of. Else what
    /// `make` makes now, which the next build is given if it also says so. The digest is only asked for where something is kept.
    pub fn recall<Value: Serialize + DeserializeOwned>(
        &self,
        hangs_on: impl FnOnce() -> Digest,
        make: impl FnOnce() -> (Value, bool),
    ) -> Value {
        let Some(lasting) = &self.lasting else { return make().0 };
        let hangs_on = hangs_on();
        let known = lasting.last(&hangs_on);
        if let Some((bytes, value)) = known.and_then(|bytes| postcard::from_bytes(&bytes).ok().map(|value| (bytes, value))) {
            lasting.leave(hangs_on, &bytes);
            return value;
        }
        let (value, is_kept) = make();
        if is_kept && let Ok(bytes) = postcard::to_allocvec(&value) {
            lasting.leave(hangs_on, &bytes);
        }
        value
    }

    /// What the last build left under a name, whatever has changed since; whoever uses it must find out what of it still holds.
    #[must_use]
    pub fn last(&self, name: &Digest) -> Option<Vec<u8>> {
        self.lasting.as_ref()?.last(name)
    }

    /// Leaves to the next build under a name what the last one left there.
    pub fn leave_again(&self, name: Digest) {
        self.lasting.iter().for_each(|lasting| lasting.leave_again(name));
    }

    /// Leaves something to the next build under a name.
    pub fn leave(&self, name: Digest, bytes: &[u8]) {
        self.lasting.iter().for_each(|lasting| lasting.leave(name, bytes));
    }

    /// What is kept of a letter and hangs on nothing else, or what is made of it now.
    pub fn alone<Value: Send + Sync + 'static>(&self, letter: &Letter, make: impl FnOnce() -> Value) -> Arc<Value> {
        if self.number.is_none() { Arc::new(make()) } else { letter.kept.find(None, make) }
    }

    /// What is kept of a letter and may hang on the theme and on what lies beside the letters, but on no other letter; or what is made
    /// now. Whoever changes any of that must begin with a new memo.
    pub fn beside<Value: Send + Sync + 'static>(&self, letter: &Letter, make: impl FnOnce() -> Value) -> Arc<Value> {
        if self.number.is_none() { Arc::new(make()) } else { letter.kept.find(self.number, make) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lasting::Memory;

    #[test]
    fn what_was_worked_out_is_known_to_the_next_build() {
        let (one, other) = (Digest::of(b"one"), Digest::of(b"other"));
        let first = Arc::new(Memory::default());
        let after = |lasting: &Arc<Memory>| Arc::new(Memory::after(lasting));
        let memo = |lasting: &Arc<Memory>| Memo::lasting(Arc::clone(lasting) as Arc<dyn Lasting>);
        let of_first = memo(&first);
        assert_eq!(of_first.recall(|| one, || (vec!["a".to_owned()], true)), ["a"]);
        assert_eq!(of_first.recall(|| other, || (7, false)), 7);
        let second = after(&first);
        let of_second = memo(&second);
        assert_eq!(of_second.recall(|| one, || (vec!["b".to_owned()], true)), ["a"], "it is not made again");
        assert_eq!(of_second.recall(|| other, || (8, false)), 8, "what may not be kept is made again");
        let third = after(&second);
        assert_eq!(third.last(&one), first.last_left(&one), "what was met again is still kept");
        assert_eq!(memo(&third).recall(|| other, || (9, true)), 9);
        let fourth = after(&third);
        assert_eq!(fourth.last(&one), None, "what nothing asked for is gone");
        assert_eq!(memo(&fourth).recall(|| other, || (10, true)), 9);
    }

    #[test]
    fn what_is_no_such_value_is_made() {
        let lasting = Arc::new(Memory::default());
        lasting.leave(Digest::of(b"one"), &[0xff; 20]);
        let next = Memo::lasting(Arc::new(Memory::after(&lasting)));
        assert_eq!(next.recall(|| Digest::of(b"one"), || ("b".to_owned(), true)), "b");
    }
}
