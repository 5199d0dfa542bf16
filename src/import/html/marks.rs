//! The marks of a web page's footnotes: links to what comes later, and say no more than a number.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::iter::Edge;
use scraper::{Html, Node};

use crate::import::notes::raised;
use crate::markdown::superscript;

/// The number that some words are, whatever brackets stand around it.
pub(super) fn number(words: &str) -> Option<u32> {
    let mut digits = figures(words).chars().map(|char| raised(char).or(char.to_digit(10)));
    let number = digits.try_fold(0_u32, |sum, digit| sum.checked_mul(10)?.checked_add(digit?));
    number.filter(|number| 0 < *number)
}

/// Words without what stands around their figures.
fn figures(words: &str) -> &str {
    words.trim_matches(|char: char| !char.is_ascii_digit() && raised(char).is_none())
}

/// Whether words are no more than a number, or nothing.
pub(super) fn is_number(words: &str) -> bool {
    !words.contains(|char: char| char.is_alphabetic())
}

/// The text of a note without its number in front.
pub(super) fn without(text: &str, number: u32) -> &str {
    let forms = [superscript(&number.to_string()), format!("[{number}]")];
    let rest = forms.iter().find_map(|form| text.strip_prefix(form.as_str()));
    rest.filter(|rest| !rest.starts_with(|char| raised(char).is_some())).map_or(text, str::trim_start)
}

/// The ids to which raised numbers link, with these numbers: those of footnotes, which stand behind their marks.
pub(super) fn targets(html: &Html) -> BTreeMap<String, u32> {
    let (mut targets, mut seen) = (BTreeMap::new(), BTreeSet::new());
    let (mut link, mut words, mut n_raised, mut is_high) = (None::<String>, String::new(), 0_usize, false);
    for edge in html.tree.root().traverse() {
        match (edge, edge_value(&edge)) {
            (Edge::Open(_), Node::Element(element)) => {
                seen.extend(element.attr("id").map(str::to_owned));
                let is_raised = element.name() == "sup";
                n_raised += usize::from(is_raised);
                is_high |= is_raised;
                if element.name() == "a" {
                    seen.extend(element.attr("name").map(str::to_owned));
                    link = element.attr("href").and_then(|target| target.strip_prefix('#').map(str::to_owned));
                    words.clear();
                    is_high = 0 < n_raised || element.attr("role") == Some("doc-noteref");
                }
            }
            (Edge::Open(_), Node::Text(text)) => words.push_str(text),
            (Edge::Close(_), Node::Element(element)) if element.name() == "sup" => n_raised = n_raised.saturating_sub(1),
            (Edge::Close(_), Node::Element(element)) if element.name() == "a" => {
                let is_mark = is_high || figures(&words).chars().all(|char| raised(char).is_some()) || words.trim().starts_with('[');
                // A link back to a mark leads to what came before.
                if let (Some(target), Some(number), true) = (link.take().filter(|target| !seen.contains(target)), number(&words), is_mark) {
                    targets.entry(target).or_insert(number);
                }
            }
            _ => {}
        }
    }
    targets
}

/// What begins or ends at an edge.
fn edge_value<'a>(edge: &Edge<'a, Node>) -> &'a Node {
    let (Edge::Open(node) | Edge::Close(node)) = edge;
    node.value()
}
