//! Copies are proven: every damage is found and named, and no damage stops the program.

mod damage;
mod hostile;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{self, Outcome};
use dossier::output::manifest::{self, MANIFEST, hash};

/// A dossier with its site and its copies.
pub(crate) fn built() -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    for arguments in [&["build"][..], &["archive", "--only", "zip,bag,bag-zip,tmx,data"]] {
        let outcome = cli::run(root.path(), arguments);
        assert_eq!(outcome.code, 0, "{}", outcome.problems);
    }
    root
}

/// Checks a copy; the outcome and the report.
pub(crate) fn verify(root: &Path, path: &str, arguments: &[&str]) -> (Outcome, Value) {
    let outcome = cli::run(root, &[&["verify", path, "--format", "json"], arguments].concat());
    let report = serde_json::from_str(&outcome.results).unwrap_or(Value::Null);
    (outcome, report)
}

/// Kind and path of each fault.
fn faults(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    report["faults"].as_array().expect("a list").iter().map(|fault| (text(&fault["kind"]), text(&fault["path"]))).collect()
}

/// Checks a copy that is not whole; kind and path of each fault.
#[track_caller]
fn found(root: &Path, path: &str) -> Vec<(String, String)> {
    let (outcome, report) = verify(root, path, &[]);
    assert_eq!((outcome.code, &report["is_whole"]), (1, &Value::Bool(false)), "{}{}", outcome.results, outcome.problems);
    faults(&report)
}

/// A copy among the copies of a dossier, by how its name ends.
fn copy_of(root: &Path, ending: &str) -> PathBuf {
    let entries = fs::read_dir(root.join("copies")).expect("copies").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    found.sort();
    found.pop().expect("a copy")
}

/// Changes a file of a site and its line in the manifest, as one would who wants it not to be seen.
fn reseal(site: &Path, path: &str, change: impl Fn(String) -> String) {
    let file = site.join(path);
    let changed = change(fs::read_to_string(&file).expect("a text"));
    fs::write(&file, &changed).expect("written");
    let mut listed = manifest::load(&site.join(MANIFEST)).expect("a manifest");
    listed.insert(path, hash(changed.as_bytes()));
    fs::write(site.join(MANIFEST), listed.to_text()).expect("written");
}

#[test]
fn what_is_whole_is_said_to_be() {
    let root = built();
    let sums = fs::read(root.path().join("copies/SHA512SUMS")).expect("sums");
    let fingerprint = hash(&sums);
    for (path, kind) in [
        ("site".into(), "site"),
        ("copies".into(), "copies"),
        (copy_of(root.path(), "1.0.0.zip"), "site"),
        (copy_of(root.path(), "-bag"), "bag"),
        (copy_of(root.path(), "-bag.zip"), "bag"),
        (copy_of(root.path(), "-data.zip"), "data"),
        (copy_of(root.path(), ".tmx"), "file"),
    ] {
        let path = path.to_string_lossy();
        let of_copies = ["--fingerprint", &fingerprint];
        let (outcome, report) = verify(root.path(), &path, if path == "site" { &[] } else { &of_copies });
        assert_eq!((outcome.code, report["kind"].as_str()), (0, Some(kind)), "{path}: {}{}", outcome.results, outcome.problems);
        assert_eq!((&report["is_whole"], faults(&report)), (&Value::Bool(true), Vec::new()));
        assert_eq!(outcome.problems, "");
        let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/verify/report.schema.json"));
        let schema: Value = serde_json::from_str(&schema.expect("a schema")).expect("JSON");
        assert!(jsonschema::is_valid(&schema, &report), "{report:#}");
    }
    let told = cli::run(root.path(), &["verify", "copies"]);
    assert!(told.results.ends_with("copies is whole\n"), "{}", told.results);
}

#[test]
fn several_copies_are_proven_one_after_the_other() {
    let root = built();
    let zip = copy_of(root.path(), "1.0.0.zip").display().to_string();
    let of = |arguments: &[&str]| cli::run(root.path(), &[&["verify"], arguments].concat());
    let both = of(&["site", &zip]);
    assert_eq!((both.code, both.problems.as_str()), (0, ""));
    let ends = ["site is whole\n".to_owned(), format!("{zip} is whole\n2 of 2 copies are whole\n")];
    assert!(ends.iter().all(|end| both.results.contains(end)) && both.results.ends_with(&ends[1]), "{}", both.results);

    fs::write(root.path().join("site/index.html"), "").expect("written");
    let worst = of(&["nothing", "site", &zip]);
    assert_eq!(worst.code, 2, "there is no such copy, which is worse than a copy that is not whole");
    assert!(
        worst.problems.contains("nothing") && worst.results.ends_with("1 of 3 copies are whole\n"),
        "{}{}",
        worst.problems,
        worst.results
    );
    assert_eq!(of(&[&zip, "site"]).code, 1);
    let told: Value = serde_json::from_str(&of(&["site", &zip, "--format", "json"]).results).expect("JSON");
    let found: Vec<(&str, bool)> =
        told.as_array().expect("a list").iter().map(|one| (one["path"].as_str().unwrap_or_default(), one["is_whole"] == true)).collect();
    assert_eq!(found, [("site", false), (zip.as_str(), true)]);
    assert_eq!(of(&[]).code, 2);
}

#[test]
fn a_fingerprint_belongs_to_one_copy() {
    let root = built();
    let site = hash(&fs::read(root.path().join("site").join(MANIFEST)).expect("a manifest"));
    let upper = site.to_uppercase();
    let (head, tail) = upper.split_at(64);
    assert_eq!(verify(root.path(), "site", &["--fingerprint", &format!("{head} {tail}")]).0.code, 0, "as people write it");
    let (outcome, report) = verify(root.path(), "copies", &["--fingerprint", &site]);
    assert_eq!((outcome.code, faults(&report)), (1, vec![("fingerprint-differs".to_owned(), String::new())]));
    for wrong in ["", "abc", &format!("{}g", &site[..127])] {
        assert_eq!(cli::run(root.path(), &["verify", "site", "--fingerprint", wrong]).code, 2);
    }
}

#[test]
fn what_happened_to_files_is_named() {
    let root = built();
    let site = root.path().join("site");
    let as_built = root.path().join("as-built");
    cli::copy(&site, &as_built);
    let anew = || {
        fs::remove_dir_all(&site).expect("removed");
        cli::copy(&as_built, &site);
    };
    let fault = |kind: &str, path: &str| (kind.to_owned(), path.to_owned());
    fs::write(site.join(".htaccess"), "ErrorDocument 404 /404.html").expect("written");
    assert_eq!(found(root.path(), "site"), [fault("extra", ".htaccess")]);
    anew();
    fs::remove_file(site.join("sources/first.txt")).expect("removed");
    assert!(found(root.path(), "site").contains(&fault("missing", "sources/first.txt")));
    anew();
    let [one, other] = ["data/funding.csv", "data/actors.json"].map(|path| fs::read(site.join(path)).expect("a file"));
    fs::write(site.join("data/funding.csv"), other).expect("written");
    fs::write(site.join("data/actors.json"), one).expect("written");
    assert_eq!(found(root.path(), "site"), [fault("swapped", "data/actors.json"), fault("swapped", "data/funding.csv")]);
    anew();
    fs::write(site.join("data/funding.csv"), "id\n").expect("written");
    assert_eq!(found(root.path(), "site"), [fault("changed", "data/funding.csv")]);
    anew();
    fs::remove_file(site.join(MANIFEST)).expect("removed");
    assert!(found(root.path(), "site").contains(&fault("no-manifest", MANIFEST)));
    anew();
    std::os::unix::fs::symlink("/etc/passwd", site.join("data/x")).expect("a link");
    assert_eq!(found(root.path(), "site"), [fault("odd", "data/x")]);
}

#[test]
fn what_a_changed_manifest_would_hide_is_found() {
    let root = built();
    let site = root.path().join("site");
    reseal(&site, "nl/index.html", |page| {
        page.replacen("</main>", "<a href=\"gone.html\">x</a><a href=\"index.html#gone\">y</a></main>", 1)
    });
    let broken = ("broken-link".to_owned(), "nl/index.html".to_owned());
    assert_eq!(found(root.path(), "site"), [broken.clone(), broken]);
    let root = built();
    let site = root.path().join("site");
    let ledger: Value = serde_json::from_str(&fs::read_to_string(site.join("data/funding.json")).expect("a ledger")).expect("JSON");
    let part = ledger["sums"][0]["parts"][0].as_str().expect("a part");
    let value = ledger["amounts"].as_array().expect("amounts").iter().find(|amount| amount["id"] == part).expect("an amount");
    let value = value["value_low"].as_str().expect("a value").to_owned();
    let cent_more = format!("{}1", &value[..value.len() - 1]);
    assert_ne!(value, cent_more);
    let (from, to) = (format!("\"value_low\": \"{value}\""), format!("\"value_low\": \"{cent_more}\""));
    reseal(&site, "data/funding.json", |text| text.replacen(&from, &to, 1));
    let kinds: Vec<String> = found(root.path(), "site").into_iter().map(|(kind, _)| kind).collect();
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| kind == "broken-sum"), "{kinds:?}");
}

#[test]
fn data_of_a_later_version_are_not_judged() {
    let root = built();
    let site = root.path().join("site");
    for path in ["data/funding.json", "data/dossier.json"] {
        reseal(&site, path, |text| text.replacen("\"schema_version\": \"1\"", "\"schema_version\": \"2\"", 1));
    }
    let (outcome, report) = verify(root.path(), "site", &[]);
    assert_eq!((outcome.code, report["checked"]["sums"].as_u64(), report.get("dossier")), (0, Some(0), None), "{}", outcome.results);
    assert!(report["notes"][0].as_str().expect("a note").contains("version 2"));
}

#[test]
fn copies_among_copies_are_looked_into() {
    let root = built();
    let copies = root.path().join("copies");
    // Whoever changes a bag, its manifests and the list of sums is found by what the pages and the ledger say, and by the fingerprint.
    let bag = copy_of(root.path(), "-bag");
    let name = bag.file_name().expect("a name").to_string_lossy().into_owned();
    fs::remove_file(bag.join("data/site/nl/index.html")).expect("removed");
    let told = found(root.path(), "copies");
    for (kind, path) in [("missing", format!("{name}/data/site/nl/index.html")), ("broken-link", format!("{name}!/data/site/index.html"))] {
        assert!(told.contains(&(kind.to_owned(), path)), "{told:?}");
    }
    let sizes: Vec<&(String, String)> = told.iter().filter(|(kind, _)| kind == "size-differs").collect();
    assert_eq!(sizes.len(), 1);
    assert!(copies.is_dir());
}

#[test]
fn a_copy_of_today_is_proven_by_every_later_version() {
    let copies = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/copies");
    let fingerprint = fs::read_to_string(copies.join("FINGERPRINT")).expect("a fingerprint");
    let (outcome, report) = verify(&copies, "1", &["--fingerprint", fingerprint.trim()]);
    assert_eq!((outcome.code, report["kind"].as_str()), (0, Some("copies")), "{}{}", outcome.results, outcome.problems);
    let checked = |what: &str| report["checked"][what].as_u64().expect("a number");
    assert!(20 < checked("files") && 100 < checked("links") && 0 < checked("sums"), "{report:#}");
    assert_eq!(report["dossier"]["version"], "1.0.0");
}

#[test]
fn what_is_no_copy_is_refused() {
    let root = built();
    for path in ["content", "gone", "."] {
        let outcome = cli::run(root.path(), &["verify", path]);
        assert_eq!((outcome.code, outcome.results.as_str()), (2, ""), "{path}");
        assert!(outcome.problems.starts_with("error: "), "{}", outcome.problems);
    }
    let alone = root.path().join("alone.tmx");
    fs::copy(copy_of(root.path(), ".tmx"), &alone).expect("copied");
    assert_eq!(found(root.path(), "alone.tmx"), [("unproven".to_owned(), "alone.tmx".to_owned())]);
    let sum = hash(&fs::read(&alone).expect("a file"));
    assert_eq!(verify(root.path(), "alone.tmx", &["--fingerprint", &sum]).0.code, 0);
}
