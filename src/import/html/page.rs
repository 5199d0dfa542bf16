//! The blocks of a web page, while its tags pass. Tags that nobody closed do no harm: a block ends where the next begins.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

use crate::import::draft::{Draft, Note, Shape};
use crate::markdown::superscript;

/// Elements that hold nothing of a text.
const SKIPPED: &[&str] = &[
    "script", "style", "nav", "aside", "form", "noscript", "template", "svg", "button", "select", "iframe", "head", "footer", "dialog",
    "math", "object", "video", "audio",
];

/// Roles of elements that stand around a text.
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert", "menu"];

/// Elements that begin and end a block.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "address",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "body",
    "caption",
    "details",
    "summary",
    "fieldset",
];

/// Elements without an end.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// The attributes of a tag.
type Attributes = BTreeMap<String, String>;

/// Which part of a page is its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// What it calls its main part.
    Main,
    /// The one article that it has.
    Article,
    /// All but what stands around a text.
    Whole,
}

impl Region {
    /// Finds which part of a page is its text.
    pub(super) fn of(text: &str) -> Self {
        let (mut has_main, mut n_articles) = (false, 0);
        for token in Tokenizer::new(text).flatten() {
            let Token::StartTag(tag) = token else { continue };
            let is_role = |(name, value): (&[u8], &[u8])| name == b"role" && value == b"main";
            has_main |= tag.name.as_slice() == b"main" || tag.attributes.iter().any(|(name, value)| is_role((name, value)));
            n_articles += usize::from(tag.name.as_slice() == b"article");
        }
        match (has_main, n_articles) {
            (true, _) => Self::Main,
            (false, 1) => Self::Article,
            (false, _) => Self::Whole,
        }
    }

    /// Whether a tag opens the part.
    fn is_opened_by(self, name: &str, attributes: &Attributes) -> bool {
        match self {
            Self::Main => name == "main" || attributes.get("role").is_some_and(|role| role == "main"),
            Self::Article => name == "article",
            Self::Whole => false,
        }
    }
}

/// A list that is open.
struct List {
    /// The number of the next item; none where they have bullets.
    next: Option<usize>,
}

/// What is known while the tags pass.
pub(super) struct Page<'a> {
    /// Which part is the text.
    region: Region,
    /// The element that opened it, and how many of that name are open in it.
    inside: Option<(String, usize)>,
    /// The element that is skipped, and how many of that name are open in it.
    skipped: Option<(String, usize)>,
    /// The ids of footnotes, with their numbers.
    targets: &'a BTreeMap<String, u32>,
    /// The footnote that is open, with the element that opened it.
    note: Option<(u32, String)>,
    /// The lists that are open.
    lists: Vec<List>,
    /// The cells of the row that is open.
    row: Option<Vec<String>>,
    /// What the open block is.
    shape: Shape,
    /// Its text.
    text: String,
    /// Whether raised figures stand there.
    is_raised: bool,
    /// The blocks so far.
    drafts: Vec<Draft>,
    /// The footnotes so far.
    notes: Vec<Note>,
}

impl<'a> Page<'a> {
    /// Begins a page.
    pub(super) fn new(region: Region, targets: &'a BTreeMap<String, u32>) -> Self {
        Self {
            region,
            inside: (region == Region::Whole).then(|| (String::new(), 1)),
            skipped: None,
            targets,
            note: None,
            lists: Vec::new(),
            row: None,
            shape: Shape::Paragraph,
            text: String::new(),
            is_raised: false,
            drafts: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A tag opens.
    pub(super) fn start(&mut self, name: &str, attributes: &Attributes, is_closed: bool) {
        if VOID.contains(&name) || is_closed && !BLOCKS.contains(&name) {
            if name == "br" && self.is_taken() {
                self.text.push('\n');
            }
            return;
        }
        if let Some((open, count)) = &mut self.skipped {
            *count += usize::from(open == name);
            return;
        }
        if let Some((open, count)) = &mut self.inside {
            *count += usize::from(open == name);
        } else if self.region.is_opened_by(name, attributes) {
            self.inside = Some((name.to_owned(), 1));
        }
        if SKIPPED.contains(&name) || is_hidden(attributes) {
            self.skipped = Some((name.to_owned(), 1));
            return;
        }
        self.open(name, attributes);
    }

    /// A tag opens that may begin a block.
    fn open(&mut self, name: &str, attributes: &Attributes) {
        if BLOCKS.contains(&name) && self.row.is_none() {
            self.flush();
        }
        if let Some(number) = attributes.get("id").and_then(|id| self.targets.get(id)).filter(|_| self.note.is_none()) {
            self.note = Some((*number, name.to_owned()));
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.get(1..).and_then(|level| level.parse().ok()).unwrap_or(1);
                self.shape = Shape::Heading(level);
            }
            "ul" | "menu" => self.lists.push(List { next: None }),
            "ol" => {
                let start = attributes.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push(List { next: Some(start) });
            }
            "li" => self.shape = self.item(),
            "tr" => {
                self.end_row();
                self.row = Some(Vec::new());
            }
            "td" | "th" => {
                if let Some(cells) = &mut self.row {
                    end_cell(cells, &mut self.text);
                    cells.push(String::new());
                }
            }
            "sup" => self.is_raised = true,
            _ => {}
        }
    }

    /// The next item of the list that is open.
    fn item(&mut self) -> Shape {
        let depth = self.lists.len().saturating_sub(1);
        let number = self.lists.last_mut().and_then(|list| list.next.as_mut()).map(|next| {
            let number = next.to_string();
            *next = next.saturating_add(1);
            number
        });
        Shape::Item(depth, number)
    }

    /// A tag closes.
    pub(super) fn end(&mut self, name: &str) {
        if let Some((open, count)) = &mut self.skipped {
            *count -= usize::from(open == name);
            if *count == 0 {
                self.skipped = None;
            }
            return;
        }
        match name {
            "sup" => self.is_raised = false,
            "tr" | "table" => self.end_row(),
            _ if BLOCKS.contains(&name) && self.row.is_none() => self.flush(),
            _ => {}
        }
        if matches!(name, "ul" | "ol" | "menu") {
            self.lists.pop();
        }
        if self.note.as_ref().is_some_and(|(_, open)| open == name) {
            self.flush();
            self.note = None;
        }
        if let Some((open, count)) = &mut self.inside {
            *count -= usize::from(open == name).min(*count);
            if *count == 0 {
                self.flush();
                self.inside = None;
            }
        }
    }

    /// Words.
    pub(super) fn text(&mut self, words: &str) {
        if !self.is_taken() {
            return;
        }
        let trimmed = words.trim_matches(['[', ']', ' ']);
        if self.is_raised && !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
            self.text.push_str(&superscript(trimmed));
            return;
        }
        if self.is_raised && matches!(words.trim(), "[" | "]") {
            return;
        }
        // White space of HTML, line ends too, is a space; one that does not break stays.
        let words: String = words.chars().map(|char| if char.is_ascii_whitespace() { ' ' } else { char }).collect();
        self.text.push_str(&words);
    }

    /// Whether what stands here belongs to the text.
    fn is_taken(&self) -> bool {
        self.inside.is_some() && self.skipped.is_none()
    }

    /// Ends the row of a table; one of a single cell is a paragraph.
    fn end_row(&mut self) {
        let Some(mut cells) = self.row.take() else { return };
        end_cell(&mut cells, &mut self.text);
        let cells: Vec<String> = cells.into_iter().map(|cell| squeezed(&cell).replace('\n', " ")).collect();
        if cells.iter().all(String::is_empty) {
            return;
        }
        let shape = if cells.len() == 1 { Shape::Paragraph } else { Shape::Row };
        self.drafts.push(Draft::new(shape, cells.join("\t"), 0));
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        let text = squeezed(&std::mem::take(&mut self.text));
        let shape = std::mem::replace(&mut self.shape, Shape::Paragraph);
        if text.is_empty() {
            // An item may hold its text in a paragraph.
            if matches!(shape, Shape::Item(..)) {
                self.shape = shape;
            }
            return;
        }
        match &self.note {
            Some((number, _)) => {
                let text = text.trim_end_matches(['↩', '↑', '^', '\u{fe0e}', ' ']).to_owned();
                self.notes.push(Note { number: *number, text: text.replace('\n', " "), line: None });
            }
            None => {
                let text = if matches!(shape, Shape::Heading(_)) { text.replace('\n', " ") } else { text };
                self.drafts.push(Draft::new(shape, text, 0));
            }
        }
    }

    /// Ends the page.
    pub(super) fn finish(mut self) -> (Vec<Draft>, Vec<Note>) {
        self.end_row();
        self.flush();
        (self.drafts, self.notes)
    }
}

/// Ends a cell: what stands in it is its text.
fn end_cell(cells: &mut [String], text: &mut String) {
    let text = std::mem::take(text);
    if let Some(cell) = cells.last_mut() {
        cell.push_str(&text);
    }
}

/// Whether an element is not shown, or stands around the text.
fn is_hidden(attributes: &Attributes) -> bool {
    let is = |name: &str, value: &str| attributes.get(name).is_some_and(|found| found == value);
    let is_around = attributes.get("role").is_some_and(|role| ROLES.contains(&role.as_str()));
    let is_trail = attributes.get("class").is_some_and(|class| class.split_whitespace().any(|class| class.starts_with("breadcrumb")));
    attributes.contains_key("hidden") || is("aria-hidden", "true") || is_around || is_trail
}

/// A text with single spaces, none around its lines.
fn squeezed(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
