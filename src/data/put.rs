//! Puts files of the dossier in their place, whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this module writes lock files, editions and what a dossier begins with")]

use std::error::Error;
use std::fmt;
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

/// Why a folder could not be made.
#[derive(Debug)]
pub enum FolderError {
    /// Something stands there already.
    NotEmpty(PathBuf),
    /// It cannot be written.
    Write(WriteError),
}

impl fmt::Display for FolderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty(path) => write!(formatter, "`{}` exists and is not empty; nothing was written", path.display()),
            Self::Write(error) => write!(formatter, "cannot write `{}`: {}", error.path.display(), error.source),
        }
    }
}

impl Error for FolderError {}

/// Makes a folder of files with their paths in it, which must not exist or be empty. It is made beside its place and then gets its
/// name: nobody ever sees half of it, and nothing is overwritten.
///
/// # Errors
/// If something stands there already, or it cannot be written; then no new folder is left behind.
pub fn folder(path: &Path, files: &[(String, Vec<u8>)]) -> Result<(), FolderError> {
    let failed = |source| FolderError::Write(WriteError { path: path.to_owned(), source });
    if !is_free(path).map_err(failed)? {
        return Err(FolderError::NotEmpty(path.to_owned()));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let parent = path.parent().unwrap_or(Path::new(""));
    let beside = parent.join(format!(".{name}.{}", std::process::id()));
    // An empty folder that is there already keeps its place: it may be where the publisher stands.
    let is_new = !path.exists();
    let staged = if is_new { beside.as_path() } else { path };
    let put = fill(staged, files).and_then(|()| if is_new { fs::rename(&beside, path) } else { Ok(()) });
    put.map_err(|source| {
        if is_new {
            // A rest of it would be of no use to anyone.
            let _ = fs::remove_dir_all(&beside);
        }
        failed(source)
    })
}

/// Whether a folder does not exist or has nothing in it.
fn is_free(path: &Path) -> io::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(fs::symlink_metadata(path).is_err()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes files with their paths in a folder.
fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_whole_or_not_at_all() {
        let scratch = tempfile::tempdir().unwrap();
        let files = [("a/b.txt".to_owned(), b"x".to_vec())];
        let new = scratch.path().join("new");
        folder(&new, &files).unwrap();
        assert_eq!(fs::read(new.join("a/b.txt")).unwrap(), b"x");
        assert!(matches!(folder(&new, &files), Err(FolderError::NotEmpty(_))));
        fs::create_dir(scratch.path().join("empty")).unwrap();
        folder(&scratch.path().join("empty"), &files).unwrap();
        fs::write(scratch.path().join("file"), "x").unwrap();
        assert!(matches!(folder(&scratch.path().join("file"), &files), Err(FolderError::NotEmpty(_))));
        // A name that is a file above a path: the folder cannot be made, and no rest of it stays.
        let broken = [("a".to_owned(), b"x".to_vec()), ("a/b".to_owned(), b"x".to_vec())];
        assert!(matches!(folder(&scratch.path().join("broken"), &broken), Err(FolderError::Write(_))));
        let mut left: Vec<_> = fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["empty", "file", "new"]);
    }
}
