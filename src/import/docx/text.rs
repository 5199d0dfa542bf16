//! The words of a paragraph: runs, line ends, marks of notes, signs; not what was deleted or hidden.

use super::symbols;
use crate::import::certain;
use crate::import::xml::{Element, Node};

/// The ids of notes in the order of their marks.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// Those of footnotes.
    pub(super) footnotes: Vec<String>,
    /// Those of endnotes.
    pub(super) endnotes: Vec<String>,
}

/// What a paragraph says.
#[derive(Debug, Default)]
pub(super) struct Written<'a> {
    /// Its text.
    pub(super) text: String,
    /// Whether all of it is bold.
    pub(super) is_bold: bool,
    /// The text boxes that hang on it.
    pub(super) boxes: Vec<&'a Element>,
    /// What is not sure about it.
    pub(super) doubts: Vec<String>,
    /// Whether something of it is not bold.
    has_plain: bool,
}

impl Written<'_> {
    /// How much there is so far.
    fn size(&self) -> (usize, usize) {
        (self.text.len(), self.boxes.len())
    }
}

/// How a run looks.
struct Look<'a> {
    /// Whether it stands high.
    is_raised: bool,
    /// Its font, where it says that.
    font: &'a str,
}

/// What a paragraph says. The ids of its notes are added to those that have marks so far.
pub(super) fn of<'a>(paragraph: &'a Element, marked: &mut Marked) -> Written<'a> {
    let mut written = Written::default();
    take(paragraph, marked, &mut written);
    written.is_bold = !written.has_plain && !written.text.trim().is_empty();
    written
}

/// The words of all paragraphs in an element, in one line; what is not sure is added to what was not so far.
pub(super) fn words(element: &Element, doubts: &mut Vec<String>) -> String {
    let mut written = Written::default();
    take(element, &mut Marked::default(), &mut written);
    doubts.append(&mut written.doubts);
    certain::plain(&written.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The forms in which an element says the same, the best first: one of them is to be taken.
pub(super) fn forms(element: &Element) -> impl Iterator<Item = &Element> {
    let named = |name: &'static str| element.elements().filter(move |form| form.name == name);
    named("Choice").chain(named("Fallback"))
}

/// Takes what stands in an element.
fn take<'a>(element: &'a Element, marked: &mut Marked, written: &mut Written<'a>) {
    for child in element.elements() {
        match child.name.as_str() {
            "r" => take_run(child, marked, written),
            "p" => {
                take(child, marked, written);
                written.text.push(' ');
            }
            "AlternateContent" => {
                let before = written.size();
                for form in forms(child) {
                    if written.size() == before {
                        take(form, marked, written);
                    }
                }
            }
            "pPr" | "del" | "moveFrom" | "sdtPr" | "rPr" => {}
            _ => take(child, marked, written),
        }
    }
}

/// Takes a run.
fn take_run<'a>(run: &'a Element, marked: &mut Marked, written: &mut Written<'a>) {
    let properties = run.find("rPr");
    let is_on = |name: &str| {
        properties
            .and_then(|properties| properties.find(name))
            .is_some_and(|on| !matches!(on.attribute("val"), Some("0" | "false" | "none")))
    };
    if is_on("vanish") {
        return;
    }
    let look = Look {
        is_raised: properties.and_then(|properties| properties.value("vertAlign")) == Some("superscript"),
        font: properties.and_then(|properties| properties.find("rFonts")).and_then(|fonts| fonts.attribute("ascii")).unwrap_or_default(),
    };
    let start = written.text.len();
    for child in run.elements() {
        take_part(child, &look, marked, written);
    }
    let has_letters = written.text.get(start..).is_some_and(|text| text.chars().any(char::is_alphanumeric));
    written.has_plain |= has_letters && !is_on("b");
}

/// Takes a part of a run.
fn take_part<'a>(part: &'a Element, look: &Look<'_>, marked: &mut Marked, written: &mut Written<'a>) {
    match part.name.as_str() {
        "t" => {
            let text = symbols::readable(&certain::plain(&part.text()), look.font);
            let number = certain::number(&text).filter(|_| look.is_raised);
            written.text.push_str(&number.unwrap_or(text));
        }
        "tab" | "ptab" => written.text.push(' '),
        "br" if part.attribute("type").is_none_or(|kind| kind == "textWrapping") => written.text.push('\n'),
        "br" => written.text.push(' '),
        "cr" => written.text.push('\n'),
        "noBreakHyphen" => written.text.push('-'),
        "sym" | "symEx" => take_sign(part, written),
        "footnoteReference" | "endnoteReference" => {
            let is_footnote = part.name == "footnoteReference";
            let list = if is_footnote { &mut marked.footnotes } else { &mut marked.endnotes };
            if let Some(id) = part.attribute("id") {
                list.push(id.to_owned());
                let number = u32::try_from(list.len()).unwrap_or(u32::MAX);
                written.text.push_str(&if is_footnote { certain::footnote(number) } else { certain::endnote(number) });
            }
        }
        "AlternateContent" => {
            let before = written.size();
            for form in forms(part) {
                if written.size() == before {
                    form.elements().for_each(|child| take_part(child, look, marked, written));
                }
            }
        }
        "pict" | "drawing" | "object" => boxes(part, &mut written.boxes),
        _ => {}
    }
}

/// Takes a sign of a font: one that is not known is shown as such.
fn take_sign(part: &Element, written: &mut Written<'_>) {
    let (font, code) = (part.attribute("font").unwrap_or_default(), part.attribute("char").unwrap_or_default());
    let found = u32::from_str_radix(code, 16).ok().and_then(|code| symbols::sign(font, code));
    written.text.push_str(&certain::plain(&found.unwrap_or(symbols::UNKNOWN).to_string()));
    if found.is_none() {
        written
            .doubts
            .push(format!("the sign {code} of the font “{font}” is not known, and stands as “{}”: write what it is", symbols::UNKNOWN));
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
