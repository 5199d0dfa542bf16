//! Those who sent a letter and who translated it, as reference managers read them.

use std::fs;

use serde_json::{Value, json};

use crate::cases::{Files, build, lay, tags, text};

/// The page of the translation.
const PAGE: &str = "en/letters/repair-old-bridge.html";

/// The dossier with a translator, its letter sent by others.
fn sent_by(senders: &str) -> Files {
    let root = lay("reviewed");
    let path = root.path().join("content/letters/first/letter.toml");
    let letter = fs::read_to_string(&path).expect("a letter").replace("Clare Reid", "Anna van der Berg");
    let (before, rest) = letter.split_once("[[senders]]").expect("senders");
    let (_, after) = rest.split_once("\n\n").expect("what follows");
    fs::write(&path, format!("{before}{senders}\n{after}")).expect("a writable file");
    build(root.path(), None)
}

/// The values of the head of the translation's page under some names, in their order there.
fn head(files: &Files, names: &[&str]) -> Vec<String> {
    let metas = tags(text(files, PAGE)).into_iter().filter(|(tag, _)| tag == "meta").map(|(_, tag)| tag);
    let named = metas.filter(|tag| tag.get("name").is_some_and(|name| names.contains(&name.as_str())));
    named.filter_map(|tag| tag.get("content").cloned()).collect()
}

/// Fails unless a file has these lines.
#[track_caller]
fn check(files: &Files, path: &str, lines: &[&str]) {
    let all = text(files, path);
    for line in lines {
        assert!(all.lines().any(|found| found == *line), "{path} lacks {line}: {all}");
    }
}

/// The CSL item of the translation.
fn item(files: &Files) -> Value {
    let items: Value = serde_json::from_str(text(files, "data/letters/first.csl.json")).expect("valid JSON");
    items.as_array().expect("items").iter().find(|item| item["id"] == "first-en").expect("the translation").clone()
}

#[test]
fn every_organisation_that_sent_a_letter_is_cited() {
    let files = sent_by(
        "[[senders]]\norganisation = \"Town and Sons\"\n\n[[senders]]\norganisation = \"TNO\"\n\n[[senders]]\norganisation = \"SURF\"\n",
    );
    check(
        &files,
        "data/letters/first.bib",
        &["  institution = {{Town and Sons} and {TNO} and {SURF}},", "  translator = {van der Berg, Anna},"],
    );
    check(&files, "data/letters/first.ris", &["PB  - Town and Sons, TNO and SURF", "A4  - van der Berg, Anna"]);
    let item = item(&files);
    assert_eq!((&item["publisher"], item.get("author")), (&json!("Town and Sons, TNO and SURF"), None));
    assert!(text(&files, PAGE).contains("Town and Sons, TNO and SURF, "), "the citation in words");
    for name in ["citation_technical_report_institution", "DC.publisher"] {
        assert_eq!(head(&files, &[name]), ["Town and Sons", "TNO", "SURF"], "{name}");
    }
    assert_eq!(head(&files, &["citation_author", "DC.creator"]), [""; 0]);
}

#[test]
fn an_organisation_beside_a_person_is_an_author() {
    let files = sent_by(
        "[[senders]]\nname = \"Piet De Wever jr.\"\norganisation = \"TNO\"\n\n[[senders]]\norganisation = \"Smith and Wesson, Inc.\"\n",
    );
    check(
        &files,
        "data/letters/first.bib",
        &["  author = {De Wever, jr., Piet and {Smith and Wesson, Inc.}},", "  institution = {{TNO}},"],
    );
    check(&files, "data/letters/first.ris", &["AU  - De Wever, Piet, jr.", "AU  - Smith and Wesson, Inc.", "PB  - TNO"]);
    let authors = json!([{ "family": "De Wever", "given": "Piet", "suffix": "jr." }, { "literal": "Smith and Wesson, Inc." }]);
    let item = item(&files);
    assert_eq!((&item["author"], &item["publisher"]), (&authors, &json!("TNO")));
    for name in ["citation_author", "DC.creator"] {
        assert_eq!(head(&files, &[name]), ["De Wever, Piet, jr.", "Smith and Wesson, Inc."], "{name}");
    }
    assert_eq!(head(&files, &["citation_technical_report_institution", "DC.publisher"]), ["TNO", "TNO"]);
}

#[test]
fn every_translator_is_cited() {
    let root = lay("reviewed");
    let path = root.path().join("content/letters/first/letter.toml");
    let letter = fs::read_to_string(&path).expect("a letter").replace("Clare Reid", "Anna van der Berg");
    let (before, made) = letter.split_once("[[reviews]]\nlang = \"en\"\nstate = \"made\"").expect("a translator");
    let second = made.split("[[reviews]]").next().expect("a record").replace("Anna van der Berg", "Piet Jansen");
    let second = format!("[[reviews]]\nlang = \"en\"\nstate = \"made\"{}\n", second.trim_end());
    fs::write(&path, format!("{before}{second}\n[[reviews]]\nlang = \"en\"\nstate = \"made\"{made}")).expect("a writable file");
    let files = build(root.path(), None);
    check(&files, "data/letters/first.bib", &["  translator = {Jansen, Piet and van der Berg, Anna},"]);
    check(&files, "data/letters/first.ris", &["A4  - Jansen, Piet", "A4  - van der Berg, Anna"]);
    let both = json!([{ "family": "Jansen", "given": "Piet" }, { "family": "van der Berg", "given": "Anna" }]);
    assert_eq!(item(&files)["translator"], both);
}

#[test]
fn a_sender_of_whom_only_the_role_is_known_is_an_author() {
    let mayor = "[[senders]]\nrole = { nl = \"de burgemeester\", en = \"the mayor\" }\n";
    let files = sent_by(mayor);
    check(&files, "data/letters/first.bib", &["  author = {{the mayor}},"]);
    check(&files, "data/letters/first.ris", &["AU  - the mayor"]);
    assert_eq!(item(&files)["author"], json!([{ "literal": "the mayor" }]));
    assert_eq!(head(&files, &["citation_author"]), ["the mayor"]);
    let files = sent_by(&format!("{mayor}\n[[senders]]\norganisation = \"TNO\"\n"));
    check(&files, "data/letters/first.bib", &["  author = {{the mayor}},", "  institution = {{TNO}},"]);
}
