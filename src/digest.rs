//! Digests: what stands for everything that something was made of. They stay between a build and the next; what others check is hashed
//! by what they know, such as SHA-256, where it is made.

use std::fmt;
use std::hash::{Hash, Hasher};

use blake3::Hasher as Blake3;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The BLAKE3 of some bytes: no two are found that share one, as with SHA-256, and builds spend less than half the time on it.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; Self::LENGTH]);

impl Digest {
    /// How many bytes it has.
    pub const LENGTH: usize = 32;

    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).into())
    }
}

impl Serialize for Digest {
    /// As one piece: arrays are written byte by byte, which takes longer.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_bytes(deserializer).map(Self)
    }
}

/// So many bytes, which were written as one piece, from a form in which they stand as they are, as in a cache.
///
/// # Errors
/// If there are more or fewer.
pub fn read_bytes<'de, D: Deserializer<'de>, const N: usize>(deserializer: D) -> Result<[u8; N], D::Error> {
    let bytes = <&[u8]>::deserialize(deserializer)?;
    bytes.try_into().map_err(|_| D::Error::invalid_length(bytes.len(), &format!("{N} bytes").as_str()))
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// How many bytes of a value are gathered before they are taken in: all of a large one at once would need memory that is new.
const GATHERED: usize = 16 << 10;

/// Takes in what a value is written as, piece by piece, and gives its digest. The standard library and `postcard` write texts and lists so
/// that no two values of a type are written alike.
struct Parts {
    /// What is gathered.
    bytes: Vec<u8>,
    /// What was taken in before.
    hash: Blake3,
}

impl Default for Parts {
    fn default() -> Self {
        Self { bytes: Vec::with_capacity(GATHERED), hash: Blake3::default() }
    }
}

impl Parts {
    /// Takes in what is gathered, where that is much.
    fn take_in(&mut self) {
        if GATHERED <= self.bytes.len() {
            self.hash.update(&self.bytes);
            self.bytes.clear();
        }
    }

    /// The digest of all of it.
    fn digest(mut self) -> Digest {
        self.hash.update(&self.bytes);
        Digest(self.hash.finalize().into())
    }
}

impl Hasher for Parts {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.take_in();
    }

    fn finish(&self) -> u64 {
        0
    }
}

impl Extend<u8> for Parts {
    fn extend<Bytes: IntoIterator<Item = u8>>(&mut self, bytes: Bytes) {
        self.bytes.extend(bytes);
        self.take_in();
    }
}

/// Takes in parts, one after another, and gives their digest. Each part goes in with its length, so that no two lists of parts are the
/// same to it.
#[derive(Clone, Default)]
pub struct Digester {
    /// What was taken in.
    hash: Blake3,
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
        self.hash.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        self.hash.update(part);
    }

    /// Takes in a value as a part: all of its fields, in order. Values that leave out fields, by `skip_serializing_if`, could not be told
    /// apart.
    pub fn add_value<T: Serialize>(&mut self, value: &T) {
        // What cannot be written in this form, such as a list of unknown length, is written as JSON, which takes every value of ours.
        match postcard::to_extend(value, Parts::default()) {
            Ok(parts) => self.add(&parts.digest().0),
            Err(_) => self.add(&serde_json::to_vec(value).unwrap_or_default()),
        }
    }

    /// Takes in all that tells a value from another of its type, as a part.
    pub fn add_hash<T: Hash + ?Sized>(&mut self, value: &T) {
        let mut parts = Parts::default();
        value.hash(&mut parts);
        self.add(&parts.digest().0);
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

    #[test]
    fn a_digest_is_written_as_one_piece() {
        let digest = Digest::of(b"x");
        let bytes = postcard::to_allocvec(&digest).unwrap();
        assert_eq!(bytes, [&[32], digest.0.as_slice()].concat());
        assert_eq!(postcard::from_bytes::<Digest>(&bytes), Ok(digest));
        for len in [0_u8, 31, 33] {
            let other = [vec![len], vec![0; len.into()]].concat();
            assert!(postcard::from_bytes::<Digest>(&other).is_err(), "{len}");
        }
    }
}
