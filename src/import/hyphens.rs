//! Decides whether a hyphen at the end of a line parts a word or belongs to it.

use std::collections::BTreeSet;

use super::line::Line;
use crate::model::locale::ImportWords;

/// The most bytes that are read of a word: no language has longer ones, and lines that all end in a hyphen would join to one without end.
const MAX_WORD: usize = 200;

/// What is known of a document's words.
pub(super) struct Hyphens<'a> {
    /// Its words, hyphens in them, in lower case; without those at line ends.
    words: BTreeSet<String>,
    /// First parts that keep their hyphen and words that follow one that stands for a part left out, in this language.
    locale: &'a ImportWords,
    /// Whether the document breaks words at line ends.
    breaks_words: bool,
}

/// What is done with a hyphen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It belongs to the word.
    Keep,
    /// It stands for a part that is left out, and a space follows it.
    Space,
    /// It parts the word.
    Drop,
    /// It seems to belong to the word.
    MayKeep,
    /// It seems to part the word.
    MayDrop,
}

impl Verdict {
    /// Whether the hyphen stays.
    pub(super) fn keeps(self) -> bool {
        matches!(self, Self::Keep | Self::MayKeep | Self::Space)
    }

    /// Whether it is sure.
    pub(super) fn is_sure(self) -> bool {
        matches!(self, Self::Keep | Self::Drop | Self::Space)
    }
}

/// The end of a text, of the size of the longest word.
fn end_of(text: &str) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(MAX_WORD))..).unwrap_or_default()
}

/// The beginning of a text, of the size of the longest word.
fn beginning_of(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MAX_WORD)).unwrap_or_default()
}

/// What stands behind the last space of a text, for a message: cut where it is longer than any word.
pub(super) fn last_word(text: &str) -> String {
    let end = end_of(text);
    match end.rsplit_once(' ') {
        Some((_, word)) => word.to_owned(),
        None if end.len() < text.len() => format!("…{end}"),
        None => end.to_owned(),
    }
}

/// What stands before the first space of a text, for a message: cut where it is longer than any word.
pub(super) fn first_word(text: &str) -> String {
    let beginning = beginning_of(text);
    match beginning.split_once(' ') {
        Some((word, _)) => word.to_owned(),
        None if beginning.len() < text.len() => format!("{beginning}…"),
        None => beginning.to_owned(),
    }
}

/// Whether a character is a part of a word.
fn is_inside(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '\'' | '’')
}

impl<'a> Hyphens<'a> {
    /// Learns the words of a document.
    pub(super) fn new(lines: &[Line], locale: &'a ImportWords) -> Self {
        let mut words = BTreeSet::new();
        for line in lines {
            let found = line.text.split(|char| !is_inside(char)).filter(|word| !word.is_empty() && !word.ends_with('-'));
            words.extend(found.map(str::to_lowercase));
        }
        let mut hyphens = Self { words, locale, breaks_words: false };
        let pairs = || lines.iter().zip(lines.iter().skip(1)).filter(|(line, _)| line.text.ends_with('-'));
        let verdicts: Vec<Option<bool>> = pairs().map(|(line, next)| hyphens.known(&line.text, &next.text)).collect();
        let n_broken = verdicts.iter().filter(|verdict| **verdict == Some(false)).count();
        let n_whole = verdicts.iter().filter(|verdict| **verdict == Some(true)).count();
        // Without any word that shows it, lines are thought to break words, as most that are set do.
        hyphens.breaks_words = 0 < n_broken || n_whole == 0;
        hyphens
    }

    /// Decides about the hyphen at the end of a text before another.
    pub(super) fn verdict(&self, before: &str, after: &str) -> Verdict {
        let next = beginning_of(after).split(|char| !is_inside(char)).next().unwrap_or_default();
        match self.known(before, after) {
            Some(true) if self.locale.suspended.iter().any(|word| word == next) => Verdict::Space,
            Some(true) => Verdict::Keep,
            Some(false) => Verdict::Drop,
            None if self.breaks_words => Verdict::MayDrop,
            None => Verdict::MayKeep,
        }
    }

    /// Whether the hyphen belongs to the word, where that is sure.
    fn known(&self, before: &str, after: &str) -> Option<bool> {
        let left = end_of(before.strip_suffix(['-', '\u{ad}'])?);
        if before.ends_with('\u{ad}') {
            return Some(false);
        }
        let left = left.rsplit(|char| !is_inside(char)).next().unwrap_or_default();
        let right = beginning_of(after).split(|char| !is_inside(char)).next().unwrap_or_default();
        let last = left.rsplit('-').next().unwrap_or_default();
        let is_name = |part: &str| part.chars().skip(1).any(char::is_uppercase) || part.chars().any(|char| char.is_ascii_digit());
        let is_short_name = last.chars().count() <= 2 && last.starts_with(char::is_uppercase);
        let (lower_left, lower_right) = (left.to_lowercase(), right.to_lowercase());
        if right.is_empty() || !right.starts_with(char::is_lowercase) || is_name(last) || is_short_name {
            return Some(true);
        }
        let is_listed = self.locale.hyphenated.contains(&lower_left) || self.locale.suspended.iter().any(|word| word == right);
        if is_listed || self.words.contains(&format!("{lower_left}-{lower_right}")) {
            return Some(true);
        }
        self.words.contains(&format!("{lower_left}{lower_right}")).then_some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::line;

    #[track_caller]
    fn check(text: &str, expected: &[Verdict]) {
        let lines = line::of(text);
        let words = ImportWords { hyphenated: vec!["pre".into()], suspended: vec!["en".into()], ..ImportWords::default() };
        let hyphens = Hyphens::new(&lines, &words);
        let found: Vec<Verdict> = lines
            .iter()
            .zip(lines.iter().skip(1))
            .filter(|(line, _)| line.text.ends_with(['-', '\u{ad}']))
            .map(|(line, next)| hyphens.verdict(&line.text, &next.text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn hyphens_of_words_stay() {
        check("de pre-\ncommerciële fase van de AI-\nfabriek in Noord-\nDrenthe", &[Verdict::Keep; 3]);
        check("reken-\nen datacentra", &[Verdict::Space]);
        check("een reken-cluster, dus een reken-\ncluster en het EuroHPC-\nkader", &[Verdict::Keep; 2]);
    }

    #[test]
    fn hyphens_that_part_words_go() {
        check("de samenwerking, en met samen-\nwerking komt de ver-\nandering", &[Verdict::Drop, Verdict::MayDrop]);
        check("zacht\u{ad}\nheid", &[Verdict::Drop]);
    }

    #[test]
    fn words_without_end_are_cut_in_messages() {
        let long = "é".repeat(1000);
        let [before, after, nothing, one] = ["de AI-", "fabriek is", "", "a"];
        assert_eq!([last_word(before), first_word(after), last_word(nothing), first_word(one)], ["AI-", "fabriek", "", "a"]);
        assert_eq!([last_word(&long), first_word(&long)], [format!("…{}", "é".repeat(100)), format!("{}…", "é".repeat(100))]);
        assert_eq!(last_word(&format!("{long} a")), "a");
    }

    #[test]
    fn a_document_that_breaks_no_words_keeps_the_unknown() {
        check("de AI-\nfabriek en de privaat-\npublieke opzet", &[Verdict::Keep, Verdict::MayKeep]);
    }
}
