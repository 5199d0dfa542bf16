//! Tells where the corrected source and the edition differ, with both readings.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::edits::Applied;
use super::texts::{EditionText, SourceText};
use crate::model::letter::Edition;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// The most signs of both sides that are compared sign group by sign group; above it a difference is told as one.
const MAX_TOKENS: usize = 6_000;

/// A place where two texts differ, in bytes of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// In the first text.
    pub(super) before: Range<usize>,
    /// In the second.
    pub(super) after: Range<usize>,
}

/// Reports every difference at its place in the edition.
pub(super) fn report(edition: &Edition, (source, text): (&SourceText, &EditionText), applied: &Applied, problems: &mut Problems) {
    for difference in find(&applied.text, &text.text) {
        let from = source.line_at(applied.unmap(&difference.before).start);
        let before = applied.text.get(difference.before.clone()).unwrap_or_default();
        let after = text.text.get(difference.after.clone()).unwrap_or_default();
        let block_idx = text.block_at(difference.after.start);
        let block = edition.blocks.get(block_idx);
        let place = block.map_or_else(|| Place::start_of(&edition.file), |block| place_in(edition, block.span.clone(), after));
        let problem = kinds::proof::edition_differs(place, before, after, &format!("line {from} of the source"));
        problems.add(match block {
            Some(block) => problem.in_block(&block.id.0),
            None => problem,
        });
    }
}

/// The place of words in a block, or the block where its Markdown writes them otherwise.
fn place_in(edition: &Edition, span: Range<usize>, words: &str) -> Place {
    let block = edition.file.text().part(span.clone()).unwrap_or_default();
    let line = words.lines().next().unwrap_or_default();
    match block.find(line).filter(|_| !line.trim().is_empty()) {
        Some(at) => Place::new(&edition.file, span.start + at..span.start + at + line.len()),
        None => Place::new(&edition.file, span),
    }
}

/// The places where two texts differ: first paragraph by paragraph, then word by word in those that do.
pub(super) fn find(before: &str, after: &str) -> Vec<Difference> {
    let whole = |text: &str| 0..text.len();
    let coarse = compare(before, after, (whole(before), whole(after)), paragraphs);
    coarse.into_iter().flat_map(|part| compare(before, after, (part.before, part.after), words)).collect()
}

/// Compares parts of two texts, cut in pieces.
fn compare(before: &str, after: &str, parts: (Range<usize>, Range<usize>), cut: impl Fn(&str) -> Vec<&str>) -> Vec<Difference> {
    let pieces = (cut(before.get(parts.0.clone()).unwrap_or_default()), cut(after.get(parts.1.clone()).unwrap_or_default()));
    if MAX_TOKENS < pieces.0.len().saturating_add(pieces.1.len()) {
        return vec![Difference { before: parts.0, after: parts.1 }];
    }
    let texts = (before, after);
    let mut found: Vec<Difference> = Vec::new();
    let (mut from, mut to) = (parts.0.start, parts.1.start);
    let length =
        |pieces: &[&str], range: Range<usize>| pieces.get(range).unwrap_or_default().iter().map(|piece| piece.len()).sum::<usize>();
    for op in capture_diff_slices(Algorithm::Myers, &pieces.0, &pieces.1) {
        let (before, after) = (from..from + length(&pieces.0, op.old_range()), to..to + length(&pieces.1, op.new_range()));
        (from, to) = (before.end, after.end);
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        match found.last_mut() {
            Some(last) if is_near(texts.0, last.before.end..before.start) && is_near(texts.1, last.after.end..after.start) => {
                *last = Difference { before: last.before.start..before.end, after: last.after.start..after.end };
            }
            _ => found.push(Difference { before, after }),
        }
    }
    found
}

/// Whether only white space, or nothing, stands between two differences: they are one.
fn is_near(text: &str, between: Range<usize>) -> bool {
    text.get(between).is_some_and(|between| between.trim().is_empty())
}

/// Cuts a text after each blank line.
fn paragraphs(text: &str) -> Vec<&str> {
    text.split_inclusive("\n\n").collect()
}

/// Cuts a text into words, white space and single signs.
pub(super) fn words(text: &str) -> Vec<&str> {
    let kind = |char: char| match char {
        _ if char.is_alphanumeric() => 0,
        _ if char.is_whitespace() => 1,
        _ => 2,
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, char) in text.char_indices() {
        let now = kind(char);
        if last.is_some_and(|last| last != now || now == 2) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        last = Some(now);
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> = find(before, after).into_iter().map(|found| (&before[found.before], &after[found.after])).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn differences_are_told_word_by_word() {
        check("a b\n\nc d", "a b\n\nc d", &[]);
        check("a b\n\nc d.", "a x\n\nc d!", &[("b", "x"), (".", "!")]);
        check("a b c", "a c", &[("b ", "")]);
        check("a\nb c", "a x c", &[("\nb ", " x ")]);
        check("", "a", &[("", "a")]);
    }

    #[test]
    fn a_text_is_cut_into_all_its_parts() {
        assert_eq!(words("De AI-fabriek, 3,5 "), ["De", " ", "AI", "-", "fabriek", ",", " ", "3", ",", "5", " "]);
        assert_eq!(words(""), [""; 0]);
    }
}
