//! Words of a page with their looks, links and meanings, as they come from its elements.

use super::face::{BESIDE, Face, GREY, LINK, SMALL, Stroke};
use super::flow::Flow;
use super::links::Target;
use super::markup::{Element, Node};
use super::piece::{Drawn, LinkId};
use super::setting::{Looks, SetLine, hyphenated};
use super::tags::{Kind, NodeId, Slot, Tags};

/// Elements and classes that paper has no use for.
const SKIPPED: &[&str] =
    &["script", "style", "nav", "form", "button", "svg", "template", "input", "select", "noscript", "dialog", "iframe"];
/// Classes that paper has no use for.
const SKIPPED_CLASSES: &[&str] = &["rail", "tools", "turn", "hits", "own", "vh", "skip", "noted", "cited", "screen"];
/// Elements in lines of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label", "mark", "output", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];
/// Classes of small words.
const SMALL_CLASSES: &[&str] = &["small", "where", "aside", "computed", "remark", "mark", "role", "kicker", "in-other"];
/// Classes of words that stand out.
const FIRM_CLASSES: &[&str] = &["value", "payer", "big", "when"];
/// Classes of words that begin a line in a cell.
const LINE_CLASSES: &[&str] = &["source", "remark", "firmness", "purpose"];

/// A text with its looks, links and meanings.
#[derive(Debug, Default)]
pub struct Rich {
    /// The text.
    pub text: String,
    /// Its stretches.
    pub looks: Vec<Looks>,
    /// For each stretch, what it is part of, and where it is hung in there.
    pub meanings: Vec<Meaning>,
    /// Named places in it.
    pub anchors: Vec<(usize, String)>,
}

/// What a stretch of a text means.
#[derive(Clone, Copy, Debug)]
pub struct Meaning {
    /// What it is part of.
    node: NodeId,
    /// Where its marks on pages are hung in: after what stands before it.
    pub slot: Slot,
    /// The link that it belongs to.
    pub link: Option<LinkId>,
}

/// What is known of words while elements are gone through.
#[derive(Clone, Debug)]
pub struct Manner {
    /// How they look.
    pub face: Face,
    /// What they are part of.
    pub node: NodeId,
    /// The link that they belong to.
    pub link: Option<LinkId>,
    /// Their language.
    pub lang: String,
    /// Whether spaces stand as they are.
    pub is_pre: bool,
    /// Whether words may be parted.
    pub is_parted: bool,
    /// Whether they stand in a cell.
    pub is_cell: bool,
}

/// Whether paper has no use for an element.
pub fn is_skipped(element: &Element) -> bool {
    SKIPPED.contains(&element.name.as_str())
        || SKIPPED_CLASSES.iter().any(|class| element.has_class(class))
        || ["hidden", "data-entries"].iter().any(|name| element.attribute(name).is_some())
        || element.name == "figure" && element.find("svg").is_some()
}

/// Whether an element stands in a line of text.
pub fn is_inline(node: &Node) -> bool {
    match node {
        Node::Text(_) => true,
        Node::Element(element) => INLINE.contains(&element.name.as_str()),
    }
}

impl Rich {
    /// Adds words.
    pub fn push(&mut self, words: &str, manner: &Manner, tags: &mut Tags) {
        let mut added = String::with_capacity(words.len());
        if manner.is_pre {
            added.push_str(words);
        } else {
            for sign in words.chars() {
                let before = added.chars().next_back().or_else(|| self.text.chars().next_back());
                match sign {
                    ' ' | '\n' | '\t' | '\r' if before.is_none_or(|before| matches!(before, ' ' | '\n')) => {}
                    ' ' | '\n' | '\t' | '\r' => added.push(' '),
                    sign => added.push(sign),
                }
            }
        }
        if added.is_empty() {
            return;
        }
        let is_parted = manner.is_parted && !manner.face.is_mono;
        self.text.push_str(&if is_parted { hyphenated(&added, &manner.lang) } else { added.into() });
        self.end(manner, tags);
    }

    /// Adds the end of a line.
    pub fn push_break(&mut self, manner: &Manner, tags: &mut Tags) {
        self.text.truncate(self.text.trim_end_matches([' ', '\n']).len());
        self.text.push('\n');
        let end = self.text.len();
        self.looks.iter_mut().for_each(|stretch| stretch.end = stretch.end.min(end));
        self.end(manner, tags);
    }

    /// Ends a stretch of the text.
    fn end(&mut self, manner: &Manner, tags: &mut Tags) {
        let end = self.text.len();
        match (self.looks.last_mut(), self.meanings.last()) {
            (Some(last), Some(known)) if last.face == manner.face && (known.node, known.link) == (manner.node, manner.link) => {
                last.end = end;
            }
            _ => {
                self.looks.push(Looks { end, face: manner.face });
                self.meanings.push(Meaning { node: manner.node, slot: tags.slot(manner.node), link: manner.link });
            }
        }
    }

    /// The signs of a line of it with their places and meanings.
    pub fn drawn(&self, line: SetLine, x: f32) -> impl Iterator<Item = Drawn> {
        line.glyphs.into_iter().filter_map(move |glyphs| {
            let (face, meaning) = (self.looks.get(glyphs.stretch)?.face, self.meanings.get(glyphs.stretch)?);
            let (rise, colour, stroke) = (face.rise, face.colour, face.stroke);
            Some(Drawn { x: x + glyphs.x, glyphs, rise, colour, stroke, slot: meaning.slot, link: meaning.link })
        })
    }

    /// Takes the spaces at the end away.
    pub fn trim(&mut self) {
        let end = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(end);
        self.looks.iter_mut().for_each(|stretch| stretch.end = stretch.end.min(end));
    }
}

impl Flow<'_> {
    /// Adds the words of parts of a page to a text.
    pub fn inline(&mut self, nodes: &[&Node], manner: &Manner, rich: &mut Rich) {
        for node in nodes {
            match node {
                Node::Text(words) => rich.push(words, manner, &mut self.tags),
                Node::Element(element) => self.inline_element(element, manner, rich),
            }
        }
    }

    /// Adds the words of an element.
    fn inline_element(&mut self, element: &Element, manner: &Manner, rich: &mut Rich) {
        if is_skipped(element) {
            return;
        }
        if let Some(id) = element.attribute("id") {
            rich.anchors.push((rich.text.len(), self.place(id)));
        }
        match element.name.as_str() {
            "br" => return rich.push_break(manner, &mut self.tags),
            "wbr" => return rich.push("\u{200B}", manner, &mut self.tags),
            _ => {}
        }
        let mut inner = manner.clone();
        inner.face = face(element, manner.face);
        let lang = element.attribute("lang").filter(|lang| *lang != manner.lang);
        if let Some(lang) = lang {
            lang.clone_into(&mut inner.lang);
        }
        if manner.is_cell && !rich.text.is_empty() && LINE_CLASSES.iter().any(|class| element.has_class(class)) {
            rich.push_break(manner, &mut self.tags);
        }
        let target = element.attribute("href").filter(|_| element.name == "a").and_then(|href| self.target(href));
        let kind = match element.name.as_str() {
            "a" if target.is_some() => Some(Kind::Link),
            "em" => Some(Kind::Emphasis),
            "strong" => Some(Kind::Strong),
            "code" | "kbd" | "samp" => Some(Kind::Code),
            "q" => Some(Kind::InlineQuote),
            _ => lang.map(|_| Kind::Span),
        };
        if let Some(kind) = kind {
            inner.node = self.tags.open(manner.node, kind, lang);
        }
        if let Some(target) = target {
            self.link((element, target), &mut inner, rich);
            return;
        }
        let is_quote = element.name == "q";
        if element.has_class("in-other") {
            rich.push("· ", &inner, &mut self.tags);
        }
        rich.push(if is_quote { "‘" } else { "" }, &inner, &mut self.tags);
        self.inline(&element.children.iter().collect::<Vec<_>>(), &inner, rich);
        rich.push(if is_quote { "’" } else { "" }, &inner, &mut self.tags);
    }

    /// Adds a link with its words, and on another site its address.
    fn link(&mut self, (element, target): (&Element, Target), manner: &mut Manner, rich: &mut Rich) {
        let words = element.words();
        let name = element.attribute("aria-label").or_else(|| element.attribute("title")).unwrap_or(&words);
        let address = match &target {
            Target::Outside(address) if element.attribute("href").is_some_and(|href| href == address) => Some(address.clone()),
            _ => None,
        };
        let id = self.add_link(target, if name.is_empty() { "#" } else { name }, manner.node);
        manner.link = Some(id);
        if rich.looks.last().is_none_or(|last| last.face.rise == 0.0) && !element.has_class("term") {
            manner.face.colour = LINK;
        }
        self.inline(&element.children.iter().collect::<Vec<_>>(), manner, rich);
        if let Some(address) = address.filter(|address| !words.contains(address.trim_start_matches("https://").trim_end_matches('/'))) {
            let face = manner.face.sized(manner.face.size * 0.84).coloured(GREY);
            let manner = Manner { face, is_parted: false, ..manner.clone() };
            rich.push(&format!(" ({})", breakable(&address)), &manner, &mut self.tags);
        }
    }
}

/// An address that lines may end in.
fn breakable(address: &str) -> String {
    address.replace('/', "/\u{200B}").replace("/\u{200B}/\u{200B}", "//\u{200B}")
}

/// How the words of an element look.
pub fn face(element: &Element, face: Face) -> Face {
    let mut face = face;
    match element.name.as_str() {
        "em" | "i" | "cite" | "dfn" | "var" => face.is_italic = !face.is_italic,
        "strong" | "b" | "dt" | "th" => face.weight = face.weight.max(600),
        "code" | "kbd" | "samp" | "pre" => face.is_mono = true,
        "sup" => {
            face.rise += face.size * 0.33;
            face.size *= 0.7;
        }
        "sub" => {
            face.rise -= face.size * 0.15;
            face.size *= 0.7;
        }
        "small" | "summary" | "figcaption" => face.size = face.size.min(SMALL),
        "del" | "s" => face.stroke = Stroke::Through,
        "ins" | "u" => face.stroke = Stroke::Under,
        _ => {}
    }
    if SMALL_CLASSES.iter().any(|class| element.has_class(class)) {
        face.size = face.size.min(SMALL);
        face.colour = GREY;
    }
    if element.has_class("status") && face.size < BESIDE {
        face.weight = 400;
    }
    if FIRM_CLASSES.iter().any(|class| element.has_class(class)) {
        face.weight = 600;
    }
    face
}
