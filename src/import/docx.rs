//! Takes the text out of a Word document (`.docx`): its blocks, as the document itself tells them apart, and its footnotes. What it says
//! beside its plain words is told where it cannot be kept: nothing is lost without a word.

mod fields;
mod math;
mod notes;
mod numbering;
mod objects;
mod package;
mod story;
mod styles;
mod symbols;
mod text;

use std::collections::BTreeMap;

use super::draft::{Draft, Note, Shape};
use super::grid::{Cell, Grid};
use super::received::Fault;
use super::xml::Element;
use super::{certain, headings};
use fields::Fields;
use numbering::{Format, Number, Numbering};
use package::{Package, Relations};
use story::{Story, quoted, words_of};
use styles::Styles;

/// What took the text out, for the record.
pub(super) const WITH: &str = "dossier, with zip 9 and quick-xml 0.42";

/// What a document holds: blocks, footnotes, what is not sure.
type Found = (Vec<Draft>, Vec<Note>, Vec<String>);

/// The parts of a document that are read, with their relationships.
struct Parts {
    /// The main part.
    document: Element,
    /// Its relationships.
    relations: Relations,
    /// The settings.
    settings: Element,
    /// Footnotes and endnotes.
    notes: [(Element, Relations); 2],
    /// Comments.
    comments: (Element, Relations),
    /// Headers and footers.
    furniture: Vec<(Element, Relations)>,
    /// How lists are numbered.
    numbering: Element,
    /// The styles.
    styles: Styles,
    /// The words of charts and diagrams, by the ids of their relationships.
    drawn: BTreeMap<String, String>,
}

/// The names of notes, and of what says how they are numbered.
const NOTES: [(&str, &str); 2] = [("footnote", "footnotePr"), ("endnote", "endnotePr")];

/// The most bytes of the texts of all notes, each of which is made once for every mark.
const MAX_NOTES: usize = 64 << 20;

/// What is known while the document is read.
struct Reader {
    /// What is known of its words.
    story: Story,
    /// How its lists are numbered.
    numbering: Numbering,
    /// Whether a cell or a note is read, in which the numbers of lists are words of its text.
    is_in_cell: bool,
    /// The blocks so far.
    drafts: Vec<Draft>,
    /// What is not sure before the first block.
    loose: Vec<String>,
}

/// Takes the text out.
pub(super) fn read(bytes: &[u8]) -> Result<Found, Fault> {
    let parts = Parts::read(&mut Package::open(bytes)?)?;
    let body = parts.document.find("body").ok_or(Fault::Unknown)?;
    let mut doubts = Vec::new();
    let mut reader = Reader::new(&parts);
    let n_comments = reader.story.comments.len();
    reader.take_blocks(body);
    if reader.story.fields.hides() {
        // Where a field does not end, nothing is taken for its instruction.
        reader = Reader::new(&parts);
        reader.story.fields = Fields::broken();
        reader.take_blocks(body);
        doubts.push("a field of the document does not end: what belongs to it may be in the text".into());
    }
    headings::even_levels(&mut reader.drafts);
    doubts.extend(reader.loose.drain(..).map(|doubt| format!("before the first block {doubt}")));
    let all = [&parts.document, &parts.notes[0].0, &parts.notes[1].0];
    if all.iter().any(|part| ["del", "ins", "moveFrom", "moveTo"].iter().any(|name| has(part, name))) {
        doubts.push("the document has tracked changes: what was inserted is in the text, what was deleted is not".into());
    }
    doubts.extend(reader.furniture(&parts.furniture));
    let n_marks = [reader.story.footnotes.len(), reader.story.endnotes.len()];
    let notes = reader.notes(&parts.notes, &mut doubts)?;
    doubts.extend(numbers_told(&parts, &reader.story));
    doubts.extend(notes::told(n_comments, &reader.story.comments));
    let number = |idx: usize| u32::try_from(idx).unwrap_or(u32::MAX);
    certain::settle(&mut reader.drafts, number(n_marks[0]));
    let notes = notes.into_iter().enumerate().map(|(idx, text)| Note { number: number(idx + 1), text, line: None });
    Ok((reader.drafts, notes.collect(), doubts))
}

/// What is said of how the document numbers its notes.
fn numbers_told(parts: &Parts, story: &Story) -> Vec<String> {
    let n_marks = [story.footnotes.len(), story.endnotes.len()];
    if n_marks.iter().all(|n_marks| 0 < *n_marks) {
        return vec!["the endnotes of the document follow its footnotes, and their numbers run on from them".into()];
    }
    let is_told = |(n_marks, (_, properties)): &(usize, (&str, &str))| {
        0 < *n_marks && (story.has_own_marks || notes::has_own_numbers([&parts.document, &parts.settings], properties))
    };
    n_marks.into_iter().zip(NOTES).filter(is_told).map(|(_, (name, _))| notes::numbers_told(name)).collect()
}

/// Whether an element of a name is anywhere in a tree.
fn has(element: &Element, name: &str) -> bool {
    element.elements().any(|child| child.name == name || has(child, name))
}

impl Parts {
    /// Reads the parts of a document.
    fn read(package: &mut Package<'_>) -> Result<Self, Fault> {
        let main = package.main()?;
        let document = package.part(&main)?.ok_or(Fault::Unknown)?;
        let relations = package.relations(&main)?;
        let mut part = |kind: &str| {
            let name = package::named(kind, &relations, &main);
            Ok::<_, Fault>((package.part(&name)?.unwrap_or_default(), package.relations(&name)?))
        };
        let (styles, numbering, settings) = (part("styles")?.0, part("numbering")?.0, part("settings")?.0);
        let (notes, comments) = ([part("footnotes")?, part("endnotes")?], part("comments")?);
        let mut furniture = Vec::new();
        for name in package.furniture(&relations) {
            furniture.push((package.part(&name)?.unwrap_or_default(), package.relations(&name)?));
        }
        let mut drawn = BTreeMap::new();
        for (id, relation) in relations.iter().filter(|(_, relation)| matches!(relation.kind.as_str(), "chart" | "chartEx" | "diagramData"))
        {
            let words = package.part(&relation.target).ok().flatten().map(|part| words_of(&part));
            drawn.extend(words.map(|words| (id.clone(), words)));
        }
        let styles = Styles::of(&styles);
        Ok(Self { document, relations, settings, notes, comments, furniture, numbering, styles, drawn })
    }
}

impl Reader {
    /// Begins to read a document.
    fn new(parts: &Parts) -> Self {
        let numbering = Numbering::of(&parts.numbering, &parts.styles);
        let mut story =
            Story { styles: parts.styles.clone(), relations: parts.relations.clone(), drawn: parts.drawn.clone(), ..Story::default() };
        let (comments, relations) = &parts.comments;
        story.comments = story.aside(relations.clone(), |story| notes::comments(comments, story));
        Self { story, numbering, is_in_cell: false, drafts: Vec::new(), loose: Vec::new() }
    }

    /// What is said of headers and footers: their words, each once, and what is not sure of them.
    fn furniture(&mut self, parts: &[(Element, Relations)]) -> Vec<String> {
        let (mut found, mut doubts) = (Vec::new(), Vec::new());
        for (part, relations) in parts {
            let words = self.story.aside(relations.clone(), |story| text::words(part, story, &mut doubts));
            if !words.is_empty() && !found.contains(&words) {
                found.push(words);
            }
        }
        let words = format!("headers and footers of the document are not in the text: “{}”", found.join("” and “"));
        let mut told: Vec<String> = Vec::new();
        for doubt in doubts.into_iter().map(|doubt| format!("in a header or footer: {doubt}")) {
            if !told.contains(&doubt) {
                told.push(doubt);
            }
        }
        (!found.is_empty()).then_some(words).into_iter().chain(told).collect()
    }

    /// The texts of the notes in the order of their marks, footnotes before endnotes; what is not sure is added to what was not so far.
    fn notes(&mut self, parts: &[(Element, Relations); 2], doubts: &mut Vec<String>) -> Result<Vec<String>, Fault> {
        let marks = [self.story.footnotes.clone(), self.story.endnotes.clone()];
        let (mut found, mut loose, mut n_bytes) = (Vec::new(), Vec::new(), 0);
        for (((part, relations), marks), (name, _)) in parts.iter().zip(marks).zip(NOTES) {
            let mut texts: BTreeMap<&str, String> = BTreeMap::new();
            for (id, note) in notes::of(part, name) {
                let (text, unsure) = self.note(note, relations);
                let words = quoted([text.as_str()]);
                doubts.extend(unsure.into_iter().map(|doubt| format!("in the {name} {words}: {doubt}")));
                if !text.is_empty() && !marks.iter().any(|mark| mark == id) {
                    loose.push(notes::loose_told(name, &text));
                }
                texts.insert(id, text);
            }
            for id in &marks {
                let text = texts.get(id.as_str()).cloned().unwrap_or_default();
                n_bytes += text.len();
                if MAX_NOTES < n_bytes {
                    return Err(Fault::TooLarge);
                }
                found.push(text);
            }
        }
        doubts.extend(loose);
        Ok(found)
    }

    /// The text of a note, in one line, and what is not sure about it.
    fn note(&mut self, note: &Element, relations: &Relations) -> (String, Vec<String>) {
        let (text, doubts) = self.aside(relations, |reader| {
            let mut doubts = Vec::new();
            let mut text = reader.cell(note, &mut doubts).text;
            if reader.story.fields.hides() {
                reader.story.fields = Fields::broken();
                doubts.clear();
                text = reader.cell(note, &mut doubts).text;
            }
            (text, doubts)
        });
        (story::single_spaced(&certain::plain(&text)), doubts)
    }

    /// Reads another part, with relationships of its own.
    fn aside<T>(&mut self, relations: &Relations, read: impl FnOnce(&mut Self) -> T) -> T {
        let mut story = std::mem::take(&mut self.story);
        let found = story.aside(relations.clone(), |inner| {
            std::mem::swap(&mut self.story, inner);
            let found = read(self);
            std::mem::swap(&mut self.story, inner);
            found
        });
        self.story = story;
        found
    }

    /// Takes the blocks in an element.
    fn take_blocks(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" | "oMath" | "oMathPara" => self.take_paragraph(element),
                "tbl" => self.take_table(element),
                "AlternateContent" => self.take_form(element),
                "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag" | "moveTo" => self.take_blocks(element),
                "altChunk" | "subDoc" | "contentPart" => {
                    let told = self.story.taken_in(element);
                    self.leave(told);
                }
                // What was deleted, and what is told elsewhere: how sections look, with their headers and footers.
                "del" | "moveFrom" | "sectPr" | "tcPr" | "sdtPr" => {}
                _ => {
                    let told = self.story.unknown(element);
                    self.leave(told);
                }
            }
        }
    }

    /// Tells what is not sure of something that is no block: at the one before it.
    fn leave(&mut self, doubts: impl IntoIterator<Item = String>) {
        match self.drafts.last_mut() {
            Some(draft) => draft.doubts.extend(doubts.into_iter().map(|doubt| format!("behind it {doubt}"))),
            None => self.loose.extend(doubts),
        }
    }

    /// Takes the blocks of the first form of an element that has any.
    fn take_form(&mut self, element: &Element) {
        let n_before = self.drafts.len();
        for form in text::forms(element) {
            if self.drafts.len() == n_before {
                self.take_blocks(form);
            }
        }
    }

    /// Takes a paragraph, and those of the text boxes in it.
    fn take_paragraph(&mut self, element: &Element) {
        let properties = element.find("pPr");
        let style = properties.and_then(|properties| properties.value("pStyle"));
        let written = text::of(element, &mut self.story);
        let mut text = written.text.trim_matches([' ', '\n', '\t']).to_owned();
        // An empty paragraph whose end was deleted is none.
        let is_gone =
            text.is_empty() && properties.and_then(|properties| properties.find("rPr")).is_some_and(|look| look.find("del").is_some());
        let own = properties.and_then(|properties| properties.find("numPr"));
        let place = self.numbering.place(own, &self.story.styles, style).filter(|_| !is_gone);
        let number = place.map(|(id, depth)| self.numbering.next((&id, depth)));
        let own_level = properties
            .and_then(|properties| properties.value("outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9);
        let level = self.story.styles.level(style).or(own_level.map(|level| level + 1));
        if let Some(number) = number.as_ref().filter(|_| self.is_in_cell) {
            // A column may have numbers, and no text behind them.
            text = format!("{}{text}", number.printed).trim_end().to_owned();
        }
        if text.is_empty() {
            self.leave(written.doubts);
        } else {
            let mut draft = Draft::new(Shape::Paragraph, text, 0);
            draft.look = written.is_bold.then_some(super::line::Look { size: 0, is_bold: true });
            draft.doubts = written.doubts;
            draft.doubts.extend(number.as_ref().and_then(|number| number.unknown.as_deref()).map(unknown_number));
            self.drafts.push(shaped(draft, level, number.filter(|_| !self.is_in_cell)));
        }
        for text_box in written.boxes {
            self.take_blocks(text_box);
        }
    }

    /// Takes a table: one of a single column only sets what is in it.
    fn take_table(&mut self, table: &Element) {
        let is_there = |row: &&Element| row.find("trPr").is_none_or(|properties| properties.find("del").is_none());
        let rows = parts(table, "tr").into_iter().filter(is_there);
        let rows: Vec<(&Element, Vec<&Element>)> = rows.map(|row| (row, parts(row, "tc"))).collect();
        if rows.iter().all(|(_, cells)| cells.len() <= 1) {
            rows.iter().flat_map(|(_, cells)| cells).for_each(|cell| self.take_blocks(cell));
            return;
        }
        let mut grid = Grid::default();
        for (row, cells) in rows {
            let mut doubts: Vec<String> =
                self.is_in_cell.then(|| "a table within a cell or a note stands in one line".to_owned()).into_iter().collect();
            let before = row.find("trPr").and_then(|properties| properties.value("gridBefore")).filter(|n_columns| *n_columns != "0");
            let before = before.map(|n_columns| Cell::new(Some(n_columns), None));
            let cells: Vec<Cell> = before.into_iter().chain(cells.into_iter().map(|cell| self.cell(cell, &mut doubts))).collect();
            let text = grid.row(cells);
            if text.is_empty() {
                self.leave(doubts);
            } else {
                self.drafts.push(Draft { doubts, ..Draft::new(Shape::Row, text, 0) });
            }
        }
    }

    /// A cell with its text, in one line; what is not sure is added to what was not so far.
    fn cell(&mut self, cell: &Element, doubts: &mut Vec<String>) -> Cell {
        let (around, was_in_cell) = (std::mem::take(&mut self.drafts), self.is_in_cell);
        let loose = std::mem::take(&mut self.loose);
        self.is_in_cell = true;
        self.take_blocks(cell);
        self.is_in_cell = was_in_cell;
        let inner = std::mem::replace(&mut self.drafts, around);
        let texts: Vec<String> = inner.iter().map(|draft| draft.text.replace(['\n', '\t'], " ")).collect();
        doubts.extend(std::mem::replace(&mut self.loose, loose));
        for doubt in inner.into_iter().flat_map(|draft| draft.doubts) {
            // Every row of a table within a cell says the same.
            if !doubts.contains(&doubt) {
                doubts.push(doubt);
            }
        }
        let n_columns = cell.find("tcPr").and_then(|properties| properties.value("gridSpan"));
        Cell { text: texts.join(" ").trim().to_owned(), ..Cell::new(n_columns, None) }
    }
}

/// The rows of a table, or the cells of a row, those that stand in something else too.
fn parts<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let inner = |child: &'a Element| match child.name.as_str() {
        own if own == name => vec![child],
        "AlternateContent" => text::forms(child).map(|form| parts(form, name)).find(|found| !found.is_empty()).unwrap_or_default(),
        "del" | "moveFrom" => Vec::new(),
        // What is not known may have some in it all the same.
        _ => parts(child, name),
    };
    element.elements().flat_map(inner).collect()
}

/// A block as what it is taken for: a heading of a level, an item with what stands before it, or a paragraph.
fn shaped(mut draft: Draft, level: Option<u8>, number: Option<Number>) -> Draft {
    match (level, number) {
        (Some(level), number) => {
            draft.shape = Shape::Heading(level.clamp(1, 9));
            draft.text = format!("{}{}", number.map(|number| number.printed).unwrap_or_default(), draft.text.replace('\n', " "));
        }
        (None, Some(number)) => {
            let counted = if number.format == Format::Decimal { Some(number.count.to_string()) } else { None };
            draft.shape = Shape::Item(number.depth, counted);
            if number.format == Format::Other {
                draft.text = format!("{}{}", number.printed, draft.text);
            }
        }
        (None, None) => {}
    }
    draft
}

/// What is said of a number that is written in a way that is not known.
fn unknown_number(format: &str) -> String {
    format!("the document writes the number before it in another way (`{format}`): write it as it is there")
}
