//! `dossier archive`

use dossier::archive::{FORMATS, Format};
use dossier::output::copies::Copies;
use dossier::pipeline;

use super::find_root;
use crate::arguments::{Archive, Form};
use crate::exit::Exit;
use crate::report;

/// Writes offline copies.
pub fn run(arguments: &Archive) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let output = arguments.output.clone().unwrap_or_else(|| root.join("copies"));
    let is_asked = |format: &&Format| arguments.only.is_empty() || arguments.only.iter().any(|name| name == format.name);
    let formats: Vec<&Format> = FORMATS.iter().filter(is_asked).collect();
    let mut copies = match Copies::begin(&output) {
        Ok(copies) => copies,
        Err(error) => return cannot_write(&error),
    };
    let (written, problems) = pipeline::archive::archive(&root, arguments.base_url.as_deref(), &formats, &mut copies);
    if problems.has_errors() {
        return report::problems(&problems, Form::Human, Exit::Problems);
    }
    match written.and_then(|()| copies.finish()) {
        Ok(()) => report::problems(&problems, Form::Human, Exit::Done),
        Err(error) => cannot_write(&error),
    }
}

/// Reports a failure of the machine.
fn cannot_write(error: &std::io::Error) -> Exit {
    report::line(&format!("error: cannot write the copies: {error}"));
    Exit::Machine
}
