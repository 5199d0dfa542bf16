//! What is marked in a letter's text: references, amounts of the ledger, editors' notes.

use super::notes::{self, Notes};
use super::page::Page;
use super::references;
use crate::markdown::annotate::{Annotation, Mark};
use crate::model::correction::CorrectionClass;
use crate::model::letter::{Edition, Letter, Passage, Target};

/// The marks of an edition with the notes that they lead to.
pub(super) struct Marked<'a> {
    /// The marks, in the order of precedence.
    pub(super) annotations: Vec<Annotation>,
    /// The editors' notes on each block, in the order of the text.
    pub(super) notes: Notes<'a>,
}

/// Everything that is marked in an edition.
pub(super) fn of<'a>(page: &Page<'_>, letter: &'a Letter, edition: &Edition) -> Marked<'a> {
    let notes = notes::of(letter, edition);
    let mut annotations = reference_marks(page, letter);
    annotations.extend(amount_marks(page, letter));
    annotations.extend(note_marks(page, &notes));
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

/// The marks of editors' notes.
fn note_marks(page: &Page<'_>, notes: &Notes<'_>) -> Vec<Annotation> {
    let mark = |(block, note): (&str, &notes::Note<'_>)| Annotation {
        block: block.to_owned(),
        words: note.words.to_owned(),
        mark: Mark::Note {
            anchor: note.id.clone(),
            sign: note.sign.clone(),
            class: class(note.correction.class),
            label: format!("{} {}", page.word("letter.note"), note.sign),
        },
    };
    notes.iter().flat_map(|(block, notes)| notes.iter().map(|note| mark((block, note)))).collect()
}

/// The class by which the style sheet knows a correction.
fn class(class: CorrectionClass) -> &'static str {
    match class {
        CorrectionClass::Sic => "sic",
        CorrectionClass::Damaged => "damaged",
        _ => "corrected",
    }
}
