//! A build that is killed at any moment leaves the old site or the new one, whole, and the next build mends the rest.
//!
//! `DOSSIER_KILLS=200` kills more builds than usual.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use dossier::output::manifest;

use crate::cli;

/// How many builds a run kills.
const N_KILLS: u32 = 15;

/// A dossier with enough letters that a build takes a while.
fn dossier() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    cli::copy(&base, root.path());
    cli::list_some_amounts(root.path());
    for number in 0..8 {
        let letter = root.path().join(format!("content/letters/letter-{number}"));
        fs::create_dir(&letter).expect("a new folder");
        cli::copy(&base.join("content/letters/first"), &letter);
        for name in ["nl.md", "en.md", "letter.lock"] {
            let text = fs::read_to_string(letter.join(name)).expect("a file of the base");
            let renamed =
                ["herstel-oude-brug", "repair-old-bridge"].iter().fold(text, |text, slug| text.replace(slug, &format!("{slug}-{number}")));
            fs::write(letter.join(name), renamed).expect("a writable file");
        }
    }
    root
}

/// Gives the dossier another version, which stands on every page.
fn set_version(root: &Path, number: u32) {
    let path = root.join("content/dossier.toml");
    let text = fs::read_to_string(&path).expect("the settings");
    let (_, rest) = text.split_once('\n').expect("a first line");
    fs::write(path, format!("version = \"{number}.0.0\"\n{rest}")).expect("a writable file");
}

/// The version of a site, all of whose files are as its manifest says, and no others there.
#[track_caller]
fn version(site: &Path) -> String {
    let listed = manifest::load(&site.join(manifest::MANIFEST)).expect("a manifest");
    let entries = walkdir::WalkDir::new(site).into_iter().map(|entry| entry.expect("a readable folder"));
    let mut n_files = 0;
    for entry in entries.filter(|entry| entry.file_type().is_file() && entry.file_name() != manifest::MANIFEST) {
        let path = cli::below(site, entry.path());
        let hash = manifest::hash(&fs::read(entry.path()).expect("a readable file"));
        assert_eq!(listed.hash(&path), Some(hash.as_str()), "{path}");
        n_files += 1;
    }
    assert_eq!(n_files, listed.len());
    let described = fs::read(site.join("data/dossier.json")).expect("a description");
    let described: serde_json::Value = serde_json::from_slice(&described).expect("valid JSON");
    described["version"].as_str().expect("a version").to_owned()
}

/// Builds the site; how long that took.
#[track_caller]
fn build(root: &Path) -> Duration {
    let start = Instant::now();
    let outcome = cli::run(root, &["build"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    start.elapsed()
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let root = dossier();
    let root = root.path();
    let site = root.join("site");
    set_version(root, 0);
    let time = build(root);
    let n_kills = std::env::var("DOSSIER_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(N_KILLS);
    let mut n_killed = 0;
    let mut old = version(&site);
    for number in 1..=n_kills {
        set_version(root, number);
        let new = format!("{number}.0.0");
        let mut running = cli::command(root, &["build"]).stderr(Stdio::null()).spawn().expect("a build");
        // From the first moment to a little after the last.
        std::thread::sleep(time * number * 11 / (n_kills * 10));
        running.kill().expect("a signal");
        n_killed += u32::from(!running.wait().expect("an end").success());
        let found = version(&site);
        assert!(found == old || found == new, "{found} is neither {old} nor {new}");
        old = found;
    }
    assert!(0 < n_killed, "no build was killed while it ran");
    build(root);
    assert_eq!(version(&site), format!("{n_kills}.0.0"));
    let mut left: Vec<_> = fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    left.sort();
    assert_eq!(left, [".site.dossier-cache", ".site.dossier-lock", "content", "site"]);
}
