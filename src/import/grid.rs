//! Where the cells of a table stand, some of which cover several columns or rows: every figure comes into its own column.

/// The most columns of a table that cells can cover; Word knows 63. Markdown fills every row up to the widest.
const MAX_COLUMNS: usize = 200;

/// The most rows that a cell covers.
const MAX_ROWS: usize = 65_534;

/// How many cells can be covered in a table; what would cover more covers nothing.
const MAX_COVERED: usize = 100_000;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What stands in it.
    pub(super) text: String,
    /// How many columns it covers.
    pub(super) n_columns: usize,
    /// How many rows it covers.
    pub(super) n_rows: usize,
}

impl Cell {
    /// An empty cell of one column and one row, or as many as an attribute says.
    pub(super) fn new(n_columns: Option<&str>, n_rows: Option<&str>) -> Self {
        let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<usize>().ok());
        let n_columns = number(n_columns).unwrap_or(1).clamp(1, MAX_COLUMNS);
        // 0 rows are all that follow.
        let n_rows = number(n_rows).map_or(1, |n_rows| if n_rows == 0 { MAX_ROWS } else { n_rows.min(MAX_ROWS) });
        Self { text: String::new(), n_columns, n_rows }
    }
}

/// The columns of a table while its rows pass.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// For how many rows each column is covered from above.
    held: Vec<usize>,
    /// How many cells were covered so far.
    n_covered: usize,
}

impl Grid {
    /// A row with an empty text for each cell that is covered, parted by tabs; none for what is empty at its end.
    pub(super) fn row(&mut self, cells: Vec<Cell>) -> String {
        let mut texts: Vec<String> = Vec::new();
        let mut below = std::mem::take(&mut self.held);
        for cell in cells {
            while below.get(texts.len()).is_some_and(|n_rows| 0 < *n_rows) && texts.len() < MAX_COLUMNS {
                texts.push(String::new());
            }
            let start = texts.len();
            texts.push(cell.text);
            let n_columns = self.allowed(cell.n_columns.min(MAX_COLUMNS.saturating_sub(start)).max(1));
            texts.resize(start + n_columns, String::new());
            if 1 < cell.n_rows {
                below.resize(below.len().max(texts.len()).min(MAX_COLUMNS), 0);
                // One more than are below: this row, too, is counted down.
                below.iter_mut().skip(start).take(n_columns).for_each(|held| *held = (*held).max(cell.n_rows));
            }
        }
        self.n_covered += below.iter().take(texts.len()).filter(|n_rows| 0 < **n_rows).count();
        if self.n_covered < MAX_COVERED {
            self.held = below.into_iter().map(|n_rows| n_rows.saturating_sub(1)).collect();
        }
        while texts.last().is_some_and(String::is_empty) {
            texts.pop();
        }
        texts.join("\t")
    }

    /// Ends a part of the table, which no cell leaves.
    pub(super) fn end_part(&mut self) {
        self.held.clear();
    }

    /// As many columns as may be covered still.
    fn allowed(&mut self, n_columns: usize) -> usize {
        self.n_covered += n_columns - 1;
        if MAX_COVERED < self.n_covered { 1 } else { n_columns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a table of cells with their columns and rows.
    #[track_caller]
    fn check(rows: &[&[(&str, &str, &str)]], expected: &[&str]) {
        let mut grid = Grid::default();
        let cell =
            |(text, n_columns, n_rows): &(&str, &str, &str)| Cell { text: (*text).into(), ..Cell::new(Some(n_columns), Some(n_rows)) };
        let found: Vec<String> = rows.iter().map(|row| grid.row(row.iter().map(cell).collect()).replace('\t', "|")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn figures_stand_in_their_columns() {
        check(&[&[("a", "2", "1"), ("b", "1", "1")], &[("1", "1", "1"), ("2", "1", "1"), ("3", "1", "1")]], &["a||b", "1|2|3"]);
        check(&[&[("a", "1", "2"), ("b", "1", "1")], &[("1", "1", "1")], &[("2", "1", "1")]], &["a|b", "|1", "2"]);
        check(&[&[("a", "2", "0"), ("b", "", "x")], &[("1", "1", "1")], &[("2", "1", "1"), ("", "1", "1")]], &["a||b", "||1", "||2"]);
        check(&[&[("a", "1", "2"), ("b", "1", "3")], &[("1", "1", "1")], &[("2", "1", "1"), ("3", "1", "1")]], &["a|b", "||1", "2||3"]);
    }

    #[test]
    fn no_number_takes_more_than_there_is() {
        let mut grid = Grid::default();
        let cell = |text: &str| Cell { text: text.into(), ..Cell::new(Some("1000000"), Some("1000000")) };
        let n_bytes: usize = (0..5_000).map(|_| grid.row(vec![cell("a"), cell("b"), cell("c")]).len()).sum();
        assert!(n_bytes < 150_000, "{n_bytes}");
        assert_eq!(Cell::new(Some("99999999999999999999999"), None), Cell { text: String::new(), n_columns: 1, n_rows: 1 });
    }
}
