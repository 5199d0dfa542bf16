//! Cuts Rust into words: names and marks, without comments, strings and lifetimes.

/// One word of a file: a name, a `::`, or any other single mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word itself.
    pub text: String,
    /// The line that it stands on, from 1.
    pub line_number: usize,
}

/// Returns the words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line_number) = (0, 1);
    while at < chars.len() {
        let end = at + length(&chars[at..]);
        let piece: String = chars[at..end].iter().collect();
        let n_lines = piece.matches('\n').count();
        if is_word(&piece) {
            found.push(Word { text: piece.trim_start_matches("r#").to_owned(), line_number });
        }
        line_number += n_lines;
        at = end;
    }
    found
}

/// Tells whether a piece is a word, and not a comment, a string, a lifetime or space.
fn is_word(piece: &str) -> bool {
    let is_name = piece.starts_with(|first: char| first.is_alphanumeric() || first == '_');
    let is_mark = piece.chars().count() == 1 && !piece.trim().is_empty();
    piece == "::" || is_mark || is_name && !piece.contains(['"', '\''])
}

/// Returns the number of characters of the first piece: at least one.
fn length(rest: &[char]) -> usize {
    let starts = |mark: &str| mark.chars().enumerate().all(|(at, one)| rest.get(at) == Some(&one));
    if starts("//") {
        return until(rest, |left| left.first() == Some(&'\n'));
    }
    if starts("/*") {
        return comment(rest);
    }
    if starts("::") {
        return 2;
    }
    if let Some(n_chars) = quoted(rest) {
        return n_chars;
    }
    let is_part = |one: &char| one.is_alphanumeric() || *one == '_';
    let raw = if starts("r#") && rest.get(2).is_some_and(is_part) { 2 } else { 0 };
    let n_chars = rest[raw..].iter().take_while(|one| is_part(one)).count();
    (raw + n_chars).max(1)
}

/// Returns how many characters there are before the first place that the test accepts.
fn until(rest: &[char], accepts: impl Fn(&[char]) -> bool) -> usize {
    (0..rest.len()).find(|at| accepts(&rest[*at..])).unwrap_or(rest.len())
}

/// Returns the length of a block comment, with those inside it.
fn comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match rest.get(at..at + 2) {
            Some(['/', '*']) => (depth, at) = (depth + 1, at + 2),
            Some(['*', '/']) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

/// Returns the length of a string, a character or a lifetime, its prefix included.
fn quoted(rest: &[char]) -> Option<usize> {
    let prefix = rest.iter().take_while(|one| ['b', 'c', 'r'].contains(one)).count();
    let is_raw = rest[..prefix].contains(&'r');
    let n_hashes = rest[prefix..].iter().take_while(|one| **one == '#').count();
    let open = prefix + n_hashes;
    match rest.get(open) {
        Some('"') if prefix <= 2 && is_raw => Some(open + 1 + raw_string(&rest[open + 1..], n_hashes)),
        Some('"') if prefix <= 1 && n_hashes == 0 => Some(open + 1 + escaped(&rest[open + 1..], '"')),
        Some('\'') if prefix <= 1 && n_hashes == 0 => Some(open + character(&rest[open..])),
        _ => None,
    }
}

/// Returns the length of what is left of a raw string, its closing marks included.
fn raw_string(rest: &[char], n_hashes: usize) -> usize {
    let closes =
        |left: &[char]| left.first() == Some(&'"') && left.iter().skip(1).take(n_hashes).filter(|one| **one == '#').count() == n_hashes;
    (until(rest, closes) + 1 + n_hashes).min(rest.len())
}

/// Returns the length up to and with the closing mark, stepping over what a backslash escapes.
fn escaped(rest: &[char], close: char) -> usize {
    let mut at = 0;
    while at < rest.len() {
        match rest.get(at) {
            Some('\\') => at += 2,
            Some(one) if *one == close => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Returns the length of a character such as `'x'`, or of a lifetime such as `'a`.
fn character(rest: &[char]) -> usize {
    let is_character = rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'');
    if is_character {
        return 1 + escaped(&rest[1..], '\'');
    }
    let n_chars = rest[1..].iter().take_while(|one| one.is_alphanumeric() || **one == '_').count();
    1 + n_chars
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the words of a text, joined by spaces.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn names_and_marks() {
        check("use crate::{a, b_2};", "use crate :: { a , b_2 } ;");
        check("r#type::x", "type :: x");
        check("rest::brief", "rest :: brief");
    }

    #[test]
    fn comments_are_left_out() {
        check("a // crate::x\nb", "a b");
        check("a /* /* crate::x */ crate::y */ b", "a b");
        check("//! [crate::x]", "");
    }

    #[test]
    fn strings_are_left_out() {
        check(r#"a("crate::x \" y", b)"#, "a ( , b )");
        check("a(r#\"crate::\" x\"#, b)", "a ( , b )");
        check("a(b\"x\", br\"y\", c\"z\")", "a ( , , )");
    }

    #[test]
    fn characters_and_lifetimes_are_left_out() {
        check(r"f::<'a>('\'', '\u{1F}', b'x', '\\', ')', c)", "f :: < > ( , , , , , c )");
        check("'outer: loop {}", ": loop { }");
    }

    #[test]
    fn lines_are_counted() {
        let found = words("a\n\"x\ny\"\n/*\n*/ b");
        let lines: Vec<usize> = found.iter().map(|word| word.line_number).collect();
        assert_eq!(lines, [1, 5]);
    }
}
