//! Names and links that would lead out of the dossier, or that not every disk can tell apart: nothing outside is read or written.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::{check, dossier, edit};
use crate::cli;

/// What stands in the files outside.
const SECRET: &str = "nobody-may-read-this";

/// Every file below a folder, with its bytes.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (cli::below(folder, entry.path()), fs::read(entry.path()).expect("a readable file"))).collect()
}

#[test]
fn no_link_leads_out() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let secret = outside.path().join("secret.md");
    fs::write(&secret, format!("+++\ntitle = \"x\"\n+++\n\n{SECRET}\n")).expect("written");
    let before = everything(outside.path());
    for (link, to) in [
        ("content/pages/about/en.md", &*secret),
        ("content/letters/first/letter.lock", &*secret),
        ("content/letters/first/source.txt", &*secret),
        ("content/letters/other", outside.path()),
        ("content/funding.toml", &*secret),
        ("content/pages/all", outside.path()),
        ("themes/dossier/templates/about.html", &*secret),
        ("themes/dossier/static/own/a.txt", &*secret),
        ("themes/dossier/i18n/nl.toml", &*secret),
    ] {
        let root = dossier();
        let path = root.path().join(link);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let _ = fs::remove_file(&path);
        symlink(to, &path).expect("a link");
        for command in [&["lock"][..], &["build"], &["archive"]] {
            let outcome = cli::run(root.path(), command);
            // Only a theme is of no concern to the lock.
            let is_none_of_its = command == ["lock"] && link.starts_with("themes/");
            assert_eq!(outcome.code, i32::from(!is_none_of_its), "{link}: {command:?}: {}", outcome.problems);
            assert!(!outcome.problems.contains(SECRET) && !outcome.results.contains(SECRET), "{link}: {}", outcome.problems);
        }
        assert!(cli::run(root.path(), &["build"]).problems.contains(&format!("{link}:1:1: error[")), "{link}");
        let has_it = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(SECRET);
        assert!(everything(root.path()).values().all(|bytes| !has_it(bytes)), "{link}");
        assert_eq!(everything(outside.path()), before, "{link}");
    }
}

#[test]
fn no_slug_leads_anywhere_else() {
    let long = "a".repeat(10_000);
    for slug in
        ["..", ".", "../../x", "/etc", "a/b", "a\\\\b", "a\\u0000b", "con", "NUL", "com1", "lpt9", "a.", "a ", "É", "é", "ﬁ", "K", &long]
    {
        let root = dossier();
        edit(root.path(), "content/letters/first/nl.md", |text| text.replace("\"herstel-oude-brug\"", &format!("\"{slug}\"")));
        let said = check(root.path());
        assert!(said.contains("content/letters/first/nl.md:3:8: error[bad-name]: `"), "{slug}: {said}");
    }
}

#[test]
fn files_of_a_theme_differ_by_more_than_case() {
    let root = dossier();
    let folder = root.path().join("themes/dossier/static/own");
    fs::create_dir_all(&folder).expect("a folder");
    for name in ["Kk.css", "kk.css", "a.", "b ", "con.txt", "cafe\u{301}.css", "k\u{212a}.css", "a\\b.css", "fine.css"] {
        fs::write(folder.join(name), "x").expect("written");
    }
    let said = check(root.path());
    assert!(said.contains("hint: it differs from `static/own/Kk.css` by case alone: of the two, many disks keep only one"), "{said}");
    assert!(said.ends_with("7 errors\n"), "{said}");
    for name in ["kk.css", "a.", "b ", "con.txt", "cafe\u{301}.css", "k\u{212a}.css", "a\\b.css"] {
        assert!(said.contains(&format!("themes/dossier/static/own/{name}:1:1: error[bad-name]")), "{name}: {said}");
    }
}

#[test]
fn a_link_of_a_text_leads_to_a_page_or_to_the_web() {
    for link in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "jav&#x09;ascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
        "file:///etc/passwd",
        "file:../../../etc/passwd",
        "file:assets/../../x",
        "//x.example/",
        "https:x",
        "\\\\\\\\x",
    ] {
        let root = dossier();
        edit(root.path(), "content/pages/about/en.md", |text| format!("{text}\n[a](<{link}>)\n\n![b](<{link}>)\n"));
        let said = check(root.path());
        let is_refused = |line: u32| {
            let told = said.lines().filter(|told| told.starts_with(&format!("content/pages/about/en.md:{line}:")));
            told.filter(|told| told.contains("error[unknown-link]") || told.contains("error[outside-request]")).count() == 1
        };
        assert!(is_refused(8) && is_refused(10), "{link}: {said}");
    }
}

#[test]
fn data_without_end_is_not_compared() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("old/data")).expect("a folder");
    // It takes no room on the disk: nothing was written into it.
    fs::File::create(folder.path().join("old/data/dossier.json")).and_then(|file| file.set_len((256 << 20) + 1)).expect("a large file");
    let outcome = cli::run(folder.path(), &["diff", "old", "old"]);
    assert!(
        outcome.code == 2 && outcome.problems.contains("`data/dossier.json`") && outcome.problems.contains("larger than 256 MB"),
        "{}",
        outcome.problems
    );
}

#[test]
fn a_pipe_is_no_copy() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(Command::new("mkfifo").arg(folder.path().join("old")).status().expect("mkfifo").success());
    // Whoever opens a pipe to read it waits for somebody who writes: `timeout` ends that.
    let mut diff = Command::new("timeout");
    let outcome = diff.args(["20", env!("CARGO_BIN_EXE_dossier"), "diff", "old", "old"]).current_dir(&folder).output().expect("a run");
    let said = String::from_utf8_lossy(&outcome.stderr);
    assert!(outcome.status.code() == Some(2) && said.contains("`old` is no copy of a site"), "{:?} {said}", outcome.status);
}

#[test]
fn words_in_a_problem_make_up_no_other() {
    let root = dossier();
    edit(root.path(), "content/funding.toml", |text| {
        text.replacen("letter = \"first\"", "letter = \"x\\ncontent/dossier.toml:1:1: error[made-up]: words\"", 1)
    });
    let said = check(root.path());
    assert!(said.contains("error[made-up]") && !said.lines().any(|line| line.starts_with("content/dossier.toml")), "{said}");
}

#[test]
fn words_of_a_letter_command_no_terminal() {
    let root = dossier();
    let path = "content/letters/first/nl.md";
    edit(root.path(), path, |text| text.replace("Geachte raad", "Geachte \u{202a}\u{1b}[31m raad"));
    let listed = cli::run(root.path(), &["blocks", "first"]);
    assert!(listed.results.contains("\\u{202a}") && !listed.results.contains(['\u{202a}', '\u{1b}']), "{}", listed.results);
}
