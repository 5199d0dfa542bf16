//! The files of a language on their way to the sink. All of them are made of the same: nearly each of them changes with any letter.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Letter, Search, Write, script};
use crate::digest::{Digest, Digester};
use crate::site::{Sink, SitePath};

/// The files of a language on their way to the sink.
pub(super) struct Files<'a> {
    /// The language's tag.
    tag: &'a str,
    /// Where they go.
    sink: &'a dyn Sink,
    /// What all of them but those of single letters are made of.
    made_of: Digest,
    /// What each letter is made of, by its number.
    letters: BTreeMap<usize, Digest>,
    /// What stands for the texts of each letter, in order.
    texts: Vec<Digest>,
    /// Those of an earlier build that are kept.
    kept: BTreeSet<SitePath>,
    /// How many bytes there were.
    pub(super) n_bytes: usize,
}

impl<'a> Files<'a> {
    /// The files of a search, on their way to a sink.
    pub(super) fn new(search: &Search<'a>, sink: &'a dyn Sink) -> Self {
        let texts: Vec<Digest> = search.letters.par_iter().map(of_texts).collect();
        let letters = search.letters.iter().zip(&texts).map(|(letter, texts)| (letter.number, of_letter(letter, texts))).collect();
        Self { tag: search.tag, sink, made_of: made_of(search, &letters), letters, texts, kept: BTreeSet::new(), n_bytes: 0 }
    }

    /// What stands for the texts of each letter, in order: all of it that can be found.
    pub(super) fn texts(&self) -> &[Digest] {
        &self.texts
    }

    /// Keeps the file that a page loads first, if an earlier build made it of the same: then it made all of them so.
    pub(super) fn keep_boot(&mut self) -> bool {
        let path = self.path(BOOT);
        let is_kept = self.sink.keep(&path, &|| self.made_of(BOOT));
        self.kept.extend(is_kept.then_some(path));
        is_kept
    }

    /// Keeps all files of an earlier build that were made of the same; how many bytes they have. None if any was not kept: then each must
    /// be put.
    pub(super) fn keep_all(&mut self) -> Option<usize> {
        let earlier = self.sink.earlier()?;
        let folder = self.path("");
        let folder = folder.as_str().strip_suffix(ENDING)?;
        // Taken out first: they stand together in the list, of which else one thread alone would be given all.
        let names: Vec<&str> = earlier.paths().into_iter().filter_map(|path| path.strip_prefix(folder)?.strip_suffix(ENDING)).collect();
        let keep = |name: &&str| {
            let path = self.path(name);
            let is_kept = self.kept.contains(&path) || self.sink.keep(&path, &|| self.made_of(name));
            is_kept.then(|| (earlier.size(&path).unwrap_or_default(), path))
        };
        let kept: Vec<Option<(usize, SitePath)>> = names.par_iter().map(keep).collect();
        let is_all = !kept.is_empty() && kept.iter().all(Option::is_some);
        let n_bytes = kept.iter().flatten().map(|(n_bytes, _)| n_bytes).sum();
        self.kept = kept.into_iter().flatten().map(|(_, path)| path).collect();
        is_all.then_some(n_bytes)
    }

    /// Puts a file with a value.
    pub(super) fn put(&mut self, name: &str, json: &str) {
        self.put_written(name, json.len(), &|script| script.extend_from_slice(json.as_bytes()));
    }

    /// Puts a file with a value that has about so many bytes, which is written where it is to stand; not if the file of an earlier build is
    /// kept.
    pub(super) fn put_written(&mut self, name: &str, n_bytes: usize, write: &Write<'_>) {
        let path = self.path(name);
        let is_kept = self.kept.contains(&path) || self.sink.keep(&path, &|| self.made_of(name));
        let size = self.sink.earlier().filter(|_| is_kept).and_then(|earlier| earlier.size(&path));
        self.n_bytes += size.unwrap_or_else(|| {
            let bytes = script(self.tag, name, (n_bytes, write)).into_bytes();
            let n_bytes = bytes.len();
            if !is_kept {
                self.sink.put(path, bytes);
            }
            n_bytes
        });
    }

    /// The digest of all that a file is made of.
    fn made_of(&self, name: &str) -> Digest {
        let number = name.strip_prefix("letter-").and_then(|rest| rest.split('-').next()?.parse().ok());
        number.and_then(|number: usize| self.letters.get(&number)).copied().unwrap_or(self.made_of)
    }

    /// The path of a file.
    fn path(&self, name: &str) -> SitePath {
        SitePath::new(format!("search/{}/{name}{ENDING}", self.tag))
    }
}

/// The name of the file that a page loads first.
pub(super) const BOOT: &str = "boot";

/// How the names of the files end.
const ENDING: &str = ".js";

/// The digest of all that the files of a language are made of, given those of its letters.
fn made_of(search: &Search<'_>, letters: &BTreeMap<usize, Digest>) -> Digest {
    let Search { tag, n_letters, letters: _, hints, words, facets, memo: _ } = search;
    let mut digester = Digester::default();
    digester.add_hash(&(tag, n_letters, hints, words, facets, letters));
    digester.digest()
}

/// The digest of all that can be found of a letter.
fn of_texts(letter: &Letter<'_>) -> Digest {
    let Letter { number: _, id: _, path: _, title, label: _, numbers, sections } = letter;
    let mut digester = Digester::default();
    digester.add_hash(&(title, numbers, sections));
    digester.digest()
}

/// The digest of all that the search sees of a letter, given that of its texts.
fn of_letter(letter: &Letter<'_>, texts: &Digest) -> Digest {
    let Letter { number, id, path, title: _, label, numbers: _, sections: _ } = letter;
    let mut digester = Digester::default();
    digester.add_hash(&(number, id, path, label, texts));
    digester.digest()
}
