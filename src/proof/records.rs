//! Finds the places of records: the reading stands in the lines that are named, and becomes what the record says of the edition.

use std::ops::Range;

use super::texts::{EditionText, SourceText};
use crate::model::correction::{Correction, CorrectionClass, SourceLines};
use crate::model::keys;
use crate::model::letter::{Edition, Letter};
use crate::problem::{Problems, kinds};

/// Finds the place of a record's reading; a reading that is not there, or more than once, is a problem.
pub(super) fn find(record: &Correction, source: &SourceText, problems: &mut Problems) -> Option<Range<usize>> {
    let mut places = occurrences(&record.source, record.lines, source);
    let place = || keys::within(&record.place, "source", record.source.lines().next().unwrap_or_default().trim());
    let Some(found) = places.next() else {
        let lines = source.lines(record.lines.first, record.lines.last);
        let there = source.text.get(lines).unwrap_or_default().trim_end();
        problems.add(kinds::proof::reading_not_found(place(), &record.source, &record.lines.to_string(), there));
        return None;
    };
    if places.next().is_some() {
        problems.add(kinds::proof::reading_not_unique(place(), &record.source, &record.lines.to_string()));
        return None;
    }
    Some(found)
}

/// The places of a reading in lines of the source; white space in it stands for any white space.
pub(super) fn occurrences(reading: &str, lines: SourceLines, source: &SourceText) -> impl Iterator<Item = Range<usize>> {
    let part = source.lines(lines.first, lines.last);
    let text = source.text.get(part.clone()).unwrap_or_default();
    let first = reading.split_whitespace().next().unwrap_or("\u{0}");
    // A reading that is nearly all of its lines can begin in few places of them.
    let shortest = reading.split_whitespace().map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
    let has_room = move |(at, _): &(usize, &str)| at + shortest <= text.len();
    text.match_indices(first).take_while(has_room).filter_map(move |(at, _)| {
        let length = match_words(text.get(at..)?, reading)?;
        Some(part.start + at..part.start + at + length)
    })
}

/// How many bytes at the start of a text are the words of a reading with any white space between them.
fn match_words(text: &str, reading: &str) -> Option<usize> {
    let mut rest = text;
    for (idx, word) in reading.split_whitespace().enumerate() {
        if 0 < idx {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }
        rest = rest.strip_prefix(word)?;
    }
    Some(text.len() - rest.len())
}

/// Reports records, and exceptions of rules, that name lines which the source does not have.
pub(super) fn report_lines(letter: &Letter, source: &SourceText, problems: &mut Problems) {
    let exceptions = letter.rules.iter().flat_map(|rule| &rule.exceptions).map(|exception| (exception.lines, &exception.place));
    let records = letter.corrections.iter().map(|record| (record.lines, &record.place));
    for (lines, place) in records.chain(exceptions).filter(|(lines, _)| source.n_lines < lines.last) {
        problems.add(kinds::proof::lines_beyond(keys::of(place, "lines"), &lines.to_string(), source.n_lines));
    }
}

/// Reports a slip of the author that a record keeps and another changes: those are a place of the source and what the edition has there.
pub(super) fn report_changed_slip(record: &Correction, (slip, changes): (&Range<usize>, &[(Range<usize>, &str)]), problems: &mut Problems) {
    let words = record.source.split_whitespace().collect::<Vec<_>>().join(" ");
    let keeps = |reading: &str| {
        let reading = reading.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_edge = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
        let ends = |before: &str, after: &str| is_edge(before.chars().next_back()) && is_edge(after.chars().next());
        let mut found = reading.match_indices(&words).map(|(at, _)| (reading.get(..at), reading.get(at + words.len()..)));
        found.any(|(before, after)| ends(before.unwrap_or_default(), after.unwrap_or_default()))
    };
    let is_changed = |(place, reading): &(Range<usize>, &str)| place.start <= slip.start && slip.end <= place.end && !keeps(reading);
    if record.class == CorrectionClass::Sic && changes.iter().any(is_changed) {
        problems.add(kinds::proof::changed_slip(keys::of(&record.place, "source"), &record.source));
    }
}

/// Reports a record whose block or words are not where its place of the source leads to.
pub(super) fn report_elsewhere(
    record: &Correction,
    (letter, edition, text): (&Letter, &Edition, &EditionText),
    range: Range<usize>,
    problems: &mut Problems,
) {
    let Some(passage) = &record.passage else { return };
    let touches = |other: Range<usize>| other.start < range.end.max(range.start + 1) && range.start <= other.end;
    let words = passage.quote.find(&letter.original).unwrap_or_default();
    let is_there = edition.blocks.iter().zip(&text.starts).filter(|(block, _)| block.id == passage.block).any(|(block, start)| {
        let words_at = block.text.read().find(words).map(|at| start + at..start + at + words.len());
        touches(*start..start + block.text.len()) && (words.is_empty() || words_at.is_some_and(touches))
    });
    if !is_there {
        let reading = text.text.get(range.clone()).unwrap_or_default();
        let found = edition.blocks.get(text.block_at(range.start)).map(|block| block.id.0.as_str()).unwrap_or_default();
        problems.add(kinds::proof::record_elsewhere(record.place.clone(), (&record.source, reading), found).in_block(found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_stands_for_any() {
        assert_eq!(match_words("Ca/l for\n\n Expression of", "Ca/l for Expression"), Some(21));
        assert_eq!(match_words("Ca/lfor", "Ca/l for"), None);
        assert_eq!(match_words("Ca/l", "Ca/l for"), None);
    }
}
