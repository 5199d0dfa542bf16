//! Source and corrections give the edition, and back: in the shipped dossier, and only there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use dossier::model::dossier::Dossier;
use dossier::model::file::SourceFile;
use dossier::model::source::SourceText;
use dossier::problem::Problems;
use dossier::{pipeline, proof};
use expect_test::expect;

use crate::cli;

/// Words that are taken out of each text, spread over the whole of it.
const N_WORDS: usize = 40;

/// The project's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shipped dossier.
static DOSSIER: LazyLock<Dossier> = LazyLock::new(|| {
    let mut problems = Problems::default();
    let (dossier, _) = pipeline::load(root(), None, &mut problems).expect("settings");
    assert!(problems.list.is_empty(), "{problems:?}");
    dossier
});

/// The problems that the proof of a dossier finds.
fn prove(dossier: &Dossier) -> Problems {
    let mut problems = Problems::default();
    proof::prove(dossier, &mut problems);
    problems
}

/// A text without the word that begins at or after a part of it: `part` of `N_WORDS`.
fn without_word(text: &str, part: usize) -> (String, String) {
    let start = text.floor_char_boundary(text.len() * part / N_WORDS);
    let from = start + text[start..].find(char::is_whitespace).unwrap_or(0);
    let word = text[from..].split_whitespace().next().unwrap_or_default().to_owned();
    let at = from + text[from..].find(&word).unwrap_or_default();
    (format!("{}{}", &text[..at], &text[at + word.len()..]), word)
}

#[test]
fn every_difference_of_the_shipped_letters_is_a_correction() {
    let mut problems = Problems::default();
    let proofs = proof::prove(&DOSSIER, &mut problems);
    assert!(problems.list.is_empty(), "{problems:?}");
    let mut lines = Vec::new();
    for letter in &DOSSIER.letters {
        let proof = &proofs[&letter.id];
        assert!(proof.is_compared, "{}", letter.id);
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (rule, spots) in letter.rules.iter().zip(&proof.rules) {
            counts.entry(rule.class.name()).or_default().0 += spots.len();
        }
        for record in &letter.corrections {
            counts.entry(record.class.name()).or_default().1 += 1;
        }
        let counts: Vec<String> = counts.iter().map(|(class, (rules, records))| format!("{class} {rules}+{records}")).collect();
        lines.push(format!("{}: {}", letter.id, counts.join(", ")));
    }
    expect![[r#"
        note-ai-factory-questions: heading 3+0, line-break 36+0, list-mark 9+0, page-furniture 0+1, sic 0+6, typography 3+0
        answers-jansen-ai-factory: heading 18+0, line-break 6+1, sic 0+9
        progress-ai-factory: damaged 0+3, footnote-mark 0+8, line-break 335+4, ocr 141+12, sic 0+29
        note-gigafactory-position: footnote-mark 0+1, heading 0+1, line-break 30+0, list-mark 5+3, ocr 22+2, sic 0+4
        answers-vermeer-gigafactories: line-break 0+1, sic 0+14, typography 11+0"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn no_word_of_an_edition_can_go_unnoticed() {
    for (letter_idx, letter) in DOSSIER.letters.iter().enumerate() {
        let n_blocks = letter.original_edition().expect("an original").blocks.len();
        for part in 0..N_WORDS {
            let mut changed = DOSSIER.clone();
            let editions = &mut changed.letters[letter_idx].editions;
            let edition = editions.iter_mut().find(|edition| edition.lang == letter.original).expect("an original");
            let block = &mut edition.blocks[part * n_blocks / N_WORDS];
            let (text, word) = without_word(&block.text.read(), part);
            block.text = text.as_str().into();
            let problems = prove(&changed);
            assert!(problems.list.iter().any(|problem| problem.id == "edition-differs"), "{}: {word}", letter.id);
        }
    }
}

#[test]
fn no_word_of_a_source_can_go_unnoticed() {
    for (letter_idx, letter) in DOSSIER.letters.iter().enumerate() {
        let source = letter.source.text.file().expect("a text");
        for part in 0..N_WORDS - 1 {
            let mut changed = DOSSIER.clone();
            let (text, word) = without_word(&source.text(), part);
            if word.is_empty() {
                continue;
            }
            let file = SourceFile::new(source.path.clone(), text);
            changed.letters[letter_idx].source.text = SourceText::Received(Arc::new(file));
            let problems = prove(&changed);
            assert!(problems.has_errors(), "{}: {word}", letter.id);
        }
    }
}

#[test]
fn what_the_tool_proposes_explains_every_difference() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&root().join("content"), &folder.path().join("content"));
    for letter in &DOSSIER.letters {
        let path = folder.path().join(format!("content/letters/{}/corrections.toml", letter.id));
        fs::remove_file(&path).expect("corrections");
        let proposed = cli::run(folder.path(), &["corrections", letter.id.as_str()]);
        assert_eq!(proposed.code, 0, "{}", proposed.problems);
        fs::write(&path, proposed.results.replace("note = \"\"", "note = \"Looked at.\"")).expect("written");
        let again = cli::run(folder.path(), &["corrections", letter.id.as_str()]);
        assert_eq!((again.results.as_str(), again.code), ("", 0), "{}", letter.id);
        assert!(again.problems.contains("nothing to propose"), "{}", again.problems);
    }
    let said = cli::run(folder.path(), &["check"]);
    assert_eq!((said.problems.as_str(), said.code), ("no problems\n", 0));
}

#[test]
fn a_proposal_without_reasons_does_not_pass() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&root().join("content"), &folder.path().join("content"));
    let path = folder.path().join("content/letters/note-gigafactory-position/corrections.toml");
    fs::remove_file(&path).expect("corrections");
    fs::write(&path, cli::run(folder.path(), &["corrections", "note-gigafactory-position"]).results).expect("written");
    let said = cli::run(folder.path(), &["check"]);
    assert!(said.code == 1 && said.problems.contains("error[missing-key]: `note` is missing"), "{}", said.problems);
}

#[test]
fn nothing_is_said_of_a_letter_whose_files_cannot_be_read() {
    let broken: [(&str, &[u8], &str); 4] = [
        ("corrections.toml", b"[[corrections]\n", "error[broken-toml]"),
        ("corrections.toml", b"\xff", "error[unreadable-file]"),
        ("corrections.toml", b"[[corrections]]\nclass = \"none\"\n", "error[wrong-value]"),
        ("nl.md", b"\xff\xfe", "error[unreadable-file]"),
    ];
    for (name, bytes, expected) in broken {
        let folder = tempfile::tempdir().expect("a temporary folder");
        cli::copy(&root().join("tests/problems/base"), folder.path());
        let path = folder.path().join("content/letters/first").join(name);
        fs::write(&path, bytes).expect("written");
        for command in ["corrections", "blocks"] {
            let said = cli::run(folder.path(), &[command, "first"]);
            assert_eq!((said.code, said.results.as_str()), (1, ""), "{name}: {}", said.problems);
            assert!(
                said.problems.contains(expected) && said.problems.contains("cannot be used before this is mended"),
                "{}",
                said.problems
            );
        }
    }
}
