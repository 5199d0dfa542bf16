//! The theme `plain` shows all that the first theme shows, without a script: nothing is wired to the first.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::overrides;
use crate::cases::asset;

/// The files of the shipped dossier in a theme.
fn site(theme: &str) -> BTreeMap<String, String> {
    overrides::built(overrides::shipped_with(theme).path())
}

/// A data file.
fn data(site: &BTreeMap<String, String>, path: &str) -> Value {
    serde_json::from_str(&site[path]).expect("JSON")
}

/// A list in data.
fn list<'a>(data: &'a Value, key: &str) -> &'a [Value] {
    data[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A text in data.
fn text<'a>(data: &'a Value, key: &str) -> &'a str {
    data[key].as_str().unwrap_or_default()
}

#[test]
fn it_has_the_same_pages_except_the_search() {
    let pages = |theme: &str| -> BTreeSet<String> {
        let dossier = data(&site(theme), "data/dossier.json");
        list(&dossier, "pages").iter().map(|page| format!("{} {}", text(page, "kind"), text(page, "path"))).collect()
    };
    let (first, plain) = (pages("dossier"), pages("plain"));
    let missing: Vec<&String> = first.difference(&plain).collect();
    assert_eq!(missing, ["search en/search.html", "search nl/zoeken.html"]);
    let more: Vec<&String> = plain.difference(&first).collect();
    assert_eq!(more, ["redirect en/search.html", "redirect nl/zoeken.html"], "the addresses of the search are kept");
    assert!(50 < plain.len());
}

#[test]
fn it_has_no_script_and_one_small_style_sheet() {
    let site = site("plain");
    for (path, page) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let scripts = page.split("<script").skip(1).filter(|script| !script.starts_with(" type=\"application/ld+json\">"));
        assert_eq!(scripts.count(), 0, "{path}");
        assert!(!page.contains("<form") && !page.contains("<button"), "{path}: a control without a script");
    }
    assert!(site.keys().all(|path| !path.ends_with(".js") && !path.starts_with("search/")));
    let styles: Vec<(&String, usize)> =
        site.iter().filter(|(path, _)| path.ends_with(".css")).map(|(path, text)| (path, text.len())).collect();
    assert!(matches!(styles.as_slice(), [(path, size)] if *path == asset(&site, "style.css") && *size < 2000), "{styles:?}");
}

#[test]
fn every_block_of_every_letter_is_there() {
    let site = site("plain");
    let dossier = data(&site, "data/dossier.json");
    let mut n_blocks = 0;
    for letter in list(&dossier, "letters") {
        let blocks = data(&site, &format!("data/letters/{}.json", text(letter, "id")));
        for page in list(&dossier, "pages").iter().filter(|page| page["letter"] == letter["id"]) {
            if !["letter", "parallel"].contains(&text(page, "kind")) {
                continue;
            }
            for block in list(&blocks, "blocks") {
                let id = format!(" id=\"{}\"", text(block, "id"));
                assert_eq!(site[text(page, "path")].matches(&id).count(), 1, "{}: {id}", text(page, "path"));
                n_blocks += 1;
            }
        }
    }
    assert!(500 < n_blocks, "{n_blocks} blocks");
}

#[test]
fn every_amount_is_there_with_its_words_and_its_passage() {
    let site = site("plain");
    let ledger = data(&site, "data/funding.json");
    let amounts = list(&ledger, "amounts");
    assert!(20 < amounts.len());
    let dossier = data(&site, "data/dossier.json");
    let pages = list(&dossier, "pages").iter().filter(|page| ["funding", "ledger"].contains(&text(page, "kind")));
    let mut n_pages = 0;
    for (path, lang) in pages.map(|page| (text(page, "path"), text(page, "lang"))) {
        n_pages += 1;
        let page = &site[path];
        for amount in amounts {
            let id = format!("id=\"{}\"", text(amount, "id"));
            assert!(page.contains(&id), "{path}: {id}");
            let quote =
                text(&amount["quote"], lang).replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&#39;");
            assert!(page.contains(&quote), "{path}: {quote}");
        }
    }
    assert_eq!(n_pages, 4);
}
