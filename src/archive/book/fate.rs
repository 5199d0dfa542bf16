//! What becomes of each element of a page in a copy.

use ego_tree::NodeRef;
use scraper::Node;

use super::tags::Tag;
use super::write::target;
use super::{Link, Meaning, Medium, Piece, meaning};
use crate::site::SitePath;

/// Elements that work only on the site, with scripts or a server, or hold what is not shown.
const TOOLS: &[&str] = &[
    "audio", "base", "button", "canvas", "datalist", "dialog", "embed", "fieldset", "form", "iframe", "input", "label", "link", "map",
    "meta", "meter", "noscript", "object", "optgroup", "option", "output", "progress", "script", "select", "slot", "style", "template",
    "textarea", "title", "video",
];

/// What becomes of an element.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is left out, with all that is in it.
    LeftOut,
    /// It is a link to what the copy lacks, and says nothing else: left out too, and what then holds nothing with it.
    Lost,
    /// It is a link to what the copy lacks; its words stay.
    Words,
    /// It stays, under this name, with this address where it is a link or a picture.
    Kept(String, Option<String>),
}

/// What becomes of an element.
pub(super) fn of((page, piece): (&SitePath, Piece), node: &NodeRef<'_, Node>, tag: &Tag<'_>, medium: &dyn Medium) -> Fate {
    // A copy has no former addresses: none lead to an entry that stands on another page of its list.
    if tag.is_html && TOOLS.contains(&tag.name) || ["hidden", "data-entries"].iter().any(|name| tag.attribute(name).is_some()) {
        return Fate::LeftOut;
    }
    match tag.name {
        "a" => of_link(page, node, tag, medium),
        "img" if tag.is_html => of_picture(page, tag, medium),
        "image" | "use" if !tag.is_html => of_part(page, tag, medium),
        _ => Fate::Kept(name(piece, tag, medium).to_owned(), None),
    }
}

/// The name that an element has in the copy.
fn name<'a>(piece: Piece, tag: &Tag<'a>, medium: &dyn Medium) -> &'a str {
    let is_landmark = ["aria-label", "aria-labelledby"].iter().any(|name| tag.attribute(name).is_some());
    match tag.name {
        _ if !tag.is_html => tag.name,
        // A reading device may not open what is folded.
        "details" | "summary" if medium.is_book() => "div",
        // Of the parts of one page, many would be landmarks of the same name.
        "nav" | "aside" | "search" if !medium.is_book() && piece == Piece::Main => "div",
        "section" if !medium.is_book() && is_landmark => "div",
        // The headings of a part of one page stand below the page's own.
        "h1" if !medium.is_book() => "h2",
        "h2" if !medium.is_book() => "h3",
        "h3" if !medium.is_book() => "h4",
        "h4" if !medium.is_book() => "h5",
        "h5" if !medium.is_book() => "h6",
        // One page has one main part.
        "main" | "body" => "div",
        name => name,
    }
}

/// What becomes of a link.
fn of_link(page: &SitePath, node: &NodeRef<'_, Node>, tag: &Tag<'_>, medium: &dyn Medium) -> Fate {
    let Some(href) = tag.attribute("href") else { return Fate::Kept("a".to_owned(), None) };
    let link = match meaning(page, href) {
        Some(Meaning::Outside) => Link::To(href.to_owned()),
        Some(Meaning::Inside(file, anchor)) => medium.link(page, (&file, anchor.as_deref())),
        None => Link::Nowhere,
    };
    match link {
        Link::To(address) => Fate::Kept("a".to_owned(), Some(address)),
        Link::Nowhere if !has_id(node) && (is_switch(tag) || is_alone(node)) => Fate::Lost,
        Link::Nowhere => Fate::Words,
    }
}

/// Whether a link leads to the same in another language, or in another form.
fn is_switch(tag: &Tag<'_>) -> bool {
    ["hreflang", "data-switch"].iter().any(|name| tag.attribute(name).is_some())
}

/// Whether a link is all that an item or a paragraph says.
fn is_alone(node: &NodeRef<'_, Node>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let is_blank = |other: &NodeRef<'_, Node>| other.value().as_text().is_some_and(|text| text.trim().is_empty());
    Tag::of(&parent).is_some_and(|tag| matches!(tag.name, "li" | "p")) && parent.children().all(|other| other == *node || is_blank(&other))
}

/// Whether a node or one in it can be linked at.
fn has_id(node: &NodeRef<'_, Node>) -> bool {
    node.descendants().any(|below| Tag::of(&below).is_some_and(|tag| tag.attribute("id").is_some()))
}

/// What becomes of a picture: where the copy cannot have it, what stands for it in words is left to the writer.
fn of_picture(page: &SitePath, tag: &Tag<'_>, medium: &dyn Medium) -> Fate {
    let file = tag.attribute("src").and_then(|src| meaning(page, src));
    let Some(Meaning::Inside(file, _)) = file else { return Fate::Words };
    medium.picture(page, &file).map_or(Fate::Words, |address| Fate::Kept("img".to_owned(), Some(address)))
}

/// What becomes of a part of a drawing that another part or file gives.
fn of_part(page: &SitePath, tag: &Tag<'_>, medium: &dyn Medium) -> Fate {
    let href = tag.attribute("href").unwrap_or_default();
    match href.strip_prefix('#') {
        Some(id) => Fate::Kept(tag.name.to_owned(), Some(target(page, id, medium))),
        None => Fate::LeftOut,
    }
}
