//! Holds what the manual says of the keys of files against the program's description of them.

use std::collections::BTreeSet;

use dossier::schema::{FILES, Keys, Shape};

/// The titles of the sections, by the names of the schemas. Files of themes have a reference of their own.
const SECTIONS: &[(&str, &str)] = &[
    ("dossier", "`dossier.toml`"),
    ("letter", "`letter.toml`"),
    ("corrections", "`corrections.toml`"),
    ("edition", "Editions: `LANGUAGE.md`"),
    ("page", "Pages: `content/pages/ID/LANGUAGE.md`"),
    ("funding", "`funding.toml`"),
    ("timeline", "`timeline.toml`"),
    ("actors", "`actors.toml`"),
    ("glossary", "`glossary.toml`"),
    ("external", "`external.toml`"),
];

/// What is told once for several files: the keys of a passage, and those of references and numbers, which `letter.toml` has.
const TOLD_ONCE: &[&str] = &["block", "external", "letter", "quote", "to", "to-block", "to-quote", "type", "value"];

/// Where the reference and the description differ.
pub(crate) fn differences(reference: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for file in FILES.iter().filter(|file| !matches!(file.name, "theme" | "language")) {
        let title = SECTIONS.iter().find(|(name, _)| *name == file.name).map_or(file.name, |(_, title)| *title);
        let Some((_, rest)) = reference.split_once(&format!("\n## {title}\n")) else {
            faults.push(format!("there is no section on {}", file.path));
            continue;
        };
        let (told, mut known) = (told(rest.split("\n## ").next().unwrap_or_default()), BTreeSet::new());
        collect(file.keys, &mut known);
        let missing = known.iter().filter(|key| !told.contains(*key) && !TOLD_ONCE.contains(&key.as_str()));
        faults.extend(missing.map(|key| format!("{title}: `{key}` is missing")));
        faults.extend(told.difference(&known).map(|key| format!("{title}: there is no key `{key}`")));
    }
    faults
}

/// The keys of a table and of the tables in it.
fn collect(keys: &Keys, found: &mut BTreeSet<String>) {
    for key in keys.keys {
        found.insert(key.name.to_owned());
        if let Shape::Table(inside) | Shape::Tables(inside) | Shape::NamedTables(inside) = key.shape {
            collect(inside, found);
        }
    }
}

/// The keys in the first cells of a section's tables, and those that its text names as tables: `[date]`, `[[date.evidence]]`.
fn told(section: &str) -> BTreeSet<String> {
    let cells = section.lines().filter(|line| line.starts_with("| `")).filter_map(|line| line.split('|').nth(1));
    let spans = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned);
    let tables = section.split("`[").skip(1).filter_map(|rest| rest.split_once(']')).map(|(name, _)| name.trim_start_matches('['));
    let is_table = |name: &&str| name.trim_end_matches(".NAME").bytes().all(|byte| byte.is_ascii_lowercase() || b"-.".contains(&byte));
    let last = |name: &str| name.trim_end_matches(".NAME").rsplit('.').next().unwrap_or_default().to_owned();
    let single = section.split("has one key, `").skip(1).filter_map(|rest| rest.split_once('`')).map(|(name, _)| name.to_owned());
    spans.filter(|key| !key.contains(['#', ':', '.'])).chain(tables.filter(is_table).map(last)).chain(single).collect()
}

#[test]
fn missing_and_needless_keys_are_found_out() {
    let reference = "\n## `glossary.toml`\n\n`[[terms]]`:\n\n| key |\n|---|\n| `id` |\n| `nonsense` |\n";
    let found = differences(reference);
    for fault in [
        "`glossary.toml`: `definition` is missing",
        "`glossary.toml`: there is no key `nonsense`",
        "there is no section on content/actors.toml",
    ] {
        assert!(found.iter().any(|known| known == fault), "{fault}: {found:?}");
    }
}
