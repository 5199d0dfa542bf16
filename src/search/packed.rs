//! Where a term stands, as a short text: what elasticlunr writes as `{"7.0":{"tf":1.0},"9.2":{"tf":1.4142135623730951}}` is five times
//! as long.
//!
//! Numbers follow each other, each written in digits of five bits, lowest first; a digit with 32 added goes on. For each field of a
//! document that has the term: how many letters after the last one its letter is; four times the place of the document in the letter (0
//! for the letter's own, from 1 on its sections), with 2 added for the second field of such a document (numbers after title, heading
//! after body) and 1 if the term stands there more than once; and how often then.

use super::postings::Postings;
use super::terms::Document;

/// The digits.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Which of the fields, in their order, is the second of its kind of document: heading and numbers.
const SECOND: [bool; 4] = [false, true, true, false];

/// Returns the places of a term, packed.
pub fn packed(postings: &Postings<'_>, documents: &[Document]) -> String {
    let mut text = String::new();
    let mut last = 0;
    for (document, field, count) in postings.fields() {
        let Some(Document { letter, place, .. }) = documents.get(document) else { continue };
        push(&mut text, letter - last);
        let is_second = SECOND.get(field).is_some_and(|is_second| *is_second);
        push(&mut text, 4 * place + 2 * usize::from(is_second) + usize::from(1 < count));
        if 1 < count {
            push(&mut text, count);
        }
        last = *letter;
    }
    text
}

/// Adds a number.
fn push(text: &mut String, number: usize) {
    let mut rest = number;
    loop {
        let goes_on = 31 < rest;
        let digit = DIGITS.get(rest % 32 + if goes_on { 32 } else { 0 });
        text.extend(digit.copied().map(char::from));
        rest /= 32;
        if !goes_on {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_digits_of_five_bits() {
        let written = |number| {
            let mut text = String::new();
            push(&mut text, number);
            text
        };
        assert_eq!([0, 1, 31, 32, 33, 1023, 1024].map(written), ["A", "B", "f", "gB", "hB", "_f", "ggB"]);
    }
}
