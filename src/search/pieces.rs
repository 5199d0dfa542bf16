//! Cuts text into pieces that can be split into tokens one by one, and knows the plain words among them at a glance.

use super::fold::folded;
use unicode_normalization::char::is_combining_mark;

/// A piece of text: no token reaches from one piece into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A run of ASCII letters with nothing that matters around it: one token, in lower case.
    Word(&'a str),
    /// Anything else.
    Other(&'a str),
}

/// The pieces of a text, in order.
pub struct Pieces<'a> {
    /// What is left of the text.
    rest: &'a str,
}

/// Cuts a text.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces { rest: text }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let n_spaces = self.rest.bytes().take_while(|byte| is_space(*byte)).count();
            self.take(n_spaces);
            if self.rest.is_empty() {
                return None;
            }
            // Most chunks are letters alone.
            let n_letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            if 0 < n_letters && self.rest.as_bytes().get(n_letters).is_none_or(|byte| is_space(*byte)) {
                return Some(Piece::Word(self.take(n_letters).0));
            }
            let (end, shape) = shape(self.rest);
            match shape {
                Shape::Marks => self.take(end).1,
                Shape::Word { start, end: word_end } => {
                    let word = self.rest.get(start..word_end).unwrap_or_default();
                    self.take(end);
                    return Some(Piece::Word(word));
                }
                Shape::Other => {
                    let end = self.joined_end(end);
                    return Some(Piece::Other(self.take(end).0));
                }
            };
        }
    }
}

impl<'a> Pieces<'a> {
    /// Takes the first bytes of what is left; returns them and the new rest.
    fn take(&mut self, end: usize) -> (&'a str, &'a str) {
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        (taken, rest)
    }

    /// Returns where the piece ends that begins with a chunk: a number may go on after a space, with more digits or a sign.
    fn joined_end(&self, first_end: usize) -> usize {
        let mut end = first_end;
        loop {
            let (before, after) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
            let Some(next) = after.strip_prefix(' ') else { return end };
            if !before.chars().next_back().is_some_and(can_go_on) || !next.chars().next().is_some_and(can_follow) {
                return end;
            }
            end += 1 + shape(next).0;
        }
    }
}

/// What a chunk, a run without spaces, is made of.
enum Shape {
    /// Marks alone, none of which belongs to a number before it.
    Marks,
    /// ASCII letters between two bytes, with nothing but such marks around them.
    Word {
        /// Where the letters begin.
        start: usize,
        /// Where they end.
        end: usize,
    },
    /// Anything else.
    Other,
}

/// Says where the chunk ends that a text begins with, and what it is made of.
fn shape(text: &str) -> (usize, Shape) {
    let (mut word, mut is_other, mut n_bytes) = (None, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_space(byte) => break,
            b'a'..=b'z' | b'A'..=b'Z' => match &mut word {
                None => word = Some((at, at + 1)),
                Some((_, end)) if *end == at => *end = at + 1,
                Some(_) => is_other = true,
            },
            b'0'..=b'9' | 0x80.. => is_other = true,
            b'%' if word.is_none() => is_other = true,
            _ => {}
        }
        n_bytes = at + 1;
    }
    let shape = match word {
        _ if is_other => Shape::Other,
        Some((start, end)) => Shape::Word { start, end },
        None => Shape::Marks,
    };
    (n_bytes, shape)
}

/// Says whether a byte parts chunks.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

/// Says whether a number that ends in a character can go on after a space: it is a digit, or might leave one at the end.
fn can_go_on(last: char) -> bool {
    if last.is_ascii() {
        return last.is_ascii_digit();
    }
    !is_letter(last) && folded(last.encode_utf8(&mut [0; 4])).last().is_none_or(|char| char.is_numeric())
}

/// Says whether what begins with a character can belong to the number before the space: a digit, a sign, or what might leave one there.
fn can_follow(first: char) -> bool {
    if first.is_ascii() {
        return first.is_ascii_digit() || first == '%';
    }
    !is_letter(first) && folded(first.encode_utf8(&mut [0; 4])).first().is_none_or(|char| char.is_ascii_digit() || *char == '%')
}

/// Says whether a character is a letter that folds to letters; two marks of halfwidth katakana that are no marks by themselves fold away.
fn is_letter(char: char) -> bool {
    char.is_alphabetic() && !char.is_numeric() && !is_combining_mark(char) && !matches!(char, '\u{ff9e}' | '\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::*;

    /// Compares the pieces of a text, words in lower case between strokes.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown = |piece| match piece {
            Piece::Word(word) => format!("/{word}/"),
            Piece::Other(other) => other.to_owned(),
        };
        assert_eq!(pieces(text).map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_and_others() {
        check("De (grote) brief, \"nee\".\nAI-fabriek", &["/De/", "/grote/", "/brief/", "/nee/", "AI-fabriek"]);
        check("een - twee  %  don't %abc abc%", &["/een/", "/twee/", "%", "don't", "%abc", "/abc/"]);
    }

    #[test]
    fn numbers_go_on() {
        check("70 935 000 euro", &["70 935 000", "/euro/"]);
        check("65 %, 65\n% 65  %", &["65 %,", "65", "%", "65", "%"]);
        check("€ 71,7 één 2 vóór x", &["€", "71,7", "één", "2", "vóór", "/x/"]);
        check("1⁶ 000 1 \u{ad}000", &["1⁶ 000 1 \u{ad}000"]);
    }

    #[test]
    fn letters_fold_to_letters() {
        for char in ('\u{80}'..=char::MAX).filter(|char| is_letter(*char)) {
            let folded = folded(&char.to_string());
            let is_firm = |char: Option<&char>| char.is_some_and(|char| !char.is_numeric() && *char != '%');
            assert!(is_firm(folded.first()) && is_firm(folded.last()), "{char:?} {folded:?}");
        }
    }

    #[test]
    fn pieces_have_the_tokens_of_the_whole() {
        let odd = [
            "a", "B", "ab", "é", "е", "中", "1", "12", "123", "٣", "½", "²", "%", "％", " ", " ", " ", "\n", "\t", "\r", "\u{a0}",
            "\u{2009}", "\u{ff9e}", "\u{3000}", "\u{85}", ".", ",", "-", "–", "—", "'", "’", "(", ")", "[", "]", "&", "\"", "\u{ad}",
            "\u{301}", "\u{200b}", "\0", "\u{b}", "€", "ﬁ", "Ⅳ", "㎏", "😀", ";", "/", "_",
        ];
        let mut chance = 1_u64;
        let mut below = |end: usize| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(chance >> 33).unwrap() % end
        };
        for _ in 0..100_000 {
            let text: String = (0..below(14)).map(|_| odd[below(odd.len())]).collect();
            let of_piece = |piece| match piece {
                Piece::Word(word) => vec![word.to_ascii_lowercase()],
                Piece::Other(other) => tokens(other),
            };
            assert_eq!(pieces(&text).flat_map(of_piece).collect::<Vec<_>>(), tokens(&text), "{text:?}");
        }
    }
}
