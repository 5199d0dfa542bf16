//! The manifests of what stands on disk.
#![expect(clippy::disallowed_methods, reason = "this module reads the manifest of the old site")]

use std::fs::{self, File};
use std::io;
use std::path::Path;

pub use crate::site::manifest::{Hasher, MANIFEST, Manifest, Sum, hash};

/// Loads a manifest; `None` if there is none or it is not one.
#[must_use]
pub fn load(path: &Path) -> Option<Manifest> {
    Manifest::parse(&fs::read_to_string(path).ok()?)
}

/// The SHA-512 of a file; none if it cannot be read.
#[must_use]
pub fn hash_of(path: &Path) -> Option<String> {
    size_and_hash(path).ok().map(|(_, hash)| hash)
}

/// How many bytes a file has, and their SHA-512; it is read piece by piece.
pub(super) fn size_and_hash(path: &Path) -> io::Result<(u64, String)> {
    let mut hasher = Hasher::default();
    let n_bytes = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok((n_bytes, hasher.finish()))
}
