//! Finds the marks `# review:` that an import leaves at what is not sure, and tells each until somebody has looked and deleted it.

use std::ops::Range;
use std::sync::Arc;

use crate::model::file::SourceFile;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// With what a mark begins, on a line of its own.
const MARK: &str = "# review:";

/// Reports the marks in a part of a file that is TOML. Where one quotes words that stand behind that part, the place of those is told too.
pub(super) fn report(file: &Arc<SourceFile>, part: Range<usize>, problems: &mut Problems) {
    let mut at = part.start;
    for line in file.text().get(part.clone()).unwrap_or_default().split_inclusive('\n') {
        let written = line.trim();
        if let Some(what) = written.strip_prefix(MARK) {
            let start = at + (line.len() - line.trim_start().len());
            let place = Place::new(file, start..start + written.len());
            problems.add(kinds::import::to_review(place, what.trim(), passage(file, part.end, what)));
        }
        at += line.len();
    }
}

/// Where the first words that a mark quotes stand behind the metadata.
fn passage(file: &Arc<SourceFile>, from: usize, what: &str) -> Option<Place> {
    let quoted = what.split('“').nth(1)?.split('”').next()?.trim_end_matches('…');
    let behind = Place::new(file, from..from);
    let found = behind.find(quoted);
    (found != behind).then_some(found)
}
