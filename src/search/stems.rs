//! Reduces words to stems, so that one inflection finds another.
//!
//! All that search knows of a language is its row in `LANGUAGES`.

use std::collections::BTreeMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::hash::{QuickMap, sort};

/// How the words of a language are reduced.
struct Stemming {
    /// Primary subtag of the language.
    tag: &'static str,
    /// Snowball's stemmer for it.
    algorithm: Algorithm,
    /// Last letters of stems that spelling changes before an ending, with the letter that they stand for.
    finals: &'static [(char, char)],
}

/// Makes a row without spelling rules of its own.
const fn plain(tag: &'static str, algorithm: Algorithm) -> Stemming {
    Stemming { tag, algorithm, finals: &[] }
}

/// The languages that have a stemmer; words of all others stay as they are.
const LANGUAGES: &[Stemming] = &[
    plain("ar", Algorithm::Arabic),
    plain("da", Algorithm::Danish),
    plain("de", Algorithm::German),
    plain("el", Algorithm::Greek),
    plain("en", Algorithm::English),
    plain("es", Algorithm::Spanish),
    plain("fi", Algorithm::Finnish),
    plain("fr", Algorithm::French),
    plain("hu", Algorithm::Hungarian),
    plain("it", Algorithm::Italian),
    plain("nb", Algorithm::Norwegian),
    // The stemmer leaves "brief" and "brieven" as brief and briev, "huis" and "huizen" as huis and huiz.
    Stemming { tag: "nl", algorithm: Algorithm::Dutch, finals: &[('v', 'f'), ('z', 's')] },
    plain("nn", Algorithm::Norwegian),
    plain("no", Algorithm::Norwegian),
    plain("pt", Algorithm::Portuguese),
    plain("ro", Algorithm::Romanian),
    plain("ru", Algorithm::Russian),
    plain("sv", Algorithm::Swedish),
    plain("ta", Algorithm::Tamil),
    plain("tr", Algorithm::Turkish),
];

/// Says whether words of a language have stems.
pub fn has_stems(tag: &str) -> bool {
    stemming(tag).is_some()
}

/// Returns the row of a language.
fn stemming(tag: &str) -> Option<&'static Stemming> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    LANGUAGES.iter().find(|stemming| stemming.tag == primary)
}

/// The stemmer of one language, which remembers every word that it was asked for.
pub struct Stems {
    /// The language's row, where it has one.
    stemming: Option<&'static Stemming>,
    /// Each word asked for.
    known: QuickMap<Box<str>, Known>,
}

/// What is known of a word.
struct Known {
    /// How many words were asked for before it.
    number: u32,
    /// Its stem where that differs.
    stem: Option<Box<str>>,
}

/// A word that has another stem.
#[derive(Clone, Copy, Debug)]
pub struct Stemmed<'a> {
    /// The word.
    pub word: &'a str,
    /// Its stem.
    pub stem: &'a str,
    /// Whether the stem was asked for as a word, too.
    pub is_word: bool,
}

impl Stems {
    /// Returns the stemmer for a language tag; regions and scripts in the tag change nothing.
    pub fn new(tag: &str) -> Self {
        Self { stemming: stemming(tag), known: QuickMap::default() }
    }

    /// Returns the stem of a token: of its last piece, where it is joined by hyphens; codes and numbers stay whole.
    pub fn stem(&mut self, token: &str) -> String {
        if !is_of_letters(token) {
            return token.to_owned();
        }
        match token.rsplit_once('-') {
            Some((head, tail)) => format!("{head}-{}", self.word(tail)),
            None => self.word(token).to_owned(),
        }
    }

    /// Returns the number of the word whose stem the stem of a token ends in, in the order in which words were first asked for.
    pub fn number(&self, token: &str) -> Option<u32> {
        let word = token.rsplit_once('-').map_or(token, |(_, tail)| tail);
        self.known.get(word).filter(|_| is_of_letters(token)).map(|known| known.number)
    }

    /// Returns all words asked for, by their numbers, with their stems where these differ.
    pub fn into_words(self) -> Vec<(Box<str>, Option<Box<str>>)> {
        let mut words: Vec<(u32, Box<str>, Option<Box<str>>)> =
            self.known.into_iter().map(|(word, Known { number, stem })| (number, word, stem)).collect();
        words.sort_unstable_by_key(|(number, _, _)| *number);
        words.into_iter().map(|(_, word, stem)| (word, stem)).collect()
    }

    /// Returns the words asked for whose stem differs, in order.
    pub fn differing(&self) -> Vec<Stemmed<'_>> {
        let known = self.known.iter().filter_map(|(word, known)| Some((word, known.stem.as_deref()?)));
        let mut differing: Vec<Stemmed<'_>> =
            known.map(|(word, stem)| Stemmed { word, stem, is_word: self.known.contains_key(stem) }).collect();
        sort(&mut differing, |stemmed| stemmed.word);
        differing
    }

    /// Returns the stem of a word of letters alone.
    fn word<'a>(&'a mut self, word: &'a str) -> &'a str {
        let Some(stemming) = self.stemming else {
            return word;
        };
        if !self.known.contains_key(word) {
            let stem = stemming.stem(word);
            let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            self.known.insert(word.into(), Known { number, stem: (stem != word).then(|| stem.into_boxed_str()) });
        }
        self.known.get(word).and_then(|known| known.stem.as_deref()).unwrap_or(word)
    }
}

/// Says whether a token is words of letters alone.
fn is_of_letters(token: &str) -> bool {
    token.chars().all(|char| char == '-' || char.is_alphabetic())
}

/// Groups words by what they end in, `>`, and what their stem has instead: `{"en>": "gev !hoed"}`, with what the words begin with,
/// sorted, parted by spaces; a `!` before it where the stem is a word of the texts, too.
pub fn grouped<'a>(words: impl IntoIterator<Item = Stemmed<'a>>) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<String, Vec<(&str, bool)>> = BTreeMap::new();
    for Stemmed { word, stem, is_word } in words {
        let n_common = word.chars().zip(stem.chars()).take_while(|(one, other)| one == other).map(|(char, _)| char.len_utf8()).sum();
        let (common, before) = word.split_at(n_common);
        let after = stem.get(n_common..).unwrap_or_default();
        groups.entry(format!("{before}>{after}")).or_default().push((common, is_word));
    }
    let joined = |mut words: Vec<(&str, bool)>| {
        words.sort_unstable();
        let marked: Vec<String> = words.iter().map(|(word, is_word)| format!("{}{word}", if *is_word { "!" } else { "" })).collect();
        marked.join(" ")
    };
    groups.into_iter().map(|(key, words)| (key, joined(words))).collect()
}

impl Stemming {
    /// Returns the stem of a word; never nothing.
    fn stem(&self, word: &str) -> String {
        let mut stem = Stemmer::create(self.algorithm).stem(word).into_owned();
        let last = stem.chars().last();
        if let Some((from, to)) = self.finals.iter().find(|(from, _)| Some(*from) == last) {
            stem.truncate(stem.len() - from.len_utf8());
            stem.push(*to);
        }
        if stem.is_empty() { word.to_owned() } else { stem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, words: &str, expected: &str) {
        let mut stems = Stems::new(tag);
        let found: Vec<String> = words.split(' ').map(|word| stems.stem(word)).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn inflections_meet() {
        check("nl", "brief brieven huis huizen", "brief brief huis huis");
        check("nl", "gigafabriek gigafabrieken ai-gigafabrieken", "gigafabriek gigafabriek ai-gigafabriek");
        check("en", "letter letters factories factory", "letter letter factori factori");
    }

    #[test]
    fn a_minister_is_no_mini() {
        check("nl", "minister ministers mini", "minister minister mini");
    }

    #[test]
    fn regions_fold_and_unknown_languages_keep_their_words() {
        check("nl-BE", "brieven", "brief");
        check("EN_gb", "letters", "letter");
        check("xx", "brieven", "brieven");
    }

    #[test]
    fn codes_and_numbers_are_never_stemmed() {
        check("nl", "2025z19779 71,7 r&d 26643-1499", "2025z19779 71,7 r&d 26643-1499");
    }

    #[test]
    fn words_are_numbered_as_they_come() {
        let mut stems = Stems::new("nl");
        let tokens = ["ai-brieven", "71,7", "brief", "brieven", "r&d-brieven", "2025z07494"];
        let numbers: Vec<Option<u32>> = tokens.iter().map(|token| (stems.stem(token), stems.number(token)).1).collect();
        assert_eq!(numbers, [Some(0), None, Some(1), Some(0), None, None]);
        let words: Vec<_> = stems.into_words().iter().map(|(word, stem)| format!("{word} {stem:?}")).collect();
        assert_eq!(words, [r#"brieven Some("brief")"#, "brief None"]);
    }

    #[test]
    fn only_words_that_differ_are_shipped_and_grouped() {
        let mut stems = Stems::new("nl");
        for word in ["ai-brieven", "brief", "huizen", "ministers", "vraagen", "kamers", "vragen", "brieven"] {
            stems.stem(word);
        }
        let expected = [("ven>f", "!brie"), ("zen>s", "hui"), ("s>", "kamer minister"), ("agen>g", "vra"), ("en>", "vrag")];
        assert_eq!(grouped(stems.differing()), expected.map(|(key, words)| (key.to_owned(), words.to_owned())).into());
    }

    #[test]
    fn a_stem_that_begins_otherwise_is_a_group_of_its_own() {
        let mut stems = Stems::new("ar");
        stems.stem("\u{627}\u{644}\u{643}\u{62a}\u{627}\u{628}");
        let groups = grouped(stems.differing());
        for (key, words) in &groups {
            let (before, after) = key.split_once('>').unwrap();
            for word in words.split(' ') {
                assert_eq!(stems.stem(&format!("{word}{before}")), format!("{word}{after}"));
            }
        }
        assert_eq!(groups.values().collect::<Vec<_>>(), [""], "{groups:?}");
    }
}
