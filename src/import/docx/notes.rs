//! The notes and the comments of a Word document, and whether it numbers its notes as they are numbered here.

use std::collections::BTreeMap;

use super::story::{Comment, Story, quoted};
use super::text;
use crate::import::xml::Element;

/// The elements of notes in a part, with their ids; not the lines that part notes from text.
pub(super) fn of<'a>(part: &'a Element, name: &str) -> Vec<(&'a str, &'a Element)> {
    let is_note = |note: &&Element| note.name == name && note.attribute("type").is_none_or(|kind| kind == "normal");
    part.elements().filter(is_note).filter_map(|note| note.attribute("id").map(|id| (id, note))).collect()
}

/// The comments of a part, by id.
pub(super) fn comments(part: &Element, story: &mut Story) -> BTreeMap<String, Comment> {
    let all = part.elements().filter(|comment| comment.name == "comment");
    let read = |comment: &Element| {
        let words = text::words(comment, story, &mut Vec::new());
        let author = comment.attribute("author").filter(|author| !author.trim().is_empty()).map(str::to_owned);
        (comment.attribute("id").unwrap_or_default().to_owned(), Comment { author, words })
    };
    all.map(read).collect()
}

/// What is said of the comments to which no mark led, and of how many there are in all.
pub(super) fn told(n_comments: usize, loose: &BTreeMap<String, Comment>) -> Vec<String> {
    let count = match n_comments {
        0 => return Vec::new(),
        1 => "the document has 1 comment, which is not in the text".to_owned(),
        n_comments => format!("the document has {n_comments} comments, which are not in the text"),
    };
    std::iter::once(count).chain(loose.values().map(Comment::told)).collect()
}

/// Whether a document numbers some notes otherwise than 1, 2, 3 from its beginning to its end. Word numbers endnotes i, ii, iii where
/// nothing else is said.
pub(super) fn has_own_numbers(parts: [&Element; 2], name: &str) -> bool {
    let mut found = Vec::new();
    parts.into_iter().for_each(|part| collect(part, name, &mut found));
    let values = |value: &'static str| found.iter().filter_map(move |properties| properties.value(value));
    let is_other = values("numFmt").any(|format| format != "decimal")
        || values("numStart").any(|start| start != "1")
        || values("numRestart").any(|restart| restart != "continuous");
    is_other || name == "endnotePr" && values("numFmt").next().is_none()
}

/// The elements of a name in a tree.
fn collect<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        if child.name == name {
            found.push(child);
        }
        collect(child, name, found);
    }
}

/// What is said of notes whose numbers are others here.
pub(super) fn numbers_told(name: &str) -> String {
    format!("the document numbers its {name}s in its own way; here they are 1, 2, 3: look at what the text says of their numbers")
}

/// What is said of a note to which no mark leads.
pub(super) fn loose_told(name: &str, words: &str) -> String {
    let article = if name == "endnote" { "an" } else { "a" };
    format!("{article} {name} of the document has no mark, and is not in the text: {}", quoted([words]))
}
