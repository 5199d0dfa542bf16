//! Which words of two texts differ.

use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::{Holder, Piece};

/// From how many words in both texts on they are shown whole: nobody reads such a comparison, and it would take long.
const MAX_WORDS: usize = 40_000;

/// Two texts as pieces that both have or one of them. Words that only one space parts are one piece: a changed sentence is read as one.
pub(super) fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (from, to) = (cut(old), cut(new));
    let mut pieces = Vec::new();
    if MAX_WORDS < from.len() + to.len() {
        push(&mut pieces, Holder::Old, old);
        push(&mut pieces, Holder::New, new);
        return pieces;
    }
    let ops = capture_diff_slices(Algorithm::Patience, &from, &to);
    for change in ops.iter().flat_map(|op| op.iter_changes(&from, &to)) {
        let of = match change.tag() {
            ChangeTag::Equal => Holder::Same,
            ChangeTag::Delete => Holder::Old,
            ChangeTag::Insert => Holder::New,
        };
        push(&mut pieces, of, change.value());
    }
    joined(pieces)
}

/// Cuts a text into words, spaces, and the signs around words.
fn cut(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_whitespace() {
            rest.find(|char: char| !char.is_whitespace())
        } else if is_alone(first) {
            Some(first.len_utf8())
        } else {
            rest.find(|char: char| char.is_whitespace() || is_alone(char)).map(|end| end.max(1))
        };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        words.extend(core(word));
        rest = after;
    }
    words
}

/// Parts a word from the signs before and after it: `(word),` is four.
fn core(word: &str) -> Vec<&str> {
    let is_sign = |char: char| !char.is_alphanumeric() && !char.is_whitespace();
    let start = word.len() - word.trim_start_matches(is_sign).len();
    let end = word.trim_end_matches(is_sign).len().max(start);
    let mut parts: Vec<&str> = word.get(..start).into_iter().flat_map(signs).collect();
    parts.extend(word.get(start..end).filter(|middle| !middle.is_empty()));
    parts.extend(word.get(end..).into_iter().flat_map(signs));
    parts
}

/// The signs of a text, one by one.
fn signs(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|_: char| true)
}

/// Whether a sign is a word of its own: in writing without spaces.
fn is_alone(char: char) -> bool {
    matches!(u32::from(char), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x0E00..=0x0EFF | 0x20000..=0x3FFFF)
}

/// Adds words to the last piece, or a new one.
fn push(pieces: &mut Vec<Piece>, of: Holder, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.of == of => last.text.push_str(text),
        _ => pieces.push(Piece { of, text: text.to_owned() }),
    }
}

/// Joins changes that only a space parts, the old words of each first, then the new.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::new();
    let (mut old, mut new) = (String::new(), String::new());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let is_between = piece.text.trim().is_empty() && !(old.is_empty() && new.is_empty()) && pieces.peek().is_some();
        match piece.of {
            Holder::Old => old.push_str(&piece.text),
            Holder::New => new.push_str(&piece.text),
            Holder::Same if is_between => {
                old.push_str(&piece.text);
                new.push_str(&piece.text);
            }
            Holder::Same => {
                flush(&mut out, (&mut old, &mut new));
                push(&mut out, Holder::Same, &piece.text);
            }
        }
    }
    flush(&mut out, (&mut old, &mut new));
    out
}

/// Puts the words of a change: first what both end with is taken off, where it is space.
fn flush(out: &mut Vec<Piece>, (old, new): (&mut String, &mut String)) {
    push(out, Holder::Old, old);
    push(out, Holder::New, new);
    old.clear();
    new.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the pieces of two texts, as a terminal shows them.
    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let pieces = pieces(old, new);
        let shown: String = pieces
            .iter()
            .map(|piece| match piece.of {
                Holder::Same => piece.text.clone(),
                Holder::Old => format!("[-{}-]", piece.text),
                Holder::New => format!("{{+{}+}}", piece.text),
            })
            .collect();
        assert_eq!(shown, expected);
        let without = |other: Holder| pieces.iter().filter(|piece| piece.of != other).map(|piece| piece.text.as_str()).collect::<String>();
        assert_eq!((without(Holder::New).as_str(), without(Holder::Old).as_str()), (old, new));
    }

    #[test]
    fn a_word_and_a_sign() {
        check("The bridge is sound.", "The bridge is repaired.", "The bridge is [-sound-]{+repaired+}.");
        check("It costs € 1.000,50.", "It costs € 1.500,50!", "It costs € [-1.000,50.-]{+1.500,50!+}");
        check("“Yes” (no)", "“No” (no)", "“[-Yes-]{+No+}” (no)");
    }

    #[test]
    fn what_comes_and_what_goes() {
        check("one three", "one two three", "one {+two +}three");
        check("one two three", "one three", "one [-two -]three");
        check("", "new", "{+new+}");
        check("old", "", "[-old-]");
        check("same", "same", "same");
    }

    #[test]
    fn words_that_follow_one_another_are_one_change() {
        check("a big old bridge", "a small new bridge", "a [-big old-]{+small new+} bridge");
    }

    #[test]
    fn writing_without_spaces() {
        check("橋は古い", "橋は新しい", "橋は[-古-]{+新し+}い");
    }
}
