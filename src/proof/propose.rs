//! Proposes what a letter's `corrections.toml` lacks: rules for what is mechanical, records for the rest, as TOML to be looked at.

mod alignment;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;

use super::differences::Difference;
use super::edits::{Applied, Edits, Origin};
use super::pattern::Pattern;
use super::rules::Patterns;
use super::texts::{EditionText, SourceText};
use super::{differences, records};
use crate::model::correction::{CorrectionClass, SourceLines};
use crate::model::letter::{BlockKind, Letter};
use crate::model::locale::Suspect;
use crate::model::rules::RULES;
use crate::problem::Problems;
use alignment::Alignment;

/// How often a word must be replaced by another in the same way to become a rule.
const MIN_REPEATS: usize = 3;

/// The most bytes of a reading that is told from a misreading sign by sign: what is longer is no slip of a machine.
const MAX_COMPARED: usize = 512;

/// How often a reading is widened by one word on both sides until it stands once in its lines; then it is widened faster and faster.
const N_CLOSE: usize = 16;

/// Characters that no page can show, as a pattern: a record could not quote them. Those that are white space are left to other rules.
const CONTROLS: &str = r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\x{fdd0}-\x{fdef}\x{fffe}\x{ffff}]";

/// What is said where rules and records that stand there keep a difference from being proposed.
const LEFT: &str = "\
# A difference is left that nothing can be proposed for, as a rule or a record covers a part of it: `dossier check` shows it.
# Write a record for the whole, and mend the count of the rule.
";

/// What might be a rule.
struct Candidate {
    /// Its name, if the tool brings it.
    name: Option<&'static str>,
    /// Its class.
    class: CorrectionClass,
    /// Its pattern.
    find: String,
    /// What comes instead.
    replace: String,
}

/// A rule that explains differences.
struct ProposedRule {
    /// What it does.
    candidate: Candidate,
    /// In how many places.
    count: usize,
    /// Where it would apply and must not: lines and words.
    exceptions: Vec<(SourceLines, String)>,
}

/// A record that explains a difference.
struct ProposedRecord {
    /// Its class, as far as that can be guessed.
    class: CorrectionClass,
    /// The source's reading.
    source: String,
    /// The edition's.
    edition: String,
    /// The lines of the source.
    lines: SourceLines,
}

/// The rules and records that explain the differences between a letter's source and its original edition that nothing explains yet,
/// as TOML to append to `corrections.toml`; empty where all is explained, with a remark where something is left. `suspects` are the misreadings that a language often has.
/// What needs a reason has an empty `note`, so that no build passes before somebody has looked. `None` if there is nothing to compare.
#[must_use]
pub fn propose(letter: &Letter, suspects: &[Suspect]) -> Option<String> {
    let (file, edition) = (letter.source.text.file()?, letter.original_edition()?);
    let source = SourceText::new(file);
    let text = EditionText::new(edition);
    let patterns = Patterns::new(std::slice::from_ref(letter));
    let (mut edits, _) = super::edits(letter, &source, &patterns, &mut Problems::default());
    let rules = rules(letter, (&source, &text), suspects, &mut edits);
    let is_heading = |at: usize| edition.blocks.get(text.block_at(at)).is_some_and(|block| matches!(block.kind, BlockKind::Heading(..)));
    let records = single((&source, &text), &is_heading, &mut edits);
    let is_left = !differences::find(&edits.apply(&source.text).text, &text.text).is_empty();
    Some(written::toml(&rules, &records) + if is_left { LEFT } else { "" })
}

/// The rules that explain more differences than they would make.
fn rules(letter: &Letter, (source, text): (&SourceText, &EditionText), suspects: &[Suspect], edits: &mut Edits) -> Vec<ProposedRule> {
    let alignment = Alignment::new(&source.text, &text.text, edits);
    let is_new = |candidate: &Candidate| !letter.rules.iter().any(|rule| rule.find == candidate.find);
    let found = candidates(&alignment, &text.text, suspects);
    let mut rules = Vec::new();
    for candidate in found.into_iter().filter(is_new) {
        let Ok(pattern) = Pattern::new(&candidate.find, true) else { continue };
        let open: Vec<Range<usize>> = pattern.places(&source.text).filter(|place| edits.is_free(place)).collect();
        let open = open.into_iter().filter(|place| source.text.get(place.clone()) != Some(candidate.replace.as_str()));
        let (right, wrong): (Vec<_>, Vec<_>) = open.partition(|place| alignment.becomes(place, &candidate.replace, &text.text));
        if right.len() <= wrong.len() {
            continue;
        }
        for place in &right {
            edits.claim(place.clone(), candidate.replace.clone(), Origin::Rule(usize::MAX));
        }
        let exceptions = wrong.into_iter().map(|place| reading(with_words(place, &source.text), source)).collect();
        rules.push(ProposedRule { candidate, count: right.len(), exceptions });
    }
    rules
}

/// What might be rules: words that are often replaced in the same way, what a language's texts often have, what the tool brings.
fn candidates(alignment: &Alignment, text: &str, suspects: &[Suspect]) -> Vec<Candidate> {
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (before, after) in alignment.readings(text) {
        if !before.is_empty() && !after.is_empty() && before.chars().chain(after.chars()).all(char::is_alphanumeric) {
            *pairs.entry((before, after)).or_default() += 1;
        }
    }
    let repeated = pairs.into_iter().filter(|(_, count)| MIN_REPEATS <= *count).map(|((before, after), _)| Candidate {
        name: None,
        class: CorrectionClass::Ocr,
        find: format!(r"\b({})\b", regex::escape(before)),
        replace: after.to_owned(),
    });
    let suspected = suspects.iter().map(|suspect| Candidate {
        name: None,
        class: CorrectionClass::Ocr,
        find: suspect.find.clone(),
        replace: suspect.replace.clone(),
    });
    let controls =
        std::iter::once(Candidate { name: None, class: CorrectionClass::Typography, find: CONTROLS.to_owned(), replace: String::new() });
    let known = RULES.iter().map(|rule| Candidate {
        name: Some(rule.name),
        class: rule.class,
        find: rule.find.to_owned(),
        replace: rule.replace.to_owned(),
    });
    controls.chain(repeated).chain(suspected).chain(known).collect()
}

/// Records for what no rule explains.
fn single((source, text): (&SourceText, &EditionText), is_heading: &dyn Fn(usize) -> bool, edits: &mut Edits) -> Vec<ProposedRecord> {
    let mut records = Vec::new();
    // Each round explains what it can; a record may lay bare what stood beside it.
    for _ in 0..3 {
        let applied = edits.clone().apply(&source.text);
        let differences = differences::find(&applied.text, &text.text);
        if differences.is_empty() {
            break;
        }
        for (place, after) in in_words(differences, &applied, source) {
            let starts_heading = is_heading(after.start);
            if let Some(record) = record((source, text), (place, after), edits) {
                let class = class(&record, starts_heading);
                records.push(ProposedRecord { class, ..record });
            }
        }
    }
    records.sort_by_key(|record| record.lines);
    records
}

/// Differences as places of the source and of the edition; those that share a word are one.
fn in_words(differences: Vec<Difference>, applied: &Applied, source: &SourceText) -> Vec<(Range<usize>, Range<usize>)> {
    let mut places: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for difference in differences {
        // A difference that ends inside an edit becomes the whole of it, on both sides.
        let place = applied.unmap(&difference.before);
        let before = applied.map(&place);
        let n_left = difference.before.start.saturating_sub(before.start);
        let n_right = before.end.saturating_sub(difference.before.end);
        let after = difference.after.start.saturating_sub(n_left)..difference.after.end + n_right;
        match places.last_mut() {
            Some((last, last_after)) if place.start <= with_words(last.clone(), &source.text).end => {
                (last.end, last_after.end) = (place.end.max(last.end), after.end.max(last_after.end));
            }
            _ => places.push((place, after)),
        }
    }
    places
}

/// A record for one difference: what is left out goes alone, anything else with the words around it. Claims its place.
fn record(
    (source, text): (&SourceText, &EditionText),
    (place, after): (Range<usize>, Range<usize>),
    edits: &mut Edits,
) -> Option<ProposedRecord> {
    let edition = text.text.get(after)?;
    if let Some(words) = left_out(source, &place, edition)
        && edits.claim(source.with_space(words.clone()), String::new(), Origin::Record(usize::MAX))
    {
        let (lines, source) = reading(words, source);
        return Some(ProposedRecord { class: CorrectionClass::Other, source, edition: String::new(), lines });
    }
    // The words around a difference are the same on both sides, as far as no other edit touches them.
    let mut wide = with_words(place.clone(), &source.text);
    let mut steps = std::iter::repeat_n(1, N_CLOSE).chain(std::iter::successors(Some(64_usize), |step| step.checked_mul(2)));
    while !is_unique(&wide, source) && edits.is_free(&wide) && (0 < wide.start || wide.end < source.text.len()) {
        let step = steps.next().unwrap_or(source.text.len());
        let wider = wide.start.saturating_sub(step)..wide.end.saturating_add(step).min(source.text.len());
        wide = with_words(source.text.floor_char_boundary(wider.start)..source.text.ceil_char_boundary(wider.end), &source.text);
    }
    let wide = edits.free_around(&place, wide);
    let (left, right) = (source.text.get(wide.start..place.start)?, source.text.get(place.end..wide.end)?);
    let edition = format!("{left}{edition}{right}");
    let (lines, reading) = reading(wide.clone(), source);
    let is_claimed = !reading.is_empty() && edits.claim(wide, edition.clone(), Origin::Record(usize::MAX));
    is_claimed.then_some(ProposedRecord { class: CorrectionClass::Other, source: reading, edition, lines })
}

/// The words that a difference leaves out, where taking them out with the white space before them leaves what the edition has.
fn left_out(source: &SourceText, place: &Range<usize>, edition: &str) -> Option<Range<usize>> {
    let before = source.text.get(place.clone())?;
    if before.trim().is_empty() || !edition.trim().is_empty() {
        return None;
    }
    let start = place.start + (before.len() - before.trim_start().len());
    let words = start..start + before.trim().len();
    let gone = source.with_space(words.clone());
    let outside = source.text.get(gone.start.min(place.start)..place.start)?;
    let left = source.text.get(place.start..gone.start.max(place.start))?;
    let rest = source.text.get(gone.end.min(place.end)..place.end)?;
    (format!("{left}{rest}") == format!("{outside}{edition}")).then_some(words)
}

/// Whether the words of a place stand once in its lines.
fn is_unique(place: &Range<usize>, source: &SourceText) -> bool {
    let (lines, words) = reading(place.clone(), source);
    records::occurrences(&words, lines, source).take(2).count() == 1
}

/// The lines and words of a place.
fn reading(place: Range<usize>, source: &SourceText) -> (SourceLines, String) {
    let lines = SourceLines { first: source.line_at(place.start), last: source.line_at(place.end.saturating_sub(1).max(place.start)) };
    let words: Vec<&str> = source.text.get(place).unwrap_or_default().split_whitespace().collect();
    (lines, words.join(" "))
}

/// A place widened to whole words; one that is white space, or nothing, gets the words on both sides.
fn with_words(place: Range<usize>, text: &str) -> Range<usize> {
    let inside = text.get(place.clone()).unwrap_or_default();
    let (is_open_before, is_open_after) =
        (inside.is_empty() || inside.starts_with(char::is_whitespace), inside.is_empty() || inside.ends_with(char::is_whitespace));
    let before = text.get(..place.start).unwrap_or_default();
    let before = if is_open_before { before.trim_end() } else { before };
    let start = before.rfind(char::is_whitespace).map_or(0, |at| text.ceil_char_boundary(at + 1));
    let after = text.get(place.end..).unwrap_or_default();
    let n_space = if is_open_after { after.len() - after.trim_start().len() } else { 0 };
    let rest = after.get(n_space..).unwrap_or_default();
    let end = place.end + n_space + rest.find(char::is_whitespace).unwrap_or(rest.len());
    start..end
}

/// What class a record seems to be of.
fn class(record: &ProposedRecord, is_heading: bool) -> CorrectionClass {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = |text: &str| text.chars().filter(|char| char.is_alphanumeric()).collect::<String>();
    let (source, edition) = (words(&record.source), words(&record.edition));
    let is_mark = |word: &str| word.chars().count() == 1 && !word.chars().all(|char| char.is_ascii_digit());
    if edition.is_empty() {
        if letters(&source).is_empty() { CorrectionClass::Typography } else { CorrectionClass::PageFurniture }
    } else if source.split_once(' ').is_some_and(|(first, rest)| is_mark(first) && rest == edition) {
        CorrectionClass::ListMark
    } else if source == edition {
        if is_heading { CorrectionClass::Heading } else { CorrectionClass::LineBreak }
    } else if edition.contains(['¹', '²', '³', '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']) {
        CorrectionClass::FootnoteMark
    } else if letters(&source) == letters(&edition) {
        CorrectionClass::Typography
    } else if source.len().max(edition.len()) <= MAX_COMPARED && is_near(&source, &edition) {
        CorrectionClass::Ocr
    } else {
        CorrectionClass::Other
    }
}

/// Whether no more than half of the signs of two texts differ.
fn is_near(source: &str, edition: &str) -> bool {
    2 * strsim::levenshtein(source, edition) <= source.len().min(edition.len())
}
