//! Where the value of a key stands in a record: for problems that are found long after the record was read.
//!
//! To search the record for the text of the value would find whatever has that text first. So the record is read once more, key by key,
//! no further than needed; what TOML it is does not matter beyond that, as it was read without a problem.

use std::ops::Range;
use std::sync::Arc;

use super::file::SourceFile;
use super::lang::Lang;
use super::letter::Passage;
use super::place::Place;

/// The place of the value of one of some keys of the record that begins at a place: of the first that holds some words, or else of the
/// first, which writes them otherwise. Where the record has none of the keys, the words in quotes; where they are not there, the record.
#[must_use]
pub fn value(record: &Place, keys: &[&str], words: &str) -> Place {
    let values = || keys.iter().filter_map(|key| find(record, &[key]));
    values().find(|value| holds(value, words)).or_else(|| values().next()).unwrap_or_else(|| record.find_quoted(words))
}

/// The place of words that the value of a key holds; of the value where it writes them otherwise, and of the record where it has no such key.
#[must_use]
pub fn within(record: &Place, key: &str, words: &str) -> Place {
    find(record, &[key]).map_or_else(|| record.find(words), |value| inside(&value, words))
}

/// The place of a key's value in the record that begins at a place; the record where it has no such key.
#[must_use]
pub fn of(record: &Place, key: &str) -> Place {
    find(record, &[key]).unwrap_or_else(|| record.clone())
}

/// The place of a key's value in the front matter of an edition or a text page; the file where it has no such key.
#[must_use]
pub fn in_front(file: &Arc<SourceFile>, key: &str) -> Place {
    let start = Place::start_of(file).find("+++");
    find(&start.at(start.span.end..start.span.end), &[key]).unwrap_or_else(|| Place::start_of(file))
}

/// The place of the words that a passage quotes in a language.
#[must_use]
pub fn quoted(passage: &Passage, lang: &Lang, words: &str) -> Place {
    let Some(quote) = &passage.quote.place else { return passage.place.find(words) };
    inside(&find(quote, &[lang.tag()]).unwrap_or_else(|| quote.clone()), words)
}

/// The place of words in a value; the value where it writes them otherwise.
fn inside(value: &Place, words: &str) -> Place {
    let found = value.find(words);
    if found.span.end <= value.span.end && !words.is_empty() { found } else { value.clone() }
}

/// Whether a value holds words as they are.
fn holds(value: &Place, words: &str) -> bool {
    value.file.text().part(value.span.clone()).is_some_and(|text| text.contains(words))
}

/// The place of the value of a path of keys in the record that begins at a place.
fn find(record: &Place, path: &[&str]) -> Option<Place> {
    let text = record.file.text();
    let rest = text.rest(record.span.start);
    let mut reader = Reader { text: &rest, at: 0 };
    let span = match reader.peek() {
        Some('{') => reader.find_in_braces(path),
        Some('[') if !record.span.is_empty() => {
            let (own, _) = reader.header()?;
            reader.find_in_table(&own, path)
        }
        _ => reader.find_in_table(&[], path),
    }?;
    Some(record.at(record.span.start + span.start..record.span.start + span.end))
}

/// Reads TOML from a place on.
struct Reader<'a> {
    /// The text.
    text: &'a str,
    /// How far it is read.
    at: usize,
}

impl<'a> Reader<'a> {
    /// What is not read yet.
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes a sign, if it comes next.
    fn pass(&mut self, sign: &str) -> bool {
        let is_next = self.rest().starts_with(sign);
        self.at += if is_next { sign.len() } else { 0 };
        is_next
    }

    /// Passes characters.
    fn pass_all(&mut self, is_passed: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|char| !is_passed(char)).unwrap_or(rest.len());
    }

    /// Passes white space, the ends of lines, commas and comments.
    fn pass_space(&mut self) {
        loop {
            self.pass_all(|char| char.is_whitespace() || char == ',');
            if self.peek() != Some('#') {
                return;
            }
            self.pass_all(|char| char != '\n');
        }
    }

    /// Reads the header of a table; its path, and whether it is one of a list.
    fn header(&mut self) -> Option<(Vec<&'a str>, bool)> {
        let is_of_list = self.pass("[[");
        if !is_of_list && !self.pass("[") {
            return None;
        }
        let path = self.key()?;
        self.pass(if is_of_list { "]]" } else { "]" }).then_some((path, is_of_list))
    }

    /// Reads a key, with its parts between dots.
    fn key(&mut self) -> Option<Vec<&'a str>> {
        let mut parts = Vec::new();
        loop {
            self.pass_all(|char| char == ' ' || char == '\t');
            let from = self.at;
            match self.peek()? {
                '"' | '\'' => {
                    let span = self.string()?;
                    parts.push(self.text.get(span.start + 1..span.end - 1)?);
                }
                _ => {
                    self.pass_all(|char| char.is_alphanumeric() || char == '-' || char == '_');
                    parts.push(self.text.get(from..self.at).filter(|part| !part.is_empty())?);
                }
            }
            self.pass_all(|char| char == ' ' || char == '\t');
            if !self.pass(".") {
                return Some(parts);
            }
        }
    }

    /// Reads a text in quotes; its bytes, quotes and all.
    fn string(&mut self) -> Option<Range<usize>> {
        let from = self.at;
        let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| self.rest().starts_with(*quote))?;
        self.at += quote.len();
        while !self.pass(quote) {
            let is_escape = quote.starts_with('"') && self.peek()? == '\\';
            for _ in 0..=usize::from(is_escape) {
                self.at += self.peek()?.len_utf8();
            }
        }
        // Up to two quotes more belong to a text of some lines.
        while quote.len() == 3 && self.pass(quote.get(..1)?) {}
        Some(from..self.at)
    }

    /// Reads a value; its bytes.
    fn value(&mut self) -> Option<Range<usize>> {
        let from = self.at;
        match self.peek()? {
            '"' | '\'' => return self.string(),
            '[' | '{' => self.pass_brackets()?,
            _ => self.pass_all(|char| !matches!(char, '\n' | ',' | ']' | '}' | '#')),
        }
        let length = self.text.get(from..self.at)?.trim_end().len();
        Some(from..from + length)
    }

    /// Passes what stands between brackets or braces, and these.
    fn pass_brackets(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            self.pass_space();
            let sign = self.peek()?;
            if matches!(sign, '"' | '\'') {
                self.string()?;
                continue;
            }
            self.at += sign.len_utf8();
            depth += usize::from(matches!(sign, '[' | '{'));
            depth = depth.checked_sub(usize::from(matches!(sign, ']' | '}')))?;
            if depth == 0 {
                return Some(());
            }
        }
    }

    /// Finds the value of a path in a table between braces.
    fn find_in_braces(&mut self, path: &[&str]) -> Option<Range<usize>> {
        self.pass("{");
        loop {
            self.pass_space();
            if self.peek()? == '}' {
                return None;
            }
            if let Some(found) = self.entry(&[], path)? {
                return Some(found);
            }
        }
    }

    /// Finds the value of a path in a table of its own lines, in those of the tables inside it too.
    fn find_in_table(&mut self, own: &[&str], path: &[&str]) -> Option<Range<usize>> {
        let (mut inner, mut is_of_record): (Vec<&str>, bool) = (Vec::new(), true);
        loop {
            self.pass_space();
            if self.peek()? == '[' {
                let (header, is_of_list) = self.header()?;
                inner = header.strip_prefix(own).filter(|inner| !inner.is_empty())?.to_vec();
                is_of_record = !is_of_list;
            } else if let Some(found) = self.entry(&inner, path)?.filter(|_| is_of_record) {
                return Some(found);
            }
        }
    }

    /// Reads a key and its value; the bytes of the value, or of what it holds, if that is what a path leads to. None at the end.
    fn entry(&mut self, inner: &[&str], path: &[&str]) -> Option<Option<Range<usize>>> {
        let key = [inner, &self.key()?].concat();
        if !self.pass("=") {
            return None;
        }
        self.pass_all(|char| char == ' ' || char == '\t');
        let span = self.value()?;
        if key == path {
            return Some(Some(span));
        }
        let Some(rest) = path.strip_prefix(key.as_slice()) else { return Some(None) };
        let mut reader = Reader { text: self.text.get(..span.end)?, at: span.start };
        Some(if reader.peek() == Some('{') { reader.find_in_braces(rest) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"title = "block"
[[rows]] # block = "p0"
id = "p2" # block = "p1"
note = """
block = "p3" \""""
list = [ "block", # ]
  { block = "p4" } ]
quote = { nl = "een", "en" = 'one' }
block = "p2"
words.nl = "twee"
[rows.inner]
deep = 4
[[rows.others]]
last = 5
[[rows]]
block = "p5"
last = 6
"#;

    /// The texts of keys of the first row, and of the second.
    fn values(keys: &[&str]) -> [Vec<String>; 2] {
        let file = Arc::new(SourceFile::new("x.toml".into(), TEXT.into()));
        let places: Vec<Place> = TEXT.match_indices("[[rows]]").map(|(at, header)| Place::new(&file, at..at + header.len())).collect();
        let text = |place: &Place| {
            let (line, _) = place.line_and_column();
            format!("{line}: {}", &TEXT[place.span.clone()])
        };
        let of_row = |row: &Place| {
            keys.iter().map(|key| find(row, &key.split('.').collect::<Vec<_>>()).map_or("none".to_owned(), |place| text(&place))).collect()
        };
        [of_row(&places[0]), of_row(&places[1])]
    }

    #[test]
    fn keys_are_found_and_not_what_looks_like_them() {
        let [first, second] = values(&["id", "block", "quote.en", "words.nl", "inner.deep", "others.last", "last", "title"]);
        assert_eq!(first, ["3: \"p2\"", "9: \"p2\"", "8: 'one'", "10: \"twee\"", "12: 4", "none", "none", "none"]);
        assert_eq!(second, ["none", "16: \"p5\"", "none", "none", "none", "none", "17: 6", "none"]);
    }

    #[test]
    fn tables_in_braces_and_whole_files_have_keys_too() {
        let text = "a = { block = 'p1', quote = 'q' }\nblock = 'p2'\n[rest]\nblock = 'p3'";
        let file = Arc::new(SourceFile::new("x.toml".into(), text.into()));
        let (root, inner) = (Place::start_of(&file), Place::start_of(&file).find("{ block = 'p1', quote = 'q' }"));
        let found = |place: &Place, path: &[&str]| find(place, path).map(|place| text[place.span].to_owned());
        assert_eq!(found(&inner, &["block"]).as_deref(), Some("'p1'"));
        assert_eq!(found(&root, &["block"]).as_deref(), Some("'p2'"));
        assert_eq!(found(&root, &["a", "quote"]).as_deref(), Some("'q'"));
        assert_eq!(found(&root, &["rest", "block"]).as_deref(), Some("'p3'"));
        assert_eq!(found(&root, &["none"]), None);
    }
}
