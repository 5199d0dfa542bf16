//! Entries while they are gathered: what two lists of the dossier call by the same words is one entry.

use std::collections::{BTreeMap, BTreeSet};

use super::Lead;
use super::order::Key;
use crate::links::Mention;
use crate::model::lang::Lang;
use crate::render::order::Order;

/// The entries by their place in the index.
pub(super) struct Drafts<'o, 'a> {
    /// What sorts words in the language of the page.
    order: &'o Order,
    /// The entries.
    pub(super) by_key: BTreeMap<Key, Draft<'a>>,
}

/// An entry while it is gathered.
pub(super) struct Draft<'a> {
    /// Its words, as the first list has them.
    pub(super) words: String,
    /// The language of the words, where it is not the page's.
    pub(super) lang: Option<&'a Lang>,
    /// Other words by which the letters name it, by their lower case.
    pub(super) forms: BTreeMap<String, String>,
    /// Where the site tells more of it.
    pub(super) leads: Vec<Lead<'a>>,
    /// What names it.
    pub(super) sources: Vec<Source<'a>>,
    /// The entries under which the blocks are listed.
    pub(super) see: BTreeSet<Key>,
}

/// What tells which blocks name something.
pub(super) enum Source<'a> {
    /// The uses of a term, by its place in the dossier's list.
    Term(u32),
    /// The mentions of an actor.
    Actor(&'a [Mention]),
    /// Blocks by their letter's place in the dossier's list and by their ids.
    Blocks(BTreeSet<(usize, &'a str)>),
}

impl<'o, 'a> Drafts<'o, 'a> {
    /// No entries yet.
    pub(super) fn new(order: &'o Order) -> Self {
        Self { order, by_key: BTreeMap::new() }
    }

    /// The entry at a place, begun with some words where there is none.
    pub(super) fn at(&mut self, key: Key, words: &str) -> &mut Draft<'a> {
        self.by_key.entry(key).or_insert_with(|| Draft {
            words: words.to_owned(),
            lang: None,
            forms: BTreeMap::new(),
            leads: Vec::new(),
            sources: Vec::new(),
            see: BTreeSet::new(),
        })
    }

    /// Adds what a list of the dossier tells of some words.
    pub(super) fn add(&mut self, words: &str, (lead, source): (Lead<'a>, Option<Source<'a>>)) -> &mut Draft<'a> {
        self.add_at(Key::of_words(words, self.order), words, (lead, source))
    }

    /// Adds what a list of the dossier tells of some words, whose place is known.
    fn add_at(&mut self, key: Key, words: &str, (lead, source): (Lead<'a>, Option<Source<'a>>)) -> &mut Draft<'a> {
        let draft = self.at(key, words);
        draft.leads.push(lead);
        draft.sources.extend(source);
        draft
    }

    /// Adds what a list of the dossier tells of some words, and other words of what they name: to the entry, and where they stand far from
    /// it also as an entry that leads there.
    pub(super) fn add_with_forms<'f>(
        &mut self,
        words: &str,
        (lead, source): (Lead<'a>, Option<Source<'a>>),
        forms: impl IntoIterator<Item = &'f str>,
    ) {
        let key = Key::of_words(words, self.order);
        self.add_at(key.clone(), words, (lead, source));
        for form in forms {
            let form = form.replace('\n', " ");
            let own = Key::of_words(&form, self.order);
            if own == key {
                continue;
            }
            if !own.is_beside(&key) {
                self.at(own, &form).see.insert(key.clone());
            }
            self.at(key.clone(), words).forms.entry(form.to_lowercase()).or_insert(form);
        }
    }
}
