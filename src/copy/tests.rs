//! Tests: folders and archives, sound, damaged and hostile.
#![expect(clippy::disallowed_methods, reason = "these tests make copies")]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

/// A folder of the test's own.
fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("a scratch folder")
}

/// Writes files into a folder.
fn folder(at: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = at.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
}

/// Writes files into an archive.
fn packed(at: &Path, name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = at.join(name);
    let mut zip = ZipWriter::new(File::create(&path).expect("made"));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in files {
        zip.start_file(*name, options).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("whole");
    path
}

/// The paths of a copy, and the text of one of its site's files.
fn told(path: &Path, file: &str) -> (Vec<String>, String) {
    let copy = open(path).expect("a copy");
    let bytes = copy.read(&copy.of_site(file)).expect("a file");
    (copy.paths().map(str::to_owned).collect(), String::from_utf8(bytes).expect("UTF-8"))
}

/// What is said of what cannot be opened.
fn refused(path: &Path) -> String {
    open(path).expect_err("no copy").to_string().replace(&path.display().to_string(), "COPY")
}

#[test]
fn what_lies_beside_a_copy_does_not_hide_it() {
    let scratch = scratch();
    let finder =
        packed(scratch.path(), "finder.zip", &[("site/index.html", "home"), ("__MACOSX/._site", ""), ("__MACOSX/site/._index.html", "x")]);
    let flat = packed(scratch.path(), "flat.zip", &[("index.html", "home"), ("__MACOSX/._index.html", "x")]);
    for path in [finder, flat] {
        assert_eq!(told(&path, "index.html"), (vec!["index.html".to_owned()], "home".to_owned()));
        let copy = open(&path).expect("a copy");
        assert!(copy.odd().is_empty() && 0 < copy.n_of_macos());
    }
    let other = packed(scratch.path(), "other.zip", &[("a/note.txt", "x"), ("site/index.html", "home")]);
    assert_eq!(told(&other, "index.html").1, "home");
    assert_eq!(open(&other).expect("a copy").odd().iter().map(|odd| odd.path.as_str()).collect::<Vec<_>>(), ["a/note.txt"]);
    let two = packed(scratch.path(), "two.zip", &[("a/note.txt", "x"), ("b/index.html", "one"), ("c/index.html", "other")]);
    assert!(refused(&two).contains("is no copy of a site"), "nobody can say which is meant");
}

#[test]
fn a_bag_and_a_folder_of_copies_are_known_by_what_is_left_of_them() {
    let scratch = scratch();
    folder(&scratch.path().join("bag"), &[("tagmanifest-sha512.txt", ""), ("data/site/index.html", "home")]);
    let bag = open(&scratch.path().join("bag")).expect("a bag");
    assert!(bag.is_bag() && bag.of_site("index.html") == "data/site/index.html");
    folder(&scratch.path().join("copies"), &[("copies.json", "{}")]);
    assert!(!open(&scratch.path().join("copies")).expect("copies").is_bag());
}

#[test]
fn a_site_in_a_folder_and_in_archives() {
    let scratch = scratch();
    let files = [("index.html", "home"), ("data/dossier.json", "{}")];
    folder(&scratch.path().join("site"), &files);
    let plain = packed(scratch.path(), "plain.zip", &files);
    let nested = packed(scratch.path(), "nested.zip", &[("d-1/index.html", "home"), ("d-1/data/dossier.json", "{}")]);
    let expected = (vec!["data/dossier.json".to_owned(), "index.html".to_owned()], "home".to_owned());
    for path in [scratch.path().join("site"), plain, nested] {
        assert_eq!(told(&path, "index.html"), expected, "{}", path.display());
    }
}

#[test]
fn a_folder_around_the_copy_is_stepped_into() {
    let scratch = scratch();
    folder(scratch.path(), &[("d-1/index.html", "home")]);
    assert_eq!(told(scratch.path(), "index.html"), (vec!["index.html".to_owned()], "home".to_owned()));
}

#[test]
fn a_bag_holds_the_site_in_its_data() {
    let scratch = scratch();
    let files = [("b/bagit.txt", "BagIt-Version: 1.0"), ("b/data/site/index.html", "home"), ("b/data/sources/a.txt", "x")];
    let path = packed(scratch.path(), "bag.zip", &files);
    let copy = open(&path).expect("a copy");
    assert!(copy.is_bag() && copy.is_packed());
    assert_eq!(copy.paths().collect::<Vec<_>>(), ["bagit.txt", "data/site/index.html", "data/sources/a.txt"]);
    assert_eq!(copy.site_paths().collect::<Vec<_>>(), ["index.html"]);
    assert_eq!(told(&path, "index.html").1, "home");
}

#[test]
fn what_is_no_copy_is_refused() {
    let scratch = scratch();
    folder(scratch.path(), &[("notes.txt", "x"), ("deep/er/index.html", "x")]);
    assert!(refused(scratch.path()).starts_with("`COPY` is no copy of a site: it has no `index.html`"));
    assert!(refused(&scratch.path().join("notes.txt")).contains("no whole ZIP archive"));
    assert!(refused(&scratch.path().join("nothing")).starts_with("cannot read `COPY`"));
    let other = packed(scratch.path(), "other.zip", &[("a.txt", "x")]);
    assert!(refused(&other).contains("it has no `index.html`"));
}

#[test]
fn links_are_not_followed() {
    let scratch = scratch();
    folder(scratch.path(), &[("secret.txt", "x"), ("site/index.html", "home")]);
    std::os::unix::fs::symlink(scratch.path().join("secret.txt"), scratch.path().join("site/link.txt")).expect("a link");
    std::os::unix::fs::symlink(scratch.path(), scratch.path().join("site/up")).expect("a link");
    let copy = open(&scratch.path().join("site")).expect("a copy");
    assert_eq!(copy.paths().collect::<Vec<_>>(), ["index.html"]);
    assert_eq!(copy.odd().iter().map(|odd| odd.path.as_str()).collect::<Vec<_>>(), ["link.txt", "up"]);
    assert!(matches!(copy.read("link.txt"), Err(CopyError::Missing { .. })));
    assert!(matches!(copy.read("../secret.txt"), Err(CopyError::Missing { .. })));
}

#[test]
fn names_that_lead_out_are_not_read() {
    let scratch = scratch();
    let files = [("index.html", "home"), ("../up.txt", "x"), ("/top.txt", "x"), ("a\\b.txt", "x"), ("a//b", "x")];
    let copy = open(&packed(scratch.path(), "x.zip", &files)).expect("a copy");
    assert_eq!(copy.paths().collect::<Vec<_>>(), ["index.html"]);
    assert_eq!(copy.odd().len(), 4);
}

#[test]
fn a_damaged_archive_is_found() {
    let scratch = scratch();
    let text = "The bridge is repaired. ".repeat(50);
    let path = packed(scratch.path(), "x.zip", &[("index.html", text.as_str())]);
    let sound = fs::read(&path).expect("read");
    // The first byte of what is packed: after the header of 30 bytes and the name.
    let mut flipped = sound.clone();
    flipped[30 + "index.html".len() + 8] ^= 1;
    fs::write(&path, &flipped).expect("written");
    let error = open(&path).expect("a copy").read("index.html").expect_err("damaged").to_string();
    assert!(error.contains("`index.html` of the copy") && error.contains("is damaged"), "{error}");
    // Cut short: the list at the end is gone.
    fs::write(&path, &sound[..sound.len() / 2]).expect("written");
    assert!(refused(&path).contains("no whole ZIP archive"));
}

#[test]
fn a_file_that_unpacks_to_more_than_it_says_is_not_read() {
    let scratch = scratch();
    let path = packed(scratch.path(), "x.zip", &[("index.html", &"0".repeat(100_000))]);
    let mut bytes = fs::read(&path).expect("read");
    let size = 100_000_u32.to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert_eq!(places.len(), 2, "the size stands before the file and in the list");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    }
    fs::write(&path, bytes).expect("written");
    let error = open(&path).expect("a copy").read("index.html").expect_err("damaged").to_string();
    assert!(error.contains("is damaged"), "{error}");
}

#[test]
fn data_without_end_is_not_read_whole() {
    let scratch = scratch();
    folder(scratch.path(), &[("index.html", ""), ("data/dossier.json", "{}")]);
    let data = open(scratch.path()).expect("a copy").read_data("data/dossier.json").expect("a file");
    assert_eq!(data, b"{}");
    // It takes no room on the disk: nothing was written into it.
    File::create(scratch.path().join("data/dossier.json")).and_then(|file| file.set_len(MAX_DATA + 1)).expect("a large file");
    let copy = open(scratch.path()).expect("a copy");
    assert!(matches!(copy.read_data("data/dossier.json"), Err(CopyError::TooLarge { .. })));
}
