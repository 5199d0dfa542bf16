//! Folds text to the characters that search compares: no case, no accents, one apostrophe, one hyphen.
//!
//! Works on one character at a time, so that the browser's copy can say where in the text each one stood.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the folded characters of a text.
pub fn folded(text: &str) -> Vec<char> {
    let mut chars = Vec::with_capacity(text.len());
    for char in text.chars() {
        fold(char, &mut chars);
    }
    chars
}

/// Adds what one character folds to: nothing, itself, or several characters.
fn fold(char: char, into: &mut Vec<char>) {
    match char {
        'a'..='z' | '0'..='9' | ' ' => into.push(char),
        _ if is_dropped(char) => {}
        _ if is_apostrophe(char) => into.push('\''),
        _ if is_hyphen(char) => into.push('-'),
        'ß' | 'ẞ' => into.extend(['s', 's']),
        'œ' | 'Œ' => into.extend(['o', 'e']),
        'æ' | 'Æ' => into.extend(['a', 'e']),
        _ => into.extend(
            std::iter::once(char)
                .nfkd()
                .filter(|part| !is_combining_mark(*part))
                .flat_map(char::to_lowercase)
                .map(|part| if part == 'ς' { 'σ' } else { part }),
        ),
    }
}

/// Says whether a character is no part of the words: superscript digits (footnote marks) and invisible marks.
fn is_dropped(char: char) -> bool {
    matches!(char, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Says whether a character is an apostrophe, or a mark that is typed for one.
fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bb}' | '\u{2bc}')
        || matches!(char, '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{ff07}')
}

/// Says whether a character is a hyphen, an en dash or a minus sign; longer dashes part words.
fn is_hyphen(char: char) -> bool {
    matches!(char, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(folded(text).into_iter().collect::<String>(), expected);
    }

    #[test]
    fn accents_case_and_ligatures() {
        check("Financiële ĲSSEL ﬁnanciering", "financiele ijssel financiering");
        check("İstanbul ΟΔΟΣ οδος", "istanbul οδοσ οδοσ");
        check("Straße STRAẞE Œuvre Æther Förderung", "strasse strasse oeuvre aether forderung");
    }

    #[test]
    fn footnote_marks_and_invisible_marks_go() {
        check("houden.⁶ zorg¹² reken\u{ad}kracht", "houden. zorg rekenkracht");
    }

    #[test]
    fn apostrophes_and_hyphens_are_one_each() {
        check("GPU’s GPU´s 3–5 AI‑model", "gpu's gpu's 3-5 ai-model");
    }
}
