//! What `dossier diff` and the page “What changed” say of two versions of a dossier, built with the real program.

mod hard;
mod pages;
mod versions;

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use serde_json::Value;

use crate::cli::{self, Outcome};
use versions::{EDITS, Versions};

/// A file of the project.
fn project(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs `dossier diff` in a folder, and expects that it compares.
#[track_caller]
fn diff(folder: &Path, arguments: &[&str]) -> String {
    let all: Vec<&str> = ["diff"].iter().chain(arguments).copied().collect();
    let Outcome { code, results, problems } = cli::run(folder, &all);
    assert_eq!((code, problems.as_str()), (0, ""), "{arguments:?}");
    results
}

/// Holds a text against the JSON Schema of changes.
#[track_caller]
fn check_schema(text: &str) -> Value {
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(project("src/export/changes.schema.json")).expect("a schema")).expect("JSON");
    let value: Value = serde_json::from_str(text).expect("JSON");
    let faults: Vec<String> =
        jsonschema::validator_for(&schema).expect("a schema").iter_errors(&value).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, [""; 0]);
    value
}

#[test]
fn everything_that_changed_is_told() {
    let versions = Versions::new(EDITS);
    expect_file![project("tests/diff/all.txt")].assert_eq(&diff(versions.path(), &["old", "new"]));
    let json = check_schema(&diff(versions.path(), &["old", "new", "--format", "json"]));
    let ids =
        |name: &str| json[name].as_array().expect("a list").iter().map(|of| (of["id"].clone(), of["change"].clone())).collect::<Vec<_>>();
    assert_eq!(ids("letters"), [("first".into(), "changed".into()), ("second".into(), "added".into())]);
    let amounts = ids("records").into_iter().filter(|(id, _)| id == "province" || id == "town").count();
    assert_eq!(amounts, 2);
    assert_eq!(cli::run(versions.path(), &["diff", "old", "new", "--exit-code", "--quiet"]).code, 1);
    assert_eq!(cli::run(versions.path(), &["diff", "old", "old", "--exit-code", "--quiet"]).code, 0);
}

#[test]
fn each_change_is_told_alone() {
    for edit in EDITS {
        let versions = Versions::new(&[*edit]);
        expect_file![project(&format!("tests/diff/{}.txt", edit.0))].assert_eq(&diff(versions.path(), &["old", "new"]));
    }
}

#[test]
fn every_form_of_a_copy_gives_the_same() {
    let versions = Versions::new(EDITS);
    let expected = diff(versions.path(), &["old", "new"]);
    for (name, top, is_bag) in [("flat.zip", "", false), ("top.zip", "bridge-1.0/", false), ("bag.zip", "bridge/", true)] {
        versions.pack("old", name, (top, is_bag));
        assert_eq!(diff(versions.path(), &[name, "new"]), expected, "{name}");
    }
    versions.put_in_bag("old", "bag");
    assert_eq!(diff(versions.path(), &["bag", "new"]), expected);
}

#[test]
fn what_is_compared_is_never_written_over() {
    let versions = Versions::new(&EDITS[..1]);
    let folder = versions.path();
    let page = fs::read(folder.join("new/index.html")).expect("a page");
    for output in ["new", "new/index.html", "old/changes.txt"] {
        let outcome = cli::run(folder, &["diff", "old", "new", "--output", output]);
        assert_eq!(outcome.code, 2, "{}", outcome.problems);
        assert!(outcome.problems.contains("choose another `--output`"), "{}", outcome.problems);
    }
    assert_eq!(fs::read(folder.join("new/index.html")).expect("a page"), page);
    assert!(!folder.join("old/changes.txt").exists());
}

#[cfg(unix)]
#[test]
fn what_changed_is_written_through_a_link() {
    let versions = Versions::new(&EDITS[..1]);
    let folder = versions.path();
    fs::write(folder.join("kept.txt"), "before").expect("written");
    std::os::unix::fs::symlink("kept.txt", folder.join("link.txt")).expect("a link");
    assert_eq!(cli::run(folder, &["diff", "old", "new", "--output", "link.txt", "--quiet"]).code, 0);
    assert!(folder.join("link.txt").is_symlink());
    assert_eq!(fs::read_to_string(folder.join("kept.txt")).expect("a text"), diff(folder, &["old", "new"]));
}

#[test]
fn the_page_alone_asks_for_nothing() {
    let versions = Versions::new(EDITS);
    let outcome = cli::run(versions.path(), &["diff", "old", "new", "--format", "html", "--lang", "en", "--output", "page.html"]);
    assert_eq!((outcome.code, outcome.problems.as_str()), (0, "wrote page.html\n"));
    let html = fs::read_to_string(versions.path().join("page.html")).expect("a page");
    assert!(html.contains("<html lang=\"en\">") && html.contains("<del><span class=\"vh\">Removed: </span>"), "{html}");
    assert!(html.contains("style-src 'sha256-") && html.contains("<h1>What changed</h1>"));
    let facts = dossier::site::page::facts(&html);
    assert!(facts.n_links == 0 && facts.requests.is_empty() && facts.repeated.is_empty(), "{facts:?}");
    let first = diff(versions.path(), &["old", "new", "--format", "html"]);
    assert!(first.contains("<html lang=\"nl\">"), "the first language of the dossier");
    let wrong = cli::run(versions.path(), &["diff", "old", "new", "--format", "html", "--lang", "xx"]);
    assert_eq!((wrong.code, wrong.problems.as_str()), (2, "error: no words for a page in `xx`; there are words in de, en, fr, nl\n"));
}

#[test]
fn the_site_says_what_changed() {
    let versions = Versions::new(EDITS);
    assert!(!versions.path().join("new/data/changes.json").exists() && !versions.read("new/nl/index.html").contains("wijzigingen.html"));
    versions.build("told", &["--previous", "old"]);
    let data = check_schema(&versions.read("told/data/changes.json"));
    let printed = check_schema(&diff(versions.path(), &["old", "new", "--format", "json"]));
    for name in ["old", "new", "has_changes", "letters", "records", "dossier"] {
        assert_eq!(data[name], printed[name], "{name}");
    }
    for (page, word, letter) in [
        ("told/nl/wijzigingen.html", "Vervallen:", "href=\"brieven/herstel-van-de-brug.html#p3\""),
        ("told/en/changes.html", "Removed:", "href=\"letters/repair-old-bridge.html#p3\""),
    ] {
        let html = versions.read(page);
        assert!(html.contains(&format!("<del><span class=\"vh\">{word} </span>")) && html.contains("<ins>"), "{page}");
        assert!(html.contains(letter), "{page} leads to the passage");
        assert!(!html.contains("style="));
    }
    // A passage in the other language is marked as such, and leads to the edition in that language.
    let dutch = versions.read("told/nl/wijzigingen.html");
    assert!(dutch.contains("<dd lang=\"en\">") && dutch.contains("href=\"../en/letters/repair-old-bridge.html#p3\" hreflang=\"en\""));
    assert!(dutch.contains("<del><span class=\"vh\" lang=\"nl\">Vervallen: </span>"));
    assert!(versions.read("told/en/index.html").contains("<a href=\"changes.html\">What changed</a>"));
    let listed = versions.read("told/data/dossier.json");
    assert!(listed.contains("\"kind\": \"changes\"") && listed.contains("\"path\": \"nl/wijzigingen.html\""));
}

#[test]
fn a_theme_without_scripts_says_it_too() {
    let versions = Versions::new(EDITS);
    let settings = versions.path().join("dossier/content/dossier.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("theme = \"plain\"\nprevious = \"../old\"\n{text}")).expect("written");
    versions.build("plain", &[]);
    let html = versions.read("plain/en/changes.html");
    assert!(html.contains("<del>") && html.contains("<ins>") && html.contains("href=\"letters/repair-old-bridge.html#p3\""), "{html}");
}
