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

/// A style sheet of the theme names a file that the theme does not have.
#[must_use]
pub fn unknown_asset(place: Place, name: &str, nearest: Option<&str>) -> Problem {
    Problem::error("unknown-asset", place, format!("the theme has no file `{name}` in `assets/`"))
        .nearest(nearest)
        .hint("files for it lie in `static/` of the theme; an address is seen from the folder of the style sheet")
}

/// A style sheet of the theme names what leads back to it.
#[must_use]
pub fn circular_asset(place: Place, sheet: &str, name: &str) -> Problem {
    Problem::error("unknown-asset", place, format!("`{name}` leads back to `{sheet}`, which would have to hold its own name"))
        .hint("a file is named by what it holds: let only one of the two name the other")
}

/// The most missing words that are named.
const MAX_WORDS: usize = 10;

/// A language lacks words of the interface: all of them at once, with how another language says the first.
#[must_use]
pub fn missing_word(place: Place, (tag, keys): (&str, &[&str]), (other, word): (&str, &str), file: &str) -> Problem {
    let named = in_backticks(keys.iter().copied().take(MAX_WORDS));
    if keys.len() == 1 {
        return Problem::error("missing-word", place, format!("the words of the interface in `{tag}` lack {named}"))
            .hint(format!("in `{other}` it is “{word}”; add it to `{file}`"));
    }
    let more = match keys.len().saturating_sub(MAX_WORDS) {
        0 => String::new(),
        n_more => format!(" and {n_more} more"),
    };
    Problem::error("missing-word", place, format!("the words of the interface in `{tag}` lack {}: {named}{more}", keys.len()))
        .hint(format!("`dossier words {tag}` prints them all in another language; translate them and add them to `{file}`"))
}

/// Words of the interface have a place for a value that they are not given.
#[must_use]
pub fn unknown_place(place: Place, (key, name): (&str, &str), (known, nearest): (&[&str], Option<&str>)) -> Problem {
    let problem = Problem::error("wrong-value", place, format!("`{key}` has a place for `{{{name}}}`, and nothing is put there"));
    let known: Vec<String> = known.iter().map(|name| format!("`{{{name}}}`")).collect();
    match nearest {
        Some(nearest) => problem.hint(format!("did you mean `{{{nearest}}}`?")),
        None if known.is_empty() => problem.hint("these words are given no values"),
        None => problem.hint(format!("these words are given {}", known.join(", "))),
    }
}

/// Pages of letters, of one kind, lack anchors of passages that are kept for ever: the first of these, how many more that page lacks, and
/// how many more pages lack some.
#[must_use]
pub fn missing_anchor(place: Place, (anchor, n_more): (&str, usize), (page, n_pages): (&str, usize)) -> Problem {
    let more = if n_more == 0 { String::new() } else { format!(" and {n_more} more") };
    let pages = if n_pages == 0 { String::new() } else { format!("; {n_pages} more pages lack some too") };
    let message = format!("the page `{page}` lacks the anchor `{anchor}`{more}: links to that passage would lead nowhere{pages}");
    Problem::error("missing-anchor", place, message)
        .hint("let the template write every id that it gets: all of `body`; or of each row `id`, `container` and those in `retired`")
}

/// A language has no words of the interface.
#[must_use]
pub fn missing_locale(place: Place, (tag, n_missing): (&str, usize), (theme, known): (&str, &[&str])) -> Problem {
    let known = in_backticks(known.iter().copied());
    Problem::error(
        "missing-locale",
        place,
        format!("the interface has no words in `{tag}`: it lacks all {n_missing}, and how dates are written"),
    )
    .hint(format!(
        "`dossier words {tag}` prints a file of all of them in English; translate it and save it as `themes/{theme}/i18n/{tag}.toml`"
    ))
    .hint(format!("there are words in {known}; a region such as `fr-be` has those of `fr`"))
}

/// Names in backticks, with commas.
fn in_backticks<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
