//! Recognises the names of actors, documents and terms in texts: all of them in one pass over a text, whole words only.
//!
//! The three classes do not disturb one another: “the Ecorys report” names a document, and “Ecorys” in it an actor. Within a class the
//! leftmost and, of those, the longest wording wins; a phrase under `except` takes part and means nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::{Deserialize, Serialize};

use crate::model::automaton::quick_to_make;
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::place::Place;
use crate::model::records::Wording;
use crate::problem::Problems;
use crate::problem::kinds::links as kinds;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Class {
    /// A person or organisation.
    Actor,
    /// A document outside the dossier.
    Document,
    /// A term of the glossary.
    Term,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// What it stands for.
    pub class: Class,
    /// The place of the record in the dossier's list of that class.
    pub owner: usize,
    /// The bytes of the words.
    pub span: Range<usize>,
    /// Which wording it is, by its place in the recogniser.
    wording: usize,
}

/// A wording to look for.
struct Pattern<'a> {
    /// What it stands for.
    class: Class,
    /// The record; none for a phrase that means something else.
    owner: Option<usize>,
    /// The words.
    words: &'a str,
    /// The record's place.
    place: &'a Place,
}

impl Pattern<'_> {
    /// Where the words are recorded: in the record, after its name.
    fn alias_place(&self) -> Place {
        let lists = self.place.find("aliases");
        lists.find_quoted(self.words)
    }
}

/// The most bytes of all wordings for an automaton of the kind that is quickest and largest: some tens of megabytes.
const MAX_QUICK: usize = 64 << 10;

/// Finds the names of one language.
pub struct Recogniser<'a> {
    /// Finds all wordings at once.
    automaton: AhoCorasick,
    /// The wordings.
    patterns: Vec<Pattern<'a>>,
}

impl<'a> Recogniser<'a> {
    /// A recogniser of a language's names; `None` if there are none. Words that two records of a class claim are a problem.
    pub fn new(dossier: &'a Dossier, lang: &Lang, problems: &mut Problems) -> Option<Self> {
        let mut patterns = Vec::new();
        for (owner, actor) in dossier.actors.iter().enumerate() {
            add(&mut patterns, (Class::Actor, owner, &actor.place), (&actor.wording, lang), None);
        }
        for (owner, external) in dossier.externals.iter().enumerate() {
            add(&mut patterns, (Class::Document, owner, &external.place), (&external.wording, lang), None);
        }
        for (owner, term) in dossier.terms.iter().enumerate() {
            add(&mut patterns, (Class::Term, owner, &term.place), (&term.forms, lang), term.term.find(lang));
        }
        drop_claimed_twice(&mut patterns, problems);
        let (texts, patterns) = written(patterns);
        let is_small = texts.iter().map(String::len).sum::<usize>() <= MAX_QUICK;
        let kind = quick_to_make(dossier.n_bytes()).or(is_small.then_some(AhoCorasickKind::DFA));
        let automaton = AhoCorasick::builder().kind(kind).build(&texts).ok()?;
        (!patterns.is_empty()).then_some(Self { automaton, patterns })
    }

    /// The names in a text, by class and then in order.
    #[must_use]
    pub fn names(&self, text: &str) -> Vec<Named> {
        // A name may go on in the next line of a letterhead; a line feed is as long as a space.
        let line = text.replace('\n', " ");
        let mut found: Vec<(usize, Range<usize>)> = self
            .automaton
            .find_overlapping_iter(&line)
            .filter(|found| is_whole_word(text, found.start(), found.end()))
            .map(|found| (found.pattern().as_usize(), found.range()))
            .collect();
        found.sort_by_key(|(wording, span)| (self.class(*wording), span.start, Reverse(span.end), *wording));
        let mut names: Vec<Named> = Vec::new();
        let mut taken: Option<(Class, usize)> = None;
        for (wording, span) in found {
            let Some(pattern) = self.patterns.get(wording) else { continue };
            if taken.is_some_and(|(class, end)| class == pattern.class && span.start < end) {
                continue;
            }
            taken = Some((pattern.class, span.end));
            names.extend(pattern.owner.map(|owner| Named { class: pattern.class, owner, span, wording }));
        }
        names
    }

    /// The class of a wording.
    fn class(&self, wording: usize) -> Option<Class> {
        self.patterns.get(wording).map(|pattern| pattern.class)
    }

    /// The words of actors and documents that are not among those used, each with where it is recorded.
    pub fn unused(&self, used: &BTreeSet<usize>) -> impl Iterator<Item = (&'a str, Place)> {
        let all = self.patterns.iter().enumerate();
        let unused = all.filter(|(wording, pattern)| pattern.class != Class::Term && pattern.owner.is_some() && !used.contains(wording));
        unused.map(|(_, pattern)| (pattern.words, pattern.alias_place()))
    }

    /// The words of a wording.
    #[must_use]
    pub fn words(&self, wording: usize) -> Option<&'a str> {
        self.patterns.get(wording).map(|pattern| pattern.words)
    }
}

impl Named {
    /// Which wording of its recogniser it is.
    #[must_use]
    pub fn wording(&self) -> usize {
        self.wording
    }
}

/// Adds the wordings of a record: its words, its headword, and the phrases that mean something else.
fn add<'a>(
    patterns: &mut Vec<Pattern<'a>>,
    (class, owner, place): (Class, usize, &'a Place),
    (wording, lang): (&'a Wording, &Lang),
    headword: Option<&'a str>,
) {
    let mut seen = BTreeSet::new();
    let words = headword.into_iter().chain(wording.aliases(lang).iter().map(String::as_str));
    let excepted = wording.except.get(lang).into_iter().flatten().map(|words| (None, words.as_str()));
    for (owner, words) in words.map(|words| (Some(owner), words)).chain(excepted) {
        if !words.trim().is_empty() && seen.insert(words) {
            patterns.push(Pattern { class, owner, words, place });
        }
    }
}

/// Reports words by which two records of a class want to be found, and leaves them to the first.
fn drop_claimed_twice(patterns: &mut Vec<Pattern<'_>>, problems: &mut Problems) {
    let mut claimed: BTreeMap<(Class, &str), usize> = BTreeMap::new();
    patterns.retain(|pattern| {
        let Some(owner) = pattern.owner else { return true };
        let is_first = *claimed.entry((pattern.class, pattern.words)).or_insert(owner) == owner;
        if !is_first {
            problems.add(kinds::ambiguous_alias(pattern.alias_place(), pattern.words));
        }
        is_first
    });
}

/// The wordings as texts have them: those of terms also at the beginning of a sentence.
fn written(patterns: Vec<Pattern<'_>>) -> (Vec<String>, Vec<Pattern<'_>>) {
    let mut texts = Vec::with_capacity(patterns.len());
    let mut all = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        let Pattern { class, owner, words, place } = pattern;
        if class == Class::Term
            && let Some(first) = words.chars().next().filter(|first| first.is_lowercase())
        {
            texts.push(first.to_uppercase().chain(words.chars().skip(1)).collect());
            all.push(Pattern { class, owner, words, place });
        }
        texts.push(words.to_owned());
        all.push(Pattern { class, owner, words, place });
    }
    (texts, all)
}

/// Whether bytes of a text are not part of a longer word; the figure of a note is none.
pub(super) fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|char| char.is_alphanumeric() && !"¹²³⁴⁵⁶⁷⁸⁹⁰".contains(char))
}
