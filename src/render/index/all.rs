//! The index of every language: its entries, or only how they fill pages, where an earlier build knows that.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::places::words;
use super::threads::Threads;
use super::{Entry, entries};
use crate::digest::{Digest, Digester};
use crate::links::{Incoming, Mention};
use crate::model::lang::Lang;
use crate::model::letter::{BlockId, Letter, LetterId};
use crate::render::page::Stage;

/// The groups and weights of the entries of an index, and their anchors.
type Weights = (Vec<(String, usize)>, Vec<String>);

/// The index of every language.
#[derive(Default)]
pub(in crate::render) struct Indexes<'a> {
    /// The indexes, by language.
    by_lang: BTreeMap<&'a Lang, Index<'a>>,
}

/// The index of a language.
struct Index<'a> {
    /// The digest of all that its entries are made of; none where nothing is kept.
    made_of: Option<Digest>,
    /// Its entries, in order; none where an earlier build made them of the same.
    entries: Option<Vec<Entry<'a>>>,
    /// Their groups, weights and anchors.
    weights: Weights,
}

impl<'a> Indexes<'a> {
    /// The index of every language; of one that an earlier build made of the same only the weights are known.
    pub(in crate::render) fn new(stage: &Stage<'a>) -> Self {
        let memo = &stage.inputs.dossier.memo;
        let index = |lang: &'a Lang| {
            let made_of = memo.is_lasting().then(|| made_of(stage, lang));
            let mut entries = None;
            let weights = memo.recall(
                || made_of.unwrap_or_default(),
                || {
                    let made = of_lang(stage, lang, Threads::All);
                    let weights = weights(&made);
                    entries = Some(made);
                    (weights, made_of.is_some())
                },
            );
            (lang, Index { made_of, entries, weights })
        };
        Self { by_lang: stage.inputs.dossier.settings.languages.par_iter().map(index).collect() }
    }

    /// The index of every language with all of its entries, by one thread: others may be waiting for this.
    pub(in crate::render) fn whole(stage: &Stage<'a>) -> Self {
        let index = |lang: &'a Lang| {
            let entries = of_lang(stage, lang, Threads::One);
            (lang, Index { made_of: None, weights: weights(&entries), entries: Some(entries) })
        };
        Self { by_lang: stage.inputs.dossier.settings.languages.iter().map(index).collect() }
    }

    /// The entries of the index in a language, in order; none where they are not worked out.
    pub(in crate::render) fn entries(&self, lang: &Lang) -> Option<&[Entry<'a>]> {
        self.by_lang.get(lang)?.entries.as_deref()
    }

    /// The groups and weights of the entries in a language.
    pub(in crate::render) fn weights(&self, lang: &Lang) -> &[(String, usize)] {
        self.by_lang.get(lang).map(|index| index.weights.0.as_slice()).unwrap_or_default()
    }

    /// The anchors of the entries in a language.
    pub(in crate::render) fn anchors(&self, lang: &Lang) -> &[String] {
        self.by_lang.get(lang).map(|index| index.weights.1.as_slice()).unwrap_or_default()
    }

    /// The digest of all that the entries in a language are made of; none where nothing is kept.
    pub(in crate::render) fn made_of(&self, lang: &Lang) -> Option<Digest> {
        self.by_lang.get(lang)?.made_of
    }
}

/// The entries of a language; none without its words, which is a problem by then.
fn of_lang<'a>(stage: &Stage<'a>, lang: &'a Lang, threads: Threads) -> Vec<Entry<'a>> {
    stage.writing(lang).map(|writing| entries(stage, lang, writing, threads)).unwrap_or_default()
}

/// The groups and weights of entries, and their anchors.
fn weights(entries: &[Entry<'_>]) -> Weights {
    entries.iter().map(|entry| ((entry.group.clone(), entry.bytes()), entry.id.clone())).unzip()
}

/// The digest of all that the entries of a language are made of: of the texts only the words that name something, and the blocks that are
/// said to name a document by its number.
///
/// Whoever lets the index tell more must add it here: the walks of edits in `tests/it/warm.rs` fail where that is forgotten.
fn made_of(stage: &Stage<'_>, lang: &Lang) -> Digest {
    let (dossier, links) = (stage.inputs.dossier, stage.inputs.links);
    let mut digester = Digester::default().with(b"index").with(lang.tag().as_bytes()).with(dossier.settings.file.text().as_bytes());
    digester.add_hash(&stage.inputs.locales.get(lang));
    digester.add_hash(&(&dossier.actors, &dossier.externals, &dossier.terms, &stage.inputs.ledger.amounts));
    digester.add_hash(&(&links.unrecorded, &links.incoming, &links.external));
    dossier.letters.iter().for_each(|letter| add_letter(stage, (letter, lang), &mut digester));
    for (actor, mentions) in &links.mentions {
        digester.add_hash(actor);
        mentions.iter().for_each(|mention| add_mention(stage, (mention, lang), &mut digester));
    }
    let incoming = links.incoming.values().chain(links.external.values()).flatten();
    let said: BTreeSet<(&LetterId, &BlockId)> = incoming.map(|Incoming { reference, .. }| reference).map(said).collect();
    for (letter, block) in said {
        let edition = stage.letter(letter).and_then(|letter| letter.nearest_edition(lang));
        digester.add_hash(&edition.and_then(|edition| edition.find_block(&block.0)).map(|block| block.text.read()));
    }
    digester.digest()
}

/// The block in which a reference is said.
fn said(reference: &crate::model::reference::Reference) -> (&LetterId, &BlockId) {
    (&reference.evidence.letter, &reference.evidence.block)
}

/// Takes in what the index in a language tells of a letter: what it is called, its blocks, and the terms that it uses.
fn add_letter(stage: &Stage<'_>, (letter, lang): (&Letter, &Lang), digester: &mut Digester) {
    let editions = letter.editions.iter().map(|edition| (&edition.lang, &edition.title, &edition.slug));
    digester.add_hash(&(&letter.id, &letter.numbers, editions.collect::<Vec<_>>()));
    let Some(edition) = letter.nearest_edition(lang) else { return };
    let blocks = edition.blocks.iter().map(|block| (&block.id, &block.kind));
    digester.add_hash(&(&edition.lang, blocks.collect::<Vec<_>>()));
    let uses = stage.inputs.links.terms.get(&(letter.id.clone(), edition.lang.clone())).map(Vec::as_slice).unwrap_or_default();
    digester.add_hash(&uses.iter().map(|found| (found.term, found.block, words(edition, found))).collect::<Vec<_>>());
}

/// Takes in what the index in a language tells of the passages of a letter that name an actor.
fn add_mention(stage: &Stage<'_>, (mention, lang): (&Mention, &Lang), digester: &mut Digester) {
    digester.add_hash(&mention.letter);
    for (of, passages) in &mention.passages {
        let edition = stage.letter(&mention.letter).and_then(|letter| letter.edition(of)).filter(|_| of == lang);
        let words = |block: &str, span| edition?.find_block(block)?.text.read().part(span);
        let passages = passages.iter().map(|naming| (&naming.block, words(&naming.block, naming.words.clone())));
        digester.add_hash(&(of, passages.collect::<Vec<_>>()));
    }
}
