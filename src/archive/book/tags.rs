//! Elements of a tree, and how tags and texts are written.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

/// The namespace of HTML.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// Elements that hold nothing and have no end.
const VOID: &[&str] = &["area", "br", "col", "hr", "img", "source", "track", "wbr"];

/// An element.
#[derive(Clone, Copy)]
pub struct Tag<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether it is one of HTML, not of a drawing or a formula.
    pub is_html: bool,
    /// The namespace.
    pub namespace: &'a str,
    /// All of it.
    element: &'a Element,
}

impl<'a> Tag<'a> {
    /// The element of a node, where it is one.
    #[must_use]
    pub fn of(node: &NodeRef<'a, Node>) -> Option<Self> {
        let element = node.value().as_element()?;
        let namespace: &str = &element.name.ns;
        Some(Self { name: &element.name.local, is_html: namespace == HTML, namespace, element })
    }

    /// An attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.element.attr(name)
    }

    /// All attributes, by their names without prefixes.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.element.attrs()
    }

    /// Whether it holds nothing and has no end.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.is_html && VOID.contains(&self.name)
    }
}

/// A start tag that is being written.
#[derive(Debug)]
pub struct Start(String);

impl Start {
    /// A start tag.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(format!("<{name}"))
    }

    /// Adds an attribute.
    pub fn add(&mut self, name: &str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        escape(value, &mut self.0);
        self.0.push('"');
    }

    /// The whole tag.
    #[must_use]
    pub fn finish(mut self, is_empty: bool) -> String {
        self.0.push_str(if is_empty { "/>" } else { ">" });
        self.0
    }
}

/// Writes a text so that neither HTML nor XML takes any of it for markup; what XML cannot hold becomes the sign for what is not known.
pub fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(char),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(char),
        }
    }
}

/// A text so written.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// An id as XML takes it: it begins with a letter or `_`, and has no blanks, colons or other signs.
#[must_use]
pub fn xml_id(id: &str) -> String {
    let clean = |char: char| if char.is_alphanumeric() || matches!(char, '-' | '_' | '.') { char } else { '_' };
    let id: String = id.chars().map(clean).collect();
    if id.starts_with(|char: char| char.is_alphabetic() || char == '_') { id } else { format!("_{id}") }
}
