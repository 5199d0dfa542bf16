//! Reads `funding.toml`: statuses, programmes, amounts, sums, statements, what is missing.

use std::path::Path;

use super::records::{Ids, load as load_records};
use super::{actors, passage};
use crate::data::Table;
use crate::model::lang::LangText;
use crate::model::money::{
    Amount, AmountAbout, Currency, Funding, MIXED, Measure, Missing, Programme, Qualifier, Role, Side, Statement, Status, Sum, Value,
};
use crate::problem::{Problems, kinds};

/// Loads `funding.toml`; a dossier without money has none.
pub fn load(root: &Path, problems: &mut Problems) -> Funding {
    let (mut names, mut statuses) = (Ids::default(), Ids::default());
    load_records(root, "content/funding.toml", problems, |table, ids| Funding {
        is_complete: table.flag("complete").is_none_or(|(is_complete, _)| is_complete),
        statuses: table.tables("statuses", |table| status(table, &mut statuses)).into_iter().flatten().collect(),
        programmes: table.tables("programmes", |table| programme(table, &mut names)).into_iter().flatten().collect(),
        amounts: table.tables("amounts", |table| amount(table, ids)).into_iter().flatten().collect(),
        sums: table.tables("sums", sum).into_iter().flatten().collect(),
        statements: table.tables("statements", statement).into_iter().flatten().collect(),
        missing: table.tables("missing", missing).into_iter().flatten().collect(),
        limits: table.tables("limits", |table| table.need_lang_text("text", "what the reader must know")),
    })
}

/// Reads a status.
fn status(table: &Table<'_>, ids: &mut Ids) -> Option<Status> {
    let id = ids.read(table);
    let name = table.need_lang_text("name", "what the status is called, in each language");
    let meaning = table.need_lang_text("meaning", "what it means, in each language");
    let words = table.table("words", actors::words_by_lang).unwrap_or_default();
    let is_grant = table.flag("is-grant").is_some_and(|(is_grant, _)| is_grant);
    let (id, place) = id?;
    if id == MIXED {
        table.report(kinds::money::reserved_status(place, MIXED));
        return None;
    }
    Some(Status { id, place, name, meaning, words, is_grant })
}

/// Reads a programme.
fn programme(table: &Table<'_>, ids: &mut Ids) -> Option<Programme> {
    let id = ids.read(table);
    let name = table.need_lang_text("name", "the programme's name, in each language");
    let [note, absence] = ["note", "absence"].map(|key| table.lang_text(key));
    Some(Programme { id: id?.0, name, note, absence })
}

/// Reads an amount.
fn amount(table: &Table<'_>, ids: &mut Ids) -> Option<Amount> {
    let id = ids.read(table);
    let measured = measured(table);
    let qualifier = table.need_name("qualifier", Qualifier::NAMES, Qualifier::find);
    let role = table.need_name("role", Role::NAMES, Role::find);
    let status = match role {
        Some(Role::Component | Role::Context) => table.need_text("status", "one of the statuses that this file declares"),
        _ => table.text("status"),
    };
    let status_passage = table.table("status-passage", passage::read).flatten();
    let restates = table.text("restates").map(|(id, _)| id);
    let programme = table.need_text("programme", "one of the programmes");
    let about = about(table, measured.as_ref().map(|(measure, _)| measure));
    let passage = passage::read(table);
    if role == Some(Role::Restatement) && restates.is_none() {
        table.report(kinds::missing_key(table.place(), "restates", "the id of the amount that is said again"));
    }
    let ((id, place), (measure, value)) = (id?, measured?);
    Some(Amount {
        id,
        place,
        passage: passage?,
        value,
        measure,
        qualifier: qualifier?,
        status,
        status_passage,
        role: role?,
        restates,
        programme: programme?.0,
        about: about?,
    })
}

/// Reads who pays whom for what.
fn about(table: &Table<'_>, measure: Option<&Measure>) -> Option<AmountAbout> {
    let side = table.need_name("side", Side::NAMES, Side::find);
    let of = match measure {
        Some(Measure::Share | Measure::Count) => table.need_lang_text("of", "what it is a share or a number of, in each language"),
        Some(Measure::Money(_)) => LangText::default(),
        None => table.lang_text("of"),
    };
    let [payer, payee, purpose, note] = ["payer", "payee", "purpose", "note"].map(|key| table.lang_text(key));
    let [payers, payees] = ["payers", "payees"].map(|key| table.distinct_texts(key));
    let as_of = table.date("as-of").map(|(date, _)| date);
    Some(AmountAbout { side: side?, of, payer, payee, payers, payees, purpose, note, as_of })
}

/// Reads what an amount is counted in, and how much it is: money, unless it has the key of a share or of a count.
fn measured(table: &Table<'_>) -> Option<(Measure, Value)> {
    for (key, measure) in [("share", Measure::Share), ("count", Measure::Count)] {
        if table.has(key) {
            let value = value(table, key, if key == "share" { "65" } else { "5" });
            return Some((measure, value?));
        }
    }
    let value = value(table, "value", "70935000.00");
    let currency = currency(table);
    Some((Measure::Money(currency?), value?))
}

/// Reads a value, or a range of two: `202635000.00`, `3000000000.00-5000000000.00`.
fn value(table: &Table<'_>, key: &'static str, example: &str) -> Option<Value> {
    let form = if key == "value" { "units with two decimals" } else { "a number, with at most two decimals," };
    let (text, place) = table.need_text(key, &format!("{form} such as \"{example}\""))?;
    let read = |text: &str| hundredths(text).filter(|_| key != "value" || text.split_once('.').is_some_and(|(_, cents)| cents.len() == 2));
    let value = match text.split_once('-') {
        Some((low, high)) => read(low).zip(read(high)).map(|(low_cents, high_cents)| Value { low_cents, high_cents }),
        None => read(&text).map(Value::exactly),
    };
    let value = value.filter(|value| value.low_cents <= value.high_cents);
    if value.is_none() {
        let expected = format!("{form} such as \"{example}\", or two of them with `-` between, the smaller one first");
        table.report(kinds::wrong_value(place, key, &expected));
    }
    value
}

/// Reads a plain decimal number as hundredths: at most two decimals.
fn hundredths(text: &str) -> Option<i64> {
    let (units, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // How many hundredths the last figure counts.
    let step = if fraction.len() == 1 { 10 } else { 1 };
    if !is_plain(units) || !is_plain(fraction) || 2 < fraction.len() {
        return None;
    }
    units.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fraction.parse::<i64>().ok()? * step)
}

/// Reads a currency.
fn currency(table: &Table<'_>) -> Option<Currency> {
    let (code, place) = table.need_text("currency", "an ISO 4217 code such as \"EUR\"")?;
    let currency = Currency::parse(&code);
    if currency.is_none() {
        table.report(kinds::wrong_value(place, "currency", "an ISO 4217 code such as \"EUR\""));
    }
    currency
}

/// Reads a sum that must hold.
fn sum(table: &Table<'_>) -> Option<Sum> {
    let total = table.need_text("total", "the id of the total");
    let parts = table.texts("parts").into_iter().map(|(id, _)| id).collect();
    let is_rounded = table.flag("rounded").is_some_and(|(is_rounded, _)| is_rounded);
    let note = table.lang_text("note");
    Some(Sum { place: table.place(), total: total?.0, parts, is_rounded, note })
}

/// Reads a statement.
fn statement(table: &Table<'_>) -> Option<Statement> {
    let programme = table.need_text("programme", "one of the programmes");
    let lead: LangText = table.need_lang_text("lead", "one line that introduces the words");
    let is_absence = table.flag("absence").is_some_and(|(is_absence, _)| is_absence);
    let passage = passage::read(table);
    let (programme, place) = programme?;
    Some(Statement { place, programme, passage: passage?, lead, is_absence })
}

/// Reads a document that the dossier does not have.
fn missing(table: &Table<'_>) -> Option<Missing> {
    let document = table.need_text("document", "the id of a document of `external.toml`");
    let about = table.need_lang_text("about", "what money it is about, in each language");
    let (document, place) = document?;
    Some(Missing { document, place, about })
}
