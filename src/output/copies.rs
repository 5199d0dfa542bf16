//! Puts offline copies on disk: all of them, or none. A list of their sums lies beside them and marks the folder as ours.
#![expect(clippy::disallowed_methods, reason = "this module writes the folder of copies")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::claim::Claim;
use super::manifest::{Manifest, hash, size_and_hash};
use super::scratch::Scratch;
use super::{Mark, OutputError, swap};
use crate::archive::{Folder, Out, SUMS};
use crate::disk;

/// A folder of copies that is being written beside its place.
pub struct Copies {
    /// Where it will stand.
    claim: Claim,
    /// Where it is written.
    staging: PathBuf,
    /// The sums of the copies that stand there now.
    old: Manifest,
    /// The sums of what is written so far.
    sums: Manifest,
    /// Each file of it with its bytes, in the order in which they came.
    files: Vec<(String, u64)>,
}

/// Copies that stand in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Where.
    pub output: PathBuf,
    /// Each file with its bytes, without the list of their sums.
    pub files: Vec<(String, u64)>,
    /// The SHA-512 of the list of their sums: who knows it can tell whether anything has changed.
    pub fingerprint: String,
}

impl Copies {
    /// Begins a folder of copies. Waits for another run that writes to the same place, after a call of `waiting`.
    ///
    /// # Errors
    /// If the place is not ours or cannot be replaced, or the system refuses.
    pub fn begin(root: &Path, output: &Path, waiting: &dyn Fn()) -> Result<Self, OutputError> {
        let claim = Claim::take_for(Mark::COPIES, root, output, waiting)?;
        let old = swap::check_ours(claim.output(), Mark::COPIES)?;
        claim.clean_up();
        let staging = claim.beside("new");
        fs::create_dir(&staging).map_err(OutputError::io(&staging))?;
        Ok(Self { claim, staging, old, sums: Manifest::default(), files: Vec::new() })
    }

    /// Begins the site that they are made of, beside them.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn scratch(&self) -> Result<Scratch, OutputError> {
        Scratch::begin(self.claim.beside("scratch"))
    }

    /// Puts the copies in their place, with the list of their sums beside them.
    ///
    /// # Errors
    /// If the system refuses, or somebody put a file among those that stand there; they are then as they were.
    pub fn finish(mut self) -> Result<Placed, OutputError> {
        let text = self.sums.to_text();
        let path = self.staging.join(SUMS);
        let written = File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(OutputError::io(&path))?;
        let fresh: Vec<PathBuf> = self.files.iter().map(|(path, _)| self.staging.join(path)).chain([path]).collect();
        swap::keep(&self.staging, &fresh)?;
        swap::replace(&self.staging, self.claim.output(), &|path| path == SUMS || self.old.hash(path).is_some())?;
        Ok(Placed { output: self.claim.output().to_owned(), files: std::mem::take(&mut self.files), fingerprint: hash(text.as_bytes()) })
    }
}

impl Folder for Copies {
    fn file(&mut self, path: &str, write: &mut dyn FnMut(&mut dyn Out) -> io::Result<()>) -> io::Result<()> {
        if path == SUMS || path.split('/').any(|part| matches!(part, "" | "." | "..")) || path.contains(['\\', '\n', '\r']) {
            return Err(io::Error::other(format!("`{path}` is no path of a copy")));
        }
        let target = self.staging.join(path);
        let at = |error: io::Error| io::Error::new(error.kind(), format!("`{path}`: {error}"));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(at)?;
        }
        let mut file = BufWriter::new(Careful { file: File::create_new(&target).map_err(at)?, position: 0, failure: None });
        let written = write(&mut file).and_then(|()| file.flush());
        // What the system said first is the cause of whatever a form made of it.
        file.get_mut().failure.take().map_or(written, Err).map_err(at)?;
        drop(file);
        // Read back: a form may have gone back to mend what it wrote.
        let (n_bytes, hash) = size_and_hash(&target).map_err(at)?;
        self.sums.insert(path, hash);
        self.files.push((path.to_owned(), n_bytes));
        Ok(())
    }
}

/// A file that once refused something, and is not to be kept then. From there on it takes everything and keeps nothing: those who end
/// an archive when they are dropped would complain once more, past all reports.
struct Careful {
    /// The file.
    file: File,
    /// Where the next bytes go.
    position: u64,
    /// What the system said when it refused.
    failure: Option<io::Error>,
}

impl Careful {
    /// Does something with the file, unless it has refused something.
    fn act<T>(&mut self, act: impl FnOnce(&mut File) -> io::Result<T>, instead: T) -> io::Result<T> {
        if self.failure.is_some() {
            return Ok(instead);
        }
        act(&mut self.file).map_err(|error| {
            let kind = error.kind();
            if kind != io::ErrorKind::Interrupted {
                self.failure = Some(error);
            }
            kind.into()
        })
    }
}

impl Write for Careful {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_bytes = self.act(|file| file.write(bytes), bytes.len())?;
        self.position += n_bytes as u64;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.act(File::flush, ())
    }
}

impl Seek for Careful {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let instead = match to {
            SeekFrom::Start(position) => position,
            SeekFrom::Current(offset) | SeekFrom::End(offset) => self.position.saturating_add_signed(offset),
        };
        self.position = self.act(|file| file.seek(to), instead)?;
        Ok(self.position)
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        // After an exchange the folder is that of the old copies, after a failure the unfinished one.
        let _ = disk::remove_folder(&self.staging);
    }
}
