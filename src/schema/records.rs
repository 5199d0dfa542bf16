//! The records: the timeline, actors, the glossary, documents outside the dossier.

use super::letter::NUMBER;
use super::settings::PASSAGE;
use super::{Keys, Shape, keys, may, need};
use crate::model::records::ActorKind;
use crate::model::reference::RelationKind;
use crate::model::timeline::EventStatus;

/// `timeline.toml`.
pub(super) const TIMELINE: Keys = keys(&[
    may("complete", Shape::Flag, "Whether every date in the letters must be in the words of an event."),
    may("events", Shape::Tables(&EVENT), "What happened or was expected."),
]);

/// An event.
const EVENT: Keys = Keys {
    keys: &[
        need("id", Shape::Slug, "A short permanent name."),
        need("status", Shape::Name(EventStatus::NAMES), "Whether it happened or was expected."),
        may("date", Shape::Date, "The date as EDTF."),
        may("when", Shape::LangText, "The date in the letter’s words."),
        need("text", Shape::LangWords, "What happened or was expected, in each language."),
        may("reason", Shape::LangText, "How the date is known, or why there is none, in each language."),
        may("outcome", Shape::Text, "What became of an expectation: the id of an event, or \"not-told\"."),
        may("outcome-note", Shape::LangText, "What a reader must know of the outcome, in each language."),
        need("letter", Shape::Words, "The letter that says so: the name of its folder."),
        need("block", Shape::Words, "The id of the block that says so."),
        need("quote", Shape::LangWords, "The words that say so, in each language."),
        may("grounds", Shape::Tables(&PASSAGE), "Other passages on which the date rests."),
    ],
    one_of: &[&["date"], &["when", "reason"]],
    with: &[],
};

/// `actors.toml`.
pub(super) const ACTORS: Keys = keys(&[may("actors", Shape::Tables(&ACTOR), "People and organisations that the letters name.")]);

/// A person or an organisation.
const ACTOR: Keys = keys(&[
    need("id", Shape::Slug, "A short permanent name."),
    need("kind", Shape::Name(ActorKind::NAMES), "A person or an organisation."),
    need("name", Shape::LangWords, "The name."),
    may("listed-as", Shape::Text, "The name in lists: \"Last, First\"."),
    may("note", Shape::LangText, "What a reader must know, in each language."),
    may("roles", Shape::Tables(&ROLE), "In which roles the letters show them."),
    may("see-also", Shape::Texts, "Ids of other actors."),
    may("aliases", Shape::TextsByLanguage, "The words by which the editions name them."),
    may("except", Shape::TextsByLanguage, "Phrases in which those words mean something else."),
    may("passages", Shape::Tables(&PASSAGE), "Passages that name them in other words."),
]);

/// A role.
const ROLE: Keys = keys(&[
    need("role", Shape::LangWords, "The role, in each language."),
    may("party", Shape::LangText, "The political party."),
    may("organisation", Shape::Text, "The organisation: the id of an actor."),
    need("letter", Shape::Words, "The letter that says so: the name of its folder."),
    need("block", Shape::Words, "The id of the block that says so."),
    need("quote", Shape::LangWords, "The words that say so, in each language."),
]);

/// `glossary.toml`.
pub(super) const GLOSSARY: Keys = keys(&[may("terms", Shape::Tables(&TERM), "Terms of the letters.")]);

/// A term.
const TERM: Keys = Keys {
    keys: &[
        need("id", Shape::Slug, "A short permanent name."),
        need("term", Shape::LangWords, "The term, in each language."),
        need("definition", Shape::LangWords, "What it means, in each language."),
        may("forms", Shape::TextsByLanguage, "Its other forms in the editions."),
        may("except", Shape::TextsByLanguage, "Phrases in which it means something else."),
        may("letter", Shape::Text, "The letter that explains it; without one the definition is general knowledge."),
        may("block", Shape::Text, "The block that explains it."),
        may("quote", Shape::LangText, "The words that explain it, in each language."),
    ],
    one_of: &[],
    with: &[("letter", &["block", "quote"]), ("block", &["letter", "quote"]), ("quote", &["letter", "block"])],
};

/// `external.toml`.
pub(super) const EXTERNAL: Keys = keys(&[may("externals", Shape::Tables(&DOCUMENT), "Documents that the letters name.")]);

/// A document outside the dossier.
const DOCUMENT: Keys = keys(&[
    need("id", Shape::Slug, "A short permanent name."),
    may("kind", Shape::Text, "One of the kinds in `dossier.toml`."),
    need("title", Shape::LangWords, "What it is called, in each language."),
    may("label", Shape::LangText, "A short name for maps and lists."),
    may("date", Shape::Date, "Its date as EDTF."),
    may("numbers", Shape::Tables(&NUMBER), "Its official numbers."),
    may("note", Shape::LangText, "What the letters say of it, in each language."),
    may("aliases", Shape::TextsByLanguage, "The words by which the editions name it."),
    may("except", Shape::TextsByLanguage, "Phrases in which those words mean something else."),
    may("references", Shape::Tables(&REFERENCE), "To what it refers, as a letter says."),
]);

/// A reference of a document outside the dossier: a letter says so.
const REFERENCE: Keys = Keys {
    keys: &[
        may("to", Shape::Text, "The letter to which it refers: the name of its folder."),
        may("to-block", Shape::Text, "The block there."),
        may("to-quote", Shape::LangText, "The words there, in each language."),
        may("external", Shape::Text, "The document outside the dossier: the id of its record."),
        need("type", Shape::Name(RelationKind::NAMES), "How it refers to it."),
        need("letter", Shape::Words, "The letter that says so: the name of its folder."),
        need("block", Shape::Words, "The id of the block that says so."),
        need("quote", Shape::LangWords, "The words that say so, in each language."),
    ],
    one_of: &[&["to"], &["external"]],
    with: &[],
};
