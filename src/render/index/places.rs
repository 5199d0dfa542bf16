//! Finds the blocks that name something, letter by letter, in the language in which a letter can be read from the page.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Source;
use super::{Capped, MAX_BLOCKS, MAX_LETTERS, Mentioned};
use crate::links::{Incoming, Mention, TermUse};
use crate::model::lang::Lang;
use crate::model::letter::{Edition, Letter, LetterId, Passage};
use crate::model::reference::FoundBy;
use crate::model::text::Text;
use crate::render::page::Stage;

/// What finds the blocks.
pub(super) struct Finder<'s, 'a> {
    /// The dossier by name.
    pub(super) stage: &'s Stage<'a>,
    /// The language of the page.
    pub(super) lang: &'a Lang,
    /// Where each term is used.
    terms: BTreeMap<u32, Used>,
}

/// Where a term is used.
#[derive(Default)]
struct Used {
    /// The letters, by their places in the dossier's list.
    letters: Vec<usize>,
    /// The words that stand there, in the language of the page.
    forms: BTreeSet<String>,
}

impl<'s, 'a> Finder<'s, 'a> {
    /// What finds the blocks of a language.
    pub(super) fn new(stage: &'s Stage<'a>, lang: &'a Lang) -> Self {
        let mut finder = Self { stage, lang, terms: BTreeMap::new() };
        for (letter_idx, letter) in stage.inputs.dossier.letters.iter().enumerate() {
            let Some(edition) = letter.nearest_edition(lang) else { continue };
            for found in finder.uses(letter, edition) {
                let used = finder.terms.entry(found.term).or_default();
                if used.letters.last() != Some(&letter_idx) {
                    used.letters.push(letter_idx);
                }
                let form = words(edition, found).filter(|form| edition.lang == *lang && !used.forms.contains(&**form));
                used.forms.extend(form.map(|form| form.to_string()));
            }
        }
        finder
    }

    /// The uses of terms in an edition.
    fn uses(&self, letter: &Letter, edition: &Edition) -> &'a [TermUse] {
        let terms = &self.stage.inputs.links.terms;
        terms.get(&(letter.id.clone(), edition.lang.clone())).map(Vec::as_slice).unwrap_or_default()
    }

    /// The words by which letters use a term.
    pub(super) fn forms_of(&self, term: u32) -> impl Iterator<Item = &str> {
        self.terms.get(&term).into_iter().flat_map(|used| used.forms.iter().map(String::as_str))
    }

    /// Whether a letter uses a term.
    pub(super) fn is_used(&self, term: u32) -> bool {
        self.terms.contains_key(&term)
    }

    /// A letter's place in the dossier's list.
    fn idx_of(&self, id: &LetterId) -> Option<usize> {
        self.stage.position(id).map(|(idx, _)| idx)
    }

    /// The block of a passage, by its letter's place.
    pub(super) fn block(&self, letter: &LetterId, block: &'a str) -> Option<(usize, &'a str)> {
        Some((self.idx_of(letter)?, block))
    }

    /// The blocks of references that name a document: not those that only share something with it.
    pub(super) fn naming(&self, incoming: &'a [Incoming]) -> BTreeSet<(usize, &'a str)> {
        let naming = incoming.iter().map(|one| &one.reference).filter(|reference| !reference.relation.is_mutual());
        naming.filter_map(|reference| self.block(&reference.evidence.letter, &reference.evidence.block.0)).collect()
    }

    /// The names by which references call a document, in the language of the page.
    pub(super) fn names(&self, incoming: &'a [Incoming]) -> BTreeSet<&'a str> {
        let named = incoming.iter().map(|one| &one.reference).filter(|reference| reference.found_by == FoundBy::Name);
        named.filter_map(|reference| reference.evidence.quote.by_lang.get(self.lang)).map(String::as_str).collect()
    }

    /// The words of a passage, where the letter has it in the language of the page.
    pub(super) fn quote(&self, passage: &'a Passage) -> Option<&'a str> {
        self.stage.letter(&passage.letter)?.edition_with(self.lang, &passage.block.0)?;
        passage.quote.find(self.lang)
    }

    /// The text of a block, as it can be read from the page.
    pub(super) fn text(&self, (letter_idx, block): (usize, &str)) -> Option<Text> {
        let letter = self.stage.inputs.dossier.letters.get(letter_idx)?;
        letter.nearest_edition(self.lang)?.find_block(block).map(|block| block.text.read())
    }

    /// The letters and blocks that some sources tell of.
    pub(super) fn places(&self, sources: &[Source<'a>]) -> Capped<Mentioned<'a>> {
        let mut letters: BTreeMap<usize, Vec<&Mention>> = BTreeMap::new();
        for source in sources {
            match source {
                Source::Term(term) => {
                    let used = self.terms.get(term).into_iter().flat_map(|used| &used.letters);
                    letters.extend(used.map(|letter_idx| (*letter_idx, Vec::new())));
                }
                Source::Actor(_) => {}
                Source::Blocks(blocks) => letters.extend(blocks.iter().map(|(letter_idx, _)| (*letter_idx, Vec::new()))),
            }
        }
        for mention in sources.iter().flat_map(|source| if let Source::Actor(mentions) = source { *mentions } else { &[] }) {
            if let Some(letter_idx) = self.idx_of(&mention.letter) {
                letters.entry(letter_idx).or_default().push(mention);
            }
        }
        let n_more = letters.len().saturating_sub(MAX_LETTERS);
        let shown = letters.iter().take(MAX_LETTERS);
        Capped { list: shown.filter_map(|(letter_idx, mentions)| self.mentioned(*letter_idx, (sources, mentions))).collect(), n_more }
    }

    /// A letter with the blocks that some sources tell of; `mentions` are those of the actors among them in this letter.
    fn mentioned(&self, letter_idx: usize, (sources, mentions): (&[Source<'a>], &[&Mention])) -> Option<Mentioned<'a>> {
        let letter = self.stage.inputs.dossier.letters.get(letter_idx)?;
        let edition = letter.nearest_edition(self.lang)?;
        let mut places: BTreeSet<usize> = BTreeSet::new();
        for source in sources {
            match source {
                Source::Term(term) => {
                    let uses = self.uses(letter, edition).iter().filter(|found| found.term == *term);
                    places.extend(uses.filter_map(|found| usize::try_from(found.block).ok()));
                }
                Source::Actor(_) => {
                    let passages = mentions.iter().filter_map(|mention| mention.passages.get(&edition.lang)).flatten();
                    places.extend(passages.filter_map(|naming| position(edition, &naming.block)));
                }
                Source::Blocks(blocks) => {
                    let of_letter = blocks.range((letter_idx, "")..(letter_idx + 1, ""));
                    places.extend(of_letter.filter_map(|(_, block)| position(edition, block)));
                }
            }
        }
        let blocks = places.into_iter().filter_map(|idx| edition.blocks.get(idx)).filter(|block| !block.id.0.is_empty());
        let blocks = Capped::new(blocks, MAX_BLOCKS);
        (!blocks.list.is_empty()).then_some(Mentioned { letter, blocks })
    }
}

/// The words of a term's use.
pub(super) fn words(edition: &Edition, found: &TermUse) -> Option<Text> {
    let number = |value: u32| usize::try_from(value).ok();
    edition.blocks.get(number(found.block)?)?.text.read().part(number(found.start)?..number(found.end)?)
}

/// The place of a block in an edition, by its id or by the question or answer that it opens.
fn position(edition: &Edition, id: &str) -> Option<usize> {
    let by_id = edition.blocks.iter().position(|block| block.id.0 == id);
    by_id.or_else(|| edition.blocks.iter().position(|block| block.kind.container().as_deref() == Some(id)))
}
