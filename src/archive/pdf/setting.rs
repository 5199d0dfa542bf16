//! Sets words in lines: fonts, shaping, breaking of lines, hyphens.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, Cluster, FontContext, FontFamily, FontFamilyName, FontStyle, FontWeight, Layout,
    LayoutContext, Line, LineBreakContext, LineHeight, OverflowWrap, Run, StyleProperty,
};

use super::face::Face;

/// A place where a word may be parted.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// After such a place, where the letters beside it could become one sign.
const JOINT: char = '\u{200C}';

/// Fonts of text, first choice first. All are in the program: Libertinus Serif, New Computer Modern, DejaVu Sans Mono.
const SERIF: &[&str] = &["Libertinus Serif", "NewComputerModern10", "NewComputerModern", "NewComputerModern Math", "DejaVu Sans Mono"];
/// Fonts of code.
const MONO: &[&str] = &["DejaVu Sans Mono", "Libertinus Serif", "NewComputerModern10", "NewComputerModern Math"];

/// Signs of one font beside each other.
#[derive(Clone, Debug)]
pub struct Glyphs {
    /// The font.
    pub font: Font,
    /// Its size.
    pub size: f32,
    /// Where they begin, from the beginning of the line.
    pub x: f32,
    /// Their width.
    pub width: f32,
    /// The signs.
    pub signs: Vec<Sign>,
    /// The text that they stand for.
    pub text: Rc<str>,
    /// The stretch of the text that they belong to, by its place.
    pub stretch: usize,
}

impl Glyphs {
    /// Takes a part of the text to what its last sign stands for.
    fn join(&mut self, range: &Range<usize>) {
        if let Some(sign) = self.signs.last_mut() {
            let (start, end) = small(range);
            (sign.start, sign.end) = (sign.start.min(start), sign.end.max(end));
        }
    }
}

/// A sign of a font. Large dossiers have many millions: it is kept small.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// Its number in the font.
    id: u32,
    /// How far the next one stands, of the size.
    advance: f32,
    /// How far it is moved to the right, of the size.
    dx: f32,
    /// How far it is raised, of the size.
    dy: f32,
    /// Where the text begins that it stands for.
    start: u32,
    /// Where that ends.
    end: u32,
}

impl Sign {
    /// The sign as the PDF takes it.
    pub fn glyph(self) -> KrillaGlyph {
        let range = self.start as usize..self.end as usize;
        KrillaGlyph::new(GlyphId::new(self.id), self.advance, self.dx, self.dy, 0.0, range, None)
    }
}

/// A part of a text in few bytes.
fn small(range: &Range<usize>) -> (u32, u32) {
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    (small(range.start), small(range.end))
}

/// A line of a text.
#[derive(Clone, Debug)]
pub struct SetLine {
    /// Its signs, from left to right.
    pub glyphs: Vec<Glyphs>,
    /// Which part of the text it holds.
    pub range: Range<usize>,
    /// Where its signs stand, from the top of the line.
    pub baseline: f32,
    /// Its height.
    pub height: f32,
}

/// A stretch of a text that looks the same all through.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    /// Where it ends.
    pub end: usize,
    /// How it looks.
    pub face: Face,
}

/// How lines are set.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// How wide they may be.
    pub width: f32,
    /// The height of each.
    pub line_height: f32,
    /// Whether the text is written from right to left.
    pub is_rtl: bool,
    /// Whether lines end together rather than begin together.
    pub is_end: bool,
}

/// Sets words in lines.
pub struct Setter {
    /// The fonts.
    fonts: FontContext,
    /// Room for work.
    context: LayoutContext<u32>,
    /// The fonts as the PDF takes them.
    known: BTreeMap<(u64, u32), Font>,
    /// Signs that no font has.
    pub missing: BTreeSet<char>,
}

impl Setter {
    /// Opens the fonts.
    pub fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        for data in typst_assets::fonts() {
            collection.register_fonts(Blob::new(Arc::new(data)), None);
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, context: LayoutContext::new(), known: BTreeMap::new(), missing: BTreeSet::new() }
    }

    /// Sets a text in lines.
    pub fn lines(&mut self, text: &str, looks: &[Looks], measure: Measure) -> Vec<SetLine> {
        let layout = self.layout((text, looks), measure, Some(measure.width));
        let text: Rc<str> = text.into();
        let mut lines = Vec::new();
        for line in layout.lines() {
            let mut set = self.line(&line, &layout, &text);
            if text.get(line.text_range()).is_some_and(|words| words.trim_end_matches(JOINT).ends_with(SOFT_HYPHEN)) {
                self.hyphen(&mut set, looks);
            }
            lines.push(set);
        }
        lines
    }

    /// The narrowest width of a text and its width in one line.
    pub fn widths(&mut self, text: &str, looks: &[Looks]) -> (f32, f32) {
        let measure = Measure { width: 0.0, line_height: 1.0, is_rtl: false, is_end: false };
        let widths = self.layout((text, looks), measure, None).calculate_content_widths();
        (widths.min, widths.max)
    }

    /// Sets a few words that stand by themselves.
    pub fn words(&mut self, text: &str, face: Face) -> Option<SetLine> {
        let measure = Measure { width: f32::MAX, line_height: face.line_height(), is_rtl: false, is_end: false };
        self.lines(text, &[Looks { end: text.len(), face }], measure).into_iter().next()
    }

    /// Lays a text out.
    fn layout(&mut self, (text, looks): (&str, &[Looks]), measure: Measure, width: Option<f32>) -> Layout<u32> {
        let mut builder = self.context.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.set_line_break_override(Some(&keeps_hyphens));
        builder.set_base_direction(if measure.is_rtl { BaseDirection::Rtl } else { BaseDirection::Ltr });
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(measure.line_height)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(family(SERIF));
        let mut start = 0;
        for (number, stretch) in looks.iter().enumerate() {
            let (range, face) = (start..stretch.end, stretch.face);
            start = stretch.end;
            if range.is_empty() {
                continue;
            }
            builder.push(StyleProperty::Brush(u32::try_from(number).unwrap_or_default()), range.clone());
            builder.push(StyleProperty::FontSize(if face.is_mono { face.size * 0.84 } else { face.size }), range.clone());
            builder.push(StyleProperty::FontWeight(FontWeight::new(f32::from(face.weight))), range.clone());
            if face.is_italic {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range.clone());
            }
            if face.is_mono {
                builder.push(family(MONO), range);
            }
        }
        let mut layout = builder.build(text);
        layout.break_all_lines(width);
        let alignment = if measure.is_end { Alignment::End } else { Alignment::Start };
        layout.align(alignment, AlignmentOptions::default());
        layout
    }

    /// A line as the PDF takes it.
    fn line(&mut self, line: &Line<'_, u32>, layout: &Layout<u32>, text: &Rc<str>) -> SetLine {
        let metrics = line.metrics();
        let mut set = SetLine {
            glyphs: Vec::new(),
            range: line.text_range(),
            baseline: metrics.baseline - metrics.block_min_coord,
            height: metrics.line_height,
        };
        let mut x = metrics.offset;
        for run in line.runs() {
            x = self.run(&run, (layout, text), (&mut set.glyphs, x));
        }
        set
    }

    /// Adds the signs of a run and says where it ends.
    fn run(&mut self, run: &Run<'_, u32>, (layout, text): (&Layout<u32>, &Rc<str>), (parts, start): (&mut Vec<Glyphs>, f32)) -> f32 {
        let Some(font) = self.font(run) else { return start };
        let (size, n_before, mut x) = (run.font_size(), parts.len(), start);
        for cluster in run.visual_clusters() {
            let range = cluster.text_range();
            if cluster.is_ligature_continuation() {
                parts.last_mut().into_iter().for_each(|last| last.join(&range));
                continue;
            }
            if is_unseen(text, &range) {
                continue;
            }
            let stretch = layout.styles().get(usize::from(cluster.style_index())).map_or(0, |style| style.brush as usize);
            if parts.len() == n_before || parts.last().is_none_or(|last| last.stretch != stretch) {
                let (font, text) = (font.clone(), Rc::clone(text));
                parts.push(Glyphs { font, size, x, width: 0.0, signs: Vec::new(), text, stretch });
            }
            let Some(last) = parts.last_mut() else { continue };
            let before = last.width;
            self.cluster(&cluster, (last, text), size);
            x += last.width - before;
        }
        x
    }

    /// Adds the signs of a cluster.
    fn cluster(&mut self, cluster: &Cluster<'_, u32>, (glyphs, text): (&mut Glyphs, &str), size: f32) {
        let range = cluster.text_range();
        for glyph in cluster.glyphs() {
            if glyph.id == 0 {
                self.missing.extend(text.get(range.clone()).and_then(|word| word.chars().next()));
            }
            let (advance, dx, dy) = (glyph.advance / size, glyph.x / size, glyph.y / size);
            let (start, end) = small(&range);
            glyphs.signs.push(Sign { id: glyph.id, advance, dx, dy, start, end });
            glyphs.width += glyph.advance;
        }
    }

    /// The font of a run as the PDF takes it.
    fn font(&mut self, run: &Run<'_, u32>) -> Option<Font> {
        let font = run.font();
        let (data, id) = font.data.clone().into_raw_parts();
        if let Some(known) = self.known.get(&(id, font.index)) {
            return Some(known.clone());
        }
        let opened = Font::new(data.into(), font.index)?;
        self.known.insert((id, font.index), opened.clone());
        Some(opened)
    }

    /// Adds the hyphen to a line that ends in a parted word. It stands for the place where the word may be parted, as PDF asks.
    fn hyphen(&mut self, line: &mut SetLine, looks: &[Looks]) {
        let Some((stretch, end)) = line.glyphs.last().map(|last| (last.stretch, last.x + last.width)) else { return };
        let Some(face) = looks.get(stretch).map(|stretch| stretch.face) else { return };
        let Some(mut hyphen) = self.words("-", face).and_then(|set| set.glyphs.into_iter().next()) else { return };
        hyphen.text = SOFT_HYPHEN.to_string().into();
        let range = small(&(0..SOFT_HYPHEN.len_utf8()));
        hyphen.signs.iter_mut().for_each(|sign| (sign.start, sign.end) = range);
        hyphen.x = end;
        hyphen.stretch = stretch;
        line.glyphs.push(hyphen);
    }
}

/// Whether a part of a text is only a place where a word may be parted, or the end of a line.
fn is_unseen(text: &str, range: &Range<usize>) -> bool {
    let starts = |signs: [char; 2]| text.get(range.clone()).is_some_and(|part| part.starts_with(signs));
    starts([SOFT_HYPHEN, '\n']) || starts([JOINT, JOINT]) && text.get(..range.start).is_some_and(|before| before.ends_with(SOFT_HYPHEN))
}

/// Keeps the hyphen that stands for a part left out with its word (`-toepassingen`), and a minus with its number.
fn keeps_hyphens(at: LineBreakContext) -> Option<bool> {
    let is_first = at.before_before.is_none_or(|before| before.is_whitespace() || before == '(');
    let is_held = at.after.is_alphanumeric() || "€$£¥".contains(at.after);
    (is_first && "-−–".contains(at.before) && is_held).then_some(false)
}

/// A list of fonts.
fn family(names: &'static [&'static str]) -> StyleProperty<'static, u32> {
    let names: Vec<FontFamilyName<'static>> = names.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(*name))).collect();
    StyleProperty::FontFamily(FontFamily::List(Cow::Owned(names)))
}

/// A text with the places where its words may be parted.
pub fn hyphenated<'t>(text: &'t str, lang: &str) -> Cow<'t, str> {
    let code = lang.split('-').next().and_then(|primary| <[u8; 2]>::try_from(primary.as_bytes()).ok());
    let Some(language) = code.and_then(hypher::Lang::from_iso) else { return Cow::Borrowed(text) };
    let mut parted = String::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphabetic) {
        let (before, word) = rest.split_at(start);
        let (word, after) = word.split_at(word.find(|sign: char| !sign.is_alphabetic()).unwrap_or(word.len()));
        parted.push_str(before);
        if word.chars().count() < 6
            || !word.chars().any(char::is_lowercase)
            || after.starts_with(['.', '@', '/', ':', '_']) && is_address(after)
        {
            parted.push_str(word);
        } else {
            for (number, syllable) in hypher::hyphenate_bounded(word, language, 3, 3).enumerate() {
                if number != 0 {
                    let is_joined = parted.ends_with(['f', 't', 'c', 's']);
                    parted.push(SOFT_HYPHEN);
                    parted.extend(is_joined.then_some(JOINT));
                }
                parted.push_str(syllable);
            }
        }
        rest = after;
    }
    parted.push_str(rest);
    Cow::Owned(parted)
}

/// Whether what follows a word makes it part of an address.
fn is_address(after: &str) -> bool {
    after.chars().nth(1).is_some_and(|next| next.is_alphanumeric() || next == '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in lines, as they end.
    fn set(text: &str, width: f32) -> Vec<String> {
        let looks = [Looks { end: text.len(), face: Face::of(11.0) }];
        let measure = Measure { width, line_height: 14.5, is_rtl: false, is_end: false };
        let lines = Setter::new().lines(text, &looks, measure);
        lines.iter().map(|line| text.get(line.range.clone()).unwrap().replace(SOFT_HYPHEN, "|").trim_end().to_owned()).collect()
    }

    #[test]
    fn words_are_parted_as_their_language_does() {
        let parted = |text, lang| hyphenated(text, lang).replace(SOFT_HYPHEN, "|").replace(JOINT, "");
        assert_eq!(parted("de besluitvorming van SURFNET", "nl"), "de be|sluit|vor|ming van SURFNET".replace("be|", "be"));
        assert_eq!(parted("information", "en"), "infor|ma|tion");
        assert_eq!(parted("information", "zz"), "information");
        assert_eq!(parted("kort", "nl"), "kort");
    }

    #[test]
    fn lines_end_where_they_may() {
        assert_eq!(set("aaaa bbbb", 30.0), ["aaaa", "bbbb"]);
        assert_eq!(set("modellen en -toepassingen", 70.0), ["modellen en", "-toepassingen"]);
        assert_eq!(set("infor\u{AD}mation", 38.0), ["infor|", "mation"]);
    }

    #[test]
    fn a_parted_word_ends_in_a_hyphen() {
        let text = "infor\u{AD}mation";
        let looks = [Looks { end: text.len(), face: Face::of(11.0) }];
        let lines = Setter::new().lines(text, &looks, Measure { width: 30.0, line_height: 14.5, is_rtl: false, is_end: false });
        let last = lines.first().unwrap().glyphs.last().unwrap();
        assert_eq!((last.signs.len(), &*last.text), (1, "\u{AD}"));
        assert!(lines.last().unwrap().glyphs.iter().all(|glyphs| &*glyphs.text == text));
    }

    #[test]
    fn signs_that_no_font_has_are_known() {
        let mut setter = Setter::new();
        setter.words("aé ж α ← ✓ € ‘’ ا", Face::of(11.0));
        assert!(setter.missing.is_empty(), "{:?}", setter.missing);
        setter.words("漢字", Face::of(11.0));
        assert_eq!(setter.missing, BTreeSet::from(['漢', '字']));
    }
}
