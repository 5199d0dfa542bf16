//! The index of a large dossier in shards: a file for each range of terms, so that a search loads only those that it asks for.

use std::collections::BTreeMap;

use super::index::FIELDS;
use super::keys::{Key, Keys};
use super::stems::{self, Stemmed};
use super::terms::{Document, Postings};
use super::trie::Trie;
use super::{Limits, json};

/// Which shard has what.
#[derive(Debug, Default, PartialEq)]
pub struct Shards {
    /// The first term of each, as short as sets it apart from the last one of the shard before; a term that stands alone is whole.
    pub starts: Vec<String>,
    /// The terms that stand alone in theirs, with the number of sections that have them.
    pub heavy: BTreeMap<String, usize>,
}

/// Puts the shards one after another, each by its number; says which has what.
pub fn put(keys: &Keys<'_>, (documents, limits): (&[Document], &Limits), put: &mut dyn FnMut(&str, &str)) -> Shards {
    let mut of_stems: BTreeMap<&str, Vec<Stemmed<'_>>> = BTreeMap::new();
    keys.stemmed().for_each(|stemmed| of_stems.entry(stemmed.stem).or_default().push(stemmed));
    let mut shards = Shards { starts: vec![String::new()], heavy: BTreeMap::new() };
    let mut shard = Shard::new(documents);
    let (mut last, mut was_heavy) = ("", false);
    for key in keys.iter() {
        let n_bytes = shard.n_bytes_of(&key);
        let is_heavy = limits.heavy < n_bytes;
        if 0 < shard.n_bytes && (was_heavy || is_heavy || limits.shard < shard.n_bytes + n_bytes) {
            put(&(shards.starts.len() - 1).to_string(), &shard.take());
            shards.starts.push(if is_heavy { key.text } else { apart(last, key.text) }.to_owned());
        }
        if is_heavy {
            shards.heavy.insert(key.text.to_owned(), shard.n_sections_of(&key));
        }
        shard.add(&key, n_bytes);
        // Where a term is, there are its words, so that they can be marked in the texts.
        shard.stems.extend(of_stems.get(key.text).filter(|_| key.postings.is_some()).into_iter().flatten());
        (last, was_heavy) = (key.text, is_heavy);
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
struct Shard<'a> {
    /// All documents.
    documents: &'a [Document],
    /// Before the frequency of a document, as JSON: `"7.0":{"tf":`.
    references: Vec<String>,
    /// The frequencies that are low, as JSON with what closes a document: `1.4142135623730951}`, for how often a term stands there.
    frequencies: Vec<String>,
    /// The trie of each field.
    tries: [Trie; FIELDS.len()],
    /// The words of the range that have another stem, and those whose stem is in the range.
    stems: Vec<Stemmed<'a>>,
    /// About how many bytes it has.
    n_bytes: usize,
}

/// How many frequencies are kept as JSON.
const N_FREQUENCIES: usize = 256;

/// How many bytes a term or a word has beside where it stands, about.
const KEY_BYTES: usize = 40;

impl<'a> Shard<'a> {
    /// Begins the first shard.
    fn new(documents: &'a [Document]) -> Self {
        Self {
            documents,
            references: documents.iter().map(|document| format!("\"{}\":{{\"tf\":", document.reference)).collect(),
            frequencies: (0..N_FREQUENCIES).map(frequency).collect(),
            tries: FIELDS.map(|_| Trie::new()),
            stems: Vec::new(),
            n_bytes: 0,
        }
    }

    /// Adds a term or word.
    fn add(&mut self, key: &Key<'a>, n_bytes: usize) {
        for (document, field, count) in key.postings.into_iter().flat_map(Postings::places) {
            let (Some(trie), Some(reference)) = (self.tries.get_mut(field), self.references.get(document)) else { continue };
            match self.frequencies.get(count) {
                Some(known) => trie.add(key.text, (reference, known)),
                None => trie.add(key.text, (reference, &frequency(count))),
            }
        }
        self.tries.iter_mut().for_each(Trie::end_term);
        self.stems.extend(key.stemmed);
        self.n_bytes += n_bytes;
    }

    /// Returns the shard as JSON and begins the next.
    fn take(&mut self) -> String {
        self.n_bytes = 0;
        let fields: BTreeMap<&str, String> = FIELDS.iter().copied().zip(self.tries.iter_mut().map(Trie::take)).collect();
        let fields: Vec<String> = fields.iter().map(|(field, trie)| format!("\"{field}\":{trie}")).collect();
        let mut stems = std::mem::take(&mut self.stems);
        stems.sort_unstable_by_key(|stemmed| stemmed.word);
        stems.dedup_by_key(|stemmed| stemmed.word);
        let stems = json(&stems::grouped(stems));
        format!("{{\"index\":{{{}}},\n\"stems\":{stems}}}", fields.join(","))
    }

    /// Returns about how many bytes a term or word takes, without what it shares with others.
    fn n_bytes_of(&self, key: &Key<'_>) -> usize {
        let frequency = |count: usize| self.frequencies.get(count).map_or(20, String::len);
        let of_place = |(document, _, count)| self.references.get(document).map_or(0, String::len) + frequency(count) + 1;
        KEY_BYTES + key.postings.into_iter().flat_map(Postings::places).map(of_place).sum::<usize>()
    }

    /// Returns how many sections have a term; what a letter's own document has, all its sections have.
    fn n_sections_of(&self, key: &Key<'_>) -> usize {
        let (mut n_sections, mut counted_until) = (0, 0);
        for (document, _, _) in key.postings.into_iter().flat_map(Postings::places) {
            let n_own = self.documents.get(document).map_or(0, |document| document.n_sections);
            let is_letter = self.documents.get(document).is_some_and(|document| !document.reference.contains('.'));
            if counted_until <= document {
                n_sections += if is_letter { n_own } else { 1 };
                counted_until = document + 1 + n_own;
            }
        }
        n_sections
    }
}

/// Returns how much elasticlunr makes of a number of times, as JSON with what closes a document.
fn frequency(count: usize) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    format!("{}}}", json(&f64::from(count).sqrt()))
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
