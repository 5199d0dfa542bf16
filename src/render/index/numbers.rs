//! Official numbers and codes in the index: of letters and of documents outside the dossier, and the parts by which people look for them.

use std::collections::BTreeSet;

use super::Lead;
use super::draft::{Drafts, Source};
use super::order::Key;
use super::places::Finder;
use crate::links::Incoming;
use crate::model::letter::Number;

/// The shortest part of a number that someone looks for.
const MIN_PART: usize = 3;

/// Gathers the numbers of letters and of other documents.
pub(super) fn draft<'a>(finder: &Finder<'_, 'a>, drafts: &mut Drafts<'_, 'a>) {
    let inputs = finder.stage.inputs;
    for letter in &inputs.dossier.letters {
        let incoming = inputs.links.incoming.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
        add(finder, (&letter.numbers, Lead::Letter(letter), incoming), drafts);
    }
    for document in inputs.dossier.externals.iter().chain(&inputs.links.unrecorded) {
        let incoming = inputs.links.external.get(&document.id).map(Vec::as_slice).unwrap_or_default();
        add(finder, (&document.numbers, Lead::Document(&document.id), incoming), drafts);
    }
}

/// Adds the numbers of a document with the blocks that name it by them.
fn add<'a>(finder: &Finder<'_, 'a>, (numbers, lead, incoming): (&'a [Number], Lead<'a>, &'a [Incoming]), drafts: &mut Drafts<'_, 'a>) {
    for number in numbers {
        let key = Key::of_number(&number.value);
        let naming = finder.naming(incoming).into_iter();
        let blocks: BTreeSet<(usize, &str)> = naming.filter(|at| finder.text(*at).is_some_and(|text| says(&text, &number.value))).collect();
        let draft = drafts.at(key.clone(), &number.value);
        draft.leads.push(lead);
        draft.sources.push(Source::Blocks(blocks));
        for part in parts(&number.value) {
            drafts.at(Key::of_number(part), part).see.insert(key.clone());
        }
    }
}

/// The words of a text: letters and figures without what stands between.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a text has all parts of a number, in their order: `Kamerstuk 26643, nr. 1499` says `26643-1499`.
fn says(text: &str, number: &str) -> bool {
    let said: Vec<&str> = words(text).collect();
    words(number).try_fold(said.as_slice(), after).is_some()
}

/// What is said after a part of a number, which may be written in several words: `26 643`.
fn after<'t>(said: &'t [&str], part: &str) -> Option<&'t [&'t str]> {
    (0..said.len()).find_map(|start| {
        let mut rest = part;
        for (word_idx, word) in said.iter().enumerate().skip(start) {
            rest = rest.strip_prefix(word)?;
            if rest.is_empty() {
                return said.get(word_idx + 1..);
            }
        }
        None
    })
}

/// The parts of a number by which people look for it: figures of some length; none of a number in one piece.
fn parts(number: &str) -> Vec<&str> {
    let is_sought = |part: &&str| MIN_PART <= part.len() && part.bytes().any(|byte| byte.is_ascii_digit()) && *part != number;
    words(number).filter(is_sought).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_looked_for_by_its_parts() {
        assert_eq!(parts("26643-1499"), ["26643", "1499"]);
        assert_eq!(parts("DGED-DE / 99507134"), ["99507134"]);
        assert_eq!(parts("2026Z07494"), [""; 0]);
    }

    #[test]
    fn a_text_says_a_number_with_other_signs_between() {
        let said = ["Kamerstuk 26643, nr. 1499", "Paper 26 643, no. 1499", "26643-1499"].map(|text| says(text, "26643-1499"));
        let unsaid = ["1499 van 26643", "126643-1499", "26 64, no. 1499", "266431499"].map(|text| says(text, "26643-1499"));
        assert_eq!((said, unsaid), ([true; 3], [false; 4]));
    }
}
