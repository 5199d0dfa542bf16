//! What a site says of its editions: which letters a language lacks, how each edition was made, and who has checked it.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::cases::{BASE, CASES, Files, alternates, build, described, lay, member, search, site, tags, text};
use crate::cli;

/// The path that a link of a page leads to.
fn target(page: &str, href: &str) -> String {
    let mut path: Vec<&str> = page.split('/').collect();
    path.pop();
    for part in href.split('#').next().unwrap_or_default().split('/') {
        match part {
            ".." => _ = path.pop(),
            "" | "." => {}
            name => path.push(name),
        }
    }
    path.join("/")
}

/// The languages of the pages, by path.
fn languages(files: &Files) -> BTreeMap<String, String> {
    let described = described(files);
    let pages = described["pages"].as_array().expect("a list of pages").clone();
    pages
        .iter()
        .filter(|page| page["lang"].is_string())
        .map(|page| (member(page, "path").to_owned(), member(page, "lang").to_owned()))
        .collect()
}

/// A case with one letter that one of its languages lacks.
fn three_languages_without_french() -> tempfile::TempDir {
    let root = lay("three-languages");
    // With the shipped French words.
    fs::remove_dir_all(root.path().join("themes")).expect("removed");
    fs::remove_file(root.path().join("content/letters/first/fr.md")).expect("removed");
    for (path, from, to) in [
        ("content/letters/first/letter.toml", ", fr = \"l’inspection\"", ""),
        (
            "content/dossier.toml",
            "[kinds.proposal]",
            "[[accept]]\nproblem = \"missing-translation\"\nletter = \"first\"\nreason = \"Later.\"\n\n[kinds.proposal]",
        ),
    ] {
        let file = root.path().join(path);
        let before = fs::read_to_string(&file).expect("a readable file");
        assert!(before.contains(from), "{path} has no `{from}`");
        fs::write(&file, before.replacen(from, to, 1)).expect("a writable file");
    }
    let settings = root.path().join("content/dossier.toml");
    let text = fs::read_to_string(&settings).expect("a readable file");
    let (before, after) =
        text.split_once("[[accept]]\nproblem = \"no-parity-data\"").expect("an acceptance for words that the theme lacks");
    let rest = after.split_once("\n[").map(|(_, rest)| format!("[{rest}")).unwrap_or_default();
    fs::write(&settings, format!("{before}{rest}")).expect("a writable file");
    let ledger = root.path().join("content/funding.toml");
    let lines = fs::read_to_string(&ledger).expect("a readable file");
    let lines: Vec<String> =
        lines.lines().map(|line| if line.starts_with("quote") { without_french(line) } else { line.to_owned() }).collect();
    fs::write(&ledger, lines.join("\n") + "\n").expect("a writable file");
    root
}

/// A line of quotes without its French words.
fn without_french(line: &str) -> String {
    let start = line.find(", fr = ").expect("French words");
    format!("{} }}", &line[..start])
}

#[test]
fn a_link_into_another_language_says_so() {
    let french = three_languages_without_french();
    let laid: Vec<tempfile::TempDir> = CASES.iter().map(|case| lay(case)).chain([french]).collect();
    for root in &laid {
        let files = build(root.path(), None);
        let languages = languages(&files);
        let mut n_links = 0;
        for (page, lang) in &languages {
            for (name, tag) in tags(text(&files, page)).iter().filter(|(name, tag)| name == "a" && tag.contains_key("href")) {
                let Some(there) = languages.get(&target(page, &tag["href"])) else { continue };
                n_links += 1;
                let said = tag.get("hreflang").unwrap_or(lang);
                assert_eq!(said, there, "{page}: <{name} {tag:?}>");
            }
        }
        assert!(n_links > 100, "{n_links} links");
    }
}

#[test]
fn a_letter_that_a_language_lacks_is_marked_wherever_it_is_listed() {
    let mark = "<span class=\"mark\">Not in English</span>";
    let root = lay("translation-missing");
    let files = build(root.path(), Some(BASE));
    let mut places = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("en/") && !path.ends_with("letters/second.html")) {
        let html = String::from_utf8_lossy(bytes);
        for (at, _) in html.match_indices(">Een zieke wethouder</a>") {
            let rest = &html[at..];
            let end = rest.find("</li>").expect("an item of a list");
            assert!(rest[..end].contains("Not in English"), "{path}: {}", &rest[..end]);
            *places.entry(path.as_str()).or_insert(0) += 1;
        }
    }
    let expected = [("en/index.html", 2), ("en/letters/index.html", 1), ("en/letters/repair-old-bridge.html", 3), ("en/timeline.html", 1)];
    assert_eq!(
        places.into_iter().collect::<Vec<_>>(),
        expected,
        "the lists, the map in words, what refers to it, its neighbour, the next in time"
    );
    assert!(text(&files, "en/timeline.html").contains(mark));
    let dutch = text(&files, "nl/brieven/zieke-wethouder.html");
    assert!(
        dutch.contains("data-switch>English</a> <span class=\"mark\" lang=\"en\">Not in English</span>"),
        "the switch leads to a stub, and says so"
    );
    assert!(!text(&files, "nl/brieven/herstel-oude-brug.html").contains("Not in English"));
    assert!(!dutch.contains("Niet in het Nederlands"));
}

#[test]
fn a_stub_has_no_word_of_another_language() {
    let french = three_languages_without_french();
    for (root, path, words, title) in [
        (lay("translation-missing"), "en/letters/second.html", "Een zieke wethouder", "This letter is not available in English"),
        (french, "fr/lettres/reparation-vieux-pont.html", "Herstel van de Oude Brug", "Cette lettre n’existe plus en français"),
    ] {
        let files = build(root.path(), Some(BASE));
        let html = text(&files, path);
        assert!(html.contains(&format!("<title>{title} – ")), "{html}");
        assert_eq!(alternates(html), BTreeMap::new());
        // The title of the other edition stands there once, as a link in its own language.
        assert_eq!(html.matches(words).count(), 1, "{html}");
        assert!(html.contains(&format!("lang=\"nl\" hreflang=\"nl\">{words}</a>")), "{html}");
        let described = described(&files);
        let stub = described["pages"].as_array().and_then(|pages| pages.iter().find(|page| member(page, "kind") == "stub").cloned());
        assert_eq!(stub.as_ref().map(|stub| (member(stub, "path"), member(stub, "title"))), Some((path, title)));
        for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("data/citations") || *name == "sitemap.xml") {
            assert!(!String::from_utf8_lossy(bytes).contains(path), "{name} names a stub");
        }
    }
}

#[test]
fn with_three_languages_a_gap_is_of_one_language_only() {
    let root = three_languages_without_french();
    let files = build(root.path(), Some(BASE));
    let english = text(&files, "en/letters/repair-old-bridge.html");
    assert_eq!(alternates(english).keys().collect::<Vec<_>>(), ["en", "nl"]);
    assert!(english.contains("lang=\"fr\">N’existe pas en français</span>") && !english.contains("Not in English"), "{english}");
    let list = text(&files, "fr/lettres/index.html");
    assert!(
        list.contains("N’existe pas en français") && list.contains("Herstel van de Oude Brug"),
        "the original stands in for it: {list}"
    );
    assert!(!search(&files, "fr").contains("Brug"));
    let described = described(&files);
    let pages = described["pages"].as_array().expect("a list of pages").iter();
    let parallel: Vec<&str> = pages.filter(|page| member(page, "kind") == "parallel").map(|page| member(page, "lang")).collect();
    assert_eq!(parallel, ["nl", "en"], "nothing to read side by side in French");
}

/// What a page says of its edition, in the notice at its head and below.
fn notice(html: &str) -> String {
    let start = html.find("<p class=\"notice\">").expect("a notice");
    html[start..start + html[start..].find("</p>").expect("its end")].to_owned()
}

#[test]
fn a_page_says_who_has_checked_it() {
    let files = site("reviewed", None);
    let (dutch, english) = (text(files, "nl/brieven/herstel-oude-brug.html"), text(files, "en/letters/repair-old-bridge.html"));
    let expected = "Met software overgenomen uit de bron en door een programma ermee vergeleken. Nagekeken door Anna de Wit, 16 mei 2024. \
                    Gevalideerd door een tweede lezer, Bram Smit, 17 mei 2024.";
    assert!(notice(dutch).contains(expected), "{}", notice(dutch));
    let (head, body) = dutch.split_once("<body").expect("a page");
    assert_eq!(body.matches(expected).count(), 2, "at the head, and about this edition");
    assert_eq!(head.matches(expected).count(), 1, "as the state of the work, for programs");
    let expected = "Translated by Clare Reid, 20 May 2024. Proofread by Anna de Wit, 21 May 2024. Not a sworn translation. Where the two differ, the original prevails.";
    for path in ["en/letters/repair-old-bridge.html", "en/letters/repair-old-bridge-side-by-side.html"] {
        assert!(notice(text(files, path)).contains(expected), "{path}: {}", notice(text(files, path)));
    }
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for words in ["not been checked by a person", "not checked by a person", "niet door een mens nagekeken", "niet nagekeken"] {
            assert!(!html.contains(words), "{path}: {words}");
        }
    }
    assert!(english.contains("Every edition has been checked by a person; each letter says by whom."));
    let data: Value = serde_json::from_str(text(files, "data/letters/first.json")).expect("valid JSON");
    let reviews: Vec<String> = data["reviews"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|review| ["lang", "state", "by", "date"].map(|key| member(review, key)).join(" "))
        .collect();
    let expected = [
        "en made Clare Reid 2024-05-20",
        "nl proofread Anna de Wit 2024-05-16",
        "en proofread Anna de Wit 2024-05-21",
        "nl validated Bram Smit 2024-05-17",
    ];
    assert_eq!(reviews, expected);
}

#[test]
fn without_a_record_nobody_has_checked_it() {
    let files = site("translation-missing", None);
    assert!(notice(text(files, "en/letters/repair-old-bridge.html")).contains("Translated with software; not checked by a person"));
    assert!(notice(text(files, "nl/brieven/zieke-wethouder.html")).contains("niet door een mens nagekeken"));
    assert!(text(files, "en/index.html").contains("have not been checked by a person"));
    let data: Value = serde_json::from_str(text(files, "data/letters/first.json")).expect("valid JSON");
    assert_eq!(data["reviews"], serde_json::json!([]));
}

#[test]
fn a_record_of_one_edition_says_nothing_of_another() {
    let root = lay("reviewed");
    let path = root.path().join("content/letters/first/letter.toml");
    let before = fs::read_to_string(&path).expect("a readable file");
    let parts: Vec<&str> = before.split("\n[[reviews]]").collect();
    assert_eq!(parts.len(), 5);
    // The original without records, the translation only made by a person.
    fs::write(&path, format!("{}\n[[reviews]]{}", parts[0], parts[3])).expect("a writable file");
    let files = build(root.path(), None);
    assert!(notice(text(&files, "nl/brieven/herstel-oude-brug.html")).contains("niet door een mens nagekeken"));
    let english = notice(text(&files, "en/letters/repair-old-bridge.html"));
    assert!(english.contains("Translated by Clare Reid, 20 May 2024. Not checked by a second person."), "{english}");
    assert!(text(&files, "en/index.html").contains("Not every edition has been checked by a person"));
}

#[test]
fn a_source_without_text_is_said_not_to_be_compared() {
    let root = lay("three-languages");
    cli::take_text_of_source(root.path());
    let files = build(root.path(), None);
    for (page, source, words) in [
        ("nl/brieven/herstel-oude-brug.html", "nl/brieven/herstel-oude-brug-bron.html", "niet ermee vergeleken"),
        ("en/letters/repair-old-bridge.html", "en/letters/repair-old-bridge-source.html", ""),
    ] {
        let (letter, source) = (text(&files, page), text(&files, source));
        assert!(letter.contains(words) && !letter.contains("door een programma ermee vergeleken"), "{letter}");
        assert!(
            source.contains("A scan.") && !source.contains("character for character") && !source.contains("teken voor teken"),
            "{source}"
        );
    }
}
