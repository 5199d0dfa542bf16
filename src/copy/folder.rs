//! A copy in a folder. Links in it are not followed.
#![expect(clippy::disallowed_methods, reason = "this module reads copies")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{CopyError, Listing, MAX_FILE, Odd};

/// The sizes of the files in a folder that is no copy by itself, by path with `/`.
///
/// # Errors
/// If it or a folder in it cannot be read, or it has more files than a copy can have.
pub fn list(path: &Path) -> Result<BTreeMap<String, u64>, CopyError> {
    let folder = Folder { path: path.to_owned() };
    let mut listing = Listing::default();
    for entry in WalkDir::new(path).min_depth(1).sort_by_file_name() {
        folder.look(entry, &mut listing)?;
    }
    match listing.unreadable.pop() {
        Some((_, error)) => Err(error),
        None => Ok(listing.files.into_iter().chain(listing.odd.into_iter().map(|odd| (odd.path, 0))).collect()),
    }
}

/// A folder.
#[derive(Debug)]
pub(super) struct Folder {
    /// Where it is.
    path: PathBuf,
}

impl Folder {
    /// Lists a folder that has one of the `marks` of a copy, or in which a folder has one. Other folders are not walked.
    pub(super) fn open(path: &Path, marks: &[&str]) -> Result<(Listing, Self), CopyError> {
        let folder = Self { path: path.to_owned() };
        let mut refused = None;
        let mut is_mark = |path: PathBuf| match fs::metadata(&path) {
            Ok(metadata) => metadata.is_file(),
            Err(source) => {
                let is_nothing = matches!(source.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
                if !is_nothing {
                    refused.get_or_insert(CopyError::Io { path, source });
                }
                false
            }
        };
        let mut has_mark = |folder: &Path| marks.iter().any(|mark| is_mark(folder.join(mark)));
        let mut listing = Listing::default();
        let below = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(CopyError::io(path))?;
        if !has_mark(path) && !below.iter().any(|below| has_mark(&below.path())) {
            // What cannot be looked at may be a mark: nobody can say then that this is no copy.
            return refused.map_or(Ok((listing, folder)), Err);
        }
        for entry in WalkDir::new(path).min_depth(1).sort_by_file_name() {
            folder.look(entry, &mut listing)?;
        }
        Ok((listing, folder))
    }

    /// Takes what was found into the listing, or that it cannot be looked at.
    fn look(&self, entry: walkdir::Result<DirEntry>, listing: &mut Listing) -> Result<(), CopyError> {
        match entry {
            Ok(entry) => self.take(&entry, listing),
            Err(error) => {
                let at = error.path().unwrap_or(&self.path).to_owned();
                let below = at.strip_prefix(&self.path).unwrap_or(&at).to_string_lossy().into_owned();
                listing.unreadable.push((below, CopyError::Io { path: at, source: error.into() }));
                Ok(())
            }
        }
    }

    /// Takes what was found into the listing.
    fn take(&self, entry: &DirEntry, listing: &mut Listing) -> Result<(), CopyError> {
        let kind = entry.file_type();
        if kind.is_dir() {
            return Ok(());
        }
        let below = entry.path().strip_prefix(&self.path).unwrap_or(entry.path());
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let name = parts.join("/");
        let mut odd = |reason| listing.odd.push(Odd { path: name.clone(), reason });
        if kind.is_symlink() {
            odd("it is a link, which is not followed");
        } else if !kind.is_file() {
            odd("it is no file");
        } else if below.to_str().is_none() {
            odd("its name is no UTF-8");
        } else {
            match entry.metadata() {
                Ok(metadata) => listing.take(&self.path, name, metadata.len())?,
                Err(error) => listing.unreadable.push((name, CopyError::Io { path: entry.path().to_owned(), source: error.into() })),
            }
        }
        Ok(())
    }

    /// Reads a file that was listed.
    pub(super) fn read_to(&self, name: &str, out: &mut dyn Write) -> Result<u64, CopyError> {
        let path = self.path.join(name);
        // Looked at once more: what was a file when it was listed may be a link now.
        if !fs::symlink_metadata(&path).map_err(CopyError::io(&path))?.is_file() {
            return Err(CopyError::Missing { path: self.path.clone(), file: name.to_owned() });
        }
        let mut file = File::open(&path).map_err(CopyError::io(&path))?.take(MAX_FILE + 1);
        let n_bytes = io::copy(&mut file, out).map_err(CopyError::io(&path))?;
        if MAX_FILE < n_bytes {
            return Err(CopyError::TooLarge { path: self.path.clone(), file: name.to_owned(), max: MAX_FILE });
        }
        Ok(n_bytes)
    }
}
