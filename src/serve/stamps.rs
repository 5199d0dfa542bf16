//! When each file of the dossier was last written, as its disk says: to see what no watcher told.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use walkdir::{DirEntry, WalkDir};

/// When a file was written and how long it is; nothing of a folder but that it is there.
type Stamp = (Option<SystemTime>, u64);

/// The stamps of all files and folders of a dossier, by path. Nothing hangs on their order.
#[derive(Debug, Default)]
pub(super) struct Stamps(Mutex<HashMap<OsString, Stamp>>);

/// How often all files are looked at, beside what the watcher tells.
const PAUSE: Duration = Duration::from_secs(10);

/// How many times as long as the looking takes it rests at least.
const REST: u32 = 100;

impl Stamps {
    /// Looks at all files, and returns what was written, is new or is gone since they were last looked at.
    pub(super) fn sweep(&self, root: &Path) -> Vec<PathBuf> {
        let folders = ["content", "themes"].map(|folder| root.join(folder)).into_iter().chain(linked_themes(root));
        let entries = folders.flat_map(WalkDir::new);
        let stamped = |entry: DirEntry| {
            let stamp = stamp(&entry.metadata().ok()?);
            Some((entry.into_path().into_os_string(), stamp))
        };
        let now: HashMap<OsString, Stamp> = entries.filter_map(Result::ok).filter_map(stamped).collect();
        let mut known = self.lock();
        let written = now.iter().filter(|(path, stamp)| known.get(*path) != Some(stamp)).map(|(path, _)| path);
        let mut changed: Vec<PathBuf> = written.chain(known.keys().filter(|path| !now.contains_key(*path))).map(PathBuf::from).collect();
        changed.sort();
        *known = now;
        changed
    }

    /// Looks at a file again that is about to be read.
    pub(super) fn note(&self, path: &Path) {
        let key = path.as_os_str().to_owned();
        match path.symlink_metadata() {
            Ok(metadata) => _ = self.lock().insert(key, stamp(&metadata)),
            Err(_) => _ = self.lock().remove(&key),
        }
    }

    /// Looks at all files again and again, and tells of what it finds, as long as somebody hears it.
    pub(super) fn watch(&self, root: &Path, tell: &dyn Fn(PathBuf) -> bool) {
        let mut pause = PAUSE;
        loop {
            thread::sleep(pause);
            let start = Instant::now();
            if !self.sweep(root).into_iter().all(tell) {
                return;
            }
            pause = PAUSE.max(start.elapsed() * REST);
        }
    }

    /// The stamps.
    fn lock(&self) -> MutexGuard<'_, HashMap<OsString, Stamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The themes of a dossier that are links: what lies in the folders to which they lead is read as if it lay there.
pub(super) fn linked_themes(root: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(root.join("themes")).min_depth(1).max_depth(1).into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.path_is_symlink() && entry.path().is_dir()).map(DirEntry::into_path).collect()
}

/// The stamp of a file or folder.
fn stamp(metadata: &Metadata) -> Stamp {
    if metadata.is_dir() { (None, 0) } else { (metadata.modified().ok(), metadata.len()) }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test writes the files that it looks at")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_changed_is_seen_once() {
        let root = tempfile::tempdir().unwrap();
        let letter = root.path().join("content/letters/a");
        let (file, other) = (letter.join("nl.md"), letter.join("en.md"));
        let stamps = Stamps::default();
        assert_eq!(stamps.sweep(root.path()), Vec::<PathBuf>::new());
        fs::create_dir_all(&letter).unwrap();
        fs::write(&file, "een").unwrap();
        fs::write(&other, "one").unwrap();
        assert_eq!(stamps.sweep(root.path()).len(), 5);
        assert_eq!(stamps.sweep(root.path()), Vec::<PathBuf>::new());
        fs::write(&file, "twee").unwrap();
        assert_eq!(stamps.sweep(root.path()), std::slice::from_ref(&file));
        fs::write(&file, "drie!").unwrap();
        stamps.note(&file);
        fs::remove_file(&other).unwrap();
        assert_eq!(stamps.sweep(root.path()), [other]);
        fs::remove_dir_all(root.path().join("content")).unwrap();
        assert_eq!(stamps.sweep(root.path()).len(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn what_changed_in_a_theme_that_is_a_link_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let (theme, elsewhere) = (root.path().join("themes/own"), root.path().join("elsewhere"));
        fs::create_dir(root.path().join("themes")).unwrap();
        fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &theme).unwrap();
        fs::write(elsewhere.join("theme.toml"), "").unwrap();
        let stamps = Stamps::default();
        assert_eq!(stamps.sweep(root.path()).len(), 3);
        fs::write(elsewhere.join("theme.toml"), "changed").unwrap();
        assert_eq!(stamps.sweep(root.path()), [theme.join("theme.toml")]);
    }
}
