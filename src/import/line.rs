//! The lines of a document's text: what stands in them, the room before them, how they look.

use crate::model::place::find_control;

/// How a line looks where the document says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The size of its letters, in tenths of a point.
    pub(super) size: u32,
    /// Whether all of it is bold.
    pub(super) is_bold: bool,
}

/// A line with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number in the source's text, from 1.
    pub(super) number: usize,
    /// What it says, without the white space around it.
    pub(super) text: String,
    /// How many empty lines stand before it.
    pub(super) gap: usize,
    /// How many spaces stand before its first sign.
    pub(super) indent: usize,
    /// Whether it ends in two spaces or more, as Markdown writes a line end on purpose.
    pub(super) is_ended: bool,
    /// How it looks.
    pub(super) look: Option<Look>,
    /// The page on which it stands, where that is known, from 0.
    pub(super) page: Option<usize>,
    /// Whether a page may end before it.
    pub(super) is_after_page: bool,
}

impl Line {
    /// How many characters it has.
    pub(super) fn length(&self) -> usize {
        self.text.chars().count()
    }
}

/// The text of a line as an edition can have it: without characters that no page can show, runs of spaces as they are.
fn clean(text: &str) -> String {
    let text = text.replace('\u{feff}', "");
    if find_control(&text).is_none() {
        return text;
    }
    text.chars().filter(|char| find_control(char.encode_utf8(&mut [0; 4])).is_none()).collect()
}

/// The lines of a text that have something in them. A form feed begins a page.
pub(super) fn of(text: &str) -> Vec<Line> {
    let has_pages = text.contains('\u{c}');
    let mut lines: Vec<Line> = Vec::new();
    let (mut gap, mut page, mut is_after_page) = (0, 0, false);
    for (idx, raw) in text.split('\n').enumerate() {
        let n_pages = raw.matches('\u{c}').count();
        page += n_pages;
        is_after_page |= 0 < n_pages;
        let raw = clean(&raw.replace('\u{c}', ""));
        let text = raw.trim();
        if text.is_empty() {
            gap += 1;
            continue;
        }
        let indent = raw.chars().take_while(|char| char.is_whitespace()).map(|char| if char == '\t' { 4 } else { 1 }).sum();
        let is_bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
        lines.push(Line {
            number: idx + 1,
            text: text.replace("**", ""),
            gap,
            indent,
            is_ended: raw.trim_end_matches('\r').ends_with("  "),
            look: is_bold.then_some(Look { size: 0, is_bold }),
            page: has_pages.then_some(page),
            is_after_page,
        });
        (gap, is_after_page) = (0, false);
    }
    lines
}

/// How the lines of a document are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// How many characters a full line has; none where a paragraph is one line, however long.
    pub(super) width: Option<usize>,
    /// Whether an empty line often stands between two lines of one paragraph.
    pub(super) is_spaced: bool,
}

/// The longest line of a text that is broken into lines.
const MAX_WIDTH: usize = 160;

impl Setting {
    /// Finds how lines are set.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut lengths: Vec<usize> = lines.iter().map(Line::length).collect();
        lengths.sort_unstable();
        let nth = |part: usize| lengths.get(lengths.len() * part / 100).or(lengths.last()).copied().unwrap_or_default();
        let is_wrapped = nth(97) <= MAX_WIDTH;
        let width = nth(92).max(40);
        let pairs = || lines.iter().zip(lines.iter().skip(1));
        let runs_on = |(line, next): &(&Line, &Line)| {
            width * 3 / 4 <= line.length() && !is_finished(&line.text) && next.text.starts_with(char::is_lowercase)
        };
        let n_runs = pairs().filter(runs_on).count();
        let n_spaced = pairs().filter(runs_on).filter(|(_, next)| next.gap == 1).count();
        Self { width: is_wrapped.then_some(width), is_spaced: is_wrapped && 3 <= n_runs && n_runs < n_spaced * 3 }
    }
}

/// Whether a text ends where a sentence, or a part of a list, can end.
pub(super) fn is_finished(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']', ' ', '\u{a0}', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']);
    text.ends_with(['.', '?', '!', ':', ';', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_what_stands_before_them() {
        let found: Vec<(usize, String, usize, usize, Option<usize>)> =
            of(" a \n\n\nb\u{1}c  \n\u{c}d").into_iter().map(|line| (line.number, line.text, line.gap, line.indent, line.page)).collect();
        let expected = [(1, "a".into(), 0, 1, Some(0)), (4, "bc".into(), 2, 0, Some(0)), (5, "d".into(), 0, 0, Some(1))];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_text_is_wrapped_or_not_and_spaced_or_not() {
        let wrapped = "Een regel die loopt tot de rand van het blad en\nverder gaat op de volgende regel tot de rand\n".repeat(8);
        let spaced = wrapped.replace('\n', "\n\n");
        let long = "Een alinea van één lange regel. ".repeat(20) + "\n\n" + &"Nog een. ".repeat(40);
        let setting = |text: &str| Setting::of(&of(text));
        assert_eq!((setting(&wrapped).width.is_some(), setting(&wrapped).is_spaced), (true, false));
        assert_eq!((setting(&spaced).width.is_some(), setting(&spaced).is_spaced), (true, true));
        assert_eq!(setting(&long).width, None);
    }

    #[test]
    fn sentences_end_before_quotes_and_marks() {
        assert!(is_finished("Ja.”") && is_finished("houden.⁶") && is_finished("te weten:"));
        assert!(!is_finished("zou een") && !is_finished("Conclusie"));
    }
}
