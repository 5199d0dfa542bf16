//! Signs of a text that say nothing to a reader: those that stand for what could not be read, and those that only one font knows.

use super::received::{Content, Received};

/// How many characters stand around a sign that is told.
const AROUND: usize = 30;

/// Tells the signs of a text that say nothing. The reader of PDFs tells its own, by page.
pub(super) fn doubts(received: &Received) -> Vec<String> {
    let passages: Vec<(Option<usize>, &str)> = match &received.content {
        Content::Lines(lines) if received.kept_as == "source.pdf" && !lines.is_empty() => return Vec::new(),
        Content::Lines(lines) => lines.iter().map(|line| (Some(line.number), line.text.as_str())).collect(),
        Content::Blocks(drafts, notes) => {
            // A block of which that is said already, by the sign or by its number, is not told again.
            let is_told = |doubt: &String| doubt.contains('\u{fffd}') || doubt.contains("the sign U+");
            let drafts = drafts.iter().filter(|draft| !draft.doubts.iter().any(is_told));
            drafts.map(|draft| draft.text.as_str()).chain(notes.iter().map(|note| note.text.as_str())).map(|text| (None, text)).collect()
        }
    };
    let unread = told(&passages, |char| char == '\u{fffd}').map(|(count, _, place)| {
        let signs = if count == 1 { "1 sign of the text is".to_owned() } else { format!("{count} signs of the text are") };
        format!("{signs} `\u{fffd}`, which stands for what could not be read: {place}")
    });
    let private = told(&passages, is_private).map(|(count, first, place)| {
        let signs = if count == 1 { "1 sign of the text means".to_owned() } else { format!("{count} signs of the text mean") };
        format!("{signs} something in one font alone (private use), the first U+{:04X}: {place}", u32::from(first))
    });
    unread.into_iter().chain(private).collect()
}

/// Whether a character means only what some font makes of it.
pub(super) fn is_private(char: char) -> bool {
    matches!(char, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// How many characters of a kind some passages have, the first of them, and where it stands.
fn told(passages: &[(Option<usize>, &str)], is_kind: impl Fn(char) -> bool) -> Option<(usize, char, String)> {
    let count = passages.iter().map(|(_, text)| text.chars().filter(|char| is_kind(*char)).count()).sum();
    passages.iter().find_map(|(line, text)| {
        let (at, first) = text.char_indices().find(|(_, char)| is_kind(*char))?;
        let before = text.get(..at)?.chars().rev().take(AROUND).collect::<Vec<_>>();
        let quote: String = before.into_iter().rev().chain(text.get(at..)?.chars().take(AROUND)).collect();
        let line = line.map_or_else(|| "in".to_owned(), |line| format!("in line {line},"));
        Some((count, first, format!("{line} “{quote}”")))
    })
}
