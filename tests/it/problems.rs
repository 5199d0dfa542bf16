//! Every kind of problem has a case: the smallest dossier that shows it, and what `dossier check` then prints.
//!
//! A case is laid over a copy of `tests/problems/base`; a file `REMOVE` lists paths to take out, a file `THEME` lines to leave out of
//! files of the shipped theme (`PATH LINE`, or `PATH [TABLE.*]` for a table with those in it), a file `RUN` another command than `check`.
//! `tests/probes` holds files that are hard to read, in the same form.

mod accepted;
mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dossier::problem::registry;
use expect_test::expect_file;
use rayon::prelude::*;

use crate::cli::{self, Outcome};

/// Problems that cannot come alone: a kind, and the others that come with it.
const TOGETHER: &[(&str, &[&str])] = &[("changed-block", &["stale-translation"])];

/// What the program said to each case of a folder, run once.
type Outcomes = BTreeMap<String, Outcome>;

/// The outcomes of the cases of every kind.
static KINDS: LazyLock<Outcomes> = LazyLock::new(|| outcomes("problems"));

/// The outcomes of files that are hard to read.
static PROBES: LazyLock<Outcomes> = LazyLock::new(|| outcomes("probes"));

/// A folder of `tests`.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// Runs every case of a folder.
fn outcomes(name: &str) -> Outcomes {
    let names: Vec<String> = fs::read_dir(folder(name))
        .expect("a folder of cases")
        .map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .filter(|case| case != "base")
        .collect();
    names.into_par_iter().map(|case| (case.clone(), check(Some(&folder(name).join(case))))).collect()
}

/// Checks the base with a case laid over it.
fn check(case: Option<&Path>) -> Outcome {
    check_with(case, &|_| ())
}

/// Checks the base with a case laid over it, and one more change.
fn check_with(case: Option<&Path>, change: &dyn Fn(&Path)) -> Outcome {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&folder("problems/base"), root.path());
    if let Some(case) = case {
        cli::copy(case, root.path());
        for path in lines(case, "REMOVE") {
            let path = root.path().join(path);
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            removed.expect("a path of the base");
        }
        for line in lines(case, "THEME") {
            let (path, start) = line.split_once(' ').expect("a path and a line");
            copy_without(path, start, root.path());
        }
    }
    change(root.path());
    let command = case.and_then(|case| lines(case, "RUN").pop()).unwrap_or_else(|| "check --root .".into());
    cli::run(root.path(), &command.split(' ').collect::<Vec<_>>())
}

/// The lines of a file of a case; none if it has no such file.
fn lines(case: &Path, name: &str) -> Vec<String> {
    fs::read_to_string(case.join(name)).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Copies a file of the shipped theme without one line.
fn copy_without(path: &str, line: &str, root: &Path) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/dossier").join(path);
    let text = fs::read_to_string(shipped).expect("a file of the theme");
    let rest: String = match line.strip_suffix(".*]") {
        Some(table) => without_tables(&text, table),
        None => text.split_inclusive('\n').filter(|other| other.trim_end() != line).collect(),
    };
    assert_ne!(rest, text, "the theme's {path} has no line `{line}`");
    let target = root.join("themes/dossier").join(path);
    fs::create_dir_all(target.parent().expect("a folder")).expect("a new folder");
    fs::write(target, rest).expect("a writable folder");
}

/// A file without a table and the tables in it; `table` is `[name`.
fn without_tables(text: &str, table: &str) -> String {
    let mut is_inside = false;
    let mut rest = String::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            is_inside = line.strip_prefix(table).is_some_and(|after| after.starts_with([']', '.']));
        }
        if !is_inside {
            rest.push_str(line);
        }
    }
    rest
}

/// The ids that an output names: `error[id]` and `warning[id]` in the lines that begin with a place.
fn ids(text: &str) -> BTreeSet<&str> {
    let heads = text.lines().filter(|line| ["content/", "themes/", "back.xlf", "letter."].iter().any(|start| line.starts_with(start)));
    heads
        .map(|line| {
            let (_, rest) = line.split_once(": error[").or_else(|| line.split_once(": warning[")).expect("a severity and an id");
            rest.split(']').next().unwrap_or_default()
        })
        .collect()
}

#[test]
fn every_kind_has_a_case_and_every_case_a_kind() {
    let kinds: BTreeSet<&str> = registry::all().map(|kind| kind.id).collect();
    let cases: BTreeSet<&str> = KINDS.keys().map(String::as_str).collect();
    assert_eq!(cases, kinds);
}

#[test]
fn the_base_has_no_problem() {
    let outcome = check(None);
    assert_eq!((outcome.code, outcome.problems.as_str()), (0, "no problems\n"));
}

#[test]
fn a_case_shows_its_own_problem_and_no_other() {
    for (case, outcome) in KINDS.iter() {
        let others = TOGETHER.iter().find(|(kind, _)| kind == case).map(|(_, others)| *others).unwrap_or_default();
        let expected: BTreeSet<&str> = others.iter().copied().chain([case.as_str()]).collect();
        assert_eq!(ids(&outcome.problems), expected, "{case}:\n{}", outcome.problems);
    }
}

#[test]
fn only_errors_make_the_check_fail() {
    for (case, outcome) in KINDS.iter().chain(PROBES.iter()) {
        let has_errors = outcome.problems.contains(": error[");
        assert_eq!(outcome.code, i32::from(has_errors), "{case}");
        assert_eq!(outcome.results, "", "{case}: problems belong on stderr");
    }
}

#[test]
fn problems_read_as_expected() {
    for (name, outcomes) in [("problems", &*KINDS), ("probes", &*PROBES)] {
        for (case, outcome) in outcomes {
            expect_file![folder(name).join(case).join("problems.txt")].assert_eq(&outcome.problems);
        }
    }
}
