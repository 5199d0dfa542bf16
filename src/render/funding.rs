//! The funding summary: a ledger, not a sum. Each programme with its sources, uses, checks, restatements and statements.

use std::collections::BTreeSet;

use serde::Serialize;

use super::chart::{self, Bar};
use super::frame::{Frame, frame};
use super::page::{Page, PassageView};
use super::text;
use crate::model::money::{Amount, Programme, Qualifier, Role, Side, Statement};
use crate::problem::Problem;

/// The funding summary.
#[derive(Debug, Serialize)]
pub(super) struct FundingView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The programmes.
    programmes: Vec<ProgrammeView>,
    /// What the reader must know about gaps.
    limits: Vec<String>,
    /// The ledger as a table.
    csv: String,
    /// The ledger as data.
    json: String,
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
    /// The chart of its sources.
    chart: String,
    /// Who pays.
    sources: Vec<Row>,
    /// What it is spent on.
    uses: Vec<Row>,
    /// Sums that hold.
    checks: Vec<Check>,
    /// Amounts said again.
    restatements: Vec<Restated>,
    /// Amounts that belong to no sum.
    context: Vec<Row>,
    /// Statements without an amount.
    statements: Vec<StatementView>,
}

/// An amount in a table.
#[derive(Clone, Debug, Serialize)]
struct Row {
    /// Its id, the anchor.
    id: String,
    /// `total`, `subtotal`, `component` or `context`.
    role: String,
    /// The role in words, for totals and subtotals.
    role_label: String,
    /// How many totals it is part of.
    depth: usize,
    /// Who pays.
    payer: String,
    /// Who receives.
    payee: String,
    /// What for.
    purpose: String,
    /// A remark.
    note: String,
    /// The words of the letter.
    quote: String,
    /// The language of the words, where it is another.
    quote_lang: Option<String>,
    /// The value to the last digit.
    value: String,
    /// How exact it is, in words; nothing where it is exact.
    qualifier: String,
    /// How firm it is.
    status: String,
    /// The status in words.
    status_label: String,
    /// The date for which it holds.
    as_of: String,
    /// The passage.
    passage: Option<PassageView>,
}

/// A sum that holds.
#[derive(Debug, Serialize)]
struct Check {
    /// The row of the total.
    href: String,
    /// What the total is for.
    label: String,
    /// The sum written out.
    equation: String,
    /// What is missing; nothing where it holds.
    difference: String,
}

/// An amount said again.
#[derive(Debug, Serialize)]
struct Restated {
    /// The row.
    row: Row,
    /// The amount that it says again: its row and what it is for.
    of_href: String,
    /// The original value.
    of_value: String,
    /// By how much it differs; nothing where it does not.
    difference: String,
}

/// A statement without an amount.
#[derive(Debug, Serialize)]
struct StatementView {
    /// Our introduction.
    lead: String,
    /// The words.
    passage: Option<PassageView>,
}

/// The funding summary.
pub(super) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> FundingView {
    let funding = &page.stage.inputs.dossier.funding;
    FundingView {
        page: frame(page, &page.word("funding.intro")),
        body: text::body(page, "funding", problems),
        programmes: funding.programmes.iter().map(|programme| programme_view(page, programme)).collect(),
        limits: funding.limits.iter().map(|limit| page.text(limit)).collect(),
        csv: page.to_file("data/funding.csv"),
        json: page.to_file("data/funding.json"),
    }
}

/// A programme.
fn programme_view(page: &Page<'_>, programme: &Programme) -> ProgrammeView {
    let inputs = page.stage.inputs;
    let of_it: Vec<&Amount> = inputs.ledger.amounts.iter().filter(|amount| amount.programme == programme.id).collect();
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
        chart: draw(page, programme, &sources),
        sources: table(page, &sources),
        uses: table(page, &uses),
        checks: checks(page, programme),
        restatements: restatements(page, &of_it),
        context: context.map(|amount| row(page, amount, 0)).collect(),
        statements: inputs
            .dossier
            .funding
            .statements
            .iter()
            .filter(|of| of.programme == programme.id)
            .map(|of| statement(page, of))
            .collect(),
    }
}

/// The rows of a table: each total with its parts under it, then what belongs to no sum.
fn table(page: &Page<'_>, amounts: &[&Amount]) -> Vec<Row> {
    let sums = &page.stage.inputs.ledger.sums;
    let ids: BTreeSet<&str> = amounts.iter().map(|amount| amount.id.as_str()).collect();
    let parts: BTreeSet<&str> =
        sums.iter().filter(|sum| ids.contains(sum.total.as_str())).flat_map(|sum| sum.parts.iter().map(String::as_str)).collect();
    let mut walk = Walk::default();
    for amount in amounts.iter().filter(|amount| !parts.contains(amount.id.as_str())) {
        push_tree(page, amount, &mut walk);
    }
    walk.rows
}

/// What is known while the tree of sums is walked.
#[derive(Default)]
struct Walk<'a> {
    /// The amounts that have a row.
    seen: BTreeSet<&'a str>,
    /// The totals above, outermost first.
    above: Vec<&'a Amount>,
    /// The rows so far.
    rows: Vec<Row>,
}

/// Adds an amount and, below it, its parts; each once.
fn push_tree<'a>(page: &Page<'a>, amount: &'a Amount, walk: &mut Walk<'a>) {
    if !walk.seen.insert(&amount.id) {
        return;
    }
    let parent = walk.above.last().map(|parent| row(page, parent, 0));
    walk.rows.push(without_repetition(row(page, amount, walk.above.len()), parent));
    walk.above.push(amount);
    let sum = page.stage.inputs.ledger.sums.iter().find(|sum| sum.total == amount.id);
    let parts = sum.map(|sum| sum.parts.as_slice()).unwrap_or_default();
    for part in parts.iter().filter_map(|id| page.stage.amount(id)).filter(|part| part.about.side == amount.about.side) {
        push_tree(page, part, walk);
    }
    walk.above.pop();
}

/// A row without what the row that it is part of says already.
fn without_repetition(row: Row, parent: Option<Row>) -> Row {
    let Some(parent) = parent else { return row };
    let new = |own: String, above: &str| if own == above { String::new() } else { own };
    Row {
        payee: new(row.payee, &parent.payee),
        purpose: if row.payer.is_empty() { row.purpose } else { new(row.purpose, &parent.purpose) },
        as_of: new(row.as_of, &parent.as_of),
        ..row
    }
}

/// An amount in a table.
fn row(page: &Page<'_>, amount: &Amount, depth: usize) -> Row {
    let passage = page.passage(&amount.passage);
    let word = |group: &str, name: &str| page.word(&format!("{group}.{name}"));
    Row {
        id: amount.id.clone(),
        role: amount.role.name().to_owned(),
        role_label: if matches!(amount.role, Role::Total | Role::Subtotal) { word("role", amount.role.name()) } else { String::new() },
        depth,
        payer: page.text(&amount.about.payer),
        payee: page.text(&amount.about.payee),
        purpose: page.text(&amount.about.purpose),
        note: page.text(&amount.about.note),
        quote: passage.as_ref().map(|passage| passage.quote.clone()).unwrap_or_default(),
        quote_lang: passage.as_ref().and_then(|passage| passage.lang.clone()),
        value: page.figures.full(amount),
        qualifier: if matches!(amount.qualifier, Qualifier::Exact | Qualifier::Range) {
            String::new()
        } else {
            word("qualifier", amount.qualifier.name())
        },
        status: amount.status.name().to_owned(),
        status_label: word("status", amount.status.name()),
        as_of: amount.about.as_of.as_ref().map(|date| page.locale.date(date)).unwrap_or_default(),
        passage,
    }
}

/// What an amount is called: by who pays it, by what it is for, or by its words.
fn name(page: &Page<'_>, amount: &Amount) -> String {
    let names = [page.text(&amount.about.payer), page.text(&amount.about.purpose)];
    let words = || page.passage(&amount.passage).map(|passage| passage.quote).unwrap_or_default();
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(words)
}

/// The sums of a programme, written out.
fn checks(page: &Page<'_>, programme: &Programme) -> Vec<Check> {
    let check = |sum: &crate::funding::CheckedSum| {
        let total = page.stage.amount(&sum.total).filter(|total| total.programme == programme.id)?;
        let parts: Vec<i64> = sum.parts.iter().filter_map(|id| page.stage.amount(id)).map(|part| part.value.low_cents).collect();
        let has_difference = sum.difference_cents != 0;
        Some(Check {
            href: format!("#{}", total.id),
            label: name(page, total),
            equation: page.figures.equation(&parts, sum.sum_cents),
            difference: if has_difference { page.figures.cents(&total.currency, sum.difference_cents) } else { String::new() },
        })
    };
    page.stage.inputs.ledger.sums.iter().filter_map(check).collect()
}

/// The amounts of a programme that are said again elsewhere.
fn restatements(page: &Page<'_>, of_it: &[&Amount]) -> Vec<Restated> {
    let restated = |amount: &&Amount| {
        let of = page.stage.amount(amount.restates.as_deref()?)?;
        let checked = page.stage.inputs.ledger.restatements.iter().find(|checked| checked.id == amount.id);
        let difference = checked.map_or(0, |checked| checked.difference_cents);
        Some(Restated {
            row: row(page, amount, 0),
            of_href: format!("#{}", of.id),
            of_value: page.figures.full(of),
            difference: if difference == 0 { String::new() } else { page.figures.cents(&amount.currency, difference) },
        })
    };
    of_it.iter().filter(|amount| amount.role == Role::Restatement).filter_map(restated).collect()
}

/// A statement without an amount.
fn statement(page: &Page<'_>, statement: &Statement) -> StatementView {
    StatementView { lead: page.text(&statement.lead), passage: page.passage(&statement.passage) }
}

/// The chart of the parts that a programme's sources consist of.
fn draw(page: &Page<'_>, programme: &Programme, sources: &[&Amount]) -> String {
    let currencies: BTreeSet<&str> = sources.iter().map(|amount| amount.currency.code()).collect();
    if currencies.len() != 1 {
        return String::new();
    }
    let bar = |amount: &&Amount| Bar {
        label: page.text(&amount.about.payer),
        number: page.figures.short(amount),
        cents: amount.value.low_cents,
        status: amount.status.name(),
        status_label: page.word(&format!("status.{}", amount.status.name())),
    };
    let bars = sources.iter().filter(|amount| amount.role == Role::Component).map(bar).collect();
    chart::draw(bars, &page.fill("funding.chart", &[("programme", &page.text(&programme.name))]))
}
