//! Puts the folder of an imported letter in its place, whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this module writes the folders of new letters")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::Imported;

/// Why a letter could not be put in its place.
#[derive(Debug)]
pub enum PutError {
    /// A letter of that name is there; it was not touched.
    Exists,
    /// The machine failed.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Where the folder of a letter lies, from the root.
#[must_use]
pub fn path_of(imported: &Imported) -> String {
    format!("content/letters/{}", imported.id)
}

/// Whether a letter of that name is there.
#[must_use]
pub fn exists(root: &Path, imported: &Imported) -> bool {
    fs::symlink_metadata(root.join(path_of(imported))).is_ok()
}

/// Writes a letter's files to a hidden folder beside its place, then gives that its name: nobody ever sees half a letter.
///
/// # Errors
/// If a letter of that name is there, or something cannot be written; what stood there before is as it was.
pub fn folder(root: &Path, imported: &Imported) -> Result<(), PutError> {
    let target = root.join(path_of(imported));
    if exists(root, imported) {
        return Err(PutError::Exists);
    }
    let letters = root.join("content/letters");
    let beside = letters.join(format!(".{}.{}", imported.id, std::process::id()));
    let io_error = |path: &Path| {
        let path = path.to_path_buf();
        move |source| PutError::Io { path, source }
    };
    fs::create_dir_all(&letters).map_err(io_error(&letters))?;
    let put = fill(&beside, imported).map_err(io_error(&beside)).and_then(|()| give_name(&beside, &target));
    if put.is_err() {
        // A rest of it would be of no use to anyone.
        let _ = fs::remove_dir_all(&beside);
    }
    put
}

/// Writes the files into a new folder.
fn fill(folder: &Path, imported: &Imported) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    imported.files.iter().try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))
}

/// Gives a folder its name, if nothing has that name by now.
fn give_name(folder: &Path, target: &Path) -> Result<(), PutError> {
    match renameat_with(CWD, folder, CWD, target, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(error) if error == rustix::io::Errno::EXIST => Err(PutError::Exists),
        // A disk that cannot do so in one step: a letter was not there a moment ago.
        Err(_) => fs::rename(folder, target).map_err(|source| PutError::Io { path: target.to_path_buf(), source }),
    }
}
