//! The timeline: what the letters say happened or was expected, with the reasoning behind each date.

use super::date::Edtf;
use super::lang::LangText;
use super::letter::Passage;
use super::named::named;
use super::place::Place;

/// What stands for the outcome of an expectation of which no later letter of the dossier tells.
pub const NOT_TOLD: &str = "not-told";

named! {
    /// What is known of an event.
    EventStatus {
        /// It happened.
        Happened = "happened",
        /// It was expected or planned, as of the letter that says so.
        Expected = "expected",
    }
}

/// The timeline.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The events, earliest first, those without a date last.
    pub events: Vec<Event>,
    /// Where the publisher says that it holds every date that the letters name.
    pub complete: Option<Place>,
}

/// Something on the timeline.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its permanent id.
    pub id: String,
    /// Where it is recorded.
    pub place: Place,
    /// When; nothing where the letters give no date at all.
    pub date: Option<Edtf>,
    /// The date in the letters' own words, where an EDTF date says less.
    pub when: LangText,
    /// What.
    pub text: LangText,
    /// Whether it happened or was expected.
    pub status: EventStatus,
    /// The passage that says so.
    pub evidence: Passage,
    /// How the date was completed, where the words do not give it in full.
    pub reason: LangText,
    /// Further passages on which the date or what is said of the outcome rests.
    pub grounds: Vec<Passage>,
    /// What later letters say of an expectation.
    pub outcome: Option<Outcome>,
}

/// What later letters of the dossier say of an expectation.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The id of the event that says that it happened or moved; nothing where no later letter tells.
    pub event: Option<String>,
    /// Where that is recorded.
    pub place: Place,
    /// What the publisher adds.
    pub note: LangText,
}

impl Event {
    /// The passages that it quotes: the one that says it, then the grounds.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        std::iter::once(&self.evidence).chain(&self.grounds)
    }
}
