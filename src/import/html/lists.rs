//! What a web page prints before the items of its lists.

use ego_tree::iter::Edge;
use scraper::{Html, Node};

use super::elements::Attributes;
use crate::import::letters;

/// The largest number of an item that Markdown knows.
const MAX_NUMBER: i64 = 999_999_999;

/// What stands before an item: a number, or words; neither for a bullet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The number.
    pub(super) number: Option<String>,
    /// The words, with a space behind them.
    pub(super) words: String,
}

impl Mark {
    /// The mark as it is read in the middle of a text.
    pub(super) fn printed(&self) -> String {
        self.number.as_ref().map_or_else(|| self.words.clone(), |number| format!("{number}. "))
    }
}

/// A list that is open.
pub(super) struct List {
    /// The number of the next item; none where they have bullets.
    next: Option<i64>,
    /// How far it is to the number of the next.
    step: i64,
    /// How the numbers are written.
    kind: String,
}

impl List {
    /// The list that a tag opens.
    pub(super) fn new(name: &str, attributes: &Attributes) -> Self {
        let start = || attributes.get("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let by_style = || attributes.get("style").and_then(|style| style.split("list-style").nth(1)).and_then(kind_of_style);
        let kind = by_style().or_else(|| attributes.get("type").map(String::as_str)).unwrap_or("1");
        let step = if attributes.contains_key("reversed") { -1 } else { 1 };
        Self { next: (name == "ol").then(start), step, kind: kind.to_owned() }
    }

    /// What stands before the next item.
    pub(super) fn next(&mut self, attributes: &Attributes) -> Mark {
        let Some(next) = &mut self.next else { return Mark::default() };
        let number = attributes.get("value").and_then(|value| value.trim().parse().ok()).unwrap_or(*next);
        *next = number.saturating_add(self.step);
        let positive = usize::try_from(number).ok().filter(|number| 0 < *number);
        let words = match (self.kind.as_str(), positive) {
            ("a", Some(number)) => letters::letters(number),
            ("A", Some(number)) => letters::letters(number).to_uppercase(),
            ("i", Some(number)) => letters::roman(number).to_lowercase(),
            ("I", Some(number)) => letters::roman(number),
            _ if (0..=MAX_NUMBER).contains(&number) => return Mark { number: Some(number.to_string()), words: String::new() },
            _ => number.to_string(),
        };
        Mark { number: None, words: format!("{words}. ") }
    }
}

/// How a style writes numbers, where that is not with figures.
fn kind_of_style(style: &str) -> Option<&'static str> {
    let style = style.split(';').next().unwrap_or_default();
    let known = [("lower-alpha", "a"), ("lower-latin", "a"), ("upper-alpha", "A"), ("upper-latin", "A"), ("lower-roman", "i")];
    known.into_iter().chain([("upper-roman", "I")]).find(|(name, _)| style.contains(name)).map(|(_, kind)| kind)
}

/// How many items each numbered list of a page has, in the order in which they begin: one that counts down begins with that number.
pub(super) fn lengths(html: &Html) -> Vec<usize> {
    let (mut lengths, mut open): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for edge in html.tree.root().traverse() {
        let (Edge::Open(node) | Edge::Close(node)) = edge;
        let Node::Element(element) = node.value() else { continue };
        match (element.name(), matches!(edge, Edge::Open(_))) {
            ("ol", true) => {
                open.push(Some(lengths.len()));
                lengths.push(0);
            }
            ("ul" | "menu", true) => open.push(None),
            ("ol" | "ul" | "menu", false) => _ = open.pop(),
            ("li", true) => {
                if let Some(length) = open.last().copied().flatten().and_then(|idx| lengths.get_mut(idx)) {
                    *length += 1;
                }
            }
            _ => {}
        }
    }
    lengths
}
