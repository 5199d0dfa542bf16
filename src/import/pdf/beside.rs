//! What a PDF holds beside what is drawn on its pages: notes that were stuck to them, addresses of links, checked boxes, attached files,
//! layers that are switched off.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, String as Text};

use super::doubts::{listed, on_page, quoted};

/// How many branches of a list of attached files are followed, one in the other.
const MAX_DEPTH: usize = 20;

/// What is found, with the page of each.
#[derive(Default)]
struct Found {
    /// Notes.
    notes: Vec<(usize, String)>,
    /// Addresses of links.
    links: Vec<(usize, String)>,
    /// Values of fields that are not drawn.
    fields: Vec<(usize, String)>,
    /// Pages of boxes that are checked.
    checked: Vec<usize>,
    /// Pages of words that are struck out.
    struck: Vec<usize>,
    /// Names of attached files.
    files: Vec<String>,
}

/// What is not in the text.
pub(super) fn doubts(pdf: &Pdf) -> Vec<String> {
    let mut found = Found::default();
    for (idx, page) in pdf.pages().iter().enumerate() {
        for annotation in page.raw().get::<Array<'_>>("Annots").iter().flat_map(|list| list.iter::<Dict<'_>>()) {
            found.take(&annotation, idx + 1);
        }
    }
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let attached = root.as_ref().and_then(|root| root.get::<Dict<'_>>("Names")?.get::<Dict<'_>>("EmbeddedFiles"));
    attached.iter().for_each(|tree| names(tree, MAX_DEPTH, &mut found.files));
    let off = root.as_ref().and_then(|root| root.get::<Dict<'_>>("OCProperties")?.get::<Dict<'_>>("D")?.get::<Array<'_>>("OFF"));
    let n_layers = off.map_or(0, |list| list.iter::<Dict<'_>>().count());
    let mut doubts = found.doubts();
    if 0 < n_layers {
        doubts.push(format!("layers of the PDF are switched off, and what is on them is not in the text: {n_layers}"));
    }
    doubts
}

impl Found {
    /// Takes what is stuck to a page.
    fn take(&mut self, annotation: &Dict<'_>, page: usize) {
        let string = |dict: &Dict<'_>, key: &str| dict.get::<Text<'_>>(key).map(|text| read(&text)).unwrap_or_default();
        let name = |dict: &Dict<'_>, key: &str| dict.get::<Name<'_>>(key).map(|name| name.to_vec());
        let is_drawn = annotation.contains_key("AP");
        match name(annotation, "Subtype").as_deref() {
            Some(b"Link") => {
                let address = annotation.get::<Dict<'_>>("A").map(|action| string(&action, "URI")).unwrap_or_default();
                self.links.extend((!address.is_empty()).then_some((page, address)));
            }
            Some(b"Widget") => {
                let parent = annotation.get::<Dict<'_>>("Parent");
                let kind = name(annotation, "FT").or_else(|| name(parent.as_ref()?, "FT"));
                let is_on = name(annotation, "AS").is_some_and(|state| state != b"Off");
                if kind.as_deref() == Some(b"Btn") && is_on {
                    self.checked.push(page);
                }
                let value = string(annotation, "V");
                self.fields.extend((!is_drawn && !value.trim().is_empty()).then_some((page, value)));
            }
            Some(b"FileAttachment") => {
                let file = annotation.get::<Dict<'_>>("FS").map(|file| string(&file, "F")).unwrap_or_default();
                self.files.push(format!("{file} on page {page}").trim().to_owned());
            }
            Some(b"StrikeOut") => self.struck.push(page),
            Some(b"FreeText" | b"Stamp") if is_drawn => {}
            Some(b"Popup") => {}
            _ => {
                let contents = string(annotation, "Contents");
                self.notes.extend((!contents.trim().is_empty()).then_some((page, contents)));
            }
        }
    }

    /// What is told of it.
    fn doubts(&self) -> Vec<String> {
        let placed = |found: &[(usize, String)]| {
            let shown: Vec<String> = found.iter().map(|(page, words)| format!("page {page} {}", quoted(words))).collect();
            listed(&shown)
        };
        let mut doubts = Vec::new();
        let mut tell = |what: &str, count: usize, listed: String| {
            if 0 < count {
                doubts.push(format!("{what} ({count}): {listed}"));
            }
        };
        tell("notes that are stuck to the PDF are not in the text", self.notes.len(), placed(&self.notes));
        tell("the addresses to which the PDF links are not in the text", self.links.len(), placed(&self.links));
        tell("what is filled in in the PDF without being drawn is not in the text", self.fields.len(), placed(&self.fields));
        tell("boxes of the PDF are checked, which the text does not say", self.checked.len(), on_page(&self.checked));
        tell("words of the PDF are struck out, which the text does not say", self.struck.len(), on_page(&self.struck));
        tell("files that are attached to the PDF are not in the text", self.files.len(), listed(&self.files));
        doubts
    }
}

/// The names in a tree of attached files.
fn names(tree: &Dict<'_>, depth: usize, found: &mut Vec<String>) {
    if let Some(pairs) = tree.get::<Array<'_>>("Names") {
        let mut pairs = pairs.flex_iter();
        while let Some(name) = pairs.next::<Text<'_>>() {
            found.push(read(&name));
            _ = pairs.next::<Object<'_>>();
        }
    }
    if let Some(kids) = tree.get::<Array<'_>>("Kids").filter(|_| 0 < depth) {
        kids.iter::<Dict<'_>>().for_each(|kid| names(&kid, depth - 1, found));
    }
}

/// A text of a PDF (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 where it begins so, else nearly Latin-1.
fn read(text: &Text<'_>) -> String {
    let bytes = text.as_bytes();
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> = wide.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte))).collect();
        return String::from_utf16_lossy(&units);
    }
    match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(utf8) => String::from_utf8_lossy(utf8).into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
