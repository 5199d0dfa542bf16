//! The whole index of a small dossier, built by elasticlunr.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use elasticlunr::{Index, IndexBuilder, Language, Pipeline};

use super::stems::{self, Stems};
use super::{Letter, words};
use crate::model::text::Text;

/// The fields of a document, in order.
pub const FIELDS: [&str; 4] = ["title", "heading", "numbers", "body"];

/// The most characters of a token: nobody types more, and elasticlunr goes one call deeper for each, in here and in the browser.
const MAX_TOKEN: usize = 100;

/// Says whether a token is short enough to be a term.
pub fn is_short(token: &str) -> bool {
    token.len() <= MAX_TOKEN || token.chars().nth(MAX_TOKEN).is_none()
}

/// An index as elasticlunr builds it.
pub struct Whole {
    /// The index.
    index: Index,
    /// The stems of the words that have another.
    pub stems: BTreeMap<String, String>,
    /// How many tokens the body of each section has, by letter.
    pub lengths: Vec<Vec<usize>>,
}

/// Builds the index of all letters and sections. A letter's reference is its number, a section's that and its own: `7.0`.
pub fn whole(tag: &str, letters: &[Letter<'_>]) -> Whole {
    let (stems, n_tokens) = (Rc::new(RefCell::new(Stems::new(tag))), Rc::new(Cell::new(0)));
    let language = Tongue { tag: tag.to_owned(), stems: Rc::clone(&stems), n_tokens: Rc::clone(&n_tokens) };
    let mut index = IndexBuilder::with_language(Box::new(language)).save_docs(false).set_ref("number").add_fields(FIELDS).build();
    let mut lengths = Vec::with_capacity(letters.len());
    for letter in letters {
        index.add_doc(&letter.number.to_string(), [letter.title, "", &letter.numbers, ""]);
        let mut of_letter = Vec::with_capacity(letter.sections.len());
        for (number, section) in letter.sections.iter().enumerate() {
            let texts: Vec<Text> = section.blocks.iter().map(|(_, text)| text.read()).collect();
            index.add_doc(&format!("{}.{number}", letter.number), ["", &section.heading.read(), "", &texts.join("\n")]);
            // The body is the last field.
            of_letter.push(n_tokens.get());
        }
        lengths.push(of_letter);
    }
    let stems = stems::grouped(stems.borrow().differing());
    Whole { index, stems, lengths }
}

impl Whole {
    /// Writes the index in elasticlunr's own format.
    pub fn write(&self, json: &mut Vec<u8>) {
        // Memory takes all that is written, and every index can be.
        let _ = serde_json::to_writer(json, &self.index);
    }
}

/// A language as elasticlunr asks for it.
struct Tongue {
    /// Its tag.
    tag: String,
    /// Its stemmer.
    stems: Rc<RefCell<Stems>>,
    /// How many tokens the last text had.
    n_tokens: Rc<Cell<usize>>,
}

impl Language for Tongue {
    fn name(&self) -> String {
        self.tag.clone()
    }

    fn code(&self) -> String {
        self.tag.clone()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        let mut stems = self.stems.borrow_mut();
        let tokens = words::tokens(text);
        let terms: Vec<String> = tokens.iter().filter(|token| is_short(token)).map(|token| stems.stem(token)).collect();
        self.n_tokens.set(terms.len());
        terms
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: Vec::new() }
    }
}
