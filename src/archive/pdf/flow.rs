//! Makes pieces of the elements of a page: paragraphs, headings, notes. Lists and tables have files of their own.

use std::collections::BTreeSet;

use super::face::{BACK, EDGE, Face, GREY, PAGE_WIDTH, SMALL, TEXT_START, TEXT_WIDTH, TINY};
use super::links::{Places, Target};
use super::markup::{Element, Node};
use super::piece::{Drawn, Heading, LinkId, Piece, What};
use super::rich::{Manner, Rich, face, is_inline, is_skipped};
use super::setting::{Measure, Setter};
use super::tags::{Kind, NodeId, Slot, Tags};

/// Where and how parts of a page are set.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Where they begin, from the left edge of the page.
    pub x: f32,
    /// Their width.
    pub width: f32,
    /// How their words look.
    pub face: Face,
    /// What they are part of.
    pub node: NodeId,
    /// Their language.
    pub lang: String,
    /// Whether they are written from right to left.
    pub is_rtl: bool,
    /// Whether lines end together.
    pub is_end: bool,
    /// Whether spaces stand as they are.
    pub is_pre: bool,
    /// Whether they are notes.
    pub are_notes: bool,
    /// Whether they stand in a cell.
    pub is_cell: bool,
    /// Whether their words may be parted.
    pub is_parted: bool,
}

impl Frame {
    /// The text of a page, of a size.
    pub fn text(node: NodeId, (lang, is_rtl): (&str, bool), size: f32) -> Self {
        let x = if is_rtl { PAGE_WIDTH - TEXT_START - TEXT_WIDTH } else { TEXT_START };
        Self {
            x,
            width: TEXT_WIDTH,
            face: Face::of(size),
            node,
            lang: lang.to_owned(),
            is_rtl,
            is_end: false,
            is_pre: false,
            are_notes: false,
            is_cell: false,
            is_parted: true,
        }
    }

    /// The same, set in by some points at the side where lines begin.
    pub fn set_in(&self, by: f32) -> Self {
        let x = if self.is_rtl { self.x } else { self.x + by };
        Self { x, width: self.width - by, ..self.clone() }
    }
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub struct Spacing {
    /// The space before it.
    pub before: f32,
    /// The space after it.
    pub after: f32,
    /// Whether what follows stands on its page.
    pub keeps_next: bool,
}

/// What a link is.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// What it says to those who do not see it.
    pub name: String,
    /// Where its place on a page is hung in.
    pub slot: Slot,
}

/// Makes pieces of elements.
pub struct Flow<'a> {
    /// Sets words.
    pub setter: Setter,
    /// What each part is.
    pub tags: Tags,
    /// The links.
    pub links: Vec<Link>,
    /// The pages of the PDF.
    pub places: Places<'a>,
    /// The pieces so far.
    pub pieces: Vec<Piece>,
    /// The path of the page at hand.
    pub path: String,
    /// The ids of the blocks of the letter at hand.
    pub blocks: BTreeSet<String>,
    /// By how much headings of pages stand below those of the PDF.
    pub shift: u16,
    /// The level of the last heading.
    pub level: u16,
    /// The space after the last piece.
    pub after: f32,
    /// Whether the next piece stands on the page of the last.
    pub is_glued: bool,
    /// Named places that the next piece begins.
    pub anchors: Vec<String>,
    /// The number of the block that the next line begins.
    pub label: Option<String>,
    /// What stands before the next line: the mark of an item.
    pub marker: Option<Drawn>,
}

impl<'a> Flow<'a> {
    /// Nothing yet, for a PDF with some pages.
    pub fn new(places: Places<'a>) -> Self {
        Self {
            setter: Setter::new(),
            tags: Tags::new(),
            links: Vec::new(),
            places,
            pieces: Vec::new(),
            path: String::new(),
            blocks: BTreeSet::new(),
            shift: 0,
            level: 0,
            after: 0.0,
            is_glued: false,
            anchors: Vec::new(),
            label: None,
            marker: None,
        }
    }

    /// The name of a place on the page at hand.
    pub fn place(&self, id: &str) -> String {
        self.places.name(&self.path, id)
    }

    /// Where a link of the page at hand leads.
    pub fn target(&self, href: &str) -> Option<Target> {
        self.places.target(&self.path, href)
    }

    /// Takes a link whose words are a part.
    pub fn add_link(&mut self, target: Target, name: &str, node: NodeId) -> LinkId {
        let slot = self.tags.slot(node);
        self.links.push(Link { target, name: name.to_owned(), slot });
        self.links.len() - 1
    }

    /// Ends a page; the next has a running title.
    pub fn end_page(&mut self, running: &str) {
        self.pieces.push(Piece::new(What::Break(running.to_owned()), 0.0));
        (self.after, self.is_glued) = (0.0, false);
    }

    /// Adds a piece.
    pub fn add(&mut self, piece: Piece, before: f32) {
        let anchors = std::mem::take(&mut self.anchors);
        let before = before.max(self.after);
        let is_glued = std::mem::take(&mut self.is_glued);
        self.after = 0.0;
        self.pieces.push(Piece { before, is_glued, anchors, ..piece });
    }

    /// Adds what an element holds.
    pub fn children(&mut self, element: &Element, frame: &Frame) {
        self.blocks(&element.children.iter().collect::<Vec<_>>(), frame);
    }

    /// Adds parts of a page: words beside each other are a paragraph.
    pub fn blocks(&mut self, nodes: &[&Node], frame: &Frame) {
        for group in nodes.chunk_by(|one, other| is_inline(one) && is_inline(other)) {
            match group {
                [node @ Node::Element(element)] if !is_inline(node) => self.block(element, frame),
                words => {
                    let spacing = if frame.is_cell { Spacing::of(0.0) } else { Spacing::of(6.0) };
                    self.paragraph(words, frame, (Kind::Paragraph, spacing));
                }
            }
        }
    }

    /// Adds an element.
    fn block(&mut self, element: &Element, frame: &Frame) {
        if is_skipped(element) || frame.are_notes && element.name == "summary" {
            return;
        }
        self.begin(element);
        let mut frame = frame.clone();
        self.turn(element, &mut frame);
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element, &frame),
            "p" | "summary" | "figcaption" | "address" => self.plain(element, &frame),
            "ul" | "ol" | "menu" => self.list(element, &frame),
            "dl" => self.pairs(element, &frame),
            "table" => self.table(element, &frame),
            "blockquote" => {
                frame.node = self.tags.open(frame.node, Kind::Quote, None);
                self.children(element, &frame.set_in(14.0));
            }
            "pre" => {
                frame.face = Face { is_mono: true, ..frame.face.sized(SMALL) };
                frame.is_pre = true;
                let code: Vec<&Node> = element.children.iter().collect();
                self.paragraph(&code, &frame, (Kind::Code, Spacing::of(6.0)));
            }
            "hr" => self.add(Piece::new(What::Rule(frame.x, frame.width), 1.0), 8.0),
            _ => {
                if matches!(element.name.as_str(), "section" | "article") {
                    frame.node = self.tags.open(frame.node, Kind::Section, None);
                }
                if element.has_class("back") {
                    frame.face = frame.face.sized(frame.face.size.min(BACK));
                }
                if element.has_class("notes") {
                    frame.are_notes = true;
                    frame.face = frame.face.sized(SMALL - 0.5);
                }
                self.children(element, &frame);
            }
        }
    }

    /// Notes the id of an element that begins.
    pub fn begin(&mut self, element: &Element) {
        let Some(id) = element.attribute("id") else { return };
        self.anchors.push(self.place(id));
        if self.blocks.contains(id) && self.label.is_none() {
            self.label = Some(id.to_owned());
        }
    }

    /// Takes the language and the direction of an element, and how its words look.
    pub fn turn(&mut self, element: &Element, frame: &mut Frame) {
        if let Some(lang) = element.attribute("lang").filter(|lang| *lang != frame.lang) {
            lang.clone_into(&mut frame.lang);
            frame.node = self.tags.open(frame.node, Kind::Group, Some(lang));
        }
        match element.attribute("dir") {
            Some("rtl") => frame.is_rtl = true,
            Some("ltr") => frame.is_rtl = false,
            _ => {}
        }
        if !matches!(element.name.as_str(), "dt" | "th" | "pre") {
            frame.face = face(element, frame.face);
        }
    }

    /// Adds a paragraph.
    fn plain(&mut self, element: &Element, frame: &Frame) {
        let mut frame = frame.clone();
        let mut spacing = if frame.is_cell { Spacing::of(2.0) } else { Spacing::of(6.0) };
        if element.has_class("kicker") {
            spacing = Spacing { before: 6.0, after: 2.0, keeps_next: true };
        }
        if element.has_class("passage") || element.has_class("notice") {
            frame = Frame { face: frame.face.sized(frame.face.size.min(SMALL + 0.5)), ..frame };
        }
        if element.has_class("passage") {
            frame = frame.set_in(if frame.is_cell { 0.0 } else { 12.0 });
        }
        if element.has_class("lead-in") || element.has_class("when") {
            spacing.keeps_next = true;
        }
        self.paragraph(&element.children.iter().collect::<Vec<_>>(), &frame, (Kind::Paragraph, spacing));
    }

    /// Adds a heading.
    fn heading(&mut self, element: &Element, frame: &Frame) {
        let level = element.name.get(1..).and_then(|level| level.parse().ok()).unwrap_or(1_u16) + self.shift;
        let level = level.min(self.level + 1);
        self.level = level;
        let (size, before, after) = match level.saturating_sub(self.shift) {
            0 | 1 => (20.0, 4.0, 10.0),
            2 => (14.5, 18.0, 5.0),
            3 => (12.0, 13.0, 3.0),
            _ => (11.0, 10.0, 2.0),
        };
        let frame = Frame { face: frame.face.sized(size).weighing(600), ..frame.clone() };
        let n_before = self.pieces.len();
        let children: Vec<&Node> = element.children.iter().collect();
        self.paragraph(&children, &frame, (Kind::Heading(level), Spacing { before, after, keeps_next: true }));
        let title = element.words();
        if let Some(first) = self.pieces.get_mut(n_before) {
            first.heading = Some(Heading { level, title });
        }
    }

    /// Adds words as a paragraph.
    pub fn paragraph(&mut self, nodes: &[&Node], frame: &Frame, (kind, spacing): (Kind, Spacing)) {
        let node = self.tags.open(frame.node, kind, None);
        if let Kind::Heading(_) = kind {
            let words: Vec<String> = nodes.iter().map(|node| words(node)).collect();
            self.tags.entitle(node, words.concat().trim());
        }
        let label = self.label.take();
        let label_node = label.as_ref().map(|_| self.tags.open(node, Kind::Span, None));
        let is_parted = frame.is_parted && !matches!(kind, Kind::Heading(_) | Kind::Title) && 60.0 < frame.width;
        let lang = frame.lang.clone();
        let (is_pre, is_cell) = (frame.is_pre, frame.is_cell);
        let manner = Manner { face: frame.face, node, link: None, lang, is_pre, is_parted, is_cell };
        let mut rich = Rich::default();
        self.inline(nodes, &manner, &mut rich);
        rich.trim();
        if rich.text.is_empty() {
            self.label = label;
            self.anchors.extend(rich.anchors.into_iter().map(|(_, name)| name));
            return;
        }
        let label = label.zip(label_node).and_then(|(label, node)| self.margin(&label, node, frame));
        self.lines(&rich, frame, (label, spacing));
    }

    /// Adds the lines of a text.
    pub fn lines(&mut self, rich: &Rich, frame: &Frame, (label, spacing): (Option<Drawn>, Spacing)) {
        let measure = Measure { width: frame.width, line_height: frame.face.line_height(), is_rtl: frame.is_rtl, is_end: frame.is_end };
        let lines = self.setter.lines(&rich.text, &rich.looks, measure);
        let n_lines = lines.len();
        let mut anchors = rich.anchors.iter().peekable();
        let mut label = label;
        for (number, line) in lines.into_iter().enumerate() {
            while let Some((_, name)) = anchors.next_if(|(at, _)| *at < line.range.end || number + 1 == n_lines) {
                self.anchors.push(name.clone());
            }
            let (height, baseline) = (line.height, line.baseline);
            let mut drawn: Vec<Drawn> = label.take().into_iter().chain(self.marker.take()).collect();
            drawn.extend(rich.drawn(line, frame.x));
            // The first two lines stand together, and the last two.
            self.is_glued |= number == 1 || 0 < number && number + 1 == n_lines;
            let piece = Piece::new(What::Line { drawn, baseline, number: None }, height);
            self.add(piece, if number == 0 { spacing.before } else { 0.0 });
        }
        (self.after, self.is_glued) = (spacing.after, spacing.keeps_next);
    }

    /// The number of a block, in the margin.
    fn margin(&mut self, label: &str, node: NodeId, frame: &Frame) -> Option<Drawn> {
        let mut drawn = self.mark(label, Face::of(TINY).coloured(GREY), node)?;
        let edge = if frame.x < TEXT_START - 1.0 && !frame.is_rtl { EDGE } else { TEXT_START };
        drawn.x = if frame.is_rtl { PAGE_WIDTH - TEXT_START + 10.0 } else { edge - 10.0 - drawn.glyphs.width };
        Some(drawn)
    }

    /// A few words that stand by themselves.
    pub fn mark(&mut self, words: &str, face: Face, node: NodeId) -> Option<Drawn> {
        let glyphs = self.setter.words(words, face)?.glyphs.into_iter().next()?;
        let slot = self.tags.slot(node);
        Some(Drawn { glyphs, x: 0.0, rise: 0.0, colour: face.colour, stroke: face.stroke, slot, link: None })
    }
}

impl Spacing {
    /// The same space before and after.
    pub const fn of(space: f32) -> Self {
        Self { before: space, after: space, keeps_next: false }
    }
}

/// The words of a part of a page.
fn words(node: &Node) -> String {
    match node {
        Node::Text(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        Node::Element(element) => element.words(),
    }
}
