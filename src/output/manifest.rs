//! The manifests of what stands on disk.
#![expect(clippy::disallowed_methods, reason = "this module reads the manifest of the old site")]

use std::fs::{self, File};
use std::io;
use std::path::Path;

pub use crate::site::manifest::{Hasher, MANIFEST, Manifest, Sum, hash};

/// The most bytes of a manifest: one of a hundred thousand letters has a quarter of them.
const MAX_MANIFEST: u64 = 1 << 30;

/// Loads a manifest; `None` if there is none or it is not one. Only real files are read: a link may lead anywhere, a pipe never ends.
#[must_use]
pub fn load(path: &Path) -> Option<Manifest> {
    fs::symlink_metadata(path).ok().filter(|metadata| metadata.is_file() && metadata.len() <= MAX_MANIFEST)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn only_a_file_that_can_be_a_manifest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link, large] = ["file", "link", "large"].map(|name| folder.path().join(name));
        fs::write(&file, format!("{}  index.html\n", hash(b""))).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        fs::copy(&file, &large).unwrap();
        File::options().write(true).open(&large).unwrap().set_len(MAX_MANIFEST + 1).unwrap();
        assert_eq!([file, link, large].map(|path| load(&path).is_some()), [true, false, false]);
    }
}
