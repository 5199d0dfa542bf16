//! Who made and who checked an edition: only named persons, and only of the text that they saw.

use super::date::Edtf;
use super::lang::Lang;
use super::named::named;

named! {
    /// What a person did for an edition.
    ReviewState {
        /// Transcribed or translated it, without leaving that to software.
        Made = "made",
        /// Read it against the source, or the translation against the original.
        Proofread = "proofread",
        /// Read it again, as a second person.
        Validated = "validated",
    }
}

/// A person's work on an edition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Review {
    /// The language of the edition.
    pub lang: Lang,
    /// What was done.
    pub state: ReviewState,
    /// The person's name.
    pub by: String,
    /// The day on which it was done.
    pub date: Edtf,
}
