//! What can be accepted: every warning, and that the record takes it away and nothing else.

use std::fs;

use dossier::problem::registry;
use rayon::prelude::*;

use super::{KINDS, check_with, folder, ids};

/// The word after a key in what the program printed: `block = "p3"`.
fn named<'a>(printed: &'a str, key: &str) -> Option<&'a str> {
    printed.split_once(&format!("{key} = \""))?.1.split('"').next()
}

/// What an import is not sure of: its mark is taken out where it stands, once somebody has looked, so that no acceptance can outlive it.
const MARKED: &str = "to-review";

#[test]
fn every_warning_can_be_accepted() {
    for (case, outcome) in KINDS.iter() {
        for line in outcome.problems.lines().filter_map(|line| line.split_once(": warning[")) {
            let id = line.1.split(']').next().expect("an id");
            assert!(id == MARKED || registry::find(id).is_some_and(|kind| kind.can_be_accepted), "{case}: {id}");
        }
    }
}

#[test]
fn a_record_with_a_reason_takes_a_problem_away() {
    // Made before the threads begin, which would else wait for one of their own.
    let outcomes = &*KINDS;
    let kinds: Vec<_> = registry::all().filter(|kind| kind.can_be_accepted).collect();
    kinds.par_iter().for_each(|kind| {
        let printed = &outcomes[kind.id].problems;
        let mut record = format!("\n[[accept]]\nproblem = \"{}\"\nreason = \"It was looked at.\"\n", kind.id);
        if registry::needs_block(kind.id) {
            let block = named(printed, "block").expect("the block in a hint");
            record.push_str(&format!("letter = \"first\"\nblock = \"{block}\"\n"));
        }
        let outcome = check_with(Some(&folder("problems").join(kind.id)), &|root| {
            let settings = root.join("content/dossier.toml");
            let text = fs::read_to_string(&settings).expect("settings");
            fs::write(settings, format!("{text}{record}")).expect("written");
        });
        let left = ids(&outcome.problems);
        assert!(!left.contains(kind.id) && !left.contains("unused-accept"), "{}:\n{}", kind.id, outcome.problems);
    });
}
