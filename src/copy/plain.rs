//! Single files, beside copies or copies themselves.
#![expect(clippy::disallowed_methods, reason = "this module reads copies")]

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::{CopyError, MAX_ALL, MAX_FILE};

/// Reads a file piece by piece, for its checksum; returns how many bytes it has.
///
/// # Errors
/// If it cannot be read, is no file, or is larger than a copy can be.
pub fn read_file(path: &Path, out: &mut dyn Write) -> Result<u64, CopyError> {
    // A pipe would never end.
    if !fs::metadata(path).map_err(CopyError::io(path))?.is_file() {
        return Err(CopyError::NotACopy { path: path.to_owned() });
    }
    let mut file = File::open(path).map_err(CopyError::io(path))?.take(MAX_ALL + 1);
    let n_bytes = io::copy(&mut file, out).map_err(CopyError::io(path))?;
    if MAX_ALL < n_bytes {
        return Err(CopyError::TooLarge { path: path.to_owned(), file: String::new(), max: MAX_ALL });
    }
    Ok(n_bytes)
}

/// Reads the list of sums beside a copy, if there is one.
///
/// # Errors
/// If it is there and cannot be read.
pub fn read_beside(path: &Path) -> Result<Option<Vec<u8>>, CopyError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() && metadata.len() <= MAX_FILE => fs::read(path).map(Some).map_err(CopyError::io(path)),
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(CopyError::Io { path: path.to_owned(), source }),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_cannot_be_looked_at_is_not_taken_for_missing() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read_beside(&folder.path().join("SHA512SUMS")), Ok(None)));
        assert!(read_beside(&folder.path().join("x".repeat(300))).is_err());
    }
}
