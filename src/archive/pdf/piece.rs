//! What pages are filled with: lines, rows of cells, rules. Each piece stands on one page; rows that are too tall are parted.

use std::rc::Rc;

use super::face::{Colour, Stroke};
use super::setting::Glyphs;
use super::tags::Slot;

/// A link, by its place among all.
pub type LinkId = usize;

/// Signs with their place on a page and what they mean.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The signs.
    pub glyphs: Glyphs,
    /// Where they begin, from the edge of the page.
    pub x: f32,
    /// How far they are raised.
    pub rise: f32,
    /// Their colour.
    pub colour: Colour,
    /// A line through or under them.
    pub stroke: Stroke,
    /// Where their mark is hung in.
    pub slot: Slot,
    /// The link that they belong to.
    pub link: Option<LinkId>,
}

/// The number of a page that is known only when all pages are.
#[derive(Clone, Debug)]
pub struct PageNumber {
    /// The place whose page it is.
    pub of: String,
    /// Where it ends, from the edge of the page; where it begins, where text runs from right to left.
    pub x: f32,
    /// Whether text runs from right to left.
    pub is_rtl: bool,
    /// Where its mark is hung in.
    pub slot: Slot,
    /// The link that it belongs to.
    pub link: Option<LinkId>,
}

/// A heading, for the bookmarks.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its level.
    pub level: u16,
    /// Its words.
    pub title: String,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub enum What {
    /// A line of text.
    Line {
        /// Its signs.
        drawn: Vec<Drawn>,
        /// Where they stand, from its top.
        baseline: f32,
        /// The number of a page at its end.
        number: Option<PageNumber>,
    },
    /// Cells beside each other, each with its pieces.
    Row(Vec<Vec<Piece>>),
    /// A thin line from a place, of a width.
    Rule(f32, f32),
    /// The end of a page; the next has this running title.
    Break(String),
}

/// A piece.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The space before it, but at the top of a page.
    pub before: f32,
    /// Its height.
    pub height: f32,
    /// Whether it stands on the page of the piece before it.
    pub is_glued: bool,
    /// The names of places at its top.
    pub anchors: Vec<String>,
    /// The heading that begins with it.
    pub heading: Option<Heading>,
    /// The head of its table, shown again where a page begins with it.
    pub head: Option<Rc<[Piece]>>,
    /// What it is.
    pub what: What,
}

impl Piece {
    /// A piece by itself.
    pub fn new(what: What, height: f32) -> Self {
        Self { before: 0.0, height, is_glued: false, anchors: Vec::new(), heading: None, head: None, what }
    }
}

/// The height of pieces above each other.
pub fn height(pieces: &[Piece]) -> f32 {
    pieces.iter().enumerate().map(|(number, piece)| piece.height + if number == 0 { 0.0 } else { piece.before }).sum()
}

/// Parts pieces: those that fit into a height, and the rest.
fn part_column(pieces: Vec<Piece>, room: f32) -> (Vec<Piece>, Vec<Piece>) {
    let (mut used, mut n_fit, mut n_good) = (0.0, 0, 0);
    for (number, piece) in pieces.iter().enumerate() {
        used += piece.height + if number == 0 { 0.0 } else { piece.before };
        if room < used {
            break;
        }
        n_fit = number + 1;
        if pieces.get(n_fit).is_none_or(|next| !next.is_glued) {
            n_good = n_fit;
        }
    }
    let mut first = pieces;
    let rest = first.split_off(if n_good == 0 { n_fit } else { n_good });
    (first, rest)
}

/// Parts a row into what fits into a height and the rest; nothing where no cell begins in it.
pub fn part(row: &Piece, room: f32) -> Option<(Piece, Piece)> {
    let What::Row(cells) = &row.what else { return None };
    let parted: Vec<(Vec<Piece>, Vec<Piece>)> = cells.iter().map(|cell| part_column(cell.clone(), room)).collect();
    let has_begun = |(first, rest): &(Vec<Piece>, Vec<Piece>)| !first.is_empty() || rest.is_empty();
    if !parted.iter().all(has_begun) || parted.iter().all(|(_, rest)| rest.is_empty()) {
        return None;
    }
    let (first, rest): (Vec<Vec<Piece>>, Vec<Vec<Piece>>) = parted.into_iter().unzip();
    let tall = |cells: &[Vec<Piece>]| cells.iter().map(|cell| height(cell)).fold(0.0, f32::max);
    let (first_height, rest_height) = (tall(&first), tall(&rest));
    let first = Piece { height: first_height, what: What::Row(first), ..row.clone() };
    let rest = Piece { before: row.before, head: row.head.clone(), ..Piece::new(What::Row(rest), rest_height) };
    Some((first, rest))
}
