//! Edits of a text: places that do not overlap, and what stands there instead. They lead from source to edition and back.

use std::collections::BTreeMap;
use std::ops::Range;

/// Which correction made an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The record of that index.
    Record(usize),
    /// The rule of that index.
    Rule(usize),
}

/// Edits by the byte at which they begin.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    /// End, new text and origin of each.
    by_start: BTreeMap<usize, (usize, String, Origin)>,
}

impl Edits {
    /// Claims a place; false if a part of it, or nothing, is all there is to claim.
    pub(super) fn claim(&mut self, range: Range<usize>, text: String, origin: Origin) -> bool {
        let is_free = range.start < range.end && self.is_free(&range);
        if is_free {
            self.by_start.insert(range.start, (range.end, text, origin));
        }
        is_free
    }

    /// Whether no edit has a byte of a range.
    pub(super) fn is_free(&self, range: &Range<usize>) -> bool {
        self.by_start.range(..range.end).next_back().is_none_or(|(_, (end, ..))| *end <= range.start)
    }

    /// The part of a range around a place that no edit has.
    pub(super) fn free_around(&self, place: &Range<usize>, wide: Range<usize>) -> Range<usize> {
        let before = self.by_start.range(..place.start).next_back().map_or(0, |(_, (end, ..))| (*end).min(place.start));
        let after = self.by_start.range(place.end..).next().map_or(wide.end, |(start, _)| *start);
        wide.start.max(before)..wide.end.min(after)
    }

    /// Makes the edits.
    pub(super) fn apply(self, source: &str) -> Applied {
        let mut applied = Applied { text: String::with_capacity(source.len()), edits: Vec::with_capacity(self.by_start.len()) };
        let mut at = 0;
        for (start, (end, text, origin)) in self.by_start {
            applied.text.push_str(source.get(at..start).unwrap_or_default());
            let edition = applied.text.len()..applied.text.len() + text.len();
            applied.text.push_str(&text);
            let before = source.get(start..end).unwrap_or_default().to_owned();
            applied.edits.push(Edit { source: start..end, edition, before, origin });
            at = end;
        }
        applied.text.push_str(source.get(at..).unwrap_or_default());
        applied
    }
}

/// An edit that was made.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    /// Its bytes in the source.
    pub(super) source: Range<usize>,
    /// Its bytes in the edited text.
    pub(super) edition: Range<usize>,
    /// What stood in the source.
    before: String,
    /// What made it.
    pub(super) origin: Origin,
}

/// A text with its edits made.
#[derive(Clone, Debug)]
pub(super) struct Applied {
    /// The edited text.
    pub(super) text: String,
    /// The edits, in order.
    pub(super) edits: Vec<Edit>,
}

impl Applied {
    /// What a range of the source became; one that ends inside an edit gets the whole of it.
    pub(super) fn map(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.position(range.start, |edit| (edit.source.end, edit.source.start, edit.edition.start, edit.edition.end));
        let n_before = self.edits.partition_point(|edit| edit.source.start < range.end);
        let end = match n_before.checked_sub(1).and_then(|idx| self.edits.get(idx)) {
            Some(edit) if range.end <= edit.source.end => edit.edition.end,
            Some(edit) => edit.edition.end + (range.end - edit.source.end),
            None => range.end,
        };
        start..end.max(start)
    }

    /// Where a range of the edited text comes from; one that ends inside an edit gets the whole of it.
    pub(super) fn unmap(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.position(range.start, |edit| (edit.edition.end, edit.edition.start, edit.source.start, edit.source.end));
        let n_before = self.edits.partition_point(|edit| edit.edition.start < range.end);
        let end = match n_before.checked_sub(1).and_then(|idx| self.edits.get(idx)) {
            Some(edit) if range.end <= edit.edition.end => edit.source.end,
            Some(edit) => edit.source.end + (range.end - edit.edition.end),
            None => range.end,
        };
        start..end.max(start)
    }

    /// Where a byte of one text stands in the other; `ends` gives an edit's end and start here, start and end there.
    fn position(&self, at: usize, ends: impl Fn(&Edit) -> (usize, usize, usize, usize)) -> usize {
        let n_before = self.edits.partition_point(|edit| ends(edit).0 <= at);
        let before = n_before.checked_sub(1).and_then(|idx| self.edits.get(idx)).map(&ends);
        match self.edits.get(n_before).map(&ends) {
            Some((_, start, there, _)) if start <= at => there,
            _ => before.map_or(at, |(end, _, _, there)| there + (at - end)),
        }
    }

    /// Takes the edits back in a text that has them; `None` where it has not.
    pub(super) fn revert(&self, edited: &str) -> Option<String> {
        let mut text = String::with_capacity(edited.len());
        let mut at = 0;
        for edit in &self.edits {
            text.push_str(edited.get(at..edit.edition.start)?);
            text.push_str(&edit.before);
            at = edit.edition.end;
        }
        text.push_str(edited.get(at..)?);
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied() -> Applied {
        let mut edits = Edits::default();
        assert!(edits.claim(0..2, "AI".into(), Origin::Rule(0)));
        assert!(edits.claim(3..4, String::new(), Origin::Rule(1)));
        assert!(!edits.claim(1..3, "x".into(), Origin::Rule(2)), "overlaps the first");
        assert!(!edits.claim(5..5, "x".into(), Origin::Rule(2)), "is empty");
        edits.apply("Al-\nfabriek.")
    }

    #[test]
    fn edits_lead_there_and_back() {
        let applied = applied();
        assert_eq!(applied.text, "AI-fabriek.");
        assert_eq!(applied.revert("AI-fabriek.").as_deref(), Some("Al-\nfabriek."));
        assert_ne!(applied.revert("AI-fabrieken.").as_deref(), Some("Al-\nfabriek."));
    }

    #[test]
    fn places_lead_there_and_back() {
        let applied = applied();
        assert_eq!([applied.map(&(0..2)), applied.map(&(3..11)), applied.map(&(4..12))], [0..2, 3..10, 3..11]);
        assert_eq!([applied.unmap(&(0..1)), applied.unmap(&(3..10)), applied.unmap(&(2..3))], [0..2, 4..11, 2..3]);
    }
}
