//! The marks of footnotes that a document itself says are marks: a link to the note, a reference to it. While the document is read they
//! stand between signs of their own; then the blocks know which of their raised figures are marks, and all others are exponents.

use std::collections::BTreeSet;

use super::draft::{Draft, Note};
use super::notes::raised;
use crate::markdown::superscript;

/// Before the mark of a footnote.
const FOOTNOTE: char = '\u{fdd0}';

/// Before the mark of an endnote, which is counted by itself.
const ENDNOTE: char = '\u{fdd1}';

/// Behind a mark.
const BEHIND: char = '\u{fdd2}';

/// The mark of a footnote.
pub(super) fn footnote(number: u32) -> String {
    format!("{FOOTNOTE}{}{BEHIND}", superscript(&number.to_string()))
}

/// The mark of an endnote.
pub(super) fn endnote(number: u32) -> String {
    format!("{ENDNOTE}{}{BEHIND}", superscript(&number.to_string()))
}

/// A text without the signs around marks; a document's own text has none, for they stand for nothing.
pub(super) fn plain(text: &str) -> String {
    text.replace([FOOTNOTE, ENDNOTE, BEHIND], "")
}

/// Raised words as figures that stand high, where they are a number; `None` where they are none.
pub(super) fn number(words: &str) -> Option<String> {
    let figures = words.strip_prefix(['-', '−', '–']).unwrap_or(words);
    let is_number = !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("{}{}", if figures.len() < words.len() { "⁻" } else { "" }, superscript(figures)))
}

/// Takes the signs around marks out of the blocks, which know their marks then. Endnotes are counted on from so many footnotes.
pub(super) fn settle(drafts: &mut [Draft], n_footnotes: u32) {
    for draft in drafts.iter_mut().filter(|draft| draft.text.contains([FOOTNOTE, ENDNOTE])) {
        let written = std::mem::take(&mut draft.text);
        let (mut rest, mut n_raised) = (written.as_str(), 0);
        while let Some((before, mark)) = rest.find([FOOTNOTE, ENDNOTE]).and_then(|at| rest.split_at_checked(at)) {
            let (figures, behind) = mark.split_once(BEHIND).unwrap_or((mark, ""));
            let counted = figures.chars().filter_map(raised).fold(0_u32, |sum, figure| sum.saturating_mul(10).saturating_add(figure));
            let number = if mark.starts_with(ENDNOTE) { counted.saturating_add(n_footnotes) } else { counted };
            draft.text.push_str(&plain(before));
            n_raised += count(before);
            draft.marks.push((n_raised, number));
            let figures = superscript(&number.to_string());
            n_raised += count(&figures);
            draft.text.push_str(&figures);
            rest = behind;
        }
        draft.text.push_str(&plain(rest));
    }
}

/// How many raised figures a text has.
fn count(text: &str) -> usize {
    text.chars().filter(|char| raised(*char).is_some()).count()
}

/// Whether some blocks have marks that are certain: then nothing else is one. Notes that the text lacks are added, empty.
pub(super) fn are_known(drafts: &[Draft], notes: &mut Vec<Note>) -> bool {
    let marks: BTreeSet<u32> = drafts.iter().flat_map(|draft| &draft.marks).map(|(_, number)| *number).collect();
    let known: BTreeSet<u32> = notes.iter().map(|note| note.number).collect();
    notes.extend(marks.difference(&known).map(|number| Note { number: *number, text: String::new(), line: None }));
    notes.sort_by_key(|note| note.number);
    !marks.is_empty()
}

/// A line in which the marks of a block, and nothing else, are those of notes; so many raised figures of the block stand before the line.
pub(super) fn written(line: &str, marks: &[(usize, u32)], n_before: &mut usize) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut n_hidden = 0;
    for char in line.chars() {
        if raised(char).is_some() {
            let mark = marks.binary_search_by_key(n_before, |(at, _)| *at).ok().and_then(|idx| marks.get(idx));
            if let Some((_, number)) = mark {
                out.push_str(&format!("[^{number}]"));
                n_hidden = number.to_string().len();
            }
            *n_before += 1;
            if 0 < n_hidden {
                n_hidden -= 1;
                continue;
            }
        } else if char == ':' && line.starts_with(|first| raised(first).is_some()) && out.starts_with("[^") && out.ends_with(']') {
            // At the start of a line, a note would begin here.
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::Shape;

    #[test]
    fn only_marks_are_marks() {
        let text = format!("10² euro{}{}, m³ en{}", footnote(1), footnote(2), endnote(9));
        let mut drafts = [Draft::new(Shape::Paragraph, text, 1)];
        settle(&mut drafts, 2);
        assert_eq!((drafts[0].text.as_str(), drafts[0].marks.as_slice()), ("10² euro¹², m³ en¹¹", [(1, 1), (2, 2), (4, 11)].as_slice()));
        assert_eq!(written(&drafts[0].text, &drafts[0].marks, &mut 0), "10² euro[^1][^2], m³ en[^11]");
        assert_eq!(written("¹: a", &[(0, 1)], &mut 0), "[^1]\\: a");
        assert_eq!(written("¹ a: b", &[(0, 1)], &mut 0), "[^1] a: b");
    }

    #[test]
    fn raised_numbers_stand_high() {
        assert_eq!([number("12"), number("-3"), number("e"), number("")], [Some("¹²".into()), Some("⁻³".into()), None, None]);
    }
}
