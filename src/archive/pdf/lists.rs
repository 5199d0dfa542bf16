//! Makes pieces of lists, and of words with what belongs to them.

use super::flow::{Flow, Frame, Spacing};
use super::markup::{Element, Node};
use super::piece::{self, Piece, What};
use super::rich::is_skipped;
use super::tags::{Kind, NodeId};

/// Classes of lists without marks.
const UNMARKED: &[&str] =
    &["plain", "refs", "mentions", "snippets", "segments", "inline", "timeline", "checks", "letters", "passages", "rows", "questions"];
/// Classes of words with what belongs to them that stand beside each other.
const BESIDE: &[&str] = &["facts", "entry", "lacks", "citations"];

/// How a list marks its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Not.
    None,
    /// With a dot.
    Dot,
    /// With a number.
    Number(usize),
}

impl Flow<'_> {
    /// Adds a list.
    pub fn list(&mut self, element: &Element, frame: &Frame) {
        let is_numbered = element.name == "ol";
        let is_unmarked = frame.are_notes || UNMARKED.iter().any(|class| element.has_class(class));
        let start = element.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let mut mark = match (is_unmarked, is_numbered) {
            (true, _) => Mark::None,
            (_, true) => Mark::Number(start),
            _ => Mark::Dot,
        };
        let is_nested = element.has_class("snippets") || element.has_class("plain");
        let frame = if is_nested && !frame.is_cell { frame.set_in(12.0) } else { frame.clone() };
        let frame = Frame { is_parted: frame.is_parted && !element.has_class("source-lines"), ..frame };
        let node = self.tags.open(frame.node, Kind::List(is_numbered), None);
        for item in element.elements().filter(|item| !is_skipped(item)) {
            if let (Mark::Number(number), Some(value)) = (&mut mark, item.attribute("value").and_then(|value| value.parse().ok())) {
                *number = value;
            }
            self.after = self.after.max(if element.has_class("timeline") { 9.0 } else { 0.0 });
            // A note with a name of its own begins with that.
            let own = if item.has_class("named") { Mark::None } else { mark };
            self.item(item, &Frame { node, ..frame.clone() }, own);
            if let Mark::Number(number) = &mut mark {
                *number = number.saturating_add(1);
            }
        }
        self.after = self.after.max(if frame.is_cell { 1.0 } else { 5.0 });
    }

    /// Adds an item.
    fn item(&mut self, element: &Element, frame: &Frame, mark: Mark) {
        self.begin(element);
        let mut frame = frame.clone();
        self.turn(element, &mut frame);
        frame.node = self.tags.open(frame.node, Kind::Item, None);
        let label = (mark != Mark::None).then(|| self.tags.open(frame.node, Kind::Label, None));
        let mut inner = if mark == Mark::None { frame.clone() } else { frame.set_in(frame.face.size * 1.5) };
        inner.node = self.tags.open(frame.node, Kind::Body, None);
        if frame.are_notes {
            inner.node = self.tags.open(inner.node, Kind::Note, None);
        }
        if let Some(label) = label {
            self.marker = self.marker_of(mark, (&frame, &inner), label);
        }
        let is_long = element.elements().any(|child| child.name == "p");
        self.after = self.after.max(if is_long && !frame.is_cell { 5.0 } else { 2.0 });
        let (kept, n_pieces) = (self.after, self.pieces.len());
        self.after = 0.0;
        self.item_parts(element, &inner);
        if let Some(first) = self.pieces.get_mut(n_pieces) {
            first.before = kept;
        } else {
            self.after = kept;
        }
        self.after = self.after.min(if is_long && !frame.is_cell { 5.0 } else { 2.0 });
        self.marker = None;
    }

    /// Adds the parts of an item. Its own words stand close to what follows.
    fn item_parts(&mut self, element: &Element, frame: &Frame) {
        let children: Vec<&Node> = element.children.iter().collect();
        for group in children.chunk_by(|one, other| super::rich::is_inline(one) && super::rich::is_inline(other)) {
            if group.iter().all(|node| super::rich::is_inline(node)) {
                self.paragraph(group, frame, (Kind::Paragraph, Spacing::of(1.0)));
            } else {
                self.blocks(group, frame);
            }
        }
    }

    /// The mark of an item, beside its first line.
    fn marker_of(&mut self, mark: Mark, (outer, inner): (&Frame, &Frame), label: NodeId) -> Option<super::piece::Drawn> {
        let words = match mark {
            Mark::Number(number) => format!("{number}."),
            _ => "•".to_owned(),
        };
        let mut drawn = self.mark(&words, outer.face, label)?;
        drawn.x = if outer.is_rtl { inner.x + inner.width + 5.0 } else { inner.x - 5.0 - drawn.glyphs.width };
        if mark == Mark::Dot && !outer.is_rtl {
            drawn.x = outer.x + 2.0;
        }
        Some(drawn)
    }

    /// Adds words with what belongs to them.
    pub fn pairs(&mut self, element: &Element, frame: &Frame) {
        let node = self.tags.open(frame.node, Kind::List(false), None);
        let frame = Frame { node, ..frame.clone() };
        let is_beside = BESIDE.iter().any(|class| element.has_class(class));
        for child in element.elements().filter(|child| !is_skipped(child)) {
            if child.name == "div" {
                self.begin(child);
                self.beside(child, &frame);
            } else if is_beside && child.name == "dt" {
                self.word(child, &frame);
            } else if child.name == "dt" {
                self.after = self.after.max(8.0);
                self.word(child, &frame);
            } else {
                self.meaning(child, &frame);
            }
        }
        self.after = self.after.max(if frame.is_cell { 0.0 } else { 6.0 });
    }

    /// Adds a word, above what belongs to it.
    fn word(&mut self, element: &Element, frame: &Frame) {
        self.begin(element);
        let item = self.tags.open(frame.node, Kind::Item, None);
        let mut inner = Frame { node: self.tags.open(item, Kind::Label, None), face: frame.face.weighing(600), ..frame.clone() };
        self.turn(element, &mut inner);
        let children: Vec<&Node> = element.children.iter().collect();
        self.paragraph(&children, &inner, (Kind::Paragraph, Spacing { before: 3.0, after: 1.0, keeps_next: true }));
    }

    /// Adds what belongs to a word, below it.
    fn meaning(&mut self, element: &Element, frame: &Frame) {
        self.begin(element);
        let item = self.tags.open(frame.node, Kind::Item, None);
        let mut inner = frame.set_in(if frame.is_cell { 0.0 } else { 12.0 });
        inner.node = self.tags.open(item, Kind::Body, None);
        self.turn(element, &mut inner);
        self.after = self.after.min(2.0);
        self.children(element, &inner);
    }

    /// Adds words and what belongs to them, beside each other.
    fn beside(&mut self, element: &Element, frame: &Frame) {
        let item = self.tags.open(frame.node, Kind::Item, None);
        let width = if frame.width < 280.0 { 0.27 * frame.width } else { 96.0 };
        let face = frame.face.sized(frame.face.size.min(9.5));
        let words = Frame { width: width - 8.0, face, is_cell: true, ..frame.clone() };
        let words = if frame.is_rtl { Frame { x: frame.x + frame.width - width + 8.0, ..words } } else { words };
        let meanings = Frame { is_cell: true, face, ..frame.set_in(width) };
        let mut cells = [Vec::new(), Vec::new()];
        for child in element.elements() {
            let is_word = child.name == "dt";
            let mut inner = if is_word { words.clone() } else { meanings.clone() };
            inner.node = self.tags.open(item, if is_word { Kind::Label } else { Kind::Body }, None);
            if is_word {
                inner.face = inner.face.coloured(super::face::GREY);
            }
            let pieces = self.cell(child, inner);
            if let Some(cell) = cells.get_mut(usize::from(!is_word)) {
                cell.extend(pieces);
            }
        }
        self.row(cells.into(), if frame.is_cell { 1.5 } else { 3.0 });
    }

    /// The pieces of a cell.
    pub fn cell(&mut self, element: &Element, frame: Frame) -> Vec<Piece> {
        let outer = std::mem::take(&mut self.pieces);
        let (after, is_glued) = (std::mem::take(&mut self.after), std::mem::take(&mut self.is_glued));
        let mut frame = frame;
        self.begin(element);
        self.turn(element, &mut frame);
        self.children(element, &frame);
        (self.after, self.is_glued) = (after, is_glued);
        std::mem::replace(&mut self.pieces, outer)
    }

    /// Adds cells beside each other.
    pub fn row(&mut self, cells: Vec<Vec<Piece>>, before: f32) {
        let tallest = cells.iter().map(|cell| piece::height(cell)).fold(0.0, f32::max);
        if 0.0 < tallest {
            self.add(Piece::new(What::Row(cells), tallest), before);
        }
    }
}
