//! Finds the marks of footnotes in a text, those that text recognition misread among them.

use std::collections::BTreeSet;
use std::mem;

use super::draft::{Draft, Note, Shape};
use super::hyphens;
use crate::markdown::superscript;

/// What may be the mark of a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Candidate {
    /// The block.
    draft: usize,
    /// Its bytes in the block's text.
    start: usize,
    /// Where it ends.
    end: usize,
    /// The number that it says; none where it was misread.
    number: Option<u32>,
    /// Whether it can hardly be anything else.
    is_strong: bool,
}

/// How far the numbers of two marks that follow each other can be apart.
const MAX_STEP: u32 = 3;

/// Writes the marks of footnotes as superscript figures, and adds the notes that the text lacks, empty. In what no machine has read only
/// superscript figures can be marks.
pub(super) fn mark(drafts: &mut [Draft], notes: &mut Vec<Note>, is_read: bool) {
    let all = drafts.iter().enumerate().flat_map(|(idx, draft)| candidates(idx, &draft.text).into_iter().map(move |found| (draft, found)));
    let is_raised = |draft: &Draft, found: &Candidate| {
        draft.text.get(found.start..).is_some_and(|text| text.starts_with(|sign| raised(sign).is_some()))
    };
    let found: Vec<Candidate> = all.filter(|(draft, found)| is_read || is_raised(draft, found)).map(|(_, found)| found).collect();
    if !found.iter().any(|candidate| candidate.is_strong) {
        return;
    }
    let marks = numbered(&found);
    for marks in marks.chunk_by(|(one, _), (other, _)| one.draft == other.draft) {
        if let Some(draft) = marks.first().and_then(|(candidate, _)| drafts.get_mut(candidate.draft)) {
            write(draft, marks);
        }
    }
    let known: BTreeSet<u32> = notes.iter().map(|note| note.number).collect();
    let unknown = marks.iter().map(|(_, number)| *number).filter(|number| !known.contains(number));
    notes.extend(unknown.map(|number| Note { number, text: String::new(), line: None }));
    notes.sort_by_key(|note| note.number);
}

/// Writes the marks of a block, in order, as superscript figures.
fn write(draft: &mut Draft, marks: &[(Candidate, u32)]) {
    let text = mem::take(&mut draft.text);
    let mut at = 0;
    for (candidate, number) in marks {
        let read = text.get(candidate.start..candidate.end).unwrap_or_default();
        let word = hyphens::last_word(text.get(..candidate.start).unwrap_or_default());
        let written = superscript(&number.to_string());
        if read != written {
            draft.doubts.push(format!("“{word}{read}” was read as “{word}” with footnote mark {number}"));
        }
        draft.text.push_str(text.get(at..candidate.start).unwrap_or_default());
        draft.text.push_str(&written);
        at = candidate.end;
    }
    draft.text.push_str(text.get(at..).unwrap_or_default());
}

/// Takes out the notes whose number one before them has, where a source begins to count anew: a mark leads to one note. As paragraphs they
/// say what they say until somebody numbers them.
pub(super) fn repeated(notes: &mut Vec<Note>) -> Vec<Draft> {
    let mut seen = BTreeSet::new();
    let (first, repeated): (Vec<Note>, Vec<Note>) = mem::take(notes).into_iter().partition(|note| seen.insert(note.number));
    *notes = first;
    let as_paragraph = |note: Note| {
        let text = format!("{} {}", superscript(&note.number.to_string()), note.text);
        let mut draft = Draft::new(Shape::Paragraph, text, note.line.unwrap_or_default());
        draft.doubts.push(format!("footnote {} is not the first of its number: give it and its mark a number of their own", note.number));
        draft
    };
    repeated.into_iter().filter(|note| !note.text.is_empty()).map(as_paragraph).collect()
}

/// The candidates that can be marks, with their numbers: these run on, as far as they can be read.
fn numbered(found: &[Candidate]) -> Vec<(Candidate, u32)> {
    let mut last = 0;
    let mut marks = Vec::new();
    for candidate in found {
        let number = match candidate.number {
            Some(number) if last < number && number <= last + MAX_STEP => number,
            Some(_) => continue,
            None => last + 1,
        };
        last = number;
        marks.push((*candidate, number));
    }
    marks
}

/// What may be marks in a text.
fn candidates(draft: usize, text: &str) -> Vec<Candidate> {
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let (mut idx, mut n_quotes) = (0, 0_usize);
    while idx < signs.len() {
        let n_signs = length(&signs, idx);
        if let Some(candidate) = candidate(&signs, (idx, n_signs), 0 < n_quotes).map(|(number, is_strong)| {
            let start = signs.get(idx).map_or(text.len(), |(at, _)| *at);
            let end = signs.get(idx + n_signs).map_or(text.len(), |(at, _)| *at);
            Candidate { draft, start, end, number, is_strong }
        }) {
            found.push(candidate);
        }
        n_quotes = match signs.get(idx) {
            Some((_, '‘')) => n_quotes + 1,
            Some((_, '’')) => n_quotes.saturating_sub(1),
            _ => n_quotes,
        };
        idx += n_signs;
    }
    found
}

/// How many signs at a place belong together: a run of figures, or one sign.
fn length(signs: &[(usize, char)], idx: usize) -> usize {
    let is_like = |char: char| char.is_ascii_digit() && signs.get(idx).is_some_and(|(_, first)| first.is_ascii_digit());
    let is_raised = |char: char| raised(char).is_some() && signs.get(idx).is_some_and(|(_, first)| raised(*first).is_some());
    signs.iter().skip(idx).take_while(|(_, char)| is_like(*char) || is_raised(*char)).count().max(1)
}

/// The value of a superscript figure.
pub(super) fn raised(char: char) -> Option<u32> {
    // Nearly every sign of a text is asked for.
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip(0..).find(|(figure, _)| *figure == char).map(|(_, digit)| digit)
}

/// What some signs, inside a quotation or not, say as a mark: their number, where they can be read, and whether they can hardly be
/// anything else.
fn candidate(signs: &[(usize, char)], (idx, n_signs): (usize, usize), is_quoted: bool) -> Option<(Option<u32>, bool)> {
    let at = |idx: Option<usize>| idx.and_then(|idx| signs.get(idx)).map(|(_, char)| *char);
    let sign = at(Some(idx))?;
    let before = at(idx.checked_sub(1))?;
    let (next, after) = (at(Some(idx + n_signs)), at(Some(idx + n_signs + 1)));
    let ends_word = next.is_none_or(|next| next.is_whitespace() || matches!(next, ',' | '.' | ';' | ':' | ')'));
    let run = || signs.iter().skip(idx).take(n_signs).map(|(_, char)| *char);
    if raised(sign).is_some() {
        let number = run().filter_map(raised).fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(digit));
        let n_letters = signs.get(..idx)?.iter().rev().take(3).take_while(|(_, char)| char.is_alphabetic()).count();
        // `m²` and `km²` are no marks.
        return (n_letters == 0 || 3 <= n_letters).then_some((Some(number), true));
    }
    if sign.is_ascii_digit() {
        let n_letters = signs.get(..idx)?.iter().rev().take(4).take_while(|(_, char)| char.is_lowercase()).count();
        let number: u32 = run().collect::<String>().parse().ok()?;
        return (4 <= n_letters && n_signs <= 2 && ends_word).then_some((Some(number), true));
    }
    match sign {
        '®' if before.is_alphanumeric() || before == '.' => Some((None, true)),
        '!' | '?' if before == '.' && ends_word => Some((None, true)),
        '!' | '?' if before.is_alphabetic() && next.is_some_and(|next| matches!(next, ',' | '.' | ';')) && next != after => {
            Some((None, true))
        }
        '!' | '?' if before.is_alphabetic() && next == Some(' ') && after.is_some_and(char::is_lowercase) => Some((None, false)),
        '’' if before.is_alphabetic() && next == Some(' ') && !is_quoted => Some((None, false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, n_notes: usize) {
        let mut drafts = vec![Draft::new(Shape::Paragraph, text, 1)];
        let mut notes = Vec::new();
        mark(&mut drafts, &mut notes, true);
        assert_eq!((drafts[0].text.as_str(), notes.len()), (expected, n_notes));
    }

    #[test]
    fn misread_marks_are_numbered_in_order() {
        check(
            "hiervoor.! In de zorg?, de defensie3, de industrie? en meer.®",
            "hiervoor.¹ In de zorg², de defensie³, de industrie⁴ en meer.⁵",
            5,
        );
        check("het woord¹ en nog een.²", "het woord¹ en nog een.²", 2);
    }

    #[test]
    fn what_was_written_is_not_misread() {
        let mut drafts = vec![Draft::new(Shape::Paragraph, "een zin.¹ In de zorg?, de defensie2.®", 1)];
        let mut notes = Vec::new();
        mark(&mut drafts, &mut notes, false);
        assert_eq!((drafts[0].text.as_str(), notes.len()), ("een zin.¹ In de zorg?, de defensie2.®", 1));
    }

    #[test]
    fn a_number_is_of_one_note() {
        let note = |number, text: &str, line| Note { number, text: text.into(), line: Some(line) };
        let mut notes = vec![note(1, "Een", 3), note(2, "Twee", 4), note(1, "Drie", 9), note(2, "", 10)];
        let drafts = repeated(&mut notes);
        assert_eq!(notes, [note(1, "Een", 3), note(2, "Twee", 4)]);
        assert_eq!((drafts.len(), drafts[0].text.as_str(), drafts[0].line, drafts[0].doubts.len()), (1, "¹ Drie", 9, 1));
    }

    #[test]
    fn other_signs_are_no_marks() {
        for text in [
            "Kan dat? en zo ja, hoe?",
            "Karremans’ brief",
            "de GPU’s",
            "60 m² grond",
            "CO2, AIC4NL",
            "in 2025, echt!",
            "Wat?!",
            "de zin “is dit zo?”.",
            "de ‘edge’ is",
        ] {
            check(text, text, 0);
        }
    }
}
