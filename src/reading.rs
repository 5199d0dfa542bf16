//! Reads what a text states in a language: numbers, amounts, dates, times, codes, hedges, the yes or no of an answer.
//!
//! What is read has a form that is the same in every language, and its place in the text. What belongs to a language is data of the
//! theme. Compares nothing, reads no file and knows no language.

pub mod amounts;
mod calendar;
pub mod dates;
mod exact;
pub mod facts;
pub mod hedges;
pub mod language;
mod multipliers;
pub mod numbers;
pub mod quantity;
mod spelled;
mod starts;
pub mod tables;
pub mod text;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::digest::Digester;
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::locale::Locale;
use crate::model::records::ActorKind;
use language::Language;

/// The languages that the theme knows well enough, made ready for reading the letters of a dossier.
#[must_use]
pub fn languages<'a>(dossier: &'a Dossier, locales: &'a BTreeMap<Lang, Locale>) -> BTreeMap<&'a Lang, Language<'a>> {
    let people = |lang: &Lang| -> Vec<&String> {
        let people = dossier.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
        people.flat_map(|actor| actor.wording.aliases(lang)).filter(|alias| !alias.is_empty()).collect()
    };
    let n_bytes = dossier.n_bytes();
    locales.par_iter().filter_map(|(lang, locale)| Some((lang, Language::new(locale, &people(lang), n_bytes)?))).collect()
}

/// What stands for all that is known of languages.
#[must_use]
pub fn known(languages: &BTreeMap<&Lang, Language<'_>>) -> Digester {
    let parts = languages.iter().flat_map(|(lang, language)| [lang.tag().as_bytes(), &language.made_of.0]);
    parts.fold(Digester::default(), |digester, part| digester.with(part))
}
