//! Compares what two texts state: what one has and the other lacks, by type.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::problem::kinds::parity::Topic;
use crate::reading::facts::{self, Detail, Fact, FactKind};
use crate::reading::hedges::{self, Hedge};
use crate::reading::language::Language;

/// What a text states.
#[derive(Debug)]
pub struct Statement {
    /// Numbers, dates and codes.
    facts: Vec<Fact>,
    /// Hedges.
    hedges: Vec<Hedge>,
    /// The yes or no that opens it.
    opening: Option<Hedge>,
}

/// What differs of one type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Bytes of the original that the translation does not say.
    pub lost: Vec<Range<usize>>,
    /// Bytes of the translation that the original does not say.
    pub added: Vec<Range<usize>>,
}

impl Difference {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.added.is_empty()
    }
}

/// Reads what an original states.
#[must_use]
pub fn read(text: &str, language: &Language<'_>) -> Statement {
    let opening = hedges::opening(text, language.vocabulary);
    let mut hedges = hedges::read(text, language);
    // The `No` that opens an answer is compared as such: it must not stand for another denial.
    hedges.retain(|hedge| !opening.as_ref().is_some_and(|opening| opening.is_stated && opening.span == hedge.span));
    Statement { facts: facts::read(text, language), hedges, opening }
}

/// Reads what an original states: what stands there in brackets is part of it.
#[must_use]
pub fn read_original(text: &str, language: &Language<'_>) -> Statement {
    read(&text.replace(['[', ']'], "|"), language)
}

/// What differs between an original and its translation, by type.
#[must_use]
pub fn compare(original: (&Statement, &Language<'_>), translation: (&Statement, &Language<'_>)) -> BTreeMap<Topic, Difference> {
    let mut differences = BTreeMap::new();
    let (first, second) = (original.0, translation.0);
    if !is_alike(&first.facts, &second.facts) {
        numbers(first, second, &mut differences);
        years(first, second, &mut differences);
        details(first, second, &mut differences);
    }
    compare_hedges(original, translation, &mut differences);
    openings(first, second, &mut differences);
    differences
}

/// Whether two texts state the same in the same order, as most do: then nothing of it can differ.
fn is_alike(one: &[Fact], other: &[Fact]) -> bool {
    let is_same = |(one, other): (&Fact, &Fact)| one.kind == other.kind && one.key == other.key && tag(one) == tag(other);
    one.len() == other.len() && one.iter().zip(other).all(is_same)
}

/// The type of problem that a type of fact belongs to.
fn topic(kind: FactKind) -> Topic {
    match kind {
        FactKind::Number => Topic::Number,
        FactKind::Identifier => Topic::Identifier,
        FactKind::Year | FactKind::Date | FactKind::Time | FactKind::Weekday => Topic::Date,
    }
}

/// Facts by what they say: the key, and a mark for types whose keys could be the same.
fn by_key(facts: &[Fact]) -> BTreeMap<(u8, &str), Vec<&Fact>> {
    let mut map: BTreeMap<(u8, &str), Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        let group = match fact.kind {
            FactKind::Year => continue,
            FactKind::Number | FactKind::Identifier => 0,
            FactKind::Date => 1,
            FactKind::Time => 2,
            FactKind::Weekday => 3,
        };
        map.entry((group, fact.key.as_str())).or_default().push(fact);
    }
    map
}

/// What one text states more often than the other can answer.
fn surplus<'a>(from: &'a [Fact], to: &[Fact]) -> Vec<&'a Fact> {
    let answers = by_key(to);
    let mut surplus = Vec::new();
    for (key, facts) in by_key(from) {
        let n_answers = answers.get(&key).map_or(0, Vec::len);
        surplus.extend(facts.into_iter().filter(|fact| fact.is_stated).skip(n_answers));
    }
    surplus
}

/// Compares everything but years.
fn numbers(original: &Statement, translation: &Statement, differences: &mut BTreeMap<Topic, Difference>) {
    let mut lost = surplus(&original.facts, &translation.facts);
    let mut added = surplus(&translation.facts, &original.facts);
    // The same thing said as another type: `17 uur` and `5 pm`, `2.025` and `2025`.
    lost.retain(|fact| {
        if fact.kind != FactKind::Time && !matches!(fact.detail, Detail::Clock(_)) {
            return true;
        }
        let answer = added.iter().position(|other| is_same(fact, other));
        answer.is_none_or(|idx| {
            added.remove(idx);
            false
        })
    });
    let (before, after) = (year_keys(&original.facts), year_keys(&translation.facts));
    lost.retain(|fact| !after.contains(fact.key.as_str()));
    added.retain(|fact| !before.contains(fact.key.as_str()));
    for fact in lost {
        differences.entry(topic(fact.kind)).or_default().lost.push(fact.span.clone());
    }
    for fact in added {
        differences.entry(topic(fact.kind)).or_default().added.push(fact.span.clone());
    }
}

/// The years that a text states.
fn year_keys(facts: &[Fact]) -> BTreeSet<&str> {
    facts.iter().filter(|fact| fact.kind == FactKind::Year).map(|fact| fact.key.as_str()).collect()
}

/// Whether two facts of different types say the same time.
fn is_same(one: &Fact, other: &Fact) -> bool {
    let is_clock = |number: &Fact, time: &Fact| time.kind == FactKind::Time && number.detail == Detail::Clock(time.key.clone());
    is_clock(one, other) || is_clock(other, one)
}

/// Compares years: each that one text has must be in the other, how often is left to the sentence. A translation may give the year
/// of a date that the original leaves to the reader.
fn years(original: &Statement, translation: &Statement, differences: &mut BTreeMap<Topic, Difference>) {
    let keys = |facts: &[Fact]| -> BTreeSet<String> {
        let years = facts.iter().filter(|fact| matches!(fact.kind, FactKind::Year | FactKind::Number | FactKind::Identifier));
        years.map(|fact| fact.key.clone()).collect()
    };
    let missing = |from: &[Fact], to: &BTreeSet<String>| -> Vec<Fact> {
        let mut seen = BTreeSet::new();
        let years = from.iter().filter(|fact| fact.kind == FactKind::Year && fact.is_stated && !to.contains(&fact.key));
        years.filter(|fact| seen.insert(fact.key.clone())).cloned().collect()
    };
    let relative: BTreeSet<&str> =
        original.facts.iter().filter(|fact| fact.detail == Detail::Relative).map(|fact| fact.key.as_str()).collect();
    let completed: BTreeSet<&str> =
        translation.facts.iter().filter(|fact| relative.contains(fact.key.as_str())).filter_map(year_of).collect();
    for year in missing(&original.facts, &keys(&translation.facts)) {
        differences.entry(Topic::Date).or_default().lost.push(year.span);
    }
    for year in missing(&translation.facts, &keys(&original.facts)).into_iter().filter(|year| !completed.contains(year.key.as_str())) {
        differences.entry(Topic::Date).or_default().added.push(year.span);
    }
}

/// Compares what goes with a fact that both texts have: the years of dates, the currencies of amounts.
fn details(original: &Statement, translation: &Statement, differences: &mut BTreeMap<Topic, Difference>) {
    let answers = by_key(&translation.facts);
    for (key, facts) in by_key(&original.facts) {
        let Some(others) = answers.get(&key) else { continue };
        let (mut left, mut right) = (facts, others.clone());
        if left.len() != right.len() {
            continue;
        }
        left.sort_by_key(|fact| tag(fact));
        right.sort_by_key(|fact| tag(fact));
        for (fact, other) in left.into_iter().zip(right) {
            if let (Some(one), Some(two)) = (tag(fact), tag(other))
                && one != two
            {
                let difference = differences.entry(topic(fact.kind)).or_default();
                difference.lost.push(fact.span.clone());
                difference.added.push(other.span.clone());
            }
        }
    }
}

/// The year of a date.
fn year_of(fact: &Fact) -> Option<&str> {
    if let Detail::Year(year) = &fact.detail { Some(year) } else { None }
}

/// The year of a date or the currency of an amount.
fn tag(fact: &Fact) -> Option<&str> {
    match &fact.detail {
        Detail::Year(tag) | Detail::Currency(tag) => Some(tag),
        _ => None,
    }
}

/// Compares hedges by what they mean, where both languages have forms for it.
fn compare_hedges(
    original: (&Statement, &Language<'_>),
    translation: (&Statement, &Language<'_>),
    differences: &mut BTreeMap<Topic, Difference>,
) {
    let missing = |from: (&Statement, &Language<'_>), to: (&Statement, &Language<'_>)| -> Vec<(Topic, Range<usize>)> {
        let mut missing = Vec::new();
        let classes: BTreeSet<&str> = from.0.hedges.iter().map(|hedge| hedge.class.as_str()).collect();
        for class in classes.into_iter().filter(|class| to.1.hedges.knows(class)) {
            let n_answers = to.0.hedges.iter().filter(|hedge| hedge.class == class).count();
            let topic = if from.1.hedges.is_negation(class) { Topic::Negation } else { Topic::Hedge };
            let stated = from.0.hedges.iter().filter(|hedge| hedge.class == class && hedge.is_stated);
            missing.extend(stated.skip(n_answers).map(|hedge| (topic, hedge.span.clone())));
        }
        missing
    };
    for (topic, span) in missing(original, translation) {
        differences.entry(topic).or_default().lost.push(span);
    }
    for (topic, span) in missing(translation, original) {
        differences.entry(topic).or_default().added.push(span);
    }
}

/// Compares the yes or no that opens the texts.
fn openings(original: &Statement, translation: &Statement, differences: &mut BTreeMap<Topic, Difference>) {
    let (one, other) = (&original.opening, &translation.opening);
    let is_same = one.as_ref().map(|hedge| &hedge.class) == other.as_ref().map(|hedge| &hedge.class);
    let is_stated = [one, other].into_iter().flatten().any(|hedge| hedge.is_stated);
    if !is_same && is_stated {
        let difference = differences.entry(Topic::Opening).or_default();
        difference.lost.extend(one.iter().map(|hedge| hedge.span.clone()));
        difference.added.extend(other.iter().map(|hedge| hedge.span.clone()));
    }
}
