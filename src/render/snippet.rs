//! Words of a block with a little of what stands around them, as a reader of a list sees them.

use std::ops::Range;

use serde::Serialize;

use super::page::Page;
use crate::markdown::annotate::locate;
use crate::model::letter::{Letter, Passage};

/// About how many characters are shown on either side.
const AROUND: usize = 48;

/// Words of a block with what stands around them.
#[derive(Debug, Serialize)]
pub(super) struct SnippetView {
    /// The link to the block.
    href: String,
    /// The block's id.
    block: String,
    /// What stands before the words.
    before: String,
    /// The words; nothing where the edition says it without them.
    words: String,
    /// What stands after them.
    after: String,
    /// The language, where it is not the page's.
    lang: Option<String>,
}

/// Words at some bytes of a letter's block, in the language in which the letter can be read from the page.
pub(super) fn at(page: &Page<'_>, letter: &Letter, (block, words): (&str, &Range<usize>)) -> Option<SnippetView> {
    let lang = letter.lang_with(page.lang, block);
    let text = letter.edition(lang)?.find_block(block)?.text.read();
    Some(SnippetView {
        href: page.to_letter(letter, Some(block)),
        block: block.to_owned(),
        before: before(text.get(..words.start)?),
        words: text.get(words.clone())?.replace('\n', " "),
        after: after(text.get(words.end..)?),
        lang: page.foreign(lang),
    })
}

/// The words of a passage; the link alone where the edition has no such words.
pub(super) fn of(page: &Page<'_>, passage: &Passage) -> Option<SnippetView> {
    let letter = page.stage.letter(&passage.letter)?;
    let block = passage.block.0.as_str();
    let lang = letter.lang_with(page.lang, block);
    let text = letter.edition(lang).and_then(|edition| edition.find_block(block)).map(|block| block.text.read());
    let words = text.zip(passage.quote.find(lang)).and_then(|(text, quote)| locate(&text, quote));
    words.and_then(|words| at(page, letter, (block, &words))).or_else(|| {
        let (before, words, after) = Default::default();
        Some(SnippetView { href: page.to_letter(letter, Some(block)), block: block.to_owned(), before, words, after, lang: None })
    })
}

/// The end of a text, from the beginning of a word.
fn before(text: &str) -> String {
    let start = text.char_indices().rev().nth(AROUND).map(|(at, _)| at);
    let Some(start) = start else { return text.replace('\n', " ") };
    let rest = text.get(start..).unwrap_or_default();
    let word = rest.find(char::is_whitespace).and_then(|at| rest.get(at..)).unwrap_or_default();
    format!("…{}", word.trim_start()).replace('\n', " ")
}

/// The beginning of a text, to the end of a word.
fn after(text: &str) -> String {
    let end = text.char_indices().nth(AROUND).map(|(at, _)| at);
    let Some(end) = end else { return text.replace('\n', " ") };
    let rest = text.get(..end).unwrap_or_default();
    let word = rest.rfind(char::is_whitespace).and_then(|at| rest.get(..at)).unwrap_or_default();
    format!("{}…", word.trim_end()).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_between_words() {
        let long = "woord ".repeat(20);
        assert_eq!((before("kort"), after(" kort")), ("kort".to_owned(), " kort".to_owned()));
        assert!(before(&long).starts_with("…woord woord") && after(&long).ends_with("woord…"), "{} | {}", before(&long), after(&long));
        assert!(before(&"é".repeat(100)).len() <= "…".len() && after(&"é".repeat(100)) == "…");
    }
}
