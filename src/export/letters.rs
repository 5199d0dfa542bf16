//! `data/letters/<id>.json`: the blocks of a letter with their text in each language.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::letter::Letter;
use crate::model::review::Review;

/// The whole file.
#[derive(Serialize)]
pub struct LetterView {
    /// The version of the format.
    schema_version: &'static str,
    /// The letter's id.
    id: String,
    /// The language of the original.
    original: String,
    /// The titles, by language.
    title: BTreeMap<String, String>,
    /// Who made and who checked its editions; without a record an edition was made with software and checked by nobody.
    reviews: Vec<ReviewView>,
    /// The blocks, in the order of the original.
    blocks: Vec<BlockView>,
}

/// A person's work on an edition.
#[derive(Serialize)]
struct ReviewView {
    /// The edition's language.
    lang: String,
    /// `made`, `proofread` or `validated`.
    state: &'static str,
    /// The person.
    by: String,
    /// The day, as EDTF.
    date: String,
}

/// A block.
#[derive(Serialize)]
struct BlockView {
    /// Its permanent id.
    id: String,
    /// What it is.
    kind: &'static str,
    /// The level of a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// The id of the container that it opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<String>,
    /// Its text, by language.
    text: BTreeMap<String, String>,
    /// The languages in which its translation is older than the original.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stale: Vec<String>,
}

/// Builds the file of a letter.
#[must_use]
pub fn view(letter: &Letter) -> LetterView {
    let by_lang: Vec<(String, BTreeMap<&str, &crate::model::letter::Block>)> = letter
        .editions
        .iter()
        .map(|edition| (edition.lang.to_string(), edition.blocks.iter().map(|block| (block.id.0.as_str(), block)).collect()))
        .collect();
    let block = |block: &crate::model::letter::Block| {
        let found = || by_lang.iter().filter_map(|(lang, blocks)| Some((lang, blocks.get(block.id.0.as_str())?)));
        let level = match block.kind {
            crate::model::letter::BlockKind::Heading(level, _) => Some(level),
            _ => None,
        };
        BlockView {
            id: block.id.to_string(),
            kind: block.kind.name(),
            level,
            opens: block.kind.container(),
            text: found().map(|(lang, block)| (lang.clone(), block.text.clone())).collect(),
            stale: found().filter(|(_, block)| block.is_stale).map(|(lang, _)| lang.clone()).collect(),
        }
    };
    LetterView {
        schema_version: "1",
        id: letter.id.to_string(),
        original: letter.original.to_string(),
        title: letter.editions.iter().map(|edition| (edition.lang.to_string(), edition.title.clone())).collect(),
        reviews: letter.reviews.iter().map(review).collect(),
        blocks: letter.original_edition().into_iter().flat_map(|edition| &edition.blocks).map(block).collect(),
    }
}

/// The view of a person's work.
fn review(review: &Review) -> ReviewView {
    ReviewView { lang: review.lang.to_string(), state: review.state.name(), by: review.by.clone(), date: review.date.to_string() }
}
