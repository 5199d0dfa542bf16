//! A letter goes to a translator and comes back: nothing is lost, nothing is taken that does not fit, nothing else changes a byte.

mod foreign;
mod returned;

use std::fs;
use std::path::Path;

use dossier::exchange::{Form, Imported};
use dossier::pipeline::translate;
use tempfile::TempDir;

use crate::cli;

/// The letters of the shipped dossier.
const LETTERS: &[&str] = &[
    "answers-jansen-ai-factory",
    "answers-vermeer-gigafactories",
    "note-ai-factory-questions",
    "note-gigafactory-position",
    "progress-ai-factory",
];

/// A copy of a folder of the project that has a dossier in it.
fn lay(from: &str) -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(from);
    cli::copy(&from.join("content"), &root.path().join("content"));
    root
}

/// A file of a dossier.
fn text(root: &TempDir, path: &str) -> String {
    fs::read_to_string(root.path().join(path)).expect("a readable file")
}

/// Changes a file of a dossier.
#[track_caller]
fn edit(root: &TempDir, path: &str, from: &str, to: &str) {
    let before = text(root, path);
    assert!(before.contains(from), "{path} has no `{from}`");
    fs::write(root.path().join(path), before.replacen(from, to, 1)).expect("a writable file");
}

/// Hands a letter out.
#[track_caller]
fn export(root: &TempDir, letter: &str, form: Form) -> String {
    let (text, problems) = translate::export(root.path(), (letter, "en"), form);
    assert!(text.is_some(), "{letter}: {:?}", problems.list);
    text.unwrap_or_default()
}

/// Takes a file back; the ids and words of what is wrong with it.
fn try_import(root: &TempDir, xliff: &str) -> Result<Imported, Vec<String>> {
    let file = root.path().join("back.xlf");
    fs::write(&file, xliff).expect("a new file");
    let (imported, problems) = translate::import(root.path(), &file.to_string_lossy());
    let found: Vec<String> = problems.list.iter().map(|problem| format!("{}: {}", problem.id, problem.message)).collect();
    imported.ok_or(found)
}

/// Takes a file back that has nothing wrong.
#[track_caller]
fn import(root: &TempDir, xliff: &str) -> Imported {
    let imported = try_import(root, xliff).expect("nothing is wrong with it");
    fs::write(root.path().join(&imported.path), &imported.text).expect("a writable file");
    imported
}

/// Words in capitals; elements and references stay as they are.
fn in_capitals(xml: &str) -> String {
    let mut end = None;
    xml.chars()
        .map(|char| {
            if end == Some(char) {
                end = None;
            } else if end.is_none() {
                end = [('<', '>'), ('&', ';')].iter().find(|(start, _)| *start == char).map(|(_, end)| *end);
                if end.is_none() {
                    return char.to_uppercase().to_string();
                }
            }
            char.to_string()
        })
        .collect()
}

/// The whole of a unit.
#[track_caller]
fn unit<'a>(xliff: &'a str, id: &str) -> &'a str {
    let start = xliff.find(&format!("<trans-unit id=\"{id}\"")).expect(id);
    let end = start + xliff[start..].find("</trans-unit>").expect("its end");
    &xliff[start..end]
}

/// What stands in an element of a unit.
fn inside<'a>(unit: &'a str, name: &str) -> &'a str {
    let start = unit.find(&format!("<{name}")).map(|at| at + unit[at..].find('>').expect("a tag") + 1).expect("an element");
    &unit[start..start + unit[start..].find(&format!("</{name}>")).expect("its end")]
}

/// Translates units as no person would: the original in capitals.
fn translated(xliff: &str, is_wanted: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    for (idx, rest) in xliff.split("<trans-unit ").enumerate() {
        if idx == 0 {
            out.push_str(rest);
            continue;
        }
        let id = rest.split('"').nth(1).expect("an id");
        let start = rest.find("<target").expect("a target");
        let end = rest.find("</target>").expect("its end");
        out.push_str("<trans-unit ");
        if is_wanted(id) {
            out.push_str(&format!(
                "{}<target state=\"translated\">{}{}",
                &rest[..start],
                in_capitals(inside(rest, "source")),
                &rest[end..]
            ));
        } else {
            out.push_str(rest);
        }
    }
    out
}

/// The ids and texts of a letter's blocks in a language, as `dossier blocks` lists them.
fn blocks(root: &TempDir, letter: &str, lang: &str) -> Vec<(String, String)> {
    let listed = cli::run(root.path(), &["blocks", letter]).results;
    let of_lang = listed.lines().map(|line| line.split('\t').collect::<Vec<_>>()).filter(|row| row[0] == lang);
    of_lang.map(|row| (row[1].to_owned(), row[3..].join("\t"))).collect()
}

/// The ids of what is wrong in a dossier.
fn problems(root: &TempDir) -> Vec<String> {
    let found = cli::run(root.path(), &["check", "--format", "json"]).results;
    let found: serde_json::Value = serde_json::from_str(&found).expect("valid JSON");
    let mut ids: Vec<String> =
        found.as_array().expect("a list").iter().map(|problem| problem["id"].as_str().unwrap_or_default().to_owned()).collect();
    ids.dedup();
    ids
}

#[test]
fn a_letter_comes_back_as_it_went() {
    let root = lay("");
    for letter in LETTERS {
        let path = format!("content/letters/{letter}/en.md");
        let before = text(&root, &path);
        let xliff = export(&root, letter, Form::Xliff);
        let imported = import(&root, &xliff);
        assert_eq!(imported.text, before, "{letter}");
        assert_eq!((imported.changed, imported.untranslated), (vec![], vec![]), "{letter}");
        // Nor is anything lost where the edition itself is.
        fs::remove_file(root.path().join(&path)).expect("removed");
        let imported = import(&root, &xliff);
        let without_slug =
            |text: &str| text.lines().filter(|line| !line.starts_with("slug = ")).map(|line| format!("{line}\n")).collect::<String>();
        assert_eq!(without_slug(&imported.text), without_slug(&before), "{letter}");
        assert!(imported.is_new && imported.untranslated.is_empty(), "{letter}");
        fs::write(root.path().join(&path), before).expect("a writable file");
    }
}

#[test]
fn exactly_the_changed_blocks_change() {
    let root = lay("");
    for letter in LETTERS {
        let path = format!("content/letters/{letter}/en.md");
        let (before, blocks_before) = (text(&root, &path), blocks(&root, letter, "en"));
        let wanted = ["p2", "p5", "h1"];
        let imported = import(&root, &translated(&export(&root, letter, Form::Xliff), |id| wanted.contains(&id)));
        let changed: Vec<String> = blocks(&root, letter, "en")
            .iter()
            .zip(&blocks_before)
            .filter(|(now, then)| now != then)
            .map(|((id, _), _)| id.clone())
            .collect();
        let mut expected = imported.changed.clone();
        assert!(!expected.is_empty(), "{letter}");
        expected.sort();
        assert_eq!(
            {
                let mut changed = changed;
                changed.sort();
                changed
            },
            expected,
            "{letter}"
        );
        assert!(imported.changed.iter().all(|id| wanted.contains(&id.as_str())), "{letter}: {:?}", imported.changed);
        let n_lines = before.lines().zip(imported.text.lines()).filter(|(then, now)| then != now).count();
        assert!(n_lines <= 5 && before.lines().count() == imported.text.lines().count(), "{letter}: {n_lines} lines");
    }
}

#[test]
fn a_missing_translation_is_filled_in() {
    let root = lay("tests/cases/translation-missing");
    let xliff = export(&root, "second", Form::Xliff);
    assert_eq!(inside(unit(&xliff, "p2"), "target"), "", "nothing is said to be a translation");
    assert!(unit(&xliff, "p2").contains("state=\"new\""), "{xliff}");
    let imported = import(&root, &translated(&xliff, |_| true));
    assert!(imported.is_new && imported.untranslated.is_empty());
    edit(
        &root,
        "content/dossier.toml",
        "[[accept]]\nproblem = \"missing-translation\"\nletter = \"second\"\nreason = \"The translator will come to it in June.\"\n",
        "",
    );
    assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
    assert_eq!(blocks(&root, "second", "en")[1].1, "DE WETHOUDER IS ZIEK. ZIE HET VOORSTEL B-24/17.");
    // The records still lack their words in the new language.
    assert_eq!(problems(&root), ["missing-text"]);
}

#[test]
fn every_shipped_letter_can_be_translated_anew() {
    let root = lay("");
    for letter in LETTERS {
        fs::remove_file(root.path().join(format!("content/letters/{letter}/en.md"))).expect("removed");
        let imported = import(&root, &translated(&export(&root, letter, Form::Xliff), |_| true));
        assert!(imported.untranslated.is_empty(), "{letter}");
        let (original, translation) = (blocks(&root, letter, "nl"), blocks(&root, letter, "en"));
        let expected: Vec<(String, String)> = original.into_iter().map(|(id, text)| (id, text.to_uppercase())).collect();
        assert_eq!(translation, expected, "{letter}");
    }
}

#[test]
fn what_is_not_translated_yet_is_declared_and_filled_in_later() {
    let root = lay("");
    let letter = "answers-jansen-ai-factory";
    fs::remove_file(root.path().join(format!("content/letters/{letter}/en.md"))).expect("removed");
    let xliff = export(&root, letter, Form::Xliff);
    let first = ["title", "summary", "p2", "h1", "p4", "h3", "p5"];
    let imported = import(&root, &translated(&xliff, |id| first.contains(&id)));
    assert!(imported.text.contains("gaps = [\"p1\", \"p3\", \"h4\""), "{}", imported.text);
    let ids: Vec<String> = blocks(&root, letter, "en").into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["p2", "h1", "h2", "p4", "h3", "p5"], "the question's number is no work for a translator");
    assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
    assert!(!problems(&root).contains(&"structure-differs".to_owned()));
    let second = import(&root, &translated(&export(&root, letter, Form::Xliff), |id| id == "p1"));
    assert!(second.text.contains("gaps = [\"p3\", \"h4\""), "{}", second.text);
    let third = import(&root, &translated(&export(&root, letter, Form::Xliff), |_| true));
    assert!(!third.text.contains("gaps") && third.untranslated.is_empty(), "{}", third.text);
    assert_eq!(blocks(&root, letter, "en").len(), blocks(&root, letter, "nl").len());
}

#[test]
fn a_stale_block_goes_out_for_review_and_comes_back_looked_at() {
    let root = lay("tests/problems/base");
    cli::take_text_of_source(root.path());
    edit(&root, "content/letters/first/nl.md", "één rijbaan", "één rijstrook");
    cli::run(root.path(), &["lock"]);
    let xliff = export(&root, "first", Form::Xliff);
    assert!(unit(&xliff, "p2").contains("state=\"needs-review-translation\"") && unit(&xliff, "p1").contains("state=\"translated\""));
    assert_eq!(import(&root, &xliff).looked_at, Vec::<String>::new(), "nobody has looked");
    let memory = export(&root, "first", Form::Tmx);
    assert!(memory.contains("tuid=\"first/p1\"") && !memory.contains("tuid=\"first/p2\""), "no memory of a text that is gone: {memory}");
    fs::write(root.path().join("back.xlf"), xliff.replace("needs-review-translation", "translated")).expect("a new file");
    let outcome = cli::run(root.path(), &["translate", "import", "back.xlf"]);
    let last = outcome.results.lines().last().expect("what to run");
    assert_eq!(last, "dossier lock --to en --translated first:p2");
    assert_eq!(problems(&root), ["stale-translation"], "only `dossier lock` records it");
    assert_eq!(cli::run(root.path(), &last.split(' ').skip(1).collect::<Vec<_>>()).code, 0);
    assert_eq!(problems(&root), Vec::<String>::new());
}

#[test]
fn an_edition_that_no_build_could_read_is_not_written() {
    let root = lay("tests/cases/translation-missing");
    let xliff = export(&root, "second", Form::Xliff);
    let long = translated(&xliff, |_| true).replace("DE WETHOUDER IS ZIEK.", &"DE WETHOUDER IS ZIEK. ".repeat(200_000));
    assert_eq!(
        try_import(&root, &long).expect_err("refused"),
        ["unreadable-file: cannot read this file: the edition that it makes would have 9 MiB, such a file may have 8 MiB"]
    );
}

#[test]
fn a_translation_of_another_text_is_refused_whole() {
    let root = lay("tests/problems/base");
    let xliff = translated(&export(&root, "first", Form::Xliff), |_| true);
    edit(&root, "content/letters/first/nl.md", "één rijbaan", "één rijstrook");
    cli::run(root.path(), &["lock"]);
    let before = text(&root, "content/letters/first/en.md");
    fs::write(root.path().join("back.xlf"), &xliff).expect("a new file");
    let outcome = cli::run(root.path(), &["translate", "import", "back.xlf"]);
    assert_eq!(outcome.code, 1);
    assert_eq!(outcome.problems.matches("error[source-changed]: `p2`").count(), 1, "{}", outcome.problems);
    assert_eq!(outcome.problems.matches("error[").count(), 1, "{}", outcome.problems);
    assert!(outcome.problems.ends_with("nothing was written\n"));
    assert_eq!(text(&root, "content/letters/first/en.md"), before);
}

/// A text with blocks of every shape.
const SHAPES: &str = "Geachte raad,\n\n- Eerste regel\\\n  tweede *regel*\n  - Dieper\\\n    nog dieper\n\n> Citaat\\\n> en meer\n\n1. Een\n\n   \
    Twee\\\n   drie\n\n| Post | Bedrag |\n|---|---|\n| Brug | [drie](page:letters) |\n\nZie `code` en <https://example.org/x>.[^1]\n\n\
    ```\neen\n\ntwee\n```\n\n[^1]: Een noot.\n";

/// A dossier whose letter has blocks of every shape, and no translation.
fn shapes() -> TempDir {
    shapes_of(SHAPES)
}

/// A dossier whose letter begins with some text, and has no translation.
fn shapes_of(text: &str) -> TempDir {
    let root = lay("tests/problems/base");
    edit(&root, "content/letters/first/nl.md", "Geachte raad,\n", text);
    edit(
        &root,
        "content/dossier.toml",
        "[kinds.proposal]",
        "[[accept]]\nproblem = \"missing-translation\"\nreason = \"Later.\"\n\n[kinds.proposal]",
    );
    fs::remove_file(root.path().join("content/letters/first/en.md")).expect("removed");
    let outcome = cli::run(root.path(), &["lock"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    root
}

#[test]
fn every_shape_of_block_survives() {
    let root = shapes();
    let imported = import(&root, &translated(&export(&root, "first", Form::Xliff), |_| true));
    let expected = "GEACHTE RAAD,\n\n- EERSTE REGEL\\\n  TWEEDE *REGEL*\n  - DIEPER\\\n    NOG DIEPER\n\n> CITAAT\\\n> EN MEER\n\n1. EEN\n\n   \
        TWEE\\\n   DRIE\n\n| POST | BEDRAG |\n|---|---|\n| BRUG | [DRIE](page:letters) |\n\nZIE `code` EN <https://example.org/x>.[^1]\n\n\
        ```\nEEN\n\nTWEE\n```\n\n[^1]: EEN NOOT.\n";
    assert!(imported.text.contains(expected), "{}", imported.text);
    assert_eq!(blocks(&root, "first", "en").len(), blocks(&root, "first", "nl").len());
}

#[test]
fn numbers_stay_what_they_are_around_what_is_not_translated_yet() {
    let root = shapes_of("Geachte raad,\n\n1. Een\n2. Twee\n3. Drie\n4. Vier\n\nZie [vijf][v].\n\n[v]: page:letters\n");
    let xliff = export(&root, "first", Form::Xliff);
    let id =
        |word: &str| xliff.split("<trans-unit id=\"").find(|rest| rest.contains(&format!("<source>{word}"))).expect(word).split('"').next();
    let left = ["Twee", "Zie"].map(|word| id(word).expect("an id"));
    let imported = import(&root, &translated(&xliff, |id| !left.contains(&id)));
    assert!(imported.text.contains("+++\n\nGEACHTE RAAD,\n\n1. EEN\n3) DRIE\n4) VIER\n\nSINDS "), "{:?}", imported.text);
}

#[test]
fn what_would_be_read_otherwise_is_refused() {
    let root = shapes();
    let xliff = export(&root, "first", Form::Xliff);
    let head =
        xliff.split("<trans-unit ").find(|rest| rest.contains("<source>Post")).and_then(|rest| rest.split('"').nth(1)).expect("a row");
    // A table without its head is another table.
    let found = try_import(&root, &translated(&xliff, |id| id != head)).expect_err("refused");
    assert!(found[0].starts_with("unusable-translation"), "{found:?}");
}

#[test]
fn both_forms_are_well_formed_and_name_each_block() {
    let root = lay("");
    for letter in LETTERS {
        for (form, name) in [(Form::Xliff, "<trans-unit id=\""), (Form::Tmx, &*format!("<tu tuid=\"{letter}/"))] {
            let text = export(&root, letter, form);
            is_well_formed(&text);
            for (id, words) in blocks(&root, letter, "nl").iter().filter(|(_, words)| words.chars().any(char::is_alphabetic)) {
                assert!(text.contains(&format!("{name}{id}\"")), "{letter}: {id} {words}");
            }
        }
    }
    let notes = export(&root, "progress-ai-factory", Form::Xliff);
    assert!(notes.contains("<note from=\"glossary\" annotates=\"source\">"), "words of the glossary");
    assert!(unit(&notes, "p2").contains("<x id=\"1\" ctype=\"x-note\" equiv-text=\"[^1]\"/>"), "{}", unit(&notes, "p2"));
}

/// Fails where a text is no well-formed XML.
#[track_caller]
fn is_well_formed(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    while !matches!(reader.read_event().expect("well-formed XML"), quick_xml::events::Event::Eof) {}
}
