//! Passages that a translation lacks: no words are claimed for it, and what rests on them is read in the original.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli;

/// The last block of the small dossier's letter, on which its ledger rests.
const BLOCK: &str = "p3";

/// The translation without that block.
const LACKING: &str = "content/letters/first/en.md";

/// A file with its new text, made of the old one; it is removed where there is none.
type Edit<'a> = (&'a str, &'a dyn Fn(&str) -> Option<String>);

/// The small dossier, with files changed.
fn dossier(changes: &[Edit<'_>]) -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base/content"), &root.path().join("content"));
    for (path, change) in changes {
        let path = root.path().join(path);
        match change(&fs::read_to_string(&path).expect("a file")) {
            Some(text) => fs::write(&path, text).expect("a writable file"),
            None => fs::remove_file(&path).expect("removed"),
        }
    }
    root
}

/// The translation as one that lacks the block.
fn lacking(text: &str) -> Option<String> {
    let (start, _) = text.split_once("The repair costs").expect("the last block");
    Some(start.replacen("summary = ", &format!("gaps = [\"{BLOCK}\"]\nsummary = "), 1))
}

/// A file without what it says in English in quotations of the block.
fn dutch_only(text: &str) -> Option<String> {
    let line = |line: &str| match line.split_once(", en = ") {
        Some((start, _)) if line.starts_with("quote") => format!("{start} }}\n"),
        _ => format!("{line}\n"),
    };
    Some(text.lines().map(line).collect())
}

/// Settings that accept what is missing in English.
fn accepting(text: &str) -> Option<String> {
    Some(format!("{text}\n[[accept]]\nproblem = \"missing-translation\"\nreason = \"Later.\"\n"))
}

/// A file with words that no edition has, in place of the English ones.
fn invented(text: &str) -> Option<String> {
    Some(text.replace("costs €1.2 million", "costs €9,999,999"))
}

/// All files of the site that a dossier makes.
#[track_caller]
fn built(root: &TempDir) -> BTreeMap<String, String> {
    let outcome = cli::run(root.path(), &["build"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    let site = root.path().join("site");
    let files = walkdir::WalkDir::new(&site).into_iter().map(|entry| entry.expect("readable")).filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (cli::below(&site, entry.path()), String::from_utf8_lossy(&fs::read(entry.path()).expect("a file")).into_owned()))
        .collect()
}

#[test]
fn no_words_are_shown_from_where_there_are_none() {
    let funding: Edit<'_> = ("content/funding.toml", &invented);
    for root in [dossier(&[(LACKING, &lacking), funding]), dossier(&[(LACKING, &|_| None), ("content/dossier.toml", &accepting), funding])]
    {
        for (path, text) in built(&root) {
            assert!(!text.contains("9,999,999"), "{path}");
        }
    }
}

#[test]
fn what_rests_on_a_passage_that_a_translation_lacks_is_read_in_the_original() {
    let root = dossier(&[(LACKING, &lacking), ("content/funding.toml", &dutch_only)]);
    let files = built(&root);
    for page in ["en/funding.html", "en/ledger.html"] {
        let page = &files[page];
        assert!(page.contains("<q lang=\"nl\">betaalt € 800.000</q>") && !page.contains("<q></q>"), "{page}");
        assert!(page.contains("href=\"../nl/brieven/herstel-oude-brug.html#") && !page.contains("repair-old-bridge.html#"), "{page}");
    }
    let data: Value = serde_json::from_str(&files["data/funding.json"]).expect("JSON");
    let passage = &data["amounts"][0];
    assert_eq!(passage["quote"], serde_json::json!({ "nl": "kost € 1,2 miljoen" }));
    assert_eq!(passage["passage"], serde_json::json!({ "nl": "nl/brieven/herstel-oude-brug.html#p3" }));
}
