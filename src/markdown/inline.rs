//! The inline text of a block in pieces: words without Markdown marks, and the marks between them; and back again.
//!
//! Block-level marks (`- `, `### `, `{.question}`, the pipes around a row) are no part of it.

pub mod write;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{events, superscript};
use crate::model::letter::{Block, BlockKind};
use crate::model::markup::Elements;

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// The mark of a footnote.
    Note,
    /// A hard line break.
    Break,
    /// The border between two cells of a row.
    Cell,
    /// Code, with its text.
    Code,
    /// An address in angle brackets.
    Address,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// A link.
    Link,
    /// An image, around its description.
    Image,
    /// An allowed element of HTML.
    Element,
}

/// A mark as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// How it is written; of a pair, how it opens.
    pub raw: String,
    /// How a pair closes; empty for a mark that stands alone.
    pub close: String,
    /// What it adds to the edition text.
    pub text: String,
}

/// A piece of a block's inline text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A mark that stands alone.
    Mark(Mark),
    /// The mark of a pair opens.
    Open(Mark),
    /// The mark that was opened last closes.
    Close,
}

/// The inline text of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// Its bytes in the file; nothing for a block without text.
    pub span: Range<usize>,
    /// Its pieces.
    pub pieces: Vec<Piece>,
}

/// The inline text of each block of the Markdown that begins at a byte of a text and in which some elements of HTML are allowed, in the
/// order of `blocks::find`.
#[must_use]
pub fn find(text: &str, body_start: usize, elements: Elements) -> Vec<Inline> {
    find_and_refuse(text, body_start, elements, &mut Vec::new())
}

/// The same; `refused` gets the bytes of raw HTML that became text.
fn find_and_refuse(text: &str, body_start: usize, elements: Elements, refused: &mut Vec<Range<usize>>) -> Vec<Inline> {
    let body = text.get(body_start..).unwrap_or_default();
    let mut finder = Finder { body, found: Vec::new(), open: None, marks: Vec::new(), last_end: 0, n_items: 0, n_cells: 0, address: false };
    for (event, span) in events(body, elements, refused) {
        finder.take(event, span);
    }
    let mut found = finder.found;
    for inline in &mut found {
        inline.span = inline.span.start + body_start..inline.span.end + body_start;
    }
    found
}

/// The edition text of pieces, as `blocks::find` has it.
#[must_use]
pub fn plain(pieces: &[Piece]) -> String {
    let text: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Mark(mark) => mark.text.as_str(),
            Piece::Open(_) | Piece::Close => "",
        })
        .collect();
    text.trim_end().to_owned()
}

/// What is known while the events pass: the same rules as in `blocks::find`.
struct Finder<'a> {
    /// The Markdown.
    body: &'a str,
    /// The inline texts so far.
    found: Vec<Inline>,
    /// The one that is being collected; its span is empty until its first piece.
    open: Option<Inline>,
    /// The pairs that are open: where their marks stand among the pieces.
    marks: Vec<usize>,
    /// Where the last inline event ended.
    last_end: usize,
    /// How many list items are open.
    n_items: usize,
    /// How many cells of the open row have begun.
    n_cells: usize,
    /// Whether the words of an address in angle brackets are awaited.
    address: bool,
}

impl Finder<'_> {
    /// Takes the next event.
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) if self.address => self.set_address(&text),
            Event::Text(text) => self.add(Piece::Text(text.into_string()), span),
            Event::Rule => self.close(),
            Event::SoftBreak => self.add(Piece::Text(" ".into()), span),
            Event::HardBreak => {
                let raw = Some(self.raw(&span)).filter(|raw| raw.starts_with('<')).unwrap_or_else(|| "\\\n".into());
                self.add_alone((MarkKind::Break, raw, "\n".into()), span);
            }
            Event::InlineHtml(tag) if tag.starts_with("</") => self.close_pair(span),
            Event::InlineHtml(_) => {
                let n_bytes = span.len();
                self.open_pair(MarkKind::Element, span, n_bytes);
            }
            Event::Code(text) => self.add_alone((MarkKind::Code, self.raw(&span), text.into_string()), span),
            Event::FootnoteReference(name) => self.add_alone((MarkKind::Note, self.raw(&span), superscript(&name)), span),
            _ => {}
        }
    }

    /// A tag opens.
    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Heading { .. } | Tag::Paragraph | Tag::CodeBlock(_) | Tag::TableHead | Tag::TableRow => {
                self.close();
                self.open = Some(Inline::default());
                self.n_cells = 0;
            }
            Tag::List(_) | Tag::BlockQuote(_) => self.close(),
            Tag::Item => {
                self.close();
                self.n_items += 1;
            }
            Tag::TableCell => self.start_cell(span),
            Tag::Emphasis => self.open_pair(MarkKind::Emphasis, span, 1),
            Tag::Strong => self.open_pair(MarkKind::Strong, span, 2),
            Tag::Image { link_type, dest_url, title, .. } => self.open_link((MarkKind::Image, 2), span, (link_type, &dest_url, &title)),
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.address = true;
                self.add_alone((MarkKind::Address, self.raw(&span), String::new()), span);
            }
            Tag::Link { link_type, dest_url, title, .. } => self.open_link((MarkKind::Link, 1), span, (link_type, &dest_url, &title)),
            _ => {}
        }
    }

    /// A tag closes.
    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow | TagEnd::CodeBlock => self.close(),
            TagEnd::Item => {
                self.close();
                self.n_items -= 1;
            }
            TagEnd::TableCell => self.last_end = span.end,
            TagEnd::Link if self.address => self.address = false,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Image | TagEnd::Link => self.close_pair(span),
            _ => {}
        }
    }

    /// A cell begins: the border before it is a mark.
    fn start_cell(&mut self, span: Range<usize>) {
        let Some(open) = &mut self.open else { return };
        self.n_cells += 1;
        let start = span.start + self.body.get(span.clone()).map_or(0, |cell| cell.len() - cell.trim_start_matches(['|', ' ', '\t']).len());
        if self.n_cells == 1 {
            // An empty cell has a place inside it too.
            let start = start.min(span.end.saturating_sub(1)).max(span.start);
            open.span = start..span.end;
        } else {
            self.add_alone((MarkKind::Cell, " | ".into(), "\t".into()), span);
        }
    }

    /// The bytes of an event.
    fn raw(&self, span: &Range<usize>) -> String {
        self.body.get(span.clone()).unwrap_or_default().to_owned()
    }

    /// Adds a mark that stands alone: what it is, how it is written, what it adds to the edition text.
    fn add_alone(&mut self, (kind, raw, text): (MarkKind, String, String), span: Range<usize>) {
        self.add(Piece::Mark(Mark { kind, raw, close: String::new(), text }), span);
    }

    /// Gives the address that was added last its words.
    fn set_address(&mut self, text: &str) {
        if let Some(Piece::Mark(mark)) = self.open.as_mut().and_then(|open| open.pieces.last_mut()) {
            mark.text.push_str(text);
        }
    }

    /// Opens a pair whose mark is so many bytes long.
    fn open_pair(&mut self, kind: MarkKind, span: Range<usize>, n_bytes: usize) {
        let raw = self.raw(&(span.start..span.start + n_bytes));
        self.add(Piece::Open(Mark { kind, raw, close: String::new(), text: String::new() }), span.clone());
        self.last_end = span.start + n_bytes;
        let at = self.open.as_ref().map(|open| open.pieces.len() - 1);
        self.marks.extend(at);
    }

    /// Opens a link or an image. What it refers to by its own words is written out, because other words would refer to nothing.
    fn open_link(&mut self, (kind, n_bytes): (MarkKind, usize), span: Range<usize>, target: (LinkType, &str, &str)) {
        self.open_pair(kind, span, n_bytes);
        let (link_type, destination, title) = target;
        if let Some(mark) = self.opened().filter(|_| link_type != LinkType::Inline) {
            mark.close = write::link_end(destination, title);
        }
    }

    /// Closes the pair that was opened last.
    fn close_pair(&mut self, span: Range<usize>) {
        let close = self.raw(&(self.last_end..span.end));
        if let Some(mark) = self.opened()
            && mark.close.is_empty()
        {
            mark.close = close;
        }
        self.marks.pop();
        self.add(Piece::Close, span);
    }

    /// The mark of the pair that was opened last.
    fn opened(&mut self) -> Option<&mut Mark> {
        let at = *self.marks.last()?;
        match self.open.as_mut()?.pieces.get_mut(at)? {
            Piece::Open(mark) => Some(mark),
            _ => None,
        }
    }

    /// Adds a piece; it opens a block where a tight list item begins with it.
    fn add(&mut self, piece: Piece, span: Range<usize>) {
        self.last_end = span.end;
        if self.open.is_none() && 0 < self.n_items {
            self.open = Some(Inline::default());
        }
        let Some(open) = &mut self.open else { return };
        if open.pieces.is_empty() && open.span.is_empty() {
            // An escape stands before the character that is told.
            let is_escaped = self.body.get(..span.start).is_some_and(|before| before.ends_with('\\'));
            open.span = span.start - usize::from(is_escaped)..span.end;
        }
        open.span.end = open.span.end.max(span.end);
        match (open.pieces.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(more)) => before.push_str(&more),
            (_, piece) => open.pieces.push(piece),
        }
    }

    /// Ends the inline text that is being collected.
    fn close(&mut self) {
        let Some(mut inline) = self.open.take() else { return };
        self.marks.clear();
        let end = self.body.get(inline.span.clone()).map_or(0, |raw| raw.len() - raw.trim_end().len());
        inline.span.end -= end;
        if let Some(Piece::Text(text)) = inline.pieces.last_mut() {
            text.truncate(text.trim_end().len());
        }
        self.found.push(inline);
    }
}

/// The bytes of the lines that a block takes up alone: its own, and the empty lines after it.
#[must_use]
pub fn lines_of(text: &str, block: &Block, inline: &Inline) -> Range<usize> {
    let start = text.get(..block.span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    // A list item holds the items inside it.
    let last = if block.kind == BlockKind::Item { inline.span.end } else { block.span.end };
    let rest = text.get(last..).unwrap_or_default();
    let mut end =
        if text.get(..last).is_some_and(|before| before.ends_with('\n')) { 0 } else { rest.find('\n').map_or(rest.len(), |at| at + 1) };
    while let Some(line) = rest.get(end..).and_then(|after| after.split_inclusive('\n').next()).filter(|line| line.trim().is_empty()) {
        end += line.len();
    }
    start..last + end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::markup::Element;

    /// Pieces in a short form.
    fn shown(pieces: &[Piece]) -> String {
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Mark(mark) => out.push_str(&format!("⟨{}⟩", mark.raw.replace('\n', "↵"))),
                Piece::Open(mark) => out.push_str(&format!("⟨{}…{}⟩", mark.raw, mark.close)),
                Piece::Close => out.push_str("⟨/⟩"),
            }
        }
        out
    }

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        check_with(Elements::default(), body, expected);
    }

    #[track_caller]
    fn check_with(elements: Elements, body: &str, expected: &[&str]) {
        let found = find(body, 0, elements);
        let pieces: Vec<String> = found.iter().map(|inline| shown(&inline.pieces)).collect();
        assert_eq!(pieces, expected);
        // A text is the same once its inline parts are taken out and put back.
        let file = std::sync::Arc::new(crate::model::file::SourceFile::new("x.md".into(), body.into()));
        let blocks = super::super::blocks::find_with(&file, 0, elements, &mut crate::problem::Problems::default());
        assert_eq!(blocks.len(), found.len());
        let mut text = body.to_owned();
        for (block, inline) in blocks.iter().zip(&found).rev() {
            assert_eq!(plain(&inline.pieces), *block.text.read(), "the edition text is the same");
            let markdown = write::to_markdown(&inline.pieces, &block.kind, elements).expect("Markdown");
            text.replace_range(inline.span.clone(), &markdown);
        }
        assert_eq!(text, body);
    }

    #[test]
    fn words_and_marks() {
        let found = find("[a][b] ![c] [d]()\n\n[b]: x\\ 'y'\n[c]: z\n", 0, Elements::default());
        let shown: Vec<String> = found.iter().map(|inline| shown(&inline.pieces)).collect();
        assert_eq!(shown, ["⟨[…](<x\\\\> \"y\")⟩a⟨/⟩ ⟨![…](<z>)⟩c⟨/⟩ ⟨[…]()⟩d⟨/⟩"], "written out");
        check(
            "A *b* **c [d](letter:x \"t\")** `e`[^1]\\\nf <https://x.y>.\n\n[^1]:\n",
            &["A ⟨*…*⟩b⟨/⟩ ⟨**…**⟩c ⟨[…](letter:x \"t\")⟩d⟨/⟩⟨/⟩ ⟨`e`⟩⟨[^1]⟩⟨\\↵⟩f ⟨<https://x.y>⟩."],
        );
    }

    #[test]
    fn block_marks_are_left_out() {
        check("## 3 {.question}\n\n- a\n  - b\n\n> c\n\n1. d\n\n   e\n", &["3", "a", "b", "c", "d", "e"]);
        check("| a | b |\n|---|---|\n| *c* | d |\n|  | e |\n", &["a⟨ | ⟩b", "⟨*…*⟩c⟨/⟩⟨ | ⟩d", "⟨ | ⟩e"]);
        check("```json\n{}\n```\n", &["{}"]);
    }

    #[test]
    fn allowed_elements_are_marks() {
        let elements = [Element::Bold, Element::Subscript, Element::Break].into_iter().collect();
        check_with(
            elements,
            "- <b>a *b <sub>c</sub>*</b>\n- d<br>e\n\n| <b>f</b> | g<br/>h |\n|---|---|\n",
            &["⟨<b>…</b>⟩a ⟨*…*⟩b ⟨<sub>…</sub>⟩c⟨/⟩⟨/⟩⟨/⟩", "d⟨<br>⟩e", "⟨<b>…</b>⟩f⟨/⟩⟨ | ⟩g⟨<br/>⟩h"],
        );
    }

    #[test]
    fn raw_html_is_words_that_are_written_with_escapes() {
        let found = find("a <b>c\n\n  <div>\n  d\n\n\n</div> *e*\n", 0, Elements::default());
        let pieces: Vec<String> = found.iter().map(|inline| shown(&inline.pieces)).collect();
        assert_eq!(pieces, ["a <b>c", "<div>⟨\\↵⟩d", "</div> *e*"]);
        let markdown = |pieces: &[Piece]| write::to_markdown(pieces, &BlockKind::Paragraph, Elements::default());
        assert_eq!(found.first().and_then(|inline| markdown(&inline.pieces)).as_deref(), Some("a \\<b\\>c"));
        assert_eq!(found.get(1).and_then(|inline| markdown(&inline.pieces)).as_deref(), Some("\\<div\\>\\\nd"));
    }

    #[test]
    fn escapes_stand_where_they_are_needed() {
        check("\\> Retouradres\n\n1\\. Doelen\n\n2 \\*3\\* 4\n\n# a \\#\n", &["> Retouradres", "1. Doelen", "2 *3* 4", "a #"]);
        check("a_b & c * d [e] (f) {g} 1. #h\n", &["a_b & c * d [e] (f) {g} 1. #h"]);
    }
}
