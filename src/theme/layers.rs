//! The files of a theme, layer by layer: those that ship with the program, then those in the dossier's own `themes/`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use crate::data::file;
use crate::model::lang::Lang;
use crate::model::letter::is_device;
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest};

/// Files by path inside the theme.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// The folders that a theme may have.
const FOLDERS: &[&str] = &["templates", "static", "styles", "scripts", "i18n"];

/// What a theme may hold beside its folders: its settings, and words for those who read its source.
const BESIDE: &[&str] = &["theme.toml", "README.md", "LICENSE"];

/// The themes that ship with the program.
#[derive(RustEmbed)]
#[folder = "themes"]
struct Shipped;

/// Returns the names of the themes that ship with the program.
pub(super) fn shipped_names() -> BTreeSet<String> {
    Shipped::iter().filter_map(|path| path.split_once('/').map(|(name, _)| name.to_owned())).collect()
}

/// Returns the names of all themes that a dossier can choose.
pub(super) fn names(root: &Path) -> BTreeSet<String> {
    let folders = WalkDir::new(root.join("themes")).min_depth(1).max_depth(1).into_iter().filter_map(Result::ok);
    let own = folders.filter(|entry| entry.file_type().is_dir()).map(|entry| entry.file_name().to_string_lossy().into_owned());
    shipped_names().into_iter().chain(own.filter(|name| !name.starts_with('.'))).collect()
}

/// Returns the files of a theme that ships with the program; none of any other.
pub(super) fn shipped(name: &str) -> Files {
    let inside = |path: &str| Some(path.strip_prefix(name)?.strip_prefix('/')?.to_owned());
    let paths = Shipped::iter().filter(|path| !path.split('/').any(|part| part.starts_with('.')));
    paths.filter_map(|path| Some((inside(&path)?, Shipped::get(&path)?.data.into_owned()))).collect()
}

/// Returns the dossier's own files of a theme, of which the others are known; what no theme has is a problem.
pub(super) fn own(root: &Path, name: &str, known: &Files, problems: &mut Problems) -> Files {
    let folder = root.join("themes").join(name);
    let mut files = Files::new();
    if !file::exists(root, &format!("themes/{name}")) {
        return files;
    }
    let entries = WalkDir::new(&folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let reason = error.io_error().map_or_else(|| "it cannot be walked".to_owned(), ToString::to_string);
                problems.add(kinds::unreadable_file(Place::of_path(&format!("themes/{name}")), &reason));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        let path = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if is_sound((name, &path), (known, &files), problems)
            && let Some(bytes) = file::bytes(root, &format!("themes/{name}/{path}"), problems)
        {
            files.insert(path, bytes);
        }
    }
    files
}

/// Whether a theme may have a file of the dossier's own, beside those that were known and those that were found; if not, that is a
/// problem.
fn is_sound((name, path): (&str, &str), (known, found): (&Files, &Files), problems: &mut Problems) -> bool {
    let place = Place::of_path(&format!("themes/{name}/{path}"));
    let is_known = BESIDE.contains(&path) || path.split_once('/').is_some_and(|(folder, _)| FOLDERS.contains(&folder));
    if known.is_empty() && !is_known {
        problems.add(kinds::theme::useless_file(place, path, FOLDERS));
    } else if !known.is_empty() && !known.contains_key(path) && !is_addition(path) {
        let near = nearest(path, known.keys().map(String::as_str));
        problems.add(kinds::theme::unknown_override(place, path, near));
    } else if path.split('/').any(|part| !is_file_name(part)) {
        problems.add(kinds::addresses::bad_name(place, path));
    } else if let Some(other) = found.keys().find(|other| other.eq_ignore_ascii_case(path)) {
        let mut problem = kinds::addresses::bad_name(place, path);
        problem.hints = vec![format!("it differs from `{other}` by case alone: of the two, many disks keep only one")];
        problems.add(problem);
    } else {
        return true;
    }
    false
}

/// Whether a name can stand in an address, on every disk, and in a manifest.
fn is_file_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    // Windows takes a point at the end away.
    !is_device(&stem) && !name.ends_with('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

/// Whether a dossier may add a file of this path to a theme that ships with the program: a language, a template or static file in a
/// folder `own/`, the last styles of the sheet, or what stands beside the folders of any theme.
fn is_addition(path: &str) -> bool {
    path.starts_with("static/own/")
        || path.starts_with("templates/own/")
        || path == "styles/own.css"
        || BESIDE.contains(&path)
        || path.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".toml")).is_some_and(|tag| Lang::parse(tag).is_some())
}
