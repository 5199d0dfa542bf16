//! Puts files of the dossier in their place, whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this module writes lock files, editions and what a dossier begins with")]

use std::error::Error;
use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::disk;
use crate::disk::scratch::Scratch;

/// Why a file could not be written.
#[derive(Debug)]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot write `{}`: {}", self.path.display(), self.source)?;
        disk::way_out(&self.source).map_or(Ok(()), |way_out| write!(formatter, "; {way_out}"))
    }
}

/// How many files are written at a time before they get their names.
const AT_A_TIME: usize = 64;

/// Writes a text beside its path, then gives it its name: nobody ever sees half of it.
///
/// # Errors
/// If it cannot be written; what stood there before is as it was.
pub fn text(path: &Path, text: &str) -> Result<(), WriteError> {
    all(&[(path.to_path_buf(), text)])
}

/// Writes a text to where somebody wants it: a file in the same way, also the one that a link leads to; a device or a pipe as it is.
///
/// # Errors
/// If it cannot be written.
pub fn handed_out(path: &Path, said: &str) -> Result<(), WriteError> {
    match fs::canonicalize(path).and_then(|real| Ok((fs::metadata(&real)?, real))) {
        Ok((metadata, real)) if metadata.is_file() => text(&real, said),
        Ok((metadata, real)) if !metadata.is_dir() => fs::OpenOptions::new()
            .write(true)
            .open(&real)
            .and_then(|mut out| out.write_all(said.as_bytes()))
            .map_err(|source| WriteError { path: path.to_owned(), source }),
        _ => text(path, said),
    }
}

/// Writes a text where nothing stands yet, in the same way. Returns false, and touches nothing, where something else does.
///
/// # Errors
/// If it cannot be written, or what stands there cannot be read.
pub fn new_text(path: &Path, new: &str) -> Result<bool, WriteError> {
    let failed = |source| WriteError { path: path.to_owned(), source };
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => text(path, new).map(|()| true),
        Err(error) => Err(failed(error)),
        Ok(metadata) if metadata.is_file() && metadata.len() == u64::try_from(new.len()).unwrap_or(u64::MAX) => {
            Ok(fs::read(path).map_err(failed)? == new.as_bytes())
        }
        Ok(_) => Ok(false),
    }
}

/// Writes texts by their paths, each whole or not at all; not even a power cut leaves half of one.
///
/// # Errors
/// If one cannot be written; it is then as it was, as are those after it.
pub fn all(texts: &[(PathBuf, &str)]) -> Result<(), WriteError> {
    texts.chunks(AT_A_TIME).try_for_each(|texts| {
        let staged = texts.iter().map(stage).collect::<Result<Vec<_>, _>>()?;
        let paths: Vec<PathBuf> = staged.iter().map(|(scratch, _)| scratch.path().to_owned()).collect();
        let Some((_, first)) = staged.first() else { return Ok(()) };
        disk::keep(first.parent().unwrap_or(first), &paths).map_err(|source| WriteError { path: (*first).clone(), source })?;
        staged
            .iter()
            .try_for_each(|(scratch, path)| fs::rename(scratch.path(), path).map_err(|source| WriteError { path: (*path).clone(), source }))
    })
}

/// Writes a text beside its path.
fn stage<'a>((path, text): &'a (PathBuf, &str)) -> Result<(Scratch, &'a PathBuf), WriteError> {
    let (folder, start) = beside(path);
    let scratch = Scratch::file(folder, &start, text.as_bytes());
    scratch.map(|scratch| (scratch, path)).map_err(|source| WriteError { path: path.clone(), source })
}

/// The folder of a path, and how scratch of it is named: hidden, so that what a killed run leaves is no stray file of the dossier.
fn beside(path: &Path) -> (&Path, String) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (folder, format!(".{}.dossier-", path.file_name().unwrap_or_default().to_string_lossy()))
}

/// Writes texts by their names into a folder, which is made if it is not there; each is written whole or not at all.
///
/// # Errors
/// If the folder cannot be made or a text not written; those before it are.
pub fn texts(folder: &Path, texts: &[(String, String)]) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|source| WriteError { path: folder.to_owned(), source })?;
    let texts: Vec<(PathBuf, &str)> = texts.iter().map(|(name, text)| (folder.join(name), text.as_str())).collect();
    all(&texts)
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
            Self::Write(error) => write!(formatter, "{error}"),
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
    // An empty folder that is there already keeps its place: it may be where the publisher stands.
    if path.exists() {
        return fill(path, files).map_err(failed);
    }
    let (parent, start) = beside(path);
    let staged = fs::create_dir_all(parent).and_then(|()| Scratch::folder(parent, &start)).map_err(failed)?;
    fill(staged.path(), files).and_then(|()| fs::rename(staged.path(), path)).map_err(failed)
}

/// Whether a folder does not exist or has nothing in it.
fn is_free(path: &Path) -> io::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(fs::symlink_metadata(path).is_err()),
        // A file, which may also stand in the way of the path.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory && path.exists() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes files with their paths in a folder.
fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let mut paths = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, bytes)?;
        paths.push(path);
    }
    disk::keep(folder, &paths)
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
