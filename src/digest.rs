//! Digests: what stands for everything that something was made of.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of some bytes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest(pub [u8; Self::LENGTH]);

impl Digest {
    /// How many bytes it has.
    pub const LENGTH: usize = 32;

    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Room for what most values come to, in bytes.
const ROOM: usize = 32 << 10;

/// Gathers what a value is told by: the standard library writes texts and lists so that no two values of a type are written alike.
struct Parts {
    /// What it wrote.
    bytes: Vec<u8>,
}

impl Hasher for Parts {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// Takes in parts, one after another, and gives their digest. Each part goes in with its length, so that no two lists of parts are the
/// same to it.
#[derive(Clone, Default)]
pub struct Digester {
    /// What was taken in.
    hash: Sha256,
}

impl Digester {
    /// Takes in a part.
    #[must_use]
    pub fn with(mut self, part: &[u8]) -> Self {
        self.add(part);
        self
    }

    /// Takes in a part.
    pub fn add(&mut self, part: &[u8]) {
        self.hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        self.hash.update(part);
    }

    /// Takes in a value as a part: all of its fields, in order. Values that leave out fields, by `skip_serializing_if`, could not be told
    /// apart.
    pub fn add_value<T: Serialize>(&mut self, value: &T) {
        // What cannot be written in this form, such as a list of unknown length, is written as JSON, which takes every value of ours.
        let written = postcard::to_extend(value, Vec::with_capacity(ROOM)).or_else(|_| serde_json::to_vec(value));
        self.add(&written.unwrap_or_default());
    }

    /// Takes in all that tells a value from another of its type, as a part.
    pub fn add_hash<T: Hash + ?Sized>(&mut self, value: &T) {
        let mut parts = Parts { bytes: Vec::with_capacity(ROOM) };
        value.hash(&mut parts);
        self.add(&parts.bytes);
    }

    /// The digest of all parts.
    #[must_use]
    pub fn digest(self) -> Digest {
        Digest(self.hash.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Flattened {
        #[serde(flatten)]
        rest: std::collections::BTreeMap<&'static str, u8>,
    }

    #[test]
    fn parts_are_told_apart() {
        let of = |parts: &[&str]| parts.iter().fold(Digester::default(), |all, part| all.with(part.as_bytes())).digest();
        assert_eq!(of(&["a", "bc"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", "bc"]), of(&["ab", "c"]));
        assert_ne!(of(&["a"]), of(&["a", ""]));
    }

    #[test]
    fn values_are_told_apart_in_either_form() {
        fn of<T: Serialize>(value: &T) -> Digest {
            let mut digester = Digester::default();
            digester.add_value(value);
            digester.digest()
        }
        assert_eq!(of(&("a", 1)), of(&("a", 1)));
        assert_ne!(of(&("a", 1)), of(&("a", 2)));
        let hashed = |value: &[(&str, u8)]| {
            let mut digester = Digester::default();
            digester.add_hash(value);
            digester.digest()
        };
        assert_eq!(hashed(&[("a", 1)]), hashed(&[("a", 1)]));
        assert_ne!(hashed(&[("a", 1), ("", 2)]), hashed(&[("a", 1), ("b", 2)]));
        // Its fields have no names and its length is not known beforehand: only JSON can write it.
        let flattened = |value: u8| Flattened { rest: [("a", value)].into() };
        assert_ne!(of(&flattened(1)), of(&flattened(2)));
    }
}
