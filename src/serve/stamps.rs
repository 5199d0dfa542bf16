//! When each file of the dossier was last written, as its disk says: to see what no watcher told.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

/// When a file was written and how long it is; nothing of a folder but that it is there.
type Stamp = (Option<SystemTime>, u64);

/// The stamps of all files and folders of a dossier.
#[derive(Debug, Default)]
pub(super) struct Stamps(BTreeMap<PathBuf, Stamp>);

impl Stamps {
    /// Looks at all files, and returns what was written, is new or is gone since they were last looked at.
    pub(super) fn sweep(&mut self, root: &Path) -> Vec<PathBuf> {
        let entries = ["content", "themes"].into_iter().flat_map(|folder| WalkDir::new(root.join(folder)));
        let now: BTreeMap<PathBuf, Stamp> =
            entries.filter_map(Result::ok).filter_map(|entry| Some((entry.path().to_owned(), stamp(&entry.metadata().ok()?)))).collect();
        let mut changed: Vec<PathBuf> =
            now.iter().filter(|(path, stamp)| self.0.get(*path) != Some(stamp)).map(|(path, _)| path.clone()).collect();
        changed.extend(self.0.keys().filter(|path| !now.contains_key(*path)).cloned());
        self.0 = now;
        changed
    }

    /// Looks at a file again that is about to be read.
    pub(super) fn note(&mut self, path: &Path) {
        match path.symlink_metadata() {
            Ok(metadata) => _ = self.0.insert(path.to_owned(), stamp(&metadata)),
            Err(_) => _ = self.0.remove(path),
        }
    }
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
        let mut stamps = Stamps::default();
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
}
