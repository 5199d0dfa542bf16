//! Runs `dossier schema`, `dossier completions` and `dossier man`.

use std::path::Path;

use clap::CommandFactory;
use dossier::data::put;
use dossier::problem::nearest;
use dossier::schema::{self, FILES};

use crate::arguments::Arguments;
use crate::arguments::texts::{Completions, Man, Schema};
use crate::exit::Exit;
use crate::report;

/// `dossier schema`
pub fn print_schema(arguments: &Schema) -> Exit {
    if let Some(folder) = &arguments.output {
        let schemas = FILES.iter().map(|file| (file.file_name(), format!("{:#}\n", file.schema()))).collect();
        return write(folder, schemas);
    }
    let Some(name) = &arguments.name else {
        let lines: Vec<String> = FILES.iter().map(|file| format!("{:<12} {:<36} {}", file.name, file.path, file.about)).collect();
        return report::result(&lines.join("\n"), Exit::Done);
    };
    if let Some(file) = schema::find(name) {
        return report::result(&format!("{:#}", file.schema()), Exit::Done);
    }
    let hint = nearest(name, FILES.iter().map(|file| file.name)).map(|near| format!("did you mean `{near}`?"));
    report::line(&format!("error: there is no schema `{name}`; {}", hint.unwrap_or_else(|| "`dossier schema` lists them".into())));
    Exit::Usage
}

/// `dossier completions SHELL`
pub fn print_completions(arguments: &Completions) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "dossier", &mut text);
    report::result(String::from_utf8_lossy(&text).trim_end(), Exit::Done)
}

/// `dossier man`
pub fn print_man(arguments: &Man) -> Exit {
    let mut all = Arguments::command();
    all.build();
    match &arguments.output {
        None => report::result(page(&all).trim_end(), Exit::Done),
        Some(folder) => {
            let mut pages = Vec::new();
            gather(&all, &mut pages);
            write(folder, pages)
        }
    }
}

/// The manual page of a command.
fn page(command: &clap::Command) -> String {
    let mut text = Vec::new();
    // Writing into memory does not fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

/// Gathers the pages of a command and of those in it, but for `help`.
fn gather(command: &clap::Command, pages: &mut Vec<(String, String)>) {
    let name = command.get_display_name().unwrap_or(command.get_name()).replace(' ', "-");
    pages.push((format!("{name}.1"), page(command)));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        gather(inner, pages);
    }
}

/// Writes files into a folder and says so.
fn write(folder: &Path, files: Vec<(String, String)>) -> Exit {
    match put::texts(folder, &files) {
        Ok(()) => report::result(&format!("wrote {} files into `{}`", files.len(), folder.display()), Exit::Done),
        Err(error) => {
            report::line(&format!("error: {error}"));
            Exit::Machine
        }
    }
}
