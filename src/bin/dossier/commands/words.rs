//! `dossier words LANG`: the words of the interface that a language lacks, to be translated.

use dossier::model::lang::Lang;
use dossier::pipeline;
use dossier::problem::Problems;

use super::find_root;
use crate::arguments::{Form, Words};
use crate::exit::Exit;
use crate::report;

/// Prints the words that a language lacks.
pub fn run(arguments: &Words) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let Some(lang) = Lang::parse(&arguments.lang) else {
        report::line(&format!("error: `{}` is no tag of a language in lower case, such as `fy` or `de-ch`", arguments.lang));
        return Exit::Usage;
    };
    let mut problems = Problems::default();
    let words = pipeline::words_to_translate(&root, &lang, &mut problems);
    if problems.has_errors() {
        problems.sort();
        return report::problems(&problems, Form::Human, Exit::Problems);
    }
    match words {
        Some(words) => report::result(words.trim_end(), Exit::Done),
        None => {
            report::line(&format!("no word of the interface is missing in `{lang}`"));
            Exit::Done
        }
    }
}
