//! The timeline, resolved: what became of each expectation, whether the dates are what the quoted words say, and what is missing.

pub mod outcomes;
mod proven;
pub mod tracked;

use std::collections::BTreeMap;

use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::problem::Problems;
use crate::reading::language::Language;
use outcomes::Order;

/// What became of expectations.
#[derive(Debug, Default)]
pub struct Chronicle {
    /// The outcome of each expectation of which a later letter tells, by the expectation's id.
    pub outcomes: BTreeMap<String, Told>,
}

/// A later letter tells of an expectation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The event that tells.
    pub event: String,
    /// How its date compares with what was expected.
    pub order: Order,
}

/// Resolves the outcomes and checks the dates.
pub fn resolve(dossier: &Dossier, languages: &BTreeMap<&Lang, Language<'_>>, problems: &mut Problems) -> Chronicle {
    if dossier.timeline.events.is_empty() && dossier.timeline.complete.is_none() {
        return Chronicle::default();
    }
    proven::check(dossier, languages, problems);
    tracked::check(dossier, languages, problems);
    outcomes::resolve(dossier, problems)
}
