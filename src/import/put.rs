//! Puts the folder of an imported letter in its place, whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this module writes the folders of new letters")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Imported;
use crate::disk;
use crate::disk::scratch::Scratch;

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
    let io_error = |path: &Path| {
        let path = path.to_path_buf();
        move |source| PutError::Io { path, source }
    };
    fs::create_dir_all(&letters).map_err(io_error(&letters))?;
    let beside = Scratch::folder(&letters, &format!(".{}.dossier-", imported.id)).map_err(io_error(&target))?;
    fill(beside.path(), imported).map_err(io_error(&target))?;
    give_name(beside.path(), &target)
}

/// Writes the files into a folder.
fn fill(folder: &Path, imported: &Imported) -> io::Result<()> {
    imported.files.iter().try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes))?;
    let paths: Vec<PathBuf> = imported.files.keys().map(|name| folder.join(name)).collect();
    disk::keep(folder, &paths)
}

/// Gives a folder its name, if nothing has that name by now.
fn give_name(folder: &Path, target: &Path) -> Result<(), PutError> {
    disk::rename_new(folder, target).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => PutError::Exists,
        _ => PutError::Io { path: target.to_path_buf(), source },
    })
}
