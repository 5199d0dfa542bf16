//! The front matter of an edition that a translation makes or changes.

use std::ops::Range;

use toml::de::DeTable;

use crate::model::lang::Lang;
use crate::model::letter::{Edition, is_slug};
use crate::model::slug;

/// The most characters of a proposed slug.
const MAX_SLUG: usize = 60;

/// A text as TOML.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The front matter of a new edition, up to where the text begins.
pub(super) fn new(title: &str, slug: &str, summary: &str, gaps: &[String]) -> String {
    let gaps = if gaps.is_empty() { String::new() } else { gaps_line(gaps) };
    format!("+++\ntitle = {}\nslug = \"{slug}\"\nsummary = {}\n{gaps}+++\n", quoted(title), quoted(summary))
}

/// The line that declares what a translation lacks.
pub(super) fn gaps_line(gaps: &[String]) -> String {
    format!("gaps = [{}]\n", gaps.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", "))
}

/// The bytes of a key's value in an edition's file.
pub(super) fn value(edition: &Edition, key: &str) -> Option<Range<usize>> {
    let front = edition.file.text().part(0..edition.body_start)?;
    let start = front.find('\n')? + 1;
    let end = front.trim_end().rfind("+++")?;
    let (table, _) = DeTable::parse_recoverable(front.get(start..end)?);
    let span = table.get_ref().get(key)?.span();
    Some(start + span.start..start + span.end)
}

/// The bytes of the lines of a key and its value.
pub(super) fn lines(edition: &Edition, key: &str) -> Option<Range<usize>> {
    let value = value(edition, key)?;
    let text = edition.file.text();
    let start = text.get(..value.start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text.get(value.end..)?.find('\n').map_or(text.len(), |at| value.end + at + 1);
    Some(start..end)
}

/// An address for a title: its words in ASCII, as many as fit; the letter's id where nothing is left of it.
pub(super) fn slug((title, lang): (&str, &Lang), letter: &str, taken: &[&str]) -> String {
    let slug = slug::in_language(title, lang, MAX_SLUG);
    let base = if is_slug(&slug) { slug } else { letter.to_owned() };
    let mut numbered = (2..=taken.len() + 2).map(|number| format!("{base}-{number}"));
    if taken.contains(&base.as_str()) { numbered.find(|slug| !taken.contains(&slug.as_str())).unwrap_or(base) } else { base }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_words_in_ascii() {
        let french = Lang::parse("fr").unwrap();
        assert_eq!(slug(("Réparation du « Vieux Pont » : 1ʳᵉ étape", &french), "first", &[]), "reparation-du-vieux-pont-1-etape");
        assert_eq!(slug(("Γέφυρα", &french), "first", &["first"]), "first-2");
        assert_eq!(slug(("con", &french), "first", &["first", "first-2"]), "first-3");
        assert!(slug((&"long ".repeat(40), &french), "first", &[]).len() <= MAX_SLUG);
    }
}
