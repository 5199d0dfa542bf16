//! The right to an output: its place is sound, and no other build writes there as long as it is held.
#![expect(clippy::disallowed_methods, reason = "this module makes the folder around an output, and takes its lock")]

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{Mark, OutputError, place, swap};
use crate::cache::stamps::{self, Listing};

/// An output that this build alone may write.
#[derive(Debug)]
pub struct Claim {
    /// Where the site stands or will stand.
    output: PathBuf,
    /// The folder around it.
    parent: PathBuf,
    /// Its name.
    name: OsString,
    /// Held while building, so that a second build waits.
    _lock: File,
}

impl Claim {
    /// Takes an output for the site of a dossier. Waits for another build of the same place, after a call of `waiting`.
    ///
    /// # Errors
    /// If the place cannot be replaced, or the system refuses.
    pub fn take(root: &Path, output: &Path, waiting: &dyn Fn()) -> Result<Self, OutputError> {
        Self::take_for(Mark::SITE, root, output, waiting)
    }

    /// Takes an output for what is known by a mark. Waits for another run of the same place, after a call of `waiting`.
    ///
    /// # Errors
    /// If the place cannot be replaced, or the system refuses.
    pub fn take_for(mark: Mark, root: &Path, output: &Path, waiting: &dyn Fn()) -> Result<Self, OutputError> {
        let output = place::absolute(output)?;
        let (parent, name) = swap::parent_and_name(&output)?;
        place::check_apart(&place::absolute(root)?, &output)?;
        let lock_path = swap::beside(&parent, &name, "lock");
        if !lock_path.is_file() {
            // First without a lock, so that a refusal leaves no trace.
            swap::check_ours(&output, mark)?;
        }
        fs::create_dir_all(&parent).map_err(OutputError::io(&parent))?;
        let lock = swap::lock(&lock_path, waiting).map_err(OutputError::io(&lock_path))?;
        Ok(Self { output, parent, name, _lock: lock })
    }

    /// Where the site stands or will stand.
    #[must_use]
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// A path of ours beside the output.
    #[must_use]
    pub fn beside(&self, what: &str) -> PathBuf {
        swap::beside(&self.parent, &self.name, what)
    }

    /// Everything in the site that stands there, each with its stamp but without what other names of it would change; none if no folder
    /// stands there, or not one that can be exchanged for another.
    #[must_use]
    pub fn standing(&self) -> Option<Listing> {
        let is_folder = swap::is_folder(&self.output).unwrap_or_default();
        let listing = stamps::list(&self.output, true).ok().filter(|_| is_folder)?;
        Some(listing.into_iter().map(|(path, stamp)| (path, stamp.without_links())).collect())
    }

    /// Deletes what an interrupted build left beside the output, and puts an old site back that lost its place.
    pub fn clean_up(&self) {
        swap::clean_up(&self.parent, &self.name);
    }
}
