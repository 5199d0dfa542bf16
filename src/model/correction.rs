//! What makes a source an edition: rules for what is mechanical, records for the rest, judgements among them.

use std::fmt;

use super::lang::LangText;
use super::letter::Passage;
use super::named::named;
use super::place::Place;

/// Something about one place of the source: how the edition differs from it, or a slip of the author that it keeps.
#[derive(Clone, Debug, Hash)]
pub struct Correction {
    /// Its class.
    pub class: CorrectionClass,
    /// The block, and the edition's words there; nowhere for what was left out, and where no reader needs a mark.
    pub passage: Option<Passage>,
    /// The source's reading; white space stands for any white space.
    pub source: String,
    /// The edition's reading; none where the edition keeps what the source has, after the rules.
    pub edition: Option<String>,
    /// The lines of the source in which the reading stands.
    pub lines: SourceLines,
    /// Why, and how certain it is; none where no judgement was needed.
    pub judgement: Option<Judgement>,
    /// Where it is recorded.
    pub place: Place,
}

/// Why a place reads as it does.
#[derive(Clone, Debug, Hash)]
pub struct Judgement {
    /// How certain we are.
    pub certainty: Certainty,
    /// The reason, for the reader.
    pub note: LangText,
}

/// What is done alike in many places of the source.
#[derive(Clone, Debug, Hash)]
pub struct Rule {
    /// Its name, for a rule that the tool brings.
    pub name: Option<&'static str>,
    /// Its class.
    pub class: CorrectionClass,
    /// A regular expression over the source. Its first group is what the edition has otherwise, the rest is what must stand around it;
    /// without a group it is the whole.
    pub find: String,
    /// What the edition has instead.
    pub replace: String,
    /// In how many places it applies.
    pub count: usize,
    /// Where it would apply and must not.
    pub exceptions: Vec<Exception>,
    /// What it does, for the reader; the theme says it for a rule that has a name.
    pub note: LangText,
    /// Where it is recorded.
    pub place: Place,
}

/// A place where a rule would apply and must not.
#[derive(Clone, Debug, Hash)]
pub struct Exception {
    /// The lines of the source.
    pub lines: SourceLines,
    /// The source's words there.
    pub source: String,
    /// Where it is recorded.
    pub place: Place,
}

/// Lines of a source, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceLines {
    /// The first.
    pub first: usize,
    /// The last.
    pub last: usize,
}

impl SourceLines {
    /// Reads `18` or `18-20`; `None` for anything else, and where the last comes before the first.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
        let lines = Self { first: first.trim().parse().ok()?, last: last.trim().parse().ok()? };
        (0 < lines.first && lines.first <= lines.last).then_some(lines)
    }
}

impl fmt::Display for SourceLines {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(formatter, "{}", self.first) } else { write!(formatter, "{}–{}", self.first, self.last) }
    }
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

impl CorrectionClass {
    /// Whether a place of this class is always a judgement.
    #[must_use]
    pub fn needs_judgement(self) -> bool {
        matches!(self, Self::Sic | Self::Damaged | Self::Other)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_a_number_or_two() {
        let read = |text| SourceLines::parse(text).map(|lines| lines.to_string());
        assert_eq!(["18", "18-20", "18-18"].map(read), [Some("18".into()), Some("18–20".into()), Some("18".into())]);
        assert_eq!(["", "0", "20-18", "a", "18-"].map(read), [None, None, None, None, None]);
    }
}
