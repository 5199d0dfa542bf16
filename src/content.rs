//! A folder of Markdown and metadata becomes a `Dossier`; every fault has a file and a line.
//!
//! Reads the letters, pages and records under `content/`. Gives no block ids: `lock` does.

mod actors;
mod blocks;
pub mod corrections;
pub mod edition;
pub mod funding;
pub mod letter;
mod marks;
pub mod passage;
pub mod records;
mod reference;
mod review;
pub mod source;
pub mod timeline;
pub mod walk;

use std::path::Path;

use rayon::prelude::*;

use crate::model::dossier::{Dossier, Places, Settings, TextPage};
use crate::model::keys;
use crate::model::letter::{Letter, LetterId};
use crate::model::markup::Elements;
use crate::model::memo::Memo;
use crate::model::money::Funding;
use crate::model::place::Place;
use crate::model::records::{Actor, External, Term};
use crate::model::timeline::Timeline;
use crate::problem::{Problems, kinds, nearest};
use walk::PageFile;

/// What lies beside the letters: text pages and records.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The text pages.
    pub pages: Vec<TextPage>,
    /// Documents outside the dossier.
    pub externals: Vec<External>,
    /// The timeline.
    pub timeline: Timeline,
    /// People and organisations.
    pub actors: Vec<Actor>,
    /// The glossary.
    pub terms: Vec<Term>,
    /// Money.
    pub funding: Funding,
}

/// Loads everything under `content/`.
pub fn load(root: &Path, settings: Settings, problems: &mut Problems) -> Dossier {
    load_with(root, settings, &Memo::default(), problems)
}

/// Loads as `load` does, with what an earlier build keeps in a memo; the dossier goes on with that.
pub fn load_with(root: &Path, settings: Settings, memo: &Memo, problems: &mut Problems) -> Dossier {
    let found = walk::find(root, &settings, problems);
    let load = |name: &String| {
        let mut problems = Problems::default();
        (load_letter_with(root, name, (&settings, memo), &mut problems), problems)
    };
    let mut of_beside = Problems::default();
    let (loaded, beside): (Vec<(Option<Letter>, Problems)>, Beside) =
        rayon::join(|| found.letters.par_iter().map(load).collect(), || load_beside(root, &found.pages, settings.html, &mut of_beside));
    let mut letters = Vec::with_capacity(loaded.len());
    for (letter, found) in loaded {
        problems.append(found);
        letters.extend(letter);
    }
    problems.append(of_beside);
    Dossier { memo: memo.clone(), ..assemble(settings, letters, beside, problems) }
}

/// Loads the letter of a folder.
pub fn load_letter(root: &Path, name: &str, settings: &Settings, problems: &mut Problems) -> Option<Letter> {
    load_letter_with(root, name, (settings, &Memo::default()), problems)
}

/// Loads the letter of a folder, with what an earlier build keeps in a memo.
fn load_letter_with(root: &Path, name: &str, (settings, memo): (&Settings, &Memo), problems: &mut Problems) -> Option<Letter> {
    let folder = walk::letter(root, name, settings, problems)?;
    letter::load(root, &folder, (settings, memo), problems)
}

/// Loads the text pages that were found, in which some elements of HTML are allowed, and the records.
pub fn load_beside(root: &Path, pages: &[PageFile], elements: Elements, problems: &mut Problems) -> Beside {
    Beside {
        pages: pages.iter().filter_map(|page| edition::load_page(root, page, elements, problems)).collect(),
        externals: records::externals(root, problems),
        timeline: timeline::load(root, problems),
        actors: records::actors(root, problems),
        terms: records::terms(root, problems),
        funding: funding::load(root, problems),
    }
}

/// Puts a dossier together of what was loaded, with all that was found wrong in it.
pub fn assemble(settings: Settings, mut letters: Vec<Letter>, beside: Beside, problems: &mut Problems) -> Dossier {
    letters.sort_by(|a, b| (a.date.value.sort_day(), &a.id).cmp(&(b.date.value.sort_day(), &b.id)));
    let Beside { pages, externals, timeline, actors, terms, funding } = beside;
    let broken = broken(problems).collect();
    let places = Places::of(&letters);
    let (locked_pages, memo) = (None, Memo::default());
    let dossier = Dossier { letters, places, pages, externals, timeline, actors, terms, funding, settings, broken, locked_pages, memo };
    check_kinds(&dossier, problems);
    check_key_figures(&dossier, problems);
    dossier
}

/// The paths of the files in which something is wrong. What is only to be looked at breaks nothing.
pub fn broken(problems: &Problems) -> impl Iterator<Item = String> {
    let faults = problems.list.iter().filter(|problem| problem.id != "to-review");
    faults.map(|problem| problem.place.file.path.clone())
}

/// Reports kinds of letters and numbers that the settings do not declare.
fn check_kinds(dossier: &Dossier, problems: &mut Problems) {
    for letter in &dossier.letters {
        let settings = &dossier.settings;
        let record = Place::start_of(&letter.file);
        if !settings.kinds.contains_key(&letter.kind) {
            let near = nearest(&letter.kind, settings.kinds.keys().map(String::as_str));
            problems.add(kinds::unknown_kind(keys::of(&record, "kind"), &letter.kind, near));
        }
        for number in letter.numbers.iter().filter(|number| !settings.number_kinds.contains_key(&number.kind)) {
            let near = nearest(&number.kind, settings.number_kinds.keys().map(String::as_str));
            problems.add(kinds::unknown_kind(record.find("[[numbers]]").find_quoted(&number.kind), &number.kind, near));
        }
    }
    check_kinds_of_externals(dossier, problems);
}

/// Reports kinds of documents outside the dossier and of their numbers that the settings do not declare.
fn check_kinds_of_externals(dossier: &Dossier, problems: &mut Problems) {
    let settings = &dossier.settings;
    for external in &dossier.externals {
        if let Some((kind, place)) = external.kind.as_ref().filter(|(kind, _)| !settings.kinds.contains_key(kind)) {
            problems.add(kinds::unknown_kind(place.clone(), kind, nearest(kind, settings.kinds.keys().map(String::as_str))));
        }
        for number in external.numbers.iter().filter(|number| !settings.number_kinds.contains_key(&number.kind)) {
            let near = nearest(&number.kind, settings.number_kinds.keys().map(String::as_str));
            problems.add(kinds::unknown_kind(external.place.find("numbers").find_quoted(&number.kind), &number.kind, near));
        }
    }
}

/// Reports key figures that are no amounts.
fn check_key_figures(dossier: &Dossier, problems: &mut Problems) {
    if dossier.is_broken("content/funding.toml") {
        return;
    }
    let ids = || dossier.funding.amounts.iter().map(|amount| amount.id.as_str());
    for (id, place) in &dossier.settings.key_figures {
        if !ids().any(|known| known == id) {
            problems.add(kinds::money::unknown_amount(place.clone(), id, nearest(id, ids())));
        }
    }
}

/// Whether a text names a letter; reported if it cannot.
fn letter_id(name: &str, place: &Place, problems: &mut Problems) -> Option<LetterId> {
    let id = LetterId::parse(name);
    if id.is_none() {
        problems.add(kinds::addresses::bad_name(place.clone(), name));
    }
    id
}
