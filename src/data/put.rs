//! Puts a text file of the dossier in its place, whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this module writes lock files and editions")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be written.
#[derive(Debug)]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Writes a text beside its path, then gives it its name: nobody ever sees half of it.
///
/// # Errors
/// If it cannot be written; what stood there before is as it was.
pub fn text(path: &Path, text: &str) -> Result<(), WriteError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that what a killed run leaves is no stray file of the dossier.
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let put = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    put.map_err(|source| {
        // A rest of it would be of no use to anyone.
        let _ = fs::remove_file(&beside);
        WriteError { path: path.to_path_buf(), source }
    })
}
