//! The parts of a document while it is read: blocks with what is not sure about them.

use super::line::Look;
use crate::model::letter::BlockKind;

/// What a block is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A heading, with its depth below the title: 1 is the highest.
    Heading(u8),
    /// The number of a question.
    Question,
    /// The word above an answer.
    Answer,
    /// A paragraph.
    Paragraph,
    /// An item of a list: how deep, and its number where it has one.
    Item(usize, Option<String>),
    /// A row of a table; its cells are parted by tabs.
    Row,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// What it is taken for.
    pub(super) shape: Shape,
    /// Its text; a line feed is a line that ends there on purpose.
    pub(super) text: String,
    /// The line of the source's text in which it begins.
    pub(super) line: usize,
    /// What is not sure about it.
    pub(super) doubts: Vec<String>,
    /// Its permanent id, as `dossier lock` will give it; empty until known.
    pub(super) id: String,
    /// How many lines of the source it has; 0 where the document itself says where its blocks begin and end.
    pub(super) n_lines: usize,
    /// How it looks, where that is known.
    pub(super) look: Option<Look>,
    /// Its marks of footnotes, where the document says which they are: the how manieth raised figure each begins with, and its number.
    pub(super) marks: Vec<(usize, u32)>,
}

impl Draft {
    /// A block about which nothing is in doubt.
    pub(super) fn new(shape: Shape, text: impl Into<String>, line: usize) -> Self {
        Self { shape, text: text.into(), line, doubts: Vec::new(), id: String::new(), n_lines: 0, look: None, marks: Vec::new() }
    }

    /// Its first line.
    pub(super) fn first_line(&self) -> &str {
        self.text.split('\n').next().unwrap_or_default()
    }

    /// Whether it is a paragraph.
    pub(super) fn is_paragraph(&self) -> bool {
        self.shape == Shape::Paragraph
    }

    /// Whether it is an item of a list.
    pub(super) fn is_item(&self) -> bool {
        matches!(self.shape, Shape::Item(..))
    }

    /// The letter with which its id begins.
    pub(super) fn prefix(&self) -> char {
        match self.shape {
            Shape::Heading(_) | Shape::Question | Shape::Answer => 'h',
            _ => BlockKind::Paragraph.prefix(),
        }
    }
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// Its number.
    pub(super) number: u32,
    /// Its text; empty where the source lacks it.
    pub(super) text: String,
    /// The line of the source's text in which it begins; none where it is not there.
    pub(super) line: Option<usize>,
}

/// Something that was taken out as belonging to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Removed {
    /// Its words.
    pub(super) text: String,
    /// The line of the source's text.
    pub(super) line: usize,
    /// Why, where that is not sure.
    pub(super) doubt: Option<&'static str>,
}
