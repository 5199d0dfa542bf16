//! By what senders can be chosen: the same in every language, and one for a person whom letters name in several ways.

use std::collections::BTreeMap;

use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::Party;
use crate::model::records::{Actor, ActorKind};

/// The senders of a dossier, as its records know them.
#[derive(Debug)]
pub struct Senders<'a> {
    /// The languages of the dossier, in order.
    languages: &'a [Lang],
    /// The persons by their names and aliases in every language; the first has a name that two claim.
    persons: BTreeMap<&'a str, &'a Actor>,
}

impl<'a> Senders<'a> {
    /// Those of a dossier.
    #[must_use]
    pub fn new(dossier: &'a Dossier) -> Self {
        let languages = dossier.settings.languages.as_slice();
        let mut persons = BTreeMap::new();
        for actor in dossier.actors.iter().filter(|actor| actor.kind == ActorKind::Person) {
            for lang in languages {
                for name in actor.name.find(lang).into_iter().chain(actor.wording.aliases(lang).iter().map(String::as_str)) {
                    persons.entry(name).or_insert(actor);
                }
            }
        }
        Self { languages, persons }
    }

    /// A sender's value, which is the same in every language, and what it is called in a language; none where that has no name for it. A
    /// person with a record goes by it; any other sender by what it is known as in the first language that has a name.
    #[must_use]
    pub fn find(&self, sender: &Party, lang: &Lang) -> Option<(String, String)> {
        let known_as = sender.known_as(lang)?;
        let person = sender.name.as_deref().filter(|name| *name == known_as).and_then(|name| self.persons.get(name));
        if let Some(person) = person {
            return Some((person.id.clone(), person.name.find(lang).unwrap_or(known_as).to_owned()));
        }
        let first = self.languages.iter().find_map(|lang| sender.known_as(lang)).unwrap_or(known_as);
        Some((first.to_owned(), known_as.to_owned()))
    }
}
