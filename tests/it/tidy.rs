//! Keeps the shape of the code: who may import whom, where each outside crate lives, how files are named and begin.

mod imports;
mod layout;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A module of the library and the modules that it may import. A module imports only what stands above it.
pub(crate) type Row = (&'static str, &'static [&'static str]);

/// What each module may import. The last one puts the others together.
pub(crate) const MODULES: &[Row] = &[
    ("digest", &[]),
    ("model", &["digest"]),
    ("manual", &[]),
    ("spent", &[]),
    ("disk", &[]),
    ("copy", &[]),
    ("problem", &["model"]),
    ("cache", &["digest", "model", "problem"]),
    ("reading", &["digest", "model"]),
    ("data", &["disk", "model", "problem"]),
    ("markdown", &["model", "problem"]),
    ("config", &["data", "model", "problem"]),
    ("content", &["data", "digest", "markdown", "model", "problem"]),
    ("schema", &["model"]),
    ("scaffold", &["content", "data", "model", "schema"]),
    ("proof", &["digest", "model", "problem"]),
    ("import", &["disk", "markdown", "model", "problem", "proof"]),
    ("links", &["digest", "markdown", "model", "problem"]),
    ("funding", &["cache", "digest", "model", "problem", "reading"]),
    ("parity", &["cache", "digest", "links", "model", "problem", "reading"]),
    ("timeline", &["model", "problem", "reading"]),
    ("site", &["cache", "digest", "model", "problem"]),
    ("changes", &["copy", "site"]),
    ("verify", &["copy", "site"]),
    ("check", &["funding", "links", "model", "problem", "site"]),
    ("search", &["digest", "model", "site"]),
    ("theme", &["data", "model", "problem", "site"]),
    ("lock", &["data", "model", "problem"]),
    ("exchange", &["data", "markdown", "model", "problem"]),
    ("render", &["changes", "digest", "funding", "links", "markdown", "model", "problem", "proof", "site", "timeline"]),
    ("export", &["changes", "digest", "funding", "links", "model", "proof", "render", "site", "timeline"]),
    ("archive", &["exchange", "export", "model", "render", "search", "site"]),
    ("output", &["archive", "cache", "digest", "disk", "model", "site", "spent"]),
    (
        "pipeline",
        &[
            "archive", "cache", "changes", "check", "config", "content", "copy", "data", "digest", "exchange", "export", "funding",
            "import", "links", "lock", "model", "output", "parity", "problem", "proof", "reading", "render", "search", "site", "spent",
            "theme", "timeline",
        ],
    ),
    ("serve", &["disk", "model", "pipeline", "problem", "site"]),
];

/// Outside crates that only some modules may use; `bin` is the command line.
pub(crate) const HOMES: &[Row] = &[
    ("ammonia", &["markdown"]),
    ("annotate_snippets", &["bin"]),
    ("base64", &["archive"]),
    ("blake3", &["digest"]),
    ("brotli", &["output"]),
    ("clap", &["bin"]),
    ("clap_complete", &["bin"]),
    ("clap_mangen", &["bin"]),
    ("ego_tree", &["archive", "import"]),
    ("elasticlunr", &["search"]),
    ("encoding_rs", &["import"]),
    ("flate2", &["archive", "import", "output"]),
    ("foldhash", &["reading", "search", "site"]),
    ("hayro_interpret", &["import"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("hypher", &["archive"]),
    ("icu_collator", &["render"]),
    ("icu_decimal", &["render"]),
    ("icu_locale", &["render"]),
    ("icu_locale_core", &["render"]),
    ("icu_plurals", &["render"]),
    ("icu_provider", &["render"]),
    ("indicatif", &["bin"]),
    ("krilla", &["archive"]),
    ("litemap", &["model"]),
    ("lz4_flex", &["model"]),
    ("memchr", &["model", "render", "site"]),
    ("mimalloc", &["bin"]),
    ("notify", &["serve"]),
    ("parley", &["archive"]),
    ("postcard", &["cache", "digest", "model", "search"]),
    ("pulldown_cmark", &["markdown"]),
    ("quick_xml", &["exchange", "export", "import"]),
    ("regex", &["import", "proof"]),
    ("regex_automata", &["links", "model", "proof"]),
    ("rust_stemmers", &["search"]),
    ("scraper", &["archive", "import"]),
    ("syntect", &["render"]),
    ("tera", &["render"]),
    ("tokio", &["serve"]),
    ("typst_assets", &["archive"]),
    ("uuid", &["archive"]),
    ("walkdir", &["content", "copy", "serve", "theme"]),
    ("zip", &["archive", "copy", "import"]),
];

/// Dependencies that any module may use, by their names in `Cargo.toml`.
const ANYWHERE: &[&str] = &[
    "aho-corasick",
    "csv",
    "html5gum",
    "jiff",
    "rayon",
    "rust-embed",
    "rustix",
    "serde",
    "serde_json",
    "sha2",
    "similar",
    "strsim",
    "toml",
    "unicode-normalization",
];

/// Dependencies whose library has another name than the package.
const RENAMED: &[(&str, &str)] = &[("elasticlunr-rs", "elasticlunr")];

/// A file of Rust: its path from the root of the project, with `/`, and its text.
pub(crate) struct Source {
    /// The path, such as `src/check/sums.rs`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Returns every file of Rust below a folder of the project, in order.
fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<Source> = walkdir::WalkDir::new(root.join(folder))
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.file_name() != "node_modules")
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| Source {
            path: relative(root, entry.path()),
            text: fs::read_to_string(entry.path()).expect("a readable file of UTF-8"),
        })
        .collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Returns the path below the root, with `/`.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}

/// Returns every file of Rust of the project.
fn everything() -> Vec<Source> {
    ["src", "tests", "benches"]
        .into_iter()
        .filter(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir())
        .flat_map(sources)
        .collect()
}

/// Fails with all faults, one a line.
#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_module_imports_only_what_the_table_allows() {
    let all = sources("src");
    let paths: BTreeSet<&str> = all.iter().map(|source| source.path.as_str()).collect();
    let faults: Vec<String> = all.iter().flat_map(|source| imports::faults(source, &paths)).collect();
    none(&faults);
}

#[test]
fn an_outside_crate_stays_at_home() {
    let faults: Vec<String> = sources("src").iter().flat_map(imports::strays).collect();
    none(&faults);
}

#[test]
fn files_are_short_named_and_introduced() {
    let faults: Vec<String> = everything().iter().flat_map(layout::faults).collect();
    none(&faults);
}

#[test]
fn the_table_goes_one_way() {
    for (row_idx, (module, allowed)) in MODULES.iter().enumerate() {
        for name in *allowed {
            let above = MODULES.iter().take(row_idx).any(|(other, _)| other == name);
            assert!(above, "`{module}` may import `{name}`, which does not stand above it");
        }
    }
}

#[test]
fn every_dependency_has_a_home() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let text = fs::read_to_string(path).expect("a readable Cargo.toml");
    let manifest: toml::Table = text.parse().expect("valid TOML");
    let dependencies = manifest["dependencies"].as_table().expect("a table of dependencies");
    let homeless: Vec<String> = dependencies
        .keys()
        .filter(|package| !ANYWHERE.contains(&package.as_str()))
        .filter(|package| HOMES.iter().all(|(home, _)| *home != library(package)))
        .map(|package| format!("Cargo.toml: `{package}` has no home in tests/it/tidy.rs"))
        .collect();
    none(&homeless);
}

/// Returns the name by which the code knows a package.
fn library(package: &str) -> String {
    let renamed = RENAMED.iter().find(|(name, _)| *name == package);
    renamed.map_or_else(|| package.replace('-', "_"), |(_, library)| (*library).to_owned())
}
