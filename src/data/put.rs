//! Puts files of the dossier in their place, whole or not at all.
#![expect(clippy::disallowed_methods, reason = "this module writes lock files, editions and what a dossier begins with")]

use std::error::Error;
use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

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

/// What stood at a path when it was read, to see whether somebody has changed that since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Whatever it was: it may be replaced.
    Anything,
    /// Nothing.
    Nothing,
    /// A text with this SHA-256.
    Text([u8; 32]),
}

impl Before {
    /// A text, as `file::text` gives it: without the mark that some programs put before it.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::of(text.as_bytes())
    }

    /// Bytes.
    fn of(bytes: &[u8]) -> Self {
        Self::Text(Sha256::digest(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)).into())
    }

    /// Whether it still stands at a path.
    fn is_at(self, path: &Path) -> io::Result<bool> {
        match (self, fs::read(path)) {
            (Self::Anything, _) => Ok(true),
            (_, Ok(bytes)) => Ok(self == Self::of(&bytes)),
            (_, Err(error)) if error.kind() == io::ErrorKind::NotFound => Ok(self == Self::Nothing),
            (_, Err(error)) => Err(error),
        }
    }
}

/// A text that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// What it takes the place of.
    pub before: Before,
    /// The text.
    pub text: &'a str,
}

/// How many files are written at a time before they get their names.
const AT_A_TIME: usize = 64;

/// Writes a text beside its path, then gives it its name: nobody ever sees half of it.
///
/// # Errors
/// If it cannot be written; what stood there before is as it was.
pub fn text(path: &Path, text: &str) -> Result<(), WriteError> {
    all(&[(path.to_path_buf(), Change { before: Before::Anything, text })])
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

/// Writes a text where nothing stands yet, in the same way. Returns false, and touches nothing, where something else does, even if it came
/// meanwhile.
///
/// # Errors
/// If it cannot be written, or what stands there cannot be read.
pub fn new_text(path: &Path, new: &str) -> Result<bool, WriteError> {
    let failed = |source| WriteError { path: path.to_owned(), source };
    if is_there(path).map_err(failed)? {
        return is_text(path, new).map_err(failed);
    }
    match all(&[(path.to_path_buf(), Change { before: Before::Nothing, text: new })]) {
        Err(_) if is_there(path).map_err(failed)? => is_text(path, new).map_err(failed),
        written => written.map(|()| true),
    }
}

/// Whether something stands at a path.
fn is_there(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        found => found.map(|_| true),
    }
}

/// Whether what stands at a path is a file with a text.
fn is_text(path: &Path, text: &str) -> io::Result<bool> {
    let metadata = fs::symlink_metadata(path)?;
    let is_as_long = metadata.is_file() && metadata.len() == u64::try_from(text.len()).unwrap_or(u64::MAX);
    Ok(is_as_long && fs::read(path)? == text.as_bytes())
}

/// Writes texts by their paths, each whole or not at all; not even a power cut leaves half of one. Where another stands in its place by now
/// than the one that it was made of, it is not written: somebody's work would be lost.
///
/// # Errors
/// If one cannot be written; it is then as it was, as are those after it.
pub fn all(changes: &[(PathBuf, Change<'_>)]) -> Result<(), WriteError> {
    changes.chunks(AT_A_TIME).try_for_each(|changes| {
        let staged = changes.iter().map(stage).collect::<Result<Vec<_>, _>>()?;
        let paths: Vec<PathBuf> = staged.iter().map(|scratch| scratch.path().to_owned()).collect();
        let Some((first, _)) = changes.first() else { return Ok(()) };
        disk::keep(first.parent().unwrap_or(first), &paths).map_err(|source| WriteError { path: first.clone(), source })?;
        let mut staged = staged.iter().zip(changes);
        staged.try_for_each(|(scratch, (path, change))| {
            give_name(scratch, path, change.before).map_err(|source| WriteError { path: path.clone(), source })
        })
    })
}

/// Writes a text beside its path.
fn stage((path, change): &(PathBuf, Change<'_>)) -> Result<Scratch, WriteError> {
    let (folder, start) = beside(path);
    Scratch::file(folder, &start, change.text.as_bytes()).map_err(|source| WriteError { path: path.clone(), source })
}

/// Gives what was written its name, if that still has what it takes the place of, and the rights that this had.
fn give_name(scratch: &Scratch, path: &Path, before: Before) -> io::Result<()> {
    let changed = || io::Error::other("it was changed meanwhile, and that is kept; do it once more");
    if !before.is_at(path)? {
        return Err(changed());
    }
    if before != Before::Nothing {
        keep_rights(scratch.path(), path);
        return fs::rename(scratch.path(), path);
    }
    disk::rename_new(scratch.path(), path).map_err(|error| if error.kind() == io::ErrorKind::AlreadyExists { changed() } else { error })
}

/// Gives a new file the owner, the group and the mode of the one whose place it takes, as far as the system allows it. Where the group has to
/// be another, that gets no rights: they were given to those of the old one.
#[cfg(unix)]
fn keep_rights(new: &Path, old: &Path) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let Some(had) = fs::symlink_metadata(old).ok().filter(fs::Metadata::is_file) else { return };
    let has = |path: &Path| fs::symlink_metadata(path).map(|metadata| (metadata.uid(), metadata.gid())).ok();
    if has(new) != Some((had.uid(), had.gid())) {
        // Only root may give a file to another account.
        let _ = chown(new, Some(had.uid()), Some(had.gid())).or_else(|_| chown(new, None, Some(had.gid())));
    }
    let is_of_group = has(new).is_some_and(|(_, group)| group == had.gid());
    let rights = if is_of_group { 0o777 } else { 0o707 };
    let _ = fs::set_permissions(new, fs::Permissions::from_mode(had.mode() & rights));
}

/// Elsewhere a file has no such rights.
#[cfg(not(unix))]
fn keep_rights(_new: &Path, _old: &Path) {}

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
    let change = |text| Change { before: Before::Anything, text };
    let changes: Vec<(PathBuf, Change<'_>)> = texts.iter().map(|(name, text)| (folder.join(name), change(text.as_str()))).collect();
    all(&changes)
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
/// If something stands there already, or it cannot be written; then nothing of it is left behind.
pub fn folder(path: &Path, files: &[(String, Vec<u8>)]) -> Result<(), FolderError> {
    let failed = |source| FolderError::Write(WriteError { path: path.to_owned(), source });
    if !is_free(path).map_err(failed)? {
        return Err(FolderError::NotEmpty(path.to_owned()));
    }
    // An empty folder that is there already keeps its place: it may be where the publisher stands.
    if path.exists() {
        return fill(path, files).map_err(|(written, source)| {
            take_away(path, &written);
            failed(source)
        });
    }
    let (parent, start) = beside(path);
    let staged = fs::create_dir_all(parent).and_then(|()| Scratch::folder(parent, &start)).map_err(failed)?;
    fill(staged.path(), files).map_err(|(_, source)| source).and_then(|()| fs::rename(staged.path(), path)).map_err(failed)
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

/// Writes new files with their paths in a folder; after a failure, which were begun.
fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), (Vec<PathBuf>, io::Error)> {
    let mut begun = Vec::with_capacity(files.len());
    let written = files.iter().try_for_each(|(name, bytes)| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let mut file = fs::File::create_new(&path)?;
        begun.push(path);
        file.write_all(bytes)
    });
    written.and_then(|()| disk::keep(folder, &begun)).map_err(|error| (begun, error))
}

/// Takes away what `folder` has written, and the folder if it is to go too; what somebody has changed or added since stays.
pub fn take_back((folder, has_to_go): (&Path, bool), files: &[(String, Vec<u8>)]) {
    let is_ours = |(path, bytes): &(PathBuf, &Vec<u8>)| fs::read(path).is_ok_and(|read| read == **bytes);
    let ours = files.iter().map(|(name, bytes)| (folder.join(name), bytes)).filter(is_ours);
    take_away(folder, &ours.map(|(path, _)| path).collect::<Vec<_>>());
    if has_to_go {
        let _ = fs::remove_dir(folder);
    }
}

/// Removes files below a folder, and the folders that are empty then.
fn take_away(folder: &Path, files: &[PathBuf]) {
    for path in files {
        let _ = fs::remove_file(path);
    }
    for path in files {
        // From the inside to the outside; one in which something is left stays.
        let folders = path.ancestors().skip(1).take_while(|above| *above != folder);
        folders.for_each(|above| _ = fs::remove_dir(above));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_since_it_was_read_is_not_written_over() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.md");
        let write = |before, text| all(&[(path.clone(), Change { before, text })]).map_err(|error| error.to_string());
        write(Before::Nothing, "one").unwrap();
        assert!(write(Before::Nothing, "two").unwrap_err().contains("a.md`: it was changed meanwhile"));
        write(Before::text("one"), "two").unwrap();
        assert!(write(Before::text("one"), "three").unwrap_err().contains("a.md`: it was changed meanwhile"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        fs::write(&path, "\u{feff}two").unwrap();
        write(Before::text("two"), "three").unwrap();
        fs::remove_file(&path).unwrap();
        assert!(write(Before::text("three"), "four").unwrap_err().contains("a.md`: it was changed meanwhile"));
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
        write(Before::Anything, "five").unwrap();
    }

    #[test]
    fn a_text_takes_the_place_of_nothing() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("a.xlf");
        let written = [new_text(&path, "one").unwrap(), new_text(&path, "one").unwrap(), new_text(&path, "two").unwrap()];
        assert_eq!((written, fs::read_to_string(&path).unwrap().as_str()), ([true, true, false], "one"));
        assert!(new_text(&scratch.path().join("none/a.xlf"), "one").is_err());
    }

    #[test]
    fn what_was_written_is_taken_back_and_nothing_else() {
        let scratch = tempfile::tempdir().unwrap();
        let new = scratch.path().join("new");
        let files = ["a/b.txt", "a/c/d.txt", "e.txt"].map(|name| (name.to_owned(), name.as_bytes().to_vec()));
        folder(&new, &files).unwrap();
        take_back((&new, true), &files);
        assert!(!new.exists());
        folder(&new, &files).unwrap();
        fs::write(new.join("a/b.txt"), "somebody's").unwrap();
        take_back((&new, true), &files);
        assert_eq!(fs::read(new.join("a/b.txt")).unwrap(), b"somebody's");
        assert!(!new.join("a/c").exists() && !new.join("e.txt").exists());
        fs::remove_dir_all(&new).unwrap();
        fs::create_dir(&new).unwrap();
        // A name that is a file above a path.
        let broken = [("x/a".to_owned(), b"x".to_vec()), ("x/a/b".to_owned(), b"x".to_vec())];
        assert!(matches!(folder(&new, &broken), Err(FolderError::Write(_))));
        assert_eq!(fs::read_dir(&new).unwrap().count(), 0);
    }

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
