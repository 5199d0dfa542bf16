//! Finds what texts name by number: official numbers of documents, by the patterns of the settings, and questions and answers of the
//! letter itself, by the patterns of the language.

use std::cmp::Reverse;
use std::ops::Range;

use regex_automata::meta::Regex;
use regex_automata::util::captures::Captures;
use serde::{Deserialize, Serialize};

use super::recognise::is_whole_word;
use crate::model::automaton::{is_little, pattern};
use crate::model::dossier::{Dossier, MAX_PATTERN};
use crate::model::locale::Locale;
use crate::model::place::Place;
use crate::problem::Problems;
use crate::problem::kinds::proof::bad_pattern;

/// What a number in a text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbered {
    /// The document of an official number: its kind, and the number in the form of the records.
    Document(String, String),
    /// A question or an answer of the letter itself: `q3`, `a3`.
    Inner(String),
}

/// What a pattern finds.
#[derive(Clone)]
enum Means<'a> {
    /// A number of a kind, with the form of the records.
    Number(&'a str, &'a str),
    /// A container of the letter itself, by its prefix.
    Inner(char),
}

/// The patterns of official numbers, which are the same in every language.
pub struct Numbers<'a> {
    /// Each pattern.
    all: Vec<(Regex, Means<'a>)>,
    /// Whether there is little text.
    is_little: bool,
}

impl<'a> Numbers<'a> {
    /// The patterns of the settings; a broken one is a problem.
    pub fn new(dossier: &'a Dossier, problems: &mut Problems) -> Self {
        let (mut all, is_little) = (Vec::new(), is_little(dossier.n_bytes()));
        for (kind, numbers) in &dossier.settings.number_kinds {
            for (pattern, place) in &numbers.written {
                let made = compile(pattern, (place, is_little), problems);
                all.extend(made.map(|regex| (regex, Means::Number(kind, &numbers.number))));
            }
        }
        Self { all, is_little }
    }
}

/// The patterns of one language.
pub struct Patterns<'a> {
    /// Each pattern. They are few, and most begin with or hold a word that is looked for first: one pass for each is quicker than a set.
    all: Vec<(Regex, Means<'a>)>,
}

impl<'a> Patterns<'a> {
    /// The patterns of official numbers and those of a language; a broken one is a problem.
    pub fn new(numbers: &Numbers<'a>, locale: Option<&'a Locale>, problems: &mut Problems) -> Self {
        let mut all = numbers.all.clone();
        let inner = locale.into_iter().flat_map(|locale| &locale.inner_references);
        for (prefix, pattern, place) in inner {
            let made = compile(pattern, (place, numbers.is_little), problems);
            all.extend(made.map(|regex| (regex, Means::Inner(*prefix))));
        }
        Self { all }
    }

    /// What a text names by number, in the order of the text.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Numbered, Range<usize>)> {
        let mut found: Vec<(Numbered, Range<usize>)> = Vec::new();
        for (regex, means) in &self.all {
            for captures in regex.captures_iter(text) {
                let Some(whole) = captures.get_group(0).filter(|whole| !whole.is_empty() && is_whole_word(text, whole.start, whole.end))
                else {
                    continue;
                };
                found.extend(numbered(means, text, &captures).map(|numbered| (numbered, whole.range())));
            }
        }
        // Of matches that overlap the leftmost and, of those, the longest: “answer to question 2” names no question.
        found.sort_by_key(|(_, span)| (span.start, Reverse(span.end)));
        let mut end = 0;
        found.retain(|(_, span)| {
            let is_free = end <= span.start;
            end = if is_free { span.end } else { end };
            is_free
        });
        found
    }
}

/// What a match of a pattern in a text names.
fn numbered(means: &Means<'_>, text: &str, captures: &Captures) -> Option<Numbered> {
    match means {
        Means::Number(kind, form) => {
            let mut number = String::new();
            captures.interpolate_string_into(text, form, &mut number);
            (!number.is_empty()).then(|| Numbered::Document((*kind).to_owned(), number))
        }
        Means::Inner(prefix) => {
            captures.get_group(1).and_then(|number| Some(Numbered::Inner(format!("{prefix}{}", text.get(number.range())?))))
        }
    }
}

/// Compiles a pattern within the limit, for little text or for much; reported if it is none.
fn compile(find: &str, (place, is_little): (&Place, bool), problems: &mut Problems) -> Option<Regex> {
    match pattern(find, MAX_PATTERN, is_little) {
        Ok(regex) => Some(regex),
        Err(reason) => {
            problems.add(bad_pattern(place.clone(), &reason));
            None
        }
    }
}
