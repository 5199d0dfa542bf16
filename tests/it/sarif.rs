//! Problems as SARIF: valid by the schema of the standard, and at the same places as in every other form.

use std::fs;
use std::path::{Path, PathBuf};

use dossier::problem::registry;
use rayon::prelude::*;
use serde_json::Value;

use crate::cli;

/// The folder of the tests.
fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The base with a case laid over it, checked in a form.
fn checked(case: &str, form: &str) -> cli::Outcome {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&tests().join("problems/base"), root.path());
    cli::copy(&tests().join("problems").join(case), root.path());
    cli::run(root.path(), &["check", "--format", form])
}

#[test]
fn every_kind_is_valid_sarif() {
    let schema = fs::read_to_string(tests().join("schemas/sarif-2.1.0.json")).expect("a schema");
    let mut schema: Value = serde_json::from_str(&schema).expect("JSON");
    // The standard's one pattern that is no pattern, in both places; we write no language.
    for part in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][part]["properties"]["language"];
        assert!(language.as_object_mut().expect("a property").remove("pattern").is_some());
    }
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let mut cases: Vec<&str> = registry::all().map(|kind| kind.id).collect();
    // Files of the shipped theme and other commands are for the cases themselves.
    cases.retain(|case| ["RUN", "THEME"].iter().all(|name| !tests().join("problems").join(case).join(name).exists()));
    let n_results: usize = cases
        .par_iter()
        .map(|case| {
            let log: Value = serde_json::from_str(&checked(case, "sarif").results).expect("JSON");
            let faults: Vec<String> = validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert_eq!(faults, [""; 0], "{case}");
            log["runs"][0]["results"].as_array().expect("results").len()
        })
        .sum();
    assert!(cases.len() < n_results, "{n_results}");
}

#[test]
fn places_and_rules_are_those_of_the_other_form() {
    let log: Value = serde_json::from_str(&checked("parity-number", "sarif").results).expect("JSON");
    let list: Value = serde_json::from_str(&checked("parity-number", "json").results).expect("JSON");
    let (result, problem) = (&log["runs"][0]["results"][0], &list[0]);
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], problem["file"]);
    assert_eq!((&location["region"]["startLine"], &location["region"]["startColumn"]), (&problem["line"], &problem["column"]));
    assert_eq!(location["region"]["endColumn"].as_u64(), problem["column"].as_u64().map(|column| column + 2));
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "the original");
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][0];
    assert_eq!((&result["ruleId"], &rule["id"], &result["level"]), (&"parity-number".into(), &"parity-number".into(), &"error".into()));
}

#[test]
fn a_sound_dossier_has_a_log_without_results() {
    let outcome = cli::run(&tests().join("problems/base"), &["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&outcome.results).expect("JSON");
    assert_eq!((outcome.code, &log["runs"][0]["results"]), (0, &serde_json::json!([])));
}
