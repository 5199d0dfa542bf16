//! Makes the problems of themes: which one, what it lacks, what its templates and words say.

use super::super::Problem;
use crate::model::place::Place;

/// The settings name a theme that does not exist.
#[must_use]
pub fn unknown_theme(place: Place, name: &str, (known, nearest): (&[String], Option<&str>)) -> Problem {
    Problem::error("unknown-theme", place, format!("there is no theme `{name}`, and no folder `themes/{name}/`")).nearest(nearest).hint(
        format!(
            "the themes are {}; a folder `themes/NAME/` beside `content/` can be another one",
            in_backticks(known.iter().map(String::as_str))
        ),
    )
}

/// A theme lacks templates that pages are made with.
#[must_use]
pub fn missing_template(place: Place, theme: &str, missing: &[&str]) -> Problem {
    let count = match missing.len() {
        1 => "a template that pages are".to_owned(),
        n_missing => format!("{n_missing} templates that pages are"),
    };
    let names = in_backticks(missing.iter().copied());
    Problem::error("missing-template", place, format!("the theme `{theme}` lacks {count} made with: {names}"))
        .hint(format!("add them to `themes/{theme}/templates/`"))
}

/// A template has an error.
#[must_use]
pub fn template_error(place: Place, reason: &str, (available, nearest): (Option<&str>, Option<&str>)) -> Problem {
    let mut problem = Problem::error("template-error", place, reason.to_owned()).nearest(nearest);
    problem.hints.extend(available.map(str::to_owned));
    problem
}

/// A file of the dossier's theme overrides nothing.
#[must_use]
pub fn unknown_override(place: Place, path: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-override", place, format!("the theme has no file `{path}` to override")).nearest(nearest)
}

/// A file of a theme of the dossier's own lies where no theme has files.
#[must_use]
pub fn useless_file(place: Place, path: &str, folders: &[&str]) -> Problem {
    Problem::error("unknown-override", place, format!("no theme has a file `{path}`"))
        .hint(format!("a theme has `theme.toml` and the folders {}", in_backticks(folders.iter().copied())))
}

/// A language file lacks a word.
#[must_use]
pub fn missing_word(place: Place, (key, tag, word): (&str, &str, &str), file: &str) -> Problem {
    Problem::error("missing-word", place, format!("the theme's language file lacks `{key}`"))
        .hint(format!("in `{tag}` it is “{word}”; add it to `{file}`"))
}

/// A language has no words of the interface.
#[must_use]
pub fn missing_locale(place: Place, tag: &str, theme: &str) -> Problem {
    Problem::error("missing-locale", place, format!("the theme has no language file for `{tag}`"))
        .hint(format!("add `themes/{theme}/i18n/{tag}.toml`"))
}

/// Names in backticks, with commas.
fn in_backticks<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
