//! `corrections.toml`: what makes a letter's source its edition.

use std::path::Path;

use super::marks;
use super::walk::LetterFolder;
use crate::data::{self, Table, file};
use crate::model::correction::{Certainty, Correction, CorrectionClass, Exception, Judgement, Rule, SourceLines};
use crate::model::letter::{BlockId, LetterId, Passage};
use crate::model::rules;
use crate::problem::kinds;
use crate::problem::{Problems, nearest};

/// Loads a letter's rules and records; a letter without a file has none.
pub fn load(root: &Path, folder: &LetterFolder, problems: &mut Problems) -> (Vec<Rule>, Vec<Correction>) {
    if !folder.files.iter().any(|name| name == "corrections.toml") {
        return (Vec::new(), Vec::new());
    }
    let Some(file) = file::text(root, &format!("{}/corrections.toml", folder.path), problems) else { return (Vec::new(), Vec::new()) };
    marks::report(&file, 0..file.len(), problems);
    data::read(&file, 0..file.len(), problems, |table| {
        let rules = table.tables("rules", rule).into_iter().flatten().collect();
        let records = table.tables("corrections", |table| record(table, &folder.id)).into_iter().flatten().collect();
        (rules, records)
    })
}

/// Reads a rule: one of the tool's by its name, or one of the publisher's own.
fn rule(table: &Table<'_>) -> Option<Rule> {
    let count = table.need_count("count", "in how many places of the source the rule applies");
    let exceptions = table.tables("except", exception).into_iter().flatten().collect();
    let (name, class, find, replace) = if table.has("rule") { known(table)? } else { own(table)? };
    let note = if name.is_some() { table.lang_text("note") } else { table.need_lang_text("note", "what the rule does, in each language") };
    Some(Rule { name, class, find, replace, count: count?.0, exceptions, note, place: table.place() })
}

/// What a rule does: its name, its class, its pattern, what comes instead.
type Deed = (Option<&'static str>, CorrectionClass, String, String);

/// Reads a rule that the tool brings.
fn known(table: &Table<'_>) -> Option<Deed> {
    let (name, place) = table.need_text("rule", "the name of one of the tool's rules")?;
    let Some(known) = rules::find(&name) else {
        let names: Vec<&str> = rules::RULES.iter().map(|rule| rule.name).collect();
        let expected = format!("one of `{}`", names.join("`, `"));
        let mut problem = kinds::wrong_value(place, "rule", &expected);
        problem.hints.extend(nearest(&name, names).map(|near| format!("did you mean `{near}`?")));
        table.report(problem);
        return None;
    };
    Some((Some(known.name), known.class, known.find.to_owned(), known.replace.to_owned()))
}

/// Reads a rule of the publisher.
fn own(table: &Table<'_>) -> Option<Deed> {
    let class = table.need_name("class", CorrectionClass::NAMES, CorrectionClass::find);
    let find = table.need_text("find", "a regular expression; its first group is what the edition has otherwise");
    let replace = table.any_text("replace").map(|(text, _)| text);
    if replace.is_none() && !table.has("replace") {
        table.report(kinds::missing_key(table.place(), "replace", "what the edition has instead; \"\" for nothing"));
    }
    Some((None, class?, find?.0, replace?))
}

/// Reads a place where a rule does not apply.
fn exception(table: &Table<'_>) -> Option<Exception> {
    let lines = lines(table);
    let source = table.need_text("source", "the source's words there");
    Some(Exception { lines: lines?, source: source?.0, place: table.place() })
}

/// Reads lines of the source.
fn lines(table: &Table<'_>) -> Option<SourceLines> {
    let (text, place) = table.need_text("lines", "the lines of the source, such as \"18\" or \"18-20\"")?;
    let lines = SourceLines::parse(&text);
    if lines.is_none() {
        table.report(kinds::wrong_value(place, "lines", "lines of the source, such as \"18\" or \"18-20\""));
    }
    lines
}

/// Reads a record.
fn record(table: &Table<'_>, id: &LetterId) -> Option<Correction> {
    let class = table.need_name("class", CorrectionClass::NAMES, CorrectionClass::find);
    let block = table.any_text("block").filter(|(block, _)| !block.is_empty());
    let quote = table.any_lang_text("words");
    let source = table.need_text("source", "the source's reading");
    let edition = table.any_text("edition");
    if let Some((_, place)) = edition.clone().filter(|_| class == Some(CorrectionClass::Sic)) {
        table.report(kinds::proof::corrected_slip(place));
    }
    let edition = edition.map(|(text, _)| text);
    let lines = lines(table);
    let judgement = judgement(table, class);
    if block.is_none() && !quote.is_empty() {
        table.report(kinds::missing_key(table.place(), "block", "the block that has these words"));
    }
    let passage = block.map(|(block, place)| Passage { letter: id.clone(), block: BlockId(block), quote, place });
    Some(Correction { class: class?, passage, source: source?.0, edition, lines: lines?, judgement, place: table.place() })
}

/// Reads why, and how certain; a slip and a damaged passage need it, and one does not go without the other.
fn judgement(table: &Table<'_>, class: Option<CorrectionClass>) -> Option<Judgement> {
    let is_needed =
        class.is_some_and(CorrectionClass::needs_judgement) || table.has("note") || table.has("certainty") || table.has("words");
    if !is_needed {
        return None;
    }
    let certainty = table.need_name("certainty", Certainty::NAMES, Certainty::find);
    let note = table.need_lang_text("note", "the reason, in each language");
    Some(Judgement { certainty: certainty?, note })
}
