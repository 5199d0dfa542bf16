//! The records of the dossier: documents outside it, actors, the glossary.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::passage;
use crate::data::{self, Located, Table, file};
use crate::model::dossier::{Actor, ActorKind, External, Term};
use crate::model::lang::Lang;
use crate::model::letter::is_slug;
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
        table.tables("actors", |table| actor(table, ids)).into_iter().flatten().collect()
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
    data::read(&file, 0..file.text.len(), problems, |table| reader(table, &mut Ids::default()))
}

/// The ids of a file so far.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// Reads the id of a record: a slug that no other record of the file has.
    pub(super) fn read(&mut self, table: &Table<'_>) -> Option<Located> {
        let (id, place) = table.need_text("id", "a short permanent name")?;
        if !is_slug(&id) {
            table.report(kinds::bad_name(place, &id));
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
    let title = table.need_lang_text("title", "what it is called, in each language");
    let number = table.text("number").map(|(number, _)| number);
    let note = table.lang_text("note");
    Some(External { id: id?.0, title, number, note })
}

/// Reads an actor.
fn actor(table: &Table<'_>, ids: &mut Ids) -> Option<Actor> {
    let id = ids.read(table);
    let kind = table.need_name("kind", ActorKind::NAMES, ActorKind::find);
    let name = table.need_lang_text("name", "the name");
    let listed_as = table.text("listed-as").map(|(name, _)| name);
    let role = table.lang_text("role");
    let aliases = table.table("aliases", aliases).unwrap_or_default();
    let (id, place) = id?;
    Some(Actor { id, place, kind: kind?, name, listed_as, role, aliases })
}

/// Reads the words by which editions name an actor.
fn aliases(table: &Table<'_>) -> BTreeMap<Lang, Vec<String>> {
    let mut aliases = BTreeMap::new();
    for (tag, words) in table.named_texts() {
        match Lang::parse(&tag) {
            Some(lang) => _ = aliases.insert(lang, words),
            None => table.report(kinds::bad_language(table.place(), &tag)),
        }
    }
    aliases
}

/// Reads a term.
fn term(table: &Table<'_>, ids: &mut Ids) -> Option<Term> {
    let id = ids.read(table);
    let term = table.need_lang_text("term", "the term, in each language");
    let definition = table.need_lang_text("definition", "what it means, in each language");
    let evidence = if table.has("letter") || table.has("block") { passage::read(table) } else { None };
    Some(Term { id: id?.0, term, definition, evidence })
}
