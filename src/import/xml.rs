//! XML as a tree, for the parts of Word documents. No document type and no entity but XML's own five; depth and size are bounded.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// The deepest tree that is read.
const MAX_DEPTH: usize = 200;

/// The most elements that are read.
const MAX_ELEMENTS: usize = 2_000_000;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, without a prefix.
    pub(super) name: String,
    /// Its attributes, by name without a prefix.
    pub(super) attributes: Vec<(String, String)>,
    /// What stands in it.
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
}

impl Element {
    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| if let Node::Element(element) = child { Some(element) } else { None })
    }

    /// The first element in it of a name.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of the attribute `val` of an element in it.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.find(name).and_then(|element| element.attribute("val"))
    }

    /// The words in it, of all depths.
    pub(super) fn text(&self) -> String {
        self.children
            .iter()
            .map(|child| match child {
                Node::Text(text) => text.clone(),
                Node::Element(element) => element.text(),
            })
            .collect()
    }
}

/// Reads the tree; the error says what is wrong.
pub(super) fn read(text: &str) -> Result<Element, String> {
    read_at_most(text, MAX_ELEMENTS)
}

/// Reads a tree that may have so many elements.
fn read_at_most(text: &str, max_elements: usize) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    let mut n_elements = 0;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => break,
            Event::DocType(_) => return Err("a document type is not allowed".into()),
            Event::Start(tag) => {
                n_elements += 1;
                open.push(element(&tag)?);
            }
            Event::Empty(tag) => {
                n_elements += 1;
                push(&mut open, Node::Element(element(&tag)?));
            }
            Event::End(_) => {
                if let Some(closed) = open.pop() {
                    push(&mut open, Node::Element(closed));
                }
            }
            Event::Text(text) => push(&mut open, Node::Text(text.to_string())),
            Event::CData(text) => push(&mut open, Node::Text(text.to_string())),
            Event::GeneralRef(name) => push(&mut open, Node::Text(resolved(&name)?)),
            _ => {}
        }
        if MAX_DEPTH < open.len() || max_elements < n_elements {
            return Err("it is nested too deeply, or too large".into());
        }
    }
    let own = |node: Node| if let Node::Element(element) = node { Some(element) } else { None };
    match open.pop() {
        Some(root) if open.is_empty() => root.children.into_iter().find_map(own).ok_or_else(|| "it is empty".into()),
        _ => Err("it breaks off".into()),
    }
}

/// Adds something to the element that is open.
fn push(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

/// An element without what stands in it.
fn element(tag: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        let name = attribute.key.into_inner();
        let local = name.rsplit(':').next().unwrap_or(name);
        attributes.push((local.to_owned(), value.into_owned()));
    }
    Ok(Element { name: tag.local_name().into_inner().to_owned(), attributes, children: Vec::new() })
}

/// The character that a reference stands for.
fn resolved(name: &BytesRef<'_>) -> Result<String, String> {
    if let Some(char) = name.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(char.to_string());
    }
    resolve_xml_entity(name).map(str::to_owned).ok_or_else(|| format!("the entity `&{};` is not allowed", &**name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_read() {
        let root = read("<?xml version='1.0'?><w:a w:x='1'><w:b/>één &amp; <c>twee</c></w:a>").unwrap();
        assert_eq!((root.name.as_str(), root.attribute("x"), root.text()), ("a", Some("1"), "één & twee".into()));
    }

    #[test]
    fn elements_with_and_without_an_end_are_counted() {
        for text in ["<a><b/><b/></a>", "<a><b></b><b></b></a>"] {
            assert_eq!([2, 3].map(|max_elements| read_at_most(text, max_elements).is_ok()), [false, true], "{text}");
        }
    }

    #[test]
    fn what_is_broken_or_meant_to_break_is_refused() {
        for text in ["", "<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a>&b;</a>", &"<a>".repeat(500)] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
