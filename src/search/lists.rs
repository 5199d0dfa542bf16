//! The words of a large dossier in lists by their first letters, for finding what a mistyped word or a part of a word may stand for.

use std::collections::BTreeSet;

use super::terms::Terms;
use super::{Limits, json};

/// The fewest characters that a word has before another one that it ends in, and the fewest of that one.
const MIN_PARTS: (usize, usize) = (2, 5);

/// Puts the lists one after another, each by its name; returns the first letter at which each begins, nothing for the first.
///
/// A list holds all words of letters alone with its first letters, in order, parted by spaces; a word that ends in another stands also
/// behind that one: `congestie<net`.
pub fn put(terms: &Terms<'_>, limits: &Limits, put: &mut dyn FnMut(&str, &str)) -> Vec<String> {
    let sorted = terms.sorted();
    let differing = terms.stems().differing();
    let of_letters = |word: &&str| word.chars().all(char::is_alphabetic);
    let words: BTreeSet<&str> =
        sorted.iter().map(|(term, _)| *term).chain(differing.iter().map(|stemmed| stemmed.word)).filter(of_letters).collect();
    let mut ends: BTreeSet<(&str, &str)> = BTreeSet::new();
    for word in &words {
        ends.extend(parts(word).filter(|(_, end)| words.contains(end)).map(|(beginning, end)| (end, beginning)));
    }
    let mut starts = vec![String::new()];
    let mut list = String::new();
    let mut last = None;
    let mut ends = ends.into_iter().peekable();
    for word in words {
        let first = word.chars().next();
        if last.replace(first).is_some_and(|last| last != first) && limits.list <= list.len() {
            put(&format!("words-{}", starts.len() - 1), &json(list.trim_start()));
            starts.extend(first.map(String::from));
            list.clear();
        }
        list.extend([" ", word]);
        while let Some((_, beginning)) = ends.next_if(|(end, _)| *end == word) {
            list.extend([" ", word, "<", beginning]);
        }
    }
    put(&format!("words-{}", starts.len() - 1), &json(list.trim_start()));
    starts
}

/// Returns each way to part a word in two that are long enough.
fn parts(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let n_chars = word.chars().count();
    let (first, second) = MIN_PARTS;
    let places = word.char_indices().enumerate().skip(first).take_while(move |(number, _)| number + second <= n_chars);
    places.map(|(_, (at, _))| word.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_long_enough() {
        assert_eq!(parts("éénweek").collect::<Vec<_>>(), [("éé", "nweek")]);
        assert_eq!(parts("eenweek").collect::<Vec<_>>(), [("ee", "nweek")]);
        assert_eq!(parts("week").count(), 0);
        assert_eq!(parts("netstroom").count(), 3);
    }
}
