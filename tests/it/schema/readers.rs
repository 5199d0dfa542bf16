//! Hands a made-up file to the reader of its kind, and keeps what it says of the file's form.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dossier::model::file::SourceFile;
use dossier::problem::Problems;
use dossier::schema::{self, File};
use dossier::theme::{self, locale};
use dossier::{config, content};
use toml::Value;

use super::examples;

/// The problems that a schema can see too.
const OF_FORM: &[&str] = &["missing-key", "wrong-value", "bad-date", "bad-language", "bad-name", "unknown-key", "unknown-problem"];

/// The reader of a kind of file.
pub(super) struct Reader<'a> {
    /// The kind.
    file: &'a File,
    /// A dossier for it.
    root: tempfile::TempDir,
    /// Where the file lies in it.
    path: String,
}

impl<'a> Reader<'a> {
    /// The reader of a kind of file, in a dossier of its own.
    pub(super) fn of(file: &'a File) -> Self {
        let root = tempfile::tempdir().expect("a temporary folder");
        let mut names = ["first", "nl"].into_iter();
        let n_gaps = file.path.matches('*').count();
        let path = match n_gaps {
            0 => file.path.to_owned(),
            _ => file.path.split_inclusive('*').map(|part| part.replace('*', names.next().unwrap_or_default())).collect(),
        };
        let settings = "version = \"1\"\npublished = \"2026-05-13\"\nlanguages = [\"nl\"]\ntitle = \"x\"\ndescription = \"x\"\n\
                        theme = \"first\"\n[kinds.x]\nname = \"x\"\n[number-kinds.x]\nname = \"x\"\n";
        put(root.path(), config::PATH, settings);
        if path.starts_with("content/letters/") {
            let letter = examples::whole(schema::find("letter").expect("a schema").keys);
            put(root.path(), "content/letters/first/letter.toml", &letter.to_string());
        }
        Self { file, root, path }
    }

    /// What the reader says of a file’s form.
    pub(super) fn faults(&self, value: &Value) -> Vec<String> {
        let toml = toml::to_string(value).expect("TOML");
        let text = if self.path.ends_with(".md") { format!("+++\n{toml}+++\n\nx\n") } else { toml };
        put(self.root.path(), &self.path, &text);
        let problems = self.read(&text).list;
        let of_form = problems.iter().filter(|problem| problem.place.file.path == self.path && OF_FORM.contains(&problem.id));
        of_form.map(|problem| format!("{}: {}", problem.id, problem.message)).collect()
    }

    /// Reads the file as a build does.
    fn read(&self, text: &str) -> Problems {
        let root = self.root.path();
        let mut problems = Problems::default();
        let Some(settings) = config::load(root, &mut problems) else { return problems };
        match self.file.name {
            "dossier" => {}
            "theme" => _ = theme::load(root, &settings, &mut problems),
            "language" => {
                let below = toml::to_string(&examples::whole(self.file.keys)).expect("TOML");
                // As a file over another one: only the first of all needs a name.
                let files = [("below.toml", below.as_str()), (&self.path, text)];
                let layers = files.map(|(path, text)| {
                    let file = Arc::new(SourceFile::new(path.to_owned(), text.to_owned()));
                    BTreeMap::from([("nl.toml".to_owned(), file)])
                });
                _ = locale::load(&layers, &settings, &mut problems);
            }
            _ => _ = content::load(root, settings, &mut problems),
        }
        problems
    }
}

/// Writes a file of a dossier.
fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("written");
}

/// The source of all readers.
pub(super) fn sources() -> Vec<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let single =
        ["config.rs", "config/government.rs", "config/hosting.rs", "theme/locale.rs", "theme/vocabulary.rs"].map(|path| project.join(path));
    let folder = fs::read_dir(project.join("content")).expect("a folder").map(|entry| entry.expect("a file").path());
    // The walk has names of files, and no keys.
    let folder = folder.filter(|path| path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("walk.rs"));
    single.into_iter().chain(folder).collect()
}
