//! The whole index of a small dossier, built by elasticlunr.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use elasticlunr::{IndexBuilder, Language, Pipeline};

use super::stems::Stems;
use super::{Search, words};

/// The fields of a document, in order.
pub const FIELDS: [&str; 4] = ["title", "heading", "numbers", "body"];

/// The most characters of a token: nobody types more, and elasticlunr goes one call deeper for each, in here and in the browser.
pub const MAX_TOKEN: usize = 100;

/// Returns the index of all letters and sections in elasticlunr's own format, the stems of the words that have another, and the number
/// of tokens of each section's body, by letter. A letter's reference is its number, a section's that and its own: `7.0`.
pub fn whole(search: &Search<'_>) -> (String, BTreeMap<String, String>, Vec<Vec<usize>>) {
    let (stems, n_tokens) = (Rc::new(Stems::new(search.tag)), Rc::new(RefCell::default()));
    let language = Tongue { tag: search.tag.to_owned(), stems: Rc::clone(&stems), n_tokens: Rc::clone(&n_tokens) };
    let mut index = IndexBuilder::with_language(Box::new(language)).save_docs(false).set_ref("number").add_fields(FIELDS).build();
    let mut lengths = Vec::with_capacity(search.letters.len());
    for letter in &search.letters {
        index.add_doc(&letter.number.to_string(), [letter.title, "", &letter.numbers, ""]);
        let mut of_letter = Vec::with_capacity(letter.sections.len());
        for (number, section) in letter.sections.iter().enumerate() {
            let texts: Vec<&str> = section.blocks.iter().map(|(_, text)| *text).collect();
            index.add_doc(&format!("{}.{number}", letter.number), ["", &section.heading, "", &texts.join("\n")]);
            // The body is the last field.
            of_letter.push(*n_tokens.borrow());
        }
        lengths.push(of_letter);
    }
    (index.to_json(), stems.grouped(), lengths)
}

/// A language as elasticlunr asks for it.
struct Tongue {
    /// Its tag.
    tag: String,
    /// Its stemmer.
    stems: Rc<Stems>,
    /// How many tokens the last text had.
    n_tokens: Rc<RefCell<usize>>,
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
        let tokens = tokens.iter().filter(|token| token.chars().nth(MAX_TOKEN).is_none()).map(|token| self.stems.stem(token));
        let tokens: Vec<String> = tokens.collect();
        *self.n_tokens.borrow_mut() = tokens.len();
        tokens
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: Vec::new() }
    }
}
