//! Words of the index: terms of the glossary, people and organisations, titles of documents and of letters.

use std::collections::BTreeSet;

use super::Lead;
use super::draft::{Drafts, Source};
use super::places::Finder;
use crate::links::Mention;
use crate::model::records::Actor;

/// Gathers the words.
pub(super) fn draft<'a>(finder: &Finder<'_, 'a>, drafts: &mut Drafts<'_, 'a>) {
    terms(finder, drafts);
    actors(finder, drafts);
    documents(finder, drafts);
    letters(finder, drafts);
}

/// Gathers the terms that letters use.
fn terms<'a>(finder: &Finder<'_, 'a>, drafts: &mut Drafts<'_, 'a>) {
    for (idx, term) in finder.stage.inputs.dossier.terms.iter().enumerate() {
        let idx = u32::try_from(idx).ok().filter(|idx| finder.is_used(*idx));
        let (Some(idx), Some(words)) = (idx, term.term.find(finder.lang)) else { continue };
        drafts.add_with_forms(words, (Lead::Term(&term.id), Some(Source::Term(idx))), finder.forms_of(idx));
    }
}

/// Gathers people and organisations, under what they are listed.
fn actors<'a>(finder: &Finder<'_, 'a>, drafts: &mut Drafts<'_, 'a>) {
    let inputs = finder.stage.inputs;
    for actor in &inputs.dossier.actors {
        let words = actor.sort_name(finder.lang);
        let mentions = inputs.links.mentions.get(&actor.id).map(Vec::as_slice).unwrap_or_default();
        drafts.add_with_forms(words, (Lead::Actor(&actor.id), Some(Source::Actor(mentions))), names(finder, actor, mentions));
    }
}

/// The names by which letters call an actor. Words that mean it only in one passage are none: elsewhere they mean something else.
fn names<'a>(finder: &Finder<'_, 'a>, actor: &'a Actor, mentions: &'a [Mention]) -> BTreeSet<&'a str> {
    let mut left: BTreeSet<&str> = actor.wording.aliases(finder.lang).iter().map(String::as_str).collect();
    let mut names = BTreeSet::new();
    for mention in mentions {
        if left.is_empty() {
            break;
        }
        let Some(edition) = finder.stage.letter(&mention.letter).and_then(|letter| letter.edition(finder.lang)) else { continue };
        for naming in mention.passages.get(finder.lang).into_iter().flatten() {
            let words = edition.find_block(&naming.block).and_then(|block| block.text.read().part(naming.words.clone()));
            let line = words.map(|words| words.replace('\n', " ")).unwrap_or_default();
            names.extend(left.take(line.as_str()));
        }
    }
    names
}

/// Gathers the titles of documents outside the dossier.
fn documents<'a>(finder: &Finder<'_, 'a>, drafts: &mut Drafts<'_, 'a>) {
    let inputs = finder.stage.inputs;
    for document in inputs.dossier.externals.iter().chain(&inputs.links.unrecorded) {
        let Some(title) = document.title.find(finder.lang) else { continue };
        let incoming = inputs.links.external.get(&document.id).map(Vec::as_slice).unwrap_or_default();
        let lead = (Lead::Document(&document.id), Some(Source::Blocks(finder.naming(incoming))));
        drafts.add_with_forms(title, lead, finder.names(incoming));
    }
}

/// Gathers the titles of the letters.
fn letters<'a>(finder: &Finder<'_, 'a>, drafts: &mut Drafts<'_, 'a>) {
    for letter in &finder.stage.inputs.dossier.letters {
        let Some(edition) = letter.nearest_edition(finder.lang) else { continue };
        let incoming = finder.stage.inputs.links.incoming.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
        let draft = drafts.add(&edition.title, (Lead::Letter(letter), Some(Source::Blocks(finder.naming(incoming)))));
        if edition.lang != *finder.lang && draft.leads.len() == 1 {
            draft.lang = Some(&edition.lang);
        }
    }
}
