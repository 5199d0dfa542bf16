//! One file or folder against the list of sums that lies beside it or above it.

use std::path::Path;

use super::manifests::{self, Lines};
use super::{Report, fingerprint_of};
use crate::copy::{self, CopyError};
use crate::site::manifest::{Hasher, SUMS};

/// In how many folders around a file or folder a list of sums is looked for: in copies the deepest lies two folders down.
const MAX_UP: usize = 8;

/// A list of sums that has a file or folder.
struct List {
    /// What it says.
    lines: Lines,
    /// Its own SHA-512.
    sum: String,
    /// The path of the file or folder, from the folder of the list.
    name: String,
    /// Where it lies, from there, in words.
    place: &'static str,
}

/// The nearest list of sums, beside a path or above it, that lists what lies there.
fn find(path: &Path) -> Result<Option<List>, CopyError> {
    let Ok(absolute) = std::path::absolute(path) else { return Ok(None) };
    for (n_up, folder) in absolute.ancestors().skip(1).take(MAX_UP).enumerate() {
        let Some(name) = absolute.strip_prefix(folder).ok().and_then(slashed) else { return Ok(None) };
        let bytes = match copy::read_beside(&folder.join(SUMS)) {
            Ok(bytes) => bytes,
            Err(error) if n_up == 0 => return Err(error),
            Err(_) => None,
        };
        let Some(bytes) = bytes else { continue };
        let lines = manifests::parse(&bytes, "").0;
        let below = format!("{name}/");
        let is_listed = if path.is_dir() { lines.keys().any(|line| line.starts_with(&below)) } else { lines.contains_key(&name) };
        if is_listed {
            let place = if n_up == 0 { "beside it" } else { "above it" };
            return Ok(Some(List { lines, sum: fingerprint_of(&bytes), name, place }));
        }
    }
    Ok(None)
}

/// A path with `/`; nothing where it is no text or leads up.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str().filter(|part| *part != "..")).collect();
    Some(parts?.join("/"))
}

/// Holds what lies at a path against the list of sums that has it, if there is one; whether there is.
pub(super) fn check(path: &Path, report: &mut Report) -> Result<bool, CopyError> {
    let list = find(path)?;
    if path.is_dir() {
        return Ok(list.is_some_and(|list| of_folder(path, list, report)));
    }
    let mut hasher = Hasher::default();
    let n_bytes = copy::read_file(path, &mut hasher)?;
    let real = hasher.finish();
    report.checked.files += 1;
    report.checked.bytes += n_bytes;
    let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    report.fingerprint(&own, Some(real.clone()));
    let Some(List { lines, sum, name, place }) = list else {
        if copy::read_beside(&path.with_file_name(SUMS))?.is_some() {
            report.notes.push(format!("`{SUMS}` beside it does not list `{own}`"));
        }
        return Ok(false);
    };
    report.checked.manifest_lines += 1;
    report.fingerprint(SUMS, Some(sum));
    if lines.get(&name).is_some_and(|listed| !listed.eq_ignore_ascii_case(&real)) {
        let other = lines.iter().find(|(_, hash)| hash.eq_ignore_ascii_case(&real)).map(|(other, _)| other);
        match other {
            Some(other) => report.fault("swapped", &name, format!("has the bytes that belong to `{other}`, as `{SUMS}` {place} says")),
            None => report.fault("changed", &name, format!("is not what it was: its SHA-512 is not the one in `{SUMS}` {place}")),
        }
    }
    Ok(true)
}

/// Holds the files of a folder against the lines for them in a list; there are some.
fn of_folder(path: &Path, List { lines, sum, name, place }: List, report: &mut Report) -> bool {
    let below = format!("{name}/");
    report.fingerprint(SUMS, Some(sum));
    for (file, hash) in lines.iter().filter_map(|(path, hash)| Some((path.strip_prefix(&below)?, hash))) {
        report.checked.manifest_lines += 1;
        let mut hasher = Hasher::default();
        match copy::read_file(&path.join(file), &mut hasher) {
            Ok(_) if hasher.finish().eq_ignore_ascii_case(hash) => {}
            Ok(_) => report.fault("changed", file, format!("is not what it was: its SHA-512 is not the one in `{SUMS}` {place}")),
            Err(error) if error.is_of_machine() => report.fault("unreadable", file, super::may_be_sound(&error)),
            Err(_) => report.fault("missing", file, format!("is listed in `{SUMS}` {place}, and is not there")),
        }
    }
    true
}

/// What a list does not tell of a folder that is no copy by itself: how many files it has, and which of them nothing proves.
pub(super) fn complete(path: &Path, report: &mut Report) -> Result<(), CopyError> {
    report.kind = "folder";
    let Some(List { lines, name, place, .. }) = find(path)? else { return Ok(()) };
    for (file, n_bytes) in copy::list(path)? {
        report.checked.files += 1;
        report.checked.bytes += n_bytes;
        if !lines.contains_key(&format!("{name}/{file}")) {
            report.fault("extra", &file, format!("is not listed in `{SUMS}` {place}"));
        }
    }
    Ok(())
}

/// Says what can be said of a file that is no copy of a site.
pub(super) fn explain(path: &Path, (error, is_listed, expected): (&CopyError, bool, Option<&str>), report: &mut Report) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.ends_with(".zip") {
        report.fault("damaged", &name, error.to_string());
    } else if name == SUMS && expected.is_none() {
        let message = "is the list of sums itself: give the folder in which it lies, and all that it lists is held against it".to_owned();
        report.fault("unproven", &name, message);
    } else if !is_listed && expected.is_none() {
        let message = format!(
            "nothing proves it: no `{SUMS}` beside it or above it lists it; put that list there, or give the file's own sum with --fingerprint"
        );
        report.fault("unproven", &name, message);
    }
}
