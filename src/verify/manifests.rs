//! Files against their manifest: what is missing, extra, changed, or has changed places.

use std::collections::BTreeMap;

use super::Report;
use super::contents::Contents;
use crate::copy::Copy;
use crate::site::manifest::is_hash;

/// What a manifest says: the SHA-512 of each file, by path from the root of the copy.
pub(super) type Lines = BTreeMap<String, String>;

/// What a manifest answers for.
pub(super) struct Scope<'a> {
    /// The folder from which its paths begin, with a `/` at its end; nothing at the root.
    pub folder: &'a str,
    /// The manifest, from the root of the copy.
    pub file: String,
    /// Whether it must list a file, by path from the root of the copy.
    pub must_list: Box<dyn Fn(&str) -> bool + 'a>,
}

impl<'a> Scope<'a> {
    /// A manifest in a folder that lists everything else in it.
    pub(super) fn folder(folder: &'a str, name: &str) -> Self {
        let file = format!("{folder}{name}");
        let own = file.clone();
        Self { folder, file, must_list: Box::new(move |path| path.starts_with(folder) && path != own) }
    }
}

/// Checks files against a manifest; what it says.
pub(super) fn check((copy, contents): (&Copy, &Contents), scope: &Scope<'_>, prefix: &str, report: &mut Report) -> Lines {
    let at = |path: &str| format!("{prefix}{path}");
    let Ok(bytes) = copy.read(&scope.file) else {
        report.fault("no-manifest", &at(&scope.file), "is missing or cannot be read: nothing proves what it should list".to_owned());
        return Lines::new();
    };
    let (lines, bad) = parse(&bytes, scope.folder);
    for (number, reason) in bad {
        report.fault("bad-manifest", &at(&scope.file), format!("line {number}: {reason}"));
    }
    report.checked.manifest_lines += lines.len();
    for path in contents.hashes.keys().filter(|path| (scope.must_list)(path) && !lines.contains_key(*path)) {
        report.fault("extra", &at(path), format!("is not listed in `{}`", scope.file));
    }
    for (path, difference) in differences(&lines, contents) {
        report.fault(difference.kind, &at(&path), difference.message);
    }
    lines
}

/// How a file differs from what a manifest says.
struct Difference {
    /// The kind of fault.
    kind: &'static str,
    /// In words.
    message: String,
}

/// The files that differ from what a manifest says.
fn differences(lines: &Lines, contents: &Contents) -> Vec<(String, Difference)> {
    let is_other = |path: &str, hash: &str| contents.hashes.get(path).is_some_and(|found| !found.eq_ignore_ascii_case(hash));
    // What is not as listed, by the sum that it should have: so that what has changed places is told.
    let changed: BTreeMap<String, &str> =
        lines.iter().filter(|(path, hash)| is_other(path, hash)).map(|(path, hash)| (hash.to_ascii_lowercase(), path.as_str())).collect();
    let mut found = Vec::new();
    for (path, hash) in lines {
        let difference = match contents.hashes.get(path) {
            None if contents.is_told(path) => continue,
            None => Difference { kind: "missing", message: "is listed, and is not there".to_owned() },
            Some(real) if real.eq_ignore_ascii_case(hash) => continue,
            Some(real) => match changed.get(real.as_str()).filter(|other| **other != path.as_str()) {
                Some(other) => Difference { kind: "swapped", message: format!("has the bytes that belong to `{other}`") },
                None => Difference { kind: "changed", message: "is not what it was: its SHA-512 is another".to_owned() },
            },
        };
        found.push((path.clone(), difference));
    }
    found
}

/// Reads a manifest: what it says, and what is wrong with its lines, by number.
pub(super) fn parse(bytes: &[u8], folder: &str) -> (Lines, Vec<(usize, &'static str)>) {
    let (mut lines, mut bad) = (Lines::new(), Vec::new());
    let text = String::from_utf8_lossy(bytes);
    for (number, line) in (1..).zip(text.lines()) {
        match parse_line(line) {
            Err(reason) => bad.push((number, reason)),
            Ok((hash, path)) => {
                if lines.insert(format!("{folder}{path}"), hash.to_owned()).is_some() {
                    bad.push((number, "this file is listed twice"));
                }
            }
        }
    }
    if bytes.last().is_some_and(|last| *last != b'\n') {
        bad.push((text.lines().count(), "the list ends in the middle of a line"));
    }
    (lines, bad)
}

/// Hash and path of a line.
fn parse_line(line: &str) -> Result<(&str, &str), &'static str> {
    let Some((hash, rest)) = line.split_once([' ', '\t']) else { return Err("it is not `SHA-512  path`") };
    let path = rest.strip_prefix([' ', '*', '\t']).unwrap_or(rest);
    if !is_hash(hash) || path.is_empty() {
        return Err("it is not `SHA-512  path`");
    }
    if path.starts_with('/') || path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("its path leads out of the copy");
    }
    Ok((hash, path))
}
