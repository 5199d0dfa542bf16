//! The ledger as JSON-LD, on the funding page and the ledger's own: a set of data with its files, and what of it was granted.
//!
//! A `MonetaryGrant` is told of amounts whose status the dossier marks as granted, and of no others: what is reserved, planned or said
//! by others is no grant. A total is none either, as its parts are, and neither is an amount that is said again.

use serde_json::{Value, json};

use super::super::page::Page;
use super::super::plan::Kind;
use super::graph::{self, put, put_all};
use crate::model::money::{Amount, Currency, Qualifier, Role, plain_cents};
use crate::model::records::ActorKind;

/// The ledger's files, with their media types.
pub(super) const FILES: &[(&str, &str)] =
    &[("data/funding.csv", "text/csv"), ("data/funding.json", "application/json"), ("data/datapackage.json", "application/json")];

/// The most grants that a page tells of.
const MOST_GRANTS: usize = 60;

/// The graph of the ledger; nothing where it is empty, and on the parts of a ledger that is split.
pub(super) fn graph(page: &Page<'_>) -> Option<Value> {
    let is_part = page.planned.part_idx.is_some();
    if is_part || page.stage.inputs.ledger.amounts.is_empty() {
        return None;
    }
    let mut things = vec![dataset(page)?];
    if matches!(page.planned.kind, Kind::Funding) {
        things.extend(grants(page));
    }
    Some(json!({ "@context": graph::CONTEXT, "@graph": things }))
}

/// The ledger as a set of data: what the funding page calls its data.
fn dataset(page: &Page<'_>) -> Option<Value> {
    let settings = &page.stage.inputs.dossier.settings;
    let mut thing = json!({
        "@type": "Dataset",
        "@id": graph::address(page, page.stage.inputs.routes.page("funding", page.lang)?, "data"),
        "name": page.fill("dataset.title", &[("title", &page.text(&settings.title))]),
        "description": format!("{} {}", page.word("dataset.about"), page.word("dataset.never")),
        "inLanguage": settings.languages.iter().map(|lang| lang.tag()).collect::<Vec<_>>(),
        "isPartOf": { "@id": graph::dossier(page) },
        "version": settings.version,
        "datePublished": settings.published,
        "distribution": FILES.iter().map(|file| graph::download(page, *file)).collect::<Vec<_>>(),
    });
    let licence = settings.data_licence.as_ref().and_then(|licence| licence.path.clone());
    put(&mut thing, "license", licence.map(Value::from));
    Some(thing)
}

/// The amounts that were granted.
fn grants(page: &Page<'_>) -> Vec<Value> {
    let inputs = page.stage.inputs;
    let is_grant = |amount: &&Amount| {
        let status = inputs.ledger.status(amount);
        let is_whole = amount.role == Role::Component || inputs.ledger.sum_of(&amount.id).is_none();
        let counts = !matches!(amount.role, Role::Restatement | Role::Context);
        counts && is_whole && inputs.dossier.funding.statuses.iter().any(|known| known.is_grant && known.id == status)
    };
    let granted = inputs.ledger.amounts.iter().filter(is_grant);
    granted.filter_map(|amount| grant(page, amount, amount.currency()?)).take(MOST_GRANTS).collect()
}

/// An amount that was granted: how much, by whom, for what project.
fn grant(page: &Page<'_>, amount: &Amount, currency: &Currency) -> Option<Value> {
    let inputs = page.stage.inputs;
    let programme = inputs.dossier.funding.programmes.iter().find(|programme| programme.id == amount.programme)?;
    let funding = inputs.routes.page("funding", page.lang)?;
    let project = json!({
        "@type": "Project",
        "@id": graph::address(page, funding, &format!("programme-{}", programme.id)),
        "name": page.text(&programme.name),
    });
    let row = page.stage.amount_path(&amount.id, page.lang)?;
    let mut thing = json!({
        "@type": "MonetaryGrant",
        "@id": graph::address(page, &row, &amount.id),
        "name": page.text(&amount.about.purpose),
        "description": page.passage(&amount.passage).map(|passage| passage.quote),
        "amount": worth(amount, currency),
        "fundedItem": project,
    });
    let funders = amount.about.payers.iter().filter_map(|(id, _)| actor(page, id));
    put_all(&mut thing, "funder", funders.collect());
    if let Some(object) = thing.as_object_mut() {
        object.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    }
    Some(thing)
}

/// How much an amount is: as exactly as its words say.
fn worth(amount: &Amount, currency: &Currency) -> Value {
    let mut worth = json!({ "@type": "MonetaryAmount", "currency": currency.code() });
    let [low, high] = [amount.value.low_cents, amount.value.high_cents].map(|cents| Some(Value::from(plain_cents(cents))));
    match amount.qualifier {
        Qualifier::Exact | Qualifier::About => put(&mut worth, "value", low),
        Qualifier::MoreThan | Qualifier::AtLeast => put(&mut worth, "minValue", low),
        Qualifier::Nearly | Qualifier::LessThan | Qualifier::AtMost => put(&mut worth, "maxValue", high),
        Qualifier::Range => {
            put(&mut worth, "minValue", low);
            put(&mut worth, "maxValue", high);
        }
    }
    worth
}

/// An actor of the dossier.
fn actor(page: &Page<'_>, id: &str) -> Option<Value> {
    let actor = page.stage.inputs.dossier.actors.iter().find(|actor| actor.id == id)?;
    let kind = if actor.kind == ActorKind::Person { "Person" } else { "Organization" };
    let mut thing = json!({ "@type": kind, "name": page.text(&actor.name) });
    let path = page.stage.item_path("actors", page.lang, id);
    put(&mut thing, "@id", path.map(|path| graph::address(page, &path, id).into()));
    Some(thing)
}
