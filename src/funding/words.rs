//! Holds the ledger against the letters, in every language: each amount is the one figure that its words state, and none is left out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rayon::prelude::*;

use super::{Coverage, FILE, tables};
use crate::cache::sound::Sound;
use crate::digest::{Digest, Digester};
use crate::model::automaton::quick_to_make;
use crate::model::dossier::Dossier;
use crate::model::keys;
use crate::model::lang::Lang;
use crate::model::letter::{Block, BlockKind, Edition, Letter, LetterId};
use crate::model::money::{Amount, Currency, Measure, Qualifier, Value};
use crate::problem::{Problem, Problems, kinds};
use crate::reading;
use crate::reading::amounts::{self, NamedAmount, Unit};
use crate::reading::language::Language;

/// A language with what shows that a text may state money.
struct Reader<'a> {
    /// The language.
    language: &'a Language<'a>,
    /// Finds the words and signs of currencies and of per cent, and words that multiply.
    signs: Option<AhoCorasick>,
}

impl<'a> Reader<'a> {
    /// The reader of a language.
    fn new(language: &'a Language<'a>) -> Self {
        let vocabulary = language.vocabulary;
        let signs =
            vocabulary.currencies.keys().chain(&vocabulary.percent).chain(&vocabulary.points).chain(language.notation.scales.keys());
        let kind = quick_to_make(language.n_bytes).or(Some(AhoCorasickKind::DFA));
        Self { language, signs: AhoCorasick::builder().ascii_case_insensitive(true).kind(kind).build(signs).ok() }
    }

    /// The bytes of what names money beside a number that could not be read; none, without a second look, where every word and sign of
    /// money is part of an amount.
    fn unread(&self, text: &str, stated: &[NamedAmount]) -> Vec<Range<usize>> {
        let is_read = |at: usize| stated.iter().any(|amount| amount.unit != Unit::None && amount.span.contains(&at));
        let may_state = self.signs.as_ref().is_none_or(|signs| signs.find_iter(text).any(|sign| !is_read(sign.start())));
        if may_state { amounts::unread(text, self.language, stated) } else { Vec::new() }
    }

    /// Whether a text may state money.
    fn may_state(&self, text: &str) -> bool {
        self.signs.as_ref().is_none_or(|signs| signs.is_match(text))
    }

    /// The amounts and numbers of a text; none, without a look at its words, where nothing shows that it states money.
    fn read(&self, text: &str, is_quoted: bool) -> Vec<NamedAmount> {
        if is_quoted || self.may_state(text) { amounts::read(text, self.language) } else { Vec::new() }
    }
}

/// Checks every amount against its words and finds amounts that the ledger lacks; what the originals state, letter by letter. Letters
/// that were found in order before are not looked at again.
pub(super) fn check(
    sound: &Sound,
    (dossier, languages): (&Dossier, &BTreeMap<&Lang, Language<'_>>),
    problems: &mut Problems,
) -> Vec<Coverage> {
    report_unreadable(dossier, languages, problems);
    let readers: BTreeMap<&Lang, Reader<'_>> = languages.iter().map(|(lang, language)| (*lang, Reader::new(language))).collect();
    let mut by_letter: BTreeMap<&LetterId, Vec<&Amount>> = BTreeMap::new();
    for amount in &dossier.funding.amounts {
        by_letter.entry(&amount.passage.letter).or_default().push(amount);
    }
    let is_complete = dossier.funding.is_complete && !dossier.is_broken(FILE);
    let known = reading::known(languages).with(&[u8::from(is_complete)]);
    let check = |letter: &Letter| {
        let amounts = by_letter.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
        let look = || {
            let mut found = Found { is_complete, ..Found::default() };
            for edition in &letter.editions {
                if let Some(reader) = readers.get(&edition.lang) {
                    found.check_edition((letter, edition), amounts, reader);
                }
            }
            if found.problems.is_empty() { Ok([found.n_stated, found.n_listed]) } else { Err(found) }
        };
        let counted = sound.count(|| digest(known.clone(), letter, amounts), look);
        counted.map_or_else(|found| found, |[n_stated, n_listed]| Found { n_stated, n_listed, ..Found::default() })
    };
    let found: Vec<Arc<Found>> = dossier.letters.par_iter().map(|letter| dossier.memo.beside(letter, || check(letter))).collect();
    let mut coverage = Vec::new();
    for (letter, found) in dossier.letters.iter().zip(found) {
        problems.list.extend(found.problems.iter().cloned());
        if 0 < found.n_stated {
            coverage.push(Coverage { letter: letter.id.clone(), n_stated: found.n_stated, n_listed: found.n_listed });
        }
    }
    coverage
}

/// Reports the languages whose amounts cannot be read, each at the first amount that is recorded in one of its editions.
fn report_unreadable(dossier: &Dossier, languages: &BTreeMap<&Lang, Language<'_>>, problems: &mut Problems) {
    for lang in dossier.settings.languages.iter().filter(|lang| !languages.contains_key(lang)) {
        let has_edition =
            |amount: &&Amount| dossier.letters.iter().any(|letter| letter.id == amount.passage.letter && letter.edition(lang).is_some());
        if let Some(amount) = dossier.funding.amounts.iter().find(has_edition) {
            let place = keys::quoted(&amount.passage, lang, amount.passage.quote.text(lang));
            problems.add(kinds::parity::unreadable_amounts(place, lang.tag(), &dossier.settings.theme.0));
        }
    }
}

/// The digest of all that is looked at: the letter, and what its amounts say of it.
fn digest(known: Digester, letter: &Letter, amounts: &[&Amount]) -> Digest {
    let mut digester = known.with(&letter.digest().0);
    for amount in amounts {
        digester.add_hash(&(&amount.id, &amount.passage.block, &amount.passage.quote, amount.value, &amount.measure, amount.qualifier));
    }
    digester.digest()
}

/// What is found in a letter.
#[derive(Default)]
struct Found {
    /// Whether the ledger promises every amount, and could be read as a whole.
    is_complete: bool,
    /// What is wrong.
    problems: Vec<Problem>,
    /// How many amounts and percentages the original states.
    n_stated: usize,
    /// How many of them the ledger quotes.
    n_listed: usize,
}

impl Found {
    /// Checks an edition.
    fn check_edition(&mut self, (letter, edition): (&Letter, &Edition), amounts: &[&Amount], reader: &Reader<'_>) {
        let mut by_block: BTreeMap<&str, Vec<&Amount>> = BTreeMap::new();
        for amount in amounts {
            if let Some(block) = edition.find_block(&amount.passage.block.0) {
                by_block.entry(&block.id.0).or_default().push(amount);
            }
        }
        let tables = tables::units(edition, reader.language, |text| reader.may_state(text));
        for (idx, block) in edition.blocks.iter().enumerate() {
            let amounts = by_block.get(block.id.0.as_str()).map(Vec::as_slice).unwrap_or_default();
            let text = block.text.read();
            let mut stated = reader.read(&text, !amounts.is_empty());
            let units = tables.get(&idx);
            let of_cells = units.map(|units| units.apply(&text, reader.language, &mut stated)).unwrap_or_default();
            let mut listed: Vec<Option<&str>> = vec![None; stated.len()];
            let mut unclear = Vec::new();
            for amount in amounts {
                let quoted = quoted(amount, (edition, block), (&stated, reader));
                match quoted {
                    Ok(Some(idx)) => self.claim(amount, (edition, block), (&stated, idx, &mut listed)),
                    Ok(None) => {}
                    Err(problem) => {
                        self.problems.push(*problem);
                        unclear.push(*amount);
                    }
                }
            }
            for amount in unclear {
                take(amount, (edition, block), (&stated, &mut listed));
            }
            self.count((letter, edition), block, (&stated, &listed));
            let mut unread = reader.unread(&text, &stated);
            unread.retain(|span| !units.is_some_and(|units| units.declares(span)));
            unread.extend(of_cells);
            unread.retain(|span| !amounts.iter().any(|amount| holds(amount, (edition, block), span)));
            self.count_unread((letter, edition), block, unread);
        }
    }

    /// Notes that an amount quotes a figure, and holds what it says against it.
    fn claim<'a>(
        &mut self,
        amount: &'a Amount,
        (edition, block): (&Edition, &Block),
        figures: (&[NamedAmount], usize, &mut Vec<Option<&'a str>>),
    ) {
        let (stated, idx, listed) = figures;
        let (Some(figure), Some(listed)) = (stated.get(idx), listed.get_mut(idx)) else { return };
        let words = words(&block.text.read(), &figure.span);
        let quote = amount.passage.quote.text(&edition.lang);
        let place = || keys::quoted(&amount.passage, &edition.lang, quote);
        match listed {
            Some(other) => self.problems.push(kinds::money::repeated_amount(place(), &words, (&amount.id, other))),
            None => *listed = Some(&amount.id),
        }
        if value(figure) != Some(amount.value) || !is_of(&amount.measure, &figure.unit) {
            let recorded = format!("{} {}", amount.value, amount.measure.unit());
            self.problems.push(match is_below_zero(figure) {
                true => kinds::money::amount_below_zero(place(), quote, &say(figure)),
                false => kinds::money::amount_differs(place(), quote, &say(figure), &recorded),
            });
        }
        let said = qualifiers(figure);
        let may_be = figure.may.iter().any(|hedge| Qualifier::find(hedge) == Some(amount.qualifier));
        if !said.contains(&amount.qualifier) && !may_be {
            let said: Vec<&str> = said.iter().map(|qualifier| qualifier.name()).collect();
            self.problems.push(kinds::money::qualifier_differs(place(), quote, &said.join(", "), amount.qualifier.name()));
        }
    }

    /// Counts what the original states, and reports what the ledger lacks in any edition.
    fn count(&mut self, (letter, edition): (&Letter, &Edition), block: &Block, (stated, listed): (&[NamedAmount], &[Option<&str>])) {
        for (figure, listed) in stated.iter().zip(listed).filter(|(figure, _)| figure.unit != Unit::None) {
            if edition.lang == letter.original {
                self.n_stated += 1;
                self.n_listed += usize::from(listed.is_some());
            }
            // What has no id cannot be quoted: that its block has none was told.
            if self.is_complete && listed.is_none() && !block.id.0.is_empty() {
                let place = edition.place_in(block, &figure.span);
                let at = (letter.id.as_str(), block.id.0.as_str(), edition.lang.tag());
                let words = words(&block.text.read(), &figure.span);
                let is_of_cell = block.kind == BlockKind::Row && words.chars().all(|char| char.is_ascii_digit() || " .,’-–".contains(char));
                self.problems.push(match is_below_zero(figure) {
                    true => kinds::money::unlisted_below_zero(place, &words, at),
                    false if is_of_cell => kinds::money::unlisted_cell(place, (&words, &say(figure)), at),
                    false => kinds::money::unlisted_amount(place, &words, at),
                });
            }
        }
    }

    /// Counts and reports what names money beside a number that could not be read: no amount of the ledger can quote it.
    fn count_unread(&mut self, (letter, edition): (&Letter, &Edition), block: &Block, unread: Vec<Range<usize>>) {
        if edition.lang == letter.original {
            self.n_stated += unread.len();
        }
        for span in unread.iter().filter(|_| self.is_complete) {
            let at = (letter.id.as_str(), block.id.0.as_str(), edition.lang.tag());
            self.problems.push(kinds::money::unread_amount(edition.place_in(block, span), &words(&block.text.read(), span), at));
        }
    }
}

/// Gives an amount that was reported as unclear the figures in its words that no other has: that it lacks them is not told again.
fn take<'a>(amount: &'a Amount, (edition, block): (&Edition, &Block), (stated, listed): (&[NamedAmount], &mut [Option<&'a str>])) {
    for (_, listed) in stated.iter().zip(listed.iter_mut()).filter(|(figure, _)| holds(amount, (edition, block), &figure.span)) {
        listed.get_or_insert(&amount.id);
    }
}

/// Whether bytes of a block are part of the words that an amount quotes.
fn holds(amount: &Amount, (edition, block): (&Edition, &Block), span: &Range<usize>) -> bool {
    let quote = amount.passage.quote.text(&edition.lang);
    let text = block.text.read();
    !quote.is_empty() && text.match_indices(quote).any(|(start, _)| start <= span.start && end(span, &text) <= start + quote.len())
}

/// Which of the figures of its block an amount quotes: the only one of its kind in its words. Nothing where the words are not there,
/// which is told elsewhere.
fn quoted(
    amount: &Amount,
    (edition, block): (&Edition, &Block),
    (stated, reader): (&[NamedAmount], &Reader<'_>),
) -> Result<Option<usize>, Box<Problem>> {
    let Some(quote) = amount.passage.quote.find(&edition.lang).filter(|quote| !quote.is_empty()) else { return Ok(None) };
    let place = || keys::quoted(&amount.passage, &edition.lang, quote);
    let text = block.text.read();
    let at: Vec<usize> = text.match_indices(quote).map(|(at, _)| at).collect();
    let &[start] = at.as_slice() else {
        let why = format!("these words stand in the block {} times", at.len());
        return if at.is_empty() { Ok(None) } else { Err(Box::new(kinds::money::unclear_amount(place(), quote, &why))) };
    };
    let is_inside = |figure: &NamedAmount| start <= figure.span.start && end(&figure.span, &text) <= start + quote.len();
    let is_of_kind = |figure: &NamedAmount| (amount.measure == Measure::Count) == (figure.unit == Unit::None);
    let inside: Vec<usize> =
        stated.iter().enumerate().filter(|(_, figure)| is_inside(figure) && is_of_kind(figure)).map(|(idx, _)| idx).collect();
    match inside.as_slice() {
        [idx] => Ok(Some(*idx)),
        [] => {
            let recorded = format!("{} {}", amount.value, amount.measure.unit());
            let currency = amount.currency().map(Currency::code);
            let unknown = currency.filter(|code| !reader.language.vocabulary.currencies.values().any(|known| known == code));
            Err(Box::new(kinds::money::amount_not_read(place(), (quote, &recorded), unknown.map(|code| (code, edition.lang.tag())))))
        }
        several => {
            let all: Vec<String> = several.iter().filter_map(|idx| stated.get(*idx)).map(say).collect();
            Err(Box::new(kinds::money::unclear_amount(place(), quote, &format!("it states {}", all.join(" and ")))))
        }
    }
}

/// Whether a minus stands before a figure.
fn is_below_zero(figure: &NamedAmount) -> bool {
    figure.low.starts_with('-')
}

/// Where a figure ends, without the point of `mln.`: that can be the sentence's, which nobody has to quote.
fn end(span: &Range<usize>, text: &str) -> usize {
    let words = text.get(span.clone()).unwrap_or_default();
    span.end - usize::from(words.ends_with('.'))
}

/// The words of a figure on one line.
fn words(text: &str, span: &Range<usize>) -> String {
    text.get(span.clone()).unwrap_or_default().replace('\n', " ")
}

/// Whether a measure is that of a figure.
fn is_of(measure: &Measure, unit: &Unit) -> bool {
    match (measure, unit) {
        (Measure::Money(currency), Unit::Money(code)) => currency.code() == code,
        (Measure::Share, Unit::Percent) | (Measure::Count, Unit::None) => true,
        _ => false,
    }
}

/// What a figure says, for messages.
fn say(figure: &NamedAmount) -> String {
    let value = value(figure).map_or_else(|| format!("{}-{}", figure.low, figure.high), |value| value.to_string());
    match &figure.unit {
        Unit::Money(code) => format!("{value} {code}"),
        Unit::Percent => format!("{value} {}", Measure::Share.unit()),
        Unit::Points => format!("{value} percentage points"),
        Unit::None => format!("{value} {}", Measure::Count.unit()),
    }
}

/// The value of a figure in hundredths; nothing where it has a finer fraction or is too large.
fn value(figure: &NamedAmount) -> Option<Value> {
    Some(Value { low_cents: hundredths(&figure.low)?, high_cents: hundredths(&figure.high)? })
}

/// A plain decimal number as hundredths.
fn hundredths(number: &str) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction = format!("{fraction:0<2}");
    if fraction.len() != 2 {
        return None;
    }
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(fraction.parse().ok()?)
}

/// What the words at a figure say of its exactness.
fn qualifiers(figure: &NamedAmount) -> Vec<Qualifier> {
    let mut said: Vec<Qualifier> = figure.hedges.iter().filter_map(|hedge| Qualifier::find(hedge)).collect();
    if figure.low != figure.high {
        said.push(Qualifier::Range);
    }
    if said.is_empty() {
        said.push(Qualifier::Exact);
    }
    said
}
