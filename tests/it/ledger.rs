//! Random ledgers of which the truth is known: what holds has no problem, and one planted error is always found.
//!
//! `DOSSIER_LEDGERS=1000` tries that many ledgers, and as many planted errors of each kind.

mod draft;
mod plant;
mod words;
mod write;

use dossier::pipeline;
use dossier::problem::Problem;
use dossier::site::Memory;
use rayon::prelude::*;

use crate::mutations::random::Random;
use draft::Draft;
use plant::{ERRORS, Error, Target};

/// How many ledgers are tried.
const N_LEDGERS: u64 = 100;

/// How many errors of each kind are planted.
const N_ERRORS: u64 = 30;

/// How many ledgers become a site.
const N_SITES: u64 = 4;

/// How many of something are tried: as many as the environment asks for.
fn asked_for(usual: u64) -> u64 {
    std::env::var("DOSSIER_LEDGERS").ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// A problem as `FILE:LINE ID MESSAGE`, with its line.
fn told(problem: &Problem) -> String {
    let (line, _) = problem.place.line_and_column();
    let text = problem.place.file.text();
    let text = text.lines().nth(line - 1).unwrap_or_default();
    format!("{}:{line} {} {}\n    {text}", problem.place.file.path, problem.id, problem.message)
}

/// The first problems, told.
fn all_told(problems: &[Problem]) -> String {
    problems.iter().take(6).map(told).collect::<Vec<_>>().join("\n  ")
}

/// Whether a problem lies in the record of a row.
fn is_in_record(problem: &Problem, id: &str) -> bool {
    let text = &problem.place.file.text();
    let Some(start) = text.find(&format!("[[amounts]]\nid = \"{id}\"\n")) else { return false };
    let end = text[start + 1..].find("\n[[").map_or(text.len(), |end| start + 1 + end);
    (start..=end).contains(&problem.place.span.start)
}

/// Whether a problem names what it must name.
fn names(problem: &Problem, target: &Target) -> bool {
    match target {
        Target::Row(id) => is_in_record(problem, id) || problem.message.contains(&format!("`{id}`")),
        Target::Words(words) => words.iter().any(|words| problem.message.contains(words.as_str())),
    }
}

/// Plants an error in the ledger of a number; what is wrong if it is not found. Nothing if the ledger has no place for it.
fn plant((name, id, act): &Error, number: u64) -> Option<Result<(), String>> {
    let mut draft = Draft::new(number);
    let target = act(&mut draft, &mut Random::new(number.wrapping_mul(31)))?;
    let root = write::lay(&draft);
    let problems = write::problems(root.path());
    let is_found = problems.iter().any(|problem| problem.id == *id && names(problem, &target));
    let missed = || format!("{name}, ledger {number}: no {id} of {target:?}\n  {}", all_told(&problems));
    Some(if is_found { Ok(()) } else { Err(missed()) })
}

#[test]
fn a_ledger_that_holds_has_no_problem() {
    let wrong = |number: u64| {
        let root = write::lay(&Draft::new(number));
        let problems = write::problems(root.path());
        (!problems.is_empty()).then(|| format!("ledger {number}:\n  {}", all_told(&problems)))
    };
    let wrong: Vec<String> = (0..asked_for(N_LEDGERS)).into_par_iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{} ledgers\n{}", wrong.len(), wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_ledger_that_holds_becomes_a_site() {
    for number in 0..N_SITES {
        let root = write::lay(&Draft::new(number));
        let locked = write::problems(root.path());
        let (made, problems) = pipeline::build(root.path(), None, &Memory::default());
        assert!(locked.is_empty() && problems.list.is_empty(), "ledger {number}:\n  {}", all_told(&problems.list));
        assert!(made.n_pages > 0);
    }
}

/// Plants errors of a kind in the first ledgers that have a place for one: what came of each.
fn plant_all(error: &Error, n_errors: usize) -> Vec<Result<(), String>> {
    let mut results = Vec::new();
    for start in (0..10).map(|batch| batch * n_errors) {
        let numbers: Vec<u64> = (start..start + n_errors).map(|number| u64::try_from(number).expect("a number")).collect();
        let batch: Vec<Option<Result<(), String>>> = numbers.into_par_iter().map(|number| plant(error, number)).collect();
        results.extend(batch.into_iter().flatten());
        if n_errors <= results.len() {
            results.truncate(n_errors);
            break;
        }
    }
    results
}

#[test]
fn an_error_that_is_planted_is_found() {
    let n_errors = usize::try_from(asked_for(N_ERRORS)).expect("a number");
    let (mut wrong, mut counts) = (Vec::new(), Vec::new());
    for error in &ERRORS {
        let results = plant_all(error, n_errors);
        let missed: Vec<String> = results.iter().filter_map(|result| result.clone().err()).collect();
        println!("{:40} {:5} planted {:5} found", error.0, results.len(), results.len() - missed.len());
        counts.push((error.0, results.len()));
        wrong.extend(missed.into_iter().take(3));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(counts.iter().all(|(_, n_planted)| *n_planted == n_errors), "{counts:?}");
}
