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

use crate::cache::sound::Sound;
use crate::digest::{Digest, Digester};
use crate::links::Links;
use crate::model::dossier::Dossier;
use crate::model::keys;
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Block, BlockId, Edition, Letter};
use crate::model::place::Place;
use crate::model::text::Text;
use crate::problem::kinds::parity::{Topic, differs, no_parity_data};
use crate::problem::{Problem, Problems};
use crate::reading;
use crate::reading::language::Language;
use compare::Difference;
use names::Names;

/// Under what a title is accepted, where a block would be.
const TITLE: &str = "title";

/// What comparing needs, made ready once.
struct Inputs<'a> {
    /// The languages that the theme knows.
    languages: &'a BTreeMap<&'a Lang, Language<'a>>,
    /// Names.
    names: Names<'a>,
    /// What was found to state the same before.
    sound: &'a Sound,
    /// What stands for all that is known of the languages.
    known: Digester,
}

/// Compares every translation with its original.
pub fn check(dossier: &Dossier, links: &Links, languages: &BTreeMap<&Lang, Language<'_>>, problems: &mut Problems) {
    check_after(Sound::nothing(), (dossier, links, languages), problems);
}

/// Compares every translation with its original, but for texts that were found to state the same before.
pub fn check_after(
    sound: &Sound,
    (dossier, links, languages): (&Dossier, &Links, &BTreeMap<&Lang, Language<'_>>),
    problems: &mut Problems,
) {
    let is_translated = |letter: &&Letter| letter.editions.iter().any(|edition| edition.lang != letter.original);
    let letters: Vec<&Letter> = dossier.letters.iter().filter(is_translated).collect();
    for lang in dossier.settings.languages.iter().filter(|lang| !languages.contains_key(lang)) {
        if letters.iter().any(|letter| letter.edition(lang).is_some()) {
            let settings = &dossier.settings;
            let place = keys::within(&Place::start_of(&settings.file), "languages", &format!("\"{lang}\""));
            problems.add(no_parity_data(place, lang.tag(), &settings.theme.0));
        }
    }
    let inputs = Inputs { languages, names: Names::new(dossier, links), sound, known: reading::known(languages) };
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

/// What differs in two texts, by type.
type Differences = BTreeMap<Topic, Difference>;

/// What differs in the texts of blocks, by id; in the titles, without one.
type ByBlock<'a> = BTreeMap<Option<&'a str>, Differences>;

/// Compares the translations of a letter with its original.
fn check_letter(letter: &Letter, inputs: &Inputs<'_>) -> Vec<Problem> {
    let Some(original) = letter.original_edition() else { return Vec::new() };
    let models: BTreeMap<&str, &Block> =
        original.blocks.iter().filter(|block| !block.id.0.is_empty()).map(|block| (block.id.0.as_str(), block)).collect();
    let mut problems = Vec::new();
    for translation in letter.editions.iter().filter(|edition| edition.lang != letter.original) {
        let pairs = pairs(&models, translation);
        let between = (original, translation);
        let stated = inputs.sound.look(|| digest(between, letter, inputs), || stated(between, &pairs, inputs));
        let mut stated = stated.unwrap_or_default();
        let mut of_actors = inputs.names.of_blocks(&letter.id, between, &pairs);
        check_title(between, stated.remove(&None).unwrap_or_default(), inputs, &mut problems);
        for block in &translation.blocks {
            let id = block.id.0.as_str();
            let (Some(model), Some((first, second))) = (models.get(id), pairs.get(id)) else { continue };
            let mut differences = stated.remove(&Some(id)).unwrap_or_default();
            add_names(&mut differences, inputs.names.of_terms(first, second));
            add_names(&mut differences, of_actors.remove(id).unwrap_or_default());
            differences.retain(|_, difference| !difference.is_empty());
            if !differences.is_empty() {
                let first = Passage { place: original.place_of(model), text: first, block: id };
                let second = Passage { place: translation.place_of(block), text: second, block: id };
                problems.extend(differences.iter().filter_map(|(topic, difference)| problem(*topic, difference, (&first, &second))));
            }
        }
    }
    problems
}

/// Texts of an original and those of their translations, by block, each read once.
type Pairs<'a> = BTreeMap<&'a str, (Text, Text)>;

/// The texts of the blocks that an original and a translation both have.
fn pairs<'a>(models: &BTreeMap<&str, &Block>, translation: &'a Edition) -> Pairs<'a> {
    let pair = |block: &'a Block| {
        let id = block.id.0.as_str();
        Some((id, (models.get(id)?.text.read(), block.text.read())))
    };
    translation.blocks.iter().filter_map(pair).collect()
}

/// The digest of all that `stated` sees: nothing but two editions of a letter.
fn digest((original, translation): (&Edition, &Edition), letter: &Letter, inputs: &Inputs<'_>) -> Digest {
    let digester = inputs.known.clone().with(b"parity").with(original.lang.tag().as_bytes()).with(translation.lang.tag().as_bytes());
    digester.with(&letter.digest().0).digest()
}

/// What texts state and their translations do not, or the other way round; nothing where they all state the same.
fn stated<'a>((original, translation): (&Edition, &Edition), pairs: &Pairs<'a>, inputs: &Inputs<'_>) -> Option<ByBlock<'a>> {
    let languages = inputs.languages.get(&original.lang).zip(inputs.languages.get(&translation.lang));
    let differ = |one: &str, other: &str| match languages {
        Some((first, second)) => compare::compare((&compare::read_original(one, first), first), (&compare::read(other, second), second)),
        None => BTreeMap::from([(Topic::Number, figures::compare(one, other))]),
    };
    let mut by_block = ByBlock::new();
    let titles = (None, (original.title.as_str(), translation.title.as_str()));
    let blocks = pairs.iter().map(|(id, (one, other))| (Some(*id), (&**one, &**other)));
    for (id, (one, other)) in [titles].into_iter().chain(blocks) {
        let mut differences = differ(one, other);
        differences.retain(|_, difference| !difference.is_empty());
        if !differences.is_empty() {
            by_block.insert(id, differences);
        }
    }
    (!by_block.is_empty()).then_some(by_block)
}

/// Compares the titles of two editions, of which is known what they state.
fn check_title((original, translation): (&Edition, &Edition), stated: Differences, inputs: &Inputs<'_>, problems: &mut Vec<Problem>) {
    let mut differences = stated;
    add_names(&mut differences, inputs.names.of_terms(&original.title, &translation.title));
    add_names(&mut differences, inputs.names.of_titles((&original.title, &original.lang), (&translation.title, &translation.lang)));
    let place = |edition: &Edition| keys::in_front(&edition.file, "title");
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
    if difference.is_empty() {
        return None;
    }
    let places = (original.at(&difference.lost), translation.at(&difference.added));
    let words = (original.words(&difference.lost), translation.words(&difference.added));
    Some(differs(topic, translation.block, places, (&words.0, &words.1)))
}
