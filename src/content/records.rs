//! The records of the dossier: documents outside it, actors, the glossary.

use std::collections::BTreeSet;
use std::path::Path;

use super::{actors, letter, passage, reference};
use crate::data::{self, Located, Table, file};
use crate::model::letter::is_slug;
use crate::model::records::{Actor, External, Term};
use crate::problem::{Problems, kinds};

/// Loads `external.toml`.
pub fn externals(root: &Path, problems: &mut Problems) -> Vec<External> {
    load(root, "content/external.toml", problems, |table, ids| {
        table.tables("externals", |table| external(table, ids)).into_iter().flatten().collect()
    })
}

/// Loads `actors.toml`.
pub fn actors(root: &Path, problems: &mut Problems) -> Vec<Actor> {
    load(root, "content/actors.toml", problems, |table, ids| {
        table.tables("actors", |table| actors::actor(table, ids)).into_iter().flatten().collect()
    })
}

/// Loads `glossary.toml`.
pub fn terms(root: &Path, problems: &mut Problems) -> Vec<Term> {
    load(root, "content/glossary.toml", problems, |table, ids| {
        table.tables("terms", |table| term(table, ids)).into_iter().flatten().collect()
    })
}

/// Loads a record file, if there is one, and gives its reader a set for the ids that it meets.
pub(super) fn load<T: Default>(root: &Path, path: &str, problems: &mut Problems, reader: impl FnOnce(&Table<'_>, &mut Ids) -> T) -> T {
    if !file::exists(root, path) {
        return T::default();
    }
    let Some(file) = file::text(root, path, problems) else { return T::default() };
    data::read(&file, 0..file.len(), problems, |table| reader(table, &mut Ids::default()))
}

/// The ids of a file so far.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// Reads the id of a record: a slug that no other record of the file has.
    pub(super) fn read(&mut self, table: &Table<'_>) -> Option<Located> {
        let (id, place) = table.need_text("id", "a short permanent name")?;
        if !is_slug(&id) {
            table.report(kinds::addresses::bad_name(place, &id));
            return None;
        }
        if !self.0.insert(id.clone()) {
            table.report(kinds::duplicate_id(place, &id));
            return None;
        }
        Some((id, place))
    }
}

/// Reads a document outside the dossier.
fn external(table: &Table<'_>, ids: &mut Ids) -> Option<External> {
    let id = ids.read(table);
    let kind = table.text("kind");
    let title = table.need_lang_text("title", "what it is called, in each language");
    let label = table.lang_text("label");
    let date = table.date("date").map(|(date, _)| date);
    let numbers = letter::numbers(table);
    let note = table.lang_text("note");
    let wording = actors::wording(table, "aliases");
    let own = id.as_ref().map(|(id, _)| id.clone());
    let references = table.tables("references", |table| reference::of_external(table, own.as_deref())).into_iter().flatten().collect();
    let (id, place) = id?;
    Some(External { id, place, kind, title, label, date, numbers, note, wording, references })
}

/// Reads a term.
fn term(table: &Table<'_>, ids: &mut Ids) -> Option<Term> {
    let id = ids.read(table);
    let term = table.need_lang_text("term", "the term, in each language");
    let forms = actors::wording(table, "forms");
    let definition = table.need_lang_text("definition", "what it means, in each language");
    let evidence = if table.has("letter") || table.has("block") { passage::read(table) } else { None };
    let (id, place) = id?;
    Some(Term { id, place, term, forms, definition, evidence })
}
