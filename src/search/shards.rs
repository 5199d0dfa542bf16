//! The index of a large dossier in shards: a file for each range of terms, so that a search loads only those that it asks for.

use std::collections::BTreeMap;

use super::keys::{Key, Keys};
use super::packed::packed;
use super::postings::Postings;
use super::stems::{self, Stemmed};
use super::terms::Document;
use super::{Limits, json};

/// Which shard has what.
#[derive(Debug, Default, PartialEq)]
pub struct Shards {
    /// The first term of each, as short as sets it apart from the last one of the shard before; a term that stands alone is whole.
    pub starts: Vec<String>,
    /// The terms that stand alone in theirs, with the number of sections that have them.
    pub heavy: BTreeMap<String, usize>,
}

/// How many bytes a term or a word has beside where it stands, about.
const KEY_BYTES: usize = 16;

/// Puts the shards one after another, each by its number; says which has what.
pub fn put(keys: &Keys<'_>, (documents, limits): (&[Document], &Limits), put: &mut dyn FnMut(&str, &str)) -> Shards {
    let mut of_stems: BTreeMap<&str, Vec<Stemmed<'_>>> = BTreeMap::new();
    keys.stemmed().for_each(|stemmed| of_stems.entry(stemmed.stem).or_default().push(stemmed));
    let mut shards = Shards { starts: vec![String::new()], heavy: BTreeMap::new() };
    let mut shard = Shard::default();
    let (mut last, mut was_heavy, mut n_bytes) = ("", false, 0);
    for key in keys.iter() {
        let packed = key.postings.map(|postings| packed(postings, documents));
        let n_own = KEY_BYTES + packed.as_ref().map_or(0, String::len);
        let is_heavy = limits.heavy < n_own;
        if 0 < n_bytes && (was_heavy || is_heavy || limits.shard < n_bytes + n_own) {
            put(&(shards.starts.len() - 1).to_string(), &shard.take());
            shards.starts.push(if is_heavy { key.text } else { apart(last, key.text) }.to_owned());
            n_bytes = 0;
        }
        if let Some(postings) = key.postings.filter(|_| is_heavy) {
            shards.heavy.insert(key.text.to_owned(), n_sections(postings, documents));
        }
        shard.add(&key, packed.as_deref());
        // Where a term is, there are its words, so that they can be marked in the texts.
        shard.stems.extend(of_stems.get(key.text).filter(|_| key.postings.is_some()).into_iter().flatten());
        (last, was_heavy, n_bytes) = (key.text, is_heavy, n_bytes + n_own);
    }
    put(&(shards.starts.len() - 1).to_string(), &shard.take());
    shards
}

/// Returns the shortest beginning of a text that comes after the text before it.
fn apart<'a>(before: &str, text: &'a str) -> &'a str {
    let n_common = text.chars().zip(before.chars()).take_while(|(one, other)| one == other).map(|(char, _)| char.len_utf8()).sum();
    let end = text.get(n_common..).and_then(|rest| rest.chars().next()).map_or(n_common, |char| n_common + char.len_utf8());
    text.get(..end).unwrap_or(text)
}

/// The shard that is being written.
#[derive(Default)]
struct Shard<'a> {
    /// The terms with where they stand, as members of a JSON object.
    terms: String,
    /// The words of the range that have another stem, and those whose stem is in the range.
    stems: Vec<Stemmed<'a>>,
}

impl<'a> Shard<'a> {
    /// Adds a term or word.
    fn add(&mut self, key: &Key<'a>, packed: Option<&str>) {
        if let Some(packed) = packed {
            if !self.terms.is_empty() {
                self.terms.push(',');
            }
            self.terms.push_str(&json(key.text));
            self.terms.extend([":\"", packed, "\""]);
        }
        self.stems.extend(key.stemmed);
    }

    /// Returns the shard as JSON and begins the next.
    fn take(&mut self) -> String {
        let Self { terms, mut stems } = std::mem::take(self);
        stems.sort_unstable_by_key(|stemmed| stemmed.word);
        stems.dedup_by_key(|stemmed| stemmed.word);
        format!("{{\"terms\":{{{terms}}},\n\"stems\":{}}}", json(&stems::grouped(stems)))
    }
}

/// Returns how many sections have a term; what a letter's own document has, all its sections have.
fn n_sections(postings: &Postings<'_>, documents: &[Document]) -> usize {
    let (mut n_sections, mut counted_until) = (0, 0);
    for (number, _, _) in postings.fields() {
        let Some(document) = documents.get(number) else { continue };
        if counted_until <= number {
            n_sections += if document.place == 0 { document.n_sections } else { 1 };
            counted_until = number + 1 + document.n_sections;
        }
    }
    n_sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_as_short_as_they_can_be() {
        let found = [("", "de"), ("brief", "briefing"), ("brief", "kamer"), ("één", "éénmaal"), ("abc", "abd")]
            .map(|(one, other)| apart(one, other));
        assert_eq!(found, ["d", "briefi", "k", "éénm", "abd"]);
    }
}
