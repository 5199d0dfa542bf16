//! What is fuzzed: for each target a function that takes any bytes, and panics where the program breaks a promise.
//!
//! The same functions are run by `cargo fuzz` (`target.rs`) and, over all cases that were once found, by `cargo test` (`tests/it/fuzz.rs`).
//! The crate that compiles this file must have a module `page` beside it: `tests/it/mutations/page.rs`, which holds pages to their rules.
#![expect(clippy::panic, reason = "a target panics where a promise is broken: that is how a fuzzer is told")]

mod copies;
mod dossiers;
mod editions;
mod imports;
mod letters;
mod pages;
mod readings;
mod scratch;
mod translations;
mod unchanged;

use std::collections::BTreeSet;

use dossier::problem::Problems;

/// A target: its name, and what it does with any bytes.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets.
pub(crate) const TARGETS: &[Target] = &[
    ("amounts", readings::amounts),
    ("copy", copies::copy),
    ("corrections", letters::corrections),
    ("dates", readings::dates),
    ("dossier", dossiers::dossier),
    ("edition", editions::edition),
    ("facts", readings::facts),
    ("front_matter", letters::front_matter),
    ("import_docx", imports::docx),
    ("import_html", imports::html),
    ("import_markdown", imports::markdown),
    ("import_pdf", imports::pdf),
    ("import_text", imports::text),
    ("numbers", readings::numbers),
    ("page", pages::page),
    ("records", letters::records),
    ("settings", letters::settings),
    ("translation", translations::translation),
    ("unchanged", unchanged::unchanged),
];

/// Runs a target.
#[allow(dead_code, reason = "the tests run all targets, each binary of `cargo fuzz` one")]
pub(crate) fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    target.unwrap_or_else(|| panic!("no target is called `{name}`")).1(data);
}

/// The first byte as a choice among some things, and the rest as text; what is not UTF-8 is replaced.
fn choice(data: &[u8], n_choices: usize) -> (usize, String) {
    let (first, rest) = data.split_first().unwrap_or((&0, &[]));
    (usize::from(*first) % n_choices, String::from_utf8_lossy(rest).into_owned())
}

/// Panics unless each problem has a message and a place that can be shown. Returns the ids of those that are errors.
fn errors(problems: &Problems) -> BTreeSet<&'static str> {
    for problem in &problems.list {
        let places = [&problem.place].into_iter().chain(problem.other.as_ref().map(|(_, place)| place));
        for place in places {
            assert!(!place.file.path.is_empty(), "a problem without a file: {problem:?}");
            assert!(place.file.text().get(place.span.clone()).is_some(), "a place that the file does not have: {problem:?}");
            let (line_number, column) = place.line_and_column();
            assert!(0 < line_number && 0 < column, "a place before the file: {problem:?}");
        }
        assert!(!problem.message.trim().is_empty(), "a problem that says nothing: {problem:?}");
    }
    let errors = problems.list.iter().filter(|problem| problem.severity == dossier::problem::Severity::Error);
    errors.map(|problem| problem.id).collect()
}
