//! References: a document points to another, or to a place in itself, with the words that say so.

use super::letter::{LetterId, Passage};
use super::named::named;

named! {
    /// How a document relates to what it names: the four relations of the Dutch government's TOOI vocabulary, and two that the texts
    /// themselves show.
    RelationKind {
        /// "is reactie op"
        ReactionTo = "is-reaction-to",
        /// "heeft bijlage"
        HasAnnex = "has-annex",
        /// "is uitwerking van"
        Elaborates = "elaborates",
        /// "verwijst naar"
        RefersTo = "refers-to",
        /// The same sentence stands in both.
        SameSentence = "same-sentence-as",
        /// Both speak of the same fact.
        Related = "related-passage",
    }
}

impl RelationKind {
    /// Whether it says of both ends the same: then the reference shows the words of both.
    #[must_use]
    pub fn is_mutual(self) -> bool {
        matches!(self, Self::SameSentence | Self::Related)
    }

    /// Whether it holds between whole documents: a response, an annex, an elaboration.
    #[must_use]
    pub fn ties_documents(self) -> bool {
        matches!(self, Self::ReactionTo | Self::HasAnnex | Self::Elaborates)
    }
}

named! {
    /// How a reference was found.
    FoundBy {
        /// The publisher recorded it.
        Record = "record",
        /// A name of the document stands in the text.
        Name = "name",
        /// An official number stands in the text.
        Number = "number",
        /// The text names a question or an answer of its own.
        Wording = "wording",
    }
}

/// What a reference points to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A letter of this dossier, and a block of it where the reference is that exact.
    Letter(LetterId, Option<String>),
    /// A document outside the dossier, by the id of its record.
    External(String),
}

/// One end of a reference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// A letter of the dossier.
    Letter(LetterId),
    /// A document outside it, by the id of its record.
    External(String),
}

impl Target {
    /// The document to which it points.
    #[must_use]
    pub fn end(&self) -> End {
        match self {
            Self::Letter(id, _) => End::Letter(id.clone()),
            Self::External(id) => End::External(id.clone()),
        }
    }
}

/// A document points to something.
#[derive(Clone, Debug, Hash)]
pub struct Reference {
    /// To what.
    pub target: Target,
    /// How.
    pub relation: RelationKind,
    /// The words that say so.
    pub evidence: Passage,
    /// The words of the target, where the relation holds between two passages.
    pub counterpart: Option<Passage>,
    /// How it was found.
    pub found_by: FoundBy,
}
