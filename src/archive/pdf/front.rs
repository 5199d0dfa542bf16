//! What stands before the letters: a title page and the contents with their pages.

use super::face::{Face, GREY, SMALL, TEXT};
use super::flow::{Flow, Frame, Spacing};
use super::markup::{Element, Node};
use super::piece::{PageNumber, What};
use super::rich::{Manner, is_skipped};
use super::tags::{Kind, NodeId};

/// A line of the contents.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it names.
    pub title: String,
    /// What is said of it in small letters.
    pub note: String,
    /// The place that it leads to.
    pub place: String,
}

/// What a title page says, in one language.
#[derive(Clone, Debug)]
pub struct Cover<'e> {
    /// The title of the dossier.
    pub title: String,
    /// One sentence about it.
    pub description: String,
    /// What the site says at the foot of its pages: what the texts are, version and day, address, licence.
    pub foot: Option<&'e Element>,
}

impl Flow<'_> {
    /// Adds what a title page says in one language, under a title that is a heading or not.
    pub fn cover(&mut self, cover: &Cover<'_>, (frame, heading): (&Frame, Option<u16>), before: f32) {
        let kind = heading.map_or(Kind::Title, Kind::Heading);
        let title = Node::Text(cover.title.clone());
        let face = Face::of(26.0).weighing(600);
        let n_before = self.pieces.len();
        self.after = before;
        let spacing = Spacing { before, after: 12.0, keeps_next: true };
        self.paragraph(&[&title], &Frame { face, ..frame.clone() }, (kind, spacing));
        if let (Some(level), Some(first)) = (heading, self.pieces.get_mut(n_before)) {
            first.heading = Some(super::piece::Heading { level, title: cover.title.clone() });
        }
        // Space at the top of a page is taken by a row of nothing: what stands before a piece is left out there.
        if let Some(first) = self.pieces.get_mut(n_before) {
            let height = std::mem::take(&mut first.before);
            first.height += height;
            if let What::Line { baseline, .. } = &mut first.what {
                *baseline += height;
            }
        }
        let description = Node::Text(cover.description.clone());
        let frame_of = |face: Face| Frame { face, ..frame.clone() };
        self.paragraph(
            &[&description],
            &frame_of(Face::of(13.0)),
            (Kind::Paragraph, Spacing { before: 0.0, after: 28.0, keeps_next: false }),
        );
        let frame = frame_of(Face::of(TEXT - 1.0));
        let is_said = |part: &&Element| part.name == "p" && !part.has_class("address") && !is_skipped(part);
        for part in cover.foot.into_iter().flat_map(Element::elements).filter(is_said) {
            let words: Vec<&Node> = part.children.iter().collect();
            self.paragraph(&words, &frame, (Kind::Paragraph, Spacing::of(8.0)));
        }
    }

    /// Adds the contents in one language.
    pub fn contents(&mut self, title: &str, entries: &[Entry], frame: &Frame) {
        let heading =
            Node::Element(Element { name: "h1".to_owned(), attributes: Vec::new(), children: vec![Node::Text(title.to_owned())] });
        let shift = std::mem::take(&mut self.shift);
        self.blocks(&[&heading], frame);
        self.shift = shift;
        let node = self.tags.open(frame.node, Kind::Contents, None);
        for entry in entries {
            let item = self.tags.open(node, Kind::Entry, None);
            self.entry(entry, &Frame { node: item, ..frame.clone() });
        }
    }

    /// Adds a line of the contents.
    fn entry(&mut self, entry: &Entry, frame: &Frame) {
        let node = self.tags.open(frame.node, Kind::Link, None);
        let link = self.add_link(super::links::Target::Inside(entry.place.clone()), &entry.title, node);
        let room = 40.0;
        let x = if frame.is_rtl { frame.x + room } else { frame.x };
        let inner = Frame { x, width: frame.width - room, node, ..frame.clone() };
        let n_before = self.pieces.len();
        self.linked(&entry.title, &inner, (link, Face::of(TEXT), 5.0));
        if !entry.note.is_empty() {
            self.is_glued = true;
            self.linked(&entry.note, &inner, (link, Face::of(SMALL).coloured(GREY), 0.0));
        }
        let x = if frame.is_rtl { frame.x } else { frame.x + frame.width };
        let slot = self.tags.slot(node);
        if let Some(What::Line { number, .. }) = self.pieces.get_mut(n_before).map(|first| &mut first.what) {
            *number = Some(PageNumber { of: entry.place.clone(), x, is_rtl: frame.is_rtl, slot, link: Some(link) });
        }
    }

    /// Adds words that are part of a link.
    fn linked(&mut self, words: &str, frame: &Frame, (link, face, before): (usize, Face, f32)) {
        let manner =
            Manner { face, node: frame.node, link: Some(link), lang: frame.lang.clone(), is_pre: false, is_parted: false, is_cell: false };
        let mut rich = super::rich::Rich::default();
        rich.push(words, &manner, &mut self.tags);
        self.lines(&rich, &Frame { face, ..frame.clone() }, (None, Spacing { before, after: 0.0, keeps_next: false }));
    }

    /// Begins a part in a language.
    pub fn part(&mut self, parent: NodeId, lang: &str) -> NodeId {
        self.tags.open(parent, Kind::Part, Some(lang))
    }
}
