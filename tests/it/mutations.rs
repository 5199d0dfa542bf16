//! Thousands of broken dossiers: whatever a publisher's files hold, a build ends soon, with problems or with a whole site.
//!
//! The mutations follow from their number, so that a failure can be had again. `DOSSIER_MUTATIONS=5000` tries more of them,
//! `DOSSIER_MUTATION=17` only one.

pub(crate) mod page;
pub(crate) mod random;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use dossier::problem::Problems;
use dossier::site::Memory;
use dossier::{lock, pipeline};
use rayon::prelude::*;

use crate::cli;
use random::Random;

/// How many mutations a run tries.
const N_MUTATIONS: u64 = 240;

/// The longest that a build of a broken dossier may take.
const MAX_TIME: Duration = Duration::from_secs(5);

/// The files of a dossier, by path.
type Files = BTreeMap<String, Vec<u8>>;

/// The files of the dossier that is broken.
fn base() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    let entries = walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (cli::below(&root, entry.path()), fs::read(entry.path()).expect("a readable file"))).collect()
}

/// Breaks a dossier in up to three ways.
fn mutate(files: &mut Files, random: &mut Random) -> Vec<String> {
    (0..=random.below(2)).map(|_| random::mutate(files, random)).collect()
}

/// Writes a dossier.
fn write(files: &Files, root: &Path) {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a new file");
    }
}

/// Does something with a dossier; an error says what went wrong. What takes too long may do so once: the machine may be busy.
fn within_time<T>(what: &str, action: impl Fn() -> T) -> Result<T, String> {
    let timed = || {
        let start = Instant::now();
        let value = catch_unwind(AssertUnwindSafe(&action)).map_err(|_| format!("{what}: it panicked"))?;
        Ok::<_, String>((value, start.elapsed()))
    };
    let (value, time) = timed()?;
    if time < MAX_TIME {
        return Ok(value);
    }
    let (value, again) = timed()?;
    if again < MAX_TIME { Ok(value) } else { Err(format!("{what}: it took {time:?}, then {again:?}")) }
}

/// Whether every problem has a place in a file, and a message.
fn check_problems(problems: &Problems) -> Result<(), String> {
    for problem in &problems.list {
        let (line, column) = problem.place.line_and_column();
        let text = &problem.place.file.text();
        let is_placed = !problem.place.file.path.is_empty() && problem.place.span.end <= text.len() && 0 < line && 0 < column;
        if !is_placed || problem.message.trim().is_empty() {
            return Err(format!("a problem without a place or a message: {problem:?}"));
        }
    }
    Ok(())
}

/// Builds a dossier: there are errors, or a whole site. Whether there is one.
fn build(root: &Path) -> Result<bool, String> {
    let (memory, problems) = within_time("build", || {
        let memory = Memory::default();
        let (_, problems) = pipeline::build(root, None, &memory);
        (memory, problems)
    })?;
    check_problems(&problems)?;
    if !problems.has_errors() {
        page::check_site(&memory.into_files())?;
    }
    Ok(!problems.has_errors())
}

/// Renews the lock files of a dossier, and builds it again.
fn relock(root: &Path) -> Result<bool, String> {
    let (files, problems) = within_time("lock", || pipeline::renew_locks(root, &lock::Looked::default()))?;
    check_problems(&problems)?;
    if !problems.has_errors() {
        lock::write(root, &files).map_err(|error| format!("{error:?}"))?;
    }
    build(root)
}

/// Tries one mutation. Whether the dossier still makes a site.
fn run(base: &Files, number: u64) -> Result<bool, String> {
    let mut files = base.clone();
    let done = mutate(&mut files, &mut Random::new(number));
    if setting("DOSSIER_MUTATION").is_some() {
        eprintln!("{done:#?}");
    }
    let root = tempfile::tempdir().expect("a temporary folder");
    write(&files, root.path());
    // Every other one gets ids for its new blocks first: what differs from its lock file makes no site.
    let result = if number.is_multiple_of(2) { build(root.path()) } else { relock(root.path()) };
    result.map_err(|error| format!("mutation {number} ({}): {error}", done.join(", ")))
}

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn a_broken_dossier_has_problems_or_makes_a_whole_site() {
    let base = base();
    let numbers = setting("DOSSIER_MUTATION").map_or(0..setting("DOSSIER_MUTATIONS").unwrap_or(N_MUTATIONS), |one| one..one + 1);
    let n_tried = numbers.end - numbers.start;
    let results: Vec<Result<bool, String>> = numbers.into_par_iter().map(|number| run(&base, number)).collect();
    let errors: Vec<&String> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    assert!(errors.is_empty(), "{} of {n_tried}:\n{errors:#?}", errors.len());
    let n_whole = results.iter().filter(|result| **result == Ok(true)).count();
    assert!(n_tried < 100 || n_tried / 20 < n_whole as u64 && (n_whole as u64) < n_tried, "{n_whole} of {n_tried} still make a site");
}
