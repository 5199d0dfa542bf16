//! All that a large dossier's index can be asked for, in order: terms, and words that have another stem.

use std::borrow::Cow;

use super::merge::merge;
use super::postings::Postings;
use super::stems::Stemmed;
use super::terms::Terms;

/// A term, a word that has another stem, or both.
pub struct Key<'a> {
    /// The term or word.
    pub text: &'a str,
    /// Where the term stands.
    pub postings: Option<&'a Postings<'a>>,
    /// The word with its stem.
    pub stemmed: Option<Stemmed<'a>>,
}

/// All terms and words.
pub struct Keys<'a> {
    /// The terms with where they stand, in order.
    terms: &'a [(Cow<'a, str>, Postings<'a>)],
    /// The words that have another stem, in order.
    stemmed: Vec<Stemmed<'a>>,
}

impl<'a> Keys<'a> {
    /// The keys of terms.
    pub fn new(terms: &'a Terms<'_>) -> Self {
        Self { terms: &terms.terms, stemmed: terms.differing() }
    }

    /// The words that have another stem, in order.
    pub fn stemmed(&self) -> impl Iterator<Item = Stemmed<'a>> {
        self.stemmed.iter().copied()
    }

    /// The keys in order, each once.
    pub fn iter(&self) -> impl Iterator<Item = Key<'a>> {
        let terms = self.terms.iter().map(|(term, postings)| (&**term, postings));
        let keys = merge((terms, |(term, _)| term), (self.stemmed(), |stemmed| stemmed.word));
        keys.map(|(term, stemmed)| Key {
            text: term.map(|(term, _)| term).or(stemmed.map(|stemmed| stemmed.word)).unwrap_or_default(),
            postings: term.map(|(_, postings)| postings),
            stemmed,
        })
    }
}
