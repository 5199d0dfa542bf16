//! What the elements of a web page are to a text.

use std::collections::BTreeMap;

/// The attributes of a tag.
pub(super) type Attributes = BTreeMap<String, String>;

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// What is in it is a part of the text.
    Taken,
    /// It says nothing to a reader.
    Silent,
    /// It stands beside the text, or is no text.
    Beside,
    /// The page does not show it.
    Hidden,
    /// The page strikes it out.
    Struck,
}

/// Elements that say nothing to a reader.
const SILENT: &[&str] = &["script", "style", "head", "rp"];

/// Elements that stand beside a text, or show something else than text.
const BESIDE: &[&str] = &[
    "nav", "aside", "noscript", "svg", "button", "select", "iframe", "dialog", "math", "object", "video", "audio", "canvas", "noembed",
    "noframes",
];

/// Elements whose words do not hold any more.
const STRUCK: &[&str] = &["del", "s", "strike"];

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
    "form",
];

/// Elements that make a form more than a form: some pages stand in one as a whole.
pub(super) const TEXTS: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "article", "main"];

/// Elements whose own footer says who speaks, or is a part of the text.
pub(super) const CONTENT: &[&str] = &["blockquote", "article", "section", "figure"];

/// Elements without an end.
pub(super) const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// What becomes of an element within the text, by its name and attributes. A form and a footer are parts of the text where they belong to
/// it.
pub(super) fn fate(name: &str, attributes: &Attributes, belongs: bool) -> Fate {
    let is = |key: &str, value: &str| attributes.get(key).is_some_and(|found| found == value);
    let style =
        attributes.get("style").map(|style| style.to_lowercase().replace(|char: char| char.is_whitespace(), "")).unwrap_or_default();
    let is_around = attributes.get("role").is_some_and(|role| ROLES.contains(&role.as_str()));
    let is_trail = attributes.get("class").is_some_and(|class| class.split_whitespace().any(|class| class.starts_with("breadcrumb")));
    let is_unseen = style.contains("display:none") || style.contains("visibility:hidden");
    if SILENT.contains(&name) {
        Fate::Silent
    } else if attributes.contains_key("hidden") || is("aria-hidden", "true") || is_unseen || name == "template" {
        Fate::Hidden
    } else if STRUCK.contains(&name) || style.contains("line-through") {
        Fate::Struck
    } else if is_around || is_trail || BESIDE.contains(&name) || matches!(name, "form" | "footer") && !belongs {
        Fate::Beside
    } else {
        Fate::Taken
    }
}
