//! Writes a part of a page anew.

use std::collections::BTreeSet;

use ego_tree::NodeRef;
use scraper::Node;

use super::fate::{self, Fate};
use super::page::Page;
use super::tags::{Start, Tag, escape};
use super::{Link, Medium};
use crate::site::SitePath;

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Its own part.
    Main,
    /// What stands before it on every page.
    Header,
    /// What stands after it on every page.
    Footer,
}

/// Attributes that keep their values.
const KEPT: &[&str] = &[
    "alt", "cite", "class", "colspan", "datetime", "dir", "height", "lang", "rel", "reversed", "role", "rowspan", "scope", "start",
    "title", "type", "value", "width", "hreflang",
];

/// Attributes whose values are ids.
const ID_LISTS: &[&str] = &["aria-controls", "aria-describedby", "aria-details", "aria-labelledby", "aria-owns", "headers"];

/// Elements that go with the last thing in them that said anything.
const MAY_GO: &[&str] =
    &["p", "li", "ul", "ol", "nav", "div", "span", "section", "small", "strong", "em", "aside", "header", "footer", "dl"];

/// Writes a part of a page.
#[must_use]
pub fn write(page: &Page, piece: Piece, medium: &dyn Medium) -> String {
    let Some(root) = root(page, piece) else { return String::new() };
    let mut writer =
        Writer { page, piece, medium, out: String::new(), frames: Vec::new(), n_signs: 0, is_after_gap: false, notes: notes(&root) };
    writer.all(root);
    writer.out
}

/// The ids of a part of a page that a copy keeps.
pub(super) fn ids(page: &Page, piece: Piece) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut open: Vec<NodeRef<'_, Node>> = root(page, piece).into_iter().flat_map(|root| root.children()).collect();
    while let Some(node) = open.pop() {
        let Some(tag) = Tag::of(&node) else { continue };
        if fate::of((&page.path, piece), &node, &tag, &Anything) != Fate::LeftOut {
            ids.extend(tag.attribute("id").map(str::to_owned));
            open.extend(node.children());
        }
    }
    ids
}

/// The node of a part.
fn root(page: &Page, piece: Piece) -> Option<NodeRef<'_, Node>> {
    match piece {
        Piece::Main => page.main(),
        Piece::Header => page.header(),
        Piece::Footer => page.footer(),
    }
}

/// A copy that has everything, where only ids are asked for.
struct Anything;

impl Medium for Anything {
    fn is_book(&self) -> bool {
        true
    }

    fn id(&self, _: &SitePath, id: &str) -> String {
        id.to_owned()
    }

    fn link(&self, _: &SitePath, _: (&SitePath, Option<&str>)) -> Link {
        Link::To(String::new())
    }

    fn picture(&self, _: &SitePath, _: &SitePath) -> Option<String> {
        None
    }
}

/// The ids of notes: what raised marks lead to.
fn notes<'a>(root: &NodeRef<'a, Node>) -> BTreeSet<&'a str> {
    let is_raised = |node: &NodeRef<'a, Node>| node.parent().is_some_and(|parent| Tag::of(&parent).is_some_and(|tag| tag.name == "sup"));
    let links = root.descendants().filter(is_raised).filter_map(|node| Tag::of(&node)).filter(|tag| tag.name == "a");
    links.filter_map(|tag| tag.attribute("href")?.strip_prefix('#')).collect()
}

/// The address of an id of the page itself.
pub(super) fn target(page: &SitePath, id: &str, medium: &dyn Medium) -> String {
    format!("#{}", medium.id(page, id))
}

/// What is to be done next.
enum Step<'a> {
    /// Begin a node.
    Open(NodeRef<'a, Node>),
    /// End the element that was begun last.
    Close,
}

/// An element that was begun and not ended.
struct Frame {
    /// Its end tag; nothing where only what is in it stays.
    end: String,
    /// Where it begins in what was written.
    start: usize,
    /// How many signs were written before it.
    n_signs: usize,
    /// Whether something in it was lost.
    is_lossy: bool,
    /// Whether it goes when nothing is left in it.
    may_go: bool,
}

/// Writes nodes.
struct Writer<'a> {
    /// The page.
    page: &'a Page,
    /// The part of it.
    piece: Piece,
    /// The form of the copy.
    medium: &'a dyn Medium,
    /// What was written.
    out: String,
    /// The elements that were begun, the last one at the end.
    frames: Vec<Frame>,
    /// How many signs and ids were written.
    n_signs: usize,
    /// Whether something was left out just before.
    is_after_gap: bool,
    /// The ids of notes.
    notes: BTreeSet<&'a str>,
}

impl<'a> Writer<'a> {
    /// Writes all that is in a node. Its own stack is used, not the program's: pages may be as deep as they like.
    fn all(&mut self, root: NodeRef<'a, Node>) {
        let open = |node: NodeRef<'a, Node>| node.children().rev().map(Step::Open).collect::<Vec<_>>();
        let mut steps = open(root);
        while let Some(step) = steps.pop() {
            match step {
                Step::Open(node) if self.begin(&node) => {
                    steps.push(Step::Close);
                    steps.extend(open(node));
                }
                Step::Open(_) => {}
                Step::Close => self.end(),
            }
        }
    }

    /// Begins a node; whether it has an inside that is to be written.
    fn begin(&mut self, node: &NodeRef<'a, Node>) -> bool {
        if let Some(text) = node.value().as_text() {
            self.text(node, text);
            return false;
        }
        let Some(tag) = Tag::of(node) else { return false };
        match fate::of((&self.page.path, self.piece), node, &tag, self.medium) {
            Fate::LeftOut => false,
            Fate::Lost => {
                self.is_after_gap = true;
                self.frames.iter_mut().next_back().into_iter().for_each(|frame| frame.is_lossy = true);
                false
            }
            Fate::Words => self.words(&tag),
            Fate::Kept(name, address) => self.element(node, &tag, (&name, address.as_deref())),
        }
    }

    /// Writes a text.
    fn text(&mut self, node: &NodeRef<'a, Node>, text: &str) {
        let mut text = text;
        if std::mem::take(&mut self.is_after_gap) && self.out.trim_end().ends_with(['.', '!', '?']) {
            // The stop of a sentence that is not there.
            text = text.strip_prefix('.').unwrap_or(text);
        }
        let is_first_in = |name: &str| node.parent().is_some_and(|parent| Tag::of(&parent).is_some_and(|tag| tag.name == name));
        if !self.medium.is_book() && text.starts_with('\n') && node.prev_sibling().is_none() && is_first_in("pre") {
            self.out.push('\n');
        }
        self.n_signs += text.chars().filter(|char| !char.is_whitespace()).count();
        escape(text, &mut self.out);
    }

    /// Begins what is no link or picture in the copy: its words stay.
    fn words(&mut self, tag: &Tag<'_>) -> bool {
        if tag.name == "img" {
            self.say(tag.attribute("alt").unwrap_or_default());
            return false;
        }
        if !tag.is_html {
            self.push("</g>", false);
            self.out.push_str("<g>");
            return true;
        }
        let mut start = Start::new("span");
        for name in ["class", "title", "dir"] {
            tag.attribute(name).into_iter().for_each(|value| start.add(name, value));
        }
        self.own_id(tag, &mut start);
        self.lang(tag, &mut start);
        self.push("</span>", true);
        self.out.push_str(&start.finish(false));
        true
    }

    /// Writes words of ours.
    fn say(&mut self, words: &str) {
        self.n_signs += words.chars().filter(|char| !char.is_whitespace()).count();
        escape(words, &mut self.out);
    }

    /// Begins an element.
    fn element(&mut self, node: &NodeRef<'a, Node>, tag: &Tag<'a>, (name, address): (&str, Option<&str>)) -> bool {
        let mut start = Start::new(name);
        let is_root = !tag.is_html && node.parent().is_none_or(|parent| Tag::of(&parent).is_none_or(|above| above.is_html));
        if is_root && self.medium.is_book() {
            start.add("xmlns", tag.namespace);
        }
        let has_id = tag.attribute("id").is_some();
        let may_go = tag.is_html && MAY_GO.contains(&tag.name) && !has_id;
        self.push(&format!("</{name}>"), may_go);
        self.own_id(tag, &mut start);
        self.lang(tag, &mut start);
        let own = tag.attribute("href").and_then(|href| href.strip_prefix('#')).filter(|_| is_bare(node, tag));
        for (key, value) in tag.attributes() {
            self.attribute((tag, own.is_some()), (key, value), &mut start);
        }
        if let Some(address) = address {
            start.add(if tag.name == "img" { "src" } else { "href" }, address);
        }
        self.notes_of(node, tag, &mut start);
        let is_empty = tag.is_void();
        self.out.push_str(&start.finish(is_empty && self.medium.is_book()));
        if is_empty {
            self.n_signs += usize::from(matches!(tag.name, "img" | "hr"));
            self.frames.pop();
            return false;
        }
        own.into_iter().for_each(|id| self.say(id));
        self.n_signs += usize::from(tag.name == "svg");
        true
    }

    /// Writes the id of an element.
    fn own_id(&mut self, tag: &Tag<'_>, start: &mut Start) {
        if let Some(id) = tag.attribute("id").filter(|id| !id.is_empty()) {
            start.add("id", &self.medium.id(&self.page.path, id));
            self.n_signs += 1;
        }
    }

    /// Writes the language of an element; in XML in both ways.
    fn lang(&self, tag: &Tag<'_>, start: &mut Start) {
        if let Some(lang) = tag.attribute("lang") {
            start.add("lang", lang);
            if self.medium.is_book() {
                start.add("xml:lang", lang);
            }
        }
    }

    /// Writes an attribute, where the copy has it. `is_own`: of a link that says where it stands, and gets that in words.
    fn attribute(&self, (tag, is_own): (&Tag<'_>, bool), (key, value): (&str, &str), start: &mut Start) {
        let medium = self.medium;
        match key {
            "id" | "lang" | "href" | "src" | "srcset" | "style" | "focusable" | "hidden" => {}
            "class" if is_own => start.add("class", &format!("{value} own-id")),
            "tabindex" if value == "-1" => start.add(key, value),
            "aria-label" | "aria-labelledby" if is_landmark(tag) && !medium.is_book() && self.piece == Piece::Main => {}
            "aria-label" if is_own => self.own_label(tag, value, start),
            "aria-label" if medium.is_book() && tag.name == "summary" => {}
            key if key.starts_with("on") || key.starts_with("data-") => {}
            key if ID_LISTS.contains(&key) => {
                let ids: Vec<String> = value.split_whitespace().map(|id| medium.id(&self.page.path, id)).collect();
                start.add(key, &ids.join(" "));
            }
            _ if !tag.is_html => start.add(key, &self.drawn(value)),
            key if KEPT.contains(&key) || key.starts_with("aria-") => start.add(key, value),
            "open" if !medium.is_book() => start.add(key, value),
            _ => {}
        }
    }

    /// Writes the label of a link that says where it stands: with what it says.
    fn own_label(&self, tag: &Tag<'_>, label: &str, start: &mut Start) {
        let id = tag.attribute("href").and_then(|href| href.strip_prefix('#')).unwrap_or_default();
        let has = label.split_whitespace().any(|word| word == id);
        start.add("aria-label", &if has { label.to_owned() } else { format!("{label}, {id}") });
    }

    /// A value of a drawing, with the ids it names.
    fn drawn(&self, value: &str) -> String {
        match value.strip_prefix("url(#").and_then(|value| value.strip_suffix(')')) {
            Some(id) => format!("url({})", target(&self.page.path, id, self.medium)),
            None => value.to_owned(),
        }
    }

    /// Says of a mark that it leads to a note, and of a note that it is one, in a book.
    fn notes_of(&self, node: &NodeRef<'_, Node>, tag: &Tag<'_>, start: &mut Start) {
        if !self.medium.is_book() {
            return;
        }
        let is_raised = || node.parent().is_some_and(|parent| Tag::of(&parent).is_some_and(|above| above.name == "sup"));
        if tag.name == "a" && tag.attribute("href").is_some_and(|href| href.starts_with('#')) && is_raised() {
            start.add("epub:type", "noteref");
            if tag.attribute("role").is_none() {
                start.add("role", "doc-noteref");
            }
        } else if tag.is_html && tag.attribute("id").is_some_and(|id| self.notes.contains(id)) {
            start.add("epub:type", "footnote");
        }
    }

    /// Notes that an element begins here.
    fn push(&mut self, end: &str, may_go: bool) {
        self.is_after_gap = false;
        self.frames.push(Frame { end: end.to_owned(), start: self.out.len(), n_signs: self.n_signs, is_lossy: false, may_go });
    }

    /// Ends the element that was begun last; one that said nothing but what was lost goes with it.
    fn end(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.is_lossy && frame.may_go && frame.n_signs == self.n_signs {
            self.out.truncate(frame.start);
            self.is_after_gap = true;
            self.frames.iter_mut().next_back().into_iter().for_each(|above| above.is_lossy = true);
        } else {
            self.is_after_gap = false;
            self.out.push_str(&frame.end);
        }
    }
}

/// Whether a link has no words: it says where it stands, which only the style of the site shows.
fn is_bare(node: &NodeRef<'_, Node>, tag: &Tag<'_>) -> bool {
    tag.is_html && tag.name == "a" && !node.has_children()
}

/// Whether an element would be a landmark by its name alone.
fn is_landmark(tag: &Tag<'_>) -> bool {
    matches!(tag.name, "nav" | "aside" | "section" | "search" | "main")
}
