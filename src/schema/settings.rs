//! The settings of a dossier, and of a theme.

use super::{Key, Keys, Shape, keys, may, need};

/// `dossier.toml`.
pub(super) const SETTINGS: Keys = keys(&[
    need("version", Shape::Words, "The dossier’s version, such as \"1.0.0\"."),
    need("published", Shape::Words, "The day of publication, such as \"2026-11-21\"."),
    need("languages", Shape::Languages, "The languages of the site, in order, such as [\"nl\", \"en\"]."),
    need("title", Shape::LangWords, "The dossier’s name in each language."),
    need("description", Shape::LangWords, "One sentence about the dossier in each language."),
    may("base-url", Shape::Text, "The address at which the site will be found."),
    may("theme", Shape::Text, "The theme: one that ships with the program, or a folder in `themes/`."),
    may("key-figures", Shape::Texts, "Ids of amounts that the home page shows."),
    may("licence", Shape::LangText, "The terms under which readers may use the texts."),
    may("licence-url", Shape::Text, "The address of those terms, such as that of a Creative Commons licence."),
    may("publisher", Shape::Table(&PUBLISHER), "Who publishes the dossier: copies for archives name it."),
    may("data-licence", Shape::Table(&DATA_LICENCE), "The licence of the ledger as data."),
    may("kinds", Shape::NamedTables(&KIND), "The kinds of documents."),
    may("number-kinds", Shape::NamedTables(&NUMBER_KIND), "The kinds of official numbers."),
    may("accept", Shape::Tables(&ACCEPT), "Problems that were looked at and are accepted."),
]);

/// Who publishes the dossier.
const PUBLISHER: Keys = keys(&[
    need("name", Shape::LangWords, "The name of the organisation or person."),
    may("url", Shape::Text, "Its address on the web."),
]);

/// The licence of the ledger.
const DATA_LICENCE: Keys = keys(&[
    need("name", Shape::Words, "The licence’s identifier, such as \"CC0-1.0\"."),
    may("path", Shape::Text, "The address of its text."),
    may("title", Shape::LangText, "What it is called, in each language."),
]);

/// A kind of document.
const KIND: Keys = keys(&[
    need("name", Shape::LangWords, "The kind’s name in each language."),
    may("uri", Shape::Text, "Its address in a list that others keep."),
]);

/// A kind of official number.
const NUMBER_KIND: Keys = keys(&[
    need("name", Shape::LangWords, "The kind’s name in each language."),
    may("written", Shape::Texts, "How texts write such a number: regular expressions."),
    may("number", Shape::Text, "The number in its plain form, with `$1` for the first group and so on."),
    may("address", Shape::Text, "Where the numbered document is officially published, with `{number}`."),
]);

/// A record that accepts a problem.
const ACCEPT: Keys = keys(&[
    need("problem", Shape::Words, "The id of the problem."),
    may("letter", Shape::Text, "The letter in which it is."),
    may("block", Shape::Text, "The block in which it is."),
    may("words", Shape::Text, "Words of its message."),
    need("reason", Shape::Words, "Why the problem is accepted."),
]);

/// `theme.toml`.
pub(super) const THEME: Keys = keys(&[may("search", Shape::Flag, "Whether its sites can be searched; they can be unless this is false.")]);

/// A passage: a letter, a block, and words that stand in it.
pub(super) const PASSAGE: Keys = keys(PASSAGE_KEYS);

/// The keys of a passage.
const PASSAGE_KEYS: &[Key] = &[
    need("letter", Shape::Words, "The letter that says so: the name of its folder."),
    need("block", Shape::Words, "The id of the block that says so."),
    need("quote", Shape::LangWords, "The words that say so, in each language."),
];
