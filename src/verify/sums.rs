//! The ledger of a copy, added up anew from its data; and what a copy says of its dossier.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use super::{About, Report};
use crate::copy::Copy;

/// The version of data files that can be read.
const KNOWN: &str = "1";

/// The ledger.
const LEDGER: &str = "data/funding.json";

/// The version of a file's format.
#[derive(Debug, Deserialize)]
struct Form {
    /// The version.
    #[serde(default)]
    schema_version: Value,
}

/// What is read of a copy's description.
#[derive(Debug, Deserialize)]
struct Described {
    /// The tags of its languages.
    languages: Vec<String>,
    /// Its title, by language.
    title: BTreeMap<String, String>,
    /// Its version.
    version: String,
    /// The day of that.
    published: String,
}

/// What a ledger promises.
#[derive(Debug, Deserialize)]
struct Ledger {
    /// The amounts.
    amounts: Vec<Amount>,
    /// The sums.
    sums: Vec<Sum>,
    /// The restatements.
    restatements: Vec<Restatement>,
}

/// An amount.
#[derive(Debug, Deserialize)]
struct Amount {
    /// Its id.
    id: String,
    /// Its value, or the lower end of a range.
    value_low: String,
}

/// A sum.
#[derive(Debug, Deserialize)]
struct Sum {
    /// The total's id.
    total: String,
    /// The parts' ids.
    parts: Vec<String>,
    /// Whether its figures are rounded.
    is_rounded: bool,
    /// What the parts add up to.
    sum: String,
    /// Total minus sum.
    difference: String,
}

/// An amount that says another one again.
#[derive(Debug, Deserialize)]
struct Restatement {
    /// Its id.
    id: String,
    /// The other one's.
    restates: String,
    /// The first minus the other.
    difference: String,
}

/// Adds the ledger up anew.
pub(super) fn check(copy: &Copy, prefix: &str, report: &mut Report) {
    let path = copy.of_site(LEDGER);
    if !copy.has(&path) {
        return;
    }
    let at = format!("{prefix}{path}");
    let text = copy.read_data(&path).unwrap_or_default();
    let form = json::<Form>(&text);
    if form.is_none() && json::<IgnoredAny>(&text).is_none() {
        report.fault("bad-data", &at, "is no JSON: its sums cannot be checked".to_owned());
        return;
    }
    let version = form.as_ref().and_then(|form| form.schema_version.as_str()).unwrap_or("none");
    if version != KNOWN {
        report
            .notes
            .push(format!("`{at}` has the version {version} of its format, which this program does not know: its sums were not checked"));
        return;
    }
    match serde_json::from_slice::<Ledger>(&text) {
        Ok(ledger) => add_up(&ledger, &at, report),
        Err(error) => report.fault("bad-data", &at, format!("is no ledger: {error}")),
    }
}

/// Adds up each sum, and compares each restatement.
fn add_up(ledger: &Ledger, at: &str, report: &mut Report) {
    let values: BTreeMap<&str, Option<i128>> = ledger.amounts.iter().map(|amount| (amount.id.as_str(), cents(&amount.value_low))).collect();
    let value = |id: &str| values.get(id).copied().flatten();
    for sum in &ledger.sums {
        report.checked.sums += 1;
        if let Some(message) = wrong_sum(sum, &value) {
            report.fault("broken-sum", at, message);
        }
    }
    for restatement in &ledger.restatements {
        report.checked.sums += 1;
        let Restatement { id, restates, difference } = restatement;
        let real = value(id).zip(value(restates)).and_then(|(one, other)| one.checked_sub(other));
        if real.is_none() || real != cents(difference) {
            report.fault("broken-sum", at, format!("`{id}` does not differ from `{restates}` by {difference}"));
        }
    }
}

/// What is wrong with a sum; nothing where it adds up.
fn wrong_sum(sum: &Sum, value: &dyn Fn(&str) -> Option<i128>) -> Option<String> {
    let Sum { total, parts, is_rounded, sum: said, difference } = sum;
    let parts: Option<Vec<i128>> = parts.iter().map(|id| value(id)).collect();
    let added = parts.and_then(|parts| parts.into_iter().try_fold(0_i128, i128::checked_add));
    let (Some(added), Some(whole)) = (added, value(total)) else {
        return Some(format!("`{total}` or a part of it is no amount of the ledger"));
    };
    let Some(left) = whole.checked_sub(added) else { return Some(format!("`{total}` is too large to be an amount")) };
    if Some(added) != cents(said) {
        Some(format!("the parts of `{total}` do not add up to {said}"))
    } else if Some(left) != cents(difference) {
        Some(format!("`{total}` does not differ from its parts by {difference}"))
    } else if left != 0 && !is_rounded {
        Some(format!("the parts of `{total}` do not add up to it: {difference} is left"))
    } else {
        None
    }
}

/// A plain decimal number with two decimals, such as `-1234.50`, in hundredths; nothing for another.
fn cents(text: &str) -> Option<i128> {
    let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.')?;
    let is_number =
        fraction.len() == 2 && !whole.is_empty() && [whole, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let value = format!("{whole}{fraction}").parse::<i128>().ok().filter(|_| is_number)?;
    Some(if is_negative { -value } else { value })
}

/// What a copy says of its dossier; nothing where it does not, or not in a way that is known.
pub(super) fn about(copy: &Copy) -> Option<About> {
    let text = copy.read_data(&copy.of_site("data/dossier.json")).ok()?;
    json::<Form>(&text).filter(|form| form.schema_version == KNOWN)?;
    let Described { languages, mut title, version, published } = json(&text)?;
    Some(About { title: title.remove(languages.first()?)?, version, published })
}

/// What is read of a text as JSON, and no more: all of it would take many times its size of memory.
fn json<T: DeserializeOwned>(text: &[u8]) -> Option<T> {
    serde_json::from_slice(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        assert_eq!(cents("70935000.00"), Some(7_093_500_000));
        assert_eq!(cents("-0.05"), Some(-5));
        for wrong in ["", "1", "1.5", "1.500", ".50", "+1.00", "--1.00", "1,00", "1e3.00", "١.00"] {
            assert_eq!(cents(wrong), None, "{wrong}");
        }
    }
}
