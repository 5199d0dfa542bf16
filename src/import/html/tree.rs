//! A web page as a tree, as browsers read it: with the ends of elements that nobody wrote, and scripts that are no text.
//!
//! What reads it walks back over the open elements at each tag, and opens formatting anew in each paragraph: a page that is made to break
//! it is read without the tags of what lies too deep.

use std::collections::HashMap;

use ego_tree::iter::Edge;
use ego_tree::{NodeRef, iter::Traverse};
use html5gum::{DefaultEmitter, Token, Tokenizer};
use scraper::{Html, Node};

use super::elements::{Attributes, BLOCKS, VOID};
use crate::import::received::Fault;

/// How many elements can be open where a page is read without what lies too deep.
const MAX_DEPTH: usize = 100;

/// How much formatting of them can be open.
const MAX_FORMATS: usize = 20;

/// How many tags a page can have.
const MAX_TAGS: usize = 5_000_000;

/// How often an open element can be passed while a page is read.
const MAX_STEPS: usize = 100_000_000;

/// How often formatting can be opened anew.
const MAX_COPIES: usize = 2_000_000;

/// Elements that end where the next of their kind begins: they cannot stand in one another without another between them.
const IMPLIED: &[&str] = &[
    "html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rp",
    "rt",
];

/// Elements that are opened anew where a block ended before them.
const FORMATS: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// The elements that are open while tags pass, as far as they make a page deep.
#[derive(Default)]
struct Depth {
    /// Those of each name, and whether each is kept.
    open: HashMap<Vec<u8>, Vec<bool>>,
    /// How many are kept.
    n_open: usize,
    /// How many of these are formatting.
    n_formats: usize,
}

impl Depth {
    /// A tag opens; whether its element is kept, where no more than some can be open.
    fn start(&mut self, name: &[u8], (depth, formats): (usize, usize)) -> bool {
        let is = |names: &[&str]| names.iter().any(|known| known.as_bytes() == name);
        if is(IMPLIED) || is(VOID) {
            return true;
        }
        let is_format = is(FORMATS);
        let is_kept = self.n_open < depth && (!is_format || self.n_formats < formats);
        self.n_open += usize::from(is_kept);
        self.n_formats += usize::from(is_kept && is_format);
        self.open.entry(name.to_vec()).or_default().push(is_kept);
        is_kept
    }

    /// A tag closes; whether it is kept.
    fn end(&mut self, name: &[u8]) -> bool {
        let Some(is_kept) = self.open.get_mut(name).and_then(Vec::pop) else { return true };
        self.n_open -= usize::from(is_kept);
        self.n_formats -= usize::from(is_kept && FORMATS.iter().any(|known| known.as_bytes() == name));
        is_kept
    }
}

/// Reads a page; also whether tags of it were left out because they lie too deep. One with more tags than any letter is refused.
pub(super) fn read(text: &str) -> Result<(Html, bool), Fault> {
    let is_deep = is_deep(text)?;
    Ok((if is_deep { Html::parse_document(&flattened(text)) } else { Html::parse_document(text) }, is_deep))
}

/// The tags and words of a page, in which a script is one word.
fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).flatten()
}

/// Whether a page is made such that reading it takes far longer than it is long.
fn is_deep(text: &str) -> Result<bool, Fault> {
    let (mut depth, mut n_steps, mut n_copies, mut n_tags) = (Depth::default(), 0_usize, 0_usize, 0_usize);
    for token in tokens(text) {
        match token {
            Token::StartTag(tag) => {
                depth.start(&tag.name, (usize::MAX, usize::MAX));
                n_copies = n_copies.saturating_add(if FORMATS.iter().any(|name| name.as_bytes() == tag.name.as_slice()) {
                    0
                } else {
                    depth.n_formats
                });
            }
            Token::EndTag(tag) => _ = depth.end(&tag.name),
            _ => continue,
        }
        n_steps = n_steps.saturating_add(depth.n_open);
        n_tags += 1;
        if MAX_TAGS < n_tags {
            return Err(Fault::TooLarge);
        }
    }
    Ok(MAX_STEPS < n_steps || MAX_COPIES < n_copies)
}

/// A page without the tags of what lies too deep, and without scripts.
fn flattened(text: &str) -> String {
    let (mut depth, mut flat, mut is_script) = (Depth::default(), String::with_capacity(text.len()), false);
    let escaped = |text: &[u8]| String::from_utf8_lossy(text).replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    for token in tokens(text) {
        match token {
            Token::StartTag(tag) if matches!(tag.name.as_slice(), b"script" | b"style") => is_script = true,
            Token::EndTag(tag) if matches!(tag.name.as_slice(), b"script" | b"style") => is_script = false,
            Token::StartTag(tag) if depth.start(&tag.name, (MAX_DEPTH, MAX_FORMATS)) => {
                flat.push_str(&format!("<{}", String::from_utf8_lossy(&tag.name)));
                for (name, value) in &tag.attributes {
                    flat.push_str(&format!(" {}=\"{}\"", String::from_utf8_lossy(name), escaped(value)));
                }
                flat.push('>');
            }
            Token::EndTag(tag) if depth.end(&tag.name) => flat.push_str(&format!("</{}>", String::from_utf8_lossy(&tag.name))),
            // Words that stood apart stay apart.
            Token::StartTag(_) | Token::EndTag(_) => flat.push(' '),
            Token::String(words) if !is_script => flat.push_str(&escaped(&words)),
            _ => {}
        }
    }
    flat
}

/// The attributes of an element.
pub(super) fn attributes(element: &scraper::node::Element) -> Attributes {
    element.attrs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Passes what is in an element that was just opened, and its end.
pub(super) fn pass(edges: &mut Traverse<'_, Node>, element: NodeRef<'_, Node>) {
    _ = edges.find(|edge| matches!(edge, Edge::Close(node) if node.id() == element.id()));
}

/// The words in an element: also those that stand for a picture, and those that are filled in.
pub(super) fn words(element: NodeRef<'_, Node>) -> String {
    let mut words = String::new();
    let mut edges = element.traverse();
    while let Some(edge) = edges.next() {
        let Edge::Open(node) = edge else { continue };
        match node.value() {
            Node::Text(text) => words.push_str(text),
            Node::Element(found) => {
                if matches!(found.name(), "script" | "style") {
                    pass(&mut edges, node);
                    continue;
                }
                let is_apart = BLOCKS.contains(&found.name()) || matches!(found.name(), "br" | "option" | "text");
                let said = match found.name() {
                    "img" | "area" => found.attr("alt"),
                    "input" if found.attr("type") != Some("hidden") => found.attr("value"),
                    _ => None,
                };
                words.extend(is_apart.then_some(" "));
                words.extend(said.map(|said| format!(" {said} ")));
            }
            _ => {}
        }
    }
    single_spaced(&words)
}

/// The words of a text of markup that a page keeps for a case that is none: for a browser without scripts, or in a frame.
pub(super) fn words_of(markup: &str) -> String {
    read(markup).map_or_else(|_| single_spaced(markup), |(html, _)| words(html.tree.root()))
}

/// Words with single spaces between them.
pub(super) fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_pages_are_read_quickly_and_whole() {
        let formats: String = (0..3_000).map(|number| format!("<p><b id=b{number}>{number}<u class=u{number}>")).collect();
        let deep = ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<p><button>"].map(|tag| tag.repeat(20_000));
        for page in deep.into_iter().chain([formats]) {
            let (html, is_flat) = read(&format!("{page}De kosten <script>a<b</script>< 5 &amp; meer.")).unwrap();
            assert!(is_flat && words(html.tree.root()).ends_with("De kosten < 5 & meer."), "{}", &page[..20]);
        }
        assert!(!read(&"<p>Een <b>zin</b>.<table><tr><td>a<td>b</table>".repeat(500)).unwrap().1);
    }
}
