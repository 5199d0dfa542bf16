//! Finds the language of a document among those of the dossier, by the words that every text of a language has.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::dossier::Settings;
use crate::model::lang::Lang;
use crate::model::locale::Locale;

/// How many words of a text are looked at.
const MAX_WORDS: usize = 5_000;

/// The language of a text; `None` where no language, or more than one, fits. In a dossier with one language there is no other.
pub(super) fn of(text: &str, settings: &Settings, locales: &BTreeMap<Lang, Locale>) -> Option<Lang> {
    if let [only] = settings.languages.as_slice() {
        return Some(only.clone());
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()).take(MAX_WORDS).collect();
    let count = |lang: &Lang| {
        let weak: BTreeSet<&str> =
            locales.get(lang).map(|locale| locale.weak_words.iter().map(String::as_str).collect()).unwrap_or_default();
        words.iter().filter(|word| weak.contains(*word)).count()
    };
    let mut counts: Vec<(usize, &Lang)> = settings.languages.iter().map(|lang| (count(lang), lang)).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(most, lang), (next, _), ..] if next * 5 < most * 4 && 3 <= *most => Some((*lang).clone()),
        _ => None,
    }
}
