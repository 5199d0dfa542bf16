//! Every id that was ever published is an anchor on every page of its letter, for ever: once, whatever became of its block.

use std::collections::BTreeSet;
use std::fs;

use tempfile::TempDir;

use crate::books::members;
use crate::cli;
use crate::lock::{EN, NL, dossier, edit, read, run};
use crate::small::{PLAIN, Small};

/// The lock file of the dossier's one letter.
const LOCK: &str = "content/letters/first/letter.lock";

/// Blocks in Dutch and English.
type Blocks<'a> = &'a [(&'a str, &'a str)];

/// The letter with blocks between its first and its second; locked.
fn put(root: &TempDir, blocks: Blocks<'_>) {
    let base = dossier();
    for (path, start) in [(NL, "Sinds de keuring"), (EN, "Since the survey")] {
        let text = read(&base, path);
        let at = text.find(start).expect("the second block");
        let blocks = blocks.iter().map(|(dutch, english)| if path == NL { dutch } else { english });
        let middle: String = blocks.filter(|block| !block.is_empty()).map(|block| format!("{block}\n\n")).collect();
        fs::write(root.path().join(path), format!("{}{middle}{}", &text[..at], &text[at..])).expect("a writable file");
    }
    run(root, &["lock"]);
}

/// The ids in the lock file: of blocks, questions and answers, retired or not.
fn ids(root: &TempDir) -> BTreeSet<String> {
    let text = read(root, LOCK);
    let of_blocks = text.lines().filter_map(|line| line.strip_prefix("block ")).flat_map(|line| line.split(' ').take(3));
    let of_retired = text.lines().filter_map(|line| line.strip_prefix("retired ")?.split(' ').next());
    let words = of_blocks.filter(|word| word.len() < 16 && !word.contains(['=', '~'])).chain(of_retired);
    words.map(str::to_owned).collect()
}

/// What is retired, as `ID AT`.
fn retired(root: &TempDir) -> Vec<String> {
    read(root, LOCK).lines().filter_map(|line| line.strip_prefix("retired ")).map(str::to_owned).collect()
}

/// The pages with the text of the letter: alone and side by side, in every language.
fn pages(root: &TempDir) -> Vec<(&'static str, String)> {
    let paths = [
        "site/nl/brieven/herstel-oude-brug.html",
        "site/nl/brieven/herstel-oude-brug-naast-elkaar.html",
        "site/en/letters/repair-old-bridge.html",
        "site/en/letters/repair-old-bridge-side-by-side.html",
    ];
    paths.map(|path| (path, read(root, path))).into()
}

/// Builds; every id that was ever published must be an anchor of every page, once.
#[track_caller]
fn expect_anchors(root: &TempDir, published: &mut BTreeSet<String>) {
    let now = ids(root);
    published.extend(now.iter().cloned());
    assert_eq!(published.difference(&now).collect::<Vec<_>>(), [""; 0], "the lock file has lost ids:\n{}", read(root, LOCK));
    run(root, &["build"]);
    for (path, html) in pages(root) {
        for id in published.iter() {
            assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} on {path}:\n{}", read(root, LOCK));
        }
    }
}

/// Paragraphs, a heading, two questions.
const ALL: Blocks<'_> = &[
    ("Het water staat hoog.", "The water is high."),
    ("## Vooraf", "## Before"),
    ("Op het land is het droog.", "On the land it is dry."),
    ("## 1 {.question}", "## 1 {.question}"),
    ("Hoe vaak staat het water zo hoog?", "How often is the water so high?"),
    ("### Antwoord {.answer}", "### Answer {.answer}"),
    ("Zelden.", "Seldom."),
    ("## 2 {.question}", "## 2 {.question}"),
    ("Waarom is er geen dijk?", "Why is there no dyke?"),
    ("### Antwoord {.answer}", "### Answer {.answer}"),
    ("Daarvoor is nooit geld gevraagd.", "Nobody ever asked for money for it."),
];

#[test]
fn an_anchor_outlives_the_block_at_which_it_stands() {
    let root = dossier();
    let mut published = BTreeSet::new();
    // A question goes with its answer.
    for n_gone in [0, 1, 2, 3, 7, 11] {
        put(&root, &ALL[n_gone..]);
        expect_anchors(&root, &mut published);
    }
    assert!(["q1", "a1", "q2", "a2", "h5"].iter().all(|id| published.contains(*id)), "{published:?}");
    assert!(retired(&root).iter().all(|line| line.ends_with(" p2")), "{:?}", retired(&root));
    for n_kept in [11, 7, 3, 2, 1, 0] {
        put(&root, &[&ALL[..n_kept], &[("Anders.", "Otherwise.")]].concat());
        expect_anchors(&root, &mut published);
    }
}

#[test]
fn every_id_is_a_place_in_the_copies() {
    let root = dossier();
    put(&root, ALL);
    put(&root, &ALL[7..]);
    assert!(retired(&root).iter().any(|line| line.starts_with("q1 ")), "{:?}", retired(&root));
    run(&root, &["archive"]);
    let copies: Vec<_> = fs::read_dir(root.path().join("copies")).expect("copies").map(|entry| entry.expect("an entry").path()).collect();
    let ending = |ending: &'static str| {
        let found = copies.iter().filter(move |path| path.extension().is_some_and(|found| found == ending));
        found.map(|path| (path.display().to_string(), fs::read(path).expect("a copy"))).collect::<Vec<_>>()
    };
    let expect = |copy: &str, text: &str, written: &dyn Fn(&str) -> String| {
        for id in ids(&root) {
            assert!(text.contains(&written(&id)), "{copy} has no place for {id}");
        }
    };
    let [(name, html)] = ending("html").try_into().expect("one HTML file");
    for page in ["nl-first", "en-first", "nl_parallel_first", "en_parallel_first"] {
        expect(&name, &String::from_utf8_lossy(&html), &|id| format!(" id=\"{page}-{id}\""));
    }
    for (name, book) in ending("epub") {
        let letters = members(&book).into_iter().filter(|(path, _)| path.ends_with("brug.xhtml") || path.ends_with("bridge.xhtml"));
        let n_letters =
            letters.map(|(path, page)| expect(&format!("{name}: {path}"), &String::from_utf8_lossy(&page), &|id| format!(" id=\"{id}\"")));
        assert_ne!(n_letters.count(), 0, "{name}");
    }
    #[cfg(feature = "pdf")]
    for (name, start) in
        [("pdf/nl/herstel-oude-brug.pdf", ""), ("pdf/en/repair-old-bridge.pdf", ""), ("de-oude-brug-1.0.0.pdf", "nl-first-")]
    {
        let pdf = fs::read(root.path().join("copies").join(name)).expect("a PDF");
        expect(name, &crate::pdf::tool("pdfinfo", &["-dests"], &pdf, &[]), &|id| format!("\"{start}{id}\""));
    }
}

#[test]
fn an_anchor_stands_in_a_translation_that_lacks_its_block() {
    let root = dossier();
    let mut published = BTreeSet::new();
    put(&root, ALL);
    expect_anchors(&root, &mut published);
    put(&root, &ALL[1..]);
    assert_eq!(retired(&root), ["p4 h2"]);
    let lacking: Vec<(&str, &str)> =
        ALL[1..].iter().map(|(dutch, english)| (*dutch, if *dutch == "## Vooraf" { "" } else { english })).collect();
    let base = dossier();
    for (path, text) in [(NL, read(&root, NL)), (EN, read(&base, EN))] {
        fs::write(root.path().join(path), text).expect("a writable file");
    }
    let english: String = lacking.iter().filter(|(_, english)| !english.is_empty()).map(|(_, english)| format!("{english}\n\n")).collect();
    edit(&root, EN, "Since the survey", &format!("{english}Since the survey"));
    edit(&root, EN, "summary = ", "gaps = [\"h2\"]\nsummary = ");
    expect_anchors(&root, &mut published);
}

#[test]
fn the_anchors_of_questions_and_answers_stay() {
    let root = dossier();
    let mut published = BTreeSet::new();
    put(&root, ALL);
    expect_anchors(&root, &mut published);
    let renumbered: Vec<(&str, &str)> =
        ALL.iter().map(|block| if block.0 == "## 2 {.question}" { ("## 3 {.question}", "## 3 {.question}") } else { *block }).collect();
    put(&root, &renumbered);
    expect_anchors(&root, &mut published);
    assert_eq!(retired(&root), ["q2 h5", "a2 h6"], "the headings are the same");
    put(&root, &renumbered[..7]);
    expect_anchors(&root, &mut published);
    // A number that is back has its id back.
    put(&root, ALL);
    expect_anchors(&root, &mut published);
    assert!(!retired(&root).iter().any(|line| line.starts_with("q2") || line.starts_with("a2")), "{:?}", retired(&root));
}

#[test]
fn a_lock_file_with_anchors_that_stand_nowhere_is_read() {
    let root = dossier();
    let n_lines: usize = read(&root, LOCK).lines().last().and_then(|line| line.strip_prefix("end ")?.parse().ok()).expect("a number");
    let retired = "retired p8 p7\nretired p7 h1\nretired p6\nretired h8 h9\nretired h9 h8\nretired p5 p77\n";
    edit(&root, LOCK, &format!("end {n_lines}"), &format!("{retired}end {}", n_lines + 7));
    edit(&root, LOCK, "version 1\n", "version 1\npath en former-bridge\n");
    expect_anchors(&root, &mut BTreeSet::from(["p5", "p6", "p7", "p8", "h8", "h9"].map(str::to_owned)));
    let english = read(&root, "site/en/letters/repair-old-bridge-side-by-side.html");
    let at = |id: &str| english.find(&format!(" id=\"{id}\"")).expect("an anchor");
    assert!(at("h1") < at("p8") && at("p8") < at("p3") && at("p3") < at("p6") && at("p3") < at("h8"), "{english}");
    for page in ["former-bridge", "former-bridge-side-by-side"] {
        let moved = read(&root, &format!("site/en/letters/{page}.html"));
        let has = |id: &&str| moved.contains(&format!("<li id=\"{id}\">"));
        assert!(["p3", "p5", "p6", "p7", "p8", "h8", "h9"].iter().all(has), "{moved}");
    }
}

#[test]
fn copies_of_one_file_have_all_anchors() {
    let root = dossier();
    put(&root, ALL);
    put(&root, &ALL[1..]);
    put(&root, &[("Op het land is het droog.", "On the land it is dry.")]);
    run(&root, &["build"]);
    run(&root, &["archive", "--only", "html"]);
    let copies = walkdir::WalkDir::new(root.path().join("copies")).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let copies: Vec<String> = copies
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    assert!(!copies.is_empty());
    let all = copies.concat();
    for id in ids(&root) {
        for lang in ["nl", "en"] {
            assert!(all.contains(&format!("id=\"{lang}-first-{id}\"")), "{id} in {lang}");
        }
    }
}

#[test]
fn an_id_leads_to_the_passage_that_has_most_of_its_words() {
    let root = dossier();
    let whole = ("De brug gaat dicht voor verkeer. Schepen varen om.", "The bridge closes to traffic. Ships sail around.");
    let last = ("Fietsers gaan over de dam.", "Cyclists use the dam.");
    put(&root, &[whole, last]);
    let halves = [("De brug gaat dicht voor verkeer.", "The bridge closes to traffic."), ("Schepen varen om.", "Ships sail around.")];
    put(&root, &[&halves[..], &[last]].concat());
    let ids = |root: &TempDir| -> Vec<String> {
        read(root, LOCK).lines().filter_map(|line| line.strip_prefix("block ")?.split(' ').next().map(str::to_owned)).collect()
    };
    assert_eq!((ids(&root).join(" ").as_str(), retired(&root).as_slice()), ("p1 p4 p6 p5 p2 h1 p3", &[][..]), "the larger half");
    put(
        &root,
        &[
            halves[0],
            ("Nieuw is dit.", "This is new."),
            (&format!("{} {}", halves[1].0, last.0), "Ships sail around. Cyclists use the dam."),
        ],
    );
    assert_eq!((ids(&root).join(" ").as_str(), retired(&root).join(", ").as_str()), ("p1 p4 p7 p5 p2 h1 p3", "p6 p5"));
}

#[test]
fn a_text_that_has_nothing_of_the_former_gets_an_id_of_its_own_and_its_translation_is_not_taken_for_new() {
    let root = dossier();
    put(&root, &[("Het Rijk verleent de stichting een bijdrage.", "The State supports the foundation.")]);
    edit(&root, NL, "Het Rijk verleent de stichting een bijdrage.", "Over windmolens is niets besloten.");
    run(&root, &["lock"]);
    assert_eq!(retired(&root), ["p4 p5"]);
    let stale = |root: &TempDir| cli::run(root.path(), &["check"]).problems.matches("warning[stale-translation]").count();
    assert_eq!(stale(&root), 1, "the English is still that of the former text");
    run(&root, &["lock"]);
    assert_eq!(stale(&root), 1);
    run(&root, &["lock", "--translated", "first:p5"]);
    assert_eq!(stale(&root), 0);
}

#[test]
fn a_block_that_comes_beside_a_changed_one_is_fresh_and_the_changed_one_stale() {
    let root = dossier();
    put(&root, &[("Alinea twee.", "Paragraph two.")]);
    put(&root, &[("Alinea twee!", "Paragraph two."), ("Geheel nieuw.", "All new.")]);
    let problems = cli::run(root.path(), &["check"]).problems;
    assert!(problems.contains("block `p4` was translated from an earlier text"), "{problems}");
    assert_eq!(problems.matches("warning[stale-translation]").count(), 1, "{problems}");
    assert_eq!(retired(&root), [""; 0]);
}

#[test]
fn a_question_is_called_by_its_number_alone() {
    let text = "## Question 1 {.question}\n\nWhy?\n\n## xviii {.question}\n\nWhy?\n\n## 2 quater {.question}\n\nWhy?";
    let source = "Question 1\n\nWhy?\n\nxviii\n\nWhy?\n\n2 quater\n\nWhy?";
    let told = Small { text, source: Some(source), ..PLAIN }.told();
    let questions: Vec<&str> = told.lines().filter(|line| line.contains("question")).collect();
    let expected = "content/letters/a/en.md:7:1: error[question-without-number]: a question's heading must be its number";
    assert_eq!(questions.first(), Some(&expected), "{told}");
    assert_eq!(questions.iter().filter(|line| line.contains("error[")).count(), 1, "{told}");
}
