//! Cuts editions into the sections that a search finds: a heading with what follows it, a question with its answer.

use std::collections::BTreeMap;

use super::{Document, Hints};
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::{Block, BlockKind, Edition, Letter, Opens};
use crate::model::locale::Locale;
use crate::site::routes::Routes;

/// The sections of every edition in a language, oldest letter first.
#[must_use]
pub fn documents(dossier: &Dossier, routes: &Routes, locale: &Locale) -> Vec<Document> {
    let of_letter = |letter: &Letter| -> Vec<Document> {
        let Some(edition) = letter.edition(&locale.lang) else { return Vec::new() };
        let Some(path) = routes.letter(&letter.id, &locale.lang) else { return Vec::new() };
        let label = label(dossier, letter, locale);
        let numbers = letter.numbers.iter().map(|number| number.value.as_str()).collect::<Vec<_>>().join(" ");
        let document = |blocks: &[&Block]| Document {
            address: format!("{path}#{}", anchor(blocks)),
            title: edition.title.clone(),
            heading: heading(blocks, locale),
            numbers: numbers.clone(),
            label: label.clone(),
            blocks: blocks.iter().skip(n_heading(blocks)).map(|block| (block.id.to_string(), block.text.clone())).collect(),
        };
        sections(edition).iter().map(|blocks| document(blocks)).collect()
    };
    dossier.letters.iter().flat_map(of_letter).collect()
}

/// The index scripts of a dossier: one for each language, by path.
#[must_use]
pub fn scripts(dossier: &Dossier, routes: &Routes, locales: &BTreeMap<Lang, Locale>) -> Vec<(String, Vec<u8>)> {
    use rayon::prelude::*;
    let locales: Vec<&Locale> = locales.values().collect();
    let script = |locale: &&Locale| {
        let documents = documents(dossier, routes, locale);
        (format!("search/{}.js", locale.lang), super::script(locale.lang.tag(), &documents, &hints(locale)))
    };
    locales.par_iter().map(script).collect()
}

/// What the words of a language mean to a query.
fn hints(locale: &Locale) -> Hints<'_> {
    let scales = locale.numbers.iter().flat_map(|numbers| &numbers.scales);
    Hints {
        scales: scales.map(|(word, power)| (word.trim_end_matches('.'), *power)).collect(),
        percent: locale.vocabulary.as_ref().map(|vocabulary| vocabulary.percent.as_slice()).unwrap_or_default(),
        weak: &locale.weak_words,
    }
}

/// The blocks of each section: a heading begins one, but the answer's stays with its question. Headings without a text of their own
/// stand with what follows them only in the contents, not here.
fn sections(edition: &Edition) -> Vec<Vec<&Block>> {
    let mut sections: Vec<Vec<&Block>> = Vec::new();
    for block in &edition.blocks {
        let begins = matches!(block.kind, BlockKind::Heading(_, Opens::Section | Opens::Question(_)));
        match sections.last_mut() {
            Some(section) if !begins => section.push(block),
            _ => sections.push(vec![block]),
        }
    }
    sections
}

/// Where a section begins on its page.
fn anchor(blocks: &[&Block]) -> String {
    blocks.first().map(|block| block.kind.container().unwrap_or_else(|| block.id.to_string())).unwrap_or_default()
}

/// How many blocks are the section's heading: one or none. A heading alone is its own text.
fn n_heading(blocks: &[&Block]) -> usize {
    match blocks {
        [first, _, ..] if matches!(first.kind, BlockKind::Heading(..)) => 1,
        _ => 0,
    }
}

/// The section's heading; a question's number with the word before it.
fn heading(blocks: &[&Block], locale: &Locale) -> String {
    match blocks.first().map(|block| (&block.kind, &block.text)) {
        Some((BlockKind::Heading(_, Opens::Question(number)), _)) => format!("{} {number}", locale.word("letter.question")),
        Some((BlockKind::Heading(..), text)) => text.clone(),
        _ => String::new(),
    }
}

/// The letter's kind and date.
fn label(dossier: &Dossier, letter: &Letter, locale: &Locale) -> String {
    let kind = dossier.settings.kinds.get(&letter.kind).map(|kind| kind.name.text(&locale.lang)).unwrap_or_default();
    format!("{kind} · {}", locale.date(&letter.date.value))
}
