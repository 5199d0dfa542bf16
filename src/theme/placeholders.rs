//! Holds the words of a dossier's own language files to those that ship with the program: a place in them for a value must be one that
//! the program fills.

use std::collections::{BTreeMap, BTreeSet};

use super::locale::{self, Layers};
use super::words::LENDER;
use crate::data;
use crate::model::dossier::Settings;
use crate::model::lang::Lang;
use crate::problem::{Problems, kinds, nearest};

/// The last parts of keys that are forms of one word: each can have the values of the others.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Reports places for values, `{name}`, that no value has, in the words of a dossier's own files in its languages.
pub(super) fn check(layers: &Layers, settings: &Settings, problems: &mut Problems) {
    let Some((shipped, own)) = layers.split_first() else { return };
    let names: BTreeSet<String> = settings.languages.iter().flat_map(Lang::wider).map(|tag| format!("{tag}.toml")).collect();
    let files: Vec<_> = own.iter().flat_map(|layer| layer.iter().filter(|(name, _)| names.contains(*name))).collect();
    if files.is_empty() {
        return;
    }
    let lender = Lang::parse(LENDER).and_then(|lang| locale::read(std::slice::from_ref(shipped), &lang, &mut Problems::default()));
    let Some((lender, _)) = lender else { return };
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (key, word) in &lender.words {
        known.entry(noun(key)).or_default().extend(places(word));
    }
    for (_, file) in files {
        // What else is wrong in the file was told when it was read.
        let words = data::read(file, 0..file.text().len(), &mut Problems::default(), |table| table.flat_texts("words"));
        for (key, (word, place)) in &words {
            let Some(known) = known.get(noun(key)) else { continue };
            for name in places(word).filter(|name| !known.contains(name)) {
                let all: Vec<&str> = known.iter().copied().collect();
                problems.add(kinds::theme::unknown_place(place.clone(), (key, name), (&all, nearest(name, all.iter().copied()))));
            }
        }
    }
}

/// The key of a word without the form that it is.
fn noun(key: &str) -> &str {
    key.rsplit_once('.').filter(|(_, form)| FORMS.contains(form)).map_or(key, |(noun, _)| noun)
}

/// The names of the values for which a word has a place: `{date}`. Braces around anything else are words.
fn places(word: &str) -> impl Iterator<Item = &str> {
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|char| char.is_alphanumeric() || char == '_');
    word.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).filter(move |name| is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_in_braces_is_a_place_for_a_value() {
        let found = |word| places(word).collect::<Vec<_>>();
        assert_eq!(found("{title}, {N_letters} van {één}"), ["title", "N_letters", "één"]);
        assert!(found("{{ 7 * 7 }} {% raw %} {} { title } {env:x} {a} b{").iter().eq(&["a"]));
    }
}
