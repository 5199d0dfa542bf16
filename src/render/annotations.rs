//! What is marked in a letter's text: references, amounts of the ledger, editors' notes.

use serde::Serialize;

use super::page::Page;
use super::references;
use crate::markdown::annotate::{Annotation, Mark, locate};
use crate::model::correction::{Correction, CorrectionClass};
use crate::model::letter::{Edition, Letter, Passage, Target};

/// The marks of an edition with the notes that they lead to.
pub(super) struct Marked {
    /// The marks, in the order of precedence.
    pub(super) annotations: Vec<Annotation>,
    /// The editors' notes, in the order of the text.
    pub(super) notes: Vec<NoteView>,
}

/// An editors' note.
#[derive(Debug, Serialize)]
pub(super) struct NoteView {
    /// Its anchor.
    id: String,
    /// Its sign in the text; nothing where nothing is marked.
    sign: String,
    /// What it is about.
    class: String,
    /// What the class is called.
    class_label: String,
    /// The words of the edition.
    words: String,
    /// The source's reading, in the language of the original.
    source: String,
    /// The language of the source.
    source_lang: Option<String>,
    /// The lines of the source, in words.
    lines: String,
    /// How certain it is, in words.
    certainty: String,
    /// The reason.
    note: String,
    /// Back to the mark, or to the block.
    back: Option<String>,
}

/// Everything that is marked in an edition.
pub(super) fn of(page: &Page<'_>, letter: &Letter, edition: &Edition) -> Marked {
    let mut annotations = reference_marks(page, letter);
    annotations.extend(amount_marks(page, letter));
    let notes = note_marks(page, letter, edition, &mut annotations);
    Marked { annotations, notes }
}

/// The words of a passage in the edition's language as a mark; none if it is in another letter or has no words.
fn annotation(page: &Page<'_>, letter: &Letter, passage: &Passage, mark: Mark) -> Option<Annotation> {
    let words = passage.quote.find(page.lang).filter(|words| !words.is_empty())?;
    (passage.letter == letter.id).then(|| Annotation { block: passage.block.0.clone(), words: words.to_owned(), mark })
}

/// The links of references: to the letter, or to the section that tells of documents outside the dossier.
fn reference_marks(page: &Page<'_>, letter: &Letter) -> Vec<Annotation> {
    let mark = |(idx, reference): (usize, &crate::model::letter::Reference)| {
        let mark = match &reference.target {
            Target::Letter(id, block) => {
                let target = page.stage.letter(id)?;
                let href = page.to_letter(target, block.as_deref());
                let missing = page.foreign(page.reading(target)).map(|_| format!(" ({})", page.word("lists.missing")));
                Mark::Link { href, class: "ref", title: page.label_of(target) + &missing.unwrap_or_default() }
            }
            Target::External(_) => {
                Mark::Link { href: format!("#{}", references::anchor(idx)), class: "ref elsewhere", title: page.word("letter.elsewhere") }
            }
        };
        annotation(page, letter, &reference.evidence, mark)
    };
    letter.references.iter().enumerate().filter_map(mark).collect()
}

/// The links of amounts: to their rows in the ledger.
fn amount_marks(page: &Page<'_>, letter: &Letter) -> Vec<Annotation> {
    let Some(funding) = page.to_kind("funding") else { return Vec::new() };
    let amounts = page.stage.amounts_in(&letter.id).iter();
    let mark = |id: &str| Mark::Link { href: format!("{funding}#{id}"), class: "amount", title: page.word("letter.amount") };
    amounts.filter_map(|amount| annotation(page, letter, &amount.passage, mark(&amount.id))).collect()
}

/// The marks and texts of editors' notes, signed in the order of the text.
fn note_marks(page: &Page<'_>, letter: &Letter, edition: &Edition, annotations: &mut Vec<Annotation>) -> Vec<NoteView> {
    let mut placed: Vec<(Option<(usize, usize)>, &Correction)> = letter
        .corrections
        .iter()
        .filter(|record| record.judgement.is_some())
        .map(|record| (place(page, edition, record), record))
        .collect();
    placed.sort_by_key(|(place, _)| (place.is_none(), *place));
    let mut notes = Vec::with_capacity(placed.len());
    for (idx, (place, correction)) in placed.into_iter().enumerate() {
        let id = format!("note-{}", idx + 1);
        let is_marked = place.is_some();
        let sign = if is_marked { sign(idx) } else { String::new() };
        if let Some(passage) = &correction.passage
            && is_marked
        {
            let label = format!("{} {sign}", page.word("letter.note"));
            let mark = Mark::Note { anchor: id.clone(), sign: sign.clone(), class: class(correction.class), label };
            annotations.extend(annotation(page, letter, passage, mark));
        }
        notes.push(note(page, letter, correction, (id, sign)));
    }
    notes
}

/// The class by which the style sheet knows a correction.
fn class(class: CorrectionClass) -> &'static str {
    match class {
        CorrectionClass::Sic => "sic",
        CorrectionClass::Damaged => "damaged",
        _ => "corrected",
    }
}

/// Where a correction's words stand: block and byte; nowhere if they have no words in this language.
fn place(page: &Page<'_>, edition: &Edition, correction: &Correction) -> Option<(usize, usize)> {
    let passage = correction.passage.as_ref()?;
    let words = passage.quote.find(page.lang).filter(|words| !words.is_empty())?;
    let block_idx = edition.blocks.iter().position(|block| block.id == passage.block)?;
    let span = locate(&edition.blocks.get(block_idx)?.text, words)?;
    Some((block_idx, span.end))
}

/// An editors' note.
fn note(page: &Page<'_>, letter: &Letter, correction: &Correction, (id, sign): (String, String)) -> NoteView {
    let passage = correction.passage.as_ref();
    let back = match passage {
        _ if !sign.is_empty() => Some(format!("#{id}-mark")),
        Some(passage) if !passage.block.0.is_empty() => Some(format!("#{}", passage.block)),
        _ => None,
    };
    let lines = if correction.lines.first == correction.lines.last { "letter.line" } else { "letter.lines" };
    let judgement = correction.judgement.as_ref();
    NoteView {
        class: class(correction.class).to_owned(),
        class_label: page.word(&format!("correction.{}", correction.class.name())),
        words: passage.map(|passage| page.text(&passage.quote)).unwrap_or_default(),
        source: correction.source.clone(),
        source_lang: page.foreign(&letter.original),
        lines: page.fill(lines, &[("lines", &correction.lines.to_string())]),
        certainty: judgement.map(|judgement| page.word(&format!("certainty.{}", judgement.certainty.name()))).unwrap_or_default(),
        note: judgement.map(|judgement| page.text(&judgement.note)).unwrap_or_default(),
        back,
        id,
        sign,
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
