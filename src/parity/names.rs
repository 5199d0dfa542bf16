//! Compares whom and what two editions name: actors and documents, as `links` found them, and terms that are the same in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Pairs;
use super::compare::Difference;
use crate::links::{Links, Mention};
use crate::model::automaton::quick_to_make;
use crate::model::dossier::Dossier;
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{BlockId, Edition, LetterId};
use crate::model::records::{Actor, External};
use crate::model::reference::{FoundBy, Reference, Target};
use crate::reading::language::is_whole;
use crate::reading::text::{Kind, tokens};

/// Names by letter, made ready once.
#[derive(Debug)]
pub struct Names<'a> {
    /// The actors of each letter, with the blocks that name them.
    actors: BTreeMap<&'a LetterId, Vec<(&'a Actor, &'a Mention)>>,
    /// The documents outside the dossier that each letter names, as its texts were found to do.
    documents: BTreeMap<&'a LetterId, Vec<(&'a External, &'a Reference)>>,
    /// Every actor.
    all: &'a [Actor],
    /// Finds the aliases of all actors, by language, with the place of the actor of each.
    aliases: BTreeMap<&'a Lang, (AhoCorasick, Vec<usize>)>,
    /// Finds the terms that are the same in every language.
    terms: Option<AhoCorasick>,
}

impl<'a> Names<'a> {
    /// The names of a dossier.
    #[must_use]
    pub fn new(dossier: &'a Dossier, links: &'a Links) -> Self {
        let mut actors: BTreeMap<&LetterId, Vec<(&Actor, &Mention)>> = BTreeMap::new();
        for actor in &dossier.actors {
            for mention in links.mentions.get(&actor.id).into_iter().flatten() {
                actors.entry(&mention.letter).or_default().push((actor, mention));
            }
        }
        let externals: BTreeMap<&str, &External> = dossier.externals.iter().map(|external| (external.id.as_str(), external)).collect();
        let documents = links.outgoing.iter().map(|(letter, references)| (letter, named(references, &externals))).collect();
        let languages = &dossier.settings.languages;
        let forms: BTreeSet<&str> = dossier
            .terms
            .iter()
            .filter_map(|term| {
                let form = term.term.find(languages.first()?)?;
                languages.iter().all(|lang| term.term.find(lang) == Some(form)).then_some(form)
            })
            .filter(|form| form.contains(char::is_uppercase))
            .collect();
        let kind = quick_to_make(dossier.n_bytes());
        let terms =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(kind).build(&forms).ok().filter(|_| !forms.is_empty());
        let aliases = languages.iter().filter_map(|lang| Some((lang, aliases((&dossier.actors, lang), kind)?))).collect();
        Self { actors, documents, all: &dossier.actors, aliases, terms }
    }

    /// The documents outside the dossier that a letter names, with the words.
    #[must_use]
    pub fn documents_of(&self, letter: &LetterId) -> Vec<(String, BlockId, LangText)> {
        let documents = self.documents.get(letter).into_iter().flatten();
        let named = |(external, reference): &(&External, &Reference)| {
            (external.id.clone(), reference.evidence.block.clone(), reference.evidence.quote.clone())
        };
        documents.map(named).collect()
    }

    /// What differs in the actors and documents that blocks of two editions name, by block; of the blocks that both have, the texts.
    #[must_use]
    pub fn of_blocks(
        &self,
        letter: &LetterId,
        (original, translation): (&Edition, &Edition),
        texts: &Pairs<'_>,
    ) -> BTreeMap<&'a str, Difference> {
        let mut differences: BTreeMap<&str, Difference> = BTreeMap::new();
        let mut words: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        for (actor, mention) in self.actors.get(letter).into_iter().flatten() {
            if !actor.wording.aliases.contains_key(&original.lang) || !actor.wording.aliases.contains_key(&translation.lang) {
                continue;
            }
            let blocks =
                |lang: &Lang| -> Vec<&String> { mention.passages.get(lang).into_iter().flatten().map(|naming| &naming.block).collect() };
            let (first, second) = (blocks(&original.lang), blocks(&translation.lang));
            for block in first.iter().filter(|block| !second.contains(block)) {
                let text = texts.get(block.as_str()).map(|(text, _)| &**text).unwrap_or_default();
                differences.entry(block).or_default().lost.extend(find(actor, &original.lang, text));
            }
            for block in first.iter().filter(|block| second.contains(block)) {
                let Some((text, translated)) = texts.get(block.as_str()) else { continue };
                let words = words.entry(block).or_insert_with(|| words_of(translated));
                let found = misspelt(actor, (&original.lang, &translation.lang), text, (translated, words));
                if !found.is_empty() {
                    differences.entry(block).or_default().added.extend(found);
                }
            }
            for block in second.iter().filter(|block| !first.contains(block)) {
                let text = texts.get(block.as_str()).map(|(_, text)| &**text).unwrap_or_default();
                differences.entry(block).or_default().added.extend(find(actor, &translation.lang, &without_brackets(text)));
            }
        }
        self.add_documents(letter, ((original, translation), texts), &mut differences);
        differences
    }

    /// Adds what differs in the documents that blocks of two editions name.
    fn add_documents(
        &self,
        letter: &LetterId,
        ((original, translation), texts): ((&Edition, &Edition), &Pairs<'_>),
        differences: &mut BTreeMap<&'a str, Difference>,
    ) {
        for (external, reference) in self.documents.get(letter).into_iter().flatten() {
            let block = reference.evidence.block.0.as_str();
            let words = |edition: &Edition| reference.evidence.quote.find(&edition.lang);
            let is_known = |edition: &Edition| external.wording.aliases.contains_key(&edition.lang);
            let pair = texts.get(block);
            let (lost, added) = match (words(original), words(translation)) {
                (Some(words), None) if is_known(translation) => (pair.and_then(|(text, _)| locate(text, words)), None),
                (None, Some(words)) if is_known(original) => (None, pair.and_then(|(_, text)| locate(text, words))),
                _ => continue,
            };
            let difference = differences.entry(block).or_default();
            difference.lost.extend(lost);
            difference.added.extend(added);
        }
    }

    /// What differs in the terms that two texts name.
    #[must_use]
    pub fn of_terms(&self, original: &str, translation: &str) -> Difference {
        let Some(terms) = &self.terms else { return Difference::default() };
        let found = |text: &str| -> BTreeMap<usize, Range<usize>> {
            let matches = terms.find_iter(text);
            let whole = matches.filter(|found| is_term(text, found.range()));
            whole.map(|found| (found.pattern().as_usize(), found.range())).collect()
        };
        let (first, second) = (found(original), found(translation));
        if second.is_empty() {
            return Difference { lost: first.into_values().collect(), added: Vec::new() };
        }
        let added = found(&without_brackets(translation));
        let (added, lost) = (
            added.into_iter().filter(|(term, _)| !first.contains_key(term)).map(|(_, span)| span).collect(),
            first.iter().filter(|(term, _)| !second.contains_key(term)).map(|(_, span)| span.clone()).collect(),
        );
        Difference { lost, added }
    }

    /// What differs in the actors that two titles name.
    #[must_use]
    pub fn of_titles(&self, (original, first): (&str, &Lang), (translation, second): (&str, &Lang)) -> Difference {
        let mut difference = Difference::default();
        // Most titles name nobody: only who may be named is looked for.
        let owners: BTreeSet<usize> = self.owners(original, first).into_iter().chain(self.owners(translation, second)).collect();
        let actors = owners.into_iter().filter_map(|idx| self.all.get(idx));
        for actor in actors.filter(|actor| actor.wording.aliases.contains_key(first) && actor.wording.aliases.contains_key(second)) {
            match (find(actor, first, original), find(actor, second, translation)) {
                (Some(span), None) => difference.lost.push(span),
                (None, Some(span)) => difference.added.push(span),
                _ => {}
            }
        }
        difference
    }

    /// The places of the actors of whom some alias stands in a text, as a word or as a part of one; of all actors where none can be found.
    fn owners(&self, text: &str, lang: &Lang) -> Vec<usize> {
        let Some((automaton, owners)) = self.aliases.get(lang) else { return (0..self.all.len()).collect() };
        automaton.find_overlapping_iter(text).filter_map(|found| owners.get(found.pattern().as_usize()).copied()).collect()
    }
}

/// What finds the aliases of actors in a language, of a kind if one is named, and the place of the actor of each; `None` where there are too many for an automaton.
fn aliases((actors, lang): (&[Actor], &Lang), kind: Option<AhoCorasickKind>) -> Option<(AhoCorasick, Vec<usize>)> {
    let of_actor = |(idx, actor): (usize, &Actor)| actor.wording.aliases(lang).iter().map(|alias| (idx, alias.clone())).collect::<Vec<_>>();
    let (owners, texts): (Vec<usize>, Vec<String>) =
        actors.iter().enumerate().flat_map(of_actor).filter(|(_, alias)| !alias.is_empty()).unzip();
    Some((AhoCorasick::builder().kind(kind).build(texts).ok()?, owners))
}

/// The references of a letter whose documents were found by their names.
fn named<'a>(references: &'a [Reference], externals: &BTreeMap<&str, &'a External>) -> Vec<(&'a External, &'a Reference)> {
    let by_name = references.iter().filter(|reference| reference.found_by == FoundBy::Name);
    let document = |reference: &'a Reference| match &reference.target {
        Target::External(id) => Some((*externals.get(id.as_str())?, reference)),
        Target::Letter(..) => None,
    };
    by_name.filter_map(document).collect()
}

/// The bytes of words in a text.
fn locate(text: &str, words: &str) -> Option<Range<usize>> {
    text.find(words).map(|at| at..at + words.len())
}

/// The first place in a text where one of an actor's aliases stands.
fn find(actor: &Actor, lang: &Lang, text: &str) -> Option<Range<usize>> {
    let aliases = actor.wording.aliases(lang).iter().filter(|alias| !alias.is_empty());
    let places = aliases.flat_map(|alias| text.match_indices(alias.as_str()).map(|(at, alias)| at..at + alias.len()));
    places.filter(|span| is_whole(text, span.start, span.end)).min_by_key(|span| span.start)
}

/// The fewest bytes of a name of which a misspelt form is looked for.
const MIN_NAME: usize = 4;

/// The bytes of the words of a text.
fn words_of(text: &str) -> Vec<Range<usize>> {
    tokens(text).into_iter().filter(|token| token.kind != Kind::Sign).map(|token| token.span).collect()
}

/// The words of a translation that are, but for one letter, an alias of both languages, and that the original does not have: the
/// second mention of a name is as easily misspelt as the first.
fn misspelt(
    actor: &Actor,
    (first, second): (&Lang, &Lang),
    original: &str,
    (translation, words): (&str, &[Range<usize>]),
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let aliases = |lang: &Lang| actor.wording.aliases(lang);
    for alias in aliases(second).iter().filter(|alias| MIN_NAME <= alias.len() && aliases(first).contains(alias)) {
        for window in words.windows(words_of(alias).len().max(1)) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
            let phrase = translation.get(first.start..last.end).unwrap_or_default();
            let is_like = phrase.len().abs_diff(alias.len()) <= 1 && !phrase.starts_with(alias.as_str()) && !alias.starts_with(phrase);
            if is_like && is_one_slip(phrase, alias) && !original.contains(phrase) {
                found.push(first.start..last.end);
            }
        }
    }
    found
}

/// Whether two words differ by one letter: another, one too many or too few, or two that changed places.
fn is_one_slip(one: &str, other: &str) -> bool {
    let n_start = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().skip(n_start).collect(), other.chars().skip(n_start).collect());
    let n_end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    match (one.get(..one.len() - n_end).unwrap_or_default(), other.get(..other.len() - n_end).unwrap_or_default()) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// The most letters that an inflected term has more than the term itself: `GPUs`.
const MAX_ENDING: usize = 2;

/// Whether a term stands in a text as a word of its own, inflected perhaps.
fn is_term(text: &str, span: Range<usize>) -> bool {
    let rest = text.get(span.end..).unwrap_or_default();
    let ending = rest.find(|char: char| !char.is_lowercase()).unwrap_or(rest.len());
    let end = if ending <= MAX_ENDING { span.end + ending } else { span.end };
    is_whole(text, span.start, end)
}

/// A text with what stands in square brackets crossed out, byte for byte.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 { out.push(char) } else { out.extend(std::iter::repeat_n('_', char.len_utf8())) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::is_one_slip;

    #[test]
    fn a_slip_is_one_letter() {
        let slips = [("Vermeer", "Vermeir"), ("Vermeer", "Vermer"), ("Vermeer", "Vermeeer"), ("Vermeer", "Vremeer"), ("é", "e")];
        assert!(slips.iter().all(|(one, other)| is_one_slip(one, other)), "{slips:?}");
        let others = [("Vermeer", "Vermeer"), ("Vermeer", "Vermieir"), ("Vermeer", "Vermeers!"), ("ab", "cd"), ("", "ab")];
        assert!(!others.iter().any(|(one, other)| is_one_slip(one, other)), "{others:?}");
    }
}
