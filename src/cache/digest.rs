//! Digests: what stands for everything that something was made of.

use std::fmt;
use std::io;

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

    /// The digest of all parts.
    #[must_use]
    pub fn digest(self) -> Digest {
        Digest(self.hash.finalize().into())
    }
}

/// Takes in one last part as it is written: nothing may follow it.
impl io::Write for Digester {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        let of = |parts: &[&str]| parts.iter().fold(Digester::default(), |all, part| all.with(part.as_bytes())).digest();
        assert_eq!(of(&["a", "bc"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", "bc"]), of(&["ab", "c"]));
        assert_ne!(of(&["a"]), of(&["a", ""]));
    }
}
