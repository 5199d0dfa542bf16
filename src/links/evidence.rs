//! Proves evidence: the quoted words stand in the block that is named, in every edition.

use crate::model::dossier::Dossier;
use crate::model::letter::{Edition, Letter, Passage};
use crate::model::place::Place;
use crate::problem::{Problem, Problems, kinds, nearest};

/// Proves every passage of the dossier.
pub fn prove(dossier: &Dossier, problems: &mut Problems) {
    for passage in passages(dossier) {
        prove_passage(dossier, passage, problems);
    }
}

/// Every passage that a publisher recorded.
fn passages(dossier: &Dossier) -> impl Iterator<Item = &Passage> {
    let funding = &dossier.funding;
    let letters = dossier.letters.iter().flat_map(passages_of);
    letters
        .chain(dossier.events.iter().map(|event| &event.evidence))
        .chain(dossier.terms.iter().filter_map(|term| term.evidence.as_ref()))
        .chain(funding.amounts.iter().map(|amount| &amount.passage))
        .chain(funding.statements.iter().map(|statement| &statement.passage))
}

/// Every passage in a letter's own files.
fn passages_of(letter: &Letter) -> impl Iterator<Item = &Passage> {
    let evidence = letter.date.evidence.iter();
    let references = letter.references.iter().map(|reference| &reference.evidence);
    evidence.chain(references).chain(letter.corrections.iter().filter_map(|correction| correction.passage.as_ref()))
}

/// Proves one passage.
fn prove_passage(dossier: &Dossier, passage: &Passage, problems: &mut Problems) {
    let Some(letter) = dossier.letter(&passage.letter) else {
        problems.add(unknown_letter(dossier, passage.letter.as_str(), passage.place.clone()));
        return;
    };
    if letter.original_edition().is_some_and(|edition| edition.find_block(&passage.block.0).is_none()) {
        problems.add(kinds::unknown_block(passage.place.clone(), letter.id.as_str(), &passage.block.0));
        return;
    }
    for edition in &letter.editions {
        if let Some(words) = missing_words(passage, letter, edition) {
            let at = format!("block `{}` of `{}` in `{}`", passage.block, letter.id, edition.lang);
            let mut problem = kinds::quote_not_found(place_of_words(passage, words), words, &at);
            problem.hints.extend(elsewhere(edition, words));
            problems.add(problem.in_block(&passage.block.0));
        }
    }
}

/// The words that an edition's block lacks. Corrections may say nothing about a translation; other evidence must.
fn missing_words<'a>(passage: &'a Passage, letter: &Letter, edition: &Edition) -> Option<&'a str> {
    let is_gap = edition.gaps.iter().any(|(id, _)| *id == passage.block.0);
    let words = passage.quote.find(&edition.lang);
    match words {
        None if edition.lang == letter.original && !passage.quote.is_empty() => Some(""),
        None => None,
        Some(words) => {
            let text = edition.find_block(&passage.block.0).map(|block| block.text.as_str());
            let stands = text.is_some_and(|text| !words.is_empty() && text.contains(words));
            (!stands && !is_gap).then_some(words)
        }
    }
}

/// Where the words are written; the passage's place where that cannot be found.
fn place_of_words(passage: &Passage, words: &str) -> Place {
    let text = &passage.place.file.text;
    let from = text.get(passage.place.span.start..).unwrap_or_default();
    match from.find(words).filter(|_| !words.is_empty()) {
        Some(at) => passage.place.at(passage.place.span.start + at..passage.place.span.start + at + words.len()),
        None => passage.place.clone(),
    }
}

/// A hint where the words stand in another block of the edition.
fn elsewhere(edition: &Edition, words: &str) -> Option<String> {
    let block = edition.blocks.iter().find(|block| !words.is_empty() && block.text.contains(words))?;
    Some(format!("they stand in block `{}`", block.id))
}

/// A problem with a letter that does not exist.
pub(super) fn unknown_letter(dossier: &Dossier, name: &str, place: Place) -> Problem {
    kinds::unknown_letter(place, name, nearest(name, dossier.letters.iter().map(|letter| letter.id.as_str())))
}
