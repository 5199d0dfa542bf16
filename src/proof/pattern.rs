//! The patterns of rules, made ready, and where they stand.

use std::ops::Range;

use regex_automata::Input;
use regex_automata::meta::Regex;

use crate::model::automaton::pattern;

/// A pattern, made ready.
pub(super) struct Pattern(Regex);

/// The most memory of a pattern, in bytes: a dossier may have many, and the longest that a letter needs takes a fraction of it.
const MAX_SIZE: usize = 2 << 20;

impl Pattern {
    /// Makes a pattern ready; for little text quickly, else so that it is found quickly. The error is what is wrong in it.
    pub(super) fn new(find: &str, is_little: bool) -> Result<Self, String> {
        pattern(find, MAX_SIZE, is_little).map(Self)
    }

    /// The places of a pattern in a text: its first group, or the whole where it has none. What stands around one place can stand around
    /// the next.
    pub(super) fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let mut at = 0;
        let mut groups = self.0.create_captures();
        std::iter::from_fn(move || {
            while at <= text.len() {
                self.0.search_captures(&Input::new(text).range(at..), &mut groups);
                let found = groups.get_group(1).or_else(|| groups.get_group(0))?;
                // An empty place claims nothing: go on behind it, in the end behind the text.
                let end = found.end.max(at);
                let is_stuck = end == at || found.is_empty();
                at = if is_stuck {
                    text.get(end..).and_then(|rest| rest.chars().next()).map_or(text.len() + 1, |char| end + char.len_utf8())
                } else {
                    end
                };
                if !found.is_empty() {
                    return Some(found.range());
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of a pattern in a text, which are the same however it is made ready.
    fn places(pattern: &str, text: &str) -> Vec<(usize, usize)> {
        let [little, much] = [true, false].map(|is_little| {
            let pattern = Pattern::new(pattern, is_little).unwrap();
            pattern.places(text).map(|range| (range.start, range.end)).collect::<Vec<_>>()
        });
        assert_eq!(little, much, "{pattern}");
        little
    }

    #[test]
    fn places_end_where_the_text_ends() {
        assert_eq!(places("", "aé"), []);
        assert_eq!(places("x*", "xaéx"), [(0, 1), (4, 5)]);
        assert_eq!(places("(x*)é?", "é"), []);
    }

    #[test]
    fn what_stands_before_a_place_counts() {
        assert_eq!(places(r"\S( )\S", "a b c  d"), [(1, 2), (3, 4)]);
        assert_eq!(places(r"(?m)^([eo] )\pL", "e én\no oo e e"), [(0, 2), (6, 8)]);
        assert_eq!(places(r"\b(Al)\b", "Al Alle Al"), [(0, 2), (8, 10)]);
    }

    #[test]
    fn what_is_wrong_is_told_as_the_library_of_patterns_tells_it() {
        for find in ["a(", r"\p{Nothing}", r"\pL{1000}{100}", r"\pL{400}"] {
            let expected = regex::RegexBuilder::new(find).size_limit(MAX_SIZE).build().err().map(|error| error.to_string());
            assert!(expected.is_some(), "{find}");
            for is_little in [true, false] {
                assert_eq!(Pattern::new(find, is_little).err(), expected);
            }
        }
    }
}
