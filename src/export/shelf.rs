//! The data files of a build: found by their paths, and put.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::{GROUPS, Group, Inputs, Kept, OF_LETTERS, file, of_letter, paths_of_letter};
use crate::digest::{Digest, Digester};
use crate::model::letter::Letter;
use crate::site::{Shelf, Sink, SitePath};

/// Data files that are made after what looks for them; until then there are none.
#[derive(Default)]
pub struct Awaited<'a>(OnceLock<DataFiles<'a>>);

impl<'a> Awaited<'a> {
    /// Takes the files, once, and returns them.
    pub fn get_or_make(&self, make: impl FnOnce() -> DataFiles<'a>) -> &DataFiles<'a> {
        self.0.get_or_init(make)
    }
}

impl Shelf for Awaited<'_> {
    fn find(&self, path: &str) -> Option<Cow<'_, str>> {
        self.0.get()?.find(path)
    }

    fn paths(&self) -> Vec<String> {
        self.0.get().map(Shelf::paths).unwrap_or_default()
    }
}

/// From how many bytes on a file of the whole dossier is put as soon as it is made, and read again for a page that shows it: of a large
/// dossier these files are so large that no two of them are held at once.
const LARGE: usize = 64 << 10;

/// The data files of a build. Those of the whole dossier are made once; those of single letters each time that they are asked for: all
/// of them together would take more room than all that was read.
pub struct DataFiles<'a> {
    /// What they are made of.
    inputs: &'a Inputs<'a>,
    /// Those of the whole dossier that were made, by path; without the text of one that has been put.
    of_dossier: BTreeMap<String, Option<String>>,
    /// Those of the whole dossier that were kept from an earlier site.
    kept: BTreeSet<String>,
    /// Where they go, as far as that is known.
    sink: Option<&'a dyn Sink>,
}

impl<'a> DataFiles<'a> {
    /// Makes those of the whole dossier.
    #[must_use]
    pub fn new(inputs: &'a Inputs<'a>) -> Self {
        Self::made(inputs, None)
    }

    /// Makes those of the whole dossier, but for those that a sink keeps from an earlier site.
    #[must_use]
    pub fn after(inputs: &'a Inputs<'a>, sink: &'a dyn Sink) -> Self {
        Self::made(inputs, Some(sink))
    }

    /// Makes those of the whole dossier, but for those that a sink keeps, if there is one.
    fn made(inputs: &'a Inputs<'a>, sink: Option<&'a dyn Sink>) -> Self {
        let make = |group: &Group| {
            let keep = |Kept { paths, made_of }: Kept| {
                let digest = OnceLock::new();
                let made_of = || *digest.get_or_init(|| made_of(inputs));
                let is_kept = |path: &String| sink.is_some_and(|sink| sink.keep(&SitePath::new(path.clone()), &made_of));
                paths().into_iter().partition(is_kept)
            };
            let (kept, missing): (Vec<String>, Vec<String>) = group.kept.map(keep).unwrap_or_default();
            let made = if group.kept.is_some() && missing.is_empty() { Vec::new() } else { (group.make)(inputs) };
            (made.into_iter().filter(|(path, _)| !kept.contains(path)).map(|file| held(file, sink)).collect(), kept)
        };
        let (made, kept): (Vec<Vec<Held>>, Vec<Vec<String>>) = GROUPS.par_iter().map(make).unzip();
        Self { inputs, of_dossier: made.into_iter().flatten().collect(), kept: kept.into_iter().flatten().collect(), sink }
    }

    /// Puts all of them that were neither kept nor put; those of letters that hang on the same as before are kept.
    pub fn put(&self, sink: &dyn Sink) {
        let of_dossier = self.of_dossier.par_iter().filter_map(|(path, text)| Some((path, text.as_ref()?)));
        of_dossier.for_each(|(path, text)| sink.put(SitePath::new(path.as_str()), text.clone().into_bytes()));
        let common = self.common();
        self.inputs.dossier.letters.par_iter().for_each(|letter| {
            let digest = OnceLock::new();
            let made_of = || *digest.get_or_init(|| self.made_of(letter, &common));
            let mut missing: Vec<String> = paths_of_letter(letter).collect();
            missing.retain(|path| !sink.keep(&SitePath::new(path.clone()), &made_of));
            let files = if missing.is_empty() { Vec::new() } else { of_letter(self.inputs, letter) };
            for (path, text) in files.into_iter().filter(|(path, _)| missing.contains(path)) {
                sink.put(SitePath::new(path), text.into_bytes());
            }
        });
    }

    /// What the files of all letters are made of beside the letters.
    fn common(&self) -> Digester {
        let settings = &self.inputs.dossier.settings;
        let mut digester = Digester::default().with(settings.file.text().as_bytes());
        digester.add_hash(&(&settings.base_url, self.inputs.locales));
        digester
    }

    /// The digest of all that the files of a letter are made of.
    fn made_of(&self, letter: &Letter, common: &Digester) -> Digest {
        let routes = self.inputs.routes;
        let path = |lang| routes.letter(&letter.id, lang).map(SitePath::as_str);
        let paths: Vec<Option<&str>> = self.inputs.dossier.settings.languages.iter().map(path).collect();
        let mut digester = common.clone().with(&letter.digest().0);
        digester.add_hash(&(self.inputs.proofs.get(&letter.id), paths));
        digester.digest()
    }
}

/// The path of a file, and its text unless that has been put.
type Held = (String, Option<String>);

/// Puts a large file, if there is a sink; holds any other.
fn held((path, text): (String, String), sink: Option<&dyn Sink>) -> Held {
    match sink.filter(|_| LARGE <= text.len()) {
        Some(sink) => {
            sink.put(SitePath::new(path.as_str()), text.into_bytes());
            (path, None)
        }
        None => (path, Some(text)),
    }
}

impl Shelf for DataFiles<'_> {
    fn find(&self, path: &str) -> Option<Cow<'_, str>> {
        if path.starts_with(OF_LETTERS) {
            return file(self.inputs, path).map(Cow::from);
        }
        let site_path = SitePath::new(path);
        let bytes = if self.kept.contains(path) {
            self.sink.and_then(|sink| sink.earlier()?.read(&site_path))
        } else if let Some(text) = self.of_dossier.get(path)? {
            return Some(Cow::from(text));
        } else {
            self.sink.and_then(|sink| sink.read_back(&site_path))
        };
        // What cannot be read again is made again.
        bytes.and_then(|bytes| String::from_utf8(bytes).ok()).or_else(|| file(self.inputs, path)).map(Cow::from)
    }

    fn paths(&self) -> Vec<String> {
        let of_letters = self.inputs.dossier.letters.iter().flat_map(paths_of_letter);
        let mut paths: Vec<String> = self.of_dossier.keys().chain(&self.kept).cloned().chain(of_letters).collect();
        paths.sort();
        paths
    }
}
