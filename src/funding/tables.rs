//! Finds what the heads and captions of an edition's tables say that their cells count, and reads the cells by it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::letter::{Block, BlockKind, Edition};
use crate::reading::amounts::NamedAmount;
use crate::reading::language::Language;
use crate::reading::tables::{Cell, CellUnit, cell, unit};

/// What is said of the cells of a row, or in a caption.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// The unit of each cell, and whether it is that of the whole table.
    cells: Vec<Option<(CellUnit, bool)>>,
    /// The bytes of the units that the text itself states: no amounts.
    declared: Vec<Range<usize>>,
}

impl Units {
    /// Whether bytes are part of a unit.
    pub(super) fn declares(&self, span: &Range<usize>) -> bool {
        self.declared.iter().any(|declared| overlap(declared, span))
    }

    /// Puts the amounts of cells among those that a row states. What comes out are the bytes of figures that cannot be read.
    pub(super) fn apply(&self, text: &str, language: &Language<'_>, stated: &mut Vec<NamedAmount>) -> Vec<Range<usize>> {
        stated.retain(|amount| !self.declares(&amount.span));
        let mut open = Vec::new();
        for ((span, words), unit) in cells(text).into_iter().zip(&self.cells) {
            let Some((unit, is_of_table)) = unit else { continue };
            match cell(words, (unit, *is_of_table), language) {
                Cell::Other => continue,
                Cell::Open => {
                    stated.retain(|amount| !overlap(&amount.span, &span));
                    open.push(span);
                }
                Cell::Amount(mut amount) => {
                    stated.retain(|amount| !overlap(&amount.span, &span));
                    amount.span = span.start + amount.span.start..span.start + amount.span.end;
                    stated.push(amount);
                }
            }
        }
        stated.sort_by_key(|amount| amount.span.start);
        open
    }
}

/// Whether two ranges have a byte in common.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The cells of a row with their bytes.
fn cells(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut at = 0;
    text.split('\t')
        .map(|cell| {
            let span = at..at + cell.len();
            at = span.end + 1;
            (span, cell)
        })
        .collect()
}

/// What the heads and captions of an edition's tables say of its blocks, by where these stand among them. A text is looked at only if it
/// may name money.
pub(super) fn units(edition: &Edition, language: &Language<'_>, may_name: impl Fn(&str) -> bool) -> BTreeMap<usize, Units> {
    let read = |text: &str, is_head: bool| Some(text).filter(|text| may_name(text)).and_then(|text| unit(text, is_head, language));
    let mut found: BTreeMap<usize, Units> = BTreeMap::new();
    let (mut table, mut columns) = (None, Vec::new());
    let mut before: Option<&Block> = None;
    for (idx, block) in edition.blocks.iter().enumerate() {
        let previous = before.replace(block);
        if block.kind != BlockKind::Row {
            continue;
        }
        let text = block.text.read();
        let cells = cells(&text);
        let is_first = previous.is_none_or(|previous| !is_of_one_table(edition, previous, block));
        let stated: Vec<Option<CellUnit>> = cells.iter().map(|(_, words)| read(words, is_first)).collect();
        let at = |(unit, (span, _)): (&Option<CellUnit>, &(Range<usize>, &str))| {
            unit.as_ref().map(|unit| span.start + unit.span.start..span.start + unit.span.end)
        };
        let declared: Vec<Range<usize>> = stated.iter().zip(&cells).filter_map(at).collect();
        if is_first {
            let caption = previous.filter(|previous| previous.kind != BlockKind::Row);
            let said = caption.and_then(|caption| read(&caption.text.read(), false));
            if let (Some(said), Some(caption)) = (&said, idx.checked_sub(1)) {
                found.entry(caption).or_default().declared.push(said.span.clone());
            }
            table = stated.first().cloned().flatten().or(said);
            columns = stated;
        } else {
            let own = stated.first().cloned().flatten();
            for (column, unit) in columns.iter_mut().zip(&stated).skip(1).filter(|(_, unit)| unit.is_some()) {
                column.clone_from(unit);
            }
            let of_cell = |(at, column): (usize, &Option<CellUnit>)| {
                let near = own.as_ref().or(column.as_ref()).map(|unit| (unit.clone(), false));
                near.or_else(|| table.as_ref().map(|unit| (unit.clone(), true))).filter(|_| 0 < at)
            };
            let cells: Vec<_> = columns.iter().enumerate().map(of_cell).collect();
            if cells.iter().any(Option::is_some) {
                found.entry(idx).or_default().cells = cells;
            }
        }
        if !declared.is_empty() {
            found.entry(idx).or_default().declared = declared;
        }
    }
    found
}

/// Whether a block is a row of the same table as the block before it: a row, and no empty line stands between.
fn is_of_one_table(edition: &Edition, before: &Block, block: &Block) -> bool {
    let text = edition.file.text();
    let between = text.get(before.span.start..block.span.start).unwrap_or_default();
    let is_empty = |line: &str| line.ends_with('\n') && line.trim_matches(|char: char| char.is_whitespace() || char == '>').is_empty();
    before.kind == BlockKind::Row && !between.split_inclusive('\n').any(is_empty)
}
