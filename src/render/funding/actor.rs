//! What an actor pays and receives, as the ledger records it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::row::{self, StatusView};
use crate::model::money::{Amount, Role};
use crate::render::LinkView;
use crate::render::page::Page;

/// How many amounts an actor's entry lists in each direction.
const MAX_AMOUNTS: usize = 24;

/// Amounts that an actor pays, or receives.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MoneyView {
    /// `pays` or `receives`, in words.
    direction: String,
    /// The amounts.
    amounts: Vec<Line>,
    /// How many more there are, in words; nothing where all are listed.
    more: String,
}

/// An amount of an actor.
#[derive(Debug, Serialize)]
struct Line {
    /// Its row, with how much it is.
    amount: LinkView,
    /// How firm it is.
    status: StatusView,
    /// The programme.
    programme: String,
}

/// What an actor pays and what it receives; nothing of what says another amount again, or is part of one that is listed.
pub(in crate::render) fn of<'a>(page: &Page<'a>, id: &'a str) -> Vec<MoneyView> {
    let paid = page.stage.money_of(id, row::Direction::Pays);
    let received = page.stage.money_of(id, row::Direction::Receives);
    [("actors.pays", paid), ("actors.receives", received)].into_iter().filter_map(|(word, amounts)| view(page, word, amounts)).collect()
}

/// Amounts in one direction; nothing where there is none.
fn view(page: &Page<'_>, word: &str, amounts: &[&Amount]) -> Option<MoneyView> {
    let ids: BTreeSet<&str> = amounts.iter().map(|amount| amount.id.as_str()).collect();
    let sums = page.stage.inputs.ledger.sums.iter().filter(|sum| !sum.is_rounded && ids.contains(sum.total.as_str()));
    let parts: BTreeSet<&str> = sums.flat_map(|sum| sum.parts.iter().map(String::as_str)).collect();
    let is_own = |amount: &&&Amount| amount.role != Role::Restatement && !parts.contains(amount.id.as_str());
    let own: Vec<&Amount> = amounts.iter().filter(is_own).copied().collect();
    let n_more = own.len().saturating_sub(MAX_AMOUNTS);
    let lines: Vec<Line> = own.iter().take(MAX_AMOUNTS).filter_map(|amount| line(page, amount)).collect();
    let more = if n_more == 0 { String::new() } else { page.count("ledger.more", n_more) };
    (!lines.is_empty()).then(|| MoneyView { direction: page.word(word), amounts: lines, more })
}

/// An amount of an actor.
fn line(page: &Page<'_>, amount: &Amount) -> Option<Line> {
    let programmes = &page.stage.inputs.dossier.funding.programmes;
    let programme = programmes.iter().find(|programme| programme.id == amount.programme);
    Some(Line {
        amount: LinkView { href: page.to_amount(&amount.id)?, label: page.figures.short(amount), lang: None },
        status: row::status(page, amount),
        programme: programme.map(|programme| page.text(&programme.name)).unwrap_or_default(),
    })
}
