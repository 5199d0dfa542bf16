//! Imports four fictional letters in four languages, each as text, PDF, Word document and web page (`tests/import/make.py` makes them).

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use dossier::config;
use dossier::import::{self, Imported, Request};
use dossier::markdown::blocks;
use dossier::model::dossier::Settings;
use dossier::model::file::SourceFile;
use dossier::model::letter::LetterId;
use dossier::problem::Problems;
use dossier::theme::{self, Theme};
use expect_test::{expect, expect_file};
use similar::TextDiff;

use crate::cli;

/// The languages of the letters.
const LANGUAGES: &[&str] = &["nl", "en", "fr", "de"];

/// The forms of each letter.
const FORMS: &[&str] = &["txt", "pdf", "docx", "html"];

/// The settings of a dossier of that kind.
const SETTINGS: &str = r#"
version = "1.0.0"
published = "2031-06-01"
languages = ["nl", "en", "fr", "de"]
title = "Bruggen"
description = "Brieven."

[kinds.letter]
name = { nl = "Brief", en = "Letter", fr = "Lettre", de = "Schreiben" }

[kinds.answers]
name = { nl = "Antwoorden", en = "Answers", fr = "Réponses", de = "Antworten" }
"#;

/// The folder of the letters.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// The dossier's settings and the shipped theme.
pub(super) static DOSSIER: LazyLock<(Settings, Theme)> = LazyLock::new(|| {
    let root = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(root.path().join("content")).expect("a folder");
    fs::write(root.path().join("content/dossier.toml"), SETTINGS).expect("settings");
    let mut problems = Problems::default();
    let settings = config::load(root.path(), &mut problems).expect("settings");
    let theme = theme::load(root.path(), &settings, &mut problems);
    (settings, theme)
});

/// What becomes of a file of some bytes.
pub(super) fn imported(path: &str, bytes: &[u8]) -> Result<Imported, String> {
    let (settings, theme) = &*DOSSIER;
    let id = LetterId::parse("letter").expect("an id");
    let request = Request { path, bytes, lang: None, id: Some(&id) };
    import::letter(&request, settings, &theme.locales).map_err(|problem| format!("{}: {}", problem.id, problem.message))
}

/// The blocks of an imported edition, by kind and text.
pub(super) fn listed(imported: &Imported) -> String {
    let text = String::from_utf8(imported.files[&format!("{}.md", imported.lang)].clone()).expect("UTF-8");
    let body_start = text.find("\n+++\n").expect("front matter") + 6;
    let file = Arc::new(SourceFile::new("letter.md".into(), text));
    let mut problems = Problems::default();
    let blocks = blocks::find(&file, body_start, &mut problems);
    assert!(problems.list.is_empty(), "{:?}", problems.list);
    blocks.iter().map(|block| format!("{}\t{}\n", block.kind.name(), block.text.read().replace('\n', "⏎").replace('\t', "|"))).collect()
}

/// What an import of one form of a letter gets right; with `IMPORT_SHOW` what it does not.
fn measured(lang: &str, form: &str) -> String {
    let path = folder().join(lang).join(format!("letter.{form}"));
    let imported = imported(&path.to_string_lossy(), &fs::read(&path).expect("a file")).expect("a letter");
    assert_eq!(imported.lang.tag(), lang, "{form}");
    let expected = fs::read_to_string(folder().join(lang).join("expected.txt")).expect("a file");
    let found = listed(&imported);
    let diff = TextDiff::from_lines(expected.as_str(), found.as_str());
    let n_right = diff.iter_all_changes().filter(|change| change.tag() == similar::ChangeTag::Equal).count();
    if std::env::var_os("IMPORT_SHOW").is_some() {
        for change in diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal) {
            eprint!("{lang} {form} {}{change}", change.tag());
        }
    }
    format!("{form} {n_right} of {}", expected.lines().count())
}

#[test]
fn letters_of_all_forms_become_the_same_blocks() {
    let line = |lang: &&str| format!("{lang}: {}", FORMS.iter().map(|form| measured(lang, form)).collect::<Vec<_>>().join(", "));
    let lines: Vec<String> = LANGUAGES.iter().map(line).collect();
    expect![[r#"
        nl: txt 30 of 30, pdf 30 of 30, docx 30 of 30, html 30 of 30
        en: txt 27 of 27, pdf 27 of 27, docx 27 of 27, html 27 of 27
        fr: txt 27 of 27, pdf 27 of 27, docx 27 of 27, html 27 of 27
        de: txt 27 of 27, pdf 27 of 27, docx 27 of 27, html 27 of 27"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn letters_say_what_they_are() {
    for lang in LANGUAGES {
        for form in FORMS {
            let path = folder().join(lang).join(format!("letter.{form}"));
            let imported = imported(&format!("letter.{form}"), &fs::read(&path).expect("a file")).expect("a letter");
            let letter = String::from_utf8(imported.files["letter.toml"].clone()).expect("UTF-8");
            expect_file![folder().join(lang).join(format!("letter.{form}.toml"))].assert_eq(&letter);
        }
    }
}

/// A new dossier in a folder of its own.
pub(super) fn dossier() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(root.path().join("content")).expect("a folder");
    fs::write(root.path().join("content/dossier.toml"), SETTINGS).expect("settings");
    root
}

#[test]
fn the_source_is_kept_byte_for_byte_and_only_marks_and_translations_are_left() {
    for form in FORMS {
        let root = dossier();
        let path = folder().join("en").join(format!("letter.{form}"));
        let outcome = cli::run(root.path(), &["import", "--id", "dredging", &path.to_string_lossy()]);
        assert_eq!((outcome.code, outcome.problems.as_str()), (0, ""), "{form}");
        let letter = root.path().join("content/letters/dredging");
        let kept = if *form == "html" { "source.html.txt".to_owned() } else { format!("source.{form}") };
        assert_eq!(fs::read(letter.join(kept)).expect("a source"), fs::read(&path).expect("a file"));
        // The reason of each correction that is a judgement is for the publisher to write: until then nothing is locked.
        let corrections = fs::read_to_string(letter.join("corrections.toml")).unwrap_or_default();
        if corrections.contains("note = \"\"") {
            assert_eq!(cli::run(root.path(), &["lock"]).code, 1, "{form}");
            fs::write(letter.join("corrections.toml"), corrections.replace("note = \"\"", "note = \"Looked at.\"")).expect("written");
        }
        let locked = cli::run(root.path(), &["lock"]);
        assert_eq!(locked.code, 0, "{form}: {}", locked.problems);
        let checked = cli::run(root.path(), &["check", "--format", "json"]);
        let problems: serde_json::Value = serde_json::from_str(&checked.results).expect("JSON");
        let ids = problems.as_array().expect("a list").iter().map(|problem| problem["id"].as_str().expect("an id").to_owned());
        let left: std::collections::BTreeSet<String> = ids.collect();
        let known = ["missing-translation", "to-review", "missing-text", "missing-key"];
        assert!(left.iter().all(|id| known.contains(&id.as_str())), "{form}: {}", checked.results);
        assert!(left.contains("to-review"), "{form}");
    }
}
