//! A language made ready for reading: its words in the forms in which they are looked up, built once.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::hedges::Hedges;
use super::numbers::NumberWords;
use super::starts::Starts;
use super::text::{Token, tokens};
use crate::digest::{Digest, Digester};
use crate::model::locale::{Locale, NumberNotation};
use crate::model::vocabulary::Vocabulary;

/// What reading a text of a language needs.
#[derive(Debug)]
pub struct Language<'a> {
    /// How it writes numbers.
    pub notation: &'a NumberNotation,
    /// Its words.
    pub vocabulary: &'a Vocabulary,
    /// What stands for all that it was made of: two languages that were made of the same read every text alike.
    pub made_of: Digest,
    /// The months' names, January first.
    pub months: Vec<Month<'a>>,
    /// How months' names and what stands for them begin.
    pub month_starts: Starts,
    /// How the words begin with which something can begin that a text states: number words, months, days of the week.
    pub starts: Starts,
    /// Its number words.
    pub numbers: NumberWords,
    /// Phrases of one to some words, by what they are.
    pub phrases: PhraseLists,
    /// Its hedges.
    pub hedges: Hedges,
    /// For how many bytes of text it was made ready.
    pub n_bytes: usize,
    /// Finds the phrases that do not mean what their words mean elsewhere.
    never: Option<AhoCorasick>,
    /// Finds the names of people, in which no word means anything: `Six Dijkstra`.
    people: Option<AhoCorasick>,
}

/// Phrases by what they are.
#[derive(Debug)]
pub struct PhraseLists {
    /// What multiplies, as a power of ten.
    pub scales: Phrases,
    /// Per cent and points.
    pub units: Phrases,
    /// Currencies by code.
    pub currencies: Phrases,
    /// Between two numbers that may share what multiplies the second.
    pub ranges: Phrases,
    /// Between the ends of a range, with the word that must stand before them, if one must.
    pub spans: Phrases,
    /// What hedges the number after it.
    pub hedges: Phrases,
    /// After the figures of an ordinal.
    pub ordinals: Phrases,
    /// After the figures of a day of a month, where that is more than what ordinals have: the point of `1. Januar`.
    pub days: Phrases,
    /// After an hour: `clock`, `am`, `pm`.
    pub hours: Phrases,
    /// The days of the week, as numbers.
    pub weekdays: Phrases,
    /// After a date without a year.
    pub relative: Phrases,
    /// Parts of a year, as the numbers that EDTF gives to quarters and seasons, or nothing.
    pub periods: Phrases,
    /// Before a date: `before` or `after`.
    pub sides: Phrases,
}

/// A month's name.
#[derive(Debug)]
pub struct Month<'a> {
    /// As the language writes it.
    pub name: &'a str,
    /// In lower case.
    pub lower: String,
}

/// Phrases with what they stand for, by their first word.
#[derive(Debug, Default)]
pub struct Phrases {
    /// The rest of each phrase, the longest first, and what it stands for.
    by_first: BTreeMap<String, Vec<(Vec<String>, String)>>,
    /// How their first words begin.
    starts: Starts,
}

impl Phrases {
    /// Phrases from their forms.
    fn new<'a>(forms: impl IntoIterator<Item = (&'a String, String)>) -> Self {
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, String)>> = BTreeMap::new();
        for (form, value) in forms {
            let mut words = tokens(form).into_iter().map(|token| token.lower.into_owned());
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push((words.collect(), value));
            }
        }
        by_first.values_mut().for_each(|rests| rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        let starts = Starts::new(by_first.keys().map(String::as_str));
        Self { by_first, starts }
    }

    /// Whether a word, not empty, is what one of the phrases stands for.
    #[must_use]
    pub fn opens(&self, word: &str) -> bool {
        self.by_first.values().flatten().any(|(_, value)| !value.is_empty() && value == word)
    }

    /// The longest phrase at a token: what it stands for, and the token after it.
    #[must_use]
    pub fn find(&self, tokens: &[Token<'_>], at: usize) -> Option<(&str, usize)> {
        let first = tokens.get(at).filter(|token| self.starts.may_begin(&token.lower))?;
        let rests = self.by_first.get(first.lower.as_ref())?;
        let is_here = |rest: &[String]| {
            let found = tokens.iter().skip(at + 1).map(|token| token.lower.as_ref());
            found.take(rest.len()).eq(rest.iter().map(String::as_str))
        };
        rests.iter().find(|(rest, _)| is_here(rest)).map(|(rest, value)| (value.as_str(), at + 1 + rest.len()))
    }
}

impl<'a> Language<'a> {
    /// A language made ready for so many bytes of text, with the people that its editions name; `None` if the theme knows too little of it.
    #[must_use]
    pub fn new(locale: &'a Locale, people: &[&String], n_bytes: usize) -> Option<Self> {
        let (notation, vocabulary) = (locale.numbers.as_ref()?, locale.vocabulary.as_ref()?);
        let months: Vec<Month<'_>> = locale.dates.months.iter().map(|name| Month { name, lower: name.to_lowercase() }).collect();
        let mut never = AhoCorasick::builder();
        never.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
        let mut made_of = Digester::default();
        made_of.add_hash(&(locale, people));
        let named = months.iter().map(|month| month.lower.as_str());
        let month_starts = Starts::new(named.chain(vocabulary.calendar.months.keys().map(String::as_str)));
        let (numbers, phrases) = (NumberWords::new(vocabulary), phrase_lists(notation, vocabulary));
        Some(Self {
            notation,
            vocabulary,
            made_of: made_of.digest(),
            starts: Starts::of_all(&[&month_starts, &numbers.starts, &phrases.weekdays.starts]),
            month_starts,
            months,
            numbers,
            phrases,
            hedges: Hedges::new(vocabulary, n_bytes)?,
            never: never.build(vocabulary.never.iter().flat_map(|form| cases(form))).ok(),
            // One that finds nothing looks at every byte nevertheless.
            people: if people.is_empty() { None } else { AhoCorasick::new(people).ok() },
            n_bytes,
        })
    }

    /// A text in which phrases that mean something else are crossed out, byte for byte.
    #[must_use]
    pub fn masked<'b>(&self, text: &'b str) -> Cow<'b, str> {
        let mut masked = Cow::Borrowed(text);
        for found in self.never.iter().chain(&self.people).flat_map(|automaton| automaton.find_overlapping_iter(text)) {
            if is_whole(text, found.start(), found.end()) {
                masked.to_mut().replace_range(found.range(), &"_".repeat(found.end() - found.start()));
            }
        }
        masked
    }
}

/// The phrases of a language.
fn phrase_lists(notation: &NumberNotation, vocabulary: &Vocabulary) -> PhraseLists {
    let calendar = &vocabulary.calendar;
    let same =
        |forms: &'_ [String], value: &str| -> Vec<(String, String)> { forms.iter().map(|form| (form.clone(), value.to_owned())).collect() };
    let phrases = |pairs: Vec<(String, String)>| Phrases::new(pairs.iter().map(|(form, value)| (form, value.clone())));
    let weekdays = calendar.weekdays.iter().enumerate().map(|(idx, day)| (day.clone(), (idx + 1).to_string())).collect();
    let span = |form: &String| {
        let (opening, between) = form.split_once('…').unwrap_or(("", form));
        (between.trim().to_owned(), opening.trim().to_lowercase())
    };
    let spans: Vec<(String, String)> = notation.ranges.iter().map(span).collect();
    let signs = ["-", "–", "—"].map(str::to_owned);
    let hedges = vocabulary.hedges.values().map(|forms| [&forms.say, &forms.say_before_number, &forms.may_before_number]);
    PhraseLists {
        scales: Phrases::new(notation.scales.iter().map(|(form, power)| (form, power.to_string()))),
        units: phrases([same(&vocabulary.percent, "%"), same(&vocabulary.points, "points")].concat()),
        currencies: Phrases::new(vocabulary.currencies.iter().map(|(form, code)| (form, code.clone()))),
        ranges: phrases([same(&notation.range_words, ""), same(&signs, "")].concat()),
        spans: phrases([spans, same(&signs, "")].concat()),
        hedges: phrases(hedges.flatten().flat_map(|forms| same(forms, "")).collect()),
        ordinals: phrases(same(&vocabulary.ordinal_suffixes, "")),
        days: phrases(same(&calendar.day_suffixes, "")),
        hours: phrases([same(&calendar.hours, "clock"), same(&calendar.morning, "am"), same(&calendar.afternoon, "pm")].concat()),
        weekdays: phrases(weekdays),
        relative: phrases(same(&calendar.relative, "")),
        periods: phrases([calendar.parts.clone().into_iter().collect(), same(&calendar.periods, "")].concat()),
        sides: phrases([same(&calendar.before, "before"), same(&calendar.after, "after")].concat()),
    }
}

/// A form as it is written, and with a capital where only that tells the two apart: `über` and `Über`. Case of ASCII is looked past.
pub fn cases(form: &str) -> impl Iterator<Item = String> {
    let mut chars = form.chars();
    let first = chars.next().filter(|first| !first.is_ascii());
    let other = first.map(|first| first.to_uppercase().chain(chars).collect::<String>()).filter(|other| other != form);
    [form.to_owned()].into_iter().chain(other)
}

/// Whether bytes of a text are not part of a longer word.
#[must_use]
pub fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let edge = |inside: Option<char>, outside: Option<char>| {
        !(inside.is_some_and(char::is_alphanumeric) && outside.is_some_and(|char| char.is_alphanumeric() && !"¹²³⁴⁵⁶⁷⁸⁹".contains(char)))
    };
    let within = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    edge(within.chars().next(), before) && edge(within.chars().next_back(), after)
}
