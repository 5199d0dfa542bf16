//! The ledger row by row: every amount with all that is recorded of it, letter by letter in order of time.

use serde::Serialize;

use super::row::{self, Row, StatusView};
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::model::money::{Amount, MIXED};
use crate::problem::Problem;
use crate::render::LinkView;
use crate::render::frame::{Frame, frame};
use crate::render::lists::{self, Item, PartsView, ROW_BYTES};
use crate::render::page::{Page, Stage};
use crate::render::text;

/// What a row weighs more than one of a plain list: its cells, and the same words in the attributes that sort it.
const CELLS_BYTES: usize = 1000;

/// The ledger.
#[derive(Debug, Serialize)]
pub(in crate::render) struct LedgerView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The pages of the list.
    parts: PartsView,
    /// How many rows this page has, in words.
    n_rows: String,
    /// What sorts and filters the rows.
    script: String,
    /// The rows.
    rows: Vec<LedgerRow>,
    /// The statuses that its rows have.
    statuses: Vec<StatusView>,
    /// The programmes that its rows have.
    programmes: Vec<String>,
    /// The funding page.
    funding: Option<String>,
}

/// A row of the ledger.
#[derive(Debug, Serialize)]
struct LedgerRow {
    /// The amount.
    row: Row,
    /// What sorts it by amount: hundredths, as a whole number.
    cents: i64,
    /// What keeps amounts of another kind apart when they are sorted.
    unit: String,
    /// The programme.
    programme: String,
    /// Its row on the funding page; nothing where that has no room for it.
    href: Option<String>,
    /// The amount that it says again.
    restates: Option<LinkView>,
}

/// The amounts in the order of their letters, within a letter as recorded: the letter's place, and the amount's among those it states.
fn order<'s>(stage: &'s Stage<'_>) -> &'s [(usize, usize)] {
    let amounts = |(idx, letter): (usize, &Letter)| (0..stage.amounts_in(&letter.id).len()).map(move |amount| (idx, amount));
    stage.lists.ledger.get_or_init(|| stage.inputs.dossier.letters.iter().enumerate().flat_map(amounts).collect())
}

/// All amounts in that order, with the letters that state them.
pub(in crate::render) fn sorted<'a>(stage: &Stage<'a>) -> Vec<(&'a Letter, &'a Amount)> {
    found(stage, order(stage))
}

/// Amounts with the letters that state them, by their places.
fn found<'a>(stage: &Stage<'a>, places: &[(usize, usize)]) -> Vec<(&'a Letter, &'a Amount)> {
    let find = |(letter, amount): &(usize, usize)| {
        let letter = stage.inputs.dossier.letters.get(*letter)?;
        Some((letter, *stage.amounts_in(&letter.id).get(*amount)?))
    };
    places.iter().filter_map(find).collect()
}

/// The groups, ids and weights of the rows.
pub(in crate::render) fn items<'a>(stage: &Stage<'a>, lang: &Lang) -> Vec<Item<'a>> {
    let weight = |amount: &Amount| {
        let about = &amount.about;
        let texts = [&about.of, &about.payer, &about.payee, &about.purpose, &about.note, &amount.passage.quote];
        ROW_BYTES + CELLS_BYTES + texts.iter().map(|text| text.text(lang).len()).sum::<usize>()
    };
    sorted(stage)
        .into_iter()
        .enumerate()
        .map(|(place, (letter, amount))| Item { group: lists::year(letter), id: amount.id.as_str(), bytes: weight(amount), place })
        .collect()
}

/// The ledger, row by row.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> LedgerView {
    let shown = found(page.stage, lists::shown(page, order(page.stage)));
    let rows: Vec<LedgerRow> = shown.iter().map(|(_, amount)| ledger_row(page, amount)).collect();
    let mut statuses: Vec<StatusView> = Vec::new();
    let ids = page.stage.inputs.dossier.funding.statuses.iter().map(|status| status.id.as_str());
    for id in ids.filter(|id| shown.iter().any(|(_, amount)| page.stage.inputs.ledger.status(amount) == *id)) {
        statuses.push(row::status_of(page, id));
    }
    let mixed = shown.iter().filter(|(_, amount)| page.stage.inputs.ledger.status(amount) == MIXED);
    for status in mixed.map(|(_, amount)| row::status(page, amount)) {
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let programmes = page.stage.inputs.dossier.funding.programmes.iter().map(|programme| page.text(&programme.name));
    LedgerView {
        page: frame(page, &page.word("ledger.intro")),
        body: text::introduction(page, "ledger", problems),
        parts: lists::parts_view(page),
        n_rows: page.count("ledger.rows", rows.len()),
        script: page.to_file("assets/ledger.js"),
        programmes: programmes.filter(|name| rows.iter().any(|row| row.programme == *name)).collect(),
        rows,
        statuses,
        funding: page.to_kind("funding"),
    }
}

/// A row of the ledger.
fn ledger_row(page: &Page<'_>, amount: &Amount) -> LedgerRow {
    let programmes = &page.stage.inputs.dossier.funding.programmes;
    let programme = programmes.iter().find(|programme| programme.id == amount.programme);
    let restates = amount.restates.as_deref().and_then(|id| page.stage.amount(id));
    let restated = |of: &Amount| Some(LinkView { href: page.to_amount(&of.id)?, label: page.figures.short(of), lang: None });
    LedgerRow {
        row: row::row(page, amount),
        cents: amount.value.low_cents,
        unit: amount.measure.unit().to_owned(),
        programme: programme.map(|programme| page.text(&programme.name)).unwrap_or_default(),
        href: page.to_amount(&amount.id).filter(|_| page.stage.is_on_funding_page(&amount.id)),
        restates: restates.and_then(restated),
    }
}
