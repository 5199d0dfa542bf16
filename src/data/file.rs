//! Reads files of the dossier and the theme as text; a file that cannot be read is a problem, never skipped.
#![expect(clippy::disallowed_methods, reason = "this module reads the files of the dossier and the theme")]

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::model::file::SourceFile;
use crate::model::place::{Place, find_control};
use crate::problem::{Problems, kinds};

/// The most bytes of a text in Markdown: over a million words, more than any letter has. A page of more would be of no use to a reader,
/// and making it takes some fifty times its size of memory.
pub const MAX_MARKDOWN: u64 = 8 << 20;

/// The most bytes of any other text: a ledger with a hundred thousand amounts has fewer.
const MAX_TEXT: u64 = 64 << 20;

/// The most bytes of any file, as each is read whole: what fits into a ZIP archive without its extension for larger ones.
const MAX_FILE: u64 = u32::MAX as u64;

/// Reads a text file at a path from the root, written with `/`.
pub fn text(root: &Path, path: &str, problems: &mut Problems) -> Option<Arc<SourceFile>> {
    let max = if path.ends_with(".md") { MAX_MARKDOWN } else { MAX_TEXT };
    let bytes = at_most(root, path, max, problems)?;
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            let file = Arc::new(SourceFile::new(path.to_owned(), text));
            report_controls(&file, problems);
            Some(file)
        }
        Err(error) => {
            let readable = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let file = Arc::new(SourceFile::new(path.to_owned(), text));
            // Some programs write two bytes for each sign, and say so in front.
            problems.add(if matches!(error.as_bytes(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
                kinds::utf_16_file(Place::start_of(&file))
            } else {
                kinds::unreadable_file(Place::new(&file, readable..readable + 1), "this byte is not UTF-8 text")
            });
            None
        }
    }
}

/// Reports every character of a file that no page can show, once a line.
fn report_controls(file: &Arc<SourceFile>, problems: &mut Problems) {
    if find_control(&file.text()).is_none() {
        return;
    }
    let mut at = 0;
    for line in file.text().split_inclusive('\n') {
        if let Some((idx, char)) = find_control(line) {
            problems.add(kinds::control_character(Place::new(file, at + idx..at + idx + char.len_utf8()), char));
        }
        at += line.len();
    }
}

/// Reads a file of any kind at a path from the root. Only real files are read: a link may lead out of the dossier, a pipe never ends.
pub fn bytes(root: &Path, path: &str, problems: &mut Problems) -> Option<Vec<u8>> {
    at_most(root, path, MAX_FILE, problems)
}

/// Reads a file that may have so many bytes.
fn at_most(root: &Path, path: &str, max: u64, problems: &mut Problems) -> Option<Vec<u8>> {
    let path_on_disk = root.join(path);
    if let Ok(metadata) = fs::symlink_metadata(&path_on_disk)
        && let Some(reason) = obstacle(&metadata, max)
    {
        problems.add(kinds::unreadable_file(Place::of_path(path), &reason));
        return None;
    }
    match fs::read(path_on_disk) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            problems.add(kinds::unreadable_file(Place::of_path(path), &reason(&error)));
            None
        }
    }
}

/// Why a file of this kind and size is not read; nothing where it is. What a folder is, reading it tells.
fn obstacle(metadata: &fs::Metadata, max: u64) -> Option<String> {
    if metadata.is_symlink() {
        return Some("it is a link; put the file itself here".into());
    }
    if !metadata.is_file() && !metadata.is_dir() {
        return Some("it is not a file".into());
    }
    let (has, may) = (metadata.len().div_ceil(1 << 20), max >> 20);
    (max < metadata.len())
        .then(|| format!("it has {has} MiB, such a file may have {may} MiB; part it, or look whether it is the right one"))
}

/// The names of what lies in a folder at a path from the root, in order, each with whether it is a folder; a link is none.
///
/// # Errors
/// If it cannot be read.
pub fn names(root: &Path, path: &str) -> io::Result<Vec<(OsString, bool)>> {
    let name = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.file_name(), entry.file_type()?.is_dir()))
    };
    let mut names = fs::read_dir(root.join(path))?.map(name).collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    Ok(names)
}

/// Whether there is a file at a path from the root. One that cannot be looked at is there: whoever reads it is told why not.
#[must_use]
pub fn exists(root: &Path, path: &str) -> bool {
    fs::symlink_metadata(root.join(path)).map_or_else(|error| !is_of_nothing(&error), |_| true)
}

/// Whether the system said that nothing stands at a path.
fn is_of_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What the system said, in our words where they are better.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".into(),
        io::ErrorKind::PermissionDenied => "no permission".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_looked_at_is_taken_for_there() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.toml"), "").unwrap();
        let long = "x".repeat(300);
        assert_eq!(["a.toml", "b.toml", "a.toml/b", &long].map(|path| exists(root.path(), path)), [true, false, false, true]);
        let mut problems = Problems::default();
        assert!(text(root.path(), &long, &mut problems).is_none());
        assert_eq!(problems.list.iter().map(|problem| problem.id).collect::<Vec<_>>(), ["unreadable-file"]);
    }
}
