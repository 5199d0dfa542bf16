//! Makes letters of files as received.

use std::path::Path;

use dossier::disk;
use dossier::import::put::{self, PutError};
use dossier::import::{Imported, Report, Share};
use dossier::pipeline::import::{self as pipeline, Wanted};

use super::find_root;
use crate::arguments::{Form, Import};
use crate::exit::Exit;
use crate::report;

/// `dossier import`
pub fn run(arguments: &Import) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    if arguments.id.is_some() && 1 < arguments.files.len() {
        report::line("error: `--id` names one letter; import its file alone");
        return Exit::Usage;
    }
    let mut ended = Exit::Done;
    for file in &arguments.files {
        let exit = import(&root, &file.to_string_lossy(), arguments);
        // A failure of the machine ends it all; a file that cannot be used does not keep the next from being imported.
        match exit {
            Exit::Done => {}
            Exit::Machine => return exit,
            _ => ended = exit,
        }
    }
    ended
}

/// Imports one file.
fn import(root: &Path, file: &str, arguments: &Import) -> Exit {
    let wanted = Wanted { id: arguments.id.as_deref(), lang: arguments.original.as_deref() };
    let (imported, problems) = pipeline::letter(root, file, wanted);
    let Some(imported) = imported else {
        let exit = report::problems(&problems, Form::Human, Exit::Problems);
        report::line(&format!("nothing was written for `{file}`"));
        return exit;
    };
    if put::exists(root, &imported) {
        return exists(file, &imported);
    }
    if arguments.dry_run {
        return report::told(&shown(&imported), Exit::Done);
    }
    match put::folder(root, &imported) {
        Ok(()) => report::told(&said(file, &imported), Exit::Done),
        Err(PutError::Exists) => exists(file, &imported),
        Err(PutError::Io { path, source }) => {
            let way_out = disk::way_out(&source).map(|way_out| format!("; {way_out}")).unwrap_or_default();
            report::line(&format!("error: cannot write `{}`: {source}{way_out}", path.display()));
            Exit::Machine
        }
    }
}

/// Says that a letter is there already.
fn exists(file: &str, imported: &Imported) -> Exit {
    let exit = report::problems(&pipeline::exists(imported), Form::Human, Exit::Problems);
    report::line(&format!("nothing was written for `{file}`"));
    exit
}

/// What would be written: each file with its text, or how large it is.
fn shown(imported: &Imported) -> String {
    let mut text = String::new();
    for (name, bytes) in &imported.files {
        text.push_str(&format!("--- {}/{name}\n", put::path_of(imported)));
        match std::str::from_utf8(bytes) {
            Ok(words) if !name.starts_with("source.") => text.push_str(words),
            _ => text.push_str(&format!("({} bytes)\n", bytes.len())),
        }
    }
    text + &summary(&imported.report)
}

/// What was made, and what is left to do.
fn said(file: &str, imported: &Imported) -> String {
    let names: Vec<&str> = imported.files.keys().map(String::as_str).collect();
    let mut text = format!("{file}: wrote {}/ ({})\n", put::path_of(imported), names.join(", "));
    text.push_str(&summary(&imported.report));
    text.push_str(&format!(
        "next: look at the lines `# review:` and fill in what is empty (`dossier check` lists both);\n\
         `dossier lock` gives the blocks their ids; `dossier corrections {id}` proposes what corrections still lack;\n\
         `dossier translate export {id} --to LANG` hands the letter to a translator",
        id = imported.id
    ));
    text
}

/// What was recognised.
fn summary(report: &Report) -> String {
    let Report { title, shares, date, open, corrections, n_reviews } = report;
    let mut text = format!("  title: {title}\n");
    if let Some(date) = date {
        text.push_str(&format!("  date: {date}\n"));
    }
    let shares: Vec<String> = shares.iter().map(share).collect();
    text.push_str(&format!("  text: {}\n", shares.join(", ")));
    let corrections: Vec<String> = corrections.iter().map(|(name, count)| format!("{count} {name}")).collect();
    if !corrections.is_empty() {
        text.push_str(&format!("  proposed corrections: {}\n", corrections.join(", ")));
    }
    if !open.is_empty() {
        text.push_str(&format!("  not found in the text: {}\n", open.join(", ")));
    }
    text.push_str(&format!("  to be looked at: {n_reviews} marks `# review:`\n"));
    text
}

/// A number of parts, and of those that are not sure.
fn share(share: &Share) -> String {
    let Share { what, count, n_unsure } = share;
    let plural = match (*count, what.strip_prefix("line ")) {
        (1, _) => (*what).to_owned(),
        (_, Some(rest)) => format!("lines {rest}"),
        (_, None) => format!("{what}s"),
    };
    if *n_unsure == 0 { format!("{count} {plural}") } else { format!("{count} {plural} ({n_unsure} unsure)") }
}
