//! The words of a paragraph: runs, line ends, footnote marks; not what was deleted or hidden.

use crate::import::xml::{Element, Node};
use crate::markdown::superscript;

/// What a paragraph says.
#[derive(Debug, Default)]
pub(super) struct Written<'a> {
    /// Its text.
    pub(super) text: String,
    /// Whether all of it is bold.
    pub(super) is_bold: bool,
    /// The text boxes that hang on it.
    pub(super) boxes: Vec<&'a Element>,
    /// Whether something of it is not bold.
    has_plain: bool,
}

/// What a paragraph says. The ids of its footnotes are added to those that have marks so far.
pub(super) fn of<'a>(paragraph: &'a Element, marked: &mut Vec<String>) -> Written<'a> {
    let mut written = Written::default();
    take(paragraph, marked, &mut written);
    written.is_bold = !written.has_plain && !written.text.trim().is_empty();
    written
}

/// The words of all paragraphs in an element, in one line.
pub(super) fn words(element: &Element) -> String {
    let mut written = Written::default();
    take(element, &mut Vec::new(), &mut written);
    written.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes what stands in an element.
fn take<'a>(element: &'a Element, marked: &mut Vec<String>, written: &mut Written<'a>) {
    for child in element.elements() {
        match child.name.as_str() {
            "r" => take_run(child, marked, written),
            "p" => {
                take(child, marked, written);
                written.text.push(' ');
            }
            "pPr" | "del" | "moveFrom" | "sdtPr" | "rPr" => {}
            _ => take(child, marked, written),
        }
    }
}

/// Takes a run.
fn take_run<'a>(run: &'a Element, marked: &mut Vec<String>, written: &mut Written<'a>) {
    let properties = run.find("rPr");
    let is_on = |name: &str| {
        properties
            .and_then(|properties| properties.find(name))
            .is_some_and(|on| !matches!(on.attribute("val"), Some("0" | "false" | "none")))
    };
    if is_on("vanish") {
        return;
    }
    let is_raised = properties.and_then(|properties| properties.value("vertAlign")) == Some("superscript");
    let start = written.text.len();
    for child in run.elements() {
        take_part(child, is_raised, marked, written);
    }
    let has_letters = written.text.get(start..).is_some_and(|text| text.chars().any(char::is_alphanumeric));
    written.has_plain |= has_letters && !is_on("b");
}

/// Takes a part of a run.
fn take_part<'a>(part: &'a Element, is_raised: bool, marked: &mut Vec<String>, written: &mut Written<'a>) {
    match part.name.as_str() {
        "t" => {
            let text = part.text();
            let is_number = is_raised && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            written.text.push_str(&if is_number { superscript(&text) } else { text });
        }
        "tab" | "ptab" => written.text.push(' '),
        "br" if part.attribute("type").is_none_or(|kind| kind == "textWrapping") => written.text.push('\n'),
        "cr" => written.text.push('\n'),
        "noBreakHyphen" => written.text.push('-'),
        "footnoteReference" => {
            if let Some(id) = part.attribute("id") {
                marked.push(id.to_owned());
                written.text.push_str(&superscript(&marked.len().to_string()));
            }
        }
        "AlternateContent" => {
            if let Some(choice) = part.find("Choice").or_else(|| part.find("Fallback")) {
                boxes(choice, &mut written.boxes);
            }
        }
        "pict" | "drawing" | "object" => boxes(part, &mut written.boxes),
        _ => {}
    }
}

/// The contents of the text boxes in an element.
fn boxes<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    for child in &element.children {
        let Node::Element(child) = child else { continue };
        if child.name == "txbxContent" {
            found.push(child);
        } else {
            boxes(child, found);
        }
    }
}
