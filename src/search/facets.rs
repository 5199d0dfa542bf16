//! By what the letters that a search finds can be chosen: kind, year, sender.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::model::senders::Senders;
use crate::model::years::Years;

/// By what letters can be chosen.
#[derive(Debug, Default, Hash, Serialize)]
pub struct Facets {
    /// Their kinds, by id.
    pub kind: Facet,
    /// The years of which they can be.
    pub year: Facet,
    /// Who sent them, by values that are the same in every language.
    pub sender: Facet,
}

/// One quality of all letters of the dossier.
#[derive(Debug, Default, Hash, Serialize)]
pub struct Facet {
    /// Every value that it has, sorted.
    values: Vec<String>,
    /// The value of each letter.
    of: Vec<Value>,
}

/// The value of a letter: its place among all values.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(untagged)]
enum Value {
    /// One; -1 where it is unknown.
    One(i64),
    /// Several.
    Many(Vec<i64>),
}

impl Facets {
    /// Those of the letters of a dossier, in a language.
    #[must_use]
    pub fn new(dossier: &Dossier, lang: &Lang) -> Self {
        let facet = |values: &dyn Fn(&Letter) -> Vec<String>| Facet::new(dossier.letters.iter().map(values));
        let known = Senders::new(dossier);
        let senders =
            |letter: &Letter| letter.parties.senders.iter().flat_map(|sender| known.find(sender, lang)).map(|(value, _)| value).collect();
        let years = Years::new(dossier);
        Self {
            kind: facet(&|letter| vec![letter.kind.clone()]),
            year: facet(&|letter| years.of(&letter.date.value)),
            sender: facet(&senders),
        }
    }
}

impl Facet {
    /// A quality of which each letter has none, one or several values.
    pub fn new(letters: impl Iterator<Item = Vec<String>>) -> Self {
        let letters: Vec<BTreeSet<String>> = letters.map(|values| values.into_iter().collect()).collect();
        let values: BTreeSet<&String> = letters.iter().flatten().collect();
        let places: BTreeMap<&String, i64> = values.iter().copied().zip(0..).collect();
        let of = letters.iter().map(|values| {
            let found: Vec<i64> = values.iter().filter_map(|value| places.get(value)).copied().collect();
            match found.as_slice() {
                [] => Value::One(-1),
                [only] => Value::One(*only),
                _ => Value::Many(found),
            }
        });
        let of = of.collect();
        Self { values: values.into_iter().cloned().collect(), of }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_one_and_several() {
        let letters = [vec!["b"], vec![], vec!["c", "a", "c"], vec!["b"]];
        let facet = Facet::new(letters.into_iter().map(|values| values.into_iter().map(str::to_owned).collect()));
        assert_eq!(serde_json::to_string(&facet).unwrap(), r#"{"values":["a","b","c"],"of":[1,-1,[0,2],1]}"#);
    }
}
