//! What a reader sees of a page: its text, that of our computations apart, and what stands in an element.

use html5gum::{Token, Tokenizer};

/// What ends what was said before: an element of these names begins or ends a piece of text.
const PIECES: [&str; 19] =
    ["p", "li", "tr", "td", "th", "dt", "dd", "div", "h1", "h2", "h3", "h4", "caption", "section", "a", "q", "option", "text", "title"];

/// Elements without an end.
const EMPTY: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// The text of a page.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// What is told as what the letters say; pieces end with ` | `.
    pub told: String,
    /// What is marked as our computation.
    pub computed: String,
}

/// The text that a reader of some HTML sees.
pub(super) fn text(html: &str) -> Text {
    let (mut text, mut open): (Text, Vec<(String, bool)>) = (Text::default(), Vec::new());
    for token in Tokenizer::new(html).map(|token| token.expect("a token")) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let class = tag.attributes.iter().find(|(key, _)| key.as_slice() == b"class");
                let is_computed =
                    class.is_some_and(|(_, value)| String::from_utf8_lossy(value).split(' ').any(|class| class == "computed"));
                end_piece(&mut text, &name);
                if !tag.self_closing && !EMPTY.contains(&name.as_str()) {
                    open.push((name, is_computed));
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                end_piece(&mut text, &name);
                if let Some(at) = open.iter().rposition(|(known, _)| *known == name) {
                    open.truncate(at);
                }
            }
            Token::String(words) if !open.iter().any(|(name, _)| name == "script" || name == "style") => {
                let is_computed = open.iter().any(|(_, is_computed)| *is_computed);
                let to = if is_computed { &mut text.computed } else { &mut text.told };
                to.push_str(&String::from_utf8_lossy(&words).replace(['\n', '\u{a0}', '\u{202f}'], " "));
            }
            _ => {}
        }
    }
    text
}

/// Ends a piece of text.
fn end_piece(text: &mut Text, name: &str) {
    if PIECES.contains(&name) {
        text.told.push_str(" | ");
        text.computed.push_str(" | ");
    }
}

/// The HTML from the first place where some words stand until the first of some ends after it; empty if they do not.
pub(super) fn part<'a>(html: &'a str, start: &str, ends: &[&str]) -> &'a str {
    let Some(at) = html.find(start) else { return "" };
    let rest = &html[at + start.len()..];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    &rest[..end]
}
