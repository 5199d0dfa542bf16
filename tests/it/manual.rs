//! The manual is true: its tutorial and its commands run as they stand there, what it says of commands agrees with the program's help,
//! and its links lead somewhere.

mod help;
mod keys;
mod links;
mod output;
mod page;
mod run;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use help::Help;
use page::{Deed, Step};
use run::Reader;

/// A page: its path from the folder of the manual, and its text.
pub(crate) struct Page {
    /// The path, such as `how-to/translate.md`.
    pub path: String,
    /// The text.
    pub text: String,
}

impl Page {
    /// Whether the commands on the page are for its reader to type. Those on the pages of problems have tests of their own.
    fn is_typed(&self) -> bool {
        !self.path.starts_with("problems")
    }

    /// The steps of the page.
    #[track_caller]
    fn steps(&self) -> Vec<Step> {
        let (steps, faults) = page::steps(&self.text);
        assert!(faults.is_empty(), "{}: {faults:#?}", self.path);
        steps
    }
}

/// The folder of the manual.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual")
}

/// Every page of the manual, in order.
pub(crate) fn pages() -> Vec<Page> {
    let files = walkdir::WalkDir::new(folder()).sort_by_file_name().into_iter().map(|entry| entry.expect("a readable folder"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| Page {
            path: crate::cli::below(&folder(), entry.path()),
            text: fs::read_to_string(entry.path()).expect("a readable page"),
        })
        .collect()
}

/// Does what a page says, from its first step to its last.
fn follow(page: &Page) -> Result<Reader, String> {
    let mut reader = Reader::new();
    let steps = page.steps();
    steps.iter().try_for_each(|step| reader.take(step)).map_err(|fault| format!("{}: {fault}", page.path))?;
    Ok(reader)
}

#[test]
fn the_tutorial_leads_from_nothing_to_a_published_dossier() {
    let page = pages().into_iter().find(|page| page.path == "tutorial.md").expect("a tutorial");
    let start = Instant::now();
    let reader = follow(&page).unwrap_or_else(|fault| panic!("{fault}"));
    let (n_commands, n_edits) = (reader.n_commands, reader.n_edits);
    println!("the tutorial: {n_commands} commands, {n_edits} edits, {} ms of machine time", start.elapsed().as_millis());
    let told = format!("It takes {n_commands} commands and {n_edits} edits of files.");
    assert!(page.text.contains(&told), "the tutorial must say: {told}");
}

#[test]
fn every_page_does_what_it_says() {
    let pages: Vec<Page> = pages().into_iter().filter(|page| page.is_typed() && page.path != "tutorial.md").collect();
    let faults: Vec<String> = pages.par_iter().filter_map(|page| follow(page).err()).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

#[test]
fn every_command_of_the_program_is_typed_somewhere() {
    let steps: Vec<Step> = pages().iter().filter(|page| page.is_typed()).flat_map(Page::steps).collect();
    let typed = steps.iter().filter_map(|step| if let Deed::Type { commands, .. } = &step.deed { Some(commands) } else { None });
    let typed: Vec<&str> = typed.flatten().map(|typed| typed.command.as_str()).collect();
    let help = Help::read();
    let is_typed = |name: &str| typed.iter().any(|line| line.contains(&format!("dossier {name}")));
    let missing: Vec<&String> = help.last_commands().into_iter().filter(|name| !is_typed(name)).collect();
    assert!(missing.is_empty(), "no page shows how to use {missing:?}");
}

#[test]
fn every_command_that_is_named_exists_with_its_options() {
    let help = Help::read();
    let faults: Vec<String> = pages().iter().flat_map(|page| help::faults(page, &help)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_reference_of_commands_agrees_with_their_help() {
    let page = pages().into_iter().find(|page| page.path == "reference/commands.md").expect("a reference");
    let faults = help::differences(&page.text, &Help::read());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_reference_of_files_knows_every_key() {
    let page = pages().into_iter().find(|page| page.path == "reference/files.md").expect("a reference");
    let faults = keys::differences(&page.text);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_program_prints_every_page() {
    let list = crate::cli::run(Path::new("."), &["manual"]);
    assert_eq!((list.code, list.problems.as_str()), (0, ""));
    for page in pages() {
        let name = page.path.trim_end_matches(".md");
        let printed = crate::cli::run(Path::new("."), &["manual", name]);
        assert_eq!((printed.code, printed.problems.as_str()), (0, ""), "{name}");
        assert_eq!(printed.results.trim_end(), page.text.trim_end(), "{name}");
        let is_listed = list.results.lines().any(|line| line.split_whitespace().next() == Some(name));
        assert_ne!(is_listed, name.starts_with("problems/"), "{name}:\n{}", list.results);
    }
    let wrong = crate::cli::run(Path::new("."), &["manual", "tutorail"]);
    assert_eq!((wrong.code, wrong.problems.as_str()), (2, "error: the manual has no page `tutorail`; did you mean `tutorial`?\n"));
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_in_the_index() {
    let pages = pages();
    let mut faults: Vec<String> = pages.iter().flat_map(links::faults).collect();
    let index = pages.iter().find(|page| page.path == "README.md").expect("an index");
    let listed: BTreeSet<String> =
        links::targets(index).into_iter().map(|target| target.split('#').next().unwrap_or_default().to_owned()).collect();
    let others = pages.iter().filter(|page| page.path != "README.md" && !page.path.starts_with("problems/"));
    faults.extend(others.filter(|page| !listed.contains(&page.path)).map(|page| format!("README.md does not list {}", page.path)));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
