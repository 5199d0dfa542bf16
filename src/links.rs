//! Who cites whom, and who is named where: references with their evidence, the way back, mentions of actors.

pub mod evidence;
pub mod mentions;
pub mod written;

use std::collections::BTreeMap;

use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::{LetterId, Reference, Target};
use crate::problem::{Problems, kinds, nearest};

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

/// Resolves every reference, proves all evidence, finds the mentions of actors, and checks the links that authors wrote.
pub fn resolve(dossier: &Dossier, pages: &[&str], problems: &mut Problems) -> Links {
    let mut links = Links::default();
    for letter in &dossier.letters {
        for reference in &letter.references {
            let incoming = || Incoming { from: letter.id.clone(), reference: reference.clone() };
            match &reference.target {
                Target::Letter(id, block) => {
                    if is_known(dossier, (id, block.as_deref()), reference, problems) && *id != letter.id {
                        links.incoming.entry(id.clone()).or_default().push(incoming());
                    }
                }
                Target::External(id) => {
                    if dossier.external(id).is_none() && !dossier.is_broken("content/external.toml") {
                        let near = nearest(id, dossier.externals.iter().map(|external| external.id.as_str()));
                        problems.add(kinds::unknown_external(reference.evidence.place.find_quoted(id), id, near));
                    }
                    links.external.entry(id.clone()).or_default().push(incoming());
                }
            }
        }
    }
    evidence::prove(dossier, problems);
    written::check(dossier, pages, problems);
    links.mentions = mentions::find(dossier);
    links
}

/// Whether a reference's target exists; reported if not.
fn is_known(dossier: &Dossier, target: (&LetterId, Option<&str>), reference: &Reference, problems: &mut Problems) -> bool {
    let (id, block) = target;
    let place = |name: &str| reference.evidence.place.find_quoted(name);
    let Some(letter) = dossier.letter(id) else {
        problems.list.extend(evidence::unknown_letter(dossier, id.as_str(), place(id.as_str())));
        return false;
    };
    if !evidence::knows_blocks(dossier, letter) {
        return true;
    }
    let has_block = |block: &str| letter.original_edition().is_some_and(|edition| edition.find_block(block).is_some());
    if let Some(block) = block.filter(|block| !has_block(block)) {
        problems.add(kinds::unknown_block(place(block), id.as_str(), block));
        return false;
    }
    true
}
