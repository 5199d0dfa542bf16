//! Gathers what the texts name: reads every block of every edition once, letters side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::patterns::{Numbered, Numbers, Patterns};
use super::recognise::{Class, Named, Recogniser};
use super::{Mention, Naming, TermUse, Users};
use crate::digest::Digester;
use crate::markdown::annotate::locate;
use crate::model::dossier::Dossier;
use crate::model::lang::{Lang, LangMap};
use crate::model::letter::{Edition, Letter, LetterId};
use crate::model::locale::Locale;
use crate::problem::Problems;
use crate::problem::kinds::links::unused_alias;

/// What the texts name.
#[derive(Default)]
pub struct Gathered {
    /// The documents, questions and answers that each letter names.
    pub by_letter: BTreeMap<LetterId, Vec<Found>>,
    /// Where each actor is named.
    pub mentions: BTreeMap<String, Vec<Mention>>,
    /// Where each edition uses terms.
    pub terms: BTreeMap<(LetterId, Lang), Vec<TermUse>>,
    /// Which editions use each term.
    pub users: BTreeMap<(u32, Lang), Users>,
}

/// How many letters are kept by name for a term.
const MAX_USERS: usize = 12;

/// A document, a question or an answer that an edition names.
#[derive(Clone, Debug)]
pub struct Found {
    /// The language of the edition.
    pub lang: Lang,
    /// The words, with their block.
    pub naming: Naming,
    /// What they name.
    pub what: What,
}

/// What words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A document outside the dossier, by its place in the list.
    Document(usize),
    /// What a number names.
    Numbered(Numbered),
}

/// What the editions of a letter name, in their order; nothing of one whose language has no reader.
type OfLetter = Vec<Option<OfEdition>>;

/// What one edition names.
#[derive(Serialize, Deserialize)]
struct OfEdition {
    /// The names, with the place of their block.
    names: Vec<(usize, Named)>,
    /// What is named by number.
    numbered: Vec<(usize, Numbered, std::ops::Range<usize>)>,
}

/// What reads one language.
struct Reader<'a> {
    /// Finds names.
    recogniser: Option<Recogniser<'a>>,
    /// Finds numbers.
    patterns: Patterns<'a>,
}

/// Reads every edition. Names that no text has are reported.
pub fn gather<'a>(dossier: &'a Dossier, locales: &'a BTreeMap<Lang, Locale>, problems: &mut Problems) -> Gathered {
    let numbers = Numbers::new(dossier, problems);
    let reader = |lang: &'a Lang| {
        let mut problems = Problems::default();
        let recogniser = Recogniser::new(dossier, lang, &mut problems);
        let patterns = Patterns::new(&numbers, locales.get(lang), &mut problems);
        (lang, Reader { recogniser, patterns }, problems)
    };
    let mut readers = BTreeMap::new();
    for (lang, reader, found) in dossier.settings.languages.par_iter().map(reader).collect::<Vec<_>>() {
        readers.insert(lang, reader);
        problems.append(found);
    }
    let common = common(dossier, locales);
    let read_letter = |letter: &Letter| {
        let read = |edition: &Edition| Some(read(readers.get(&edition.lang)?, edition));
        let hangs_on = || common.clone().with(&letter.digest().0).digest();
        dossier.memo.recall(hangs_on, || (letter.editions.iter().map(read).collect(), true))
    };
    let found: Vec<Arc<OfLetter>> =
        dossier.letters.par_iter().map(|letter| dossier.memo.beside(letter, || -> OfLetter { read_letter(letter) })).collect();
    let mut gathered = Gathered::default();
    let mut used: BTreeMap<&Lang, BTreeSet<usize>> = BTreeMap::new();
    for (letter, editions) in dossier.letters.iter().zip(found) {
        for (edition, of_edition) in letter.editions.iter().zip(editions.iter()) {
            let Some(of_edition) = of_edition else { continue };
            used.entry(&edition.lang).or_default().extend(of_edition.names.iter().map(|(_, named)| named.wording()));
            keep(dossier, (letter, edition), of_edition, &mut gathered);
        }
    }
    keep_recorded(dossier, &mut gathered);
    if !dossier.letters.is_empty() && dossier.broken.is_empty() {
        report_unused(&readers, &used, problems);
    }
    gathered
}

/// Takes in all that tells what letters name, beside the letters: the records with their wordings, the patterns of the settings and those
/// of the languages.
fn common(dossier: &Dossier, locales: &BTreeMap<Lang, Locale>) -> Digester {
    let mut digester = Digester::default().with(b"names").with(dossier.settings.file.text().as_bytes());
    digester.add_hash(&(&dossier.actors, &dossier.externals, &dossier.terms, locales));
    digester
}

/// Reports names of actors and documents that no text has: most likely they are misspelt. A name that another language has is spelt right.
fn report_unused(readers: &BTreeMap<&Lang, Reader<'_>>, used: &BTreeMap<&Lang, BTreeSet<usize>>, problems: &mut Problems) {
    let none = BTreeSet::new();
    let recognisers = || readers.iter().filter_map(|(lang, reader)| Some((lang, reader.recogniser.as_ref()?)));
    let found: BTreeSet<&str> = recognisers()
        .flat_map(|(lang, recogniser)| used.get(lang).unwrap_or(&none).iter().filter_map(|wording| recogniser.words(*wording)))
        .collect();
    for (lang, recogniser) in recognisers() {
        for (words, place) in recogniser.unused(used.get(lang).unwrap_or(&none)).filter(|(words, _)| !found.contains(words)) {
            problems.add(unused_alias(place, words, lang.tag()));
        }
    }
}

/// Reads an edition.
fn read(reader: &Reader<'_>, edition: &Edition) -> OfEdition {
    let mut of_edition = OfEdition { names: Vec::new(), numbered: Vec::new() };
    for (idx, block) in edition.blocks.iter().enumerate() {
        let text = block.text.read();
        let names = reader.recogniser.iter().flat_map(|recogniser| recogniser.names(&text));
        of_edition.names.extend(names.map(|named| (idx, named)));
        let numbered = reader.patterns.find(&text).into_iter();
        of_edition.numbered.extend(numbered.map(|(what, span)| (idx, what, span)));
    }
    of_edition
}

/// Keeps what an edition names.
fn keep(dossier: &Dossier, (letter, edition): (&Letter, &Edition), of_edition: &OfEdition, gathered: &mut Gathered) {
    let id_of = |idx: usize| edition.blocks.get(idx).map(|block| block.id.0.clone()).unwrap_or_default();
    let mut terms: Vec<TermUse> = Vec::new();
    let mut documents: Vec<(usize, usize, Found)> = Vec::new();
    for (idx, named) in &of_edition.names {
        let naming = || Naming { block: id_of(*idx), words: named.span.clone() };
        match named.class {
            Class::Actor => {
                if let Some(actor) = dossier.actors.get(named.owner) {
                    mention(&mut gathered.mentions, &actor.id, (letter, edition), naming());
                }
            }
            Class::Document => {
                let found = Found { lang: edition.lang.clone(), naming: naming(), what: What::Document(named.owner) };
                documents.push((*idx, named.span.start, found));
            }
            Class::Term => terms.extend(term_use(*idx, named)),
        }
    }
    let numbered = of_edition.numbered.iter().map(|(idx, what, span)| {
        let naming = Naming { block: id_of(*idx), words: span.clone() };
        (*idx, span.start, Found { lang: edition.lang.clone(), naming, what: What::Numbered(what.clone()) })
    });
    documents.extend(numbered);
    documents.sort_by_key(|(idx, start, _)| (*idx, *start));
    gathered.by_letter.entry(letter.id.clone()).or_default().extend(documents.into_iter().map(|(_, _, found)| found));
    if !terms.is_empty() {
        terms.sort_by_key(|found| (found.block, found.start));
        let mut seen = BTreeSet::new();
        for found in terms.iter().filter(|found| seen.insert(found.term)) {
            let users = gathered.users.entry((found.term, edition.lang.clone())).or_default();
            users.n_letters += 1;
            if users.first.len() < MAX_USERS {
                users.first.push((letter.id.clone(), id_of(usize::try_from(found.block).unwrap_or_default())));
            }
        }
        gathered.terms.insert((letter.id.clone(), edition.lang.clone()), terms);
    }
}

/// A term in an edition; `None` past the limits of its numbers, which no text reaches.
fn term_use(block: usize, named: &Named) -> Option<TermUse> {
    let number = |value: usize| u32::try_from(value).ok();
    let (start, end) = (number(named.span.start)?, number(named.span.end)?);
    Some(TermUse { term: number(named.owner)?, block: number(block)?, start, end })
}

/// Keeps the first naming of an actor in a block.
fn mention(mentions: &mut BTreeMap<String, Vec<Mention>>, actor: &str, (letter, edition): (&Letter, &Edition), naming: Naming) {
    let of_actor = mentions.entry(actor.to_owned()).or_default();
    if of_actor.last().is_none_or(|mention| mention.letter != letter.id) {
        of_actor.push(Mention { letter: letter.id.clone(), passages: LangMap::default() });
    }
    let Some(mention) = of_actor.last_mut() else { return };
    let passages = mention.passages.entry(edition.lang.clone()).or_default();
    if passages.last().is_none_or(|last| last.block != naming.block) {
        passages.push(naming);
    }
}

/// Adds the passages that were recorded as naming an actor, each in its place.
fn keep_recorded(dossier: &Dossier, gathered: &mut Gathered) {
    let order: BTreeMap<&LetterId, usize> = dossier.letters.iter().enumerate().map(|(idx, letter)| (&letter.id, idx)).collect();
    for (actor, passage) in dossier.actors.iter().flat_map(|actor| actor.passages.iter().map(move |passage| (actor, passage))) {
        let Some(letter) = order.get(&passage.letter).and_then(|idx| dossier.letters.get(*idx)) else { continue };
        let of_actor = gathered.mentions.entry(actor.id.clone()).or_default();
        let at = of_actor.iter().position(|mention| mention.letter == letter.id);
        let at = at.unwrap_or_else(|| {
            let at = of_actor.partition_point(|mention| order.get(&mention.letter) < order.get(&letter.id));
            of_actor.insert(at, Mention { letter: letter.id.clone(), passages: LangMap::default() });
            at
        });
        let Some(mention) = of_actor.get_mut(at) else { continue };
        for edition in &letter.editions {
            let naming = edition.find_block(&passage.block.0).and_then(|block| {
                let words = locate(&block.text.read(), passage.quote.find(&edition.lang)?)?;
                Some(Naming { block: block.id.0.clone(), words })
            });
            let passages = mention.passages.entry(edition.lang.clone()).or_default();
            passages.extend(naming.filter(|naming| passages.iter().all(|known| known.block != naming.block)));
            passages.sort_by_key(|naming| edition.blocks.iter().position(|block| block.id.0 == naming.block));
        }
    }
}
