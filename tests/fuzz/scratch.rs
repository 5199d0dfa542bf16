//! A small dossier in a folder of its own, in which a target changes files; and what is read of it once for all runs.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dossier::config;
use dossier::model::dossier::Settings;
use dossier::problem::Problems;
use dossier::theme::{self, Theme};
use tempfile::TempDir;

/// The dossier that is changed.
const BASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/problems/base");

/// The same, from where the targets are compiled for `cargo fuzz`.
const BASE_OF_FUZZ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../problems/base");

/// The settings of a dossier in each language that the program knows.
const SETTINGS: &str = r#"
version = "1.0.0"
published = "2031-06-01"
languages = ["nl", "en", "de", "fr"]
title = "Bruggen"
description = "Brieven."

[kinds.letter]
name = "Brief"

[kinds.answers]
name = "Antwoorden"
"#;

/// A folder with a dossier, for one thread.
pub(super) struct Scratch {
    /// The folder.
    folder: TempDir,
}

/// A folder in memory where the system has one: millions of files are written to it.
fn folder() -> TempDir {
    let in_memory = Path::new("/dev/shm");
    let made = if in_memory.is_dir() { tempfile::tempdir_in(in_memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder")
}

impl Scratch {
    /// A copy of the small dossier.
    fn of_base() -> Self {
        let scratch = Self { folder: folder() };
        let base = [BASE, BASE_OF_FUZZ].map(PathBuf::from).into_iter().find(|base| base.is_dir()).expect("the small dossier");
        copy(&base, scratch.root());
        scratch
    }

    /// A dossier in all languages, without letters.
    fn of_settings() -> Self {
        let scratch = Self { folder: folder() };
        scratch.write("content/dossier.toml", SETTINGS.as_bytes());
        scratch
    }

    /// The folder.
    pub(super) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a new file");
    }

    /// A file of the small dossier.
    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("a file")
    }

    /// Removes a folder or a file, if it is there.
    pub(super) fn remove(&self, path: &str) {
        let path = self.root().join(path);
        if path.is_dir() {
            fs::remove_dir_all(path).expect("removed");
        } else {
            _ = fs::remove_file(path);
        }
    }
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("a readable folder");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            _ = fs::copy(entry.path(), to).expect("copied");
        }
    }
}

/// Does something in this thread's copy of the small dossier. What it writes has to be put right again by who writes it.
pub(super) fn in_base<T>(action: impl FnOnce(&Scratch) -> T) -> T {
    thread_local! {
        static SCRATCH: OnceCell<Scratch> = const { OnceCell::new() };
    }
    SCRATCH.with(|scratch| action(scratch.get_or_init(Scratch::of_base)))
}

/// Does something in this thread's dossier without letters.
pub(super) fn in_empty<T>(action: impl FnOnce(&Scratch) -> T) -> T {
    thread_local! {
        static SCRATCH: OnceCell<Scratch> = const { OnceCell::new() };
    }
    SCRATCH.with(|scratch| action(scratch.get_or_init(Scratch::of_settings)))
}

/// The settings in all languages, with the words of the shipped theme.
pub(super) static KNOWN: LazyLock<(Settings, Theme)> = LazyLock::new(|| {
    in_empty(|scratch| {
        let mut problems = Problems::default();
        let settings = config::load(scratch.root(), &mut problems).expect("settings");
        let theme = theme::load(scratch.root(), &settings, &mut problems);
        assert!(!problems.has_errors(), "{:?}", problems.list);
        (settings, theme)
    })
});
