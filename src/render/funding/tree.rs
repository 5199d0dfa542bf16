//! A programme's money as a table: each total with its parts under it, the largest first, and how far each reaches into the total.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::row::{self, Row};
use crate::model::money::Amount;
use crate::render::page::Page;

/// The width of a bar's ground, in the drawing's own units.
const GROUND: i128 = 1000;

/// The least width of a bar: what is there can be seen.
const MIN_BAR: i128 = 3;

/// A table of amounts.
#[derive(Debug, Default, Serialize)]
pub(super) struct Table {
    /// The rows, each total before its parts.
    rows: Vec<Branch>,
    /// Whether any row tells its share of a total, which no letter prints.
    has_shares: bool,
}

/// A row of a table with its place in the tree of sums.
#[derive(Debug, Serialize)]
struct Branch {
    /// The amount.
    row: Row,
    /// How many totals it is part of.
    depth: usize,
    /// Its bar: a stretch for what has one status.
    bar: Vec<Stretch>,
    /// Its share of the outermost total, as a percentage; computed, printed by no letter.
    share: String,
}

/// A stretch of a bar.
#[derive(Debug, Serialize)]
struct Stretch {
    /// The class of its status.
    class: String,
    /// Where it begins, in thousandths of the ground.
    start: i128,
    /// How wide it is, in thousandths of the ground.
    width: i128,
}

/// What a bar is measured against.
#[derive(Clone, Copy)]
struct Ground {
    /// What the whole width stands for, in hundredths.
    whole: i128,
    /// Where the next part begins, in hundredths.
    start: i128,
    /// Whether the whole is a total that a letter prints.
    is_total: bool,
}

/// The rows of a table: each total with its parts under it, then what belongs to no sum. Bars are drawn against the printed total of which
/// all are parts; without one, or in several currencies, there are none.
pub(super) fn table(page: &Page<'_>, amounts: &[&Amount]) -> Table {
    let ledger = page.stage.inputs.ledger;
    let ids: BTreeSet<&str> = amounts.iter().map(|amount| amount.id.as_str()).collect();
    let parts: BTreeSet<&str> = ledger
        .sums
        .iter()
        .filter(|sum| !sum.is_rounded && ids.contains(sum.total.as_str()))
        .flat_map(|sum| sum.parts.iter().map(String::as_str))
        .collect();
    let mut roots: Vec<&Amount> = amounts.iter().copied().filter(|amount| !parts.contains(amount.id.as_str())).collect();
    roots.sort_by_key(|amount| Reverse(amount.value.low_cents));
    let is_alike = roots.windows(2).all(|pair| matches!(pair, [first, second] if first.measure == second.measure));
    let whole = whole(page, &roots).filter(|_| is_alike).map_or(0, |amount| i128::from(amount.value.low_cents));
    let mut walk = Walk { page, seen: BTreeSet::new(), table: Table::default() };
    for amount in roots {
        let ground = Ground { whole, start: 0, is_total: ledger.sum_of(&amount.id).is_some() };
        walk.push((amount, None), ground, 0);
    }
    walk.table
}

/// The printed total against which the outermost rows are measured: the largest of them, if it is a total; else the one of which all are
/// parts in rounded figures.
fn whole<'a>(page: &Page<'a>, roots: &[&'a Amount]) -> Option<&'a Amount> {
    let ledger = page.stage.inputs.ledger;
    let holds_all = |parts: &[String]| roots.iter().all(|root| parts.contains(&root.id));
    let first = roots.first().copied()?;
    if ledger.sum_of(&first.id).is_some() {
        return Some(first);
    }
    let rounded = ledger.sums.iter().find(|sum| sum.is_rounded && holds_all(&sum.parts))?;
    page.stage.amount(&rounded.total).filter(|total| total.measure == first.measure)
}

/// What is known while the tree of sums is walked.
struct Walk<'a, 'b> {
    /// The page.
    page: &'b Page<'a>,
    /// The amounts that have a row.
    seen: BTreeSet<&'a str>,
    /// The rows so far.
    table: Table,
}

impl<'a> Walk<'a, '_> {
    /// Adds an amount and, below it, its parts; each once.
    fn push(&mut self, (amount, parent): (&Amount, Option<&Row>), ground: Ground, depth: usize) {
        let Some(amount) = self.page.stage.amount(&amount.id).filter(|amount| self.seen.insert(&amount.id)) else { return };
        let row = row::row(self.page, amount);
        let share = if depth == 0 || !ground.is_total { String::new() } else { share(self.page, amount, ground.whole) };
        self.table.has_shares |= !share.is_empty();
        let bar = bar(self.page, amount, ground);
        self.table.rows.push(Branch { row: without_repetition(row.clone(), parent), depth, bar, share });
        let page = self.page;
        // Each sum divides the total anew: its bars begin where the total does.
        for sum in page.stage.inputs.ledger.sums_of(&amount.id) {
            let mut parts: Vec<&Amount> = sum.parts.iter().filter_map(|id| page.stage.amount(id)).collect();
            parts.retain(|part| part.about.side == amount.about.side);
            parts.sort_by_key(|part| Reverse(part.value.low_cents));
            let mut inner = ground;
            for part in parts {
                self.push((part, Some(&row)), inner, depth + 1);
                inner.start += i128::from(part.value.low_cents);
            }
        }
    }
}

/// An amount's bar: a stretch for each piece that has one status; none where there is nothing to measure it against.
fn bar(page: &Page<'_>, amount: &Amount, ground: Ground) -> Vec<Stretch> {
    if ground.whole <= 0 || amount.value.low_cents <= 0 {
        return Vec::new();
    }
    let at = |cents: i128| (cents * GROUND + ground.whole / 2) / ground.whole;
    let mut before = ground.start;
    let stretch = |piece: &Amount| {
        let (start, end) = (at(before).clamp(0, GROUND - MIN_BAR), at(before + i128::from(piece.value.low_cents)).min(GROUND));
        before += i128::from(piece.value.low_cents);
        Stretch { class: row::status(page, piece).class, start, width: (end - start).max(MIN_BAR) }
    };
    row::pieces(page, amount).into_iter().map(stretch).collect()
}

/// An amount's share of a total, to a tenth of a per cent, halves up: with its tenth even where that is none, as what is computed.
fn share(page: &Page<'_>, amount: &Amount, total: i128) -> String {
    if total <= 0 {
        return String::new();
    }
    let tenths = (i128::from(amount.value.low_cents) * 2000 + total) / (2 * total);
    i64::try_from(tenths).map(|tenths| page.figures.tenths_of_percent(tenths)).unwrap_or_default()
}

/// A row without what the row that it is part of says already.
fn without_repetition(row: Row, parent: Option<&Row>) -> Row {
    let Some(parent) = parent else { return row };
    let label = |link: &Option<crate::render::LinkView>| link.as_ref().map(|link| link.label.clone());
    let new = |own: String, above: &str| if own == above { String::new() } else { own };
    Row {
        payee: if label(&row.payee) == label(&parent.payee) { None } else { row.payee },
        purpose: if row.payer.is_none() { row.purpose } else { new(row.purpose, &parent.purpose) },
        as_of: new(row.as_of, &parent.as_of),
        ..row
    }
}
