//! Texts of a size or depth that nobody writes. The long version: `cargo test --release --features pdf --test it sizes -- --ignored`.

use std::fs;
use std::time::{Duration, Instant};

use super::{check, dossier, edit};
use crate::cli;

/// A page with more Markdown, checked; how long it took and what was said.
fn checked(markdown: &str) -> (Duration, String) {
    let root = dossier();
    edit(root.path(), "content/pages/about/en.md", |text| format!("{text}\n{markdown}\n"));
    let start = Instant::now();
    let said = check(root.path());
    (start.elapsed(), said)
}

/// What is nested in itself so many times, each by its name.
fn nested(depth: usize) -> [(&'static str, String); 6] {
    let around = |open: &str, close: &str| format!("{}x{}", open.repeat(depth), close.repeat(depth));
    [
        ("quotes", around("> ", "")),
        ("items", around("- ", "")),
        ("brackets", around("[", "]")),
        ("links", around("[a](", "")),
        ("emphasis", around("*_", "_*")),
        ("marks of emphasis", around("*a ", "*")),
    ]
}

#[test]
fn nesting_without_end_is_no_trouble() {
    for (name, markdown) in nested(10_000) {
        let (time, said) = checked(&markdown);
        assert_eq!(said, "no problems\n", "{name}");
        assert!(time < Duration::from_secs(60), "{name}: {time:?}");
    }
}

#[test]
fn records_nested_without_end_are_refused() {
    for toml in [format!("a = {}{}", "[".repeat(10_000), "]".repeat(10_000)), format!("{}a = 1", "a.".repeat(10_000))] {
        let root = dossier();
        fs::write(root.path().join("content/glossary.toml"), toml).expect("written");
        let said = check(root.path());
        assert!(
            said.contains("content/glossary.toml:1:") && said.contains("error[broken-toml]: keys, lists or tables are nested too"),
            "{said}"
        );
        assert!(said.len() < 5_000, "{} bytes", said.len());
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    for (path, size, may) in [
        ("content/letters/first/nl.md", 200 << 20, "it has 200 MiB, such a file may have 8 MiB"),
        ("content/pages/about/en.md", (8 << 20) + 1, "it has 9 MiB, such a file may have 8 MiB"),
        ("content/funding.toml", 1 << 30, "it has 1024 MiB, such a file may have 64 MiB"),
        ("content/letters/first/source.txt", 1 << 40, "it has 1048576 MiB, such a file may have"),
    ] {
        let root = dossier();
        // It takes no room on the disk: nothing was written into it.
        fs::File::create(root.path().join(path)).and_then(|file| file.set_len(size)).expect("a large file");
        let start = Instant::now();
        let said = check(root.path());
        assert!(said.contains(&format!("{path}:1:1: error[unreadable-file]: cannot read this file: {may}")), "{said}");
        assert!(start.elapsed() < Duration::from_secs(20), "{path}: {:?}", start.elapsed());
    }
}

#[test]
fn ends_of_lines_and_marks_of_order_change_nothing() {
    let built = |change: &dyn Fn(&str) -> String| {
        let root = dossier();
        for path in ["content/pages/about/en.md", "content/letters/first/nl.md", "content/funding.toml"] {
            edit(root.path(), path, |text| change(text) + "\n");
        }
        assert_eq!(cli::run(root.path(), &["build"]).code, 0);
        ["site/en/about.html", "site/nl/brieven/herstel-oude-brug.html", "site/data/funding.json"]
            .map(|path| fs::read_to_string(root.path().join(path)).expect("a page"))
    };
    let plain = built(&str::to_owned);
    assert_eq!(built(&|text| format!("\u{feff}{text}")), plain);
    assert_eq!(built(&|text| text.replace('\n', "\r\n")), plain);
}

#[test]
fn a_place_that_is_no_text_is_told() {
    let root = dossier();
    let path = root.path().join("content/pages/about/en.md");
    let mut bytes = fs::read(&path).expect("a page");
    bytes.extend(b"\nab\xff");
    fs::write(&path, bytes).expect("written");
    let expected = "content/pages/about/en.md:8:3: error[unreadable-file]: cannot read this file: this byte is not UTF-8 text\n";
    assert!(check(root.path()).starts_with(expected), "{}", check(root.path()));
    let (_, said) = checked("a\u{c}b\rc\u{0}d");
    assert!(said.contains("error[control-character]: the character U+000C cannot be shown"), "{said}");
}

#[test]
#[ignore = "takes minutes in a build without optimisation"]
fn texts_of_any_form_take_a_time_like_their_size() {
    let headings: String = (0..100_000).map(|number| format!("## a{number}\n\n")).collect();
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(10_000));
    let [columns, line] = [row("a") + &row("-") + &row("b"), "word ".repeat(1_600_000)];
    for (name, markdown) in [("headings", headings), ("columns", columns), ("one line", line)].into_iter().chain(nested(100_000)) {
        let (time, said) = checked(&markdown);
        assert_eq!(said, "no problems\n", "{name}");
        assert!(time < Duration::from_secs(30), "{name}: {time:?}");
    }
}

/// What an import of a text, in Dutch, would write.
fn imported(text: &str) -> String {
    let root = dossier();
    fs::write(root.path().join("letter.txt"), text).expect("written");
    let outcome = cli::run(root.path(), &["import", "--dry-run", "--original", "nl", "letter.txt"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    outcome.results
}

#[test]
fn words_without_end_are_not_quoted_as_a_whole() {
    let text = format!("{}.\n", "samenwerkingsverbanden en samenwerkings-\n".repeat(2) + &"verbandenverbandenverbanden-\n".repeat(500));
    let made = imported(&text);
    assert!(made.contains("…") && made.len() < 40 * text.len(), "{} bytes of {}", made.len(), text.len());
}

#[test]
fn a_long_difference_is_no_misreading() {
    // More words than are compared one by one, and a line that is no part of the letter in the middle of them.
    let words = "de gemeente heeft besloten dat de subsidie voor het jaar wordt verleend\n".repeat(300);
    let made = imported(&format!("{words}\n\nPagina 1 van 2\n\n{words}\n\nPagina 2 van 2\n"));
    assert!(made.contains("class = \"other\"") && !made.contains("class = \"ocr\""), "{}", made.lines().rev().take(40).collect::<String>());
}
