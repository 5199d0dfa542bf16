//! Maps of references stay readable in a dossier of many letters.

use std::fs;
use std::path::Path;

use crate::cases::{Files, build, text};
use crate::cli;

/// How many letters refer to the first one.
const N_LETTERS: usize = 70;

/// Replaces words of a file.
fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a file");
    assert!(text.contains(from), "{}: {from}", path.display());
    fs::write(path, text.replace(from, to)).expect("written");
}

/// The small dossier of the problems' cases, with many letters that refer to its first one and to the survey outside.
fn many() -> Files {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    cli::list_some_amounts(root.path());
    let letters = root.path().join("content/letters");
    for number in 1..=N_LETTERS {
        let folder = letters.join(format!("letter-{number}"));
        cli::copy(&letters.join("first"), &folder);
        for (lang, slug) in [("nl", "herstel-oude-brug"), ("en", "repair-old-bridge")] {
            edit(&folder.join(format!("{lang}.md")), slug, &format!("{slug}-{number}"));
            edit(&folder.join("letter.lock"), &format!("path {lang} {slug}"), &format!("path {lang} {slug}-{number}"));
        }
        let reference = "[[references]]\nto = \"first\"\ntype = \"refers-to\"\nblock = \"p2\"\nquote = { nl = \"de Oude Brug\", en = \"the Old Bridge\" }\n";
        edit(&folder.join("letter.toml"), "[[references]]\n", &format!("{reference}\n[[references]]\n"));
    }
    build(root.path(), None)
}

/// The map of a page.
fn map<'a>(files: &'a Files, path: &str) -> &'a str {
    let page = text(files, path);
    let start = page.find("<figure class=\"map\">").expect("a map");
    &page[start..start + page[start..].find("</figure>").expect("its end")]
}

#[test]
fn a_map_shows_twelve_letters_and_says_so() {
    let files = many();
    let home = map(&files, "en/index.html");
    assert_eq!(home.matches("<g class=\"inside\">").count(), 12, "{home}");
    assert!(home.contains("Shown: the 12 letters with the most references, of 71."), "{home}");
    let first = map(&files, "en/letters/repair-old-bridge.html");
    assert_eq!((first.matches("<g class=\"inside\">").count(), first.matches("<g class=\"this\">").count()), (11, 1), "{first}");
    assert_eq!(first.matches("<g class=\"outside\">").count(), 1, "the survey");
    let other = map(&files, "en/letters/repair-old-bridge-7.html");
    assert_eq!((other.matches("<g class=\"inside\">").count(), other.matches("<g class=\"this\">").count()), (11, 1), "{other}");
    let page = text(&files, "en/letters/repair-old-bridge.html");
    assert_eq!(page.matches("id=\"from-").count(), 60, "what refers to it, as far as there is room");
    assert!(page.contains("<p class=\"small\">and 10 more passages</p>"), "and how many more do");
}

#[test]
fn letters_that_nothing_ties_have_no_map() {
    let files = build(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), None);
    assert!(!text(&files, "en/index.html").contains("class=\"map\""));
    assert!(!text(&files, "en/letters/repair-old-bridge.html").contains("class=\"map\""));
}
