//! The blocks of editions as one build keeps them for the next: most of a block's text stands in the file as it is, and only where is kept.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::digest::Digester;
use crate::markdown::blocks;
use crate::model::file::SourceFile;
use crate::model::letter::{Block, BlockId, BlockKind, BlockText, Form};
use crate::model::markup::Elements;
use crate::model::memo::Memo;
use crate::problem::Problems;

/// A block without its words.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// What it is.
    kind: BlockKind,
    /// Its bytes in the file.
    span: Range<usize>,
    /// Whether it is of a footnote.
    is_note: bool,
    /// How the words of its text stand in the file.
    text: Form,
}

/// Finds the blocks of the Markdown that begins at a byte of a file, in which some elements of HTML are allowed, as `markdown::blocks` does;
/// where an earlier build found them in the same text and nothing wrong with it, they are those.
pub(super) fn find((file, body_start): (&Arc<SourceFile>, usize), elements: Elements, memo: &Memo, problems: &mut Problems) -> Vec<Block> {
    let hangs_on = || {
        let digester = Digester::default()
            .with(b"blocks of an edition and its footnotes with the pieces of their texts")
            .with(&file.digest().0)
            .with(&body_start.to_le_bytes());
        digester.with(format!("{elements:?}").as_bytes()).digest()
    };
    let (mut found, mut own) = (None, Problems::default());
    let kept: Vec<Kept> = memo.recall(hangs_on, || {
        let blocks = blocks::find_with(file, body_start, elements, &mut own);
        // What is wrong is found anew each time.
        let is_kept = memo.is_lasting() && own.list.is_empty();
        let kept = if is_kept { blocks.iter().map(keep).collect() } else { Vec::new() };
        found = Some(blocks);
        (kept, is_kept)
    });
    let found = found.or_else(|| restore_all(file, kept));
    let found = found.unwrap_or_else(|| blocks::find_with(file, body_start, elements, &mut own));
    problems.append(own);
    found
}

/// A block in the form in which it is kept.
fn keep(block: &Block) -> Kept {
    Kept { kind: block.kind.clone(), span: block.span.clone(), is_note: block.is_note, text: block.text.form().clone() }
}

/// The blocks as they were found, without room for more; none if they cannot have been found in this file.
fn restore_all(file: &Arc<SourceFile>, kept: Vec<Kept>) -> Option<Vec<Block>> {
    let mut blocks = Vec::with_capacity(kept.len());
    for Kept { kind, span, is_note, text } in kept {
        file.text().get(span.clone())?;
        blocks.push(Block { id: BlockId(String::new()), kind, span, text: BlockText::found_again(file, text)?, is_note, is_stale: false });
    }
    Some(blocks)
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
