//! Fills pages with pieces, so that headings stand with their text, no paragraph leaves one line alone, and a table that goes on begins
//! with its head.

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
    /// The head of a table that goes on, with its place: no part of the text, which has it where the table begins.
    pub head: Vec<(f32, What)>,
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

/// How tall the head of a table is at most that is shown again: a quarter of a page.
const MAX_HEAD: f32 = (BOTTOM - TOP) / 4.0;

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
        self.pages.push(Page { running: self.running.clone(), ..Page::default() });
        self.y = TOP;
    }

    /// Begins a page with the head of the table that a piece belongs to.
    fn go_on(&mut self, piece: &Piece) {
        self.begin();
        let Some(head) = piece.head.as_ref().filter(|head| piece::height(head) <= MAX_HEAD) else { return };
        let n_headings = self.headings.len();
        for (number, part) in head.iter().enumerate() {
            let top = self.y + if number == 0 { 0.0 } else { part.before };
            self.hang(part.clone(), top);
            self.y = top + part.height;
        }
        self.y += piece.before;
        self.headings.truncate(n_headings);
        if let Some(page) = self.pages.last_mut() {
            page.head = std::mem::take(&mut page.pieces);
        }
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
            self.go_on(first);
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
        if let Some((first, rest)) = piece::part(&piece, room) {
            self.put(first);
            self.go_on(&rest);
            self.place(rest);
        } else if self.is_fresh() {
            self.put(piece);
        } else {
            self.go_on(&piece);
            self.place(piece);
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
            What::Row(cells) => cells.into_iter().for_each(|cell| self.hang_cell(cell, top)),
            what => {
                if let Some(page) = self.pages.last_mut() {
                    page.pieces.push((top, what));
                }
            }
        }
    }

    /// Puts the pieces of a cell that begins at a height.
    fn hang_cell(&mut self, cell: Vec<Piece>, top: f32) {
        let mut y = top;
        for (number, piece) in cell.into_iter().enumerate() {
            y += if number == 0 { 0.0 } else { piece.before };
            let height = piece.height;
            self.mark(&piece, y);
            self.hang(piece, y);
            y += height;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A paragraph of some lines, ten of which fill a page.
    fn paragraph(n_lines: usize) -> impl Iterator<Item = Piece> {
        (0..n_lines).map(move |number| {
            let mut piece = Piece::new(What::Rule(number as f32, 1.0), (BOTTOM - TOP) / 10.01);
            piece.is_glued = number == 1 || 0 < number && number + 1 == n_lines;
            piece
        })
    }

    /// How many pieces stand on each page.
    fn counts(pieces: Vec<Piece>) -> Vec<usize> {
        Pages::fill(pieces).pages.iter().map(|page| page.pieces.len()).collect()
    }

    #[test]
    fn no_line_stands_alone() {
        assert_eq!(counts(paragraph(10).collect()), [10]);
        assert_eq!(counts(paragraph(9).chain(paragraph(4)).collect()), [9, 4]);
        assert_eq!(counts(paragraph(8).chain(paragraph(4)).collect()), [10, 2]);
        assert_eq!(counts(paragraph(11).collect()), [9, 2]);
    }

    #[test]
    fn a_tall_row_goes_on_on_the_next_page() {
        let cell = |n_lines| paragraph(n_lines).collect::<Vec<_>>();
        let cells = vec![cell(14), cell(3)];
        let row = Piece::new(What::Row(cells), 1.4 * (BOTTOM - TOP));
        let pages = Pages::fill(paragraph(4).chain([row]).collect());
        assert_eq!(pages.pages.iter().map(|page| page.pieces.len()).collect::<Vec<_>>(), [13, 8]);
    }

    #[test]
    fn a_table_that_goes_on_begins_with_its_head() {
        let tenth = (BOTTOM - TOP) / 10.01;
        let mut top = Piece::new(What::Rule(7.0, 1.0), tenth);
        top.anchors = vec!["h".to_owned()];
        top.heading = Some(Heading { level: 2, title: "A".to_owned() });
        let head: std::rc::Rc<[Piece]> = [top.clone()].into();
        let row = |height| Piece { head: Some(std::rc::Rc::clone(&head)), ..Piece::new(What::Rule(1.0, 1.0), height) };
        let heads = |pieces: Vec<Piece>| {
            let pages = Pages::fill(pieces);
            assert_eq!((pages.headings.len(), pages.anchors.get("h").map(|spot| spot.page)), (1, Some(0)));
            pages.pages.iter().map(|page| (page.head.len(), page.pieces.len())).collect::<Vec<_>>()
        };
        let rows = (0..20).map(|_| row(tenth));
        assert_eq!(heads([top.clone()].into_iter().chain(rows).collect()), [(0, 10), (1, 9), (1, 2)]);
        let cells = What::Row(vec![paragraph(24).collect()]);
        let tall = Piece { what: cells, ..row(24.0 * tenth) };
        assert_eq!(heads(vec![top.clone(), tall]), [(0, 10), (1, 9), (1, 6)]);
        // A row that fits nowhere stands by itself rather than being put off for ever.
        assert_eq!(heads(vec![top, row(30.0 * tenth)]), [(0, 1), (1, 1)]);
    }

    #[test]
    fn places_and_headings_are_noted() {
        let mut piece = Piece::new(What::Rule(0.0, 1.0), 10.0);
        piece.anchors = vec!["p1".to_owned()];
        piece.heading = Some(Heading { level: 2, title: "A".to_owned() });
        let pages = Pages::fill(paragraph(10).chain([piece]).collect());
        assert_eq!(pages.anchors.get("p1"), Some(&Spot { page: 1, y: TOP }));
        assert_eq!(pages.headings.first().map(|(heading, spot)| (heading.title.as_str(), spot.page)), Some(("A", 1)));
    }
}
