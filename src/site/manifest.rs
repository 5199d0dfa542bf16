//! Manifests: files with their SHA-512, as `sha512sum -c` reads them. One marks a folder as ours.

use std::collections::BTreeMap;
use std::fmt;
use std::io;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha512};

use crate::digest::read_bytes;

/// The manifest's name at the site's root.
pub const MANIFEST: &str = "manifest-sha512.txt";

/// The list of sums beside copies.
pub const SUMS: &str = "SHA512SUMS";

/// What an archive of a site has beside it for who finds it years later.
pub const README: &str = "README.txt";

/// Under which licences what an archive holds stands, beside it.
pub const LICENCES: &str = "LICENCES.txt";

/// The index of copies: which forms lie in the folder. It marks the folder as one that we made.
pub const INDEX: &str = "copies.json";

/// Paths with the SHA-512 of their bytes, in lower-case hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The hashes, by path.
    hashes: BTreeMap<String, String>,
}

impl Manifest {
    /// Parses a manifest; `None` if a line is not `HASH  PATH`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut hashes = BTreeMap::new();
        for line in text.lines() {
            let (hash, path) = parse_line(line)?;
            hashes.insert(path.to_owned(), hash.to_owned());
        }
        Some(Self { hashes })
    }

    /// The manifest as text, sorted by path.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.hashes.iter().for_each(|(path, hash)| add_line(&mut text, (hash, path)));
        text
    }

    /// Adds a file.
    pub fn insert(&mut self, path: &str, hash: String) {
        self.hashes.insert(path.to_owned(), hash);
    }

    /// The hash of a file.
    #[must_use]
    pub fn hash(&self, path: &str) -> Option<&str> {
        self.hashes.get(path).map(String::as_str)
    }

    /// The paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.hashes.keys().map(String::as_str)
    }

    /// The number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

/// Hash and path of a line of a manifest; `None` if it is not `HASH  PATH`.
#[must_use]
pub fn parse_line(line: &str) -> Option<(&str, &str)> {
    let (hash, path) = line.split_once("  ")?;
    (is_hash(hash) && !path.is_empty()).then_some((hash, path))
}

/// Whether a text is a SHA-512 in hexadecimal.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.len() == 128 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Adds a line to a manifest.
pub fn add_line(text: &mut String, (hash, path): (&str, &str)) {
    for part in [hash, "  ", path, "\n"] {
        text.push_str(part);
    }
}

/// A SHA-512 in half the room of its hexadecimal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum([u8; 64]);

impl Sum {
    /// The SHA-512 of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha512::digest(bytes).into())
    }

    /// Reads one in hexadecimal; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut sum = [0; 64];
        for (idx, byte) in sum.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * idx..2 * idx + 2).filter(|_| is_hash(text))?, 16).ok()?;
        }
        Some(Self(sum))
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hexadecimal(&self.0))
    }
}

/// The SHA-512 of some bytes, in lower-case hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    Sum::of(bytes).to_string()
}

impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_bytes(deserializer).map(Self)
    }
}

/// Bytes in lower-case hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().map_or('0', char::from);
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.extend([digit(byte >> 4), digit(byte & 15)]);
    }
    text
}

/// Makes the SHA-512 of what is written to it.
#[derive(Debug, Default)]
pub struct Hasher(Sha512);

impl Hasher {
    /// The SHA-512 of what was written, in lower-case hexadecimal.
    #[must_use]
    pub fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
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
    fn what_is_written_is_read() {
        let mut manifest = Manifest::default();
        manifest.insert("b/c d.html", hash(b"x"));
        manifest.insert("a.html", hash(b""));
        assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest.clone()));
        assert!(manifest.to_text().starts_with("cf83e1357eefb8bd"));
        assert_eq!(Manifest::parse("hello"), None);
    }

    #[test]
    fn a_sum_is_read_as_it_is_written() {
        let sum = Sum::of(b"x");
        assert_eq!((sum.to_string(), Sum::parse(&hash(b"x"))), (hash(b"x"), Some(sum)));
        assert_eq!([&hash(b"x")[1..], &format!("é{}", "0".repeat(126)), ""].map(Sum::parse), [None; 3]);
    }

    #[test]
    fn a_hash_is_made_piece_by_piece() {
        let mut hasher = Hasher::default();
        for piece in [&b"off"[..], b"icial"] {
            io::copy(&mut &piece[..], &mut hasher).expect("nothing to fail");
        }
        assert_eq!(hasher.finish(), hash(b"official"));
    }
}
