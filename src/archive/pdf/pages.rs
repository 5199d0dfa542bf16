//! Fills pages with pieces, so that headings stand with their text and no paragraph leaves one line alone.

use std::collections::BTreeMap;

use super::face::{BOTTOM, TOP};
use super::piece::{self, Heading, Piece, What};

/// A place in a PDF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The page, from none.
    pub page: usize,
    /// How far from its top.
    pub y: f32,
}

/// A page with what stands on it.
#[derive(Debug, Default)]
pub struct Page {
    /// Its running title.
    pub running: String,
    /// The pieces with their places.
    pub pieces: Vec<(f32, What)>,
}

/// The pages of a PDF.
#[derive(Debug, Default)]
pub struct Pages {
    /// The pages.
    pub pages: Vec<Page>,
    /// The named places.
    pub anchors: BTreeMap<String, Spot>,
    /// The headings in order.
    pub headings: Vec<(Heading, Spot)>,
    /// How far the page at hand is filled.
    y: f32,
    /// The running title of pages that begin.
    running: String,
}

/// The least room in which a tall row begins on a page that is filled in part.
const ROOM: f32 = 120.0;

impl Pages {
    /// Fills pages.
    pub fn fill(pieces: Vec<Piece>) -> Self {
        let mut pages = Self { y: TOP, ..Self::default() };
        let mut pieces = pieces.into_iter().peekable();
        while let Some(first) = pieces.next() {
            if let What::Break(running) = first.what {
                pages.running = running;
                pages.begin();
                continue;
            }
            let mut group = vec![first];
            while let Some(next) = pieces.next_if(|next| next.is_glued) {
                group.push(next);
            }
            pages.group(group);
        }
        pages
    }

    /// Begins a page.
    fn begin(&mut self) {
        self.pages.push(Page { running: self.running.clone(), pieces: Vec::new() });
        self.y = TOP;
    }

    /// Whether nothing stands on the page yet.
    fn is_fresh(&self) -> bool {
        self.pages.last().is_none_or(|page| page.pieces.is_empty())
    }

    /// How much room the page has for what begins with a piece.
    fn room(&self, first: &Piece) -> f32 {
        BOTTOM - self.y - if self.is_fresh() { 0.0 } else { first.before }
    }

    /// Places pieces that stand together.
    fn group(&mut self, group: Vec<Piece>) {
        let Some(first) = group.first() else { return };
        let (room, height) = (self.room(first), piece::height(&group));
        let ends_tall = group.last().is_some_and(|last| matches!(last.what, What::Row(_)) && BOTTOM - TOP < 3.0 * last.height);
        let before_last = group.split_last().map_or(0.0, |(_, before)| piece::height(before));
        if room < height && !self.is_fresh() && !(ends_tall && before_last + ROOM < room) {
            self.begin();
        }
        group.into_iter().for_each(|piece| self.place(piece));
    }

    /// Places a piece, on the next page if it must be.
    fn place(&mut self, piece: Piece) {
        if self.pages.is_empty() {
            self.begin();
        }
        let room = self.room(&piece);
        if piece.height <= room {
            self.put(piece);
            return;
        }
        match piece::part(piece, room) {
            Ok((first, rest)) => {
                self.put(first);
                self.begin();
                self.place(rest);
            }
            Err(piece) if self.is_fresh() => self.put(piece),
            Err(piece) => {
                self.begin();
                self.place(piece);
            }
        }
    }

    /// Puts a piece on the page at hand.
    fn put(&mut self, piece: Piece) {
        let top = if self.is_fresh() { self.y } else { self.y + piece.before };
        self.y = top + piece.height;
        self.mark(&piece, top);
        self.hang(piece, top);
    }

    /// Puts what a piece shows at a height.
    fn hang(&mut self, piece: Piece, top: f32) {
        match piece.what {
            What::Row(cells) => {
                for cell in cells {
                    let mut y = top;
                    for (number, inner) in cell.into_iter().enumerate() {
                        y += if number == 0 { 0.0 } else { inner.before };
                        let height = inner.height;
                        self.mark(&inner, y);
                        self.hang(inner, y);
                        y += height;
                    }
                }
            }
            what => {
                if let Some(page) = self.pages.last_mut() {
                    page.pieces.push((top, what));
                }
            }
        }
    }

    /// Notes the named places and the heading of a piece.
    fn mark(&mut self, piece: &Piece, y: f32) {
        let spot = Spot { page: self.pages.len().saturating_sub(1), y };
        for anchor in &piece.anchors {
            self.anchors.entry(anchor.clone()).or_insert(spot);
        }
        if let Some(heading) = &piece.heading {
            self.headings.push((heading.clone(), spot));
        }
    }
}
