//! Proposed rules and records as TOML.

use super::{ProposedRecord, ProposedRule};
use crate::model::correction::{CorrectionClass, SourceLines};

/// The proposal as TOML, to be appended to `corrections.toml`.
pub(super) fn toml(rules: &[ProposedRule], records: &[ProposedRecord]) -> String {
    let parts: Vec<String> = rules.iter().map(rule).chain(records.iter().map(record)).collect();
    parts.join("\n")
}

/// A rule.
fn rule(rule: &ProposedRule) -> String {
    let candidate = &rule.candidate;
    let mut text = String::from("[[rules]]\n");
    match candidate.name {
        Some(name) => text.push_str(&format!("rule = {}\n", quoted(name))),
        None => text.push_str(&format!(
            "class = {}\nfind = {}\nreplace = {}\n",
            quoted(candidate.class.name()),
            pattern(&candidate.find),
            quoted(&candidate.replace)
        )),
    }
    text.push_str(&format!("count = {}\n", rule.count));
    if !rule.exceptions.is_empty() {
        let exceptions: Vec<String> = rule
            .exceptions
            .iter()
            .map(|(at, words)| format!("    {{ lines = {}, source = {} }},\n", quoted(&lines(*at)), quoted(words)))
            .collect();
        text.push_str(&format!("except = [\n{}]\n", exceptions.concat()));
    }
    if candidate.name.is_none() {
        text.push_str("note = \"\"\n");
    }
    text
}

/// A record; one that is a judgement waits for its reason.
fn record(record: &ProposedRecord) -> String {
    let mut text = format!(
        "[[corrections]]\nclass = {}\nsource = {}\nedition = {}\nlines = {}\n",
        quoted(record.class.name()),
        quoted(&record.source),
        quoted(&record.edition),
        quoted(&lines(record.lines))
    );
    let is_judged = matches!(record.class, CorrectionClass::Ocr | CorrectionClass::FootnoteMark) || record.class.needs_judgement();
    if is_judged {
        text.push_str("certainty = \"probable\"\nnote = \"\"\n");
    }
    text
}

/// Lines as a record writes them.
fn lines(lines: SourceLines) -> String {
    lines.to_string().replace('–', "-")
}

/// A text in quotes.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A pattern in single quotes, where it has none itself.
fn pattern(text: &str) -> String {
    if text.contains('\'') { quoted(text) } else { format!("'{text}'") }
}
