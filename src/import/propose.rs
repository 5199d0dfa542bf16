//! Proposes the corrections that make the source the edition, with the means of `proof`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::markdown::blocks;
use crate::model::date::Edtf;
use crate::model::file::SourceFile;
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Basis, Edition, Letter, LetterDate, LetterId, LetterParts, Parties};
use crate::model::locale::Locale;
use crate::model::markup::Elements;
use crate::model::memo::Kept;
use crate::model::source::{LetterSource, SourceText};
use crate::problem::Problems;
use crate::proof::propose;

/// The corrections of a letter whose source has a text and whose edition is a file, as TOML; empty where the two are the same.
pub(super) fn corrections(source: &str, (edition, body_start): (&str, usize), (id, lang): (&LetterId, &Lang), locale: &Locale) -> String {
    let file = |name: &str, text: &str| Arc::new(SourceFile::new(name.to_owned(), text.to_owned()));
    let edition_file = file("edition", edition);
    let blocks = blocks::find(&edition_file, body_start, &mut Problems::default());
    let edition = Edition {
        lang: lang.clone(),
        title: String::new(),
        slug: String::new(),
        summary: String::new(),
        file: edition_file,
        body_start,
        elements: Elements::default(),
        blocks,
        gaps: Vec::new(),
    };
    // What is no part of the comparison is left empty; no reader sees this letter.
    let Ok(value) = Edtf::parse("2000") else { return String::new() };
    let source_file = file("source", source);
    let letter = Letter::from(LetterParts {
        id: id.clone(),
        file: file("letter", ""),
        kind: String::new(),
        date: LetterDate { value, basis: Basis::Printed, note: LangText::default(), evidence: Vec::new() },
        parties: Parties { senders: Vec::new(), recipients: Vec::new() },
        numbers: Vec::new(),
        source: LetterSource {
            file: String::new(),
            received_as: String::new(),
            sha256: String::new(),
            bytes: None,
            text: SourceText::Received(source_file),
        },
        lacks: Vec::new(),
        references: Vec::new(),
        rules: Vec::new(),
        corrections: Vec::new(),
        original: lang.clone(),
        editions: vec![edition],
        reviews: Vec::new(),
        retired: Vec::new(),
        paths: Vec::new(),
        kept: Kept::default(),
    });
    propose::propose(&letter, &locale.suspects).unwrap_or_default()
}

/// How many corrections of each class a proposal has; rules count as one.
pub(super) fn counts(proposal: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let table: toml::Table = proposal.parse().unwrap_or_default();
    for list in ["rules", "corrections"] {
        for record in table.get(list).and_then(toml::Value::as_array).into_iter().flatten() {
            let name = record.get("class").or_else(|| record.get("rule")).and_then(toml::Value::as_str).unwrap_or_default();
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }
    counts
}
