//! The lock file as text: a line a block, a retired id or a path.
//!
//! `path LANG SLUG` and, where there was no edition, `stub LANG SLUG`, oldest first; `block ID HASH [CONTAINER] LANG=HASH… [~SKETCH]`, in
//! the order of the original; `retired ID [AT]`; at last `end N` with the number of those lines, so that a file that lost its end is not
//! taken for a shorter one, whose ids would be given anew. Earlier versions wrote no stubs, no containers and no sketches.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::sketch::Sketch;
use crate::model::file::SourceFile;
use crate::model::lang::{Lang, LangMap};
use crate::model::letter::{LockedPath, RetiredBlock, is_slug};
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// What a lock file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockFile {
    /// The blocks, in the order of the original.
    pub blocks: Vec<Locked>,
    /// Ids that no block has any more, each with a block that there is.
    pub retired: Vec<RetiredBlock>,
    /// Every slug that an edition ever had, or what stands for one, oldest first.
    pub paths: Vec<LockedPath>,
}

/// A locked block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// Its id.
    pub id: String,
    /// The hash of the original.
    pub hash: String,
    /// The id of the question or answer that it opens.
    pub container: Option<String>,
    /// For each translation, the hash of the original from which it was made.
    pub made_from: LangMap<String>,
    /// What is known of its words; nothing in a file of an earlier version.
    pub sketch: Option<Sketch>,
}

/// The number from which on ids are not counted on, only passed over: no letter has that many blocks, so somebody wrote it, and the next
/// one might have more digits than an id can.
const MAX_COUNTED: usize = 500_000_000;

/// Gives out new ids.
pub(super) struct Counter {
    /// The highest numbers so far that are counted on, by prefix.
    highest: BTreeMap<char, usize>,
    /// The numbers that are passed over.
    passed: BTreeSet<(char, usize)>,
}

impl Counter {
    /// The next id of a prefix.
    pub(super) fn next(&mut self, prefix: char) -> String {
        let highest = self.highest.entry(prefix).or_default();
        *highest += 1;
        while self.passed.contains(&(prefix, *highest)) {
            *highest += 1;
        }
        format!("{prefix}{highest}")
    }
}

impl LockFile {
    /// Parses a lock file; each line that is none is a problem.
    #[must_use]
    pub fn parse(file: &Arc<SourceFile>, problems: &mut Problems) -> Self {
        let mut lock = Self::default();
        let whole = file.text();
        let is_merged = whole.lines().any(is_mark_of_merge);
        let (mut at, mut end, mut ids) = (0, None, Vec::new());
        if !whole.lines().any(|line| line.trim_end() == "version 1") {
            problems.add(kinds::broken_lock(Place::start_of(file), "there is no line `version 1`"));
        }
        for line in whole.split_inclusive('\n') {
            let text = line.trim_end();
            let place = || Place::new(file, at..at + text.len());
            let fault = if text.is_empty() || text.starts_with('#') {
                None
            } else if is_mark_of_merge(text) {
                Some("two versions of this file were merged, and this line stands between them")
            } else if end.is_some() {
                (!is_merged).then_some("this line stands after the last one")
            } else if let Some(n_lines) = text.strip_prefix("end ") {
                end = Some((n_lines.parse::<usize>().ok(), place()));
                None
            } else if lock.take(text).is_some() {
                ids.extend(ids_of(text).map(|id| (id, at, at + text.len())));
                None
            } else {
                (!is_merged).then_some("this line is not one of a lock file")
            };
            problems.list.extend(fault.map(|fault| kinds::broken_lock(place(), fault)));
            at += line.len();
        }
        ids.sort_unstable();
        let repeated: Vec<&(&str, usize, usize)> = ids
            .windows(2)
            .filter_map(|pair| if let [first, again] = pair { (first.0 == again.0).then_some(again) } else { None })
            .collect();
        for (id, start, end) in repeated.iter().filter(|_| !is_merged) {
            problems.add(kinds::broken_lock(Place::new(file, *start..*end), &format!("the id `{id}` stands in a line above already")));
        }
        if !repeated.is_empty() {
            lock.keep_first();
        }
        lock.check_end(end, file, problems);
        lock.settle();
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

    /// Keeps the first of several lines with the same id.
    fn keep_first(&mut self) {
        let mut seen = BTreeSet::new();
        self.blocks.retain(|block| seen.insert(block.id.clone()));
        self.retired.retain(|retired| seen.insert(retired.id.clone()));
    }

    /// Leads every retired id to a block that there is, past those that are retired too. Where there is none, as in a file of an earlier
    /// version or one that somebody edited, it leads to the end of the text.
    pub(super) fn settle(&mut self) {
        if self.retired.iter().all(|retired| retired.at.is_none()) {
            return;
        }
        let living: BTreeSet<&str> = self.blocks.iter().map(|block| block.id.as_str()).collect();
        let next: BTreeMap<&str, &str> =
            self.retired.iter().filter_map(|retired| Some((retired.id.as_str(), retired.at.as_deref()?))).collect();
        let mut ends: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for retired in &self.retired {
            let (mut way, mut here) = (Vec::new(), Some(retired.id.as_str()));
            while let Some(id) = here.filter(|id| !living.contains(id) && !ends.contains_key(id)) {
                // Whoever comes by again goes round in a circle.
                ends.insert(id, None);
                way.push(id);
                here = next.get(id).copied();
            }
            let end = here.and_then(|id| ends.get(id).copied().unwrap_or(Some(id)));
            ends.extend(way.into_iter().map(|id| (id, end)));
        }
        let ends: Vec<Option<String>> =
            self.retired.iter().map(|retired| ends.get(retired.id.as_str()).copied().flatten().map(str::to_owned)).collect();
        for (retired, end) in self.retired.iter_mut().zip(ends) {
            retired.at = end;
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
            kind @ ("path" | "stub") => {
                let lang = Lang::parse(words.next()?)?;
                let slug = words.next().filter(|slug| is_slug(slug))?.to_owned();
                self.paths.push(LockedPath { lang, slug, is_stub: kind == "stub" });
            }
            "block" => {
                let id = words.next().filter(|id| number(id).is_some())?.to_owned();
                let hash = words.next().filter(|hash| is_hash(hash))?.to_owned();
                let mut locked = Locked { id, hash, container: None, made_from: LangMap::default(), sketch: None };
                for word in words.by_ref() {
                    if let Some((tag, hash)) = word.split_once('=') {
                        locked.made_from.insert(Lang::parse(tag)?, Some(hash).filter(|hash| is_hash(hash))?.to_owned());
                    } else if let Some(sketch) = word.strip_prefix('~') {
                        locked.sketch = Some(Sketch::parse(sketch)?);
                    } else {
                        locked.container = Some(word).filter(|word| is_container(word) && locked.container.is_none()).map(str::to_owned);
                        locked.container.as_ref()?;
                    }
                }
                self.blocks.push(locked);
            }
            "retired" => {
                let id = words.next().filter(|id| number(id).is_some() || is_container(id))?.to_owned();
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
        for path in &self.paths {
            text.push_str(&line_of(path));
            text.push('\n');
        }
        for block in &self.blocks {
            text.push_str(&format!("block {} {}", block.id, block.hash));
            if let Some(container) = &block.container {
                text.push_str(&format!(" {container}"));
            }
            for (lang, hash) in &block.made_from {
                text.push_str(&format!(" {lang}={hash}"));
            }
            if let Some(sketch) = &block.sketch {
                text.push_str(&format!(" ~{}", sketch.as_str()));
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
        let (mut highest, mut passed) = (BTreeMap::new(), BTreeSet::new());
        for id in self.blocks.iter().map(|block| &block.id).chain(self.retired.iter().map(|retired| &retired.id)) {
            if let Some((prefix, number)) = number(id) {
                if MAX_COUNTED <= number {
                    passed.insert((prefix, number));
                    continue;
                }
                let slot = highest.entry(prefix).or_insert(0);
                *slot = number.max(*slot);
            }
        }
        Counter { highest, passed }
    }
}

/// The line of an address.
pub(super) fn line_of(path: &LockedPath) -> String {
    format!("{} {} {}", if path.is_stub { "stub" } else { "path" }, path.lang, path.slug)
}

/// The prefix and number of an id: the number as it is counted, so that no two ids mean the same.
fn number(id: &str) -> Option<(char, usize)> {
    let prefix = id.chars().next().filter(char::is_ascii_lowercase)?;
    let digits = id.get(1..).filter(|digits| digits.len() <= 9 && !digits.starts_with('0'))?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    Some((prefix, digits.parse().ok()?))
}

/// Whether a text is the id of a question or an answer.
fn is_container(id: &str) -> bool {
    let number = id.strip_prefix(['q', 'a']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// The ids that a line of a lock file gives to something.
fn ids_of(line: &str) -> impl Iterator<Item = &str> {
    let is_block = line.starts_with("block ");
    let id = line.split(' ').nth(1).filter(|_| is_block || line.starts_with("retired "));
    id.into_iter().chain(line.split(' ').skip(3).filter(move |word| is_block && is_container(word)))
}

/// Whether a line is what a version control system writes between two versions that it could not merge.
fn is_mark_of_merge(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
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
        let text = "# Permanent block ids and addresses. Written by `dossier lock`; do not edit.\nversion 1\npath nl a\nstub en c\npath nl b\n\
                    block p12 0123456789abcdef en=0123456789abcdef\nretired p11 p12\nretired h1\nend 6\n";
        let (lock, n_problems) = parse(text);
        let sketch = Sketch::of("3").as_str().to_owned();
        let with_all = text
            .replace("retired p11", &format!("block h2 0123456789abcdef q3a en=0123456789abcdef ~{sketch}\nretired q3 h2\nretired p11"))
            .replace("end 6", "end 8");
        let (read, n_more_problems) = parse(&with_all);
        assert_eq!((read.to_text().as_str(), n_more_problems), (with_all.as_str(), 0));
        assert_eq!((lock.to_text().as_str(), n_problems), (text, 0));
        assert_eq!((lock.counter().next('p'), lock.counter().next('h')), ("p13".into(), "h2".into()));
    }

    #[test]
    fn ids_are_given_below_numbers_that_nobody_counted_to() {
        let next = |text: &str| parse(&format!("version 1\n{text}\nend 2\n")).0.counter().next('p');
        assert_eq!(next("retired p999999999\nretired p7"), "p8");
        assert_eq!(next("retired p499999999\nretired p500000000"), "p500000001");
    }

    #[test]
    fn broken_lines_are_problems() {
        for text in [
            "blok p1 0123456789abcdef",
            "block p1 012",
            "block p 0123456789abcdef",
            "path nl",
            "stub nl A",
            "version 2",
            "retired p1 p2 p3",
            "retired p1 \"><b>",
            "retired p+1",
            "retired p01",
            "retired p18446744073709551615",
            "block p1 0123456789abcdef\nretired p1",
            "block h1 0123456789abcdef x1",
            "block h1 0123456789abcdef q1 q2",
            "block h1 0123456789abcdef ~AAAA",
            "block h1 0123456789abcdef q1\nretired q1",
            "retired qA",
        ] {
            assert_eq!(parse(&format!("version 1\n{text}")).1, 1, "{text}");
        }
    }

    #[test]
    fn retired_ids_lead_past_others_to_a_block_or_to_the_end() {
        let blocks = "version 1\nblock p1 0123456789abcdef\nblock p9 0123456789abcdef\n";
        let retired = "retired p2 p3\nretired p3 h1\nretired h1 p9\nretired p4 p5\nretired p5 p6\nretired p6 p4\nretired p7 p7\nretired p8 p99\n\
                       retired q1 p4\nretired a1 p3\nend 12\n";
        let (lock, n_problems) = parse(&format!("{blocks}{retired}"));
        let ends: Vec<String> =
            lock.retired.iter().map(|retired| format!("{}:{}", retired.id, retired.at.as_deref().unwrap_or_default())).collect();
        assert_eq!((ends.join(" ").as_str(), n_problems), ("p2:p9 p3:p9 h1:p9 p4: p5: p6: p7: p8: q1: a1:p9", 0));
    }

    #[test]
    fn what_a_merge_left_is_told_at_its_lines() {
        let told = |text: &str| {
            let file = Arc::new(SourceFile::new("letter.lock".into(), text.into()));
            let mut problems = Problems::default();
            let _ = LockFile::parse(&file, &mut problems);
            problems.list.iter().map(|problem| problem.place.line_and_column().0).collect::<Vec<_>>()
        };
        let sides = ["block p4 1111111111111111\nend 2\n", "block p4 2222222222222222\nend 2\n"];
        let start = "version 1\nblock p1 0123456789abcdef\n";
        assert_eq!(told(&format!("{start}<<<<<<< HEAD\n{}=======\n{}>>>>>>> x\n", sides[0], sides[1])), [3, 6, 9]);
        let both = "block p4 1111111111111111\nblock p4 2222222222222222\nretired p1\nend 4\n";
        assert_eq!(told(&format!("{start}{both}")), [5, 4], "each at its own line");
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
