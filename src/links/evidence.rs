//! Proves evidence: the quoted words stand in the block that is named, in every edition.

use crate::model::dossier::Dossier;
use crate::model::keys;
use crate::model::letter::{Edition, Letter, Passage};
use crate::model::place::Place;
use crate::model::reference::Reference;
use crate::model::timeline::Event;
use crate::problem::{Problem, Problems, kinds, nearest};

/// Proves every passage of the dossier.
pub fn prove(dossier: &Dossier, problems: &mut Problems) {
    let letters = dossier.letters_by_id();
    for passage in passages(dossier) {
        prove_passage(dossier, (passage, letters.get(&passage.letter).copied()), problems);
    }
}

/// Every passage that a publisher recorded.
fn passages(dossier: &Dossier) -> impl Iterator<Item = &Passage> {
    let funding = &dossier.funding;
    let letters = dossier.letters.iter().flat_map(passages_of);
    letters
        .chain(dossier.timeline.events.iter().flat_map(Event::passages))
        .chain(dossier.terms.iter().filter_map(|term| term.evidence.as_ref()))
        .chain(dossier.actors.iter().flat_map(|actor| actor.roles.iter().map(|role| &role.evidence).chain(&actor.passages)))
        .chain(dossier.externals.iter().flat_map(|external| &external.references).flat_map(passages_of_reference))
        .chain(funding.amounts.iter().flat_map(|amount| [Some(&amount.passage), amount.status_passage.as_ref()]).flatten())
        .chain(funding.statements.iter().map(|statement| &statement.passage))
}

/// Every passage in a letter's own files.
fn passages_of(letter: &Letter) -> impl Iterator<Item = &Passage> {
    let evidence = letter.date.evidence.iter();
    let references = letter.references.iter().flat_map(passages_of_reference);
    evidence.chain(references).chain(letter.corrections.iter().filter_map(|correction| correction.passage.as_ref()))
}

/// The passages of a reference: the words that refer, and those of the other end where it has some.
fn passages_of_reference(reference: &Reference) -> impl Iterator<Item = &Passage> {
    [Some(&reference.evidence), reference.counterpart.as_ref()].into_iter().flatten()
}

/// Proves one passage. Where a letter or its blocks could not be read, that has been told and nothing can be proved.
fn prove_passage(dossier: &Dossier, (passage, letter): (&Passage, Option<&Letter>), problems: &mut Problems) {
    let Some(letter) = letter else {
        let place = keys::value(&passage.place, &["letter", "to"], passage.letter.as_str());
        problems.list.extend(unknown_letter(dossier, passage.letter.as_str(), place));
        return;
    };
    if !knows_blocks(dossier, letter) {
        return;
    }
    if letter.original_edition().is_some_and(|edition| edition.find_block(&passage.block.0).is_none()) {
        let place = keys::value(&passage.place, &["block", "to-block"], &passage.block.0);
        problems.add(kinds::unknown_block(place, letter.id.as_str(), &passage.block.0));
        return;
    }
    for edition in letter.editions.iter().filter(|edition| edition.blocks.iter().all(|block| !block.id.0.is_empty())) {
        match missing_words(passage, letter, edition) {
            Some("") => {
                let place = passage.quote.place.as_ref().unwrap_or(&passage.place);
                problems.add(kinds::missing_quote(place.clone(), edition.lang.tag()).in_block(&passage.block.0));
            }
            Some(words) => {
                let at = format!("block `{}` of `{}` in `{}`", passage.block, letter.id, edition.lang);
                let mut problem = kinds::quote_not_found(keys::quoted(passage, &edition.lang, words), words, &at);
                problem.hints.extend(elsewhere(edition, words));
                problems.add(problem.in_block(&passage.block.0));
            }
            None => {}
        }
    }
}

/// Whether the blocks of a letter have their ids: not where its lock file is broken or its original cannot be read.
pub(super) fn knows_blocks(dossier: &Dossier, letter: &Letter) -> bool {
    letter.original_edition().is_some() && !dossier.is_broken(&format!("content/letters/{}/letter.lock", letter.id))
}

/// The words that an edition's block lacks. Corrections may say nothing about a translation; other evidence must. Words for a block that a
/// translation does not have yet cannot be proved, and are not shown.
fn missing_words<'a>(passage: &'a Passage, letter: &Letter, edition: &Edition) -> Option<&'a str> {
    let words = passage.quote.find(&edition.lang);
    match words {
        None if edition.lang == letter.original && !passage.quote.is_empty() => Some(""),
        None => None,
        Some(words) => {
            let text = edition.find_block(&passage.block.0).map(|block| block.text.read());
            let stands = text.is_some_and(|text| !words.is_empty() && text.contains(words));
            (!stands && !edition.lacks(&passage.block.0)).then_some(words)
        }
    }
}

/// A hint where the words stand in another block of the edition.
fn elsewhere(edition: &Edition, words: &str) -> Option<String> {
    let block = edition.blocks.iter().find(|block| !words.is_empty() && block.text.read().contains(words))?;
    Some(format!("they stand in block `{}`", block.id))
}

/// A problem with a letter that does not exist; none where its folder is there, and what is wrong in it has been told.
pub(super) fn unknown_letter(dossier: &Dossier, name: &str, place: Place) -> Option<Problem> {
    let near = nearest(name, dossier.letters.iter().map(|letter| letter.id.as_str()));
    (!dossier.is_broken(&format!("content/letters/{name}/"))).then(|| kinds::unknown_letter(place, name, near))
}
