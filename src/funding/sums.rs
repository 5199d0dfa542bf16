//! Adds up: exact sums to the cent, rounded ones as far as their figures can tell, and amounts that say another one again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Amounts, CheckedSum, Restatement, has_programme};
use crate::model::keys;
use crate::model::money::{Amount, Qualifier, Role, Side, Sum, Value, plain_cents};
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// Checks every sum; one that makes an amount part of itself is reported and left out.
pub(super) fn check(amounts: &Amounts<'_>, problems: &mut Problems) -> Vec<CheckedSum> {
    let sums = &amounts.dossier.funding.sums;
    let checked: Vec<CheckedSum> = sums.iter().enumerate().filter_map(|sum| check_sum(amounts, sum, problems)).collect();
    let mut by_total: BTreeMap<&str, Vec<&Sum>> = BTreeMap::new();
    for sum in sums.iter().filter(|sum| !sum.is_rounded) {
        by_total.entry(&sum.total).or_default().push(sum);
    }
    let circles: BTreeSet<usize> = sums.iter().enumerate().filter(|(_, sum)| is_circle(&by_total, sum)).map(|(idx, _)| idx).collect();
    for sum in circles.iter().filter_map(|idx| sums.get(*idx)).filter(|sum| !sum.parts.contains(&sum.total)) {
        let place = keys::of(&sum.place, "total");
        problems.add(kinds::money::mixed_sum(place, &sum.total, &sum.total, "it would be part of itself"));
    }
    report_counted_twice(sums.iter().enumerate().filter(|(idx, _)| !circles.contains(idx)).map(|(_, sum)| sum), problems);
    checked.into_iter().filter(|sum| !circles.contains(&sum.idx)).collect()
}

/// Checks a sum: all parts known, of one currency, programme and side, adding up.
fn check_sum(amounts: &Amounts<'_>, (idx, sum): (usize, &Sum), problems: &mut Problems) -> Option<CheckedSum> {
    let total = amounts.find(&sum.total, (&sum.place, "total"), problems);
    let parts: Vec<Option<&Amount>> = sum.parts.iter().map(|id| amounts.find(id, (&sum.place, "parts"), problems)).collect();
    let parts: Vec<&Amount> = parts.into_iter().collect::<Option<_>>()?;
    let total = total?;
    report_repeated(sum, problems);
    let why_not = |part: &Amount| difference(part, total, sum).or_else(|| inexact(part, sum));
    let mixed = parts.iter().find_map(|part| Some((*part, why_not(part)?))).or_else(|| Some((total, inexact(total, sum)?)));
    if let Some((part, why)) = mixed {
        let is_told = [part.programme.as_str(), &total.programme].iter().any(|name| !has_programme(amounts.dossier, name));
        if !is_told {
            problems.add(kinds::money::mixed_sum(part_place(sum, &part.id), &part.id, &total.id, &why));
        }
        return None;
    }
    let sum_cents: i128 = parts.iter().map(|part| i128::from(part.value.low_cents)).sum();
    let difference_cents = i128::from(total.value.low_cents) - sum_cents;
    let unit = total.measure.unit();
    let printed = format!("{} {unit}", plain_cents(total.value.low_cents));
    let told = (printed.as_str(), &*told(difference_cents, unit));
    if sum.is_rounded {
        if !meets(&parts, total) {
            problems.add(kinds::money::rounding_differs(keys::of(&sum.place, "total"), &total.id, &plain_cents(sum_cents), told));
        }
    } else if difference_cents != 0 || parts.is_empty() {
        problems.add(kinds::money::sum_differs(keys::of(&sum.place, "total"), &total.id, &plain_cents(sum_cents), told));
    }
    let (sum_cents, difference_cents) = (i64::try_from(sum_cents).ok()?, i64::try_from(difference_cents).ok()?);
    Some(CheckedSum { total: total.id.clone(), parts: sum.parts.clone(), is_rounded: sum.is_rounded, sum_cents, difference_cents, idx })
}

/// Where a sum names an amount: among its parts, or as their total.
fn part_place(sum: &Sum, id: &str) -> Place {
    let key = if sum.parts.iter().any(|part| part == id) { "parts" } else { "total" };
    keys::within(&sum.place, key, &format!("\"{id}\""))
}

/// By how much parts fail to make a total, in words: `1000.00 EUR too little`.
fn told(difference: i128, unit: &str) -> String {
    let direction = if difference < 0 { "too much" } else { "too little" };
    format!("{} {unit} {direction}", plain_cents(difference.abs()))
}

/// By how much an amount fails to restate another, in words; of a range, at each end that does.
fn told_of_restatement(amount: &Amount, original: &Amount) -> String {
    let unit = amount.measure.unit();
    let by = |own: i64, other: i64| told(i128::from(other) - i128::from(own), unit);
    let is_range = |value: Value| value.low_cents != value.high_cents;
    if !is_range(amount.value) && !is_range(original.value) {
        return by(amount.value.low_cents, original.value.low_cents);
    }
    let ends = [("lower", amount.value.low_cents, original.value.low_cents), ("upper", amount.value.high_cents, original.value.high_cents)];
    let ends = ends.into_iter().filter(|(_, own, other)| own != other);
    ends.map(|(end, own, other)| format!("{} at the {end} end", by(own, other))).collect::<Vec<_>>().join(", ")
}

/// Reports parts that a sum names twice: the same money would be added twice.
fn report_repeated(sum: &Sum, problems: &mut Problems) {
    let mut seen = BTreeSet::from([sum.total.as_str()]);
    for part in sum.parts.iter().filter(|part| !seen.insert(part)) {
        problems.add(kinds::duplicate_id(keys::within(&sum.place, "parts", &format!("\"{part}\"")), part));
    }
}

/// Reports amounts that a sum adds twice: once of themselves or as part of one part, and again as part of another.
fn report_counted_twice<'a>(sums: impl Iterator<Item = &'a Sum> + Clone, problems: &mut Problems) {
    let mut by_total: BTreeMap<&str, Vec<&Sum>> = BTreeMap::new();
    for sum in sums.clone() {
        by_total.entry(&sum.total).or_default().push(sum);
    }
    for sum in sums {
        let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
        let parts: BTreeSet<&str> = sum.parts.iter().map(String::as_str).filter(|part| *part != sum.total).collect();
        for part in &parts {
            // Of an amount that several sums divide, each of them has the same money: that is not added twice.
            let (mut open, mut seen) = (vec![*part], BTreeSet::new());
            while let Some(id) = open.pop() {
                if id == sum.total || !seen.insert(id) {
                    continue;
                }
                open.extend(by_total.get(id).into_iter().flatten().flat_map(|inner| inner.parts.iter().map(String::as_str)));
            }
            let twice = seen.iter().find_map(|id| Some((*id, *owners.get(id)?)));
            if let Some((id, other)) = twice {
                let (part, why) = match () {
                    () if id == *part => (id, format!("it is part of `{other}`, which the sum adds too")),
                    () if id == other => (id, format!("it is part of `{part}`, which the sum adds too")),
                    () => (*part, format!("`{id}` is part of it and of `{other}`, and would be added twice")),
                };
                problems.add(kinds::money::mixed_sum(keys::within(&sum.place, "parts", &format!("\"{part}\"")), part, &sum.total, &why));
            }
            owners.extend(seen.into_iter().map(|id| (id, *part)));
        }
    }
}

/// Whether a total is, of itself or over other sums, part of itself.
fn is_circle(by_total: &BTreeMap<&str, Vec<&Sum>>, sum: &Sum) -> bool {
    let (mut open, mut seen): (Vec<&str>, BTreeSet<&str>) = (sum.parts.iter().map(String::as_str).collect(), BTreeSet::new());
    while let Some(id) = open.pop().filter(|_| !sum.is_rounded) {
        if id == sum.total {
            return true;
        }
        if seen.insert(id) {
            let inner = by_total.get(id).into_iter().flatten();
            open.extend(inner.flat_map(|inner| inner.parts.iter().map(String::as_str)));
        }
    }
    false
}

/// Why a part cannot be added to a total, if it cannot. A rounded sum may look at the total's money from the other side.
fn difference(part: &Amount, total: &Amount, sum: &Sum) -> Option<String> {
    if let Some(amount) = [part, total].into_iter().find(|amount| amount.about.side == Side::Neither) {
        let which = if std::ptr::eq(amount, part) { "it" } else { "the total" };
        return Some(format!("{which} is recorded with `side = \"neither\"`, and what is neither counts in no sum"));
    }
    if part.measure != total.measure {
        Some(format!("it is {}, the total {}", part.measure.unit(), total.measure.unit()))
    } else if part.programme != total.programme {
        Some("it is of another programme".into())
    } else if part.about.side != total.about.side && !sum.is_rounded {
        Some("one says where money comes from, the other what it is spent on".into())
    } else {
        matches!(part.role, Role::Restatement | Role::Context).then(|| format!("it is recorded as `{}`", part.role.name()))
    }
}

/// Why an amount cannot stand in a sum for what it is worth, if it cannot.
fn inexact(amount: &Amount, sum: &Sum) -> Option<String> {
    if amount.value.low_cents != amount.value.high_cents {
        return Some("it is a range".into());
    }
    let is_inexact = amount.qualifier != Qualifier::Exact && !sum.is_rounded;
    is_inexact.then(|| format!("it is not exact but `{}`; a sum of rounded figures says `rounded = true`", amount.qualifier.name()))
}

/// Whether what rounded parts can stand for, taken together, meets what their total can.
fn meets(parts: &[&Amount], total: &Amount) -> bool {
    let ends = |amount: &Amount| stands_for(amount.value.low_cents, amount.qualifier);
    let (low, high) = parts.iter().map(|part| ends(part)).fold((0, 0), |(low, high), part| (low + part.0, high + part.1));
    let total = ends(total);
    low <= total.1 && total.0 <= high
}

/// The least and the most that a printed figure can stand for: half a unit of its last figure that is not zero to both sides,
/// or a whole one in the direction that its qualifier gives.
fn stands_for(cents: i64, qualifier: Qualifier) -> (i128, i128) {
    let cents = i128::from(cents);
    let mut unit = 1_i128;
    while cents != 0 && cents % (unit * 10) == 0 {
        unit *= 10;
    }
    match qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast => (cents, cents + unit - 1),
        Qualifier::AtMost | Qualifier::LessThan | Qualifier::Nearly => (cents - unit + 1, cents),
        Qualifier::Exact | Qualifier::About | Qualifier::Range => (cents - unit / 2, cents + unit / 2),
    }
}

/// Checks every restatement.
pub(super) fn check_restatements(amounts: &Amounts<'_>, problems: &mut Problems) -> Vec<Restatement> {
    amounts.dossier.funding.amounts.iter().filter_map(|amount| check_restatement(amounts, amount, problems)).collect()
}

/// Checks a restatement: it rounds what it restates, as its qualifier says.
fn check_restatement(amounts: &Amounts<'_>, amount: &Amount, problems: &mut Problems) -> Option<Restatement> {
    let restates = amount.restates.as_deref()?;
    let place = &amount.passage.place;
    let original = amounts.find(restates, (place, "restates"), problems)?;
    if amount.role != Role::Restatement {
        problems.add(kinds::money::restates_in_role(keys::of(place, "restates"), amount.role.name()));
        return None;
    }
    if restates == amount.id || original.role == Role::Restatement {
        let expected = "the id of another amount, one that is no restatement itself";
        problems.add(kinds::wrong_value(keys::of(place, "restates"), "restates", expected));
        return None;
    }
    if amount.programme != original.programme {
        let expected = format!("`{}`, the programme of `{restates}`, which it says again", original.programme);
        problems.add(kinds::wrong_value(keys::of(place, "programme"), "programme", &expected));
    }
    let difference_cents = amount.value.low_cents.checked_sub(original.value.low_cents)?;
    let is_fair = amount.measure == original.measure && is_rounded(amount.value, amount.qualifier, original.value);
    if !is_fair {
        let say = |amount: &Amount| format!("`{}` ({} {})", amount.id, amount.value, amount.measure.unit());
        let told = told_of_restatement(amount, original);
        problems.add(kinds::money::restatement_differs(keys::of(place, "restates"), (&say(amount), &say(original)), &told));
    }
    Some(Restatement { id: amount.id.clone(), restates: restates.to_owned(), difference_cents })
}

/// Whether a value can stand for another.
fn is_rounded(rounded: Value, qualifier: Qualifier, original: Value) -> bool {
    let fits = |rounded: i64, original: i64| {
        let (low, high) = stands_for(rounded, qualifier);
        (low..=high).contains(&i128::from(original))
    };
    fits(rounded.low_cents, original.low_cents) && fits(rounded.high_cents, original.high_cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Millions as an exact value.
    fn million(millions: i64) -> Value {
        Value::exactly(millions * 100_000_000)
    }

    #[test]
    fn restatements_only_round() {
        let exact = Value::exactly(20_263_500_000);
        let check = |millions, qualifier| is_rounded(million(millions), qualifier, exact);
        assert!(check(200, Qualifier::MoreThan) && check(200, Qualifier::AtLeast) && check(200, Qualifier::Exact));
        assert!(check(203, Qualifier::About) && !check(202, Qualifier::About) && check(202, Qualifier::MoreThan));
        assert!(!check(203, Qualifier::MoreThan) && !check(300, Qualifier::MoreThan));
        assert!(check(203, Qualifier::Nearly) && check(203, Qualifier::AtMost) && !check(202, Qualifier::LessThan));
        let huge = Value::exactly(9_000_000_000_000_000_000);
        assert!(is_rounded(huge, Qualifier::Exact, huge) && !is_rounded(Value::exactly(1), Qualifier::Exact, huge));
        assert!(is_rounded(million(71), Qualifier::Exact, Value::exactly(7_093_500_000)));
        assert!(is_rounded(Value::exactly(0), Qualifier::Exact, Value::exactly(0)));
    }

    #[test]
    fn a_figure_stands_for_what_it_can_be_rounded_from() {
        assert_eq!(stands_for(15_000_000_000, Qualifier::MoreThan), (15_000_000_000, 15_999_999_999));
        assert_eq!(stands_for(5_000_000_000, Qualifier::Exact), (4_500_000_000, 5_500_000_000));
        assert_eq!(stands_for(7_093_500_001, Qualifier::Exact), (7_093_500_001, 7_093_500_001));
    }

    #[test]
    fn what_is_rounded_to_its_first_figures_restates_it() {
        let mut chance = 1_u64;
        for _ in 0..20_000 {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = i64::try_from(chance >> 11).expect("53 bits") / 10_i64.pow(u32::try_from((chance >> 5) % 15).expect("small")) + 1;
            for figures in 0..=number.ilog10() {
                let unit = 10_i64.pow(number.ilog10() - figures);
                let (down, nearest) = (number / unit * unit, (number + unit / 2) / unit * unit);
                let check = |rounded, qualifier| is_rounded(Value::exactly(rounded), qualifier, Value::exactly(number));
                assert!(check(nearest, Qualifier::Exact) && check(nearest, Qualifier::About), "{number} is {nearest}");
                assert!(check(down, Qualifier::MoreThan) && check(down, Qualifier::AtLeast), "{number} is more than {down}");
                assert!(check(number, Qualifier::AtMost) && (down == number || check(down + unit, Qualifier::AtMost)), "{number}");
                for away in [nearest - unit, nearest + unit].into_iter().filter(|away| away / unit % 10 != 0 && *away > 0) {
                    let is_tie = (away - number).abs() * 2 == unit;
                    assert!(is_tie || !check(away, Qualifier::Exact), "{number} is not {away}");
                }
                let above = down + unit;
                assert!(above / unit % 10 == 0 || !check(above, Qualifier::MoreThan), "{number} is not more than {above}");
            }
        }
    }
}
