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

    /// By what a sender can be chosen in a language: the person who is named, and the organisation; each with its value, which is the same
    /// in every language, and what it is called. What the language has no name for is left out.
    pub fn find(&self, sender: &Party, lang: &Lang) -> impl Iterator<Item = (String, String)> {
        let person = sender.name.as_deref().map(|name| self.person(name, lang));
        person.into_iter().chain(self.organisation(sender, lang))
    }

    /// A person: by the record that has the name, or else by the name.
    fn person(&self, name: &str, lang: &Lang) -> (String, String) {
        match self.persons.get(name) {
            Some(person) => (person.id.clone(), person.name.find(lang).unwrap_or(name).to_owned()),
            None => (name.to_owned(), name.to_owned()),
        }
    }

    /// The organisation of a sender: by its name in the first language that has one.
    fn organisation(&self, sender: &Party, lang: &Lang) -> Option<(String, String)> {
        let name = sender.organisation.find(lang)?;
        let first = self.languages.iter().find_map(|lang| sender.organisation.find(lang)).unwrap_or(name);
        Some((first.to_owned(), name.to_owned()))
    }
}
