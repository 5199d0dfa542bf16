//! A file as received becomes a proposed letter: its text in blocks, its metadata with the passages that show it, its corrections.
//!
//! `received` takes the text out of a file, `lines` and `shape` find its parts, `known` what it says of itself, `written` the files of the
//! letter's folder. Nothing is invented: what the text does not say is left open, and what is not sure is marked for review.
//! Only `put` writes.

mod body;
mod certain;
mod docx;
mod draft;
mod files;
mod footnotes;
mod furniture;
mod grid;
mod headings;
mod html;
mod hyphens;
mod join;
mod known;
mod language;
mod letters;
mod line;
mod lists;
mod markdown;
mod names;
mod notes;
mod parties;
mod pdf;
mod propose;
pub mod put;
mod questions;
mod received;
mod report;
mod shape;
mod signs;
mod suspects;
mod tables;
mod words;
mod xml;

use std::collections::BTreeMap;

use crate::model::dossier::Settings;
use crate::model::lang::Lang;
use crate::model::letter::LetterId;
use crate::model::locale::Locale;
use crate::model::place::Place;
use crate::problem::{Problem, kinds};

pub use report::{Report, Share};

/// What is to be imported.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The file's path, as given.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The language of the document, where the publisher says it.
    pub lang: Option<&'a Lang>,
    /// The letter's id, where the publisher says it.
    pub id: Option<&'a LetterId>,
}

/// A letter that was made of a file; nothing of it is on disk.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Its id.
    pub id: LetterId,
    /// The language of its original edition.
    pub lang: Lang,
    /// The files of its folder, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was recognised, and what is to be looked at.
    pub report: Report,
}

/// Makes a letter of a file.
///
/// # Errors
/// A problem that says why nothing can be made of the file, and what to do.
pub fn letter(request: &Request<'_>, settings: &Settings, locales: &BTreeMap<Lang, Locale>) -> Result<Imported, Box<Problem>> {
    let place = || Place::of_path(request.path);
    let received = received::read(request.path, request.bytes).map_err(|fault| fault.problem(place()))?;
    let lang = match request.lang {
        Some(lang) => lang.clone(),
        None => {
            language::of(&received.text, settings, locales).ok_or_else(|| kinds::import::unclear_language(place(), &settings.languages))?
        }
    };
    let Some(locale) = locales.get(&lang) else {
        return Err(Box::new(kinds::unknown_language(Place::of_path("--original"), lang.tag())));
    };
    let mut body = body::of(&received, (settings, locale));
    let known = known::of(&body, (settings, locale));
    body.number_blocks();
    let id = match request.id {
        Some(id) => id.clone(),
        None => known.id(request.path).ok_or_else(|| kinds::import::no_id(place()))?,
    };
    Ok(files::of(&received, (id, lang), (&body, &known), locale))
}
