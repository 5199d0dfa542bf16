//! Takes footnotes out from between the lines of a text: what begins with a raised number, or is set smaller than the text.

use std::collections::BTreeMap;

use super::draft::Note;
use super::line::Line;
use super::notes::raised;

/// How small the letters of a note are beside those of the text, in per cent.
const SMALLER: u32 = 93;

/// Takes the footnotes out of a text's lines.
pub(super) fn take(lines: Vec<Line>) -> (Vec<Line>, Vec<Note>) {
    let body = body_size(&lines);
    let is_small = |line: &Line| body.zip(line.look).is_some_and(|(body, look)| 0 < look.size && look.size * 100 < body * SMALLER);
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut notes: Vec<Note> = Vec::new();
    let mut is_open = false;
    let mut is_after_page = false;
    for mut line in lines {
        let starts = note_start(&line.text).filter(|(is_raised, ..)| *is_raised || is_small(&line));
        let goes_on = is_open && line.gap == 0 && !line.is_after_page && (body.is_none() || is_small(&line));
        match (starts, notes.last_mut().filter(|_| goes_on)) {
            (Some((_, number, text)), _) => {
                notes.push(Note { number, text: text.to_owned(), line: Some(line.number) });
                is_open = true;
            }
            (None, Some(note)) => {
                note.text.push(' ');
                note.text.push_str(&line.text);
            }
            (None, None) => {
                // What a note parted may run on behind it.
                line.is_after_page |= is_open || is_after_page;
                (is_open, is_after_page) = (false, false);
                kept.push(line);
                continue;
            }
        }
        is_after_page |= line.is_after_page;
    }
    (kept, notes)
}

/// The size of most of the text, where the document says it.
fn body_size(lines: &[Line]) -> Option<u32> {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for (look, line) in lines.iter().filter_map(|line| line.look.map(|look| (look, line))).filter(|(look, _)| 0 < look.size) {
        *sizes.entry(look.size).or_default() += line.text.len();
    }
    sizes.into_iter().max_by_key(|(_, length)| *length).map(|(size, _)| size)
}

/// The number with which a line begins, whether it is raised, and what follows it.
fn note_start(text: &str) -> Option<(bool, u32, &str)> {
    let is_raised = text.starts_with(|char| raised(char).is_some());
    let value = |char: char| if is_raised { raised(char) } else { char.to_digit(10) };
    let rest = text.trim_start_matches(|char| value(char).is_some());
    let digits = text.get(..text.len() - rest.len())?;
    let n_digits = digits.chars().count();
    let number = digits.chars().take(3).filter_map(value).fold(0, |number, digit| number * 10 + digit);
    let note = rest.trim_start();
    (matches!(n_digits, 1..=3) && 0 < number && note.len() > 3 && (is_raised || note.len() < rest.len()))
        .then_some((is_raised, number, note))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::line::{self, Look};

    #[test]
    fn raised_numbers_begin_notes() {
        let (kept, notes) = take(line::of("Een zin¹ die\n\n¹ Kamerstuk 1,\nnr. 2.\n\u{c}verder gaat."));
        assert_eq!(kept.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["Een zin¹ die", "verder gaat."]);
        assert_eq!(notes, [Note { number: 1, text: "Kamerstuk 1, nr. 2.".into(), line: Some(3) }]);
        assert!(kept[1].is_after_page);
    }

    #[test]
    fn long_numbers_begin_no_notes() {
        assert_eq!(note_start("99999999999 en verder"), None);
        assert_eq!(note_start("⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹ en verder"), None);
    }

    #[test]
    fn small_letters_make_notes_of_numbered_lines() {
        let mut lines = line::of("Een zin die lang genoeg is\n3 miljoen euro\n3 Zie bijlage.");
        for (line, size) in lines.iter_mut().zip([100, 100, 80]) {
            line.look = Some(Look { size, is_bold: false });
        }
        let (kept, notes) = take(lines);
        assert_eq!((kept.len(), notes.len(), notes[0].number), (2, 1, 3));
    }
}
