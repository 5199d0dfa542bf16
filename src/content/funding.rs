//! Reads `funding.toml`: programmes, amounts, sums, statements, limits.

use std::path::Path;

use super::passage;
use super::records::{Ids, load as load_records};
use crate::data::Table;
use crate::model::lang::LangText;
use crate::model::money::{Amount, AmountAbout, Currency, Funding, Programme, Qualifier, Role, Side, Statement, Status, Sum, Value};
use crate::problem::{Problems, kinds};

/// Loads `funding.toml`; a dossier without money has none.
pub fn load(root: &Path, problems: &mut Problems) -> Funding {
    let mut names = Ids::default();
    load_records(root, "content/funding.toml", problems, |table, ids| Funding {
        programmes: table.tables("programmes", |table| programme(table, &mut names)).into_iter().flatten().collect(),
        amounts: table.tables("amounts", |table| amount(table, ids)).into_iter().flatten().collect(),
        sums: table.tables("sums", sum).into_iter().flatten().collect(),
        statements: table.tables("statements", statement).into_iter().flatten().collect(),
        limits: table.tables("limits", |table| table.need_lang_text("text", "what the reader must know")),
    })
}

/// Reads a programme.
fn programme(table: &Table<'_>, ids: &mut Ids) -> Option<Programme> {
    let id = ids.read(table);
    let name = table.need_lang_text("name", "the programme's name, in each language");
    Some(Programme { id: id?.0, name, note: table.lang_text("note") })
}

/// Reads an amount.
fn amount(table: &Table<'_>, ids: &mut Ids) -> Option<Amount> {
    let id = ids.read(table);
    let value = value(table);
    let currency = currency(table);
    let qualifier = table.need_name("qualifier", Qualifier::NAMES, Qualifier::find);
    let status = table.need_name("status", Status::NAMES, Status::find);
    let role = table.need_name("role", Role::NAMES, Role::find);
    let restates = table.text("restates").map(|(id, _)| id);
    let programme = table.need_text("programme", "one of the programmes");
    let about = about(table);
    let passage = passage::read(table);
    if role == Some(Role::Restatement) && restates.is_none() {
        table.report(kinds::missing_key(table.place(), "restates", "the id of the amount that is said again"));
    }
    let (id, place) = id?;
    Some(Amount {
        id,
        place,
        passage: passage?,
        value: value?,
        currency: currency?,
        qualifier: qualifier?,
        status: status?,
        role: role?,
        restates,
        programme: programme?.0,
        about: about?,
    })
}

/// Reads who pays whom for what.
fn about(table: &Table<'_>) -> Option<AmountAbout> {
    let side = table.need_name("side", Side::NAMES, Side::find);
    let [payer, payee, purpose, note] = ["payer", "payee", "purpose", "note"].map(|key| table.lang_text(key));
    let as_of = table.date("as-of").map(|(date, _)| date);
    Some(AmountAbout { side: side?, payer, payee, purpose, note, as_of })
}

/// Reads a value: `202635000.00`, or `3000000000.00-5000000000.00`.
fn value(table: &Table<'_>) -> Option<Value> {
    let (text, place) = table.need_text("value", "the value in units with two decimals, such as \"70935000.00\"")?;
    let value = match text.split_once('-') {
        Some((low, high)) => cents(low).zip(cents(high)).map(|(low_cents, high_cents)| Value { low_cents, high_cents }),
        None => cents(&text).map(Value::exactly),
    };
    let value = value.filter(|value| value.low_cents <= value.high_cents);
    if value.is_none() {
        table.report(kinds::wrong_value(
            place,
            "value",
            "units with two decimals such as \"70935000.00\", or two of them with `-` between, the smaller one first",
        ));
    }
    value
}

/// Reads units with two decimals as cents.
fn cents(text: &str) -> Option<i64> {
    let (units, fraction) = text.split_once('.')?;
    let is_plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain(units) || !is_plain(fraction) || fraction.len() != 2 {
        return None;
    }
    units.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fraction.parse().ok()?)
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
    Some(Sum { place: table.place(), total: total?.0, parts })
}

/// Reads a statement.
fn statement(table: &Table<'_>) -> Option<Statement> {
    let programme = table.need_text("programme", "one of the programmes");
    let lead: LangText = table.need_lang_text("lead", "one line that introduces the words");
    let passage = passage::read(table);
    let (programme, place) = programme?;
    Some(Statement { place, programme, passage: passage?, lead })
}
