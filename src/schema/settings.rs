//! The settings of a dossier, and of a theme.

use crate::model::government::Handling;
use crate::model::hosting::{Compression, Host};
use crate::model::markup::Element;

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
    may(
        "previous",
        Shape::Text,
        "An earlier copy of the site, for the page that says what changed: a folder, a ZIP archive or a bag, from the dossier’s folder.",
    ),
    may("key-figures", Shape::Texts, "Ids of amounts that the home page shows."),
    may("licence", Shape::LangText, "The terms under which readers may use the texts."),
    may("licence-url", Shape::Text, "The address of those terms, such as that of a Creative Commons licence."),
    may("publisher", Shape::Table(&PUBLISHER), "Who publishes the dossier: copies for archives name it."),
    may("data-licence", Shape::Table(&DATA_LICENCE), "The licence of the ledger as data."),
    may("kinds", Shape::NamedTables(&KIND), "The kinds of documents."),
    may("number-kinds", Shape::NamedTables(&NUMBER_KIND), "The kinds of official numbers."),
    may("html", Shape::Names(Element::NAMES), "The elements of HTML that letters and pages may have as marks; other raw HTML is text."),
    may("hosting", Shape::Table(&HOSTING), "What is settled for the host of the site."),
    may("government", Shape::Table(&GOVERNMENT), "What a Dutch public body settles about metadata."),
    may("accept", Shape::Tables(&ACCEPT), "Problems that were looked at and are accepted."),
]);

/// Who publishes the dossier.
const PUBLISHER: Keys = keys(&[
    need("name", Shape::LangWords, "The name of the organisation or person."),
    may("url", Shape::Text, "Its address on the web."),
    may("uri", Shape::Text, "The address by which a register knows it, such as that of ROR or Wikidata."),
    may("contact", Shape::Text, "Who answers for it: an address for mail, or one on the web."),
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

/// What is settled for the host.
const HOSTING: Keys = keys(&[
    may("hosts", Shape::Names(Host::NAMES), "The hosts for which the site brings rules."),
    may("compress", Shape::Names(Compression::NAMES), "How files are packed in advance, beside the files themselves."),
    may("security-txt", Shape::Table(&SECURITY), "Where faults of security are told."),
]);

/// Where faults of security are told.
const SECURITY: Keys = keys(&[
    need("contact", Shape::Texts, "Where to write or call, the best way first: addresses with `mailto:`, `https://` or `tel:`."),
    need("expires", Shape::Words, "Until when this holds, such as \"2027-11-21T00:00:00Z\"."),
    may("languages", Shape::Languages, "The languages in which one can write."),
    may("policy", Shape::Text, "The address of the terms."),
    may("encryption", Shape::Text, "The address of a key with which to encipher."),
]);

/// What a Dutch public body settles.
const GOVERNMENT: Keys =
    keys(&[may("diwoo", Shape::Table(&DIWOO), "For the Woo-index."), may("mdto", Shape::Table(&MDTO), "For archives.")]);

/// For the Woo-index.
const DIWOO: Keys = keys(&[
    need("publisher", Shape::Words, "The public body that publishes, as its list calls it."),
    may("publisher-uri", Shape::Text, "Its address in the list of public bodies."),
    need("handling", Shape::Name(Handling::NAMES), "What was done with each letter on its day."),
    need("categories", Shape::FlatTexts, "The number of the category of information of each kind of letter, such as \"007\"."),
    may("leave-out", Shape::Texts, "Ids of letters that are not listed."),
]);

/// For archives.
const MDTO: Keys = keys(&[
    need("identification", Shape::Words, "From where the names of letters come, such as the name of the system."),
    need("archiefvormer", Shape::Words, "The body that formed the archive."),
    need("waardering", Shape::Table(&CONCEPT), "Whether and how long the letters are kept."),
    need("beperking-gebruik", Shape::Tables(&CONCEPT), "What restricts the use of the letters."),
]);

/// A concept of a list.
const CONCEPT: Keys = keys(&[
    need("label", Shape::Words, "What the concept is called."),
    may("code", Shape::Text, "Its code."),
    need("list", Shape::Words, "The list that has it."),
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
