//! Reads passages: a letter, a block, and words that stand in it, per language.

use crate::data::Table;
use crate::model::lang::LangText;
use crate::model::letter::{BlockId, LetterId, Passage};
use crate::problem::kinds;

/// Reads `letter`, `block` and `quote`.
pub fn read(table: &Table<'_>) -> Option<Passage> {
    let letter = table.need_text("letter", "the letter that says so: the name of its folder");
    let words = words(table);
    let (name, place) = letter?;
    let Some(letter) = LetterId::parse(&name) else {
        table.report(kinds::unknown_letter(place, &name, None));
        return None;
    };
    let (block, quote) = words?;
    Some(Passage { letter, block, quote, place: table.place() })
}

/// Reads `block` and `quote` of a letter that is known.
pub fn read_in(table: &Table<'_>, letter: &LetterId) -> Option<Passage> {
    let (block, quote) = words(table)?;
    Some(Passage { letter: letter.clone(), block, quote, place: table.place() })
}

/// Reads a block and the words in it.
fn words(table: &Table<'_>) -> Option<(BlockId, LangText)> {
    let block = table.need_text("block", "the id of the block that says so");
    let quote = table.need_lang_text("quote", "the words that say so, in each language");
    Some((BlockId(block?.0), quote))
}
