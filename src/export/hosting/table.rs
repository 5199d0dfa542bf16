//! The rules as data, for hosts that a program tells what to do.

use serde::Serialize;
use serde_json::{Map, Value};

use super::rules::{CACHING, KEPT, MISSING, Rules, TYPES};
use crate::site::assets::FOLDER;

/// The rules.
#[derive(Serialize)]
struct Table<'a> {
    /// Headers of every answer, by name.
    headers: Map<String, Value>,
    /// The theme's files, which are named by what they hold.
    assets: Assets<'a>,
    /// The content type of files, by the ending of their names.
    types: Map<String, Value>,
    /// Files that are text in another character set than UTF-8: their type has no character set.
    unmarked: &'a [String],
    /// What is shown where nothing lies, by folder; the site's own first.
    missing: Map<String, Value>,
    /// Former addresses.
    redirects: Vec<Redirect<'a>>,
}

/// Files that a browser may keep without asking.
#[derive(Serialize)]
struct Assets<'a> {
    /// Their folder.
    folder: &'static str,
    /// The headers that they have instead, by name.
    headers: Map<String, Value>,
    /// Their paths.
    files: &'a [&'a str],
}

/// A former address.
#[derive(Serialize)]
struct Redirect<'a> {
    /// Where it was.
    from: &'a str,
    /// Where it is now.
    to: &'a str,
}

/// The rules as JSON. Paths are those from the site's root, without a `/` before them.
pub(super) fn table(rules: &Rules<'_>) -> String {
    let missing = [(String::new(), MISSING.to_owned())].into_iter().chain(rules.missing.iter().cloned());
    crate::export::pretty(&Table {
        headers: rules.default_headers().map(|(name, value)| (name.to_owned(), value.into())).collect(),
        assets: Assets { folder: FOLDER, headers: [(CACHING.to_owned(), KEPT.into())].into_iter().collect(), files: &rules.assets },
        types: TYPES.iter().flat_map(|kind| kind.endings.iter().map(|ending| ((*ending).to_owned(), kind.full().into()))).collect(),
        unmarked: &rules.unmarked,
        missing: missing.map(|(folder, page)| (folder, page.into())).collect(),
        redirects: rules.redirects.iter().map(|(from, to)| Redirect { from, to }).collect(),
    })
}
