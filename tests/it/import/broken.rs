//! Imports what is no letter: broken, cut off, random, made to break. Nothing panics, and nothing is left half-written.

use std::fs;
use std::io::Write;
use std::path::Path;

use expect_test::expect;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::documents::{folder, imported};
use crate::cli;

/// Bytes that mean something to who reads texts.
const SIGNS: &[u8] = b"\n\n  -e.o1|*#[]<>&^a\tA?\x0c\xc3\xa9";

/// Numbers that look random and are the same at every run.
struct Numbers(u64);

impl Numbers {
    /// The next number.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// A number below another.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next()).expect("a small number") % end.max(1)
    }
}

/// The forms of a letter, with their bytes.
fn letters() -> Vec<(String, Vec<u8>)> {
    let name = |form: &str| format!("letter.{form}");
    ["txt", "pdf", "docx", "html"].map(|form| (name(form), fs::read(folder().join("nl").join(name(form))).expect("a file"))).into()
}

#[test]
fn a_file_that_is_cut_off_is_a_letter_or_a_problem() {
    for (name, bytes) in letters() {
        for part in 0..24 {
            let _ = imported(&name, &bytes[..bytes.len() * part / 24]);
        }
    }
}

#[test]
fn a_file_with_other_bytes_in_it_is_a_letter_or_a_problem() {
    let mut numbers = Numbers(7);
    for (name, bytes) in letters() {
        for _ in 0..40 {
            let mut bytes = bytes.clone();
            for _ in 0..1 + numbers.below(30) {
                let at = numbers.below(bytes.len());
                bytes[at] = u8::try_from(numbers.below(256)).expect("a byte");
            }
            let _ = imported(&name, &bytes);
        }
    }
}

#[test]
fn any_bytes_are_a_letter_or_a_problem() {
    let mut numbers = Numbers(11);
    for round in 0..200 {
        let n_bytes = numbers.below(600);
        // Bytes of a text more often than any.
        let byte = |numbers: &mut Numbers| {
            if round % 3 == 0 { numbers.below(256) } else { SIGNS[numbers.below(SIGNS.len())].into() }
        };
        let bytes: Vec<u8> = (0..n_bytes).map(|_| u8::try_from(byte(&mut numbers)).expect("a byte")).collect();
        for name in ["a.txt", "a.pdf", "a.docx", "a.html"] {
            let head: &[u8] = match name {
                "a.pdf" => b"%PDF-1.4\n",
                "a.docx" => b"PK\x03\x04",
                _ => b"",
            };
            let _ = imported(name, &[head, &bytes].concat());
        }
    }
}

/// A Word document with one part.
fn docx(part: &str) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut archive = ZipWriter::new(&mut bytes);
    archive.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part");
    archive.write_all(part.as_bytes()).expect("a part");
    archive.finish().expect("an archive");
    bytes.into_inner()
}

#[test]
fn files_that_are_made_to_break_are_refused() {
    let deep = "<w:p>".repeat(100_000);
    let bomb = format!("<!DOCTYPE a [<!ENTITY b '{}'>]><a>&b;&b;</a>", "x".repeat(1000));
    let large = " ".repeat(100_000_001);
    let refused =
        |name: &str, bytes: &[u8]| imported(name, bytes).map(|_| "taken").unwrap_or_else(|problem| Box::leak(problem.into_boxed_str()));
    let found = [
        refused("a.docx", &docx(&deep)),
        refused("a.docx", &docx(&bomb)),
        refused("a.docx", &docx(&large)),
        refused("a.docx", &docx("<w:document><w:body/></w:document>")),
        refused("a.txt", b"\0\0\0"),
        refused("a.rtf", b"{\\rtf1 a}"),
    ];
    expect![[r#"
        unusable-source: this file cannot be read: `word/document.xml` in it: it is nested too deeply, or too large
        unusable-source: this file cannot be read: `word/document.xml` in it: a document type is not allowed
        unusable-source: this file, or what is packed in it, is larger than any letter
        unusable-source: there is no text in this file: it is empty, or holds nothing but space and pictures
        unusable-source: this is no text, PDF, Word document (`.docx`) or web page
        unusable-source: this is no text, PDF, Word document (`.docx`) or web page"#]]
    .assert_eq(&found.join("\n"));
}

/// A new dossier in a folder of its own, with a letter of which nobody wants to lose a word.
fn dossier() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    root
}

/// All that lies in a dossier, with its bytes.
fn everything(root: &Path) -> Vec<(String, Vec<u8>)> {
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.expect("a readable folder"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (cli::below(root, entry.path()), fs::read(entry.path()).expect("a file")))
        .collect()
}

#[test]
fn nothing_is_touched_where_nothing_can_be_made() {
    let root = dossier();
    let text = folder().join("nl/letter.txt");
    fs::write(root.path().join("broken.pdf"), "%PDF-1.4").expect("a file");
    let before = everything(root.path());
    for arguments in [
        vec!["import", "broken.pdf"],
        vec!["import", "--id", "first", text.to_str().expect("a path")],
        vec!["import", "--id", "No!", text.to_str().expect("a path")],
        vec!["import", "--original", "de", text.to_str().expect("a path")],
        vec!["import", "--dry-run", "--id", "second", text.to_str().expect("a path")],
        vec!["import", "missing.txt"],
        vec!["import", "--id", "second", "a.txt", "b.txt"],
    ] {
        let outcome = cli::run(root.path(), &arguments);
        assert!(!outcome.problems.contains("panicked"), "{arguments:?}: {}", outcome.problems);
        assert_eq!(outcome.code == 0, arguments.contains(&"--dry-run"), "{arguments:?}: {}", outcome.problems);
        assert!(everything(root.path()) == before, "{arguments:?}");
    }
}

#[test]
fn a_file_that_cannot_be_used_does_not_keep_the_next_from_being_imported() {
    let root = dossier();
    fs::write(root.path().join("broken.pdf"), "%PDF-1.4").expect("a file");
    let text = folder().join("nl/letter.txt");
    let outcome = cli::run(root.path(), &["import", "broken.pdf", text.to_str().expect("a path")]);
    assert_eq!(outcome.code, 1, "{}", outcome.problems);
    assert!(root.path().join("content/letters/herstel-van-de-lage-brug/nl.md").is_file(), "{}", outcome.results);
}

#[test]
fn names_of_files_command_no_terminal() {
    let root = dossier();
    let [bad, good] = ["\u{1b}]0;pwn\u{7}\u{202e}.pdf", "\u{1b}]0;pwn\u{7}\u{202e}.txt"];
    fs::write(root.path().join(bad), "%PDF-1.4").expect("a file");
    fs::copy(folder().join("nl/letter.txt"), root.path().join(good)).expect("a file");
    let outcome = cli::run(root.path(), &["import", bad, good]);
    for (text, words) in
        [(&outcome.problems, "nothing was written for `\\u{1b}]0;pwn\\u{7}\\u{202e}.pdf`"), (&outcome.results, ".txt: wrote ")]
    {
        assert!(text.contains(words) && !text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}
