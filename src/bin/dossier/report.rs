//! Prints: results to stdout, progress and problems to stderr. A reader that hung up is no error.
#![expect(clippy::disallowed_methods, reason = "the terminal decides about colours")]

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use dossier::problem::{Problem, Problems, Severity};
use serde_json::json;

use crate::arguments::Form;

/// Prints a line of progress, or an error.
pub fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints a result.
pub fn result(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Prints problems, with a count at the end.
pub fn problems(problems: &Problems, form: Form) {
    match form {
        Form::Json => result(&as_json(problems)),
        Form::Human => {
            for problem in &problems.list {
                line(&human(problem, is_coloured()));
            }
            if !problems.list.is_empty() {
                line(&count(problems));
            }
        }
    }
}

/// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set.
fn is_coloured() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A problem as a compiler would print it: `file:line:column: error[id]: message`, the source line, a caret, hints.
fn human(problem: &Problem, is_coloured: bool) -> String {
    let (line_number, column) = problem.place.line_and_column();
    let path = &problem.place.file.path;
    let name = problem.severity.name();
    let head = if is_coloured {
        let colour = if problem.severity == Severity::Error { 31 } else { 33 };
        format!(
            "\u{1b}[1m{path}:{line_number}:{column}: \u{1b}[{colour}m{name}[{}]\u{1b}[0m\u{1b}[1m: {}\u{1b}[0m",
            problem.id, problem.message
        )
    } else {
        format!("{path}:{line_number}:{column}: {name}[{}]: {}", problem.id, problem.message)
    };
    let mut text = head;
    if !problem.place.file.text.is_empty() {
        text.push('\n');
        text.push_str(&snippet(problem, is_coloured));
    }
    for hint in &problem.hints {
        text.push_str(&format!("\n  hint: {hint}"));
    }
    text.push('\n');
    text
}

/// The source line with a caret. A span over several lines is cut at the end of its first.
fn snippet(problem: &Problem, is_coloured: bool) -> String {
    let text = &problem.place.file.text;
    let span = problem.place.span.clone();
    let first_line_end = text.get(span.start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| span.start + at);
    let end = span.end.min(first_line_end).max(span.start);
    let renderer = if is_coloured { Renderer::styled() } else { Renderer::plain() };
    let snippet = Snippet::source(text.as_str()).fold(true).annotation(AnnotationKind::Primary.span(span.start..end));
    let report = [Level::ERROR.primary_title("").element(snippet)];
    let rendered = renderer.render(&report);
    rendered.lines().skip(1).filter(|line| !line.trim_end().ends_with("-->")).collect::<Vec<_>>().join("\n")
}

/// How many problems there are.
fn count(problems: &Problems) -> String {
    let n_errors = problems.list.iter().filter(|problem| problem.severity == Severity::Error).count();
    let n_warnings = problems.list.len() - n_errors;
    let part = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    [part(n_errors, "error"), part(n_warnings, "warning")].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Problems as one JSON array.
fn as_json(problems: &Problems) -> String {
    let list: Vec<_> = problems
        .list
        .iter()
        .map(|problem| {
            let (line_number, column) = problem.place.line_and_column();
            let fields = json!({
                "id": problem.id,
                "severity": problem.severity.name(),
                "file": problem.place.file.path,
                "line": line_number,
                "column": column,
                "message": problem.message,
                "hints": problem.hints,
            });
            fields.as_object().cloned().unwrap_or_default().into_iter().collect::<BTreeMap<_, _>>()
        })
        .collect();
    serde_json::to_string_pretty(&list).unwrap_or_default()
}
