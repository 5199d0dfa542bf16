//! The list of letters, by year, with what it can be narrowed by.

use serde::Serialize;

use super::{Group, PartsView, grouped, parts_view, shown, year};
use crate::model::letter::{Letter, Party};
use crate::problem::Problem;
use crate::render::filters::{self, FilterView};
use crate::render::frame::{Frame, frame};
use crate::render::page::Page;
use crate::render::{LinkView, text};

/// A letter in a list.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LetterRow {
    /// The letter.
    link: LinkView,
    /// Its kind.
    kind: String,
    /// Its date in words.
    date: String,
    /// Who sent it.
    senders: Vec<String>,
    /// Its official numbers.
    numbers: Vec<String>,
    /// What it says.
    summary: String,
    /// Whether it has no edition in the page's language.
    is_missing: bool,
    /// What it says to the filters of its list, as classes; nothing where there are none.
    marks: String,
}

/// A letter in a list that cannot be narrowed.
pub(in crate::render) fn letter_row(page: &Page<'_>, letter: &Letter) -> LetterRow {
    LetterRow {
        link: page.letter(letter),
        kind: page.kind_of(letter),
        date: page.locale.date(&letter.date.value),
        senders: letter.parties.senders.iter().map(|party| party_text(page, party)).collect(),
        numbers: letter.numbers.iter().map(|number| number.value.clone()).collect(),
        summary: letter.nearest_edition(page.lang).map(|edition| edition.summary.clone()).unwrap_or_default(),
        is_missing: letter.edition(page.lang).is_none(),
        marks: String::new(),
    }
}

/// A sender or recipient in one line.
fn party_text(page: &Page<'_>, party: &Party) -> String {
    let parts = [party.name.clone().unwrap_or_default(), page.text(&party.role), page.text(&party.organisation)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The list of letters.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LettersView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// How many letters this page lists, in words.
    n_letters: String,
    /// The pages of the list.
    parts: PartsView,
    /// What the list can be narrowed by.
    filters: Vec<FilterView>,
    /// The letters by year.
    years: Vec<Group<LetterRow>>,
    /// The script that counts what is left, and keeps the choice in the address.
    script: String,
}

/// The list of letters, oldest first.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> LettersView {
    let all = &page.stage.inputs.dossier.letters;
    let letters = shown(page, all);
    let filters = filters::of(page, letters);
    let row = |letter: &Letter| LetterRow { marks: filters::marks(page, (&filters, letter)), ..letter_row(page, letter) };
    LettersView {
        page: frame(page, &page.count("letters.count", all.len())),
        body: text::introduction(page, "letters", problems),
        n_letters: page.count("letters.count", letters.len()),
        parts: parts_view(page),
        years: grouped(letters.iter().map(|letter| (year(letter), row(letter)))),
        script: page.to_file("assets/letters.js"),
        filters,
    }
}
