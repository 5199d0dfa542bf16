//! The index: every entry with the blocks that name what it is about.

use serde::Serialize;

use super::{EntriesView, entries, shown};
use crate::problem::Problem;
use crate::render::LinkView;
use crate::render::index::{Entry, Lead, Mentioned};
use crate::render::page::Page;
use crate::render::text::title_of;

/// An entry.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Row {
    /// Its anchor.
    id: String,
    /// Its words.
    words: String,
    /// The language of the words, where it is not the page's.
    lang: Option<String>,
    /// Other words by which the letters name it.
    forms: Vec<String>,
    /// Where the site tells more of it.
    leads: Vec<LinkView>,
    /// How many more there are, in words; nothing where all are listed.
    more_leads: String,
    /// The entries under which its blocks are listed.
    see: Vec<LinkView>,
    /// How many more there are, in words; nothing where all are listed.
    more_see: String,
    /// The letters that name it.
    letters: Vec<LetterView>,
    /// How many more letters name it, in words; nothing where all are listed.
    more: String,
}

/// A letter with the blocks that name something.
#[derive(Debug, Serialize)]
struct LetterView {
    /// The letter, by kind and date.
    link: LinkView,
    /// The blocks.
    blocks: Vec<LinkView>,
    /// How many more there are, in words; nothing where all are listed.
    more: String,
}

/// The entries that a page of the index shows a part of.
fn all<'a>(page: &Page<'a>) -> &'a [Entry<'a>] {
    page.stage.index.entries(page.lang).unwrap_or_default()
}

/// The index.
pub(in crate::render) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> EntriesView<Row> {
    let rows = shown(page, all(page)).iter().map(|entry| (entry.group.clone(), row(page, entry)));
    entries(page, ("index", &page.word("index.intro")), rows, problems)
}

/// A row of the index.
fn row(page: &Page<'_>, entry: &Entry<'_>) -> Row {
    Row {
        id: entry.id.clone(),
        words: entry.words.clone(),
        lang: entry.lang.map(|lang| lang.tag().to_owned()),
        forms: forms(page, entry),
        leads: entry.leads.list.iter().filter_map(|lead| lead_link(page, entry, *lead)).collect(),
        more_leads: more(page, "index.more", entry.leads.n_more),
        see: entry.see.list.iter().filter_map(|idx| see_link(page, *idx)).collect(),
        more_see: more(page, "index.more", entry.see.n_more),
        letters: entry.places.list.iter().map(|place| letter_view(page, place)).collect(),
        more: more(page, "actors.more", entry.places.n_more),
    }
}

/// Other words by which the letters name it, and at the end how many more there are.
fn forms(page: &Page<'_>, entry: &Entry<'_>) -> Vec<String> {
    let more = Some(more(page, "index.more", entry.forms.n_more)).filter(|more| !more.is_empty());
    entry.forms.list.iter().cloned().chain(more).collect()
}

/// How many more there are, in words; nothing for none.
fn more(page: &Page<'_>, key: &str, n_more: usize) -> String {
    if n_more == 0 { String::new() } else { page.count(key, n_more) }
}

/// The link to where the site tells more of what an entry names: by the list's name, or by what the words do not say.
fn lead_link(page: &Page<'_>, entry: &Entry<'_>, lead: Lead<'_>) -> Option<LinkView> {
    let item = |kind: &'static str, id: &str| {
        Some(LinkView { href: page.to_item(kind, id)?, label: page.word(&format!("nav.{kind}")), lang: None })
    };
    match lead {
        Lead::Term(id) => item("glossary", id),
        Lead::Actor(id) => item("actors", id),
        Lead::Document(id) => {
            let title = page.stage.document(id).map(|(document, _)| page.text(&document.title)).filter(|title| *title != entry.words);
            item("documents", id).map(|link| LinkView { label: title.unwrap_or(link.label.clone()), ..link })
        }
        Lead::Letter(letter) => {
            let is_title = title_of(letter, page.lang) == entry.words;
            let link = page.letter(letter);
            Some(if is_title { LinkView { label: page.label_of(letter), ..link } } else { link })
        }
        Lead::Amount(amount) => {
            let programmes = &page.stage.inputs.dossier.funding.programmes;
            let programme = programmes.iter().find(|programme| programme.id == amount.programme)?;
            Some(LinkView { href: page.to_amount(&amount.id)?, label: page.text(&programme.name), lang: None })
        }
    }
}

/// The link to another entry, which may stand on another page of the index.
fn see_link(page: &Page<'_>, idx: usize) -> Option<LinkView> {
    let entry = all(page).get(idx)?;
    let part = page.planned.parts.iter().find(|(part, _)| part.items.contains(&idx));
    let path = part.map_or(page.path(), |(_, path)| path);
    Some(LinkView { href: page.to_entry(path, &entry.id), label: entry.words.clone(), lang: entry.lang.map(|lang| lang.tag().to_owned()) })
}

/// A letter with the blocks that name something.
fn letter_view(page: &Page<'_>, place: &Mentioned<'_>) -> LetterView {
    let block = |id: &str| LinkView { href: page.to_letter(place.letter, Some(id)), label: id.to_owned(), lang: None };
    LetterView {
        link: LinkView { label: page.label_of(place.letter), ..page.letter(place.letter) },
        blocks: place.blocks.list.iter().map(|at| block(&at.id.0)).collect(),
        more: more(page, "actors.more_passages", place.blocks.n_more),
    }
}
