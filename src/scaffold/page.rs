//! The files of a new page of text, one for each language.

use std::collections::BTreeMap;

use super::Files;
use super::fill::{fill, quoted};
use crate::model::lang::Lang;
use crate::model::slug;

/// A page in one language.
const PAGE: &str = include_str!("files/new-page.md");

/// The most characters of a slug.
const MAX_SLUG: usize = 60;

/// The files of a new page in the languages of its dossier, by their paths in its folder.
#[must_use]
pub fn files(id: &str, titles: &BTreeMap<Lang, String>, languages: &[Lang]) -> Files {
    let file = |lang: &Lang| {
        let title = titles.get(lang).map(String::as_str).unwrap_or_default();
        let value = |gap: &str| {
            Some(match gap {
                "id" => id.to_owned(),
                "title" => quoted(title),
                "slug" if title.is_empty() => quoted(id),
                "slug" => quoted(&slug::in_language(title, lang, MAX_SLUG)),
                _ => return None,
            })
        };
        (format!("{lang}.md"), fill(PAGE, &value).into_bytes())
    };
    languages.iter().map(file).collect()
}
