//! Takes the text out of a Word document (`.docx`): its blocks, as the document itself tells them apart, and its footnotes.
//! The one home of `zip`.

mod numbering;
mod styles;
mod symbols;
mod text;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::draft::{Draft, Note, Shape};
use super::grid::{Cell, Grid};
use super::received::Fault;
use super::xml::{self, Element};
use super::{certain, headings};
use numbering::{Format, Numbering};
use styles::Styles;
use text::Marked;

/// What took the text out, for the record.
pub(super) const WITH: &str = "dossier, with zip 9 and quick-xml 0.42";

/// The most bytes that a part of the document may unpack to.
const MAX_PART: u64 = 100_000_000;

/// What a document holds: blocks, footnotes, what is not sure.
type Found = (Vec<Draft>, Vec<Note>, Vec<String>);

/// The parts of a document.
type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What is known while the document is read.
struct Reader {
    /// Its styles.
    styles: Styles,
    /// How its lists are numbered.
    numbering: Numbering,
    /// The ids of the notes in the order of their marks.
    marked: Marked,
    /// Whether a cell is read, whose numbers are words of its text.
    is_in_cell: bool,
    /// The blocks so far.
    drafts: Vec<Draft>,
}

/// Takes the text out.
pub(super) fn read(bytes: &[u8]) -> Result<Found, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::Broken(error.to_string()))?;
    let document = part(&mut archive, "word/document.xml")?.ok_or(Fault::Unknown)?;
    let empty = Element::default();
    let mut optional = |name| part(&mut archive, name).map(Option::unwrap_or_default);
    let (styles, numbering) = (optional("word/styles.xml")?, optional("word/numbering.xml")?);
    let (footnotes, endnotes) = (optional("word/footnotes.xml")?, optional("word/endnotes.xml")?);
    let furniture = furniture(&mut archive)?;
    let mut reader = Reader {
        styles: Styles::of(&styles),
        numbering: Numbering::of(&numbering),
        marked: Marked::default(),
        is_in_cell: false,
        drafts: Vec::new(),
    };
    reader.take_blocks(document.find("body").unwrap_or(&empty));
    headings::even_levels(&mut reader.drafts);
    let mut doubts = Vec::new();
    if has(&document, "del") || has(&document, "ins") {
        doubts.push("the document has tracked changes: what was inserted is in the text, what was deleted is not".into());
    }
    if !furniture.is_empty() {
        doubts.push(format!("headers and footers of the document are not in the text: “{}”", furniture.join("” and “")));
    }
    let (footnotes, endnotes) = (notes_of(&footnotes, "footnote", &mut doubts), notes_of(&endnotes, "endnote", &mut doubts));
    if !reader.marked.footnotes.is_empty() && !reader.marked.endnotes.is_empty() {
        doubts.push("the endnotes of the document follow its footnotes, and their numbers run on from them".into());
    }
    let text = |texts: &BTreeMap<String, String>, id| texts.get(id).cloned().unwrap_or_default();
    let footnotes = reader.marked.footnotes.iter().map(|id| text(&footnotes, id));
    let endnotes = reader.marked.endnotes.iter().map(|id| text(&endnotes, id));
    let number = |idx: usize| u32::try_from(idx).unwrap_or(u32::MAX);
    certain::settle(&mut reader.drafts, number(reader.marked.footnotes.len()));
    let notes = footnotes.chain(endnotes).enumerate().map(|(idx, text)| Note { number: number(idx + 1), text, line: None });
    Ok((reader.drafts, notes.collect(), doubts))
}

/// A part of the document as a tree; `None` if there is no such part.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<Element>, Fault> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|error| Fault::Broken(error.to_string()))?;
    if MAX_PART < u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
        return Err(Fault::TooLarge);
    }
    let text = String::from_utf8(bytes).map_err(|_| Fault::Broken(format!("`{name}` in it is not UTF-8")))?;
    let text = text.trim_start_matches('\u{feff}');
    xml::read(text).map(Some).map_err(|reason| Fault::Broken(format!("`{name}` in it: {reason}")))
}

/// The words of headers and footers, each once.
fn furniture(archive: &mut Archive<'_>) -> Result<Vec<String>, Fault> {
    let is_furniture = |name: &String| (name.starts_with("word/header") || name.starts_with("word/footer")) && name.ends_with(".xml");
    let mut names: Vec<String> =
        archive.file_names().filter_map(|name| name.ok().map(|name| name.into_owned())).filter(is_furniture).collect();
    names.sort();
    let mut found = Vec::new();
    for name in names {
        let words = part(archive, &name)?.map(|part| text::words(&part, &mut Vec::new())).unwrap_or_default();
        if !words.is_empty() && !found.contains(&words) {
            found.push(words);
        }
    }
    Ok(found)
}

/// The texts of notes, by id; what is not sure is added to what was not so far.
fn notes_of(part: &Element, name: &str, doubts: &mut Vec<String>) -> BTreeMap<String, String> {
    let is_note = |note: &&Element| note.name == name && note.attribute("type").is_none_or(|kind| kind == "normal");
    let notes = part.elements().filter(is_note);
    notes.filter_map(|note| note.attribute("id").map(|id| (id.to_owned(), text::words(note, doubts)))).collect()
}

/// Whether an element of a name is anywhere in a tree.
fn has(element: &Element, name: &str) -> bool {
    element.elements().any(|child| child.name == name || has(child, name))
}

impl Reader {
    /// Takes the blocks in an element.
    fn take_blocks(&mut self, parent: &Element) {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.take_paragraph(element),
                "tbl" => self.take_table(element),
                "AlternateContent" => self.take_form(element),
                "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag" | "moveTo" => self.take_blocks(element),
                _ => {}
            }
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
        let written = text::of(element, &mut self.marked);
        let mut text = written.text.trim_matches([' ', '\n', '\t']).to_owned();
        let list = properties.and_then(|properties| properties.find("numPr")).or_else(|| self.styles.list(style)).cloned();
        let number = list.and_then(|list| self.numbering.next(&list));
        let own_level = properties
            .and_then(|properties| properties.value("outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9);
        let level = self.styles.level(style).or(own_level.map(|level| level + 1));
        if let Some(number) = number.as_ref().filter(|_| self.is_in_cell) {
            // A column may have numbers, and no text behind them.
            text = format!("{}{text}", number.printed).trim_end().to_owned();
        }
        if !text.is_empty() {
            let mut draft = Draft::new(Shape::Paragraph, text, 0);
            match (level, number.filter(|_| !self.is_in_cell)) {
                (Some(level), number) => {
                    draft.shape = Shape::Heading(level.clamp(1, 4));
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
            draft.look = written.is_bold.then_some(super::line::Look { size: 0, is_bold: true });
            draft.doubts = written.doubts;
            self.drafts.push(draft);
        }
        for text_box in written.boxes {
            self.take_blocks(text_box);
        }
    }

    /// Takes a table: one of a single column only sets what is in it.
    fn take_table(&mut self, table: &Element) {
        let rows: Vec<(&Element, Vec<&Element>)> = parts(table, "tr").into_iter().map(|row| (row, parts(row, "tc"))).collect();
        if rows.iter().all(|(_, cells)| cells.len() <= 1) {
            rows.iter().flat_map(|(_, cells)| cells).for_each(|cell| self.take_blocks(cell));
            return;
        }
        let mut grid = Grid::default();
        for (row, cells) in rows {
            let mut doubts = Vec::new();
            let before = row.find("trPr").and_then(|properties| properties.value("gridBefore")).filter(|n_columns| *n_columns != "0");
            let before = before.map(|n_columns| Cell::new(Some(n_columns), None));
            let cells: Vec<Cell> = before.into_iter().chain(cells.into_iter().map(|cell| self.cell(cell, &mut doubts))).collect();
            let text = grid.row(cells);
            if !text.is_empty() {
                self.drafts.push(Draft { doubts, ..Draft::new(Shape::Row, text, 0) });
            }
        }
    }

    /// A cell with its text, in one line; what is not sure is added to what was not so far.
    fn cell(&mut self, cell: &Element, doubts: &mut Vec<String>) -> Cell {
        let (around, was_in_cell) = (std::mem::take(&mut self.drafts), self.is_in_cell);
        self.is_in_cell = true;
        self.take_blocks(cell);
        self.is_in_cell = was_in_cell;
        let inner = std::mem::replace(&mut self.drafts, around);
        let texts: Vec<String> = inner.iter().map(|draft| draft.text.replace(['\n', '\t'], " ")).collect();
        doubts.extend(inner.into_iter().flat_map(|draft| draft.doubts));
        let n_columns = cell.find("tcPr").and_then(|properties| properties.value("gridSpan"));
        Cell { text: texts.join(" ").trim().to_owned(), ..Cell::new(n_columns, None) }
    }
}

/// The rows of a table, or the cells of a row, those that stand in something else too.
fn parts<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let inner = |child: &'a Element| match child.name.as_str() {
        own if own == name => vec![child],
        "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag" | "moveTo" => parts(child, name),
        "AlternateContent" => text::forms(child).map(|form| parts(form, name)).find(|found| !found.is_empty()).unwrap_or_default(),
        _ => Vec::new(),
    };
    element.elements().flat_map(inner).collect()
}
