//! Amounts of the ledger in the index: one entry for a value, with the words by which letters state it.

use std::collections::{BTreeMap, BTreeSet};

use super::Lead;
use super::draft::{Drafts, Source};
use super::order::Key;
use super::places::Finder;
use crate::model::money::{Amount, Measure};
use crate::render::figures::Figures;

/// Gathers the amounts.
pub(super) fn draft<'a>(finder: &Finder<'_, 'a>, figures: &Figures<'_>, drafts: &mut Drafts<'_, 'a>) {
    let mut by_value: BTreeMap<Key, Vec<&'a Amount>> = BTreeMap::new();
    for amount in &finder.stage.inputs.ledger.amounts {
        by_value.entry(Key::of_amount(amount, amount.about.of.text(finder.lang))).or_default().push(amount);
    }
    for (key, amounts) in by_value {
        let Some(first) = amounts.first() else { continue };
        let draft = drafts.at(key, &words(first, first.about.of.text(finder.lang), figures));
        let blocks = amounts.iter().filter_map(|amount| finder.block(&amount.passage.letter, &amount.passage.block.0));
        draft.sources.push(Source::Blocks(blocks.collect()));
        let quotes = amounts.iter().filter_map(|amount| finder.quote(&amount.passage)).map(bare);
        for quote in quotes.filter(|quote| *quote != bare(&draft.words)) {
            draft.forms.entry(quote.to_lowercase()).or_insert(quote);
        }
        let mut seen = BTreeSet::new();
        draft.leads.extend(amounts.into_iter().filter(|amount| seen.insert(&amount.programme)).map(Lead::Amount));
    }
}

/// Words in one line, without brackets around them all.
fn bare(quote: &str) -> String {
    let line = quote.replace(['\n', '\u{a0}'], " ");
    let inner = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).map(str::to_owned);
    inner.unwrap_or(line)
}

/// A value as this site writes it, with what it is of.
fn words(amount: &Amount, of: &str, figures: &Figures<'_>) -> String {
    let value = match &amount.measure {
        Measure::Money(currency) => figures.short_value(currency, &amount.value),
        Measure::Share | Measure::Count => figures.full(amount),
    };
    if of.is_empty() { value } else { format!("{value} · {of}") }
}
