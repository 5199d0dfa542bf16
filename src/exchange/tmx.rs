//! Writes TMX 1.4: what is translated, as a memory for a translator's tool. Stale translations are left out: they are not of this text.

use quick_xml::escape::{escape, partial_escape};

use super::marks::numbers;
use super::unit::{self, Unit};
use crate::markdown::inline::{Mark, Piece};
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::Letter;

/// The translated texts of a letter.
pub(super) fn write(letter: &Letter, lang: &Lang, units: &[Unit]) -> String {
    let mut out = head(letter.original.tag());
    for unit in units {
        out.push_str(&entry(letter, unit, &[(lang, unit)]));
    }
    out + TAIL
}

/// The translated texts of all letters, in all languages.
pub(super) fn write_all(dossier: &Dossier) -> String {
    let mut originals = dossier.letters.iter().map(|letter| &letter.original);
    // Letters of several languages: each entry then says which of its texts is the original.
    let first = originals.next().filter(|first| originals.all(|other| other == *first));
    let mut out = head(first.map_or("*all*", Lang::tag));
    for letter in &dossier.letters {
        let others = dossier.settings.languages.iter().filter(|lang| **lang != letter.original);
        let by_lang: Vec<(&Lang, Vec<Unit>)> = others.map(|lang| (lang, unit::of(dossier, letter, lang))).collect();
        let Some((_, units)) = by_lang.first() else { continue };
        for (idx, unit) in units.iter().enumerate() {
            let targets: Vec<(&Lang, &Unit)> = by_lang.iter().filter_map(|(lang, units)| Some((*lang, units.get(idx)?))).collect();
            out.push_str(&entry(letter, unit, &targets));
        }
    }
    out + TAIL
}

/// The end of a file.
const TAIL: &str = "</body>\n</tmx>\n";

/// The beginning of a file, with the language of its originals.
fn head(source_lang: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n\
         <header creationtool=\"dossier\" creationtoolversion=\"{}\" segtype=\"paragraph\" o-tmf=\"dossier\" adminlang=\"en\" \
         srclang=\"{source_lang}\" datatype=\"plaintext\"/>\n<body>\n",
        env!("CARGO_PKG_VERSION"),
    )
}

/// A text with those of its translations that are of it; nothing where it has none.
fn entry(letter: &Letter, unit: &Unit, targets: &[(&Lang, &Unit)]) -> String {
    let fresh = targets.iter().filter(|(_, unit)| !unit.is_stale).filter_map(|(lang, unit)| Some((lang, unit.target.as_ref()?)));
    let translated: String = fresh.map(|(lang, target)| variant(lang, &segment(target, &numbers(&unit.source, target).target))).collect();
    if translated.is_empty() {
        return String::new();
    }
    let original = variant(&letter.original, &segment(&unit.source, &numbers(&unit.source, &[]).source));
    format!("<tu tuid=\"{}/{}\" srclang=\"{}\">\n{original}{translated}</tu>\n", letter.id, escape(&unit.id), letter.original)
}

/// A text in a language.
fn variant(lang: &Lang, segment: &str) -> String {
    format!("<tuv xml:lang=\"{lang}\"><seg>{segment}</seg></tuv>\n")
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
