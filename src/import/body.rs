//! The text of a document as blocks: all steps from its lines, in order.

use std::collections::BTreeMap;

use super::draft::{Draft, Note, Removed, Shape};
use super::line::Setting;
use super::received::{Content, Received};
use super::{certain, furniture, headings, line, notes, questions, shape, suspects, words};
use crate::model::dossier::Settings;
use crate::model::locale::{Locale, Suspect};

/// The text of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    /// Its blocks.
    pub(super) drafts: Vec<Draft>,
    /// Its footnotes.
    pub(super) notes: Vec<Note>,
    /// What was taken out as belonging to the page.
    pub(super) removed: Vec<Removed>,
    /// What a language's text recognition often misreads, and how often it was mended here.
    pub(super) suspects: Vec<(Suspect, usize)>,
    /// What is not sure about the whole.
    pub(super) doubts: Vec<String>,
}

/// Finds the blocks of a document.
pub(super) fn of(received: &Received, (settings, locale): (&Settings, &Locale)) -> Body {
    let mut body = match &received.content {
        Content::Lines(lines) => of_lines(lines.clone(), locale),
        Content::Blocks(drafts, notes) => Body { drafts: drafts.clone(), notes: notes.clone(), ..Body::default() },
    };
    body.doubts.extend(received.doubts.iter().cloned());
    body.drafts.extend(notes::repeated(&mut body.notes));
    for draft in body.drafts.iter_mut().filter(|draft| draft.shape != Shape::Row) {
        draft.text = single_spaced(&draft.text);
    }
    mark_numbers(&mut body.drafts, settings, locale);
    questions::mark(&mut body.drafts, &locale.import);
    // What says its own blocks was written, not read by a machine: nothing of it can be misread.
    let is_read = matches!(received.content, Content::Lines(_));
    if is_read {
        body.suspects = suspects::apply(&mut body.drafts, &locale.suspects);
    }
    if !certain::are_known(&body.drafts, &mut body.notes) {
        notes::mark(&mut body.drafts, &mut body.notes, is_read);
    }
    body
}

/// Finds the blocks of a text that is only lines.
fn of_lines(lines: Vec<line::Line>, locale: &Locale) -> Body {
    let setting = Setting::of(&lines);
    let (lines, removed) = furniture::take(lines, &setting, &locale.import);
    let (lines, notes) = super::footnotes::take(lines);
    let mut drafts = shape::drafts(&lines, &setting, &locale.import);
    drafts.retain(|draft| !draft.text.is_empty());
    let is_guessed = headings::mark(&mut drafts, locale);
    let mut body = Body { drafts, notes, removed, ..Body::default() };
    if is_guessed {
        body.doubts.push("the levels of the headings are guessed: the source does not show them".into());
    }
    body
}

/// Makes a heading of an official number that stands alone above numbered questions.
fn mark_numbers(drafts: &mut [Draft], settings: &Settings, locale: &Locale) {
    let written = |text: &str| super::known::numbers_in(text, settings).iter().any(|(_, _, whole)| whole == text);
    let first = headings::after_salutation(drafts, locale);
    for idx in first..drafts.len() {
        let is_above = drafts
            .get(idx + 1)
            .is_some_and(|next| words::number(&next.text) == Some(1) || super::shape::is_question(&next.text, &locale.import));
        if let Some(draft) = drafts.get_mut(idx).filter(|draft| is_above && draft.is_paragraph() && written(&draft.text)) {
            draft.shape = Shape::Heading(1);
        }
    }
}

/// A text with single spaces; line feeds stay.
fn single_spaced(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

impl Body {
    /// Gives the blocks the ids that `dossier lock` will give them: by kind, in order.
    pub(super) fn number_blocks(&mut self) {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for draft in &mut self.drafts {
            let count = counts.entry(draft.prefix()).or_default();
            *count += 1;
            draft.id = format!("{}{count}", draft.prefix());
        }
    }

    /// The blocks in front: those up to the first heading, question or row, behind which nothing says what the letter is.
    pub(super) fn front(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().take(40).take_while(|draft| draft.is_paragraph())
    }
}
