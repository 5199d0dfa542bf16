//! Small dossiers in one language that a test writes out: a letter and the files beside it.

use std::fs;
use std::path::Path;

use crate::cases::sha256;
use crate::cli;

/// The settings that every such dossier has, but for its languages.
const SETTINGS: &str = "version = \"1.0.0\"\npublished = \"2026-11-21\"\ntitle = \"T\"\ndescription = \"D\"\n";

/// The kinds of letters and numbers that it has.
const KINDS: &str = "[kinds.letter]\nname = \"Letter\"\n[number-kinds.ref]\nname = \"Ref\"\n";

/// A dossier to be.
pub(crate) struct Small<'a> {
    /// The tag of its language.
    pub lang: &'a str,
    /// What its one letter says, block by block.
    pub text: &'a str,
    /// What its source says, where that differs.
    pub source: Option<&'a str>,
    /// More of `letter.toml`.
    pub letter: &'a str,
    /// More of `dossier.toml`: keys, then tables.
    pub settings: (&'a str, &'a str),
    /// Further files below `content/`.
    pub files: &'a [(&'a str, &'a str)],
}

/// A dossier of a letter in English that says nothing of note.
pub(crate) const PLAIN: Small<'static> =
    Small { lang: "en", text: "Dear council,", source: None, letter: "", settings: ("", ""), files: &[] };

impl Small<'_> {
    /// Lays it out in a folder of its own, its blocks locked.
    pub(crate) fn lay(&self) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a temporary folder");
        let Self { lang, text, settings: (keys, tables), .. } = self;
        let source = self.source.unwrap_or(text);
        let letter = format!(
            "kind = \"letter\"\noriginal = \"{lang}\"\n[date]\nvalue = \"2026-01-02\"\nbasis = \"printed\"\n[source]\nfile = \"source.txt\"\nsha256 = \"{}\"\n{}",
            sha256(source),
            self.letter
        );
        let edition = format!("+++\ntitle = \"Title\"\nslug = \"a\"\nsummary = \"S\"\n+++\n\n{text}\n");
        let settings = format!("{SETTINGS}languages = [\"{lang}\"]\n{keys}\n{KINDS}{tables}\n");
        let page = format!("letters/a/{lang}.md");
        let own = [("dossier.toml", &*settings), ("letters/a/letter.toml", &letter), ("letters/a/source.txt", source), (&page, &edition)];
        for (path, text) in own.iter().chain(self.files) {
            let path = root.path().join("content").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
            fs::write(path, text).expect("a new file");
        }
        cli::run(root.path(), &["lock", "--root", "."]);
        root
    }

    /// What is wrong with it: the heads of the problems and their hints, without the lines that they show.
    pub(crate) fn told(&self) -> String {
        told(self.lay().path())
    }
}

/// What is wrong with a dossier: the heads of the problems and their hints, without the lines that they show.
pub(crate) fn told(root: &Path) -> String {
    let problems = cli::run(root, &["check", "--root", "."]).problems;
    let is_told = |line: &&str| line.starts_with("content/") || line.starts_with("themes/") || line.starts_with("  hint: ");
    // With a fault in its records no letter is locked.
    let is_lock = |line: &&str| line.contains("error[unlocked-block]") || *line == "  hint: run `dossier lock`";
    problems.lines().filter(is_told).filter(|line| !is_lock(line)).map(|line| format!("{line}\n")).collect()
}
