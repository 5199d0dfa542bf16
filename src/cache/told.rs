//! The problems that a build told, so that one that makes nothing anew tells them again.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::file::SourceFile;
use crate::model::place::Place;
use crate::problem::{Problem, Problems, Severity, registry};

/// The problems of a build, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The files in which they are, each once: path and text.
    files: Vec<(String, String)>,
    /// The problems.
    problems: Vec<One>,
}

/// A problem. Of those that point at two places none is kept: they are errors, and stop a build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct One {
    /// Its kind.
    id: String,
    /// Whether it is an error that was accepted as it is; else it is a warning.
    is_error: bool,
    /// Its file, by its place in the list of files, and the bytes in it.
    place: (usize, usize, usize),
    /// What was found.
    message: String,
    /// What to do.
    hints: Vec<String>,
    /// The block that it is about.
    block: Option<String>,
}

impl Told {
    /// Keeps problems; none if there is one that cannot be kept.
    #[must_use]
    pub fn of(problems: &Problems) -> Option<Self> {
        let mut files: Vec<(String, String)> = Vec::new();
        let mut known: BTreeMap<*const SourceFile, usize> = BTreeMap::new();
        let mut kept = Vec::with_capacity(problems.list.len());
        for Problem { id, severity, place, message, hints, block, other } in &problems.list {
            if other.is_some() {
                return None;
            }
            let file_idx = *known.entry(Arc::as_ptr(&place.file)).or_insert_with(|| {
                files.push((place.file.path.clone(), place.file.text().to_string()));
                files.len() - 1
            });
            kept.push(One {
                id: (*id).to_owned(),
                is_error: *severity == Severity::Error,
                place: (file_idx, place.span.start, place.span.end),
                message: message.clone(),
                hints: hints.clone(),
                block: block.clone(),
            });
        }
        Some(Self { files, problems: kept })
    }

    /// The problems as they were; none if this program does not know their kinds.
    #[must_use]
    pub fn problems(self) -> Option<Problems> {
        let files: Vec<Arc<SourceFile>> = self.files.into_iter().map(|(path, text)| Arc::new(SourceFile::new(path, text))).collect();
        let mut problems = Problems::default();
        for One { id, is_error, place: (file_idx, start, end), message, hints, block } in self.problems {
            problems.add(Problem {
                id: registry::find(&id)?.id,
                severity: if is_error { Severity::Error } else { Severity::Warning },
                place: Place::new(files.get(file_idx)?, start..end),
                message,
                hints,
                block,
                other: None,
            });
        }
        Some(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::kinds;

    #[test]
    fn problems_come_back_as_they_were() {
        let file = Arc::new(SourceFile::new("content/x".into(), "één twee".into()));
        let mut problems = Problems::default();
        problems.add(kinds::unknown_key(Place::new(&file, 6..10), "twee", Some("drie")));
        problems.add(kinds::stale_translation(Place::start_of(&file), "p1").in_block("p1"));
        let told = Told::of(&problems).unwrap();
        assert_eq!(told.files.len(), 1);
        assert_eq!(format!("{:?}", told.problems().unwrap().list), format!("{:?}", problems.list));
    }
}
