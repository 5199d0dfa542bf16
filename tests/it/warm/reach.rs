//! Changes that only one thing tells of: what hangs on it is made anew.

use dossier::pipeline;
use dossier::site::{Memory, Sink, SitePath};

use super::{Files, compare, edits, files, relock, sync};
use crate::cases::sha256;

/// A file below `content/`, words that it has, and what takes their place.
type Change<'a> = (&'a str, &'a str, &'a str);

/// A dossier whose letters use a term in two forms, and name a document that has a name and a number.
fn dossier() -> Files {
    let mut files = edits::dossier();
    change(
        &mut files,
        &[
            ("glossary.toml", "definition =", "forms = { nl = [\"rijstrook\"], en = [\"track\"] }\ndefinition ="),
            ("external.toml", "\"survey\"\n", "\"survey\"\naliases = { nl = [\"keuring\"], en = [\"survey\"] }\n"),
            ("letters/second/nl.md", "\nZie ", "\nDe rijbaan hiernaast.\n\nZie "),
            ("letters/second/en.md", "\nSee ", "\nThe lane beside.\n\nSee "),
        ],
    );
    let documents = files.get_mut("content/external.toml").expect("documents");
    documents.extend(b"\n[[externals.numbers]]\nkind = \"reference\"\nvalue = \"26643-1499\"\n");
    let page = files.get_mut("content/pages/about/en.md").expect("a page");
    page.extend(b"\n```json data/dossier.json 1-4\n```\n\n```json data/citations.json 1-4\n```\n");
    files
}

/// Replaces words of files below `content/`, which must be there.
#[track_caller]
fn change(files: &mut Files, changes: &[Change<'_>]) {
    for (path, from, to) in changes {
        let bytes = files.get_mut(&format!("content/{path}")).expect("a file");
        let text = String::from_utf8_lossy(bytes).into_owned();
        assert!(text.contains(from), "{path} has no {from}: {text}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    }
}

/// Makes changes of the dossier one after another, and after each builds over the last site and in a fresh place; whether each made a site.
#[track_caller]
fn check(steps: &[(&[Change<'_>], bool)]) {
    check_from(dossier(), steps);
}

/// Makes changes one after another, as `check` does, and returns the last site.
#[track_caller]
fn check_from(mut now: Files, steps: &[(&[Change<'_>], bool)]) -> Files {
    let root = tempfile::tempdir().expect("a temporary folder");
    sync(root.path(), &now);
    relock(root.path(), &mut now);
    assert_eq!(compare(root.path(), "site", None, &Files::new()), Ok(true));
    for (changes, is_whole) in steps {
        let before = files(&root.path().join("site"));
        change(&mut now, changes);
        sync(root.path(), &now);
        relock(root.path(), &mut now);
        assert_eq!(compare(root.path(), "site", None, &before), Ok(*is_whole));
        assert_eq!(before != files(&root.path().join("site")), *is_whole, "a change that changes something");
    }
    files(&root.path().join("site"))
}

/// A text that is too long for an index in one piece, each word of which is another.
fn long_text() -> String {
    let word = |number: u32| (0..6).fold(String::new(), |word, place| word + ["ba", "ko", "ri", "se"][number as usize >> (2 * place) & 3]);
    let words: Vec<String> = (0..4096).map(word).collect();
    let paragraphs: Vec<String> = words.chunks(64).map(|words| words.join(" ").repeat(6)).collect();
    format!("\n{}\n", paragraphs.join(".\n\n"))
}

#[test]
fn a_word_reaches_the_index_of_a_large_dossier() {
    let mut large = dossier();
    for lang in ["nl", "en"] {
        large.get_mut(&format!("content/letters/third/{lang}.md")).expect("an edition").extend(long_text().bytes());
    }
    let (words, others): ([Change<'_>; 2], [Change<'_>; 2]) = (
        [("letters/second/nl.md", "rijbaan hier", "rijbaantjes hier"), ("letters/second/en.md", "lane beside", "lanes beside")],
        [("letters/second/nl.md", "rijbaantjes", "rijstrook"), ("letters/second/en.md", "lanes", "track")],
    );
    let site = check_from(
        large,
        &[
            (&words, true),
            (&[("letters/second/en.md", "lanes beside", "lanes now beside")], true),
            (&[("letters/third/nl.md", "bababababako", "bababakobako"), ("letters/third/en.md", "bababababako", "bababakobako")], true),
            (&others, true),
        ],
    );
    assert!(site.contains_key("search/nl/0.js") && site.contains_key("search/en/1.js"), "an index in pieces");
}

#[test]
fn another_form_of_a_term_reaches_the_index() {
    check(&[(
        &[
            ("letters/second/nl.md", "De rijbaan hier", "De rijstrook hier"),
            ("letters/second/en.md", "The lane beside", "The track beside"),
        ],
        true,
    )]);
}

#[test]
fn a_number_beside_a_name_reaches_the_index() {
    check(&[(
        &[
            ("letters/second/nl.md", "Sinds de keuring", "Sinds de keuring (26643, nr. 1499)"),
            ("letters/second/en.md", "Since the survey", "Since the survey (26643, no. 1499)"),
        ],
        true,
    )]);
}

#[test]
fn a_name_in_a_text_reaches_the_data() {
    check(&[(
        &[
            ("letters/second/nl.md", "De rijbaan hier", "De keuring van de rijbaan hier"),
            ("letters/second/en.md", "The lane beside", "The survey of the lane beside"),
        ],
        true,
    )]);
}

#[test]
fn a_page_shows_data_that_did_not_change() {
    check(&[(
        &[
            ("pages/about/en.md", "data/dossier.json 1-4", "data/dossier.json 1-5"),
            ("pages/about/en.md", "data/citations.json 1-4", "data/citations.json 2-7"),
        ],
        true,
    )]);
}

/// A dossier with a page that shows a data file which is too large to be held.
fn with_a_large_data_file() -> Files {
    let mut large = dossier();
    let name = format!("\"{}\"", "Provincie".repeat(8_000));
    change(&mut large, &[("actors.toml", "\"Provincie\"", &name), ("pages/about/en.md", "data/dossier.json 1-4", "data/actors.json 1-4")]);
    large
}

#[test]
fn a_page_shows_a_data_file_that_is_too_large_to_be_held() {
    let site = check_from(with_a_large_data_file(), &[(&[("letters/second/en.md", "lane", "track")], true)]);
    assert!(64 << 10 < site["data/actors.json"].len(), "a large file");
}

#[test]
fn a_large_data_file_that_cannot_be_read_again_is_made_again() {
    /// Gives nothing back of what it takes.
    #[derive(Default)]
    struct Taker(Memory);

    impl Sink for Taker {
        fn put(&self, path: SitePath, bytes: Vec<u8>) {
            self.0.put(path, bytes);
        }
    }

    let root = tempfile::tempdir().expect("a temporary folder");
    sync(root.path(), &with_a_large_data_file());
    let (taker, memory) = (Taker::default(), Memory::default());
    for sink in [&taker as &dyn Sink, &memory] {
        pipeline::build(root.path(), None, sink);
    }
    let (taken, files) = (taker.0.into_files(), memory.into_files());
    let page = String::from_utf8(files[&SitePath::new("en/about.html")].clone()).expect("UTF-8");
    assert!(page.contains("<code>data/actors.json</code></a>, lines 1-4</figcaption><pre"), "{page}");
    assert_eq!(taken, files);
}

#[test]
fn a_link_that_leads_nowhere_is_told() {
    let (whole, broken) = ("(letter:first#p2)", "(letter:first#p99)");
    check(&[
        (&[("letters/third/nl.md", whole, broken)], false),
        (&[("letters/third/nl.md", broken, whole), ("letters/second/en.md", "lane", "track")], true),
    ]);
}

#[test]
fn a_line_more_reaches_the_places_of_corrections() {
    let before = String::from_utf8(dossier()["content/letters/first/source.txt"].clone()).expect("a text");
    let after = before.replacen("Geachte raad,", "Aan de raad\n\nGeachte raad,", 1);
    check(&[(
        &[
            ("letters/first/source.txt", "Geachte raad,", "Aan de raad\n\nGeachte raad,"),
            ("letters/first/letter.toml", &sha256(&before), &sha256(&after)),
            ("letters/first/nl.md", "Geachte raad,", "Aan de raad\n\nGeachte raad,"),
            ("letters/first/en.md", "Dear councillors,", "To the council\n\nDear councillors,"),
        ],
        true,
    )]);
}
