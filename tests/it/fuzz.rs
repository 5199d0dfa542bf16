//! A little of the fuzzing in `tests/fuzz`: every case that was once found, and some changes of chance to the cases that it begins with.

#[path = "../fuzz/seeds.rs"]
mod seeds;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::mutations::page;
use crate::mutations::random::Random;
use targets::TARGETS;

/// How often chance changes a case of a target; less often where a run takes long.
const N_RUNS: usize = 400;

/// The targets of which a run takes milliseconds, and how often they run.
const SLOW: &[(&str, usize)] = &[
    ("copy", 100),
    ("dossier", 10),
    ("import_docx", 60),
    ("import_html", 60),
    ("import_markdown", 60),
    ("import_pdf", 12),
    ("import_text", 60),
    ("unchanged", 100),
];

/// The longest case that chance changes, in bytes.
const MAX_BYTES: usize = 3_000;

/// Bytes that mean something to one reader or another.
const SIGNS: &[&str] = &[
    "\n",
    "\n\n",
    "\t",
    " ",
    "\u{a0}",
    "\"",
    "'",
    "'''",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    "#",
    "\\",
    "|",
    "*",
    "_",
    "`",
    "```",
    "~~~",
    "<",
    ">",
    "&",
    "&amp;",
    "<p",
    "<!--",
    "-->",
    "</",
    "+++",
    "- ",
    "1. ",
    "> ",
    "[^1]",
    "[^1]:",
    "€",
    "0",
    "1",
    "99999999999",
    ".",
    ",",
    "-",
    "–",
    "%",
    "é",
    "e\u{301}",
    "İ",
    "ſ",
    "ß",
    "😀",
    "\u{feff}",
    "\u{2028}",
    "\r",
    "\r\n",
    "\0",
    "\u{1b}",
    "½",
    "²",
    "{.question}",
    "{.answer}",
    "p1",
    "nl",
    "en",
];

/// The root of the project.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The cases that were found, by target.
fn found() -> Vec<(String, PathBuf)> {
    let entries = walkdir::WalkDir::new(root().join("tests/fuzz/found")).sort_by_file_name().into_iter();
    let files = entries.map(|entry| entry.expect("a readable folder")).filter(|entry| entry.file_type().is_file());
    let target = |path: &Path| path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).expect("a target");
    files.map(|entry| (target(entry.path()), entry.into_path())).collect()
}

/// Changes bytes in one to four ways.
fn change(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(20)).min(bytes.len());
        match random.below(6) {
            0 => bytes.truncate(at.max(1)),
            1 => _ = bytes.drain(at..end),
            2 if at < bytes.len() => bytes[at] = u8::try_from(random.below(256)).unwrap_or_default(),
            3 => {
                let copied = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, copied);
            }
            4 => {
                let from = random.below(other.len() + 1);
                let piece = &other[from..(from + 1 + random.below(80)).min(other.len())];
                bytes.splice(at..end, piece.iter().copied());
            }
            _ => _ = bytes.splice(at..at, random.one(SIGNS).bytes()),
        }
    }
}

/// Runs a target on changed cases; returns the first that breaks a promise. The same numbers make the same cases.
fn run(name: &'static str, cases: &[Vec<u8>]) -> Option<String> {
    let small: Vec<&Vec<u8>> = cases.iter().filter(|case| case.len() <= MAX_BYTES || name == "import_pdf").collect();
    assert!(!small.is_empty(), "no case for {name}");
    let n_runs = SLOW.iter().find(|(slow, _)| *slow == name).map_or(N_RUNS, |(_, n_runs)| *n_runs);
    for number in 0..n_runs {
        let mut random = Random::new(number as u64 + 1);
        let mut bytes = (*random.one(&small)).clone();
        let other = *random.one(&small);
        change(&mut bytes, other, &mut random);
        if catch_unwind(|| targets::run(name, &bytes)).is_err() {
            return Some(format!("{name}, case {number}: {:?}", String::from_utf8_lossy(&bytes)));
        }
    }
    None
}

#[test]
fn every_case_that_was_found_keeps_the_promise() {
    let found = found();
    assert!(!found.is_empty(), "no cases");
    for (target, path) in found {
        assert!(TARGETS.iter().any(|(name, _)| *name == target), "no target for {}", path.display());
        let bytes = fs::read(&path).expect("a readable file");
        assert!(catch_unwind(|| targets::run(&target, &bytes)).is_ok(), "{}", path.display());
    }
}

#[test]
fn what_chance_makes_of_the_cases_keeps_the_promise() {
    let mut cases: BTreeMap<&str, Vec<Vec<u8>>> = BTreeMap::new();
    for (target, bytes) in seeds::all(root()) {
        cases.entry(target).or_default().push(bytes);
    }
    let next = AtomicUsize::new(0);
    let targets = || std::iter::from_fn(|| TARGETS.get(next.fetch_add(1, Ordering::Relaxed)));
    let work = || targets().filter_map(|(name, _)| run(name, cases.get(name).expect("cases"))).collect::<Vec<String>>();
    // In threads that end, whose folders go with them: rayon's never do.
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
    let faults: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("faults")).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
#[ignore = "writes what `cargo fuzz` begins with; tests/fuzz/README.md"]
fn write_seeds() {
    let folder = root().join("target/fuzz-corpus");
    for (idx, (target, bytes)) in seeds::all(root()).into_iter().enumerate() {
        let folder = folder.join(target);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("seed-{idx}")), bytes).expect("a new file");
    }
    let signs: String = SIGNS.iter().filter(|sign| !sign.contains('\0')).map(|sign| format!("\"{}\"\n", in_dictionary(sign))).collect();
    let words = dictionary_words();
    fs::write(folder.join("words.dict"), signs + &words).expect("a new file");
}

/// A word as a dictionary of libFuzzer has it.
fn in_dictionary(word: &str) -> String {
    let sign = |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("\\x{byte:02X}") };
    word.bytes().map(sign).collect()
}

/// The words in quotes and the keys of all files of TOML: those of the languages, and those of the dossiers.
fn dictionary_words() -> String {
    let folders = ["themes/dossier/i18n", "tests/problems", "content"];
    let entries = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root().join(folder)));
    let files =
        entries.map(|entry| entry.expect("a readable folder")).filter(|entry| entry.path().extension().is_some_and(|end| end == "toml"));
    let mut words = std::collections::BTreeSet::new();
    for entry in files {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        words.extend(text.split('"').skip(1).step_by(2).map(str::to_owned));
        words.extend(text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned()));
        words.extend(text.lines().filter(|line| line.starts_with('[')).map(|line| format!("\n{line}\n")));
    }
    words.iter().filter(|word| (2..30).contains(&word.len())).map(|word| format!("\"{}\"\n", in_dictionary(word))).collect()
}
