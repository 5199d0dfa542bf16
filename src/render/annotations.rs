//! What is marked in a letter's text: references, amounts of the ledger, editors' notes.

use std::ops::Range;

use super::notes::{self, Notes};
use super::page::Page;
use super::references;
use crate::markdown::annotate::{Annotation, Mark, locate};
use crate::model::correction::CorrectionClass;
use crate::model::letter::{Edition, Letter, LetterId, Passage};
use crate::model::money::Amount;
use crate::model::reference::{Reference, Target};

/// The marks of an edition with the notes that they lead to.
pub(super) struct Marked<'a> {
    /// The marks, in the order of precedence.
    pub(super) annotations: Vec<Annotation>,
    /// The editors' notes on each block, in the order of the text.
    pub(super) notes: Notes<'a>,
}

/// Everything that is marked in an edition but its terms.
pub(super) fn of<'a>(page: &Page<'_>, letter: &'a Letter, edition: &Edition) -> Marked<'a> {
    let notes = notes::of(letter, edition);
    let (mut annotations, mutual) = reference_marks(page, (letter, edition));
    annotations.extend(amount_marks(page, (letter, edition)));
    // What two passages share comes after what one of them names or states.
    annotations.extend(mutual);
    annotations.extend(note_marks(page, edition, &notes));
    Marked { annotations, notes }
}

/// Words of a block as a mark; none if the block does not have them.
fn annotation(edition: &Edition, (block, words): (&str, &str), mark: Mark) -> Option<Annotation> {
    let found = edition.find_block(block)?;
    Some(Annotation { block: found.id.0.clone(), span: locate(&found.text.read(), words)?, mark })
}

/// The words of a passage in an edition as a mark; none if it is in another letter or has no words.
fn passage_mark((letter, edition): (&Letter, &Edition), passage: &Passage, mark: Mark) -> Option<Annotation> {
    let words = passage.quote.find(&edition.lang).filter(|_| passage.letter == letter.id)?;
    annotation(edition, (&passage.block.0, words), mark)
}

/// The links of references: to the letter, or to the section that tells of documents outside the dossier. Where both ends of a relation
/// show words, those of the other end lead back. First what points somewhere, then what two passages share.
fn reference_marks(page: &Page<'_>, (letter, edition): (&Letter, &Edition)) -> (Vec<Annotation>, Vec<Annotation>) {
    let links = page.stage.inputs.links;
    let outgoing = links.outgoing.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
    let (shared, there): (Vec<_>, Vec<_>) = outgoing.iter().enumerate().partition(|(_, of)| of.relation.is_mutual());
    let mark = |of: (usize, &Reference)| passage_mark((letter, edition), &of.1.evidence, link(page, of)?);
    let incoming = links.incoming.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
    let back = incoming.iter().filter_map(|incoming| {
        let counterpart = incoming.reference.counterpart.as_ref()?;
        let evidence = &incoming.reference.evidence;
        passage_mark((letter, edition), counterpart, to_letter(page, &evidence.letter, Some(&evidence.block.0))?)
    });
    let there = there.into_iter().filter_map(mark).collect();
    (there, shared.into_iter().filter_map(mark).chain(back).collect())
}

/// The link of a reference.
fn link(page: &Page<'_>, (idx, reference): (usize, &Reference)) -> Option<Mark> {
    match &reference.target {
        Target::Letter(id, block) => to_letter(page, id, block.as_deref()),
        Target::External(_) => {
            Some(Mark::Link { href: format!("#{}", references::anchor(idx)), class: "ref elsewhere", title: page.word("letter.elsewhere") })
        }
    }
}

/// The link to a letter or a block of it.
fn to_letter(page: &Page<'_>, id: &LetterId, block: Option<&str>) -> Option<Mark> {
    let target = page.stage.letter(id)?;
    let href = page.to_letter(target, block);
    let missing = page.foreign(page.reading(target)).map(|_| format!(" ({})", page.word("lists.missing")));
    Some(Mark::Link { href, class: "ref", title: page.label_of(target) + &missing.unwrap_or_default() })
}

/// The anchor of an amount's figure in a letter's text.
fn amount_anchor(id: &str) -> String {
    format!("amount-{id}")
}

/// The anchor of an amount's figure in an edition; nothing where the edition does not have its words.
pub(super) fn figure(edition: &Edition, amount: &Amount) -> Option<String> {
    amount_span(edition, amount).map(|_| amount_anchor(&amount.id))
}

/// The bytes of an amount's words in its block; nothing where the edition does not have them.
fn amount_span(edition: &Edition, amount: &Amount) -> Option<Range<usize>> {
    let words = amount.passage.quote.find(&edition.lang)?;
    locate(&edition.find_block(&amount.passage.block.0)?.text.read(), words)
}

/// The links of amounts: to their rows in the ledger; each is the place to which its row leads.
fn amount_marks(page: &Page<'_>, (letter, edition): (&Letter, &Edition)) -> Vec<Annotation> {
    let mark = |amount: &&Amount| {
        let block = edition.find_block(&amount.passage.block.0)?.id.0.clone();
        let mark = Mark::Amount { href: page.to_amount(&amount.id)?, anchor: amount_anchor(&amount.id), title: page.word("letter.amount") };
        Some(Annotation { block, span: amount_span(edition, amount)?, mark })
    };
    page.stage.amounts_in(&letter.id).iter().filter_map(mark).collect()
}

/// The marks of editors' notes.
fn note_marks(page: &Page<'_>, edition: &Edition, notes: &Notes<'_>) -> Vec<Annotation> {
    let mark = |note: &notes::Note<'_>| Mark::Note {
        anchor: note.id.clone(),
        sign: note.sign.clone(),
        class: class(note.correction.class),
        label: format!("{} {}", page.word("letter.note"), note.sign),
    };
    let of_block = |(block, notes): (&&str, &Vec<notes::Note<'_>>)| -> Vec<Annotation> {
        notes.iter().filter_map(|note| annotation(edition, (block, note.words), mark(note))).collect()
    };
    notes.iter().flat_map(of_block).collect()
}

/// The class by which the style sheet knows a correction.
fn class(class: CorrectionClass) -> &'static str {
    match class {
        CorrectionClass::Sic => "sic",
        CorrectionClass::Damaged => "damaged",
        _ => "corrected",
    }
}
