//! `data/timeline.json`: the events with their dates, passages, reasoning and outcomes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Inputs, quoted, texts};
use crate::model::lang::Lang;
use crate::model::letter::Passage;
use crate::model::timeline::{Event, Outcome};

/// The whole file.
#[derive(Serialize)]
pub struct TimelineView {
    /// The version of the format.
    schema_version: &'static str,
    /// Whether it holds every date that the original editions name.
    is_complete: bool,
    /// The events, earliest first, those without a date last.
    events: Vec<EventView>,
}

/// An event.
#[derive(Serialize)]
struct EventView {
    /// Its id.
    id: String,
    /// What is known of it.
    status: &'static str,
    /// The date as EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// How exact that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    date_precision: Option<&'static str>,
    /// The date in the letter's words, by language.
    when: BTreeMap<String, String>,
    /// What, by language.
    text: BTreeMap<String, String>,
    /// How the date was completed, by language.
    reason: BTreeMap<String, String>,
    /// The passage that says so.
    passage: PassageView,
    /// Further passages on which the date or the outcome rests.
    grounds: Vec<PassageView>,
    /// What later letters say of an expectation.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<OutcomeView>,
}

/// A passage.
#[derive(Serialize)]
struct PassageView {
    /// The letter.
    letter: String,
    /// The date of the letter as EDTF.
    as_of: String,
    /// The block.
    block: String,
    /// The words, by language.
    quote: BTreeMap<String, String>,
    /// Path from the site's root and block, by language.
    path: BTreeMap<String, String>,
}

/// What later letters say of an expectation.
#[derive(Serialize)]
struct OutcomeView {
    /// The event that tells; nothing where no later letter does.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
    /// How its date compares with what was expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<&'static str>,
    /// What the publisher adds, by language.
    note: BTreeMap<String, String>,
}

/// Builds the file.
#[must_use]
pub fn view(inputs: &Inputs<'_>) -> TimelineView {
    let timeline = &inputs.dossier.timeline;
    TimelineView {
        schema_version: "1",
        is_complete: timeline.complete.is_some(),
        events: timeline.events.iter().map(|of| event(inputs, of)).collect(),
    }
}

/// The view of an event.
fn event(inputs: &Inputs<'_>, event: &Event) -> EventView {
    let local = |text| texts(text, &inputs.dossier.settings.languages);
    EventView {
        id: event.id.clone(),
        status: event.status.name(),
        date: event.date.map(|date| date.to_string()),
        date_precision: event.date.map(|date| date.precision()),
        when: local(&event.when),
        text: local(&event.text),
        reason: local(&event.reason),
        passage: passage(inputs, &event.evidence),
        grounds: event.grounds.iter().map(|ground| passage(inputs, ground)).collect(),
        outcome: event.outcome.as_ref().map(|of| outcome(inputs, event, of)),
    }
}

/// The view of an outcome.
fn outcome(inputs: &Inputs<'_>, event: &Event, outcome: &Outcome) -> OutcomeView {
    let told = inputs.chronicle.outcomes.get(&event.id);
    OutcomeView {
        event: told.map(|told| told.event.clone()),
        order: told.map(|told| told.order.name()),
        note: texts(&outcome.note, &inputs.dossier.settings.languages),
    }
}

/// The view of a passage.
fn passage(inputs: &Inputs<'_>, passage: &Passage) -> PassageView {
    let languages = &inputs.dossier.settings.languages;
    let letter = inputs.dossier.letter(&passage.letter);
    let path = |lang: &Lang| {
        letter?.edition_with(lang, &passage.block.0)?;
        Some((lang.to_string(), format!("{}#{}", inputs.routes.letter(&passage.letter, lang)?, passage.block)))
    };
    PassageView {
        letter: passage.letter.to_string(),
        as_of: letter.map(|letter| letter.date.value.to_string()).unwrap_or_default(),
        block: passage.block.to_string(),
        quote: quoted(inputs, passage),
        path: languages.iter().filter_map(path).collect(),
    }
}
