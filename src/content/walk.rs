//! Walks `content/` and says what each file is; what is nothing is a problem, so that no letter is lost by a misspelt name.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use super::letter_id;
use crate::model::dossier::Settings;
use crate::model::lang::Lang;
use crate::model::letter::{LetterId, is_slug};
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest};

/// What lies under `content/`.
#[derive(Debug, Default)]
pub struct Found {
    /// The folders of letters, sorted.
    pub letters: Vec<LetterFolder>,
    /// The text pages: path, id, language; sorted.
    pub pages: Vec<PageFile>,
}

/// A letter's folder.
#[derive(Debug)]
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
const RECORDS: &[&str] = &["dossier.toml", "funding.toml", "external.toml", "timeline.toml", "actors.toml", "glossary.toml"];

/// Walks `content/`. Hidden files are the publisher's own; links are followed by nobody.
pub fn find(root: &Path, settings: &Settings, problems: &mut Problems) -> Found {
    let mut found = Found::default();
    let mut folders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let entries = WalkDir::new(root.join("content")).min_depth(1).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => note_folder(root, entry.path(), &mut folders),
            Ok(entry) => take_file(&relative(root, entry.path()), &mut folders, settings, (&mut found, problems)),
            Err(error) => {
                let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
                let reason = error.io_error().map_or_else(|| "it cannot be walked".to_owned(), ToString::to_string);
                problems.add(kinds::unreadable_file(Place::of_path(&path), &reason));
            }
        }
    }
    for (folder, files) in folders {
        take_folder(&folder, files, settings, (&mut found, problems));
    }
    found
}

/// Remembers a letter's folder, so that an empty one is seen.
fn note_folder(root: &Path, path: &Path, folders: &mut BTreeMap<String, Vec<String>>) {
    let path = relative(root, path);
    if let Some(name) = path.strip_prefix("content/letters/").filter(|name| !name.contains('/')) {
        folders.entry(name.to_owned()).or_default();
    }
}

/// A path from the root, with `/`.
fn relative(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Sorts a file in.
fn take_file(path: &str, folders: &mut BTreeMap<String, Vec<String>>, settings: &Settings, out: (&mut Found, &mut Problems)) {
    let (found, problems) = out;
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["content", name] if RECORDS.contains(name) => {}
        ["content", "letters", folder, file] => folders.entry((*folder).to_owned()).or_default().push((*file).to_owned()),
        ["content", "pages", id, file] => match page_lang(file, settings) {
            Some(lang) if is_slug(id) => found.pages.push(PageFile { path: path.to_owned(), id: (*id).to_owned(), lang }),
            Some(_) => problems.add(kinds::bad_name(Place::of_path(path), id)),
            None => problems.add(kinds::stray_file(Place::of_path(path), "a page is `LANGUAGE.md`, in a language of the dossier", None)),
        },
        _ => {
            let near = nearest(path.strip_prefix("content/").unwrap_or(path), RECORDS.iter().copied());
            let what = "`content/` holds records, `letters/ID/…` and `pages/ID/LANGUAGE.md`";
            problems.add(kinds::stray_file(Place::of_path(path), what, near));
        }
    }
}

/// The language of a page's file name.
fn page_lang(file: &str, settings: &Settings) -> Option<Lang> {
    let lang = Lang::parse(file.strip_suffix(".md")?)?;
    settings.languages.contains(&lang).then_some(lang)
}

/// Sorts a letter's folder in.
fn take_folder(name: &str, files: Vec<String>, settings: &Settings, out: (&mut Found, &mut Problems)) {
    let (found, problems) = out;
    let path = format!("content/letters/{name}");
    let Some(id) = letter_id(name, &Place::of_path(&path), problems) else { return };
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
    found.letters.push(folder);
}
