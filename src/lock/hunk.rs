//! Blocks of a lock file and blocks of a text that stand between the same neighbours: which of them are the same, with another text.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::align::{Alignment, Match};
use super::file::Locked;
use super::sketch::Sketch;
use crate::model::letter::Block;

/// How much a block has in common with what it was, at least: of a thousand pieces of words, those that both texts have. With less it is
/// another text. Paragraphs of one letter on the same matter have up to 330 in common, a text of which a third was rewritten 500.
const SAME: usize = 400;

/// How much a text has in common with another that holds a part of it, at least.
const PART: usize = 125;

/// How many pairs of blocks are compared at most: where more were rewritten, only those at about the same place.
const MAX_PAIRS: usize = 1 << 18;

/// Blocks of a lock file, and the blocks that stand in a text where they stood.
#[derive(Clone, Debug)]
pub(super) struct Hunk {
    /// The indexes of the locked ones.
    pub(super) old: Range<usize>,
    /// The indexes of those of the text.
    pub(super) new: Range<usize>,
}

impl Hunk {
    /// Finds changed blocks: the pairs that have most in common first, of each kind of ids apart. For each locked block, the block of
    /// the text that has most in common with it, where there is one.
    pub(super) fn find_changed(&self, (old, new): (&[Locked], &[Block]), aligned: &mut Alignment) -> BTreeMap<usize, usize> {
        let mut nearest = BTreeMap::new();
        let before: Option<Vec<Sketch>> = old.get(self.old.clone()).and_then(|old| old.iter().map(|locked| locked.sketch).collect());
        let Some(before) = before else {
            self.pair_by_place((old, new), aligned);
            return nearest;
        };
        let now: Vec<Sketch> = new.get(self.new.clone()).unwrap_or_default().iter().map(|block| Sketch::of(&block.text.read())).collect();
        let mut pairs = Vec::new();
        for (old_idx, sketch) in self.old.clone().zip(&before) {
            let mut most = PART;
            for (new_idx, other) in self.new.clone().zip(&now).skip(self.start_near(old_idx)).take(self.n_near()) {
                let in_common = sketch.in_common(other);
                if most < in_common {
                    most = in_common;
                    nearest.insert(old_idx, new_idx);
                }
                if SAME <= in_common && is_of_kind(old, old_idx, new, new_idx) {
                    let distance = (old_idx - self.old.start).abs_diff(new_idx - self.new.start);
                    pairs.push((Reverse(in_common), distance, old_idx, new_idx));
                }
            }
        }
        pairs.sort_unstable();
        for (_, _, old_idx, new_idx) in pairs {
            aligned.set(new_idx, Match::Changed(old_idx));
        }
        nearest
    }

    /// How many blocks of the text a locked one is compared with.
    fn n_near(&self) -> usize {
        MAX_PAIRS.checked_div(self.old.len()).unwrap_or_default().max(1)
    }

    /// How many blocks of the text come before the first that a locked one is compared with.
    fn start_near(&self, old_idx: usize) -> usize {
        let last_start = self.new.len().saturating_sub(self.n_near());
        self.same_place(old_idx).saturating_sub(self.n_near() / 2).min(last_start)
    }

    /// How many blocks of the text come before the one that stands where a locked one stood.
    fn same_place(&self, old_idx: usize) -> usize {
        ((old_idx - self.old.start) * self.new.len()).checked_div(self.old.len()).unwrap_or_default()
    }

    /// Takes each block for the one in whose place it stands, where there are as many of the same kinds: all that can be known by the
    /// lock file of an earlier version, which says nothing of words.
    fn pair_by_place(&self, (old, new): (&[Locked], &[Block]), aligned: &mut Alignment) {
        let pairs = || self.old.clone().zip(self.new.clone());
        if self.old.len() != self.new.len() || !pairs().all(|(old_idx, new_idx)| is_of_kind(old, old_idx, new, new_idx)) {
            return;
        }
        for (old_idx, new_idx) in pairs() {
            aligned.set(new_idx, Match::Changed(old_idx));
        }
    }

    /// Says which block of the text stands now where one stood that is gone: the one that has most in common with it, of those that are
    /// `nearest`, or else the one at its place; and for new blocks, one that is gone.
    pub(super) fn find_places(&self, (old, new): (&[Locked], &[Block]), nearest: &BTreeMap<usize, usize>, aligned: &mut Alignment) {
        let gone: Vec<usize> = self.old.clone().filter(|idx| !aligned.is_found(*idx)).collect();
        for old_idx in &gone {
            let new_idx = nearest.get(old_idx).copied().unwrap_or_else(|| self.new.start + self.same_place(*old_idx));
            aligned.instead.insert(*old_idx, new_idx);
        }
        let mut of_kinds: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for old_idx in gone.iter().rev() {
            of_kinds.entry(prefix(old, *old_idx).unwrap_or_default()).or_default().push(*old_idx);
        }
        for new_idx in self.new.clone() {
            if !aligned.is_new(new_idx) {
                continue;
            }
            let Some(gone) = new.get(new_idx).and_then(|block| of_kinds.get_mut(&block.kind.prefix())) else { continue };
            // In order; the last one for all that follow.
            let former = if 1 < gone.len() { gone.pop() } else { gone.last().copied() };
            aligned.former.extend(former.map(|old_idx| (new_idx, old_idx)));
        }
    }
}

/// The letter with which the id of a locked block begins.
fn prefix(old: &[Locked], old_idx: usize) -> Option<char> {
    old.get(old_idx)?.id.chars().next()
}

/// Whether a block of a text can have the id of a locked one.
fn is_of_kind(old: &[Locked], old_idx: usize, new: &[Block], new_idx: usize) -> bool {
    prefix(old, old_idx).is_some_and(|prefix| new.get(new_idx).is_some_and(|block| block.kind.prefix() == prefix))
}
