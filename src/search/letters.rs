//! Cuts editions into the letters and sections that a search finds: a heading with what follows it, a question with its answer.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::facets::Facets;
use super::stems::has_stems;
use super::{Heading, Hints, Letter, Search, Section, json, script, texts};
use crate::model::date::Edtf;
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::{Block, BlockKind, Edition, Letter as Document, Opens};
use crate::model::locale::Locale;
use crate::site::Sink;
use crate::site::routes::Routes;

/// From how many letters on the languages come one after the other: what is made of one takes too much memory to hold those of several,
/// and the pages, which are made at the same time, have use for the other processors.
const MANY: usize = 5_000;

/// Puts the search data of every language; says how many bytes it has.
pub fn put(dossier: &Dossier, locales: &BTreeMap<Lang, Locale>, (routes, sink): (&Routes, &dyn Sink)) -> usize {
    let locales: Vec<&Locale> = locales.values().collect();
    let put = |locale: &&Locale| put_one(dossier, locale, (routes, sink));
    if dossier.letters.len() < MANY { locales.par_iter().map(put).sum() } else { locales.iter().map(put).sum() }
}

/// Puts the search data of one language; says how many bytes it has.
pub fn put_one(dossier: &Dossier, locale: &Locale, (routes, sink): (&Routes, &dyn Sink)) -> usize {
    search(dossier, routes, locale).put(sink)
}

/// Returns the file of a name that shows a letter, such as `letter-7-1`, made without all others.
#[must_use]
pub fn letter_file(dossier: &Dossier, locale: &Locale, (routes, name): (&Routes, &str)) -> Option<String> {
    let number: usize = name.strip_prefix("letter-")?.split('-').next()?.parse().ok()?;
    let letter = letter((number, dossier.letters.get(number)?), dossier, (routes, locale))?;
    let (name, shown) = texts::files(&letter).find(|(known, _)| known == name)?;
    let shown = json(&shown);
    Some(script(locale.lang.tag(), &name, (shown.len(), &|script| script.extend_from_slice(shown.as_bytes()))))
}

/// Returns the languages in which search finds words only as they are written, since nothing is known of their inflections.
#[must_use]
pub fn unstemmed(dossier: &Dossier) -> Vec<Lang> {
    dossier.settings.languages.iter().filter(|lang| !has_stems(lang.tag())).cloned().collect()
}

/// Returns all that the search files of a language are made of.
fn search<'a>(dossier: &'a Dossier, routes: &'a Routes, locale: &'a Locale) -> Search<'a> {
    let letters =
        dossier.letters.par_iter().enumerate().filter_map(|(number, document)| letter((number, document), dossier, (routes, locale)));
    let word = |(key, word): (&'a String, &'a String)| Some((key.strip_prefix("search.script.")?, word.as_str()));
    Search {
        tag: locale.lang.tag(),
        n_letters: dossier.letters.len(),
        letters: letters.collect(),
        hints: hints(locale),
        words: locale.words.iter().filter_map(word).collect(),
        facets: Facets::new(dossier, &locale.lang),
        memo: dossier.memo.clone(),
    }
}

/// Returns a letter in a language, if it has an edition there.
fn letter<'a>((number, document): (usize, &'a Document), dossier: &Dossier, (routes, locale): (&'a Routes, &Locale)) -> Option<Letter<'a>> {
    let edition = document.edition(&locale.lang)?;
    let section = |blocks: &Vec<&'a Block>| Section {
        anchor: anchor(blocks),
        heading: heading(blocks, locale),
        blocks: blocks.iter().skip(n_heading(blocks)).map(|block| (block.id.0.as_str(), block.text.clone())).collect(),
    };
    Some(Letter {
        number,
        id: document.id.as_str(),
        path: routes.letter(&document.id, &locale.lang)?.as_str(),
        title: &edition.title,
        label: label(dossier, document, locale),
        numbers: numbers(document, locale),
        sections: sections(edition).iter().map(section).collect(),
    })
}

/// A letter's official numbers and the moment of its date, in words and in digits, parted by spaces. Bounds of a date are none of it.
fn numbers(document: &Document, locale: &Locale) -> String {
    let mut numbers: Vec<String> = document.numbers.iter().map(|number| number.value.clone()).collect();
    if let date @ Edtf::At(at) = &document.date.value {
        numbers.extend([locale.date(date), at.to_string()]);
    }
    numbers.join(" ")
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

/// The blocks of each section: a heading begins one, but the answer's stays with its question; the last has the footnotes. Headings without
/// a text of their own stand with what follows them only in the contents, not here.
fn sections(edition: &Edition) -> Vec<Vec<&Block>> {
    let mut sections: Vec<Vec<&Block>> = Vec::new();
    for block in edition.blocks.iter().filter(|block| !block.is_note) {
        let begins = matches!(block.kind, BlockKind::Heading(_, Opens::Section | Opens::Question(_)));
        match sections.last_mut() {
            Some(section) if !begins => section.push(block),
            _ => sections.push(vec![block]),
        }
    }
    let notes: Vec<&Block> = edition.blocks.iter().filter(|block| block.is_note).collect();
    sections.extend((!notes.is_empty()).then_some(notes));
    sections
}

/// Where a section begins on its page.
fn anchor(blocks: &[&Block]) -> String {
    blocks.first().map(|block| block.kind.container().unwrap_or_else(|| block.id.to_string())).unwrap_or_default()
}

/// How many blocks are the section's heading: one or none. A heading alone is its own text.
fn n_heading(blocks: &[&Block]) -> usize {
    match blocks {
        [first, _, ..] if !first.is_note && matches!(first.kind, BlockKind::Heading(..)) => 1,
        _ => 0,
    }
}

/// The section's heading; a question's number with the word before it, and the name of footnotes.
fn heading(blocks: &[&Block], locale: &Locale) -> Heading {
    match blocks.first().map(|block| (&block.kind, &block.text)) {
        _ if blocks.first().is_some_and(|block| block.is_note) => Heading::Made(locale.word("letter.footnotes").to_owned()),
        Some((BlockKind::Heading(_, Opens::Question(number)), _)) => Heading::Made(format!("{} {number}", locale.word("letter.question"))),
        Some((BlockKind::Heading(..), text)) => Heading::Text(text.clone()),
        _ => Heading::None,
    }
}

/// The letter's kind and date.
fn label(dossier: &Dossier, letter: &Document, locale: &Locale) -> String {
    let kind = dossier.settings.kinds.get(&letter.kind).map(|kind| kind.name.text(&locale.lang)).unwrap_or_default();
    format!("{kind} · {}", locale.date(&letter.date.value))
}
