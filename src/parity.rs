//! Compares each translation with its original, block for block: numbers, dates, codes, names, hedges, the yes or no of an answer.
//!
//! What `reading` finds in one text and not in the other is a problem. Reads no file and knows no language.

pub mod compare;
pub mod figures;
pub mod names;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::links::Links;
use crate::model::dossier::Dossier;
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Block, BlockId, Edition, Letter};
use crate::model::place::Place;
use crate::problem::kinds::parity::{Topic, differs, no_parity_data};
use crate::problem::{Problem, Problems};
use crate::reading::language::Language;
use compare::{Difference, Statement};
use names::Names;

/// Under what a title is accepted, where a block would be.
const TITLE: &str = "title";

/// What comparing needs, made ready once.
struct Inputs<'a> {
    /// The languages that the theme knows.
    languages: &'a BTreeMap<&'a Lang, Language<'a>>,
    /// Names.
    names: Names<'a>,
}

/// Compares every translation with its original.
pub fn check(dossier: &Dossier, links: &Links, languages: &BTreeMap<&Lang, Language<'_>>, problems: &mut Problems) {
    let is_translated = |letter: &&Letter| letter.editions.iter().any(|edition| edition.lang != letter.original);
    let letters: Vec<&Letter> = dossier.letters.iter().filter(is_translated).collect();
    for lang in dossier.settings.languages.iter().filter(|lang| !languages.contains_key(lang)) {
        if letters.iter().any(|letter| letter.edition(lang).is_some()) {
            let settings = &dossier.settings;
            problems.add(no_parity_data(Place::start_of(&settings.file).find_quoted(lang.tag()), lang.tag(), &settings.theme.0));
        }
    }
    let inputs = Inputs { languages, names: Names::new(dossier, links) };
    let check = |letter: &Letter| Differing { problems: check_letter(letter, &inputs), documents: inputs.names.documents_of(&letter.id) };
    let found = letters.par_iter().map(|letter| {
        let found = dossier.memo.beside(letter, || check(letter));
        // Which documents a letter names can hang on other letters.
        if found.documents == inputs.names.documents_of(&letter.id) { found } else { Arc::new(check(letter)) }
    });
    let found: Vec<Arc<Differing>> = found.collect();
    problems.list.extend(found.iter().flat_map(|found| found.problems.iter().cloned()));
}

/// What differs in a letter.
struct Differing {
    /// The problems.
    problems: Vec<Problem>,
    /// The documents that the letter named when they were found.
    documents: Vec<(String, BlockId, LangText)>,
}

/// Compares the translations of a letter with its original.
fn check_letter(letter: &Letter, inputs: &Inputs<'_>) -> Vec<Problem> {
    let Some(original) = letter.original_edition() else { return Vec::new() };
    let language = inputs.languages.get(&original.lang);
    let blocks: BTreeMap<&str, (&Block, Option<Statement>)> = original
        .blocks
        .iter()
        .filter(|block| !block.id.0.is_empty())
        .map(|block| (block.id.0.as_str(), (block, language.map(|language| compare::read_original(&block.text, language)))))
        .collect();
    let mut problems = Vec::new();
    for translation in letter.editions.iter().filter(|edition| edition.lang != letter.original) {
        let mut of_actors = inputs.names.of_blocks(&letter.id, original, translation);
        check_title(original, translation, inputs, &mut problems);
        for block in &translation.blocks {
            let Some((model, statement)) = blocks.get(block.id.0.as_str()) else { continue };
            let pair = language.zip(statement.as_ref()).zip(inputs.languages.get(&translation.lang));
            let mut differences = match pair {
                Some(((first, statement), second)) => compare::compare((statement, first), (&compare::read(&block.text, second), second)),
                None => BTreeMap::from([(Topic::Number, figures::compare(&model.text, &block.text))]),
            };
            add_names(&mut differences, inputs.names.of_terms(&model.text, &block.text));
            add_names(&mut differences, of_actors.remove(block.id.0.as_str()).unwrap_or_default());
            let first = Passage { place: original.place_of(model), text: &model.text, block: &block.id.0 };
            let second = Passage { place: translation.place_of(block), text: &block.text, block: &block.id.0 };
            problems.extend(differences.iter().filter_map(|(topic, difference)| problem(*topic, difference, (&first, &second))));
        }
    }
    problems
}

/// Compares the titles of two editions.
fn check_title(original: &Edition, translation: &Edition, inputs: &Inputs<'_>, problems: &mut Vec<Problem>) {
    let pair = inputs.languages.get(&original.lang).zip(inputs.languages.get(&translation.lang));
    let mut differences = match pair {
        Some((first, second)) => {
            let statement = compare::read_original(&original.title, first);
            compare::compare((&statement, first), (&compare::read(&translation.title, second), second))
        }
        None => BTreeMap::from([(Topic::Number, figures::compare(&original.title, &translation.title))]),
    };
    add_names(&mut differences, inputs.names.of_terms(&original.title, &translation.title));
    add_names(&mut differences, inputs.names.of_titles((&original.title, &original.lang), (&translation.title, &translation.lang)));
    let place = |edition: &Edition| Place::start_of(&edition.file).find_quoted(&edition.title);
    let first = Passage { place: place(original), text: &original.title, block: TITLE };
    let second = Passage { place: place(translation), text: &translation.title, block: TITLE };
    problems.extend(differences.iter().filter_map(|(topic, difference)| problem(*topic, difference, (&first, &second))));
}

/// Adds what differs in names.
fn add_names(differences: &mut BTreeMap<Topic, Difference>, names: Difference) {
    let all = differences.entry(Topic::Name).or_default();
    all.lost.extend(names.lost);
    all.added.extend(names.added);
}

/// A text and where it stands.
struct Passage<'a> {
    /// Its place in the file.
    place: Place,
    /// The text, without the marks of Markdown.
    text: &'a str,
    /// Its block.
    block: &'a str,
}

impl Passage<'_> {
    /// The words at some bytes of the text.
    fn words(&self, spans: &[Range<usize>]) -> Vec<String> {
        spans.iter().filter_map(|span| self.text.get(span.clone())).map(|words| words.replace('\n', " ")).collect()
    }

    /// Where the first of some bytes of the text stands in the file, as far as the marks of Markdown leave it in one piece there.
    fn at(&self, spans: &[Range<usize>]) -> Place {
        spans.first().map_or_else(|| self.place.clone(), |span| self.place.find_span(self.text, span))
    }
}

/// The problem of what differs, if anything does.
fn problem(topic: Topic, difference: &Difference, (original, translation): (&Passage<'_>, &Passage<'_>)) -> Option<Problem> {
    if difference.lost.is_empty() && difference.added.is_empty() {
        return None;
    }
    let places = (original.at(&difference.lost), translation.at(&difference.added));
    let words = (original.words(&difference.lost), translation.words(&difference.added));
    Some(differs(topic, translation.block, places, (&words.0, &words.1)))
}
