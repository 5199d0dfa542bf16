//! What was worked out of inputs that are still the same, kept from one build for the next by the digests of these inputs.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::Digest;

/// Gives the next build what this one worked out, or met again.
#[derive(Debug, Default)]
pub struct Lasting {
    /// What the last build kept.
    before: Lasted,
    /// What this build keeps.
    now: Mutex<BTreeMap<Digest, Value>>,
}

/// Values in the form in which they are kept, by the digests of all that they were worked out of.
///
/// Written it is how many values there are, each with its digest and how many bytes it has, and then the bytes of all of them.
#[derive(Debug, Default)]
struct Lasted {
    /// All that was written.
    bytes: Vec<u8>,
    /// Where in it each value stands.
    places: BTreeMap<Digest, Range<usize>>,
}

/// A value that is kept.
#[derive(Debug)]
enum Value {
    /// As the last build kept it.
    Again,
    /// Worked out by this build.
    New(Vec<u8>),
}

impl Lasted {
    /// Reads what was written; none if it is something else.
    fn read(bytes: Vec<u8>) -> Option<Self> {
        let (n_values, mut rest) = number(&bytes)?;
        let mut at = n_values.checked_mul(ENTRY)?.checked_add(NUMBER)?;
        let mut places = BTreeMap::new();
        for _ in 0..n_values {
            let (digest, after) = rest.split_first_chunk::<{ Digest::LENGTH }>()?;
            let (len, after) = number(after)?;
            places.insert(Digest(*digest), at..at.checked_add(len)?);
            (rest, at) = (after, at + len);
        }
        (at == bytes.len()).then_some(Self { bytes, places })
    }

    /// A value.
    fn get(&self, name: &Digest) -> Option<&[u8]> {
        self.bytes.get(self.places.get(name)?.clone())
    }
}

/// How many bytes a number has.
const NUMBER: usize = 8;

/// How many bytes come before the values for each.
const ENTRY: usize = Digest::LENGTH + NUMBER;

/// The number with which bytes begin, and those that follow.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<NUMBER>()?;
    Some((u64::from_le_bytes(*number).try_into().ok()?, rest))
}

/// A number as bytes.
fn written(number: usize) -> [u8; NUMBER] {
    u64::try_from(number).unwrap_or(u64::MAX).to_le_bytes()
}

impl Lasting {
    /// Goes on from what the last build wrote.
    #[must_use]
    pub fn after(bytes: Vec<u8>) -> Self {
        Self { before: Lasted::read(bytes).unwrap_or_default(), now: Mutex::default() }
    }

    /// What was kept under the digest of all that it hangs on; or what `make` makes now, which is kept if that says so.
    pub(super) fn recall<Kept: Serialize + DeserializeOwned>(&self, hangs_on: Digest, make: impl FnOnce() -> (Kept, bool)) -> Kept {
        let known = self.before.get(&hangs_on);
        if let Some(value) = known.and_then(|bytes| postcard::from_bytes(bytes).ok()) {
            self.lock_now().insert(hangs_on, Value::Again);
            return value;
        }
        let (value, is_kept) = make();
        if is_kept && let Ok(bytes) = postcard::to_allocvec(&value) {
            self.leave(hangs_on, bytes);
        }
        value
    }

    /// What the last build left under a name.
    pub(super) fn last(&self, name: &Digest) -> Option<&[u8]> {
        self.before.get(name)
    }

    /// Leaves to the next build under a name what the last one left there.
    pub(super) fn leave_again(&self, name: Digest) {
        if self.before.places.contains_key(&name) {
            self.lock_now().insert(name, Value::Again);
        }
    }

    /// Leaves something to the next build under a name.
    pub(super) fn leave(&self, name: Digest, bytes: Vec<u8>) {
        self.lock_now().insert(name, Value::New(bytes));
    }

    /// Writes what this build keeps.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let now = self.lock_now();
        let values = || {
            now.iter().map(|(name, value)| match value {
                Value::Again => (name, self.before.get(name).unwrap_or_default()),
                Value::New(bytes) => (name, bytes.as_slice()),
            })
        };
        out.write_all(&written(now.len()))?;
        for (name, bytes) in values() {
            out.write_all(&name.0)?;
            out.write_all(&written(bytes.len()))?;
        }
        values().try_for_each(|(_, bytes)| out.write_all(bytes))
    }

    /// What this build keeps so far; a thread that panicked left nothing half-done there.
    fn lock_now(&self) -> MutexGuard<'_, BTreeMap<Digest, Value>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a build keeps, as it is written.
    fn kept(lasting: &Lasting) -> Vec<u8> {
        let mut bytes = Vec::new();
        lasting.write(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_was_worked_out_is_known_to_the_next_build() {
        let (one, other) = (Digest::of(b"one"), Digest::of(b"other"));
        let first = Lasting::default();
        assert_eq!(first.recall(one, || (vec!["a".to_owned()], true)), ["a"]);
        assert_eq!(first.recall(other, || (7, false)), 7);
        let second = Lasting::after(kept(&first));
        assert_eq!(second.recall(one, || (vec!["b".to_owned()], true)), ["a"], "it is not made again");
        assert_eq!(second.recall(other, || (8, false)), 8, "what may not be kept is made again");
        assert_eq!(kept(&second), kept(&first), "what was met again is still kept");
        let third = Lasting::after(kept(&second));
        assert_eq!(third.recall(other, || (9, true)), 9);
        let fourth = Lasting::after(kept(&third));
        assert_eq!(fourth.last(&one), None, "what nothing asked for is gone");
        assert_eq!(fourth.recall(other, || (10, true)), 9);
    }

    #[test]
    fn what_is_left_under_a_name_is_the_last() {
        let (name, other) = (Digest::of(b"name"), Digest::of(b"other"));
        let first = Lasting::default();
        assert_eq!(first.last(&name), None);
        first.leave(name, vec![1, 2]);
        first.leave(name, vec![3]);
        first.leave(other, vec![]);
        let second = Lasting::after(kept(&first));
        assert_eq!((second.last(&name), second.last(&other)), (Some(&[3][..]), Some(&[][..])));
        assert_eq!(Lasting::after(kept(&second)).last(&name), None, "it is not left again by itself");
        second.leave_again(name);
        second.leave_again(Digest::of(b"nothing"));
        let third = Lasting::after(kept(&second));
        assert_eq!((third.last(&name), third.last(&other)), (Some(&[3][..]), None));
    }

    #[test]
    fn what_is_cut_off_or_too_long_is_nothing() {
        let name = Digest::of(b"name");
        let lasting = Lasting::default();
        lasting.leave(name, vec![1, 2, 3]);
        let whole = kept(&lasting);
        for len in 0..whole.len() {
            assert_eq!(Lasting::after(whole[..len].to_vec()).last(&name), None, "{len}");
        }
        assert_eq!(Lasting::after([&whole[..], &[0]].concat()).last(&name), None);
        assert_eq!(Lasting::after(vec![0xff; 100]).last(&name), None);
        assert_eq!(Lasting::after(whole).last(&name), Some(&[1, 2, 3][..]));
    }
}
