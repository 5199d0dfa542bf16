//! The search data of real texts, written for the browser's tests to read.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dossier::model::memo::Memo;
use dossier::search::facets::{Facet, Facets};
use dossier::search::{Hints, Letter, Limits, Search, Section};
use dossier::site::Memory;
use walkdir::WalkDir;

use crate::{cases, cli};

/// Texts that hold every trap of the tokens, in several scripts.
const TRAPS: &str = include_str!("../browser/search-traps.txt");

/// Sections as lines, parted by empty ones.
const LETTERS: &str = include_str!("../browser/search-letters.txt");

/// The name and text of the traps and of every Markdown file under `content/`.
pub(crate) fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![("traps".to_owned(), TRAPS.to_owned())];
    for path in markdown_files(&root.join("content")) {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        texts.push((name, fs::read_to_string(path).unwrap()));
    }
    texts
}

/// Writes the search data of all these texts, a letter each, a paragraph a section; for Dutch also as a large dossier has it (`large`).
///
/// `tests/browser/search.test.mjs` runs this test, then compares each section's tokens with its own.
#[test]
fn data_for_the_browser() {
    let texts = texts();
    for tag in ["nl", "en", "x-none"] {
        let letters = texts.iter().enumerate().map(|(number, (name, text))| paragraphs(number, name, text));
        let search = search(tag, letters.collect(), Hints::default());
        write(tag, &|sink| search.put_small(sink));
        if tag == "nl" {
            write("large", &|sink| search.put_large(&Limits { shard: 6_000, heavy: 12_000, list: 2_000 }, sink));
        }
    }
}

/// Writes the search data of a few short letters, to which the browser's tests ask questions.
#[test]
fn letters_for_the_browser() {
    write("letters", &|sink| search("nl", letters(), Hints::default()).put(sink));
    let words = |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
    let (percent, weak) = (words(&["%", "procent"]), words(&["wat", "hoeveel", "de"]));
    let hints = Hints { scales: [("mln", 6), ("miljoen", 6), ("miljard", 9)].into(), percent: &percent, weak: &weak };
    let hinted = search("nl", letters(), hints);
    write("hinted", &|sink| hinted.put(sink));
    let narrow = Limits { shard: 120, heavy: 26, list: 30 };
    write("cut", &|sink| hinted.put_large(&narrow, sink));
}

/// Lays out a dossier in one language as one in another, for which the theme has the same words.
fn in_language(tag: &str) -> tempfile::TempDir {
    let root = cases::lay("other-kinds-and-money");
    for entry in WalkDir::new(root.path()).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if ["dossier.toml", "letter.toml", "letter.lock", "funding.toml"].contains(&name) {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(
                &path,
                text.replace("\"de\"", &format!("\"{tag}\""))
                    .replace("{ de = ", &format!("{{ {tag} = "))
                    .replace("path de ", &format!("path {tag} ")),
            )
            .unwrap();
        }
        if let Some(ending) = name.strip_prefix("de.") {
            fs::rename(&path, path.with_file_name(format!("{tag}.{ending}"))).unwrap();
        }
    }
    root
}

#[test]
fn a_language_without_a_stemmer_works_and_the_build_says_so() {
    let build = |tag: &str| {
        let root = in_language(tag);
        let outcome = cli::run(root.path(), &["build"]);
        assert_eq!(outcome.code, 0, "{}", outcome.problems);
        (fs::read_to_string(root.path().join(format!("site/search/{tag}/boot.js"))).unwrap(), outcome.results + &outcome.problems)
    };
    let (boot, said) = build("ga");
    assert!(said.contains("no stemmer for the language `ga`: its search finds words only as they are written\n"), "{said}");
    assert!(boot.contains("\"stems\":{}") && boot.contains("\"index\":{\"fields\""));
    let (boot, said) = build("fi");
    assert!(!said.contains("no stemmer"), "{said}");
    assert!(!boot.contains("\"stems\":{}"));
}

#[test]
fn footnotes_are_a_section_of_their_own() {
    let root = cases::lay("one-language");
    cli::take_text_of_source(root.path());
    let edition = root.path().join("content/letters/first/nl.md");
    let text = fs::read_to_string(&edition).unwrap();
    let noted = text.replace("Geachte raad,", "Geachte raad,[^1]\n\n[^1]: Zie Kamerstuk 26643.\n\n    Ook elders.");
    assert_ne!(noted, text);
    fs::write(&edition, noted).unwrap();
    assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
    let files = cases::build(root.path(), None);
    let letter: serde_json::Value =
        serde_json::from_str(dossier::search::value(cases::text(&files, "search/nl/letter-0.js")).unwrap()).unwrap();
    let sections = letter["sections"].as_array().unwrap();
    let headings: Vec<&str> = sections.iter().map(|section| section[1].as_str().unwrap()).collect();
    assert_eq!(headings, ["", "Kosten", "Voetnoten"]);
    let texts = |section: &serde_json::Value| -> Vec<String> {
        section[2].as_array().unwrap().iter().map(|block| block[1].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(&sections[2]), ["Zie Kamerstuk 26643.", "Ook elders."]);
    assert!(texts(&sections[0]).iter().all(|text| !text.contains("Kamerstuk")));
    assert_eq!(sections[2][0], sections[2][2][0][0], "it begins at the first footnote");
}

/// Writes the files of a search into a folder of their own, and removes others.
fn write(folder: &str, put: &dyn Fn(&Memory) -> usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search").join(folder);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    let memory = Memory::default();
    put(&memory);
    for (path, bytes) in memory.into_files() {
        let (_, name) = path.as_str().rsplit_once('/').unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// The search of some letters.
pub(crate) fn search<'a>(tag: &'a str, letters: Vec<Letter<'a>>, hints: Hints<'a>) -> Search<'a> {
    let facet = |value: &dyn Fn(&Letter<'a>) -> String| Facet::new(letters.iter().map(|letter| vec![value(letter)]));
    let facets = Facets { kind: facet(&|letter| letter.label.clone()), year: facet(&|_| "2026".to_owned()), sender: Facet::default() };
    let words = BTreeMap::from([("none", "Niets gevonden.")]);
    Search { tag, n_letters: letters.len(), letters, hints, words, facets, memo: Memo::default() }
}

/// The Markdown files of a folder, sorted; none where there is no such folder.
fn markdown_files(folder: &Path) -> Vec<PathBuf> {
    if !folder.is_dir() {
        return Vec::new();
    }
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = entries.map(|entry| entry.unwrap().into_path());
    paths.filter(|path| path.extension().is_some_and(|ext| ext == "md")).collect()
}

/// The short letters. A section is lines: address, title, heading, numbers, then a line a block.
fn letters() -> Vec<Letter<'static>> {
    let mut letters: Vec<Letter<'static>> = Vec::new();
    for text in LETTERS.split("\n\n") {
        let mut lines = text.lines();
        let mut line = || lines.next().unwrap();
        let (address, title, heading, numbers) = (line(), line(), line(), line().to_owned());
        let (path, anchor) = address.split_once('#').unwrap();
        if letters.last().is_none_or(|letter| letter.path != path) {
            let number = letters.len();
            letters.push(Letter { number, id: path, path, title, label: "Brief, 2026".to_owned(), numbers, sections: Vec::new() });
        }
        let ids = ["p1", "p2", "p3"];
        let section =
            Section { anchor: anchor.to_owned(), heading: heading.into(), blocks: ids.into_iter().zip(lines.map(Into::into)).collect() };
        letters.last_mut().unwrap().sections.push(section);
    }
    letters
}

/// A letter with a section for each paragraph of a text.
pub(crate) fn paragraphs<'a>(number: usize, name: &'a str, text: &'a str) -> Letter<'a> {
    let section = |(idx, paragraph): (usize, &'a str)| Section {
        anchor: format!("s{idx}"),
        heading: paragraph.lines().next().unwrap_or_default().into(),
        blocks: vec![("p1", paragraph.into())],
    };
    Letter {
        number,
        id: name,
        path: name,
        title: name,
        label: "label".to_owned(),
        numbers: "2026Z07494 26643-1499".to_owned(),
        sections: text.split("\n\n").enumerate().map(section).collect(),
    }
}
