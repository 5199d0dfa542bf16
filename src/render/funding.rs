//! The funding page: a ledger, not a sum. Each programme with who pays, what for, what adds up, what is said again, and in what words.

mod actor;
mod checks;
mod glance;
mod ledger;
mod row;
mod statements;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::frame::{Frame, frame};
use super::lists::ElsewhereView;
use super::page::Page;
use super::{LinkView, lists, text};
use crate::model::dossier::Dossier;
use crate::model::money::{Amount, Measure, Programme, Role, Side};
use crate::problem::Problem;
use checks::{Check, Restated};
use glance::Glance;
use row::Row;
use statements::{DocumentStatements, StatementView};
use tree::Table;

pub(super) use actor::{MoneyView, of as money_of};
pub(super) use ledger::{items, sorted, view as ledger};
pub(super) use row::{Direction, StatusView, status};

/// How many amounts the funding page shows in its programmes; those of further programmes are in the ledger alone.
const MAX_ROWS: usize = 400;

/// How many statements of a programme the funding page shows.
const MAX_STATEMENTS: usize = 200;

/// The funding page.
#[derive(Debug, Serialize)]
pub(super) struct FundingView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The newest letter of the dossier: nothing after it is known.
    newest: Option<LinkView>,
    /// What each status means.
    statuses: Vec<Meaning>,
    /// The programmes.
    programmes: Vec<ProgrammeView>,
    /// The documents about money that the dossier does not have.
    missing: Vec<MissingView>,
    /// What the reader must know about gaps.
    limits: Vec<String>,
    /// How much of what the letters state is in the ledger, in words.
    coverage: String,
    /// Every amount, row by row.
    ledger: Option<String>,
    /// How many rows that are, in words.
    n_rows: String,
    /// The files in which the ledger can be had.
    files: Vec<LinkView>,
    /// How to cite the ledger.
    citation: String,
    /// The way to amounts that only the ledger has room for.
    elsewhere: ElsewhereView,
}

/// A status and what it means.
#[derive(Debug, Serialize)]
struct Meaning {
    /// The status.
    status: StatusView,
    /// What it means.
    meaning: String,
}

/// A document about money that the dossier does not have.
#[derive(Debug, Serialize)]
struct MissingView {
    /// Its entry among the documents outside the dossier.
    document: LinkView,
    /// What money it is about.
    about: String,
}

/// A programme.
#[derive(Debug, Serialize)]
struct ProgrammeView {
    /// Its id, the anchor.
    id: String,
    /// Its name.
    name: String,
    /// What a reader must know about it.
    note: String,
    /// Its printed total by status; nothing for a programme without a total.
    glance: Option<Glance>,
    /// What stands above the statements that there is no money.
    absence: String,
    /// Statements that there is no money.
    absences: Vec<StatementView>,
    /// Who pays.
    sources: Table,
    /// What it is spent on.
    uses: Table,
    /// Sums that hold.
    checks: Vec<Check>,
    /// Amounts said again.
    restatements: Vec<Restated>,
    /// Amounts that belong to no sum.
    context: Vec<Row>,
    /// Statements without an amount, letter by letter.
    statements: Vec<DocumentStatements>,
    /// How many more there are, in words; nothing where all are shown.
    more_statements: String,
    /// How many amounts it has that only the ledger shows, in words; nothing where they are here.
    elsewhere: String,
}

/// The programmes whose amounts the funding page has room for: in the publisher's order, as long as they fit.
pub(super) fn detailed(dossier: &Dossier) -> BTreeSet<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for amount in &dossier.funding.amounts {
        *counts.entry(&amount.programme).or_default() += 1;
    }
    let mut n_rows = 0;
    let mut fits = |programme: &&Programme| {
        let n_more = counts.get(programme.id.as_str()).copied().unwrap_or_default();
        let is_room = n_rows + n_more <= MAX_ROWS;
        n_rows += if is_room { n_more } else { 0 };
        is_room
    };
    dossier.funding.programmes.iter().filter(|programme| fits(programme)).map(|programme| programme.id.as_str()).collect()
}

/// The funding page.
pub(super) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> FundingView {
    let inputs = page.stage.inputs;
    let funding = &inputs.dossier.funding;
    FundingView {
        page: frame(page, &page.word("funding.intro")),
        body: text::introduction(page, "funding", problems),
        newest: inputs.dossier.letters.last().map(|letter| LinkView { label: page.label_of(letter), ..page.letter(letter) }),
        statuses: funding
            .statuses
            .iter()
            .map(|of| Meaning { status: row::status_of(page, &of.id), meaning: page.text(&of.meaning) })
            .collect(),
        programmes: funding.programmes.iter().map(|programme| programme_view(page, programme)).collect(),
        missing: funding.missing.iter().filter_map(|missing| missing_view(page, missing)).collect(),
        limits: funding.limits.iter().map(|limit| page.text(limit)).collect(),
        coverage: coverage(page),
        ledger: page.to_kind("ledger"),
        n_rows: page.count("ledger.rows", inputs.ledger.amounts.len()),
        files: files(page),
        citation: citation(page),
        elsewhere: if is_more_in_ledger(page) { lists::elsewhere(page) } else { ElsewhereView::default() },
    }
}

/// Whether the ledger has amounts that the funding page has no room for.
fn is_more_in_ledger(page: &Page<'_>) -> bool {
    page.stage.inputs.ledger.amounts.iter().any(|amount| !page.stage.is_on_funding_page(&amount.id))
}

/// A programme.
fn programme_view(page: &Page<'_>, programme: &Programme) -> ProgrammeView {
    let inputs = page.stage.inputs;
    let all: Vec<&Amount> = inputs.ledger.amounts.iter().filter(|amount| amount.programme == programme.id).collect();
    let is_here = |amount: &&Amount| page.stage.is_on_funding_page(&amount.id);
    let of_it: Vec<&Amount> = all.iter().copied().filter(is_here).collect();
    let n_elsewhere = all.len() - of_it.len();
    let (statements, n_more) = statements::of(page, programme);
    let is_summed = |amount: &&Amount| !matches!(amount.role, Role::Restatement | Role::Context);
    let side =
        |side: Side| -> Vec<&Amount> { of_it.iter().copied().filter(|amount| amount.about.side == side).filter(is_summed).collect() };
    let (sources, uses) = (side(Side::Sources), side(Side::Uses));
    let in_table = |amount: &&&Amount| is_summed(amount) && amount.about.side != Side::Neither;
    let context = of_it.iter().filter(|amount| amount.role != Role::Restatement && !in_table(amount));
    ProgrammeView {
        id: format!("programme-{}", programme.id),
        name: page.text(&programme.name),
        note: page.text(&programme.note),
        glance: glance::of(page, &all),
        absence: programme.absence.find(page.lang).map_or_else(|| page.word("funding.absences"), str::to_owned),
        absences: statements::absences(page, programme),
        sources: tree::table(page, &sources),
        uses: tree::table(page, &uses),
        checks: if n_elsewhere == 0 { checks::of(page, programme) } else { Vec::new() },
        restatements: checks::restatements(page, &of_it),
        context: context.map(|amount| row::row(page, amount)).collect(),
        statements,
        more_statements: if n_more == 0 { String::new() } else { page.count("funding.more_statements", n_more) },
        elsewhere: if n_elsewhere == 0 { String::new() } else { page.count("ledger.rows", n_elsewhere) },
    }
}

/// A document that the dossier does not have.
fn missing_view(page: &Page<'_>, missing: &crate::model::money::Missing) -> Option<MissingView> {
    let (document, _) = page.stage.document(&missing.document)?;
    let document = LinkView { href: page.to_item("documents", &document.id)?, label: page.text(&document.title), lang: None };
    Some(MissingView { document, about: page.text(&missing.about) })
}

/// How many of the amounts and percentages that the originals state are in the ledger, and how many numbers are beside them, in words.
fn coverage(page: &Page<'_>) -> String {
    let coverage = &page.stage.inputs.ledger.coverage;
    let n_stated: usize = coverage.iter().map(|letter| letter.n_stated).sum();
    let n_listed: usize = coverage.iter().map(|letter| letter.n_listed).sum();
    let [stated, listed, other] = [n_stated, n_listed, n_stated - n_listed].map(|count| page.figures.count(count));
    let key = match (n_stated - n_listed, page.stage.inputs.dossier.funding.is_complete) {
        _ if n_stated == 0 => return String::new(),
        (0, _) => "funding.covered",
        (_, true) => "funding.covered_but",
        (_, false) => "funding.covered_in_part",
    };
    let n_numbers = page.stage.inputs.ledger.amounts.iter().filter(|amount| matches!(amount.measure, Measure::Count)).count();
    let sentence = page.fill(key, &[("stated", &stated), ("listed", &listed), ("other", &other)]);
    if n_numbers == 0 { sentence } else { format!("{sentence} {}", page.count("funding.numbers", n_numbers)) }
}

/// The files in which the ledger can be had.
fn files(page: &Page<'_>) -> Vec<LinkView> {
    let files = [
        ("CSV", "data/funding.csv"),
        ("JSON", "data/funding.json"),
        ("JSON Schema", "data/funding.schema.json"),
        ("Data Package", "data/datapackage.json"),
    ];
    files.into_iter().map(|(label, path)| LinkView { href: page.to_file(path), label: label.into(), lang: None }).collect()
}

/// How to cite the ledger: title, version, day of publication.
fn citation(page: &Page<'_>) -> String {
    let settings = &page.stage.inputs.dossier.settings;
    let date = crate::model::date::Edtf::parse(&settings.published);
    let date = date.map_or_else(|_| settings.published.clone(), |date| page.locale.date(&date));
    page.fill("funding.citation", &[("title", &page.text(&settings.title)), ("version", &settings.version), ("date", &date)])
}
