//! Records that stand beside the letters: documents outside the dossier, people and organisations, terms.

use std::collections::BTreeMap;

use super::date::Edtf;
use super::lang::{Lang, LangText};
use super::letter::{Number, Passage};
use super::named::named;
use super::place::Place;
use super::reference::Reference;

/// The words by which editions name something, in each language: whole words, upper and lower case as written, the longest wins.
#[derive(Clone, Debug, Default, Hash)]
pub struct Wording {
    /// Words that mean it, in every letter.
    pub aliases: BTreeMap<Lang, Vec<String>>,
    /// Phrases that hold such words and mean something else.
    pub except: BTreeMap<Lang, Vec<String>>,
}

impl Wording {
    /// The words that mean it in a language.
    #[must_use]
    pub fn aliases(&self, lang: &Lang) -> &[String] {
        self.aliases.get(lang).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A document outside the dossier that letters name.
#[derive(Clone, Debug, Hash)]
pub struct External {
    /// Its id in the dossier's records.
    pub id: String,
    /// Where it is recorded.
    pub place: Place,
    /// Its kind, as the dossier declares it.
    pub kind: Option<(String, Place)>,
    /// What it is called.
    pub title: LangText,
    /// What it is called where there is little room.
    pub label: LangText,
    /// Its date, where a letter tells it.
    pub date: Option<Edtf>,
    /// Its official numbers.
    pub numbers: Vec<Number>,
    /// What the dossier knows of it.
    pub note: LangText,
    /// The words by which letters name it.
    pub wording: Wording,
    /// What it is to letters of the dossier or to other documents, as a letter says.
    pub references: Vec<Reference>,
}

named! {
    /// What an actor is.
    ActorKind {
        /// A human being.
        Person = "person",
        /// A ministry, a company, a body.
        Organisation = "organisation",
    }
}

/// A person or organisation that letters name.
#[derive(Clone, Debug, Hash)]
pub struct Actor {
    /// Its id.
    pub id: String,
    /// Where it is recorded.
    pub place: Place,
    /// Person or organisation.
    pub kind: ActorKind,
    /// The name.
    pub name: LangText,
    /// Under what it is listed, where that is not its name: `Marum, E. van`.
    pub listed_as: Option<String>,
    /// What the publisher says of it.
    pub note: LangText,
    /// In which roles letters show it.
    pub roles: Vec<Role>,
    /// Ids of actors that a reader should not take for it, or may look for.
    pub see_also: Vec<(String, Place)>,
    /// The words by which letters name it.
    pub wording: Wording,
    /// Passages that name it in words that mean it only there.
    pub passages: Vec<Passage>,
}

impl Actor {
    /// What it is listed under in a language.
    #[must_use]
    pub fn sort_name(&self, lang: &Lang) -> &str {
        self.listed_as.as_deref().unwrap_or_else(|| self.name.text(lang))
    }
}

/// A role in which a letter shows an actor, at that time.
#[derive(Clone, Debug, Hash)]
pub struct Role {
    /// The role.
    pub role: LangText,
    /// The political party.
    pub party: LangText,
    /// The id of the actor for which it is a role.
    pub organisation: Option<(String, Place)>,
    /// The passage that says so.
    pub evidence: Passage,
}

/// A term of the glossary.
#[derive(Clone, Debug, Hash)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// Where it is recorded.
    pub place: Place,
    /// The term.
    pub term: LangText,
    /// Its further forms: plurals, inflections, abbreviations.
    pub forms: Wording,
    /// What it means.
    pub definition: LangText,
    /// The passage that supports the definition; general knowledge without one.
    pub evidence: Option<Passage>,
}
