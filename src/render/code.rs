//! Code blocks: highlighted by syntect with classes, and excerpts of the site's own data files. Costs nothing where there is no code.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::page::Page;
use crate::markdown::escape::attribute;
use crate::model::dossier::TextPage;
use crate::model::place::Place;
use crate::problem::{Problem, kinds, nearest};

/// The languages, read when the first code block comes.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Classes of highlighted code: the names of scopes after `s-`, as in the style sheet.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "s-" };

/// A code block as HTML. An info string `json data/dossier.json 1-30` shows lines of a data file; one that is missing is told.
pub(super) fn block(page: &Page<'_>, (info, text): (&str, &str), missing: &mut dyn FnMut(&str)) -> String {
    let mut words = info.split_ascii_whitespace();
    let language = words.next().unwrap_or_default();
    let Some(path) = words.next() else { return figure(language, text, "") };
    let Some(file) = page.stage.inputs.data_files.find(path) else {
        missing(path);
        return String::new();
    };
    let lines = words.next().unwrap_or_default();
    let Some(excerpt) = excerpt(&file, lines) else {
        missing(lines);
        return String::new();
    };
    let shown = if lines.is_empty() { String::new() } else { format!(", {}", page.fill("letter.lines", &[("lines", lines)])) };
    let title = format!(
        "<figcaption><a href=\"{}\"><code>{}</code></a>{}</figcaption>",
        attribute(&page.to_file(path)),
        attribute(path),
        attribute(&shown)
    );
    figure(language, &excerpt, &title)
}

/// The problem of an excerpt whose file is missing, where its block stands.
pub(super) fn missing(page: &Page<'_>, text: &TextPage, path: &str) -> Problem {
    let paths = page.stage.inputs.data_files.paths();
    let near = nearest(path, paths.iter().map(String::as_str));
    kinds::missing_excerpt(Place::new(&text.file, text.body_start..text.body_start).find(path), path, near)
}

/// The lines `from-to` of a text, both included; all of it without them; nothing where the text has no such lines.
fn excerpt(text: &str, lines: &str) -> Option<String> {
    if lines.is_empty() {
        return Some(text.to_owned());
    }
    let (from, to) = lines.split_once('-')?;
    let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
    if from == 0 || to < from || text.lines().count() < from {
        return None;
    }
    Some(text.lines().take(to).skip(from - 1).flat_map(|line| [line, "\n"]).collect())
}

/// Code in a box that can be scrolled with the keyboard.
fn figure(language: &str, text: &str, caption: &str) -> String {
    let code = highlighted(language, text);
    format!("<figure class=\"code\">{caption}<pre tabindex=\"0\"><code>{code}</code></pre></figure>\n")
}

/// Code with a class for each scope; plain where the language is unknown.
fn highlighted(language: &str, text: &str) -> String {
    let Some(syntax) = syntax(language) else { return attribute(text) };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(text) {
        if generator.parse_html_for_line_which_includes_newline(line).is_err() {
            return attribute(text);
        }
    }
    generator.finalize()
}

/// The syntax of a language's name; none for plain text, which then costs nothing.
fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    match language {
        "" | "text" | "txt" => None,
        // The syntaxes that come with syntect lack TOML; this one knows its keys, values and comments.
        "toml" => SYNTAXES.find_syntax_by_token("properties"),
        _ => SYNTAXES.find_syntax_by_token(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_cut_by_lines() {
        for (lines, expected) in [("2-2", "b\n"), ("2-3", "b\nc\n"), ("3-9", "c\n"), ("", "a\nb\nc\n")] {
            assert_eq!(excerpt("a\nb\nc\n", lines).as_deref(), Some(expected), "{lines}");
        }
        for lines in ["2", "2-", "-2", "x-y", "0-1", "3-2", "4-5", "1-99999999999999999999"] {
            assert_eq!(excerpt("a\nb\nc\n", lines), None, "{lines}");
        }
    }

    #[test]
    fn code_gets_classes_and_no_style() {
        let html = highlighted("json", "{\"a\": 1}\n");
        assert!(html.contains("class=\"s-") && !html.contains("style="), "{html}");
        assert_eq!(highlighted("no-such-language", "<a>"), "&lt;a&gt;");
    }
}
