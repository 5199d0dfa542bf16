//! What the letters say of money without an amount, in their own words and in order of time.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{MAX_STATEMENTS, row};
use crate::model::letter::LetterId;
use crate::model::money::{Amount, Programme, Role, Statement};
use crate::render::LinkView;
use crate::render::page::Page;
use crate::render::passage::PassageView;

/// The statements of a letter.
#[derive(Debug, Serialize)]
pub(super) struct DocumentStatements {
    /// The letter.
    document: LinkView,
    /// Its figures that belong to no sum.
    figures: Vec<LinkView>,
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

/// The statements of a programme letter by letter, in order of time, within a letter as recorded, each letter with the figures of the
/// programme's plans; how many more statements there are than a page has room for.
pub(super) fn of(page: &Page<'_>, programme: &Programme) -> (Vec<DocumentStatements>, usize) {
    let mut by_letter: BTreeMap<&LetterId, Vec<&Statement>> = BTreeMap::new();
    for statement in of_programme(page, programme) {
        by_letter.entry(&statement.passage.letter).or_default().push(statement);
    }
    let n_all: usize = by_letter.values().map(Vec::len).sum();
    let mut room = MAX_STATEMENTS;
    let mut documents = Vec::new();
    for letter in &page.stage.inputs.dossier.letters {
        let of_it = by_letter.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
        let statements: Vec<StatementView> = of_it.iter().take(room).map(|of| statement(page, of)).collect();
        room -= statements.len();
        if !statements.is_empty() {
            let document = LinkView { label: page.label_of(letter), ..page.letter(letter) };
            documents.push(DocumentStatements { document, figures: figures(page, programme, &letter.id), statements });
        }
    }
    (documents, n_all.saturating_sub(MAX_STATEMENTS))
}

/// The figures of a letter that belong to no sum: what a plan is to cost, and who is to bear which share.
fn figures(page: &Page<'_>, programme: &Programme, letter: &LetterId) -> Vec<LinkView> {
    let amounts = page.stage.amounts_in(letter).iter();
    let of_it = amounts.filter(|amount| amount.role == Role::Context && amount.programme == programme.id);
    let link = |amount: &&Amount| {
        let label = format!("{} ({})", page.figures.short(amount), row::name(page, amount));
        Some(LinkView { href: page.to_amount(&amount.id)?, label, lang: None })
    };
    of_it.filter_map(link).collect()
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
