//! Proves a copy, years later and without a network: every file against its manifest, every link of its pages, every sum of its ledger.
//!
//! It relies on nothing but what every copy promises: manifests as `sha512sum` reads them, pages of HTML with relative links, and data
//! files that state their `schema_version`. So it works on copies that another version of the program made. A copy may be damaged or made
//! by a stranger: nothing of it is believed, and `copy` sets the limits.

mod bag;
mod contents;
mod links;
mod manifests;
mod single;
mod sums;

use std::path::Path;

use serde::Serialize;

use crate::copy::{self, Copy, CopyError};
use crate::site::manifest::{INDEX, MANIFEST, SUMS, hash};
use contents::Contents;
use manifests::Scope;

/// The version of the report's format.
const SCHEMA_VERSION: &str = "1";

/// What a check came to.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The version of this format.
    schema_version: &'static str,
    /// What was checked, as it was asked for.
    pub path: String,
    /// Whether it is whole.
    pub is_whole: bool,
    /// What it was found to be: `site`, `data`, `bag`, `copies`, `folder` (of files that a list beside or above it proves) or `file`.
    pub kind: &'static str,
    /// The dossier, as the copy names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossier: Option<About>,
    /// What was checked, counted.
    pub checked: Counts,
    /// The fingerprints of the copy: each stands for all of it.
    pub fingerprints: Vec<Fingerprint>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What could not be checked, and other things to know.
    pub notes: Vec<String>,
}

/// What a copy says of its dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// The title, in the first language.
    pub title: String,
    /// The version.
    pub version: String,
    /// The day of publication.
    pub published: String,
}

/// What was checked, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Files whose bytes were read.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Lines of manifests.
    pub manifest_lines: usize,
    /// Links of pages.
    pub links: usize,
    /// Sums and restatements of the ledger.
    pub sums: usize,
}

/// A SHA-512 that stands for a whole copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fingerprint {
    /// The file whose SHA-512 it is.
    pub of: String,
    /// The SHA-512.
    pub sha512: String,
    /// Whether it is the one that was expected; nothing where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_expected: Option<bool>,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// Where: a path from the root of the copy; in a copy among copies, after its name and `!/`.
    pub path: String,
    /// What kind it is of.
    pub kind: &'static str,
    /// In words.
    pub message: String,
}

/// Checks a copy: a site, a bag, a folder of copies, a ZIP archive of one of these, or a file or folder below its list of sums.
///
/// # Errors
/// If there is nothing, it is no copy, or the machine fails.
pub fn verify(path: &Path, expected: Option<&str>) -> Result<Report, CopyError> {
    let mut report = Report {
        schema_version: SCHEMA_VERSION,
        path: path.display().to_string(),
        is_whole: false,
        kind: "file",
        dossier: None,
        checked: Counts::default(),
        fingerprints: Vec::new(),
        faults: Vec::new(),
        notes: Vec::new(),
    };
    let is_listed = single::check(path, &mut report)?;
    match copy::open_damaged(path) {
        Ok(copy) => check(&copy, "", &mut report),
        Err(error) if error.is_of_content() && path.is_file() => single::explain(path, (&error, is_listed, expected), &mut report),
        Err(error) if error.is_of_content() && is_listed => single::complete(path, &mut report)?,
        Err(error) => return Err(error),
    }
    if let Some(expected) = expected {
        compare(expected, &mut report);
    }
    report.faults.sort();
    report.faults.dedup();
    report.is_whole = report.faults.is_empty();
    Ok(report)
}

/// Holds the fingerprints of a copy against the one that is expected.
fn compare(expected: &str, report: &mut Report) {
    for fingerprint in &mut report.fingerprints {
        fingerprint.is_expected = Some(fingerprint.sha512.eq_ignore_ascii_case(expected));
    }
    if !report.fingerprints.iter().any(|fingerprint| fingerprint.is_expected == Some(true)) {
        let names: Vec<String> = report.fingerprints.iter().map(|fingerprint| format!("`{}`", fingerprint.of)).collect();
        let message = match names.as_slice() {
            [] => "the copy has no list of sums to which the fingerprint could belong".to_owned(),
            names => format!("the fingerprint is not the SHA-512 of {}: this is not the copy to which it belongs", names.join(" or of ")),
        };
        report.fault("fingerprint-differs", "", message);
    }
}

/// Checks a copy that is open. `prefix` stands before its paths.
fn check(copy: &Copy, prefix: &str, report: &mut Report) {
    for odd in copy.odd() {
        report.fault("odd", &format!("{prefix}{}", odd.path), format!("cannot be a file of a copy: {}", odd.reason));
    }
    if 0 < copy.n_of_macos() {
        let n_files = copy.n_of_macos();
        report.notes.push(format!("{n_files} files under `{prefix}__MACOSX/`, which macOS put into the archive, are not of the copy"));
    }
    let contents = Contents::read(copy);
    report.checked.files += contents.hashes.len();
    report.checked.bytes += contents.n_bytes;
    for (path, reason) in &contents.damaged {
        report.fault("damaged", &format!("{prefix}{path}"), reason.clone());
    }
    for (path, reason) in &contents.unreadable {
        report.fault("unreadable", &format!("{prefix}{path}"), reason.clone());
    }
    let kind = if is_copies(copy) {
        let lines = manifests::check((copy, &contents), &Scope::folder("", SUMS), prefix, report);
        if prefix.is_empty() && !copy.is_packed() {
            nested(copy, &lines, report);
        }
        "copies"
    } else if copy.is_bag() {
        bag::check(copy, &contents, prefix, report);
        "bag"
    } else {
        manifests::check((copy, &contents), &Scope::folder("", MANIFEST), prefix, report);
        if copy.has("index.html") { "site" } else { "data" }
    };
    if kind != "copies" {
        links::check(copy, &contents, prefix, report);
        sums::check(copy, prefix, report);
    }
    if prefix.is_empty() {
        report.kind = kind;
        let of = [("copies", SUMS), ("bag", bag::TAG_MANIFEST)].iter().find(|(of, _)| *of == kind).map_or(MANIFEST, |(_, file)| file);
        report.fingerprint(of, contents.hashes.get(of).cloned());
    }
    if report.dossier.is_none() {
        report.dossier = sums::about(copy);
    }
}

/// Whether it is a folder of copies, the list of whose sums may be lost.
fn is_copies(copy: &Copy) -> bool {
    !copy.has(MANIFEST) && (copy.has(SUMS) || copy.has(INDEX) && !copy.has("index.html"))
}

/// Checks the copies that lie in a folder of copies: bags, and archives of sites, bags and data. Without a list all that lie there.
fn nested(copies: &Copy, lines: &manifests::Lines, report: &mut Report) {
    let paths: Vec<&str> = if lines.is_empty() { copies.paths().collect() } else { lines.keys().map(String::as_str).collect() };
    let mut bags: Vec<&str> = paths.iter().filter_map(|path| path.split_once('/')).map(|(folder, _)| folder).collect();
    bags.dedup();
    bags.retain(|folder| ["bagit.txt", bag::TAG_MANIFEST].iter().any(|mark| copies.has(&format!("{folder}/{mark}"))));
    let archives = paths.iter().copied().filter(|path| path.ends_with(".zip") && !path.contains('/') && copies.has(path));
    for name in bags.into_iter().chain(archives) {
        match copy::open_damaged(&copies.path().join(name)) {
            Ok(copy) => check(&copy, &format!("{name}!/"), report),
            Err(error) if error.is_of_content() => report.fault("damaged", name, error.to_string()),
            Err(error) => report.fault("unreadable", name, may_be_sound(&error)),
        }
    }
}

impl Report {
    /// Whether the machine kept something back: what it is may be sound.
    #[must_use]
    pub fn has_unreadable(&self) -> bool {
        self.faults.iter().any(|fault| fault.kind == "unreadable")
    }

    /// Adds something that is wrong.
    fn fault(&mut self, kind: &'static str, path: &str, message: String) {
        self.faults.push(Fault { path: path.to_owned(), kind, message });
    }

    /// Adds a fingerprint, if there is one.
    fn fingerprint(&mut self, of: &str, sha512: Option<String>) {
        let Some(sha512) = sha512 else { return };
        self.fingerprints.push(Fingerprint { of: of.to_owned(), sha512, is_expected: None });
    }
}

/// What is said of a file or folder that the system does not hand out.
fn may_be_sound(error: &CopyError) -> String {
    format!("{error}; it may be sound: read it with the right to, or from another medium")
}

/// The SHA-512 of a list of sums.
fn fingerprint_of(text: &[u8]) -> String {
    hash(text)
}

#[cfg(test)]
mod tests;
