//! Original and translation side by side, block by block, aligned by id.

use std::collections::BTreeMap;

use serde::Serialize;

use super::citation::{self, CitationView};
use super::frame::{Frame, frame};
use super::page::Page;
use super::{LinkView, notes, reviews};
use crate::model::lang::Lang;
use crate::model::letter::{Block, BlockKind, Edition, Letter, Opens};

/// A letter in two languages.
#[derive(Debug, Serialize)]
pub(super) struct ParallelView {
    /// The frame.
    page: Frame,
    /// The letter alone, in the page's language.
    letter: LinkView,
    /// Kind and date.
    label: String,
    /// How the translation was made and who has checked it.
    state: String,
    /// The two columns.
    columns: Vec<Column>,
    /// The blocks.
    rows: Vec<Row>,
    /// How to cite the letter, in the conventions of each language.
    citations: Vec<CitationView>,
    /// The letter as files for reference managers.
    citation_files: Vec<LinkView>,
}

/// A column.
#[derive(Debug, Serialize)]
struct Column {
    /// Its language.
    lang: String,
    /// The language's name.
    name: String,
    /// What it is: original or unofficial translation, in the page's language.
    role: String,
    /// The title of the edition.
    title: String,
}

/// A block in both languages.
#[derive(Debug, Serialize)]
struct Row {
    /// The block's id.
    id: String,
    /// The id of the question or answer that it opens.
    container: Option<String>,
    /// What it is: `heading`, `paragraph`, …
    kind: String,
    /// The level of a heading.
    level: u8,
    /// Retired ids whose anchors stand here.
    retired: Vec<String>,
    /// The texts, original first.
    cells: Vec<Cell>,
}

/// A block in one language.
#[derive(Debug, Serialize)]
struct Cell {
    /// Its language.
    lang: String,
    /// Whether this column carries the page's outline.
    is_outline: bool,
    /// Whether the edition lacks the block.
    is_gap: bool,
    /// Whether its original has changed since.
    is_stale: bool,
    /// What stands before a question's number.
    prefix: String,
    /// Its text, in lines; a table row in cells.
    lines: Vec<String>,
    /// The editors' notes on it, on the page of the letter alone; none but in the page's language.
    notes: Option<LinkView>,
}

/// The page of a letter with its original and another edition.
pub(super) fn view(page: &Page<'_>, letter: &Letter, other: &Lang) -> ParallelView {
    let editions: Vec<&Edition> = [&letter.original, other].into_iter().filter_map(|lang| letter.edition(lang)).collect();
    ParallelView {
        page: frame(page, &page.word("parallel.intro")),
        letter: page.letter(letter),
        label: page.label_of(letter),
        state: reviews::state(page.locale, letter, other),
        columns: editions.iter().map(|edition| column(page, letter, edition)).collect(),
        rows: rows(page, letter, &editions),
        citations: citation::of(page, letter),
        citation_files: citation::files(page, letter),
    }
}

/// A column's head.
fn column(page: &Page<'_>, letter: &Letter, edition: &Edition) -> Column {
    let role = if edition.lang == letter.original { "parallel.original" } else { "parallel.translation" };
    let locale = page.stage.inputs.locales.get(&edition.lang);
    Column {
        lang: edition.lang.tag().to_owned(),
        name: locale.map(|locale| locale.name.clone()).unwrap_or_default(),
        role: page.word(role),
        title: edition.title.clone(),
    }
}

/// The blocks of the original with those of the other edition.
fn rows(page: &Page<'_>, letter: &Letter, editions: &[&Edition]) -> Vec<Row> {
    let by_id: Vec<BTreeMap<&str, &Block>> =
        editions.iter().map(|edition| edition.blocks.iter().map(|block| (block.id.0.as_str(), block)).collect()).collect();
    let Some(original) = editions.first() else { return Vec::new() };
    let noted = letter.edition(page.lang).map(|edition| notes::of(letter, edition)).unwrap_or_default();
    let note_link = |edition: &Edition, block: &str| {
        let noted = noted.get(block).filter(|_| edition.lang == *page.lang)?;
        let href = page.to_letter(letter, noted.first().map(|note| note.id.as_str()));
        Some(LinkView { href, label: notes::summary(page, noted), lang: None })
    };
    let mut retired: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
    for gone in &letter.retired {
        retired.entry(gone.at.as_deref()).or_default().push(gone.id.clone());
    }
    let row = |block: &Block| Row {
        id: block.id.0.clone(),
        container: block.kind.container(),
        kind: block.kind.name().replace(' ', "-"),
        level: if let BlockKind::Heading(level, _) = block.kind { level } else { 0 },
        retired: retired.get(&Some(block.id.0.as_str())).cloned().unwrap_or_default(),
        cells: editions
            .iter()
            .zip(&by_id)
            .map(|(edition, blocks)| Cell {
                notes: note_link(edition, &block.id.0),
                ..cell(page, edition, blocks.get(block.id.0.as_str()).copied())
            })
            .collect(),
    };
    let mut rows: Vec<Row> = original.blocks.iter().map(row).collect();
    if let (Some(last), Some(at_end)) = (rows.last_mut(), retired.remove(&None)) {
        last.retired.extend(at_end);
    }
    rows
}

/// A block in one language; a gap where the edition lacks it.
fn cell(page: &Page<'_>, edition: &Edition, block: Option<&Block>) -> Cell {
    let question = || page.stage.inputs.locales.get(&edition.lang).map(|locale| locale.word("letter.question").to_owned());
    let is_question = block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_, Opens::Question(_))));
    let separator = if block.is_some_and(|block| block.kind == BlockKind::Row) { '\t' } else { '\n' };
    Cell {
        lang: edition.lang.tag().to_owned(),
        is_outline: edition.lang == *page.lang,
        is_gap: block.is_none(),
        is_stale: block.is_some_and(|block| block.is_stale),
        prefix: is_question.then(question).flatten().unwrap_or_default(),
        lines: block.map(|block| block.text.read().split(separator).map(str::to_owned).collect()).unwrap_or_default(),
        notes: None,
    }
}
