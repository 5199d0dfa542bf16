//! The settings file `content/dossier.toml` as one complete, checked value.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use jiff::civil;

use crate::data::{self, Table, file};
use crate::model::dossier::{Accept, Settings};
use crate::model::lang::{Lang, LangText};
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest, registry};

/// Where the settings stand, from the dossier's root.
pub const PATH: &str = "content/dossier.toml";

/// Loads the settings; `None` if they are missing or not complete enough to go on.
pub fn load(root: &Path, problems: &mut Problems) -> Option<Settings> {
    if !file::exists(root, PATH) {
        problems.add(kinds::missing_file(Place::of_path(PATH), PATH, "the settings of the dossier"));
        return None;
    }
    let file = file::text(root, PATH, problems)?;
    data::read(&file, 0..file.text.len(), problems, settings)
}

/// Reads the settings.
fn settings(table: &Table<'_>) -> Option<Settings> {
    let languages = languages(table);
    let version = table.need_text("version", "the dossier's version, such as \"1.0.0\"");
    let published = published(table);
    let settings = Settings {
        file: table.file().clone(),
        version: version?.0,
        published: published?,
        title: table.need_lang_text("title", "the dossier's name in each language"),
        description: table.need_lang_text("description", "one sentence about the dossier in each language"),
        base_url: base_url(table),
        kinds: names(table, "kinds"),
        number_kinds: names(table, "number-kinds"),
        key_figures: table.texts("key-figures"),
        licence: table.lang_text("licence"),
        accepts: table.tables("accept", accept).into_iter().flatten().collect(),
        languages,
    };
    (!settings.languages.is_empty()).then_some(settings)
}

/// Reads the languages.
fn languages(table: &Table<'_>) -> Vec<Lang> {
    let tags = table.texts("languages");
    if tags.is_empty() {
        table.report(kinds::missing_key(table.place(), "languages", "the languages of the site, such as [\"nl\", \"en\"]"));
    }
    let mut languages: Vec<Lang> = Vec::new();
    for (tag, place) in tags {
        match Lang::parse(&tag) {
            Some(lang) if languages.contains(&lang) => table.report(kinds::duplicate_id(place, &tag)),
            Some(lang) => languages.push(lang),
            None => table.report(kinds::bad_language(place, &tag)),
        }
    }
    languages
}

/// Reads the day of publication.
fn published(table: &Table<'_>) -> Option<String> {
    let (text, place) = table.need_text("published", "the day of publication, such as \"2026-11-21\"")?;
    if civil::Date::from_str(&text).is_err() || text.len() != 10 {
        table.report(kinds::bad_date(place, &format!("`{text}` is not a day")));
    }
    Some(text)
}

/// Reads the site's address: `https://…/` or `http://…/`.
fn base_url(table: &Table<'_>) -> Option<String> {
    let (text, place) = table.text("base-url")?;
    let base = checked_base_url(&text);
    if base.is_none() {
        table.report(kinds::wrong_value(place, "base-url", "an address that begins with `https://` or `http://`"));
    }
    base
}

/// An address that begins with `https://` or `http://`, with one `/` at its end; `None` for anything else.
#[must_use]
pub fn checked_base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let is_clean = !rest.is_empty() && !rest.contains(|char: char| char.is_whitespace() || "\"'<>?#&".contains(char));
    is_clean.then(|| format!("{}/", text.trim_end_matches('/')))
}

/// Reads a table of kinds with their names.
fn names(table: &Table<'_>, key: &'static str) -> BTreeMap<String, LangText> {
    table
        .named_tables(key, |name, kind| (name.to_owned(), kind.need_lang_text("name", "the kind's name in each language")))
        .into_iter()
        .collect()
}

/// Reads a record that accepts a problem.
fn accept(table: &Table<'_>) -> Option<Accept> {
    let known = || registry::KINDS.iter().filter(|kind| kind.can_be_accepted).map(|kind| kind.id);
    let problem = table.need_text("problem", "the id of the problem");
    let optional = |key| table.text(key).map(|(text, _)| text);
    let (letter, block, words) = (optional("letter"), optional("block"), optional("words"));
    table.need_text("reason", "why the problem is accepted")?;
    let (problem, place) = problem?;
    if !known().any(|id| id == problem) {
        table.report(kinds::unknown_problem(place, &problem, nearest(&problem, known())));
        return None;
    }
    Some(Accept { place, problem, letter, block, words })
}
