//! Files with strange dates, edits that keep size and time, and clocks that jump: a warm build never misses a change.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use dossier::digest::Digest;
use dossier::pipeline::warm::{self, Order};
use dossier::site::tally::Tally;

use super::{dossier, left_out};
use crate::cli;

/// The page that is edited.
const PAGE: &str = "content/pages/about/en.md";

/// Replaces a word of the page by another of the same length, in the same file.
fn edit(root: &Path, word: &str) {
    let path = root.join(PAGE);
    let text = fs::read_to_string(&path).expect("a page");
    let (before, rest) = text.split_once("One letter").or_else(|| text.split_once("Word ")).expect("a word to replace");
    let (_, after) = rest.split_once('.').expect("a sentence");
    assert_eq!(word.len(), 4);
    fs::write(path, format!("{before}Word {word}.{after}")).expect("a writable file");
}

/// Builds, and does something when a stage begins; the page about the site as it is then.
fn build(root: &Path, begins: &(dyn Fn(&'static str) + Sync)) -> String {
    let output = root.join("site");
    let (base_url, previous, tally) = (None, None, &Tally::default());
    let order =
        Order { root, output: &output, base_url, previous, program: Some(Digest::of(b"a program")), begins, tally, twin_from: usize::MAX };
    let outcome = warm::build(&order, &|| {}).expect("a machine that works");
    assert!(outcome.placed.is_some(), "{:?}", outcome.problems.list);
    fs::read_to_string(output.join("en/about.html")).expect("a page")
}

/// Gives the page a time.
fn set_time(root: &Path, time: SystemTime) {
    let file = File::options().write(true).open(root.join(PAGE)).expect("a page");
    file.set_modified(time).expect("a time");
}

/// Lets files grow old enough to be known by their stamps.
fn rest() {
    std::thread::sleep(Duration::from_millis(20));
}

#[test]
fn an_edit_that_keeps_size_and_time_is_seen() {
    let root = dossier();
    let now = SystemTime::now();
    let years = Duration::from_secs(3_600 * 24 * 365);
    // A checkout or `cp -p` gives files any time: long ago, the beginning of time, now, the future.
    for (number, time) in [now - 3 * years, SystemTime::UNIX_EPOCH, now, now + 30 * years].into_iter().enumerate() {
        for half in ["a", "b"] {
            let word = format!("{half}{number:03}");
            edit(root.path(), &word);
            set_time(root.path(), time);
            assert!(build(root.path(), &|_| {}).contains(&format!("Word {word}")), "{word}");
            rest();
            // The second time nothing has changed, and that may be known.
            assert!(build(root.path(), &|_| {}).contains(&format!("Word {word}")), "{word}");
        }
    }
}

#[test]
fn edits_of_the_same_moment_are_seen() {
    let root = dossier();
    for number in 0..12 {
        // Right before what is there is looked at, so in the same tick of the clock.
        let (one, other) = (format!("c{number:03}"), format!("d{number:03}"));
        let at = ["looking for changes", "reading", "placing"][number % 3];
        edit(root.path(), &one);
        let time = fs::metadata(root.path().join(PAGE)).and_then(|metadata| metadata.modified()).expect("a time");
        build(root.path(), &|stage| {
            if stage == at {
                edit(root.path(), &other);
                set_time(root.path(), time);
            }
        });
        assert!(build(root.path(), &|_| {}).contains(&format!("Word {other}")), "{at}");
    }
}

#[test]
fn a_file_that_takes_the_place_of_another_is_seen() {
    let root = dossier();
    edit(root.path(), "aaaa");
    let (page, away) = (root.path().join(PAGE), root.path().join("away.md"));
    fs::copy(&page, &away).expect("a copy");
    edit(root.path(), "bbbb");
    let time = SystemTime::now() - Duration::from_secs(60);
    set_time(root.path(), time);
    File::options().write(true).open(&away).and_then(|file| file.set_modified(time)).expect("a time");
    rest();
    assert!(build(root.path(), &|_| {}).contains("Word bbbb"));
    fs::rename(&away, &page).expect("renamed");
    assert!(build(root.path(), &|_| {}).contains("Word aaaa"));
}

#[test]
fn a_clock_that_jumps_changes_nothing() {
    let root = dossier();
    let run = |jump: &str| {
        let mut command = Command::new("faketime");
        command.args(["-f", jump, env!("CARGO_BIN_EXE_dossier"), "build"]).current_dir(root.path()).env("NO_COLOR", "1");
        command.env_remove("SOURCE_DATE_EPOCH").output()
    };
    if run("+0").is_err() {
        return left_out("clocks that jump: there is no `faketime` here");
    }
    for (number, jump) in ["+5y", "-5y", "+0", "-40y", "+5y", "+0"].into_iter().enumerate() {
        let word = format!("e{number:03}");
        edit(root.path(), &word);
        for _ in 0..2 {
            let outcome = cli::outcome(&run(jump).expect("a build"));
            assert_eq!(outcome.code, 0, "{jump}: {}", outcome.problems);
            let page = fs::read_to_string(root.path().join("site/en/about.html")).expect("a page");
            assert!(page.contains(&format!("Word {word}")), "{jump}");
        }
        assert_eq!(cli::run(root.path(), &["verify", "site"]).code, 0);
    }
}
