//! Lists that grow with the dossier: letters, timeline, actors, glossary, index. Each is split over pages before it gets too long.

mod actors;
mod changes;
mod documents;
mod glossary;
mod index;
mod letters;
mod lookup;
mod sorted;
mod timeline;

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::{Frame, frame};
use super::page::{Page, Stage};
use super::plan::Kind;
use super::split::{self, Part};
use super::{funding, text};
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::problem::Problem;

pub(super) use actors::view as actors;
pub(super) use changes::{alone, view as changes};
pub(super) use documents::view as documents;
pub(super) use glossary::view as glossary;
pub(super) use index::view as index;
pub(super) use letters::{LetterRow, letter_row, view as letters};
pub(super) use lookup::{ElsewhereView, elsewhere, file as lookup_file, files as lookup_files, kind_of, links as entry_links};
pub(super) use sorted::Sorted;
pub(super) use timeline::view as timeline;

/// What a row weighs at least: its markup.
pub(super) const ROW_BYTES: usize = 400;
/// How many letters are listed for an actor or a document.
const MAX_LETTERS: usize = 50;
/// How many passages are listed for a letter.
const MAX_PASSAGES: usize = 24;

/// A row of a list that may be split.
pub(super) struct Item<'a> {
    /// The group under which it stands.
    pub(super) group: String,
    /// Its anchor.
    pub(super) id: &'a str,
    /// What it weighs, about, in bytes.
    pub(super) bytes: usize,
    /// Its place among the records: those that were recorded first come first.
    pub(super) place: usize,
}

/// The rows of the lists whose entries other pages link to, in order; none for other kinds of page.
fn items<'a>(stage: &Stage<'a>, kind: &Kind<'_>, lang: &Lang) -> Vec<Item<'a>> {
    match kind {
        Kind::Actors => actors::items(stage, lang),
        Kind::Documents => documents::items(stage, lang),
        Kind::Glossary => glossary::items(stage, lang),
        Kind::Ledger => funding::items(stage, lang),
        _ => Vec::new(),
    }
}

/// For a list that is split, the ending that the file of each entry has before its own; nothing for a list on one page.
pub(super) fn suffixes(stage: &Stage<'_>, kind: &Kind<'_>, lang: &Lang) -> BTreeMap<String, String> {
    let items = items(stage, kind, lang);
    let mut suffixes = BTreeMap::new();
    for part in parts(stage, kind, lang) {
        for item in items.get(part.items.clone()).unwrap_or_default() {
            suffixes.insert(item.id.to_owned(), part.suffix.clone());
        }
    }
    suffixes
}

/// The pages of a list that is too long for one; none for other kinds of page.
pub(super) fn parts(stage: &Stage<'_>, kind: &Kind<'_>, lang: &Lang) -> Vec<Part> {
    let dossier = stage.inputs.dossier;
    let items: Vec<(String, usize)> = match kind {
        Kind::Letters => dossier.letters.iter().map(|letter| (year(letter), weight(letter, lang))).collect(),
        Kind::Timeline => timeline::weights(stage, lang),
        Kind::Index => stage.index.weights(lang).to_vec(),
        Kind::Changes(_) => changes::weights(stage, lang),
        _ => items(stage, kind, lang).into_iter().map(|item| (item.group, item.bytes)).collect(),
    };
    split::parts(&items)
}

/// The year under which a letter is listed.
pub(super) fn year(letter: &Letter) -> String {
    letter.date.value.sort_day().year().to_string()
}

/// What a letter's row weighs.
fn weight(letter: &Letter, lang: &Lang) -> usize {
    ROW_BYTES + letter.nearest_edition(lang).map_or(0, |edition| edition.title.len() + edition.summary.len() + edition.slug.len())
}

/// The pages of a list that is split.
#[derive(Debug, Default, Serialize)]
pub(super) struct PartsView {
    /// The links to them.
    links: Vec<PartLink>,
    /// Whether this page only leads to them.
    is_overview: bool,
    /// The way to entries that stand on another page of the list.
    elsewhere: ElsewhereView,
}

/// A link to a page of a list that is split.
#[derive(Debug, Serialize)]
struct PartLink {
    /// The address.
    href: String,
    /// Its name.
    label: String,
    /// How many items it has.
    n_items: String,
    /// Whether it is this page.
    is_current: bool,
}

/// The pages of the list that a page belongs to.
pub(super) fn parts_view(page: &Page<'_>) -> PartsView {
    let planned = page.planned;
    let link = |(idx, (part, path)): (usize, &(Part, crate::site::SitePath))| PartLink {
        href: page.to(path),
        label: part.label.clone(),
        n_items: page.figures.count(part.items.len()),
        is_current: planned.part_idx == Some(idx),
    };
    PartsView {
        links: planned.parts.iter().enumerate().map(link).collect(),
        is_overview: !planned.parts.is_empty() && planned.part_idx.is_none(),
        elsewhere: elsewhere(page),
    }
}

/// The items of a list that this page shows.
pub(super) fn shown<'b, Item>(page: &Page<'_>, items: &'b [Item]) -> &'b [Item] {
    let planned = page.planned;
    if planned.parts.is_empty() {
        return items;
    }
    let part = planned.part_idx.and_then(|idx| planned.parts.get(idx));
    part.and_then(|(part, _)| items.get(part.items.clone())).unwrap_or_default()
}

/// Items under a heading.
#[derive(Debug, Serialize)]
pub(super) struct Group<Row> {
    /// The heading.
    label: String,
    /// An anchor.
    id: String,
    /// The items.
    rows: Vec<Row>,
}

/// Puts rows that follow one another with the same label under one heading.
fn grouped<Row>(rows: impl IntoIterator<Item = (String, Row)>) -> Vec<Group<Row>> {
    let mut groups: Vec<Group<Row>> = Vec::new();
    for (label, row) in rows {
        match groups.last_mut() {
            Some(group) if group.label == label => group.rows.push(row),
            _ => {
                let id = format!("group-{}", groups.len() + 1);
                groups.push(Group { label, id, rows: vec![row] });
            }
        }
    }
    groups
}

/// A list of entries by initial: actors, documents outside the dossier, terms, the index.
#[derive(Debug, Serialize)]
pub(super) struct EntriesView<Row> {
    /// The frame.
    page: Frame,
    /// The publisher's introduction.
    body: String,
    /// The pages of the list.
    parts: PartsView,
    /// The entries by initial.
    initials: Vec<Group<Row>>,
}

/// A list of entries, each with its initial; its introduction is the text page of the list's name.
fn entries<Row>(
    page: &Page<'_>,
    (name, description): (&str, &str),
    rows: impl IntoIterator<Item = (String, Row)>,
    problems: &mut Vec<Problem>,
) -> EntriesView<Row> {
    EntriesView {
        page: frame(page, description),
        body: text::introduction(page, name, problems),
        parts: parts_view(page),
        initials: grouped(rows),
    }
}
