//! What is wrong in templates, as problems at their places: what was asked for, what there is, and what may have been meant.
//!
//! Tera tells some faults with their place as data, others only as the text of a report.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::ErrorKind;

use super::super::direction::Directions;
use crate::model::file::SourceFile;
use crate::model::place::Place;
use crate::model::text::Text;
use crate::problem::{Problem, Problems, kinds, nearest};

/// The templates of a theme by name.
type Files = BTreeMap<String, Arc<SourceFile>>;

/// The filters that templates have: Tera's own, `asset` and `lang`.
const FILTERS: &[&str] = &[
    "abs",
    "asset",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "lang",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The tests that Tera has, as in `if a is defined`.
const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions that Tera has.
const FUNCTIONS: &[&str] = &["range", "super", "throw"];

/// What the filter `safe` says of a value that is not there.
pub(super) const NOTHING: &str = "what stands before `safe` is not defined";

/// What the filter `asset` says of a file that the theme does not have; `names` are those that it has.
pub(super) fn no_asset<'a>(name: &str, names: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<&str> = names.map(String::as_str).collect();
    let listed = if names.is_empty() { String::new() } else { format!(" Available files: {}", names.join(", ")) };
    format!("the theme has no file `{name}` in `assets/`.{listed}")
}

/// Every fault of templates that cannot be read: what hides others is set aside, so that they are told too.
pub(super) fn all(files: &Files) -> Problems {
    let engine = || super::engine(Directions::default(), BTreeMap::new());
    let mut problems = Problems::default();
    let mut texts: BTreeMap<String, String> = files.iter().map(|(name, file)| (name.clone(), file.text().to_string())).collect();
    let mut has_stand_in = false;
    for (name, file) in files {
        if let Err(error) = engine().add_raw_template(name, &file.text())
            && let ErrorKind::SyntaxError(_) = error.kind()
        {
            problems.add(one(files, (name, &BTreeSet::new()), &error));
            texts.insert(name.clone(), String::new());
            has_stand_in = true;
        }
    }
    for _ in 0..=2 * files.len() {
        let Err(error) = engine().add_raw_templates(&texts) else { break };
        let stand_in = match error.kind() {
            ErrorKind::MissingParent { parent, .. } => parent,
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
            _ => {
                let told = told(files, &error.to_string()).into_iter();
                // Nobody knows what blocks a template has that cannot be read.
                problems.list.extend(told.filter(|problem| !has_stand_in || !problem.message.starts_with("block ")));
                break;
            }
        };
        problems.add(one(files, (stand_in, &BTreeSet::new()), &error));
        texts.insert(stand_in.clone(), String::new());
        has_stand_in = true;
    }
    problems
}

/// One error as a problem at its place; `name` is the template that was filled, with the names that it was given.
pub(super) fn one(files: &Files, (name, given): (&str, &BTreeSet<String>), error: &tera::Error) -> Problem {
    match error.kind() {
        ErrorKind::RenderingError(report) if report.message() == NOTHING => match files.get(report.filename()) {
            Some(file) => nothing(file, report.span().range.start, given),
            None => fault(files, in_file(files, name), NOTHING),
        },
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = files.get(report.filename()).map(|file| Place::new(file, report.span().range.clone()));
            let mut problem = fault(files, place.unwrap_or_else(|| in_file(files, report.filename())), report.message());
            problem.hints.extend(takers(files, &error.to_string()));
            problem
        }
        ErrorKind::MissingParent { current, parent } => {
            fault(files, in_file(files, current).find_quoted(parent), &format!("Unknown template `{parent}`"))
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            fault(files, in_file(files, tpl), &format!("Template `{tpl}` extends itself, directly or by others"))
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            fault(files, in_file(files, tpl), &format!("Template `{tpl}` takes itself in, directly or by others"))
        }
        _ => {
            let text = error.to_string();
            let first = told(files, &text).into_iter().next();
            first.unwrap_or_else(|| fault(files, in_file(files, name), &text))
        }
    }
}

/// The problem of a value before `| safe` that is not there; all that Tera tells is where the filter stands.
fn nothing(file: &Arc<SourceFile>, filter: usize, given: &BTreeSet<String>) -> Problem {
    let text = file.text();
    let before = text.get(..filter).unwrap_or_default().trim_end_matches(['|', ' ']);
    let start = before.rfind(|char: char| !char.is_ascii_alphanumeric() && !"_.".contains(char)).map_or(0, |at| at + 1);
    let wanted = before.get(start..).unwrap_or_default();
    let near = nearest(wanted, given.iter().map(String::as_str));
    let available = (!wanted.contains('.') && !given.is_empty()).then(|| format!("there is {}", joined(given)));
    let reason = format!("`{wanted}` is not defined");
    kinds::theme::template_error(Place::new(file, start..before.len()), &reason, (available.as_deref(), near))
}

/// The beginning of a template.
fn in_file(files: &Files, name: &str) -> Place {
    files.get(name).map_or_else(|| Place::of_path(&format!("templates/{name}")), Place::start_of)
}

/// The faults that a report tells: `error: MESSAGE`, then `--> NAME:LINE:COLUMN`, then the line and `^^^` under it.
fn told(files: &Files, report: &str) -> Vec<Problem> {
    let one = |part: &str| {
        let (message, rest) = part.split_once("\n")?;
        let (_, rest) = rest.split_once("--> ")?;
        let place = place_at(files, rest.lines().next()?)?;
        let n_marked = rest.lines().nth(3)?.matches('^').count();
        let start = place.span.start;
        let end = start + place.file.text().get(start..)?.chars().take(n_marked).map(char::len_utf8).sum::<usize>();
        Some(fault(files, Place::new(&place.file, start..end), message))
    };
    report.split("error: ").filter_map(one).collect()
}

/// The place that `NAME:LINE:COLUMN` means.
fn place_at(files: &Files, text: &str) -> Option<Place> {
    let mut parts = text.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
    let (column, line): (usize, usize) = (column.trim().parse().ok()?, line.parse().ok()?);
    let file = files.get(name.trim())?;
    let before: usize = file.text().split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let within: usize = file.text().get(before..)?.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    Some(Place::new(file, before + within..before + within))
}

/// The hint that names the templates that take in the one with the fault, nearest first.
fn takers(files: &Files, report: &str) -> Option<String> {
    let places = report.lines().filter_map(|line| line.strip_prefix("note: called from "));
    let named = |text: &str| {
        let (name, rest) = text.split_once(':')?;
        Some(format!("`{}:{rest}`", files.get(name)?.path))
    };
    let named: Vec<String> = places.filter_map(named).collect();
    (!named.is_empty()).then(|| format!("it is taken in at {}", named.join(", then at ")))
}

/// A fault as Tera words it, as a problem with what there is and what may have been meant.
fn fault(files: &Files, place: Place, message: &str) -> Problem {
    let (reason, listed) = ["variables", "fields", "files"]
        .iter()
        .find_map(|what| message.split_once(&format!(" Available {what}: ")))
        .map_or((message, None), |(reason, names)| (reason, Some(names)));
    let wanted = reason.split('`').nth(1).unwrap_or_default();
    let names: Vec<String> = match (listed, reason.split(' ').nth(1)) {
        (Some(listed), _) => listed.split(", ").map(str::to_owned).collect(),
        (None, Some("filter")) if reason.starts_with("Unknown") => owned(FILTERS),
        (None, Some("test")) if reason.starts_with("Unknown") => owned(TESTS),
        (None, Some("function")) if reason.starts_with("Unknown") => owned(FUNCTIONS),
        (None, Some("template")) if reason.starts_with("Unknown") => files.keys().cloned().collect(),
        _ if reason.starts_with("Block `") => blocks(files, &place.file.path),
        _ => Vec::new(),
    };
    let near = nearest(wanted, names.iter().map(String::as_str));
    let available = match names.is_empty() {
        true if reason.starts_with("Iteration") => Some("`for` walks over lists; themes/README.md says which values are lists".to_owned()),
        true => None,
        false => Some(format!("there is {}", names.join(", "))),
    };
    kinds::theme::template_error(place, &lower_first(reason), (available.as_deref(), near))
}

/// Names with commas.
fn joined(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Names as texts of their own.
fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The blocks that the templates have but the one at a path.
fn blocks(files: &Files, path: &str) -> Vec<String> {
    let others: Vec<Text> = files.values().filter(|file| file.path != path).map(|file| file.text()).collect();
    let tags = others.iter().flat_map(|text| text.split("{%").skip(1));
    let found = tags.filter_map(|tag| tag.trim_start_matches('-').trim_start().strip_prefix("block ")?.split([' ', '%', '-']).next());
    found.map(str::to_owned).collect::<BTreeSet<String>>().into_iter().collect()
}

/// A message that begins in lower case and has no full stop, as ours do.
fn lower_first(message: &str) -> String {
    let mut chars = message.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_there_is_there() {
        let is_known = |text: String| super::super::engine(Directions::default(), BTreeMap::new()).add_raw_template("a", &text).is_ok();
        for (names, before, after) in [(FILTERS, "{{ a | ", " }}"), (TESTS, "{% if a is ", " %}{% endif %}")] {
            for name in names {
                assert!(is_known(format!("{before}{name}{after}")), "{name}");
            }
            assert!(!is_known(format!("{before}nothing{after}")), "a name that is not there");
        }
        assert!(FUNCTIONS.iter().all(|name| is_known(format!("{{% block a %}}{{{{ {name}() }}}}{{% endblock a %}}"))));
    }
}
