//! What is wrong in a dossier, where, and what to do about it. Problems are collected and never stop a stage.
//!
//! Only the constructor functions in `problem/kinds.rs` make one, so that all wording lives in one place;
//! `problem/registry.rs` is the closed list of ids with their explanations.

pub mod kinds;
pub mod registry;

use crate::model::dossier::Accept;
use crate::model::place::Place;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built, and the publisher told.
    Warning,
}

impl Severity {
    /// The severity as printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Something wrong in the content or the theme.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Its kind, from the registry.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What was found, then what was expected; lower case, no full stop.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
    /// The block it is about, for records that accept it.
    pub block: Option<String>,
    /// Another place to look at, and what stands there.
    pub other: Option<(&'static str, Place)>,
}

impl Problem {
    /// Whether it tells of a file or folder that cannot be read.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.id == "unreadable-file"
    }

    /// An error without hints.
    fn error(id: &'static str, place: Place, message: String) -> Self {
        Self { id, severity: Severity::Error, place, message: shortened(message), hints: Vec::new(), block: None, other: None }
    }

    /// A warning without hints.
    fn warning(id: &'static str, place: Place, message: String) -> Self {
        Self { severity: Severity::Warning, ..Self::error(id, place, message) }
    }

    /// The problem with one more hint.
    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The problem with another place to look at.
    fn other(mut self, what: &'static str, place: Place) -> Self {
        self.other = Some((what, place));
        self
    }

    /// The problem with a hint, where there is something near.
    fn nearest(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(nearest) => self.hint(format!("did you mean `{nearest}`?")),
            None => self,
        }
    }

    /// The problem, said to be about a block.
    #[must_use]
    pub fn in_block(mut self, block: &str) -> Self {
        self.block = Some(block.to_owned());
        self
    }
}

/// All problems found so far.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// The problems, in the order in which they were found until `settle` sorts them.
    pub list: Vec<Problem>,
}

impl Problems {
    /// Adds a problem.
    pub fn add(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Adds what another stage found.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// Whether any problem stops the build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Takes out what the publisher accepts, reports acceptances that apply to nothing, sorts by place and drops repetitions. What they
    /// apply to may stand in a file that cannot be read: then they are not reported.
    pub fn settle(&mut self, accepts: &[Accept]) {
        let used = self.drop_accepted(accepts);
        let is_all_read = !self.list.iter().any(Problem::is_unreadable);
        for (accept, _) in accepts.iter().zip(used).filter(|(_, used)| is_all_read && !used) {
            self.add(kinds::unused_accept(accept.place.clone(), &accept.problem));
        }
        self.sort();
    }

    /// Takes out what the publisher accepts; for each acceptance, whether it applied to anything.
    pub fn drop_accepted(&mut self, accepts: &[Accept]) -> Vec<bool> {
        let mut used = vec![false; accepts.len()];
        self.list.retain(|problem| {
            let mut is_accepted = false;
            for (accept, used) in accepts.iter().zip(&mut used) {
                if applies(accept, problem) {
                    *used = true;
                    is_accepted = true;
                }
            }
            !is_accepted
        });
        used
    }

    /// Sorts by file, place and id, and drops repetitions. What cannot be read comes first: others may follow from it.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| key(a).cmp(&key(b)));
        self.list.dedup_by(|a, b| key(a) == key(b));
    }
}

/// What problems are sorted by.
fn key(problem: &Problem) -> (bool, &str, usize, &str, &str) {
    (!problem.is_unreadable(), &problem.place.file.path, problem.place.span.start, problem.id, &problem.message)
}

/// Whether a record accepts a problem: same kind, letter, block and words, as far as the record names them.
fn applies(accept: &Accept, problem: &Problem) -> bool {
    let is_in_letter = |letter: &String| problem.place.file.path.contains(&format!("/letters/{letter}/"));
    registry::find(problem.id).is_some_and(|kind| kind.can_be_accepted)
        && accept.problem == problem.id
        && accept.letter.as_ref().is_none_or(is_in_letter)
        && accept.block.as_ref().is_none_or(|block| problem.block.as_ref() == Some(block))
        && accept.words.as_ref().is_none_or(|words| problem.message.contains(words.as_str()))
}

/// The most characters of a name for which a near one is looked for.
const MAX_NAME: usize = 200;

/// The most characters of a message: the words of a publisher inside it may be a whole file.
const MAX_MESSAGE: usize = 500;

/// A message with its middle left out where it is too long.
fn shortened(message: String) -> String {
    let n_chars = message.chars().count();
    if n_chars <= MAX_MESSAGE {
        return message;
    }
    let start = message.chars().take(MAX_MESSAGE / 2);
    let end = message.chars().skip(n_chars - MAX_MESSAGE / 2);
    start.chain(['…']).chain(end).collect()
}

/// The name nearest to a mistaken one, if any is near enough to be meant.
#[must_use]
pub fn nearest<'a>(mistaken: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let n_chars = mistaken.chars().count();
    // Names of another length are not near, and comparing long ones costs time and memory.
    let is_comparable = |name: &str| n_chars <= MAX_NAME && n_chars.abs_diff(name.chars().count()) <= (n_chars.max(name.len()) / 3).max(1);
    names
        .into_iter()
        .filter(|name| is_comparable(name))
        .map(|name| (strsim::damerau_levenshtein(mistaken, name), name))
        .filter(|(distance, name)| *distance <= (mistaken.len().max(name.len()) / 3).max(1))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        assert_eq!(nearest("datm", ["date", "data", "kind"]), Some("data"));
        assert_eq!(nearest("tilte", ["title", "slug"]), Some("title"));
        assert_eq!(nearest("recipients", ["title", "slug"]), None);
        assert_eq!(nearest(&"a".repeat(1_000_000), ["title", "slug"]), None);
    }

    #[test]
    fn what_is_accepted_in_a_file_that_cannot_be_read_may_be_there() {
        let (lang, place) = (None, Place::of_path("content/dossier.toml"));
        let accept = Accept { problem: "untracked-date".to_owned(), letter: lang, block: None, words: None, place };
        let settled = |problems: Vec<Problem>| {
            let mut problems = Problems { list: problems };
            problems.settle(std::slice::from_ref(&accept));
            problems.list.iter().map(|problem| problem.id).collect::<Vec<_>>()
        };
        assert_eq!(settled(vec![]), ["unused-accept"]);
        let unreadable = kinds::unreadable_file(Place::of_path("content/x.md"), "it is lost");
        let other = kinds::missing_file(Place::of_path("content/a.md"), "a.md", "a page");
        assert_eq!(settled(vec![other, unreadable]), ["unreadable-file", "missing-file"]);
    }

    #[test]
    fn a_message_is_never_a_whole_file() {
        let problem = kinds::unknown_key(Place::of_path("x"), &"é".repeat(100_000), None);
        assert!(problem.message.chars().count() <= MAX_MESSAGE + 1 && problem.message.ends_with("é`"), "{}", problem.message);
    }
}
