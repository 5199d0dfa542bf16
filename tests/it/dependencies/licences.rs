//! The page of the manual with the licences of all crates in the program, made of what the crates bring: each text once, with everyone's notices.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use spdx::{Expression, Licensee, ParseMode};
use walkdir::WalkDir;

use super::graph::{Graph, Package};

/// The licences that a crate may have, in the order in which we choose where there is a choice.
/// All of them let an MIT program be built of the crate; MPL-2.0 asks that its files can be had, which the table says where.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
    "Unlicense",
    "MPL-2.0",
];

/// How the names of files tell the licence that is in them.
const IN_NAMES: &[(&str, &str)] = &[
    ("MIT-0", "MIT0"),
    ("MIT", "MIT"),
    ("Apache-2.0 WITH LLVM-exception", "LLVM"),
    ("Apache-2.0", "APACHE"),
    ("BSD-2-Clause", "BSD"),
    ("BSD-3-Clause", "BSD"),
    ("Zlib", "ZLIB"),
    ("Unicode-3.0", "UNICODE"),
    ("CC0-1.0", "CC0"),
    ("Unlicense", "UNLICENSE"),
    ("", "0BSD"),
    ("", "BOOST"),
];

/// How the names of files with licences and notices begin.
const BEGINNINGS: &[&str] = &["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// What the page says first.
const OPENING: &str = "# Licences\n\n\
    The program itself is under the MIT licence, which stands in `LICENSE`.\n\
    It is built of the crates below; each may be used, changed and passed on under the licence named, which asks that its text and the notices go with every copy.\n\
    This page is made by a test from what the crates bring, for a program on Linux; the column “copies” says which crates only a program with PDF copies has.\n\n\
    Fonts are in a program with PDF copies only: Libertinus Serif (SIL Open Font License 1.1), New Computer Modern (GUST Font License) and DejaVu Sans Mono (Bitstream Vera licence).\n\
    Under which licences the files of a site and of its copies stand is told by `LICENCES.txt` in each copy.\n";

/// A text with everyone whose text it is.
#[derive(Default)]
struct Shared {
    /// The text, without the lines that name the holders of rights.
    text: String,
    /// For each crate, the lines that do.
    holders: BTreeMap<String, Vec<String>>,
}

/// The page; an error names a crate whose licence does not suit the program or is not there.
pub(super) fn text(graph: &Graph) -> Result<String, String> {
    let mut page = format!("{OPENING}\n## Crates\n\n| crate | version | licence | copies | kept at |\n|---|---|---|---|---|\n");
    let mut texts: BTreeMap<String, Shared> = BTreeMap::new();
    for package in &graph.0 {
        let chosen = chosen(package)?;
        let of_pdf = if package.is_for_pdf { "PDF" } else { "" };
        let Package { name, version, repository, .. } = package;
        _ = writeln!(page, "| {name} | {version} | {} | {of_pdf} | {repository} |", chosen.join(", "));
        collect(package, &chosen, &mut texts)?;
    }
    page.push_str("\n## Texts\n");
    let mut shared: Vec<&Shared> = texts.values().collect();
    shared.sort_by_key(|shared| (std::cmp::Reverse(shared.holders.len()), &shared.text));
    for (idx, shared) in shared.into_iter().enumerate() {
        _ = writeln!(page, "\n### Text {}\n", idx + 1);
        for (name, lines) in &shared.holders {
            let lines = if lines.is_empty() { String::new() } else { format!(": {}", lines.join("; ")) };
            _ = writeln!(page, "- {name}{lines}");
        }
        _ = writeln!(page, "\n```licence\n{}\n```", shared.text);
    }
    Ok(page)
}

/// The licences under which we use a crate.
fn chosen(package: &Package) -> Result<Vec<String>, String> {
    let wrong = |reason: String| format!("{} {}: the licence `{}`: {reason}", package.name, package.version, package.licence);
    let expression = Expression::parse_mode(&package.licence, ParseMode::LAX).map_err(|error| wrong(error.to_string()))?;
    let allowed: Vec<Licensee> = ALLOWED.iter().map(|name| Licensee::parse(name).expect("a licence")).collect();
    let chosen = expression.minimized_requirements(&allowed).map_err(|error| wrong(error.to_string()))?;
    Ok(chosen.iter().map(ToString::to_string).collect())
}

/// Adds the texts that a crate brings for the licences that we chose.
fn collect(package: &Package, chosen: &[String], texts: &mut BTreeMap<String, Shared>) -> Result<(), String> {
    let name = format!("{} {}", package.name, package.version);
    let files = texts_in(&package.folder).map_err(|error| format!("{name}: {error}"))?;
    let (inner, mut names): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(|file| 1 < file.components().count());
    names.retain(|file| is_needed(&file.to_string_lossy(), chosen));
    for file in names.iter().chain(&inner) {
        let text = fs::read_to_string(package.folder.join(file)).map_err(|error| format!("{name}: {}: {error}", file.display()))?;
        add(&name, &text, texts);
    }
    if names.is_empty() {
        let key = format!("none {}", chosen.join(" "));
        let text = format!(
            "{} brings no file with its licence: {}; its text stands above or at https://spdx.org/licenses/",
            name,
            chosen.join(", ")
        );
        texts.entry(key).or_insert_with(|| Shared { text, ..Shared::default() }).holders.insert(name, Vec::new());
    }
    Ok(())
}

/// The files in a crate's folder whose names are those of licences, by their paths in it: also those of what the crate carries along, such
/// as data and code in another language, but not those of its tests.
fn texts_in(folder: &Path) -> Result<Vec<PathBuf>, walkdir::Error> {
    let is_text = |name: &str| BEGINNINGS.iter().any(|start| name.to_uppercase().starts_with(start));
    let mut files = Vec::new();
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with("test")) {
        let entry = entry?;
        if entry.file_type().is_file()
            && is_text(&entry.file_name().to_string_lossy())
            && let Ok(path) = entry.path().strip_prefix(folder)
        {
            files.push(path.to_owned());
        }
    }
    Ok(files)
}

/// Whether a file says something of the licences that we chose: it is not that of another one.
fn is_needed(file: &str, chosen: &[String]) -> bool {
    let upper = file.to_uppercase();
    let of_name: Vec<&str> = IN_NAMES.iter().filter(|(_, part)| upper.contains(part)).map(|(licence, _)| *licence).collect();
    of_name.is_empty() || of_name.iter().any(|licence| chosen.iter().any(|chosen| chosen == licence))
}

/// Adds a text: to the same text of another crate, but for the lines that name the holders of rights.
fn add(name: &str, text: &str, texts: &mut BTreeMap<String, Shared>) {
    let is_holder = |line: &str| {
        let line = line.trim().to_lowercase();
        (line.starts_with("copyright") || line.starts_with("(c) ") || line.starts_with("©"))
            && line.contains(|char: char| char.is_ascii_digit() || char == '(')
    };
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    let holders: Vec<String> = lines.iter().take(20).filter(|line| is_holder(line)).map(|line| line.trim().to_owned()).collect();
    let rest: Vec<&str> = lines.iter().enumerate().filter(|(idx, line)| 20 <= *idx || !is_holder(line)).map(|(_, line)| *line).collect();
    let rest = rest.join("\n").trim().to_owned();
    let key: String = rest.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // The heading of a text says nothing that the table does not.
    let key = key.trim_start_matches("themitlicensemit").trim_start_matches("themitlicense").trim_start_matches("mitlicense").to_owned();
    let shared = texts.entry(key).or_insert_with(|| Shared { text: rest, ..Shared::default() });
    let known = shared.holders.entry(name.to_owned()).or_default();
    let new: Vec<String> = holders.into_iter().filter(|holder| !known.contains(holder)).collect();
    known.extend(new);
}
