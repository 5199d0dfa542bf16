//! The index at the back of the dossier: names, terms, titles, numbers and amounts, each with the blocks that name it.
//!
//! Everything here was found before; no text is searched again. An entry holds no more than its page shows.

mod all;
mod amounts;
mod draft;
mod numbers;
mod order;
mod places;
mod threads;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::figures::Figures;
use super::order::Order;
use super::page::Stage;
use crate::model::lang::Lang;
use crate::model::letter::{Block, Letter};
use crate::model::locale::Locale;
use crate::model::money::Amount;
use crate::model::slug;
pub(super) use all::Indexes;
use draft::{Draft, Drafts};
use order::Key;
use places::Finder;
use threads::Threads;

/// How many letters are kept for an entry, and how many other things it leads to.
const MAX_LETTERS: usize = 50;
/// How many blocks are kept for a letter.
const MAX_BLOCKS: usize = 24;
/// How many bytes of an entry's words its anchor has at most.
const MAX_ANCHOR: usize = 60;

/// An entry of the index.
pub(super) struct Entry<'a> {
    /// The heading under which it stands.
    pub(super) group: String,
    /// Its anchor.
    pub(super) id: String,
    /// Its words.
    pub(super) words: String,
    /// The language of the words, where it is not the page's.
    pub(super) lang: Option<&'a Lang>,
    /// Other words by which the letters name it.
    pub(super) forms: Capped<String>,
    /// Where the site tells more of it.
    pub(super) leads: Capped<Lead<'a>>,
    /// The entries, by their place in the index, under which the blocks are listed.
    pub(super) see: Capped<usize>,
    /// The letters with the blocks that name it.
    pub(super) places: Capped<Mentioned<'a>>,
}

impl Entry<'_> {
    /// What it weighs on its page, about, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let forms: usize = self.forms.list.iter().map(|form| form.len() + 4).sum();
        let links = 250 * (self.leads.list.len() + self.see.list.len());
        let places: usize = self.places.list.iter().map(Mentioned::bytes).sum();
        250 + 2 * self.words.len() + forms + links + places
    }
}

/// The first of a list, and how many more there are.
pub(super) struct Capped<Item> {
    /// The first.
    pub(super) list: Vec<Item>,
    /// How many more.
    pub(super) n_more: usize,
}

impl<Item> Capped<Item> {
    /// The first of some items.
    fn new(items: impl IntoIterator<Item = Item>, max: usize) -> Self {
        let mut items = items.into_iter();
        let list = items.by_ref().take(max).collect();
        Self { list, n_more: items.count() }
    }
}

/// Where the site tells more of what an entry names.
#[derive(Clone, Copy)]
pub(super) enum Lead<'a> {
    /// A term of the glossary, by its id.
    Term(&'a str),
    /// A person or organisation, by its id.
    Actor(&'a str),
    /// A document outside the dossier, by its id.
    Document(&'a str),
    /// A letter.
    Letter(&'a Letter),
    /// An amount of the ledger.
    Amount(&'a Amount),
}

/// A letter with the blocks that name something.
pub(super) struct Mentioned<'a> {
    /// The letter.
    pub(super) letter: &'a Letter,
    /// The blocks, in the order of the text.
    pub(super) blocks: Capped<&'a Block>,
}

impl Mentioned<'_> {
    /// What it weighs on its page, about, in bytes: every block has the address of the letter.
    fn bytes(&self) -> usize {
        let slug = self.letter.editions.iter().map(|edition| edition.slug.len()).max().unwrap_or_default();
        150 + (64 + slug) * self.blocks.list.len()
    }
}

/// The entries of the index in a language, in order: words by initial, then numbers and codes, then amounts by size.
fn entries<'a>(
    stage: &Stage<'a>,
    lang: &'a Lang,
    (locale, figures, order): (&Locale, &Figures<'_>, &Order),
    threads: Threads,
) -> Vec<Entry<'a>> {
    let finder = Finder::new(stage, lang);
    let [mut drafts, mut of_numbers] = [(); 2].map(|()| Drafts::new(order));
    let add_numbers = || {
        numbers::draft(&finder, &mut of_numbers);
        amounts::draft(&finder, figures, &mut of_numbers);
    };
    threads.join(|| words::draft(&finder, &mut drafts), add_numbers);
    drafts.append(of_numbers);
    let idx_of: BTreeMap<Key, usize> = drafts.by_key.keys().enumerate().map(|(idx, key)| (key.clone(), idx)).collect();
    let entry = |(key, draft): (Key, Draft<'a>)| Entry {
        group: heading(&key, locale),
        id: anchor(&draft.words, draft.lang.unwrap_or(lang)),
        places: finder.places(&draft.sources),
        forms: Capped::new(draft.forms.into_values(), MAX_BLOCKS),
        leads: Capped::new(draft.leads, MAX_BLOCKS),
        see: Capped::new(draft.see.iter().filter(|other| **other != key).filter_map(|other| idx_of.get(other)).copied(), MAX_BLOCKS),
        lang: draft.lang,
        words: draft.words,
    };
    let mut entries = threads.map(drafts.by_key.into_iter().collect(), entry);
    tell_apart(entries.iter_mut().map(|entry| &mut entry.id));
    entries
}

/// The heading under which an entry stands.
fn heading(key: &Key, locale: &Locale) -> String {
    match key {
        Key::Words { initial, .. } => initial.clone(),
        Key::Number { .. } => locale.word("index.numbers").to_owned(),
        Key::Amount { .. } => locale.word("index.amounts").to_owned(),
    }
}

/// An anchor made of some words.
fn anchor(words: &str, lang: &Lang) -> String {
    let anchor = format!("entry-{}", slug::in_language(words, lang, MAX_ANCHOR));
    anchor.trim_end_matches('-').to_owned()
}

/// Numbers anchors, from the second on that is the same: no two are alike then.
fn tell_apart<'s>(anchors: impl Iterator<Item = &'s mut String>) {
    let (mut taken, mut tried) = (BTreeSet::new(), BTreeMap::new());
    for anchor in anchors {
        let stem = anchor.clone();
        // Every lower number of this stem is taken: nothing that was taken becomes free.
        let number = tried.entry(stem.clone()).or_insert(1);
        if 1 < *number {
            *anchor = format!("{stem}-{number}");
        }
        while !taken.insert(anchor.clone()) {
            *number += 1;
            *anchor = format!("{stem}-{number}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_anchors_are_the_same() {
        let lang = Lang::parse("nl").unwrap();
        let mut found = ["AI-fabriek", "AI fabriek", "Ω", "Σ"].map(|words| anchor(words, &lang));
        tell_apart(found.iter_mut());
        assert_eq!(found, ["entry-ai-fabriek", "entry-ai-fabriek-2", "entry", "entry-2"]);
    }

    #[test]
    fn anchors_are_numbered_past_those_that_have_a_number() {
        let mut found = ["e-2", "e", "e", "e-2", "e"].map(str::to_owned);
        tell_apart(found.iter_mut());
        assert_eq!(found, ["e-2", "e", "e-3", "e-2-2", "e-4"]);
        let mut many = vec!["entry".to_owned(); 20_000];
        tell_apart(many.iter_mut());
        assert_eq!(many.last().map(String::as_str), Some("entry-20000"));
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let capped = Capped::new(1..=5, 3);
        assert_eq!((capped.list, capped.n_more), (vec![1, 2, 3], 2));
    }
}
