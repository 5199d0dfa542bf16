//! Writes TMX 1.4: what is translated, as a memory for a translator's tool. Stale translations are left out: they are not of this text.

use quick_xml::escape::{escape, partial_escape};

use super::marks::numbers;
use super::unit::Unit;
use crate::markdown::inline::{Mark, Piece};
use crate::model::lang::Lang;
use crate::model::letter::Letter;

/// The translated texts of a letter.
pub(super) fn write(letter: &Letter, lang: &Lang, units: &[Unit]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n\
         <header creationtool=\"dossier\" creationtoolversion=\"{}\" segtype=\"paragraph\" o-tmf=\"dossier\" adminlang=\"en\" \
         srclang=\"{}\" datatype=\"plaintext\"/>\n<body>\n",
        env!("CARGO_PKG_VERSION"),
        letter.original,
    );
    for unit in units.iter().filter(|unit| !unit.is_stale) {
        let Some(target) = &unit.target else { continue };
        let numbers = numbers(&unit.source, target);
        out.push_str(&format!(
            "<tu tuid=\"{}/{}\">\n<tuv xml:lang=\"{}\"><seg>{}</seg></tuv>\n<tuv xml:lang=\"{lang}\"><seg>{}</seg></tuv>\n</tu>\n",
            letter.id,
            escape(&unit.id),
            letter.original,
            segment(&unit.source, &numbers.source),
            segment(target, &numbers.target),
        ));
    }
    out.push_str("</body>\n</tmx>\n");
    out
}

/// Pieces as the content of `seg`.
fn segment(pieces: &[Piece], numbers: &[(usize, &Mark)]) -> String {
    let mut out = String::new();
    let mut numbers = numbers.iter();
    let mut open: Vec<(usize, &Mark)> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&partial_escape(text)),
            Piece::Mark(mark) => {
                let number = numbers.next().map_or(0, |(number, _)| *number);
                out.push_str(&format!("<ph x=\"{number}\">{}</ph>", partial_escape(mark.raw.replace('\n', ""))));
            }
            Piece::Open(mark) => {
                let number = numbers.next().map_or(0, |(number, _)| *number);
                out.push_str(&format!("<bpt i=\"{number}\" x=\"{number}\">{}</bpt>", partial_escape(&mark.raw)));
                open.push((number, mark));
            }
            Piece::Close => {
                if let Some((number, mark)) = open.pop() {
                    out.push_str(&format!("<ept i=\"{number}\">{}</ept>", partial_escape(&mark.close)));
                }
            }
        }
    }
    out
}
