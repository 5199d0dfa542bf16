//! Third-party files of the theme are what their packages published.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// The list of third-party files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checksums {
    /// Each file.
    file: Vec<Vendored>,
}

/// One third-party file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vendored {
    /// Name of its package.
    name: String,
    /// Version of its package.
    version: String,
    /// Licence, as an SPDX name.
    licence: String,
    /// Path below the folder of third-party files.
    file: String,
    /// Checksum in hexadecimal.
    sha256: String,
}

/// The folder of third-party files.
fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/dossier/static/vendor"))
}

/// The list in that folder.
fn checksums() -> Checksums {
    toml::from_str(&fs::read_to_string(folder().join("CHECKSUMS.toml")).unwrap()).unwrap()
}

#[test]
fn vendored_files_are_unmodified() {
    for Vendored { name, version, licence, file, sha256 } in checksums().file {
        let bytes = fs::read(folder().join(&file)).unwrap();
        let found: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, sha256, "{file} is not what {name} {version} ({licence}) published");
    }
}

#[test]
fn every_vendored_file_is_listed() {
    let listed: BTreeSet<String> = checksums().file.into_iter().map(|vendored| vendored.file).collect();
    let files = WalkDir::new(folder()).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let there: BTreeSet<String> = files
        .map(|entry| entry.path().strip_prefix(folder()).unwrap().to_str().unwrap().to_owned())
        .filter(|path| path != "CHECKSUMS.toml")
        .collect();
    assert_eq!(there, listed);
}
