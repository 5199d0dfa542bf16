//! `data/letters/<id>.json`: the blocks of a letter with their text in each language.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::correction::{Correction, Rule};
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::model::review::Review;
use crate::proof::{Proof, Spot};

/// The whole file.
#[derive(Serialize)]
pub struct LetterView {
    /// The version of the format.
    schema_version: &'static str,
    /// The letter's id.
    id: String,
    /// The language of the original.
    original: String,
    /// The titles, by language.
    title: BTreeMap<String, String>,
    /// Who made and who checked its editions; without a record an edition was made with software and checked by nobody.
    reviews: Vec<ReviewView>,
    /// What makes the source the original edition: what is done alike in many places.
    rules: Vec<RuleView>,
    /// What is said of single places of the source.
    corrections: Vec<CorrectionView>,
    /// The blocks, in the order of the original.
    blocks: Vec<BlockView>,
}

/// A rule of corrections.
#[derive(Serialize)]
struct RuleView {
    /// Its class.
    class: &'static str,
    /// A regular expression over the source; its first group, or the whole, is replaced.
    find: String,
    /// What the edition has instead.
    replace: String,
    /// The line of the source of each place.
    lines: Vec<usize>,
}

/// A record of corrections.
#[derive(Serialize)]
struct CorrectionView {
    /// Its class.
    class: &'static str,
    /// The first and the last line of the source.
    lines: [usize; 2],
    /// The source's reading.
    source: String,
    /// The edition's reading; absent where it keeps the source's.
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    /// The block of the edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<String>,
    /// How certain a judgement is.
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<&'static str>,
    /// The reason, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    note: BTreeMap<String, String>,
}

/// A person's work on an edition.
#[derive(Serialize)]
struct ReviewView {
    /// The edition's language.
    lang: String,
    /// `made`, `proofread` or `validated`.
    state: &'static str,
    /// The person.
    by: String,
    /// The day, as EDTF.
    date: String,
}

/// A block.
#[derive(Serialize)]
struct BlockView {
    /// Its permanent id.
    id: String,
    /// What it is.
    kind: &'static str,
    /// The level of a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// The id of the container that it opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<String>,
    /// Its text, by language.
    text: BTreeMap<String, String>,
    /// The languages in which its translation is older than the original.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stale: Vec<String>,
}

/// A rule with its places.
fn rule_view(rule: &Rule, spots: &[Spot]) -> RuleView {
    RuleView {
        class: rule.class.name(),
        find: rule.find.clone(),
        replace: rule.replace.clone(),
        lines: spots.iter().map(|spot| spot.lines.0).collect(),
    }
}

/// A record with its place.
fn correction_view(record: &Correction, spot: Option<&Spot>, languages: &[Lang]) -> CorrectionView {
    let (first, last) = spot.map_or((record.lines.first, record.lines.last), |spot| spot.lines);
    let note = |lang: &Lang| Some((lang.to_string(), record.judgement.as_ref()?.note.find(lang)?.to_owned()));
    CorrectionView {
        class: record.class.name(),
        lines: [first, last],
        source: record.source.clone(),
        edition: record.edition.clone(),
        block: record.passage.as_ref().map(|passage| passage.block.to_string()),
        certainty: record.judgement.as_ref().map(|judgement| judgement.certainty.name()),
        note: languages.iter().filter_map(note).collect(),
    }
}

/// Builds the file of a letter.
#[must_use]
pub fn view(letter: &Letter, proof: &Proof, languages: &[Lang]) -> LetterView {
    let by_lang: Vec<(String, BTreeMap<&str, &crate::model::letter::Block>)> = letter
        .editions
        .iter()
        .map(|edition| (edition.lang.to_string(), edition.blocks.iter().map(|block| (block.id.0.as_str(), block)).collect()))
        .collect();
    let block = |block: &crate::model::letter::Block| {
        let found = || by_lang.iter().filter_map(|(lang, blocks)| Some((lang, blocks.get(block.id.0.as_str())?)));
        let level = match block.kind {
            crate::model::letter::BlockKind::Heading(level, _) => Some(level),
            _ => None,
        };
        BlockView {
            id: block.id.to_string(),
            kind: block.kind.name(),
            level,
            opens: block.kind.container(),
            text: found().map(|(lang, block)| (lang.clone(), block.text.read().to_string())).collect(),
            stale: found().filter(|(_, block)| block.is_stale).map(|(lang, _)| lang.clone()).collect(),
        }
    };
    LetterView {
        schema_version: "1",
        id: letter.id.to_string(),
        original: letter.original.to_string(),
        title: letter.editions.iter().map(|edition| (edition.lang.to_string(), edition.title.clone())).collect(),
        reviews: letter.reviews.iter().map(review).collect(),
        rules: letter.rules.iter().zip(&proof.rules).map(|(rule, spots)| rule_view(rule, spots)).collect(),
        corrections: letter
            .corrections
            .iter()
            .zip(&proof.records)
            .map(|(record, spot)| correction_view(record, spot.as_ref(), languages))
            .collect(),
        blocks: letter.original_edition().into_iter().flat_map(|edition| &edition.blocks).map(block).collect(),
    }
}

/// The view of a person's work.
fn review(review: &Review) -> ReviewView {
    ReviewView { lang: review.lang.to_string(), state: review.state.name(), by: review.by.clone(), date: review.date.to_string() }
}
