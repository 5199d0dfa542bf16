//! What became of expectations: the event that tells, and how its date compares.

use std::collections::BTreeMap;

use super::{Chronicle, Told};
use crate::model::date::Edtf;
use crate::model::dossier::Dossier;
use crate::model::timeline::{Event, Outcome};
use crate::problem::{Problem, Problems, kinds, nearest};

/// How the date of an outcome compares with the date that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Before anything that was expected.
    Earlier,
    /// The very date.
    OnDate,
    /// Within the period.
    InPeriod,
    /// After everything that was expected.
    Later,
    /// The dates are not exact enough to tell.
    Unclear,
}

impl Order {
    /// The order as a word, for data and for the words of the interface.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Earlier => "earlier",
            Self::OnDate => "on-date",
            Self::InPeriod => "in-period",
            Self::Later => "later",
            Self::Unclear => "unclear",
        }
    }
}

/// Compares what was expected with what came.
#[must_use]
pub fn order(expected: &Edtf, came: &Edtf) -> Order {
    let (first, last) = (came.first_day(), came.last_day());
    if expected == came && matches!(expected, Edtf::At(_)) {
        return Order::OnDate;
    }
    if first.zip(expected.last_day()).is_some_and(|(first, end)| end < first) {
        return Order::Later;
    }
    if last.zip(expected.first_day()).is_some_and(|(last, begin)| last < begin) {
        return Order::Earlier;
    }
    let is_begun = expected.first_day().is_none_or(|begin| first.is_some_and(|first| begin <= first));
    let is_over = expected.last_day().is_none_or(|end| last.is_some_and(|last| last <= end));
    if is_begun && is_over { Order::InPeriod } else { Order::Unclear }
}

/// Resolves every outcome; reports those that are none.
pub fn resolve(dossier: &Dossier, problems: &mut Problems) -> Chronicle {
    let events = &dossier.timeline.events;
    let by_id: BTreeMap<&str, &Event> = events.iter().map(|event| (event.id.as_str(), event)).collect();
    let mut chronicle = Chronicle::default();
    for expectation in events {
        let Some(outcome) = &expectation.outcome else { continue };
        let Some(id) = &outcome.event else { continue };
        let Some(event) = by_id.get(id.as_str()) else {
            if !dossier.is_broken("content/timeline.toml") {
                let near = nearest(id, by_id.keys().copied().filter(|other| *other != expectation.id));
                problems.add(kinds::timeline::unknown_event(outcome.place.clone(), id, near));
            }
            continue;
        };
        if let Some(problem) = fault(dossier, (expectation, outcome), event) {
            problems.add(problem);
            continue;
        }
        let order = expectation.date.zip(event.date).map_or(Order::Unclear, |(expected, came)| order(&expected, &came));
        chronicle.outcomes.insert(expectation.id.clone(), Told { event: id.clone(), order });
    }
    break_circles(events, &mut chronicle, problems);
    chronicle
}

/// Reports expectations whose outcomes lead back to themselves, and takes those outcomes out.
fn break_circles(events: &[Event], chronicle: &mut Chronicle, problems: &mut Problems) {
    let next = |id: &str| chronicle.outcomes.get(id).map(|told| told.event.as_str());
    let is_circle = |start: &str| {
        // A way that is longer than there are outcomes is in a circle that does not hold its start.
        let way = std::iter::successors(next(start), |id| next(id)).take(chronicle.outcomes.len());
        way.into_iter().any(|id| id == start)
    };
    let circular: Vec<&Event> = events.iter().filter(|event| is_circle(&event.id)).collect();
    for event in circular {
        let told = chronicle.outcomes.remove(&event.id);
        if let (Some(outcome), Some(told)) = (&event.outcome, told) {
            let why = format!("what became of it leads back to `{}`", event.id);
            problems.add(kinds::timeline::earlier_outcome(outcome.place.clone(), &told.event, &why));
        }
    }
}

/// Why an event cannot be the outcome of an expectation, if it cannot.
fn fault(dossier: &Dossier, (expectation, outcome): (&Event, &Outcome), event: &Event) -> Option<Problem> {
    let letter = |event: &Event| dossier.letter(&event.evidence.letter).map(|letter| (&letter.id, letter.date.value));
    let ((before, expected), (after, told)) = (letter(expectation)?, letter(event)?);
    let is_before = |one: &Edtf, other: &Edtf| one.last_day().zip(other.first_day()).is_some_and(|(last, first)| last < first);
    let why = if before == after {
        format!("`{after}` tells it too, and is no later letter")
    } else if is_before(&told, &expected) {
        format!("`{after}` tells it, and is older than `{before}`")
    } else if event.date.is_some_and(|date| is_before(&date, &expected)) {
        format!("it happened before `{before}`, which expects it")
    } else {
        return None;
    };
    Some(kinds::timeline::earlier_outcome(outcome.place.clone(), &event.id, &why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: &str, came: &str, name: &str) {
        let date = |text: &str| Edtf::parse(text).expect("a date");
        assert_eq!(order(&date(expected), &date(came)).name(), name, "{expected} {came}");
    }

    #[test]
    fn what_came_is_compared_with_what_was_expected() {
        check("2025-06-20", "2025-06-20", "on-date");
        check("../2026-01", "2026-03-10", "later");
        check("../2026-01", "2026-01-31", "in-period");
        check("2026-01/2026-03", "2026-03", "in-period");
        check("2026-01/2026-03", "2026-04", "later");
        check("2026-04", "2026-03-31", "earlier");
        check("2026-04", "2026", "unclear");
        check("2025-22", "2025-09-30", "in-period");
        check("2027/2028", "2028-12-31/..", "unclear");
        check("2027/2028", "2029-01-01/..", "later");
    }
}
