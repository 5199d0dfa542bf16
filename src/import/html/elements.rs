//! What the elements of a web page are to a text.

use std::collections::BTreeMap;

/// The attributes of a tag.
pub(super) type Attributes = BTreeMap<String, String>;

/// Elements that hold nothing of a text.
pub(super) const SKIPPED: &[&str] = &[
    "script", "style", "nav", "aside", "form", "noscript", "template", "svg", "button", "select", "iframe", "head", "footer", "dialog",
    "math", "object", "video", "audio",
];

/// Those of them of which the publisher is told, where they stand in a page's main part: they may say something.
pub(super) const TOLD: &[&str] = &["aside", "form", "footer", "dialog", "math", "object", "video", "audio"];

/// Roles of elements that stand around a text.
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert", "menu"];

/// Elements that begin and end a block.
pub(super) const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "address",
    "footer",
    "hgroup",
    "menu",
    "legend",
    "td",
    "th",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "body",
    "caption",
    "details",
    "summary",
    "fieldset",
];

/// Elements whose own footer says who speaks, or is a part of the text.
pub(super) const CONTENT: &[&str] = &["blockquote", "article", "section", "figure"];

/// Elements without an end.
pub(super) const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether an element is not shown, or stands around the text.
pub(super) fn is_hidden(attributes: &Attributes) -> bool {
    let is = |name: &str, value: &str| attributes.get(name).is_some_and(|found| found == value);
    let is_around = attributes.get("role").is_some_and(|role| ROLES.contains(&role.as_str()));
    let is_trail = attributes.get("class").is_some_and(|class| class.split_whitespace().any(|class| class.starts_with("breadcrumb")));
    attributes.contains_key("hidden") || is("aria-hidden", "true") || is_around || is_trail
}
