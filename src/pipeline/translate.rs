//! Hands a letter out to a translator, and takes it back.

use std::path::Path;

use super::{config, content, lock};
use crate::data::file;
use crate::exchange::{self, Form, Imported};
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::model::place::Place;
use crate::problem::{Problem, Problems, Severity, kinds, nearest};

/// The texts of a letter for a translator into a language; problems that keep them from being handed out.
pub fn export(root: &Path, (letter, lang): (&str, &str), form: Form) -> (Option<String>, Problems) {
    let mut problems = Problems::default();
    let Some((dossier, found)) = load(root, &mut problems) else { return (None, problems) };
    let text = (|| {
        let Some(letter) = dossier.letters.iter().find(|known| known.id.as_str() == letter) else {
            if is_incomplete(letter, &found, &mut problems) {
                return None;
            }
            let near = nearest(letter, dossier.letters.iter().map(|letter| letter.id.as_str()));
            problems.add(kinds::unknown_letter(Place::of_path("LETTER"), letter, near));
            return None;
        };
        let others = || dossier.settings.languages.iter().filter(|known| **known != letter.original);
        let Some(lang) = others().find(|known| known.tag() == lang) else {
            let names: Vec<String> = others().map(|lang| format!("`{lang}`")).collect();
            problems.add(kinds::exchange::wrong_language(Place::of_path("--to"), lang, &names.join(" or ")));
            return None;
        };
        has_no_errors(letter, lang, &found, &mut problems).then(|| exchange::export(&dossier, letter, lang, form))
    })();
    (text, problems)
}

/// The edition that a translator's file makes; problems that keep it from being taken.
pub fn import(root: &Path, path: &str) -> (Option<Imported>, Problems) {
    let mut problems = Problems::default();
    let Some(file) = file::text(Path::new(""), path, &mut problems).filter(|_| problems.list.is_empty()) else { return (None, problems) };
    let Some(received) = exchange::read(&file, &mut problems) else { return (None, problems) };
    let Some((dossier, found)) = load(root, &mut problems) else { return (None, problems) };
    let id = &received.letter.0;
    if !dossier.letters.iter().any(|letter| letter.id.as_str() == id) && is_incomplete(id, &found, &mut problems) {
        return (None, problems);
    }
    let imported = exchange::find(&dossier, &received, &mut problems).and_then(|(letter, lang)| {
        let is_whole = has_no_errors(letter, &lang, &found, &mut problems);
        if is_whole { exchange::import(&dossier, (letter, &lang), (&file, &received), &mut problems) } else { None }
    });
    problems.sort();
    // What no build could read is not written.
    let n_bytes = imported.as_ref().map_or(0, |imported| imported.text.len());
    if u64::try_from(n_bytes).is_ok_and(|n_bytes| n_bytes <= file::MAX_MARKDOWN) {
        return (imported, problems);
    }
    let (has, may) = (n_bytes.div_ceil(1 << 20), file::MAX_MARKDOWN >> 20);
    let reason = format!("the edition that it makes would have {has} MiB, such a file may have {may} MiB");
    problems.add(kinds::unreadable_file(Place::of_path(path), &reason));
    (None, problems)
}

/// Loads the dossier with its block ids, and what is wrong in it.
fn load(root: &Path, problems: &mut Problems) -> Option<(Dossier, Problems)> {
    let settings = config::load(root, problems)?;
    let mut found = Problems::default();
    let mut dossier = content::load(root, settings, &mut found);
    lock::apply(root, &mut dossier, &mut found);
    Some((dossier, found))
}

/// Whether there is a letter that cannot be used, as something in its folder is wrong: what, is told.
fn is_incomplete(letter: &str, found: &Problems, problems: &mut Problems) -> bool {
    let folder = format!("content/letters/{letter}/");
    let own = found.list.iter().filter(|problem| problem.severity == Severity::Error && problem.place.file.path.starts_with(&folder));
    let n_before = problems.list.len();
    problems.list.extend(own.cloned());
    problems.sort();
    problems.list.len() != n_before
}

/// Whether nothing is wrong with a letter and two of its editions; what else is wrong in the dossier is for `check`.
fn has_no_errors(letter: &Letter, lang: &Lang, found: &Problems, problems: &mut Problems) -> bool {
    let folder = format!("content/letters/{}", letter.id);
    let files =
        ["letter.toml", "letter.lock", &format!("{}.md", letter.original), &format!("{lang}.md")].map(|name| format!("{folder}/{name}"));
    // An edition that comes now, and addresses, which no translator sees, can wait.
    let can_wait = |problem: &Problem| matches!(problem.id, "missing-translation" | "unlocked-path");
    let own = found.list.iter().filter(|problem| problem.severity == Severity::Error && !can_wait(problem));
    let n_before = problems.list.len();
    problems.list.extend(own.filter(|problem| files.contains(&problem.place.file.path)).cloned());
    problems.sort();
    problems.list.len() == n_before
}
