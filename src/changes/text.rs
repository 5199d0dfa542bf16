//! What changed, as text for a terminal and for print: `[-old words-]`, `{+new words+}`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Age, Change, Changes, Detail, FileCounts, Holder, LetterChange, Piece, RecordChange, Version};

/// How many words that did not change are shown around those that did.
const N_AROUND: usize = 12;
/// Values up to this length are shown whole, old and new.
const MAX_PLAIN: usize = 60;

/// Writes what changed.
#[must_use]
pub fn write(changes: &Changes) -> String {
    let mut out = String::new();
    line(&mut out, 0, &format!("from {}", version(&changes.old)));
    line(&mut out, 0, &format!("to   {}", version(&changes.new)));
    match changes.odd_age() {
        Some(Age::Same) => line(&mut out, 0, "note: both copies say that they are this version, and they differ"),
        Some(Age::Reversed) => {
            line(&mut out, 0, "note: the second copy says that it is older than the first: are they in the right order?")
        }
        None => {}
    }
    if !changes.has_changes {
        line(&mut out, 0, "\nNothing changed in the letters, the records and the text pages.");
    }
    if !changes.dossier.is_empty() {
        line(&mut out, 0, "\nThe dossier");
        changes.dossier.iter().for_each(|detail| detail_lines(&mut out, 2, detail));
    }
    changes.letters.iter().for_each(|letter| letter_lines(&mut out, letter));
    let mut group = "";
    for record in &changes.records {
        if record.group != group {
            line(&mut out, 0, &format!("\n{}", heading(record.group)));
            group = record.group;
        }
        record_lines(&mut out, 2, record);
    }
    for page in &changes.pages {
        line(
            &mut out,
            0,
            &format!("\nPage: {} ({}), {}: {}", visible(&page.title), visible(&page.lang), page.change.name(), visible(&page.path)),
        );
        pieces_lines(&mut out, 2, &page.pieces);
    }
    if !changes.not_compared.is_empty() {
        let names: Vec<String> = changes.not_compared.iter().map(|name| spoken(name)).collect();
        let holder = if changes.not_compared.iter().any(|name| name == "pages") { "one of the copies" } else { "the older copy" };
        line(&mut out, 0, &format!("\nNot compared, as {holder} does not hold it: {}.", names.join(", ")));
    }
    if let Some(files) = &changes.files {
        line(&mut out, 0, &format!("\n{}", counted(files)));
    }
    out.trim_end().to_owned()
}

/// A copy in words.
fn version(version: &Version) -> String {
    let title = version.title.values().next().map(|title| format!(" of “{}”", visible(title))).unwrap_or_default();
    format!("version {} ({}){title}", visible(&version.version), visible(&version.published))
}

/// Adds a line; nobody's text may command a terminal.
fn line(out: &mut String, n_spaces: usize, text: &str) {
    _ = writeln!(out, "{:n_spaces$}{text}", "");
}

/// The lines of a letter.
fn letter_lines(out: &mut String, letter: &LetterChange) {
    let title = any(&letter.title).unwrap_or(&letter.id);
    let n_blocks =
        if matches!(letter.change, Change::Added | Change::Removed) { format!(", {} blocks", letter.n_blocks) } else { String::new() };
    let head =
        format!("\nLetter: {} ({}), {}: {}{n_blocks}", visible(title), visible(&letter.id), visible(&letter.date), letter.change.name());
    line(out, 0, &head);
    if letter.change != Change::Changed {
        letter.path.iter().for_each(|(lang, path)| line(out, 2, &format!("{}: {}", visible(lang), visible(path))));
    }
    letter.details.iter().for_each(|detail| detail_lines(out, 2, detail));
    for block in &letter.blocks {
        let moved = if block.is_moved && block.change != Change::Moved { " and moved" } else { "" };
        line(out, 2, &format!("{}, {}, {}{moved}", visible(&block.id), visible(&block.kind), block.change.name()));
        block.details.iter().for_each(|detail| detail_lines(out, 4, detail));
    }
    letter.records.iter().for_each(|record| record_lines(out, 2, record));
}

/// The lines of a record.
fn record_lines(out: &mut String, n_spaces: usize, record: &RecordChange) {
    let title = any(&record.title).filter(|title| **title != record.id);
    let title = title.map(|title| format!(" (“{}”)", visible(&shortened(title)))).unwrap_or_default();
    let name = match record.group {
        "corrections" | "rules" | "reviews" | "references" => format!("{} ", heading(record.group).to_lowercase()),
        _ => String::new(),
    };
    line(out, n_spaces, &format!("{name}{}{title}, {}", visible(&shortened(&record.id)), record.change.name()));
    record.details.iter().for_each(|detail| detail_lines(out, n_spaces + 2, detail));
}

/// The lines of a detail: short values as old → new, longer ones with the words that differ.
fn detail_lines(out: &mut String, n_spaces: usize, detail: &Detail) {
    let lang = detail.lang.as_ref().map(|lang| format!(" ({})", visible(lang))).unwrap_or_default();
    let label = format!("{}{lang}", spoken(&detail.field));
    let (old, new) = (detail.old_text(), detail.new_text());
    let is_plain =
        detail.field != "text" && old.chars().count().max(new.chars().count()) <= MAX_PLAIN && !old.contains('\n') && !new.contains('\n');
    if is_plain {
        let shown = |text: &str| if text.is_empty() { "(nothing)".to_owned() } else { visible(text) };
        line(out, n_spaces, &format!("{label}: {} → {}", shown(&old), shown(&new)));
    } else {
        line(out, n_spaces, &format!("{label}:"));
        pieces_lines(out, n_spaces + 2, &detail.pieces);
    }
}

/// The lines of words, those around the changes shortened.
fn pieces_lines(out: &mut String, n_spaces: usize, pieces: &[Piece]) {
    let last = pieces.len().saturating_sub(1);
    let mut text = String::new();
    for (idx, piece) in pieces.iter().enumerate() {
        match piece.of {
            Holder::Same => text.push_str(&around(&piece.text, (idx == 0, idx == last))),
            Holder::Old => text.push_str(&marked(&piece.text, "[-", "-]")),
            Holder::New => {
                let is_beside = text.ends_with("-]");
                text.push_str(if is_beside { " " } else { "" });
                text.push_str(&marked(&piece.text, "{+", "+}"));
            }
        }
    }
    visible_lines(&text).for_each(|text| line(out, n_spaces, text.trim_end()));
}

/// Words between marks, space at their ends outside.
fn marked(text: &str, open: &str, close: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return format!("{open}{text}{close}");
    }
    let (before, after) = text.split_once(inner).unwrap_or_default();
    format!("{before}{open}{inner}{close}{after}")
}

/// Words that both have, as far as they stand beside a change.
fn around(text: &str, (is_first, is_last): (bool, bool)) -> String {
    let ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
    if ends.len() <= 2 * N_AROUND {
        return text.to_owned();
    }
    let head = ends.get(N_AROUND).and_then(|at| text.get(..*at)).filter(|_| !is_first).unwrap_or_default();
    let tail = ends.get(ends.len() - N_AROUND).and_then(|at| text.get(*at..)).filter(|_| !is_last).unwrap_or_default();
    if head.is_empty() { format!("…{tail}") } else { format!("{head} …{tail}") }
}

/// A text of which only the beginning is needed.
fn shortened(text: &str) -> String {
    if text.chars().count() <= MAX_PLAIN { text.to_owned() } else { text.chars().take(MAX_PLAIN).chain(['…']).collect() }
}

/// What a text says in any language; that of the first tag.
fn any(texts: &BTreeMap<String, String>) -> Option<&String> {
    texts.values().find(|text| !text.is_empty())
}

/// A field's name as words.
fn spoken(field: &str) -> String {
    visible(field).replace(['_', '.'], " ")
}

/// The heading of a group.
fn heading(group: &str) -> String {
    let name = match group {
        "amounts" => "Ledger: amounts",
        "sums" => "Ledger: sums",
        "restatements" => "Ledger: restatements",
        "programmes" => "Ledger: programmes",
        "statuses" => "Ledger: statuses",
        "statements" => "Ledger: statements",
        "missing" => "Ledger: missing documents",
        "limits" => "Ledger: limits",
        "events" => "Timeline",
        "actors" => "People and organisations",
        "externals" => "Documents outside the dossier",
        "terms" => "Glossary",
        "corrections" => "Correction",
        "rules" => "Rule",
        "reviews" => "Review",
        "references" => "Reference",
        other => other,
    };
    name.to_owned()
}

/// The files in words.
fn counted(files: &FileCounts) -> String {
    let FileCounts { same, added, removed, pages_text, pages_layout, data, sources, other } = files;
    format!(
        "Files: {same} the same, {added} added, {removed} removed. Of those that differ: {pages_text} pages in their text or links, \
         {pages_layout} pages in their layout only, {data} data files, {sources} sources, {other} others (styles, scripts)."
    )
}

/// A text without what would command a terminal or turn the order of its letters.
fn visible(text: &str) -> String {
    visible_lines(text).collect::<Vec<_>>().join(" / ")
}

/// The lines of a text, each without what would command a terminal or turn the order of its letters.
fn visible_lines(text: &str) -> impl Iterator<Item = String> {
    let is_command = |char: char| char.is_control() || matches!(u32::from(char), 0x200E..=0x200F | 0x202A..=0x202E | 0x2066..=0x2069);
    text.lines().map(move |line| line.chars().map(|char| if is_command(char) { '\u{fffd}' } else { char }).collect())
}
