//! A build over the site of the last one makes what a build in a fresh place makes, byte for byte, and tells the same problems.
//!
//! Walks of edits show it: each follows from its number, so that a failure can be had again. `DOSSIER_WALKS=500` walks more of them,
//! `DOSSIER_WALK=17` only one, and says what it does.

mod cache;
mod edits;
mod keeping;
mod packed;
mod reach;
mod walk;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dossier::digest::Digest;
use dossier::lock;
use dossier::output::manifest::{self, MANIFEST, Manifest};
use dossier::pipeline::warm::{Order, Outcome};
use dossier::pipeline::{self, Made, warm};
use dossier::problem::Problems;
use dossier::site::Memory;
use dossier::site::tally::Tally;

use crate::cli;

/// Files by path.
type Files = BTreeMap<String, Vec<u8>>;

/// Every file below a folder.
fn files(folder: &Path) -> Files {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files.map(|entry| (cli::below(folder, entry.path()), fs::read(entry.path()).expect("a readable file"))).collect()
}

/// Writes what has changed in the files of a dossier, so that nothing else gets a new stamp.
fn sync(root: &Path, now: &Files) {
    let before: Files = ["content", "themes"]
        .into_iter()
        .filter(|name| root.join(name).is_dir())
        .flat_map(|name| files(&root.join(name)).into_iter().map(move |(path, bytes)| (format!("{name}/{path}"), bytes)))
        .collect();
    for path in before.keys().filter(|path| !now.contains_key(*path)) {
        fs::remove_file(root.join(path)).expect("removed");
        // A letter's folder goes with its last file: an empty one would be a problem of another kind.
        let folders = Path::new(path).ancestors().skip(1).filter(|folder| 1 < folder.components().count());
        folders.for_each(|folder| _ = fs::remove_dir(root.join(folder)));
    }
    for (path, bytes) in now.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a writable file");
    }
}

/// Gives new blocks their ids, as `dossier lock` does.
fn relock(root: &Path, files: &mut Files) {
    let (renewed, problems) = pipeline::renew_locks(root, &lock::Looked::default());
    if !problems.has_errors() {
        lock::write(root, &renewed).expect("lock files");
        files.extend(renewed.into_iter().map(|file| (file.path, file.text.into_bytes())));
    }
}

/// Builds over what stands at an output.
fn build(root: &Path, output: &str, base_url: Option<&str>) -> Outcome {
    // Of two outputs the other has a twin.
    let twin_from = if output == "site" { 1_000 } else { 0 };
    let order = Order {
        root,
        output: &root.join(output),
        base_url,
        previous: None,
        program: Some(Digest::of(b"a program")),
        begins: &|_| {},
        tally: &Tally::default(),
        twin_from,
    };
    warm::build(&order, &|| {}).expect("a machine that works")
}

/// What a build in a fresh place makes: the whole site with its manifest; what it says.
fn fresh(root: &Path, base_url: Option<&str>) -> (Files, Made, Problems) {
    let memory = Memory::default();
    let (made, problems) = pipeline::build(root, base_url, &memory);
    let mut files: Files = memory.into_files().into_iter().map(|(path, bytes)| (path.to_string(), bytes)).collect();
    let mut listed = Manifest::default();
    files.iter().for_each(|(path, bytes)| listed.insert(path, manifest::hash(bytes)));
    files.insert(MANIFEST.to_owned(), listed.to_text().into_bytes());
    (files, made, problems)
}

/// Problems with all that is printed of them.
fn told(problems: &Problems) -> Vec<String> {
    problems.list.iter().map(|problem| format!("{problem:?}")).collect()
}

/// Compares a build over the last site with one in a fresh place. `before` is the site that stood there. Whether there is a new one.
fn compare(root: &Path, output: &str, base_url: Option<&str>, before: &Files) -> Result<bool, String> {
    let outcome = build(root, output, base_url);
    let (files_now, made, problems) = fresh(root, base_url);
    if told(&outcome.problems) != told(&problems) {
        return Err(format!("told {:#?}\ninstead of {:#?}", told(&outcome.problems), told(&problems)));
    }
    let site = root.join(output);
    let found = if site.is_dir() { files(&site) } else { Files::new() };
    let expected = if problems.has_errors() { before } else { &files_now };
    let paths = || expected.keys().chain(found.keys());
    if let Some(path) = paths().find(|path| expected.get(*path) != found.get(*path)) {
        let text = |files: &Files| files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        return Err(format!("{path} is {:?}\ninstead of {:?}", text(&found), text(expected)));
    }
    let n_bytes = files_now.iter().filter(|(path, _)| *path != MANIFEST).map(|(_, bytes)| bytes.len() as u64).sum();
    let placed = (!problems.has_errors()).then_some((files_now.len(), n_bytes));
    if (placed, placed.map(|_| &made)) != (outcome.placed, outcome.placed.map(|_| &outcome.made)) {
        return Err(format!("it says {:?}, {:?} instead of {placed:?}, {made:?}", outcome.placed, outcome.made));
    }
    Ok(placed.is_some())
}
