//! Holds what the manual says of commands and options against the program's help.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Page, links, page};
use crate::cli;

/// The options that every command has; the reference tells them once.
const EVERYWHERE: &[&str] = &["--help", "--quiet", "--version"];

/// The help of the program and of all its commands, by their names; the program's own name is nothing.
pub(crate) struct Help(BTreeMap<String, String>);

impl Help {
    /// Asks the program.
    pub(crate) fn read() -> Self {
        let mut all = BTreeMap::new();
        let mut left = vec![String::new()];
        while let Some(name) = left.pop() {
            let arguments: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).chain(["--help"]).collect();
            let outcome = cli::outcome(&cli::command(Path::new("."), &arguments).env("COLUMNS", "100").output().expect("the program runs"));
            assert_eq!(outcome.code, 0, "{name}");
            left.extend(commands(&outcome.results).into_iter().map(|command| format!("{name} {command}").trim().to_owned()));
            all.insert(name, outcome.results);
        }
        Self(all)
    }

    /// The commands that have no commands themselves.
    pub(crate) fn last_commands(&self) -> Vec<&String> {
        self.0.iter().filter(|(name, text)| !name.is_empty() && commands(text).is_empty()).map(|(name, _)| name).collect()
    }
}

/// The commands that a help lists, but for `help`.
fn commands(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| line.starts_with("  "));
    let names = lines.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").collect()
}

/// The options and arguments that a help explains: `--root`, `<LETTER>`; those that every command has are left out.
fn named(help: &str) -> BTreeSet<String> {
    let lines = help.lines().filter(|line| line.starts_with("  ")).map(str::trim);
    let heads = lines.filter(|line| line.starts_with('-') && !line.starts_with("- ") || line.starts_with('<') || is_optional(line));
    let names = heads.filter_map(|line| {
        let words: Vec<&str> = line.split([' ', ',', '=']).collect();
        words.iter().find(|word| word.starts_with("--") || word.starts_with('<') || word.starts_with('[')).map(|word| bare(word))
    });
    names.filter(|name| !EVERYWHERE.contains(&name.as_str())).collect()
}

/// Whether a line of help explains an argument that may be left out: `[FILE]...`, and not `[default: x]`.
fn is_optional(line: &str) -> bool {
    line.starts_with('[') && line.split(']').next().is_some_and(|name| !name.contains(": "))
}

/// The name of an argument or option without what says how often it may come.
fn bare(word: &str) -> String {
    word.trim_end_matches('.').to_owned()
}

/// The values of which an option takes one.
fn values(help: &str) -> BTreeSet<String> {
    let listed = help.lines().filter_map(|line| line.trim().strip_prefix("- ")?.split_once(':')).map(|(name, _)| name.to_owned());
    let inline = help.split("[possible values: ").skip(1).filter_map(|rest| rest.split_once(']'));
    listed.chain(inline.flat_map(|(names, _)| names.split(',').map(|name| name.trim().to_owned()))).collect()
}

/// What is wrong with the commands that a page names: in its text, and in its blocks for shells and for other programs.
pub(crate) fn faults(page: &Page, help: &Help) -> Vec<String> {
    let prose = links::prose(&page.text);
    let spans = prose.split('`').skip(1).step_by(2).filter(|span| span.starts_with("dossier "));
    let mut lines: Vec<String> = spans.map(str::to_owned).collect();
    for (block, _) in page::blocks(&page.text) {
        if block.info.split(' ').next().is_some_and(|info| matches!(info, "sh" | "yaml" | "toml" | "ini")) {
            lines.extend(block.text.replace("\\\n", "").lines().flat_map(calls));
        }
    }
    lines.iter().filter_map(|line| fault(line, help)).map(|fault| format!("{}: {fault}", page.path)).collect()
}

/// The calls of the program in a line of a script: `dossier …` where a command can begin, up to where it ends.
fn calls(line: &str) -> Vec<String> {
    let bare = line.split(" # ").next().unwrap_or_default();
    let starts = bare.match_indices("dossier ").map(|(at, _)| at);
    let is_start = |at: &usize| {
        let before = bare[..*at].trim_end();
        let words = ["&&", "||", ";", "|", "$(", "- ", "-", "run:", "command = \"", "\"", "("];
        before.is_empty() || words.iter().any(|word| before.ends_with(word.trim_end()))
    };
    let ends = |rest: &str| rest.split(['|', ';', '&', ')', '>', '"']).next().unwrap_or_default().trim().to_owned();
    starts.filter(is_start).map(|at| ends(&bare[at..])).collect()
}

/// What is wrong with a call of the program.
fn fault(call: &str, help: &Help) -> Option<String> {
    let words: Vec<&str> = call.split_whitespace().skip(1).collect();
    let n_names = (0..=words.len()).rev().find(|n_names| help.0.contains_key(&words[..*n_names].join(" "))).unwrap_or_default();
    let text = &help.0[&words[..n_names].join(" ")];
    let is_name = |word: &&&str| !word.starts_with('-') && word.chars().any(char::is_lowercase);
    if !commands(text).is_empty() && words.get(n_names).filter(is_name).is_some() {
        return Some(format!("`{call}`: there is no such command"));
    }
    let known = named(text);
    let mut options = words.iter().filter(|word| word.starts_with("--")).map(|word| word.split('=').next().unwrap_or_default());
    let unknown = options.find(|option| !EVERYWHERE.contains(option) && !known.contains(*option));
    unknown.map(|option| format!("`{call}`: there is no option {option}"))
}

/// Where the reference and the help differ: commands, options, arguments, values.
pub(crate) fn differences(reference: &str, help: &Help) -> Vec<String> {
    let sections: BTreeMap<&str, &str> = reference
        .split("\n## ")
        .skip(1)
        .filter_map(|section| section.split_once('\n'))
        .filter_map(|(title, body)| Some((title.strip_prefix("`dossier ")?.strip_suffix('`')?, body)))
        .collect();
    let mut faults = Vec::new();
    for (name, text) in help.0.iter().filter(|(name, text)| !name.is_empty() && commands(text).is_empty()) {
        let Some(body) = sections.get(name.as_str()) else {
            faults.push(format!("there is no section on `dossier {name}`"));
            continue;
        };
        let told = told(body);
        let known = named(text);
        faults.extend(known.difference(&told).map(|option| format!("`dossier {name}`: {option} is missing")));
        faults.extend(told.difference(&known).map(|option| format!("`dossier {name}`: there is no {option}")));
        let values = values(text);
        faults.extend(
            values
                .iter()
                .filter(|value| !body.contains(&format!("`{value}`")))
                .map(|value| format!("`dossier {name}`: the value `{value}` is missing")),
        );
    }
    faults.extend(sections.keys().filter(|name| !help.0.contains_key(**name)).map(|name| format!("there is no command `dossier {name}`")));
    faults
}

/// The options and arguments in the first cells of a section's tables.
fn told(section: &str) -> BTreeSet<String> {
    let cells = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(cell, _)| cell);
    cells
        .map(|cell| bare(cell.split([' ', '=']).next().unwrap_or_default()))
        .filter(|name| name.starts_with("--") || name.starts_with(['<', '[']))
        .collect()
}

#[test]
fn calls_are_found_where_commands_begin() {
    let found = |line: &str| calls(line).join("; ");
    assert_eq!(found("dossier lock && dossier check --format json > x # dossier no"), "dossier lock; dossier check --format json");
    assert_eq!(found("      - run: dossier build --output site"), "dossier build --output site");
    assert_eq!(found("command = \"dossier build\""), "dossier build");
    assert_eq!(found("cp -r dossier site"), "");
}

#[test]
fn wrong_calls_are_found_out() {
    let help = Help::read();
    let wrong = |call: &str| fault(call, &help).is_some();
    assert!(wrong("dossier biuld") && wrong("dossier build --ouptut x") && wrong("dossier translate exprot"));
    assert!(!wrong("dossier build --output x") && !wrong("dossier translate export first --to en") && !wrong("dossier --version"));
}

#[test]
fn what_the_reference_lacks_is_found_out() {
    let reference = "\n## `dossier lock`\n\n| `--root DIR` | x |\n| `--nonsense` | x |\n\n## `dossier unlock`\n";
    let found = differences(reference, &Help::read());
    for fault in [
        "`dossier lock`: --translated is missing",
        "`dossier lock`: there is no --nonsense",
        "there is no command `dossier unlock`",
        "there is no section on `dossier build`",
    ] {
        assert!(found.iter().any(|known| known == fault), "{fault}: {found:?}");
    }
}
