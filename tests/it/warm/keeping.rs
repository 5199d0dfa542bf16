//! Which pages are made anew after a change: only those that it reaches.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use dossier::digest::Digest;
use dossier::pipeline;
use dossier::site::{Sink, SitePath};
use expect_test::{Expect, expect};

use super::{edits, relock, sync};

/// Keeps every page of which it knows that it was made of the same, and lists the others.
#[derive(Default)]
struct Keeper {
    /// What each page was made of in the build before.
    before: BTreeMap<String, Digest>,
    /// What each page is made of.
    made_of: Mutex<BTreeMap<String, Digest>>,
    /// The files that were made.
    made: Mutex<Vec<String>>,
}

impl Sink for Keeper {
    fn put(&self, path: SitePath, _bytes: Vec<u8>) {
        self.made.lock().expect("a list").push(path.to_string());
    }

    fn keep(&self, path: &SitePath, made_of: &dyn Fn() -> Digest) -> bool {
        let made_of = made_of();
        self.made_of.lock().expect("a list").insert(path.to_string(), made_of);
        self.before.get(path.as_str()) == Some(&made_of)
    }
}

/// Builds; what each file is made of, and those files that were made which are asked for.
fn build(root: &Path, before: BTreeMap<String, Digest>, is_asked_for: fn(&str) -> bool) -> (BTreeMap<String, Digest>, String) {
    let keeper = Keeper { before, ..Keeper::default() };
    pipeline::build(root, None, &keeper);
    let mut made = keeper.made.into_inner().expect("a list");
    made.retain(|path| is_asked_for(path));
    made.sort();
    (keeper.made_of.into_inner().expect("a list"), made.join("\n"))
}

/// Makes a change in both editions of a letter, and compares the pages that are made anew.
#[track_caller]
fn check((nl, en): ((&str, &str), (&str, &str)), expect: &Expect) {
    check_files(&[("nl", nl), ("en", en)], |path| path.ends_with(".html"), expect);
}

/// Makes changes in editions of a letter, and compares those files that are made anew which are asked for.
#[track_caller]
fn check_files(edits: &[(&str, (&str, &str))], is_asked_for: fn(&str) -> bool, expect: &Expect) {
    let root = tempfile::tempdir().expect("a temporary folder");
    let mut files = edits::dossier();
    sync(root.path(), &files);
    relock(root.path(), &mut files);
    let (made_of, _) = build(root.path(), BTreeMap::new(), is_asked_for);
    assert_eq!(build(root.path(), made_of.clone(), is_asked_for).1, "", "without a change");
    for (lang, (from, to)) in edits {
        let path = root.path().join(format!("content/letters/second/{lang}.md"));
        let text = fs::read_to_string(&path).expect("an edition");
        assert!(text.contains(from));
        fs::write(path, text.replace(from, to)).expect("a writable file");
    }
    relock(root.path(), &mut files);
    expect.assert_eq(&build(root.path(), made_of, is_asked_for).1);
}

#[test]
fn a_word_changes_the_pages_of_its_letter() {
    check(
        (("Geachte", "Beste"), ("Dear", "Kind")),
        &expect![[r#"
        en/letters/repair-old-bridge-second-side-by-side.html
        en/letters/repair-old-bridge-second.html
        nl/brieven/herstel-oude-brug-second-naast-elkaar.html
        nl/brieven/herstel-oude-brug-second.html"#]],
    );
}

/// Whether a file is of the search, or the data of a letter.
fn is_data(path: &str) -> bool {
    (path.starts_with("search/") && path.ends_with(".js")) || path.starts_with("data/letters/")
}

#[test]
fn an_edition_changes_the_data_of_its_letter_and_the_search_of_its_language() {
    check_files(
        &[("nl", ("Geachte", "Beste"))],
        is_data,
        &expect![[r#"
            data/letters/second.bib
            data/letters/second.csl.json
            data/letters/second.json
            data/letters/second.ris
            search/en/boot.js
            search/en/facets.js
            search/en/letter-1.js
            search/nl/boot.js
            search/nl/facets.js
            search/nl/letter-1.js"#]],
    );
}

#[test]
fn a_title_changes_the_pages_that_name_the_letter() {
    check(
        (("title = \"", "title = \"Nu: "), ("title = \"", "title = \"Now: ")),
        &expect![[r#"
        en/actors.html
        en/index-of-terms.html
        en/index.html
        en/letters/index.html
        en/letters/repair-old-bridge-second-side-by-side.html
        en/letters/repair-old-bridge-second-source.html
        en/letters/repair-old-bridge-second.html
        en/letters/repair-old-bridge-third.html
        en/letters/repair-old-bridge.html
        en/other-documents.html
        en/timeline.html
        nl/andere-documenten.html
        nl/betrokkenen.html
        nl/brieven/herstel-oude-brug-second-bron.html
        nl/brieven/herstel-oude-brug-second-naast-elkaar.html
        nl/brieven/herstel-oude-brug-second.html
        nl/brieven/herstel-oude-brug-third.html
        nl/brieven/herstel-oude-brug.html
        nl/brieven/index.html
        nl/index.html
        nl/tijdlijn.html
        nl/trefwoordenregister.html"#]],
    );
}
