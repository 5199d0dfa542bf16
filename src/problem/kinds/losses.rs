//! Makes the problems of what Markdown would not show as it is written, or not at all: footnotes and marks without each other, cells, link
//! definitions, numbers of items, headings and links without words, items whose text goes on after another block.

use super::super::Problem;
use crate::model::place::Place;

/// A footnote of a name is written a second time.
#[must_use]
pub fn duplicate_note(place: Place, name: &str) -> Problem {
    Problem::error("duplicate-note", place, format!("the footnote `{name}` is written twice"))
        .hint("give one of the two another name, and its mark in the text too")
}

/// A mark in the text leads to no footnote.
#[must_use]
pub fn missing_note(place: Place, mark: &str) -> Problem {
    Problem::error("missing-note", place, format!("the mark `{mark}` leads to no footnote"))
        .hint(format!("write the footnote, as `{mark}: …`; where these characters belong to the text, write `\\{mark}`"))
}

/// No mark in the text leads to a footnote.
#[must_use]
pub fn unmarked_note(place: Place, name: &str) -> Problem {
    Problem::error("unmarked-note", place, format!("no mark leads to the footnote `{name}`"))
        .hint(format!("put its mark `[^{name}]` where it belongs, or make the footnote a paragraph"))
}

/// A row has more cells than its table has columns: the page would be without them.
#[must_use]
pub fn lost_cell(place: Place, cells: &str) -> Problem {
    Problem::error("lost-cell", place, format!("the page would be without `{cells}`: the row has more cells than the head of its table"))
        .hint("give the head a cell for each column; where the character `|` belongs to the text, write `\\|`")
}

/// No link uses a definition of a link: the page would be without it.
#[must_use]
pub fn unused_definition(place: Place, definition: &str) -> Problem {
    Problem::error(
        "unused-definition",
        place,
        format!("the page would be without `{definition}`: it is a link's definition that no link uses"),
    )
    .hint("where it belongs to the text, write a backslash before it; else use it in a link, or take it out")
}

/// An item of a list has another number than the page would show; `other` is the sign that would begin another list.
#[must_use]
pub fn list_number(place: Place, (written, other): (&str, char), shown: u64) -> Problem {
    Problem::error("list-number", place, format!("the page would show this item as {shown}, not as {written}")).hint(format!(
        "number the items one after the other; where the letter itself does not, begin another list with the other delimiter, `{written}{other}`"
    ))
}

/// A heading has no words.
#[must_use]
pub fn empty_heading(place: Place) -> Problem {
    Problem::error("empty-heading", place, "a heading without words".into()).hint("write what the part is called, or take the heading out")
}

/// A link has no words.
#[must_use]
pub fn empty_link(place: Place) -> Problem {
    Problem::error("empty-link", place, "a link without words: nobody would see it".into())
        .hint("write its words between the square brackets, or take it out")
}

/// The text of a list item goes on after another block in it.
#[must_use]
pub fn split_item(place: Place) -> Problem {
    Problem::error("split-item", place, "the text of this list item goes on after another block in it".into())
        .hint("put an empty line before and after that block, so that each part of the text is a paragraph with a number of its own")
}
