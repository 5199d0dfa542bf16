//! Terms of the glossary in a letter's text: the first use in each section leads to the meaning, which is told at the end of the page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use super::page::Page;
use crate::markdown::annotate::{Annotation, Mark};
use crate::model::letter::{BlockKind, Edition, Letter, Opens};
use crate::model::records::Term;

/// A term that a letter uses.
#[derive(Debug, Serialize)]
pub(super) struct TermView {
    /// Its anchor on the page.
    anchor: String,
    /// The term.
    term: String,
    /// What it means.
    definition: String,
    /// Whether no passage supports the meaning.
    is_general: bool,
    /// Its entry in the glossary.
    href: String,
}

/// The marks of an edition's terms, and their meanings in alphabetical order. No mark disturbs another that is there already.
pub(super) fn of(page: &Page<'_>, (letter, edition): (&Letter, &Edition), others: &[Annotation]) -> (Vec<Annotation>, Vec<TermView>) {
    let inputs = page.stage.inputs;
    let mut taken: BTreeMap<&str, Vec<&Annotation>> = BTreeMap::new();
    for annotation in others {
        taken.entry(&annotation.block).or_default().push(annotation);
    }
    let mut marks = Vec::new();
    let mut used: BTreeSet<u32> = BTreeSet::new();
    let mut seen: BTreeSet<(usize, u32)> = BTreeSet::new();
    let sections = sections(edition);
    for found in inputs.links.terms.get(&(letter.id.clone(), edition.lang.clone())).into_iter().flatten() {
        let block_idx = usize::try_from(found.block).unwrap_or(usize::MAX);
        let (Some(block), Some(section)) = (edition.blocks.get(block_idx), sections.get(block_idx)) else { continue };
        if seen.contains(&(*section, found.term)) {
            continue;
        }
        let span = usize::try_from(found.start).unwrap_or_default()..usize::try_from(found.end).unwrap_or_default();
        let is_free = taken.get(block.id.0.as_str()).into_iter().flatten().all(|other| leaves(other, &span));
        let is_text = !matches!(block.kind, BlockKind::Heading(..) | BlockKind::Code);
        let Some(term) = term_of(page, found.term).filter(|_| is_text && is_free) else { continue };
        if seen.insert((*section, found.term)) {
            used.insert(found.term);
            marks.push(Annotation { block: block.id.0.clone(), span, mark: Mark::Term { anchor: anchor(term) } });
        }
    }
    let mut terms: Vec<TermView> = used.iter().filter_map(|idx| view(page, term_of(page, *idx)?)).collect();
    terms.sort_by_cached_key(|view| page.order.key(&view.term));
    (marks, terms)
}

/// Whether a mark leaves some words in one piece: a link must not touch them, an editors' note not begin or end inside them.
fn leaves(other: &Annotation, words: &Range<usize>) -> bool {
    let is_inside = |at: usize| words.start < at && at < words.end;
    match other.mark.is_link() {
        true => other.span.end <= words.start || words.end <= other.span.start,
        false => !is_inside(other.span.start) && !is_inside(other.span.end),
    }
}

/// For each block the number of its section: a heading begins one, but an answer stays with its question.
fn sections(edition: &Edition) -> Vec<usize> {
    let begins = |kind: &BlockKind| matches!(kind, BlockKind::Heading(_, Opens::Section | Opens::Question(_)));
    let number = edition.blocks.iter().scan(0, |number, block| {
        *number += usize::from(begins(&block.kind));
        Some(*number)
    });
    number.collect()
}

/// The term at a place of the dossier's list, if the page's language has words for it.
fn term_of<'a>(page: &Page<'a>, idx: u32) -> Option<&'a Term> {
    let term = page.stage.inputs.dossier.terms.get(usize::try_from(idx).ok()?)?;
    (term.term.find(page.lang).is_some() && term.definition.find(page.lang).is_some()).then_some(term)
}

/// The anchor of a term's meaning on a letter's page.
fn anchor(term: &Term) -> String {
    format!("term-{}", term.id)
}

/// A term with its meaning.
fn view(page: &Page<'_>, term: &Term) -> Option<TermView> {
    Some(TermView {
        anchor: anchor(term),
        term: page.text(&term.term),
        definition: page.text(&term.definition),
        is_general: term.evidence.is_none(),
        href: page.to_item("glossary", &term.id)?,
    })
}
