//! Writes XLIFF 1.2: a `trans-unit` a block, with the marks of its text as `x` (alone) and `g` (around words).

use quick_xml::escape::{escape, partial_escape};

use super::handed;
use super::marks::numbers;
use super::unit::{Unit, mark_name};
use crate::markdown::inline::{Mark, Piece};
use crate::model::lang::Lang;
use crate::model::letter::Letter;

/// The texts of a letter for a translator.
pub(super) fn write(letter: &Letter, lang: &Lang, units: &[Unit]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n\
         <file original=\"{}\" source-language=\"{}\" target-language=\"{lang}\" datatype=\"plaintext\" tool-id=\"dossier\">\n\
         <header><tool tool-id=\"dossier\" tool-name=\"dossier\" tool-version=\"{}\"/></header>\n<body>\n",
        letter.id,
        letter.original,
        env!("CARGO_PKG_VERSION"),
    );
    for unit in units {
        out.push_str(&trans_unit(unit, letter.is_checked(lang)));
    }
    out.push_str("</body>\n</file>\n</xliff>\n");
    out
}

/// A unit. Only what a person has checked is approved: tools take the rest for work to be done.
fn trans_unit(unit: &Unit, is_checked: bool) -> String {
    let target = unit.target.as_deref().unwrap_or_default();
    let numbers = numbers(&unit.source, target);
    let state = match (&unit.target, unit.is_stale) {
        (None, _) => "new",
        (Some(_), true) => "needs-review-translation",
        (Some(_), false) => "translated",
    };
    let approved = if is_checked && state == "translated" { " approved=\"yes\"" } else { "" };
    let notes: String =
        unit.notes.iter().map(|note| format!("<note from=\"glossary\" annotates=\"source\">{}</note>\n", partial_escape(note))).collect();
    format!(
        "<trans-unit id=\"{id}\" resname=\"{id}\" restype=\"x-{}\"{approved} {}=\"{}\" xml:space=\"preserve\">\n<source>{}</source>\n\
         <target state=\"{state}\">{}</target>\n{notes}</trans-unit>\n",
        unit.kind_name(),
        handed::ATTRIBUTE,
        handed::fingerprint(&handed::of_pieces(target, &numbers.target)),
        content(&unit.source, &numbers.source),
        content(target, &numbers.target),
        id = escape(&unit.id),
    )
}

/// Pieces as the content of `source` or `target`.
fn content(pieces: &[Piece], numbers: &[(usize, &Mark)]) -> String {
    let mut out = String::new();
    let mut numbers = numbers.iter().map(|(number, _)| number);
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&partial_escape(text)),
            Piece::Mark(mark) => out.push_str(&format!(
                "<x id=\"{}\" ctype=\"{}\" equiv-text=\"{}\"/>",
                numbers.next().unwrap_or(&0),
                mark_name(mark.kind),
                escape(mark.raw.replace('\n', "")),
            )),
            Piece::Open(mark) => out.push_str(&format!("<g id=\"{}\" ctype=\"{}\">", numbers.next().unwrap_or(&0), mark_name(mark.kind))),
            Piece::Close => out.push_str("</g>"),
        }
    }
    out
}
