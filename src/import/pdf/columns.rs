//! Finds columns of running text that stand side by side: their lines were read as if each were one.

use super::lines::Row;

/// How many lines stand side by side at least.
const MIN_ROWS: usize = 4;

/// How wide the room between columns is at least, as a part of the size of the signs.
const MIN_ROOM: f64 = 0.8;

/// How many letters a line of running text has at least, on average.
const MIN_LETTERS: usize = 14;

/// The first words of the first line of each pair of columns on a page.
pub(super) fn found(rows: &[Row]) -> Vec<String> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < rows.len() {
        let run = rows.get(from).into_iter().flat_map(|row| &row.gaps).filter_map(|gap| run(rows, from, (gap.start, gap.end))).max();
        match run {
            Some(n_rows) => {
                found.extend(rows.get(from).map(|row| row.text.clone()));
                from += n_rows;
            }
            None => from += 1,
        }
    }
    found
}

/// How many rows from one on leave the same room open, with running text on both sides; `None` where those are too few.
fn run(rows: &[Row], from: usize, (mut start, mut end): (f64, f64)) -> Option<usize> {
    let (mut n_rows, mut n_left, mut n_right) = (0, 0, 0);
    for row in rows.iter().skip(from) {
        let least = row.size * MIN_ROOM;
        let shared = |gap: &&super::lines::Gap| least <= gap.end.min(end) - gap.start.max(start);
        let Some(gap) = row.gaps.iter().find(shared) else { break };
        (start, end) = (gap.start.max(start), gap.end.min(end));
        let letters = |text: Option<&str>| text.unwrap_or_default().chars().filter(|char| char.is_alphabetic()).count();
        n_left += letters(row.text.get(..gap.at));
        n_right += letters(row.text.get(gap.at..));
        n_rows += 1;
    }
    (MIN_ROWS <= n_rows && n_rows * MIN_LETTERS <= n_left.min(n_right)).then_some(n_rows)
}
