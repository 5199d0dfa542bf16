//! What was worked out of inputs that are still the same, kept from one build for the next by the digests of these inputs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::digest::Digest;

/// Values in the form in which they are kept, by the digests of all that they were worked out of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lasted(BTreeMap<Digest, Bytes>);

/// A value in the form in which it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bytes(Arc<[u8]>);

/// Gives the next build what this one worked out, or met again.
#[derive(Debug, Default)]
pub struct Lasting {
    /// What the last build kept.
    before: Lasted,
    /// What this build keeps.
    now: Mutex<Lasted>,
}

impl Lasting {
    /// Goes on from what the last build kept.
    #[must_use]
    pub fn after(before: Lasted) -> Self {
        Self { before, now: Mutex::default() }
    }

    /// What was kept under the digest of all that it hangs on; or what `make` makes now, which is kept if that says so.
    pub(super) fn recall<Value: Serialize + DeserializeOwned>(&self, hangs_on: Digest, make: impl FnOnce() -> (Value, bool)) -> Value {
        let keep = |bytes: Bytes| {
            self.now.lock().unwrap_or_else(PoisonError::into_inner).0.insert(hangs_on, bytes);
        };
        let known = self.before.0.get(&hangs_on);
        if let Some((bytes, value)) = known.and_then(|bytes| Some((bytes, postcard::from_bytes(&bytes.0).ok()?))) {
            keep(bytes.clone());
            return value;
        }
        let (value, is_kept) = make();
        if is_kept && let Ok(bytes) = postcard::to_allocvec(&value) {
            keep(Bytes(bytes.into()));
        }
        value
    }

    /// What the last build left under a name.
    pub(super) fn last(&self, name: &Digest) -> Option<Arc<[u8]>> {
        self.before.0.get(name).map(|bytes| Arc::clone(&bytes.0))
    }

    /// Leaves something to the next build under a name.
    pub(super) fn leave(&self, name: Digest, bytes: Arc<[u8]>) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).0.insert(name, Bytes(bytes));
    }

    /// What this build keeps.
    #[must_use]
    pub fn lasted(&self) -> Lasted {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(OfBytes)
    }
}

/// Takes in bytes.
struct OfBytes;

impl Visitor<'_> for OfBytes {
    type Value = Bytes;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
        Ok(Bytes(bytes.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_worked_out_is_known_to_the_next_build() {
        let (one, other) = (Digest::of(b"one"), Digest::of(b"other"));
        let first = Lasting::default();
        assert_eq!(first.recall(one, || (vec!["a".to_owned()], true)), ["a"]);
        assert_eq!(first.recall(other, || (7, false)), 7);
        let kept = postcard::to_allocvec(&first.lasted()).unwrap();
        let second = Lasting::after(postcard::from_bytes(&kept).unwrap());
        assert_eq!(second.recall(one, || (vec!["b".to_owned()], true)), ["a"], "it is not made again");
        assert_eq!(second.recall(other, || (8, false)), 8, "what may not be kept is made again");
        assert_eq!(second.lasted(), first.lasted(), "what was met again is still kept");
        let third = Lasting::after(second.lasted());
        assert_eq!(third.recall(other, || (9, true)), 9);
        assert_ne!(third.lasted(), second.lasted(), "what nothing asked for is gone");
    }

    #[test]
    fn what_is_left_under_a_name_is_the_last() {
        let name = Digest::of(b"name");
        let first = Lasting::default();
        assert_eq!(first.last(&name), None);
        first.leave(name, [1, 2].into());
        first.leave(name, [3].into());
        let second = Lasting::after(first.lasted());
        assert_eq!(second.last(&name).as_deref(), Some(&[3][..]));
        assert_eq!(second.lasted(), Lasted::default(), "it is not left again by itself");
    }
}
