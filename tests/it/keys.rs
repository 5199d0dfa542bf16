//! Faults in records are told where they are written, and what two documents share leads nowhere else.

use std::fs;
use std::path::Path;

use dossier::problem::Problems;
use dossier::{links, pipeline};

use crate::cases::{build, lay, text};
use crate::cli;

/// The base of the problems' cases, with some texts of its files replaced.
#[track_caller]
fn base(changes: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    changed(root.path(), changes);
    root
}

/// Replaces texts of the files of a dossier.
#[track_caller]
fn changed(root: &Path, changes: &[(&str, &str, &str)]) {
    for (path, from, to) in changes {
        let path = root.join("content").join(path);
        let before = fs::read_to_string(&path).expect("a file");
        let after = before.replace(from, to);
        assert_ne!(before, after, "{} has no `{from}`", path.display());
        fs::write(path, after).expect("written");
    }
}

/// The first lines of the problems that a command tells: where, which and what.
fn heads(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with("content/") || line.starts_with("themes/")).collect()
}

/// The first lines of what `dossier check` tells of the base, changed.
#[track_caller]
fn check(changes: &[(&str, &str, &str)], expected: &[&str]) {
    let outcome = cli::run(base(changes).path(), &["check", "--root", "."]);
    assert_eq!(heads(&outcome.problems), expected, "{}", outcome.problems);
}

#[test]
fn pages_of_one_address_are_told_by_a_build_and_by_copies_as_by_a_check() {
    let index = base(&[
        ("letters/first/en.md", "slug = \"repair-old-bridge\"", "slug = \"index\""),
        ("letters/first/en.md", "title = \"Repair of the Old Bridge\"", "title = \"index\""),
    ]);
    let not_found = base(&[]);
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/duplicate-address"), not_found.path());
    changed(not_found.path(), &[("pages/more/en.md", "slug = \"about\"", "slug = \"404\"")]);
    let timeline = base(&[]);
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/duplicate-address"), timeline.path());
    changed(timeline.path(), &[("pages/more/en.md", "slug = \"about\"", "slug = \"timeline\"")]);
    for (root, expected) in [
        (&timeline, "content/pages/more/en.md:3:8: error[duplicate-address]: two pages would be written to `en/timeline.html`"),
        (&index, "content/letters/first/en.md:3:8: error[duplicate-address]: two pages would be written to `en/letters/index.html`"),
        (&not_found, "content/pages/more/en.md:3:8: error[duplicate-address]: two pages would be written to `en/404.html`"),
    ] {
        assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
        for arguments in [&["check"][..], &["build"], &["archive"]] {
            let outcome = cli::run(root.path(), arguments);
            assert_eq!((outcome.code, heads(&outcome.problems)), (1, vec![expected]), "{arguments:?}\n{}", outcome.problems);
        }
        let outcome = cli::run(root.path(), &["build", "--format", "json"]);
        assert_eq!(outcome.code, 1, "{}", outcome.problems);
        assert!(outcome.results.contains("\"duplicate-address\""), "{}", outcome.results);
        assert!(!root.path().join("site").exists());
    }
}

#[test]
fn faults_of_records_are_told_at_their_keys() {
    let funding = "funding.toml";
    let quote = "quote = { nl = \"betaalt € 800.000\", en = \"pays €800,000\" }";
    let noted =
        "note = { nl = \"betaalt € 800.000\", en = \"pays €800,000\" }\nquote = { nl = \"betaalt € 800.000\", en = \"pays €800,000\" }";
    check(
        &[
            (funding, quote, noted),
            (funding, "value = \"800000.00\"", "value = \"80000.00\""),
            (funding, "[[sums]]", "[[limits]]\ntext = \"x\"\n[[sums]]"),
        ],
        &[
            "content/funding.toml:35:17: error[amount-differs]: `betaalt € 800.000` reads as 800000.00 EUR, the ledger says 80000.00 EUR",
            "content/funding.toml:35:43: error[amount-differs]: `pays €800,000` reads as 800000.00 EUR, the ledger says 80000.00 EUR",
            "content/funding.toml:58:9: error[sum-differs]: the parts of `total` add up to 480000.00, it is 1200000.00 EUR: 720000.00 EUR too little",
        ],
    );
    // The id of the row is what another of its keys should not be.
    let row = |key: &'static str, value: &'static str, rest: &'static str| {
        check_row(&[(funding, "\"province\"", "\"p9\""), (funding, value, &value.replacen(key, "\"p9\"", 1))], rest);
    };
    row(
        "\"bridge\"",
        "programme = \"bridge\"\nrole = \"component\"\nstatus = \"promised\"\nside = \"sources\"\nqualifier = \"exact\"\nvalue = \"800",
        "25:13: error[unknown-programme]",
    );
    row("\"first\"", "letter = \"first\"\nblock = \"p3\"\nquote = { nl = \"betaalt", "32:10: error[unknown-letter]");
    row("\"p3\"", "block = \"p3\"\nquote = { nl = \"betaalt", "33:9: error[unknown-block]");
    check_row(
        &[
            (funding, "[[sums]]", "[[sums]]\nnote = { nl = '\"none\"', en = '\"none\"' }"),
            (funding, "parts = [\"province\"", "parts = [\"none\""),
        ],
        "57:10: error[unknown-amount]",
    );
    check_row(
        &[("letters/first/letter.toml", "kind = \"proposal\"\noriginal = \"nl\"", "original = \"nl\"\nkind = \"nl\"")],
        "2:8: error[unknown-kind]",
    );
    let corrections = "letters/first/corrections.toml";
    check_row(
        &[(corrections, "source = \"B-24/17, 14 mei 2024\"\nedition = \"\"", "edition = \"14 juni\"\nsource = \"14 juni\"")],
        "8:11: error[reading-not-found]",
    );
}

/// Whether `dossier check` tells a problem of the base, changed, at a line and column.
#[track_caller]
fn check_row(changes: &[(&str, &str, &str)], expected: &str) {
    let outcome = cli::run(base(changes).path(), &["check", "--root", "."]);
    let is_there = heads(&outcome.problems).iter().any(|head| head.contains(&format!(":{expected}")));
    assert!(is_there, "no {expected} in\n{}", outcome.problems);
}

#[test]
fn ids_of_records_that_are_anchors_of_the_theme_are_told_in_the_record() {
    check(
        &[("funding.toml", "\"province\"", "\"data\"")],
        &[
            "content/funding.toml:24:6: error[duplicate-anchor]: the anchor `data` occurs twice on page `en/funding.html`",
            "content/funding.toml:24:6: error[duplicate-anchor]: the anchor `data` occurs twice on page `nl/financiering.html`",
        ],
    );
}

#[test]
fn settings_that_lack_one_key_know_the_others() {
    let settings = "dossier.toml";
    check(
        &[(settings, "version = \"1.0.0\"\n", "")],
        &["content/dossier.toml:1:1: error[missing-key]: `version` is missing: the dossier's version, such as \"1.0.0\""],
    );
    check(
        &[(settings, "\"2024-06-01\"", "20240601")],
        &["content/dossier.toml:2:13: error[wrong-value]: `published` must be a text in quotes"],
    );
    check(
        &[(settings, "\"2024-06-01\"", "\"2024-06\"")],
        &["content/dossier.toml:2:13: error[wrong-value]: `published` must be a day, such as \"2026-11-21\""],
    );
    check(
        &[(settings, "[\"nl\", \"en\"]", "[]")],
        &["content/dossier.toml:3:13: error[missing-key]: `languages` is missing: the languages of the site, such as [\"nl\", \"en\"]"],
    );
    check(
        &[(settings, "[\"nl\", \"en\"]", "\"nl\"")],
        &["content/dossier.toml:3:13: error[wrong-value]: `languages` must be a list of texts"],
    );
}

#[test]
fn dates_that_are_one_day_are_no_bounds() {
    let evidence =
        "basis = \"bounds\"\n[[date.evidence]]\nletter = \"first\"\nblock = \"p2\"\nquote = { nl = \"de keuring\", en = \"the survey\" }";
    check(
        &[("letters/first/letter.toml", "basis = \"printed\"", evidence)],
        &[
            "content/letters/first/letter.toml:6:9: error[wrong-value]: `basis` must be `printed` or `derived`: the value is one day; bounds are an interval, such as \"2025-04-18/2025-06-19\" or \"../2025-06-19\"",
        ],
    );
    check(
        &[("letters/first/letter.toml", "\"2024-05-14\"", "\"2024-05-14/2024-05-14\"")],
        &[
            "content/letters/first/letter.toml:5:9: error[bad-date]: an interval from 2024-05-14 to 2024-05-14 is that one date: write `2024-05-14`",
        ],
    );
}

/// What the letters of a dossier refer to by number, and the ids of documents that no record tells of.
fn numbered(root: &Path) -> (Vec<String>, Vec<String>) {
    let (dossier, theme) = pipeline::load(root, None, &mut Problems::default()).expect("settings");
    let links = links::resolve(&dossier, &theme.locales, &[], &mut Problems::default());
    let outgoing = links.outgoing.iter().flat_map(|(letter, references)| {
        let by_number = references.iter().filter(|reference| reference.found_by.name() == "number");
        by_number.map(move |reference| format!("{letter} to {:?}", reference.target))
    });
    (outgoing.collect(), links.unrecorded.iter().map(|external| external.id.clone()).collect())
}

/// How texts write the numbers of the small dossier of two letters; the second names the number of the first, which no record tells.
fn two_letters(written: &str) -> tempfile::TempDir {
    let root = lay("translation-missing");
    let recorded = "[[references]]\nto = \"first\"\ntype = \"refers-to\"\nblock = \"p2\"\nquote = { nl = \"het voorstel B-24/17\" }\n";
    let name = "name = { nl = \"Kenmerk\", en = \"Reference\" }\n";
    changed(root.path(), &[("letters/second/letter.toml", recorded, ""), ("dossier.toml", name, &format!("{name}{written}"))]);
    root
}

#[test]
fn a_number_as_printed_is_the_number_that_texts_write() {
    let root = two_letters("written = ['B-(\\d+)/(\\d+)']\nnumber = \"$1-$2\"\naddress = \"https://example.org/{number}\"\n");
    assert_eq!(numbered(root.path()), (vec!["second to Letter(LetterId(\"first\"), None)".to_owned()], Vec::new()));
    let files = build(root.path(), None);
    let page = text(&files, "nl/brieven/herstel-oude-brug.html");
    assert!(page.contains("href=\"https://example.org/24-17\"") && page.contains("B-24/17"), "{page}");
}

#[test]
fn a_number_of_two_letters_names_neither_in_the_other() {
    let root = two_letters("written = ['B-\\d+/\\d+']\n");
    let own = "\n[[numbers]]\nkind = \"reference\"\nvalue = \"B-24/17\"\n\n[source]";
    changed(root.path(), &[("letters/second/letter.toml", "\n[source]", own)]);
    assert_eq!(numbered(root.path()), (Vec::new(), Vec::new()));
    let outcome = cli::run(root.path(), &["check"]);
    assert_eq!(
        heads(&outcome.problems),
        ["content/letters/second/letter.toml:16:9: warning[shared-number]: `first` has the number `B-24/17` too"],
        "{}",
        outcome.problems
    );
    assert!(outcome.problems.contains("content/letters/first/letter.toml:13:9"), "{}", outcome.problems);
}
