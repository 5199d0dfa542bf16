//! The fields of a Word document: an instruction, which nobody sees, and what it came to. They stand within each other, and go on over
//! paragraphs.

use crate::import::xml::Element;

/// A field that is open.
#[derive(Clone, Debug, Default)]
struct Field {
    /// What is to be done.
    instruction: String,
    /// Whether what it came to has begun.
    is_result: bool,
    /// Whether the text has what it came to already.
    is_said: bool,
    /// What it came to so far.
    words: String,
}

/// The fields that are open.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    /// The outer ones first.
    open: Vec<Field>,
    /// Whether none of them hides anything.
    is_broken: bool,
}

/// What the mark of a field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing.
    Nothing,
    /// Words of the text.
    Words(String),
    /// That some words lead to an address.
    Link(String, String),
}

impl Fields {
    /// Fields of which one does not end: none of them hides anything.
    pub(super) fn broken() -> Self {
        Self { open: Vec::new(), is_broken: true }
    }

    /// Whether what stands here is not to be read: it belongs to an instruction.
    pub(super) fn hides(&self) -> bool {
        !self.is_broken && self.open.iter().any(|field| !field.is_result || field.is_said)
    }

    /// Takes a mark: a field begins, comes to its result, or ends.
    pub(super) fn mark(&mut self, mark: &Element) -> Said {
        match mark.attribute("fldCharType") {
            Some("begin") => {
                let chosen = if self.hides() { None } else { mark.find("ffData").and_then(chosen) };
                self.open.push(Field { is_said: chosen.is_some(), ..Field::default() });
                chosen.map_or(Said::Nothing, Said::Words)
            }
            Some("separate") => {
                if let Some(field) = self.open.last_mut() {
                    field.is_result = true;
                }
                Said::Nothing
            }
            Some("end") => match self.open.pop() {
                Some(Field { instruction, is_result: true, is_said: false, words }) if !self.hides() => {
                    address(&instruction).map_or(Said::Nothing, |address| Said::Link(words, address))
                }
                _ => Said::Nothing,
            },
            _ => Said::Nothing,
        }
    }

    /// Takes a part of an instruction.
    pub(super) fn instruct(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.is_result) {
            field.instruction.push_str(words);
        }
    }

    /// Takes words of the text, which the open fields came to.
    pub(super) fn hear(&mut self, words: &str) {
        self.open.iter_mut().filter(|field| field.is_result).for_each(|field| field.words.push_str(words));
    }
}

/// What was chosen in a form: whether a box is ticked, or the entry of a list; `None` for what has its words in the text.
fn chosen(form: &Element) -> Option<String> {
    let is_on = |element: &Element| !matches!(element.attribute("val"), Some("0" | "false" | "off"));
    if let Some(check_box) = form.find("checkBox") {
        let is_ticked = check_box.find("checked").or_else(|| check_box.find("default")).is_some_and(is_on);
        return Some(if is_ticked { "☒" } else { "☐" }.to_owned());
    }
    let list = form.find("ddList")?;
    let chosen = list.value("result").or_else(|| list.value("default")).and_then(|number| number.parse().ok()).unwrap_or(0);
    let entry = list.elements().filter(|entry| entry.name == "listEntry").nth(chosen);
    entry.and_then(|entry| entry.attribute("val")).map(str::to_owned)
}

/// The address to which the instruction of a field leads; `None` where it leads to a place in the document, or nowhere.
pub(super) fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\')),
    };
    address.filter(|address| !address.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_fields() {
        let found = [" HYPERLINK \"https://a.example/b c\" \\o \"d\" ", "HYPERLINK x", "HYPERLINK \\l \"_Toc1\"", "PAGE", "HYPERLINK \"\""];
        assert_eq!(found.map(address), [Some("https://a.example/b c".into()), Some("x".into()), None, None, None]);
    }
}
