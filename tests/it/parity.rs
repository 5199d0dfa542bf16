//! What a translation says otherwise than its original is found, and nothing else is: pairs of passages, right and wrong, each a block
//! of a letter of a real dossier.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use dossier::pipeline;
use dossier::problem::Problems;
use dossier::site::Memory;
use expect_test::{Expect, expect};

use crate::cli;

/// A passage in two languages, and the types of difference between them.
struct Pair {
    /// The languages of the original and the translation.
    languages: (String, String),
    /// The two texts.
    texts: (String, String),
    /// The types of difference that must be found.
    finds: BTreeSet<String>,
    /// Whether it is known that they are not found.
    is_missed: bool,
}

/// The folder of this test's data.
fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parity"))
}

/// The pairs of a file of this project.
fn pairs(name: &str) -> Vec<Pair> {
    let text = fs::read_to_string(folder().join(name)).expect("a readable file");
    let table: toml::Table = text.parse().expect("valid TOML");
    let member = |pair: &toml::Value, key: &str| pair[key].as_str().expect("a text").to_owned();
    let pair = |pair: &toml::Value| Pair {
        languages: (member(pair, "from"), member(pair, "to")),
        texts: (member(pair, "original"), member(pair, "translation")),
        finds: pair
            .get("finds")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .map(|id| id.as_str().expect("a text").into())
            .collect(),
        is_missed: pair.get("is-missed").is_some(),
    };
    table["pairs"].as_array().expect("a list").iter().map(pair).collect()
}

/// The traps of `traps.po`: Dutch, with mistakes in the English; their names.
fn traps() -> Vec<(String, Pair)> {
    let text = fs::read_to_string(folder().join("traps.po")).expect("a readable file");
    let quoted = |line: &str| line.split_once('"').and_then(|(_, rest)| rest.rsplit_once('"')).expect("a quoted text").0.to_owned();
    let entries = text.split("\n\n").filter(|entry| entry.starts_with("#: "));
    entries
        .map(|entry| {
            let lines: Vec<&str> = entry.lines().collect();
            let languages = ("nl".to_owned(), "en".to_owned());
            let pair = Pair { languages, texts: (quoted(lines[1]), quoted(lines[2])), finds: BTreeSet::new(), is_missed: false };
            (lines[0].trim_start_matches("#: ").to_owned(), pair)
        })
        .collect()
}

/// An edition whose paragraphs are these.
fn edition(lang: &str, texts: impl Iterator<Item = String>) -> String {
    let body: Vec<String> = texts.collect();
    format!("+++\ntitle = \"X\"\nslug = \"x-{lang}\"\nsummary = \"X\"\n+++\n\n{}\n", body.join("\n\n"))
}

/// The types of difference that a build finds in each pair, in order: each pair is a block of a letter from its language to the other.
fn found(pairs: &[&Pair]) -> Vec<BTreeSet<String>> {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    let content = root.path().join("content");
    let settings = fs::read_to_string(content.join("dossier.toml")).expect("settings");
    fs::write(content.join("dossier.toml"), settings.replace("[\"nl\", \"en\"]", "[\"nl\", \"en\", \"fr\", \"de\"]"))
        .expect("a writable file");
    for file in ["actors.toml", "glossary.toml"] {
        fs::copy(folder().join(file), content.join(file)).expect("a copied file");
    }
    let mut letters: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (idx, pair) in pairs.iter().enumerate() {
        letters.entry((&pair.languages.0, &pair.languages.1)).or_default().push(idx);
    }
    for ((from, to), members) in &letters {
        let letter = content.join(format!("letters/{from}-{to}"));
        cli::copy(&content.join("letters/first"), &letter);
        for file in ["letter.lock", "nl.md", "en.md"] {
            fs::remove_file(letter.join(file)).expect("a file of the base");
        }
        let shared = fs::read_to_string(letter.join("letter.toml")).expect("metadata");
        fs::write(letter.join("letter.toml"), shared.replace("original = \"nl\"", &format!("original = \"{from}\""))).expect("writable");
        let texts = |pick: fn(&Pair) -> &String| members.iter().map(move |idx| pick(pairs[*idx]).clone());
        fs::write(letter.join(format!("{from}.md")), edition(from, texts(|pair| &pair.texts.0))).expect("a writable file");
        fs::write(letter.join(format!("{to}.md")), edition(to, texts(|pair| &pair.texts.1))).expect("a writable file");
    }
    by_pair(&pipeline::build(root.path(), None, &Memory::default()).1, &letters, pairs.len())
}

/// The types of difference of each pair: block `p1` of a letter is its first pair.
fn by_pair(problems: &Problems, letters: &BTreeMap<(&str, &str), Vec<usize>>, n_pairs: usize) -> Vec<BTreeSet<String>> {
    let mut found = vec![BTreeSet::new(); n_pairs];
    assert!(!problems.list.iter().any(|problem| problem.id == "structure-differs"), "each pair is one block");
    for problem in &problems.list {
        let Some(topic) = problem.id.strip_prefix("parity-") else { continue };
        let number: usize = problem.block.as_ref().and_then(|block| block.strip_prefix('p')?.parse().ok()).expect("a paragraph");
        let path = &problem.place.file.path;
        let members = letters.iter().find(|((from, to), _)| path.contains(&format!("/letters/{from}-{to}/"))).expect("a letter").1;
        found[members[number - 1]].insert(topic.to_owned());
    }
    found
}

#[test]
fn every_trap_is_caught_and_the_right_one_passes() {
    let traps = traps();
    let found = found(&traps.iter().map(|(_, pair)| pair).collect::<Vec<_>>());
    let mut told = String::new();
    for ((name, _), topics) in traps.iter().zip(found) {
        writeln!(told, "{name}: {}", topics.into_iter().collect::<Vec<_>>().join(" ")).expect("memory");
    }
    expect![[r#"
        t-1 separator-not-localised: number
        t-2 false-friend: number
        t-3 scale-word: number
        t-4 date-month: date
        t-5 qualifier-lost: hedge
        t-6 negation: negation opening
        t-7 word-number: number
        t-8 percent: number
        t-9 name: name
        t-10 mixed: 
    "#]]
    .assert_eq(&told);
}

#[test]
fn pairs_differ_in_what_they_should_and_in_nothing_else() {
    check("pairs.toml", &expect!["223 pairs, 80 of them wrong: 80 caught; 0 false alarms"]);
}

#[test]
fn german_and_french_pairs_differ_in_what_they_should_and_in_nothing_else() {
    check("pairs-de-fr.toml", &expect!["116 pairs, 46 of them wrong: 45 caught; 0 false alarms"]);
}

/// Compares what is found in the pairs of a file with what must be.
#[track_caller]
fn check(name: &str, expected: &Expect) {
    let pairs = pairs(name);
    let found = found(&pairs.iter().collect::<Vec<_>>());
    let mut wrong = String::new();
    let (mut n_caught, mut n_wrong, mut n_alarms) = (0, 0, 0);
    for (pair, topics) in pairs.iter().zip(&found) {
        n_wrong += usize::from(!pair.finds.is_empty());
        n_caught += usize::from(!pair.finds.is_empty() && pair.finds.is_subset(topics));
        n_alarms += topics.difference(&pair.finds).count();
        let expected = if pair.is_missed { &BTreeSet::new() } else { &pair.finds };
        if topics != expected {
            writeln!(wrong, "{:?}\n  expected {:?}, found {topics:?}", pair.texts, pair.finds).expect("memory");
        }
    }
    assert_eq!(wrong, "", "\n{wrong}");
    let told = format!("{} pairs, {n_wrong} of them wrong: {n_caught} caught; {n_alarms} false alarms", pairs.len());
    expected.assert_eq(&told);
}

#[test]
fn a_question_with_another_number_is_another_structure() {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    let letter = root.path().join("content/letters/first");
    for (lang, text) in [("nl", "## 12 {.question}\n\nWaarom?"), ("en", "## 13 {.question}\n\nWhy?")] {
        fs::write(letter.join(format!("{lang}.md")), edition(lang, [text.to_owned()].into_iter())).expect("a writable file");
    }
    let (_, problems) = pipeline::build(root.path(), None, &Memory::default());
    let told = problems.list.iter().find(|problem| problem.id == "structure-differs").map(|problem| problem.message.as_str());
    expect!["the translation has a question “13” where the original has a question `h2` “12”"].assert_eq(told.unwrap_or_default());
}
