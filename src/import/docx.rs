//! Takes the text out of a Word document (`.docx`): its blocks, as the document itself tells them apart, and its footnotes.
//! The one home of `zip`.

mod numbering;
mod styles;
mod text;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::draft::{Draft, Note, Shape};
use super::headings;
use super::received::Fault;
use super::xml::{self, Element};
use numbering::{Format, Numbering};
use styles::Styles;

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
    /// The footnotes by their ids in the document: number and text.
    notes: BTreeMap<String, String>,
    /// The ids of the footnotes in the order of their marks.
    marked: Vec<String>,
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
    let notes = optional("word/footnotes.xml")?;
    let furniture = furniture(&mut archive)?;
    let mut reader = Reader {
        styles: Styles::of(&styles),
        numbering: Numbering::of(&numbering),
        notes: notes_of(&notes),
        marked: Vec::new(),
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
    let notes = reader.marked.iter().enumerate().map(|(idx, id)| Note {
        number: u32::try_from(idx + 1).unwrap_or(u32::MAX),
        text: reader.notes.get(id).cloned().unwrap_or_default(),
        line: None,
    });
    let notes = notes.collect();
    Ok((reader.drafts, notes, doubts))
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
        let words = part(archive, &name)?.map(|part| text::words(&part)).unwrap_or_default();
        if !words.is_empty() && !found.contains(&words) {
            found.push(words);
        }
    }
    Ok(found)
}

/// The texts of footnotes, by id.
fn notes_of(part: &Element) -> BTreeMap<String, String> {
    let is_note = |note: &&Element| note.name == "footnote" && note.attribute("type").is_none_or(|kind| kind == "normal");
    let notes = part.elements().filter(is_note);
    notes.filter_map(|note| note.attribute("id").map(|id| (id.to_owned(), text::words(note)))).collect()
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
                "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag" | "moveTo" => self.take_blocks(element),
                _ => {}
            }
        }
    }

    /// Takes a paragraph, and those of the text boxes in it.
    fn take_paragraph(&mut self, element: &Element) {
        let properties = element.find("pPr");
        let style = properties.and_then(|properties| properties.value("pStyle"));
        let written = text::of(element, &mut self.marked);
        let text = written.text.trim_matches([' ', '\n', '\t']).to_owned();
        let list = properties.and_then(|properties| properties.find("numPr")).or_else(|| self.styles.list(style)).cloned();
        let number = list.and_then(|list| self.numbering.next(&list));
        let own_level = properties
            .and_then(|properties| properties.value("outlineLvl"))
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9);
        let level = self.styles.level(style).or(own_level.map(|level| level + 1));
        if !text.is_empty() {
            let mut draft = Draft::new(Shape::Paragraph, text, 0);
            match (level, number) {
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
            self.drafts.push(draft);
        }
        for text_box in written.boxes {
            self.take_blocks(text_box);
        }
    }

    /// Takes a table: one of a single column only sets what is in it.
    fn take_table(&mut self, table: &Element) {
        let rows: Vec<&Element> = table.elements().filter(|row| row.name == "tr").collect();
        let cells = |row: &Element| row.elements().filter(|cell| cell.name == "tc").cloned().collect::<Vec<Element>>();
        if rows.iter().all(|row| cells(row).len() <= 1) {
            rows.iter().flat_map(|row| cells(row)).for_each(|cell| self.take_blocks(&cell));
            return;
        }
        for row in rows {
            let texts: Vec<String> = cells(row).iter().map(|cell| self.cell(cell)).collect();
            if texts.iter().any(|text| !text.is_empty()) {
                self.drafts.push(Draft::new(Shape::Row, texts.join("\t"), 0));
            }
        }
    }

    /// The text of a cell, in one line.
    fn cell(&mut self, cell: &Element) -> String {
        let mut inner = Reader {
            styles: Styles::default(),
            numbering: Numbering::default(),
            notes: BTreeMap::new(),
            marked: std::mem::take(&mut self.marked),
            drafts: Vec::new(),
        };
        inner.take_blocks(cell);
        self.marked = inner.marked;
        let texts: Vec<String> = inner.drafts.iter().map(|draft| draft.text.replace(['\n', '\t'], " ")).collect();
        texts.join(" ").trim().to_owned()
    }
}
