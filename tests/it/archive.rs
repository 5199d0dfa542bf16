//! Offline copies: what is written, what is said of it, and what is left alone.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{self, Outcome};
use dossier::output::manifest::hash;

/// The list of sums.
const SUMS: &str = "SHA512SUMS";

/// A dossier in a folder of its own.
fn dossier() -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    root
}

/// Writes copies with some arguments.
fn archive(root: &Path, arguments: &[&str]) -> Outcome {
    cli::run(root, &[&["archive"], arguments].concat())
}

/// The text of a file.
fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a readable file")
}

/// Changes the settings of a dossier.
fn set(root: &Path, from: &str, to: &str) {
    let path = root.join("content/dossier.toml");
    let settings = text(&path);
    assert!(settings.contains(from), "the settings have no `{from}`");
    fs::write(path, settings.replace(from, to)).expect("written");
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn copies_are_told_with_their_fingerprint() {
    let root = dossier();
    let outcome = archive(root.path(), &["--only", "zip,data"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    let copies = root.path().join("copies");
    let lines: Vec<&str> = outcome.results.lines().collect();
    assert_eq!(lines.len(), 3, "{}", outcome.results);
    assert_eq!(lines[2], format!("fingerprint: {}", hash(text(&copies.join(SUMS)).as_bytes())));
    let made = names(&copies);
    assert_eq!(made.len(), 6);
    let zip = made.iter().find(|name| name.ends_with("1.0.0.zip")).expect("a ZIP");
    assert_eq!(lines[0], format!("copies/{zip}: {} bytes", fs::metadata(copies.join(zip)).expect("a file").len()));
    assert!(outcome.problems.contains("2 copies with SHA512SUMS in copies"), "{}", outcome.problems);
    assert_eq!(names(root.path()), [".copies.dossier-lock", "content", "copies"], "nothing else is left");
    let quiet = archive(root.path(), &["--only", "zip,data", "--quiet"]);
    assert_eq!((quiet.results, quiet.problems), (outcome.results, String::new()), "made once more, the same and without words");
}

#[test]
fn every_sum_is_listed_and_every_language_is_in_the_words() {
    let root = dossier();
    assert_eq!(archive(root.path(), &[]).code, 0);
    let copies = root.path().join("copies");
    for line in text(&copies.join(SUMS)).lines() {
        let (sum, path) = line.split_once("  ").expect("a line of sums");
        assert_eq!(hash(&fs::read(copies.join(path)).expect("a listed file")), sum, "{path}");
    }
    let licences = text(&copies.join("LICENCES.txt"));
    let headings: Vec<&str> =
        licences.lines().zip(licences.lines().skip(1)).filter(|(_, rule)| rule.starts_with("---")).map(|(line, _)| line).collect();
    assert_eq!(
        headings[..3],
        ["The documents, and the texts about them", "The data of the ledger", "Style sheets, scripts and icons of the pages"]
    );
    assert_eq!(headings.get(3).copied(), cfg!(feature = "pdf").then_some("Fonts in the PDF files"));
    assert!(licences.contains("MIT License\n\nCopyright (c) ") && licences.contains("SOFTWARE."), "{licences}");
    let readme = text(&copies.join("README.txt"));
    for words in ["How to check it", "Hoe u het controleert", "sha512sum -c SHA512SUMS"] {
        assert!(readme.contains(words), "{readme}");
    }
    assert!(readme.lines().all(|line| line.chars().count() <= 78 || !line.contains(' ')), "{readme}");
    let bag = names(&copies).into_iter().find(|name| name.ends_with("-bag")).expect("a bag");
    let bag = copies.join(bag);
    let source = fs::read(root.path().join("content/letters/first/source.txt")).expect("a source");
    for path in ["data/sources/first.txt", "data/site/sources/first.txt", "data/content/letters/first/source.txt"] {
        assert_eq!(fs::read(bag.join(path)).expect("a source"), source, "{path}");
    }
    let crated: serde_json::Value = serde_json::from_str(&text(&bag.join("data/ro-crate-metadata.json"))).expect("JSON");
    let of = |id: &str| crated["@graph"].as_array().expect("a list").iter().find(|of| of["@id"] == id).expect("described").clone();
    assert_eq!(of("sources/first.txt")["contentSize"], source.len().to_string());
    assert!(of("./").get("publisher").is_none(), "nobody is invented");
}

#[test]
fn who_publishes_is_told_only_where_it_is_known() {
    let root = dossier();
    let told = archive(root.path(), &["--only", "bag"]).problems;
    assert!(told.contains("`[publisher]`") && told.contains("`licence-url`"), "{told}");
    let settings = root.path().join("content/dossier.toml");
    let known = "\n[publisher]\nname = { nl = \"Stichting\", en = \"Foundation\" }\nurl = \"https://example.org/\"\n";
    let licence = "licence = \"Free.\"\nlicence-url = \"https://example.org/free\"\n";
    let before: Vec<String> = text(&settings).lines().filter(|line| !line.starts_with("licence")).map(str::to_owned).collect();
    fs::write(&settings, format!("{licence}{}\n{known}", before.join("\n"))).expect("written");
    let outcome = archive(root.path(), &["--only", "bag"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    assert!(!outcome.problems.contains("lacks"), "{}", outcome.problems);
    let copies = root.path().join("copies");
    let bag = copies.join(names(&copies).into_iter().find(|name| name.ends_with("-bag")).expect("a bag"));
    let info = text(&bag.join("bag-info.txt"));
    assert!(info.starts_with("Source-Organization: Stichting\n") || info.starts_with("Source-Organization: Foundation\n"), "{info}");
    assert!(text(&bag.join("data/ro-crate-metadata.json")).contains("\"@id\": \"https://example.org/free\""));
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let root = dossier();
    let of_others = format!("{}  README.txt\n", "0".repeat(128));
    for (name, words) in [("thesis.txt", "three years of work"), (SUMS, &*of_others), (SUMS, ""), ("copies.json", "{}")] {
        let home = root.path().join("home");
        fs::create_dir(&home).expect("a new folder");
        fs::write(home.join(name), words).expect("a new file");
        let outcome = archive(root.path(), &["--output", "home", "--only", "zip"]);
        assert_eq!(outcome.code, 2, "{}", outcome.problems);
        assert!(outcome.problems.contains("it is left alone"), "{}", outcome.problems);
        assert_eq!((names(&home), text(&home.join(name))), (vec![name.to_owned()], words.to_owned()));
        fs::remove_dir_all(home).expect("removed");
    }
    assert_eq!(archive(root.path(), &["--output", "content/copies"]).code, 2);
    assert_eq!(archive(root.path(), &["--output", "."]).code, 2);
    assert_eq!(cli::run(root.path(), &["build"]).code, 0);
    assert_eq!(archive(root.path(), &["--output", "site"]).code, 2, "a site is no folder of copies");
}

#[test]
fn old_copies_stay_until_new_ones_are_whole() {
    let root = dossier();
    assert_eq!(archive(root.path(), &["--only", "tmx"]).code, 0);
    let copies = root.path().join("copies");
    let before = text(&copies.join(SUMS));
    // A file of somebody among them would be lost.
    fs::write(copies.join("mine.txt"), "mine").expect("written");
    let outcome = archive(root.path(), &["--only", "tmx"]);
    assert_eq!(outcome.code, 2, "{}", outcome.problems);
    assert!(outcome.problems.contains("mine.txt"), "{}", outcome.problems);
    fs::remove_file(copies.join("mine.txt")).expect("removed");
    // What a crash left is taken away.
    for (name, file) in [("new", "half.zip"), ("scratch", "index.html")] {
        let left = root.path().join(format!(".copies.dossier-{name}"));
        fs::create_dir(&left).expect("a folder");
        fs::write(left.join(file), "half").expect("written");
    }
    set(root.path(), "version = \"1.0.0\"", "version = \"1.1.0\"");
    let edition = root.path().join("content/letters/first/nl.md");
    let whole = text(&edition);
    fs::write(&edition, format!("{whole}\nA paragraph that no source has.\n")).expect("written");
    let outcome = archive(root.path(), &["--only", "tmx"]);
    assert_eq!(outcome.code, 1, "{}", outcome.problems);
    assert!(outcome.problems.ends_with("nothing was written; what stood there before is as it was\n"), "{}", outcome.problems);
    assert_eq!(text(&copies.join(SUMS)), before);
    fs::write(&edition, whole).expect("written");
    assert_eq!(archive(root.path(), &["--only", "tmx"]).code, 0);
    assert!(names(&copies).iter().any(|name| name.ends_with("-1.1.0.tmx")), "{:?}", names(&copies));
    assert_eq!(names(root.path()), [".copies.dossier-lock", "content", "copies"]);
}

#[test]
fn forms_are_known_by_name() {
    let root = dossier();
    let outcome = archive(root.path(), &["--only", "zap"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.problems.contains("bag-zip") && outcome.problems.contains("'zip'"), "{}", outcome.problems);
    assert_eq!(names(root.path()), ["content"]);
}

#[test]
fn all_languages_are_in_one_memory() {
    let root = crate::cases::lay("belgium");
    let outcome = archive(root.path(), &["--only", "tmx"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    let copies = root.path().join("copies");
    let name = names(&copies).into_iter().find(|name| name.ends_with(".tmx")).expect("a memory");
    let memory = text(&copies.join(name));
    let of_three = memory.split("<tu ").filter(|unit| unit.matches("<tuv ").count() == 3).count();
    assert!(0 < of_three, "{memory}");
    assert!(memory.split("<tu ").skip(1).all(|unit| 2 <= unit.matches("<tuv ").count()));
}
