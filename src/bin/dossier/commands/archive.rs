//! `dossier archive`

use std::path::Path;
use std::time::Instant;

use dossier::archive::{FORMATS, Format, Made, NOT_BUILT, SUMS};
use dossier::disk;
use dossier::output::copies::{Copies, Placed};
use dossier::pipeline::archive::{self as pipeline, Order, Outcome};

use super::{AS_IT_WAS, fail, find_root};
use crate::arguments::{Archive, Form};
use crate::exit::Exit;
use crate::progress::Progress;
use crate::report;

/// Writes offline copies.
pub fn run(arguments: &Archive) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    if let Some(name) = NOT_BUILT.iter().find(|name| arguments.only.iter().any(|only| only == *name)) {
        report::line(&format!(
            "error: this program was built without the form `{name}`; build one with `cargo install --path . --features {name}`"
        ));
        return Exit::Usage;
    }
    let start = Instant::now();
    let output = arguments.output.clone().unwrap_or_else(|| root.join("copies"));
    let is_asked = |format: &&Format| arguments.only.is_empty() || arguments.only.iter().any(|name| name == format.name);
    let formats: Vec<&'static Format> = FORMATS.iter().filter(is_asked).collect();
    let progress = Progress::begin();
    let waiting = || report::note("another run is writing these copies; waiting for it");
    let begun = pipeline::check_apart(&root, &output)
        .and_then(|()| Copies::begin(&root, &output, &waiting))
        .and_then(|copies| Ok((copies.scratch()?, copies)));
    let (scratch, mut copies) = match begun {
        Ok(begun) => begun,
        Err(error) => return fail(&error),
    };
    let order = Order { root: &root, base_url: arguments.base_url.as_deref(), formats: &formats, tally: progress.tally() };
    let written = pipeline::archive(&order, (&scratch, &mut copies));
    drop(scratch);
    drop(progress);
    let outcome = match written {
        Ok(outcome) => outcome,
        Err(error) => {
            let way_out = disk::way_out(&error).map(|way_out| format!("; {way_out}, or choose another --output"));
            report::line(&format!("error: cannot write the copies: {error}{}", way_out.unwrap_or_default()));
            report::line(AS_IT_WAS);
            return Exit::Machine;
        }
    };
    if let Some(exit) = refused(arguments, &outcome) {
        return exit;
    }
    report::problems(&outcome.problems, Form::Human, Exit::Done);
    match copies.finish() {
        Ok(placed) => told(arguments, &outcome, &placed, start),
        Err(error) => fail(&error),
    }
}

/// Says why the copies are not kept: the dossier has errors, or a form that was asked for cannot be made.
fn refused(arguments: &Archive, outcome: &Outcome) -> Option<Exit> {
    if outcome.problems.has_errors() {
        let exit = report::problems(&outcome.problems, Form::Human, Exit::Problems);
        report::line(AS_IT_WAS);
        return Some(exit);
    }
    let is_one_missing = !outcome.left_out.is_empty() || !outcome.impossible.is_empty();
    if arguments.only.is_empty() || !is_one_missing {
        return None;
    }
    if !outcome.left_out.is_empty() {
        let names = outcome.left_out.join("` and `");
        report::line(&format!("error: `{names}` needs the address of the site: give it with --base-url, or as `base-url` in the settings"));
    }
    outcome.impossible.iter().for_each(|reason| report::line(&format!("error: {reason}: choose them with --only")));
    report::line(AS_IT_WAS);
    Some(Exit::Usage)
}

/// Says what was made, and how to keep and prove it.
fn told(arguments: &Archive, outcome: &Outcome, placed: &Placed, start: Instant) -> Exit {
    let here = std::env::current_dir().unwrap_or_default();
    let output = placed.output.strip_prefix(&here).unwrap_or(&placed.output);
    for name in &outcome.left_out {
        report::note(&format!("no base URL: the form `{name}` is left out"));
    }
    if arguments.only.is_empty() {
        let say = |name| report::note(&format!("this program was built without the form `{name}`: it is left out"));
        NOT_BUILT.iter().for_each(say);
    }
    for note in outcome.notes.iter().chain(&outcome.impossible) {
        report::note(note);
    }
    let mut lines: Vec<String> = outcome.made.iter().map(|made| line(made, (output, placed))).collect();
    lines.push(format!("fingerprint: {}", placed.fingerprint));
    let exit = report::result(&lines.join("\n"), Exit::Done);
    let n_copies = match outcome.made.len() {
        1 => "1 copy".to_owned(),
        number => format!("{number} copies"),
    };
    report::note(&format!("{n_copies} with {SUMS} in {} in {} ms", output.display(), start.elapsed().as_millis()));
    report::note("publish the fingerprint where others keep it; it proves each of these copies, with `dossier verify --fingerprint`");
    exit
}

/// A copy with its size.
fn line(made: &Made, (output, placed): (&Path, &Placed)) -> String {
    let is_of = |path: &&(String, u64)| if made.path.ends_with('/') { path.0.starts_with(&made.path) } else { path.0 == made.path };
    let sizes: Vec<u64> = placed.files.iter().filter(is_of).map(|(_, n_bytes)| *n_bytes).collect();
    let n_bytes: u64 = sizes.iter().sum();
    let files = if made.path.ends_with('/') { format!("{}, ", report::counted(sizes.len(), "file")) } else { String::new() };
    format!("{}: {files}{n_bytes} bytes", output.join(&made.path).display())
}
