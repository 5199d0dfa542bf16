//! `dossier lock` keeps ids and addresses for ever: blocks come, change, move and go, and every old link still leads somewhere.

use std::fs;
use std::path::Path;

use dossier::lock::file::LockFile;
use dossier::model::file::SourceFile;
use dossier::problem::Problems;
use tempfile::TempDir;

use crate::cli::{self, Outcome};

/// The lock file of the dossier's one letter.
const LOCK: &str = "content/letters/first/letter.lock";

/// The original edition.
pub(crate) const NL: &str = "content/letters/first/nl.md";

/// The translation.
pub(crate) const EN: &str = "content/letters/first/en.md";

/// A dossier in a folder of its own.
pub(crate) fn dossier() -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    cli::take_text_of_source(root.path());
    root
}

/// Reads a file of a dossier.
pub(crate) fn read(root: &TempDir, path: &str) -> String {
    fs::read_to_string(root.path().join(path)).expect("a readable file")
}

/// Changes a file of a dossier.
#[track_caller]
pub(crate) fn edit(root: &TempDir, path: &str, from: &str, to: &str) {
    let text = read(root, path);
    assert!(text.contains(from), "{path} has no `{from}`");
    fs::write(root.path().join(path), text.replacen(from, to, 1)).expect("a writable file");
}

/// Runs a command that succeeds.
#[track_caller]
pub(crate) fn run(root: &TempDir, arguments: &[&str]) -> Outcome {
    let outcome = cli::run(root.path(), arguments);
    assert_eq!(outcome.code, 0, "{arguments:?}: {}", outcome.problems);
    outcome
}

/// Locks, and says which file was written.
#[track_caller]
pub(crate) fn lock(root: &TempDir) {
    assert_eq!(run(root, &["lock"]).results, format!("wrote {LOCK}\n"));
}

/// The ids of the lock file, in order, and what is retired.
fn ids(root: &TempDir) -> (Vec<String>, Vec<String>) {
    let text = read(root, LOCK);
    let of = |word: &str, n_words: usize| {
        let lines = text.lines().filter_map(|line| line.strip_prefix(word));
        lines.map(|rest| rest.split(' ').take(n_words).collect::<Vec<_>>().join(" ")).collect()
    };
    (of("block ", 1), of("retired ", 2))
}

/// Compares the ids and what is retired.
#[track_caller]
fn expect_ids(root: &TempDir, blocks: &str, retired: &[&str]) {
    let (found, gone) = ids(root);
    assert_eq!((found.join(" ").as_str(), gone.iter().map(String::as_str).collect::<Vec<_>>().as_slice()), (blocks, retired));
}

/// What `dossier check` finds: `warning[id]` or `error[id]`, each once.
fn problems(root: &TempDir) -> Vec<String> {
    let outcome = cli::run(root.path(), &["check"]);
    let heads = outcome.problems.lines().filter_map(|line| line.split_once(": ")?.1.split_once("]: "));
    heads.map(|(head, _)| format!("{head}]")).collect()
}

#[test]
fn a_second_run_writes_nothing() {
    let root = dossier();
    let before = read(&root, LOCK);
    assert_eq!(run(&root, &["lock"]).results, "all blocks and addresses are locked already\n");
    assert_eq!(read(&root, LOCK), before);
    fs::remove_file(root.path().join(LOCK)).expect("removed");
    lock(&root);
    assert_eq!(read(&root, LOCK), before, "a new lock file is the same");
}

#[test]
fn an_insertion_moves_no_id() {
    let root = dossier();
    for (path, words) in [(NL, "Geachte raad,\n\nOver de brug."), (EN, "Dear councillors,\n\nOn the bridge.")] {
        edit(&root, path, words.split('\n').next().unwrap_or_default(), words);
    }
    assert_eq!(problems(&root), ["error[unlocked-block]"]);
    lock(&root);
    expect_ids(&root, "p1 p4 p2 h1 p3", &[]);
    assert_eq!(problems(&root), Vec::<String>::new());
}

#[test]
fn an_edited_block_keeps_its_id_and_its_translation_is_stale() {
    let root = dossier();
    edit(&root, NL, "één rijbaan smal", "één rijstrook smal");
    assert_eq!(problems(&root), ["warning[stale-translation]", "warning[changed-block]"]);
    lock(&root);
    expect_ids(&root, "p1 p2 h1 p3", &[]);
    assert_eq!(problems(&root), ["warning[stale-translation]"], "the change is known, the translation still old");
    assert_eq!(run(&root, &["lock"]).results, "all blocks and addresses are locked already\n", "nobody looked at the translation");
    run(&root, &["build"]);
    assert!(read(&root, "site/en/letters/repair-old-bridge.html").contains("stale"), "readers are told");
    run(&root, &["lock", "--translated", "first:p3"]);
    assert_eq!(problems(&root), ["warning[stale-translation]"], "another block was looked at");
    run(&root, &["lock", "--translated", "first:p2"]);
    assert_eq!(problems(&root), Vec::<String>::new());
}

#[test]
fn all_translations_of_a_letter_can_be_said_to_be_done() {
    let root = dossier();
    edit(&root, NL, "Geachte raad,", "Geachte leden van de raad,");
    edit(&root, NL, "één rijbaan smal", "één rijstrook smal");
    run(&root, &["lock"]);
    run(&root, &["lock", "--translated", "first"]);
    assert_eq!(problems(&root), Vec::<String>::new());
}

#[test]
fn a_removed_block_leaves_its_anchor_and_its_id_is_never_used_again() {
    let root = dossier();
    edit(&root, NL, "Geachte raad,\n\n", "");
    edit(&root, EN, "Dear councillors,\n\n", "");
    lock(&root);
    expect_ids(&root, "p2 h1 p3", &["p1 p2"]);
    run(&root, &["build"]);
    for page in ["nl/brieven/herstel-oude-brug.html", "en/letters/repair-old-bridge.html"] {
        let html = read(&root, &format!("site/{page}"));
        assert_eq!(html.matches("id=\"p1\"").count(), 1, "{page} has the anchor of what is gone");
        let at = |id: &str| html.find(&format!("id=\"{id}\""));
        assert!(at("p1") < at("h1"), "{page}: the anchor stands at the block that followed");
    }
    edit(&root, NL, "## Kosten", "Nieuw.\n\n## Kosten");
    edit(&root, EN, "## Costs", "New.\n\n## Costs");
    lock(&root);
    expect_ids(&root, "p2 p4 h1 p3", &["p1 p2"]);
    edit(&root, NL, "Nieuw.\n\n", "");
    edit(&root, EN, "New.\n\n", "");
    lock(&root);
    edit(&root, NL, "## Kosten", "Nog nieuwer.\n\n## Kosten");
    edit(&root, EN, "## Costs", "Newer still.\n\n## Costs");
    lock(&root);
    expect_ids(&root, "p2 p5 h1 p3", &["p1 p2", "p4 h1"]);
}

#[test]
fn a_block_that_moves_keeps_its_id() {
    let root = dossier();
    edit(&root, NL, "Geachte raad,\n\n", "");
    edit(&root, NL, "## Kosten\n", "## Kosten\n\nGeachte raad,\n");
    edit(&root, EN, "Dear councillors,\n\n", "");
    edit(&root, EN, "## Costs\n", "## Costs\n\nDear councillors,\n");
    lock(&root);
    expect_ids(&root, "p2 h1 p1 p3", &[]);
    assert_eq!(problems(&root), Vec::<String>::new());
}

#[test]
fn a_former_address_leads_to_the_new_one() {
    let root = dossier();
    edit(&root, EN, "\"repair-old-bridge\"", "\"old-bridge\"");
    assert_eq!(problems(&root), ["error[unlocked-path]"]);
    lock(&root);
    assert_eq!(problems(&root), Vec::<String>::new());
    run(&root, &["build"]);
    let redirect = read(&root, "site/en/letters/repair-old-bridge.html");
    assert!(redirect.contains("src=\"../../assets/site.") && redirect.contains("<a href=\"old-bridge.html\">"), "{redirect}");
    assert!(redirect.contains("<li id=\"p3\"><a href=\"old-bridge.html#p3\">passage p3</a></li>"), "{redirect}");
    assert!(read(&root, "site/en/letters/old-bridge.html").contains("id=\"p3\""));
    assert!(root.path().join("site/en/letters/repair-old-bridge-side-by-side.html").is_file());
}

#[test]
fn a_letter_can_have_its_former_address_back() {
    let root = dossier();
    for (from, to) in [("\"repair-old-bridge\"", "\"old-bridge\""), ("\"old-bridge\"", "\"repair-old-bridge\"")] {
        edit(&root, EN, from, to);
        run(&root, &["lock"]);
    }
    run(&root, &["build"]);
    assert!(read(&root, "site/en/letters/old-bridge.html").contains("<a href=\"repair-old-bridge.html\">"));
    assert!(read(&root, "site/en/letters/repair-old-bridge.html").contains("id=\"p3\""));
}

#[test]
fn nothing_is_locked_while_there_are_errors() {
    let root = dossier();
    let before = read(&root, LOCK);
    edit(&root, NL, "Geachte raad,", "# Geachte raad,");
    let outcome = cli::run(root.path(), &["lock"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.problems.contains("error[first-level-heading]") && outcome.problems.ends_with("nothing was written\n"),
        "{}",
        outcome.problems
    );
    assert_eq!(read(&root, LOCK), before);
}

#[test]
fn a_broken_lock_file_is_never_written_over() {
    let root = dossier();
    edit(&root, LOCK, "block p2", "blok p2");
    let before = read(&root, LOCK);
    let outcome = cli::run(root.path(), &["lock"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.problems.contains("error[broken-lock]"), "{}", outcome.problems);
    assert_eq!(read(&root, LOCK), before);
}

#[test]
fn an_unknown_letter_cannot_have_been_translated() {
    let root = dossier();
    let outcome = cli::run(root.path(), &["lock", "--translated", "frist"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.problems.contains("no letter `frist`") && outcome.problems.contains("did you mean `first`?"), "{}", outcome.problems);
    let outcome = cli::run(root.path(), &["lock", "--translated", "first:p99"]);
    assert_eq!(outcome.code, 1, "{}", outcome.results);
    assert!(outcome.problems.contains("no block `p99` in letter `first`"), "{}", outcome.problems);
}

#[test]
fn a_heading_and_a_question_before_a_block_move_no_id() {
    let root = dossier();
    let inserted = [
        (
            NL,
            "Geachte raad,",
            "## Vooraf\n\nGeachte raad,",
            "## Kosten",
            "## 1 {.question}\n\nWaarom?\n\n### Antwoord {.answer}\n\nDaarom.\n\n## Kosten",
        ),
        (
            EN,
            "Dear councillors,",
            "## First\n\nDear councillors,",
            "## Costs",
            "## 1 {.question}\n\nWhy?\n\n### Answer {.answer}\n\nBecause.\n\n## Costs",
        ),
    ];
    for (path, from, to, from_heading, to_heading) in inserted {
        edit(&root, path, from, to);
        edit(&root, path, from_heading, to_heading);
    }
    lock(&root);
    expect_ids(&root, "h2 p1 p2 h3 p4 h4 p5 h1 p3", &[]);
    assert_eq!(problems(&root), Vec::<String>::new());
    run(&root, &["build"]);
    for (page, words) in [("nl/brieven/herstel-oude-brug.html", "Sinds"), ("en/letters/repair-old-bridge.html", "Since")] {
        let html = read(&root, &format!("site/{page}"));
        assert!(html.contains(&format!("id=\"p2\">{words}")) && html.contains("id=\"q1\"") && html.contains("id=\"a1\""), "{html}");
    }
}

#[test]
fn a_lock_file_that_lost_its_end_gives_no_id_anew() {
    let root = dossier();
    let whole = read(&root, LOCK);
    let n_lines = whole.lines().count();
    for n_kept in 1..n_lines {
        let cut: String = whole.split_inclusive('\n').take(n_kept).collect();
        fs::write(root.path().join(LOCK), &cut).expect("a writable file");
        let outcome = cli::run(root.path(), &["lock"]);
        assert_eq!(outcome.code, 1, "{n_kept} of {n_lines} lines: {}", outcome.problems);
        assert!(outcome.problems.contains("error[broken-lock]"), "{}", outcome.problems);
        assert_eq!(read(&root, LOCK), cut, "a broken file is not written over");
    }
}

#[test]
fn every_lock_file_of_the_project_is_as_the_tool_writes_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut n_files = 0;
    for folder in ["content/letters", "tests/cases", "tests/problems/base"] {
        let entries = walkdir::WalkDir::new(root.join(folder)).into_iter().map(|entry| entry.expect("a readable folder"));
        for path in entries.filter(|entry| entry.file_name() == "letter.lock").map(walkdir::DirEntry::into_path) {
            let text = fs::read_to_string(&path).expect("a readable file");
            let file = std::sync::Arc::new(SourceFile::new(path.display().to_string(), text.clone()));
            let mut problems = Problems::default();
            assert_eq!(LockFile::parse(&file, &mut problems).to_text(), text, "{}", path.display());
            assert!(problems.list.is_empty(), "{}", path.display());
            n_files += 1;
        }
    }
    assert!(n_files > 10, "{n_files} files");
}

#[test]
fn a_letter_without_a_translation_can_be_locked() {
    let root = dossier();
    fs::remove_file(root.path().join(EN)).expect("removed");
    fs::remove_file(root.path().join(LOCK)).expect("removed");
    lock(&root);
    assert_eq!(ids(&root).0, ["p1", "p2", "h1", "p3"]);
}
