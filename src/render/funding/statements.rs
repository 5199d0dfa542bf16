//! What the letters say of money without an amount, in their own words and in order of time.

use serde::Serialize;

use crate::model::money::{Programme, Statement};
use crate::render::LinkView;
use crate::render::page::{Page, PassageView};

/// The statements of a letter.
#[derive(Debug, Serialize)]
pub(super) struct DocumentStatements {
    /// The letter.
    document: LinkView,
    /// The statements.
    statements: Vec<StatementView>,
}

/// A statement.
#[derive(Debug, Serialize)]
pub(super) struct StatementView {
    /// Our introduction.
    lead: String,
    /// The words.
    passage: Option<PassageView>,
}

/// The statements of a programme letter by letter, in order of time; within a letter as recorded.
pub(super) fn of(page: &Page<'_>, programme: &Programme) -> Vec<DocumentStatements> {
    let of_it: Vec<&Statement> = of_programme(page, programme).collect();
    let letters = page.stage.inputs.dossier.letters.iter();
    letters
        .filter_map(|letter| {
            let statements: Vec<StatementView> =
                of_it.iter().filter(|of| of.passage.letter == letter.id).map(|of| statement(page, of)).collect();
            let document = LinkView { label: page.label_of(letter), ..page.letter(letter) };
            (!statements.is_empty()).then_some(DocumentStatements { document, statements })
        })
        .collect()
}

/// The statements of a programme that there is no money, in order of time.
pub(super) fn absences(page: &Page<'_>, programme: &Programme) -> Vec<StatementView> {
    let absences: Vec<&Statement> = of_programme(page, programme).filter(|statement| statement.is_absence).collect();
    let letters = page.stage.inputs.dossier.letters.iter();
    letters.flat_map(|letter| absences.iter().filter(|of| of.passage.letter == letter.id)).map(|of| statement(page, of)).collect()
}

/// The statements of a programme.
fn of_programme<'a>(page: &Page<'a>, programme: &Programme) -> impl Iterator<Item = &'a Statement> {
    let statements = page.stage.inputs.dossier.funding.statements.iter();
    let id = programme.id.clone();
    statements.filter(move |statement| statement.programme == id)
}

/// A statement.
fn statement(page: &Page<'_>, statement: &Statement) -> StatementView {
    StatementView { lead: page.text(&statement.lead), passage: page.passage(&statement.passage) }
}
