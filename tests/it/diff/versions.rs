//! Two versions of the base dossier, and their sites: `old`, `new`.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::cli;

/// A change to a dossier: its name, and what it does to the dossier's folder.
pub(super) type Edit = (&'static str, fn(&Path));

/// The changes, in the order in which they are made.
pub(super) const EDITS: &[Edit] =
    &[("word", word), ("block", block), ("amount", amount), ("letter", letter), ("address", address), ("page", page), ("look", look)];

/// Replaces words of a file of the dossier, each once.
fn replace(root: &Path, path: &str, words: &[(&str, &str)]) {
    let path = root.join(path);
    let mut text = fs::read_to_string(&path).expect("a file");
    for (from, to) in words {
        assert!(text.contains(from), "{}: {from}", path.display());
        text = text.replace(from, to);
    }
    fs::write(&path, text).expect("written");
}

/// Gives new blocks their ids, and says that the translation of the letter was looked at.
fn lock(root: &Path) {
    for arguments in [&["lock"][..], &["lock", "--translated", "first", "--to", "en"]] {
        let outcome = cli::run(root, arguments);
        assert_eq!(outcome.code, 0, "{}", outcome.problems);
    }
}

/// A word of one edition.
fn word(root: &Path) {
    replace(root, "content/letters/first/en.md", &[("has been one lane wide", "is one lane wide")]);
}

/// A block goes, in both languages.
fn block(root: &Path) {
    replace(root, "content/letters/first/nl.md", &[("Geachte raad,\n\n", "")]);
    replace(root, "content/letters/first/en.md", &[("Dear councillors,\n\n", "")]);
    lock(root);
}

/// Two amounts, in the letter and in the ledger.
fn amount(root: &Path) {
    replace(root, "content/letters/first/nl.md", &[("€ 800.000", "€ 700.000"), ("€ 400.000", "€ 500.000")]);
    replace(root, "content/letters/first/en.md", &[("€800,000", "€700,000"), ("€400,000", "€500,000")]);
    let words = [("800.000", "700.000"), ("400.000", "500.000"), ("800,000", "700,000"), ("400,000", "500,000")];
    replace(root, "content/funding.toml", &[&words[..], &[("800000.00", "700000.00"), ("400000.00", "500000.00")]].concat());
    lock(root);
}

/// A letter comes.
fn letter(root: &Path) {
    let folder = root.join("content/letters/second");
    cli::copy(&root.join("content/letters/first"), &folder);
    for lang in ["nl.md", "en.md", "letter.lock"] {
        let path = format!("content/letters/second/{lang}");
        let text = fs::read_to_string(root.join(&path)).expect("a file");
        let slugs = text.replace("herstel-oude-brug", "nog-een-brief").replace("repair-old-bridge", "another-letter");
        fs::write(root.join(&path), slugs).expect("written");
    }
    let toml = "content/letters/second/letter.toml";
    replace(root, toml, &[("2024-05-14", "2024-06-20"), ("B-24/17", "B-24/18")]);
}

/// An edition moves to another address.
fn address(root: &Path) {
    replace(root, "content/letters/first/nl.md", &[("slug = \"herstel-oude-brug\"", "slug = \"herstel-van-de-brug\"")]);
    lock(root);
}

/// A word of a text page.
fn page(root: &Path) {
    let path = root.join("content/pages/about/en.md");
    let text = fs::read_to_string(&path).expect("a page");
    fs::write(&path, format!("{text}\nWrite to the town.\n")).expect("written");
}

/// The look alone.
fn look(root: &Path) {
    let theme = root.join("themes/dossier");
    fs::create_dir_all(theme.join("styles")).expect("a folder");
    fs::create_dir_all(theme.join("templates")).expect("a folder");
    fs::write(theme.join("styles/own.css"), "main { color: black; }\n").expect("written");
    let base = fs::read_to_string(super::project("themes/dossier/templates/base.html")).expect("a template");
    fs::write(theme.join("templates/base.html"), base.replace("<header class=\"masthead\">", "<header class=\"masthead own\">"))
        .expect("written");
}

/// Two versions of a dossier in a folder of their own: `dossier`, with the sites `old` and `new` beside it.
pub(super) struct Versions {
    /// The folder.
    scratch: tempfile::TempDir,
}

impl Versions {
    /// Builds the base, changes it, and builds it again.
    pub(super) fn new(edits: &[Edit]) -> Self {
        let versions = Self { scratch: tempfile::tempdir().expect("a scratch folder") };
        let root = versions.path().join("dossier");
        cli::copy(&super::project("tests/problems/base"), &root);
        cli::take_text_of_source(&root);
        cli::list_some_amounts(&root);
        versions.build("old", &[]);
        if 1 < edits.len() {
            replace(&root, "content/dossier.toml", &[("1.0.0", "1.1.0"), ("2024-06-01", "2024-07-01")]);
        }
        edits.iter().for_each(|(_, edit)| edit(&root));
        versions.build("new", &[]);
        versions
    }

    /// The folder.
    pub(super) fn path(&self) -> &Path {
        self.scratch.path()
    }

    /// Builds the dossier as it is into a site of this name.
    #[track_caller]
    pub(super) fn build(&self, site: &str, arguments: &[&str]) {
        let outcome = self.try_build(site, arguments);
        assert_eq!(outcome.code, 0, "{}", outcome.problems);
    }

    /// Builds the dossier as it is into a site of this name, if it can be built.
    pub(super) fn try_build(&self, site: &str, arguments: &[&str]) -> cli::Outcome {
        let all: Vec<&str> = ["build", "--root", "dossier", "--output", site].iter().chain(arguments).copied().collect();
        cli::run(self.path(), &all)
    }

    /// A file of a site.
    #[track_caller]
    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect(path)
    }

    /// The files of a site.
    pub(super) fn files(&self, site: &str) -> Vec<(String, Vec<u8>)> {
        let site = self.path().join(site);
        let entries = walkdir::WalkDir::new(&site).sort_by_file_name().into_iter().map(|entry| entry.expect("a readable folder"));
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(|entry| (cli::below(&site, entry.path()), fs::read(entry.path()).expect("a file"))).collect()
    }

    /// Packs a site in a ZIP archive, in a folder of it or not, as a bag or not.
    pub(super) fn pack(&self, site: &str, name: &str, (top, is_bag): (&str, bool)) {
        let mut zip = ZipWriter::new(File::create(self.path().join(name)).expect("a new file"));
        let within = if is_bag { "data/site/" } else { "" };
        let declaration = is_bag.then(|| (format!("{top}bagit.txt"), b"BagIt-Version: 1.0\n".to_vec()));
        let files = self.files(site).into_iter().map(|(path, bytes)| (format!("{top}{within}{path}"), bytes));
        for (path, bytes) in declaration.into_iter().chain(files) {
            zip.start_file(path, SimpleFileOptions::default()).expect("begun");
            zip.write_all(&bytes).expect("written");
        }
        zip.finish().expect("whole");
    }

    /// Puts a copy of a site in a bag.
    pub(super) fn put_in_bag(&self, site: &str, name: &str) {
        let bag = self.path().join(name);
        cli::copy(&self.path().join(site), &bag.join("data/site"));
        fs::write(bag.join("bagit.txt"), "BagIt-Version: 1.0\n").expect("written");
    }
}
