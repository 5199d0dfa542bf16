//! Finds hedges that change meaning (about, at most, in principle), negations, and the yes or no that opens an answer.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::facts::Reading;
use super::language::{Language, Phrases, cases, is_whole};
use super::spelled::numeral;
use super::text::{Kind, Token, tokens};
use crate::model::automaton::quick_to_make;
use crate::model::vocabulary::{Forms, Vocabulary};

/// A hedge in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// What it means.
    pub class: String,
    /// Its bytes.
    pub span: Range<usize>,
    /// Whether the other text must have one of its class.
    pub is_stated: bool,
}

/// How a form stands to a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// It says it.
    Say,
    /// It says it before a number.
    SayBeforeNumber,
    /// It can say it.
    May,
    /// It can say it before a number.
    MayBeforeNumber,
}

/// What a form can mean.
type Roles = [(String, Role)];

/// All forms of all hedges of a language.
#[derive(Debug)]
pub struct Hedges {
    /// Finds every form, overlapping ones too.
    automaton: AhoCorasick,
    /// What each form can mean, and whether longer words that begin with it count.
    forms: Vec<(Box<Roles>, bool)>,
    /// The classes that deny something.
    negations: BTreeSet<String>,
    /// The classes that the language has forms for.
    classes: BTreeSet<String>,
}

/// The most letters of a short form that stands for longer words (`un*`), and the fewest letters that must follow it.
const MIN_REST: usize = 3;

/// The most words between a hedge and its number.
const MAX_SKIPPED: usize = 3;

impl Hedges {
    /// The hedges of a vocabulary, for so many bytes of text; `None` if there are too many for an automaton.
    #[must_use]
    pub fn new(vocabulary: &Vocabulary, n_bytes: usize) -> Option<Self> {
        let mut forms: BTreeMap<(String, bool), Vec<(String, Role)>> = BTreeMap::new();
        for (class, all) in &vocabulary.hedges {
            for (role, form) in roles(all).into_iter().flat_map(|(role, list)| list.iter().map(move |form| (role, form))) {
                for written in cases(form.trim_end_matches('*')) {
                    forms.entry((written, form.ends_with('*'))).or_default().push((class.clone(), role));
                }
            }
        }
        // Longer phrases that mean something else hide the hedges in them.
        for phrase in &vocabulary.never {
            for written in cases(&phrase.to_lowercase()) {
                forms.entry((written, false)).or_default();
            }
        }
        let patterns: Vec<&String> = forms.keys().map(|(form, _)| form).collect();
        let kind = quick_to_make(n_bytes).or(Some(AhoCorasickKind::DFA));
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).kind(kind).build(patterns).ok()?;
        let negations = vocabulary.hedges.iter().filter(|(_, forms)| forms.is_negation).map(|(class, _)| class.clone()).collect();
        let classes = vocabulary.hedges.keys().cloned().collect();
        Some(Self {
            automaton,
            forms: forms.into_iter().map(|((_, is_beginning), roles)| (roles.into(), is_beginning)).collect(),
            negations,
            classes,
        })
    }

    /// Whether the language has forms for a meaning.
    #[must_use]
    pub fn knows(&self, class: &str) -> bool {
        self.classes.contains(class)
    }

    /// Whether hedges of this meaning deny something.
    #[must_use]
    pub fn is_negation(&self, class: &str) -> bool {
        self.negations.contains(class)
    }

    /// The forms in a text from left to right, the longest ones first, none inside another.
    fn found(&self, text: &str) -> Vec<(Range<usize>, &Roles)> {
        let mut found: Vec<(Range<usize>, &Roles)> = Vec::new();
        for matched in self.automaton.find_overlapping_iter(text) {
            let Some((roles, is_beginning)) = self.forms.get(matched.pattern().as_usize()) else { continue };
            let (start, mut end) = (matched.start(), matched.end());
            if *is_beginning {
                let rest = text.get(end..).unwrap_or_default();
                let length = rest.find(|char: char| !char.is_alphabetic()).unwrap_or(rest.len());
                let is_short = end - start <= MIN_REST;
                let is_long = !is_short || MIN_REST <= rest.get(..length).unwrap_or_default().chars().count();
                end = if is_long { end + length } else { continue };
            }
            if is_whole(text, start, end) {
                found.push((start..end, roles));
            }
        }
        found.sort_by_key(|(span, roles)| (span.start, std::cmp::Reverse(span.end), roles.len()));
        let mut end = 0;
        found.retain(|(span, _)| {
            let is_free = end <= span.start;
            end = if is_free { span.end } else { end };
            is_free
        });
        found
    }
}

/// The forms of a hedge by their role.
fn roles(forms: &Forms) -> [(Role, &[String]); 5] {
    [
        (Role::Say, &forms.say),
        (Role::SayBeforeNumber, &forms.say_before_number),
        (Role::May, &forms.may),
        (Role::May, &forms.after_number),
        (Role::MayBeforeNumber, &forms.may_before_number),
    ]
}

/// The hedges of a text.
#[must_use]
pub fn read(text: &str, language: &Language<'_>) -> Vec<Hedge> {
    let found = language.hedges.found(text);
    if found.is_empty() {
        return Vec::new();
    }
    let tokens = tokens(text);
    let reading = Reading { language, tokens: &tokens };
    let mut hedges: Vec<Hedge> = Vec::new();
    for (span, roles) in found {
        let at = tokens.partition_point(|token| token.span.start < span.end);
        let is_bracketed = tokens.get(at.saturating_sub(1)).is_some_and(|token| token.is_bracketed);
        let mut by_class: BTreeMap<&str, bool> = BTreeMap::new();
        let is_before_number =
            roles.iter().any(|(_, role)| matches!(role, Role::SayBeforeNumber | Role::MayBeforeNumber)) && is_number_ahead(&reading, at);
        for (class, role) in roles {
            let is_stated = match role {
                Role::Say => true,
                Role::SayBeforeNumber if is_before_number => true,
                Role::May => false,
                Role::MayBeforeNumber if is_before_number => false,
                _ => continue,
            };
            *by_class.entry(class).or_default() |= is_stated;
        }
        let hedge =
            |(class, is_stated): (&str, bool)| Hedge { class: class.to_owned(), span: span.clone(), is_stated: is_stated && !is_bracketed };
        let new: Vec<Hedge> = by_class.into_iter().map(hedge).collect();
        for before in hedges.iter_mut().rev().take_while(|before| is_directly_before(text, &before.span, &span)) {
            before.is_stated &= !new.iter().any(|hedge| hedge.is_stated && hedge.class == before.class);
        }
        hedges.extend(new);
    }
    hedges
}

/// Whether only a space is between some bytes and others: `up to a maximum of` says one thing once.
fn is_directly_before(text: &str, before: &Range<usize>, after: &Range<usize>) -> bool {
    text.get(before.end..after.start).is_some_and(|between| between.trim().is_empty())
}

/// Whether a number, a month or a day of the week comes next, but for words and other hedges that may stand between.
fn is_number_ahead(reading: &Reading<'_>, at: usize) -> bool {
    let (language, tokens) = (reading.language, reading.tokens);
    let mut idx = at;
    for _ in 0..=MAX_SKIPPED {
        if numeral(reading, idx).is_some_and(|numeral| numeral.is_sure) || is_quantity_word(reading, idx) {
            return true;
        }
        let find = |phrases: &Phrases| phrases.find(tokens, idx).map(|(_, next)| next);
        let next = find(&language.phrases.currencies).or_else(|| find(&language.phrases.hedges));
        let is_skipped = |token: &&Token<'_>| language.vocabulary.skipped.iter().any(|word| *word == token.lower);
        match next.or_else(|| reading.of_kind(idx, Kind::Word).filter(is_skipped).map(|_| idx + 1)) {
            Some(next) => idx = next,
            None => return false,
        }
    }
    false
}

/// Whether a word is as good as a number here: `half`, `januari`, `donderdag`, `miljoen`.
fn is_quantity_word(reading: &Reading<'_>, at: usize) -> bool {
    let language = reading.language;
    let Some(word) = reading.of_kind(at, Kind::Word) else { return false };
    language.vocabulary.quantities.iter().any(|quantity| *quantity == word.lower)
        || language.months.iter().any(|month| month.name == word.text)
        || language.phrases.weekdays.find(reading.tokens, at).is_some()
        || language.phrases.scales.find(reading.tokens, at).is_some()
}

/// The yes or no that opens a text: its meaning, its bytes, and whether it surely is one.
#[must_use]
pub fn opening(text: &str, vocabulary: &Vocabulary) -> Option<Hedge> {
    let start = text.find(char::is_alphanumeric)?;
    let rest = text.get(start..)?;
    let length = rest.char_indices().nth(60).map_or(rest.len(), |(at, _)| at);
    let lower = rest.get(..length)?.to_lowercase();
    let mut best: Option<Hedge> = None;
    for (class, forms) in &vocabulary.openings {
        for (form, can_state) in forms.say.iter().map(|form| (form, true)).chain(forms.may.iter().map(|form| (form, false))) {
            let after = lower.strip_prefix(form.as_str()).map(|after| after.chars().next());
            let is_end = |char: char| !char.is_alphanumeric();
            let Some(after) = after.filter(|after| after.is_none_or(is_end)) else { continue };
            let is_longer = best.as_ref().is_none_or(|best| best.span.len() < form.len());
            if is_longer {
                let is_stated = can_state && after.is_none_or(|char| !char.is_whitespace());
                best = Some(Hedge { class: class.clone(), span: start..start + form.len(), is_stated });
            }
        }
    }
    best
}
