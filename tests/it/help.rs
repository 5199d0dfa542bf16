//! The help of the program and of each of its commands.

use std::path::Path;

use expect_test::expect_file;

use crate::cli;

/// The program and its commands.
const COMMANDS: &[&str] = &[
    "",
    "init",
    "new",
    "build",
    "serve",
    "archive",
    "verify",
    "check",
    "lock",
    "blocks",
    "corrections",
    "translate",
    "import",
    "diff",
    "manual",
    "words",
    "schema",
    "completions",
    "man",
];

/// The commands of a command.
const SUBCOMMANDS: &[&str] = &["new letter", "new page", "translate export", "translate import"];

/// The folder of the snapshots.
fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/help")
}

/// Asks for help on a command.
fn help(command: &str) -> String {
    let arguments: Vec<&str> = command.split(' ').chain(["--help"]).filter(|argument| !argument.is_empty()).collect();
    let outcome = cli::outcome(&cli::command(&folder(), &arguments).env("COLUMNS", "100").output().expect("the program runs"));
    assert_eq!((outcome.code, outcome.problems.as_str()), (0, ""), "{command}");
    outcome.results
}

#[test]
fn help_reads_as_expected() {
    for command in COMMANDS.iter().chain(SUBCOMMANDS) {
        let name = if command.is_empty() { "dossier".to_owned() } else { command.replace(' ', "-") };
        expect_file![folder().join(format!("{name}.txt"))].assert_eq(&help(command));
    }
}

#[test]
fn every_command_has_a_snapshot() {
    let all = help("");
    let listed = all.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| line.starts_with("  "));
    let listed: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").collect();
    assert_eq!(listed, COMMANDS.iter().copied().filter(|name| !name.is_empty()).collect::<Vec<_>>());
}

#[test]
fn wrong_use_ends_with_2_and_a_hint() {
    for (arguments, hint) in [
        (vec!["biuld"], "similar subcommand exists: 'build'"),
        (vec!["check", "--fromat", "json"], "--format"),
        (vec!["build", "--base-url", "example.org"], "expected an address that begins with `https://` or `http://`"),
        (vec!["check", "--explain", "unknown-lettre"], "did you mean `unknown-letter`?"),
        (vec!["check", "--root", "/", "nonsense"], "unexpected argument"),
    ] {
        let outcome = cli::run(&folder(), &arguments);
        assert_eq!(outcome.code, 2, "{arguments:?}: {}", outcome.problems);
        assert!(outcome.problems.contains(hint), "{arguments:?}: {}", outcome.problems);
    }
    assert_eq!(cli::run(&folder(), &[]).code, 2);
}

#[test]
fn every_kind_of_problem_is_explained() {
    for kind in dossier::problem::registry::all() {
        let outcome = cli::run(&folder(), &["check", "--explain", kind.id]);
        assert_eq!(outcome.code, 0, "{}", kind.id);
        assert!(outcome.results.starts_with(&format!("{}: {}\n\n", kind.id, kind.summary)), "{}", outcome.results);
        assert_eq!(outcome.results.contains("[[accept]]"), kind.can_be_accepted);
    }
}

#[test]
fn problems_as_json_are_one_array_on_stdout() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    cli::copy(&tests.join("base"), root.path());
    cli::copy(&tests.join("unknown-kind"), root.path());
    let outcome = cli::run(root.path(), &["check", "--format", "json"]);
    assert_eq!((outcome.code, outcome.problems.as_str()), (1, ""));
    let list: serde_json::Value = serde_json::from_str(&outcome.results).expect("valid JSON");
    let expected = serde_json::json!([{
        "id": "unknown-kind", "severity": "error", "file": "content/letters/first/letter.toml", "line": 1, "column": 8,
        "message": "no kind `propsal` in `dossier.toml`", "hints": ["did you mean `proposal`?"],
    }]);
    assert_eq!(list, expected);
}

#[test]
fn the_blocks_of_a_letter_are_listed() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    let outcome = cli::run(&base, &["blocks", "first"]);
    assert_eq!((outcome.code, outcome.results.lines().count()), (0, 8));
    assert!(outcome.results.contains("en\th1\theading\tCosts\n"), "{}", outcome.results);
    let outcome = cli::run(&base.join("content/letters"), &["blocks", "frist"]);
    assert_eq!((outcome.code, outcome.problems.as_str()), (2, "error: no letter `frist`; did you mean `first`?\n"));
}
