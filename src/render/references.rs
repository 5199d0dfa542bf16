//! What a letter refers to and what refers to it, with the words that say so.

use std::collections::BTreeSet;

use serde::Serialize;

use super::LinkView;
use super::page::Page;
use crate::model::letter::{Letter, LetterId, Reference, RelationKind, Target};

/// The most letters that a page shows around its own.
const MAX_NEIGHBOURS: usize = 12;
/// The most references to a letter that its page lists.
const MAX_INCOMING: usize = 60;

/// A document at the other end of references, with the passages that refer.
#[derive(Debug, Serialize)]
pub(super) struct ReferenceView {
    /// How they relate, in words.
    relation: String,
    /// The letter at the other end; nothing outside the dossier.
    letter: Option<LinkView>,
    /// Its kind and date.
    label: String,
    /// The document outside the dossier.
    external: Option<ExternalView>,
    /// The passages.
    passages: Vec<Referring>,
}

/// A passage that refers.
#[derive(Debug, Serialize)]
struct Referring {
    /// An anchor on the page.
    id: String,
    /// The words that say so.
    quote: String,
    /// The language of the words, where it is another.
    quote_lang: Option<String>,
    /// The block in which they stand: on this page, or on that of the letter that refers.
    href: String,
    /// The id of that block.
    block: String,
    /// The block that they name, where they are that exact.
    target: Option<LinkView>,
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

/// What stands at the other end: a letter, or the record of a document outside the dossier.
type EndKey<'a> = (Option<&'a LetterId>, &'a str);

/// What a letter refers to: letters of the dossier first, each once for each relation.
pub(super) fn outgoing(page: &Page<'_>, letter: &Letter) -> Vec<ReferenceView> {
    let mut groups: Vec<((RelationKind, EndKey<'_>), ReferenceView)> = Vec::new();
    for (idx, reference) in letter.references.iter().enumerate() {
        let (id, external) = match &reference.target {
            Target::Letter(id, _) => (Some(id), ""),
            Target::External(external) => (None, external.as_str()),
        };
        let key = (reference.relation, (id, external));
        let passage = referring(page, letter, (anchor(idx), reference));
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.passages.push(passage),
            None => groups.extend(group(page, reference, passage).map(|group| (key, group))),
        }
    }
    groups.sort_by_key(|(_, group)| group.letter.is_none());
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The document that a reference names, with the first passage.
fn group(page: &Page<'_>, reference: &Reference, passage: Referring) -> Option<ReferenceView> {
    let relation = page.word(&format!("relation.{}", reference.relation.name()));
    let passages = vec![passage];
    match &reference.target {
        Target::Letter(id, _) => {
            let target = page.stage.letter(id)?;
            let label = page.label_of(target);
            Some(ReferenceView { relation, letter: Some(page.letter(target)), label, external: None, passages })
        }
        Target::External(id) => {
            let record = page.stage.inputs.dossier.external(id)?;
            let (title, note) = (page.text(&record.title), page.text(&record.note));
            let external = Some(ExternalView { title, number: record.number.clone(), note });
            Some(ReferenceView { relation, letter: None, label: String::new(), external, passages })
        }
    }
}

/// A passage of a letter that refers.
fn referring(page: &Page<'_>, letter: &Letter, (id, reference): (String, &Reference)) -> Referring {
    let lang = page.reading(letter);
    let block = reference.evidence.block.0.as_str();
    Referring {
        id,
        quote: reference.evidence.quote.text(lang).to_owned(),
        quote_lang: page.foreign(lang),
        href: page.to_letter(letter, Some(block)),
        block: block.to_owned(),
        target: target_block(page, reference),
    }
}

/// The block that a reference names.
fn target_block(page: &Page<'_>, reference: &Reference) -> Option<LinkView> {
    let Target::Letter(id, Some(block)) = &reference.target else { return None };
    let letter = page.stage.letter(id)?;
    Some(LinkView { href: page.to_letter(letter, Some(block)), label: block.clone(), lang: None })
}

/// What refers to a letter, each letter once for each relation.
pub(super) fn incoming(page: &Page<'_>, letter: &Letter) -> Vec<ReferenceView> {
    let all = page.stage.inputs.links.incoming.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
    let mut groups: Vec<((RelationKind, &LetterId), ReferenceView)> = Vec::new();
    for (idx, incoming) in all.iter().take(MAX_INCOMING).enumerate() {
        let Some(from) = page.stage.letter(&incoming.from) else { continue };
        let key = (incoming.reference.relation, &incoming.from);
        let passage = referring(page, from, (format!("from-{}", idx + 1), &incoming.reference));
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.passages.push(passage),
            None => groups.push((
                key,
                ReferenceView {
                    relation: page.word(&format!("relation_back.{}", incoming.reference.relation.name())),
                    letter: Some(page.letter(from)),
                    label: page.label_of(from),
                    external: None,
                    passages: vec![passage],
                },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
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
