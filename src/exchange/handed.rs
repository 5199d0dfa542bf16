//! What a text was when it was handed out: a fingerprint goes with each translation, and tells when it comes back who has changed it since,
//! the translator or somebody in the edition's file.

use sha2::{Digest, Sha256};

use super::read::Token;
use crate::markdown::inline::{Mark, Piece};

/// Where a fingerprint stands in a unit: an attribute that XLIFF has for what a program wants to find again.
pub(super) const ATTRIBUTE: &str = "extradata";

/// With what the value of that attribute begins where it is ours.
const START: &str = "dossier-target:";

/// Pieces as a plain text, with the numbers of their marks; line ends and runs of blanks are as tools like them.
pub(super) fn of_pieces(pieces: &[Piece], marks: &[(usize, &Mark)]) -> String {
    let mut numbers = marks.iter().map(|(number, _)| *number);
    let tokens = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => Token::Text(text.clone()),
        Piece::Mark(_) => Token::Mark(numbers.next().unwrap_or_default()),
        Piece::Open(_) => Token::Open(numbers.next().unwrap_or_default()),
        Piece::Close => Token::Close,
    });
    of_tokens(&tokens.collect::<Vec<_>>())
}

/// What came back, in the same way.
pub(super) fn of_tokens(tokens: &[Token]) -> String {
    let text: String = tokens
        .iter()
        .map(|token| match token {
            Token::Text(text) => text.clone(),
            Token::Mark(number) => format!(" \u{1}{number} "),
            Token::Open(number) => format!(" \u{2}{number} "),
            Token::Close => " \u{3} ".to_owned(),
        })
        .collect();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The value of the attribute for such a text.
pub(super) fn fingerprint(text: &str) -> String {
    let sum: String = Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{START}{sum}")
}

/// Whether the value of such an attribute is ours.
pub(super) fn is_ours(value: &str) -> bool {
    value.starts_with(START)
}
