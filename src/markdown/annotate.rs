//! Marks words inside a block: links to what they name, notes of the editors, amounts of the ledger.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::escape::attribute;
use super::plain;

/// Words of a block that get a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The block's id.
    pub block: String,
    /// The bytes of the words in the block's edition text.
    pub span: Range<usize>,
    /// What becomes of them.
    pub mark: Mark,
}

/// What becomes of annotated words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A link around the words.
    Link {
        /// The relative address.
        href: String,
        /// A class for the style sheet.
        class: &'static str,
        /// What it leads to.
        title: String,
    },
    /// A link around the words of an amount to its row in the ledger, and the place to which that row leads.
    Amount {
        /// The relative address of the row.
        href: String,
        /// The anchor of the words.
        anchor: String,
        /// What it leads to.
        title: String,
    },
    /// A link around a term to its meaning, which is told on the same page.
    Term {
        /// The anchor of the meaning.
        anchor: String,
    },
    /// A span around the words and, after them, a link to an editors' note.
    Note {
        /// The note's anchor on the page.
        anchor: String,
        /// The sign that stands for it.
        sign: String,
        /// A class for the style sheet.
        class: &'static str,
        /// What the link is called for those who do not see it.
        label: String,
    },
}

impl Mark {
    /// Whether it is a link: links must not overlap.
    #[must_use]
    pub fn is_link(&self) -> bool {
        matches!(self, Self::Link { .. } | Self::Amount { .. } | Self::Term { .. })
    }
}

/// The bytes of the words in a block's text, or nothing if they are not there.
#[must_use]
pub fn locate(text: &str, words: &str) -> Option<Range<usize>> {
    let start = text.find(words)?;
    (!words.is_empty()).then(|| start..start + words.len())
}

/// Puts marks into the inline events of one block. Marks may overlap; of links that overlap, the first wins.
#[must_use]
pub(super) fn marked<'a>(events: Vec<Event<'a>>, annotations: &[&Annotation]) -> Vec<Event<'a>> {
    let spots = spots(annotations);
    if spots.is_empty() {
        return events;
    }
    let mut out = Vec::with_capacity(events.len() + spots.len() * 4);
    let mut at = 0;
    let mut depth_of_link = 0_usize;
    for event in events {
        let Some(words) = plain(&event) else {
            depth_of_link = follow(&event, depth_of_link);
            out.push(event);
            continue;
        };
        let span = at..at + words.len();
        at = span.end;
        match event {
            Event::Text(run) if spots.iter().any(|spot| meets(spot, &span)) => out.extend(split(&run, &span, &spots, depth_of_link > 0)),
            other => {
                out.push(other);
            }
        }
        notes_at(at, &spots, &mut out);
    }
    out
}

/// Whether a mark stands in a run of text, or next to it.
fn meets(spot: &Spot<'_>, run: &Range<usize>) -> bool {
    spot.span.start <= run.end && run.start <= spot.span.end
}

/// A mark with the bytes of its words.
struct Spot<'a> {
    /// The bytes in the block's text.
    span: Range<usize>,
    /// The mark.
    mark: &'a Mark,
    /// Whether it may be a link: an amount inside another link is a place only.
    is_link: bool,
}

/// The marks with their bytes; drops links that overlap an earlier one, but keeps the places of amounts.
fn spots<'a>(annotations: &[&'a Annotation]) -> Vec<Spot<'a>> {
    let mut spots: Vec<Spot<'a>> = Vec::new();
    for annotation in annotations {
        let span = &annotation.span;
        let overlaps = |spot: &Spot<'_>| spot.is_link && spot.span.start < span.end && span.start < spot.span.end;
        let mark = &annotation.mark;
        let is_link = mark.is_link() && !spots.iter().any(overlaps);
        if is_link || !mark.is_link() || matches!(mark, Mark::Amount { .. }) {
            spots.push(Spot { span: span.clone(), mark, is_link });
        }
    }
    spots
}

/// Counts how deep in author's links we are: `html` has written their tags already.
fn follow(event: &Event<'_>, depth: usize) -> usize {
    match event {
        Event::InlineHtml(tag) if tag.starts_with("<a ") => depth + 1,
        Event::InlineHtml(tag) if tag.as_ref() == "</a>" => depth.saturating_sub(1),
        _ => depth,
    }
}

/// Cuts a run of text at the ends of marks and wraps the pieces.
fn split<'a>(run: &CowStr<'a>, span: &Range<usize>, spots: &[Spot<'_>], is_in_link: bool) -> Vec<Event<'a>> {
    let mut out = Vec::new();
    let mut cuts: Vec<usize> = spots.iter().flat_map(|spot| [spot.span.start, spot.span.end]).collect();
    cuts.extend([span.start, span.end]);
    cuts.retain(|cut| span.start <= *cut && *cut <= span.end);
    cuts.sort_unstable();
    cuts.dedup();
    let framed: Vec<&Spot<'_>> = spots.iter().filter(|spot| is_framed(spot, span, spots)).collect();
    for (&from, &to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let piece = run.get(from - span.start..to - span.start).unwrap_or_default().to_owned();
        let is_around = |spot: &&Spot<'_>| spot.span.start <= from && to <= spot.span.end;
        let has_frame = |spot: &Spot<'_>| framed.iter().any(|framed| std::ptr::eq(*framed, spot));
        let at =
            |spot: &Spot<'_>| Piece { is_first: from == spot.span.start, has_frame: has_frame(spot), is_link: spot.is_link && !is_in_link };
        let around: Vec<(String, &str)> = spots.iter().filter(is_around).filter_map(|spot| tags(spot.mark, at(spot))).collect();
        out.extend(framed.iter().filter(|spot| spot.span.start == from).filter_map(|spot| frame(spot.mark)).map(html));
        out.extend(around.iter().map(|(opening, _)| html(opening.clone())));
        out.push(Event::Text(piece.into()));
        out.extend(around.iter().rev().map(|(_, closing)| html((*closing).to_owned())));
        if to < span.end {
            notes_at(to, spots, &mut out);
        }
        out.extend(framed.iter().filter(|spot| spot.span.end == to).map(|_| html("</span>".to_owned())));
    }
    out
}

/// Whether the words of an amount get a frame of their own around all their pieces: they stand in one run of text, and meet no other amount.
fn is_framed(spot: &Spot<'_>, run: &Range<usize>, spots: &[Spot<'_>]) -> bool {
    let is_amount = |spot: &Spot<'_>| matches!(spot.mark, Mark::Amount { .. });
    let meets = |other: &Spot<'_>| other.span.start < spot.span.end && spot.span.start < other.span.end && is_amount(other);
    let is_inside = run.start <= spot.span.start && spot.span.end <= run.end;
    is_amount(spot) && is_inside && spots.iter().filter(|other| meets(other)).count() == 1
}

/// The opening tag of the frame around an amount's words, to which links from elsewhere lead.
fn frame(mark: &Mark) -> Option<String> {
    let Mark::Amount { anchor, .. } = mark else { return None };
    Some(format!(r#"<span class="said" id="{}">"#, attribute(anchor)))
}

/// Adds the signs of the notes whose words end here. They are no stops of the keyboard: the notes follow the block, with one stop for all.
fn notes_at(at: usize, spots: &[Spot<'_>], out: &mut Vec<Event<'_>>) {
    for spot in spots.iter().filter(|spot| spot.span.end == at) {
        if let Mark::Note { anchor, sign, label, .. } = spot.mark {
            let (anchor, label, sign) = (attribute(anchor), attribute(label), attribute(sign));
            out.push(html(format!(r##"<sup class="note-mark"><a href="#{anchor}" tabindex="-1" aria-label="{label}">{sign}</a></sup>"##)));
        }
    }
}

/// A piece of finished HTML.
fn html<'a>(text: String) -> Event<'a> {
    Event::InlineHtml(text.into())
}

/// A piece of a mark's words.
#[derive(Clone, Copy)]
struct Piece {
    /// Whether it is the first.
    is_first: bool,
    /// Whether a frame stands around all of them.
    has_frame: bool,
    /// Whether it may be a link.
    is_link: bool,
}

/// The tags around a piece of a mark's words; none for a link where there may be none. An amount is one stop of the keyboard.
fn tags(mark: &Mark, piece: Piece) -> Option<(String, &'static str)> {
    match mark {
        Mark::Link { href, class, title } if piece.is_link => {
            Some((format!(r#"<a class="{class}" href="{}" title="{}">"#, attribute(href), attribute(title)), "</a>"))
        }
        Mark::Term { anchor } if piece.is_link => {
            let anchor = attribute(anchor);
            Some((format!(r##"<a class="term" href="#{anchor}" aria-describedby="{anchor}">"##), "</a>"))
        }
        Mark::Link { .. } | Mark::Term { .. } => None,
        Mark::Amount { href, anchor, title } => {
            let is_place = piece.is_first && !piece.has_frame;
            let place = if is_place { format!(r#" id="{}""#, attribute(anchor)) } else { String::new() };
            if !piece.is_link {
                return is_place.then(|| (format!("<span class=\"said\"{place}>"), "</span>"));
            }
            let stop = if piece.is_first { "" } else { r#" tabindex="-1""# };
            Some((format!(r#"<a class="amount"{place} href="{}" title="{}"{stop}>"#, attribute(href), attribute(title)), "</a>"))
        }
        Mark::Note { class, .. } => Some((format!(r#"<span class="{class}">"#), "</span>")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_link_stands_in_a_link_of_the_author() {
        let mark = || Mark::Link { href: "b.html".into(), class: "ref", title: "B".into() };
        let annotations = [0..8, 13..21].map(|span| Annotation { block: "p1".into(), span, mark: mark() });
        let tag = |text: &'static str| Event::InlineHtml(text.into());
        let events = vec![tag("<a href=\"a.html\">"), Event::Text("Letter 1".into()), tag("</a>"), Event::Text(" and Letter 2".into())];
        let marked = marked(events, &annotations.each_ref());
        let text: String = marked
            .iter()
            .map(|event| match event {
                Event::InlineHtml(text) | Event::Text(text) => text.as_ref(),
                _ => "?",
            })
            .collect();
        assert_eq!(text, "<a href=\"a.html\">Letter 1</a> and <a class=\"ref\" href=\"b.html\" title=\"B\">Letter 2</a>");
    }
}
