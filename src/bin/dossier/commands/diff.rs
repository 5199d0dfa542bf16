//! Runs `dossier diff`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dossier::changes::{self, Changes, Fault};
use dossier::data::put;
use dossier::{copy, render, theme};

use crate::arguments::diff::{Diff, DiffForm};
use crate::exit::Exit;
use crate::report;

/// `dossier diff`
pub fn run(arguments: &Diff) -> Exit {
    if let Some(lang) = &arguments.lang
        && !theme::languages().contains(lang)
    {
        let known = theme::languages().join(", ");
        report::line(&format!("error: no words for a page in `{lang}`; there are words in {known}"));
        return Exit::Usage;
    }
    if let Some(reason) = arguments.output.as_deref().and_then(|output| in_the_way(arguments, output)) {
        report::line(&format!("error: {reason}; nothing was written, choose another `--output`"));
        return Exit::Usage;
    }
    let compared = copy::open(&arguments.old)
        .and_then(|old| Ok((old, copy::open(&arguments.new)?)))
        .map_err(Fault::from)
        .and_then(|(old, new)| changes::compare_copies(&old, &new));
    let changes = match compared {
        Ok(changes) => changes,
        Err(fault) => {
            report::line(&format!("error: {fault}"));
            return if fault.is_of_machine() { Exit::Machine } else { Exit::Usage };
        }
    };
    let exit = if arguments.exit_code && changes.differ() { Exit::Problems } else { Exit::Done };
    match said(arguments, &changes) {
        Ok(said) => hand_out(arguments, &said, exit),
        Err(reason) => {
            report::line(&format!("error: the page cannot be made: {reason}"));
            Exit::Machine
        }
    }
}

/// Why a file cannot be written: it is, or is in, what is compared.
fn in_the_way(arguments: &Diff, output: &Path) -> Option<String> {
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = fs::canonicalize(output)
        .or_else(|_| Ok::<_, io::Error>(fs::canonicalize(folder)?.join(output.file_name().unwrap_or_default())))
        .ok()?;
    let is_in = |copy: &&PathBuf| fs::canonicalize(copy).is_ok_and(|copy| real.starts_with(copy));
    let copy = [&arguments.old, &arguments.new].into_iter().find(is_in)?;
    Some(format!("`{}` is what is compared, or stands in it: `{}`", output.display(), copy.display()))
}

/// What changed, in the form that was asked for.
fn said(arguments: &Diff, changes: &Changes) -> Result<String, String> {
    match arguments.format {
        DiffForm::Text => Ok(changes::text::write(changes)),
        DiffForm::Json => Ok(changes.to_json()),
        DiffForm::Html => {
            let tags: Vec<&str> = match &arguments.lang {
                Some(lang) => vec![lang],
                None => changes.languages.iter().map(String::as_str).collect(),
            };
            let theme = theme::shipped(&tags);
            let locale = theme.locales.values().next().ok_or("there are no words for it")?;
            let style = theme.assets.find("style.css").map(|style| String::from_utf8_lossy(&style.bytes)).unwrap_or_default();
            render::alone::changes(changes, locale, (&theme.templates, &style))
        }
    }
}

/// Hands it out: to a file, or to stdout.
fn hand_out(arguments: &Diff, said: &str, exit: Exit) -> Exit {
    let Some(path) = &arguments.output else { return report::result(said.trim_end_matches('\n'), exit) };
    match put::handed_out(path, &format!("{}\n", said.trim_end_matches('\n'))) {
        Ok(()) => {
            report::note(&format!("wrote {}", path.display()));
            exit
        }
        Err(error) => {
            report::line(&format!("error: {error}"));
            Exit::Machine
        }
    }
}
