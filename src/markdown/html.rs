//! Renders Markdown as HTML: block ids, sections for questions and answers, links of the dossier, marks, code.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd, html};

use super::annotate::{Annotation, marked};
use super::blocks::number;
use super::escape::attribute;
use super::needs::Needs;
use super::{destination, events, notes};
use crate::model::letter::{Block, BlockKind, Opens};

/// Renders a text.
#[must_use]
pub fn render(body: &str, needs: &Needs<'_>) -> String {
    let by_start = needs.blocks.iter().map(|block| (block.span.start, block)).collect();
    let mut by_block: BTreeMap<&str, Vec<&Annotation>> = BTreeMap::new();
    for annotation in needs.annotations {
        by_block.entry(&annotation.block).or_default().push(annotation);
    }
    let mut renderer = Renderer {
        needs,
        by_start,
        by_block,
        out: Vec::new(),
        inline: None,
        open: Vec::new(),
        items: Vec::new(),
        n_quotes: 0,
        code: None,
        tools: String::new(),
        after: String::new(),
        after_rows: String::new(),
        n_cells: 0,
        note: "".into(),
        marks: BTreeSet::new(),
    };
    let mut notes = Vec::new();
    let mut is_in_note = false;
    for (event, span) in events(body, needs.elements, &mut Vec::new()) {
        is_in_note |= matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        let is_end = matches!(event, Event::End(TagEnd::FootnoteDefinition));
        if is_in_note {
            std::mem::swap(&mut renderer.out, &mut notes);
        }
        renderer.take(event, needs.body_start + span.start);
        if is_in_note {
            std::mem::swap(&mut renderer.out, &mut notes);
        }
        is_in_note &= !is_end;
    }
    renderer.close_sections(0);
    let last_anchors = renderer.anchors(None);
    let mut text = String::with_capacity(body.len() * 2);
    html::push_html(&mut text, renderer.out.into_iter());
    text.push_str(&last_anchors);
    if !notes.is_empty() {
        text.push_str(&format!("<section class=\"footnotes\" aria-label=\"{}\"><ol>\n", attribute(needs.labels.notes)));
        html::push_html(&mut text, notes.into_iter());
        text.push_str("</ol></section>\n");
    }
    text
}

/// What is known while the events pass.
struct Renderer<'a, 'b> {
    /// What the text needs.
    needs: &'b Needs<'b>,
    /// The blocks, by where they begin.
    by_start: BTreeMap<usize, &'b Block>,
    /// The annotations, by block.
    by_block: BTreeMap<&'b str, Vec<&'b Annotation>>,
    /// Finished events.
    out: Vec<Event<'a>>,
    /// The inline events of the block that is open, with the block.
    inline: Option<(Vec<Event<'a>>, Option<&'b Block>)>,
    /// The levels of the sections that are open.
    open: Vec<u8>,
    /// Whether each open list item's own text has begun.
    items: Vec<Option<usize>>,
    /// How many quotes are open.
    n_quotes: usize,
    /// The info string and text of the code block that is open.
    code: Option<(String, String)>,
    /// What stands beside the heading that is open.
    tools: String,
    /// What follows the paragraph or heading that is open.
    after: String,
    /// What follows the table that is open: a row cannot have it.
    after_rows: String,
    /// The cells of the open row: in a head or not.
    n_cells: usize,
    /// The name of the footnote that is open.
    note: CowStr<'a>,
    /// The footnotes that were marked so far.
    marks: BTreeSet<String>,
}

impl<'a, 'b> Renderer<'a, 'b> {
    /// Takes the next event.
    fn take(&mut self, event: Event<'a>, start: usize) {
        if let Some((_, text)) = &mut self.code
            && let Event::Text(more) = &event
        {
            text.push_str(more);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, start),
            Event::End(tag) => self.end(tag),
            other => self.inline(other),
        }
    }

    /// A tag opens.
    fn start(&mut self, tag: Tag<'a>, start: usize) {
        match tag {
            Tag::Heading { level, .. } => {
                let level = number(level);
                self.close_sections(level);
                self.heading(level, start);
            }
            Tag::Paragraph => {
                let block = self.flush_and_find(start);
                self.html(format!("<p{}>", self.id_of(block)));
                self.inline = Some((self.opening(block), block));
            }
            Tag::Item => {
                self.flush();
                let block = self.by_start.get(&start).copied().filter(|block| block.kind == BlockKind::Item);
                self.html(format!("<li{}>", self.id_of(block)));
                self.items.push(Some(start));
            }
            Tag::CodeBlock(kind) => self.code(&kind, start),
            Tag::Table(_) => self.html("<div class=\"table\"><table>\n".into()),
            Tag::TableHead => self.row(start, "<thead>", 0),
            Tag::TableRow => self.row(start, "", 1),
            Tag::TableCell => self.cell(),
            Tag::FootnoteDefinition(name) => {
                self.html(notes::opening(self.needs.id_prefix, &name));
                self.note = name;
                self.items.push(None);
            }
            Tag::Link { dest_url, title, link_type, .. } => {
                let href = attribute(&(self.needs.link)(&destination(link_type, &dest_url)));
                let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", attribute(&title)) };
                let rel = if href.contains("://") { " rel=\"external noopener\" class=\"outside\"" } else { "" };
                self.inline(Event::InlineHtml(format!("<a href=\"{href}\"{title}{rel}>").into()));
            }
            Tag::Image { dest_url, title, id, link_type } => {
                let dest_url: CowStr<'a> = (self.needs.link)(&dest_url).into();
                self.inline(Event::Start(Tag::Image { link_type, dest_url, title, id }));
            }
            other if is_inline(&other) => self.inline(Event::Start(other)),
            other => {
                self.flush();
                self.n_quotes += usize::from(matches!(other, Tag::BlockQuote(_)));
                self.out.push(Event::Start(other));
            }
        }
    }

    /// Opens a code block: what surrounds one that can be cited carries its id.
    fn code(&mut self, kind: &CodeBlockKind<'_>, start: usize) {
        let block = self.flush_and_find(start).filter(|block| block.kind == BlockKind::Code);
        if let Some(block) = block {
            self.html(format!("<div{}>{}", self.id_of(Some(block)), self.anchors(Some(&block.id.0))));
            self.after = format!("{}</div>\n{}", (self.needs.at_end)(block), (self.needs.after)(block));
        }
        let info = if let CodeBlockKind::Fenced(info) = kind { info.to_string() } else { String::new() };
        self.code = Some((info, String::new()));
    }

    /// A tag closes.
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                self.flush();
                let tools = std::mem::take(&mut self.tools);
                let end = if tools.is_empty() { "" } else { "</div>" };
                self.close(&format!("</h{}>{tools}{end}\n", number(level)));
            }
            TagEnd::Paragraph => {
                self.flush();
                self.close("</p>\n");
            }
            TagEnd::Item => {
                self.flush_with("</li>\n");
                self.items.pop();
            }
            TagEnd::CodeBlock => {
                if let Some((info, text)) = self.code.take() {
                    self.html((self.needs.code)(&info, &text));
                }
                self.close("");
            }
            TagEnd::Table => {
                self.after = std::mem::take(&mut self.after_rows);
                self.close("</tbody></table></div>\n");
            }
            TagEnd::TableHead => self.flush_with("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.flush_with("</tr>\n"),
            TagEnd::TableCell => {
                let cell = if self.n_cells > 0 { "td" } else { "th" };
                self.inline(Event::InlineHtml(format!("</{cell}>").into()));
                self.inline(Event::Text("\t".into()));
            }
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Link => self.inline(Event::InlineHtml("</a>".into())),
            other if is_inline_end(other) => self.inline(Event::End(other)),
            other => {
                self.flush();
                self.n_quotes -= usize::from(matches!(other, TagEnd::BlockQuote(_)));
                self.out.push(Event::End(other));
            }
        }
    }

    /// Inline content: it begins the text of a tight list item.
    fn inline(&mut self, event: Event<'a>) {
        if self.inline.is_none() {
            let block = self.items.last().copied().flatten().and_then(|start| self.by_start.get(&start).copied());
            let block = block.filter(|block| block.kind == BlockKind::Item);
            self.inline = Some((self.opening(block), block));
        }
        if let Some((events, _)) = &mut self.inline {
            events.push(event);
        }
    }

    /// Writes finished HTML.
    fn html(&mut self, text: String) {
        self.out.push(Event::Html(text.into()));
    }

    /// Ends the text of the open block, with its marks.
    fn flush(&mut self) {
        let Some((events, block)) = self.inline.take() else { return };
        let annotations = block.and_then(|block| self.by_block.get(block.id.0.as_str()));
        let events = match (block, annotations) {
            (Some(block), Some(annotations)) => self.ended(marked(events, annotations), block),
            (Some(block), None) => self.ended(events, block),
            _ => events,
        };
        // Only now, because their text counts where marks are placed.
        for event in events {
            let event = match event {
                Event::FootnoteReference(name) => self.footnote_mark(&name),
                other => other,
            };
            self.out.push(event);
        }
        let Some(block) = block else { return };
        let after = (self.needs.after)(block);
        match block.kind {
            BlockKind::Item => self.html(after),
            BlockKind::Row => self.after_rows.push_str(&after),
            _ => self.after = after,
        }
    }

    /// A block's text with what stands at its end: in a table row that is its last cell, of a column's heading it follows the table
    /// as it would be read with every cell. A heading has it among its tools.
    fn ended(&mut self, mut events: Vec<Event<'a>>, block: &Block) -> Vec<Event<'a>> {
        let at_end = (self.needs.at_end)(block);
        match block.kind {
            BlockKind::Heading(..) => {}
            BlockKind::Row if self.n_cells == 0 => self.after_rows.push_str(&at_end),
            BlockKind::Row => events.insert(events.len().saturating_sub(2), Event::InlineHtml(at_end.into())),
            _ => events.push(Event::InlineHtml(at_end.into())),
        }
        events
    }

    /// Writes a closing tag and what follows the block.
    fn close(&mut self, closing: &str) {
        let after = std::mem::take(&mut self.after);
        self.html(format!("{closing}{after}"));
    }

    /// Ends the text of the open block and writes a closing tag.
    fn flush_with(&mut self, closing: &str) {
        self.flush();
        self.html(closing.to_owned());
    }

    /// Ends the open block and finds the one that begins here.
    fn flush_and_find(&mut self, start: usize) -> Option<&'b Block> {
        self.flush();
        self.by_start.get(&start).copied()
    }

    /// The id attribute of a block, and its class when it is stale.
    fn id_of(&self, block: Option<&Block>) -> String {
        match block {
            Some(block) if !block.id.0.is_empty() => {
                let class = if block.is_stale { " class=\"stale\"" } else { "" };
                format!(" id=\"{}{}\"{class}", self.needs.id_prefix, block.id)
            }
            _ => String::new(),
        }
    }

    /// What the text of a block begins with: anchors of retired ids, the mark of a stale translation.
    fn opening(&self, block: Option<&Block>) -> Vec<Event<'a>> {
        let Some(block) = block else { return Vec::new() };
        let mut opening = self.anchors(Some(&block.id.0));
        if block.is_stale {
            opening.push_str(&format!("<span class=\"stale-mark\">{}</span> ", attribute(self.needs.labels.stale)));
        }
        if opening.is_empty() { Vec::new() } else { vec![Event::InlineHtml(opening.into())] }
    }

    /// The anchors of retired ids that stand at a block, or at the end of the text.
    fn anchors(&self, at: Option<&str>) -> String {
        let here = self.needs.retired.iter().filter(|retired| retired.at.as_deref() == at);
        here.map(|retired| format!("<span id=\"{}{}\"></span>", self.needs.id_prefix, attribute(&retired.id))).collect()
    }

    /// Opens a heading, and the container of a question or an answer.
    fn heading(&mut self, level: u8, start: usize) {
        let block = self.flush_and_find(start);
        let mut label = String::new();
        if let Some(block) = block
            && let (Some(container), BlockKind::Heading(_, opens)) = (block.kind.container(), &block.kind)
        {
            let is_question = matches!(opens, Opens::Question(_));
            let class = if is_question { "question" } else { "answer" };
            self.html(format!("<section class=\"{class}\" id=\"{}{container}\">\n", self.needs.id_prefix));
            self.open.push(level);
            if is_question {
                label = format!("<span class=\"label\">{} </span>", attribute(self.needs.labels.question));
            }
        }
        self.tools = block.map(|block| (self.needs.tools)(block)).unwrap_or_default();
        let wrapper = if self.tools.is_empty() { "" } else { "<div class=\"heading\">" };
        self.html(format!("{wrapper}<h{level}{}>{label}", self.id_of(block)));
        self.inline = Some((self.opening(block), block));
    }

    /// Closes the containers of this level and deeper; in a list, a quote or a footnote none can end.
    fn close_sections(&mut self, level: u8) {
        self.flush();
        let is_outside = self.items.is_empty() && self.n_quotes == 0;
        while is_outside && self.open.last().is_some_and(|open| level <= *open) {
            self.open.pop();
            self.html("</section>\n".into());
        }
    }

    /// Opens a table row.
    fn row(&mut self, start: usize, before: &str, n_cells: usize) {
        let block = self.flush_and_find(start);
        self.html(format!("{before}<tr{}>", self.id_of(block)));
        self.n_cells = n_cells;
        self.inline = Some((Vec::new(), block));
    }

    /// Opens a table cell; the first of a row is its heading.
    fn cell(&mut self) {
        let tag = if self.n_cells == 0 { "<th scope=\"col\">" } else { "<td>" };
        self.inline(Event::InlineHtml(tag.into()));
        let first_of = self.inline.as_ref().filter(|(events, _)| events.len() == 1).and_then(|(_, block)| *block);
        for event in self.opening(first_of) {
            self.inline(event);
        }
    }

    /// A footnote's mark in the text; the first of several is the one to which the note leads back.
    fn footnote_mark(&mut self, name: &str) -> Event<'a> {
        let is_first = self.marks.insert(name.to_owned());
        Event::InlineHtml(notes::mark((self.needs.id_prefix, name), self.needs.labels.note, is_first).into())
    }

    /// Ends a footnote: one without text is a note that the source lacks.
    fn end_footnote(&mut self) {
        self.flush();
        self.items.pop();
        let is_empty = matches!(self.out.last(), Some(Event::Html(text)) if text.starts_with("<li id="));
        let missing = if is_empty { format!("<em>{}</em>", attribute(self.needs.labels.note_missing)) } else { String::new() };
        let closing = notes::closing((self.needs.id_prefix, &self.note), self.needs.labels.back);
        self.html(format!("{missing} {closing}"));
    }
}

/// Whether a tag stands inside a line of text.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript)
}

/// Whether a closing tag stands inside a line of text.
fn is_inline_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Image)
}
