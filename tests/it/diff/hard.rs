//! Copies that are damaged, foreign, of another time, or very different; and builds over an earlier build.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::versions::{EDITS, Versions};
use crate::cli;

/// What `dossier diff` says of two copies that it cannot compare.
#[track_caller]
fn refused(folder: &Path, old: &str, new: &str) -> String {
    let outcome = cli::run(folder, &["diff", old, new]);
    assert_eq!((outcome.code, outcome.results.as_str()), (2, ""), "{}", outcome.problems);
    outcome.problems
}

/// Changes a data file of a site, which is a copy and may be changed.
fn change(file: &Path, change: impl FnOnce(&mut Value)) {
    let mut value = serde_json::from_str(&fs::read_to_string(file).expect("a file")).expect("JSON");
    change(&mut value);
    // Files of two sites can be one on disk.
    fs::remove_file(file).expect("a file");
    fs::write(file, value.to_string()).expect("written");
}

#[test]
fn what_is_no_whole_copy_is_refused() {
    let versions = Versions::new(&[]);
    let folder = versions.path();
    versions.pack("old", "old.zip", ("", false));
    let bytes = fs::read(folder.join("old.zip")).expect("an archive");
    fs::write(folder.join("short.zip"), &bytes[..bytes.len() / 2]).expect("written");
    assert!(
        refused(folder, "short.zip", "new").starts_with("error: `short.zip` is no copy of a site: it is a file, but no whole ZIP archive")
    );
    assert!(refused(folder, "dossier", "new").starts_with("error: `dossier` is no copy of a site: it has no `index.html`"));
    assert!(refused(folder, "nothing", "new").starts_with("error: cannot read `nothing`: "));
    cli::copy(&folder.join("old"), &folder.join("part"));
    fs::remove_file(folder.join("part/data/letters/first.json")).expect("a file");
    let missing =
        "error: the copy `part` has no `data/letters/first.json`: it is not whole, or no site of this program; give a copy that is\n";
    assert_eq!(refused(folder, "old", "part"), missing);
    // One byte of what is packed, in every member in turn: found where the comparison reads that member.
    let at =
        bytes.windows(18).position(|bytes| bytes == b"data/dossier.json\x50" || bytes.starts_with(b"data/dossier.json")).expect("a member");
    let mut flipped = bytes.clone();
    flipped[at + 40] ^= 0x20;
    fs::write(folder.join("flipped.zip"), flipped).expect("written");
    let error = refused(folder, "flipped.zip", "new");
    assert!(error.starts_with("error: `data/dossier.json` of the copy `flipped.zip` is damaged: "), "{error}");
}

#[test]
fn a_copy_of_another_time_is_read_or_refused() {
    let versions = Versions::new(&[]);
    let folder = versions.path();
    cli::copy(&folder.join("old"), &folder.join("older"));
    change(&folder.join("older/data/dossier.json"), |data| {
        let letter = data["letters"][0].as_object_mut().expect("a letter");
        assert!(letter.remove("senders").is_some() && letter.remove("recipients").is_some());
    });
    let told = super::diff(folder, &["older", "new"]);
    assert!(told.contains("\nNothing changed in the letters") && told.contains("does not hold it: recipients, senders."), "{told}");
    change(&folder.join("older/data/funding.json"), |data| data["schema_version"] = json!("7"));
    let error = refused(folder, "older", "new");
    assert!(
        error.contains("`data/funding.json` of the copy `older` is of form 7, and this version of dossier reads no form after 1"),
        "{error}"
    );
}

#[test]
fn a_build_tells_of_a_copy_that_it_cannot_use() {
    let versions = Versions::new(&[]);
    let outcome = versions.try_build("told", &["--previous", "nothing"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.problems.contains("error[unusable-copy]: what changed since the earlier copy cannot be told: cannot read"),
        "{}",
        outcome.problems
    );
    assert!(!versions.path().join("told").exists());
    let outcome = versions.try_build("old", &["--previous", "old"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.problems.contains("it is the earlier copy with which the site is compared, and would be lost"), "{}", outcome.problems);
    assert!(versions.path().join("old/index.html").exists());
}

#[test]
fn very_many_changes_are_split_over_pages() {
    let versions = Versions::new(&[]);
    let folder = versions.path();
    let text = "Every word of this long block is gone. ".repeat(20);
    change(&folder.join("old/data/letters/first.json"), |data| {
        let blocks = data["blocks"].as_array_mut().expect("blocks");
        blocks.extend((100..1_300).map(|number| json!({"id": format!("p{number}"), "kind": "paragraph", "text": {"nl": text}})));
    });
    versions.build("told", &["--previous", "old"]);
    let pages: Vec<(String, usize)> = versions
        .files("told")
        .into_iter()
        .filter(|(path, _)| path.starts_with("en/changes"))
        .map(|(path, bytes)| (path, bytes.len()))
        .collect();
    let names: Vec<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        names,
        [
            "en/changes-letters-2024-2.html",
            "en/changes-letters-2024-3.html",
            "en/changes-letters-2024-4.html",
            "en/changes-letters-2024.html",
            "en/changes.html"
        ]
    );
    assert!(pages.iter().all(|(_, n_bytes)| *n_bytes < 500_000), "{pages:?}");
    let all: usize = names.iter().map(|name| versions.read(&format!("told/{name}")).matches("<del>").count()).sum();
    assert_eq!(all, 1_200);
    assert!(versions.read("told/en/changes.html").contains("changes-letters-2024-2.html"));
}

#[test]
fn a_build_over_the_last_one_looks_at_the_copy_again() {
    let versions = Versions::new(EDITS);
    let site = |name: &str| versions.files(name);
    versions.build("told", &["--previous", "old"]);
    versions.build("told", &["--previous", "old"]);
    versions.build("fresh", &["--previous", "old"]);
    assert!(site("told") == site("fresh"), "built over the last one");
    change(&versions.path().join("old/data/letters/first.json"), |data| data["blocks"][0]["text"]["en"] = json!("Dear all,"));
    versions.build("told", &["--previous", "old"]);
    assert!(versions.read("told/en/changes.html").contains("Dear all,"));
    versions.build("told", &[]);
    assert!(site("told") == site("new"), "nothing is left of the page");
}
