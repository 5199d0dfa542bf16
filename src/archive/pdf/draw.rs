//! Draws pages and writes the PDF.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target as Goal};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::{NamedDestination, XyzDestination};
use krilla::geom::{PathBuilder, Point, Quadrilateral, Rect};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::KrillaGlyph;
use krilla::{Document, SerializeSettings};

use super::face::{BOTTOM, Colour, EDGE, Face, GREY, PAGE_HEIGHT, PAGE_WIDTH, RULE, SMALL, Stroke, TOP, WIDE};
use super::flow::Flow;
use super::links::Target;
use super::pages::{Page, Pages, Spot};
use super::piece::{Drawn, Heading, LinkId, PageNumber, What};
use super::setting::{Glyphs, Looks, Measure};

/// What a PDF says of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Whether that is written from right to left.
    pub is_rtl: bool,
    /// One or two sentences about it.
    pub description: String,
    /// The names of those who wrote what it holds.
    pub authors: Vec<String>,
    /// The day on which it was published, as `2026-11-21`.
    pub published: String,
    /// What stands at the foot of each page.
    pub foot: String,
}

/// What is clicked to follow links of a page: for each the rectangles of its words.
type Areas = BTreeMap<LinkId, Vec<Quadrilateral>>;

/// Why a PDF cannot be written.
#[derive(Debug)]
pub enum Unwritten {
    /// The fonts lack signs.
    Lacks(BTreeSet<char>),
    /// Another reason, in words.
    Other(String),
}

/// Writes a PDF.
///
/// # Errors
/// If the fonts lack a sign, or it cannot be written.
pub fn write(mut flow: Flow<'_>, about: &About) -> Result<Vec<u8>, Unwritten> {
    let pages = Pages::fill(std::mem::take(&mut flow.pieces));
    if !flow.setter.missing.is_empty() {
        return Err(Unwritten::Lacks(flow.setter.missing));
    }
    let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish().map_err(other)?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let goals: BTreeMap<&String, NamedDestination> =
        pages.anchors.iter().map(|(name, spot)| (name, NamedDestination::new(name.clone(), place(*spot)))).collect();
    let n_pages = pages.pages.len();
    for (number, page) in pages.pages.iter().enumerate() {
        draw_page(&mut document, (&mut flow, &pages, &goals), (number, n_pages, page), about);
    }
    for goal in goals.into_values() {
        let _ = document.register_named_destination(goal);
    }
    document.set_outline(outline(&pages.headings));
    document.set_metadata(metadata(about));
    document.set_tag_tree(flow.tags.tree(&about.lang));
    document.finish().map_err(other)
}

/// Another reason, as the writer of PDFs tells it.
fn other(error: impl std::fmt::Debug) -> Unwritten {
    Unwritten::Other(format!("{error:?}"))
}

/// Draws a page.
fn draw_page(
    document: &mut Document,
    (flow, pages, goals): (&mut Flow<'_>, &Pages, &BTreeMap<&String, NamedDestination>),
    (number, n_pages, content): (usize, usize, &Page),
    about: &About,
) {
    let label = PageLabel::new(Some(NumberingStyle::Arabic), None, NonZeroU32::new(u32::try_from(number + 1).unwrap_or(1)));
    let Some(settings) = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT) else { return };
    let mut page = document.start_page_with(settings.with_page_label(label));
    let mut surface = page.surface();
    let mut areas = Areas::new();
    furniture(&mut surface, flow, (&content.running, &about.foot, &format!("{} / {n_pages}", number + 1)), about.is_rtl);
    again(&mut surface, &content.head);
    for (top, what) in &content.pieces {
        match what {
            What::Line { drawn, baseline, number } => {
                line(&mut surface, flow, (drawn, top + baseline), &mut areas);
                let number = number.as_ref().and_then(|number| page_number(flow, number, pages));
                line(&mut surface, flow, (number.as_slice(), top + baseline), &mut areas);
            }
            What::Rule(x, width) => rule(&mut surface, (*x, *top), *width),
            What::Row(_) | What::Break(_) => {}
        }
    }
    surface.finish();
    for (link, quads) in areas {
        let Some(link) = flow.links.get(link) else { continue };
        let goal = match &link.target {
            Target::Inside(name) => goals.get(name).map(|goal| Goal::Destination(goal.clone().into())),
            Target::Outside(address) => Some(Goal::Action(Action::Link(LinkAction::new(address.clone())))),
        };
        if let Some(goal) = goal {
            let annotation = Annotation::new_link(LinkAnnotation::new_with_quad_points(quads, goal), Some(link.name.clone()));
            let mark = page.add_tagged_annotation(annotation);
            flow.tags.fill(link.slot, mark);
        }
    }
    page.finish();
}

/// Draws signs, each under the mark of what they are part of.
fn line(surface: &mut Surface<'_>, flow: &mut Flow<'_>, (drawn, y): (&[Drawn], f32), areas: &mut Areas) {
    for group in drawn.chunk_by(|one, other| one.slot == other.slot) {
        let mark = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        for part in group {
            signs(surface, (&part.glyphs, part.x, y - part.rise), part.colour);
        }
        surface.end_tagged();
        for part in group {
            flow_strokes(surface, part, y);
            if let Some(link) = part.link {
                let (size, width) = (part.glyphs.size, part.glyphs.width);
                let area = Rect::from_xywh(part.x, y - part.rise - 0.8 * size, width.max(1.0), 1.1 * size);
                areas.entry(link).or_default().extend(area.map(Quadrilateral::from));
            }
        }
        if let Some(first) = group.first() {
            flow.tags.fill(first.slot, mark);
        }
    }
}

/// Draws the head of a table that goes on: an artifact, as all is that runs with pages (ISO 14289-1, 7.8). Its links and
/// the numbers in its margin are those where the table begins.
fn again(surface: &mut Surface<'_>, head: &[(f32, What)]) {
    let extent = |(_, what): &(f32, What)| if let What::Rule(x, width) = what { Some(x - 1.0..x + width) } else { None };
    let Some(inside) = head.iter().find_map(extent) else { return };
    for (top, what) in head {
        match what {
            What::Line { drawn, baseline, .. } => {
                for part in drawn.iter().filter(|part| inside.contains(&part.x)) {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
                    signs(surface, (&part.glyphs, part.x, top + baseline - part.rise), part.colour);
                    surface.end_tagged();
                    flow_strokes(surface, part, top + baseline);
                }
            }
            What::Rule(x, width) => rule(surface, (*x, *top), *width),
            What::Row(_) | What::Break(_) => {}
        }
    }
}

/// Draws the line under or through signs.
fn flow_strokes(surface: &mut Surface<'_>, part: &Drawn, y: f32) {
    let below = match part.stroke {
        Stroke::None => return,
        Stroke::Under => 0.14,
        Stroke::Through => -0.25,
    };
    bar(surface, (part.x, y + below * part.glyphs.size), (part.glyphs.width, 0.5), part.colour);
}

/// Draws signs at a place.
fn signs(surface: &mut Surface<'_>, (glyphs, x, y): (&Glyphs, f32, f32), colour: Colour) {
    surface.set_fill(Some(fill(colour)));
    let signs: Vec<KrillaGlyph> = glyphs.signs.iter().map(|sign| sign.glyph()).collect();
    surface.draw_glyphs(Point::from_xy(x, y), &signs, glyphs.font.clone(), &glyphs.text, glyphs.size, false);
}

/// Draws what stands around the text of each page: the running title, what the PDF is, the number of the page.
fn furniture(surface: &mut Surface<'_>, flow: &mut Flow<'_>, (running, foot, number): (&str, &str, &str), is_rtl: bool) {
    let width = WIDE - 60.0;
    let face = Face::of(SMALL - 0.5);
    let measure = |width, is_end| Measure { width, line_height: face.line_height(), is_rtl, is_end };
    let (foot_x, number_x) = if is_rtl { (EDGE + 60.0, EDGE) } else { (EDGE, EDGE + width) };
    let (above, below) = (TOP - 30.0, BOTTOM + 30.0);
    small(surface, flow, (running, measure(WIDE, false)), (EDGE, above, ArtifactType::Header));
    small(surface, flow, (foot, measure(width, false)), (foot_x, below, ArtifactType::Footer));
    small(surface, flow, (number, measure(60.0, true)), (number_x, below, ArtifactType::PageNumber));
}

/// Draws a line of small words that is not part of the text.
fn small(surface: &mut Surface<'_>, flow: &mut Flow<'_>, (words, measure): (&str, Measure), (x, y, kind): (f32, f32, ArtifactType)) {
    let face = Face::of(SMALL - 0.5).coloured(GREY);
    let looks = |words: &str| [Looks { end: words.len(), face }];
    let mut lines = flow.setter.lines(words, &looks(words), measure);
    if 1 < lines.len()
        && let Some(kept) = lines.first().and_then(|first| words.get(first.range.clone()))
    {
        let cut = kept.trim_end().rsplit_once(' ').map_or(kept, |(before, _)| before);
        let words = format!("{cut} …");
        lines = flow.setter.lines(&words, &looks(&words), measure);
    }
    let Some(first) = lines.into_iter().next() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    for glyphs in &first.glyphs {
        signs(surface, (glyphs, x + glyphs.x, y), face.colour);
    }
    surface.end_tagged();
}

/// The number of the page of a place.
fn page_number(flow: &mut Flow<'_>, number: &PageNumber, pages: &Pages) -> Option<Drawn> {
    let page = pages.anchors.get(&number.of)?.page + 1;
    let face = Face::of(super::face::TEXT);
    let glyphs = flow.setter.words(&page.to_string(), face)?.glyphs.into_iter().next()?;
    let x = if number.is_rtl { number.x } else { number.x - glyphs.width };
    Some(Drawn { glyphs, x, rise: 0.0, colour: face.colour, stroke: Stroke::None, slot: number.slot, link: number.link })
}

/// Draws a thin line.
fn rule(surface: &mut Surface<'_>, from: (f32, f32), width: f32) {
    bar(surface, from, (width, 0.5), RULE);
}

/// Draws a bar that is not part of the text.
fn bar(surface: &mut Surface<'_>, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour) {
    let mut builder = PathBuilder::new();
    let Some(rect) = Rect::from_xywh(x, y, width.max(0.1), height) else { return };
    builder.push_rect(rect);
    if let Some(path) = builder.finish() {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

/// A colour as the PDF takes it.
fn fill(Colour(red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// A place as the PDF takes it: a little above the words, so that they are not cut.
fn place(spot: Spot) -> XyzDestination {
    XyzDestination::new(spot.page, Point::from_xy(0.0, (spot.y - 6.0).max(0.0)))
}

/// The bookmarks.
fn outline(headings: &[(Heading, Spot)]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = headings;
    while let Some((node, after)) = branch(rest) {
        outline.push_child(node);
        rest = after;
    }
    outline
}

/// The first heading as a bookmark, with those below it, and the headings after them.
fn branch(headings: &[(Heading, Spot)]) -> Option<(OutlineNode, &[(Heading, Spot)])> {
    let ((heading, spot), mut rest) = headings.split_first()?;
    let mut node = OutlineNode::new(heading.title.clone(), place(*spot)).with_open(heading.level == 1);
    while rest.first().is_some_and(|(next, _)| heading.level < next.level) {
        let Some((below, after)) = branch(rest) else { break };
        node.push_child(below);
        rest = after;
    }
    Some((node, rest))
}

/// What the PDF says of itself.
fn metadata(about: &About) -> Metadata {
    let mut parts = about.published.split('-').map(|part| part.parse::<u16>().unwrap_or(1));
    let mut next = || parts.next().unwrap_or(1);
    let (year, month, day) = (next(), next(), next());
    let small = |part: u16| u8::try_from(part).unwrap_or(1);
    let date = DateTime::new(year).month(small(month)).day(small(day)).hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
    let direction = if about.is_rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    Metadata::new()
        .title(about.title.clone())
        .description(about.description.clone())
        .language(about.lang.clone())
        .authors(about.authors.clone())
        .creator("dossier".to_owned())
        .producer("krilla".to_owned())
        .creation_date(date)
        .text_direction(direction)
}

#[cfg(test)]
mod tests {
    use super::super::links::Places;
    use super::super::markup::Node;
    use super::*;
    use crate::archive::pdf::flow::Frame;

    /// A PDF of one line.
    fn one(words: &str) -> Result<Vec<u8>, Unwritten> {
        let mut flow = Flow::new(Places::new(None));
        flow.blocks(&[&Node::Text(words.to_owned())], &Frame::text(0, ("nl", false), 11.0));
        let about = About {
            title: "A".to_owned(),
            lang: "nl".to_owned(),
            is_rtl: false,
            description: String::new(),
            authors: Vec::new(),
            published: "2026-11-21".to_owned(),
            foot: String::new(),
        };
        write(flow, &about)
    }

    #[test]
    fn signs_without_a_font_are_named() {
        assert!(one("a").is_ok_and(|pdf| pdf.starts_with(b"%PDF-1.7")));
        let error = one("a漢").unwrap_err();
        assert!(matches!(&error, Unwritten::Lacks(signs) if *signs == BTreeSet::from(['漢'])), "{error:?}");
    }

    #[test]
    fn bookmarks_stand_below_those_of_a_higher_level() {
        let heading = |level| (Heading { level, title: level.to_string() }, Spot { page: 0, y: 0.0 });
        let headings = [heading(1), heading(2), heading(3), heading(2), heading(1)];
        let (_, rest) = branch(&headings).unwrap();
        assert_eq!(rest.len(), 1);
    }
}
