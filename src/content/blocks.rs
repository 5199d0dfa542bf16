//! The blocks of editions as one build keeps them for the next: most of a block's text stands in the file as it is, and only where is kept.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::digest::Digester;
use crate::markdown::blocks;
use crate::model::letter::{Block, BlockId, BlockKind, BlockText};
use crate::model::markup::Elements;
use crate::model::memo::Memo;
use crate::model::place::SourceFile;
use crate::problem::Problems;

/// A block without its text.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// What it is.
    kind: BlockKind,
    /// Its bytes in the file.
    span: Range<usize>,
    /// Of what its text is put together.
    pieces: Vec<Piece>,
}

/// A piece of a text: words that stand in the file, then words that do not stand there like that.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    /// Where in the block's bytes the first words stand, counted from the end of those of the piece before, and how long they are.
    written: (usize, usize),
    /// The other words.
    other: String,
}

/// The shortest words, in bytes, for which a place in the file is looked for.
const MIN_WRITTEN: usize = 8;

/// How often a place in the file is looked for in vain, for one block: what then follows is kept as it is.
const MAX_SOUGHT: usize = 256;

/// Finds the blocks of the Markdown that begins at a byte of a file, in which some elements of HTML are allowed, as `markdown::blocks` does;
/// where an earlier build found them in the same text and nothing wrong with it, they are those.
pub(super) fn find((file, body_start): (&Arc<SourceFile>, usize), elements: Elements, memo: &Memo, problems: &mut Problems) -> Vec<Block> {
    let hangs_on = || {
        let digester = Digester::default().with(b"blocks of an edition").with(&file.digest().0).with(&body_start.to_le_bytes());
        digester.with(format!("{elements:?}").as_bytes()).digest()
    };
    let (mut found, mut own) = (None, Problems::default());
    let kept: Vec<Kept> = memo.recall(hangs_on, || {
        let blocks = blocks::find_with(file, body_start, elements, &mut own);
        // What is wrong is found anew each time.
        let is_kept = memo.is_lasting() && own.list.is_empty();
        let kept = if is_kept { blocks.iter().map(|block| keep(&file.text, block)).collect() } else { Vec::new() };
        found = Some(blocks);
        (kept, is_kept)
    });
    let found = found.or_else(|| restore_all(file, kept));
    let found = found.unwrap_or_else(|| blocks::find_with(file, body_start, elements, &mut own));
    problems.append(own);
    found
}

/// A block in the form in which it is kept.
fn keep(file: &str, block: &Block) -> Kept {
    let as_it_stands =
        |span: Range<usize>| Some(Piece { written: (span.start.checked_sub(block.span.start)?, span.len()), other: String::new() });
    let known = block.text.span().and_then(as_it_stands).map(|piece| vec![piece]);
    let pieces = known.unwrap_or_else(|| pieces(file.get(block.span.clone()).unwrap_or_default(), &block.text));
    Kept { kind: block.kind.clone(), span: block.span.clone(), pieces }
}

/// The blocks as they were found, without room for more; none if they cannot have been found in this file.
fn restore_all(file: &Arc<SourceFile>, kept: Vec<Kept>) -> Option<Vec<Block>> {
    let mut blocks = Vec::with_capacity(kept.len());
    for kept in kept {
        blocks.push(restore(file, kept)?);
    }
    Some(blocks)
}

/// A block as it was found; none if it cannot have been found in this file.
fn restore(file: &Arc<SourceFile>, kept: Kept) -> Option<Block> {
    let written = file.text.get(kept.span.clone())?;
    let block = |text| Block { id: BlockId(String::new()), kind: kept.kind, span: kept.span.clone(), text, is_stale: false };
    if let [Piece { written: (gap, len), other }] = kept.pieces.as_slice()
        && other.is_empty()
    {
        let start = kept.span.start.checked_add(*gap)?;
        return Some(block(BlockText::written(file, start..start.checked_add(*len)?)?));
    }
    let mut text = String::with_capacity(kept.pieces.iter().map(|piece| piece.written.1 + piece.other.len()).sum());
    let mut at = 0_usize;
    for Piece { written: (gap, len), other } in kept.pieces {
        let start = at.checked_add(gap)?;
        at = start.checked_add(len)?;
        text.push_str(written.get(start..at)?);
        text.push_str(&other);
    }
    Some(block(text.into()))
}

/// The pieces of a text, most of which is written in the same order in another.
fn pieces(written: &str, text: &str) -> Vec<Piece> {
    let (mut pieces, mut last) = (Vec::new(), Piece::default());
    let (mut rest, mut left, mut n_sought) = (text, written, 0);
    while let Some(char) = rest.chars().next() {
        let start = rest.get(..rest.floor_char_boundary(MIN_WRITTEN)).unwrap_or(rest);
        let found = if n_sought < MAX_SOUGHT { left.find(start) } else { None };
        let (len, after) = match found {
            Some(gap) => {
                let from = left.get(gap..).unwrap_or_default();
                let n_same = from.bytes().zip(rest.bytes()).take_while(|(one, other)| one == other).count();
                let len = rest.floor_char_boundary(n_same);
                pieces.push(std::mem::replace(&mut last, Piece { written: (gap, len), other: String::new() }));
                (len, from.get(len..).unwrap_or_default())
            }
            None => {
                n_sought += 1;
                last.other.push(char);
                (char.len_utf8(), left)
            }
        };
        (rest, left) = (rest.get(len..).unwrap_or_default(), after);
    }
    pieces.push(last);
    pieces.retain(|piece| *piece != Piece::default());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lasting::{Lasting, Memory};

    /// The blocks of a text as they are found first, and as a second build finds them, with how many bytes are kept.
    fn twice(text: &str) -> (String, String, usize) {
        let file = Arc::new(SourceFile::new("x.md".into(), text.into()));
        let first = Arc::new(Memory::default());
        let find = |lasting: &Arc<Memory>| {
            let mut problems = Problems::default();
            let memo = Memo::lasting(Arc::clone(lasting) as Arc<dyn Lasting>);
            let found = find((&file, 0), Elements::default(), &memo, &mut problems);
            format!("{found:?} {:?}", problems.list)
        };
        let found = find(&first);
        let second = Arc::new(Memory::after(&first));
        (found, find(&second), first.n_bytes())
    }

    #[test]
    fn blocks_are_the_same_once_they_were_kept() {
        let texts = [
            "Een **twee** drie[^1], vier\\\nvijf en &amp; é zes `a` [zeven](letter:x).\n\n[^1]:\n    Noot ¹ met ‘tekst’.\n",
            "## 3 {.question}\n\nKlopt het?\n\n### Antwoord {.answer}\n\nJa.\n",
            "| a | b |\n|--|--|\n| 1 | *2* |\n\n```json\n{\n}\n```\n\n> - x y z\n>   z y x\n> - \u{1f600}\u{1f600}\u{1f601}\n",
            "a&amp;b&amp;c&amp;d&amp;e&amp;f&amp;g\n",
            "",
        ];
        for text in texts {
            let (first, second, _) = twice(text);
            assert_eq!(first, second);
        }
    }

    #[test]
    fn what_is_wrong_is_found_again() {
        let (first, second, _) = twice("# x\n\na <b>c</b>\n");
        assert!(first.contains("raw-html"), "{first}");
        assert_eq!(first, second);
    }

    #[test]
    fn a_text_that_stands_in_the_file_takes_no_room() {
        let long = "Woorden die er staan. ".repeat(1_000);
        assert!(twice(&format!("{long}**Echt**[^1] {long}\n\n[^1]: x\n")).2 < 1_000);
        let other = "&amp;".repeat(10_000);
        let (first, second, _) = twice(&other);
        assert_eq!(first, second);
    }
}
