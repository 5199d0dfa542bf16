//! Raw HTML in Markdown becomes text, as it is written, but for elements that the dossier allows. Comments are text too: nothing that
//! stands in an edition is hidden from its readers.
//!
//! A block of raw HTML becomes a paragraph with a line for each of its lines that says something, without the blanks around it. A tag
//! inside a line becomes a mark where its element is allowed and is opened and closed in one and the same place of one block, and the
//! sanitiser takes nothing out of it; otherwise it is text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::Located;
use super::sieve::Sieve;
use crate::model::markup::{Element, Elements};

/// How deep allowed elements may stand in each other. More is text: no reader means it, and programs that read pages have a limit.
const MAX_DEPTH: usize = 16;

/// Whether a text can have raw HTML: a `<` that is not told to be a sign.
pub(super) fn may_be_in(body: &str) -> bool {
    body.contains('<')
}

/// Events without raw HTML: `Html` comes no more, `InlineHtml` is of allowed elements only. `refused` gets the bytes of each tag, and of
/// the first line of each block, that became text.
pub(super) fn read<'a>(events: impl Iterator<Item = Located<'a>>, elements: Elements, refused: &mut Vec<Range<usize>>) -> Vec<Located<'a>> {
    let mut reader = Reader {
        elements,
        out: Vec::new(),
        open: Vec::new(),
        n_images: 0,
        is_in_block: false,
        n_line_ends: None,
        sieve: Sieve::new(elements),
        refused,
    };
    for (event, span) in events {
        reader.take(event, span);
    }
    reader.leave();
    reader.refused.sort_by_key(|span| span.start);
    reader.out
}

/// What is open while the events pass.
enum Open<'a> {
    /// A container of Markdown.
    Container,
    /// An allowed element.
    Element {
        /// The element.
        element: Element,
        /// Where its tag stands among the finished events: as text, until it is closed.
        at: usize,
        /// Its tag as the sanitiser writes it.
        tag: CowStr<'a>,
    },
}

/// What is known while the events pass.
struct Reader<'a, 'r> {
    /// What is allowed.
    elements: Elements,
    /// The finished events.
    out: Vec<Located<'a>>,
    /// What is open.
    open: Vec<Open<'a>>,
    /// How many images are open: their words are an attribute, in which nothing is a mark.
    n_images: usize,
    /// Whether a block of HTML is open.
    is_in_block: bool,
    /// The line ends since the last line of the open block of HTML that says something; none before the first.
    n_line_ends: Option<usize>,
    /// The sanitiser.
    sieve: Sieve,
    /// What became text.
    refused: &'r mut Vec<Range<usize>>,
}

impl<'a> Reader<'a, '_> {
    /// Takes the next event.
    fn take(&mut self, event: Event<'a>, span: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                (self.n_line_ends, self.is_in_block) = (None, true);
                self.out.push((Event::Start(Tag::Paragraph), span));
            }
            Event::End(TagEnd::HtmlBlock) => {
                self.is_in_block = false;
                self.out.push((Event::End(TagEnd::Paragraph), span));
            }
            Event::Html(raw) => self.lines(&raw, &span),
            // The parser tells the blanks before a block of HTML as text.
            Event::Text(blanks) if self.is_in_block && blanks.trim().is_empty() => {}
            Event::InlineHtml(raw) => self.tag(raw, span),
            Event::Start(tag) => {
                self.n_images += usize::from(matches!(tag, Tag::Image { .. }));
                self.open.push(Open::Container);
                self.out.push((Event::Start(tag), span));
            }
            Event::End(tag) => {
                self.n_images -= usize::from(tag == TagEnd::Image && 0 < self.n_images);
                self.leave();
                self.out.push((Event::End(tag), span));
            }
            other => self.out.push((other, span)),
        }
    }

    /// Takes lines of a block of HTML.
    fn lines(&mut self, raw: &str, span: &Range<usize>) {
        let mut at = span.start;
        for line in raw.split_inclusive('\n') {
            let words = line.trim();
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            if !words.is_empty() {
                match self.n_line_ends {
                    None => self.refused.push(start..start + words.len()),
                    Some(number) => self.out.extend((0..number).map(|_| (Event::HardBreak, start..start))),
                }
                self.n_line_ends = Some(0);
                self.out.push((Event::Text(words.to_owned().into()), start..start + words.len()));
            }
            if line.ends_with('\n') {
                self.n_line_ends = self.n_line_ends.map(|number| number + 1);
            }
        }
    }

    /// Takes what stands in angle brackets inside a line.
    fn tag(&mut self, raw: CowStr<'a>, span: Range<usize>) {
        let element = name(&raw).and_then(Element::find).filter(|element| self.elements.has(*element) && self.n_images == 0);
        let Some(element) = element else { return self.refuse(raw, span) };
        if raw.starts_with("</") {
            return self.end(element, raw, span);
        }
        let is_deep = MAX_DEPTH <= self.open.iter().rev().take_while(|open| matches!(open, Open::Element { .. })).count();
        match self.sieve.tag(element, &raw).filter(|_| !is_deep) {
            Some(_) if element == Element::Break => self.out.push((Event::HardBreak, span)),
            Some(tag) => {
                self.open.push(Open::Element { element, at: self.out.len(), tag: tag.into() });
                self.out.push((Event::Text(raw), span));
            }
            None => self.refuse(raw, span),
        }
    }

    /// Closes an element, if it is open here; those inside it that are not closed are text.
    fn end(&mut self, element: Element, raw: CowStr<'a>, span: Range<usize>) {
        let mut here = self.open.iter().rev().take_while(|open| matches!(open, Open::Element { .. }));
        if !here.any(|open| matches!(open, Open::Element { element: other, .. } if *other == element)) {
            return self.refuse(raw, span);
        }
        while let Some(Open::Element { element: other, at, tag }) = self.open.pop() {
            if other != element {
                self.refuse_at(at);
                continue;
            }
            if let Some((event, _)) = self.out.get_mut(at) {
                *event = Event::InlineHtml(tag);
            }
            self.out.push((Event::InlineHtml(format!("</{}>", element.name()).into()), span));
            return;
        }
    }

    /// Leaves a container of Markdown: elements in it that are not closed are text.
    fn leave(&mut self) {
        while let Some(Open::Element { at, .. }) = self.open.pop() {
            self.refuse_at(at);
        }
    }

    /// Notes that a tag stays the text that stands there.
    fn refuse_at(&mut self, at: usize) {
        self.refused.extend(self.out.get(at).map(|(_, span)| span.clone()));
    }

    /// Makes a tag text.
    fn refuse(&mut self, raw: CowStr<'a>, span: Range<usize>) {
        self.refused.push(span.clone());
        self.out.push((Event::Text(raw), span));
    }
}

/// The name in a tag, where it is written as the settings write it.
fn name(raw: &str) -> Option<&str> {
    let rest = raw.strip_prefix("</").or_else(|| raw.strip_prefix('<'))?;
    rest.split(|char: char| !char.is_ascii_alphanumeric()).next()
}
