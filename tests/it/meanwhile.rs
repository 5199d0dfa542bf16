//! What somebody else does in a folder while a run goes on is not lost.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use dossier::archive::Folder;
use dossier::cache::sound::Sound;
use dossier::lock::{self, Looked};
use dossier::output::claim::Claim;
use dossier::output::copies::Copies;
use dossier::output::{OutputError, Staging};
use dossier::pipeline;
use dossier::site::{Sink, SitePath};
use tempfile::TempDir;

use crate::cli;

/// Every file below a folder with its bytes, by path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder"));
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap_or_default()))
        .collect()
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Writes a file of somebody else, with its folder.
fn put_own(path: &Path) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, "three years of work").expect("a new file");
}

/// Makes a site of one page; `meanwhile` is called before it is put in its place.
fn make_site(root: &Path, page: &str, meanwhile: impl FnOnce()) -> Result<(), OutputError> {
    let claim = Claim::take(&root.join("dossier"), &root.join("site"), &|| {})?;
    let staging = Staging::begin(&claim, None, (Sound::nothing(), &|_| {}))?;
    staging.put(SitePath::new("index.html"), page.as_bytes().to_vec());
    staging.put(SitePath::new("nl/index.html"), page.as_bytes().to_vec());
    meanwhile();
    staging.finish(|_, _| ()).map(|_| ())
}

#[test]
fn a_file_that_comes_into_the_site_while_a_new_one_is_made_stays() {
    let root = tempfile::tempdir().expect("a temporary folder");
    make_site(root.path(), "one", || {}).expect("a site");
    for own in ["notes.txt", "nl/notes/own.txt"] {
        let own = root.path().join("site").join(own);
        let mut before = BTreeMap::new();
        let made = make_site(root.path(), "two", || {
            put_own(&own);
            before = files(&root.path().join("site"));
        });
        assert!(matches!(&made, Err(OutputError::Foreign { path }) if *path == own), "{made:?}");
        assert_eq!(files(&root.path().join("site")), before, "the old site, with what came");
        assert_eq!(names(root.path()), [".site.dossier-lock", "site"]);
        fs::remove_file(own).expect("removed");
    }
    make_site(root.path(), "two", || {}).expect("a site");
    assert_eq!(fs::read_to_string(root.path().join("site/nl/index.html")).expect("a page"), "two");
}

#[test]
fn a_folder_that_comes_where_the_first_site_will_stand_stays() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let own = root.path().join("site/notes.txt");
    let made = make_site(root.path(), "one", || put_own(&own));
    assert!(matches!(&made, Err(OutputError::Foreign { path }) if *path == own), "{made:?}");
    assert_eq!(files(&root.path().join("site")).into_keys().collect::<Vec<_>>(), [own]);
}

/// Makes a folder of one copy; `meanwhile` is called before it is put in its place.
fn make_copies(root: &Path, meanwhile: impl FnOnce()) -> Result<(), OutputError> {
    let mut copies = Copies::begin(&root.join("dossier"), &root.join("copies"), &|| {})?;
    for name in ["copies.json", "a/b.txt"] {
        copies.file(name, &mut |out| out.write_all(b"{}")).expect("a copy");
    }
    meanwhile();
    copies.finish().map(|_| ())
}

#[test]
fn a_file_that_comes_into_the_copies_while_new_ones_are_made_stays() {
    let root = tempfile::tempdir().expect("a temporary folder");
    make_copies(root.path(), || {}).expect("copies");
    let own = root.path().join("copies/a/own.txt");
    let made = make_copies(root.path(), || put_own(&own));
    assert!(matches!(&made, Err(OutputError::Foreign { path }) if *path == own), "{made:?}");
    assert!(own.is_file() && root.path().join("copies/a/b.txt").is_file());
    assert_eq!(names(root.path()), [".copies.dossier-lock", "copies"]);
    fs::remove_file(own).expect("removed");
    make_copies(root.path(), || {}).expect("copies");
}

/// A dossier whose lock file has to be written.
fn unlocked() -> (TempDir, PathBuf) {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    cli::take_text_of_source(root.path());
    let edition = root.path().join("content/letters/first/nl.md");
    let text = fs::read_to_string(&edition).expect("an edition");
    fs::write(edition, format!("{text}\nNog een alinea.\n")).expect("written");
    let lock = root.path().join("content/letters/first/letter.lock");
    (root, lock)
}

#[test]
fn a_lock_file_that_changes_while_a_new_one_is_made_stays() {
    let (root, path) = unlocked();
    let (new, problems) = pipeline::renew_locks(root.path(), &Looked::default());
    assert!(!problems.has_errors() && !new.is_empty());
    let of_another = format!("{}# another run was here\n", fs::read_to_string(&path).expect("a lock file"));
    fs::write(&path, &of_another).expect("written");
    let told = lock::write(root.path(), &new).expect_err("a refusal").to_string();
    assert!(told.contains("letter.lock`: it was changed meanwhile") && told.contains("once more"), "{told}");
    assert_eq!(fs::read_to_string(&path).expect("a lock file"), of_another);
    fs::remove_file(&path).expect("removed");
    let (new, _) = pipeline::renew_locks(root.path(), &Looked::default());
    fs::write(&path, &of_another).expect("written");
    assert!(lock::write(root.path(), &new).is_err());
    assert_eq!(fs::read_to_string(&path).expect("a lock file"), of_another);
    assert!(names(&root.path().join("content/letters/first")).iter().all(|name| !name.starts_with('.')));
}

#[test]
fn two_runs_that_change_a_dossier_come_one_after_the_other() {
    let (root, path) = unlocked();
    let before = fs::read_to_string(&path).expect("a lock file");
    let held = fs::File::open(root.path().join("content")).expect("a folder");
    held.lock().expect("a lock");
    let mut waiting = cli::command(root.path(), &["lock"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a run");
    let mut said = String::new();
    BufReader::new(waiting.stderr.take().expect("its words")).read_line(&mut said).expect("a line");
    assert_eq!(said, "another run is changing this dossier; waiting for it\n");
    assert!(waiting.try_wait().expect("a state").is_none() && fs::read_to_string(&path).expect("a lock file") == before, "it waits");
    drop(held);
    assert!(waiting.wait().expect("an end").success());
    assert_ne!(fs::read_to_string(&path).expect("a lock file"), before);
}

#[test]
fn a_file_that_is_written_anew_keeps_its_mode_and_its_group() {
    let (root, path) = unlocked();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).expect("permissions");
    // Only root may give a file to any group.
    let is_root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
    if is_root {
        chown(&path, None, Some(65534)).expect("a group");
    }
    let of =
        || fs::metadata(&path).map(|metadata| (metadata.mode() & 0o7777, metadata.uid(), metadata.gid(), metadata.ino())).expect("a file");
    let before = of();
    assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
    let after = of();
    assert_ne!(before.3, after.3, "it is another file");
    assert_eq!((before.0, before.1, before.2), (after.0, after.1, after.2));
}
