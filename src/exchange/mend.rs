//! Mends an edition from which something was left out, or in which links are written in another way: what that leaves of no use goes, and
//! numbers of items stay what they are.

use std::ops::Range;
use std::sync::Arc;

use crate::markdown::blocks;
use crate::model::file::SourceFile;
use crate::model::letter::Block;
use crate::model::markup::Elements;
use crate::problem::{Problem, Problems};

/// How often a text is mended: that a number does not count on may only be seen when one before it is mended.
const MOST: usize = 100;

/// An edition whose Markdown begins at a byte of its file, with its blocks and what is wrong with it: without definitions that no link
/// uses, and with the number of each item as it is written, which begins another list where it does not count on.
pub(super) fn mended(file: Arc<SourceFile>, body_start: usize, elements: Elements) -> (Arc<SourceFile>, Vec<Block>, Problems) {
    let look = |file: Arc<SourceFile>| {
        let mut problems = Problems::default();
        let blocks = blocks::find_with(&file, body_start, elements, &mut problems);
        (file, blocks, problems)
    };
    let mut found = look(file);
    for _ in 0..MOST {
        let (file, _, problems) = &found;
        let mut edits: Vec<(Range<usize>, &str)> = problems.list.iter().filter_map(|problem| edit(&file.text(), problem)).collect();
        if edits.is_empty() {
            break;
        }
        edits.sort_by_key(|(span, _)| span.start);
        let mut text = file.text().to_string();
        edits.into_iter().rev().for_each(|(span, words)| text.replace_range(span, words));
        let file = Arc::new(SourceFile::new(file.path.clone(), text));
        found = look(file);
    }
    found
}

/// What is to be written in the place of which bytes; nothing where the problem is another.
fn edit(text: &str, problem: &Problem) -> Option<(Range<usize>, &'static str)> {
    let span = &problem.place.span;
    match problem.id {
        "unused-definition" => Some((line(text, span), "")),
        "list-number" => {
            let other = if text.get(span.end..)?.starts_with('.') { ")" } else { "." };
            Some((span.end..span.end + 1, other))
        }
        _ => None,
    }
}

/// The line in which some bytes stand, with the blank lines after it where one stands before it.
fn line(text: &str, span: &Range<usize>) -> Range<usize> {
    let (before, after) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| span.end + at + 1);
    let n_blank = |rest: &str| rest.len() - rest.trim_start_matches('\n').len();
    let is_after_blank = text.get(..start).is_some_and(|before| before.is_empty() || before.ends_with("\n\n"));
    start..if is_after_blank { end + text.get(end..).map_or(0, n_blank) } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text when it is mended, and what is still wrong with it.
    fn of(text: &str) -> (String, usize) {
        let (file, _, problems) = mended(Arc::new(SourceFile::new("en.md".into(), text.into())), 0, Elements::default());
        (file.text().to_string(), problems.list.len())
    }

    #[test]
    fn definitions_without_a_use_go_with_their_lines() {
        assert_eq!(of("a\n\n[b]: c\n\nd\n\n> [e]: f\n\n[g]: h\n"), ("a\n\nd\n\n".into(), 0));
        assert_eq!(of("[a]: b\n\n[c]\n\n[c]: d\n[e]: f\n"), ("[c]\n\n[c]: d\n".into(), 0));
    }

    #[test]
    fn numbers_stay_what_they_are() {
        assert_eq!(of("1. a\n3. b\n4. c\n7. d\n9. e\n"), ("1. a\n3) b\n4) c\n7. d\n9) e\n".into(), 0));
        assert_eq!(of("- 1) a\n  4) b\n"), ("- 1) a\n  4. b\n".into(), 0));
        assert_eq!(of("4. a\n5. b\n"), ("4. a\n5. b\n".into(), 0));
    }
}
