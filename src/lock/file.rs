//! The lock file as text: a line a block, a retired id or a path.
//!
//! `path LANG SLUG`, oldest first; `block ID HASH LANG=HASH…`, in the order of the original; `retired ID [AT]`; at last `end N`
//! with the number of those lines, so that a file that lost its end is not taken for a shorter one, whose ids would be given anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::file::SourceFile;
use crate::model::lang::{Lang, LangMap};
use crate::model::letter::{RetiredBlock, is_slug};
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// What a lock file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockFile {
    /// The blocks, in the order of the original.
    pub blocks: Vec<Locked>,
    /// Ids that no block has any more.
    pub retired: Vec<RetiredBlock>,
    /// Every slug that an edition ever had, oldest first.
    pub paths: Vec<(Lang, String)>,
}

/// A locked block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// Its id.
    pub id: String,
    /// The hash of the original.
    pub hash: String,
    /// For each translation, the hash of the original from which it was made.
    pub made_from: LangMap<String>,
}

/// Gives out new ids.
pub(super) struct Counter {
    /// The highest numbers so far, by prefix.
    highest: BTreeMap<char, usize>,
}

impl Counter {
    /// The next id of a prefix.
    pub(super) fn next(&mut self, prefix: char) -> String {
        let highest = self.highest.entry(prefix).or_default();
        *highest += 1;
        format!("{prefix}{highest}")
    }
}

impl LockFile {
    /// Parses a lock file; each line that is none is a problem.
    #[must_use]
    pub fn parse(file: &Arc<SourceFile>, problems: &mut Problems) -> Self {
        let mut lock = Self::default();
        let (mut at, mut end) = (0, None);
        if !file.text().lines().any(|line| line.trim_end() == "version 1") {
            problems.add(kinds::broken_lock(Place::start_of(file), "there is no line `version 1`"));
        }
        for line in file.text().split_inclusive('\n') {
            let text = line.trim_end();
            let place = || Place::new(file, at..at + text.len());
            if text.is_empty() || text.starts_with('#') {
                // Nothing is said here.
            } else if end.is_some() {
                problems.add(kinds::broken_lock(place(), "this line stands after the last one"));
            } else if let Some(n_lines) = text.strip_prefix("end ") {
                end = Some((n_lines.parse::<usize>().ok(), place()));
            } else if lock.take(text).is_none() {
                problems.add(kinds::broken_lock(place(), "this line is not one of a lock file"));
            }
            at += line.len();
        }
        let mut ids: Vec<&String> =
            lock.blocks.iter().map(|block| &block.id).chain(lock.retired.iter().map(|retired| &retired.id)).collect();
        ids.sort();
        if let Some(twice) = ids.windows(2).find(|pair| pair.first() == pair.last()).and_then(|pair| pair.first()) {
            problems.add(kinds::broken_lock(Place::start_of(file), &format!("the id `{twice}` occurs twice")));
            let mut seen = BTreeSet::new();
            lock.blocks.retain(|block| seen.insert(block.id.clone()));
            lock.retired.retain(|retired| seen.insert(retired.id.clone()));
        }
        lock.check_end(end, file, problems);
        lock
    }

    /// Reports a file whose last line is missing, or does not say how many lines stand before it.
    fn check_end(&self, end: Option<(Option<usize>, Place)>, file: &Arc<SourceFile>, problems: &mut Problems) {
        let n_lines = self.n_lines();
        match end {
            // Where other lines are broken too, their number says nothing.
            _ if !problems.list.iter().all(|problem| problem.place.file.path != file.path) => {}
            None => {
                let end = file.text().trim_end().len();
                let reason = "the file was cut off: its last line, `end` and the number of lines, is missing";
                problems.add(kinds::broken_lock(Place::new(file, end..end), reason));
            }
            Some((n_said, place)) if n_said != Some(n_lines) => {
                problems.add(kinds::broken_lock(place, &format!("{n_lines} lines of blocks and addresses stand above this one")));
            }
            Some(_) => {}
        }
    }

    /// How many lines say something.
    fn n_lines(&self) -> usize {
        self.paths.len() + self.blocks.len() + self.retired.len()
    }

    /// Takes a line.
    fn take(&mut self, line: &str) -> Option<()> {
        let mut words = line.split(' ');
        match words.next()? {
            "version" => (words.next()? == "1").then_some(())?,
            "path" => {
                let lang = Lang::parse(words.next()?)?;
                let slug = words.next().filter(|slug| is_slug(slug))?;
                self.paths.push((lang, slug.to_owned()));
            }
            "block" => {
                let id = words.next().filter(|id| number(id).is_some())?.to_owned();
                let hash = words.next().filter(|hash| is_hash(hash))?.to_owned();
                let mut made_from = LangMap::default();
                for word in words.by_ref() {
                    let (tag, hash) = word.split_once('=').filter(|(_, hash)| is_hash(hash))?;
                    made_from.insert(Lang::parse(tag)?, hash.to_owned());
                }
                self.blocks.push(Locked { id, hash, made_from });
            }
            "retired" => {
                let id = words.next().filter(|id| number(id).is_some())?.to_owned();
                let at = words.next();
                if at.is_some_and(|at| number(at).is_none()) {
                    return None;
                }
                self.retired.push(RetiredBlock { id, at: at.map(str::to_owned) });
            }
            _ => return None,
        }
        words.next().is_none().then_some(())
    }

    /// The lock file as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::from("# Permanent block ids and addresses. Written by `dossier lock`; do not edit.\nversion 1\n");
        for (lang, slug) in &self.paths {
            text.push_str(&format!("path {lang} {slug}\n"));
        }
        for block in &self.blocks {
            text.push_str(&format!("block {} {}", block.id, block.hash));
            for (lang, hash) in &block.made_from {
                text.push_str(&format!(" {lang}={hash}"));
            }
            text.push('\n');
        }
        for retired in &self.retired {
            let at = retired.at.as_ref().map(|at| format!(" {at}")).unwrap_or_default();
            text.push_str(&format!("retired {}{at}\n", retired.id));
        }
        text.push_str(&format!("end {}\n", self.n_lines()));
        text
    }

    /// Counts on from the highest numbers ever given.
    pub(super) fn counter(&self) -> Counter {
        let mut highest = BTreeMap::new();
        for id in self.blocks.iter().map(|block| &block.id).chain(self.retired.iter().map(|retired| &retired.id)) {
            if let Some((prefix, number)) = number(id) {
                let slot = highest.entry(prefix).or_insert(0);
                *slot = number.max(*slot);
            }
        }
        Counter { highest }
    }
}

/// The prefix and number of an id: the number as it is counted, so that no two ids mean the same.
fn number(id: &str) -> Option<(char, usize)> {
    let prefix = id.chars().next().filter(char::is_ascii_lowercase)?;
    let digits = id.get(1..).filter(|digits| digits.len() <= 9 && !digits.starts_with('0'))?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    Some((prefix, digits.parse().ok()?))
}

/// Whether a text is a hash.
fn is_hash(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (LockFile, usize) {
        let file = Arc::new(SourceFile::new("letter.lock".into(), text.into()));
        let mut problems = Problems::default();
        (LockFile::parse(&file, &mut problems), problems.list.len())
    }

    #[test]
    fn what_is_written_is_read() {
        let text = "# Permanent block ids and addresses. Written by `dossier lock`; do not edit.\nversion 1\npath nl a\npath nl b\n\
                    block p12 0123456789abcdef en=0123456789abcdef\nretired p11 p12\nretired h1\nend 5\n";
        let (lock, n_problems) = parse(text);
        assert_eq!((lock.to_text().as_str(), n_problems), (text, 0));
        assert_eq!((lock.counter().next('p'), lock.counter().next('h')), ("p13".into(), "h2".into()));
    }

    #[test]
    fn broken_lines_are_problems() {
        for text in [
            "blok p1 0123456789abcdef",
            "block p1 012",
            "block p 0123456789abcdef",
            "path nl",
            "version 2",
            "retired p1 p2 p3",
            "retired p1 \"><b>",
            "retired p+1",
            "retired p01",
            "retired p18446744073709551615",
            "block p1 0123456789abcdef\nretired p1",
        ] {
            assert_eq!(parse(&format!("version 1\n{text}")).1, 1, "{text}");
        }
    }

    #[test]
    fn a_file_that_was_emptied_is_broken() {
        assert_eq!((parse("").1, parse("path nl a\n").1), (1, 1));
    }

    #[test]
    fn a_file_without_its_end_is_broken() {
        let lines = ["version 1", "path nl a", "block p1 0123456789abcdef", "retired p2", "end 3"];
        for n_lines in 1..lines.len() {
            assert_eq!(parse(&lines[..n_lines].join("\n")).1, 1, "{n_lines} lines");
        }
        assert_eq!(parse(&lines.join("\n")).1, 0);
        for (from, to) in [("path nl a\n", ""), ("end 3", "end 2"), ("end 3", "end x"), ("end 3", "end 3\nretired p3")] {
            assert_eq!(parse(&lines.join("\n").replace(from, to)).1, 1, "{from} is {to}");
        }
    }
}
