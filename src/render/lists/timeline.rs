//! The timeline: events with their evidence, what became of expectations, and the letters themselves; in order and numbered.

use std::collections::BTreeMap;

use jiff::civil;
use serde::Serialize;

use super::{Group, PartsView, ROW_BYTES, grouped, parts_view, shown};
use crate::model::date::Edtf;
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::{Letter, Passage};
use crate::model::timeline::{Event, EventStatus, Outcome};
use crate::problem::Problem;
use crate::render::axis::{self, KEY, Mark, MarkKind, Words};
use crate::render::frame::{Frame, frame};
use crate::render::page::{Page, Stage};
use crate::render::passage::PassageView;
use crate::render::{LinkView, text};
use crate::timeline::outcomes::Order;

/// The timeline.
#[derive(Debug, Serialize)]
pub(in crate::render) struct TimelineView {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The pages of the list.
    parts: PartsView,
    /// The list as a drawing.
    drawing: String,
    /// What happened, by year.
    years: Vec<Group<Row>>,
    /// The data file.
    json: String,
}

/// Something on the timeline.
#[derive(Debug, Serialize)]
struct Row {
    /// Its anchor.
    id: String,
    /// Its number.
    number: usize,
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
    /// What became of it.
    outcome: Option<OutcomeView>,
    /// The expectations that it answers.
    foretold: Vec<LinkView>,
    /// How the date is known, and what shows it.
    reason: Option<ReasonView>,
}

/// What became of an expectation.
#[derive(Debug, Serialize)]
struct OutcomeView {
    /// The event that tells.
    link: Option<LinkView>,
    /// How its date compares, or that no later letter tells.
    says: String,
    /// Whether its date lies after the expected one.
    is_late: bool,
    /// Whether that event is itself only expected.
    is_expected: bool,
    /// What the publisher adds.
    note: String,
}

/// How a date is known.
#[derive(Debug, Serialize)]
struct ReasonView {
    /// The reasoning.
    text: String,
    /// The passages on which it rests.
    passages: Vec<PassageView>,
}

/// What stands on the timeline: its place in the dossier's list.
#[derive(Clone, Copy)]
enum Place {
    /// An event.
    Event(usize),
    /// A letter.
    Letter(usize),
}

impl Place {
    /// What stands there.
    fn find(self, dossier: &Dossier) -> Option<Item<'_>> {
        match self {
            Self::Event(idx) => dossier.timeline.events.get(idx).map(Item::Event),
            Self::Letter(idx) => dossier.letters.get(idx).map(Item::Letter),
        }
    }
}

/// What stands on the timeline.
#[derive(Clone, Copy)]
enum Item<'a> {
    /// An event.
    Event(&'a Event),
    /// A letter.
    Letter(&'a Letter),
}

impl<'a> Item<'a> {
    /// When, as far as it is known.
    fn date(&self) -> Option<&'a Edtf> {
        match self {
            Self::Event(event) => event.date.as_ref(),
            Self::Letter(letter) => Some(&letter.date.value),
        }
    }

    /// By what it is sorted: what has no date comes last.
    fn order(&self) -> (bool, Option<civil::Date>) {
        (self.date().is_none(), self.date().map(Edtf::sort_day))
    }

    /// The year under which it stands; nothing for what has no date.
    fn year(&self) -> Option<String> {
        Some(self.date()?.sort_day().year().to_string())
    }

    /// Its anchor: no other id of the page begins like it.
    fn anchor(&self) -> String {
        match self {
            Self::Event(event) => anchor(&event.id),
            Self::Letter(letter) => format!("letter-{}", letter.id),
        }
    }
}

/// The anchor of an event.
fn anchor(id: &str) -> String {
    format!("event-{id}")
}

/// The whole timeline.
pub(super) struct Timeline {
    /// Everything on it, in order.
    order: Vec<Place>,
    /// Where each item stands in it, by its anchor.
    pub(super) places: BTreeMap<String, usize>,
    /// The places of the expectations that each event answers, by its id.
    foretold: BTreeMap<String, Vec<usize>>,
    /// The place of the letter that has the latest date.
    newest: Option<usize>,
}

impl Timeline {
    /// The timeline of the dossier.
    pub(super) fn of<'s>(stage: &'s Stage<'_>) -> &'s Self {
        stage.lists.timeline.get_or_init(|| Self::new(stage))
    }

    /// Looks everything up once.
    fn new(stage: &Stage<'_>) -> Self {
        let (dossier, outcomes) = (stage.inputs.dossier, &stage.inputs.chronicle.outcomes);
        let events = || dossier.timeline.events.iter().enumerate();
        let letters = || dossier.letters.iter().enumerate();
        let all = events().map(|(idx, event)| (Place::Event(idx), Item::Event(event)));
        let mut all: Vec<(Place, Item<'_>)> =
            all.chain(letters().map(|(idx, letter)| (Place::Letter(idx), Item::Letter(letter)))).collect();
        all.sort_by_key(|(_, item)| item.order());
        let places = all.iter().enumerate().map(|(place, (_, item))| (item.anchor(), place)).collect();
        let mut foretold: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (idx, told) in events().filter_map(|(idx, event)| Some((idx, outcomes.get(&event.id)?))) {
            foretold.entry(told.event.clone()).or_default().push(idx);
        }
        let newest = letters().max_by_key(|(_, letter)| letter.date.value.sort_day()).map(|(idx, _)| idx);
        Self { order: all.into_iter().map(|(place, _)| place).collect(), places, foretold, newest }
    }

    /// Some of what stands on it.
    fn items<'a>(stage: &Stage<'a>, places: &[Place]) -> Vec<Item<'a>> {
        places.iter().filter_map(|place| place.find(stage.inputs.dossier)).collect()
    }
}

/// The groups and weights of the rows.
pub(super) fn weights(stage: &Stage<'_>, lang: &Lang) -> Vec<(String, usize)> {
    let quote = |passage: &Passage| ROW_BYTES + passage.quote.text(lang).len();
    let weight = |item: &Item<'_>| match item {
        Item::Event(event) => {
            let note = event.outcome.as_ref().map_or(0, |outcome| outcome.note.text(lang).len() + ROW_BYTES);
            2 * ROW_BYTES + event.text.text(lang).len() + event.reason.text(lang).len() + note + event.passages().map(quote).sum::<usize>()
        }
        Item::Letter(letter) => {
            let title = letter.nearest_edition(lang).map_or(0, |edition| edition.title.len());
            2 * ROW_BYTES + title + letter.date.note.text(lang).len() + letter.date.evidence.iter().map(quote).sum::<usize>()
        }
    };
    let undated = || stage.inputs.locales.get(lang).map_or_else(String::new, |locale| locale.word("timeline.undated").to_owned());
    Timeline::items(stage, &Timeline::of(stage).order).iter().map(|item| (item.year().unwrap_or_else(undated), weight(item))).collect()
}

/// The timeline.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> TimelineView {
    let list = List::new(page);
    let rows = list.shown.iter().map(|item| (item.year().unwrap_or_else(|| page.word("timeline.undated")), list.row(item)));
    TimelineView {
        page: frame(page, &page.word("timeline.intro")),
        body: text::introduction(page, "timeline", problems),
        parts: parts_view(page),
        years: grouped(rows),
        drawing: list.drawing(),
        json: page.to_file("data/timeline.json"),
    }
}

/// The part of the timeline that a page shows.
struct List<'p, 'a> {
    /// The page.
    page: &'p Page<'a>,
    /// The whole timeline.
    whole: &'p Timeline,
    /// The items of this page.
    shown: Vec<Item<'a>>,
}

impl<'p, 'a> List<'p, 'a> {
    /// The part of a page.
    fn new(page: &'p Page<'a>) -> Self {
        let whole = Timeline::of(page.stage);
        Self { page, whole, shown: Timeline::items(page.stage, shown(page, &whole.order)) }
    }

    /// Where an event or a letter stands in the list.
    fn place(&self, anchor: &str) -> usize {
        self.whole.places.get(anchor).copied().unwrap_or_default()
    }

    /// The address of a row, on whichever page of the list it stands.
    fn href(&self, anchor: &str) -> String {
        let planned = self.page.planned;
        let place = self.place(anchor);
        let part = planned.parts.iter().enumerate().find(|(_, (part, _))| part.items.contains(&place));
        let path = part.filter(|(idx, _)| planned.part_idx != Some(*idx)).map(|(_, (_, path))| self.page.to(path));
        format!("{}#{anchor}", path.unwrap_or_default())
    }

    /// The event that tells of an expectation, how its date compares, and where it stands.
    fn told(&self, event: &Event) -> Option<(&'a Event, Order, usize)> {
        let told = self.page.stage.inputs.chronicle.outcomes.get(&event.id)?;
        let place = self.place(&anchor(&told.event));
        match self.whole.order.get(place)?.find(self.page.stage.inputs.dossier)? {
            Item::Event(other) => Some((other, told.order, place)),
            Item::Letter(_) => None,
        }
    }

    /// The date of an event in words.
    fn when(&self, event: &Event) -> String {
        let words = event.when.find(self.page.lang).filter(|when| !when.is_empty());
        let date = || event.date.map_or_else(|| self.page.word("timeline.undated"), |date| self.page.locale.date(&date));
        words.map_or_else(date, str::to_owned)
    }

    /// The date of an event in words, and that it is derived where its own words do not give it in full.
    fn told_date(&self, event: &Event) -> String {
        let when = self.when(event);
        match event.date {
            Some(_) if !event.reason.is_empty() => format!("{when} ({})", self.page.word("timeline.derived")),
            _ => when,
        }
    }

    /// A row.
    fn row(&self, item: &Item<'a>) -> Row {
        let row = match item {
            Item::Letter(letter) => self.letter_row(letter),
            Item::Event(event) => self.event_row(event),
        };
        Row { number: self.place(&item.anchor()) + 1, id: item.anchor(), ..row }
    }

    /// The row of a letter.
    fn letter_row(&self, letter: &'a Letter) -> Row {
        let page = self.page;
        let basis = page.word(&format!("letter.basis_{}", letter.date.basis.name()));
        Row {
            id: String::new(),
            number: 0,
            date: format!("{} ({basis})", page.locale.date(&letter.date.value)),
            text: String::new(),
            letter: Some(page.letter(letter)),
            kind: page.kind_of(letter),
            is_expected: false,
            passage: None,
            outcome: None,
            foretold: Vec::new(),
            reason: self.reason(&page.text(&letter.date.note), &letter.date.evidence),
        }
    }

    /// The row of an event.
    fn event_row(&self, event: &'a Event) -> Row {
        let page = self.page;
        let foretold = self.whole.foretold.get(event.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let foretold = foretold.iter().filter_map(|idx| page.stage.inputs.dossier.timeline.events.get(*idx));
        let foretold = foretold.map(|event| LinkView { href: self.href(&anchor(&event.id)), label: self.when(event), lang: None });
        Row {
            id: String::new(),
            number: 0,
            date: self.told_date(event),
            text: page.text(&event.text),
            letter: None,
            kind: String::new(),
            is_expected: event.status == EventStatus::Expected,
            passage: page.passage(&event.evidence),
            outcome: event.outcome.as_ref().map(|outcome| self.outcome(event, outcome)),
            foretold: foretold.collect(),
            reason: self.reason(&page.text(&event.reason), &event.grounds),
        }
    }

    /// How a date is known, where anything is said of that.
    fn reason(&self, text: &str, passages: &[Passage]) -> Option<ReasonView> {
        let passages: Vec<PassageView> = passages.iter().filter_map(|passage| self.page.passage(passage)).collect();
        (!text.is_empty() || !passages.is_empty()).then(|| ReasonView { text: text.to_owned(), passages })
    }

    /// What became of an expectation.
    fn outcome(&self, event: &Event, outcome: &Outcome) -> OutcomeView {
        let page = self.page;
        let note = page.text(&outcome.note);
        let Some((other, order, _)) = self.told(event) else {
            return OutcomeView { link: None, says: self.untold(event), is_late: false, is_expected: false, note };
        };
        let label = format!("{}: {}", self.when(other), page.text(&other.text).trim_end_matches('.'));
        let says = page.word(&format!("timeline.order.{}", order.name()));
        let link = LinkView { href: self.href(&anchor(&other.id)), label, lang: None };
        OutcomeView { link: Some(link), says, is_late: order == Order::Later, is_expected: other.status == EventStatus::Expected, note }
    }

    /// That no later letter tells, or that none of the letters is as late as what was expected.
    fn untold(&self, event: &Event) -> String {
        let ahead = event.date.and_then(|date| date.first_day().or(date.last_day()));
        let newest = self.whole.newest.and_then(|idx| self.page.stage.inputs.dossier.letters.get(idx));
        match newest.zip(ahead) {
            Some((letter, ahead)) if letter.date.value.sort_day() < ahead => {
                self.page.fill("timeline.ahead", &[("date", &self.page.locale.date(&letter.date.value))])
            }
            _ => self.page.word("timeline.untold"),
        }
    }

    /// The drawing of the items of this page; of all items where this page only leads to the others.
    fn drawing(&self) -> String {
        let is_overview = self.shown.is_empty();
        let all = if is_overview { Timeline::items(self.page.stage, &self.whole.order) } else { Vec::new() };
        let items = if is_overview { &all } else { &self.shown };
        let offset = items.first().map_or(0, |item| self.place(&item.anchor()));
        let marks: Vec<Mark> = items.iter().map(|item| self.mark(item, (offset, items.len()))).collect();
        let words = Words {
            intro: self.page.word("timeline.drawing"),
            key: KEY.map(|(name, _)| self.page.word(&format!("timeline.key.{name}"))),
            counts: self.page.word("timeline.counts"),
            write: &|count| self.page.figures.count(count),
        };
        axis::draw(&marks, &words)
    }

    /// The mark of an item, among those from one place on.
    fn mark(&self, item: &Item<'a>, (offset, n_items): (usize, usize)) -> Mark {
        let date = item.date();
        let (kind, words, outcome) = match item {
            Item::Letter(letter) => (MarkKind::Letter, self.page.locale.date(&letter.date.value), None),
            Item::Event(event) => {
                let kind = if event.status == EventStatus::Expected { MarkKind::Expected } else { MarkKind::Happened };
                let place = self.told(event).and_then(|(_, _, place)| place.checked_sub(offset));
                (kind, self.when(event), place.filter(|place| *place < n_items))
            }
        };
        Mark {
            number: self.place(&item.anchor()) + 1,
            href: self.href(&item.anchor()),
            date: words,
            first: date.and_then(Edtf::first_day),
            last: date.and_then(Edtf::last_day),
            kind,
            outcome,
        }
    }
}
