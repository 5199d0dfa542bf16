//! Runs `dossier init`.

use dossier::lock::Looked;
use dossier::model::lang::Lang;
use dossier::pipeline;
use dossier::scaffold::{self, sample};
use dossier::{lock, theme};

use super::cannot_make;
use crate::arguments::Form;
use crate::arguments::scaffold::Init;
use crate::exit::Exit;
use crate::report;

/// `dossier init NAME`
pub fn run(arguments: &Init) -> Exit {
    let languages = match languages(&arguments.languages) {
        Ok(languages) => languages,
        Err(reason) => return refuse(&reason),
    };
    let mut files = match sample::files(&languages) {
        Ok(files) => files,
        Err(unknown) => return refuse(&without_texts(&unknown)),
    };
    let folder = &arguments.folder;
    let is_new = !folder.exists();
    if let Err(error) = scaffold::put(folder, &files) {
        return cannot_make(&error, "choose another name, or an empty folder");
    }
    let (locks, problems) = pipeline::renew_locks(folder, &Looked::default());
    if problems.has_errors() {
        return report::problems(&problems, Form::Human, Exit::Problems);
    }
    if let Err(error) = lock::write(folder, &locks) {
        files.extend(locks.into_iter().map(|file| (file.path, file.text.into_bytes())));
        scaffold::take_back((folder, is_new), &files);
        report::line(&format!("error: {error}"));
        return Exit::Machine;
    }
    report::result(&said(arguments, &languages), Exit::Done)
}

/// The languages that are asked for; why they cannot be had.
fn languages(tags: &[String]) -> Result<Vec<Lang>, String> {
    let mut languages = Vec::new();
    for tag in tags.iter().map(|tag| tag.trim()) {
        let Some(lang) = Lang::parse(tag) else {
            return Err(format!("`{tag}` is not a language tag; use a BCP 47 tag in lower case, such as `nl` or `fr-be`"));
        };
        if languages.contains(&lang) {
            return Err(format!("the language `{tag}` is asked for twice"));
        }
        languages.push(lang);
    }
    Ok(languages)
}

/// What is said of languages without sample texts.
fn without_texts(unknown: &[&Lang]) -> String {
    let names: Vec<String> = unknown.iter().map(|lang| format!("`{lang}`")).collect();
    let words = theme::languages();
    let known: Vec<String> = sample::languages().filter(|tag| words.iter().any(|word| word == tag)).map(|tag| format!("`{tag}`")).collect();
    format!(
        "there are no sample texts in {}; begin in one of {}, then add your language to `languages` in `content/dossier.toml`",
        names.join(", "),
        known.join(", ")
    )
}

/// Refuses a wrong use.
fn refuse(reason: &str) -> Exit {
    report::line(&format!("error: {reason}"));
    Exit::Usage
}

/// What was made, and what comes next.
fn said(arguments: &Init, languages: &[Lang]) -> String {
    let names: Vec<&str> = languages.iter().map(Lang::tag).collect();
    let folder = arguments.folder.display();
    let here = if arguments.folder.as_os_str() == "." { String::new() } else { format!("  cd {folder}\n") };
    format!("made a dossier with a sample letter in `{folder}` ({})\nnext:\n{here}  dossier build\n  dossier new letter", names.join(", "))
}
