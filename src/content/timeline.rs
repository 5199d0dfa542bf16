//! Reads `timeline.toml`: what the letters say happened or was expected.

use std::path::Path;

use super::passage;
use super::records::{Ids, load as load_records};
use crate::data::Table;
use crate::model::timeline::{Event, EventStatus, NOT_TOLD, Outcome, Timeline};
use crate::problem::{Problems, kinds};

/// Loads `timeline.toml`, earliest first; what has no date comes last.
pub fn load(root: &Path, problems: &mut Problems) -> Timeline {
    let mut timeline = load_records(root, "content/timeline.toml", problems, |table, ids| Timeline {
        complete: table.flag("complete").filter(|(is_complete, _)| *is_complete).map(|(_, place)| place),
        events: table.tables("events", |table| event(table, ids)).into_iter().flatten().collect(),
    });
    timeline.events.sort_by_key(|event| (event.date.is_none(), event.date.map(|date| date.sort_day())));
    timeline
}

/// Reads an event.
fn event(table: &Table<'_>, ids: &mut Ids) -> Option<Event> {
    let id = ids.read(table);
    let status = table.need_name("status", EventStatus::NAMES, EventStatus::find);
    let date = table.date("date").map(|(date, _)| date);
    let text = table.need_lang_text("text", "what happened or was expected, in each language");
    let (when, reason) = match table.has("date") {
        true => (table.lang_text("when"), table.lang_text("reason")),
        false => (
            table.need_lang_text("when", "the date in the letter’s words; or write `date` as EDTF"),
            table.need_lang_text("reason", "why the event has no date, in each language"),
        ),
    };
    let outcome = outcome(table, status);
    let evidence = passage::read(table);
    let grounds = table.tables("grounds", passage::read).into_iter().flatten().collect();
    if table.has("date") && date.is_none() {
        return None;
    }
    let (id, place) = id?;
    Some(Event { id, place, date, when, text, status: status?, evidence: evidence?, reason, grounds, outcome })
}

/// Reads what later letters say of an expectation.
fn outcome(table: &Table<'_>, status: Option<EventStatus>) -> Option<Outcome> {
    let note = table.lang_text("outcome-note");
    if status == Some(EventStatus::Happened) {
        for key in ["outcome", "outcome-note"] {
            if table.has(key) {
                table.report(kinds::timeline::outcome_of_fact(table.place().find(&format!("{key} =")), key));
            }
        }
        table.text("outcome");
        return None;
    }
    let what = format!("what later letters say of it: the id of an event, or `{NOT_TOLD}`");
    let (id, place) = table.need_text("outcome", &what)?;
    Some(Outcome { event: (id != NOT_TOLD).then_some(id), place, note })
}
