//! Finds tables that are set with tabs, bars or wide spaces.

use std::collections::BTreeMap;

use super::line::Line;
use super::words;
use crate::model::locale::ImportWords;

/// From how many rows something with two columns is a table; with more columns two rows are enough.
const MIN_ROWS: usize = 3;

/// The rows of tables, by the index of their line, their cells parted by tabs.
pub(super) fn rows(lines: &[Line], words: &ImportWords) -> BTreeMap<usize, String> {
    let mut rows = BTreeMap::new();
    let mut run: Vec<(usize, Vec<String>)> = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        let found = cells(&line.text);
        let is_label =
            |cell: &String| [&words.date, &words.subject, &words.recipient].iter().any(|label| words::after(cell, label).is_some());
        if is_rule(&line.text) && !run.is_empty() {
            run.push((idx, Vec::new()));
            continue;
        }
        let last = run.iter().rev().find(|(_, cells)| !cells.is_empty());
        let fits = last.is_none_or(|(_, last)| last.len() == found.len() && (line.gap <= 1 || line.is_after_page));
        if !fits || found.len() < 2 {
            take(&mut run, &mut rows);
        }
        if 2 <= found.len() && !found.first().is_some_and(is_label) {
            run.push((idx, found));
        }
    }
    take(&mut run, &mut rows);
    rows
}

/// Takes a run of lines, if it is a table. A line that only draws it has an empty row.
fn take(run: &mut Vec<(usize, Vec<String>)>, rows: &mut BTreeMap<usize, String>) {
    let n_columns = run.first().map_or(0, |(_, cells)| cells.len());
    let n_rows = run.iter().filter(|(_, cells)| !cells.is_empty()).count();
    let is_table = MIN_ROWS <= n_rows || 2 <= n_rows && 2 < n_columns;
    for (idx, cells) in run.drain(..).filter(|_| is_table) {
        rows.insert(idx, cells.join("\t"));
    }
}

/// Whether a line only draws a table.
fn is_rule(text: &str) -> bool {
    3 <= text.len() && text.chars().all(|char| matches!(char, '-' | '|' | '+' | '=' | ':' | ' '))
}

/// The cells of a line.
fn cells(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.starts_with('|') && text.ends_with('|') && 1 < text.len() {
        return text.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    }
    let wide = text.replace('\t', "   ");
    let parts = wide.split("   ").map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::line;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> =
            rows(&line::of(text), &ImportWords { date: vec!["datum".into()], ..ImportWords::default() }).into_values().collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn columns_make_a_table() {
        check("Jaar    Bedrag\n2025    3\n2026    4\nEen zin.", &["Jaar\tBedrag", "2025\t3", "2026\t4"]);
        check("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", &["a\tb", "", "1\t2", "3\t4"]);
        check("a\tb\tc\n1\t2\t3", &["a\tb\tc", "1\t2\t3"]);
    }

    #[test]
    fn a_few_wide_spaces_do_not() {
        check("Een zin    met ruimte.\nNog een.", &[]);
        check("Datum    13 mei\nKenmerk    X\nBetreft    Y", &[]);
        check("a    b\nc    d", &[]);
    }
}
