//! How firm each amount is: as recorded and shown by quoted words, or, of a total, as its parts are.

use std::collections::{BTreeMap, BTreeSet};

use super::{Amounts, CheckedSum};
use crate::model::lang::Lang;
use crate::model::letter::{Letter, LetterId, Passage};
use crate::model::money::{Amount, MIXED, Role, Status};
use crate::problem::{Problems, kinds, nearest};
use crate::reading::hedges::{self, Hedge};
use crate::reading::language::{Language, is_whole};

/// The most words between a negation and what it denies: `nog niet formeel toegekend`.
const MAX_BETWEEN: usize = 3;

/// Resolves the status of every amount and proves it.
pub(super) fn check(
    amounts: &Amounts<'_>,
    sums: &[CheckedSum],
    languages: &BTreeMap<&Lang, Language<'_>>,
    problems: &mut Problems,
) -> BTreeMap<String, String> {
    let dossier = amounts.dossier;
    let statuses: BTreeMap<&str, &Status> = dossier.funding.statuses.iter().map(|status| (status.id.as_str(), status)).collect();
    check_languages(amounts, problems);
    check_known(amounts, &statuses, problems);
    let exact: Vec<&CheckedSum> = sums.iter().filter(|sum| !sum.is_rounded).collect();
    // Of several sums of one total the first gives its status.
    let parts = exact.iter().rev().map(|sum| (sum.total.as_str(), sum.parts.as_slice())).collect();
    let mut resolver = Resolver { amounts, parts, resolved: BTreeMap::new(), open: BTreeSet::new() };
    let summed: BTreeSet<&str> = dossier.funding.sums.iter().filter(|sum| !sum.is_rounded).map(|sum| sum.total.as_str()).collect();
    for amount in &dossier.funding.amounts {
        // What a sum lacks was told with the sum, and what a restatement lacks with the original.
        let is_open = resolver.status(amount).is_empty() && amount.status.is_none();
        if is_open && amount.role != Role::Restatement && !summed.contains(amount.id.as_str()) {
            let what = "one of the statuses that this file declares; it follows from the parts only where a sum to the cent names them";
            problems.add(kinds::missing_key(amount.place.clone(), "status", what));
        }
    }
    let (resolved, parts) = (resolver.resolved, resolver.parts);
    let prover = Prover {
        amounts,
        resolved: &resolved,
        totals: totals(&exact),
        is_total: parts.keys().copied().collect(),
        languages,
        letters: dossier.letters_by_id(),
    };
    for amount in &dossier.funding.amounts {
        let found = resolved.get(amount.id.as_str()).copied().unwrap_or_default();
        prover.compare(amount, found, problems);
        if let Some(status) = statuses.get(found) {
            prover.prove(amount, status, problems);
        }
    }
    resolved.into_iter().map(|(id, status)| (id.to_owned(), status.to_owned())).collect()
}

/// Reports statuses whose words lack a language of the dossier.
fn check_languages(amounts: &Amounts<'_>, problems: &mut Problems) {
    for status in amounts.dossier.funding.statuses.iter().filter(|status| !status.words.is_empty()) {
        for lang in amounts.dossier.settings.languages.iter().filter(|lang| status.words.get(lang).is_none_or(Vec::is_empty)) {
            problems.add(kinds::missing_text(status.place.clone(), lang.tag()));
        }
    }
}

/// Reports statuses that the dossier does not declare.
fn check_known(amounts: &Amounts<'_>, statuses: &BTreeMap<&str, &Status>, problems: &mut Problems) {
    for amount in &amounts.dossier.funding.amounts {
        if let Some((id, place)) = amount.status.as_ref().filter(|(id, _)| !statuses.contains_key(id.as_str()) && id != MIXED) {
            problems.add(kinds::money::unknown_status(place.clone(), id, nearest(id, statuses.keys().copied())));
        }
    }
}

/// The totals that each amount is part of.
fn totals<'a>(sums: &[&'a CheckedSum]) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut totals: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for sum in sums {
        for part in &sum.parts {
            totals.entry(part.as_str()).or_default().push(&sum.total);
        }
    }
    totals
}

/// Finds the status of each amount once.
struct Resolver<'a> {
    /// The amounts.
    amounts: &'a Amounts<'a>,
    /// The parts of the first exact sum of each total.
    parts: BTreeMap<&'a str, &'a [String]>,
    /// What was found.
    resolved: BTreeMap<&'a str, &'a str>,
    /// The amounts that are being looked at: one of them again is a circle.
    open: BTreeSet<&'a str>,
}

impl<'a> Resolver<'a> {
    /// The status of an amount: of a total from its parts, of a restatement its own or that of the original; nothing if unknown.
    fn status(&mut self, amount: &'a Amount) -> &'a str {
        if let Some(found) = self.resolved.get(amount.id.as_str()) {
            return found;
        }
        if !self.open.insert(&amount.id) {
            return "";
        }
        let recorded = amount.status.as_ref().map(|(id, _)| id.as_str());
        let found = match (self.parts.get(amount.id.as_str()).copied(), recorded) {
            (Some(parts), _) => self.of_parts(parts),
            (None, Some(recorded)) => recorded,
            (None, None) => amount.restates.as_deref().map(|id| self.of_id(id)).unwrap_or_default(),
        };
        self.open.remove(amount.id.as_str());
        self.resolved.insert(&amount.id, found);
        found
    }

    /// The status of the amount of an id.
    fn of_id(&mut self, id: &str) -> &'a str {
        let found = self.amounts.by_id.get(id).copied();
        found.map(|amount| self.status(amount)).unwrap_or_default()
    }

    /// The status that parts have together.
    fn of_parts(&mut self, parts: &[String]) -> &'a str {
        let found: BTreeSet<&str> = parts.iter().map(|id| self.of_id(id)).collect();
        match found.first() {
            Some(first) if found.len() == 1 => first,
            Some(_) => MIXED,
            None => "",
        }
    }
}

/// Holds what is recorded against what is quoted.
struct Prover<'a> {
    /// The languages that can be read.
    languages: &'a BTreeMap<&'a Lang, Language<'a>>,
    /// The letters.
    letters: BTreeMap<&'a LetterId, &'a Letter>,
    /// The amounts.
    amounts: &'a Amounts<'a>,
    /// The status of each amount.
    resolved: &'a BTreeMap<&'a str, &'a str>,
    /// The totals that each amount is part of.
    totals: BTreeMap<&'a str, Vec<&'a str>>,
    /// The amounts whose status follows from their parts.
    is_total: BTreeSet<&'a str>,
}

impl<'a> Prover<'a> {
    /// Reports a total whose recorded status is not that of its parts.
    fn compare(&self, amount: &Amount, found: &str, problems: &mut Problems) {
        if let Some((recorded, place)) = amount.status.as_ref().filter(|(recorded, _)| recorded != found && !found.is_empty()) {
            problems.add(kinds::money::status_differs(place.clone(), &amount.id, (recorded, found)));
        }
    }

    /// Reports a status that no quoted words show, in any language that the dossier has words for.
    fn prove(&self, amount: &'a Amount, status: &Status, problems: &mut Problems) {
        // A total has the status of its parts, a restatement without its own that of the original: these are proven there.
        let Some((_, place)) = amount.status.as_ref().filter(|_| !self.is_total.contains(amount.id.as_str())) else { return };
        if status.words.is_empty() {
            if amount.about.note.is_empty() {
                problems.add(kinds::money::unexplained_status(place.clone(), (&amount.id, &status.id)));
            }
            return;
        }
        let passages = self.passages(amount, &status.id);
        for (lang, words) in status.words.iter().filter(|(lang, _)| self.is_quoted(&passages, lang)) {
            let language = self.languages.get(lang);
            let own = [Some(&amount.passage), amount.status_passage.as_ref()];
            let is_denied = own.into_iter().flatten().any(|passage| says(passage, lang, words, language) == Some(false));
            if is_denied || !passages.iter().any(|passage| says(passage, lang, words, language) == Some(true)) {
                problems.add(kinds::money::unproven_status(place.clone(), (&amount.id, &status.id), words, lang.tag()));
            }
        }
    }

    /// Whether any of the passages that are quoted can be read in a language.
    fn is_quoted(&self, passages: &[&Passage], lang: &Lang) -> bool {
        let has_edition = |passage: &&Passage| {
            self.letters.get(&passage.letter).is_some_and(|letter| letter.edition_with(lang, &passage.block.0).is_some())
        };
        passages.iter().any(has_edition)
    }

    /// The passages that can show the status of an amount: its own, and those of the totals of that status that it is part of.
    fn passages(&self, amount: &'a Amount, status: &str) -> Vec<&'a Passage> {
        let (mut open, mut seen, mut found) = (vec![amount], BTreeSet::new(), Vec::new());
        while let Some(amount) = open.pop() {
            if !seen.insert(amount.id.as_str()) {
                continue;
            }
            found.extend([Some(&amount.passage), amount.status_passage.as_ref()].into_iter().flatten());
            let above = self.totals.get(amount.id.as_str()).into_iter().flatten();
            open.extend(above.filter(|id| self.resolved.get(*id) == Some(&status)).filter_map(|id| self.amounts.by_id.get(id).copied()));
        }
        found
    }
}

/// Whether the quoted words of a passage have one of some words, as a whole word in upper or lower case: `false` where they deny it,
/// as in `nog niet toegekend`; nothing where they have none.
fn says(passage: &Passage, lang: &Lang, words: &[String], language: Option<&Language<'_>>) -> Option<bool> {
    let quote = passage.quote.find(lang)?.to_lowercase();
    let mut said = words.iter().flat_map(|word| {
        let word = word.to_lowercase();
        let found: Vec<usize> = quote.match_indices(&word).filter(|_| !word.is_empty()).map(|(at, _)| at).collect();
        found.into_iter().filter(|at| is_whole(&quote, *at, at + word.len())).collect::<Vec<usize>>()
    });
    let first = said.next()?;
    Some(!std::iter::once(first).chain(said).any(|at| language.is_some_and(|language| is_denied(&quote, at, language))))
}

/// Whether a negation stands before a place of a text, with at most a few words of the same clause between.
fn is_denied(text: &str, at: usize, language: &Language<'_>) -> bool {
    let denies = |hedge: &Hedge| {
        let forms = language.vocabulary.hedges.get(&hedge.class).map(|forms| forms.say.as_slice()).unwrap_or_default();
        let words = text.get(hedge.span.clone()).unwrap_or_default();
        language.hedges.is_negation(&hedge.class) && (hedge.is_stated || forms.iter().any(|form| words.ends_with(&format!(" {form}"))))
    };
    let is_near = |hedge: &Hedge| {
        let between = text.get(hedge.span.end..at);
        between.is_some_and(|between| !between.contains([',', '.', ';', ':']) && between.split_whitespace().count() <= MAX_BETWEEN)
    };
    hedges::read(text, language).iter().any(|hedge| denies(hedge) && is_near(hedge))
}
