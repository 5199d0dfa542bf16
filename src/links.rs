//! Who cites whom, and who is named where: references with their evidence, the way back, mentions of actors.

use std::collections::BTreeMap;

use crate::model::lang::Lang;
use crate::model::letter::{LetterId, Reference};

/// What the dossier's references come to.
#[derive(Debug, Default)]
pub struct Links {
    /// What points at each letter: the letter it comes from and the reference.
    pub incoming: BTreeMap<LetterId, Vec<Incoming>>,
    /// What points at each document outside the dossier.
    pub external: BTreeMap<String, Vec<Incoming>>,
    /// Where each actor is named, by the actor's id: letter, and per language the blocks.
    pub mentions: BTreeMap<String, Vec<Mention>>,
}

/// A reference seen from its target.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The letter that refers.
    pub from: LetterId,
    /// How, and where.
    pub reference: Reference,
}

/// The blocks of a letter that name an actor.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The letter.
    pub letter: LetterId,
    /// The ids of the blocks, by language.
    pub blocks: BTreeMap<Lang, Vec<String>>,
}
