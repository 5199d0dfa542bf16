//! The index of the floor: what elasticlunr's index of the sections' texts would hold, gathered in one map and written in one pass.

use std::collections::BTreeMap;
use std::fmt::Write;

use foldhash::HashMap;
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use super::floor::Section;

/// The index of a language.
pub struct Index<'a> {
    /// The sections.
    sections: Vec<&'a Section>,
    /// For each stem, in which sections it stands, and how often.
    postings: BTreeMap<String, Vec<(u32, u32)>>,
    /// How many words each section has.
    lengths: Vec<u32>,
}

/// The stems of a section and how often each stands in it, with how many words it has.
type Counted = (HashMap<String, u32>, u32);

impl<'a> Index<'a> {
    /// Gathers the words of sections.
    pub fn new(lang: &str, sections: &'a [Vec<Section>]) -> Self {
        let stemmer = || (Stemmer::create(if lang == "nl" { Algorithm::Dutch } else { Algorithm::English }), HashMap::default());
        let counted: Vec<Vec<Counted>> = sections
            .par_iter()
            .map_init(stemmer, |(stemmer, known), letter| letter.iter().map(|section| count(section, (stemmer, known))).collect())
            .collect();
        let mut postings: HashMap<String, Vec<(u32, u32)>> = HashMap::default();
        let mut lengths = Vec::new();
        for (number, (stems, length)) in (0..).zip(counted.into_iter().flatten()) {
            lengths.push(length);
            for (stem, n_times) in stems {
                postings.entry(stem).or_default().push((number, n_times));
            }
        }
        Self { sections: sections.iter().flatten().collect(), postings: postings.into_iter().collect(), lengths }
    }

    /// The index as elasticlunr reads it.
    pub fn written(&self) -> String {
        let mut text = String::from(
            "{\"version\":\"0.9.5\",\"fields\":[\"body\"],\"ref\":\"id\",\"pipeline\":[],\"documentStore\":{\"save\":true,\"docs\":{",
        );
        for (number, section) in self.sections.iter().enumerate() {
            let comma = if number == 0 { "" } else { "," };
            _ = write!(text, "{comma}\"{number}\":{{\"id\":\"{}\",\"body\":{}}}", section.address, json(&section.text));
        }
        text.push_str("},\"docInfo\":{");
        for (number, length) in self.lengths.iter().enumerate() {
            _ = write!(text, "{}\"{number}\":{{\"body\":{length}}}", if number == 0 { "" } else { "," });
        }
        _ = write!(text, "}},\"length\":{}}},\"index\":{{\"body\":{{\"root\":", self.sections.len());
        self.put_trie(&mut text);
        text.push_str("}},\"lang\":\"English\"}");
        text
    }

    /// Adds the stems as elasticlunr has them: one object in another for each letter.
    fn put_trie(&self, text: &mut String) {
        text.push_str("{\"docs\":{},\"df\":0");
        let mut open: Vec<char> = Vec::new();
        for (stem, postings) in &self.postings {
            let n_common = open.iter().zip(stem.chars()).take_while(|(one, other)| *one == other).count();
            text.extend(std::iter::repeat_n('}', open.len() - n_common));
            open.truncate(n_common);
            for letter in stem.chars().skip(n_common) {
                _ = write!(text, ",\"{letter}\":{{");
                open.push(letter);
                if open.len() < stem.chars().count() {
                    text.push_str("\"docs\":{},\"df\":0");
                }
            }
            text.push_str("\"docs\":{");
            for (idx, (number, n_times)) in postings.iter().enumerate() {
                let comma = if idx == 0 { "" } else { "," };
                _ = write!(text, "{comma}\"{number}\":{{\"tf\":{}}}", f64::from(*n_times).sqrt());
            }
            _ = write!(text, "}},\"df\":{}", postings.len());
        }
        text.extend(std::iter::repeat_n('}', open.len() + 1));
    }
}

/// Counts the stems of a section; known stems are looked up.
fn count(section: &Section, (stemmer, known): (&Stemmer, &mut HashMap<String, String>)) -> Counted {
    let mut stems: HashMap<String, u32> = HashMap::default();
    let mut n_words = 0;
    for word in section.text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
        n_words += 1;
        let word = word.to_lowercase();
        let stem = match known.get(&word) {
            Some(stem) => stem,
            None => known.entry(word.clone()).or_insert(stemmer.stem(&word).into_owned()),
        };
        match stems.get_mut(stem) {
            Some(n_times) => *n_times += 1,
            None => _ = stems.insert(stem.clone(), 1),
        }
    }
    (stems, n_words)
}

/// A text as JSON.
fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
