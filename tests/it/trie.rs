//! One field of an index as elasticlunr writes it: a trie of the terms, character by character, written as the terms come in order.

/// The trie of one field, as far as it is written.
pub struct Trie {
    /// The JSON so far.
    json: String,
    /// The term whose node is the last one written; its node and those above it are still open.
    term: String,
    /// How many documents that node has so far; none where it has no more or none yet.
    n_docs: Option<usize>,
}

/// A node without documents.
const NO_DOCS: &str = "{\"docs\":{},\"df\":0";

impl Trie {
    /// Begins a trie.
    pub fn new() -> Self {
        Self { json: format!("{{\"root\":{NO_DOCS}"), term: String::new(), n_docs: None }
    }

    /// Adds a document to a term; terms come in order, and the documents of each. `doc` and `frequency` are JSON that ends in what must
    /// stand before and after the frequency.
    pub fn add(&mut self, term: &str, (doc, frequency): (&str, &str)) {
        match self.n_docs {
            None => self.open(term),
            Some(_) => self.json.push(','),
        }
        self.json.push_str(doc);
        self.json.push_str(frequency);
        self.n_docs = Some(self.n_docs.unwrap_or_default() + 1);
    }

    /// Says that a term has no more documents.
    pub fn end_term(&mut self) {
        if let Some(n_docs) = self.n_docs.take() {
            self.json.push_str("},\"df\":");
            self.json.push_str(&n_docs.to_string());
        }
    }

    /// Closes all nodes; returns the trie and begins anew.
    pub fn take(&mut self) -> String {
        self.close(self.term.chars().count());
        self.json.push_str("}}");
        std::mem::replace(self, Self::new()).json
    }

    /// Opens the node of a term up to its documents, after closing those that it does not go on from.
    fn open(&mut self, term: &str) {
        let mut chars = term.chars();
        let mut known = self.term.chars();
        let mut next = chars.next();
        while next.is_some() && next == known.clone().next() {
            known.next();
            next = chars.next();
        }
        self.close(known.count());
        let mut above = None;
        for char in next.into_iter().chain(chars) {
            if above.replace(char).is_some() {
                self.json.push_str(NO_DOCS);
            }
            self.json.push(',');
            self.push_key(char);
        }
        self.json.push_str("{\"docs\":{");
        self.term.clear();
        self.term.push_str(term);
    }

    /// Adds the name of a node.
    fn push_key(&mut self, char: char) {
        if char.is_alphanumeric() {
            self.json.extend(['"', char, '"', ':']);
        } else {
            self.json.push_str(&serde_json::to_string(&char).expect("a character"));
            self.json.push(':');
        }
    }

    /// Closes some nodes.
    fn close(&mut self, n_nodes: usize) {
        self.json.extend(std::iter::repeat_n('}', n_nodes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_that_begin_alike_share_nodes() {
        let mut trie = Trie::new();
        for (term, docs) in [("a", &["1", "2"][..]), ("abc", &["1"]), ("abd", &["3"]), ("é", &["1"])] {
            docs.iter().for_each(|doc| trie.add(term, (&format!("\"{doc}\":"), "1.0")));
            trie.end_term();
        }
        let expected = concat!(
            r#"{"root":{"docs":{},"df":0,"a":{"docs":{"1":1.0,"2":1.0},"df":2,"b":{"docs":{},"df":0,"#,
            r#""c":{"docs":{"1":1.0},"df":1},"d":{"docs":{"3":1.0},"df":1}}},"é":{"docs":{"1":1.0},"df":1}}}"#
        );
        assert_eq!(trie.take(), expected);
        assert_eq!(trie.take(), r#"{"root":{"docs":{},"df":0}}"#, "it begins anew");
    }
}
