//! The date of an event is what its quoted words say; what they leave open has a reason on record.

use std::collections::BTreeMap;

use crate::model::date::{Edtf, Moment, Precision};
use crate::model::dossier::Dossier;
use crate::model::keys;
use crate::model::lang::Lang;
use crate::model::letter::Passage;
use crate::model::place::Place;
use crate::model::timeline::Event;
use crate::problem::{Problems, kinds};
use crate::reading::dates::{self, NamedDate, Part, Side};
use crate::reading::language::Language;

/// Reports dates of events that their words do not give, as far as the language of the original is known.
pub fn check(dossier: &Dossier, languages: &BTreeMap<&Lang, Language<'_>>, problems: &mut Problems) {
    for event in &dossier.timeline.events {
        let (Some(date), Some(words)) = (&event.date, words(dossier, &event.evidence)) else { continue };
        let Some(own) = named(dossier, &event.evidence, languages) else { continue };
        let grounds: Vec<NamedDate> = event.grounds.iter().filter_map(|ground| named(dossier, ground, languages)).flatten().collect();
        let fault = match compare(date, (&own, &grounds), !event.reason.is_empty()) {
            Proof::Whole => continue,
            Proof::Other => kinds::timeline::other_date(place(event), &date.to_string(), words),
            Proof::WithoutYear(year) => kinds::timeline::unexplained_date(place(event), &date.to_string(), year),
        };
        problems.add(fault);
    }
}

/// Where the date of an event is recorded.
fn place(event: &Event) -> Place {
    keys::of(&event.evidence.place, "date")
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
    let moments = ends(date);
    let is_in = |dates: &[NamedDate], moment: &(Moment, End)| dates.iter().any(|named| gives(named, moment));
    let is_year = |dates: &[NamedDate], (moment, _): &(Moment, End)| {
        dates.iter().any(|named| named.year.is_some() && named.may_be_of(year(named, moment)))
    };
    let names_days = own.iter().any(|named| named.day.is_some());
    let names_years = own.iter().any(|named| named.year.is_some());
    let is_lost = |moment: &(Moment, End)| !is_in(own, moment) && !is_in(grounds, moment);
    if moments.iter().any(is_lost) && (names_days || !has_reason) {
        return Proof::Other;
    }
    if names_years && !moments.iter().any(|moment| is_year(own, moment) || is_year(grounds, moment)) {
        return Proof::Other;
    }
    match moments.iter().find(|moment| !is_year(own, moment)) {
        Some((moment, _)) if !has_reason => Proof::WithoutYear(moment.first.year()),
        _ => Proof::Whole,
    }
}

/// What a moment is of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// All of it.
    Whole,
    /// The beginning of an interval, which may have no end.
    First {
        /// Whether it has none.
        is_open: bool,
    },
    /// The end of an interval, which may have no beginning.
    Last {
        /// Whether it has none.
        is_open: bool,
    },
}

/// The moments that a date names, with what they are of it.
fn ends(date: &Edtf) -> Vec<(Moment, End)> {
    match date {
        Edtf::At(at) => vec![(*at, End::Whole)],
        Edtf::Between(from, until) => vec![(*from, End::First { is_open: false }), (*until, End::Last { is_open: false })],
        Edtf::From(from) => vec![(*from, End::First { is_open: true })],
        Edtf::Until(until) => vec![(*until, End::Last { is_open: true })],
    }
}

/// The year that words must name for a moment: a winter has the year in which it begins.
fn year(named: &NamedDate, moment: &Moment) -> i16 {
    let is_next = named.period == Some(Part::Season(WINTER)) && moment.precision == Precision::Month && moment.first.month() < 4;
    let (year, before) = (moment.first.year(), moment.first.year().saturating_sub(1));
    if is_next && named.may_be_of(before) { before } else { year }
}

/// The number of the winter among the seasons.
const WINTER: usize = 3;

/// Whether a date of a text gives a moment: its day, month, part of a year or year, and no other year than it names. A month is never a
/// day, nor a quarter a month: that would be more exact than the words. Words such as `after` give no end, and `before` no beginning.
fn gives(named: &NamedDate, (moment, end): &(Moment, End)) -> bool {
    let (month, day) = (moment.first.month(), moment.first.day());
    let is = |text: &str| named.day.as_deref() == Some(text);
    let is_named = match moment.precision {
        Precision::Day => is(&format!("{month:02}-{day:02}")),
        Precision::Month => {
            let is_of_part = |part: Part| match end {
                End::Whole => part == Part::Other,
                End::First { .. } => part.begins(month),
                End::Last { .. } => part.ends(month),
            };
            named.period.is_some_and(is_of_part) || named.day.as_deref().is_some_and(|day| day.starts_with(&format!("{month:02}")))
        }
        Precision::Season => named.period.is_some_and(|part| part.is_season(moment)),
        Precision::Year => named.year.is_some(),
    };
    let is_on_side = match end {
        End::First { is_open: true } => named.side != Some(Side::Before),
        End::Last { is_open: true } => named.side != Some(Side::After),
        _ => true,
    };
    is_named && is_on_side && named.may_be_of(year(named, moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A date of a text: `06-20`, `06`, `2025`, `06-20 2025`, `? 2026` for a part of a year; `Q1` and `autumn` are such parts, `<` and `>`
    /// before it are words such as `before` and `after`.
    fn named(text: &str) -> NamedDate {
        let side = [('<', Side::Before), ('>', Side::After)].into_iter().find(|(sign, _)| text.starts_with(*sign)).map(|(_, side)| side);
        let text = text.trim_start_matches(['<', '>']);
        let (day, year) = match text.split_once(' ') {
            Some((day, year)) => (day, Some(year)),
            None if text.len() == 4 => ("", Some(text)),
            None => (text, None),
        };
        let period = match day {
            "?" => Some(Part::Other),
            "Q1" => Some(Part::Months(1, 3)),
            "autumn" => Some(Part::Season(2)),
            "winter" => Some(Part::Season(WINTER)),
            _ => None,
        };
        let day_named = (!day.is_empty() && period.is_none()).then(|| day.to_owned());
        NamedDate { span: 0..0, day: day_named, year: year.map(str::to_owned), period, side }
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
    #[test]
    fn other_parts_years_and_sides_are_no_proof() {
        use Proof::{Other, Whole};
        check("2025-23", ("autumn 2025", ""), (Whole, Whole));
        check("2025-22", ("autumn 2025", ""), (Whole, Other));
        check("2025-09/2025-11", ("autumn 2025", ""), (Whole, Whole));
        check("2025-09/2025-12", ("autumn 2025", ""), (Whole, Whole));
        check("2025-24", ("winter 2025", ""), (Whole, Whole));
        check("2025-12/2026-02", ("winter 2025", ""), (Whole, Whole));
        check("2025-01/2025-03", ("winter 2025", ""), (Whole, Whole));
        check("2026-01/2026-03", ("Q1 2026", ""), (Whole, Whole));
        check("../2026-03", ("<Q1 2026", ""), (Whole, Whole));
        for other in ["2026-05", "2026-02", "2026-10/2026-12", "2026-01/2026-06", "2026-21", "../2026-01"] {
            check(other, ("Q1 2026", ""), (Whole, Other));
        }
        check("2026-05-01", ("05-01 2025;06-03 2026", ""), (Other, Other));
        check("2026-06-03", ("05-01 2025;06-03 2026", ""), (Whole, Whole));
        check("2026-05", ("05-01 2025;2026", ""), (Other, Other));
        check("../2026-05-01", (">05-01 2026", ""), (Other, Other));
        check("2026-05-01/..", (">05-01 2026", ""), (Whole, Whole));
        check("2026-05-01/..", ("<05-01 2026", ""), (Other, Other));
        check("../2026-05-01", ("<05-01 2026", ""), (Whole, Whole));
        check("2026-05-01/2026-06-03", (">05-01;<06-03 2026", ""), (Whole, Whole));
    }
}
