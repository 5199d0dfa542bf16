//! Which signs of a page are there to be read and are not seen: a document that was made unreadable by laying something over its words
//! would be published with them.

use std::collections::HashSet;

use hayro_interpret::kurbo::{Point, Rect};
use hayro_interpret::{BlendMode, DrawMode, DrawProps, Paint};

use super::Sign;

/// How many filled areas and pictures of a page are looked at.
const MAX_AREAS: usize = 500;

/// How wide and high an area is at least that can cover a sign, in points.
const MIN_AREA: f64 = 3.0;

/// How light each part of a colour is that is not seen on paper.
const LIGHT: f32 = 0.93;

/// Why a sign is not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unseen {
    /// Something is drawn over it.
    Covered,
    /// It is said to be invisible, and no picture of it is there.
    Invisible,
    /// It is as white as what is behind it.
    White,
    /// It stands where nothing is drawn.
    Clipped,
    /// It stands outside the page.
    Outside,
}

impl Unseen {
    /// Why, as a part of a sentence.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::Covered => "something is drawn over them",
            Self::Invisible => "they are marked as invisible",
            Self::White => "they are as light as what is behind them",
            Self::Clipped => "they are cut off",
            Self::Outside => "they stand outside the page",
        }
    }
}

/// How a sign is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Whether it is said to be invisible.
    is_invisible: bool,
    /// Whether it is as light as paper.
    is_light: bool,
    /// The part of the page in which it is drawn, where that is not the whole.
    clip: Option<Rect>,
}

/// A filled area.
struct Area {
    /// Where it is.
    rect: Rect,
    /// How many signs were there before it.
    n_before: usize,
    /// Whether it is as light as paper.
    is_light: bool,
    /// Whether nothing is seen through it.
    is_cover: bool,
}

/// What is drawn on a page beside its signs.
#[derive(Default)]
pub(super) struct Canvas {
    /// The page.
    bounds: Rect,
    /// The parts of the page in which something is drawn, each within the one before it.
    clips: Vec<Rect>,
    /// Whether what is drawn now is seen through, group by group.
    groups: Vec<bool>,
    /// The filled areas.
    areas: Vec<Area>,
    /// The pictures.
    pictures: Vec<Rect>,
    /// How each sign is drawn.
    looks: Vec<Look>,
}

impl Canvas {
    /// The empty page.
    pub(super) fn new(bounds: Rect) -> Self {
        Self { bounds, ..Self::default() }
    }

    /// What is drawn from now on is drawn in a part of the page.
    pub(super) fn push_clip(&mut self, clip: Rect) {
        let within = self.clips.last().map_or(clip, |last| last.intersect(clip));
        self.clips.push(within);
    }

    /// The last part ends.
    pub(super) fn pop_clip(&mut self) {
        self.clips.pop();
    }

    /// What is drawn from now on belongs together.
    pub(super) fn push_group(&mut self, opacity: f32, has_mask: bool, blend: BlendMode) {
        self.groups.push(opacity < 0.95 || has_mask || blend != BlendMode::Normal);
    }

    /// The last group ends.
    pub(super) fn pop_group(&mut self) {
        self.groups.pop();
    }

    /// An area is filled after so many signs.
    pub(super) fn fill(&mut self, rect: Rect, props: &DrawProps<'_>, (n_before, is_whole): (usize, bool)) {
        let rect = self.clips.last().map_or(rect, |clip| clip.intersect(rect));
        let is_large = MIN_AREA <= rect.width() && MIN_AREA <= rect.height();
        if !is_large || MAX_AREAS <= self.areas.len() {
            return;
        }
        let is_plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal && !self.groups.contains(&true);
        let alpha = color(&props.paint).map_or(0.0, |[_, _, _, alpha]| alpha);
        let is_cover = is_whole && is_plain && 0.95 <= alpha;
        self.areas.push(Area { rect, n_before, is_light: is_light(&props.paint), is_cover });
    }

    /// A picture is drawn.
    pub(super) fn picture(&mut self, rect: Rect) {
        if self.pictures.len() < MAX_AREAS {
            self.pictures.push(rect);
        }
    }

    /// How a sign is drawn now.
    pub(super) fn look(&self, props: &DrawProps<'_>, mode: &DrawMode) -> Look {
        let is_invisible = matches!(mode, DrawMode::Invisible);
        Look { is_invisible, is_light: is_light(&props.paint), clip: self.clips.last().copied() }
    }

    /// A sign is drawn.
    pub(super) fn sign(&mut self, look: Look) {
        self.looks.push(look);
    }

    /// The words of a page's signs that are not seen, by why they are not.
    pub(super) fn unseen(&self, signs: &[Sign]) -> Vec<(Unseen, String)> {
        let whys: Vec<Option<Unseen>> = signs.iter().zip(&self.looks).enumerate().map(|(idx, pair)| self.why(idx, pair)).collect();
        if whys.iter().all(Option::is_none) {
            return Vec::new();
        }
        // What is seen once is seen, however often it is drawn at its place.
        let place = |sign: &Sign| (sign.text.clone(), sign.x.round().to_bits(), sign.y.round().to_bits());
        let seen: HashSet<_> = signs.iter().zip(&whys).filter(|(_, why)| why.is_none()).map(|(sign, _)| place(sign)).collect();
        let mut words: Vec<(Unseen, String)> = Vec::new();
        let mut last: Option<&Sign> = None;
        for (sign, why) in signs.iter().zip(whys) {
            let Some(why) = why.filter(|_| !seen.contains(&place(sign))) else {
                last = None;
                continue;
            };
            let is_next = |last: &Sign| (sign.y - last.y).abs() < sign.size * 0.3 && (sign.x - last.end).abs() < sign.size * 0.16;
            let space = if last.is_some_and(is_next) { "" } else { " " };
            match words.iter_mut().find(|(known, _)| *known == why) {
                Some((_, text)) => text.extend([space, &sign.text]),
                None => words.push((why, sign.text.clone())),
            }
            last = Some(sign);
        }
        let words = words.into_iter().map(|(why, text)| (why, text.split_whitespace().collect::<Vec<_>>().join(" ")));
        words.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// Why a sign is not seen; `None` where it is, or says nothing.
    fn why(&self, idx: usize, (sign, look): (&Sign, &Look)) -> Option<Unseen> {
        if sign.text.trim().is_empty() {
            return None;
        }
        let middle = Point::new(f64::midpoint(sign.x, sign.end), sign.y - sign.size * 0.3);
        let has_picture = || self.pictures.iter().any(|rect| rect.contains(middle));
        let covers = || self.areas.iter().filter(|area| area.is_cover && area.rect.contains(middle));
        if look.is_invisible {
            // The words of a scan lie over its picture, or under it; what is drawn over that covers both.
            let is_covered = covers().any(|area| !area.is_light || idx < area.n_before) && has_picture();
            return if is_covered { Some(Unseen::Covered) } else { (!has_picture()).then_some(Unseen::Invisible) };
        }
        if !self.bounds.inflate(1.0, 1.0).contains(middle) {
            return Some(Unseen::Outside);
        }
        if look.clip.is_some_and(|clip| !clip.inflate(1.0, 1.0).contains(middle)) {
            return Some(Unseen::Clipped);
        }
        if covers().any(|area| idx < area.n_before) {
            return Some(Unseen::Covered);
        }
        let behind = || self.areas.iter().rev().find(|area| area.n_before <= idx && area.rect.contains(middle));
        (look.is_light && behind().is_none_or(|area| area.is_light) && !has_picture()).then_some(Unseen::White)
    }
}

/// The colour of what is drawn; none where it is a pattern.
fn color(paint: &Paint<'_>) -> Option<[f32; 4]> {
    match paint {
        Paint::Color(color) => Some(color.to_rgba().components()),
        Paint::Pattern(_) => None,
    }
}

/// Whether what is drawn is as light as paper, or clear.
fn is_light(paint: &Paint<'_>) -> bool {
    color(paint).is_some_and(|[red, green, blue, alpha]| alpha < 0.05 || [red, green, blue].iter().all(|part| LIGHT <= *part))
}
