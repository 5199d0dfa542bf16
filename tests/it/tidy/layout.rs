//! Rules for a file as a whole: its name, its first line, its length.

use super::Source;
use super::words::words;

/// The longest file, its tests with it.
const MAX_LINES: usize = 400;

/// The longest `main.rs` of the command line is shorter than this.
const MAIN_LINES: usize = 40;

/// Names that say nothing of what a file holds.
const EMPTY_NAMES: &[&str] = &["common", "helper", "helpers", "misc", "types", "util", "utils"];

/// Returns what is wrong with a file as a whole.
pub(crate) fn faults(source: &Source) -> Vec<String> {
    let mut found = modules(source);
    let n_lines = source.text.lines().count();
    let max_lines = if source.path.ends_with("/main.rs") && source.path.starts_with("src/bin/") { MAIN_LINES - 1 } else { MAX_LINES };
    if max_lines < n_lines {
        found.push(format!("{}: {n_lines} lines; at most {max_lines}", source.path));
    }
    if !source.text.starts_with("//!") {
        found.push(format!("{}:1: the file does not open with `//!`", source.path));
    }
    if source.path.ends_with("/mod.rs") {
        found.push(format!("{}: `mod.rs`; name the file after the module, beside its folder", source.path));
    }
    let parts = source.path.trim_end_matches(".rs").split('/');
    found.extend(parts.filter(|part| EMPTY_NAMES.contains(part)).map(|part| format!("{}: the name `{part}` says nothing", source.path)));
    found
}

/// Returns the modules in a file whose names say nothing.
fn modules(source: &Source) -> Vec<String> {
    let words = words(&source.text);
    words
        .windows(2)
        .filter(|pair| pair[0].text == "mod" && EMPTY_NAMES.contains(&pair[1].text.as_str()))
        .map(|pair| {
            let (line, name) = (pair[1].line_number, &pair[1].text);
            format!("{}:{line}: the name `{name}` says nothing", source.path)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the faults of a file.
    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(faults(&source), expected);
    }

    #[test]
    fn a_good_file() {
        check("src/model.rs", "//! What a dossier is.\n", &[]);
        check("src/model.rs", &format!("//! Long.\n{}", "\n".repeat(399)), &[]);
    }

    #[test]
    fn a_file_that_is_too_long() {
        let text = format!("//! Long.\n{}", "\n".repeat(400));
        check("src/model.rs", &text, &["src/model.rs: 401 lines; at most 400"]);
    }

    #[test]
    fn a_main_that_is_too_long() {
        let text = format!("//! Long.\n{}", "\n".repeat(39));
        check("src/bin/dossier/main.rs", &text, &["src/bin/dossier/main.rs: 40 lines; at most 39"]);
        check("tests/it/main.rs", &text, &[]);
    }

    #[test]
    fn a_file_without_an_introduction() {
        check("src/model.rs", "// Not this.\n", &["src/model.rs:1: the file does not open with `//!`"]);
        check("src/model.rs", "", &["src/model.rs:1: the file does not open with `//!`"]);
    }

    #[test]
    fn names_that_say_nothing() {
        check("src/check/utils.rs", "//! X.", &["src/check/utils.rs: the name `utils` says nothing"]);
        check("src/common/x.rs", "//! X.", &["src/common/x.rs: the name `common` says nothing"]);
        check("src/x.rs", "//! X.\nmod types {}", &["src/x.rs:2: the name `types` says nothing"]);
        check("src/x.rs", "//! X.\n// mod types;\nmod kinds;", &[]);
    }

    #[test]
    fn a_mod_file() {
        check("src/check/mod.rs", "//! X.", &["src/check/mod.rs: `mod.rs`; name the file after the module, beside its folder"]);
    }
}
