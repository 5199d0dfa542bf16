//! What `themes/README.md` says by example is so.

use std::collections::BTreeSet;
use std::fs;

use super::{SHIPPED, folder, overrides, templates};
use crate::cases::asset;

/// The reference.
fn text() -> String {
    fs::read_to_string(folder().join("README.md")).expect("a reference")
}

/// The files that the reference shows: a path in backticks that ends a line or precedes `; `, then a block.
fn shown(text: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for part in text.split("in `themes/").skip(1) {
        let (path, rest) = part.split_once('`').expect("a path");
        let (before, rest) = rest.split_once("\n```").unwrap_or_default();
        if before.trim_end_matches('\n').lines().count() == 1 && path.contains('.') {
            let (_, rest) = rest.split_once('\n').expect("a block");
            let (block, _) = rest.split_once("```").expect("the end of a block");
            files.push((format!("themes/{path}"), block.to_owned()));
        }
    }
    files
}

#[test]
fn the_example_does_what_it_says() {
    let root = overrides::shipped_with("dossier");
    let files = shown(&text());
    assert_eq!(files.len(), 5, "{files:?}");
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }
    let site = overrides::built(root.path());
    let letters = &site["en/letters/index.html"];
    let seal = asset(&site, "own/seal.svg");
    for (words, count) in [("own-row", 5), (format!("src=\"../../{seal}\"").as_str(), 5), ("<p class=\"small\">Signed by:", 4)] {
        assert_eq!(letters.matches(words).count(), count, "{words}; one letter has no sender");
    }
    assert!(site[seal].contains("<circle") && site[asset(&site, "style.css")].contains(".seal{"));
    assert!(letters.contains(">Timeline</a>"), "the other words stay");
}

#[test]
fn values_that_are_html_are_named() {
    let text = text();
    let (_, rest) = text.split_once("to be written with `| safe`:").expect("a list");
    let (listed, _) = rest.split_once("\n").expect("a line");
    let mut written = BTreeSet::new();
    for theme in SHIPPED {
        for template in templates(theme).values() {
            let tags = template.split("{{ ").skip(1).filter_map(|rest| rest.split_once(" }}"));
            written.extend(tags.filter_map(|(tag, _)| tag.strip_suffix(" | safe").map(str::to_owned)));
        }
    }
    let named = |name: &String| listed.contains(&format!("`{name}`")) || (name == "line" && listed.contains("`lines`"));
    let unnamed: Vec<&String> = written.iter().filter(|name| !named(name)).collect();
    assert_eq!(unnamed, [""; 0]);
    assert!(4 < written.len(), "{written:?}");
}
