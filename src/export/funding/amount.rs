//! An amount as data: one row of the ledger.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{PassageView, Source};
use crate::model::lang::LangMap;
use crate::model::money::{Amount, MIXED, plain_cents};
use crate::model::place::Place;
use crate::render::AmountEntry;

/// An amount. Values are decimal numbers as texts: units of the currency, per cent, or pieces.
#[derive(Serialize)]
pub(super) struct AmountView {
    /// Its id.
    pub(super) id: String,
    /// Its programme.
    pub(super) programme: String,
    /// What it is counted in.
    pub(super) measure: &'static str,
    /// What a share or a count is of, by language.
    pub(super) of: BTreeMap<String, String>,
    /// What it is to the sums.
    pub(super) role: &'static str,
    /// The amount that it restates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) restates: Option<String>,
    /// From which side it looks at the money.
    pub(super) side: &'static str,
    /// How firm it is.
    pub(super) status: String,
    /// Of a total whose parts differ in status: their statuses, the firmest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    status_parts: Vec<String>,
    /// The passage that shows how firm it is, where its own words do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    status_passage: Option<PassageView>,
    /// How exact it is.
    pub(super) qualifier: &'static str,
    /// Its currency, where it is money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) currency: Option<String>,
    /// The value, or the lower end of a range.
    pub(super) value_low: String,
    /// The value, or the upper end of a range.
    pub(super) value_high: String,
    /// Who pays, by language.
    pub(super) payer: BTreeMap<String, String>,
    /// The actors that pay.
    pub(super) payers: Vec<String>,
    /// Who receives, by language.
    pub(super) payee: BTreeMap<String, String>,
    /// The actors that receive.
    pub(super) payees: Vec<String>,
    /// What for, by language.
    pub(super) purpose: BTreeMap<String, String>,
    /// A remark, by language.
    pub(super) note: BTreeMap<String, String>,
    /// The date for which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) as_of: Option<String>,
    /// The passage that states it.
    #[serde(flatten)]
    pub(super) stated: PassageView,
    /// Its row on the funding page or in the ledger, by language: path from the site's root and id.
    row: BTreeMap<String, String>,
    /// The figure in the letter's text, by language: path from the site's root and id.
    figure: BTreeMap<String, String>,
}

/// The amounts in the order of the ledger: letter by letter in time.
pub(super) fn views(source: &Source<'_>) -> Vec<AmountView> {
    let amounts: BTreeMap<&str, &Amount> = source.inputs.ledger.amounts.iter().map(|amount| (amount.id.as_str(), amount)).collect();
    let listed = source.inputs.listing.amounts.iter();
    listed.filter_map(|entry| Some(view(source, amounts.get(entry.id.as_str())?, entry))).collect()
}

/// The view of an amount.
fn view(source: &Source<'_>, amount: &Amount, entry: &AmountEntry) -> AmountView {
    let about = &amount.about;
    let ids = |actors: &[(String, Place)]| actors.iter().map(|(id, _)| id.clone()).collect();
    AmountView {
        id: amount.id.clone(),
        programme: amount.programme.clone(),
        measure: amount.measure.name(),
        of: source.texts(&about.of),
        role: amount.role.name(),
        restates: amount.restates.clone(),
        side: about.side.name(),
        status: source.inputs.ledger.status(amount).to_owned(),
        status_parts: status_parts(source, amount),
        status_passage: amount.status_passage.as_ref().map(|passage| source.passage(passage)),
        qualifier: amount.qualifier.name(),
        currency: amount.currency().map(|currency| currency.code().to_owned()),
        value_low: plain_cents(amount.value.low_cents),
        value_high: plain_cents(amount.value.high_cents),
        payer: source.texts(&about.payer),
        payers: ids(&about.payers),
        payee: source.texts(&about.payee),
        payees: ids(&about.payees),
        purpose: source.texts(&about.purpose),
        note: source.texts(&about.note),
        as_of: about.as_of.map(|date| date.to_string()),
        stated: source.passage(&amount.passage),
        row: by_tag(&entry.row),
        figure: by_tag(&entry.figure),
    }
}

/// Places by the tags of their languages.
fn by_tag(places: &LangMap<String>) -> BTreeMap<String, String> {
    places.iter().map(|(lang, place)| (lang.to_string(), place.clone())).collect()
}

/// The statuses of which a total of mixed status is made, in the order in which the dossier declares them.
fn status_parts(source: &Source<'_>, amount: &Amount) -> Vec<String> {
    let ledger = source.inputs.ledger;
    if ledger.status(amount) != MIXED {
        return Vec::new();
    }
    let found = ledger.statuses_of(amount);
    let declared = source.inputs.dossier.funding.statuses.iter();
    declared.filter(|status| found.contains(&status.id.as_str())).map(|status| status.id.clone()).collect()
}
