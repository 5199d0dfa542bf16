//! A publisher who means harm, or who is careless: no text of a dossier becomes code in a page, and no odd file stops a build.

mod files;
mod sizes;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use dossier::pipeline;
use dossier::site::Memory;
use serde_json::Value;

use crate::cli;
use crate::mutations::page;

/// Words that would be code wherever they are not escaped, in TOML's notation.
const WORDS: &str = r#"\"'><script>alert(1)</script><img src=x onerror=alert(2)></title></textarea>&lt;b&gt; {{ 7 * 7 }} =1+1 \\ ]]>"#;

/// Markdown that would be code wherever it is not escaped.
const MARKDOWN: &str = r#"
\<script>alert(3)\</script> `<script>alert(4)</script>` [a](https://x.example/"onmouseover="alert(5) 'b"onclick="alert(6)')
![c"onerror="alert(7)](file:assets/icon.svg 'd"onload="alert(8)') <https://x.example/?"onfocus="alert(9)>

```html"><script>alert(10)</script>
</code></pre><script>alert(11)</script>
```

| <https://x.example/> | b |
|:-:|--:|
| `</td><script>alert(12)</script>` | d |

e[^"><script>alert] f[^x y]

[^"><script>alert]: g

[^x y]: h

<script>alert(13)</script>

i <b onclick="alert(14)">j</b> <img src=x onerror=alert(15)><svg/onload=alert(16)>
"#;

/// A dossier in a folder of its own.
fn dossier() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    root
}

/// Changes a file of a dossier.
fn edit(root: &Path, path: &str, change: impl Fn(&str) -> String) {
    let path = root.join(path);
    let text = fs::read_to_string(&path).expect("a readable file");
    let changed = change(&text);
    assert_ne!(text, changed, "{}", path.display());
    fs::write(path, changed).expect("a writable file");
}

/// A text with the value of every key of a name replaced by the words that mean harm.
fn poisoned(text: &str, keys: &[&str]) -> String {
    let line = |line: &str| {
        let is_text = |key: &&&str| line.starts_with(&format!("{key} = "));
        keys.iter().find(is_text).map_or_else(|| line.to_owned(), |key| format!("{key} = \"{WORDS}\""))
    };
    text.lines().map(|text| line(text) + "\n").collect()
}

/// A dossier whose every text means harm.
pub(crate) fn hostile() -> tempfile::TempDir {
    let root = dossier();
    let root_path = root.path();
    cli::take_text_of_source(root_path);
    edit(root_path, "content/dossier.toml", |text| {
        let kinds =
            text.replace("\"Raadsvoorstel\"", &format!("\"{WORDS}\"")).replace("\"Proposal to the council\"", &format!("\"{WORDS}\""));
        poisoned(&kinds, &["version", "title", "description"]) + &format!("\n[kinds.x]\nname = \"{WORDS}\"\n")
    });
    edit(root_path, "content/external.toml", |text| {
        let number = format!("[[externals.numbers]]\nkind = \"reference\"\nvalue = \"{WORDS}\"\n");
        poisoned(text, &["title"]) + &format!("label = \"{WORDS}\"\nnote = \"{WORDS}\"\n{number}")
    });
    let passage = "letter = \"first\"\nblock = \"p2\"\nquote = { nl = \"Oude Brug\", en = \"Old Bridge\" }\n";
    let aliases = "nl = [\"Oude Brug\"]\nen = [\"Old Bridge\"]\n";
    let actor = format!("[[actors]]\nid = \"x\"\nkind = \"person\"\nname = \"{WORDS}\"\nlisted-as = \"{WORDS}\"\nnote = \"{WORDS}\"\n");
    let role = format!("[[actors.roles]]\nrole = \"{WORDS}\"\nparty = \"{WORDS}\"\n{passage}[actors.aliases]\n{aliases}");
    fs::write(root_path.join("content/actors.toml"), actor + &role).expect("written");
    let term = format!("[[terms]]\nid = \"x\"\nterm = \"{WORDS}\"\ndefinition = \"{WORDS}\"\n[terms.forms]\n{aliases}");
    fs::write(root_path.join("content/glossary.toml"), term).expect("written");
    edit(root_path, "content/funding.toml", |text| {
        let row = format!("payer = \"{WORDS}\"\npayee = \"{WORDS}\"\npurpose = \"{WORDS}\"\nnote = \"{WORDS}\"\ncurrency = \"EUR\"");
        poisoned(&text.replace("currency = \"EUR\"", &row), &["name", "meaning"]) + &format!("\n[[limits]]\ntext = \"{WORDS}\"\n")
    });
    edit(root_path, "content/letters/first/letter.toml", |text| {
        let named = text.replace("[[senders]]", &format!("[[senders]]\nname = \"{WORDS}\"\nrole = \"{WORDS}\""));
        let file = named.replace("[source]", &format!("[source]\nreceived-as = \"{WORDS}\""));
        poisoned(&file, &["organisation"]).replace("\"B-24/17\"", &format!("\"{WORDS}\""))
    });
    for lang in ["nl", "en"] {
        edit(root_path, &format!("content/letters/first/{lang}.md"), |text| poisoned(text, &["title", "summary"]) + MARKDOWN);
        edit(root_path, &format!("content/pages/about/{lang}.md"), |text| poisoned(text, &["title", "summary"]) + MARKDOWN);
    }
    root
}

/// What the program says of a dossier.
fn check(root: &Path) -> String {
    cli::run(root, &["check"]).problems
}

#[test]
fn no_text_becomes_code() {
    let root = hostile();
    assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
    let memory = Memory::default();
    let (_, problems) = pipeline::build(root.path(), None, &memory);
    assert!(!problems.has_errors(), "{:#?}", problems.list.iter().map(|problem| &problem.message).collect::<Vec<_>>());
    let files = memory.into_files();
    page::check_site(&files).unwrap_or_else(|error| panic!("{error}"));
    let text = |path: &str| {
        let found = files.iter().find(|(known, _)| known.as_str() == path).expect(path);
        String::from_utf8(found.1.clone()).expect("text")
    };
    assert!(text("en/about.html").contains("&lt;script&gt;alert(1)"), "the words stand on the page");
    let rows = csv::ReaderBuilder::new().has_headers(true).from_reader(text("data/funding.csv").as_bytes()).into_records().count();
    assert_eq!(rows, 3);
    let (bib, ris) = (text("data/citations.bib"), text("data/citations.ris"));
    let is_closed = |text: &str| {
        text.replace("\\{", "").replace("\\}", "").chars().fold(0_i32, |depth, char| match char {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        }) == 0
    };
    assert!(is_closed(&bib), "{bib}");
    assert!(ris.lines().all(|line| line.get(2..6) == Some("  - ")), "{ris}");
}

#[test]
fn a_version_of_any_length_names_copies() {
    let root = dossier();
    edit(root.path(), "content/dossier.toml", |text| text.replace("\"1.0.0\"", &format!("\"{}\"", "../<v>".repeat(2_000))));
    let outcome = cli::run(root.path(), &["archive", "--only", "html"]);
    assert_eq!((outcome.code, outcome.problems.contains("error")), (0, false), "{}", outcome.problems);
    let names = fs::read_dir(root.path().join("copies")).expect("copies").map(|entry| entry.expect("a file").file_name());
    assert_eq!(names.filter(|name| name.to_string_lossy().starts_with("de-oude-brug-..--v-..--v-")).count(), 1);
}

#[test]
fn the_words_that_show_a_status_are_looked_for() {
    for (from, to, expected) in [
        ("De provincie betaalt € 800.000, de gemeente\"", "De gemeente betaalt\"", "content/funding.toml:52:17: error[quote-not-found]"),
        (
            "[amounts.status-passage]\nletter = \"first\"\nblock = \"p3\"",
            "[amounts.status-passage]\nletter = \"first\"\nblock = \"\\\"><p\"",
            "content/funding.toml:51:9: error[unknown-block]",
        ),
    ] {
        let root = dossier();
        edit(root.path(), "content/funding.toml", |text| text.replace(from, to));
        let said = check(root.path());
        assert!(said.contains(expected), "no `{expected}` in\n{said}");
    }
}

#[test]
fn only_real_files_are_read() {
    let (about, source) = ("content/pages/about/nl.md", "content/letters/first/source.txt");
    let root = dossier();
    let path = |name: &str| root.path().join(name);
    fs::remove_file(path(about)).expect("removed");
    assert!(Command::new("mkfifo").arg(path(about)).status().expect("mkfifo").success());
    fs::rename(path(source), path("elsewhere.txt")).expect("renamed");
    symlink("../../../elsewhere.txt", path(source)).expect("a link");
    symlink(".", path("content/letters/loop")).expect("a link");
    symlink("/", path("content/pages/all")).expect("a link");
    let said = check(root.path());
    for expected in [
        "content/pages/about/nl.md:1:1: error[unreadable-file]: cannot read this file: it is not a file",
        "content/letters/first/source.txt:1:1: error[unreadable-file]: cannot read this file: it is a link; put the file itself here",
        "content/letters/loop:1:1: error[stray-file]",
        "content/pages/all:1:1: error[stray-file]",
    ] {
        assert!(said.contains(expected), "no `{expected}` in\n{said}");
    }
}

#[test]
fn a_folder_that_is_linked_as_a_whole_is_read() {
    let root = dossier();
    fs::rename(root.path().join("content"), root.path().join("texts")).expect("renamed");
    symlink("texts", root.path().join("content")).expect("a link");
    assert_eq!(check(root.path()), "no problems\n");
}

#[test]
fn names_of_files_cannot_command_a_terminal() {
    let root = dossier();
    fs::write(root.path().join("content/\u{1b}[31mred\nline"), "").expect("a new file");
    let said = check(root.path());
    assert!(said.starts_with("content/\\u{1b}[31mred\\nline:1:1: error[stray-file]"), "{said}");
}

#[test]
fn problems_as_json_keep_every_character() {
    let root = dossier();
    let name = "\u{1b} \"\\ \u{2028}\u{202e}é\n\u{7f}.md";
    fs::write(root.path().join("content").join(name), "").expect("a new file");
    edit(root.path(), "content/funding.toml", |text| text.replace("\"bridge\"\nrole", "\"<b>\\u0022\\t😀\"\nrole"));
    let outcome = cli::run(root.path(), &["check", "--format", "json"]);
    let problems: Vec<BTreeMap<String, Value>> = serde_json::from_str(&outcome.results).expect("valid JSON");
    assert_eq!((outcome.code, outcome.problems.as_str()), (1, ""));
    for problem in &problems {
        let keys: Vec<&str> = problem.keys().map(String::as_str).collect();
        assert_eq!(keys, ["column", "file", "hints", "id", "line", "message", "severity"]);
    }
    let has = |key: &str, value: &str| problems.iter().any(|problem| problem[key].as_str().is_some_and(|found| found.contains(value)));
    assert!(has("file", name) && has("message", "<b>\"\t😀"), "{}", outcome.results);
}

#[test]
fn a_dossier_may_have_no_letters_or_an_empty_one() {
    let root = dossier();
    cli::take_text_of_source(root.path());
    edit(root.path(), "content/dossier.toml", |text| text.replace("key-figures = [\"total\"]\n", ""));
    fs::remove_file(root.path().join("content/funding.toml")).expect("removed");
    edit(root.path(), "content/letters/first/letter.toml", |text| text.split("[[references]]").next().unwrap_or_default().to_owned());
    fs::remove_file(root.path().join("content/letters/first/letter.lock")).expect("removed");
    for lang in ["nl", "en"] {
        edit(root.path(), &format!("content/letters/first/{lang}.md"), |text| {
            text.rsplit_once("+++\n").expect("front matter").0.to_owned() + "+++\n"
        });
    }
    assert_eq!(check(root.path()), "no problems\n");
    assert_eq!(cli::run(root.path(), &["blocks", "first"]).results, "");
    fs::remove_dir_all(root.path().join("content/letters")).expect("removed");
    assert_eq!(check(root.path()), "no problems\n");
}

#[test]
fn thousands_of_problems_are_told_soon() {
    let root = dossier();
    edit(root.path(), "content/pages/about/en.md", |text| text.to_owned() + &"\na <b>c</b>\n".repeat(5_000));
    fs::write(root.path().join("content/glossary.toml"), (0..5_000).map(|number| format!("k{number} = 1\n")).collect::<String>())
        .expect("new");
    let start = std::time::Instant::now();
    let said = check(root.path());
    assert!(said.ends_with("5000 errors, 10000 warnings\n"), "{:?}", said.lines().last());
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn a_reader_that_hangs_up_is_no_error_but_a_full_disk_is() {
    let root = dossier();
    for arguments in ["blocks first", "--help", "check --format json", "check --explain bad-date", "lock"] {
        let script = format!("set -o pipefail; {} {arguments} | head -c 1", env!("CARGO_BIN_EXE_dossier"));
        let piped = Command::new("bash").args(["-c", &script]).current_dir(root.path()).output().expect("bash");
        assert_eq!(piped.status.code(), Some(0), "{arguments}: {}", String::from_utf8_lossy(&piped.stderr));
    }
    let full = fs::File::options().write(true).open("/dev/full").expect("a device that is full");
    let outcome = cli::command(root.path(), &["blocks", "first"]).stdout(full).output().expect("the program runs");
    assert_eq!(outcome.status.code(), Some(3), "{}", String::from_utf8_lossy(&outcome.stderr));
}
