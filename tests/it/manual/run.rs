//! Does what a page tells its reader to do, in a folder of its own, with the real program.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use tempfile::TempDir;

use super::output::is_as_shown;
use super::page::{Deed, Step, Typed};
use crate::cli;

/// How long a command that is stopped may take to print what the page shows.
const PATIENCE: Duration = Duration::from_secs(60);

/// A reader at work.
pub(crate) struct Reader {
    /// The folder, removed at the end.
    folder: TempDir,
    /// Where the reader is.
    here: PathBuf,
    /// How many commands the reader typed.
    pub n_commands: usize,
    /// How many files the reader wrote or changed.
    pub n_edits: usize,
}

impl Reader {
    /// A reader in an empty folder.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let here = folder.path().to_owned();
        Self { folder, here, n_commands: 0, n_edits: 0 }
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Takes a step; the error says what was not as the page has it.
    pub(crate) fn take(&mut self, step: &Step) -> Result<(), String> {
        let place = |fault: String| format!("line {}: {fault}", step.line_number);
        match &step.deed {
            Deed::Begin(name) => self.begin(name),
            Deed::Type { commands, shown, is_stopped: true } => self.run_until_stopped(commands, shown.as_deref()),
            Deed::Type { commands, shown, is_stopped: false } => self.run(commands, shown.as_deref()),
            Deed::Write(path, text) => self.edit(path, |_| Ok(text.clone())),
            Deed::Append(path, text) => self.edit(path, |old| Ok(format!("{}{text}", old.ok_or("there is no such file")?))),
            Deed::Change(path, diff) => self.edit(path, |old| changed(&old.ok_or("there is no such file")?, diff)),
        }
        .map_err(place)
    }

    /// Begins anew in a folder that holds something.
    fn begin(&mut self, name: &str) -> Result<(), String> {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        *self = Self { n_commands: self.n_commands, n_edits: self.n_edits, ..Self::new() };
        match name {
            "nothing" => {}
            "the shipped dossier" => cli::copy(&project.join("content"), &self.here.join("content")),
            "the bridge" => cli::copy(&project.join("tests/problems/base"), &self.here),
            _ => return Err(format!("there is nothing called `{name}` to begin with")),
        }
        Ok(())
    }

    /// A command of the shell, with the program at hand.
    fn shell(&self, command: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_dossier")).parent().expect("a folder");
        let others = env::var_os("PATH").unwrap_or_default();
        let paths = [program.to_owned()].into_iter().chain(env::split_paths(&others));
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("exec 2>&1\n{command}")).current_dir(&self.here).stdin(Stdio::null());
        shell.env("PATH", env::join_paths(paths).expect("a search path")).env("NO_COLOR", "1").env("HOME", self.folder());
        shell.env_remove("SOURCE_DATE_EPOCH").env_remove("RUST_BACKTRACE");
        shell
    }

    /// Types commands one after another.
    fn run(&mut self, commands: &[Typed], shown: Option<&str>) -> Result<(), String> {
        let mut printed = String::new();
        for Typed { command, code } in commands {
            self.n_commands += 1;
            if let Some(folder) = command.strip_prefix("cd ") {
                self.here = self.here.join(folder).canonicalize().map_err(|error| format!("`{command}`: {error}"))?;
                continue;
            }
            let outcome = cli::outcome(&self.shell(command).output().expect("a shell"));
            printed.push_str(&outcome.results);
            if outcome.code != *code {
                return Err(format!("`{command}` ended with {} and not {code}:\n{}", outcome.code, outcome.results));
            }
        }
        compare(shown, &printed)
    }

    /// Types commands of which the last runs until it is stopped: once it has printed what is shown.
    fn run_until_stopped(&mut self, commands: &[Typed], shown: Option<&str>) -> Result<(), String> {
        let shown = shown.ok_or("what the command prints must be shown, so that it is known when to stop it")?;
        let (last, first) = commands.split_last().ok_or("no command")?;
        self.run(first, None)?;
        self.n_commands += 1;
        let mut child = self.shell(&format!("exec {}", last.command)).stdout(Stdio::piped()).spawn().expect("a shell");
        let (sender, lines) = mpsc::channel();
        let out = BufReader::new(child.stdout.take().expect("a pipe"));
        let reading = std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut printed = String::new();
        while !is_as_shown(shown, &printed) {
            let Ok(line) = lines.recv_timeout(PATIENCE) else { break };
            printed.push_str(&line);
            printed.push('\n');
        }
        let signalled = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("a signal");
        let status = child.wait().expect("an end");
        let _ = reading.join();
        compare(Some(shown), &printed)?;
        let is_well = signalled.success() && status.code() == Some(last.code);
        if is_well { Ok(()) } else { Err(format!("`{}`, stopped, ended with {status} and not {}", last.command, last.code)) }
    }

    /// Writes a file with what comes of the one that is there.
    fn edit(&mut self, path: &str, change: impl FnOnce(Option<String>) -> Result<String, String>) -> Result<(), String> {
        self.n_edits += 1;
        let file = self.here.join(path);
        let text = change(fs::read_to_string(&file).ok()).map_err(|fault| format!("`{path}`: {fault}"))?;
        fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
        fs::write(&file, text).expect("a written file");
        Ok(())
    }
}

/// Compares what is shown with what was printed, but for lines of progress, which come where a machine is slow.
fn compare(shown: Option<&str>, printed: &str) -> Result<(), String> {
    let printed: String = printed.split_inclusive('\n').filter(|line| !line.starts_with("progress: ")).collect();
    match shown {
        Some(shown) if !is_as_shown(shown, &printed) => Err(format!("shown:\n{shown}\nprinted:\n{printed}")),
        _ => Ok(()),
    }
}

/// A text with the lines that a diff marks with `-` taken out and those with `+` put in; the others, with a space, stand around them.
fn changed(text: &str, diff: &str) -> Result<String, String> {
    let pick = |marks: [char; 2]| {
        let lines = diff.lines().filter_map(|line| line.strip_prefix(marks).or_else(|| line.is_empty().then_some("")));
        lines.fold(String::new(), |all, line| all + line + "\n")
    };
    let (old, new) = (pick([' ', '-']), pick([' ', '+']));
    let starts: Vec<usize> = text.match_indices(&old).map(|(at, _)| at).filter(|at| *at == 0 || text[..*at].ends_with('\n')).collect();
    match starts.as_slice() {
        [at] => Ok(format!("{}{new}{}", &text[..*at], &text[at + old.len()..])),
        [] => Err(format!("it has no such lines:\n{old}it is:\n{text}")),
        _ => Err(format!("it has these lines {} times:\n{old}", starts.len())),
    }
}

#[test]
fn a_diff_changes_lines() {
    assert_eq!(changed("a\nb\nc\n", " a\n-b\n+x\n+y\n").as_deref(), Ok("a\nx\ny\nc\n"));
    assert!(changed("a\nb\n", "-c\n").is_err_and(|fault| fault.starts_with("it has no such lines")));
    assert!(changed("a\nb\na\n", "-a\n").is_err_and(|fault| fault.starts_with("it has these lines 2 times")));
}

#[test]
fn a_page_that_is_not_true_is_found_out() {
    let take = |deed: Deed| Reader::new().take(&Step { line_number: 7, deed });
    let typed = |command: &str, code, shown: Option<&str>| Deed::Type {
        commands: vec![Typed { command: command.into(), code }],
        shown: shown.map(str::to_owned),
        is_stopped: false,
    };
    for (deed, fault) in [
        (typed("dossier check", 0, None), "line 7: `dossier check` ended with 2 and not 0"),
        (typed("echo a", 0, Some("b\n")), "line 7: shown:\nb\n\nprinted:\na\n"),
        (Deed::Append("a".into(), "b".into()), "line 7: `a`: there is no such file"),
        (Deed::Begin("x".into()), "line 7: there is nothing called `x`"),
    ] {
        let found = take(deed).expect_err("a fault");
        assert!(found.starts_with(fault), "{found}");
    }
    assert_eq!(take(typed("echo a; exit 3", 3, Some("a"))), Ok(()));
}
