//! The pages of a small dossier in three languages: what is there, what is missing, what is retired.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dossier::lock;
use dossier::pipeline;
use dossier::problem::Problems;
use dossier::site::{Memory, SitePath};

use crate::cases::asset;

/// The settings.
pub(crate) const SETTINGS: &str = r#"
version = "1"
published = "2026-01-02"
languages = ["nl", "en", "fr"]
title = { nl = "Dossier", en = "File", fr = "Fichier" }
description = { nl = "Over iets.", en = "About something.", fr = "Sur quelque chose." }
licence = { nl = "Vrij.", en = "Free.", fr = "Libre." }

[kinds.letter]
name = { nl = "Brief", en = "Letter", fr = "Lettre" }

[[accept]]
problem = "missing-translation"
letter = "first"
reason = "there is none yet"
"#;

/// The letter.
pub(crate) const LETTER: &str = r#"
kind = "letter"
original = "nl"

[date]
value = "2025-12"
basis = "printed"
note = { nl = "Zo staat het er.", en = "It says so.", fr = "C’est écrit." }

[source]
file = "source.pdf"
not-compared = "Een scan."
received-as = "a.txt"
sha256 = "c939b135717436f0186aabcd8142b119dd2427c1ebcaead21754fddb862cff83"
"#;

/// Its original.
pub(crate) const NL: &str = "+++\ntitle = \"Een <brief>\"\nslug = \"een-brief\"\nsummary = \"Kort.\"\n+++\n\n## 1 {.question}\n\nKlopt[^1] het?\n\n### Antwoord {.answer}\n\nJa.\n\n[^1]:\n";
/// Its translation.
pub(crate) const EN: &str = "+++\ntitle = \"A letter\"\nslug = \"a-letter\"\nsummary = \"Short.\"\n+++\n\n## 1 {.question}\n\nIs it[^1]?\n\n### Answer {.answer}\n\nYes.\n\n[^1]:\n";

/// Writes the dossier and its lock file; another file lies over it.
pub(crate) fn dossier(over: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a scratch folder");
    let put = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    };
    put("content/dossier.toml", SETTINGS);
    put("content/letters/first/letter.toml", LETTER);
    put("content/letters/first/source.pdf", "Klopt het? Ja.\n");
    put("content/letters/first/nl.md", NL);
    put("content/letters/first/en.md", EN);
    for (path, text) in over {
        put(path, text);
    }
    let (locks, _) = pipeline::renew_locks(root.path(), &dossier::lock::Looked::default());
    lock::write(root.path(), &locks).expect("a lock file");
    root
}

/// The files of the site, and what is wrong.
pub(crate) fn built(root: &Path, base_url: Option<&str>) -> (BTreeMap<String, String>, Problems) {
    let sink = Memory::default();
    let (_, problems) = pipeline::build(root, base_url, &sink);
    let text = |(path, bytes): (SitePath, Vec<u8>)| (path.to_string(), String::from_utf8_lossy(&bytes).into_owned());
    (sink.into_files().into_iter().map(text).collect(), problems)
}

/// Fails unless a page holds the words.
#[track_caller]
pub(crate) fn check(pages: &BTreeMap<String, String>, path: &str, words: &[&str]) {
    let page = pages.get(path).expect("a page of this address");
    for words in words {
        assert!(page.contains(words), "{path} lacks {words}:\n{page}");
    }
}

#[test]
fn a_letter_without_an_edition_gets_a_stub_and_no_false_alternate() {
    let root = dossier(&[]);
    let (pages, problems) = built(root.path(), Some("https://example.org/d/"));
    assert_eq!(problems.list.iter().map(|problem| &problem.message).collect::<Vec<_>>(), [""; 0]);
    check(&pages, "fr/lettres/first.html", &["<html lang=\"fr\" ", "noindex", "hreflang=\"nl\"", "Cette lettre n’existe pas en français"]);
    let letter = &pages["nl/brieven/een-brief.html"];
    assert!(
        letter.contains("<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/d/en/letters/a-letter.html\">"),
        "{letter}"
    );
    assert!(!letter.contains("<link rel=\"alternate\" hreflang=\"fr\""), "{letter}");
    check(&pages, "404.html", &[&format!("https://example.org/d/{}", asset(&pages, "style.css")), "https://example.org/d/fr/index.html"]);
    check(&pages, "404.html", &["style-src https://example.org; img-src https://example.org; base-uri"]);
}

#[test]
fn titles_are_escaped_and_questions_lead_to_the_other_language() {
    let root = dossier(&[]);
    let (pages, _) = built(root.path(), None);
    let letter = "nl/brieven/een-brief.html";
    check(
        &pages,
        letter,
        &["Een &lt;brief&gt;", "id=\"q1\"", "id=\"a1\"", "href=\"../../en/letters/a-letter.html#q1\"", "De noot staat niet in de bron."],
    );
    check(&pages, "en/letters/a-letter-side-by-side.html", &["id=\"p1\"", "lang=\"nl\"", "Klopt¹ het?", "Is it¹?"]);
    assert!(!pages[letter].contains("Een <brief>"), "no title is markup");
    assert!(!pages["404.html"].contains("href="), "no link without an address");
}

#[test]
fn a_former_address_leads_to_the_new_one_and_a_retired_block_keeps_its_anchor() {
    let root = dossier(&[]);
    let file = root.path().join("content/letters/first/nl.md");
    fs::write(&file, NL.replace("een-brief", "de-brief").replace("Ja.\n", "")).expect("the edition");
    let english = root.path().join("content/letters/first/en.md");
    fs::write(&english, EN.replace("Yes.\n", "")).expect("the edition");
    let (locks, _) = pipeline::renew_locks(root.path(), &dossier::lock::Looked::default());
    lock::write(root.path(), &locks).expect("a lock file");
    let (pages, _) = built(root.path(), None);
    check(&pages, "nl/brieven/een-brief.html", &["<a href=\"de-brief.html\">", "<li id=\"p2\"><a href=\"de-brief.html#p2\">", "noindex"]);
    check(&pages, "nl/brieven/een-brief-naast-elkaar.html", &["<a href=\"de-brief-naast-elkaar.html\">"]);
    check(&pages, "nl/brieven/de-brief.html", &["<span id=\"p2\"></span>"]);
}

#[test]
fn an_unknown_variable_in_a_template_is_a_problem_at_its_place() {
    let root =
        dossier(&[("themes/dossier/templates/stub.html", "{% extends \"base.html\" %}\n{% block main %}{{ titel }}{% endblock main %}\n")]);
    let (_, problems) = built(root.path(), None);
    let found: Vec<(String, (usize, usize))> = problems
        .list
        .iter()
        .map(|problem| (format!("{} {}", problem.id, problem.place.file.path), problem.place.line_and_column()))
        .collect();
    assert_eq!(found, [("template-error themes/dossier/templates/stub.html".to_owned(), (2, 20))]);
}
