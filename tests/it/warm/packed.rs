//! Files that are packed in advance: made anew with their files, kept with them, gone with the wish.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::{Files, compare, edits, files, relock, sync};
use crate::cli;

/// The settings of a dossier that wants packed files.
const BOTH: &str = "\n[hosting]\ncompress = [\"gzip\", \"brotli\"]\nhosts = [\"apache\"]\n";

/// The number by which the disk knows a file of the site.
fn number(root: &Path, path: &str) -> u64 {
    fs::metadata(root.join("site").join(path)).expect(path).ino()
}

/// Builds over the last site, and compares with a build in a fresh place; the paths of the packed files.
#[track_caller]
fn built(root: &Path) -> Vec<String> {
    assert_eq!(compare(root, "site", None, &Files::new()), Ok(true));
    files(&root.join("site")).into_keys().filter(|path| path.ends_with(".gz") || path.ends_with(".br")).collect()
}

#[test]
fn packed_files_follow_their_files() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let root = root.path();
    let mut all = edits::dossier();
    let settings = String::from_utf8(all["content/dossier.toml"].clone()).expect("text");
    all.insert("content/dossier.toml".into(), format!("{settings}{BOTH}").into_bytes());
    sync(root, &all);
    relock(root, &mut all);
    let first = built(root);
    assert!(first.contains(&"nl/brieven/herstel-oude-brug-second.html.gz".to_owned()) && first.len().is_multiple_of(2), "{first:?}");
    std::thread::sleep(std::time::Duration::from_millis(20));
    let style = format!("{}.gz", cli::asset(&root.join("site"), "style.css"));
    let numbers = || {
        ["nl/brieven/herstel-oude-brug-third.html.br", &style, "nl/brieven/herstel-oude-brug-second.html.gz"].map(|path| number(root, path))
    };
    let before = numbers();
    let edition = root.join("content/letters/second/nl.md");
    let text = fs::read_to_string(&edition).expect("an edition");
    fs::write(&edition, text.replace("smal", "nauw")).expect("a writable file");
    relock(root, &mut all);
    assert_eq!(built(root), first);
    let after = numbers();
    assert_eq!((after[0], after[1]), (before[0], before[1]), "kept with a page that is kept, and with a file that is put again");
    assert_ne!(after[2], before[2], "made anew with its page");
    // One of the two, which here is the quicker one.
    let quick = BOTH.replace(", \"brotli\"", "");
    let of_quick: Vec<String> = first.iter().filter(|path| path.ends_with(".gz")).cloned().collect();
    fs::write(root.join("content/dossier.toml"), format!("{settings}{quick}")).expect("a writable file");
    assert_eq!(built(root), of_quick);
    fs::write(root.join("content/dossier.toml"), &settings).expect("a writable file");
    assert_eq!(built(root), [""; 0]);
    fs::write(root.join("content/dossier.toml"), format!("{settings}{quick}")).expect("a writable file");
    assert_eq!(built(root), of_quick, "packed again, though the pages are kept");
}
