//! The search data of real texts, written for the browser's tests to read.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::fs;
use std::path::{Path, PathBuf};

use dossier::search::{Document, Hints, script};
use walkdir::WalkDir;

/// Texts that hold every trap of the tokens, in several scripts.
const TRAPS: &str = include_str!("../browser/search-traps.txt");

/// Sections as lines, parted by empty ones.
const LETTERS: &str = include_str!("../browser/search-letters.txt");

/// Writes the search data of the traps and of every Markdown file under `content/`, a paragraph a section.
///
/// `tests/browser/search.test.mjs` runs this test, then compares each section's tokens with its own.
#[test]
fn data_for_the_browser() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search");
    fs::create_dir_all(&folder).unwrap();
    let mut texts = vec![("traps".to_owned(), TRAPS.to_owned())];
    for path in markdown_files(&root.join("content")) {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        texts.push((name, fs::read_to_string(path).unwrap()));
    }
    let documents: Vec<Document> = texts.iter().flat_map(|(name, text)| sections(name, text)).collect();
    for tag in ["nl", "en", "x-none"] {
        fs::write(folder.join(format!("{tag}.js")), script(tag, &documents, &Hints::default())).unwrap();
    }
}

/// Writes the search data of a few short letters, to which the browser's tests ask questions.
#[test]
fn letters_for_the_browser() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search");
    fs::create_dir_all(&folder).unwrap();
    let letters: Vec<Document> = LETTERS.split("\n\n").map(letter).collect();
    fs::write(folder.join("letters.js"), script("nl", &letters, &Hints::default())).unwrap();
    let words = |words: &[&str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
    let (percent, weak) = (words(&["%", "procent"]), words(&["wat", "hoeveel", "de"]));
    let hints = Hints { scales: [("mln", 6), ("miljoen", 6), ("miljard", 9)].into(), percent: &percent, weak: &weak };
    fs::write(folder.join("hinted.js"), script("nl", &letters, &hints)).unwrap();
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

/// A section from lines: address, title, heading, numbers, then a line a block.
fn letter(text: &str) -> Document {
    let mut lines = text.lines().map(str::to_owned);
    let mut line = || lines.next().unwrap();
    let (address, title, heading, numbers) = (line(), line(), line(), line());
    let blocks = lines.enumerate().map(|(idx, text)| (format!("p{}", idx + 1), text)).collect();
    Document { address, title, heading, numbers, label: "Brief, 2026".to_owned(), blocks }
}

/// A section for each paragraph of a text.
fn sections(name: &str, text: &str) -> Vec<Document> {
    let paragraphs = text.split("\n\n").enumerate();
    paragraphs
        .map(|(idx, paragraph)| Document {
            address: format!("{name}#s{idx}"),
            title: name.to_owned(),
            heading: paragraph.lines().next().unwrap_or_default().to_owned(),
            numbers: "2026Z07494 26643-1499".to_owned(),
            label: "label".to_owned(),
            blocks: vec![(format!("p{idx}"), paragraph.to_owned())],
        })
        .collect()
}
