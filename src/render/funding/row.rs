//! An amount as readers meet it: how much, how exact, how firm, from whom, to whom, for what, and in which passage.

use std::cmp::Reverse;

use serde::Serialize;

use crate::model::letter::Passage;
use crate::model::money::{Amount, MIXED, Qualifier, Role};
use crate::render::LinkView;
use crate::render::page::Page;
use crate::render::passage::PassageView;

/// How firm an amount is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct StatusView {
    /// The class by which the style sheet knows it: `firm-1`, the firmest, to `firm-3`, or `mixed`.
    pub(super) class: String,
    /// What it is called.
    pub(super) label: String,
}

/// From which side an actor meets money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Direction {
    /// It pays.
    Pays,
    /// It receives.
    Receives,
}

/// An amount.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    /// Its id, the anchor.
    pub(super) id: String,
    /// `total`, `subtotal`, `component`, `restatement` or `context`.
    pub(super) role: String,
    /// The role in words.
    pub(super) role_label: String,
    /// What a share or a number is of.
    pub(super) of: String,
    /// Who pays.
    pub(super) payer: Option<LinkView>,
    /// Who receives.
    pub(super) payee: Option<LinkView>,
    /// What for.
    pub(super) purpose: String,
    /// A remark.
    pub(super) note: String,
    /// The words of the letter.
    pub(super) quote: String,
    /// The value to the last digit.
    pub(super) value: String,
    /// The value, short where nothing is lost, with how exact it is.
    pub(super) short: String,
    /// How exact it is, in words; nothing where it is exact.
    pub(super) qualifier: String,
    /// How firm it is.
    pub(super) status: StatusView,
    /// The passage that says how firm it is, where that is another one.
    pub(super) status_passage: Option<PassageView>,
    /// The date for which it holds.
    pub(super) as_of: String,
    /// The passage.
    pub(super) passage: Option<PassageView>,
}

/// An amount.
pub(super) fn row(page: &Page<'_>, amount: &Amount) -> Row {
    let passage = page.amount_passage(amount);
    let about = &amount.about;
    let is_same = |other: &&Passage| (&other.letter, &other.block) != (&amount.passage.letter, &amount.passage.block);
    Row {
        id: amount.id.clone(),
        role: amount.role.name().to_owned(),
        role_label: page.word(&format!("role.{}", amount.role.name())),
        of: page.text(&about.of),
        payer: party(page, &page.text(&about.payer), &about.payers),
        payee: party(page, &page.text(&about.payee), &about.payees),
        purpose: page.text(&about.purpose),
        note: page.text(&about.note),
        quote: passage.as_ref().map(|passage| passage.quote.clone()).unwrap_or_default(),
        value: page.figures.full(amount),
        short: page.figures.short(amount),
        qualifier: qualifier(page, amount.qualifier),
        status: status(page, amount),
        status_passage: amount.status_passage.as_ref().filter(is_same).and_then(|passage| page.passage(passage)),
        as_of: about.as_of.as_ref().map(|date| page.locale.date(date)).unwrap_or_default(),
        passage,
    }
}

/// Who pays or receives; a link where that is one actor.
fn party(page: &Page<'_>, name: &str, actors: &[(String, crate::model::place::Place)]) -> Option<LinkView> {
    let href = match actors {
        [(id, _)] => page.to_item("actors", id),
        _ => None,
    };
    (!name.is_empty()).then(|| LinkView { href: href.unwrap_or_default(), label: name.to_owned(), lang: None })
}

/// What the words at a figure say of its exactness; nothing where they say nothing, or the figure shows it.
pub(super) fn qualifier(page: &Page<'_>, qualifier: Qualifier) -> String {
    if matches!(qualifier, Qualifier::Exact | Qualifier::Range) {
        String::new()
    } else {
        page.word(&format!("qualifier.{}", qualifier.name()))
    }
}

/// How firm an amount is.
pub(in crate::render) fn status(page: &Page<'_>, amount: &Amount) -> StatusView {
    let ledger = page.stage.inputs.ledger;
    let status = ledger.status(amount);
    if status != MIXED {
        return status_of(page, status);
    }
    let mut seen = ledger.statuses_of(amount);
    let order = |id: &&str| page.stage.inputs.dossier.funding.statuses.iter().position(|status| status.id == *id);
    seen.sort_by_key(order);
    let label = seen.iter().map(|id| page.fill("funding.partly", &[("status", &status_of(page, id).label)])).collect::<Vec<_>>().join(", ");
    StatusView { class: MIXED.to_owned(), label }
}

/// Takes a total apart, the largest part first, until each piece has one status; of an amount that says a total again, that total.
pub(super) fn pieces<'a>(page: &Page<'a>, amount: &Amount) -> Vec<&'a Amount> {
    let ledger = page.stage.inputs.ledger;
    let total = amount.restates.as_deref().filter(|_| amount.role == Role::Restatement).unwrap_or(&amount.id);
    match ledger.sum_of(total).filter(|_| ledger.status(amount) == MIXED) {
        Some(sum) => {
            let mut parts: Vec<&Amount> = sum.parts.iter().filter_map(|id| page.stage.amount(id)).collect();
            parts.sort_by_key(|part| Reverse(part.value.low_cents));
            parts.into_iter().flat_map(|part| pieces(page, part)).collect()
        }
        None => page.stage.amount(&amount.id).into_iter().collect(),
    }
}

/// How many classes of firmness the style sheet tells apart.
const N_CLASSES: usize = 3;

/// A status of the dossier.
pub(super) fn status_of(page: &Page<'_>, id: &str) -> StatusView {
    let statuses = &page.stage.inputs.dossier.funding.statuses;
    let idx = statuses.iter().position(|status| status.id == id);
    StatusView {
        class: format!("firm-{}", idx.map_or(N_CLASSES, |idx| (idx + 1).min(N_CLASSES))),
        label: idx.and_then(|idx| statuses.get(idx)).map(|status| page.text(&status.name)).unwrap_or_default(),
    }
}

/// What an amount is called: by who pays it, by what it is for, by what it is a share or number of, or by its words.
pub(super) fn name(page: &Page<'_>, amount: &Amount) -> String {
    let about = &amount.about;
    let names = [page.text(&about.payer), page.text(&about.purpose), page.text(&about.of)];
    let words = || page.passage(&amount.passage).map(|passage| passage.quote).unwrap_or_default();
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(words)
}
