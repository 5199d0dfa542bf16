//! Runs `dossier translate`.

use std::path::Path;

use dossier::data::put::{self, Change, WriteError};
use dossier::exchange::{Form as ExchangeForm, Imported};
use dossier::pipeline::translate;

use super::{find_root, hold};
use crate::arguments::{self, Form, Translate, TranslateCommand, TranslateExport, TranslateImport};
use crate::exit::Exit;
use crate::report;

/// The most ids that a line lists.
const MAX_IDS: usize = 12;

/// `dossier translate`
pub fn run(arguments: &Translate) -> Exit {
    match &arguments.command {
        TranslateCommand::Export(arguments) => export(arguments),
        TranslateCommand::Import(arguments) => import(arguments),
    }
}

/// `dossier translate export`
fn export(arguments: &TranslateExport) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let form = match arguments.format {
        arguments::ExchangeForm::Xliff => ExchangeForm::Xliff,
        arguments::ExchangeForm::Tmx => ExchangeForm::Tmx,
    };
    let (text, problems) = translate::export(&root, (&arguments.letter, &arguments.to), form);
    let Some(text) = text else { return refuse(&problems) };
    match &arguments.output {
        None => report::result(text.trim_end_matches('\n'), Exit::Done),
        Some(path) => match put::new_text(path, &text) {
            Ok(true) => report::result(&format!("wrote {}", path.display()), Exit::Done),
            Ok(false) => {
                report::line(&format!(
                    "error: `{}` exists and has another text than the one to be written; nothing was written; choose another --output, or \
                     move it away",
                    path.display()
                ));
                Exit::Usage
            }
            Err(error) => fail(&error),
        },
    }
}

/// `dossier translate import`
fn import(arguments: &TranslateImport) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let _held = hold(&root);
    let (imported, problems) = translate::import(&root, &arguments.file.to_string_lossy());
    let Some(imported) = imported else { return refuse(&problems) };
    let is_written = imported.is_new || !imported.changed.is_empty();
    let change = (root.join(&imported.path), Change { before: imported.before, text: &imported.text });
    if is_written && let Err(error) = put::all(&[change]) {
        return fail(&error);
    }
    report::result(&said(&arguments.file, &imported, is_written), Exit::Done)
}

/// What an import came to, and what is left to do.
fn said(file: &Path, imported: &Imported, is_written: bool) -> String {
    let Imported {
        path,
        text: _,
        before: _,
        letter,
        lang,
        is_new,
        changed,
        untranslated,
        n_returned,
        not_returned,
        as_original,
        looked_at,
    } = imported;
    let mut lines = Vec::new();
    if is_written {
        let what = if *is_new { "new" } else { "changed" };
        lines.push(format!("wrote {path}: {} {what}: {}", texts(changed.len()), listed(changed)));
    } else if *n_returned == 0 {
        lines.push(format!("{} has no translation, so nothing was written", file.display()));
    } else {
        lines.push(format!("{path} has these texts already"));
    }
    if !not_returned.is_empty() {
        let stays = if not_returned.len() == 1 { "is in the edition as it was" } else { "are in the edition as they were" };
        lines.push(format!("{} came back without a translation, and {stays}: {}", texts(not_returned.len()), listed(not_returned)));
    }
    if !untranslated.is_empty() {
        lines.push(format!("{} still without a translation: {}", texts(untranslated.len()), listed(untranslated)));
    }
    if !as_original.is_empty() {
        lines.push(format!("{} the same as in the original: {}", texts(as_original.len()), listed(as_original)));
    }
    if *is_new {
        lines.push("look at the proposed `slug`, then run `dossier lock`".into());
    } else if !looked_at.is_empty() {
        let names: String = looked_at.iter().map(|id| format!(" --translated {letter}:{id}")).collect();
        lines.push(format!("the translator has looked at what was stale; to record it, run\ndossier lock --to {lang}{names}"));
    }
    lines.join("\n")
}

/// A number of texts in words.
fn texts(n_texts: usize) -> String {
    if n_texts == 1 { "1 text".into() } else { format!("{n_texts} texts") }
}

/// Ids, not too many of them.
fn listed(ids: &[String]) -> String {
    let shown = ids.iter().take(MAX_IDS).cloned().collect::<Vec<_>>().join(", ");
    if ids.len() <= MAX_IDS { shown } else { format!("{shown} and {} more", ids.len() - MAX_IDS) }
}

/// Prints what keeps a command from being done.
fn refuse(problems: &dossier::problem::Problems) -> Exit {
    let exit = report::problems(problems, Form::Human, Exit::Problems);
    report::line("nothing was written");
    exit
}

/// Reports a file that could not be written.
fn fail(error: &WriteError) -> Exit {
    report::line(&format!("error: {error}"));
    Exit::Machine
}
