//! Puts a site on disk: the new one is written beside the old, then takes its place, whole or not at all.
//!
//! Files that have not changed are linked from the old site rather than written anew. A folder that is not ours is never replaced:
//! every site holds a manifest, and a non-empty folder without one belongs to somebody else.
#![expect(clippy::disallowed_methods, reason = "this module writes the site")]

pub mod manifest;
mod place;
mod swap;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::site::{Sink, SitePath};
use manifest::{MANIFEST, Manifest};

/// Why a site could not be put on disk.
#[derive(Debug)]
pub enum OutputError {
    /// A file or folder could not be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder holds something that is not a site of ours.
    NotOurs {
        /// The folder.
        path: PathBuf,
    },
    /// The output folder holds, beside a site of ours, a file that we did not make.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The output cannot be replaced: it is the root of a file system, a mount point or has no name.
    NotReplaceable {
        /// The path.
        path: PathBuf,
        /// Why.
        reason: &'static str,
    },
}

impl OutputError {
    /// An error of the system at a path.
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io { path, source } => write!(formatter, "cannot write `{}`: {source}", path.display()),
            Self::NotOurs { path } => write!(
                formatter,
                "`{}` is not empty and holds no `{MANIFEST}` of a site: dossier did not make it, so it is left alone; choose another --output",
                path.display()
            ),
            Self::Foreign { path } => write!(
                formatter,
                "`{}` is not of the site that stands there and would be lost with it; move it, or choose another --output",
                path.display()
            ),
            Self::NotReplaceable { path, reason } => {
                write!(formatter, "`{}` cannot be replaced: {reason}; choose another --output", path.display())
            }
        }
    }
}

impl std::error::Error for OutputError {}

/// A site that is being written beside its place.
pub struct Staging {
    /// Where the site will stand.
    output: PathBuf,
    /// Where it is written.
    folder: PathBuf,
    /// Held while building, so that a second build waits.
    _lock: File,
    /// What the old site holds.
    old: Manifest,
    /// What is written so far.
    written: Mutex<Written>,
}

/// What is written so far.
#[derive(Default)]
struct Written {
    /// Path and SHA-512 of every file.
    manifest: Manifest,
    /// Folders that exist.
    folders: BTreeSet<PathBuf>,
    /// Bytes in all.
    n_bytes: u64,
    /// The first failure.
    failure: Option<OutputError>,
}

/// What was put in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Files, the manifest with them.
    pub n_files: usize,
    /// Bytes in all, without the manifest.
    pub n_bytes: u64,
}

impl Staging {
    /// Begins to write the site of the dossier at `root`, which will stand at `output`. Waits for another build of the same place,
    /// after a call of `waiting`.
    ///
    /// # Errors
    /// If the place is not ours, cannot be replaced, or the system refuses.
    pub fn begin(root: &Path, output: &Path, waiting: &dyn Fn()) -> Result<Self, OutputError> {
        let output = place::absolute(output)?;
        let (parent, name) = swap::parent_and_name(&output)?;
        place::check_apart(&place::absolute(root)?, &output)?;
        // First without a lock, so that a refusal leaves no trace; then again, as another build may have been at work.
        swap::check_ours(&output)?;
        fs::create_dir_all(&parent).map_err(OutputError::io(&parent))?;
        let lock_path = swap::beside(&parent, &name, "lock");
        let lock = swap::lock(&lock_path, waiting).map_err(OutputError::io(&lock_path))?;
        swap::check_ours(&output)?;
        swap::clean_up(&parent, &name);
        let folder = swap::beside(&parent, &name, "new");
        fs::create_dir(&folder).map_err(OutputError::io(&folder))?;
        let old = Manifest::load(&output.join(MANIFEST)).unwrap_or_default();
        Ok(Self { output, folder, _lock: lock, old, written: Mutex::default() })
    }

    /// Puts the new site in the place of the old one.
    ///
    /// # Errors
    /// If a file could not be written, or the folders cannot be exchanged; the old site is then as it was.
    pub fn finish(self) -> Result<Placed, OutputError> {
        let written = std::mem::take(&mut *self.written.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(failure) = written.failure {
            return Err(failure);
        }
        let path = self.folder.join(MANIFEST);
        let mut file = File::create(&path).map_err(OutputError::io(&path))?;
        file.write_all(written.manifest.to_text().as_bytes()).and_then(|()| file.sync_all()).map_err(OutputError::io(&path))?;
        swap::replace(&self.folder, &self.output)?;
        Ok(Placed { n_files: written.manifest.len() + 1, n_bytes: written.n_bytes })
    }

    /// Writes a file, or links it from the old site where that has the same bytes.
    fn write(&self, path: &SitePath, bytes: &[u8], hash: &str) -> Result<(), OutputError> {
        let target = self.folder.join(path.as_str());
        if let Some(parent) = target.parent() {
            self.make_folder(parent)?;
        }
        let old = self.output.join(path.as_str());
        let is_unchanged = self.old.hash(path.as_str()) == Some(hash) && fs::read(&old).is_ok_and(|old| old == bytes);
        if is_unchanged && fs::hard_link(&old, &target).is_ok() {
            return Ok(());
        }
        fs::write(&target, bytes).map_err(OutputError::io(&target))
    }

    /// Makes a folder once.
    fn make_folder(&self, folder: &Path) -> Result<(), OutputError> {
        let is_known = self.lock_written().folders.contains(folder);
        if !is_known {
            fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
            self.lock_written().folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// What is written so far; a thread that panicked left nothing half-done there.
    fn lock_written(&self) -> std::sync::MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After an exchange this is the old site; after a failure the unfinished one. What cannot be deleted now is at the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Sink for Staging {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        let hash = manifest::hash(&bytes);
        let result = self.write(&path, &bytes, &hash);
        let mut written = self.lock_written();
        written.n_bytes += u64::try_from(bytes.len()).unwrap_or_default();
        written.manifest.insert(path.as_str(), hash);
        if let Err(failure) = result {
            written.failure.get_or_insert(failure);
        }
    }
}
