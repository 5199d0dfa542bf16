//! Problems of what a translation says otherwise than its original.

use crate::model::place::Place;
use crate::problem::Problem;

/// What is compared between an original and its translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Numbers, amounts, percentages, in figures or words.
    Number,
    /// Dates, years, times of the day.
    Date,
    /// Codes and official numbers.
    Identifier,
    /// Names of people and organisations, and terms that are the same in all languages.
    Name,
    /// Words that say how sure or exact a statement is.
    Hedge,
    /// Whether anything is denied.
    Negation,
    /// The yes or no that opens an answer.
    Opening,
}

impl Topic {
    /// The id of its problem.
    fn id(self) -> &'static str {
        match self {
            Self::Number => "parity-number",
            Self::Date => "parity-date",
            Self::Identifier => "parity-identifier",
            Self::Name => "parity-name",
            Self::Hedge => "parity-hedge",
            Self::Negation => "parity-negation",
            Self::Opening => "parity-opening",
        }
    }

    /// What it is, in a message.
    fn noun(self) -> &'static str {
        match self {
            Self::Number => "numbers",
            Self::Date => "dates",
            Self::Identifier => "identifiers",
            Self::Name => "names",
            Self::Hedge => "hedges",
            Self::Negation => "negations",
            Self::Opening => "openings",
        }
    }
}

/// A translation says something that its original does not, or the other way round: the words of each that the other does not have.
#[must_use]
pub fn differs(topic: Topic, block: &str, (original, translation): (Place, Place), (lost, added): (&[String], &[String])) -> Problem {
    let list = |words: &[String]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let what = match (lost, added) {
        (_, []) => format!("the original has {}, the translation does not", list(lost)),
        ([], _) => format!("the translation has {}, the original does not", list(added)),
        _ => format!("the original has {}, the translation {}", list(lost), list(added)),
    };
    Problem::error(topic.id(), translation, format!("{} differ: {what}", topic.noun()))
        .other("the original", original)
        .hint(format!(
            "mend the translation; where both are right, say why in an `[[accept]]` record with `letter`, `block = \"{block}\"` and `words`"
        ))
        .in_block(block)
}

/// A language is compared by its figures only.
#[must_use]
pub fn no_parity_data(place: Place, tag: &str, theme: &str) -> Problem {
    Problem::warning("no-parity-data", place, format!("the theme does not say how `{tag}` writes numbers, dates and hedges"))
        .hint(format!("only figures are compared; add `[numbers]` and `[parity]` to `themes/{theme}/i18n/{tag}.toml`"))
}

/// The amounts of the ledger cannot be held against the words of a language.
#[must_use]
pub fn unreadable_amounts(place: Place, tag: &str, theme: &str) -> Problem {
    Problem::warning("no-parity-data", place, format!("the amounts of the ledger are not held against their words in `{tag}`")).hint(
        format!("the theme does not say how `{tag}` writes numbers: add `[numbers]` and `[parity]` to `themes/{theme}/i18n/{tag}.toml`"),
    )
}
