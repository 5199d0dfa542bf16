//! Says what an import recognised, how much of it is not sure, and what is left to do.

use std::collections::BTreeMap;

use super::body::Body;
use super::draft::Shape;
use super::known::Known;

/// How many parts of a kind were recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What they are, one of them.
    pub what: &'static str,
    /// How many there are.
    pub count: usize,
    /// About how many something is not sure.
    pub n_unsure: usize,
}

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The title.
    pub title: String,
    /// The parts of the text.
    pub shares: Vec<Share>,
    /// The letter's date; none where it does not print one.
    pub date: Option<String>,
    /// What the metadata lacks.
    pub open: Vec<&'static str>,
    /// The proposed corrections, by class or rule.
    pub corrections: BTreeMap<String, usize>,
    /// How many marks for review there are.
    pub n_reviews: usize,
}

/// Looks at what was made.
pub(super) fn of(body: &Body, known: &Known, texts: &[&str], corrections: BTreeMap<String, usize>) -> Report {
    let share = |what, is_kind: fn(&Shape) -> bool| {
        let drafts = || body.drafts.iter().filter(|draft| is_kind(&draft.shape));
        Share { what, count: drafts().count(), n_unsure: drafts().filter(|draft| !draft.doubts.is_empty()).count() }
    };
    let notes =
        Share { what: "footnote", count: body.notes.len(), n_unsure: body.notes.iter().filter(|note| note.text.is_empty()).count() };
    let n_unsure = body.removed.iter().filter(|removed| removed.doubt.is_some()).count();
    let removed = Share { what: "line of page furniture", count: body.removed.len(), n_unsure };
    let shares = [
        share("heading", |shape| matches!(shape, Shape::Heading(_))),
        share("question", |shape| *shape == Shape::Question),
        share("answer", |shape| *shape == Shape::Answer),
        share("paragraph", |shape| *shape == Shape::Paragraph),
        share("list item", |shape| matches!(shape, Shape::Item(..))),
        share("table row", |shape| *shape == Shape::Row),
        notes,
        removed,
    ];
    let is_open = [
        ("kind", known.kind.is_none()),
        ("date", known.date.is_none()),
        ("sender", known.parties.senders.is_empty()),
        ("recipient", known.parties.recipients.is_empty()),
    ];
    Report {
        title: known.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
        shares: shares.into_iter().filter(|share| 0 < share.count).collect(),
        date: known.date.as_ref().map(|date| date.value.clone()),
        open: is_open.into_iter().filter(|(_, is_open)| *is_open).map(|(name, _)| name).collect(),
        corrections,
        n_reviews: texts.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with("# review: ")).count(),
    }
}
