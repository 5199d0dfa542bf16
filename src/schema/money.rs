//! The ledger: statuses, programmes, amounts, sums, statements, what is missing.

use super::settings::PASSAGE;
use super::{Keys, Shape, keys, may, need};
use crate::model::money::{Qualifier, Role, Side};

/// `funding.toml`.
pub(super) const FUNDING: Keys = keys(&[
    may("complete", Shape::Flag, "Whether every amount in the letters must be here; it must be unless this is false."),
    may("statuses", Shape::Tables(&STATUS), "How firm amounts are, the firmest first."),
    may("programmes", Shape::Tables(&PROGRAMME), "What the money is for."),
    may("amounts", Shape::Tables(&AMOUNT), "The amounts, each with its passage."),
    may("sums", Shape::Tables(&SUM), "Sums that must hold."),
    may("statements", Shape::Tables(&STATEMENT), "What the letters say of money without an amount."),
    may("missing", Shape::Tables(&MISSING), "Documents about money that the dossier does not have."),
    may("limits", Shape::Tables(&LIMIT), "What the ledger does not say."),
]);

/// A status.
const STATUS: Keys = keys(&[
    need("id", Shape::Slug, "A short permanent name."),
    need("name", Shape::LangWords, "What the status is called, in each language."),
    need("meaning", Shape::LangWords, "What it means, in each language."),
    may("words", Shape::TextsByLanguage, "The words of the letters that show it."),
    may("is-grant", Shape::Flag, "Whether such money was granted."),
]);

/// A programme.
const PROGRAMME: Keys = keys(&[
    need("id", Shape::Slug, "A short permanent name."),
    need("name", Shape::LangWords, "The programme’s name, in each language."),
    may("note", Shape::LangText, "What a reader must know, in each language."),
    may("absence", Shape::LangText, "The heading above what the letters say of money that is not there."),
]);

/// An amount.
const AMOUNT: Keys = Keys {
    keys: &[
        need("id", Shape::Slug, "A short permanent name."),
        may("value", Shape::Words, "Money: units with two decimals, such as \"70935000.00\", or two of them with `-` between."),
        may("currency", Shape::Words, "The ISO 4217 code, such as \"EUR\"."),
        may("share", Shape::Words, "A percentage instead of money, such as \"65\"."),
        may("count", Shape::Words, "A number of something instead of money, such as \"5\"."),
        may("of", Shape::LangText, "Of what it is a share or a number, in each language."),
        need("qualifier", Shape::Name(Qualifier::NAMES), "How exact it is, by the words directly at the figure."),
        need("role", Shape::Name(Role::NAMES), "How it counts."),
        may("status", Shape::Text, "One of the statuses; needed for components and context."),
        may("status-passage", Shape::Table(&PASSAGE), "The words that show the status, where the quote does not."),
        may("restates", Shape::Text, "The id of the amount that is said again."),
        need("programme", Shape::Words, "One of the programmes."),
        need("side", Shape::Name(Side::NAMES), "Where money comes from, or what it is spent on."),
        may("payer", Shape::LangText, "Who pays."),
        may("payee", Shape::LangText, "Who is paid."),
        may("payers", Shape::Texts, "Who pays: ids of actors."),
        may("payees", Shape::Texts, "Who is paid: ids of actors."),
        may("purpose", Shape::LangText, "For what."),
        may("note", Shape::LangText, "What a reader must know, in each language."),
        may("as-of", Shape::Date, "The day of which the amount is told."),
        need("letter", Shape::Words, "The letter that says so: the name of its folder."),
        need("block", Shape::Words, "The id of the block that says so."),
        need("quote", Shape::LangWords, "The words that say so, in each language."),
    ],
    one_of: &[&["value", "currency"], &["share", "of"], &["count", "of"]],
    with: &[],
};

/// A sum.
const SUM: Keys = keys(&[
    need("total", Shape::Words, "The id of the total."),
    may("parts", Shape::Texts, "The ids of the parts."),
    may("rounded", Shape::Flag, "Whether the figures are rounded."),
    may("note", Shape::LangText, "What a reader must know, in each language."),
]);

/// A statement.
const STATEMENT: Keys = keys(&[
    need("programme", Shape::Words, "One of the programmes."),
    need("lead", Shape::LangWords, "One line that introduces the words."),
    may("absence", Shape::Flag, "Whether it says that there is no money."),
    need("letter", Shape::Words, "The letter that says so: the name of its folder."),
    need("block", Shape::Words, "The id of the block that says so."),
    need("quote", Shape::LangWords, "The words that say so, in each language."),
]);

/// A document that is missing.
const MISSING: Keys = keys(&[
    need("document", Shape::Words, "The id of a document of `external.toml`."),
    need("about", Shape::LangWords, "What money it is about, in each language."),
]);

/// A limit.
const LIMIT: Keys = keys(&[need("text", Shape::LangWords, "What the reader must know.")]);
