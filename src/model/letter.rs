//! A letter: shared metadata, an edition per language, blocks with permanent ids.

mod gaps;
mod parties;
mod paths;
mod shared;
mod text;

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::correction::{Correction, Rule};
use super::date::Edtf;
use super::file::SourceFile;
use super::lang::{Lang, LangText};
use super::markup::Elements;
use super::memo::Kept;
use super::named::named;
use super::place::Place;
use super::reference::Reference;
use super::review::{Review, ReviewState};
use super::source::LetterSource;
use super::text::Text;
pub use gaps::Gaps;
pub use parties::{Parties, Party};
pub use paths::LockedPath;
pub use text::{BlockText, Form};

/// The permanent name of a letter: the name of its folder. Clones share it: whatever leads to a letter has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterId(Arc<str>);

impl LetterId {
    /// Takes lower-case ASCII letters, digits and single hyphens between them; `None` for anything else.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        is_slug(name).then(|| Self(name.into()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LetterId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Names that Windows keeps for devices: no disk there can hold a file or folder of such a name, whatever its ending.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name, "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The most characters of a name that is part of an address: with an ending, no disk refuses a file of that name.
pub const MAX_NAME: usize = 100;

/// Whether a name can be part of an address: at most so many characters of those that it may have, and no device's name.
#[must_use]
pub fn is_slug(name: &str) -> bool {
    name.len() <= MAX_NAME && !is_device(name) && has_plain_characters(name)
}

/// Whether a name has nothing but lower-case ASCII letters, digits, and single hyphens between them.
#[must_use]
pub fn has_plain_characters(name: &str) -> bool {
    name.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// The permanent id of a block in its letter: a letter of the kind and a number, the same in every language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub String);

impl fmt::Display for BlockId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What a heading opens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Opens {
    /// A section.
    Section,
    /// A question, with its printed number.
    Question(String),
    /// The answer to the question of that number.
    Answer(String),
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading with its level (2 to 6).
    Heading(u8, Opens),
    /// A paragraph, also one in a list item or a quotation.
    Paragraph,
    /// The text of a list item without paragraphs.
    Item,
    /// A row of a table.
    Row,
    /// A code block.
    Code,
}

impl BlockKind {
    /// The letter with which ids of this kind begin.
    #[must_use]
    pub fn prefix(&self) -> char {
        match self {
            Self::Heading(..) => 'h',
            _ => 'p',
        }
    }

    /// The kind as a word, for messages and data.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Heading(_, Opens::Section) => "heading",
            Self::Heading(_, Opens::Question(_)) => "question",
            Self::Heading(_, Opens::Answer(_)) => "answer",
            Self::Paragraph => "paragraph",
            Self::Item => "list item",
            Self::Row => "table row",
            Self::Code => "code",
        }
    }

    /// Whether it opens a container of this id.
    fn opens(&self, id: &str) -> bool {
        matches!(self, Self::Heading(_, Opens::Question(number)) if id.strip_prefix('q') == Some(number))
            || matches!(self, Self::Heading(_, Opens::Answer(number)) if id.strip_prefix('a') == Some(number))
    }

    /// The id of the container that a question's or an answer's heading opens: `q3`, `a3`.
    #[must_use]
    pub fn container(&self) -> Option<String> {
        match self {
            Self::Heading(_, Opens::Question(number)) => Some(format!("q{number}")),
            Self::Heading(_, Opens::Answer(number)) => Some(format!("a{number}")),
            _ => None,
        }
    }
}

/// The smallest citable part of an edition.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its permanent id; empty until the lock file has given it.
    pub id: BlockId,
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the edition's file.
    pub span: Range<usize>,
    /// Its edition text: without Markdown marks, footnote marks as superscript figures, hard line breaks as line feeds.
    pub text: BlockText,
    /// Whether it is of a footnote.
    pub is_note: bool,
    /// Whether the original has changed since this translation of it was made.
    pub is_stale: bool,
}

impl Hash for Block {
    /// Its text is in the file of its edition, which stands for it.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let Self { id, kind, span, text: _, is_note, is_stale } = self;
        (id, kind, span, is_note, is_stale).hash(hasher);
    }
}

/// A letter in one language.
#[derive(Clone, Debug, Hash)]
pub struct Edition {
    /// The language.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// The last part of its address, without an ending.
    pub slug: String,
    /// One or two sentences about the letter.
    pub summary: String,
    /// The file.
    pub file: Arc<SourceFile>,
    /// Where the Markdown begins in the file.
    pub body_start: usize,
    /// The elements of HTML that are allowed in it.
    pub elements: Elements,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// Ids of original blocks that this translation lacks, as declared.
    pub gaps: Vec<(String, Place)>,
}

impl Edition {
    /// The Markdown, from after the front matter.
    #[must_use]
    pub fn body(&self) -> Text {
        self.file.text().rest(self.body_start)
    }

    /// Finds a block by its id, or the heading that opens a container (`q3`).
    #[must_use]
    pub fn find_block(&self, id: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id.0 == id || block.kind.opens(id))
    }

    /// The place of a block.
    #[must_use]
    pub fn place_of(&self, block: &Block) -> Place {
        Place::new(&self.file, block.span.clone())
    }

    /// Where some bytes of a block's text stand in the file, as far as the marks of Markdown leave them in one piece there.
    #[must_use]
    pub fn place_in(&self, block: &Block, span: &Range<usize>) -> Place {
        self.place_of(block).find_span(&block.text.read(), span)
    }
}

/// Words in a block of a letter, in each language: what a statement rests on.
#[derive(Clone, Debug, Hash)]
pub struct Passage {
    /// The letter.
    pub letter: LetterId,
    /// The block.
    pub block: BlockId,
    /// The words, as that block has them.
    pub quote: LangText,
    /// Where it is recorded.
    pub place: Place,
}

named! {
    /// On what a letter's date rests.
    Basis {
        /// The letter prints it.
        Printed = "printed",
        /// Another document says it.
        Derived = "derived",
        /// Only bounds are known.
        Bounds = "bounds",
    }
}

/// The date of a letter, and how it is known.
#[derive(Clone, Debug, Hash)]
pub struct LetterDate {
    /// The date.
    pub value: Edtf,
    /// On what it rests.
    pub basis: Basis,
    /// The reasoning.
    pub note: LangText,
    /// The passages that show it.
    pub evidence: Vec<Passage>,
}

/// An official number of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// Its kind, as the dossier declares it.
    pub kind: String,
    /// The number as printed.
    pub value: String,
}

/// Something that the source as received lacks.
#[derive(Clone, Debug, Hash)]
pub struct Lack {
    /// What: `date`, `signature`, …
    pub what: String,
    /// For the reader.
    pub note: LangText,
}

/// Any document of the dossier. A clone shares everything with it until one of them is changed.
#[derive(Clone, Debug, Hash)]
pub struct Letter(Arc<LetterParts>);

/// What a letter is made of.
#[derive(Clone, Debug, Hash)]
pub struct LetterParts {
    /// Its permanent name.
    pub id: LetterId,
    /// Its metadata file.
    pub file: Arc<SourceFile>,
    /// Its kind, as the dossier declares it.
    pub kind: String,
    /// Its date.
    pub date: LetterDate,
    /// Who sent it and to whom.
    pub parties: Parties,
    /// Its official numbers.
    pub numbers: Vec<Number>,
    /// The file as received, and what it lacks.
    pub source: LetterSource,
    /// What the source lacks.
    pub lacks: Vec<Lack>,
    /// What it refers to, as recorded.
    pub references: Vec<Reference>,
    /// What is done alike in many places of its source.
    pub rules: Vec<Rule>,
    /// What is said of single places of its source.
    pub corrections: Vec<Correction>,
    /// The language of the original.
    pub original: Lang,
    /// The editions, in the dossier's order of languages.
    pub editions: Vec<Edition>,
    /// Who made and who checked its editions, earliest first for each.
    pub reviews: Vec<Review>,
    /// Ids of blocks, questions and answers that are no longer used, each with the block at which its anchor stands.
    pub retired: Vec<RetiredBlock>,
    /// The addresses that its lock file keeps, oldest first.
    pub paths: Vec<LockedPath>,
    /// What was worked out of it.
    pub kept: Kept,
}

/// An id that a block, a question or an answer once had: its anchor stays.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RetiredBlock {
    /// The id.
    pub id: String,
    /// The block at which its anchor now stands; the end of the text where there is none.
    pub at: Option<String>,
}

impl Letter {
    /// The edition in a language.
    #[must_use]
    pub fn edition(&self, lang: &Lang) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.lang == *lang)
    }

    /// The original edition; `None` only while its file is missing or broken.
    #[must_use]
    pub fn original_edition(&self) -> Option<&Edition> {
        self.edition(&self.original)
    }

    /// The ids that lead to passages of its text, on every page that has that: those of blocks and of what they open, and those that are
    /// retired.
    pub fn anchors(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let blocks = self.original_edition().into_iter().flat_map(|original| &original.blocks);
        let own = blocks.flat_map(|block| [Some(Cow::from(block.id.0.as_str())), block.kind.container().map(Cow::from)]).flatten();
        own.chain(self.retired.iter().map(|retired| Cow::from(retired.id.as_str()))).filter(|id| !id.is_empty())
    }

    /// Whether a person has read an edition and answers for it by name.
    #[must_use]
    pub fn is_checked(&self, lang: &Lang) -> bool {
        self.reviews.iter().any(|review| review.lang == *lang && review.state != ReviewState::Made)
    }

    /// The edition in a language or, failing that, the original, or any.
    #[must_use]
    pub fn nearest_edition(&self, lang: &Lang) -> Option<&Edition> {
        self.edition(lang).or_else(|| self.original_edition()).or_else(|| self.editions.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_disk_refuses() {
        let found = ["a-1", "con-1", "com10", "Con", "con", "nul", "com1", "lpt0", "a--b", "-a", "a b", "é", ""].map(is_slug);
        assert_eq!(found, [true, true, true, false, false, false, false, false, false, false, false, false, false]);
        assert_eq!([100, 101].map(|n_chars| is_slug(&"a".repeat(n_chars))), [true, false]);
    }
}
