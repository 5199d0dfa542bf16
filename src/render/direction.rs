//! The direction in which a language is written, as attributes of HTML say it.
//!
//! A site whose languages all run the same way says it once a page; one that mixes directions says it of every passage whose language
//! it names.

use std::collections::{BTreeMap, BTreeSet};

use icu_locale::LocaleDirectionality;

use super::figures::tag;
use crate::model::lang::Lang;

/// The directions of a dossier's languages.
#[derive(Clone, Debug, Default)]
pub(super) struct Directions {
    /// The attribute of each language, where it is not what HTML supposes, or where the languages of the dossier differ.
    attributes: BTreeMap<String, &'static str>,
}

impl Directions {
    /// The directions of some languages.
    pub(super) fn new<'a>(languages: impl Iterator<Item = &'a Lang> + Clone) -> Self {
        let names: BTreeSet<&str> = languages.clone().map(name).collect();
        let is_mixed = 1 < names.len();
        let attribute = |lang: &'a Lang| match (name(lang), is_mixed) {
            ("rtl", _) => Some((lang.tag().to_owned(), " dir=\"rtl\"")),
            (_, true) => Some((lang.tag().to_owned(), " dir=\"ltr\"")),
            _ => None,
        };
        Self { attributes: languages.filter_map(attribute).collect() }
    }

    /// The attributes that say the language and the direction of a passage: ` lang="ar" dir="rtl"`.
    pub(super) fn attributes(&self, tag: &str) -> String {
        format!(" lang=\"{tag}\"{}", self.attributes.get(tag).unwrap_or(&""))
    }
}

/// The direction of a language, as HTML names it.
pub(super) fn name(lang: &Lang) -> &'static str {
    const KNOWN: &LocaleDirectionality = &LocaleDirectionality::new_common();
    if KNOWN.is_right_to_left(&tag(lang).id) { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tags: &[&str], expected: &[&str]) {
        let languages: Vec<Lang> = tags.iter().map(|tag| Lang::parse(tag).unwrap()).collect();
        let directions = Directions::new(languages.iter());
        assert_eq!(tags.iter().map(|tag| directions.attributes(tag)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_direction_is_said_where_it_is_not_supposed() {
        check(&["nl", "fr-be"], &[" lang=\"nl\"", " lang=\"fr-be\""]);
        check(&["nl", "ar"], &[" lang=\"nl\" dir=\"ltr\"", " lang=\"ar\" dir=\"rtl\""]);
        check(&["he", "fa-ir"], &[" lang=\"he\" dir=\"rtl\"", " lang=\"fa-ir\" dir=\"rtl\""]);
        check(&["az-arab", "az", "xx"], &[" lang=\"az-arab\" dir=\"rtl\"", " lang=\"az\" dir=\"ltr\"", " lang=\"xx\" dir=\"ltr\""]);
    }
}
