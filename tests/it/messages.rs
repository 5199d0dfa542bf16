//! What the commands say, each message as a snapshot; what differs from run to run is masked.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};

use crate::cli::{self, Outcome};

/// The base of the cases of problems.
fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base")
}

/// A copy of the base.
fn copy() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&base(), root.path());
    root
}

/// Runs the program and hands back its exit code with all that it says: results first, then what stood on stderr.
#[track_caller]
fn check(folder: &Path, arguments: &[&str], expected: Expect) {
    let Outcome { code, results, problems } = cli::run(folder, arguments);
    let said = format!("{code}\n{results}--\n{problems}").replace(&*folder.to_string_lossy(), "HERE");
    expected.assert_eq(&masked(&said));
}

/// A text with sizes and times masked.
fn masked(text: &str) -> String {
    let sizes = regex::Regex::new(r"\d+ (pages|files|kB|ms)").expect("a pattern");
    sizes.replace_all(text, "N $1").into_owned()
}

#[test]
fn build_says_what_it_made_and_how_to_open_it() {
    let root = copy();
    check(root.path(), &["build"], expect![[r#""#]]);
    check(root.path(), &["build", "--base-url", "https://x.example/", "--output", "out"], expect![[r#""#]]);
    check(root.path(), &["build", "--quiet"], expect![[r#""#]]);
}

#[test]
fn build_says_that_nothing_was_written() {
    let root = copy();
    fs::write(root.path().join("content/actor.toml"), "").expect("written");
    check(root.path(), &["build"], expect![[r#""#]]);
    check(root.path(), &["build", "-q", "--format", "json"], expect![[r#""#]]);
}

#[test]
fn build_refuses_a_folder_that_is_not_a_site() {
    let root = copy();
    fs::create_dir(root.path().join("mine")).expect("a folder");
    fs::write(root.path().join("mine/x"), "x").expect("written");
    check(root.path(), &["build", "--output", "mine"], expect![[r#""#]]);
    check(root.path(), &["build", "--output", "."], expect![[r#""#]]);
    check(root.path(), &["build", "--output", "content/letters"], expect![[r#""#]]);
    check(root.path(), &["build", "--output", "mine/x/below"], expect![[r#""#]]);
}

#[test]
fn check_says_when_there_is_nothing_to_say() {
    check(&base(), &["check"], expect![[r#""#]]);
    check(&base(), &["check", "--quiet"], expect![[r#""#]]);
    check(&base(), &["check", "--format", "json"], expect![[r#""#]]);
}

#[test]
fn quiet_leaves_out_warnings_and_no_errors() {
    let root = copy();
    let case = base().with_file_name("skipped-level");
    cli::copy(&case, root.path());
    check(root.path(), &["check", "--quiet"], expect![[r#""#]]);
    fs::write(root.path().join("content/actor.toml"), "").expect("written");
    check(root.path(), &["--quiet", "check"], expect![[r#""#]]);
}

#[test]
fn where_there_is_no_dossier_the_way_out_is_told() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    for command in [&["build"][..], &["check"], &["lock"], &["blocks", "x"], &["corrections", "x"], &["new", "page", "x"]] {
        check(empty.path(), command, expect![[r#""#]]);
    }
    check(empty.path(), &["check", "--root", "."], expect![[r#""#]]);
}

#[test]
fn lock_says_what_it_wrote() {
    let root = copy();
    check(root.path(), &["lock"], expect![[r#""#]]);
    fs::remove_file(root.path().join("content/letters/first/letter.lock")).expect("a lock file");
    check(root.path(), &["lock"], expect![[r#""#]]);
    check(root.path(), &["lock", "--translated", "frist"], expect![[r#""#]]);
    check(root.path(), &["lock", "--translated", "first:p9", "--to", "fr"], expect![[r#""#]]);
}

#[test]
fn corrections_says_when_there_is_nothing_to_propose() {
    check(&base(), &["corrections", "first"], expect![[r#""#]]);
    let root = copy();
    cli::take_text_of_source(root.path());
    check(root.path(), &["corrections", "first"], expect![[r#""#]]);
    let root = copy();
    fs::write(root.path().join("content/letters/first/corrections.toml"), "").expect("written");
    check(root.path(), &["corrections", "first"], expect![[r#""#]]);
    check(root.path(), &["corrections", "frist"], expect![[r#""#]]);
}

#[test]
fn explain_says_how_to_mend_it_and_how_to_accept_it() {
    check(&base(), &["check", "--explain", "unlisted-amount"], expect![[r#""#]]);
    check(&base(), &["check", "--explain", "broken-toml"], expect![[r#""#]]);
    check(&base(), &["check", "--explain", "brokentoml"], expect![[r#""#]]);
}

#[test]
fn schemas_are_listed_by_file() {
    check(&base(), &["schema"], expect![[r#""#]]);
    check(&base(), &["schema", "zzzzzzzz"], expect![[r#""#]]);
    check(&base(), &["schema", "--output", "content/dossier.toml/x"], expect![[r#""#]]);
}

#[test]
fn wrong_use_is_told_with_what_is_meant() {
    check(&base(), &["biuld"], expect![[r#""#]]);
    check(&base(), &["init"], expect![[r#""#]]);
    check(&base(), &["completions", "tcsh"], expect![[r#""#]]);
    check(&base(), &["build", "--base-url", "x.example"], expect![[r#""#]]);
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let outcome = cli::run(&base(), &["completions", shell]);
        assert_eq!((outcome.code, outcome.problems.as_str()), (0, ""), "{shell}");
        for word in ["init", "translate", "completions", "explain"] {
            assert!(outcome.results.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn manual_pages_exist_for_every_command() {
    let main = cli::run(&base(), &["man"]);
    assert!(main.code == 0 && main.results.contains(".TH dossier 1") && main.results.contains("dossier init bridge"), "{}", main.results);
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let written = cli::run(scratch.path(), &["man", "--output", "man1"]);
    assert_eq!(written.code, 0, "{}", written.problems);
    for name in ["dossier", "dossier-build", "dossier-new-letter", "dossier-translate-export"] {
        let page = fs::read_to_string(scratch.path().join(format!("man1/{name}.1"))).expect("a page");
        assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{name}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_of_the_machine() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let output = cli::command(&base(), &["schema"]).stdout(full).output().expect("the program runs");
    let outcome = cli::outcome(&output);
    assert_eq!(outcome.code, 3);
    expect![[r#""#]].assert_eq(&outcome.problems);
}
