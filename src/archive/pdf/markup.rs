//! A page of the site as a tree of elements.

use html5gum::Token;

use crate::site::page::tokens;

/// Elements without an end.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that end when one of the same group begins beside them.
const IMPLIED: &[&[&str]] = &[&["li"], &["dt", "dd"], &["tr"], &["td", "th"], &["p"], &["option"], &["thead", "tbody", "tfoot"]];

/// A part of a page.
#[derive(Clone, Debug)]
pub enum Node {
    /// Words.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element of a page.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// Its name, in lower case.
    pub name: String,
    /// Its attributes, in order.
    pub attributes: Vec<(String, String)>,
    /// What it holds.
    pub children: Vec<Node>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether it is of a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|known| known == class))
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(Node::element)
    }

    /// The first element of a name, itself or anywhere in it.
    pub fn find(&self, name: &str) -> Option<&Self> {
        if self.name == name { Some(self) } else { self.elements().find_map(|child| child.find(name)) }
    }

    /// Tells of itself and of every element in it.
    pub fn each(&self, take: &mut dyn FnMut(&Self)) {
        take(self);
        self.elements().for_each(|child| child.each(take));
    }

    /// Its words, as they are read.
    pub fn words(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Adds its words to a text.
    fn gather(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) if element.has_class("tools") => {}
                Node::Element(element) if element.name == "br" => text.push(' '),
                Node::Element(element) => element.gather(text),
            }
        }
    }
}

impl Node {
    /// The element that it is.
    pub fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

/// Reads a page.
pub fn read(html: &str) -> Element {
    let mut open = vec![Element::default()];
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                close_implied(&mut open, &name);
                let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                let is_void = VOID.contains(&name.as_str()) || tag.self_closing;
                open.push(Element { name, attributes, children: Vec::new() });
                if is_void {
                    close(&mut open);
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                if let Some(at) = open.iter().rposition(|element| element.name == name).filter(|at| 0 < *at) {
                    (at..open.len()).for_each(|_| close(&mut open));
                }
            }
            Token::String(words) => {
                if let Some(last) = open.last_mut() {
                    last.children.push(Node::Text(text(&words)));
                }
            }
            _ => {}
        }
    }
    (1..open.len()).for_each(|_| close(&mut open));
    open.pop().unwrap_or_default()
}

/// Ends the elements that end because another begins.
fn close_implied(open: &mut Vec<Element>, name: &str) {
    let Some(group) = IMPLIED.iter().find(|group| group.contains(&name)) else { return };
    if open.last().is_some_and(|last| group.contains(&last.name.as_str())) {
        close(open);
    }
}

/// Ends the last open element.
fn close(open: &mut Vec<Element>) {
    if let Some(last) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(Node::Element(last));
    }
}

/// Bytes of a page as a text.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_tree() {
        let page = read("<main><p id=a>one <em>two</em><br>three<p>four<ul><li>x<li>y</ul></main>");
        let main = page.find("main").unwrap();
        assert_eq!(main.elements().map(|child| child.name.as_str()).collect::<Vec<_>>(), ["p", "p"]);
        assert_eq!(main.find("p").unwrap().words(), "one two three");
        assert_eq!(main.find("ul").unwrap().elements().count(), 2);
        assert_eq!(main.find("p").unwrap().attribute("id"), Some("a"));
    }
}
