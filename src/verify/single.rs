//! One file or folder against the list of sums that lies beside it.

use std::path::{Path, PathBuf};

use super::manifests::{self, Lines};
use super::{Report, fingerprint_of};
use crate::copy::{self, CopyError};
use crate::site::manifest::{Hasher, SUMS};

/// Holds what lies at a path against the list of sums beside it, if there is one; whether there is, and lists it.
pub(super) fn check(path: &Path, report: &mut Report) -> Result<bool, CopyError> {
    let Some((folder, name)) = parts(path) else { return Ok(false) };
    let beside = folder.join(SUMS);
    let list = copy::read_beside(&beside)?.map(|bytes| (manifests::parse(&bytes, "").0, fingerprint_of(&bytes)));
    if path.is_dir() {
        let Some((lines, sum)) = list else { return Ok(false) };
        return of_folder(path, &name, (&lines, sum), report);
    }
    let mut hasher = Hasher::default();
    let n_bytes = copy::read_file(path, &mut hasher)?;
    let real = hasher.finish();
    report.checked.files += 1;
    report.checked.bytes += n_bytes;
    report.fingerprint(&name, Some(real.clone()));
    let Some((lines, sum)) = list else { return Ok(false) };
    let Some(listed) = lines.get(&name) else {
        report.notes.push(format!("`{SUMS}` beside it does not list `{name}`"));
        return Ok(false);
    };
    report.checked.manifest_lines += 1;
    report.fingerprint(SUMS, Some(sum));
    if !listed.eq_ignore_ascii_case(&real) {
        let other = lines.iter().find(|(_, hash)| hash.eq_ignore_ascii_case(&real)).map(|(other, _)| other);
        match other {
            Some(other) => report.fault("swapped", &name, format!("has the bytes that belong to `{other}`, as `{SUMS}` beside it says")),
            None => report.fault("changed", &name, format!("is not what it was: its SHA-512 is not the one in `{SUMS}` beside it")),
        }
    }
    Ok(true)
}

/// Holds the files of a folder against the lines for them in the list beside it.
fn of_folder(path: &Path, name: &str, (lines, sum): (&Lines, String), report: &mut Report) -> Result<bool, CopyError> {
    let below = format!("{name}/");
    let own: Vec<(&str, &String)> = lines.iter().filter_map(|(path, hash)| Some((path.strip_prefix(&below)?, hash))).collect();
    if own.is_empty() {
        return Ok(false);
    }
    report.fingerprint(SUMS, Some(sum));
    for (file, hash) in own {
        report.checked.manifest_lines += 1;
        let mut hasher = Hasher::default();
        match copy::read_file(&path.join(file), &mut hasher) {
            Ok(_) if hasher.finish().eq_ignore_ascii_case(hash) => {}
            Ok(_) => report.fault("changed", file, format!("is not what it was: its SHA-512 is not the one in `{SUMS}` beside the folder")),
            Err(error) if error.is_of_machine() => return Err(error),
            Err(_) => report.fault("missing", file, format!("is listed in `{SUMS}` beside the folder, and is not there")),
        }
    }
    Ok(true)
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
            "nothing proves it: no `{SUMS}` beside it lists it; put that list there, or give the file's own sum with --fingerprint"
        );
        report.fault("unproven", &name, message);
    }
}

/// The folder around a path and the name in it.
fn parts(path: &Path) -> Option<(PathBuf, String)> {
    let absolute = std::path::absolute(path).ok()?;
    Some((absolute.parent()?.to_owned(), absolute.file_name()?.to_str()?.to_owned()))
}
