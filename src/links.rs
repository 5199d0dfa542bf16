//! Who cites whom, and who and what is named where: references with their evidence, the way back, mentions of actors, terms.

pub mod evidence;
pub mod gather;
mod numbered;
pub mod patterns;
pub mod recognise;
pub mod references;
pub mod written;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::dossier::Dossier;
use crate::model::lang::{Lang, LangMap};
use crate::model::letter::LetterId;
use crate::model::locale::Locale;
use crate::model::records::External;
use crate::model::reference::{End, Reference};
use crate::problem::kinds::links::unknown_actor;
use crate::problem::{Problems, nearest};

/// What the dossier's references come to.
#[derive(Debug, Default)]
pub struct Links {
    /// What each letter refers to, as recorded and as its text shows, in the order of the text.
    pub outgoing: BTreeMap<LetterId, Vec<Reference>>,
    /// What points at each letter.
    pub incoming: BTreeMap<LetterId, Vec<Incoming>>,
    /// What points at each document outside the dossier.
    pub external: BTreeMap<String, Vec<Incoming>>,
    /// Documents outside the dossier of which only the number is known: no record tells of them.
    pub unrecorded: Vec<External>,
    /// Where each actor is named, by the actor's id.
    pub mentions: BTreeMap<String, Vec<Mention>>,
    /// Where each edition uses terms of the glossary, in the order of the text.
    pub terms: BTreeMap<(LetterId, Lang), Vec<TermUse>>,
    /// Which editions use each term, by the term's place in the dossier's list and the language.
    pub users: BTreeMap<(u32, Lang), Users>,
}

/// The letters that use a term.
#[derive(Debug, Default, Hash)]
pub struct Users {
    /// How many do.
    pub n_letters: usize,
    /// The first of them, each with the first block.
    pub first: Vec<(LetterId, String)>,
}

/// A reference seen from its target.
#[derive(Clone, Debug, Hash)]
pub struct Incoming {
    /// What refers.
    pub from: End,
    /// How, and where.
    pub reference: Reference,
}

/// The passages of a letter that name an actor.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The letter.
    pub letter: LetterId,
    /// The first naming in each block, by language.
    pub passages: LangMap<Vec<Naming>>,
}

/// Words in a block that name something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The block's id.
    pub block: String,
    /// The bytes of the words in the block's text.
    pub words: Range<usize>,
}

/// A term in an edition's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TermUse {
    /// The term's place in the dossier's list.
    pub term: u32,
    /// The block's place in the edition's list.
    pub block: u32,
    /// The first byte of the words in the block's text.
    pub start: u32,
    /// The byte after them.
    pub end: u32,
}

/// Resolves every reference, proves all evidence, finds what the texts name, and checks the links that authors wrote.
pub fn resolve(dossier: &Dossier, locales: &BTreeMap<Lang, Locale>, pages: &[&str], problems: &mut Problems) -> Links {
    let mut links = Links::default();
    let gathered = gather::gather(dossier, locales, problems);
    let mut of_texts = Problems::default();
    rayon::join(
        || references::resolve(dossier, gathered.by_letter, &mut links, problems),
        || {
            evidence::prove(dossier, &mut of_texts);
            written::check(dossier, pages, &mut of_texts);
        },
    );
    problems.append(of_texts);
    links.mentions = gathered.mentions;
    links.terms = gathered.terms;
    links.users = gathered.users;
    check_actors(dossier, problems);
    links
}

/// Reports actors that other actors name and that do not exist.
fn check_actors(dossier: &Dossier, problems: &mut Problems) {
    if dossier.is_broken("content/actors.toml") {
        return;
    }
    let ids = || dossier.actors.iter().map(|actor| actor.id.as_str());
    let organisations = dossier.actors.iter().flat_map(|actor| &actor.roles).filter_map(|role| role.organisation.as_ref());
    for (id, place) in dossier.actors.iter().flat_map(|actor| &actor.see_also).chain(organisations) {
        if !ids().any(|known| known == id) {
            problems.add(unknown_actor(place.clone(), id, nearest(id, ids())));
        }
    }
}
