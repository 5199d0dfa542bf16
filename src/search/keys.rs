//! All that a large dossier's index can be asked for, in order: terms, and words that have another stem.

use super::stems::Stemmed;
use super::terms::{Postings, Terms};

/// A term, a word that has another stem, or both.
pub struct Key<'a> {
    /// The term or word.
    pub text: &'a str,
    /// Where the term stands.
    pub postings: Option<&'a Postings>,
    /// The word with its stem.
    pub stemmed: Option<Stemmed<'a>>,
}

/// All terms and words.
pub struct Keys<'a> {
    /// The terms with where they stand, in order.
    terms: Vec<(&'a str, &'a Postings)>,
    /// The words that have another stem, in order.
    stemmed: Vec<Stemmed<'a>>,
}

impl<'a> Keys<'a> {
    /// Sorts the keys.
    pub fn new(terms: &'a Terms<'_>) -> Self {
        Self { terms: terms.sorted(), stemmed: terms.stems().differing() }
    }

    /// The words that have another stem, in order.
    pub fn stemmed(&self) -> impl Iterator<Item = Stemmed<'a>> {
        self.stemmed.iter().copied()
    }

    /// The keys in order, each once.
    pub fn iter(&self) -> impl Iterator<Item = Key<'a>> {
        let (mut terms, mut stemmed) = (self.terms.iter().copied().peekable(), self.stemmed.iter().copied().peekable());
        std::iter::from_fn(move || {
            let (term, word) = (terms.peek().map(|(term, _)| *term), stemmed.peek().map(|stemmed| stemmed.word));
            let text = term.into_iter().chain(word).min()?;
            let postings = terms.next_if(|(term, _)| *term == text).map(|(_, postings)| postings);
            Some(Key { text, postings, stemmed: stemmed.next_if(|stemmed| stemmed.word == text) })
        })
    }
}
