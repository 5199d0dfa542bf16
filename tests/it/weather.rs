//! What happens to a machine while a site is built: killed runs of other commands, full and foreign disks, places that nobody may write,
//! clocks that jump. What takes long, or disks of its own, is in `benches/faults.rs`.

mod accounts;
mod clocks;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use tempfile::TempDir;

use crate::cli::{self, Outcome};

/// What a failed run says in the end.
const AS_IT_WAS: &str = "nothing was written; what stood there before is as it was\n";

/// A dossier in a folder of its own.
fn dossier() -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    root
}

/// Every file below a folder with its bytes, by path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap_or_default())).collect()
}

/// Says, past the test harness, which keeps what a test prints to itself, that something could not be tested here.
pub(crate) fn left_out(what: &str) {
    let _ = writeln!(std::io::stderr(), "left out: {what}");
}

/// Gives the dossier another version, which stands on every page.
fn set_version(root: &Path, version: &str) {
    let path = root.join("content/dossier.toml");
    let text = fs::read_to_string(&path).expect("the settings");
    let (_, rest) = text.split_once('\n').expect("a first line");
    fs::write(path, format!("version = \"{version}\"\n{rest}")).expect("a writable file");
}

/// Runs the program where no file may become larger than some blocks of 512 bytes.
fn with_small_files(root: &Path, n_blocks: u32, arguments: &[&str]) -> Outcome {
    let mut command = Command::new("sh");
    // A signal that is not ignored would kill it, as others do.
    command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &n_blocks.to_string(), env!("CARGO_BIN_EXE_dossier")]);
    cli::outcome(&command.args(arguments).current_dir(root).env("NO_COLOR", "1").output().expect("a shell"))
}

#[test]
fn a_disk_that_takes_no_more_leaves_everything_as_it_was() {
    let root = dossier();
    for arguments in [&["build"][..], &["archive", "--only", "zip,bag"]] {
        assert_eq!(cli::run(root.path(), arguments).code, 0);
    }
    set_version(root.path(), "7.0.0");
    let before = files(root.path());
    for n_blocks in [0, 2, 8, 16] {
        for arguments in [&["build"][..], &["archive", "--only", "zip,bag"]] {
            let outcome = with_small_files(root.path(), n_blocks, arguments);
            assert_eq!(outcome.code, 3, "{n_blocks}, {arguments:?}: {}", outcome.problems);
            assert!(
                outcome.problems.contains("cannot write") && outcome.problems.contains("(`ulimit -f` tells the limit)"),
                "{}",
                outcome.problems
            );
            assert!(outcome.problems.ends_with(AS_IT_WAS) && outcome.problems.lines().count() <= 2, "{}", outcome.problems);
            assert!(files(root.path()) == before, "{n_blocks}, {arguments:?}");
        }
    }
    assert_eq!(cli::run(root.path(), &["build"]).code, 0);
}

#[test]
fn a_page_that_shows_a_data_file_is_not_blamed_for_a_disk_that_takes_no_more() {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.path().join("content"));
    // The larger data files are put before the pages that quote them, and read again for these.
    for (arguments, output) in [(&["build"][..], "site"), (&["archive", "--only", "tmx"], "copies")] {
        let outcome = with_small_files(root.path(), 0, arguments);
        assert_eq!(outcome.code, 3, "{}", outcome.problems);
        assert!(outcome.problems.contains("cannot write") && outcome.problems.ends_with(AS_IT_WAS), "{}", outcome.problems);
        assert!(!root.path().join(output).exists());
    }
}

#[test]
fn a_lock_file_that_cannot_be_written_is_as_it_was() {
    let root = dossier();
    let lock = root.path().join("content/letters/first/letter.lock");
    fs::remove_file(&lock).expect("removed");
    let before = files(root.path());
    let outcome = with_small_files(root.path(), 0, &["lock"]);
    assert_eq!(outcome.code, 3, "{}", outcome.problems);
    assert!(
        outcome.problems.contains("letter.lock`: File too large") && outcome.problems.ends_with("what is not written is as it was\n"),
        "{}",
        outcome.problems
    );
    assert!(files(root.path()) == before);
    assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
    assert!(lock.is_file());
}

#[test]
fn a_place_that_nobody_may_write_is_named_with_a_way_out() {
    let root = dossier();
    // Not even root makes files there.
    for output in ["/sys/site", "/sys/kernel/site"] {
        let outcome = cli::run(root.path(), &["build", "--output", output]);
        assert_eq!(outcome.code, 3, "{}", outcome.problems);
        assert!(
            outcome.problems.starts_with("error: cannot write `/sys/") && outcome.problems.ends_with(AS_IT_WAS),
            "{}",
            outcome.problems
        );
        assert!(outcome.problems.contains("; let this account write there, or choose another --output\n"), "{}", outcome.problems);
    }
}

/// The program as an account that may do little, as root may write anywhere; none if that cannot be had here.
pub(crate) fn as_nobody(root: &Path, arguments: &[&str]) -> Option<Command> {
    let is_root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
    let start = |arguments: &[&str]| {
        let mut command = if is_root { Command::new("setpriv") } else { Command::new("env") };
        if is_root {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        command.arg(env!("CARGO_BIN_EXE_dossier")).args(arguments).current_dir(root).env("NO_COLOR", "1");
        command
    };
    start(&["--version"]).output().is_ok_and(|output| output.status.success()).then(|| start(arguments))
}

#[test]
fn a_site_in_a_folder_that_may_only_be_read_stays() {
    let root = dossier();
    assert_eq!(cli::run(root.path(), &["build"]).code, 0);
    set_version(root.path(), "7.0.0");
    let before = files(root.path());
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o555)).expect("permissions");
    match as_nobody(root.path(), &["build"]) {
        None => left_out("a folder that may only be read: the program cannot be run as another account here"),
        Some(mut command) => {
            let outcome = cli::outcome(&command.output().expect("a build"));
            assert_eq!(outcome.code, 3, "{}", outcome.problems);
            assert!(
                outcome.problems.contains("let this account write there") && outcome.problems.ends_with(AS_IT_WAS),
                "{}",
                outcome.problems
            );
            assert!(files(root.path()) == before);
        }
    }
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
    assert_eq!(cli::run(root.path(), &["build"]).code, 0);
}

#[test]
fn a_site_on_another_disk_is_the_same() {
    let root = dossier();
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    let shared = Path::new("/dev/shm");
    if device(shared).is_none() || device(shared) == device(root.path()) {
        return left_out("a site on another disk: there is none at /dev/shm");
    }
    let away = tempfile::tempdir_in(shared).expect("a temporary folder");
    let output = away.path().join("site");
    for version in ["1.0.0", "2.0.0", "2.0.0"] {
        set_version(root.path(), version);
        assert_eq!(cli::run(root.path(), &["build"]).code, 0);
        assert_eq!(cli::run(root.path(), &["build", "--output", &output.to_string_lossy()]).code, 0);
        let below = |folder: &Path| -> BTreeMap<String, Vec<u8>> {
            files(folder).into_iter().map(|(path, bytes)| (cli::below(folder, &path), bytes)).collect()
        };
        assert!(below(&output) == below(&root.path().join("site")), "{version}");
    }
    let mut left: Vec<_> = fs::read_dir(away.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    left.sort();
    assert_eq!(left, [".site.dossier-cache", ".site.dossier-lock", "site"]);
}

#[test]
fn builds_of_two_places_at_once_do_not_disturb_each_other() {
    let root = dossier();
    for version in ["1.0.0", "2.0.0"] {
        set_version(root.path(), version);
        let start =
            |output: &str| cli::command(root.path(), &["build", "--output", output]).stderr(Stdio::piped()).spawn().expect("a build");
        for build in ["a", "b", "a", "b"].map(start) {
            let outcome = cli::outcome(&build.wait_with_output().expect("an end"));
            assert_eq!(outcome.code, 0, "{}", outcome.problems);
        }
        for output in ["a", "b"] {
            assert_eq!(cli::run(root.path(), &["verify", output]).code, 0, "{output}");
            let page = fs::read_to_string(root.path().join(output).join("data/dossier.json")).expect("a description");
            assert!(page.contains(&format!("\"version\": \"{version}\"")), "{output}");
        }
    }
}

#[test]
fn a_build_that_waits_goes_on_when_the_other_is_killed() {
    let root = dossier();
    let start = || cli::command(root.path(), &["build"]).stderr(Stdio::piped()).spawn().expect("a build");
    let (mut first, second) = (start(), start());
    first.kill().expect("a signal");
    first.wait().expect("an end");
    let outcome = cli::outcome(&second.wait_with_output().expect("an end"));
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    assert_eq!(cli::run(root.path(), &["verify", "site"]).code, 0);
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_killed_lock_leaves_whole_lock_files_and_the_next_cleans_up() {
    let root = dossier();
    let letter = root.path().join("content/letters/first");
    let lock = letter.join("letter.lock");
    let (expected, text) = (names(&letter), fs::read_to_string(&lock).expect("a lock file"));
    let start = Instant::now();
    let time = || {
        fs::remove_file(&lock).expect("removed");
        assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
        start.elapsed()
    };
    let time = time();
    for number in 1..=8 {
        fs::remove_file(&lock).expect("removed");
        let mut running = cli::command(root.path(), &["lock"]).stdout(Stdio::null()).spawn().expect("a run");
        std::thread::sleep(time * number / 8);
        running.kill().expect("a signal");
        running.wait().expect("an end");
        assert!(!lock.exists() || fs::read_to_string(&lock).expect("a lock file") == text);
        // As a run leaves it that is killed right before a lock file gets its name.
        fs::write(letter.join(format!(".letter.lock.dossier-{}-0", running.id())), "version").expect("a new file");
        _ = fs::remove_file(&lock);
        assert_eq!(cli::run(root.path(), &["lock"]).code, 0);
        assert_eq!(names(&letter), expected);
    }
}

#[test]
fn what_killed_runs_left_of_new_letters_and_dossiers_is_cleaned_up() {
    let root = dossier();
    for left in [".other.dossier-1-0/content", "content/letters/.third.dossier-1-0"] {
        fs::create_dir_all(root.path().join(left)).expect("a new folder");
        fs::write(root.path().join(left).join("half.toml"), "half").expect("a new file");
    }
    assert_eq!(cli::run(root.path(), &["init", "other"]).code, 0);
    fs::write(root.path().join("scan.pdf"), "%PDF-1.7").expect("a new file");
    let arguments =
        ["new", "letter", "--id", "third", "--kind", "proposal", "--original", "nl", "--title", "nl=Derde", "--source", "scan.pdf"];
    let outcome = cli::run(root.path(), &arguments);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    assert_eq!(names(root.path()), ["content", "other", "scan.pdf"]);
    assert_eq!(names(&root.path().join("content/letters")), ["first", "third"]);
}

/// Starts a server with a temporary folder of its own, and waits until it shows its address.
#[cfg(feature = "serve")]
fn serve(root: &Path, temp: &Path) -> Child {
    let mut command = cli::command(root, &["serve", "--port", "0"]);
    let mut child = command.env("TMPDIR", temp).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
    assert!(line.starts_with("open http"), "{line}");
    child
}

#[cfg(feature = "serve")]
#[test]
fn a_server_takes_away_what_killed_ones_left_and_nothing_else() {
    let (root, temp) = (dossier(), tempfile::tempdir().expect("a temporary folder"));
    let own = |child: &Child| format!("dossier-serve-{}-0", child.id());
    let end = |mut child: Child| {
        child.kill().expect("a signal");
        child.wait().expect("an end");
    };
    let killed = serve(root.path(), temp.path());
    let left = own(&killed);
    end(killed);
    fs::create_dir(temp.path().join("dossier-serve-notes")).expect("a new folder");
    assert_eq!(names(temp.path()), [left.clone(), "dossier-serve-notes".to_owned()]);
    let (one, other) = (serve(root.path(), temp.path()), serve(root.path(), temp.path()));
    let mut expected = vec![own(&one), own(&other), "dossier-serve-notes".to_owned()];
    expected.sort();
    assert_eq!(names(temp.path()), expected, "those of servers that run are kept");
    end(one);
    end(other);
}
