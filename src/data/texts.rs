//! Reads texts that exist in several languages.

use toml::Spanned;
use toml::de::DeValue;

use std::collections::BTreeSet;

use super::{Located, Table};
use crate::model::lang::{Lang, LangMap, LangText};
use crate::problem::kinds;

impl Table<'_> {
    /// A text in each language, or one for all; empty if the key is missing, and a blank text is a problem.
    pub fn lang_text(&self, key: &'static str) -> LangText {
        let text = self.any_lang_text(key);
        if is_blank(&text)
            && let Some(value) = self.entries.get(key)
        {
            self.report(kinds::blank_text(self.place_of(value), key));
        }
        text
    }

    /// A text in each language, or one for all, which may be blank where that says something; empty if the key is missing.
    pub fn any_lang_text(&self, key: &'static str) -> LangText {
        let Some(value) = self.find(key) else { return LangText::default() };
        match value.get_ref() {
            DeValue::String(text) => LangText::same(text),
            DeValue::Table(_) => self.lang_table(value),
            _ => self.wrong(value, key, "a text, or a table with a text for each language").unwrap_or_default(),
        }
    }

    /// A text in each language that must be there, and not be empty.
    pub fn need_lang_text(&self, key: &'static str, what: &str) -> LangText {
        if self.need(key, what).is_none() {
            return LangText::default();
        }
        let text = self.any_lang_text(key);
        if is_blank(&text)
            && let Some(value) = self.entries.get(key)
        {
            self.report(kinds::missing_key(self.place_of(value), key, what));
        }
        text
    }

    /// A list of texts of which none is blank and none occurs twice; empty if the key is missing.
    pub fn distinct_texts(&self, key: &'static str) -> Vec<Located> {
        self.distinct(key, self.texts(key))
    }

    /// The texts of a list that are not blank, each once; the others are reported.
    pub fn distinct(&self, key: &str, texts: Vec<Located>) -> Vec<Located> {
        let mut seen = BTreeSet::new();
        let mut kept = Vec::with_capacity(texts.len());
        for (text, place) in texts {
            if text.trim().is_empty() {
                self.report(kinds::blank_text(place, key));
            } else if seen.insert(text.clone()) {
                kept.push((text, place));
            } else {
                self.report(kinds::duplicate_id(place, &text));
            }
        }
        kept
    }

    /// Reads a table of texts by language.
    fn lang_table(&self, value: &Spanned<DeValue<'_>>) -> LangText {
        let DeValue::Table(entries) = value.get_ref() else { return LangText::default() };
        let mut text = LangText { by_lang: LangMap::with_capacity(entries.len()), ..LangText::default() };
        let n_before = self.found.borrow().list.len();
        for (tag, value) in entries {
            match (Lang::parse(tag.get_ref()), value.get_ref()) {
                (Some(lang), DeValue::String(words)) => _ = text.by_lang.insert(lang, words.to_string()),
                (None, _) => self.report(kinds::bad_language(self.place_at(&tag.span()), tag.get_ref())),
                _ => _ = self.wrong::<()>(value, tag.get_ref(), "a text in quotes"),
            }
        }
        if self.found.borrow().list.len() == n_before {
            // A table with a fault is told once; that it lacks a language may follow from it.
            text.place = Some(self.place_of(value));
        }
        text
    }
}

/// Whether one of the texts of a table has nothing but white space.
fn is_blank(text: &LangText) -> bool {
    text.shared.iter().chain(text.by_lang.values()).any(|text| text.trim().is_empty())
}
