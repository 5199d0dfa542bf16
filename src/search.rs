//! The search index of one language, as the bytes of a script that a page can load from a disk.
//!
//! The index is elasticlunr's, section by section; tokens and stems are ours, and its pipeline is empty,
//! since a name there that the stock library does not know makes loading throw.

use std::collections::BTreeMap;
use std::rc::Rc;

use elasticlunr::{IndexBuilder, Language, Pipeline};
use serde::Serialize;

mod fold;
mod forms;
pub mod sections;
mod stems;
mod words;

use stems::Stems;

/// One section of a letter or page as the search sees it.
pub struct Document {
    /// Path of the page in the site, `#`, and the section's block id.
    pub address: String,
    /// Title of the letter or page.
    pub title: String,
    /// Heading of the section, empty for none.
    pub heading: String,
    /// Official numbers of the letter, parted by spaces.
    pub numbers: String,
    /// What to show under the title, ready to print.
    pub label: String,
    /// Id and plain text of each block of the section, in order.
    pub blocks: Vec<(String, String)>,
}

/// What the browser shows of a section.
#[derive(Serialize)]
struct Shown<'a> {
    /// The section's address.
    address: &'a str,
    /// Title of the letter or page.
    title: &'a str,
    /// Heading of the section.
    heading: &'a str,
    /// The line under the title.
    label: &'a str,
    /// Id and text of each block.
    blocks: &'a [(String, String)],
}

/// What a language's words mean to a query, as the theme knows them.
#[derive(Debug, Default, Serialize)]
pub struct Hints<'a> {
    /// Words that multiply the number before them, with the power of ten: `mln` = 6.
    pub scales: BTreeMap<&'a str, u32>,
    /// Words and signs for per cent.
    pub percent: &'a [String],
    /// Words that say little of what is looked for: `wie`, `the`.
    pub weak: &'a [String],
}

/// Returns the search data of one language as the bytes of one classic script.
///
/// The script sets `dossierSearch[tag]` to the index, the stems of the words that have another, the hints, and the sections.
pub fn script(tag: &str, documents: &[Document], hints: &Hints<'_>) -> Vec<u8> {
    let stems = Rc::new(Stems::new(tag));
    let index = index(tag, documents, &stems);
    let sections: Vec<Shown> = documents.iter().map(Shown::from).collect();
    let data = [
        format!("(globalThis.dossierSearch=globalThis.dossierSearch||{{}})[{}]={{", json(tag)),
        format!("\"index\":{index},\n\"stems\":{},\n\"hints\":{},\n", json(&stems.differing()), json(hints)),
        format!("\"sections\":{}}};\n", json(&sections)),
    ];
    // Both are line ends in scripts for old browsers, though not in JSON.
    data.concat().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").into_bytes()
}

/// Returns the index of all sections in elasticlunr's own format; a section's reference is its number, from 0, in the list of sections.
fn index(tag: &str, documents: &[Document], stems: &Rc<Stems>) -> String {
    let language = Tongue { tag: tag.to_owned(), stems: Rc::clone(stems) };
    let mut index = IndexBuilder::with_language(Box::new(language))
        .save_docs(false)
        .set_ref("number")
        .add_fields(["title", "heading", "numbers", "body"])
        .build();
    for (number, document) in documents.iter().enumerate() {
        let Document { title, heading, numbers, blocks, address: _, label: _ } = document;
        let texts: Vec<&str> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        index.add_doc(&number.to_string(), [title.as_str(), heading, numbers, &texts.join("\n")]);
    }
    index.to_json()
}

/// Returns a value as JSON; strings, lists and maps with string keys always have one.
fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl<'a> From<&'a Document> for Shown<'a> {
    fn from(document: &'a Document) -> Self {
        let Document { address, title, heading, label, blocks, numbers: _ } = document;
        Self { address, title, heading, label, blocks }
    }
}

/// The most characters of a token: nobody types more, and elasticlunr goes one call deeper for each, in here and in the browser.
const MAX_TOKEN: usize = 100;

/// A language as elasticlunr asks for it.
struct Tongue {
    /// Its tag.
    tag: String,
    /// Its stemmer.
    stems: Rc<Stems>,
}

impl Language for Tongue {
    fn name(&self) -> String {
        self.tag.clone()
    }

    fn code(&self) -> String {
        self.tag.clone()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        let tokens = words::tokens(text);
        tokens.iter().filter(|token| token.chars().nth(MAX_TOKEN).is_none()).map(|token| self.stems.stem(token)).collect()
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section with one block.
    fn section(text: &str) -> Document {
        Document {
            address: "nl/brieven/x.html#q3".to_owned(),
            title: "Brief".to_owned(),
            heading: "Vraag 3".to_owned(),
            numbers: "2026Z07494".to_owned(),
            label: "Antwoorden, 13 mei 2026".to_owned(),
            blocks: vec![("p12".to_owned(), text.to_owned())],
        }
    }

    /// The data in a script.
    fn data(script: &[u8]) -> serde_json::Value {
        let text = std::str::from_utf8(script).unwrap();
        let (_, json) = text.split_once("]=").unwrap();
        serde_json::from_str(json.trim_end().trim_end_matches(';')).unwrap()
    }

    #[test]
    fn the_index_is_what_stock_elasticlunr_loads() {
        let data = data(&script("nl", &[section("€ 71,7 miljoen voor brieven")], &Hints::default()));
        assert_eq!(data["index"]["pipeline"], serde_json::json!([]));
        assert_eq!(data["index"]["version"], "0.9.5");
        assert_eq!(data["index"]["fields"], serde_json::json!(["title", "heading", "numbers", "body"]));
        assert_eq!(data["index"]["documentStore"]["docInfo"]["0"]["body"], 5);
        assert_eq!(data["stems"], serde_json::json!({"brieven": "brief", "voor": "vor", "vraag": "vrag"}));
    }

    #[test]
    fn a_word_without_end_is_left_out() {
        let long = format!("{} kort {}", "9".repeat(100_000), "a-".repeat(10_000));
        assert!(script("nl", &[section(&long)], &Hints::default()).len() < 200_000);
    }

    #[test]
    fn the_same_sections_make_the_same_bytes() {
        let sections = || [section("een"), section("twee\u{2028}drie")];
        assert_eq!(script("nl", &sections(), &Hints::default()), script("nl", &sections(), &Hints::default()));
        assert!(!String::from_utf8(script("nl", &sections(), &Hints::default())).unwrap().contains('\u{2028}'));
    }

    #[test]
    fn a_language_nobody_knows_and_no_sections_work() {
        assert_eq!(data(&script("x-\"y", &[], &Hints::default()))["sections"], serde_json::json!([]));
    }
}
