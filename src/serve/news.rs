//! News for a page that is open in a browser: whether it has changed, and what is wrong in the dossier.

use std::sync::Arc;

use serde::Serialize;
use tokio::sync::mpsc::Sender;

use super::http::page_hash;
use super::session::Shown;
use super::site::{Found, Site};
use crate::model::place::Place;
use crate::problem::{Problem, Severity};

/// The most problems that are shown in a browser; the terminal shows all.
const MOST: usize = 50;

/// The most characters of a source line that are shown.
const MOST_CHARACTERS: usize = 300;

/// What a page is told.
#[derive(Debug, Serialize)]
struct News {
    /// The hash of the page as it is now.
    page: String,
    /// The hash of the style sheets.
    styles: String,
    /// The hash of what else the theme has.
    rest: String,
    /// How many errors there are.
    n_errors: usize,
    /// How many warnings.
    n_warnings: usize,
    /// The first of them, errors first.
    problems: Vec<ProblemView>,
}

/// A problem as a page shows it.
#[derive(Debug, Serialize)]
struct ProblemView {
    /// How bad it is.
    severity: &'static str,
    /// Its kind.
    id: &'static str,
    /// Where: file, line and column.
    place: String,
    /// What was found.
    message: String,
    /// The source line: before the words, the words, and after them.
    line: Option<[String; 3]>,
    /// Another place to look at.
    other: Option<String>,
    /// What to do.
    hints: Vec<String>,
}

/// Tells a page its news until its browser listens no more.
pub(super) async fn tell(path: String, site: Arc<Site>, events: Sender<String>) {
    let mut shown = site.shown.clone();
    loop {
        let now = shown.borrow_and_update().clone();
        if let Some(now) = now {
            let news = serde_json::to_string(&news(&path, &site, &now).await).unwrap_or_default();
            if events.send(format!("data: {news}\n\n")).await.is_err() {
                return;
            }
        }
        tokio::select! {
            () = events.closed() => return,
            changed = shown.changed() => if changed.is_err() { return },
        }
    }
}

/// The news for a page.
async fn news(path: &str, site: &Site, shown: &Shown) -> News {
    let page = match site.find(path).await {
        Found::File(bytes) | Found::Missing(bytes) => page_hash(&bytes),
        Found::Folder | Found::Nothing => page_hash(super::http::NOTHING.as_bytes()),
    };
    let look = shown.view.look;
    let list = &shown.problems.list;
    let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) = list.iter().partition(|problem| problem.severity == Severity::Error);
    News {
        page: format!("{page:016x}"),
        styles: format!("{:016x}", look.styles),
        rest: format!("{:016x}", look.rest),
        n_errors: errors.len(),
        n_warnings: warnings.len(),
        problems: errors.into_iter().chain(warnings).take(MOST).map(shown_problem).collect(),
    }
}

/// A problem as a page shows it.
fn shown_problem(problem: &Problem) -> ProblemView {
    ProblemView {
        severity: problem.severity.name(),
        id: problem.id,
        place: written(&problem.place),
        message: problem.message.clone(),
        line: line(&problem.place),
        other: problem.other.as_ref().map(|(what, place)| format!("{what}: {}", written(place))),
        hints: problem.hints.clone(),
    }
}

/// A place in words.
fn written(place: &Place) -> String {
    let (line_number, column) = place.line_and_column();
    format!("{}:{line_number}:{column}", place.file.path)
}

/// The line of a place, in three: before its words, the words, after them. Nothing where the file is not known.
fn line(place: &Place) -> Option<[String; 3]> {
    let text = place.file.text();
    let before = text.get(..place.span.start)?.rsplit('\n').next().unwrap_or_default();
    let rest = text.get(place.span.start..)?.split('\n').next().unwrap_or_default();
    let (words, after) = rest.split_at_checked(place.span.len()).unwrap_or((rest, ""));
    let skipped = before.chars().count().saturating_sub(MOST_CHARACTERS / 3);
    let before: String = before.chars().skip(skipped).collect();
    let cut = |text: &str| text.trim_end_matches('\r').chars().take(MOST_CHARACTERS / 3).collect();
    (!text.is_empty()).then(|| [before, cut(words), cut(after)])
}

#[cfg(test)]
mod tests {
    use crate::model::file::SourceFile;

    use super::*;

    #[test]
    fn a_line_is_cut_in_three() {
        let file = Arc::new(SourceFile::new("x".into(), "een\ntwee drie vier\r\nvijf".into()));
        assert_eq!(line(&Place::new(&file, 9..13)), Some(["twee ".into(), "drie".into(), " vier".into()]));
        assert_eq!(line(&Place::new(&file, 14..24)), Some(["twee drie ".into(), "vier".into(), String::new()]));
        assert_eq!(line(&Place::of_path("x")), None);
        let long = Arc::new(SourceFile::new("x".into(), "é".repeat(10_000)));
        assert_eq!(line(&Place::new(&long, 8000..8002)).map(|parts| parts.map(|part| part.chars().count())), Some([100, 1, 100]));
    }
}
