//! The words that a language lacks: which ones, how another language says them, and a file of them to be translated.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::locale::{self, Layers};
use crate::model::lang::Lang;
use crate::model::locale::{DateWords, Locale};
use crate::problem::Problems;

/// The shipped language whose words stand in for those of a language that has none.
pub(super) const LENDER: &str = "en";

/// The last parts of keys that only some languages need: the plural has one form more (`few`), or a form of its own for none or two.
const PLURALS: [&str; 4] = ["zero", "two", "few", "other"];

/// A word that a language lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Its key in a language file: `words.letter.from`, `paths.search`.
    pub key: String,
    /// A language that has it.
    pub lang: Lang,
    /// The word there.
    pub word: String,
}

/// Returns the shipped language that lends its words, if it can be read.
pub fn lender(layers: &Layers) -> Option<Locale> {
    let shipped = layers.get(..1)?;
    locale::read(shipped, &Lang::parse(LENDER)?, &mut Problems::default()).map(|(locale, _)| locale)
}

/// Returns the words that other languages have and a language lacks, in order, each in the first of them that has it.
pub fn missing(locale: Option<&Locale>, lenders: &[&Locale]) -> Vec<Missing> {
    let mut missing: BTreeMap<String, Missing> = BTreeMap::new();
    for lender in lenders {
        let [own_words, own_paths] = locale.map_or([None, None], |locale| [Some(&locale.words), Some(&locale.paths)]);
        for (table, words, own) in [("words", &lender.words, own_words), ("paths", &lender.paths, own_paths)] {
            let is_missing = |key: &String| own.is_none_or(|own| !own.contains_key(key)) && !is_own_plural(key, words);
            for (key, word) in words.iter().filter(|(key, _)| is_missing(key)) {
                let key = format!("{table}.{key}");
                missing.entry(key.clone()).or_insert_with(|| Missing { key, lang: lender.lang.clone(), word: word.clone() });
            }
        }
    }
    missing.into_values().collect()
}

/// Whether a word is a form of a plural that other languages may do without.
fn is_own_plural(key: &str, words: &BTreeMap<String, String>) -> bool {
    key.rsplit_once('.').is_some_and(|(noun, form)| PLURALS.contains(&form) && words.contains_key(&format!("{noun}.many")))
}

/// Lends a language a word that it lacks.
pub fn lend(mut locale: Locale, missing: Missing) -> Locale {
    let Missing { key, lang: _, word } = missing;
    match key.split_once('.') {
        Some(("paths", key)) => _ = locale.paths.insert(key.to_owned(), word),
        Some((_, key)) => _ = locale.words.insert(key.to_owned(), word),
        None => {}
    }
    locale
}

/// Writes the words that a language lacks as TOML, to be translated; for a new language with its name and how dates are written.
pub fn to_translate(missing: &[Missing], dates: Option<&DateWords>) -> String {
    let mut text = String::new();
    if let Some(dates) = dates {
        _ = write!(text, "name = \"\" # The language's name in itself.\n\n{}", written_dates(dates));
    }
    // A table is written once, with all its words, before the tables in it.
    let mut sorted: Vec<((&str, &str), &str)> =
        missing.iter().map(|Missing { key, word, .. }| (key.rsplit_once('.').unwrap_or(("", key)), word.as_str())).collect();
    sorted.sort_unstable();
    let mut open = "";
    for ((table, name), word) in sorted {
        if table != open {
            _ = writeln!(text, "{}[{table}]", if text.is_empty() { "" } else { "\n" });
            open = table;
        }
        _ = writeln!(text, "{name} = {}", quoted(word));
    }
    text
}

/// Writes how dates are written.
fn written_dates(dates: &DateWords) -> String {
    let DateWords { months, seasons, day, month, between, from, until, days: _ } = dates;
    let list = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
    let mut text = format!("[dates]\nmonths = [{}]\nseasons = [{}]\n", list(months), list(seasons));
    for (key, pattern) in [("day", day), ("month", month), ("between", between), ("from", from), ("until", until)] {
        _ = writeln!(text, "{key} = {}", quoted(pattern));
    }
    text
}

/// A text in quotes, as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A language with some words.
    fn language(tag: &str, words: &[(&str, &str)]) -> Locale {
        let words = words.iter().map(|(key, word)| ((*key).to_owned(), (*word).to_owned())).collect();
        let [name, lang] = [tag.to_owned(), tag.to_owned()];
        Locale { name, words, ..Locale::of(Lang::parse(&lang).unwrap()) }
    }

    #[test]
    fn the_first_that_has_a_word_lends_it_and_a_rare_plural_is_not_asked_for() {
        let nl = language("nl", &[("a.one", "één"), ("a.many", "veel"), ("b", "be")]);
        let pl = language("pl", &[("a.one", "1"), ("a.few", "2"), ("a.many", "5"), ("c", "ce")]);
        let fy = language("fy", &[("a.one", "ien")]);
        let found = missing(Some(&fy), &[&nl, &pl, &fy]);
        let found: Vec<(&str, &str)> = found.iter().map(|missing| (missing.key.as_str(), missing.word.as_str())).collect();
        assert_eq!(found, [("words.a.many", "veel"), ("words.b", "be"), ("words.c", "ce")]);
    }

    #[test]
    fn what_is_to_be_translated_is_a_language_file() {
        let en = language("en", &[("a.b", "say \"b\""), ("a.more.one", "1"), ("a.z", "zed"), ("c", "ce")]);
        let text = to_translate(&missing(None, &[&en]), Some(&en.dates));
        let table: toml::Table = text.parse().expect("valid TOML");
        let words = &table["words"]["a"];
        assert_eq!([&words["b"], &words["z"], &words["more"]["one"]].map(toml::Value::as_str), ["say \"b\"", "zed", "1"].map(Some));
        assert_eq!((table["name"].as_str(), table["words"]["c"].as_str()), (Some(""), Some("ce")));
    }
}
