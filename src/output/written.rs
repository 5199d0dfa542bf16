//! What is written of a site, file by file, kept small: of a large site all of it is held at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{OutputError, Placed};
use crate::cache::stamps::{self, Stamp};
use crate::digest::Digest;
use crate::site::SitePath;
use crate::site::manifest::{Sum, line};

/// What is written so far.
#[derive(Default)]
pub(super) struct Written {
    /// What is known of each file. Each in a piece of memory of its own: many places of the map are always free.
    files: BTreeMap<SitePath, Box<File>>,
    /// Bytes in all.
    n_bytes: u64,
    /// The first failure.
    failure: Option<OutputError>,
}

/// What is known of a file.
#[derive(Default)]
struct File {
    /// Its SHA-512 and its stamp; none as long as it is not there.
    standing: Option<(Sum, Stamp)>,
    /// Whether it is new: the disk may not have it yet.
    is_fresh: bool,
    /// What it was made of, as far as that was told.
    made_of: Option<Digest>,
    /// What the page drew on, where that is all that it hangs on.
    drawn_from: Option<Digest>,
}

impl Written {
    /// What is known of a file, to be told more.
    fn of(&mut self, path: &SitePath) -> &mut File {
        self.files.entry(path.clone()).or_default()
    }

    /// Takes in what a file was made of.
    pub(super) fn made_of(&mut self, path: &SitePath, made_of: Digest) {
        self.of(path).made_of = Some(made_of);
    }

    /// Takes in what a page drew on; nothing where that is not all that it hangs on.
    pub(super) fn drawn_from(&mut self, path: &SitePath, drawn_from: Option<Digest>) {
        self.of(path).drawn_from = drawn_from;
    }

    /// Takes in a file that was kept, with its SHA-512 and its stamp; that it was.
    pub(super) fn keep(&mut self, path: &SitePath, (sum, stamp): (Sum, Stamp)) -> bool {
        self.n_bytes += stamp.size();
        self.of(path).standing = Some((sum, stamp));
        true
    }

    /// Takes in a file that was put, with its bytes, its SHA-512, its stamp and whether it is new.
    pub(super) fn put(&mut self, path: &SitePath, (n_bytes, sum): (u64, Sum), (stamp, is_fresh): (Stamp, bool)) {
        self.n_bytes += n_bytes;
        let file = self.of(path);
        file.standing = Some((sum, stamp));
        file.is_fresh = is_fresh;
    }

    /// Takes in a failure.
    pub(super) fn fail(&mut self, failure: OutputError) {
        self.failure.get_or_insert(failure);
    }

    /// The first failure, taken out.
    pub(super) fn take_failure(&mut self) -> Option<OutputError> {
        self.failure.take()
    }

    /// Whether there is a file at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|file| file.standing.is_some())
    }

    /// The files that are there, in order, each with its SHA-512 and its stamp.
    fn standing(&self) -> impl Iterator<Item = (&SitePath, &Sum, &Stamp)> {
        self.files.iter().filter_map(|(path, file)| file.standing.as_ref().map(|(sum, stamp)| (path, sum, stamp)))
    }

    /// The manifest of all files.
    pub(super) fn manifest(&self) -> String {
        self.standing().map(|(path, sum, _)| line(sum, path.as_str())).collect()
    }

    /// The files of a folder that are new: the disk may not have them yet.
    pub(super) fn fresh(&self, folder: &Path) -> Vec<PathBuf> {
        self.files.iter().filter(|(_, file)| file.is_fresh).map(|(path, _)| folder.join(path.as_str())).collect()
    }

    /// What was put in place, the manifest among it. Without that it has `n_bytes`.
    pub(super) fn placed(&self, n_bytes: u64) -> Placed {
        let digests = |of: fn(&File) -> Option<Digest>| {
            let told = self.files.iter().filter_map(|(path, file)| Some((path.to_string(), of(file)?)));
            told.collect()
        };
        let now = stamps::now();
        let young = self.standing().filter(|(_, _, stamp)| stamp.is_young(now));
        Placed {
            n_files: self.standing().count(),
            n_bytes,
            made_of: digests(|file| file.made_of),
            drawn_from: digests(|file| file.drawn_from),
            young: young.map(|(path, sum, _)| (path.to_string(), sum.to_string())).collect(),
            stamps: self.standing().map(|(path, _, stamp)| (path.to_string(), *stamp)).collect(),
        }
    }

    /// Bytes in all.
    pub(super) fn n_bytes(&self) -> u64 {
        self.n_bytes
    }
}
