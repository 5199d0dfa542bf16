//! Markdown as the blocks of an edition, and as HTML with anchors and annotations. The one home of pulldown-cmark.
//!
//! `blocks` finds the citable parts with their plain text; `html` renders the same text again with their ids.
//! Both read the same events, so a block and its anchor never part. `marks` and `losses` tell of what a page would lack or show otherwise
//! than it is written.

pub mod annotate;
pub mod blocks;
pub mod escape;
pub mod html;
pub mod inline;
mod losses;
mod marks;
pub mod needs;
mod notes;
mod raw;
mod sieve;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag, TextMergeWithOffset};
use serde::{Deserialize, Serialize};

use crate::model::markup::Elements;

/// An event with its bytes in the Markdown.
pub(crate) type Located<'a> = (Event<'a>, Range<usize>);

/// The Markdown that editions and pages are written in: CommonMark with tables, footnotes and heading classes.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES
}

/// The events of a text in which some elements of HTML are allowed, with runs of text joined: `Html` is never among them, `InlineHtml`
/// only as an allowed element's tag. `refused` gets the bytes of all other raw HTML, which became text.
pub(crate) fn events<'a>(body: &'a str, elements: Elements, refused: &mut Vec<Range<usize>>) -> impl Iterator<Item = Located<'a>> {
    let parser = Parser::new_ext(body, options()).into_offset_iter();
    // Most texts have none, and are read without being held.
    let all =
        if raw::may_be_in(body) { Events::Read(raw::read(parser, elements, refused).into_iter()) } else { Events::Plain(Box::new(parser)) };
    TextMergeWithOffset::new(all)
}

/// The events of a text.
enum Events<'a> {
    /// As they are.
    Plain(Box<OffsetIter<'a>>),
    /// Those of a text that may have raw HTML.
    Read(std::vec::IntoIter<Located<'a>>),
}

impl<'a> Iterator for Events<'a> {
    type Item = Located<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Plain(events) => events.next(),
            Self::Read(events) => events.next(),
        }
    }
}

/// A link that the author wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its destination as written.
    pub destination: String,
    /// Its bytes in the Markdown.
    pub span: Range<usize>,
    /// Whether a page shows what it leads to, as it does an image.
    pub is_image: bool,
}

/// The links and images of a text.
#[must_use]
pub fn links(body: &str) -> Vec<Link> {
    Parser::new_ext(body, options())
        .into_offset_iter()
        .filter_map(|(event, span)| match event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                Some(Link { destination: destination(link_type, &dest_url), span, is_image: false })
            }
            Event::Start(Tag::Image { dest_url, .. }) => Some(Link { destination: dest_url.into_string(), span, is_image: true }),
            _ => None,
        })
        .collect()
}

/// Where a link leads: one in angle brackets may be an address for mail.
pub(crate) fn destination(link_type: LinkType, written: &str) -> String {
    if link_type == LinkType::Email { format!("mailto:{written}") } else { written.to_owned() }
}

/// The text that an inline event adds to its block; `None` if it adds none.
pub(crate) fn plain(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text.to_string()),
        Event::SoftBreak => Some(" ".into()),
        Event::HardBreak => Some("\n".into()),
        Event::FootnoteReference(name) => Some(superscript(name)),
        _ => None,
    }
}

/// A footnote's name in superscript figures, where it is a number.
#[must_use]
pub fn superscript(name: &str) -> String {
    name.chars()
        .map(|char| match char {
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '0' => '⁰',
            '4'..='9' => char::from_u32(u32::from(char) - u32::from('4') + u32::from('⁴')).unwrap_or(char),
            other => other,
        })
        .collect()
}
