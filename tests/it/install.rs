//! The program is one file: it carries its themes with it, and works in any folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aho_corasick::AhoCorasick;

/// The files of the shipped themes that are not empty.
fn shipped() -> Vec<(PathBuf, Vec<u8>)> {
    let themes = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let entries = walkdir::WalkDir::new(themes).min_depth(2).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let read = files.map(|path| (path.clone(), fs::read(&path).expect("a readable file")));
    read.filter(|(_, bytes)| !bytes.is_empty()).collect()
}

#[test]
fn the_program_carries_every_file_of_its_themes() {
    let program = fs::read(env!("CARGO_BIN_EXE_dossier")).expect("the program");
    let files = shipped();
    let ours = |ending: &str| files.iter().any(|(path, _)| path.extension().is_some_and(|found| found == ending));
    assert!(["css", "html", "js", "toml"].into_iter().all(ours));
    // One pass looks for how each file begins, and then at all of it.
    let starts = AhoCorasick::new(files.iter().map(|(_, bytes)| &bytes[..bytes.len().min(32)])).expect("patterns");
    let mut found = BTreeSet::new();
    for place in starts.find_overlapping_iter(&program) {
        let file_idx = place.pattern().as_usize();
        if program[place.start()..].starts_with(&files[file_idx].1) {
            found.insert(file_idx);
        }
    }
    let lost: Vec<&PathBuf> = (0..files.len()).filter(|idx| !found.contains(idx)).map(|idx| &files[idx].0).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn a_copy_of_the_program_works_in_any_folder() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let program = scratch.path().join("dossier-elsewhere");
    fs::copy(env!("CARGO_BIN_EXE_dossier"), &program).expect("a copy");
    let run = |arguments: &[&str]| {
        // Without anything that whoever runs the tests has around them.
        let output = Command::new(&program).args(arguments).current_dir(scratch.path()).env_clear().output().expect("a run");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["init", "new", "--languages", "en,nl"]);
    run(&["build", "--root", "new"]);
    assert!(scratch.path().join("new/site/en/index.html").is_file());
}
