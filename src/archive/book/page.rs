//! A finished page, read into a tree.

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::Piece;
use super::tags::Tag;
use crate::site::{Built, SitePath};

/// A page.
pub struct Page {
    /// Where it lies on the site.
    pub path: SitePath,
    /// The tree.
    html: Html,
    /// The direction of its text, where the page gives one.
    pub dir: Option<String>,
    /// What its root tells style and scripts: attributes of data.
    pub told: Vec<(String, String)>,
    /// The classes of its body.
    pub classes: String,
    /// The part that is the page's own; without one the body.
    main: Option<NodeId>,
    /// What stands before it on every page.
    header: Option<NodeId>,
    /// What stands after it on every page.
    footer: Option<NodeId>,
}

/// A heading of a page: its level, its id, its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level.
    pub level: u8,
    /// The id.
    pub id: String,
    /// The words.
    pub words: String,
}

/// Reads a page of a site; none where the site has no such page.
#[must_use]
pub fn read(site: &dyn Built, path: &SitePath) -> Option<Page> {
    let bytes = site.read(path)?;
    Some(parse(path, &String::from_utf8_lossy(&bytes)))
}

/// Reads a page.
#[must_use]
pub fn parse(path: &SitePath, text: &str) -> Page {
    let html = Html::parse_document(text);
    let first = |name: &str| html.tree.nodes().find(|node| is_named(node, name));
    let attribute = |name: &str, key: &str| first(name).and_then(|node| Some(Tag::of(&node)?.attribute(key)?.to_owned()));
    let beside = |name: &str| first("body")?.children().find(|node| is_named(node, name)).map(|node| node.id());
    Page {
        path: path.clone(),
        dir: attribute("html", "dir"),
        told: first("html").and_then(|node| Tag::of(&node).map(told)).unwrap_or_default(),
        classes: attribute("body", "class").unwrap_or_default(),
        main: first("main").or_else(|| first("body")).map(|node| node.id()),
        header: beside("header"),
        footer: beside("footer"),
        html,
    }
}

/// The attributes of data of an element.
fn told(tag: Tag<'_>) -> Vec<(String, String)> {
    tag.attributes().filter(|(name, _)| name.starts_with("data-")).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Whether a node is an element of HTML of this name.
fn is_named(node: &NodeRef<'_, Node>, name: &str) -> bool {
    Tag::of(node).is_some_and(|tag| tag.is_html && tag.name == name)
}

impl Page {
    /// The page's own part.
    pub(super) fn main(&self) -> Option<NodeRef<'_, Node>> {
        self.main.and_then(|id| self.html.tree.get(id))
    }

    /// The classes of a part.
    #[must_use]
    pub fn class(&self, piece: Piece) -> &str {
        let part = match piece {
            Piece::Main => self.main(),
            Piece::Header => self.header(),
            Piece::Footer => self.footer(),
        };
        part.and_then(|node| Tag::of(&node)?.attribute("class")).unwrap_or_default()
    }

    /// What stands before it.
    pub(super) fn header(&self) -> Option<NodeRef<'_, Node>> {
        self.header.and_then(|id| self.html.tree.get(id))
    }

    /// What stands after it.
    pub(super) fn footer(&self) -> Option<NodeRef<'_, Node>> {
        self.footer.and_then(|id| self.html.tree.get(id))
    }

    /// The headings below the page's title that have an id of their own.
    #[must_use]
    pub fn headings(&self) -> Vec<Heading> {
        let heading = |node: NodeRef<'_, Node>| {
            let tag = Tag::of(&node)?;
            let level = tag.name.strip_prefix('h').filter(|_| tag.is_html)?.parse().ok().filter(|level| (2..=6).contains(level))?;
            Some(Heading { level, id: tag.attribute("id")?.to_owned(), words: words(&node) })
        };
        self.main().into_iter().flat_map(|main| main.descendants()).filter_map(heading).collect()
    }
}

/// The text in a node, without raised marks, blanks as one space.
fn words(node: &NodeRef<'_, Node>) -> String {
    let is_mark = |node: &NodeRef<'_, Node>| node.ancestors().any(|above| is_named(&above, "sup"));
    let texts = node.descendants().filter(|below| !is_mark(below)).filter_map(|below| below.value().as_text().map(|text| text.to_string()));
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
