//! Finds the blocks of a lock file again in a changed text.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::file::Locked;
use crate::model::letter::Block;

/// What became of a block since it was locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is the locked block of this index, unchanged.
    Same(usize),
    /// It stands where the locked block of this index stood, with another text.
    Changed(usize),
    /// It was not there.
    New,
}

impl Match {
    /// The index of the locked block.
    #[must_use]
    pub fn old_idx(self) -> Option<usize> {
        match self {
            Self::Same(idx) | Self::Changed(idx) => Some(idx),
            Self::New => None,
        }
    }
}

/// For each block of a text, with its hash, what it was when it was locked. A changed block keeps its id only where
/// as many blocks of the same kinds stand between the same neighbours: otherwise nobody can know which it was.
#[must_use]
pub fn align(old: &[Locked], new: &[Block], hashes: &[String]) -> Vec<Match> {
    let old_hashes: Vec<&str> = old.iter().map(|locked| locked.hash.as_str()).collect();
    let new_hashes: Vec<&str> = hashes.iter().map(String::as_str).collect();
    if old_hashes == new_hashes {
        return (0..new.len()).map(Match::Same).collect();
    }
    let mut matches = vec![Match::New; new.len()];
    for operation in capture_diff_slices(Algorithm::Myers, &old_hashes, &new_hashes) {
        let (tag, old_range, new_range) = operation.as_tag_tuple();
        let pairs = old_range.clone().zip(new_range.clone());
        let have_same_prefixes = || {
            pairs.clone().all(|(old_idx, new_idx)| {
                let prefix = old.get(old_idx).and_then(|locked| locked.id.chars().next());
                prefix.is_some() && prefix == new.get(new_idx).map(|block| block.kind.prefix())
            })
        };
        let found: fn(usize) -> Match = match tag {
            DiffTag::Equal => Match::Same,
            DiffTag::Replace if old_range.len() == new_range.len() && have_same_prefixes() => Match::Changed,
            _ => continue,
        };
        for (old_idx, new_idx) in pairs {
            if let Some(slot) = matches.get_mut(new_idx) {
                *slot = found(old_idx);
            }
        }
    }
    find_moved(&old_hashes, &new_hashes, &mut matches);
    matches
}

/// Finds blocks that moved past others: the same text, once in what was locked and is not found yet, once in what is new.
fn find_moved(old_hashes: &[&str], new_hashes: &[&str], matches: &mut [Match]) {
    let found: BTreeSet<usize> = matches.iter().filter_map(|found| found.old_idx()).collect();
    let mut lost: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (idx, hash) in old_hashes.iter().enumerate().filter(|(idx, _)| !found.contains(idx)) {
        lost.entry(hash).or_default().push(idx);
    }
    let mut n_new: BTreeMap<&str, usize> = BTreeMap::new();
    for hash in new_hashes {
        *n_new.entry(hash).or_default() += 1;
    }
    for (slot, hash) in matches.iter_mut().zip(new_hashes).filter(|(slot, _)| **slot == Match::New) {
        if let (Some([idx]), Some(1)) = (lost.get(hash).map(Vec::as_slice), n_new.get(hash)) {
            *slot = Match::Same(*idx);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::hash;
    use crate::model::lang::LangMap;
    use crate::model::letter::{BlockId, BlockKind, Opens};

    fn blocks(text: &str) -> Vec<Block> {
        let kind = |word: &str| if word.starts_with('#') { BlockKind::Heading(2, Opens::Section) } else { BlockKind::Paragraph };
        text.split(' ')
            .map(|word| Block {
                id: BlockId(String::new()),
                kind: kind(word),
                span: 0..0,
                text: word.into(),
                is_note: false,
                is_stale: false,
            })
            .collect()
    }

    fn check(old: &str, new: &str, expected: &str) {
        let locked: Vec<Locked> = blocks(old)
            .iter()
            .map(|block| Locked { id: format!("{}1", block.kind.prefix()), hash: hash(block), made_from: LangMap::default() })
            .collect();
        let found: Vec<String> = align(&locked, &blocks(new), &blocks(new).iter().map(hash).collect::<Vec<_>>())
            .into_iter()
            .map(|found| match found {
                Match::Same(idx) => idx.to_string(),
                Match::Changed(idx) => format!("~{idx}"),
                Match::New => "+".into(),
            })
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn ids_survive_insertions_and_changes() {
        check("a b c", "a b c", "0 1 2");
        check("a b c", "x a b c", "+ 0 1 2");
        check("a b c", "a x c", "0 ~1 2");
        check("a b c", "a c", "0 2");
        check("a b c", "a x y c", "0 + + 2");
        check("a b c", "a #x c", "0 + 2");
    }

    #[test]
    fn a_block_that_moves_keeps_its_id() {
        check("a b c d", "b c d a", "1 2 3 0");
        check("a b c", "c b a", "2 1 0");
        check("a a b", "b a a", "2 0 1");
        check("a b", "b a a", "1 + 0");
        check("a b c", "b c a a", "1 2 + +");
    }
}
