//! What a text needs to become HTML: its blocks with their ids, its marks, and how the pages around it link and speak.

use super::annotate::Annotation;
use crate::model::letter::{Block, RetiredBlock};
use crate::model::markup::Elements;

/// What a text needs to become HTML.
pub struct Needs<'a> {
    /// Where the Markdown begins in its file: the spans of blocks count from there.
    pub body_start: usize,
    /// The elements of HTML that are allowed in it.
    pub elements: Elements,
    /// The blocks with their ids; none for pages that nobody cites.
    pub blocks: &'a [Block],
    /// Ids that have no block here: their anchors stand at the block that took their place, or at the end.
    pub retired: &'a [RetiredBlock],
    /// Added before every id, for pages that hold several texts.
    pub id_prefix: &'a str,
    /// Marks, in the order of precedence.
    pub annotations: &'a [Annotation],
    /// The address of a link's destination.
    pub link: &'a dyn Fn(&str) -> String,
    /// A code block as HTML, from its info string and text.
    pub code: &'a dyn Fn(&str, &str) -> String,
    /// What stands beside a heading: its own link, and the same place in another language.
    pub tools: &'a dyn Fn(&Block) -> String,
    /// What stands at the end of a block's text, but for headings: its own link.
    pub at_end: &'a dyn Fn(&Block) -> String,
    /// What follows a block: the editors' notes on it.
    pub after: &'a dyn Fn(&Block) -> String,
    /// Written before the text of a question's and an answer's heading.
    pub labels: Labels<'a>,
}

/// Words that the renderer adds.
#[derive(Clone, Copy)]
pub struct Labels<'a> {
    /// Before a question's number.
    pub question: &'a str,
    /// The note of a footnote mark whose note the source lacks.
    pub note_missing: &'a str,
    /// The heading of the footnotes.
    pub notes: &'a str,
    /// The name of a link back to the mark.
    pub back: &'a str,
    /// The name of a footnote mark.
    pub note: &'a str,
    /// Before a block whose original has changed since.
    pub stale: &'a str,
}
