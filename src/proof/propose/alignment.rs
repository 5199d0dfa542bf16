//! Which place of an edition a place of the source became.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::super::differences::{self, Difference};
use super::super::edits::{Applied, Edits};

/// The longest difference that is compared sign by sign.
const MAX_SIGNS: usize = 2_000;

/// A source, with the edits that are known, and an edition, aligned.
pub(super) struct Alignment {
    /// The source with its edits.
    applied: Applied,
    /// Where that and the edition differ.
    differences: Vec<Difference>,
    /// Runs that belong together: where in the edited source, where in the edition, how long.
    same: Vec<(usize, usize, usize)>,
}

impl Alignment {
    /// Aligns a source, with the edits that are known, and an edition.
    pub(super) fn new(source: &str, edition: &str, edits: &Edits) -> Self {
        let applied = edits.clone().apply(source);
        let differences = differences::find(&applied.text, edition);
        let mut same = Vec::new();
        let (mut from, mut to) = (0, 0);
        for difference in &differences {
            push_same(&mut same, (from, to, difference.before.start - from));
            align_signs(&applied.text, edition, difference, &mut same);
            (from, to) = (difference.before.end, difference.after.end);
        }
        push_same(&mut same, (from, to, applied.text.len() - from));
        Self { applied, differences, same }
    }

    /// The words of each difference: those of the source, and the edition's.
    pub(super) fn readings<'a>(&'a self, edition: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let reading = |difference: &Difference| {
            self.applied.text.get(difference.before.clone()).zip(edition.get(difference.after.clone())).unwrap_or_default()
        };
        self.differences.iter().map(reading)
    }

    /// Whether a place of the source, without edits so far, differs and became these words of the edition.
    pub(super) fn becomes(&self, place: &Range<usize>, words: &str, edition: &str) -> bool {
        let place = self.applied.map(place);
        // They stand in order: the first that ends behind the start of the place is the only one that can begin before its end.
        let n_before = self.differences.partition_point(|difference| difference.before.end <= place.start);
        if self.differences.get(n_before).is_none_or(|difference| place.end <= difference.before.start) {
            return false;
        }
        let start = if place.start == 0 { Some(0) } else { self.position(place.start - 1).map(|at| at + 1) };
        let end = if place.end == self.applied.text.len() { Some(edition.len()) } else { self.position(place.end) };
        start.zip(end).and_then(|(start, end)| edition.get(start..end)) == Some(words)
    }

    /// The byte of the edition that a byte of the edited source became.
    fn position(&self, at: usize) -> Option<usize> {
        let idx = self.same.partition_point(|(from, _, _)| *from <= at).checked_sub(1)?;
        let (from, to, length) = self.same.get(idx)?;
        (at < from + length).then_some(to + (at - from))
    }
}

/// Adds a run, if it has any length.
fn push_same(same: &mut Vec<(usize, usize, usize)>, run: (usize, usize, usize)) {
    if 0 < run.2 {
        same.push(run);
    }
}

/// Adds the runs inside a difference that are the same, or stand in the same place, sign by sign.
fn align_signs(source: &str, edition: &str, difference: &Difference, same: &mut Vec<(usize, usize, usize)>) {
    let before: Vec<char> = source.get(difference.before.clone()).unwrap_or_default().chars().collect();
    let after: Vec<char> = edition.get(difference.after.clone()).unwrap_or_default().chars().collect();
    if MAX_SIGNS < before.len() + after.len() {
        return;
    }
    let (mut from, mut to) = (difference.before.start, difference.after.start);
    let length =
        |signs: &[char], range: Range<usize>| signs.get(range).unwrap_or_default().iter().map(|sign| sign.len_utf8()).sum::<usize>();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (n_before, n_after) = (length(&before, op.old_range()), length(&after, op.new_range()));
        if matches!(op, DiffOp::Equal { .. }) {
            push_same(same, (from, to, n_before));
        } else if op.old_range().len() == op.new_range().len() {
            // As many signs on both sides: each became the one in its place.
            let signs = before.get(op.old_range()).unwrap_or_default().iter().zip(after.get(op.new_range()).unwrap_or_default());
            signs.fold((from, to), |(from, to), (before, after)| {
                push_same(same, (from, to, before.len_utf8().min(after.len_utf8())));
                (from + before.len_utf8(), to + after.len_utf8())
            });
        }
        (from, to) = (from + n_before, to + n_after);
    }
}
