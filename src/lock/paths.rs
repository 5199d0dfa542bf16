//! The addresses of letters in their lock files: which are recorded, and that no two letters have the same.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use super::file::{LockFile, line_of};
use super::path_of;
use crate::data;
use crate::model::file::SourceFile;
use crate::model::keys;
use crate::model::lang::Lang;
use crate::model::letter::{Edition, Letter, LetterId, LockedPath};
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// Gives a letter the addresses of its lock file, and reports those of a site in some languages that are not recorded there.
pub(super) fn give((letter, languages): (&mut Letter, &[Lang]), lock: &LockFile, problems: &mut Problems) {
    letter.paths.clone_from(&lock.paths);
    // Of a letter that was never locked it is told that its blocks have no ids.
    if lock.paths.is_empty() {
        return;
    }
    for lang in languages.iter().filter(|lang| !letter.is_locked_in(lang)) {
        problems.add(match letter.edition(lang) {
            Some(edition) => kinds::unlocked_path(slug_of(edition), &edition.slug),
            None => kinds::addresses::unlocked_stub(letter, lang),
        });
    }
}

/// Records the addresses that a letter has in the languages of the site and that are not recorded yet.
pub(super) fn renew(letter: &Letter, languages: &[Lang], paths: &mut Vec<LockedPath>) {
    for lang in languages {
        let edition = letter.edition(lang);
        let slug = edition.map_or(letter.id.as_str(), |edition| edition.slug.as_str());
        // What stands for an edition stays where it is, or where the last edition was.
        let is_recorded = |path: &LockedPath| path.lang == *lang && (edition.is_none() || path.slug == slug && !path.is_stub);
        if !paths.iter().any(is_recorded) {
            paths.push(LockedPath { lang: lang.clone(), slug: slug.to_owned(), is_stub: edition.is_none() });
        }
    }
}

/// Letters by the addresses of their editions. Nothing hangs on their order.
type Present<'a> = HashMap<(&'a Lang, &'a str), &'a Letter>;

/// Reports addresses of which two letters have the same, one of them in its lock file alone.
pub fn report_shared(root: &Path, letters: &[Letter], problems: &mut Problems) {
    let kept: Vec<Kept<'_>> = letters.iter().map(|letter| (letter, letter.paths.as_slice())).collect();
    let mut present = Present::new();
    for letter in letters {
        present.extend(letter.editions.iter().map(|edition| ((&edition.lang, edition.slug.as_str()), letter)));
    }
    report_kept(root, (&kept, &present), problems);
}

/// Reports the same before addresses are recorded, and slugs that two editions have: of these only one can be recorded.
pub(super) fn report_taken(root: &Path, locks: &[(&Letter, LockFile)], problems: &mut Problems) {
    let kept: Vec<Kept<'_>> = locks.iter().map(|(letter, lock)| (*letter, lock.paths.as_slice())).collect();
    let mut present = Present::new();
    for (letter, edition) in kept.iter().flat_map(|(letter, _)| letter.editions.iter().map(move |edition| (*letter, edition))) {
        if let Some(other) = present.insert((&edition.lang, &edition.slug), letter) {
            problems.add(kinds::addresses::taken_address(slug_of(edition), &edition.slug, &other.id));
        }
    }
    report_kept(root, (&kept, &present), problems);
}

/// A letter with the addresses of its lock file.
type Kept<'a> = (&'a Letter, &'a [LockedPath]);

/// Reports former addresses that another letter has or had too: once for two letters where their lock files have the same.
fn report_kept(root: &Path, (letters, present): (&[Kept<'_>], &Present<'_>), problems: &mut Problems) {
    let locks: HashMap<&LetterId, &[LockedPath]> = letters.iter().map(|(letter, paths)| (&letter.id, *paths)).collect();
    let (mut former, mut told) = (Present::new(), BTreeSet::new());
    for (letter, paths) in letters {
        for path in *paths {
            let key = (&path.lang, path.slug.as_str());
            let owner = present.get(&key).copied().or_else(|| former.insert(key, letter));
            let Some(owner) = owner.filter(|owner| owner.id != letter.id) else { continue };
            let is_copied = locks.get(&owner.id).is_some_and(|paths| paths.iter().any(|other| (&other.lang, other.slug.as_str()) == key));
            if !is_copied {
                let edition = owner.edition(&path.lang);
                problems.list.extend(edition.map(|edition| kinds::addresses::taken_address(slug_of(edition), &path.slug, &letter.id)));
            } else if told.insert((&letter.id, &owner.id)) {
                problems.add(kinds::addresses::copied_lock(line_in(root, letter, path), &path.slug, (&letter.id, &owner.id)));
            }
        }
    }
}

/// Where the slug of an edition is written.
fn slug_of(edition: &Edition) -> Place {
    keys::in_front(&edition.file, "slug")
}

/// Where an address stands in a letter's lock file.
fn line_in(root: &Path, letter: &Letter, path: &LockedPath) -> Place {
    let name = path_of(letter);
    let Some(file) = data::file::text(root, &name, &mut Problems::default()) else { return Place::of_path(&name) };
    line(&file, &line_of(path))
}

/// The place of a line.
fn line(file: &Arc<SourceFile>, wanted: &str) -> Place {
    let mut at = 0;
    for line in file.text().split_inclusive('\n') {
        if line.trim_end() == wanted {
            return Place::new(file, at..at + wanted.len());
        }
        at += line.len();
    }
    Place::start_of(file)
}
