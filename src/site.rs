//! Paths of the site, relative links between them, and the `Sink` that takes finished files.

pub mod assets;
pub mod manifest;
pub mod media;
pub mod page;
pub mod routes;
pub mod tally;

use std::borrow::{Borrow, Cow};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::FixedState;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cache::sound::Sound;
use crate::digest::Digest;

/// The path of a file from the site's root, with `/`, never empty. Clones share it: a large site has many, each in several lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

/// Things by path, in any order: quick, and the paths are our own, so that nobody chooses them to collide.
pub type PathMap<T> = HashMap<SitePath, T, FixedState>;

/// Paths in any order, as quick.
pub type PathSet = HashSet<SitePath, FixedState>;

impl SitePath {
    /// Takes a path made by us: relative, with `/`, without `.` or `..`.
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative link from a page to this file: it works at any root, and from a disk.
    #[must_use]
    pub fn from(&self, page: &Self) -> String {
        let n_same = self.0.bytes().zip(page.0.bytes()).take_while(|(one, other)| one == other).count();
        // Where the folders end that both lie in.
        let end = self.0.as_bytes().iter().take(n_same).rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
        let n_up = page.0.bytes().skip(end).filter(|byte| *byte == b'/').count();
        let rest = self.0.get(end..).unwrap_or_default();
        let mut link = String::with_capacity("../".len() * n_up + rest.len());
        (0..n_up).for_each(|_| link.push_str("../"));
        link.push_str(rest);
        link
    }

    /// The way from a page's folder to the root: `""`, `../`, `../../`.
    #[must_use]
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl Serialize for SitePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SitePath {
    /// From a form in which texts stand as they are, as in a cache.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&str>::deserialize(deserializer).map(Self::new)
    }
}

impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Takes the finished files of a site, in any order, from any thread.
pub trait Sink: Sync {
    /// Takes a file. A path is given once.
    fn put(&self, path: SitePath, bytes: Vec<u8>);

    /// Asked before a file is made, with the digest of all that it is made of: whether it stands there from an earlier build, and is kept.
    /// If it is not, it must be put. The digest is only asked for where something is kept.
    fn keep(&self, path: &SitePath, made_of: &dyn Fn() -> Digest) -> bool {
        let _ = (path, made_of);
        false
    }

    /// Asked before it is even worked out what a page shows, with the digest of all that it can draw on: whether it stands there from an
    /// earlier build that drew on the same, and is kept. If it is not, it must be made. Without a digest it is not.
    fn keep_drawn(&self, path: &SitePath, drawn_from: &dyn Fn() -> Option<Digest>) -> bool {
        let _ = (path, drawn_from);
        false
    }

    /// Told that something was found while a page was made: it must be found again, so that the next build may not keep the page by what
    /// it draws on.
    fn must_draw(&self, path: &SitePath) {
        let _ = path;
    }

    /// Told how many pages there will be, once that is known.
    fn expect_pages(&self, n_pages: usize) {
        let _ = n_pages;
    }

    /// Told when a stage of the build begins, by its name.
    fn begins(&self, stage: &'static str) {
        let _ = stage;
    }

    /// What was found in order before, and need not be looked at again.
    fn sound(&self) -> &Sound {
        Sound::nothing()
    }

    /// The bytes of a file that was put; none where they cannot be read again.
    fn read_back(&self, path: &SitePath) -> Option<Vec<u8>> {
        let _ = path;
        None
    }

    /// The site of the earlier build, of which files are kept; none where nothing is.
    fn earlier(&self) -> Option<&dyn Built> {
        None
    }
}

/// A site that stands there, whole and without errors.
pub trait Built: Sync {
    /// The paths of its files, in order.
    fn paths(&self) -> Vec<&str>;

    /// The bytes of a file; none if it has no such file.
    fn read(&self, path: &SitePath) -> Option<Vec<u8>>;

    /// How many bytes a file has; none if it has no such file.
    fn size(&self, path: &SitePath) -> Option<usize> {
        self.read(path).map(|bytes| bytes.len())
    }
}

/// Finished texts of a site, found by their paths.
pub trait Shelf: Sync {
    /// The text of a file.
    fn find(&self, path: &str) -> Option<Cow<'_, str>>;
    /// The paths of all files, sorted.
    fn paths(&self) -> Vec<String>;
}

impl Shelf for BTreeMap<String, String> {
    fn find(&self, path: &str) -> Option<Cow<'_, str>> {
        self.get(path).map(Cow::from)
    }

    fn paths(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }
}

/// A site as a value.
#[derive(Debug, Default)]
pub struct Memory {
    /// The files so far.
    files: Mutex<BTreeMap<SitePath, Vec<u8>>>,
}

impl Memory {
    /// The files, by path.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<SitePath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
impl Built for BTreeMap<SitePath, Vec<u8>> {
    fn paths(&self) -> Vec<&str> {
        self.keys().map(SitePath::as_str).collect()
    }

    fn read(&self, path: &SitePath) -> Option<Vec<u8>> {
        self.get(path).cloned()
    }
}

impl Sink for Memory {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
    }

    fn read_back(&self, path: &SitePath) -> Option<Vec<u8>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let from = |page: &str, to: &str| SitePath::new(to).from(&SitePath::new(page));
        assert_eq!(from("nl/brieven/a.html", "nl/brieven/b.html"), "b.html");
        assert_eq!(from("nl/brieven/a.html", "en/letters/b.html"), "../../en/letters/b.html");
        assert_eq!(from("nl/brieven/a.html", "nl/index.html"), "../index.html");
        assert_eq!(from("index.html", "nl/index.html"), "nl/index.html");
        assert_eq!(from("nl/index.html", "index.html"), "../index.html");
        assert_eq!(from("nl/nl", "nl/nl/a.html"), "nl/a.html");
        assert_eq!(from("nl/nl/a.html", "nl/nl"), "../nl");
        assert_eq!(from("nl/ab.html", "nl/abc/d.html"), "abc/d.html");
        assert_eq!(from("nl/a.html", "nl/a.html"), "a.html");
    }
}
