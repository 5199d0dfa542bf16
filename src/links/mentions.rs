//! Finds where editions name the actors: all aliases at once, the longest first, whole words only.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Mention;
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::Edition;

/// The mentions of every actor, by the actor's id.
#[must_use]
pub fn find(dossier: &Dossier) -> BTreeMap<String, Vec<Mention>> {
    let mut mentions: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    let matchers: BTreeMap<&Lang, Matcher<'_>> =
        dossier.settings.languages.iter().filter_map(|lang| Some((lang, Matcher::new(dossier, lang)?))).collect();
    for letter in &dossier.letters {
        for edition in &letter.editions {
            let Some(matcher) = matchers.get(&edition.lang) else { continue };
            for (actor, blocks) in matcher.mentions(edition) {
                let of_actor = mentions.entry(actor.to_owned()).or_default();
                if of_actor.last().is_none_or(|mention| mention.letter != letter.id) {
                    of_actor.push(Mention { letter: letter.id.clone(), blocks: BTreeMap::new() });
                }
                if let Some(mention) = of_actor.last_mut() {
                    mention.blocks.insert(edition.lang.clone(), blocks);
                }
            }
        }
    }
    mentions
}

/// Finds all aliases of a language in one pass.
struct Matcher<'a> {
    /// The automaton.
    automaton: AhoCorasick,
    /// The actor of each alias.
    actors: Vec<&'a str>,
}

impl<'a> Matcher<'a> {
    /// A matcher for the aliases of a language; `None` if there are none.
    fn new(dossier: &'a Dossier, lang: &Lang) -> Option<Self> {
        let mut aliases = Vec::new();
        let mut actors = Vec::new();
        for actor in &dossier.actors {
            for alias in actor.aliases.get(lang).into_iter().flatten().filter(|alias| !alias.is_empty()) {
                aliases.push(alias);
                actors.push(actor.id.as_str());
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&aliases).ok()?;
        (!aliases.is_empty()).then_some(Self { automaton, actors })
    }

    /// The blocks of an edition that name each actor.
    fn mentions(&self, edition: &Edition) -> BTreeMap<&'a str, Vec<String>> {
        let mut mentions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for block in &edition.blocks {
            for found in self.automaton.find_iter(&block.text) {
                let Some(actor) = self.actors.get(found.pattern().as_usize()) else { continue };
                if is_whole_word(&block.text, found.start(), found.end()) {
                    mentions.entry(actor).or_default().push(block.id.0.clone());
                }
            }
        }
        mentions.values_mut().for_each(Vec::dedup);
        mentions
    }
}

/// Whether bytes of a text are not part of a longer word.
fn is_whole_word(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|char| char.is_alphanumeric() && !"¹²³⁴⁵⁶⁷⁸⁹".contains(char))
}
