//! What the commands say, each message as a snapshot; what differs from run to run is masked.

mod newcomers;
mod others;

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};

use crate::cli::{self, Outcome};

/// The base of the cases of problems.
fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base")
}

/// A copy of the base.
fn copy() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&base(), root.path());
    root
}

/// Runs the program and hands back its exit code with all that it says: results first, then what stood on stderr.
#[track_caller]
fn check(folder: &Path, arguments: &[&str], expected: Expect) {
    let Outcome { code, results, problems } = cli::run(folder, arguments);
    let said = format!("{code}\n{results}--\n{problems}").replace(&*folder.to_string_lossy(), "HERE");
    expected.assert_eq(&masked(&said));
}

/// A text with sizes and times masked.
fn masked(text: &str) -> String {
    let sizes = regex::Regex::new(r"\d+ (pages|files|kB|ms)").expect("a pattern");
    sizes.replace_all(text, "N $1").into_owned()
}

#[test]
fn build_says_what_it_made_and_how_to_open_it() {
    let root = copy();
    check(
        root.path(),
        &["build"],
        expect![[r#"
        0
        --
        1 letter in 2 languages: N pages, N files, N kB, of which search N kB, in N ms
        no base URL: the sitemap, the feeds, canonical addresses and links of the page for missing addresses are left out
        open site/index.html in a browser
    "#]],
    );
    check(
        root.path(),
        &["build", "--base-url", "https://x.example/", "--output", "out"],
        expect![[r#"
        0
        --
        1 letter in 2 languages: N pages, N files, N kB, of which search N kB, in N ms
        open out/index.html in a browser
    "#]],
    );
    check(
        root.path(),
        &["build", "--quiet"],
        expect![[r#"
        0
        --
    "#]],
    );
}

#[test]
fn build_says_that_nothing_was_written() {
    let root = copy();
    fs::write(root.path().join("content/actor.toml"), "").expect("written");
    check(
        root.path(),
        &["build"],
        expect![[r#"
        1
        --
        content/actor.toml:1:1: error[stray-file]: this file belongs to nothing: `content/` holds records, `letters/ID/…` and `pages/ID/LANGUAGE.md`
          hint: did you mean `actors.toml`?
          hint: mend its name, or move it out of `content/`

        1 error
        nothing was written; what stood there before is as it was
    "#]],
    );
    check(
        root.path(),
        &["build", "-q", "--format", "json"],
        expect![[r#"
        1
        [
          {
            "column": 1,
            "file": "content/actor.toml",
            "hints": [
              "did you mean `actors.toml`?",
              "mend its name, or move it out of `content/`"
            ],
            "id": "stray-file",
            "line": 1,
            "message": "this file belongs to nothing: `content/` holds records, `letters/ID/…` and `pages/ID/LANGUAGE.md`",
            "severity": "error"
          }
        ]
        --
        nothing was written; what stood there before is as it was
    "#]],
    );
}

#[test]
fn build_refuses_a_folder_that_is_not_a_site() {
    let root = copy();
    fs::create_dir(root.path().join("mine")).expect("a folder");
    fs::write(root.path().join("mine/x"), "x").expect("written");
    check(
        root.path(),
        &["build", "--output", "mine"],
        expect![[r#"
        2
        --
        error: `HERE/mine` is not empty and holds no `manifest-sha512.txt` of a site: dossier did not make it, so it is left alone; choose another --output
    "#]],
    );
    check(
        root.path(),
        &["build", "--output", "."],
        expect![[r#"
        2
        --
        error: `HERE` cannot be replaced: the dossier itself lies in it; choose another --output
    "#]],
    );
    check(
        root.path(),
        &["build", "--output", "content/letters"],
        expect![[r#"
        2
        --
        error: `HERE/content/letters` cannot be replaced: it lies among the files of the dossier; choose another --output
    "#]],
    );
    check(
        root.path(),
        &["build", "--output", "mine/x/below"],
        expect![[r#"
            3
            --
            error: cannot write `HERE/mine/x/below`: Not a directory (os error 20); move what stands in the way, or choose another --output
            nothing was written; what stood there before is as it was
        "#]],
    );
}

#[test]
fn check_says_when_there_is_nothing_to_say() {
    check(
        &base(),
        &["check"],
        expect![[r#"
        0
        --
        no problems
    "#]],
    );
    check(
        &base(),
        &["check", "--quiet"],
        expect![[r#"
        0
        --
    "#]],
    );
    check(
        &base(),
        &["check", "--format", "json"],
        expect![[r#"
        0
        []
        --
    "#]],
    );
}

#[test]
fn quiet_leaves_out_warnings_and_no_errors() {
    let root = copy();
    let case = base().with_file_name("skipped-level");
    cli::copy(&case, root.path());
    check(
        root.path(),
        &["check", "--quiet"],
        expect![[r#"
        0
        --
    "#]],
    );
    fs::write(root.path().join("content/actor.toml"), "").expect("written");
    check(
        root.path(),
        &["--quiet", "check"],
        expect![[r#"
        1
        --
        content/actor.toml:1:1: error[stray-file]: this file belongs to nothing: `content/` holds records, `letters/ID/…` and `pages/ID/LANGUAGE.md`
          hint: did you mean `actors.toml`?
          hint: mend its name, or move it out of `content/`

        1 error, 1 warning
    "#]],
    );
}

#[test]
fn where_there_is_no_dossier_the_way_out_is_told() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    for command in [&["build"][..], &["check"], &["lock"], &["blocks", "x"], &["corrections", "x"], &["new", "page", "x"]] {
        let Outcome { code, problems, .. } = cli::run(empty.path(), command);
        let expected = "error: no `content/dossier.toml` here or in a folder above; say where with --root\n";
        assert_eq!((code, problems.as_str()), (2, expected), "{command:?}");
    }
    check(
        empty.path(),
        &["check", "--root", "."],
        expect![[r#"
        1
        --
        content/dossier.toml:1:1: error[missing-file]: there is no file `content/dossier.toml`: the settings of the dossier

        1 error
    "#]],
    );
}
