//! Proves that a letter's source, with its corrections, is its original edition, character for character, and that the way back leads to the source.
//!
//! Records and rules become edits of the source: a place belongs to the first that claims it, records before rules, rules in their order.
//! What the edits make of the source must be the edition's text; every difference is a problem.

mod differences;
mod edits;
mod pattern;
pub mod propose;
mod records;
mod rules;
mod texts;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::digest::Digester;
use crate::model::dossier::Dossier;
use crate::model::file::SourceFile;
use crate::model::letter::{Edition, Letter, LetterId};
use crate::model::text::Text;
use crate::problem::{Problems, kinds};
use edits::{Applied, Edits, Origin};
use rules::Patterns;
use texts::{EditionText, SourceText};

/// Where a correction stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// The first and the last line of the source.
    pub lines: (usize, usize),
    /// The bytes of the source's text.
    pub source: Range<usize>,
    /// The block of the edition in which it begins.
    pub block_idx: usize,
}

/// What became of a letter's corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Proof {
    /// For each rule, where it applies.
    pub rules: Vec<Vec<Spot>>,
    /// For each record, its place; nothing where its reading was not found.
    pub records: Vec<Option<Spot>>,
    /// Whether source and edition were held to each other.
    pub is_compared: bool,
}

/// The proofs of a dossier.
pub type Proofs = BTreeMap<LetterId, Arc<Proof>>;

/// Proves every letter of the dossier; letters without a text of their source are told as not compared.
pub fn prove(dossier: &Dossier, problems: &mut Problems) -> Proofs {
    let patterns = Patterns::new(&dossier.letters);
    let prove = |letter: &Letter| {
        let mut problems = Problems::default();
        // Without its corrections or its block ids, what would be told of a letter only follows from what has been told.
        let is_broken = |name: &str| dossier.is_broken(&format!("content/letters/{}/{name}", letter.id));
        let proof = if is_broken("corrections.toml") || is_broken("letter.lock") {
            Proof::default()
        } else {
            // What is wrong is found anew each time, where it now stands.
            dossier.memo.recall(
                || Digester::default().with(b"proof").with(&letter.digest().0).digest(),
                || {
                    let proof = prove_letter(letter, &patterns, &mut problems);
                    let is_kept = problems.list.is_empty();
                    (proof, is_kept)
                },
            )
        };
        Proved { proof: Arc::new(proof), problems }
    };
    let proved: Vec<Arc<Proved>> = dossier.letters.par_iter().map(|letter| dossier.memo.alone(letter, || prove(letter))).collect();
    let mut proofs = Proofs::new();
    for (letter, proved) in dossier.letters.iter().zip(proved) {
        problems.list.extend(proved.problems.list.iter().cloned());
        proofs.insert(letter.id.clone(), Arc::clone(&proved.proof));
    }
    proofs
}

/// A letter's proof, and what is wrong in it.
struct Proved {
    /// The proof.
    proof: Arc<Proof>,
    /// What is wrong.
    problems: Problems,
}

/// Proves one letter.
fn prove_letter(letter: &Letter, patterns: &Patterns, problems: &mut Problems) -> Proof {
    let (Some(file), Some(edition)) = (letter.source.text.file(), letter.original_edition()) else { return Proof::default() };
    let source = SourceText::new(file);
    records::report_lines(letter, &source, problems);
    let (edits, remarks) = edits(letter, &source, patterns, problems);
    let text = EditionText::new(edition);
    let applied = edits.apply(&source.text);
    if !is_whole(&applied, &text, &source.text) {
        differences::report(edition, (&source, &text), &applied, problems);
    }
    let spot = |range: &Range<usize>| Spot {
        lines: (source.line_at(range.start), source.line_at(range.end.saturating_sub(1).max(range.start))),
        source: range.clone(),
        block_idx: text.block_at(applied.map(range).start),
    };
    let mut proof = Proof { rules: vec![Vec::new(); letter.rules.len()], records: vec![None; letter.corrections.len()], is_compared: true };
    for piece in &applied.edits {
        match piece.origin {
            Origin::Rule(idx) => proof.rules.get_mut(idx).into_iter().for_each(|spots| spots.push(spot(&piece.source))),
            Origin::Record(idx) => proof.records.get_mut(idx).into_iter().for_each(|found| *found = Some(spot(&piece.source))),
        }
    }
    for (idx, range) in remarks {
        proof.records.get_mut(idx).into_iter().for_each(|found| *found = Some(spot(&range)));
    }
    proof.rules.iter_mut().for_each(Vec::shrink_to_fit);
    report_counts(letter, &proof, problems);
    for (record, found) in letter.corrections.iter().zip(&proof.records) {
        if let Some(found) = found {
            let edition_range = applied.map(&found.source);
            records::report_elsewhere(record, (letter, edition, &text), edition_range, problems);
        }
    }
    proof
}

/// Whether the corrected source is the edition, and the uncorrected edition the source.
fn is_whole(applied: &Applied, edition: &EditionText, source: &str) -> bool {
    applied.text == edition.text && applied.revert(&edition.text).as_deref() == Some(source)
}

/// The edits that a letter's corrections make, and the places of records that change nothing.
fn edits(letter: &Letter, source: &SourceText, patterns: &Patterns, problems: &mut Problems) -> (Edits, Vec<(usize, Range<usize>)>) {
    let mut edits = Edits::default();
    let mut remarks = Vec::new();
    let mut changes = Vec::new();
    for (idx, record) in letter.corrections.iter().enumerate() {
        let Some(range) = records::find(record, source, problems) else { continue };
        match &record.edition {
            None => remarks.push((idx, range)),
            Some(reading) => {
                if source.text.get(range.clone()) == Some(reading.as_str()) {
                    problems.add(kinds::proof::same_reading(record.place.find("edition"), reading));
                }
                changes.push((range.clone(), reading.as_str()));
                let range = if reading.is_empty() { source.with_space(range) } else { range };
                if !edits.claim(range, reading.clone(), Origin::Record(idx)) {
                    problems.add(kinds::proof::overlapping_records(record.place.clone(), &record.source));
                }
            }
        }
    }
    for (idx, range) in &remarks {
        if let Some(record) = letter.corrections.get(*idx) {
            records::report_changed_slip(record, (range, &changes), problems);
        }
    }
    for (idx, rule) in letter.rules.iter().enumerate() {
        rules::apply((idx, rule), (source, patterns), &mut edits, problems);
    }
    (edits, remarks)
}

/// Reports rules that apply in another number of places than they say.
fn report_counts(letter: &Letter, proof: &Proof, problems: &mut Problems) {
    for (rule, spots) in letter.rules.iter().zip(&proof.rules) {
        if rule.count != spots.len() {
            let mut lines: Vec<String> = spots.iter().map(|spot| spot.lines.0.to_string()).collect();
            lines.dedup();
            let at = if lines.len() <= 20 { lines.join(", ") } else { String::new() };
            let name = rule.name.map_or_else(|| format!("{} → {}", rule.find, rule.replace), str::to_owned);
            problems.add(kinds::proof::rule_count_differs(rule.place.clone(), (&name, rule.count, spots.len()), &at));
        }
    }
}

/// The text to which a source is held: the blocks of the original edition, a blank line between them.
#[must_use]
pub fn edition_text(edition: &Edition) -> String {
    EditionText::new(edition).text
}

/// The text of a source, without the white space around it.
#[must_use]
pub fn source_text(file: &SourceFile) -> Text {
    file.text().trimmed()
}
