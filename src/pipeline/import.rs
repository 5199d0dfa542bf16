//! Makes a letter of a file as received: settings and words of the languages in, a proposed folder out.

use std::path::Path;

use super::{config, theme};
use crate::data::file;
use crate::import::{self, Imported, Request};
use crate::model::lang::Lang;
use crate::model::letter::LetterId;
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest};

/// What the publisher says of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// The letter's id; made of the title where it is not said.
    pub id: Option<&'a str>,
    /// The language of the document; found in it where it is not said.
    pub lang: Option<&'a str>,
}

/// The letter that is made of a file, not yet on disk; problems that keep it from being made.
pub fn letter(root: &Path, path: &str, wanted: Wanted<'_>) -> (Option<Imported>, Problems) {
    let mut problems = Problems::default();
    let imported = read(root, path, wanted, &mut problems);
    // What is wrong in the theme is for `check`; here only its words are used.
    problems.sort();
    (imported, problems)
}

/// Reads the file and makes the letter.
fn read(root: &Path, path: &str, wanted: Wanted<'_>, problems: &mut Problems) -> Option<Imported> {
    let settings = config::load(root, problems)?;
    let theme = theme::load(root, &settings, &mut Problems::default());
    let id = match wanted.id.map(|id| (id, LetterId::parse(id))) {
        None => None,
        Some((_, Some(id))) => Some(id),
        Some((id, None)) => {
            problems.add(kinds::addresses::bad_name(Place::of_path("--id"), id));
            return None;
        }
    };
    let lang: Option<&Lang> = match wanted.lang {
        None => None,
        Some(tag) => match settings.languages.iter().find(|lang| lang.tag() == tag) {
            Some(lang) => Some(lang),
            None => {
                let mut problem = kinds::unknown_language(Place::of_path("--original"), tag);
                let near = nearest(tag, settings.languages.iter().map(Lang::tag));
                problem.hints.extend(near.map(|near| format!("did you mean `{near}`?")));
                problems.add(problem);
                return None;
            }
        },
    };
    let bytes = file::bytes(Path::new(""), path, problems)?;
    let imported = import::letter(&Request { path, bytes: &bytes, lang, id: id.as_ref() }, &settings, &theme.locales);
    imported.map_err(|problem| problems.add(*problem)).ok()
}

/// The problem of a letter that is there already.
#[must_use]
pub fn exists(imported: &Imported) -> Problems {
    let mut problems = Problems::default();
    problems.add(kinds::import::letter_exists(Place::of_path(&import::put::path_of(imported)), imported.id.as_str()));
    problems
}
