//! What the program is built of: crates of crates.io only, under licences that suit an MIT program, none twice without a reason, and all
//! of them named with their licences in `src/manual/licences.md`.
//!
//! `cargo deny` looks at the same and more, advisories among it: `tests/deny.toml` says how to run it. It takes minutes to install, so the
//! usual run has these tests instead.

mod graph;
mod licences;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use expect_test::expect_file;

use graph::Graph;

/// Crates of which two versions are built, as others need both. One that goes is to be taken off the list.
const TWICE: &[&str] = &[
    "base64",
    "constant_time_eq",
    "embedded-io",
    "fancy-regex",
    "font-types",
    "getrandom",
    "phf",
    "phf_generator",
    "phf_macros",
    "phf_shared",
    "r-efi",
    "read-fonts",
    "skrifa",
    "syn",
];

/// Crates that fetch something while they are built, or are known to be abandoned. None may be used.
const NEVER: &[&str] =
    &["curl-sys", "openssl-sys", "reqwest", "native-tls", "ureq", "attohttpc", "onig_sys", "failure", "lazy_static_include", "atty"];

/// The packages of a lock file: name, version, source.
fn locked(path: &str) -> Vec<(String, String, Option<String>)> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a lock file");
    let lock: toml::Table = text.parse().expect("valid TOML");
    let packages = lock["package"].as_array().expect("packages");
    let text = |package: &toml::Value, key: &str| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    packages
        .iter()
        .map(|package| (text(package, "name").expect("a name"), text(package, "version").expect("a version"), text(package, "source")))
        .collect()
}

#[test]
fn crates_come_from_crates_io_and_are_fixed() {
    for path in ["Cargo.lock", "tests/fuzz/Cargo.lock"] {
        let others: Vec<_> = locked(path)
            .into_iter()
            .filter(|(name, _, source)| {
                let is_ours = source.is_none() && matches!(name.as_str(), "dossier" | "dossier-fuzz");
                !is_ours && source.as_deref() != Some("registry+https://github.com/rust-lang/crates.io-index")
            })
            .collect();
        assert!(others.is_empty(), "{path}: {others:?}");
    }
}

#[test]
fn no_crate_is_built_twice_without_a_reason_or_should_not_be_used() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, version, _) in locked("Cargo.lock") {
        versions.entry(name).or_default().push(version);
    }
    // What belongs to other systems comes and goes with them.
    let is_elsewhere = |name: &str| name.starts_with("windows") || name.starts_with("wasi") || name.starts_with("objc");
    let twice: Vec<&str> =
        versions.iter().filter(|(name, versions)| 1 < versions.len() && !is_elsewhere(name)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(twice, TWICE);
    assert!(NEVER.iter().all(|name| !versions.contains_key(*name)), "one of {NEVER:?}");
}

#[test]
fn packages_of_the_tests_are_fixed() {
    for path in ["tests/archive/requirements.txt", "tests/datapackage/requirements.txt"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a list");
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let loose: Vec<&str> = lines.filter(|line| !line.contains("==") || line.contains(['>', '*', '@'])).collect();
        assert!(loose.is_empty(), "{path}: {loose:?}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/package-lock.json");
    let lock: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).expect("a lock file")).expect("valid JSON");
    let packages = lock["packages"].as_object().expect("packages");
    let loose: Vec<&String> = packages
        .iter()
        .filter(|(name, package)| !name.is_empty() && package["integrity"].as_str().is_none())
        .map(|(name, _)| name)
        .collect();
    assert!(1 < packages.len() && loose.is_empty(), "without a checksum: {loose:?}");
}

#[test]
fn every_crate_in_the_program_has_a_licence_that_suits_it_and_is_listed() {
    let graph = Graph::read();
    let text = licences::text(&graph).unwrap_or_else(|error| panic!("{error}"));
    expect_file![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual/licences.md")].assert_eq(&text);
}
