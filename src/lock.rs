//! Block ids, published paths and translation states kept over time in `letter.lock`, paths of other pages in `pages.lock`.
//!
//! `apply` gives the blocks of a loaded dossier the ids of their lock files and never writes; `renew` works out new lock files,
//! and only `write` puts them on disk, for `dossier lock`. An id is never used again.

pub mod align;
pub mod file;
mod hunk;
pub mod pages;
pub mod paths;
pub mod sketch;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::data;
use crate::data::put::{self, Before, Change, WriteError};
use crate::model::dossier::{Dossier, PAGES_LOCK};
use crate::model::file::SourceFile;
use crate::model::lang::Lang;
use crate::model::letter::{Block, BlockId, Edition, Letter, RetiredBlock};
use crate::model::place::Place;
use crate::problem::{Problems, kinds};
use align::{Alignment, Match};
use file::{LockFile, Locked};
use sketch::Sketch;

/// What was looked at since the original changed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Looked<'a> {
    /// Letters, or blocks as `LETTER:BLOCK`.
    pub at: &'a [String],
    /// The one language of which it is said; all where there is none.
    pub to: Option<&'a str>,
}

/// A lock file that has to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewed {
    /// Its path from the root.
    pub path: String,
    /// Its new text.
    pub text: String,
    /// What it was made of, and takes the place of.
    pub before: Before,
}

impl Looked<'_> {
    /// Whether the translation of a block into a language was looked at.
    fn is_at(&self, letter: &Letter, block: &str, lang: &Lang) -> bool {
        let is_named = || self.at.iter().any(|name| name == letter.id.as_str() || *name == format!("{}:{block}", letter.id));
        self.to.is_none_or(|to| to == lang.tag()) && is_named()
    }
}

/// Gives every block its id and marks stale translations. Blocks without an id are problems, and get the one that `dossier lock` would give.
pub fn apply(root: &Path, dossier: &mut Dossier, problems: &mut Problems) {
    let languages = &dossier.settings.languages;
    let apply = |letter: &mut Letter| {
        let mut found = Problems::default();
        (apply_to(root, (letter, languages), &mut found), found)
    };
    let applied: Vec<(Option<String>, Problems)> = dossier.letters.par_iter_mut().map(apply).collect();
    for (broken, found) in applied {
        dossier.broken.extend(broken);
        problems.append(found);
    }
    paths::report_shared(root, &dossier.letters, problems);
    apply_pages(root, dossier, problems);
}

/// Gives a dossier the addresses that its pages have and had.
pub fn apply_pages(root: &Path, dossier: &mut Dossier, problems: &mut Problems) {
    let mut found = Problems::default();
    dossier.locked_pages = pages::load(root, &mut found);
    if found.has_errors() {
        dossier.broken.insert(PAGES_LOCK.to_owned());
    }
    problems.append(found);
}

/// Gives the blocks of one letter their ids, and marks its stale translations; the path of its lock file if that is broken. The languages
/// are those of the site.
pub fn apply_to(root: &Path, (letter, languages): (&mut Letter, &[Lang]), problems: &mut Problems) -> Option<String> {
    let n_before = problems.list.len();
    let (lock, _) = load(root, letter, problems);
    if n_before < problems.list.len() {
        // Without its lock file nothing more can be said of a letter's blocks.
        give_ids(letter, &renew_letter(letter, &lock, &Looked::default()).0, problems);
        return Some(path_of(letter));
    }
    // Of most letters the lock file says all that a new one would: it need not be worked out.
    let renewed = (!has_same_blocks(letter, &lock)).then(|| renew_letter(letter, &lock, &Looked::default()));
    let (now, matches) = renewed.as_ref().map_or((&lock, &[][..]), |(renewed, matches)| (renewed, matches));
    report_unlocked(letter, (&lock, matches), problems);
    give_ids(letter, now, problems);
    mark_stale(letter, now, problems);
    paths::give((letter, languages), &lock, problems);
    letter.retired.clone_from(&now.retired);
    None
}

/// Whether a letter's original has the blocks of its lock file, each as it was, and no others.
fn has_same_blocks(letter: &Letter, lock: &LockFile) -> bool {
    let Some(original) = letter.original_edition() else { return true };
    original.blocks.len() == lock.blocks.len()
        && original.blocks.iter().zip(&lock.blocks).all(|(block, locked)| is_written(number(block), &locked.hash))
}

/// The new lock file of every letter that needs one. Translations of what was looked at are said to be made from the text as it is now.
pub fn renew(root: &Path, dossier: &Dossier, looked: &Looked<'_>, problems: &mut Problems) -> Vec<Renewed> {
    let read = |letter: &Letter| {
        let mut found = Problems::default();
        let (lock, file) = load(root, letter, &mut found);
        let before = file.map_or(Before::Nothing, |file| Before::text(&file.text()));
        ((lock, before), found)
    };
    let loaded: Vec<((LockFile, Before), Problems)> = dossier.letters.par_iter().map(read).collect();
    let mut locks: Vec<(&Letter, LockFile)> = Vec::new();
    let mut befores = Vec::new();
    for (letter, ((lock, before), found)) in dossier.letters.iter().zip(loaded) {
        problems.append(found);
        locks.push((letter, lock));
        befores.push(before);
    }
    paths::report_taken(root, &locks, problems);
    let renew = |((letter, old), before): (&(&Letter, LockFile), Before)| {
        let mut found = Problems::default();
        let (mut new, _) = renew_letter(letter, old, looked);
        paths::renew(letter, &dossier.settings.languages, &mut new.paths);
        report_unknown(letter, &new, looked.at, &mut found);
        let text = new.to_text();
        let is_needed = text != old.to_text() || before == Before::Nothing;
        (is_needed.then(|| Renewed { path: path_of(letter), text, before }), found)
    };
    let renewed: Vec<(Option<Renewed>, Problems)> = locks.par_iter().zip(befores).map(renew).collect();
    let mut files = Vec::new();
    for (file, found) in renewed {
        files.extend(file);
        problems.append(found);
    }
    files
}

/// Reports blocks that are said to be translated and do not exist.
fn report_unknown(letter: &Letter, lock: &LockFile, translated: &[String], problems: &mut Problems) {
    let of_letter = translated.iter().filter_map(|name| name.split_once(':')).filter(|(name, _)| *name == letter.id.as_str());
    for (name, block) in of_letter.filter(|(_, block)| !lock.blocks.iter().any(|locked| locked.id == *block)) {
        problems.add(kinds::unknown_block(Place::of_path("--translated"), name, block));
    }
}

/// Writes lock files, each whole or not at all.
///
/// # Errors
/// If a file cannot be written, or somebody has changed it since; it is then as it was, as are those after it.
pub fn write(root: &Path, files: &[Renewed]) -> Result<(), WriteError> {
    let changes = files.iter().map(|file| (root.join(&file.path), Change { before: file.before, text: &file.text }));
    put::all(&changes.collect::<Vec<_>>())
}

/// The lock file's path from the root.
fn path_of(letter: &Letter) -> String {
    format!("content/letters/{}/letter.lock", letter.id)
}

/// Loads a letter's lock file, and what was read; empty if there is none yet.
fn load(root: &Path, letter: &Letter, problems: &mut Problems) -> (LockFile, Option<Arc<SourceFile>>) {
    let path = path_of(letter);
    let file = if data::file::exists(root, &path) { data::file::text(root, &path, problems) } else { None };
    (file.as_ref().map(|file| LockFile::parse(file, problems)).unwrap_or_default(), file)
}

/// The hash of a block that its translations remember: 16 hexadecimal digits of the SHA-256 of its kind and text.
#[must_use]
pub fn hash(block: &Block) -> String {
    format!("{:016x}", number(block))
}

/// That hash as a number.
fn number(block: &Block) -> u64 {
    let digest = Sha256::new().chain_update(block.kind.name()).chain_update("\n").chain_update(block.text.read().as_bytes()).finalize();
    digest.iter().take(8).fold(0, |start, byte| start << 8 | u64::from(*byte))
}

/// Whether a text is such a number as `hash` writes it.
fn is_written(number: u64, text: &str) -> bool {
    let digit = |place: u32| char::from_digit(u32::try_from(number >> (4 * place) & 15).ok()?, 16);
    text.len() == 16 && text.chars().rev().zip(0..).all(|(char, place)| Some(char) == digit(place))
}

/// Works out a letter's new lock file, and what became of the blocks of its original.
fn renew_letter(letter: &Letter, old: &LockFile, looked: &Looked<'_>) -> (LockFile, Vec<Match>) {
    let Some(original) = letter.original_edition() else { return (old.clone(), Vec::new()) };
    let mut new = LockFile { blocks: Vec::new(), retired: old.retired.clone(), paths: old.paths.clone() };
    let mut counter = old.counter();
    let hashes: Vec<String> = original.blocks.iter().map(hash).collect();
    let aligned = align::align(&old.blocks, &original.blocks, &hashes);
    for (idx, ((block, hash), found)) in original.blocks.iter().zip(hashes).zip(&aligned.matches).enumerate() {
        let before = found.old_idx().and_then(|idx| old.blocks.get(idx));
        let id = before.map_or_else(|| counter.next(block.kind.prefix()), |locked| locked.id.clone());
        // Where a block went, the translation of what came for it may still be that of the former: nobody said that it was looked at.
        let translated = before.or_else(|| old.blocks.get(*aligned.former.get(&idx)?));
        let made_from = |edition: &&Edition| {
            let remembered =
                translated.and_then(|locked| locked.made_from.get(&edition.lang)).filter(|_| !looked.is_at(letter, &id, &edition.lang));
            (edition.lang.clone(), remembered.cloned().unwrap_or_else(|| hash.clone()))
        };
        let made_from =
            letter.editions.iter().filter(|edition| edition.lang != letter.original).map(|edition| made_from(&edition)).collect();
        let known = before.filter(|_| matches!(found, Match::Same(_))).and_then(|locked| locked.sketch);
        let sketch = Some(known.unwrap_or_else(|| Sketch::of(&block.text.read())));
        new.blocks.push(Locked { id, hash, container: block.kind.container(), made_from, sketch });
    }
    retire(old, &aligned, &mut new);
    (new, aligned.matches)
}

/// Retires ids that nothing has any more, those of questions and answers among them. Each keeps an anchor: at the block that came for its
/// own, or at the next that is there.
fn retire(old: &LockFile, aligned: &Alignment, new: &mut LockFile) {
    let kept: BTreeSet<&str> = new.blocks.iter().map(|block| block.id.as_str()).collect();
    let containers: BTreeSet<&str> = new.blocks.iter().filter_map(|block| block.container.as_deref()).collect();
    let last = old.blocks.iter().rev().map(|locked| &locked.id).find(|id| kept.contains(id.as_str()));
    // From the end, so that the kept block after each is known: the last one for those behind it.
    let mut after = last.or_else(|| Some(&new.blocks.last()?.id));
    let mut retired = Vec::new();
    for (idx, locked) in old.blocks.iter().enumerate().rev() {
        let is_kept = kept.contains(locked.id.as_str());
        if is_kept {
            after = Some(&locked.id);
        }
        let instead = aligned.instead.get(&idx).and_then(|idx| Some(&new.blocks.get(*idx)?.id));
        let container = locked.container.as_ref().filter(|container| !containers.contains(container.as_str()));
        for id in container.into_iter().chain((!is_kept).then_some(&locked.id)) {
            retired.push(RetiredBlock { id: id.clone(), at: instead.or(after).cloned() });
        }
    }
    // A question of that number may be back.
    new.retired.retain(|retired| !containers.contains(retired.id.as_str()));
    new.retired.extend(retired.into_iter().rev());
    new.settle();
}

/// Reports blocks that have no id yet, once a letter, and blocks that changed.
fn report_unlocked(letter: &Letter, (lock, matches): (&LockFile, &[Match]), problems: &mut Problems) {
    let Some(original) = letter.original_edition() else { return };
    let unlocked: Vec<&Block> =
        original.blocks.iter().zip(matches).filter(|(_, found)| matches!(found, Match::New)).map(|(block, _)| block).collect();
    if let Some(first) = unlocked.first() {
        let what = match unlocked.len() {
            1 => first.kind.name().to_owned(),
            n_unlocked => format!("{} (and {} more of this letter)", first.kind.name(), n_unlocked - 1),
        };
        problems.add(kinds::unlocked_block(original.place_of(first), &what));
    }
    for (block, found) in original.blocks.iter().zip(matches) {
        if let Match::Changed(idx) = found
            && let Some(locked) = lock.blocks.get(*idx)
        {
            problems.add(kinds::changed_block(original.place_of(block), &locked.id).in_block(&locked.id));
        }
    }
}

/// Gives the ids of the lock file to the original's blocks, and to the translations' in the same order.
fn give_ids(letter: &mut Letter, lock: &LockFile, problems: &mut Problems) {
    let Some(at) = letter.editions.iter().position(|edition| edition.lang == letter.original) else { return };
    let mut original = letter.editions.remove(at);
    for (block, locked) in original.blocks.iter_mut().zip(&lock.blocks) {
        block.id = BlockId(locked.id.clone());
    }
    for edition in &mut letter.editions {
        give_translation_ids(edition, &original, problems);
    }
    letter.editions.insert(at, original);
}

/// Gives a translation's blocks the ids of the original's; the first block of another kind ends it.
fn give_translation_ids(edition: &mut Edition, original: &Edition, problems: &mut Problems) {
    for (id, place) in &edition.gaps {
        if original.find_block(id).is_none() {
            problems.add(kinds::unknown_block(place.clone(), "the original", id));
        }
    }
    let expected: Vec<&Block> = original.blocks.iter().filter(|block| !edition.lacks(&block.id.0)).collect();
    let mut differs = None;
    for (idx, block) in edition.blocks.iter_mut().enumerate() {
        match expected.get(idx) {
            Some(model) if model.kind == block.kind => block.id = model.id.clone(),
            other => {
                differs = Some((block.span.clone(), describe(other.copied()), describe(Some(block))));
                break;
            }
        }
    }
    if differs.is_none() && edition.blocks.len() < expected.len() {
        let end = edition.file.text().trim_end().len();
        differs = Some((end..end, describe(expected.get(edition.blocks.len()).copied()), describe(None)));
    }
    if let Some((span, original, translation)) = differs {
        problems.add(kinds::structure_differs(Place::new(&edition.file, span), &original, &translation));
    }
}

/// A block in a few words.
fn describe(block: Option<&Block>) -> String {
    let Some(block) = block else { return "nothing".into() };
    let mut start: String = block.text.read().chars().take(40).collect();
    if start.len() < block.text.len() {
        start.push('…');
    }
    let id = if block.id.0.is_empty() { String::new() } else { format!(" `{}`", block.id) };
    format!("a {}{id} “{}”", block.kind.name(), start.replace(['\n', '\t'], " "))
}

/// Marks translated blocks whose original has changed since, by what the lock file would say now.
fn mark_stale(letter: &mut Letter, lock: &LockFile, problems: &mut Problems) {
    if letter.original_edition().is_none() {
        return;
    }
    let by_id: BTreeMap<&str, &Locked> = lock.blocks.iter().map(|locked| (locked.id.as_str(), locked)).collect();
    let original_lang = letter.original.clone();
    for edition in letter.editions.iter_mut().filter(|edition| edition.lang != original_lang) {
        let file = edition.file.clone();
        for block in &mut edition.blocks {
            let locked = by_id.get(block.id.0.as_str());
            block.is_stale = locked.is_some_and(|locked| locked.made_from.get(&edition.lang).is_some_and(|hash| *hash != locked.hash));
            if block.is_stale {
                problems.add(kinds::stale_translation(Place::new(&file, block.span.clone()), &block.id.0).in_block(&block.id.0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_known_as_they_are_written() {
        for number in [0, 1, 0x0123_4567_89ab_cdef, u64::MAX] {
            let text = format!("{number:016x}");
            assert!(is_written(number, &text) && !is_written(number ^ 1, &text) && !is_written(number ^ 1 << 63, &text));
            assert!(!is_written(number, &text[1..]) && !is_written(number, &format!("0{text}")));
        }
        assert!(!is_written(0xab, "00000000000000AB"));
    }
}
