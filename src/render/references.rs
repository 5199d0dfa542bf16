//! What a letter refers to and what refers to it, with the words that say so.

use std::collections::BTreeSet;

use serde::Serialize;

use super::LinkView;
use super::page::Page;
use crate::links::Incoming;
use crate::model::letter::{Letter, LetterId, Reference, Target};

/// The most letters that a page shows around its own.
const MAX_NEIGHBOURS: usize = 12;
/// The most references to a letter that its page lists.
const MAX_INCOMING: usize = 60;

/// A reference, out of the letter or to it.
#[derive(Debug, Serialize)]
pub(super) struct ReferenceView {
    /// An anchor on the page.
    id: String,
    /// How they relate, in words.
    relation: String,
    /// The letter at the other end; nothing outside the dossier.
    letter: Option<LinkView>,
    /// Its kind and date.
    label: String,
    /// The document outside the dossier.
    external: Option<ExternalView>,
    /// The words that say so.
    quote: String,
    /// The language of the words, where it is another.
    quote_lang: Option<String>,
    /// The block in which they stand: on this page, or on that of the letter that refers.
    href: String,
    /// The id of that block.
    block: String,
}

/// A document outside the dossier.
#[derive(Debug, Serialize)]
struct ExternalView {
    /// What it is called.
    title: String,
    /// Its official number.
    number: Option<String>,
    /// What the dossier knows of it.
    note: String,
}

/// The anchor of a reference on its letter's page.
pub(super) fn anchor(idx: usize) -> String {
    format!("ref-{}", idx + 1)
}

/// What a letter refers to.
pub(super) fn outgoing(page: &Page<'_>, letter: &Letter) -> Vec<ReferenceView> {
    let references = letter.references.iter().enumerate();
    references.filter_map(|(idx, reference)| outgoing_one(page, letter, (idx, reference))).collect()
}

/// One reference out of a letter.
fn outgoing_one(page: &Page<'_>, letter: &Letter, (idx, reference): (usize, &Reference)) -> Option<ReferenceView> {
    let lang = page.reading(letter);
    let (target, external, label) = match &reference.target {
        Target::Letter(id, block) => {
            let target = page.stage.letter(id)?;
            let mut link = page.letter(target);
            link.href = page.to_letter(target, block.as_deref());
            (Some(link), None, page.label_of(target))
        }
        Target::External(id) => {
            let record = page.stage.inputs.dossier.external(id)?;
            let external = ExternalView { title: page.text(&record.title), number: record.number.clone(), note: page.text(&record.note) };
            (None, Some(external), String::new())
        }
    };
    Some(ReferenceView {
        id: anchor(idx),
        relation: page.word(&format!("relation.{}", reference.relation.name())),
        letter: target,
        label,
        external,
        quote: reference.evidence.quote.text(lang).to_owned(),
        quote_lang: page.foreign(lang),
        href: page.to_letter(letter, Some(&reference.evidence.block.0)),
        block: reference.evidence.block.0.clone(),
    })
}

/// What refers to a letter.
pub(super) fn incoming(page: &Page<'_>, letter: &Letter) -> Vec<ReferenceView> {
    let all = page.stage.inputs.links.incoming.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
    all.iter().take(MAX_INCOMING).enumerate().filter_map(|(idx, incoming)| incoming_one(page, (idx, incoming))).collect()
}

/// One reference to a letter.
fn incoming_one(page: &Page<'_>, (idx, incoming): (usize, &Incoming)) -> Option<ReferenceView> {
    let from = page.stage.letter(&incoming.from)?;
    let lang = page.reading(from);
    let block = incoming.reference.evidence.block.0.as_str();
    Some(ReferenceView {
        id: format!("from-{}", idx + 1),
        relation: page.word(&format!("relation_back.{}", incoming.reference.relation.name())),
        letter: Some(page.letter(from)),
        label: page.label_of(from),
        external: None,
        quote: incoming.reference.evidence.quote.text(lang).to_owned(),
        quote_lang: page.foreign(lang),
        href: page.to_letter(from, Some(block)),
        block: block.to_owned(),
    })
}

/// The letters around a letter in the map of references, each once.
pub(super) fn neighbours(page: &Page<'_>, letter: &Letter) -> Vec<LinkView> {
    let incoming = page.stage.inputs.links.incoming.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
    let to = letter.references.iter().filter_map(|reference| match &reference.target {
        Target::Letter(id, _) => Some(id),
        Target::External(_) => None,
    });
    let from = incoming.iter().map(|incoming| &incoming.from);
    let mut seen: BTreeSet<&LetterId> = BTreeSet::from([&letter.id]);
    let once = to.chain(from).filter(|id| seen.insert(*id));
    once.filter_map(|id| page.stage.letter(id)).take(MAX_NEIGHBOURS).map(|letter| page.letter(letter)).collect()
}
