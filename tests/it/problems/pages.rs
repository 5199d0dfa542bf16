//! The pages of the manual on kinds of problems, written from the registry and from the case of each kind.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dossier::problem::registry::{self, Kind};
use expect_test::expect_file;

use super::{KINDS, folder};

/// The most lines that a page shows of what the program prints.
const MAX_LINES: usize = 30;

/// The lines that a page shows above and below the one at which the problem is.
const AROUND: usize = 3;

/// The folder of the manual.
fn manual() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual")
}

/// The page on a kind.
fn page(kind: &Kind) -> String {
    let printed = &KINDS[kind.id].problems;
    let severity = match printed.contains(&format!(" error[{}]", kind.id)) {
        true if ["dossier translate", "dossier import"].iter().any(|start| command(kind).starts_with(start)) => {
            "an error: nothing is imported"
        }
        true => "an error: no site is built",
        false => "a warning: the site is built",
    };
    let mut page = format!("# {}\n\n{} It is {severity}.\n\n{}\n", kind.id, kind.summary, kind.explanation);
    _ = write!(page, "\n## The smallest case\n\n{}\n`{}` prints:\n\n```text\n{}```\n", excerpt(kind), command(kind), shown(printed));
    _ = write!(page, "\n## How to mend it\n\n{}\n", kind.remedy);
    let accept = match kind.accept_record() {
        None => "No: it must be mended.\n".to_owned(),
        Some(record) => format!(
            "Yes, with a reason, by a record in `content/dossier.toml`. `letter`, `block` and `words` say which one is meant{}\n\n```toml\n{record}```\n",
            if registry::needs_block(kind.id) { "; all of them but `words` are needed:" } else { ", and can be left out:" }
        ),
    };
    _ = write!(page, "\n## Can it be accepted?\n\n{accept}\n[All kinds of problems](../problems.md)\n");
    page
}

/// The command that prints the problem.
fn command(kind: &Kind) -> String {
    let run = super::lines(&folder("problems").join(kind.id), "RUN").pop().unwrap_or_else(|| "check".to_owned());
    format!("dossier {}", run.replace(" --root .", ""))
}

/// The beginning of what the program prints.
fn shown(printed: &str) -> String {
    let mut lines: Vec<&str> = printed.lines().take(MAX_LINES).collect();
    if lines.len() == MAX_LINES {
        lines.push("…");
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The lines of the file in which the problem is, around its place.
fn excerpt(kind: &Kind) -> String {
    let printed = &KINDS[kind.id].problems;
    let head = printed.lines().find(|line| line.contains(&format!("[{}]", kind.id))).expect("a problem of this kind");
    let mut parts = head.split(':');
    let path = parts.next().expect("a path");
    let line_number: usize = parts.next().and_then(|number| number.parse().ok()).expect("a line");
    let case = folder("problems").join(kind.id).join(path);
    let file = if case.is_file() { case } else { folder("problems/base").join(path) };
    let Ok(text) = fs::read_to_string(file) else { return format!("In `{path}`.\n") };
    let lines: Vec<&str> = text.lines().collect();
    let from = line_number.saturating_sub(AROUND + 1);
    let until = (line_number + AROUND).min(lines.len());
    let language = Path::new(path).extension().map(|ending| ending.to_string_lossy().into_owned()).filter(|ending| ending != "lock");
    let language = language.map_or_else(|| "text".to_owned(), |ending| if ending == "md" { "markdown".to_owned() } else { ending });
    let visible =
        |line: &&str| line.chars().map(|char| if char.is_control() && char != '\t' { '\u{fffd}' } else { char }).collect::<String>();
    let excerpt = lines[from.min(until)..until].iter().map(visible).collect::<Vec<_>>().join("\n");
    format!("In `{path}`, from line {}:\n\n```{language}\n{}\n```\n", from + 1, excerpt.trim_end())
}

/// The list of all kinds.
fn index() -> String {
    let mut index = "# Problems\n\n\
        Every kind of problem that `dossier` finds, with what it means, the smallest case, and how to mend it.\n\
        `dossier check` prints all of them at once, each with its id in brackets; `dossier check --explain ID` says the same as the page here.\n\
        An error keeps the site from being built; a warning does not.\n\
        Those marked ✓ can be accepted with a reason, by an `[[accept]]` record in `content/dossier.toml`.\n"
        .to_owned();
    for (group, kinds) in registry::GROUPS {
        _ = write!(index, "\n## {group}\n\n| id | | what it is |\n|---|---|---|\n");
        for kind in *kinds {
            let mark = if kind.can_be_accepted { "✓" } else { "" };
            _ = writeln!(index, "| [{id}](problems/{id}.md) | {mark} | {} |", kind.summary, id = kind.id);
        }
    }
    index
}

#[test]
fn every_kind_has_a_page_in_the_manual() {
    fs::create_dir_all(manual().join("problems")).expect("a folder");
    expect_file![manual().join("problems.md")].assert_eq(&index());
    let mut names: Vec<String> = Vec::new();
    for kind in registry::all() {
        expect_file![manual().join("problems").join(format!("{}.md", kind.id))].assert_eq(&page(kind));
        names.push(format!("{}.md", kind.id));
    }
    names.sort();
    let entries = fs::read_dir(manual().join("problems")).expect("a folder");
    let mut found: Vec<String> = entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    assert_eq!(found, names, "a page of a kind that is no more");
}

#[test]
fn every_kind_says_how_to_mend_it_and_not_what_it_said_before() {
    for kind in registry::all() {
        assert!(kind.remedy.ends_with('.') && kind.explanation.ends_with('.') && kind.summary.ends_with('.'), "{}", kind.id);
        assert!(20 < kind.remedy.len() && kind.remedy != kind.explanation, "{}", kind.id);
    }
}
