//! The editors' notes on a letter's text: each stands with the others on its block right after it, folded, one stop for the keyboard.

use std::collections::BTreeMap;

use super::page::Page;
use crate::markdown::annotate::locate;
use crate::markdown::escape::attribute;
use crate::model::correction::{Correction, Judgement, SourceLines};
use crate::model::letter::{Edition, Letter};

/// The notes on each block of an edition that has any, by its id, in the order of the text.
pub(super) type Notes<'a> = BTreeMap<&'a str, Vec<Note<'a>>>;

/// An editors' note whose words stand in the edition.
pub(super) struct Note<'a> {
    /// Its anchor.
    pub(super) id: String,
    /// Its sign in the text.
    pub(super) sign: String,
    /// The words of the edition.
    pub(super) words: &'a str,
    /// What it tells of.
    pub(super) correction: &'a Correction,
    /// Which of the letter's corrections that is, counted from 0.
    idx: usize,
    /// Why, and how certain.
    judgement: &'a Judgement,
}

/// The notes on an edition, signed in the order of the text. What has no words in this language has no place in it.
pub(super) fn of<'a>(letter: &'a Letter, edition: &Edition) -> Notes<'a> {
    let positions: BTreeMap<&str, usize> = edition.blocks.iter().enumerate().map(|(idx, block)| (block.id.0.as_str(), idx)).collect();
    let mut placed: Vec<(usize, usize, Note<'_>, &'a str)> = Vec::new();
    for (idx, correction) in letter.corrections.iter().enumerate() {
        let (Some(passage), Some(judgement)) = (&correction.passage, &correction.judgement) else { continue };
        let Some(words) = passage.quote.find(&edition.lang).filter(|words| !words.is_empty()) else { continue };
        let Some(block_idx) = positions.get(passage.block.0.as_str()).copied() else { continue };
        let span = edition.blocks.get(block_idx).and_then(|block| locate(&block.text.read(), words));
        let note = Note { id: String::new(), sign: String::new(), words, correction, idx, judgement };
        placed.extend(span.map(|span| (block_idx, span.end, note, passage.block.0.as_str())));
    }
    placed.sort_by_key(|(block_idx, end, ..)| (*block_idx, *end));
    let mut notes: Notes<'a> = BTreeMap::new();
    for (idx, (_, _, note, block)) in placed.into_iter().enumerate() {
        notes.entry(block).or_default().push(Note { id: format!("note-{}", idx + 1), sign: sign(idx), ..note });
    }
    notes
}

/// The signs of a block's notes as its summary names them: `Note a`, `Notes b–d`.
pub(super) fn summary(page: &Page<'_>, notes: &[Note<'_>]) -> String {
    match notes {
        [] => String::new(),
        [only] => format!("{} {}", page.word("letter.note"), only.sign),
        [first, .., last] => page.fill("letter.block_notes", &[("first", &first.sign), ("last", &last.sign)]),
    }
}

/// The notes on a block as HTML, folded; nothing where there are none.
pub(super) fn folded(page: &Page<'_>, letter: &Letter, notes: &[Note<'_>]) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let list: String = notes.iter().map(|note| item(page, letter, note)).collect();
    format!("<details class=\"notes\"><summary>{}</summary><ul>\n{list}</ul></details>\n", attribute(&summary(page, notes)))
}

/// A note: what kind, the words, the reason; the source's reading with its lines; how certain it is.
fn item(page: &Page<'_>, letter: &Letter, note: &Note<'_>) -> String {
    let correction = note.correction;
    let lang = page.foreign(&letter.original).map(|tag| page.stage.directions.attributes(&tag)).unwrap_or_default();
    let reason =
        Some(page.text(&note.judgement.note)).filter(|reason| !reason.is_empty()).map(|reason| format!(" — {}", attribute(&reason)));
    format!(
        "<li id=\"{}\"><b>{}</b> <em>{}</em> <q>{}</q>{} <small>{} <code{lang}>{}</code>{} · {}</small></li>\n",
        note.id,
        note.sign,
        attribute(&page.word(&format!("correction.{}", correction.class.name()))),
        attribute(note.words),
        reason.unwrap_or_default(),
        attribute(&page.word("letter.note_source")),
        attribute(&correction.source),
        lines(page, letter, found_lines(page, letter, note)),
        attribute(&page.word(&format!("certainty.{}", note.judgement.certainty.name()))),
    )
}

/// The lines in which the source has a note's words: where they were found, or as recorded where nothing was compared.
fn found_lines(page: &Page<'_>, letter: &Letter, note: &Note<'_>) -> SourceLines {
    let spot = page.stage.inputs.proofs.get(&letter.id).and_then(|proof| proof.records.get(note.idx)?.as_ref());
    spot.map_or(note.correction.lines, |spot| SourceLines { first: spot.lines.0, last: spot.lines.1 })
}

/// The lines of the source, in words, as a link to them.
fn lines(page: &Page<'_>, letter: &Letter, lines: SourceLines) -> String {
    let key = if lines.first == lines.last { "letter.line" } else { "letter.lines" };
    let words = attribute(&page.fill(key, &[("lines", &lines.to_string())]));
    match page.stage.inputs.routes.source(&letter.id, page.lang) {
        Some(path) => format!(", <a href=\"{}#l{}\">{words}</a>", attribute(&page.to(path)), lines.first),
        None => format!(", {words}"),
    }
}

/// The sign of a note by its place in the order: a … z, aa, ab, …
fn sign(idx: usize) -> String {
    let letter = u8::try_from(idx % 26).map_or('a', |offset| char::from(b'a' + offset));
    let mut sign = if idx < 26 { String::new() } else { sign_of_rest(idx / 26 - 1) };
    sign.push(letter);
    sign
}

/// The beginning of a sign of several letters.
fn sign_of_rest(idx: usize) -> String {
    sign(idx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_on_after_z() {
        let signs: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(sign).collect();
        assert_eq!(signs, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }
}
