//! `manifest-sha512.txt`: every file of a site with its SHA-512, as `sha512sum -c` reads it. It marks a folder as ours.
#![expect(clippy::disallowed_methods, reason = "this module reads the manifest of the old site")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha512};

/// The manifest's name at the site's root.
pub const MANIFEST: &str = "manifest-sha512.txt";

/// Paths with the SHA-512 of their bytes, in lower-case hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The hashes, by path.
    hashes: BTreeMap<String, String>,
}

impl Manifest {
    /// Loads a manifest; `None` if there is none or it is not one.
    #[must_use]
    pub fn load(path: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(path).ok()?)
    }

    /// Parses a manifest; `None` if a line is not `HASH  PATH`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut hashes = BTreeMap::new();
        for line in text.lines() {
            let (hash, path) = line.split_once("  ")?;
            let is_hash = hash.len() == 128 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            if !is_hash || path.is_empty() {
                return None;
            }
            hashes.insert(path.to_owned(), hash.to_owned());
        }
        Some(Self { hashes })
    }

    /// The manifest as text, sorted by path.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.hashes.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect()
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

/// The SHA-512 of some bytes, in lower-case hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    Sha512::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-512 of a file; none if it cannot be read.
#[must_use]
pub fn hash_of(path: &Path) -> Option<String> {
    fs::read(path).ok().map(|bytes| hash(&bytes))
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
}
