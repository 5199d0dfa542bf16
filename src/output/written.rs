//! What is written of a site, file by file, kept small: of a large site all of it is held at once.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::OutputError;
use crate::cache::stamps::Stamp;
use crate::digest::Digest;
use crate::site::manifest::{Sum, add_line};
use crate::site::{PathMap, SitePath};

/// What is written so far.
#[derive(Default)]
pub(super) struct Written {
    /// What is known of each file. Each in a piece of memory of its own: many places of the map are always free.
    files: PathMap<Box<File>>,
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
    /// What it hangs on.
    hangs_on: HangsOn,
}

/// What a file hangs on, as far as that was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HangsOn {
    /// What it was made of.
    pub made_of: Option<Digest>,
    /// What the page drew on, where that is all that it hangs on.
    pub drawn_from: Option<Digest>,
}

/// A file of a site that stands there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Standing {
    /// Its path.
    pub path: SitePath,
    /// The SHA-512 of its bytes.
    pub sum: Sum,
    /// Its stamp, which the disk knows as well.
    #[serde(skip)]
    pub stamp: Stamp,
    /// What it hangs on.
    pub hangs_on: HangsOn,
}

impl Written {
    /// What is known of a file, to be told more.
    fn of(&mut self, path: &SitePath) -> &mut File {
        self.files.entry(path.clone()).or_default()
    }

    /// Takes in what a file was made of.
    pub(super) fn made_of(&mut self, path: &SitePath, made_of: Digest) {
        self.of(path).hangs_on.made_of = Some(made_of);
    }

    /// Takes in what a page drew on; nothing where that is not all that it hangs on.
    pub(super) fn drawn_from(&mut self, path: &SitePath, drawn_from: Option<Digest>) {
        self.of(path).hangs_on.drawn_from = drawn_from;
    }

    /// Takes in a file that was kept.
    pub(super) fn keep(&mut self, Standing { path, sum, stamp, .. }: &Standing) {
        self.n_bytes += stamp.size();
        self.of(path).standing = Some((*sum, *stamp));
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

    /// The files that are there, in order; with room for one more, their manifest.
    pub(super) fn standing(&self) -> Vec<Standing> {
        let standing = |(path, file): (&SitePath, &File)| {
            let (sum, stamp) = file.standing?;
            Some(Standing { path: path.clone(), sum, stamp, hangs_on: file.hangs_on })
        };
        let mut files: Vec<(&SitePath, &File)> = self.files.iter().map(|(path, file)| (path, &**file)).collect();
        files.par_sort_unstable_by_key(|(path, _)| *path);
        let mut all = Vec::with_capacity(files.len() + 1);
        all.par_extend(files.into_par_iter().filter_map(standing));
        all
    }

    /// The paths of the files that are new: the disk may not have them yet.
    pub(super) fn fresh(&self) -> impl Iterator<Item = &SitePath> {
        self.files.iter().filter(|(_, file)| file.is_fresh).map(|(path, _)| path)
    }

    /// Bytes in all.
    pub(super) fn n_bytes(&self) -> u64 {
        self.n_bytes
    }
}

/// The manifest of files that are in order.
pub(super) fn manifest(files: &[Standing]) -> String {
    let lines = |files: &[Standing]| {
        let mut text = String::new();
        files.iter().for_each(|file| add_line(&mut text, (&file.sum.to_string(), file.path.as_str())));
        text
    };
    files.par_chunks(LINES).map(lines).collect::<Vec<_>>().concat()
}

/// How many lines of a manifest are made at once.
const LINES: usize = 4_096;
