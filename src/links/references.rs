//! Puts together what the publisher recorded and what the texts show, and turns every reference round.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{knows_blocks, unknown_letter};
use super::gather::{Found, What};
use super::numbered::{Named, Numbered};
use super::patterns::Numbered as Means;
use super::{Incoming, Links};
use crate::markdown::annotate::locate;
use crate::model::dossier::Dossier;
use crate::model::keys;
use crate::model::lang::{Lang, LangMap, LangText};
use crate::model::letter::{BlockId, Letter, LetterId, Number, Passage};
use crate::model::records::{External, Wording};
use crate::model::reference::{End, FoundBy, Reference, RelationKind, Target};
use crate::problem::{Problems, kinds, nearest};

/// The letters by id.
type Letters<'a> = BTreeMap<&'a LetterId, &'a Letter>;

/// Fills in who refers to what, both ways.
pub fn resolve(dossier: &Dossier, mut found: BTreeMap<LetterId, Vec<Found>>, links: &mut Links, problems: &mut Problems) {
    let (numbers, letters) = (Numbered::new(dossier), dossier.letters_by_id());
    numbers.report_shared(dossier, problems);
    let mut unrecorded = Unrecorded::new(dossier);
    for letter in &dossier.letters {
        let known = letter.references.iter().filter(|of| is_known((dossier, &letters), of, problems));
        let mut references: Vec<Reference> = known.cloned().collect();
        recognised(dossier, letter, found.remove(&letter.id).unwrap_or_default(), (&numbers, &mut unrecorded, &mut references));
        sort(letter, &mut references);
        for reference in &references {
            turn_round(links, End::Letter(letter.id.clone()), reference);
        }
        if !references.is_empty() {
            links.outgoing.insert(letter.id.clone(), references);
        }
    }
    links.unrecorded = unrecorded.list;
    for external in &dossier.externals {
        for reference in external.references.iter().filter(|of| is_known((dossier, &letters), of, problems)) {
            turn_round(links, End::External(external.id.clone()), reference);
        }
    }
}

/// Adds a reference to what points at its target; one of a letter to itself points nowhere else.
fn turn_round(links: &mut Links, from: End, reference: &Reference) {
    let incoming = Incoming { from, reference: reference.clone() };
    match &reference.target {
        Target::Letter(id, _) if incoming.from == End::Letter(id.clone()) => {}
        Target::Letter(id, _) => links.incoming.entry(id.clone()).or_default().push(incoming),
        Target::External(id) => links.external.entry(id.clone()).or_default().push(incoming),
    }
}

/// Whether a reference's target exists; reported if not.
fn is_known((dossier, letters): (&Dossier, &Letters<'_>), reference: &Reference, problems: &mut Problems) -> bool {
    let place = |key: &str, name: &str| keys::value(&reference.evidence.place, &[key], name);
    let (id, block) = match &reference.target {
        Target::Letter(id, block) => (id, block.as_deref()),
        Target::External(id) => {
            let is_known = dossier.external(id).is_some();
            if !is_known && !dossier.is_broken("content/external.toml") {
                let near = nearest(id, dossier.externals.iter().map(|external| external.id.as_str()));
                problems.add(kinds::unknown_external(place("external", id), id, near));
            }
            return is_known;
        }
    };
    let Some(letter) = letters.get(id) else {
        problems.list.extend(unknown_letter(dossier, id.as_str(), place("to", id.as_str())));
        return false;
    };
    if !knows_blocks(dossier, letter) {
        return true;
    }
    let has_block = |block: &str| letter.original_edition().is_some_and(|edition| edition.find_block(block).is_some());
    if let Some(block) = block.filter(|block| !has_block(block)) {
        problems.add(kinds::unknown_block(place("to-block", block), id.as_str(), block));
        return false;
    }
    true
}

/// Adds what the texts show to what is recorded: one reference for each block and target, with the first words of each language.
fn recognised(dossier: &Dossier, letter: &Letter, found: Vec<Found>, rest: (&Numbered<'_>, &mut Unrecorded, &mut Vec<Reference>)) {
    let (numbers, unrecorded, references) = rest;
    let n_recorded = references.len();
    for found in found {
        let Some((target, found_by)) = target(dossier, letter, &found.what, (numbers, unrecorded)) else { continue };
        let recorded = references.get(..n_recorded).unwrap_or_default();
        let text = letter.edition(&found.lang).and_then(|edition| edition.find_block(&found.naming.block)).map(|block| block.text.read());
        let text = text.unwrap_or_default();
        let words = text.get(found.naming.words.clone()).unwrap_or_default();
        if recorded.iter().any(|known| says_so_already(known, (&target, &found), &text)) {
            continue;
        }
        let same =
            references.iter_mut().skip(n_recorded).find(|known| known.target == target && known.evidence.block.0 == found.naming.block);
        match same {
            Some(known) => _ = known.evidence.quote.by_lang.entry(found.lang).or_insert_with(|| words.to_owned()),
            None => references.extend(reference(letter, (target, found_by), &found, words)),
        }
    }
}

/// Whether a recorded reference says what was found: the same target in the same block, or the same words.
fn says_so_already(known: &Reference, (target, found): (&Target, &Found), text: &str) -> bool {
    if known.evidence.block.0 != found.naming.block {
        return false;
    }
    let words = || known.evidence.quote.find(&found.lang).and_then(|quote| locate(text, quote));
    let overlaps = || words().is_some_and(|span| span.start < found.naming.words.end && found.naming.words.start < span.end);
    known.relation == RelationKind::RefersTo && known.target.end() == target.end() || overlaps()
}

/// What a finding names; nothing for a letter's own number, or a question that it does not have.
fn target(dossier: &Dossier, letter: &Letter, what: &What, rest: (&Numbered<'_>, &mut Unrecorded)) -> Option<(Target, FoundBy)> {
    let (numbers, unrecorded) = rest;
    match what {
        What::Document(idx) => dossier.externals.get(*idx).map(|external| (Target::External(external.id.clone()), FoundBy::Name)),
        What::Numbered(Means::Inner(container)) => {
            let has_it = letter.original_edition().is_some_and(|edition| edition.find_block(container).is_some());
            has_it.then(|| (Target::Letter(letter.id.clone(), Some(container.clone())), FoundBy::Wording))
        }
        What::Numbered(Means::Document(kind, number)) => {
            let target = match numbers.named(letter, (kind, number)) {
                Named::Document(target) => Some(target.clone()),
                Named::Itself => None,
                Named::Nothing => Some(unrecorded.target(dossier, (kind, number))),
            };
            target.map(|target| (target, FoundBy::Number))
        }
    }
}

/// Documents of which only the number is known.
struct Unrecorded {
    /// Their records, made of that.
    list: Vec<External>,
    /// The ids that are taken.
    ids: BTreeSet<String>,
}

impl Unrecorded {
    /// None yet; the ids of what is recorded are taken.
    fn new(dossier: &Dossier) -> Self {
        Self { list: Vec::new(), ids: dossier.externals.iter().map(|external| external.id.clone()).collect() }
    }

    /// The document of a number.
    fn target(&mut self, dossier: &Dossier, (kind, number): (&str, &str)) -> Target {
        let slug: String = number.to_lowercase().chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).collect();
        let id = format!("{kind}-{slug}");
        if self.ids.insert(id.clone()) {
            let name = dossier.settings.number_kinds.get(kind).map(|kind| &kind.name);
            let title = |lang: &Lang| Some((lang.clone(), format!("{} {number}", name?.find(lang)?)));
            self.list.push(External {
                id: id.clone(),
                place: crate::model::place::Place::start_of(&dossier.settings.file),
                kind: None,
                title: LangText { by_lang: dossier.settings.languages.iter().filter_map(title).collect(), ..LangText::default() },
                label: LangText::same(number),
                date: None,
                numbers: vec![Number { kind: kind.to_owned(), value: number.to_owned() }],
                note: LangText::default(),
                wording: Wording::default(),
                references: Vec::new(),
            });
        }
        Target::External(id)
    }
}

/// A reference made of words that were found.
fn reference(letter: &Letter, (target, found_by): (Target, FoundBy), found: &Found, words: &str) -> Option<Reference> {
    let edition = letter.edition(&found.lang)?;
    let place = edition.place_of(edition.find_block(&found.naming.block)?);
    let by_lang = LangMap::from_iter([(found.lang.clone(), words.to_owned())]);
    let quote = LangText { by_lang, ..LangText::default() };
    let evidence = Passage { letter: letter.id.clone(), block: BlockId(found.naming.block.clone()), quote, place };
    Some(Reference { target, relation: RelationKind::RefersTo, evidence, counterpart: None, found_by })
}

/// Puts references in the order of the original's text.
fn sort(letter: &Letter, references: &mut [Reference]) {
    let Some(edition) = letter.original_edition() else { return };
    let wanted: BTreeSet<&str> = references.iter().map(|reference| reference.evidence.block.0.as_str()).collect();
    let blocks = edition.blocks.iter().enumerate().filter(|(_, block)| wanted.contains(block.id.0.as_str()));
    let order: BTreeMap<String, usize> = blocks.map(|(idx, block)| (block.id.0.clone(), idx)).collect();
    let words = |reference: &Reference| {
        let block = edition.find_block(&reference.evidence.block.0)?;
        locate(&block.text.read(), reference.evidence.quote.find(&edition.lang)?).map(|span| span.start)
    };
    references.sort_by_cached_key(|reference| (order.get(&reference.evidence.block.0).copied(), words(reference)));
}
