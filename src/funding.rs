//! The ledger: amounts with who pays whom for what, and the sums that must hold, to the cent.

pub mod reader;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::is_slug;
use crate::model::locale::Locale;
use crate::model::money::{Amount, Qualifier, Side, Sum, Value, plain_cents};
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest};

/// Where money is recorded.
const FILE: &str = "content/funding.toml";

/// The ledger after its sums were checked.
#[derive(Debug, Default)]
pub struct Ledger {
    /// The amounts, in the publisher's order.
    pub amounts: Vec<Amount>,
    /// The sums, with what they come to.
    pub sums: Vec<CheckedSum>,
    /// The restatements, with what they differ by.
    pub restatements: Vec<Restatement>,
}

impl Ledger {
    /// Finds an amount.
    #[must_use]
    pub fn amount(&self, id: &str) -> Option<&Amount> {
        self.amounts.iter().find(|amount| amount.id == id)
    }
}

/// A sum that was checked.
#[derive(Clone, Debug)]
pub struct CheckedSum {
    /// The id of the total.
    pub total: String,
    /// The ids of the parts.
    pub parts: Vec<String>,
    /// What the parts add up to, in cents.
    pub sum_cents: i64,
    /// Total minus parts, in cents: zero, or a problem was reported.
    pub difference_cents: i64,
}

/// A restatement that was checked.
#[derive(Clone, Debug)]
pub struct Restatement {
    /// The id of the amount that restates.
    pub id: String,
    /// The id of the amount that it restates.
    pub restates: String,
    /// Restated value minus original value, in cents.
    pub difference_cents: i64,
}

/// Checks every amount against its words, every sum and every restatement.
pub fn tally(dossier: &Dossier, locales: &BTreeMap<Lang, Locale>, problems: &mut Problems) -> Ledger {
    let mut ledger = Ledger { amounts: dossier.funding.amounts.clone(), ..Ledger::default() };
    for amount in &ledger.amounts {
        check_programme(dossier, amount, problems);
        check_words(amount, locales, problems);
    }
    ledger.sums = dossier.funding.sums.iter().filter_map(|sum| check_sum(dossier, sum, problems)).collect();
    ledger.restatements = ledger.amounts.iter().filter_map(|amount| check_restatement(dossier, amount, problems)).collect();
    for statement in &dossier.funding.statements {
        check_programme_name(dossier, &statement.programme, &statement.place.find_quoted(&statement.programme), problems);
    }
    ledger
}

/// Reports a programme that does not exist.
fn check_programme(dossier: &Dossier, amount: &Amount, problems: &mut Problems) {
    debug_assert!(is_slug(&amount.id));
    check_programme_name(dossier, &amount.programme, &amount.passage.place.find_quoted(&amount.programme), problems);
}

/// Whether there is a programme of a name.
fn has_programme(dossier: &Dossier, name: &str) -> bool {
    dossier.funding.programmes.iter().any(|programme| programme.id == name)
}

/// Reports a programme's name that does not exist.
fn check_programme_name(dossier: &Dossier, name: &str, place: &Place, problems: &mut Problems) {
    let names = || dossier.funding.programmes.iter().map(|programme| programme.id.as_str());
    if !has_programme(dossier, name) && !dossier.is_broken(FILE) {
        problems.add(kinds::unknown_programme(place.clone(), name, nearest(name, names())));
    }
}

/// Reports an amount whose quoted words say another value, in any language whose notation is known.
fn check_words(amount: &Amount, locales: &BTreeMap<Lang, Locale>, problems: &mut Problems) {
    for (lang, locale) in locales {
        let (Some(words), Some(notation)) = (amount.passage.quote.find(lang), &locale.numbers) else { continue };
        let found = reader::last_value(words, notation);
        if found != Some(amount.value) {
            let found = found.map_or_else(|| "no amount".to_owned(), |value| value.to_string());
            problems.add(kinds::amount_differs(amount.passage.place.find(words), words, &found, &amount.value.to_string()));
        }
    }
}

/// Checks a sum: all parts known, of one currency, programme and side, adding up to the cent.
fn check_sum(dossier: &Dossier, sum: &Sum, problems: &mut Problems) -> Option<CheckedSum> {
    let total = find(dossier, &sum.total, &sum.place, problems);
    let parts: Vec<Option<&Amount>> = sum.parts.iter().map(|id| find(dossier, id, &sum.place, problems)).collect();
    let parts: Vec<&Amount> = parts.into_iter().collect::<Option<_>>()?;
    let total = total?;
    report_repeated(sum, problems);
    let mixed = parts.iter().find_map(|part| Some((part, difference(part, total)?)));
    if let Some((part, why)) = mixed {
        let is_told = [part.programme.as_str(), &total.programme].iter().any(|name| !has_programme(dossier, name));
        if !is_told {
            problems.add(kinds::mixed_sum(sum.place.find_quoted(&part.id), &part.id, &total.id, why));
        }
        return None;
    }
    let sum_cents: i128 = parts.iter().map(|part| i128::from(part.value.low_cents)).sum();
    let difference_cents = i128::from(total.value.low_cents) - sum_cents;
    if difference_cents != 0 || parts.is_empty() {
        let (sum_of_parts, printed) = (plain_cents(sum_cents), format!("{} {}", plain_cents(total.value.low_cents), total.currency.code()));
        problems.add(kinds::sum_differs(sum.place.find_quoted(&total.id), &total.id, &sum_of_parts, &printed));
    }
    let (sum_cents, difference_cents) = (i64::try_from(sum_cents).ok()?, i64::try_from(difference_cents).ok()?);
    Some(CheckedSum { total: total.id.clone(), parts: sum.parts.clone(), sum_cents, difference_cents })
}

/// Reports parts that a sum names twice: the same money would be added twice.
fn report_repeated(sum: &Sum, problems: &mut Problems) {
    let mut seen = BTreeSet::from([sum.total.as_str()]);
    for part in sum.parts.iter().filter(|part| !seen.insert(part)) {
        problems.add(kinds::duplicate_id(sum.place.find("parts").find_quoted(part), part));
    }
}

/// Why a part cannot be added to a total, if it cannot.
fn difference(part: &Amount, total: &Amount) -> Option<&'static str> {
    let is_of_uses = |amount: &Amount| amount.about.side == Side::Uses;
    if part.currency != total.currency {
        Some("it is of another currency")
    } else if part.programme != total.programme {
        Some("it is of another programme")
    } else if is_of_uses(part) != is_of_uses(total) {
        Some("one says where money comes from, the other what it is spent on")
    } else {
        (part.value.low_cents != part.value.high_cents).then_some("it is a range")
    }
}

/// Finds an amount that a sum or restatement names; reported if there is none.
fn find<'a>(dossier: &'a Dossier, id: &str, place: &Place, problems: &mut Problems) -> Option<&'a Amount> {
    let amounts = &dossier.funding.amounts;
    let found = amounts.iter().find(|amount| amount.id == id);
    if found.is_none() && !dossier.is_broken(FILE) {
        let near = nearest(id, amounts.iter().map(|amount| amount.id.as_str()));
        problems.add(kinds::unknown_amount(place.find_quoted(id), id, near));
    }
    found
}

/// Checks a restatement: it rounds what it restates, as its qualifier says.
fn check_restatement(dossier: &Dossier, amount: &Amount, problems: &mut Problems) -> Option<Restatement> {
    let restates = amount.restates.as_deref()?;
    let place = &amount.passage.place;
    if restates == amount.id {
        problems.add(kinds::wrong_value(place.find("restates").find_quoted(restates), "restates", "the id of another amount"));
        return None;
    }
    let original = find(dossier, restates, place, problems)?;
    let is_fair = amount.currency == original.currency && is_rounded(amount.value, amount.qualifier, original.value);
    if !is_fair {
        let say = |amount: &Amount| format!("`{}` ({} {})", amount.id, amount.value, amount.currency.code());
        problems.add(kinds::restatement_differs(place.find_quoted(restates), &say(amount), &say(original)));
    }
    let difference_cents = amount.value.low_cents.checked_sub(original.value.low_cents)?;
    Some(Restatement { id: amount.id.clone(), restates: restates.to_owned(), difference_cents })
}

/// Whether a value can stand for another: equal, or off by less than one of its last printed figure
/// (half of it, unless the qualifier says in which direction).
fn is_rounded(rounded: Value, qualifier: Qualifier, original: Value) -> bool {
    let fits = |rounded: i64, original: i64| {
        let (rounded, original) = (i128::from(rounded), i128::from(original));
        let mut unit = 1_i128;
        while rounded != 0 && rounded % (unit * 10) == 0 {
            unit *= 10;
        }
        let difference = original - rounded;
        match qualifier {
            Qualifier::MoreThan => (0..unit).contains(&difference),
            Qualifier::AtMost => (0..unit).contains(&-difference),
            _ => difference.abs() * 2 <= unit,
        }
    };
    fits(rounded.low_cents, original.low_cents) && fits(rounded.high_cents, original.high_cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn restatements_only_round() {
        let million = |millions: i64| Value::exactly(millions * 100_000_000);
        let exact = Value::exactly(20_263_500_000);
        assert!(is_rounded(million(200), Qualifier::MoreThan, exact));
        assert!(is_rounded(million(200), Qualifier::Exact, exact));
        assert!(is_rounded(million(203), Qualifier::About, exact));
        assert!(!is_rounded(million(202), Qualifier::About, exact));
        assert!(is_rounded(million(202), Qualifier::MoreThan, exact));
        assert!(!is_rounded(million(203), Qualifier::MoreThan, exact));
        assert!(!is_rounded(million(300), Qualifier::MoreThan, exact));
        let huge = Value::exactly(9_000_000_000_000_000_000);
        assert!(is_rounded(huge, Qualifier::Exact, huge) && !is_rounded(Value::exactly(1), Qualifier::Exact, huge));
        assert!(is_rounded(million(71), Qualifier::Exact, Value::exactly(7_093_500_000)));
    }
}
