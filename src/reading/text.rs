//! Splits a text into figures, words, codes and signs, each with its place.

use std::borrow::Cow;
use std::ops::Range;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Figures with the marks inside them: `70.935.000`, `26 643`.
    Number,
    /// Letters: `miljoen`, `p.m`, `euro’s`.
    Word,
    /// A code of letters and figures: `2025Z19779`.
    Code,
    /// One other character.
    Sign,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// The piece.
    pub text: &'a str,
    /// The piece in lower case.
    pub lower: Cow<'a, str>,
    /// Its bytes.
    pub span: Range<usize>,
    /// Whether it follows the one before without a space.
    pub is_glued: bool,
    /// Whether it stands in square brackets.
    pub is_bracketed: bool,
}

/// Splits a text.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let (mut at, mut depth, mut is_glued) = (0, 0_usize, false);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(word) = plain_word(rest) {
            let span = at..at + word.len();
            at = span.end;
            tokens.push(Token { kind: Kind::Word, text: word, lower: Cow::Borrowed(word), span, is_glued, is_bracketed: 0 < depth });
            is_glued = true;
            continue;
        }
        let char = rest.chars().next().unwrap_or(' ');
        if char.is_whitespace() {
            (at, is_glued) = (at + char.len_utf8(), false);
            continue;
        }
        let (kind, length) = piece(rest, char);
        if char == ']' {
            depth = depth.saturating_sub(1);
        }
        let piece = rest.get(..length).unwrap_or_default();
        tokens.push(Token { kind, text: piece, lower: lower_case(piece), span: at..at + length, is_glued, is_bracketed: 0 < depth });
        if char == '[' {
            depth += 1;
        }
        (at, is_glued) = (at + length, true);
    }
    tokens
}

/// The word of small letters from a to z that begins a text, if it is plain to see where it ends: what most pieces are, found without
/// looking at all that a piece could be.
fn plain_word(rest: &str) -> Option<&str> {
    let n_letters = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_end = rest.as_bytes().get(n_letters).is_none_or(|byte| matches!(byte, b' ' | b'\n' | b',' | b';' | b':' | b')' | b'-'));
    rest.get(..n_letters).filter(|word| !word.is_empty() && is_end)
}

/// Where a word may be broken at the end of a line: no letter of it.
const SOFT_HYPHEN: char = '\u{ad}';

/// A piece in lower case; itself where it is so already.
fn lower_case(piece: &str) -> Cow<'_, str> {
    let is_so = |char: char| !char.is_uppercase() && char != SOFT_HYPHEN;
    if piece.chars().all(is_so) { Cow::Borrowed(piece) } else { Cow::Owned(piece.replace(SOFT_HYPHEN, "").to_lowercase()) }
}

/// What begins a text, and its length in bytes.
fn piece(rest: &str, char: char) -> (Kind, usize) {
    if let Some(length) = code_length(rest) {
        return (Kind::Code, length);
    }
    if char.is_ascii_digit() {
        return (Kind::Number, number_length(rest));
    }
    if char.is_alphabetic() { (Kind::Word, word_length(rest)) } else { (Kind::Sign, char.len_utf8()) }
}

/// How many digits begin a text.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether a character can part groups of three digits in any language.
#[must_use]
pub fn is_group_space(char: char) -> bool {
    matches!(char, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’')
}

/// The length of the figures that begin a text, with points and commas before a figure, and spaces before three.
fn number_length(text: &str) -> usize {
    let mut length = digits(text);
    let mut can_space = length <= 3;
    loop {
        let tail = text.get(length..).unwrap_or_default();
        let Some(mark) = tail.chars().next() else { return length };
        let n_after = digits(tail.get(mark.len_utf8()..).unwrap_or_default());
        match mark {
            '.' | ',' if 0 < n_after => can_space = false,
            _ if is_group_space(mark) && can_space && n_after == 3 => {}
            _ => return length,
        }
        length += mark.len_utf8() + n_after;
    }
}

/// The length of the word that begins a text: letters, apostrophes and soft hyphens between them, points after single ones.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut n_letters = 0;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let is_inside = chars.peek().is_some_and(|next| next.is_alphabetic());
        match char {
            _ if char.is_alphabetic() => n_letters += 1,
            '\'' | '’' | SOFT_HYPHEN if is_inside => {}
            '.' if is_inside && n_letters == 1 => n_letters = 0,
            _ => break,
        }
        length += char.len_utf8();
    }
    length
}

/// The length of the code that begins a text, if one does: figures between letters or letters between figures, or a reference
/// such as `DGED-DE / 99507134`.
fn code_length(text: &str) -> Option<usize> {
    let run = text.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(text.len());
    let word = text.get(..run)?;
    let mut n_turns = 0;
    let mut turns = word.bytes().map(|byte| byte.is_ascii_digit());
    let mut before = turns.next()?;
    for is_digit in turns {
        n_turns += usize::from(is_digit != before);
        before = is_digit;
    }
    if 1 < n_turns { Some(run) } else { reference_length(text, word) }
}

/// The length of a reference: capitals with hyphens, a stroke, at least four figures.
fn reference_length(text: &str, word: &str) -> Option<usize> {
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let capitals = text.find(|char: char| !(char.is_ascii_uppercase() || char == '-')).unwrap_or(text.len());
    let tail = text.get(capitals..)?;
    let number = tail.trim_start_matches(' ').strip_prefix('/')?.trim_start_matches(' ');
    let n_digits = digits(number);
    (4 <= n_digits).then_some(text.len() - number.len() + n_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = tokens(text)
            .iter()
            .map(|token| format!("{:?} {}{}", token.kind, token.text, if token.is_bracketed { " in brackets" } else { "" }))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn figures_keep_their_marks() {
        check("€ 70.935.000,- en", &["Sign €", "Number 70.935.000", "Sign ,", "Sign -", "Word en"]);
        check("26 643, nr. 1499", &["Number 26 643", "Sign ,", "Word nr", "Sign .", "Number 1499"]);
        check("26643 1499", &["Number 26643", "Number 1499"]);
        check("3,935mln.", &["Number 3,935", "Word mln", "Sign ."]);
    }

    #[test]
    fn codes_are_one_piece() {
        check("(2025Z19779, CW3.1)", &["Sign (", "Code 2025Z19779", "Sign ,", "Word CW", "Number 3.1", "Sign )"]);
        check("AIC4NL DGED-DE / 99507134.", &["Code AIC4NL", "Code DGED-DE / 99507134", "Sign ."]);
    }

    #[test]
    fn brackets_are_known() {
        check("19 [2025] p.m.", &["Number 19", "Sign [", "Number 2025 in brackets", "Sign ]", "Word p.m", "Sign ."]);
    }
}
