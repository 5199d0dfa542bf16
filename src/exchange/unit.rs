//! What is to be translated: title, summary, and the blocks that have words.

use crate::markdown::inline::{self, Inline, MarkKind, Piece};
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::{Block, BlockKind, Edition, Letter};
use crate::model::records::Term;

/// The id of the title's unit.
pub(super) const TITLE: &str = "title";

/// The id of the summary's unit.
pub(super) const SUMMARY: &str = "summary";

/// A text to be translated.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its id: that of the block, `title` or `summary`.
    pub id: String,
    /// What it is; nothing for title and summary.
    pub kind: Option<BlockKind>,
    /// The original.
    pub source: Vec<Piece>,
    /// The translation, if there is one.
    pub target: Option<Vec<Piece>>,
    /// Whether the original has changed since the translation was made.
    pub is_stale: bool,
    /// For the translator: words of the glossary.
    pub notes: Vec<String>,
}

impl Unit {
    /// What it is, in a word.
    pub(super) fn kind_name(&self) -> String {
        self.kind.as_ref().map_or_else(|| self.id.clone(), |kind| kind.name().replace(' ', "-"))
    }
}

/// Whether a block is for translators: it has words. The number of a question is no word.
pub(super) fn is_for_translators(block: &Block) -> bool {
    match block.kind {
        BlockKind::Heading(..) => block.text.read().chars().any(char::is_alphabetic),
        _ => block.text.read().chars().any(char::is_alphanumeric),
    }
}

/// The blocks of an edition with their inline texts.
pub(super) fn inlines(edition: &Edition) -> Vec<(&Block, Inline)> {
    edition.blocks.iter().zip(inline::find(&edition.file.text(), edition.body_start, edition.elements)).collect()
}

/// The units of a letter for a translation.
pub(super) fn of(dossier: &Dossier, letter: &Letter, lang: &Lang) -> Vec<Unit> {
    let Some(original) = letter.original_edition() else { return Vec::new() };
    let translation = letter.edition(lang);
    let there = translation.map(inlines).unwrap_or_default();
    let fixed = |id: &str, text: &str, target: Option<&str>| Unit {
        id: id.into(),
        kind: None,
        source: vec![Piece::Text(text.into())],
        target: target.map(|text| vec![Piece::Text(text.into())]),
        is_stale: false,
        notes: notes(&dossier.terms, text, (&letter.original, lang)),
    };
    let mut units = vec![
        fixed(TITLE, &original.title, translation.map(|edition| edition.title.as_str())),
        fixed(SUMMARY, &original.summary, translation.map(|edition| edition.summary.as_str())),
    ];
    for (block, inline) in inlines(original).into_iter().filter(|(block, _)| is_for_translators(block)) {
        let target = there.iter().find(|(other, _)| other.id == block.id);
        units.push(Unit {
            id: block.id.0.clone(),
            kind: Some(block.kind.clone()),
            notes: notes(&dossier.terms, &block.text.read(), (&letter.original, lang)),
            source: inline.pieces,
            target: target.map(|(_, inline)| inline.pieces.clone()),
            is_stale: target.is_some_and(|(block, _)| block.is_stale),
        });
    }
    units
}

/// The words of the glossary that occur in a text, with their translation.
fn notes(terms: &[Term], text: &str, (from, to): (&Lang, &Lang)) -> Vec<String> {
    let text = text.to_lowercase();
    let pair = |term: &Term| Some((term.term.by_lang.get(from)?.clone(), term.term.by_lang.get(to)?.clone()));
    let pairs = terms.iter().filter_map(pair).filter(|(word, _)| text.contains(&word.to_lowercase()));
    pairs.map(|(word, translation)| format!("{word} = {translation}")).collect()
}

/// What a mark is called in XLIFF; names of our own begin with `x-`.
pub(super) fn mark_name(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Note => "x-note",
        MarkKind::Break => "lb",
        MarkKind::Cell => "x-cell",
        MarkKind::Code => "x-code",
        MarkKind::Address => "x-address",
        MarkKind::Emphasis => "italic",
        MarkKind::Strong => "bold",
        MarkKind::Link => "link",
        MarkKind::Image => "image",
        MarkKind::Element => "x-html",
    }
}
