//! Takes the text out of a PDF, with where each sign stands and how large it is. The one home of hayro.
//!
//! A file may be made to break its reader: what panics there, in a thread of its own, is a broken file and nothing else.

mod beside;
mod columns;
mod direction;
mod doubts;
mod guard;
mod lines;
mod seen;

use std::f64::consts::{FRAC_PI_2, PI};
use std::panic::resume_unwind;
use std::sync::Once;
use std::thread;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings, RectExt,
    SoftMask, TransformExt, interpret_page,
};

use super::line::Line;
use super::received::Fault;
use super::signs::is_private;
use seen::{Canvas, Look, Unseen};

/// What took the text out, for the record.
pub(super) const WITH: &str = "dossier, with hayro-interpret 0.9";

/// The name of the thread that reads.
const READER: &str = "pdf";

/// How much room the thread has for files with deep trees, in bytes.
const STACK: usize = 32_000_000;

/// In how many bytes at its end a PDF says that it ends.
const TAIL: usize = 2048;

/// The most signs that are read.
const MAX_SIGNS: usize = 5_000_000;

/// The most lines, areas, clips and pictures that are drawn: parts of a page that draw other parts many times, which do so too, would never
/// end.
const MAX_DRAWN: usize = 2_000_000;

/// A sign on a page.
#[derive(Clone, Debug, PartialEq)]
struct Sign {
    /// What it says.
    text: String,
    /// Where it begins, from the left, in points.
    x: f64,
    /// Where it ends.
    end: f64,
    /// Its baseline, from the top.
    y: f64,
    /// How large it is.
    size: f64,
    /// Whether it is bold.
    is_bold: bool,
}

/// What a page has beside its signs.
#[derive(Debug, Default)]
struct Sheet {
    /// How many signs have no text behind them, or one that only their font knows.
    n_unknown: usize,
    /// The words that do not run from left to right.
    turned: String,
    /// Where the last sign of them ends.
    turned_end: Point,
    /// How many signs run to the right, down, to the left, up.
    directions: [usize; 4],
    /// How many pictures it has.
    n_pictures: usize,
    /// How many lines and areas are drawn on it.
    n_paths: usize,
    /// The words that are not seen, and why.
    unseen: Vec<(Unseen, String)>,
}

/// The signs of a document, page by page, and what stands beside them.
#[derive(Debug, Default)]
struct Signs {
    /// The signs of each page.
    pages: Vec<Vec<Sign>>,
    /// What else each page has.
    sheets: Vec<Sheet>,
    /// What the document holds beside its pages.
    beside: Vec<String>,
    /// How many signs there are.
    n_all: usize,
    /// How much was drawn beside signs.
    n_drawn: usize,
}

/// Takes the text out: as `source.txt` has it, as lines, and what is not sure.
pub(super) fn read(bytes: &[u8]) -> Result<(String, Vec<Line>, Vec<String>), Fault> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(READER) {
                before(info);
            }
        }));
    });
    if !bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default().windows(5).any(|five| five == b"%%EOF") {
        return Err(Fault::Broken("it breaks off before its end".into()));
    }
    guard::check(bytes)?;
    let bytes = bytes.to_vec();
    let reader = thread::Builder::new().name(READER.into()).stack_size(STACK).spawn(move || signs(bytes));
    let reader = reader.map_err(|error| Fault::Broken(error.to_string()))?;
    let broken = || Fault::Broken("something in it breaks the reader of PDF".into());
    let signs = reader.join().map_err(|why| why.downcast::<Fault>().map_or_else(|_| broken(), |fault| *fault))??;
    let rows: Vec<Vec<lines::Row>> = signs.pages.iter().map(|page| lines::rows(page)).collect();
    let doubts = doubts::of(&signs, &rows)?;
    let lines = lines::of(&rows);
    Ok((lines::text(&lines), lines, doubts))
}

/// The signs of all pages.
fn signs(bytes: Vec<u8>) -> Result<Signs, Fault> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::Locked,
        LoadPdfError::Decryption(_) => Fault::Broken("it is encrypted in a way that cannot be read".into()),
        LoadPdfError::Invalid => Fault::Broken("it is no complete PDF".into()),
    })?;
    let cache = InterpreterCache::new();
    let mut signs = Signs::default();
    for page in pdf.pages().iter() {
        take_page(page, &cache, &mut signs);
        if MAX_SIGNS < signs.n_all {
            return Err(Fault::TooLarge);
        }
    }
    signs.beside = beside::doubts(&pdf);
    Ok(signs)
}

/// Takes the signs of a page; one whose words do not run from left to right is turned until they do.
fn take_page<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, signs: &mut Signs) {
    let drawn = |turn: Affine, (n_all, n_drawn): (usize, usize)| {
        let transform = page.initial_transform(true).to_kurbo();
        let bounds = page.intersected_crop_box().to_kurbo();
        let mut context = Context::new(transform, bounds, cache, page.xref(), InterpreterSettings::default());
        let canvas = Canvas::new(turn.transform_rect_bbox(whole(page)));
        let mut collector = Collector { turn, canvas, signs: Vec::new(), sheet: Sheet::default(), n_all, n_drawn };
        interpret_page(page, &mut context, &mut collector);
        collector
    };
    let mut found = drawn(Affine::IDENTITY, (signs.n_all, signs.n_drawn));
    let [right, down, left, up] = found.sheet.directions;
    let most = down.max(left).max(up);
    if right < most {
        let turn = Affine::rotate(if most == down {
            -FRAC_PI_2
        } else if most == left {
            PI
        } else {
            FRAC_PI_2
        });
        let bounds = turn.transform_rect_bbox(whole(page));
        found = drawn(Affine::translate((-bounds.x0, -bounds.y0)) * turn, (signs.n_all, found.n_drawn));
    }
    found.sheet.unseen = found.canvas.unseen(&found.signs);
    (signs.n_all, signs.n_drawn) = (found.n_all, found.n_drawn);
    signs.pages.push(found.signs);
    signs.sheets.push(found.sheet);
}

/// Where a page lies as it is drawn.
fn whole(page: &Page<'_>) -> Rect {
    let (width, height) = page.render_dimensions();
    Rect::new(0.0, 0.0, f64::from(width), f64::from(height))
}

/// Takes what is drawn as text, and what else could hide it.
struct Collector {
    /// How the page is turned.
    turn: Affine,
    /// What is drawn beside text.
    canvas: Canvas,
    /// The signs so far.
    signs: Vec<Sign>,
    /// What else the page has.
    sheet: Sheet,
    /// How many signs there are, those of earlier pages too.
    n_all: usize,
    /// How much was drawn beside signs, on earlier pages too.
    n_drawn: usize,
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        self.sheet.n_paths += 1;
        if matches!(mode, DrawMode::Fill(_)) {
            let rect = (self.turn * props.transform).transform_rect_bbox(path.bounding_box());
            self.canvas.fill(rect, &props, (self.signs.len(), false));
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        self.sheet.n_paths += 1;
        if matches!(mode, DrawMode::Fill(_)) {
            let rect = (self.turn * props.transform).transform_rect_bbox(*rect);
            self.canvas.fill(rect, &props, (self.signs.len(), true));
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.count();
        self.canvas.push_clip(self.turn.transform_rect_bbox(clip.path.bounding_box()));
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.count();
        self.canvas.push_group(opacity, mask.is_some(), blend);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count();
        self.sheet.n_pictures += 1;
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.canvas.picture((self.turn * props.transform).transform_rect_bbox(size));
    }

    fn pop_clip(&mut self) {
        self.canvas.pop_clip();
    }

    fn pop_transparency_group(&mut self) {
        self.canvas.pop_group();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        end_if(MAX_SIGNS < self.n_all);
        let is_bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        let look = self.canvas.look(&props, mode);
        for glyph in run.glyphs() {
            self.take(glyph, self.turn * props.transform * glyph.transform(), (is_bold, look));
        }
    }
}

impl Collector {
    /// Counts what is drawn beside signs.
    fn count(&mut self) {
        self.n_drawn += 1;
        end_if(MAX_DRAWN < self.n_drawn);
    }

    /// Takes a sign.
    fn take(&mut self, glyph: &Glyph<'_>, transform: Affine, (is_bold, look): (bool, Look)) {
        self.n_all += 1;
        let text = text_of(glyph);
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let along = |x: f64, y: f64| (transform * Point::new(x, y)) - (transform * Point::ORIGIN);
        let (right, up): (Vec2, Vec2) = (along(1000.0, 0.0), along(0.0, 1000.0));
        let origin = transform * Point::ORIGIN;
        let size = up.hypot();
        let width = f64::from(advance.unwrap_or(500.0)) / 1000.0;
        let is_finite = size.is_finite() && origin.x.is_finite() && origin.y.is_finite() && right.is_finite();
        let direction = direction(right).filter(|_| is_finite);
        if !text.trim().is_empty() {
            self.sheet.n_unknown += usize::from(text.chars().any(|char| char == '\u{fffd}' || is_private(char)));
            if let Some(count) = direction.and_then(|direction| self.sheet.directions.get_mut(direction)) {
                *count += 1;
            }
        }
        if direction != Some(0) {
            let is_apart = size * 0.3 < (origin - self.sheet.turned_end).hypot() || text.trim().is_empty();
            if is_apart && !self.sheet.turned.is_empty() && !self.sheet.turned.ends_with(' ') {
                self.sheet.turned.push(' ');
            }
            self.sheet.turned.push_str(text.trim());
            self.sheet.turned_end = origin + right * width;
            return;
        }
        if !text.is_empty() {
            self.canvas.sign(look);
            self.signs.push(Sign { text, x: origin.x, end: origin.x + (right.x * width).max(0.0), y: origin.y, size, is_bold });
        }
    }
}

/// Ends the thread where a page draws too much, as nothing else stops a page.
fn end_if(is_too_much: bool) {
    if is_too_much {
        resume_unwind(Box::new(Fault::TooLarge));
    }
}

/// In which direction something runs: to the right, down, to the left, up; `None` where it runs aslant.
fn direction(right: Vec2) -> Option<usize> {
    if right.y.abs() * 4.0 <= right.x.abs() && right.x != 0.0 {
        Some(if 0.0 < right.x { 0 } else { 2 })
    } else {
        (right.x.abs() * 4.0 <= right.y.abs() && right.y != 0.0).then_some(if 0.0 < right.y { 1 } else { 3 })
    }
}

/// What a sign says: what stands for none where it does not say that, unless nothing of it is drawn.
fn text_of(glyph: &Glyph<'_>) -> String {
    let said = match glyph.as_unicode() {
        Some(BfString::Char(char)) => char.to_string(),
        Some(BfString::String(text)) => text,
        None => '\u{fffd}'.to_string(),
    };
    let is_said = |char: char| !char.is_control() && char != '\u{fffd}';
    if !said.is_empty() && said.chars().all(is_said) {
        return said;
    }
    let is_blank = match glyph {
        Glyph::Outline(glyph) => glyph.outline().elements().is_empty(),
        Glyph::Type3(_) => false,
    };
    let text: String = said.chars().map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect();
    if is_blank {
        " ".into()
    } else if text.is_empty() {
        '\u{fffd}'.into()
    } else {
        text
    }
}

/// Whether the font of a sign is bold.
fn is_bold(glyph: &Glyph<'_>) -> bool {
    let Glyph::Outline(glyph) = glyph else { return false };
    glyph.font_data().is_some_and(|font| {
        let is_named = font.postscript_name.as_ref().is_some_and(|name| name.to_lowercase().contains("bold"));
        is_named || font.weight.is_some_and(|weight| 600 <= weight)
    })
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn a_page_that_draws_without_end_is_stopped() {
        let canvas = Canvas::new(Rect::ZERO);
        let (turn, n_drawn) = (Affine::IDENTITY, MAX_DRAWN - 1);
        let mut collector = Collector { turn, canvas, signs: Vec::new(), sheet: Sheet::default(), n_all: 0, n_drawn };
        collector.count();
        let why = catch_unwind(AssertUnwindSafe(|| collector.count())).unwrap_err();
        assert_eq!(why.downcast_ref(), Some(&Fault::TooLarge));
    }
}
