//! Takes the text out of a PDF, with where each sign stands and how large it is. The one home of hayro.
//!
//! A file may be made to break its reader: what panics there, in a thread of its own, is a broken file and nothing else.

mod guard;
mod lines;

use std::sync::Once;
use std::thread;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings, RectExt,
    SoftMask, TransformExt, interpret_page,
};

use super::line::Line;
use super::received::Fault;

/// What took the text out, for the record.
pub(super) const WITH: &str = "dossier, with hayro-interpret 0.9";

/// The name of the thread that reads.
const READER: &str = "pdf";

/// How much room the thread has for files with deep trees, in bytes.
const STACK: usize = 32_000_000;

/// The most signs that are read.
const MAX_SIGNS: usize = 5_000_000;

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

/// The signs of a document, page by page, and how many could not be taken.
#[derive(Debug, Default)]
struct Signs {
    /// The signs of each page.
    pages: Vec<Vec<Sign>>,
    /// How many have no text behind them.
    n_unknown: usize,
    /// How many do not run from left to right.
    n_turned: usize,
    /// How many there are.
    n_all: usize,
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
    guard::check(bytes)?;
    let bytes = bytes.to_vec();
    let reader = thread::Builder::new().name(READER.into()).stack_size(STACK).spawn(move || signs(bytes));
    let reader = reader.map_err(|error| Fault::Broken(error.to_string()))?;
    let signs = reader.join().map_err(|_| Fault::Broken("something in it breaks the reader of PDF".into()))??;
    if signs.n_all < signs.n_unknown * 3 {
        return Err(Fault::NoText);
    }
    let mut doubts = Vec::new();
    if 0 < signs.n_unknown {
        doubts.push(format!("{} signs of the PDF have no text behind them; they stand here as `\u{fffd}`", signs.n_unknown));
    }
    if 0 < signs.n_turned {
        doubts.push(format!("{} signs of the PDF that do not run from left to right were left out", signs.n_turned));
    }
    let lines = lines::of(&signs.pages);
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
        signs.pages.push(Vec::new());
        take_page(page, &cache, &mut signs);
        if MAX_SIGNS < signs.n_all {
            return Err(Fault::TooLarge);
        }
    }
    Ok(signs)
}

/// Takes the signs of a page.
fn take_page<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, signs: &mut Signs) {
    let transform = page.initial_transform(true).to_kurbo();
    let bounds = page.intersected_crop_box().to_kurbo();
    let mut context = Context::new(transform, bounds, cache, page.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, &mut Collector { signs });
}

/// Takes what is drawn as text, and nothing else.
struct Collector<'s> {
    /// The signs so far.
    signs: &'s mut Signs,
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        if MAX_SIGNS < self.signs.n_all {
            return;
        }
        let is_bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform(), is_bold);
        }
    }
}

impl Collector<'_> {
    /// Takes a sign.
    fn take(&mut self, glyph: &Glyph<'_>, transform: Affine, is_bold: bool) {
        self.signs.n_all += 1;
        let text = match glyph.as_unicode() {
            Some(BfString::Char(char)) => char.to_string(),
            Some(BfString::String(text)) => text,
            None => '\u{fffd}'.to_string(),
        };
        let text: String = text.chars().filter(|char| !char.is_control()).collect();
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let along = |x: f64, y: f64| (transform * Point::new(x, y)) - (transform * Point::ORIGIN);
        let (right, up): (Vec2, Vec2) = (along(1000.0, 0.0), along(0.0, 1000.0));
        let origin = transform * Point::ORIGIN;
        let size = up.hypot();
        if right.x <= 0.0 || right.x.abs() < right.y.abs() * 4.0 || !size.is_finite() || !origin.x.is_finite() || !origin.y.is_finite() {
            self.signs.n_turned += usize::from(!text.trim().is_empty());
            return;
        }
        self.signs.n_unknown += usize::from(text == "\u{fffd}");
        let width = right.x * f64::from(advance.unwrap_or(500.0)) / 1000.0;
        if let Some(page) = self.signs.pages.last_mut().filter(|_| !text.is_empty()) {
            page.push(Sign { text, x: origin.x, end: origin.x + width.max(0.0), y: origin.y, size, is_bold });
        }
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
