//! What `dossier init` and `dossier new` make: dossiers without a problem, letters that say what they lack, and nothing overwritten.

use std::fs;
use std::path::Path;

use dossier::{scaffold, theme};
use expect_test::{Expect, expect};
use rayon::prelude::*;

use crate::cli::{self, Outcome};

/// Runs the program and hands back its exit code with all that it says, without the name of the scratch folder.
#[track_caller]
fn check(folder: &Path, arguments: &[&str], expected: Expect) {
    let Outcome { code, results, problems } = cli::run(folder, arguments);
    let here = folder.to_string_lossy();
    expected.assert_eq(&format!("{code}\n{results}{problems}").replace(&*here, "HERE"));
}

/// A dossier as `init` makes it, in a folder of its own.
fn dossier(languages: &str) -> tempfile::TempDir {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let made = cli::run(scratch.path(), &["init", ".", "--languages", languages]);
    assert_eq!((made.code, made.problems.as_str()), (0, ""), "{languages}");
    scratch
}

/// Every language, every pair in both orders, and all together, as `--languages` has them.
fn choices() -> Vec<String> {
    let all: Vec<String> = theme::languages().into_iter().filter(|tag| scaffold::sample::languages().any(|sample| sample == tag)).collect();
    assert!(3 <= all.len(), "{all:?}");
    let pairs = all.iter().flat_map(|one| all.iter().filter(move |other| *other != one).map(move |other| format!("{one},{other}")));
    all.iter().cloned().chain(pairs).chain([all.join(","), "fr-be,nl-be".to_owned()]).collect()
}

#[test]
fn every_language_with_interface_words_has_a_sample() {
    let samples: Vec<&str> = scaffold::sample::languages().collect();
    for tag in theme::languages() {
        assert!(samples.contains(&tag.as_str()), "{tag}");
    }
}

#[test]
fn a_new_dossier_has_no_problem_in_any_languages() {
    choices().par_iter().for_each(|languages| {
        let root = dossier(languages);
        let checked = cli::run(root.path(), &["check"]);
        assert_eq!((checked.code, checked.problems.as_str()), (0, "no problems\n"), "{languages}");
    });
}

#[test]
fn a_new_dossier_builds_and_its_edition_is_proved() {
    let root = dossier("fr,nl");
    let built = cli::run(root.path(), &["build"]);
    assert_eq!(built.code, 0, "{}", built.problems);
    assert!(root.path().join("site/fr/index.html").is_file());
    // The proof of the sample is real: another source, or a correction less, and there is no site.
    let path = root.path().join("content/letters/sample-letter/corrections.toml");
    let text = fs::read_to_string(&path).expect("corrections");
    let (rest, _) = text.split_once("# A judgement").expect("the last record");
    fs::write(&path, rest).expect("written");
    let checked = cli::run(root.path(), &["check"]);
    assert!(checked.code == 1 && checked.problems.contains("error[edition-differs]"), "{}", checked.problems);
}

#[test]
fn a_new_dossier_is_what_git_should_keep() {
    let root = dossier("en");
    cli::run(root.path(), &["build"]);
    let ignored = fs::read_to_string(root.path().join(".gitignore")).expect("a file");
    assert!(ignored.lines().any(|line| line == "/site"));
}

#[test]
fn init_tells_what_it_made_and_what_comes_next() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    check(
        scratch.path(),
        &["init", "a/bridge", "--languages", "nl,en"],
        expect![[r#"
            0
            made a dossier with a sample letter in `a/bridge` (nl, en)
            next:
              cd a/bridge
              dossier build
              dossier new letter
        "#]],
    );
}

#[test]
fn init_refuses_what_it_cannot_make() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    fs::write(scratch.path().join("mine"), "x").expect("written");
    let used = expect![[r#"
        2
        error: `.` exists and is not empty; nothing was written; choose another name, or an empty folder
    "#]];
    check(scratch.path(), &["init", "."], used);
    let file = expect![[r#"
        2
        error: `mine` exists and is not empty; nothing was written; choose another name, or an empty folder
    "#]];
    check(scratch.path(), &["init", "mine"], file);
    let tag = expect![[r#"
        2
        error: `Dutch` is not a language tag; use a BCP 47 tag in lower case, such as `nl` or `fr-be`
    "#]];
    check(scratch.path(), &["init", "new", "--languages", "en,Dutch"], tag);
    let twice = expect![[r#"
        2
        error: the language `en` is asked for twice
    "#]];
    check(scratch.path(), &["init", "new", "--languages", "en,en"], twice);
    let unknown = cli::run(scratch.path(), &["init", "new", "--languages", "en,fy"]);
    assert!(unknown.problems.starts_with("error: there are no sample texts in `fy`; begin in one of `"), "{}", unknown.problems);
    assert_eq!(unknown.code, 2);
    assert_eq!(fs::read_dir(scratch.path()).expect("a folder").count(), 1, "nothing was made");
    assert_eq!(fs::read_to_string(scratch.path().join("mine")).expect("a file"), "x");
}

#[test]
fn a_folder_that_cannot_be_written_is_a_failure_of_the_machine() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    fs::write(scratch.path().join("file"), "x").expect("written");
    let outcome = cli::run(scratch.path(), &["init", "file/below"]);
    assert!(outcome.code == 3 || outcome.code == 2, "{}", outcome.code);
    assert!(outcome.problems.starts_with("error: "), "{}", outcome.problems);
}

/// A source of a letter.
const SOURCE: &[u8] = b"Heading\r\n\r\nDear council,\r\n\r\nThis is a letter\r\nabout a bridge.\r\n";

/// The options that make a letter of which all is known.
const LETTER: &[&str] = &[
    "new",
    "letter",
    "--id",
    "bridge",
    "--kind",
    "letter",
    "--original",
    "en",
    "--date",
    "2024-05-14",
    "--title",
    "en=The “Old” Bridge",
    "--title",
    "nl=De Oude Brug",
    "--sender",
    "Town of X",
    "--source",
    "Letter 1.TXT",
];

#[test]
fn a_new_letter_keeps_its_source_and_needs_only_its_texts() {
    let root = dossier("en,nl");
    fs::write(root.path().join("Letter 1.TXT"), SOURCE).expect("written");
    let made = expect![[r#"
        0
        made `content/letters/bridge`: corrections.toml, en.md, letter.toml, nl.md, source.txt
        next: write the editions and what `letter.toml` lacks, then
          dossier lock
          dossier corrections bridge
          dossier check
    "#]];
    check(root.path(), LETTER, made);
    let folder = root.path().join("content/letters/bridge");
    assert_eq!(fs::read(folder.join("source.txt")).expect("a source"), SOURCE);
    let lacks = cli::run(root.path(), &["check"]);
    let kinds: Vec<&str> = lacks.problems.lines().filter(|line| line.starts_with("content/")).collect();
    assert!(kinds.iter().all(|line| line.contains("`summary` is missing")) && kinds.len() == 2, "{}", lacks.problems);
    let again = expect![[r#"
        2
        error: `HERE/content/letters/bridge` exists and is not empty; nothing was written; choose another id with --id
    "#]];
    check(root.path(), LETTER, again);
    finish(root.path());
    let checked = cli::run(root.path(), &["check"]);
    assert_eq!((checked.code, checked.problems.as_str()), (0, "no problems\n"));
}

/// Does what is left of the letter: summaries, the translation, ids, and the correction that is proposed.
fn finish(root: &Path) {
    let folder = root.join("content/letters/bridge");
    for lang in ["en", "nl"] {
        let path = folder.join(format!("{lang}.md"));
        let text = fs::read_to_string(&path).expect("an edition").replace("summary = \"\"", "summary = \"x\"");
        let body = if lang == "nl" { "\nTitel\n\nGeachte raad,\n\nDit is een brief over een brug.\n" } else { "" };
        fs::write(&path, format!("{text}{body}")).expect("written");
    }
    assert_eq!(cli::run(root, &["lock"]).code, 0);
    let proposed = cli::run(root, &["corrections", "bridge"]);
    assert!(proposed.results.contains("rule = \"join-lines\""), "{}", proposed.results);
    let path = folder.join("corrections.toml");
    let begun = fs::read_to_string(&path).expect("corrections");
    fs::write(&path, format!("{begun}\n{}", proposed.results)).expect("written");
}

#[test]
fn a_new_letter_of_which_little_is_known_says_so() {
    let root = dossier("en,nl");
    fs::write(root.path().join("scan.pdf"), b"%PDF-").expect("written");
    let arguments = ["new", "letter", "--id", "x", "--kind", "letter", "--original", "nl", "--title", "nl=Brug", "--source", "scan.pdf"];
    assert_eq!(cli::run(root.path(), &arguments).code, 0);
    let checked = cli::run(root.path(), &["check"]);
    let lacks = ["`value` is missing", "`basis` is missing", "en.md:5:9: error[missing-key]: `title` is missing"];
    assert!(lacks.iter().all(|text| checked.problems.contains(text)), "{}", checked.problems);
}

#[test]
fn nobody_is_asked_where_nobody_is() {
    let root = dossier("en,nl");
    check(
        root.path(),
        &["new", "letter"],
        expect![[r#"
            2
            error: this is needed, and nobody can be asked:
              --kind: Kind of document (one of `letter`)
              --original: Language of the original (one of `en`, `nl`)
              --title LANG=TEXT: Title (at least in the language of the original)
              --source: File as received (it is copied byte for byte)
              --id: Permanent id (lower-case letters, digits and hyphens)
        "#]],
    );
    check(
        root.path(),
        &["new", "letter", "--kind", "lettre", "--original", "de", "--date", "2025-02-30", "--id", "A", "--source", "x.exe"],
        expect![[r#"
            2
            error: --kind: `lettre` is not one of `letter`; did you mean `letter`?
            error: --original: `de` is not one of `en`, `nl`; choose one
            error: --date: there is no such day as `2025-02-30`
            error: --source: `x.exe` is no file that a dossier keeps as a source; it keeps txt, pdf, doc, docx, odt, rtf, eml, msg, png, jpg, jpeg, tif, tiff, html, md
            error: --id: `A` cannot be an id: an id has lower-case letters, figures and single hyphens between them, at most 100 signs
            error: this is needed, and nobody can be asked:
              --title LANG=TEXT: Title (at least in the language of the original)
        "#]],
    );
    let title = expect![[r#"
        2
        error: --title: `Brug` has no language; write it as LANG=TEXT, such as `en=Brug`
    "#]];
    check(root.path(), &["new", "letter", "--title", "Brug"], title);
    assert_eq!(fs::read_dir(root.path().join("content/letters")).expect("a folder").count(), 1, "nothing was made");
}

#[test]
fn a_new_page_is_there_in_every_language() {
    let root = dossier("en,nl");
    check(
        root.path(),
        &["new", "page", "method", "--title", "nl=Hoe dit is gemaakt", "--title", "en=How this was made"],
        expect![[r#"
            0
            made `content/pages/method`: en.md, nl.md
            next: write them, link to them with `page:method`, then
              dossier lock
              dossier check
        "#]],
    );
    let checked = cli::run(root.path(), &["check"]);
    assert_eq!((checked.code, checked.problems.matches("error[").count()), (1, 2), "{}", checked.problems);
    for lang in ["en", "nl"] {
        let path = root.path().join(format!("content/pages/method/{lang}.md"));
        let text = fs::read_to_string(&path).expect("a page");
        assert!(checked.problems.contains(&format!("error[missing-text]: this page has no text in `{lang}`")), "{}", checked.problems);
        fs::write(&path, text + "\nWe typed it over.\n").expect("written");
    }
    assert_eq!(cli::run(root.path(), &["lock"]).results, "wrote content/pages.lock\n");
    let checked = cli::run(root.path(), &["check"]);
    assert_eq!((checked.code, checked.problems.as_str()), (0, "no problems\n"));
    assert_eq!(cli::run(root.path(), &["build"]).code, 0);
    assert!(root.path().join("site/nl/hoe-dit-is-gemaakt.html").is_file());
}
