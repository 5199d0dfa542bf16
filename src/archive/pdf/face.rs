//! How words look, and the measures of a page. All measures are in points.

/// The width of a page: A4.
pub const PAGE_WIDTH: f32 = 595.28;
/// Its height.
pub const PAGE_HEIGHT: f32 = 841.89;
/// The edge before which nothing stands.
pub const EDGE: f32 = 62.0;
/// Where text begins, from the edge of the page.
pub const TEXT_START: f32 = 132.0;
/// The width of text: about 70 characters.
pub const TEXT_WIDTH: f32 = 344.0;
/// The width of tables.
pub const WIDE: f32 = PAGE_WIDTH - 2.0 * EDGE;
/// Where the text of a page begins.
pub const TOP: f32 = 76.0;
/// Where it ends.
pub const BOTTOM: f32 = PAGE_HEIGHT - 76.0;
/// The size of text.
pub const TEXT: f32 = 11.0;
/// The size of text beside the letters.
pub const BESIDE: f32 = 10.0;
/// The size of what is said about a letter, after its text.
pub const BACK: f32 = 9.5;
/// The size of small text.
pub const SMALL: f32 = 9.0;
/// The size of numbers in the margin.
pub const TINY: f32 = 7.5;
/// The height of a line, of the size of its text.
pub const LEADING: f32 = 1.32;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// The colour of text.
pub const INK: Colour = Colour(20, 20, 20);
/// The colour of what stands back.
pub const GREY: Colour = Colour(90, 90, 90);
/// The colour of links.
pub const LINK: Colour = Colour(24, 66, 120);
/// The colour of lines between rows.
pub const RULE: Colour = Colour(190, 190, 190);

/// A line through or under words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// None.
    None,
    /// Under them.
    Under,
    /// Through them.
    Through,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    /// The size.
    pub size: f32,
    /// The weight: 400 of text, 600 of headings, 700 of strong words.
    pub weight: u16,
    /// Whether they lean.
    pub is_italic: bool,
    /// Whether all signs are of one width.
    pub is_mono: bool,
    /// How far they are raised.
    pub rise: f32,
    /// The colour.
    pub colour: Colour,
    /// A line through or under them.
    pub stroke: Stroke,
}

impl Face {
    /// Text of a size.
    pub const fn of(size: f32) -> Self {
        Self { size, weight: 400, is_italic: false, is_mono: false, rise: 0.0, colour: INK, stroke: Stroke::None }
    }

    /// The same in another weight.
    pub const fn weighing(self, weight: u16) -> Self {
        Self { weight, ..self }
    }

    /// The same in another size.
    pub const fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// The same in another colour.
    pub const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    /// The height of a line of it.
    pub fn line_height(self) -> f32 {
        (self.size * LEADING * 2.0).round() / 2.0
    }
}
