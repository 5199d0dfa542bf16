//! The site on disk is replaced whole or not at all, and only where it is ours.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use dossier::cache::sound::Sound;
use dossier::cache::stamps::Stamp;
use dossier::output::claim::Claim;
use dossier::output::manifest::Sum;
use dossier::output::{HangsOn, Staging, Standing, Trusted};
use dossier::site::{Sink, SitePath};
use tempfile::TempDir;

use crate::cli::{self, Outcome};

/// The file that marks a site as ours.
const MANIFEST: &str = "manifest-sha512.txt";

/// A dossier in a folder of its own, without a site.
fn dossier() -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    root
}

/// Builds with some arguments.
fn build(root: &Path, arguments: &[&str]) -> Outcome {
    cli::run(root, &[&["build"], arguments].concat())
}

/// A dossier with its site.
fn built() -> TempDir {
    let root = dossier();
    let outcome = build(root.path(), &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    root
}

/// Every file below a folder with its bytes, by path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| (entry.path().strip_prefix(folder).expect("below").to_owned(), fs::read(entry.path()).unwrap_or_default()))
        .collect()
}

/// Changes a file of a dossier.
fn edit(root: &Path, path: &str, from: &str, to: &str) {
    let path = root.join(path);
    let text = fs::read_to_string(&path).expect("a readable file");
    assert!(text.contains(from), "{} has no `{from}`", path.display());
    fs::write(path, text.replace(from, to)).expect("a writable file");
}

/// What lies in a folder, but the dossier itself, the lock of the output and its cache.
fn leftovers(root: &Path) -> Vec<String> {
    let names = fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| !matches!(name.as_str(), "content" | "site" | ".site.dossier-lock" | ".site.dossier-cache")).collect()
}

#[test]
fn a_build_says_what_it_made_and_leaves_nothing_else() {
    let root = dossier();
    let outcome = build(root.path(), &[]);
    assert_eq!((outcome.code, outcome.results.as_str()), (0, ""));
    assert!(outcome.problems.contains("open site/index.html in a browser"), "{}", outcome.problems);
    assert_eq!(leftovers(root.path()), Vec::<String>::new());
    assert!(root.path().join("site").join(MANIFEST).is_file());
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let root = dossier();
    let of_a_bag = format!("{}  data/index.html\n", "0".repeat(128));
    for (name, text) in [("thesis.txt", "three years of work"), (MANIFEST, "my own list\n"), (MANIFEST, ""), (MANIFEST, &of_a_bag)] {
        let home = root.path().join("home");
        fs::create_dir(&home).expect("a new folder");
        fs::write(home.join(name), text).expect("a new file");
        let outcome = build(root.path(), &["--output", "home"]);
        assert_eq!(outcome.code, 2, "{}", outcome.problems);
        assert!(outcome.problems.contains("it is left alone"), "{}", outcome.problems);
        assert_eq!(files(&home), BTreeMap::from([(PathBuf::from(name), text.as_bytes().to_vec())]));
        fs::remove_dir_all(&home).expect("removed");
    }
}

#[test]
fn an_empty_folder_can_become_a_site() {
    let root = dossier();
    fs::create_dir(root.path().join("site")).expect("a new folder");
    assert_eq!(build(root.path(), &[]).code, 0);
    assert!(root.path().join("site/index.html").is_file());
}

#[test]
fn the_folder_of_the_dossier_is_no_output() {
    // Two folders deep, so that not even a broken program could reach what is not the test's own.
    let top = tempfile::tempdir().expect("a temporary folder");
    let root = top.path().join("home/dossier");
    cli::copy(dossier().path(), &root);
    let before = files(top.path());
    for output in [".", "content", ".."] {
        let outcome = build(&root, &["--output", output]);
        assert_eq!(outcome.code, 2, "{output}: {}", outcome.problems);
    }
    assert_eq!(files(top.path()), before);
}

#[test]
fn an_output_among_the_files_of_the_dossier_is_refused() {
    let root = dossier();
    symlink("content", root.path().join("shortcut")).expect("a new link");
    let before = files(root.path());
    for output in ["content/site", "content/letters/new", "themes/site", "site/../content/x", "shortcut/site", "shortcut/letters/../site"] {
        let outcome = build(root.path(), &["--output", output]);
        assert_eq!(outcome.code, 2, "{output}: {}", outcome.problems);
        assert!(outcome.problems.contains("among the files of the dossier"), "{}", outcome.problems);
    }
    assert_eq!(files(root.path()), before);
}

#[test]
fn a_site_that_holds_its_dossier_is_never_replaced() {
    let root = built();
    for entry in fs::read_dir(root.path().join("site")).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::rename(entry.path(), root.path().join(entry.file_name())).expect("renamed");
    }
    let before = files(root.path());
    let outcome = build(root.path(), &["--output", "."]);
    assert_eq!(outcome.code, 2, "{}", outcome.problems);
    assert!(outcome.problems.contains("the dossier itself lies in it"), "{}", outcome.problems);
    assert_eq!(files(root.path()), before);
}

#[test]
fn what_somebody_put_beside_the_site_is_not_lost() {
    let root = built();
    for name in ["CNAME", ".git/HEAD", "nl/notes/own.txt"] {
        let path = root.path().join("site").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(&path, "mine").expect("a new file");
        let outcome = build(root.path(), &[]);
        assert_eq!(outcome.code, 2, "{name}: {}", outcome.problems);
        assert!(outcome.problems.contains(&format!("site/{name}` is not of the site")), "{}", outcome.problems);
        assert_eq!(fs::read_to_string(&path).expect("still there"), "mine");
        fs::remove_file(path).expect("removed");
    }
    fs::write(root.path().join("site/.DS_Store"), "a file manager was here").expect("a new file");
    assert_eq!(build(root.path(), &[]).code, 0);
}

#[test]
fn outputs_whose_names_are_no_text_are_two() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let root = dossier();
    for name in [b"si\xffte", b"si\xfete"] {
        let mut command = cli::command(root.path(), &["build", "--output"]);
        let outcome = cli::outcome(&command.arg(OsStr::from_bytes(name)).output().expect("a build"));
        assert_eq!(outcome.code, 0, "{}", outcome.problems);
    }
    assert_eq!(leftovers(root.path()).len(), 6, "{:?}", leftovers(root.path()));
}

#[test]
fn a_file_or_a_link_is_no_output() {
    let root = built();
    let path = |name: &str| root.path().join(name);
    fs::write(path("file"), "text").expect("a new file");
    symlink(path("site"), path("link")).expect("a new link");
    symlink(path("nowhere"), path("dangling")).expect("a new link");
    let before = files(root.path());
    for output in ["file", "link", "dangling"] {
        let outcome = build(root.path(), &["--output", output]);
        assert_eq!(outcome.code, 2, "{output}: {}", outcome.problems);
        assert!(outcome.problems.contains("cannot be replaced"), "{}", outcome.problems);
    }
    assert_eq!(files(root.path()), before);
}

#[test]
fn errors_leave_the_old_site_as_it_was() {
    let root = built();
    let before = files(&root.path().join("site"));
    edit(root.path(), "content/pages/about/en.md", "page:letters", "page:nowhere");
    let outcome = build(root.path(), &[]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.problems.contains("error[unknown-page]") && outcome.problems.contains("nothing was written"), "{}", outcome.problems);
    assert_eq!(files(&root.path().join("site")), before);
    assert_eq!(leftovers(root.path()), Vec::<String>::new());
}

#[test]
fn errors_make_no_first_site() {
    let root = dossier();
    edit(root.path(), "content/pages/about/en.md", "page:letters", "page:nowhere");
    assert_eq!(build(root.path(), &[]).code, 1);
    assert!(!root.path().join("site").exists());
}

#[test]
fn a_rebuild_links_what_has_not_changed() {
    let root = built();
    let inode = |path: &str| fs::metadata(root.path().join("site").join(path)).expect("a file").ino();
    let style = cli::asset(&root.path().join("site"), "style.css");
    let paths = ["en/about.html", "nl/over.html", &style, "sources/first.txt"];
    let before = paths.map(inode);
    edit(root.path(), "content/pages/about/en.md", "One letter", "A letter");
    assert_eq!(build(root.path(), &[]).code, 0);
    let after = paths.map(inode);
    assert_ne!(before[0], after[0], "the changed page is a new file");
    assert_eq!(before[1..], after[1..], "the others are the same files");
    let page = fs::read_to_string(root.path().join("site/en/about.html")).expect("a page");
    assert!(page.contains("A letter"));
}

#[test]
fn a_file_that_was_tampered_with_is_written_anew() {
    let root = built();
    let before = files(&root.path().join("site"));
    fs::write(root.path().join("site/nl/over.html"), "<p>something else</p>").expect("a writable file");
    assert_eq!(build(root.path(), &[]).code, 0);
    assert_eq!(files(&root.path().join("site")), before);
}

#[test]
fn what_is_no_longer_made_is_gone() {
    let root = built();
    let page = root.path().join("content/pages/more");
    fs::create_dir(&page).expect("a new folder");
    for lang in ["nl", "en"] {
        fs::write(page.join(format!("{lang}.md")), "+++\ntitle = \"More\"\n+++\n\nMore.\n").expect("a new file");
    }
    assert_eq!(build(root.path(), &[]).code, 0);
    assert!(root.path().join("site/en/more.html").is_file());
    fs::remove_dir_all(page).expect("removed");
    assert_eq!(build(root.path(), &[]).code, 0);
    assert!(!root.path().join("site/en/more.html").exists());
}

#[test]
fn leftovers_of_a_killed_build_are_cleaned() {
    let root = built();
    let left = root.path().join(".site.dossier-new/nl");
    fs::create_dir_all(&left).expect("a new folder");
    fs::write(left.join("half.html"), "<p>ha").expect("a new file");
    assert_eq!(build(root.path(), &[]).code, 0);
    assert_eq!(leftovers(root.path()), Vec::<String>::new());
    assert!(!root.path().join("site/nl/half.html").exists());
}

#[test]
fn a_site_that_lost_its_place_comes_back() {
    for has_folder in [false, true] {
        let root = built();
        let site = root.path().join("site");
        let before = files(&site);
        fs::rename(&site, root.path().join(".site.dossier-old")).expect("renamed");
        if has_folder {
            fs::create_dir(&site).expect("an empty folder in its place");
        }
        edit(root.path(), "content/pages/about/en.md", "page:letters", "page:nowhere");
        assert_eq!(build(root.path(), &[]).code, 1);
        assert_eq!(files(&site), before);
        assert_eq!(leftovers(root.path()), Vec::<String>::new());
    }
}

#[test]
fn a_second_build_waits_for_the_first() {
    let root = dossier();
    let lock = fs::File::create(root.path().join(".site.dossier-lock")).expect("a lock file");
    lock.lock().expect("the lock");
    let mut waiting = cli::command(root.path(), &["build"]).stderr(Stdio::piped()).spawn().expect("a build");
    let mut said = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(waiting.stderr.take().expect("its words")), &mut said).expect("a line");
    assert_eq!(said, "another build is writing this site; waiting for it\n");
    assert!(waiting.try_wait().expect("a state").is_none() && !root.path().join("site").exists(), "it waits");
    drop(lock);
    assert!(waiting.wait().expect("an end").success());
}

#[test]
fn two_builds_at_once_both_succeed() {
    let root = dossier();
    let start = || cli::command(root.path(), &["build"]).stderr(Stdio::piped()).spawn().expect("a build");
    for build in [start(), start(), start()] {
        let outcome = cli::outcome(&build.wait_with_output().expect("an end"));
        assert_eq!(outcome.code, 0, "{}", outcome.problems);
    }
    assert_eq!(leftovers(root.path()), Vec::<String>::new());
    assert_eq!(files(&root.path().join("site")), files(&built().path().join("site")));
}

#[test]
fn folder_time_zone_and_language_change_no_byte() {
    let (one, other) = (built(), dossier());
    let mut command = cli::command(other.path(), &["build", "--output", "deep/er/place"]);
    command.env("TZ", "Pacific/Kiritimati").env("LC_ALL", "tr_TR.UTF-8").env("SOURCE_DATE_EPOCH", "1");
    assert_eq!(cli::outcome(&command.output().expect("a build")).code, 0);
    assert_eq!(files(&one.path().join("site")), files(&other.path().join("deep/er/place")));
}

#[test]
fn the_manifest_lists_every_other_file() {
    let root = built();
    let mut found = files(&root.path().join("site"));
    let text = String::from_utf8(found.remove(Path::new(MANIFEST)).expect("a manifest")).expect("text");
    let listed: Vec<&str> = text.lines().filter_map(|line| line.split_once("  ")).map(|(_, path)| path).collect();
    let mut paths: Vec<String> = found.keys().map(|path| path.to_string_lossy().into_owned()).collect();
    paths.sort();
    assert_eq!(listed, paths);
}

#[test]
fn an_output_that_cannot_be_written_is_a_failure_of_the_machine() {
    let root = dossier();
    fs::write(root.path().join("file"), "text").expect("a new file");
    let outcome = build(root.path(), &["--output", "file/site"]);
    assert_eq!(outcome.code, 3, "{}", outcome.problems);
    assert!(outcome.problems.starts_with("error: cannot write `"), "{}", outcome.problems);
}

#[test]
fn what_cannot_be_read_again_ends_the_build_or_is_not_there() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let claim = Claim::take(&root.path().join("dossier"), &root.path().join("site"), &|| {}).expect("a claim");
    let path = SitePath::new("data/first.json");
    let file = Standing { path: path.clone(), sum: Sum::of(b"{}"), stamp: Stamp::default(), hangs_on: HangsOn::default() };
    let trusted = Trusted { files: vec![file], twin_from: usize::MAX };
    let staging = Staging::begin(&claim, Some(trusted), (Sound::nothing(), &|_| {})).expect("a beginning");
    // A part of a file, as a disk leaves it that is full.
    let part = root.path().join(".site.dossier-new/data");
    fs::create_dir_all(&part).expect("a new folder");
    fs::write(part.join("second.json"), "{\"a").expect("a new file");
    assert_eq!(staging.read_back(&SitePath::new("data/second.json")), None);
    staging.put(SitePath::new("data/third.json"), b"{}".to_vec());
    assert_eq!(staging.read_back(&SitePath::new("data/third.json")).as_deref(), Some(&b"{}"[..]));
    staging.check().expect("all went well so far");
    assert_eq!(staging.earlier().expect("the site of before").read(&path), None);
    let told = staging.finish(|_, _| ()).expect_err("a failure").to_string();
    assert!(
        told.starts_with("cannot read `") && told.contains("data/first.json`") && told.ends_with("delete it: it is made anew"),
        "{told}"
    );
    assert!(!root.path().join("site").exists());
}
