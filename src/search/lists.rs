//! The words of a large dossier in lists by their first letters, for finding what a mistyped word or a part of a word may stand for.

use rayon::prelude::*;

use super::hash::QuickSet;
use super::keys::Keys;
use super::{Limits, json};

/// The fewest characters of the first word in a compound, and of what follows it.
const MIN_PARTS: (usize, usize) = (3, 5);

/// The fewest characters of the end of a code.
const MIN_CODE: usize = 3;

/// Puts the lists one after another, each by its name; returns the first letter at which each begins, nothing for the first.
///
/// A list holds all words of letters alone with its first letters, in order, parted by spaces. What a word has behind another one is no
/// term of its own, and neither is the end of a code; so that a search for it finds the whole, it stands there, too: `congestie<net`.
pub fn put(keys: &Keys<'_>, limits: &Limits, put: &mut dyn FnMut(&str, &str)) -> Vec<String> {
    let mut starts = vec![String::new()];
    let mut list = String::new();
    let mut last = None;
    for (text, beginning) in entries(keys) {
        let first = text.chars().next();
        if last.replace(first).is_some_and(|last| last != first) && limits.list <= list.len() {
            put(&format!("words-{}", starts.len() - 1), &json(list.trim_start()));
            starts.extend(first.map(String::from));
            list.clear();
        }
        list.extend([" ", text]);
        if !beginning.is_empty() {
            list.extend(["<", beginning]);
        }
    }
    put(&format!("words-{}", starts.len() - 1), &json(list.trim_start()));
    starts
}

/// Returns what the lists hold, in order: words with nothing, ends of words with their beginnings.
fn entries<'a>(keys: &Keys<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let words: Vec<&str> = keys.iter().map(|key| key.text).collect();
    let known: QuickSet<&str> = words.iter().copied().collect();
    let mut ends: Vec<(&str, &str)> = words.par_iter().fold(Vec::new, |ends, word| with_ends(ends, word, &known)).flatten().collect();
    ends.par_sort_unstable();
    ends.dedup();
    // The words are in order already, and none of them is such an end.
    let (mut words, mut ends) = (words.into_iter().filter(|word| is_word(word)).peekable(), ends.into_iter().peekable());
    std::iter::from_fn(move || {
        let word = words.peek().copied();
        let end = ends.next_if(|(end, _)| word.is_none_or(|word| *end < word));
        end.or_else(|| Some((words.next()?, "")))
    })
}

/// Whether it is a word of letters alone.
fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphabetic)
}

/// Adds the ends of a word that are no words themselves, with their beginnings.
fn with_ends<'a>(mut ends: Vec<(&'a str, &'a str)>, word: &'a str, known: &QuickSet<&str>) -> Vec<(&'a str, &'a str)> {
    let unknown = |(beginning, end): (&'a str, &'a str)| (!known.contains(end)).then_some((end, beginning));
    if is_word(word) {
        let is_compound = |(beginning, _): &(&str, &str)| {
            known.contains(beginning) || beginning.strip_suffix('s').is_some_and(|word| MIN_PARTS.0 <= word.len() && known.contains(word))
        };
        ends.extend(parts(word).filter(is_compound).filter_map(unknown));
    } else {
        ends.extend(code_end(word).and_then(unknown));
    }
    ends
}

/// Returns each way to part a word in two that are long enough.
fn parts(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let n_chars = word.chars().count();
    let (first, second) = MIN_PARTS;
    let places = word.char_indices().enumerate().skip(first).take_while(move |(number, _)| number + second <= n_chars);
    places.map(|(_, (at, _))| word.split_at(at))
}

/// Returns a code of letters and digits parted before its first letter behind a digit: `2026` and `z07494`.
fn code_end(code: &str) -> Option<(&str, &str)> {
    let is_code = code.chars().all(char::is_alphanumeric);
    let pairs = code.char_indices().zip(code.chars().skip(1));
    let mut starts = pairs.filter(|((_, one), other)| one.is_numeric() && other.is_alphabetic()).map(|((at, one), _)| at + one.len_utf8());
    let (beginning, end) = code.split_at(starts.next().filter(|_| is_code)?);
    (MIN_CODE <= end.chars().count()).then_some((beginning, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_long_enough() {
        assert_eq!(parts("éénweken").collect::<Vec<_>>(), [("één", "weken")]);
        assert_eq!(parts("eenweek").count(), 0);
        assert_eq!(parts("netstroom").count(), 2);
    }

    #[test]
    fn codes_end_at_their_letters() {
        assert_eq!(code_end("2026z07494"), Some(("2026", "z07494")));
        assert_eq!(["b200", "70.935x1", "31mln", "3d", "26643-1499"].map(code_end), [None, None, Some(("31", "mln")), None, None]);
    }
}
