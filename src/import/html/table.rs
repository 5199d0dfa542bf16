//! The rows of a web page's table, while its tags pass. A table in a cell is a part of the cell's text.

use super::elements::Attributes;
use super::page::squeezed;
use crate::import::draft::{Draft, Shape};
use crate::import::grid::{Cell, Grid};

/// The table that is open.
#[derive(Default)]
pub(super) struct Table {
    /// How many tables are open, one in a cell of the other.
    n_open: usize,
    /// Where its columns are.
    grid: Grid,
    /// The cells of the row that is open.
    row: Option<Vec<Cell>>,
    /// How many blocks stood before it.
    n_before: usize,
}

impl Table {
    /// Opens a table before which so many blocks stand.
    pub(super) fn open(&mut self, n_before: usize) {
        if self.row.is_some() {
            self.n_open += 1;
        } else {
            (self.n_open, self.grid, self.n_before) = (1, Grid::default(), n_before);
        }
    }

    /// Whether a table is open, or a row without one.
    pub(super) fn is_open(&self) -> bool {
        0 < self.n_open || self.row.is_some()
    }

    /// Whether the table that is open stands in a cell of another.
    pub(super) fn is_nested(&self) -> bool {
        1 < self.n_open
    }

    /// Whether a row is open.
    pub(super) fn has_row(&self) -> bool {
        self.row.is_some()
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.row = Some(Vec::new());
    }

    /// Begins a cell; what stands there is the text of the one before it.
    pub(super) fn begin_cell(&mut self, text: &mut String, attributes: &Attributes) {
        if self.is_nested() {
            text.push(' ');
            return;
        }
        self.fill(text);
        if self.row.is_none() && 0 < self.n_open {
            self.row = Some(Vec::new());
        }
        let attribute = |name: &str| attributes.get(name).map(String::as_str);
        if let Some(cells) = &mut self.row {
            cells.push(Cell::new(attribute("colspan"), attribute("rowspan")));
        }
    }

    /// Puts what stands there into the cell that is open; what stands before the first stays, and becomes its text.
    pub(super) fn fill(&mut self, text: &mut String) {
        if let Some(cell) = self.row.as_mut().and_then(|cells| cells.last_mut()) {
            cell.text.push_str(&std::mem::take(text));
        }
    }

    /// Ends the row that is open; one of a single cell is a paragraph.
    pub(super) fn end_row(&mut self, text: &mut String) -> Option<Draft> {
        self.row.as_ref()?;
        self.fill(text);
        let mut cells = self.row.take()?;
        for cell in &mut cells {
            cell.text = squeezed(&cell.text.replace('\n', " "));
        }
        let is_paragraph = matches!(cells.as_slice(), [cell] if cell.n_columns == 1);
        let row = self.grid.row(cells);
        let is_empty = row.trim().is_empty();
        let shape = if is_paragraph && !row.contains('\t') { Shape::Paragraph } else { Shape::Row };
        (!is_empty).then(|| Draft::new(shape, row, 0))
    }

    /// Ends a part of the table.
    pub(super) fn end_part(&mut self) {
        if !self.is_nested() {
            self.grid.end_part();
        }
    }

    /// Ends the table that is open: one without a second column only sets what is in it.
    pub(super) fn close(&mut self, drafts: &mut [Draft]) {
        self.n_open = self.n_open.saturating_sub(1);
        if self.n_open == 0 {
            let rows = || drafts.iter().skip(self.n_before);
            if !rows().any(|draft| draft.text.contains('\t')) {
                drafts
                    .iter_mut()
                    .skip(self.n_before)
                    .filter(|draft| draft.shape == Shape::Row)
                    .for_each(|row| row.shape = Shape::Paragraph);
            }
        }
    }
}
