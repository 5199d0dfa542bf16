//! The blocks of a web page, while its elements pass. A block ends where the next begins.

use std::collections::BTreeMap;

use super::elements::{Attributes, BLOCKS, CONTENT, VOID};
use super::lists::List;
use super::marks;
use super::quotes::Quotes;
use super::region::Region;
use super::table::Table;
use crate::import::certain;
use crate::import::draft::{Draft, Note, Shape};

/// A footnote that is open.
struct Open {
    /// Its number.
    number: u32,
    /// The element that opened it, and how many of that name are open in it; none where the note is the block around a mark.
    within: Option<(String, usize)>,
    /// Whether something of it is among the footnotes.
    is_begun: bool,
    /// Whether it stands in a row of a table.
    is_in_row: bool,
}

/// What is known while the tags pass.
pub(super) struct Page<'a> {
    /// Which part is the text.
    region: Region,
    /// The element that opened it, and how many of that name are open in it.
    inside: Option<(String, usize)>,
    /// The ids of footnotes, with their numbers.
    targets: &'a BTreeMap<String, u32>,
    /// The footnote that is open.
    note: Option<Open>,
    /// The link to a footnote that is open: its number, and where its words begin.
    link: Option<(u32, usize)>,
    /// The lists that are open.
    lists: Vec<List>,
    /// What stands before the text of the item that is open, where that is no number of a list.
    lead: String,
    /// The table that is open.
    table: Table,
    /// The marks of quotations.
    quotes: Quotes,
    /// How many elements are open whose footer belongs to the text.
    n_content: usize,
    /// How many elements are open whose lines end on purpose.
    n_pre: usize,
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
    /// What is not sure about the block that is open.
    doubts: Vec<String>,
    /// What is not sure about footnotes.
    of_notes: Vec<String>,
}

impl<'a> Page<'a> {
    /// Begins a page.
    pub(super) fn new(region: Region, targets: &'a BTreeMap<String, u32>) -> Self {
        Self {
            region,
            inside: (region == Region::Whole).then(|| (String::new(), 1)),
            targets,
            note: None,
            link: None,
            lists: Vec::new(),
            lead: String::new(),
            table: Table::default(),
            quotes: Quotes::default(),
            n_content: 0,
            n_pre: 0,
            shape: Shape::Paragraph,
            text: String::new(),
            is_raised: false,
            drafts: Vec::new(),
            notes: Vec::new(),
            doubts: Vec::new(),
            of_notes: Vec::new(),
        }
    }

    /// Whether what stands here belongs to the part that is the text.
    pub(super) fn is_inside(&self) -> bool {
        self.inside.is_some()
    }

    /// Whether a footer that stands here belongs to the text.
    pub(super) fn has_content(&self) -> bool {
        0 < self.n_content
    }

    /// An element begins; whether it is the part that is the text, whatever else is said of it.
    pub(super) fn enter(&mut self, name: &str, attributes: &Attributes) -> bool {
        self.quotes.language(attributes.get("lang").map(String::as_str));
        let is_entered = self.inside.is_none() && self.region.is_opened_by(name, attributes);
        if is_entered {
            self.inside = Some((name.to_owned(), 0));
        }
        is_entered
    }

    /// An element begins within the text.
    pub(super) fn start(&mut self, name: &str, attributes: &Attributes) {
        if VOID.contains(&name) {
            match name {
                "br" => self.text.push('\n'),
                "hr" => self.part(),
                _ => {}
            }
            return;
        }
        if let Some((open, count)) = &mut self.inside {
            *count += usize::from(open == name);
        }
        self.n_content += usize::from(CONTENT.contains(&name));
        self.open(name, attributes);
    }

    /// Something is not sure about the block that is open.
    pub(super) fn doubt(&mut self, doubt: String) {
        self.doubts.push(doubt);
    }

    /// An element begins that may begin a block.
    fn open(&mut self, name: &str, attributes: &Attributes) {
        let is_block = BLOCKS.contains(&name);
        if is_block && name != "td" && name != "th" {
            self.part();
        }
        self.open_note(name, attributes, is_block);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !self.table.has_row() => {
                let level = name.get(1..).and_then(|level| level.parse().ok()).unwrap_or(1);
                self.shape = Shape::Heading(level);
            }
            "ul" | "menu" | "ol" => self.lists.push(List::new(name, attributes)),
            "li" => self.begin_item(attributes),
            "table" => self.table.open(self.drafts.len()),
            "thead" | "tbody" | "tfoot" => self.table.end_part(),
            "tr" if !self.table.is_nested() => {
                self.end_row();
                self.table.begin_row();
            }
            "td" | "th" => self.table.begin_cell(&mut self.text, attributes),
            "sup" => self.is_raised = true,
            "pre" => self.n_pre += 1,
            "q" => self.text.push_str(self.quotes.open()),
            "rt" => self.text.push_str(" ("),
            "a" if self.note.is_none() => {
                let number = attributes.get("href").and_then(|target| self.targets.get(target.strip_prefix('#')?));
                self.link = number.map(|number| (*number, self.text.len()));
            }
            _ => {}
        }
    }

    /// Parts what comes from what stands there: blocks outside tables; in a cell, which is one text, with a space.
    fn part(&mut self) {
        if self.table.has_row() {
            self.text.push(' ');
        } else {
            self.flush();
        }
    }

    /// Opens the footnote whose id a tag has: what is in the tag, or the block in which it stands as a mark.
    fn open_note(&mut self, name: &str, attributes: &Attributes, is_block: bool) {
        let id = attributes.get("id").or_else(|| attributes.get("name").filter(|_| name == "a"));
        let Some(number) = id.and_then(|id| self.targets.get(id)).copied() else {
            let within = self.note.as_mut().and_then(|note| note.within.as_mut());
            if let Some((open, count)) = within {
                *count += usize::from(open == name);
            }
            return;
        };
        if self.note.as_ref().is_some_and(|note| note.number == number) {
            return;
        }
        let is_mark = matches!(name, "a" | "sup");
        if is_mark && !marks::is_number(&self.text) {
            return;
        }
        if !is_mark && !is_block && !self.table.has_row() {
            self.flush();
        }
        let is_in_row = self.table.has_row();
        if is_in_row {
            self.table.fill(&mut self.text);
        }
        self.note = Some(Open { number, within: (!is_mark).then(|| (name.to_owned(), 1)), is_begun: false, is_in_row });
    }

    /// Begins the next item of the list that is open.
    fn begin_item(&mut self, attributes: &Attributes) {
        let depth = self.lists.len().saturating_sub(1);
        let mark = self.lists.last_mut().map(|list| list.next(attributes)).unwrap_or_default();
        if self.table.has_row() {
            // The number of a note is its mark's.
            if self.note.is_none() {
                self.text.push_str(&mark.printed());
            }
            return;
        }
        if self.note.as_ref().is_some_and(|note| note.is_begun) {
            self.text.push_str(&mark.printed());
        }
        self.lead = mark.words;
        self.shape = Shape::Item(depth, mark.number);
    }

    /// An element ends.
    pub(super) fn end(&mut self, name: &str) {
        if VOID.contains(&name) {
            return;
        }
        match name {
            "sup" => self.is_raised = false,
            "q" => self.text.push_str(self.quotes.close()),
            "rt" => self.text.push(')'),
            "a" => self.end_link(),
            "tr" if !self.table.is_nested() => self.end_row(),
            "table" => self.end_table(),
            _ if BLOCKS.contains(&name) => self.part(),
            _ => {}
        }
        self.n_content = self.n_content.saturating_sub(usize::from(CONTENT.contains(&name)));
        self.n_pre = self.n_pre.saturating_sub(usize::from(name == "pre"));
        if matches!(name, "ul" | "ol" | "menu") {
            self.lists.pop();
        }
        if let Some((open, count)) = self.note.as_mut().and_then(|note| note.within.as_mut()) {
            *count -= usize::from(open == name).min(*count);
            if *count == 0 {
                self.flush();
                self.note = None;
            }
        }
        if let Some((open, count)) = &mut self.inside {
            *count -= usize::from(open == name).min(*count);
            if *count == 0 {
                self.end_all();
                self.inside = None;
            }
        }
    }

    /// Ends a link: one to a footnote that says its number is its mark.
    fn end_link(&mut self) {
        let Some((number, start)) = self.link.take() else { return };
        let words = self.text.get(start..).unwrap_or_default();
        if marks::number(words) == Some(number) {
            let space = |is_there: bool| if is_there { " " } else { "" };
            let mark = format!("{}{}{}", space(words.starts_with(' ')), certain::footnote(number), space(words.ends_with(' ')));
            self.text.replace_range(start.., &mark);
        }
    }

    /// Words.
    pub(super) fn text(&mut self, words: &str) {
        let trimmed = words.trim_matches(['[', ']', ' ']);
        if let Some(number) = certain::number(trimmed).filter(|_| self.is_raised) {
            self.text.push_str(&number);
            return;
        }
        if self.is_raised && matches!(words.trim(), "[" | "]") {
            return;
        }
        // White space of HTML, line ends too, is a space; one that does not break stays, and so do line ends where they are meant.
        let (is_pre, is_space) = (0 < self.n_pre, |char: char| char.is_ascii_whitespace());
        for (idx, words) in words.split(if is_pre { "\n\n" } else { "\0" }).enumerate() {
            if 0 < idx {
                self.part();
            }
            self.text.extend(words.chars().map(|char| if is_space(char) && !(is_pre && char == '\n') { ' ' } else { char }));
        }
    }

    /// Ends the row of a table.
    fn end_row(&mut self) {
        self.link = None;
        self.quotes.end();
        let Some(mut row) = self.table.end_row(&mut self.text) else { return };
        if self.note.as_ref().is_some_and(|note| note.within.is_some() && !note.is_in_row) {
            self.add_to_note(&row.text.replace('\t', " "));
            return;
        }
        row.doubts = std::mem::take(&mut self.doubts);
        self.drafts.push(row);
    }

    /// Ends a table: one in a cell is a part of the cell's text.
    fn end_table(&mut self) {
        if self.table.is_nested() {
            self.text.push(' ');
        } else {
            self.end_row();
            self.flush();
        }
        self.table.close(&mut self.drafts);
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        self.link = None;
        self.quotes.end();
        let text = squeezed(&std::mem::take(&mut self.text));
        let shape = std::mem::replace(&mut self.shape, Shape::Paragraph);
        if text.is_empty() {
            // An item may hold its text in a paragraph.
            if matches!(shape, Shape::Item(..)) {
                self.shape = shape;
            }
            return;
        }
        let lead = std::mem::take(&mut self.lead);
        if self.note.is_some() {
            self.add_to_note(&text);
            return;
        }
        let text = if matches!(shape, Shape::Heading(_)) { text.replace('\n', " ") } else { text };
        let lead = if matches!(shape, Shape::Item(..)) { lead.as_str() } else { "" };
        let mut draft = Draft::new(shape, format!("{lead}{text}"), 0);
        draft.doubts = std::mem::take(&mut self.doubts);
        self.drafts.push(draft);
    }

    /// Adds a text to the footnote that is open.
    fn add_to_note(&mut self, text: &str) {
        let Some(note) = &mut self.note else { return };
        self.of_notes.extend(self.doubts.drain(..).map(|doubt| format!("footnote {}: {doubt}", note.number)));
        let text = certain::plain(text.trim_end_matches(['↩', '↑', '^', '\u{fe0e}', ' '])).replace('\n', " ");
        let text = if note.is_begun { text.as_str() } else { marks::without(&text, note.number) };
        match self.notes.last_mut().filter(|_| note.is_begun) {
            Some(last) => last.text = format!("{} {text}", last.text).trim().to_owned(),
            None => self.notes.push(Note { number: note.number, text: text.to_owned(), line: None }),
        }
        note.is_begun = true;
        if note.within.is_none() {
            self.note = None;
        }
    }

    /// Ends what is open.
    fn end_all(&mut self) {
        while self.table.is_open() {
            self.end_table();
        }
        self.flush();
    }

    /// Ends the page: its blocks, its footnotes, what is not sure about no block of them.
    pub(super) fn finish(mut self) -> (Vec<Draft>, Vec<Note>, Vec<String>) {
        self.end_all();
        self.of_notes.append(&mut self.doubts);
        (self.drafts, self.notes, self.of_notes)
    }
}

/// A text with single spaces, none around its lines.
pub(super) fn squeezed(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
