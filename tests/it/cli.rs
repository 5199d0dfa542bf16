//! Runs the real program in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// What a run of the program came to.
pub(crate) struct Outcome {
    /// The exit code; -1 after a signal.
    pub code: i32,
    /// What stood on stdout.
    pub results: String,
    /// What stood on stderr.
    pub problems: String,
}

/// The program, to be run in a folder, without the surroundings of whoever runs the tests.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Runs the program in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Outcome {
    outcome(&command(folder, arguments).output().expect("the program runs"))
}

/// What a finished run came to.
pub(crate) fn outcome(output: &Output) -> Outcome {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    // How far it is is told only when a run takes over a second, which depends on the machine.
    let is_progress = |line: &&str| line.starts_with("progress: ");
    let problems = text(&output.stderr).split_inclusive('\n').filter(|line| !is_progress(line)).collect();
    Outcome { code: output.status.code().unwrap_or(-1), results: text(&output.stdout), problems }
}

/// Copies a folder with everything in it; files that stand there already are replaced.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.expect("a readable folder");
        let target = to.join(entry.path().strip_prefix(from).expect("a path below the folder"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a new folder");
        } else {
            fs::copy(entry.path(), &target).expect("a copied file");
        }
    }
}

/// A path below a folder, with `/`.
pub(crate) fn below(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).expect("a path below the folder").to_string_lossy().replace('\\', "/")
}

/// The path of a file of the theme in a site on disk, by its name in the theme.
#[track_caller]
pub(crate) fn asset(site: &Path, name: &str) -> String {
    let entries = walkdir::WalkDir::new(site.join("assets")).into_iter().map(|entry| entry.expect("a readable folder"));
    let paths: Vec<String> = entries.filter(|entry| entry.file_type().is_file()).map(|entry| below(site, entry.path())).collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    dossier::site::assets::find(&paths, name).expect("a file of the theme").to_owned()
}

/// Makes the source of the base's letter one that has no text: its edition can then be changed without a correction.
pub(crate) fn take_text_of_source(root: &Path) {
    let folder = root.join("content/letters/first");
    fs::rename(folder.join("source.txt"), folder.join("source.pdf")).expect("a source");
    fs::remove_file(folder.join("corrections.toml")).expect("corrections");
    let letter = fs::read_to_string(folder.join("letter.toml")).expect("metadata");
    let changed = letter.replace("file = \"source.txt\"", "file = \"source.pdf\"\nnot-compared = \"A scan.\"");
    assert_ne!(changed, letter);
    fs::write(folder.join("letter.toml"), changed).expect("written");
}

/// Lets the base's ledger list some amounts only: copies of its letter state them again.
pub(crate) fn list_some_amounts(root: &Path) {
    let ledger = root.join("content/funding.toml");
    let text = fs::read_to_string(&ledger).expect("a ledger");
    fs::write(ledger, format!("complete = false\n\n{text}")).expect("written");
}
