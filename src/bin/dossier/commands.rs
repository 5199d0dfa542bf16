//! Runs the commands.

mod archive;
mod ask;
mod diff;
pub mod import;
mod init;
mod manual;
mod new;
#[cfg(feature = "serve")]
pub mod serve;
mod stopwatch;
mod texts;
pub mod translate;
mod verify;
mod words;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use dossier::data::file;
use dossier::data::put::FolderError;
use dossier::lock::Looked;
use dossier::model::letter::Letter;
use dossier::output::{OutputError, TWIN_FROM};
use dossier::pipeline::warm::{self, Order, Outcome};
use dossier::pipeline::{self, Made};
use dossier::problem::{Problem, Problems, Severity, nearest, registry};
use dossier::proof::propose;
use dossier::site::{Sink, SitePath};
use dossier::theme::Theme;
use dossier::{cache, config, disk, lock};
use rayon::ThreadPoolBuilder;

use crate::arguments::{Arguments, Build, Check, Command, Form, Lock, OneLetter, Root};
use crate::exit::Exit;
use crate::progress::Progress;
use crate::report;
use stopwatch::Stopwatch;

/// Runs a command.
pub fn run(arguments: Arguments) -> Exit {
    let is_alone = matches!(arguments.command, Command::Manual(_) | Command::Schema(_) | Command::Completions(_) | Command::Man(_));
    // The first work that is shared would ask for threads otherwise, and nobody could be told that there are none.
    if !is_alone && let Err(error) = ThreadPoolBuilder::new().build_global() {
        report::line(&format!("error: no threads can be made: {error}; let this account run more of them (`ulimit -u` tells the limit)"));
        return Exit::Machine;
    }
    match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build(&arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Archive(arguments) => archive::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Check(arguments) => check(&arguments),
        Command::Lock(arguments) => renew_locks(&arguments),
        Command::Blocks(arguments) => blocks(&arguments),
        Command::Corrections(arguments) => corrections(&arguments),
        Command::Translate(arguments) => translate::run(&arguments),
        Command::Manual(arguments) => manual::run(&arguments),
        Command::Words(arguments) => words::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Schema(arguments) => texts::print_schema(&arguments),
        Command::Completions(arguments) => texts::print_completions(&arguments),
        Command::Man(arguments) => texts::print_man(&arguments),
    }
}

/// What is true of an output whenever nothing new took its place.
const AS_IT_WAS: &str = "nothing was written; what stood there before is as it was";

/// Takes files and keeps none: for checks.
struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _path: SitePath, _bytes: Vec<u8>) {}
}

/// The dossier's folder: as given, or the nearest above that holds the settings file.
fn find_root(root: &Root) -> Result<PathBuf, Exit> {
    if let Some(root) = &root.root {
        return Ok(root.clone());
    }
    let here = std::env::current_dir().unwrap_or_default();
    let is_dossier = |folder: &&Path| folder.join(config::PATH).is_file();
    // What may not be read is no dossier, but hides one: whoever reads it is told why not.
    let may_be_dossier = |folder: &&Path| file::exists(folder, config::PATH) && !folder.join(config::PATH).exists();
    let found = here.ancestors().find(is_dossier).or_else(|| here.ancestors().find(may_be_dossier));
    found.map(Path::to_path_buf).ok_or_else(|| {
        report::line(&format!("error: no `{}` here or in a folder above; say where with --root", config::PATH));
        Exit::Usage
    })
}

/// `dossier build`
fn build(arguments: &Build) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let output = arguments.output.clone().unwrap_or_else(|| root.join("site"));
    let stopwatch = Stopwatch::start("starting");
    let progress = Progress::begin();
    let program = std::env::current_exe().ok().and_then(|path| cache::program(&path));
    let base_url = arguments.base_url.as_deref();
    let begins = |stage| stopwatch.begin(stage);
    let previous = arguments.previous.as_deref();
    let order =
        Order { root: &root, output: &output, base_url, previous, program, begins: &begins, tally: progress.tally(), twin_from: TWIN_FROM };
    let built = warm::build(&order, &|| report::note("another build is writing this site; waiting for it"));
    let (time, timings) = stopwatch.stop();
    drop(progress);
    match built {
        Ok(Outcome { made, problems, placed }) => {
            let exit = if placed.is_some() { Exit::Done } else { Exit::Problems };
            let exit = report::problems(&problems, arguments.format.format, exit);
            match placed {
                Some(placed) => report_site(&output, (made, placed), time),
                None => report::line(AS_IT_WAS),
            }
            if arguments.timings {
                timings.iter().for_each(|line| report::line(line));
            }
            exit
        }
        Err(error) => fail(&error),
    }
}

/// Says what was made and how to open it.
fn report_site(output: &Path, (made, (n_files, n_bytes)): (Made, (usize, u64)), time: Duration) {
    let output = output.strip_prefix(std::env::current_dir().unwrap_or_default()).unwrap_or(output);
    let Made { n_letters, n_languages, n_pages, n_search_bytes, has_base_url, unstemmed } = made;
    let search = match n_search_bytes {
        0 => "without search".to_owned(),
        n_bytes => format!("of which search {} kB", n_bytes.div_ceil(1000)),
    };
    report::note(&format!(
        "{} in {}: {n_pages} pages, {n_files} files, {} kB, {search}, in {} ms",
        report::counted(n_letters, "letter"),
        report::counted(n_languages, "language"),
        n_bytes.div_ceil(1000),
        time.as_millis()
    ));
    if !has_base_url {
        report::note("no base URL: the sitemap, the feeds, canonical addresses and links of the page for missing addresses are left out");
    }
    for lang in unstemmed {
        report::note(&format!("no stemmer for the language `{lang}`: its search finds words only as they are written"));
    }
    report::note(&format!("open {} in a browser", output.join("index.html").display()));
}

/// Reports that a folder could not be made, with a way out where it stands in the way.
fn cannot_make(error: &FolderError, way_out: &str) -> Exit {
    let (hint, exit) = match error {
        FolderError::NotEmpty(_) => (format!("; {way_out}"), Exit::Usage),
        FolderError::Write(_) => (String::new(), Exit::Machine),
    };
    report::line(&format!("error: {error}{hint}"));
    exit
}

/// Reports a failure of the machine.
fn fail(error: &OutputError) -> Exit {
    report::line(&format!("error: {error}"));
    match error {
        OutputError::Io { .. } | OutputError::Unreadable { .. } => {
            report::line(AS_IT_WAS);
            Exit::Machine
        }
        OutputError::NotOurs { .. } | OutputError::Foreign { .. } | OutputError::NotReplaceable { .. } => Exit::Usage,
    }
}

/// `dossier check`
fn check(arguments: &Check) -> Exit {
    if let Some(id) = &arguments.explain {
        return explain(id);
    }
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let progress = Progress::begin();
    let (_, problems) = pipeline::build(&root, None, &progress.tally().counting(&Nowhere));
    drop(progress);
    if problems.list.is_empty() && arguments.format.format == Form::Human {
        report::note("no problems");
    }
    let exit = if problems.has_errors() { Exit::Problems } else { Exit::Done };
    report::problems(&problems, arguments.format.format, exit)
}

/// `dossier check --explain ID`
fn explain(id: &str) -> Exit {
    if let Some(kind) = registry::find(id) {
        return report::result(&kind.explained(), Exit::Done);
    }
    let hint = nearest(id, registry::all().map(|kind| kind.id)).map(|near| format!("; did you mean `{near}`?"));
    report::line(&format!("error: there is no kind of problem `{id}`{}", hint.unwrap_or_default()));
    Exit::Usage
}

/// Waits for other runs that change the files of a dossier; they wait for this one as long as what is returned is kept.
fn hold(root: &Path) -> Option<File> {
    disk::lock::of_folder(&root.join("content"), &|| report::note("another run is changing this dossier; waiting for it"))
}

/// `dossier lock`
fn renew_locks(arguments: &Lock) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let _held = hold(&root);
    let (files, problems) = pipeline::renew_locks(&root, &Looked { at: &arguments.translated, to: arguments.to.as_deref() });
    if problems.has_errors() {
        let exit = report::problems(&problems, Form::Human, Exit::Problems);
        report::line("nothing was written");
        return exit;
    }
    match lock::write(&root, &files) {
        Ok(()) => {
            let wrote: Vec<String> = files.iter().map(|file| format!("wrote {}", file.path)).collect();
            let said = if wrote.is_empty() { "all blocks and addresses are locked already".to_owned() } else { wrote.join("\n") };
            report::result(&said, Exit::Done)
        }
        Err(error) => {
            report::line(&format!("error: {error}; what is not written is as it was"));
            Exit::Machine
        }
    }
}

/// `dossier blocks LETTER`
fn blocks(arguments: &OneLetter) -> Exit {
    with_letter(arguments, |letter, _| {
        let mut lines = Vec::new();
        for edition in &letter.editions {
            for block in &edition.blocks {
                let text = block.text.read().replace(char::is_control, " ");
                lines.push(format!("{}\t{}\t{}\t{text}", edition.lang, block.id, block.kind.name()));
            }
        }
        if lines.is_empty() { Exit::Done } else { report::told(&lines.join("\n"), Exit::Done) }
    })
}

/// `dossier corrections LETTER`
fn corrections(arguments: &OneLetter) -> Exit {
    with_letter(arguments, |letter, theme| {
        let suspects = theme.locales.get(&letter.original).map(|locale| locale.suspects.as_slice()).unwrap_or_default();
        match propose::propose(letter, suspects).as_deref() {
            None => {
                report::note("the source of this letter has no text to which its edition could be held");
                Exit::Done
            }
            Some("") => {
                report::note("source and corrections give the edition: there is nothing to propose");
                Exit::Done
            }
            Some(proposal) => {
                report::note("look at each, give reasons in `note`, and append them to `corrections.toml`");
                report::result(proposal, Exit::Done)
            }
        }
    })
}

/// Does something with a letter that is named.
fn with_letter(arguments: &OneLetter, act: impl FnOnce(&Letter, &Theme) -> Exit) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let mut problems = Problems::default();
    let Some((dossier, theme)) = pipeline::load(&root, None, &mut problems) else {
        return report::problems(&problems, Form::Human, Exit::Problems);
    };
    let letter = dossier.letters.iter().find(|letter| letter.id.as_str() == arguments.letter);
    // Of a letter whose metadata are not complete, nothing else is known.
    let folder = format!("content/letters/{}/", arguments.letter);
    problems.list.retain(|problem| {
        let path = &problem.place.file.path;
        let is_own = path.starts_with(&folder) || folder.starts_with(&format!("{path}/"));
        problem.severity == Severity::Error && is_own && (letter.is_none() || is_in_the_way(problem))
    });
    if !problems.list.is_empty() {
        problems.sort();
        let exit = report::problems(&problems, Form::Human, Exit::Problems);
        report::line(&format!("the letter `{}` cannot be used before this is mended", arguments.letter));
        return exit;
    }
    if let Some(letter) = letter {
        return act(letter, &theme);
    }
    let near = nearest(&arguments.letter, dossier.letters.iter().map(|letter| letter.id.as_str()));
    let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    report::line(&format!("error: no letter `{}`{hint}", arguments.letter));
    Exit::Usage
}

/// Whether a problem of a letter keeps a file of it, or a part of its corrections, from being read: what is said of it would not be true.
fn is_in_the_way(problem: &Problem) -> bool {
    let is_unread = matches!(problem.id, "unreadable-file" | "broken-toml" | "missing-front-matter" | "broken-lock");
    // Records that are proposed get their reasons later.
    is_unread || problem.id != "missing-key" && problem.place.file.path.ends_with("/corrections.toml")
}
