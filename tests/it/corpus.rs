//! A dossier of made-up letters, as benchmarks have them, is built without a problem, whole: lists, references, numbers, sums and search.

#[path = "../../benches/corpus/written.rs"]
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dossier::{lock, pipeline};
use serde_json::Value;
use written::letter::{self, Corpus};
use written::records;

use crate::cases::{Files, build, described, member, tags, text};

/// How many letters there are.
const N_LETTERS: usize = 30;

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
    for (lang, list) in [("nl", "nl/brieven/index.html"), ("en", "en/letters/index.html")] {
        let listed: Vec<String> = tags(text(files, list)).iter().filter_map(|(_, tag)| tag.get("href").cloned()).collect();
        for letter in letters {
            let path = member(&letter["editions"][lang], "path");
            let name = path.rsplit('/').next().expect("a name");
            assert_eq!(listed.iter().filter(|href| *href == name).count(), 1, "{list}: {name}");
            let ids: Vec<String> = tags(text(files, path)).iter().filter_map(|(_, tag)| tag.get("id").cloned()).collect();
            assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path}");
        }
    }
    let corpus = Corpus::new(N_LETTERS);
    let list = text(files, "en/letters/index.html");
    assert!((0..N_LETTERS).all(|idx| list.contains(&format!(">{}</h2>", corpus.date(idx, 0).year()))), "a heading a year");
}

/// Each letter refers to another, in the list of its references, and links to three; no link stands in another, though the words of a
/// reference are those of a link.
fn check_references(files: &Files) {
    let corpus = Corpus::new(N_LETTERS);
    for idx in 0..N_LETTERS {
        let html = text(files, &format!("nl/brieven/{}", page(idx)));
        let list = html.split_once("<h3>Waarnaar deze brief verwijst</h3>").and_then(|(_, rest)| rest.split_once("</section>"));
        let list = list.and_then(|(list, _)| list.split("<h3>").next()).expect("a list of references");
        let related = corpus.related(idx);
        assert!(list.contains(&format!("href=\"{}\"", page(related[0]))), "letter {}: {list}", idx + 1);
        for other in related {
            let link = format!("<a href=\"{}\">{}</a>", page(other), letter::name(other)[0]);
            assert!(html.contains(&link), "letter {} has no {link}", idx + 1);
        }
    }
}

/// The file of a letter's page in Dutch.
fn page(idx: usize) -> String {
    format!("{}-{:05}.html", letter::KINDS[idx % 4].1[0].to_lowercase(), idx + 1)
}

/// The ledger has the amounts of one letter in ten, and every sum holds.
fn check_sums(files: &Files) {
    let funding = data(files, "funding");
    let told: Vec<usize> = (0..N_LETTERS).filter(|idx| records::has_amounts(*idx)).collect();
    assert_eq!(funding["amounts"].as_array().expect("amounts").len(), 5 * told.len());
    let sums = funding["sums"].as_array().expect("sums");
    let total = |idx: &usize| (records::amount_id(*idx, 4), format!("{}.00", letter::amounts(*idx)[4]));
    let expected: Vec<(String, String)> = told.iter().map(total).collect();
    let found: Vec<(String, String)> = sums.iter().map(|sum| (member(sum, "total").to_owned(), member(sum, "sum").to_owned())).collect();
    assert_eq!(found, expected);
}

/// The search of each language leads from the number of every letter to that letter.
fn check_search(files: &Files) {
    let corpus = Corpus::new(N_LETTERS);
    for lang in written::LANGS {
        let script = text(files, &format!("search/{lang}/boot.js"));
        let (_, boot) = script.split_once("]=").expect("a value");
        let boot: Value = serde_json::from_str(boot.trim_end().trim_end_matches(';')).expect("valid JSON");
        for idx in 0..N_LETTERS {
            let number = corpus.number(idx).to_lowercase();
            let root = &boot["index"]["index"]["numbers"]["root"];
            let found = number.chars().fold(root, |node, char| &node[char.to_string()]);
            let letters: Vec<&String> = found["docs"].as_object().expect(&number).keys().collect();
            assert_eq!(letters, [&idx.to_string()], "{lang}: {number}");
        }
    }
}

#[test]
fn a_made_up_dossier_is_whole() {
    let files = site();
    check_pages(&files);
    check_references(&files);
    check_sums(&files);
    check_search(&files);
}

/// All files below a folder with their bytes.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            (entry.path().display().to_string().replace(&root.display().to_string(), ""), std::fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

#[test]
fn the_same_count_gives_the_same_bytes() {
    let write = |n_letters| {
        let root = tempfile::tempdir().expect("a temporary folder");
        written::write(root.path(), n_letters).expect("a written dossier");
        tree(root.path())
    };
    let files = write(N_LETTERS);
    assert_eq!(files, write(N_LETTERS));
    assert_eq!(files.keys().filter(|name| name.ends_with("/en.md") && name.contains("/letters/")).count(), N_LETTERS);
    let words = |files: &BTreeMap<String, Vec<u8>>| -> BTreeSet<String> {
        let texts =
            files.iter().filter(|(name, _)| name.ends_with("/source.txt")).map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
        texts.flat_map(|text| text.split(|char: char| !char.is_alphabetic()).map(str::to_lowercase).collect::<Vec<_>>()).collect()
    };
    let (few, many) = (words(&files).len(), words(&write(4 * N_LETTERS)).len());
    assert!(few * 3 / 2 < many && many < few * 4, "the vocabulary grows, but slower than the texts: {few}, {many}");
}
