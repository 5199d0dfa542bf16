//! A dossier of two hundred made-up letters is built without a problem, whole: lists, references, numbers, sums and search.

#[path = "../../benches/corpus/written.rs"]
mod written;

use std::collections::BTreeSet;

use dossier::{lock, pipeline};
use serde_json::Value;

use crate::cases::{Files, build, described, member, tags, text};

/// How many letters there are.
const N_LETTERS: usize = 200;

/// A data file of the site.
fn data(files: &Files, name: &str) -> Value {
    serde_json::from_str(text(files, &format!("data/{name}.json"))).expect("valid JSON")
}

/// The site, which is built without a problem.
fn site() -> Files {
    let root = tempfile::tempdir().expect("a temporary folder");
    written::write(root.path(), N_LETTERS).expect("a written dossier");
    let (locks, problems) = pipeline::renew_locks(root.path(), &lock::Looked::default());
    assert!(!problems.has_errors(), "{:?}", problems.list.first());
    lock::write(root.path(), &locks).expect("lock files");
    build(root.path(), None)
}

/// Every letter is in the list of each language once, under its year, and its page names each anchor once.
fn check_pages(files: &Files) {
    let described = described(files);
    let letters = described["letters"].as_array().expect("letters");
    assert_eq!(letters.len(), N_LETTERS);
    for (lang, list) in [("nl", "nl/brieven/index.html"), ("de", "de/schreiben/index.html")] {
        let listed: Vec<String> = tags(text(files, list)).iter().filter_map(|(_, tag)| tag.get("href").cloned()).collect();
        for letter in letters {
            let path = member(&letter["editions"][lang], "path");
            let name = path.rsplit('/').next().expect("a name");
            assert_eq!(listed.iter().filter(|href| *href == name).count(), 1, "{list}: {name}");
            let ids: Vec<String> = tags(text(files, path)).iter().filter_map(|(_, tag)| tag.get("id").cloned()).collect();
            assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path}");
        }
    }
    let years: BTreeSet<usize> = (0..N_LETTERS).map(written::year).collect();
    let list = text(files, "de/schreiben/index.html");
    assert!(years.iter().all(|year| list.contains(&format!(">{year}</h2>"))), "a heading a year");
}

/// Each letter refers to the one before it.
fn check_references(files: &Files) {
    let outgoing = |idx: usize| {
        let html = text(files, &format!("nl/brieven/brief-{}.html", idx + 1));
        let list = html.split_once("<h3>Waarnaar deze brief verwijst</h3>").and_then(|(_, rest)| rest.split_once("</ul>"));
        list.map(|(list, _)| list.matches("href=\"brief-").count()).zip(list.map(|(list, _)| list.to_owned()))
    };
    assert_eq!(outgoing(0), None, "the first letter names no other");
    for idx in 1..N_LETTERS {
        let (n_links, list) = outgoing(idx).expect("a list of references");
        assert_eq!((n_links, list.contains(&format!("href=\"brief-{idx}.html\""))), (1, true), "letter {}: {list}", idx + 1);
    }
}

/// The ledger has every amount, and every sum holds.
fn check_sums(files: &Files) {
    let funding = data(files, "funding");
    assert_eq!(funding["amounts"].as_array().expect("amounts").len(), N_LETTERS);
    let sums = funding["sums"].as_array().expect("sums");
    let total = |idx: usize| (written::id(idx), format!("{}.00", written::euros(idx)));
    let expected: Vec<(String, String)> = (0..N_LETTERS).filter(|idx| written::is_total(*idx)).map(total).collect();
    let found: Vec<(String, String)> = sums.iter().map(|sum| (member(sum, "total").to_owned(), member(sum, "sum").to_owned())).collect();
    assert_eq!(found, expected);
}

/// The search of each language leads from the number of every letter to that letter.
fn check_search(files: &Files) {
    for lang in ["nl", "de"] {
        let script = text(files, &format!("search/{lang}/boot.js"));
        let (_, boot) = script.split_once("]=").expect("a value");
        let boot: Value = serde_json::from_str(boot.trim_end().trim_end_matches(';')).expect("valid JSON");
        for idx in 0..N_LETTERS {
            let number = written::number(idx).to_lowercase();
            let root = &boot["index"]["index"]["numbers"]["root"];
            let found = number.chars().fold(root, |node, char| &node[char.to_string()]);
            let letters: Vec<&String> = found["docs"].as_object().expect(&number).keys().collect();
            assert_eq!(letters, [&idx.to_string()], "{lang}: {number}");
        }
    }
}

#[test]
fn a_dossier_of_two_hundred_letters_is_whole() {
    let files = site();
    check_pages(&files);
    check_references(&files);
    check_sums(&files);
    check_search(&files);
}
