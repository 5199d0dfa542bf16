//! A site that copies are made of: it lies on disk as long as they are made, as a large one takes more memory than a machine may have.
#![expect(clippy::disallowed_methods, reason = "this module reads again what it wrote")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::OutputError;
use super::folder::Folder;
use super::manifest::{Manifest, Sum};
use crate::site::{Built, Sink, SitePath};

/// A site that is written to be read again.
pub struct Scratch {
    /// Where it lies.
    folder: Folder,
    /// What is written so far.
    written: Mutex<Written>,
}

/// What is written so far.
#[derive(Default)]
struct Written {
    /// The files, each with its bytes and their sum.
    files: Files,
    /// What the system refused first.
    failure: Option<io::Error>,
}

/// Files by path, each with how many bytes it has and their SHA-512.
type Files = BTreeMap<SitePath, (usize, Sum)>;

impl Scratch {
    /// Begins a site in a new folder, which goes when it is dropped.
    ///
    /// # Errors
    /// If the system refuses the folder.
    pub fn begin(path: PathBuf) -> Result<Self, OutputError> {
        Ok(Self { folder: Folder::begin(path)?, written: Mutex::default() })
    }

    /// Tells whether all went well so far. What could not be written or read may have led to problems that are none.
    ///
    /// # Errors
    /// What the system refused first, with the path.
    pub fn check(&self) -> io::Result<()> {
        self.lock().failure.take().map_or(Ok(()), Err)
    }

    /// The site, all of which has been put.
    ///
    /// # Errors
    /// If a file could not be written.
    pub fn finished(&self) -> io::Result<Finished<'_>> {
        self.check()?;
        Ok(Finished { scratch: self, files: std::mem::take(&mut self.lock().files) })
    }

    /// Writes a file.
    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), OutputError> {
        let target = self.path(path);
        self.folder.create(path)?.write_all(bytes).map_err(OutputError::io(&target))
    }

    /// The bytes of a file, which was written whole.
    fn read(&self, path: &SitePath) -> Option<Vec<u8>> {
        let path = self.path(path);
        fs::read(&path).map_err(|error| self.fail((&path, &error))).ok()
    }

    /// Takes note of what the system refused.
    fn fail(&self, (path, error): (&Path, &io::Error)) {
        let told = || io::Error::new(error.kind(), format!("`{}`: {error}", path.display()));
        self.lock().failure.get_or_insert_with(told);
    }

    /// Where a file lies.
    fn path(&self, path: &SitePath) -> PathBuf {
        self.folder.path().join(path.as_str())
    }

    /// What is written so far; a thread that panicked left nothing half-done there.
    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Scratch {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        match self.write(&path, &bytes) {
            Ok(()) => _ = self.lock().files.insert(path, (bytes.len(), Sum::of(&bytes))),
            Err(OutputError::Io { path, source }) => self.fail((&path, &source)),
            Err(error) => self.fail((&self.path(&path), &io::Error::other(error))),
        }
    }

    fn read_back(&self, path: &SitePath) -> Option<Vec<u8>> {
        // What could not be written may have left a part.
        let is_whole = self.lock().files.contains_key(path);
        is_whole.then(|| self.read(path))?
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.folder.delete();
    }
}

/// A site that lies there whole.
pub struct Finished<'a> {
    /// Where.
    scratch: &'a Scratch,
    /// Its files.
    files: Files,
}

impl Finished<'_> {
    /// The sums of its files.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        let mut manifest = Manifest::default();
        self.files.iter().for_each(|(path, (_, sum))| manifest.insert(path.as_str(), sum.to_string()));
        manifest
    }
}

impl Built for Finished<'_> {
    fn paths(&self) -> Vec<&str> {
        self.files.keys().map(SitePath::as_str).collect()
    }

    fn read(&self, path: &SitePath) -> Option<Vec<u8>> {
        self.files.get(path).and_then(|_| self.scratch.read(path))
    }

    fn size(&self, path: &SitePath) -> Option<usize> {
        self.files.get(path).map(|(n_bytes, _)| *n_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_there_until_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("site");
        let scratch = Scratch::begin(path.clone()).unwrap();
        scratch.put(SitePath::new("nl/b.html"), b"two".to_vec());
        scratch.put(SitePath::new("a.css"), b"one".to_vec());
        assert_eq!(scratch.read_back(&SitePath::new("a.css")), Some(b"one".to_vec()));
        let site = scratch.finished().unwrap();
        assert_eq!(site.paths(), ["a.css", "nl/b.html"]);
        let found = ["a.css", "nl/b.html", "c"].map(SitePath::new).map(|path| (site.read(&path), site.size(&path)));
        assert_eq!(found, [(Some(b"one".to_vec()), Some(3)), (Some(b"two".to_vec()), Some(3)), (None, None)]);
        assert_eq!(site.manifest().hash("nl/b.html"), Some(&*Sum::of(b"two").to_string()));
        scratch.check().unwrap();
        drop(site);
        drop(scratch);
        assert!(!path.exists());
    }

    #[test]
    fn what_the_system_refuses_first_is_told_with_its_path() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::begin(folder.path().join("site")).unwrap();
        scratch.put(SitePath::new("a.css"), b"one".to_vec());
        // No folder can be made where a file is.
        scratch.put(SitePath::new("a.css/b.css"), b"two".to_vec());
        scratch.put(SitePath::new("a.css/c.css"), b"three".to_vec());
        assert_eq!(scratch.read_back(&SitePath::new("a.css/b.css")), None);
        let told = scratch.finished().err().unwrap().to_string();
        assert!(told.contains("a.css`: ") && !told.contains("c.css"), "{told}");
        let site = scratch.finished().unwrap();
        fs::remove_file(scratch.path(&SitePath::new("a.css"))).unwrap();
        assert_eq!(site.read(&SitePath::new("a.css")), None);
        let failure = scratch.check().unwrap_err();
        assert!(failure.kind() == io::ErrorKind::NotFound && failure.to_string().contains("/site/a.css`: "), "{failure}");
    }
}
