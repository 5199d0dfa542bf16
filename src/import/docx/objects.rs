//! What hangs on the words of a Word document: text boxes, which are read; pictures, charts, diagrams and objects, which are told.

use super::story::{Story, quoted};
use super::text::{Written, forms};
use crate::import::xml::Element;

/// What an object holds.
#[derive(Debug, Default)]
struct Found<'a> {
    /// The contents of its text boxes.
    boxes: Vec<&'a Element>,
    /// What it is, where it is more than a drawing.
    name: Option<String>,
    /// How many pictures it has.
    n_pictures: usize,
    /// What stands for it where it cannot be seen, and the words in it.
    words: Vec<String>,
    /// Words that are drawn.
    drawn: Vec<String>,
    /// The address to which it leads.
    address: Option<String>,
}

/// Takes an object: its text boxes, and doubts about all else.
pub(super) fn take<'a>(object: &'a Element, story: &Story, written: &mut Written<'a>) {
    let mut found = Found::default();
    look(object, story, &mut found);
    let has_boxes = !found.boxes.is_empty();
    let words: Vec<&str> = found.words.iter().map(String::as_str).collect();
    let told = if words.is_empty() { String::new() } else { format!(": {}", quoted(words.iter().copied())) };
    let n_pictures = found.n_pictures;
    match (&found.name, n_pictures) {
        (Some(name), _) => written.doubts.push(format!("{name} is not in the text{told}")),
        (None, 1) => written.doubts.push(format!("a picture of the document is not in the text{told}")),
        (None, 2..) => written.doubts.push(format!("{n_pictures} pictures of the document are not in the text{told}")),
        // What stands for a text box stands for its words.
        (None, _) if !words.is_empty() && !has_boxes => written.doubts.push(format!("a drawing of the document is not in the text{told}")),
        (None, _) => {}
    }
    if !found.drawn.is_empty() {
        let drawn = quoted(found.drawn.iter().map(String::as_str));
        written.doubts.push(format!("words that are drawn (WordArt, a watermark) are not in the text: {drawn}"));
    }
    if let Some(address) = found.address {
        written.doubts.push(format!("a picture of the document led to {address}"));
    }
    written.boxes.extend(found.boxes);
}

/// Looks through an object.
fn look<'a>(element: &'a Element, story: &Story, found: &mut Found<'a>) {
    for child in element.elements() {
        let id = |name: &str| child.attribute(name).unwrap_or_default();
        let drawn = |name: &str| story.drawn.get(id(name)).filter(|words| !words.is_empty()).cloned();
        match child.name.as_str() {
            "txbxContent" => {
                found.boxes.push(child);
                continue;
            }
            "AlternateContent" => {
                let before = found.size();
                for form in forms(child) {
                    if found.size() == before {
                        look(form, story, found);
                    }
                }
                continue;
            }
            "textpath" if !id("string").trim().is_empty() => found.drawn.push(id("string").to_owned()),
            "pic" | "imagedata" => found.n_pictures += 1,
            "chart" => {
                found.name.get_or_insert("a chart of the document".into());
                drawn("id").into_iter().for_each(|words| found.hear(&words));
            }
            "relIds" => {
                found.name.get_or_insert("a diagram of the document".into());
                drawn("dm").into_iter().for_each(|words| found.hear(&words));
            }
            "OLEObject" => found.name = Some(format!("an object of the document (`{}`)", child.attribute("ProgID").unwrap_or("OLE"))),
            "control" => _ = found.name.get_or_insert("a control of the document".into()),
            "contentPart" => _ = found.name.get_or_insert("handwriting of the document".into()),
            "docPr" | "cNvPr" => {
                let words = child.attribute("descr").filter(|words| !words.is_empty()).or(child.attribute("title"));
                words.into_iter().for_each(|words| found.hear(words));
            }
            "shape" | "rect" | "roundrect" | "group" | "oval" => found.hear(id("alt")),
            "hlinkClick" => {
                let relation = story.relations.get(id("id")).filter(|relation| relation.is_outside);
                found.address = relation.map(|relation| relation.target.clone()).or(found.address.take());
            }
            "t" if child.elements().next().is_none() => found.hear(&child.text()),
            _ => {}
        }
        look(child, story, found);
    }
}

impl Found<'_> {
    /// Takes words that stand for it, or in it, once.
    fn hear(&mut self, words: &str) {
        if !words.trim().is_empty() && !self.words.iter().any(|known| known == words) {
            self.words.push(words.to_owned());
        }
    }

    /// How much there is so far.
    fn size(&self) -> (usize, usize, usize, bool) {
        (self.boxes.len() + self.drawn.len(), self.n_pictures, self.words.len(), self.name.is_some())
    }
}
