//! Which part of a web page is its text.

use ego_tree::iter::Edge;
use scraper::{Html, Node};

use super::elements::Attributes;
use super::tree;

/// Which part of a page is its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// What it calls its main part.
    Main,
    /// The one article that it has.
    Article,
    /// All but what stands around a text.
    Whole,
}

impl Region {
    /// Finds which part of a page is its text.
    pub(super) fn of(html: &Html) -> Self {
        let (mut has_main, mut n_articles) = (false, 0);
        let mut edges = html.tree.root().traverse();
        while let Some(edge) = edges.next() {
            let Edge::Open(node) = edge else { continue };
            let Node::Element(element) = node.value() else { continue };
            if element.name() == "template" {
                tree::pass(&mut edges, node);
                continue;
            }
            has_main |= element.name() == "main" || element.attr("role") == Some("main");
            n_articles += usize::from(element.name() == "article");
        }
        match (has_main, n_articles) {
            (true, _) => Self::Main,
            (false, 1) => Self::Article,
            (false, _) => Self::Whole,
        }
    }

    /// Whether a tag opens the part.
    pub(super) fn is_opened_by(self, name: &str, attributes: &Attributes) -> bool {
        match self {
            Self::Main => name == "main" || attributes.get("role").is_some_and(|role| role == "main"),
            Self::Article => name == "article",
            Self::Whole => false,
        }
    }
}
