//! Reads files of the dossier and the theme as text; a file that cannot be read is a problem, never skipped.
#![expect(clippy::disallowed_methods, reason = "this module reads the files of the dossier and the theme")]

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::model::place::{Place, SourceFile, find_control};
use crate::problem::{Problems, kinds};

/// Reads a text file at a path from the root, written with `/`.
pub fn text(root: &Path, path: &str, problems: &mut Problems) -> Option<Arc<SourceFile>> {
    let bytes = bytes(root, path, problems)?;
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
            let file = Arc::new(SourceFile { path: path.to_owned(), text });
            report_controls(&file, problems);
            Some(file)
        }
        Err(error) => {
            let readable = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let file = Arc::new(SourceFile { path: path.to_owned(), text });
            problems.add(kinds::unreadable_file(Place::new(&file, readable..readable + 1), "this byte is not UTF-8 text"));
            None
        }
    }
}

/// Reports every character of a file that no page can show, once a line.
fn report_controls(file: &Arc<SourceFile>, problems: &mut Problems) {
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        if let Some((idx, char)) = find_control(line) {
            problems.add(kinds::control_character(Place::new(file, at + idx..at + idx + char.len_utf8()), char));
        }
        at += line.len();
    }
}

/// Reads a file of any kind at a path from the root. Only real files are read: a link may lead out of the dossier, a pipe never ends.
pub fn bytes(root: &Path, path: &str, problems: &mut Problems) -> Option<Vec<u8>> {
    let path_on_disk = root.join(path);
    if let Ok(metadata) = fs::symlink_metadata(&path_on_disk)
        && !metadata.is_file()
        && !metadata.is_dir()
    {
        let reason = if metadata.is_symlink() { "it is a link; put the file itself here" } else { "it is not a file" };
        problems.add(kinds::unreadable_file(Place::of_path(path), reason));
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

/// Whether there is a file at a path from the root.
#[must_use]
pub fn exists(root: &Path, path: &str) -> bool {
    fs::symlink_metadata(root.join(path)).is_ok()
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
