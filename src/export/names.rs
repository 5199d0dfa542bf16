//! `data/actors.json` and `data/glossary.json`: who is named where, and what terms mean.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Each, Inputs, quoted, texts};
use crate::links::{Mention, Naming};
use crate::model::lang::LangText;
use crate::model::letter::{Edition, Letter, Passage};
use crate::model::records::{Actor, Role, Term};

/// People and organisations.
#[derive(Serialize)]
pub struct ActorsView<'a> {
    /// The version of the format.
    schema_version: &'static str,
    /// The actors, as recorded.
    actors: Each<'a, Actor, ActorView>,
}

/// A person or organisation.
#[derive(Serialize)]
struct ActorView {
    /// Its id.
    id: String,
    /// `person` or `organisation`.
    kind: &'static str,
    /// Its name, by language.
    name: BTreeMap<String, String>,
    /// The name under which lists have it, where that is another.
    listed_as: Option<String>,
    /// What the publisher says of it, by language.
    note: BTreeMap<String, String>,
    /// The roles in which letters show it.
    roles: Vec<RoleView>,
    /// Others that a reader may look for.
    see_also: Vec<String>,
    /// Where letters name it.
    mentions: Vec<MentionView>,
}

/// A role, with the passage that says so.
#[derive(Serialize)]
struct RoleView {
    /// The role, by language.
    role: BTreeMap<String, String>,
    /// The political party, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    party: BTreeMap<String, String>,
    /// The actor for which it is a role.
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<String>,
    /// The passage.
    passage: PassageView,
}

/// A passage.
#[derive(Serialize)]
struct PassageView {
    /// The letter.
    letter: String,
    /// The block.
    block: String,
    /// The words, by language.
    quote: BTreeMap<String, String>,
}

/// The passages of a letter that name an actor.
#[derive(Serialize)]
struct MentionView {
    /// The letter.
    letter: String,
    /// The first naming in each block, by language.
    passages: BTreeMap<String, Vec<NamingView>>,
}

/// Words in a block that name an actor.
#[derive(Serialize)]
struct NamingView {
    /// The block.
    block: String,
    /// The words.
    words: String,
}

/// The glossary.
#[derive(Serialize)]
pub struct GlossaryView {
    /// The version of the format.
    schema_version: &'static str,
    /// The terms, as recorded.
    terms: Vec<TermView>,
}

/// A term.
#[derive(Serialize)]
struct TermView {
    /// Its id.
    id: String,
    /// The term, by language.
    term: BTreeMap<String, String>,
    /// Its further forms, by language.
    forms: BTreeMap<String, Vec<String>>,
    /// What it means, by language.
    definition: BTreeMap<String, String>,
    /// The passage that supports the definition; general knowledge without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    passage: Option<PassageView>,
}

/// People and organisations.
#[must_use]
pub fn actors<'a>(inputs: &'a Inputs<'a>) -> ActorsView<'a> {
    ActorsView { schema_version: "1", actors: Each(inputs, &inputs.dossier.actors, actor) }
}

/// The view of an actor.
fn actor(inputs: &Inputs<'_>, actor: &Actor) -> ActorView {
    let text = |text: &LangText| texts(text, &inputs.dossier.settings.languages);
    let role = |role: &Role| RoleView {
        role: text(&role.role),
        party: text(&role.party),
        organisation: role.organisation.as_ref().map(|(id, _)| id.clone()),
        passage: passage(inputs, &role.evidence),
    };
    ActorView {
        id: actor.id.clone(),
        kind: actor.kind.name(),
        name: text(&actor.name),
        listed_as: actor.listed_as.clone(),
        note: text(&actor.note),
        roles: actor.roles.iter().map(role).collect(),
        see_also: actor.see_also.iter().map(|(id, _)| id.clone()).collect(),
        mentions: inputs
            .links
            .mentions
            .get(&actor.id)
            .into_iter()
            .flatten()
            .map(|of| mention(of, inputs.dossier.letter(&of.letter)))
            .collect(),
    }
}

/// The view of the passages of a letter that name an actor.
fn mention(mention: &Mention, letter: Option<&Letter>) -> MentionView {
    let naming = |edition: Option<&Edition>, naming: &Naming| {
        let text = edition.and_then(|edition| edition.find_block(&naming.block)).map(|block| block.text.read());
        let words = text.as_ref().and_then(|text| text.get(naming.words.clone())).unwrap_or_default();
        NamingView { block: naming.block.clone(), words: words.to_owned() }
    };
    let in_lang = mention.passages.iter().map(|(lang, passages)| {
        let edition = letter.and_then(|letter| letter.edition(lang));
        (lang.tag().to_owned(), passages.iter().map(|one| naming(edition, one)).collect())
    });
    MentionView { letter: mention.letter.to_string(), passages: in_lang.collect() }
}

/// The view of a passage.
fn passage(inputs: &Inputs<'_>, passage: &Passage) -> PassageView {
    PassageView { letter: passage.letter.to_string(), block: passage.block.to_string(), quote: quoted(inputs, passage) }
}

/// The glossary.
#[must_use]
pub fn glossary(inputs: &Inputs<'_>) -> GlossaryView {
    let languages = &inputs.dossier.settings.languages;
    let term = |term: &Term| TermView {
        id: term.id.clone(),
        term: texts(&term.term, languages),
        forms: term.forms.aliases.iter().map(|(lang, forms)| (lang.tag().to_owned(), forms.clone())).collect(),
        definition: texts(&term.definition, languages),
        passage: term.evidence.as_ref().map(|evidence| passage(inputs, evidence)),
    };
    GlossaryView { schema_version: "1", terms: inputs.dossier.terms.iter().map(term).collect() }
}
