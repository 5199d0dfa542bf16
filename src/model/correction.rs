//! Judgements on a letter's text: where the edition differs from the source, or keeps the author's slip.

use super::lang::LangText;
use super::letter::Passage;
use super::named::named;

/// A judgement on the text: how the edition differs from the source here, or keeps the author's slip.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Its class.
    pub class: CorrectionClass,
    /// The block, and the edition's words there; nowhere for what was left out.
    pub passage: Option<Passage>,
    /// The source's reading.
    pub source: String,
    /// The lines of the source.
    pub lines: String,
    /// How certain we are.
    pub certainty: Certainty,
    /// The reason, for the reader.
    pub note: LangText,
}

named! {
    /// What a correction corrects.
    CorrectionClass {
        /// The author's slip, kept.
        Sic = "sic",
        /// Not restorable with certainty.
        Damaged = "damaged",
        /// A character that the scan misread.
        Ocr = "ocr",
        /// A footnote mark.
        FootnoteMark = "footnote-mark",
        /// A list mark.
        ListMark = "list-mark",
        /// A heading.
        Heading = "heading",
        /// What belongs to the page and not to the text.
        PageFurniture = "page-furniture",
        /// A line that ends where it should not.
        LineBreak = "line-break",
        /// Quotation marks, spaces, dashes.
        Typography = "typography",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// How certain a judgement is.
    Certainty {
        /// No doubt.
        Certain = "certain",
        /// Likely.
        Probable = "probable",
        /// One of several readings.
        Possible = "possible",
    }
}
