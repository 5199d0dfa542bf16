//! The timeline: events with their evidence, and the letters themselves.

use jiff::civil;
use serde::Serialize;

use super::{Group, PartsView, ROW_BYTES, grouped, parts_view, shown};
use crate::model::date::Edtf;
use crate::model::dossier::{Event, EventStatus};
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::problem::Problem;
use crate::render::LinkView;
use crate::render::frame::{Frame, frame};
use crate::render::page::{Page, PassageView, Stage};
use crate::render::text;

/// The timeline.
#[derive(Debug, Serialize)]
pub(in crate::render) struct TimelineView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The pages of the list.
    parts: PartsView,
    /// What happened, by year.
    years: Vec<Group<Row>>,
}

/// Something on the timeline.
#[derive(Debug, Serialize)]
struct Row {
    /// The date in words.
    date: String,
    /// What happened; nothing for a letter.
    text: String,
    /// The letter that was sent.
    letter: Option<LinkView>,
    /// The letter's kind.
    kind: String,
    /// Whether it was only expected.
    is_expected: bool,
    /// The passage that says so.
    passage: Option<PassageView>,
}

/// What stands on the timeline.
#[derive(Clone, Copy)]
enum Item<'a> {
    /// An event.
    Event(&'a Event),
    /// A letter.
    Letter(&'a Letter),
}

impl Item<'_> {
    /// When.
    fn date(&self) -> &Edtf {
        match self {
            Self::Event(event) => &event.date,
            Self::Letter(letter) => &letter.date.value,
        }
    }

    /// The day by which it is sorted.
    fn day(&self) -> civil::Date {
        self.date().sort_day()
    }

    /// The year under which it stands.
    fn year(&self) -> String {
        self.day().year().to_string()
    }
}

/// Everything on the timeline, in order.
fn items<'a>(stage: &Stage<'a>) -> Vec<Item<'a>> {
    let dossier = stage.inputs.dossier;
    let events = dossier.events.iter().map(Item::Event);
    let mut items: Vec<Item<'a>> = events.chain(dossier.letters.iter().map(Item::Letter)).collect();
    items.sort_by_key(Item::day);
    items
}

/// The groups and weights of the rows.
pub(super) fn weights(stage: &Stage<'_>, lang: &Lang) -> Vec<(String, usize)> {
    let weight = |item: &Item<'_>| match item {
        Item::Event(event) => ROW_BYTES + event.text.text(lang).len() + event.evidence.quote.text(lang).len(),
        Item::Letter(letter) => ROW_BYTES + letter.nearest_edition(lang).map_or(0, |edition| edition.title.len()),
    };
    items(stage).iter().map(|item| (item.year(), weight(item))).collect()
}

/// The timeline.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> TimelineView {
    let items = items(page.stage);
    TimelineView {
        page: frame(page, &page.word("timeline.intro")),
        body: text::body(page, "timeline", problems),
        parts: parts_view(page),
        years: grouped(shown(page, &items).iter().map(|item| (item.year(), row(page, *item)))),
    }
}

/// A row of the timeline.
fn row<'a>(page: &Page<'a>, item: Item<'a>) -> Row {
    match item {
        Item::Letter(letter) => Row {
            date: page.locale.date(&letter.date.value),
            text: String::new(),
            letter: Some(page.letter(letter)),
            kind: page.kind_of(letter),
            is_expected: false,
            passage: None,
        },
        Item::Event(event) => Row {
            date: event.when.find(page.lang).filter(|when| !when.is_empty()).map_or_else(|| page.locale.date(&event.date), str::to_owned),
            text: page.text(&event.text),
            letter: None,
            kind: String::new(),
            is_expected: event.status == EventStatus::Expected,
            passage: page.passage(&event.evidence),
        },
    }
}
