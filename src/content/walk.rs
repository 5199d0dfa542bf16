//! Walks `content/` and says what each file is; what is nothing is a problem, so that no letter is lost by a misspelt name.

use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::letter_id;
use crate::data::file;
use crate::model::dossier::Settings;
use crate::model::lang::Lang;
use crate::model::letter::{LetterId, is_slug};
use crate::model::place::Place;
use crate::problem::{Problem, Problems, kinds, nearest};

/// What lies under `content/`.
#[derive(Debug, Default)]
pub struct Found {
    /// The names of the folders of letters, sorted.
    pub letters: Vec<String>,
    /// The text pages: path, id, language; sorted.
    pub pages: Vec<PageFile>,
}

/// A letter's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterFolder {
    /// The letter's id: the folder's name.
    pub id: LetterId,
    /// The folder, from the root.
    pub path: String,
    /// Its editions' languages.
    pub editions: Vec<Lang>,
    /// Its other files.
    pub files: Vec<String>,
}

/// A text page's file.
#[derive(Debug)]
pub struct PageFile {
    /// The file, from the root.
    pub path: String,
    /// The page's id: the folder's name.
    pub id: String,
    /// The language.
    pub lang: Lang,
}

/// The record files at the top of `content/`.
const RECORDS: &[&str] = &["dossier.toml", "funding.toml", "external.toml", "timeline.toml", "actors.toml", "glossary.toml", "pages.lock"];

/// Where all of the dossier lies but its theme.
const CONTENT: &str = "content";

/// Where the folders of letters lie.
const LETTERS: &str = "content/letters";

/// Walks `content/` as far as the folders of letters. Hidden files are the publisher's own; links are followed by nobody.
pub fn find(root: &Path, settings: &Settings, problems: &mut Problems) -> Found {
    let mut found = Found::default();
    let mut entries = entries(WalkDir::new(root.join(CONTENT)));
    while let Some(entry) = entries.next() {
        let Some(entry) = readable((root, CONTENT), entry, problems) else { continue };
        let path = relative(root, entry.path());
        if !entry.file_type().is_dir() {
            take_file(&path, settings, (&mut found, problems));
        } else if path == LETTERS {
            // A walk would open each of them.
            entries.skip_current_dir();
            find_letters(root, settings, (&mut found, problems));
        }
    }
    found
}

/// Finds the folders of letters, without a look into them.
fn find_letters(root: &Path, settings: &Settings, (found, problems): (&mut Found, &mut Problems)) {
    let names = file::names(root, LETTERS).unwrap_or_else(|error| {
        problems.add(kinds::unreadable_file(Place::of_path(LETTERS), &error.to_string()));
        Vec::new()
    });
    for (name, is_folder) in names {
        let name = name.to_string_lossy();
        match is_folder {
            _ if name.starts_with('.') => {}
            true => found.letters.push(name.into_owned()),
            false => take_file(&format!("{LETTERS}/{name}"), settings, (found, problems)),
        }
    }
}

/// Walks the folder of a letter; `None` if its name is none for a letter.
pub fn letter(root: &Path, name: &str, settings: &Settings, problems: &mut Problems) -> Option<LetterFolder> {
    let path = format!("{LETTERS}/{name}");
    let mut files = Vec::new();
    for entry in entries(WalkDir::new(root.join(&path)).follow_root_links(false)) {
        let Some(entry) = readable((root, &path), entry, problems).filter(|entry| !entry.file_type().is_dir()) else { continue };
        let relative = relative(root, entry.path());
        match relative.strip_prefix(&path).and_then(|rest| rest.strip_prefix('/')).filter(|file| !file.contains('/')) {
            Some(file) => files.push(file.to_owned()),
            None => problems.add(stray(&relative)),
        }
    }
    take_folder(name, files, settings, problems)
}

/// The paths of all files below `content/`, sorted, without what is hidden and without links.
///
/// # Errors
/// If a folder cannot be read: it is named.
pub fn paths(root: &Path) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in entries(WalkDir::new(root.join(CONTENT))) {
        let entry = entry.map_err(|error| {
            let (path, reason) = obstacle((root, CONTENT), &error);
            io::Error::other(format!("cannot read `{path}`: {reason}"))
        })?;
        if entry.file_type().is_file() {
            paths.push(relative(root, entry.path()));
        }
    }
    Ok(paths)
}

/// What lies below a folder, sorted, without what is hidden.
fn entries(folder: WalkDir) -> walkdir::FilterEntry<walkdir::IntoIter, impl FnMut(&DirEntry) -> bool> {
    let entries = folder.min_depth(1).sort_by_file_name().into_iter();
    entries.filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
}

/// What was found in a folder, if it can be read; reported if not.
fn readable(folder: (&Path, &str), entry: walkdir::Result<DirEntry>, problems: &mut Problems) -> Option<DirEntry> {
    let report = |error| {
        let (path, reason) = obstacle(folder, &error);
        problems.add(kinds::unreadable_file(Place::of_path(&path), &reason));
    };
    entry.map_err(report).ok()
}

/// What cannot be read of a folder that is walked, and why. Where a list of names breaks off the system does not say of which folder: then
/// it is the one that is walked.
fn obstacle((root, folder): (&Path, &str), error: &walkdir::Error) -> (String, String) {
    let path = error.path().map_or_else(|| folder.to_owned(), |path| relative(root, path));
    (path, error.io_error().map_or_else(|| "it cannot be walked".to_owned(), ToString::to_string))
}

/// A path from the root, with `/`.
fn relative(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Sorts a file in.
fn take_file(path: &str, settings: &Settings, (found, problems): (&mut Found, &mut Problems)) {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["content", name] if RECORDS.contains(name) => {}
        ["content", "pages", id, file] => match page_lang(file, settings) {
            Some(lang) if is_slug(id) => found.pages.push(PageFile { path: path.to_owned(), id: (*id).to_owned(), lang }),
            Some(_) => problems.add(kinds::addresses::bad_name(Place::of_path(path), id)),
            None => problems.add(kinds::stray_file(Place::of_path(path), "a page is `LANGUAGE.md`, in a language of the dossier", None)),
        },
        _ => problems.add(stray(path)),
    }
}

/// The problem of a file that is nothing.
fn stray(path: &str) -> Problem {
    let near = nearest(path.strip_prefix("content/").unwrap_or(path), RECORDS.iter().copied());
    kinds::stray_file(Place::of_path(path), "`content/` holds records, `letters/ID/…` and `pages/ID/LANGUAGE.md`", near)
}

/// The language of a page's file name.
fn page_lang(file: &str, settings: &Settings) -> Option<Lang> {
    let lang = Lang::parse(file.strip_suffix(".md")?)?;
    settings.languages.contains(&lang).then_some(lang)
}

/// Says what the files of a letter's folder are.
fn take_folder(name: &str, files: Vec<String>, settings: &Settings, problems: &mut Problems) -> Option<LetterFolder> {
    let path = format!("{LETTERS}/{name}");
    let id = letter_id(name, &Place::of_path(&path), problems)?;
    let mut folder = LetterFolder { id, path, editions: Vec::new(), files: Vec::new() };
    for file in files {
        match file.strip_suffix(".md").map(Lang::parse) {
            None => folder.files.push(file),
            Some(Some(lang)) if settings.languages.contains(&lang) => folder.editions.push(lang),
            Some(Some(lang)) => problems.add(kinds::unknown_language(Place::of_path(&format!("{}/{file}", folder.path)), lang.tag())),
            Some(None) => {
                problems.add(kinds::stray_file(Place::of_path(&format!("{}/{file}", folder.path)), "an edition is `LANGUAGE.md`", None));
            }
        }
    }
    folder.editions.sort_by_key(|lang| settings.languages.iter().position(|known| known == lang));
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_read_is_named() {
        let root = tempfile::tempdir().unwrap();
        let told = paths(root.path()).unwrap_err().to_string();
        assert!(told.starts_with("cannot read `content`: "), "{told}");
    }
}
