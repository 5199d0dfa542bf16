//! Holds footnotes and their marks in the text against each other: each mark has its note, each note a mark, each name one note.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;

use super::notes::anchor;
use crate::model::file::SourceFile;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// The footnotes of a text and their marks.
#[derive(Default)]
pub(super) struct Marks {
    /// The footnotes with their names, where they are written.
    notes: Vec<(String, Range<usize>)>,
    /// The anchors of those that have a mark.
    marked: BTreeSet<String>,
    /// Where marks stand that lead to no footnote.
    missing: Vec<Range<usize>>,
}

impl Marks {
    /// Takes a footnote.
    pub(super) fn note(&mut self, name: &str, span: Range<usize>) {
        self.notes.push((name.to_owned(), span));
    }

    /// Takes what stands in a line of text, no code.
    pub(super) fn inline(&mut self, file: &SourceFile, (event, span): (&Event<'_>, &Range<usize>)) {
        match event {
            Event::FootnoteReference(name) => _ = self.marked.insert(anchor(name)),
            Event::Text(text) if text.contains(START) => {
                let all = file.text();
                let written = all.get(span.clone()).unwrap_or_default();
                let marks = written.match_indices(START).filter_map(|(at, _)| {
                    let (start, rest) = (span.start + at, written.get(at..)?);
                    let end = start + rest.find([']', '\n']).filter(|end| rest[*end..].starts_with(']'))? + 1;
                    (!is_escaped(&all, start)).then_some(start..end)
                });
                self.missing.extend(marks);
            }
            _ => {}
        }
    }

    /// Tells what has no counterpart, or more than one.
    pub(super) fn check(self, file: &Arc<SourceFile>, problems: &mut Problems) {
        let mut known = BTreeSet::new();
        for (name, span) in self.notes {
            let (anchor, place) = (anchor(&name), || Place::new(file, span).find(&name));
            if !self.marked.contains(&anchor) {
                problems.add(kinds::losses::unmarked_note(place(), &name));
            } else if !known.insert(anchor) {
                problems.add(kinds::losses::duplicate_note(place(), &name));
            }
        }
        for span in self.missing {
            let mark = file.text().part(span.clone()).unwrap_or_default();
            problems.add(kinds::losses::missing_note(Place::new(file, span), &mark));
        }
    }
}

/// How a mark begins.
const START: &str = "[^";

/// Whether a backslash makes a sign at a byte of a text mean nothing.
fn is_escaped(text: &str, at: usize) -> bool {
    let n_backslashes = text.as_bytes().iter().take(at).rev().take_while(|byte| **byte == b'\\').count();
    n_backslashes % 2 == 1
}

#[cfg(test)]
mod tests {
    use crate::markdown::blocks::told;

    #[test]
    fn each_mark_has_a_note_and_each_note_a_mark() {
        assert_eq!(told("a[^1] b[^1]\n\n[^1]: One.[^é x]\n\n[^é x]: Two.\n"), []);
        assert_eq!(told("a[^1] b[^1]\n\n[^1]:\n\n- c[^2\n  x]\n"), [], "an empty note is a note; no mark has two lines");
        assert_eq!(
            told("a[^1] *b*[^é]\n\n| [^3] |\n|---|\n\n- c[^]\n"),
            ["[^1]", "[^é]", "[^3]", "[^]"].map(|mark| ("missing-note", mark.to_owned()))
        );
        assert_eq!(told("a[^1]\n\n[^1]: One.\n\n[^2]: Two.\n"), [("unmarked-note", "2".to_owned())]);
        assert_eq!(told("a[^1]\n\n[^1]: One.\n\n[^1]: Two.\n"), [("duplicate-note", "1".to_owned())]);
    }

    #[test]
    fn what_is_no_mark_is_left_alone() {
        let signs = "\\[^1] *a*\\[^2] \\\\\\[^3] `[^4]` [^5\n\n```\n[^6]\n```\n\n    [^7]\n";
        assert_eq!(told(signs), []);
        assert_eq!(told("\\\\[^1]\n"), [("missing-note", "[^1]".to_owned())], "the first backslash is for the second");
    }
}
