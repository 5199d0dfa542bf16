//! What adds up: sums to the cent, sums of rounded figures, amounts said again elsewhere; each with its difference.

use serde::Serialize;

use super::row::{self, Row};
use crate::funding::CheckedSum;
use crate::model::money::{Amount, Programme, Role};
use crate::render::page::Page;

/// A sum that holds.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    /// The row of the total.
    href: String,
    /// What the total is called.
    label: String,
    /// The parts.
    parts: Vec<Term>,
    /// What they add up to.
    sum: String,
    /// The printed total, where the sum is another one.
    total: String,
    /// Sum minus total, with its sign; nothing where it is none.
    difference: String,
    /// What a reader must know about it.
    note: String,
    /// Whether its figures are rounded.
    is_rounded: bool,
}

/// A part of a sum.
#[derive(Debug, Serialize)]
struct Term {
    /// Its row.
    href: String,
    /// How much it is.
    value: String,
}

/// An amount said again.
#[derive(Debug, Serialize)]
pub(super) struct Restated {
    /// The row.
    row: Row,
    /// The row of the amount that it says again.
    of_href: String,
    /// The original value.
    of_value: String,
    /// By how much it differs, with its sign; nothing where it does not.
    difference: String,
}

/// The sums of a programme, written out.
pub(super) fn of(page: &Page<'_>, programme: &Programme) -> Vec<Check> {
    let sums = &page.stage.inputs.ledger.sums;
    sums.iter().filter_map(|sum| check(page, programme, sum)).collect()
}

/// A sum of a programme.
fn check(page: &Page<'_>, programme: &Programme, sum: &CheckedSum) -> Option<Check> {
    let total = page.stage.amount(&sum.total).filter(|total| total.programme == programme.id)?;
    let note = page.stage.inputs.dossier.funding.sums.get(sum.idx).map(|sum| page.text(&sum.note));
    let term = |part: &Amount| Term { href: format!("#{}", part.id), value: page.figures.short(part) };
    let has_difference = sum.difference_cents != 0;
    Some(Check {
        href: format!("#{}", total.id),
        label: row::name(page, total),
        parts: sum.parts.iter().filter_map(|id| page.stage.amount(id)).map(term).collect(),
        sum: page.figures.short_cents(total, sum.sum_cents),
        total: if has_difference { page.figures.short(total) } else { String::new() },
        difference: difference(page, total, sum.difference_cents.saturating_neg()),
        note: note.unwrap_or_default(),
        is_rounded: sum.is_rounded,
    })
}

/// A difference with its sign; nothing where it is none.
fn difference(page: &Page<'_>, amount: &Amount, cents: i64) -> String {
    match cents {
        0 => String::new(),
        1.. => format!("+{}", page.figures.short_cents(amount, cents)),
        _ => page.figures.short_cents(amount, cents),
    }
}

/// The amounts of a programme that are said again elsewhere.
pub(super) fn restatements(page: &Page<'_>, of_it: &[&Amount]) -> Vec<Restated> {
    let restated = |amount: &&Amount| {
        let of = page.stage.amount(amount.restates.as_deref()?)?;
        let checked = page.stage.inputs.ledger.restatements.iter().find(|checked| checked.id == amount.id);
        Some(Restated {
            row: row::row(page, amount),
            of_href: format!("#{}", of.id),
            of_value: page.figures.short(of),
            difference: difference(page, amount, checked.map_or(0, |checked| checked.difference_cents)),
        })
    };
    of_it.iter().filter(|amount| amount.role == Role::Restatement).filter_map(restated).collect()
}
