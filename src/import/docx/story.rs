//! What is known while the words of a Word document are read, wherever they stand: its main text, a note, a header, a comment.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::package::Relations;
use super::styles::Styles;
use crate::import::xml::Element;

/// The most characters that a doubt quotes.
const MAX_QUOTE: usize = 200;

/// A comment.
#[derive(Clone, Debug, Default)]
pub(super) struct Comment {
    /// Who wrote it.
    pub(super) author: Option<String>,
    /// What it says.
    pub(super) words: String,
}

impl Comment {
    /// What is said of it.
    pub(super) fn told(&self) -> String {
        let by = self.author.as_ref().map(|author| format!(", by {author},")).unwrap_or_default();
        format!("a comment of the document{by} is not in the text: {}", quoted([self.words.as_str()]))
    }
}

/// What is known while words are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    /// The styles.
    pub(super) styles: Styles,
    /// The relationships of the part that is read.
    pub(super) relations: Relations,
    /// The words of charts and diagrams, by the ids of their relationships.
    pub(super) drawn: BTreeMap<String, String>,
    /// The comments that no mark has led to so far, by id.
    pub(super) comments: BTreeMap<String, Comment>,
    /// The ids of footnotes in the order of their marks.
    pub(super) footnotes: Vec<String>,
    /// The ids of endnotes in the order of their marks.
    pub(super) endnotes: Vec<String>,
    /// Whether some note has a mark of its own, which is no number.
    pub(super) has_own_marks: bool,
    /// The fields that are open.
    pub(super) fields: Fields,
}

impl Story {
    /// Reads another part, with relationships of its own; its fields and its marks of notes are none of the text around.
    pub(super) fn aside<T>(&mut self, relations: Relations, read: impl FnOnce(&mut Self) -> T) -> T {
        let around = (
            std::mem::replace(&mut self.relations, relations),
            std::mem::take(&mut self.footnotes),
            std::mem::take(&mut self.endnotes),
            std::mem::take(&mut self.fields),
        );
        let found = read(self);
        (self.relations, self.footnotes, self.endnotes, self.fields) = around;
        found
    }

    /// What is said of an element that is not known, if it has words or leads to another part.
    pub(super) fn unknown(&self, element: &Element) -> Option<String> {
        let words = words_of(element);
        let told = format!("the element `{}` of the document is not known, and not in the text", element.name);
        if !words.is_empty() {
            return Some(format!("{told}: {}", quoted([words.as_str()])));
        }
        self.leads(element).then_some(told)
    }

    /// Whether an element, or one in it, leads to another part.
    fn leads(&self, element: &Element) -> bool {
        element.attributes.iter().any(|(_, value)| self.relations.contains_key(value)) || element.elements().any(|inner| self.leads(inner))
    }

    /// What is said of another file that the document takes in; `None` for any other element.
    pub(super) fn taken_in(&self, element: &Element) -> Option<String> {
        if element.name == "contentPart" {
            return Some("handwriting of the document is not in the text".into());
        }
        if !matches!(element.name.as_str(), "altChunk" | "subDoc") {
            return None;
        }
        let id = element.attribute("id").unwrap_or_default();
        let target = self.relations.get(id).map_or(id, |relation| relation.target.as_str());
        Some(format!("the document takes in another file, which is not in the text: `{target}`"))
    }
}

/// The words in an element, wherever they stand, with single spaces.
pub(super) fn words_of(element: &Element) -> String {
    fn take(element: &Element, found: &mut Vec<String>) {
        for inner in element.elements() {
            if inner.name == "t" && inner.elements().next().is_none() {
                found.push(inner.text());
            }
            take(inner, found);
        }
    }
    let mut found = Vec::new();
    take(element, &mut found);
    single_spaced(&found.join(" "))
}

/// A text with single spaces.
pub(super) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in quotes, for a doubt; the first of them where they are many.
pub(super) fn quoted<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    let one = |words: &str| {
        let words = single_spaced(&crate::import::certain::plain(words));
        let head: String = words.chars().take(MAX_QUOTE).collect();
        if head.len() == words.len() { format!("“{head}”") } else { format!("“{}…”", head.trim_end()) }
    };
    all.into_iter().map(one).collect::<Vec<_>>().join(" and ")
}
