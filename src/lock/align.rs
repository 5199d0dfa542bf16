//! Finds the blocks of a lock file again in a changed text.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::file::Locked;
use super::hunk::Hunk;
use crate::model::letter::{Block, BlockKind, Opens};

/// What became of a block since it was locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is the locked block of this index, unchanged.
    Same(usize),
    /// It is the locked block of this index, with another text.
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

/// What became of the blocks of a lock file in a changed text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// For each block of the text, what it was when it was locked.
    pub matches: Vec<Match>,
    /// Blocks of the text that took the place of a locked one that is gone, by the index of that one.
    pub instead: BTreeMap<usize, usize>,
    /// For new blocks of the text, a locked one of the same letter that is gone from their place: their translation may be that of it.
    pub former: BTreeMap<usize, usize>,
    /// The indexes of the locked blocks that were found again.
    found: BTreeSet<usize>,
}

impl Alignment {
    /// Whether a locked block was found again.
    pub(super) fn is_found(&self, old_idx: usize) -> bool {
        self.found.contains(&old_idx)
    }

    /// Whether nothing is known yet of what a block of the text was.
    pub(super) fn is_new(&self, new_idx: usize) -> bool {
        self.matches.get(new_idx) == Some(&Match::New)
    }

    /// Says what a block of the text was, unless that is known, or that one was found elsewhere.
    pub(super) fn set(&mut self, new_idx: usize, found: Match) {
        if let Some(slot) = self.matches.get_mut(new_idx).filter(|slot| **slot == Match::New)
            && found.old_idx().is_some_and(|old_idx| self.found.insert(old_idx))
        {
            *slot = found;
        }
    }
}

/// Finds the blocks of a lock file in a text, of which the hashes are given: first those whose text is unchanged, then changed ones that
/// still have most of their words and stand between the same neighbours, then questions whose number changed.
#[must_use]
pub fn align(old: &[Locked], new: &[Block], hashes: &[String]) -> Alignment {
    let old_hashes: Vec<&str> = old.iter().map(|locked| locked.hash.as_str()).collect();
    let new_hashes: Vec<&str> = hashes.iter().map(String::as_str).collect();
    let mut aligned = Alignment { matches: vec![Match::New; new.len()], ..Alignment::default() };
    if old_hashes == new_hashes {
        aligned.matches = (0..new.len()).map(Match::Same).collect();
        return aligned;
    }
    let mut hunks = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old_hashes, &new_hashes) {
        match operation.as_tag_tuple() {
            (DiffTag::Equal, old_range, new_range) => {
                old_range.zip(new_range).for_each(|(old_idx, new_idx)| aligned.set(new_idx, Match::Same(old_idx)));
            }
            (DiffTag::Replace, old_range, new_range) => hunks.push(Hunk { old: old_range, new: new_range }),
            _ => {}
        }
    }
    find_moved(&old_hashes, &new_hashes, &mut aligned);
    let mut nearest = BTreeMap::new();
    for hunk in &hunks {
        nearest.append(&mut hunk.find_changed((old, new), &mut aligned));
    }
    find_questions((old, new), &mut aligned);
    for hunk in &hunks {
        hunk.find_places((old, new), &nearest, &mut aligned);
    }
    aligned
}

/// Finds blocks that moved past others: the same text, once in what was locked and is not found yet, once in what is new.
fn find_moved(old_hashes: &[&str], new_hashes: &[&str], aligned: &mut Alignment) {
    let mut lost: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (idx, hash) in old_hashes.iter().enumerate().filter(|(idx, _)| !aligned.is_found(*idx)) {
        lost.entry(hash).or_default().push(idx);
    }
    let mut n_new: BTreeMap<&str, usize> = BTreeMap::new();
    for hash in new_hashes {
        *n_new.entry(hash).or_default() += 1;
    }
    for (new_idx, hash) in new_hashes.iter().enumerate() {
        if let (Some([idx]), Some(1)) = (lost.get(hash).map(Vec::as_slice), n_new.get(hash)) {
            aligned.set(new_idx, Match::Same(*idx));
        }
    }
}

/// Finds questions whose printed number changed: it is all that their heading says, so they are known by the text that follows.
fn find_questions((old, new): (&[Locked], &[Block]), aligned: &mut Alignment) {
    let is_question = |block: &Block| matches!(block.kind, BlockKind::Heading(_, Opens::Question(_)));
    let was_question = |locked: &Locked| locked.container.as_ref().is_some_and(|container| container.starts_with('q'));
    let following: Vec<Option<usize>> = aligned.matches.iter().skip(1).map(|found| found.old_idx()?.checked_sub(1)).collect();
    for (new_idx, old_idx) in following.into_iter().enumerate().filter_map(|(new_idx, old_idx)| Some((new_idx, old_idx?))) {
        if new.get(new_idx).is_some_and(is_question) && old.get(old_idx).is_some_and(was_question) {
            aligned.set(new_idx, Match::Changed(old_idx));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::hash;
    use crate::lock::sketch::Sketch;
    use crate::model::lang::LangMap;
    use crate::model::letter::{BlockId, BlockKind, Opens};

    /// Blocks whose words are parted by underscores: `?` opens a question, `#` a section.
    fn blocks(text: &str) -> Vec<Block> {
        let kind = |word: &str| match word.strip_prefix('?') {
            Some(number) => BlockKind::Heading(2, Opens::Question(number.to_owned())),
            None if word.starts_with('#') => BlockKind::Heading(2, Opens::Section),
            None => BlockKind::Paragraph,
        };
        text.split_whitespace()
            .map(|word| Block {
                id: BlockId(String::new()),
                kind: kind(word),
                span: 0..0,
                text: word.replace('_', " ").as_str().into(),
                is_note: false,
                is_stale: false,
            })
            .collect()
    }

    /// Blocks as they were locked; by an earlier version, nothing is known of their words.
    fn locked(text: &str, is_earlier: bool) -> Vec<Locked> {
        let locked = |block: &Block| Locked {
            id: format!("{}1", block.kind.prefix()),
            hash: hash(block),
            container: block.kind.container().filter(|_| !is_earlier),
            made_from: LangMap::default(),
            sketch: Some(Sketch::of(&block.text.read())).filter(|_| !is_earlier),
        };
        blocks(text).iter().map(locked).collect()
    }

    fn aligned(old: &[Locked], new: &str) -> Alignment {
        align(old, &blocks(new), &blocks(new).iter().map(hash).collect::<Vec<_>>())
    }

    fn written(matches: &[Match]) -> String {
        let found = matches.iter().map(|found| match found {
            Match::Same(idx) => idx.to_string(),
            Match::Changed(idx) => format!("~{idx}"),
            Match::New => "+".into(),
        });
        found.collect::<Vec<_>>().join(" ")
    }

    fn check(old: &str, new: &str, expected: &str) {
        assert_eq!(written(&aligned(&locked(old, false), new).matches), expected, "{old} → {new}");
    }

    #[test]
    fn ids_survive_insertions_and_changes() {
        check("a b c", "a b c", "0 1 2");
        check("a b c", "x a b c", "+ 0 1 2");
        check("a b c", "a c", "0 2");
        check("a een_brug c", "a een_brug! c", "0 ~1 2");
        check("a een_brug c", "a #een_brug c", "0 + 2");
        check("a Inleiding c", "a Aanleiding c", "0 ~1 2");
        check("a 2024_350_euro c", "a 2024_355_euro c", "0 ~1 2");
    }

    #[test]
    fn an_id_never_passes_to_another_text() {
        check("a b c", "a x c", "0 + 2");
        check("a het_rijk_betaalt_de_grond c", "a de_motie_is_verworpen c", "0 + 2");
        check("a het_rijk_betaalt de_stad_bouwt c", "a de_stad_bouwt! het_rijk_betaalt! c", "0 ~2 ~1 3");
        check("a x y c", "a y! c", "0 ~2 3");
        check("a een_brug c", "a een_brug! nieuw c", "0 ~1 + 2");
        check("a een_brug c", "a nieuw een_brug! c", "0 + ~1 2");
    }

    #[test]
    fn a_lock_file_of_an_earlier_version_knows_places_alone() {
        let check = |old: &str, new: &str, expected: &str| assert_eq!(written(&aligned(&locked(old, true), new).matches), expected);
        check("a b c", "a x c", "0 ~1 2");
        check("a b c", "a x y c", "0 + + 2");
        check("a b c", "a #x c", "0 + 2");
    }

    #[test]
    fn a_question_is_known_by_the_text_that_follows_its_number() {
        check("?1 waarom daarom ?2 hoe zo", "?1 waarom daarom ?3 hoe zo", "0 1 2 ~3 4 5");
        check("?1 waarom daarom ?2 hoe zo", "?2 hoe zo", "3 4 5");
        check("?1 waarom daarom", "?2 wanneer daarom", "+ + 2");
    }

    #[test]
    fn what_is_gone_has_a_place_in_the_text() {
        let places = |old: &str, new: &str| {
            let aligned = aligned(&locked(old, false), new);
            (written(&aligned.matches), aligned.instead.into_iter().collect::<Vec<_>>(), aligned.former.into_iter().collect::<Vec<_>>())
        };
        let split = ("a een_lange_brug_over_water_gaat_dicht_voor_werk c", "a een_lange_brug_over_water_gaat dicht_voor_werk c");
        assert_eq!(places(split.0, split.1), ("0 ~1 + 2".into(), vec![], vec![]));
        let merged = ("a een_lange_brug_over_water gaat_dicht c", "a nieuw een_lange_brug_over_water_gaat_dicht c");
        assert_eq!(places(merged.0, merged.1), ("0 + ~1 3".into(), vec![(2, 2)], vec![(1, 2)]));
        assert_eq!(places("a b #c d", "a x y #z v d"), ("0 + + + + 3".into(), vec![(1, 1), (2, 3)], vec![(1, 1), (2, 1), (3, 2), (4, 1)]));
        assert_eq!(places("a b c", "a b x c"), ("0 1 + 2".into(), vec![], vec![]));
    }

    #[test]
    fn of_thousands_of_rewritten_blocks_each_is_found() {
        let text = |mark: &str| (0..5_000).map(|number| format!("regel{}{mark}", number * number)).collect::<Vec<_>>().join(" ");
        let (old, new) = (locked(&text(""), false), blocks(&format!("nieuw {}", text("!"))));
        let mut aligned = Alignment { matches: vec![Match::New; new.len()], ..Alignment::default() };
        let _ = Hunk { old: 0..old.len(), new: 0..new.len() }.find_changed((&old, &new), &mut aligned);
        assert!(aligned.matches.iter().skip(1).enumerate().all(|(idx, found)| *found == Match::Changed(idx)));
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
