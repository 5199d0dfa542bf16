//! The tags of a PDF: what each part of it is, in the order in which it is read.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A part of a whole: all of a language.
    Part,
    /// A letter or another page.
    Article,
    /// A section.
    Section,
    /// A group without a meaning of its own.
    Group,
    /// The title of the whole.
    Title,
    /// A paragraph.
    Paragraph,
    /// A heading of a level.
    Heading(u16),
    /// A list, by whether it is numbered.
    List(bool),
    /// An item of a list.
    Item,
    /// The number or the word by which an item is known.
    Label,
    /// The text of an item.
    Body,
    /// A table.
    Table,
    /// The head of a table.
    Head,
    /// The rows of a table.
    Rows,
    /// The foot of a table.
    Foot,
    /// A row.
    Row,
    /// A cell that heads a row (`true`) or a column, over a number of columns.
    Header(bool, u32),
    /// A cell over a number of columns.
    Cell(u32),
    /// What a table or picture is called.
    Caption,
    /// A quotation in paragraphs of its own.
    Quote,
    /// A quotation in a line.
    InlineQuote,
    /// A note.
    Note,
    /// A link.
    Link,
    /// Code, sums of bytes and the like.
    Code,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Words of another language, numbers of blocks.
    Span,
    /// A list of contents.
    Contents,
    /// A line of it.
    Entry,
}

/// A part, by its place among all.
pub type NodeId = usize;

/// Where marks on pages are hung in, by its place among all.
pub type Slot = usize;

/// What a part holds.
#[derive(Clone, Copy, Debug)]
enum Child {
    /// Another part.
    Node(NodeId),
    /// Marks on pages.
    Slot(Slot),
}

/// A part.
#[derive(Debug)]
struct Part {
    /// What it is.
    kind: Kind,
    /// Its language, where it is another than that of what holds it.
    lang: Option<String>,
    /// Its title, of headings.
    title: Option<String>,
    /// What it holds.
    children: Vec<Child>,
}

/// All parts of a PDF.
#[derive(Debug, Default)]
pub struct Tags {
    /// The parts; the first is the whole.
    parts: Vec<Part>,
    /// The marks on pages.
    slots: Vec<Vec<Identifier>>,
}

impl Tags {
    /// No parts but the whole.
    pub fn new() -> Self {
        Self { parts: vec![Part { kind: Kind::Group, lang: None, title: None, children: Vec::new() }], slots: Vec::new() }
    }

    /// Begins a part at the end of another.
    pub fn open(&mut self, parent: NodeId, kind: Kind, lang: Option<&str>) -> NodeId {
        let id = self.parts.len();
        self.parts.push(Part { kind, lang: lang.map(str::to_owned), title: None, children: Vec::new() });
        if let Some(parent) = self.parts.get_mut(parent) {
            parent.children.push(Child::Node(id));
        }
        id
    }

    /// Says the title of a part.
    pub fn entitle(&mut self, id: NodeId, title: &str) {
        if let Some(part) = self.parts.get_mut(id) {
            part.title = Some(title.to_owned());
        }
    }

    /// Takes a place at the end of a part, for marks on pages.
    pub fn slot(&mut self, parent: NodeId) -> Slot {
        let slot = self.slots.len();
        self.slots.push(Vec::new());
        if let Some(parent) = self.parts.get_mut(parent) {
            parent.children.push(Child::Slot(slot));
        }
        slot
    }

    /// Hangs a mark on a page in.
    pub fn fill(&mut self, slot: Slot, identifier: Identifier) {
        if let Some(marks) = self.slots.get_mut(slot) {
            marks.push(identifier);
        }
    }

    /// The tree of all parts, in a language.
    pub fn tree(&self, lang: &str) -> TagTree {
        let mut whole = TagGroup::new(Tag::Div);
        self.hang(0, &mut whole);
        TagTree::from(whole.children).with_lang(Some(lang.to_owned()))
    }

    /// Hangs what a part holds into its group.
    fn hang(&self, id: NodeId, group: &mut TagGroup) {
        for child in self.parts.get(id).map(|part| part.children.as_slice()).unwrap_or_default() {
            match *child {
                Child::Slot(slot) => self.slots.get(slot).into_iter().flatten().for_each(|mark| group.push(*mark)),
                Child::Node(id) => {
                    let Some(part) = self.parts.get(id) else { continue };
                    let mut inner = TagGroup::new(tag(part).with_lang(part.lang.clone()));
                    self.hang(id, &mut inner);
                    if !inner.children.is_empty() || matches!(part.kind, Kind::Cell(_) | Kind::Header(..)) {
                        group.push(inner);
                    }
                }
            }
        }
    }
}

/// A part as the PDF names it.
fn tag(part: &Part) -> TagKind {
    match part.kind {
        Kind::Part => Tag::Part.into(),
        Kind::Article => Tag::Article.into(),
        Kind::Section => Tag::Section.into(),
        Kind::Group => Tag::Div.into(),
        Kind::Title => Tag::Title.into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Heading(level) => Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), part.title.clone()).into(),
        Kind::List(true) => Tag::L(ListNumbering::Decimal).into(),
        Kind::List(false) => Tag::L(ListNumbering::None).into(),
        Kind::Item => Tag::LI.into(),
        Kind::Label => Tag::Lbl.into(),
        Kind::Body => Tag::LBody.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Head => Tag::THead.into(),
        Kind::Rows => Tag::TBody.into(),
        Kind::Foot => Tag::TFoot.into(),
        Kind::Row => Tag::TR.into(),
        Kind::Header(is_row, span) => {
            let scope = if is_row { TableHeaderScope::Row } else { TableHeaderScope::Column };
            Tag::TH(scope).with_col_span(wide(span)).into()
        }
        Kind::Cell(span) => Tag::TD.with_col_span(wide(span)).into(),
        Kind::Caption => Tag::Caption.into(),
        Kind::Quote => Tag::BlockQuote.into(),
        Kind::InlineQuote => Tag::InlineQuote.into(),
        Kind::Note => Tag::Note.into(),
        Kind::Link => Tag::Link.into(),
        Kind::Code => Tag::Code.into(),
        Kind::Emphasis => Tag::Em.into(),
        Kind::Strong => Tag::Strong.into(),
        Kind::Span => Tag::Span.into(),
        Kind::Contents => Tag::TOC.into(),
        Kind::Entry => Tag::TOCI.into(),
    }
}

/// Over how many columns a cell runs, where that is more than one.
fn wide(span: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(span).filter(|span| 1 < span.get())
}
