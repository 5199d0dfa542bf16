//! The date of an event is what its quoted words say; what they leave open has a reason on record.

use std::collections::BTreeMap;

use crate::model::date::{Edtf, Moment, Precision};
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::Passage;
use crate::model::place::Place;
use crate::model::timeline::Event;
use crate::problem::{Problems, kinds};
use crate::reading::dates::{self, NamedDate};
use crate::reading::language::Language;

/// Reports dates of events that their words do not give, as far as the language of the original is known.
pub fn check(dossier: &Dossier, languages: &BTreeMap<&Lang, Language<'_>>, problems: &mut Problems) {
    for event in &dossier.timeline.events {
        let (Some(date), Some(words)) = (&event.date, words(dossier, &event.evidence)) else { continue };
        let Some(own) = named(dossier, &event.evidence, languages) else { continue };
        let grounds: Vec<NamedDate> = event.grounds.iter().filter_map(|ground| named(dossier, ground, languages)).flatten().collect();
        let fault = match compare(date, (&own, &grounds), !event.reason.is_empty()) {
            Proof::Whole => continue,
            Proof::Other => kinds::timeline::other_date(place(event, date), &date.to_string(), words),
            Proof::WithoutYear(year) => kinds::timeline::unexplained_date(place(event, date), &date.to_string(), year),
        };
        problems.add(fault);
    }
}

/// Where the date of an event is recorded.
fn place(event: &Event, date: &Edtf) -> Place {
    event.place.find_quoted(&date.to_string())
}

/// The quoted words of the original.
fn words<'a>(dossier: &Dossier, passage: &'a Passage) -> Option<&'a str> {
    passage.quote.find(&dossier.letter(&passage.letter)?.original)
}

/// The dates that the quoted words of the original name; nothing where its language cannot be read.
fn named(dossier: &Dossier, passage: &Passage, languages: &BTreeMap<&Lang, Language<'_>>) -> Option<Vec<NamedDate>> {
    let letter = dossier.letter(&passage.letter)?;
    Some(dates::read(passage.quote.find(&letter.original)?, languages.get(&letter.original)?))
}

/// How far words give a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    /// In full, or with a reason.
    Whole,
    /// They give another, or none and no reason.
    Other,
    /// All but this year, and there is no reason.
    WithoutYear(i16),
}

/// Compares a date with those of its own words and of its grounds.
fn compare(date: &Edtf, (own, grounds): (&[NamedDate], &[NamedDate]), has_reason: bool) -> Proof {
    let moments = date.moments();
    let is_in = |dates: &[NamedDate], moment: &Moment| dates.iter().any(|named| is_day_of(named, moment));
    let is_year = |dates: &[NamedDate], moment: &Moment| {
        let year = moment.first.year().to_string();
        dates.iter().any(|named| named.year.as_deref() == Some(year.as_str()))
    };
    let names_days = own.iter().any(|named| named.day.is_some());
    let names_years = own.iter().any(|named| named.year.is_some());
    let is_lost = |moment: &Moment| !is_in(own, moment) && !is_in(grounds, moment);
    if moments.iter().any(is_lost) && (names_days || !has_reason) {
        return Proof::Other;
    }
    if names_years && !moments.iter().any(|moment| is_year(own, moment) || is_year(grounds, moment)) {
        return Proof::Other;
    }
    match moments.iter().find(|moment| !is_year(own, moment)) {
        Some(moment) if !has_reason => Proof::WithoutYear(moment.first.year()),
        _ => Proof::Whole,
    }
}

/// Whether a date of a text names the day or month of a moment. A month is never a day: that would be more exact than the words.
fn is_day_of(named: &NamedDate, moment: &Moment) -> bool {
    let (year, month, day) = (moment.first.year(), moment.first.month(), moment.first.day());
    let is = |text: &str| named.day.as_deref() == Some(text);
    match moment.precision {
        Precision::Day => is(&format!("{month:02}-{day:02}")),
        Precision::Month => named.is_period || named.day.as_deref().is_some_and(|day| day.starts_with(&format!("{month:02}"))),
        Precision::Season => named.is_period,
        Precision::Year => named.year.as_deref() == Some(year.to_string().as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A date of a text: `06-20`, `06`, `2025`, `06-20 2025`, `? 2026` for a quarter or a season.
    fn named(text: &str) -> NamedDate {
        let (day, year) = match text.split_once(' ') {
            Some((day, year)) => (day, Some(year)),
            None if text.len() == 4 => ("", Some(text)),
            None => (text, None),
        };
        let day_named = (!matches!(day, "" | "?")).then(|| day.to_owned());
        NamedDate { span: 0..0, day: day_named, year: year.map(str::to_owned), is_period: day == "?" }
    }

    #[track_caller]
    fn check(date: &str, (own, grounds): (&str, &str), expected: (Proof, Proof)) {
        let read = |text: &str| -> Vec<NamedDate> { text.split(';').filter(|part| !part.is_empty()).map(named).collect() };
        let date = Edtf::parse(date).expect("a date");
        let found = [true, false].map(|has_reason| compare(&date, (&read(own), &read(grounds)), has_reason));
        assert_eq!((found[0], found[1]), expected, "{date} {own} {grounds}: with a reason, and without");
    }

    #[test]
    fn words_give_the_date_or_a_reason_does() {
        use Proof::{Other, Whole, WithoutYear};
        check("2025-06-20", ("06-20 2025", ""), (Whole, Whole));
        check("2025-06-20", ("06-20", ""), (Whole, WithoutYear(2025)));
        check("2025-06-20", ("06-20", "06-20 2025"), (Whole, WithoutYear(2025)));
        check("2025-06-20", ("06-30 2025", ""), (Other, Other));
        check("2025-06-20", ("06 2025", ""), (Other, Other));
        check("2025-06-20", ("06-20 2024", ""), (Other, Other));
        check("2025-06-20", ("2025", ""), (Whole, Other));
        check("2025-04", ("04 2025", ""), (Whole, Whole));
        check("2026-01/2026-03", ("? 2026", ""), (Whole, Whole));
        check("2026-01/2026-03", ("2026", ""), (Whole, Other));
        check("2025-22", ("? 2025", ""), (Whole, Whole));
        check("2027/2028", ("2027;2028", ""), (Whole, Whole));
        check("2027/2028", ("2027", ""), (Whole, Other));
        check("../2026-01", ("01", ""), (Whole, WithoutYear(2026)));
    }
}
