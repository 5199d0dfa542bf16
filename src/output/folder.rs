//! The folder in which a site is written before it takes its place: a new one, or the twin of the site that stands there.
//!
//! A twin holds the files of the site under a second name each, so it takes no room to speak of, and a build that changes little changes
//! little in it: making a new folder of fifty thousand names and deleting the old one costs a second, however little is new. One exchange
//! makes the twin the site; then what was the site is made its twin. Whatever state a twin is found in is mended on the way: every name in
//! it is held to the number by which the disk knows the file of the site, and given anew if it differs.
#![expect(clippy::disallowed_methods, reason = "this module writes the folder of a new site")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::OutputError;
use super::claim::Claim;
use crate::cache::stamps::Stamp;
use crate::disk;
use crate::site::{PathMap, SitePath};

/// The folder in which a site is written.
pub(super) struct Folder {
    /// Where it is.
    path: PathBuf,
    /// Whether it was there before, as a twin.
    is_twin: bool,
    /// What stood in it.
    standing: Contents,
    /// What has been done to it.
    done: Mutex<Done>,
}

/// What stands in a folder.
#[derive(Debug, Default, PartialEq, Eq)]
struct Contents {
    /// The files, each with the number by which the disk knows it.
    files: PathMap<u64>,
    /// The folders.
    folders: BTreeSet<String>,
}

/// What has been done to a folder.
#[derive(Default)]
struct Done {
    /// The files that were written or taken away, or given another name.
    changed: BTreeSet<SitePath>,
    /// The folders that are needed.
    folders: BTreeSet<String>,
}

impl Folder {
    /// Opens the twin of a site, if it may have one and does; else a new folder.
    pub(super) fn open(claim: &Claim, may_be_twin: bool) -> Result<Self, OutputError> {
        let path = claim.beside("twin");
        if let Some(standing) = may_be_twin.then(|| look(&path)).flatten() {
            return Ok(Self { path, is_twin: true, standing, done: Mutex::default() });
        }
        let _ = disk::remove_folder(&path);
        Self::begin(claim.beside("new"))
    }

    /// Makes a new folder.
    pub(super) fn begin(path: PathBuf) -> Result<Self, OutputError> {
        fs::create_dir(&path).map_err(OutputError::io(&path))?;
        Ok(Self { path, is_twin: false, standing: Contents::default(), done: Mutex::default() })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives a file of the site that stands there a name here; whether it has one now.
    pub(super) fn link(&self, path: &str, (site, stamp): (&Path, &Stamp)) -> bool {
        if self.standing.files.get(path) == Some(&stamp.number()) {
            return self.need_folder(path).is_ok();
        }
        self.make_room(path).is_ok_and(|target| fs::hard_link(site.join(path), target).is_ok())
    }

    /// Begins a new file.
    pub(super) fn create(&self, path: &SitePath) -> Result<File, OutputError> {
        let target = self.make_room(path.as_str())?;
        self.lock_done().changed.insert(path.clone());
        File::create_new(&target).map_err(OutputError::io(&target))
    }

    /// Makes room for a file: its folder is there, and what stood in its place is not. That may have another name, so nothing must ever
    /// be written into it.
    fn make_room(&self, path: &str) -> Result<PathBuf, OutputError> {
        let target = self.path.join(path);
        let folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        for standing in folders.chain([path]).filter(|path| self.standing.files.contains_key(*path)) {
            self.lock_done().changed.insert(SitePath::new(standing));
            gone(fs::remove_file(self.path.join(standing)), &target)?;
        }
        if self.standing.folders.contains(path) {
            let below = format!("{path}/");
            let files = self.standing.files.keys().filter(|path| path.as_str().starts_with(&below));
            self.lock_done().changed.extend(files.cloned());
            gone(fs::remove_dir_all(&target), &target)?;
        }
        self.need_folder(path)?;
        Ok(target)
    }

    /// Makes the folder of a file, if it is not there, and remembers that it is needed.
    fn need_folder(&self, path: &str) -> Result<(), OutputError> {
        let Some((folder, _)) = path.rsplit_once('/') else { return Ok(()) };
        let is_known = self.lock_done().folders.contains(folder);
        if !is_known {
            // Only when it is there may others rely on it.
            let target = self.path.join(folder);
            fs::create_dir_all(&target).map_err(OutputError::io(&target))?;
            self.lock_done().folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Takes away what stood here and is not of the new site.
    pub(super) fn leave_only(&self, is_new: impl Fn(&str) -> bool) -> Result<(), OutputError> {
        let mut done = self.lock_done();
        for path in self.standing.files.keys().filter(|path| !is_new(path.as_str())) {
            done.changed.insert(path.clone());
            let target = self.path.join(path.as_str());
            gone(fs::remove_file(&target), &target)?;
        }
        let is_needed = |folder: &str| done.folders.iter().any(|needed| needed == folder || needed.starts_with(&format!("{folder}/")));
        // From the end, so that the folders in a folder go before it.
        for folder in self.standing.folders.iter().rev().filter(|folder| !is_needed(folder) && !is_new(folder)) {
            let target = self.path.join(folder);
            gone(fs::remove_dir(&target), &target)?;
        }
        Ok(())
    }

    /// Makes this folder, which was the site or should have become it, the twin of the site that stands there now. `gone` are files that
    /// the site once had. What fails is mended by the next build.
    pub(super) fn pair(&self, claim: &Claim, gone: impl Iterator<Item = SitePath>) {
        let done = std::mem::take(&mut *self.lock_done());
        for path in done.changed.into_iter().chain(gone) {
            let (own, of_site) = (self.path.join(path.as_str()), claim.output().join(path.as_str()));
            let _ = fs::remove_file(&own);
            if of_site.is_file() {
                let _ = own.parent().map(fs::create_dir_all);
                let _ = fs::hard_link(of_site, own);
            }
        }
        if !self.is_twin {
            let _ = fs::rename(&self.path, claim.beside("twin"));
        }
    }

    /// Deletes it.
    pub(super) fn delete(&self) {
        let _ = disk::remove_folder(&self.path);
    }

    /// What stood in it, taken out.
    pub(super) fn take_standing(&mut self) -> impl Send + 'static {
        std::mem::take(&mut self.standing)
    }

    /// Whether it was there before, as a twin.
    pub(super) fn is_twin(&self) -> bool {
        self.is_twin
    }

    /// What has been done so far; a thread that panicked left nothing half-done there.
    fn lock_done(&self) -> MutexGuard<'_, Done> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What deleting something came to: what was gone already is gone.
fn gone(result: io::Result<()>, path: &Path) -> Result<(), OutputError> {
    match result {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory) => {
            Err(OutputError::io(path)(error))
        }
        _ => Ok(()),
    }
}

/// Looks at what stands in a folder, and makes sure that it can be changed: somebody may have protected it while it was the site. None if
/// either cannot be done, or what stands there is not such as we leave there.
fn look(folder: &Path) -> Option<Contents> {
    let (files, folders) = look_below(folder, "")?;
    Some(Contents { files: files.into_iter().collect(), folders: folders.into_iter().collect() })
}

/// The files below a folder, in any order, each with the number by which the disk knows it; and the folders.
type Below = (Vec<(SitePath, u64)>, Vec<String>);

/// Looks at what stands below a folder in one whose own path begins all others.
fn look_below(folder: &Path, prefix: &str) -> Option<Below> {
    let (mut files, mut folders) = Below::default();
    let own = folder.join(prefix);
    disk::let_owner_write(&own).ok()?;
    for entry in fs::read_dir(own).ok()? {
        let entry = entry.ok()?;
        let path = format!("{prefix}{}", entry.file_name().to_str()?);
        let kind = entry.file_type().ok()?;
        if kind.is_dir() {
            folders.push(path);
        } else if kind.is_file() {
            files.push((SitePath::new(path), number(&entry)?));
        } else {
            return None;
        }
    }
    let below: Option<Vec<Below>> = folders.par_iter().map(|path| look_below(folder, &format!("{path}/"))).collect();
    for (more_files, more_folders) in below? {
        files.extend(more_files);
        folders.extend(more_folders);
    }
    Some((files, folders))
}

/// The number by which the disk knows a file, as its folder has it.
#[cfg(unix)]
fn number(entry: &fs::DirEntry) -> Option<u64> {
    use std::os::unix::fs::DirEntryExt;
    Some(entry.ino())
}

/// Elsewhere such numbers cannot be told.
#[cfg(not(unix))]
fn number(_entry: &fs::DirEntry) -> Option<u64> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_twin_that_somebody_protected_can_be_changed() {
        let place = tempfile::tempdir().unwrap();
        let claim = Claim::take(&place.path().join("dossier"), &place.path().join("site"), &|| {}).unwrap();
        let twin = claim.beside("twin");
        let folders = [twin.join("a/b"), twin.join("a"), twin.clone()];
        fs::create_dir_all(&folders[0]).unwrap();
        fs::write(twin.join("a/b/c"), "").unwrap();
        folders.iter().for_each(|folder| fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap());
        assert!(Folder::open(&claim, true).unwrap().is_twin());
        let modes = folders.map(|folder| fs::metadata(folder).unwrap().permissions().mode() & 0o777);
        assert_eq!(modes, [0o755; 3]);
    }
}
