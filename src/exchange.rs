//! A letter's blocks to a translator and back: XLIFF out and in, a translation memory out.
//!
//! The unit is a block, with its permanent id, so that a translation is put where it belongs whatever happened in between. What comes
//! back is taken whole or not at all, and never overwrites a text that it was not made from. Writes nothing itself: `data::put` does.
//!
//! XLIFF 1.2 and not 2.x: it is what OmegaT, Trados Studio, memoQ, Phrase, Weblate, Poedit and the Translate Toolkit all read and
//! write back; 2.x is missing or partial in several of them. It knows the two things that we need: a state for each unit, and inline
//! elements (`x`, `g`) that a tool protects. TMX 1.4 is a memory: it feeds a tool with what was translated before, and knows no state,
//! so it goes out only. PO has neither inline elements nor states beyond "fuzzy".

mod edition;
mod front;
mod handed;
mod marks;
mod mend;
pub mod read;
mod settle;
mod tmx;
mod unit;
mod xliff;

use std::sync::Arc;

use crate::data::put::Before;
use crate::model::dossier::Dossier;
use crate::model::file::SourceFile;
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::problem::{Problems, kinds, nearest};
use read::Received;

/// A form in which texts are handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// XLIFF 1.2: everything that is to be translated, with what is there.
    Xliff,
    /// TMX 1.4: what is translated, for a translation memory.
    Tmx,
}

/// What came back, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The edition's path from the root.
    pub path: String,
    /// The edition's text.
    pub text: String,
    /// What it was made of, and takes the place of.
    pub before: Before,
    /// The letter.
    pub letter: String,
    /// The language.
    pub lang: Lang,
    /// Whether the letter had no edition in this language.
    pub is_new: bool,
    /// Units whose text is another now.
    pub changed: Vec<String>,
    /// Units without a translation.
    pub untranslated: Vec<String>,
    /// How many units came back with a translation.
    pub n_returned: usize,
    /// Units whose translation in the edition stays as it is, as none came back.
    pub not_returned: Vec<String>,
    /// Units that read as in the original.
    pub as_original: Vec<String>,
    /// Stale blocks that the translator has looked at.
    pub looked_at: Vec<String>,
}

/// The texts of a letter for a translator into a language.
#[must_use]
pub fn export(dossier: &Dossier, letter: &Letter, lang: &Lang, form: Form) -> String {
    let units = unit::of(dossier, letter, lang);
    match form {
        Form::Xliff => xliff::write(letter, lang, &units),
        Form::Tmx => tmx::write(letter, lang, &units),
    }
}

/// The translated texts of all letters in all languages of a dossier, as one TMX file.
#[must_use]
pub fn memory(dossier: &Dossier) -> String {
    tmx::write_all(dossier)
}

/// Reads a translator's file; `None` if it is none.
#[must_use]
pub fn read(file: &Arc<SourceFile>, problems: &mut Problems) -> Option<Received> {
    read::read(file, problems)
}

/// The letter and the language that a translator's file is for.
#[must_use]
pub fn find<'a>(dossier: &'a Dossier, received: &Received, problems: &mut Problems) -> Option<(&'a Letter, Lang)> {
    let (id, place) = &received.letter;
    let Some(letter) = dossier.letters.iter().find(|letter| letter.id.as_str() == id) else {
        let near = nearest(id, dossier.letters.iter().map(|letter| letter.id.as_str()));
        problems.add(kinds::unknown_letter(place.clone(), id, near));
        return None;
    };
    let (tag, place) = &received.source_lang;
    if !is_lang(tag, &letter.original) {
        problems.add(kinds::exchange::wrong_language(place.clone(), tag, &format!("`{}`, the language of the original", letter.original)));
        return None;
    }
    let (tag, place) = &received.target_lang;
    let others = || dossier.settings.languages.iter().filter(|lang| **lang != letter.original);
    // A tool may know a language by a country: `en-GB` where the dossier has `en` only.
    let found = others().find(|lang| tag.eq_ignore_ascii_case(lang.tag())).or_else(|| others().find(|lang| is_lang(tag, lang)));
    if found.is_none() {
        let names: Vec<String> = others().map(|lang| format!("`{lang}`")).collect();
        problems.add(kinds::exchange::wrong_language(place.clone(), tag, &names.join(" or ")));
    }
    Some((letter, found?.clone()))
}

/// Whether a tool's tag is of a language, by its first part.
fn is_lang(tag: &str, lang: &Lang) -> bool {
    tag.split(['-', '_']).next().is_some_and(|primary| primary.eq_ignore_ascii_case(lang.primary()))
}

/// The edition that a translator's file makes; `None` where anything in it cannot be taken, with problems that say what.
pub fn import(
    dossier: &Dossier,
    (letter, lang): (&Letter, &Lang),
    (file, received): (&Arc<SourceFile>, &Received),
    problems: &mut Problems,
) -> Option<Imported> {
    let units = unit::of(dossier, letter, lang);
    let n_before = problems.list.len();
    let taken = settle::settle(received, &units, problems);
    if n_before < problems.list.len() {
        return None;
    }
    edition::assemble(dossier, (letter, lang), (&units, &taken, file), problems)
}
