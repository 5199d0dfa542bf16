//! Where the program is killed: folders, runs, sums of what stands there, and chance that follows from a seed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dossier::output::manifest;

/// A folder on another file system than the rest, on most systems.
pub(crate) const ELSEWHERE: &str = "/dev/shm";

/// A folder that goes in the end, with a dossier in it.
pub(crate) struct World {
    /// The folder.
    folder: tempfile::TempDir,
    /// The dossier of which copies are made.
    of: PathBuf,
}

/// What a run came to: its exit code, and all that it said.
pub(crate) struct Ended {
    /// The exit code; -1 after a signal.
    pub(crate) code: i32,
    /// What stood on both outputs.
    pub(crate) words: String,
}

/// The SHA-512 of every file below a folder, and nothing of every folder; by path.
pub(crate) type Sums = BTreeMap<String, String>;

impl World {
    /// Makes an empty one, for the dossier that ships with the program, or for a smaller one.
    pub(crate) fn new(is_small: bool) -> Self {
        let of = Path::new(env!("CARGO_MANIFEST_DIR")).join(if is_small { "tests/problems/base" } else { "" });
        Self { folder: tempfile::tempdir().expect("a temporary folder"), of }
    }

    /// Whether the dossier is the smaller one.
    pub(crate) fn is_small(&self) -> bool {
        !self.of.join("Cargo.toml").exists()
    }

    /// A folder of it, made if it is not there.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    /// A copy of a dossier.
    pub(crate) fn dossier(&self, name: &str) -> PathBuf {
        let root = self.folder(name);
        copy(&self.of.join("content"), &root.join("content"));
        root
    }
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("a readable folder");
        let target = to.join(entry.path().strip_prefix(from).expect("a path below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// The program, to be run in a folder with a temporary folder of its own.
pub(crate) fn program(root: &Path, arguments: &[String], temp: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.current_dir(root).args(arguments).env("NO_COLOR", "1").env("TMPDIR", temp).stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Ended {
    let output = command.output().expect("a run");
    let words = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    Ended { code: output.status.code().unwrap_or(-1), words }
}

/// The sums of a folder; none where there is none.
pub(crate) fn sums(folder: &Path) -> Option<Sums> {
    fs::symlink_metadata(folder).ok()?;
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(|entry| entry.expect("a readable folder"));
    let sum = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).expect("a path below").to_string_lossy().into_owned();
        let sum = if entry.file_type().is_file() { manifest::hash(&fs::read(entry.path()).expect("a file")) } else { String::new() };
        (path, sum)
    };
    Some(entries.map(sum).collect())
}

/// The names in a folder, in order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Numbers that follow from each other, the same on every machine.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number below another.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}
