//! A copy in a ZIP archive, read where it is.
#![expect(clippy::disallowed_methods, reason = "this module reads copies")]

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{CopyError, Listing, MAX_ALL, Odd};

/// An archive.
#[derive(Debug)]
pub(super) struct Packed {
    /// Where it is.
    path: PathBuf,
    /// The archive; one file is read at a time.
    archive: Mutex<ZipArchive<BufReader<File>>>,
}

impl Packed {
    /// Lists an archive.
    pub(super) fn open(path: &Path) -> Result<(Listing, Self), CopyError> {
        let not = |reason: String| CopyError::NotAnArchive { path: path.to_owned(), reason };
        let file = File::open(path).map_err(CopyError::io(path))?;
        let failed = |error: ZipError| failed(path, of_system(error), &not);
        let archive = ZipArchive::new(BufReader::new(file)).map_err(failed)?;
        if archive.has_duplicate_names() {
            return Err(not("it has two files of one name, so that nobody can say which is meant".to_owned()));
        }
        let (mut listing, mut n_all) = (Listing::default(), 0_u64);
        for idx in 0..archive.len() {
            let entry = archive.by_index_data(idx).map_err(failed)?;
            let name = entry.name().map(|name| name.into_owned()).map_err(failed)?;
            if entry.is_dir() {
                continue;
            }
            let reason = if entry.is_symlink() { Some("it is a link, which is not followed") } else { odd_name(&name) };
            match reason {
                Some(reason) => listing.odd.push(Odd { path: name, reason }),
                None => {
                    n_all = n_all.saturating_add(entry.size());
                    listing.take(path, name, entry.size())?;
                }
            }
        }
        if MAX_ALL < n_all {
            return Err(not(format!("it would unpack to more than {} GB", MAX_ALL >> 30)));
        }
        Ok((listing, Self { path: path.to_owned(), archive: Mutex::new(archive) }))
    }

    /// Reads a file that was listed with `n_bytes`; one that unpacks to another number of bytes, or whose sum is wrong, is damaged.
    pub(super) fn read_to(&self, name: &str, n_bytes: u64, out: &mut dyn Write) -> Result<u64, CopyError> {
        let damaged = |reason: String| CopyError::Damaged { path: self.path.clone(), file: name.to_owned(), reason };
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = |error: io::Error| failed(&self.path, error, &damaged);
        let file = archive.by_name(name).map_err(|error| failed(of_system(error)))?;
        let n_read = io::copy(&mut file.take(n_bytes.saturating_add(1)), out).map_err(failed)?;
        if n_read != n_bytes {
            return Err(damaged(format!("it unpacks to other than the {n_bytes} bytes that the archive says")));
        }
        Ok(n_read)
    }
}

/// What is wrong with an archive, as an error of the system where it is one.
fn of_system(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

/// Why an archive cannot be read: of what the system says the archive, which may be sound, has no fault.
fn failed(path: &Path, source: io::Error, of_content: &dyn Fn(String) -> CopyError) -> CopyError {
    match source.raw_os_error() {
        Some(_) => CopyError::Io { path: path.to_owned(), source },
        None => of_content(source.to_string()),
    }
}

/// Why a name cannot be that of a file in a copy; nothing where it can.
fn odd_name(name: &str) -> Option<&'static str> {
    let is_part = |part: &str| !part.is_empty() && part != "." && part != "..";
    let is_sound = name.split('/').all(is_part) && !name.contains(['\\', '\0', ':']);
    (!is_sound).then_some("its name leads out of the copy, or is none on every system")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_fails_is_no_fault_of_the_archive() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.zip");
        let of = |error| failed(&path, error, &|reason| CopyError::NotAnArchive { path: path.clone(), reason });
        assert!(of(io::Error::from_raw_os_error(5)).is_of_machine());
        assert!(of(of_system(ZipError::Io(io::Error::from_raw_os_error(5)))).is_of_machine());
        std::fs::write(&path, "no archive").unwrap();
        assert!(Packed::open(&path).unwrap_err().is_of_content());
    }
}
