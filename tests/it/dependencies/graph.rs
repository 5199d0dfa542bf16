//! The crates that are compiled into the program, as cargo knows them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// A crate that is compiled into the program.
pub(super) struct Package {
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// Its licences as it states them, as SPDX; empty where it states none.
    pub(super) licence: String,
    /// Where it is kept.
    pub(super) repository: String,
    /// Its folder on this machine.
    pub(super) folder: PathBuf,
    /// Whether only a program with PDF copies has it.
    pub(super) is_for_pdf: bool,
}

/// All crates that are compiled into the program on Linux, sorted.
pub(super) struct Graph(pub(super) Vec<Package>);

/// What cargo says of the project with some features.
fn metadata(features: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", "x86_64-unknown-linux-gnu"]);
    let output = command.args(features).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("valid JSON")
}

/// The ids of the packages that end up in the program: what runs only while it is compiled, and what only tests need, is left aside.
fn linked(metadata: &Value) -> BTreeSet<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let is_macro = |package: &Value| list(&package["targets"]).iter().any(|target| list(&target["kind"]).contains(&"proc-macro".into()));
    let id = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let macros: BTreeSet<String> =
        list(&metadata["packages"]).iter().filter(|package| is_macro(package)).map(|package| id(&package["id"])).collect();
    let nodes: BTreeMap<String, Vec<Value>> =
        list(&metadata["resolve"]["nodes"]).iter().map(|node| (id(&node["id"]), list(&node["deps"]))).collect();
    let (mut found, mut waiting) = (BTreeSet::new(), vec![id(&metadata["resolve"]["root"])]);
    while let Some(next) = waiting.pop() {
        if !found.insert(next.clone()) {
            continue;
        }
        let is_linked = |dependency: &&Value| list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
        let needed = nodes.get(&next).into_iter().flatten().filter(is_linked).map(|dependency| id(&dependency["pkg"]));
        waiting.extend(needed.filter(|id| !macros.contains(id)));
    }
    found
}

impl Graph {
    /// Reads what the program is built of.
    pub(super) fn read() -> Self {
        let (whole, usual) = (metadata(&["--features", "pdf"]), metadata(&[]));
        let (all, without_pdf) = (linked(&whole), linked(&usual));
        let packages = whole["packages"].as_array().expect("packages");
        let text = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let is_other = |package: &&Value| all.contains(&text(package, "id")) && package["source"].is_string();
        let package = |package: &Value| Package {
            name: text(package, "name"),
            version: text(package, "version"),
            licence: text(package, "license"),
            repository: text(package, "repository"),
            folder: PathBuf::from(text(package, "manifest_path")).parent().expect("a folder").to_path_buf(),
            is_for_pdf: !without_pdf.contains(&text(package, "id")),
        };
        let mut found: Vec<Package> = packages.iter().filter(is_other).map(package).collect();
        found.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
        Self(found)
    }
}
