//! Reads pages of copies.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Node};

/// What stands in a block and is not of its text.
const FOREIGN: &[&str] = &["own-id", "notes", "note-mark", "footnote-mark", "stale-mark", "tools", "vh"];

/// A page.
pub(super) struct Page {
    /// The tree.
    html: Html,
    /// The places that can be linked at.
    places: BTreeMap<String, ego_tree::NodeId>,
    /// Ids that occur twice.
    pub(super) twice: Vec<String>,
    /// The links.
    pub(super) links: Vec<String>,
    /// The ids that labels and drawings name.
    pub(super) named: BTreeSet<String>,
}

impl Page {
    /// Reads a page.
    pub(super) fn read(text: &str) -> Self {
        let html = Html::parse_document(text);
        let mut page =
            Self { places: BTreeMap::new(), twice: Vec::new(), links: Vec::new(), named: BTreeSet::new(), html: Html::new_document() };
        for (node, element) in html.tree.nodes().filter_map(|node| Some((node.id(), node.value().as_element()?))) {
            for (key, value) in element.attrs() {
                match key {
                    "id" => page.twice.extend(page.places.insert(value.to_owned(), node).map(|_| value.to_owned())),
                    "href" if element.name() == "a" => page.links.push(value.to_owned()),
                    "aria-labelledby" | "aria-describedby" | "headers" => page.named.extend(value.split_whitespace().map(str::to_owned)),
                    _ => page.named.extend(value.strip_prefix("url(#").and_then(|value| value.strip_suffix(')')).map(str::to_owned)),
                }
            }
        }
        page.html = html;
        page
    }

    /// Whether there is a place of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// The text of a block without blanks; nothing where there is no such block.
    pub(super) fn text(&self, id: &str) -> String {
        let mut text = String::new();
        if let Some(element) = self.element(id) {
            gather(element, &mut text);
        }
        squeezed(&text)
    }

    /// All text in a place as it stands.
    pub(super) fn raw(&self, id: &str) -> String {
        self.element(id).map(|element| element.text().collect()).unwrap_or_default()
    }

    /// The element of an id.
    fn element(&self, id: &str) -> Option<ElementRef<'_>> {
        ElementRef::wrap(self.html.tree.get(*self.places.get(id)?)?)
    }
}

/// Gathers the text of an element that is of the letter, without the blocks in it.
fn gather(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) => {
                let is_foreign = inner.classes().any(|class| FOREIGN.contains(&class)) || inner.name() == "sup";
                let is_block = inner.id().is_some_and(is_block);
                if let Some(inner) = ElementRef::wrap(child).filter(|_| !is_foreign && !is_block) {
                    gather(inner, text);
                }
            }
            _ => {}
        }
    }
}

/// Whether an id is that of a block, with or without the name of its page before it.
fn is_block(id: &str) -> bool {
    let last = id.rsplit('-').next().unwrap_or_default();
    let number = last.strip_prefix(['p', 'h']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text without blanks, bars between cells, raised figures and ways back from notes.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace() && !matches!(char, '|' | '↩' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')).collect()
}

/// A path from a file of a book.
pub(super) fn joined(from: &str, to: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}
