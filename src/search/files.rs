//! The files of a language on their way to the sink. All of them are made of the same: nearly each of them changes with any letter.

use std::collections::BTreeSet;

use super::{Search, Write, script};
use crate::digest::{Digest, Digester};
use crate::site::{Sink, SitePath};

/// The files of a language on their way to the sink.
pub(super) struct Files<'a> {
    /// The language's tag.
    tag: &'a str,
    /// Where they go.
    sink: &'a dyn Sink,
    /// What they are made of.
    made_of: Digest,
    /// Those of an earlier build that are kept.
    kept: BTreeSet<SitePath>,
    /// How many bytes there were.
    pub(super) n_bytes: usize,
}

impl<'a> Files<'a> {
    /// The files of a search, on their way to a sink.
    pub(super) fn new(search: &Search<'a>, sink: &'a dyn Sink) -> Self {
        Self { tag: search.tag, sink, made_of: made_of(search), kept: BTreeSet::new(), n_bytes: 0 }
    }

    /// Keeps all files of an earlier build that were made of the same; how many bytes they have. None if any was not kept: then each must
    /// be put.
    pub(super) fn keep_all(&mut self) -> Option<usize> {
        let earlier = self.sink.earlier()?;
        let folder = self.path("");
        let folder = folder.as_str().strip_suffix(ENDING)?;
        let is_of_language = |path: &&str| path.strip_prefix(folder).is_some_and(|name| name.ends_with(ENDING));
        let mut n_bytes = None;
        for path in earlier.paths().into_iter().filter(is_of_language).map(SitePath::new) {
            if !self.sink.keep(&path, &|| self.made_of) {
                return None;
            }
            n_bytes = Some(n_bytes.unwrap_or_default() + earlier.size(&path).unwrap_or_default());
            self.kept.insert(path);
        }
        n_bytes
    }

    /// Puts a file with a value.
    pub(super) fn put(&mut self, name: &str, json: &str) {
        self.put_written(name, json.len(), &|script| script.extend_from_slice(json.as_bytes()));
    }

    /// Puts a file with a value that has about so many bytes, which is written where it is to stand.
    pub(super) fn put_written(&mut self, name: &str, n_bytes: usize, write: &Write<'_>) {
        let bytes = script(self.tag, name, (n_bytes, write)).into_bytes();
        self.n_bytes += bytes.len();
        let path = self.path(name);
        if !self.kept.contains(&path) && !self.sink.keep(&path, &|| self.made_of) {
            self.sink.put(path, bytes);
        }
    }

    /// The path of a file.
    fn path(&self, name: &str) -> SitePath {
        SitePath::new(format!("search/{}/{name}{ENDING}", self.tag))
    }
}

/// How the names of the files end.
const ENDING: &str = ".js";

/// The digest of all that the files of a language are made of.
fn made_of(search: &Search<'_>) -> Digest {
    let Search { tag, n_letters, letters, hints, words, facets } = search;
    let mut digester = Digester::default();
    digester.add_hash(&(tag, n_letters, hints, words, facets));
    // One by one: all of them together are large.
    letters.iter().for_each(|letter| digester.add_hash(letter));
    digester.digest()
}
