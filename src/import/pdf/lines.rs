//! Sets the signs of pages in lines: those on one baseline, words apart, small raised figures as superscripts.

use super::{Sign, direction};
use crate::import::line::{Line, Look};
use crate::markdown::superscript;

/// How far from a baseline a sign of the same line can stand, as a part of its size.
const BASELINE: f64 = 0.45;

/// From which room between two signs a space stands there, as a part of their size.
const SPACE: f64 = 0.16;

/// The same where the document sets a space between them.
const LEAST_SPACE: f64 = 0.04;

/// From which room between two signs it is wider than between words.
const WIDE: f64 = 0.7;

/// From which room between two signs a column ends there.
const COLUMN: f64 = 2.2;

/// How many empty lines stand for the end of a page.
const PAGE_GAP: usize = 3;

/// Room in a line that is wider than between words.
pub(super) struct Gap {
    /// Where it begins.
    pub(super) start: f64,
    /// Where it ends.
    pub(super) end: f64,
    /// Where the text behind it begins, in bytes.
    pub(super) at: usize,
}

/// A line of a page, before its distance to the one above is known.
pub(super) struct Row {
    /// What it says.
    pub(super) text: String,
    /// Where it begins.
    x: f64,
    /// Its baseline.
    y: f64,
    /// The size of most of it.
    pub(super) size: f64,
    /// Whether all its letters are bold.
    is_bold: bool,
    /// The rooms in it that are wider than between words.
    pub(super) gaps: Vec<Gap>,
}

/// The lines of pages.
pub(super) fn of(rows: &[Vec<Row>]) -> Vec<Line> {
    let left = rows.iter().flatten().map(|row| row.x).fold(f64::INFINITY, f64::min);
    let leading = leading(rows);
    let mut lines: Vec<Line> = Vec::new();
    let mut number = 1;
    for (page, rows) in rows.iter().enumerate() {
        let mut above: Option<&Row> = None;
        for row in rows {
            let gap = match above {
                Some(above) => gap((row.y - above.y) / leading.max(above.size.max(row.size) * 1.1)),
                None if lines.is_empty() => 0,
                None => PAGE_GAP,
            };
            number += gap;
            lines.push(line(row, (number, gap), (page, left), above.is_none() && 0 < page));
            (number, above) = (number + 1, Some(row));
        }
    }
    lines
}

/// A line of a row.
fn line(row: &Row, (number, gap): (usize, usize), (page, left): (usize, f64), is_after_page: bool) -> Line {
    let columns = ((row.x - left) / (row.size * 0.5).max(1.0)).clamp(0.0, 200.0);
    Line {
        number,
        text: row.text.clone(),
        gap,
        indent: whole(columns),
        is_ended: false,
        look: Some(Look { size: u32::try_from(whole((row.size * 2.0).round() * 5.0)).unwrap_or_default(), is_bold: row.is_bold }),
        page: Some(page),
        is_after_page,
    }
}

/// A measure as a whole number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a measure of a page, cut to what is sensible")]
fn whole(measure: f64) -> usize {
    measure.clamp(0.0, 100_000.0) as usize
}

/// How many empty lines a distance is, counted in lines.
fn gap(n_lines: f64) -> usize {
    if n_lines < 1.35 { 0 } else { whole((n_lines - 1.0).round()).clamp(1, 2) }
}

/// The distance that most lines have to the one above.
fn leading(pages: &[Vec<Row>]) -> f64 {
    let mut distances: Vec<f64> = Vec::new();
    for rows in pages {
        let pairs = rows.iter().zip(rows.iter().skip(1));
        distances.extend(pairs.map(|(above, row)| row.y - above.y).filter(|distance| 1.0 < *distance));
    }
    distances.sort_by(f64::total_cmp);
    // Below the middle, as the room between paragraphs only adds to it.
    distances.get(distances.len() / 4).copied().unwrap_or(12.0)
}

/// The rows of a page, from the top.
pub(super) fn rows(signs: &[Sign]) -> Vec<Row> {
    let mut signs: Vec<&Sign> = signs.iter().filter(|sign| !sign.text.trim().is_empty() || !sign.text.is_empty()).collect();
    signs.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
    let mut groups: Vec<Vec<&Sign>> = Vec::new();
    for sign in signs {
        let is_in_last =
            groups.last().and_then(|group| group.first()).is_some_and(|first| sign.y - first.y <= BASELINE * sign.size.max(first.size));
        match groups.last_mut() {
            Some(group) if is_in_last => group.push(sign),
            _ => groups.push(vec![sign]),
        }
    }
    groups.into_iter().filter_map(row).collect()
}

/// One row of the signs on a baseline.
fn row(mut signs: Vec<&Sign>) -> Option<Row> {
    signs.sort_by(|one, other| one.x.total_cmp(&other.x));
    // A place where a word may be broken shows only where it is.
    let last = signs.iter().rposition(|sign| !sign.text.trim().is_empty());
    let mut idx = 0;
    signs.retain(|sign| {
        idx += 1;
        sign.text != "\u{ad}" || Some(idx - 1) == last
    });
    // Signs that are drawn twice, as some programs make bold type, count once.
    // Narrow type has the same sign twice within a little of its height, and never within a little of its width.
    signs.dedup_by(|next, last| {
        let reach = (last.size * 0.12).min((last.end - last.x) * 0.4);
        next.text == last.text && (next.x - last.x).abs() <= reach && (next.y - last.y).abs() < last.size * 0.12
    });
    let mut sizes: Vec<(f64, f64)> = signs.iter().filter(|sign| !sign.text.trim().is_empty()).map(|sign| (sign.size, sign.y)).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (size, y) = *sizes.get(sizes.len() / 2)?;
    let letters = || signs.iter().filter(|sign| sign.text.chars().any(char::is_alphanumeric));
    let is_bold = letters().next().is_some() && letters().all(|sign| sign.is_bold);
    let (size_and_y, mut text) = ((size, y), String::new());
    let (mut end, mut has_space, mut gaps) = (f64::NEG_INFINITY, false, Vec::new());
    for sign in &signs {
        // A space is one where it takes room: some programs set one where a word may be broken.
        if sign.text.trim().is_empty() {
            has_space = true;
            continue;
        }
        let room = if text.is_empty() { 0.0 } else { (sign.x - end) / sign.size.max(1.0) };
        let is_raised = is_raised(sign, size_and_y);
        if COLUMN < room {
            text.push_str("   ");
        } else if SPACE < room && !is_raised || has_space && LEAST_SPACE < room {
            text.push(' ');
        }
        if WIDE < room {
            gaps.push(Gap { start: end, end: sign.x, at: text.len() });
        }
        text.push_str(&if is_raised { superscript(&sign.text) } else { ligatures(&sign.text) });
        (end, has_space) = (sign.end, false);
    }
    let x = letters().next().or(signs.first()).map_or(0.0, |sign| sign.x);
    let text = if direction::has_right_to_left(&text) { direction::as_read(text.trim()) } else { text.trim().to_owned() };
    (!text.is_empty()).then_some(Row { text, x, y, size, is_bold, gaps })
}

/// Whether a sign is a figure that is smaller than a line of some size and baseline, and stands above it.
fn is_raised(sign: &Sign, (size, y): (f64, f64)) -> bool {
    sign.size < size * 0.85 && sign.y < y - size * 0.1 && sign.text.chars().all(|char| char.is_ascii_digit())
}

/// A sign with its ligature taken apart, a hyphen as the one that texts have.
fn ligatures(text: &str) -> String {
    text.replace(['\u{2010}', '\u{2011}'], "-")
        .replace('ﬀ', "ff")
        .replace('ﬁ', "fi")
        .replace('ﬂ', "fl")
        .replace('ﬃ', "ffi")
        .replace('ﬄ', "ffl")
}

/// The lines as a text, with their empty lines.
pub(super) fn text(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&"\n".repeat(line.gap));
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signs of a text that is set from a place on, each 6 points wide.
    fn set(text: &str, x: f64, y: f64, size: f64) -> Vec<Sign> {
        let at = |idx: usize| x + f64::from(u32::try_from(idx).unwrap()) * 6.0;
        text.chars()
            .enumerate()
            .map(|(idx, char)| Sign { text: char.into(), x: at(idx), end: at(idx) + 6.0, y, size, is_bold: false })
            .collect()
    }

    #[test]
    fn signs_are_set_in_lines() {
        let mut page = set("Een zin", 50.0, 100.0, 11.0);
        page.extend(set("2", 92.0, 96.0, 7.0));
        page.extend(set("gaat door.", 50.0, 113.0, 11.0));
        page.extend(set("Nieuw", 50.0, 140.0, 11.0));
        page.extend(set("kolom", 150.0, 140.0, 11.0));
        let lines = of(&[rows(&page), rows(&set("Blad", 50.0, 100.0, 11.0))]);
        assert_eq!(text(&lines), "Een zin²\ngaat door.\n\nNieuw   kolom\n\n\n\nBlad\n");
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 2, 4, 8]);
    }

    #[test]
    fn what_is_drawn_twice_counts_once() {
        let mut page = set("AI", 50.0, 100.0, 11.0);
        page.extend(set("AI", 50.3, 100.0, 11.0));
        assert_eq!(text(&of(&[rows(&page)])), "AI\n");
    }

    #[test]
    fn narrow_type_keeps_its_double_letters() {
        let mut page = set("alle villa", 50.0, 100.0, 55.0);
        page.extend(set("alle villa", 50.4, 100.0, 55.0));
        assert_eq!(text(&of(&[rows(&page)])), "alle villa\n");
    }
}
