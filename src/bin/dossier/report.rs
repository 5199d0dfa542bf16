//! Prints: results to stdout, progress and problems to stderr. A reader that hung up is no error.
#![expect(clippy::disallowed_methods, reason = "the terminal decides about colours")]

use std::collections::BTreeMap;
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use dossier::model::place::{Counter, Place};
use dossier::problem::{Problem, Problems, Severity};
use serde_json::json;

use crate::arguments::Form;
use crate::exit::Exit;
use crate::sarif;

/// Prints an error, or what cannot be left out; names and words in it command no terminal.
pub fn line(text: &str) {
    raw(&visible(text));
}

/// Prints lines to stderr as they are, with their colours.
fn raw(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Whether only errors and results are printed.
static IS_QUIET: AtomicBool = AtomicBool::new(false);

/// Prints errors and results only from now on, if told so.
pub fn be_quiet(is_quiet: bool) {
    IS_QUIET.store(is_quiet, Ordering::Relaxed);
}

/// Whether only errors and results are printed.
pub fn is_quiet() -> bool {
    IS_QUIET.load(Ordering::Relaxed)
}

/// Prints a line of progress or advice, unless told to be quiet.
pub fn note(text: &str) {
    if !is_quiet() {
        line(text);
    }
}

/// Asks something: the answer is typed behind it.
pub fn question(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = write!(out, "{}", visible(text)).and_then(|()| out.flush());
}

/// Prints a result for people and ends as told; names and words in it command no terminal.
pub fn told(text: &str, exit: Exit) -> Exit {
    result(&visible(text), exit)
}

/// Prints a result and ends as told; a result that cannot be written, on a full disk for one, is a failure of the machine.
pub fn result(text: &str, exit: Exit) -> Exit {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            line(&format!("error: cannot write the result: {error}"));
            Exit::Machine
        }
        _ => exit,
    }
}

/// Prints problems, with a count at the end, and ends as told.
pub fn problems(problems: &Problems, form: Form, exit: Exit) -> Exit {
    match form {
        Form::Json => result(&as_json(problems), exit),
        Form::Sarif => result(&sarif::log(problems), exit),
        Form::Human => {
            let is_told = |problem: &&Problem| !is_quiet() || problem.severity == Severity::Error;
            let mut counter = Counter::default();
            for problem in problems.list.iter().filter(is_told) {
                raw(&human(problem, counter.line_and_column(&problem.place), is_coloured()));
            }
            if problems.list.iter().any(|problem| is_told(&problem)) {
                line(&count(problems));
            }
            exit
        }
    }
}

/// Whether colours are wanted: on a terminal, unless `NO_COLOR` is set.
fn is_coloured() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A problem as a compiler would print it: `file:line:column: error[id]: message`, the source line, a caret, hints.
fn human(problem: &Problem, (line_number, column): (usize, usize), is_coloured: bool) -> String {
    let path = visible(&problem.place.file.path).replace('\n', "\\n");
    let (name, message) = (problem.severity.name(), indented(&problem.message));
    let head = if is_coloured {
        let colour = if problem.severity == Severity::Error { 31 } else { 33 };
        format!("\u{1b}[1m{path}:{line_number}:{column}: \u{1b}[{colour}m{name}[{}]\u{1b}[0m\u{1b}[1m: {message}\u{1b}[0m", problem.id)
    } else {
        format!("{path}:{line_number}:{column}: {name}[{}]: {message}", problem.id)
    };
    let mut text = head;
    if !problem.place.file.is_empty() {
        text.push('\n');
        text.push_str(&snippet(&problem.place, line_number, is_coloured));
    }
    if let Some((what, place)) = &problem.other {
        let (line_number, column) = place.line_and_column();
        text.push_str(&format!("\n  {what}: {}:{line_number}:{column}\n", visible(&place.file.path).replace('\n', "\\n")));
        text.push_str(&snippet(place, line_number, is_coloured));
    }
    for hint in &problem.hints {
        text.push_str(&format!("\n  hint: {}", indented(hint)));
    }
    text.push('\n');
    text
}

/// A visible text of which no line but the first begins where a problem begins: words that are quoted in it could make one up.
fn indented(text: &str) -> String {
    visible(text).replace('\n', "\n  ")
}

/// A text without characters that would command a terminal or turn the order of its letters: those are written as escapes.
pub fn visible(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, char| {
        if is_command(char) {
            out.extend(char.escape_unicode())
        } else {
            out.push(char)
        }
        out
    })
}

/// Whether a character would command a terminal or turn the order of letters.
fn is_command(char: char) -> bool {
    char.is_control() && !matches!(char, '\n' | '\t') || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A part of a line with one sign for each such character, so that the caret stays below its word.
fn printable(text: &str) -> String {
    text.chars().map(|char| if is_command(char) { '\u{fffd}' } else { char }).collect()
}

/// The most bytes of a line on each side of a span that the snippet needs: no terminal shows more.
const MAX_AROUND: usize = 1000;

/// The source line with a caret. A span over several lines is cut at the end of its first. Only what is shown is looked at, as a
/// file may have thousands of problems.
fn snippet(place: &Place, line_number: usize, is_coloured: bool) -> String {
    let text = &place.file.text();
    let span = place.span.clone();
    let near = text.ceil_char_boundary(span.start.saturating_sub(MAX_AROUND));
    let from = text.get(near..span.start).and_then(|before| before.rfind('\n')).map_or(near, |at| near + at + 1);
    // As far behind as is shown, and the end of a line.
    let far = text.ceil_char_boundary(span.start.saturating_add(2 * MAX_AROUND + 4).min(text.len()));
    let line = text.get(span.start..far).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    let line_end = span.start + line.trim_end_matches('\r').len();
    let end = text.floor_char_boundary(span.end.min(line_end).min(span.start + MAX_AROUND)).max(span.start);
    let until = text.floor_char_boundary(line_end.min(end + MAX_AROUND));
    let renderer = if is_coloured { Renderer::styled() } else { Renderer::plain() };
    let [before, marked, after] =
        [from..span.start, span.start..end, end..until].map(|piece| printable(text.get(piece).unwrap_or_default()));
    let annotation = AnnotationKind::Primary.span(before.len()..before.len() + marked.len());
    let shown = [before, marked, after].concat();
    let snippet = Snippet::source(&shown).line_start(line_number).fold(true).annotation(annotation);
    let report = [Level::ERROR.primary_title("").element(snippet)];
    let rendered = renderer.render(&report);
    rendered.lines().skip(1).filter(|line| !line.trim_end().ends_with("-->")).collect::<Vec<_>>().join("\n")
}

/// A number with its noun.
pub fn counted(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {word}{ending}")
}

/// How many problems there are.
fn count(problems: &Problems) -> String {
    let n_errors = problems.list.iter().filter(|problem| problem.severity == Severity::Error).count();
    let n_warnings = problems.list.len() - n_errors;
    let part = |number: usize, word: &str| (0 < number).then(|| counted(number, word));
    [part(n_errors, "error"), part(n_warnings, "warning")].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Problems as one JSON array.
fn as_json(problems: &Problems) -> String {
    let mut counter = Counter::default();
    let list: Vec<_> = problems
        .list
        .iter()
        .map(|problem| {
            let (line_number, column) = counter.line_and_column(&problem.place);
            let mut fields = json!({
                "id": problem.id,
                "severity": problem.severity.name(),
                "file": problem.place.file.path,
                "line": line_number,
                "column": column,
                "message": problem.message,
                "hints": problem.hints,
            });
            if let (Some(fields), Some((what, place))) = (fields.as_object_mut(), &problem.other) {
                let (line_number, column) = place.line_and_column();
                let other = json!({ "what": what, "file": place.file.path, "line": line_number, "column": column });
                fields.insert("other".into(), other);
            }
            fields.as_object().cloned().unwrap_or_default().into_iter().collect::<BTreeMap<_, _>>()
        })
        .collect();
    serde_json::to_string_pretty(&list).unwrap_or_default()
}
