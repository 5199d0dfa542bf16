//! The theme's files after overriding, and what they say of each language.
//!
//! Two layers by relative path: the theme that is embedded in the program, then the dossier's own `themes/dossier/`.
//! The nearer file wins whole. A file that overrides nothing is a problem, unless it adds a language, a static file of the dossier's own
//! or styles of its own.

mod bundles;
pub mod locale;
mod vocabulary;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use crate::data::file;
use crate::model::dossier::Settings;
use crate::model::lang::Lang;
use crate::model::letter::is_device;
use crate::model::locale::Locale;
use crate::model::place::{Place, SourceFile};
use crate::problem::{Problems, kinds, nearest};

/// Where a dossier's overrides lie, from its root; the shipped theme lies there too.
const FOLDER: &str = "themes/dossier";

/// The theme that ships with the program.
#[derive(RustEmbed)]
#[folder = "themes/dossier"]
struct Shipped;

/// A theme, ready to use.
#[derive(Debug, Default)]
pub struct Theme {
    /// Templates, by path inside `templates/`.
    pub templates: BTreeMap<String, Arc<SourceFile>>,
    /// Static files, by path inside `static/`, and what the files in `scripts/` and `styles/` become.
    pub statics: BTreeMap<String, Vec<u8>>,
    /// What belongs to each language of the dossier.
    pub locales: BTreeMap<Lang, Locale>,
}

/// Loads the theme for a dossier.
pub fn load(root: &Path, settings: &Settings, problems: &mut Problems) -> Theme {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for path in Shipped::iter().filter(|path| !path.split('/').any(|part| part.starts_with('.'))) {
        if let Some(shipped) = Shipped::get(&path) {
            files.insert(path.to_string(), shipped.data.into_owned());
        }
    }
    override_files(root, &mut files, problems);
    let mut theme = Theme::default();
    let mut languages = BTreeMap::new();
    let mut scripts = BTreeMap::new();
    let mut styles = BTreeMap::new();
    for (path, bytes) in files {
        match path.split_once('/') {
            Some(("templates", name)) => insert_text(&mut theme.templates, (name, &path), bytes, problems),
            Some(("i18n", name)) => insert_text(&mut languages, (name, &path), bytes, problems),
            Some(("static", name)) => _ = theme.statics.insert(name.to_owned(), bytes),
            Some(("scripts", name)) => _ = scripts.insert(name.to_owned(), bytes),
            Some(("styles", name)) => _ = styles.insert(name.to_owned(), bytes),
            _ => {}
        }
    }
    theme.statics.extend(bundles::scripts(&scripts));
    theme.statics.insert("style.css".to_owned(), bundles::style(styles.values()));
    theme.locales = locale::load(&languages, settings, problems);
    theme
}

/// Adds a text file; one that is not text is a problem.
fn insert_text(to: &mut BTreeMap<String, Arc<SourceFile>>, (name, path): (&str, &str), bytes: Vec<u8>, problems: &mut Problems) {
    let path = format!("{FOLDER}/{path}");
    match String::from_utf8(bytes) {
        Ok(text) => _ = to.insert(name.to_owned(), Arc::new(SourceFile { path, text })),
        Err(_) => problems.add(kinds::unreadable_file(Place::of_path(&path), "it is not UTF-8 text")),
    }
}

/// Lays the dossier's own files over the shipped ones.
fn override_files(root: &Path, files: &mut BTreeMap<String, Vec<u8>>, problems: &mut Problems) {
    let folder = root.join(FOLDER);
    if !folder.is_dir() {
        return;
    }
    let entries = WalkDir::new(&folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let reason = error.io_error().map_or_else(|| "it cannot be walked".to_owned(), ToString::to_string);
                problems.add(kinds::unreadable_file(Place::of_path(FOLDER), &reason));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        let path = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if !files.contains_key(&path) && !is_addition(&path) {
            let near = nearest(&path, files.keys().map(String::as_str)).map(str::to_owned);
            problems.add(kinds::unknown_override(Place::of_path(&format!("{FOLDER}/{path}")), &path, near.as_deref()));
            continue;
        }
        if path.split('/').any(|part| !is_file_name(part)) {
            problems.add(kinds::bad_name(Place::of_path(&format!("{FOLDER}/{path}")), &path));
            continue;
        }
        if let Some(bytes) = file::bytes(root, &format!("{FOLDER}/{path}"), problems) {
            files.insert(path, bytes);
        }
    }
}

/// Whether a name can stand in an address, on every disk, and in a manifest.
fn is_file_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    !is_device(&stem) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

/// Whether a dossier may add a file of this path: a language, a static file in a folder `own/`, or the last styles of the sheet.
fn is_addition(path: &str) -> bool {
    path.starts_with("static/own/")
        || path == "styles/own.css"
        || path.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".toml")).is_some_and(|tag| Lang::parse(tag).is_some())
}
