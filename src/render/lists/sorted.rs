//! The lists in order, each worked out when it is first wanted: a list that is split has many pages.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::timeline::Timeline;
use crate::model::lang::Lang;

/// The lists in order, their entries as places in the dossier's lists.
pub(in crate::render) struct Sorted<'a> {
    /// The timeline.
    pub(super) timeline: OnceLock<Timeline>,
    /// The amounts of each letter: the letter's place, and the amount's among those that it states.
    pub(in crate::render) ledger: OnceLock<Vec<(usize, usize)>>,
    /// People and organisations.
    pub(super) actors: ByLang<'a>,
    /// Documents outside the dossier.
    pub(super) documents: ByLang<'a>,
    /// The terms of the glossary.
    pub(super) terms: ByLang<'a>,
}

impl<'a> Sorted<'a> {
    /// Lists of which none is worked out yet.
    pub(in crate::render) fn new(languages: &'a [Lang]) -> Self {
        Self {
            timeline: OnceLock::new(),
            ledger: OnceLock::new(),
            actors: ByLang::new(languages),
            documents: ByLang::new(languages),
            terms: ByLang::new(languages),
        }
    }
}

/// A list in the order of its names in each language, each entry with its initial.
pub(super) struct ByLang<'a>(BTreeMap<&'a Lang, OnceLock<Vec<(String, usize)>>>);

impl<'a> ByLang<'a> {
    /// A list of which no order is worked out yet.
    fn new(languages: &'a [Lang]) -> Self {
        Self(languages.iter().map(|lang| (lang, OnceLock::new())).collect())
    }

    /// The list in a language, which `make` makes when it is first wanted.
    pub(super) fn get(&self, lang: &Lang, make: impl FnOnce() -> Vec<(String, usize)>) -> &[(String, usize)] {
        self.0.get(lang).map(|list| list.get_or_init(make).as_slice()).unwrap_or_default()
    }
}
