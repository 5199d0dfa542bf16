//! A printed total at a glance: which part of it is how firm.

use std::collections::BTreeSet;

use serde::Serialize;

use super::row::{self, StatusView};
use crate::model::money::{Amount, Role, Side};
use crate::render::page::Page;
use crate::render::passage::PassageView;

/// The width of the whole bar, in the drawing's own units.
const WIDTH: i128 = 1000;

/// A total by status.
#[derive(Debug, Serialize)]
pub(super) struct Glance {
    /// The total, short.
    total: String,
    /// Its row on the page.
    href: String,
    /// What it is for.
    purpose: String,
    /// The passage that prints it.
    passage: Option<PassageView>,
    /// The date for which it holds.
    as_of: String,
    /// What it consists of, by status, in the order of the table.
    segments: Vec<Segment>,
}

/// What of a total has one status.
#[derive(Debug, Serialize)]
struct Segment {
    /// The status.
    status: StatusView,
    /// How much it is, short.
    value: String,
    /// Whether a letter prints that amount; if not, it is a sum of ours.
    is_printed: bool,
    /// Where it begins on the bar.
    start: i128,
    /// How wide it is on the bar.
    width: i128,
    /// Who pays it.
    parts: Vec<Part>,
}

/// An amount of a segment.
#[derive(Debug, Serialize)]
struct Part {
    /// Its row on the page.
    href: String,
    /// Who pays.
    name: String,
    /// How much, short.
    value: String,
}

/// The first total among some amounts, by status; nothing where there is none.
pub(super) fn of(page: &Page<'_>, amounts: &[&Amount]) -> Option<Glance> {
    let ledger = page.stage.inputs.ledger;
    let is_source = |amount: &Amount| amount.about.side == Side::Sources;
    let total = amounts.iter().find(|amount| is_source(amount) && amount.role == Role::Total && ledger.sum_of(&amount.id).is_some())?;
    let passage = page.amount_passage(total);
    Some(Glance {
        total: page.figures.short(total),
        href: page.to_amount(&total.id)?,
        purpose: page.text(&total.about.purpose),
        as_of: total.about.as_of.as_ref().map(|date| page.locale.date(date)).unwrap_or_default(),
        segments: segments(page, total, &row::pieces(page, total)),
        passage,
    })
}

/// The pieces of a total by status, in the order of the table below them: that of the largest pieces.
fn segments(page: &Page<'_>, total: &Amount, pieces: &[&Amount]) -> Vec<Segment> {
    let (ledger, whole) = (page.stage.inputs.ledger, i128::from(total.value.low_cents));
    let mut before = 0_i128;
    let mut segments = Vec::new();
    let mut seen = BTreeSet::new();
    for status in pieces.iter().map(|piece| ledger.status(piece)).filter(|status| seen.insert(*status)) {
        let of_it: Vec<&Amount> = pieces.iter().copied().filter(|piece| ledger.status(piece) == status).collect();
        let cents: i128 = of_it.iter().map(|piece| i128::from(piece.value.low_cents)).sum();
        let (Some(first), Ok(sum)) = (of_it.first(), i64::try_from(cents)) else { continue };
        let at = |cents: i128| if whole <= 0 { 0 } else { cents * WIDTH / whole };
        let (start, end) = (at(before), at(before + cents));
        before += cents;
        segments.push(Segment {
            status: row::status_of(page, status),
            value: page.figures.short_cents(first, sum),
            is_printed: of_it.len() == 1,
            start,
            width: end - start,
            parts: parts(page, &of_it),
        });
    }
    segments
}

/// Who pays some pieces: the parts of one that is a total itself, the largest first.
fn parts(page: &Page<'_>, pieces: &[&Amount]) -> Vec<Part> {
    let inner = |piece: &Amount| page.stage.inputs.ledger.sum_of(&piece.id).map(|sum| sum.parts.as_slice()).unwrap_or_default().to_vec();
    let mut all: Vec<&Amount> = match pieces {
        [piece] if !inner(piece).is_empty() => inner(piece).iter().filter_map(|id| page.stage.amount(id)).collect(),
        _ => pieces.to_vec(),
    };
    all.sort_by_key(|amount| std::cmp::Reverse(amount.value.low_cents));
    let part = |amount: &&Amount| {
        Some(Part { href: page.to_amount(&amount.id)?, name: row::name(page, amount), value: page.figures.short(amount) })
    };
    all.iter().filter_map(part).collect()
}
