//! What is believed of a cache: all of it or nothing, and nothing of a site that somebody has touched.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::Duration;

use dossier::cache::sound::Sound;
use dossier::digest::Digest;
use dossier::output::Staging;
use dossier::output::claim::Claim;
use dossier::pipeline::warm::{self, Order};
use dossier::site::tally::Tally;
use dossier::site::{Sink, SitePath};

use super::{Files, build, compare, edits, files, fresh, relock, sync};
use crate::cli;

/// A dossier in a folder of its own, old enough to be known by its stamps. It tells of a stale translation.
fn dossier() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let mut files = edits::dossier();
    sync(root.path(), &files);
    relock(root.path(), &mut files);
    let path = root.path().join("content/letters/second/nl.md");
    let text = fs::read_to_string(&path).expect("an edition");
    fs::write(path, text.replace("smal", "nauw")).expect("a writable file");
    relock(root.path(), &mut files);
    rest();
    root
}

/// Lets files grow old enough to be known by their stamps.
fn rest() {
    std::thread::sleep(Duration::from_millis(20));
}

/// The number by which the disk knows the folder of the site: another one was put in its place if it changes.
fn number(root: &Path) -> u64 {
    fs::metadata(root.join("site")).expect("a site").ino()
}

/// What the program says, without how long it took.
fn said(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    let outcome = cli::run(root, &[&["build"], arguments].concat());
    let without_time = |text: &str| text.lines().map(|line| line.split(", in ").next().unwrap_or(line)).collect::<Vec<_>>().join("\n");
    (outcome.code, outcome.results.clone(), without_time(&outcome.problems))
}

#[test]
fn a_build_that_changes_nothing_says_the_same_and_writes_nothing() {
    let root = dossier();
    let first = said(root.path(), &[]);
    assert!(first.2.contains("warning[stale-translation]") && first.2.contains("pages, "), "{}", first.2);
    let (before, site) = (number(root.path()), files(&root.path().join("site")));
    assert_eq!(said(root.path(), &[]), first);
    let json = said(root.path(), &["--format", "json"]);
    assert!(json.1.contains("\"id\": \"stale-translation\""), "{}", json.1);
    assert_eq!((number(root.path()), files(&root.path().join("site"))), (before, site));
    let mut left: Vec<_> = fs::read_dir(root.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    left.sort();
    assert_eq!(left, [".site.dossier-cache", ".site.dossier-lock", "content", "site"]);
    fs::write(root.path().join(".site.dossier-cache"), "").expect("a writable file");
    assert_eq!(said(root.path(), &[]), first);
    assert_ne!(number(root.path()), before, "without its cache a site is built anew");
}

#[test]
fn the_address_of_the_site_is_part_of_what_is_asked() {
    let root = dossier();
    let with = || fs::read_to_string(root.path().join("site/404.html")).expect("a page").contains("https://one.example/");
    for is_given in [false, true, true, false] {
        said(root.path(), if is_given { &["--base-url", "https://one.example"] } else { &[] });
        assert_eq!(with(), is_given);
    }
}

#[test]
fn a_site_that_was_touched_is_as_it_should_be_again() {
    let root = dossier();
    build(root.path(), "site", None);
    rest();
    let (expected, _, _) = fresh(root.path(), None);
    let at = |path: &str| root.path().join("site").join(path);
    let touches: [&dyn Fn(); 5] = [
        &|| fs::write(at("nl/over.html"), "<p>something else</p>").expect("a writable file"),
        &|| fs::remove_file(at("en/about.html")).expect("removed"),
        &|| fs::remove_dir_all(root.path().join("site")).expect("removed"),
        &|| fs::create_dir(at("empty")).expect("a new folder"),
        &|| {
            fs::rename(at("nl/over.html"), root.path().join("away"))
                .and_then(|()| fs::copy(root.path().join("away"), at("nl/over.html")))
                .map(drop)
                .expect("a copy")
        },
    ];
    for (idx, touch) in touches.into_iter().enumerate() {
        touch();
        build(root.path(), "site", None);
        assert_eq!(files(&root.path().join("site")).keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "touch {idx}");
        assert_eq!(files(&root.path().join("site")), expected, "touch {idx}");
        assert!(!at("empty").exists(), "touch {idx}");
        rest();
    }
}

#[test]
fn pages_that_were_kept_are_looked_at_again_when_something_is_gone() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let mut sound = edits::dossier();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/dossier/templates/not-found.html");
    // Not on the pages of a language, which lie elsewhere.
    let links = "{% if choices | length > 1 %}<a href=\"hosting/nginx.conf\">1</a><a href=\"en/glossary.html#lane\">2</a>{% endif %}";
    let page = fs::read_to_string(shipped).expect("a template").replace("<main>", &format!("<main>{links}"));
    assert!(page.contains(links), "the page for missing addresses has a place for links");
    sound.insert("themes/dossier/templates/not-found.html".into(), page.into_bytes());
    let settings = sound["content/dossier.toml"].clone();
    sound.insert("content/dossier.toml".into(), [&settings, &b"\n[hosting]\nhosts = [\"nginx\"]\n"[..]].concat());
    sync(root.path(), &sound);
    relock(root.path(), &mut sound);
    let mut without_file = sound.clone();
    without_file.insert("content/dossier.toml".into(), settings);
    let mut without_anchor = sound.clone();
    let glossary = without_anchor.get_mut("content/glossary.toml").expect("a glossary");
    *glossary = String::from_utf8_lossy(glossary).replace("id = \"lane\"", "id = \"strip\"").into_bytes();
    let mut before = Files::new();
    for (files_now, is_whole) in [(&sound, true), (&without_file, false), (&sound, true), (&without_anchor, false), (&sound, true)] {
        sync(root.path(), files_now);
        assert_eq!(compare(root.path(), "site", None, &before), Ok(is_whole));
        before = files(&root.path().join("site"));
    }
}

#[test]
fn a_link_in_the_place_of_the_site_is_refused_as_ever() {
    let root = dossier();
    said(root.path(), &[]);
    fs::rename(root.path().join("site"), root.path().join("away")).expect("renamed");
    std::os::unix::fs::symlink("away", root.path().join("site")).expect("a new link");
    rest();
    let (code, _, problems) = said(root.path(), &[]);
    assert!(code == 2 && problems.contains("it is a symbolic link"), "{problems}");
}

#[test]
fn a_page_that_is_changed_right_after_the_build_is_not_believed() {
    let root = dossier();
    build(root.path(), "site", None);
    rest();
    let (expected, _, _) = fresh(root.path(), None);
    for (path, bytes) in expected.iter().filter(|(path, _)| path.ends_with(".html")).step_by(9) {
        // As many bytes as before, at once after the page was written: in the same tick of the clock, where clocks are slow.
        let at = root.path().join("site").join(path);
        fs::write(&at, vec![b'x'; bytes.len()]).expect("a writable file");
        build(root.path(), "site", None);
        assert!(fs::read(&at).expect("a page") == *bytes, "{path}");
    }
}

#[test]
fn two_outputs_of_a_dossier_do_not_disturb_each_other() {
    let root = dossier();
    for output in ["site", "other", "site", "other"] {
        build(root.path(), output, None);
        let path = root.path().join("content/pages/about/en.md");
        let text = fs::read_to_string(&path).expect("a page");
        fs::write(path, format!("{text}\nMore for {output}.\n")).expect("a writable file");
        rest();
    }
    let (expected, _, _) = fresh(root.path(), None);
    for output in ["site", "other"] {
        build(root.path(), output, None);
        assert_eq!(files(&root.path().join(output)), expected);
    }
}

#[test]
fn the_cache_of_another_program_is_none() {
    let root = dossier();
    let with = |program: &[u8]| {
        let output = root.path().join("site");
        let order = Order {
            root: root.path(),
            output: &output,
            base_url: None,
            previous: None,
            program: Some(Digest::of(program)),
            begins: &|_| {},
            tally: &Tally::default(),
            twin_from: 1_000,
        };
        warm::build(&order, &|| {}).expect("a machine that works");
        number(root.path())
    };
    let first = with(b"one");
    assert_eq!(with(b"one"), first);
    assert_ne!(with(b"two"), first);
}

#[test]
fn what_an_interrupted_build_left_of_its_cache_is_cleaned_up() {
    let root = dossier();
    build(root.path(), "site", None);
    let left = root.path().join(".site.dossier-cache-new");
    fs::write(&left, "dossier ca").expect("a new file");
    build(root.path(), "site", None);
    assert!(!left.exists());
}

#[test]
fn files_that_are_put_at_once_share_their_new_folders() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let claim = Claim::take(&root.path().join("dossier"), &root.path().join("site"), &|| {}).expect("a claim");
    let staging = Staging::begin(&claim, None, (Sound::nothing(), &|_| {})).expect("a beginning");
    for folder in 0..200 {
        std::thread::scope(|scope| {
            for file in 0..4 {
                let staging = &staging;
                scope.spawn(move || staging.put(SitePath::new(format!("a/{folder}/b/{file}.txt")), b"text".to_vec()));
            }
        });
    }
    assert_eq!(staging.finish(|_, _| ()).expect("a site").0.0, 801);
}

#[test]
fn a_link_among_the_files_of_the_dossier_is_followed_as_ever() {
    let root = dossier();
    let (own, away) = (root.path().join("themes/dossier"), root.path().join("away"));
    fs::create_dir_all(away.join("styles")).expect("a new folder");
    fs::create_dir(root.path().join("themes")).expect("a new folder");
    std::os::unix::fs::symlink(&away, &own).expect("a new link");
    for width in ["1px", "2px"] {
        fs::write(away.join("styles/own.css"), format!("a{{margin:{width}}}\n")).expect("a new file");
        rest();
        build(root.path(), "site", None);
        let sheet =
            fs::read_to_string(root.path().join("site").join(cli::asset(&root.path().join("site"), "style.css"))).expect("a style sheet");
        assert!(sheet.contains(&format!("margin:{width}")));
    }
}
