//! Entries while they are gathered: what two lists of the dossier call by the same words is one entry.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

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

impl Draft<'_> {
    /// Adds what was gathered later of the same words.
    fn append(&mut self, later: Self) {
        let Self { words: _, lang: _, forms, leads, sources, see } = later;
        for (folded, form) in forms {
            self.forms.entry(folded).or_insert(form);
        }
        self.leads.extend(leads);
        self.sources.extend(sources);
        self.see.extend(see);
    }
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

    /// Adds what was gathered after these.
    pub(super) fn append(&mut self, later: Self) {
        for (key, draft) in later.by_key {
            match self.by_key.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(draft);
                }
                Entry::Occupied(known) => known.into_mut().append(draft),
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_a_number_and_that_number_are_one_entry() {
        let order = Order::new(&Lang::parse("nl").unwrap());
        let [mut drafts, mut later] = [(); 2].map(|()| Drafts::new(&order));
        drafts.add_with_forms("1499", (Lead::Term("title"), Some(Source::Term(1))), ["Kamerstuk 1499"]);
        later.add_with_forms("1499", (Lead::Actor("number"), Some(Source::Term(2))), ["kamerstuk 1499", "Nota 1499"]);
        later.at(Key::of_number("26643"), "26643").see.insert(Key::of_number("1499"));
        let before = drafts.by_key.len();
        drafts.append(later);
        let draft = &drafts.by_key[&Key::of_number("1499")];
        assert_eq!(draft.forms.values().collect::<Vec<_>>(), ["Kamerstuk 1499", "Nota 1499"], "as the first has them");
        assert!(matches!(draft.leads[..], [Lead::Term("title"), Lead::Actor("number")]));
        assert!(matches!(draft.sources[..], [Source::Term(1), Source::Term(2)]));
        assert_eq!(drafts.by_key.len(), before + 2, "with `Nota 1499`, which leads there, and 26643");
        assert_eq!(drafts.by_key[&Key::of_number("26643")].see, BTreeSet::from([Key::of_number("1499")]));
    }
}
