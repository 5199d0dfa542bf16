//! A passage as a view shows it.

use serde::Serialize;

/// A passage as a reader meets it: what it says and where.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PassageView {
    /// The link to the block.
    pub(super) href: String,
    /// Kind and date of the letter.
    pub(super) label: String,
    /// The id of the block.
    pub(super) block: String,
    /// The title of the letter.
    pub(super) title: String,
    /// The words.
    pub(super) quote: String,
    /// The language of the words and of the page, where it is another.
    pub(super) lang: Option<String>,
}
