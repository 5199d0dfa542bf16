//! The JSON Schemas say what the readers say: proved on every file of every dossier here, and key by key on files made of the
//! descriptions, with each key left out, misread and misspelt in turn.

mod examples;
mod readers;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dossier::content::source::ENDINGS;
use dossier::problem::registry;
use dossier::schema::{self, FILES, File, Key, Keys, Shape};
use jsonschema::Validator;
use serde_json::Value;

use crate::cli;
use examples::{Mutation, as_json};

/// Kebab-case words in the readers' source that are no keys.
const NO_KEYS: &[&str] = &["any", "negation", "dossier", "http", "https", "htm", "html", "md", "xhtml"];

/// A validator of a kind of file, by a program that is not ours.
fn validator(file: &File) -> Validator {
    jsonschema::draft7::new(&file.schema()).expect("a valid schema")
}

/// The folders that hold dossiers.
fn roots() -> Vec<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut roots = vec![project.to_owned(), project.join("tests/problems/base")];
    roots.extend(fs::read_dir(project.join("tests/cases")).expect("a folder").map(|entry| entry.expect("a case").path()));
    roots
}

/// The files of a kind below a folder.
fn found(root: &Path, file: &File) -> Vec<PathBuf> {
    let pattern: Vec<&str> = file.path.split('/').collect();
    let entries = walkdir::WalkDir::new(root.join(pattern[0])).into_iter().filter_map(Result::ok);
    let paths = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    paths.filter(|path| is_like(&pattern, &cli::below(root, path))).collect()
}

/// Whether a path has the form of a pattern, where `*` is any part of a name.
fn is_like(pattern: &[&str], path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |(pattern, part): (&&str, &&str)| match pattern.split_once('*') {
        Some((before, after)) => part.starts_with(before) && part.ends_with(after),
        None => pattern == part,
    };
    parts.len() == pattern.len() && pattern.iter().zip(&parts).all(fits)
}

/// What is wrong in a file by its schema.
fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_file_of_every_dossier_fits() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(cli::run(scratch.path(), &["init", ".", "--languages", "nl,en,fr"]).code, 0);
    let roots: Vec<PathBuf> = roots().into_iter().chain([scratch.path().to_owned()]).collect();
    for file in FILES {
        let validator = validator(file);
        let paths: Vec<PathBuf> = roots.iter().flat_map(|root| found(root, file)).collect();
        assert!(!paths.is_empty(), "no {}", file.path);
        for path in paths {
            let text = fs::read_to_string(&path).expect("a readable file");
            let toml = if file.path.ends_with(".md") { text.split("+++\n").nth(1).expect("front matter") } else { &text };
            let value = as_json(&toml.parse::<toml::Table>().expect("valid TOML").into());
            assert_eq!(faults(&validator, &value), [""; 0], "{}", path.display());
        }
    }
}

#[test]
fn a_schema_and_its_reader_agree_on_every_key() {
    let (mut n_compared, mut differences) = (0, Vec::new());
    for file in FILES {
        let reader = readers::Reader::of(file);
        let validator = validator(file);
        let whole = examples::whole(file.keys);
        assert_eq!(faults(&validator, &as_json(&whole)), [""; 0], "{}", file.name);
        let refused = reader.faults(&whole);
        differences.extend(refused.iter().map(|fault| format!("{}: the reader refuses what the schema allows: {fault}", file.name)));
        for mutation in examples::mutations(file.keys, &whole) {
            let changed = mutation.applied(&whole);
            let (by_schema, by_reader) = (faults(&validator, &as_json(&changed)), reader.faults(&changed));
            let is_refused = !by_schema.is_empty();
            if is_refused == by_reader.is_empty() {
                differences.push(format!("{}: {mutation:?}\n    schema: {by_schema:?}\n    reader: {by_reader:?}", file.name));
            }
            assert!(is_refused || matches!(mutation, Mutation::LeaveOut(_)), "{}: {mutation:?}", file.name);
            n_compared += 1;
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(500 < n_compared, "{n_compared}");
}

#[test]
fn the_comments_of_a_new_dossier_teach_what_is_so() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let root = scratch.path();
    assert_eq!(cli::run(root, &["init", ".", "--languages", "nl,en"]).code, 0);
    fs::write(root.join("scan.pdf"), "%PDF-").expect("written");
    let letter = ["new", "letter", "--id", "x", "--kind", "letter", "--original", "nl", "--title", "nl=x", "--source", "scan.pdf"];
    assert_eq!(cli::run(root, &letter).code, 0);
    let mut n_taught = 0;
    for file in FILES.iter().filter(|file| file.path.ends_with(".toml")) {
        for path in found(root, file) {
            let text = fs::read_to_string(&path).expect("a readable file");
            let is_key = |rest: &str| {
                rest.split_once(" = ").is_some_and(|(key, _)| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
            };
            let bare = |line: &str| line.strip_prefix("# ").filter(|rest| rest.starts_with('[') || is_key(rest)).map(str::to_owned);
            n_taught += text.lines().filter(|line| bare(line).is_some()).count();
            let taught: String = text.lines().map(|line| bare(line).unwrap_or_else(|| line.to_owned()) + "\n").collect();
            let taught: toml::Table = taught.parse().expect("valid TOML without the marks of comments");
            assert_eq!(faults(&validator(file), &as_json(&taught.clone().into())), [""; 0], "{}", path.display());
            for accept in taught.get("accept").and_then(|accepts| accepts.as_array()).into_iter().flatten() {
                let kind = accept["problem"].as_str().and_then(registry::find).expect("a kind");
                assert!(kind.can_be_accepted, "{}", kind.id);
            }
        }
    }
    assert!(20 < n_taught, "{n_taught}");
}

/// All names of keys of a table and of those in it.
fn names(keys: &Keys, into: &mut BTreeSet<&'static str>) {
    for Key { name, shape, .. } in keys.keys {
        into.insert(name);
        if let Shape::Table(inner) | Shape::Tables(inner) | Shape::NamedTables(inner) = shape {
            names(inner, into);
        }
    }
}

#[test]
fn no_reader_has_a_key_that_no_schema_has() {
    let mut known = BTreeSet::new();
    FILES.iter().for_each(|file| names(file.keys, &mut known));
    let word = regex::Regex::new("\"([a-z][a-z-]*)\"").expect("a pattern");
    let mut strange = BTreeSet::new();
    for path in readers::sources() {
        let text = fs::read_to_string(&path).expect("a readable file");
        let code = text.split("#[cfg(test)]").next().expect("code");
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for found in word.captures_iter(line).map(|found| found.get(1).expect("a word").as_str()) {
                if !known.contains(found) && !NO_KEYS.contains(&found) && !ENDINGS.contains(&found) {
                    strange.insert(format!("{}: no schema has `{found}`", path.display()));
                }
            }
        }
    }
    assert!(strange.is_empty(), "{strange:#?}");
}

#[test]
fn schemas_are_listed_printed_and_written() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let listed = cli::run(scratch.path(), &["schema"]);
    assert_eq!((listed.code, listed.results.lines().count()), (0, FILES.len()));
    let printed = cli::run(scratch.path(), &["schema", "letter"]);
    let schema: Value = serde_json::from_str(&printed.results).expect("JSON");
    assert_eq!(schema, schema::find("letter").expect("a schema").schema());
    let written = cli::run(scratch.path(), &["schema", "--output", "a/b"]);
    assert_eq!((written.code, written.results.as_str()), (0, "wrote 12 files into `a/b`\n"));
    assert_eq!(fs::read_to_string(scratch.path().join("a/b/letter.schema.json")).expect("a file"), printed.results);
    let unknown = cli::run(scratch.path(), &["schema", "lettr"]);
    assert_eq!((unknown.code, unknown.problems.as_str()), (2, "error: there is no schema `lettr`; did you mean `letter`?\n"));
}

#[test]
fn an_editor_finds_the_schemas_of_a_new_dossier() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    cli::run(scratch.path(), &["init", "."]);
    let text = fs::read_to_string(scratch.path().join(".taplo.toml")).expect("settings");
    let settings: toml::Table = text.parse().expect("valid TOML");
    let rules = settings["rule"].as_array().expect("rules");
    assert_eq!(rules.len(), FILES.iter().filter(|file| file.path.ends_with(".toml")).count());
    for rule in rules {
        let path = rule["schema"]["path"].as_str().expect("a path");
        let schema: Value = serde_json::from_str(&fs::read_to_string(scratch.path().join(path)).expect("a schema")).expect("JSON");
        assert!(jsonschema::draft7::new(&schema).is_ok(), "{path}");
    }
}
