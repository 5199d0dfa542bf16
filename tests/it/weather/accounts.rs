//! What accounts may not do: write, read, or run more than so much at once.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

use super::{as_nobody, dossier, files, left_out, names, set_version, with_small_files};
use crate::cli::{self, Outcome};

/// Everything below a folder, the folder first.
fn below(folder: &Path) -> Vec<walkdir::DirEntry> {
    walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder")).collect()
}

/// Gives a folder with everything in it to an account that may do little; whether that can be done here.
fn give_away(folder: &Path) -> bool {
    as_nobody(folder, &[]).is_some() && below(folder).iter().all(|entry| chown(entry.path(), Some(65534), Some(65534)).is_ok())
}

/// Runs the program as that account.
fn run(root: &Path, arguments: &[&str]) -> Outcome {
    cli::outcome(&as_nobody(root, arguments).expect("another account").output().expect("a run"))
}

/// Takes from everybody the right to write in a folder and everything below it.
fn protect(folder: &Path) {
    for entry in below(folder) {
        let mode = entry.metadata().expect("a mode").permissions().mode();
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode & 0o555)).expect("permissions");
    }
}

#[test]
fn a_site_that_its_owner_protected_is_replaced_and_leaves_nothing() {
    let root = dossier();
    if !give_away(root.path()) {
        return left_out("a site that its owner protected: the program cannot be run as another account here");
    }
    assert_eq!(run(root.path(), &["build"]).code, 0);
    assert_eq!(run(root.path(), &["archive", "--only", "bag,tmx"]).code, 0);
    for version in ["2.0.0", "3.0.0"] {
        set_version(root.path(), version);
        ["site", "copies"].iter().for_each(|output| protect(&root.path().join(output)));
        for arguments in [&["build"][..], &["archive", "--only", "bag,tmx"]] {
            let outcome = run(root.path(), arguments);
            assert_eq!(outcome.code, 0, "{version}: {}", outcome.problems);
        }
        let expected =
            [".copies.dossier-lock", ".site.dossier-cache", ".site.dossier-lock", "content", "copies", "site"].map(str::to_owned);
        assert_eq!(names(root.path()), expected, "{version}");
    }
}

#[test]
fn a_dossier_that_cannot_be_begun_leaves_nothing() {
    let root = tempfile::tempdir().expect("a temporary folder");
    for n_blocks in [0, 2] {
        let outcome = with_small_files(root.path(), n_blocks, &["init", "."]);
        assert_eq!(outcome.code, 3, "{}", outcome.problems);
        assert_eq!(names(root.path()), Vec::<String>::new(), "{n_blocks}");
    }
    assert_eq!(cli::run(root.path(), &["init", "."]).code, 0);
}

#[test]
fn a_limit_of_threads_is_named() {
    let root = dossier();
    let Some(command) = as_nobody(root.path(), &["build"]) else {
        return left_out("a limit of threads: the program cannot be run as another account here");
    };
    if !Command::new("prlimit").arg("--version").output().is_ok_and(|output| output.status.success()) {
        return left_out("a limit of threads: there is no program `prlimit` here");
    }
    // The limit holds from the program on that takes another account.
    let mut arguments: Vec<_> = command.get_args().collect();
    let at = arguments.iter().position(|argument| *argument == env!("CARGO_BIN_EXE_dossier")).expect("the program");
    let limit = ["prlimit", "--nproc=1"].map(std::ffi::OsStr::new);
    arguments.splice(at..at, limit);
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o777)).expect("permissions");
    let mut limited = Command::new(command.get_program());
    let outcome = cli::outcome(&limited.args(arguments).current_dir(root.path()).env("NO_COLOR", "1").output().expect("a run"));
    assert_eq!(outcome.code, 3, "{}", outcome.problems);
    assert!(
        outcome.problems.starts_with("error: no threads can be made: ") && outcome.problems.contains("ulimit -u"),
        "{}",
        outcome.problems
    );
    assert!(!root.path().join("site").exists());
}

#[test]
fn what_may_not_be_read_is_not_told_as_missing() {
    let root = dossier();
    assert_eq!(cli::run(root.path(), &["build"]).code, 0);
    if !give_away(root.path()) {
        return left_out("what may not be read: the program cannot be run as another account here");
    }
    let before = files(root.path());
    let deny = |name: &str, mode| fs::set_permissions(root.path().join(name), fs::Permissions::from_mode(mode)).expect("permissions");
    // The folder of a copy that can be entered, but not listed.
    deny("site", 0o311);
    let outcome = run(root.path(), &["verify", "."]);
    assert_eq!(outcome.code, 3, "{}", outcome.problems);
    assert!(outcome.problems.starts_with("error: cannot read `./site`"), "{}", outcome.problems);
    for mode in [0o000, 0o444] {
        deny("site", mode);
        let outcome = run(root.path(), &["verify", "site"]);
        assert_eq!(outcome.code, 3, "{}", outcome.problems);
        assert!(
            outcome.problems.starts_with("error: cannot read `site") && outcome.problems.contains("Permission denied"),
            "{}",
            outcome.problems
        );
        deny("content", mode);
        for arguments in [&["check"][..], &["lock"]] {
            let outcome = run(root.path(), arguments);
            assert_eq!(outcome.code, 1, "{}", outcome.problems);
            assert!(
                outcome.problems.contains("content/dossier.toml") && outcome.problems.contains("no permission"),
                "{}",
                outcome.problems
            );
        }
    }
    ["site", "content"].iter().for_each(|name| deny(name, 0o755));
    assert!(files(root.path()) == before);
}
