//! Where something stands in a file: what every problem points at.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::file::SourceFile;

/// A range of bytes in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// Bytes from the start of the file; both ends lie on character boundaries.
    pub span: Range<usize>,
}

impl Hash for Place {
    /// Where something stands says nothing of what it is.
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Place {
    /// The first byte of a file: for problems of the file as a whole.
    #[must_use]
    pub fn start_of(file: &Arc<SourceFile>) -> Self {
        Self { file: Arc::clone(file), span: 0..0 }
    }

    /// A place in a file that may not exist or not be text: only its path is known.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        Self { file: Arc::new(SourceFile::new(path.to_owned(), String::new())), span: 0..0 }
    }

    /// A place in the same file; the span is cut to what the file has.
    #[must_use]
    pub fn at(&self, span: Range<usize>) -> Self {
        Self::new(&self.file, span)
    }

    /// A place from a file and a span; the span is widened to character boundaries and cut to what the file has.
    #[must_use]
    pub fn new(file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        let text = file.text();
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end.max(span.start));
        Self { file: Arc::clone(file), span: start..end }
    }

    /// The first occurrence of some words from here on in the file; this place if there is none.
    #[must_use]
    pub fn find(&self, words: &str) -> Self {
        let rest = self.file.text().rest(self.span.start);
        match rest.find(words).filter(|_| !words.is_empty()) {
            Some(at) => self.at(self.span.start + at..self.span.start + at + words.len()),
            None => self.clone(),
        }
    }

    /// The first occurrence of a text in quotes, from here on in the file; this place if there is none.
    #[must_use]
    pub fn find_quoted(&self, text: &str) -> Self {
        self.find(&format!("\"{text}\""))
    }

    /// Where bytes of a text stand that this place holds with marks in between; this place where the marks part them.
    #[must_use]
    pub fn find_span(&self, text: &str, span: &Range<usize>) -> Self {
        let words = text.get(span.clone()).unwrap_or_default();
        let n_before = text.get(..span.start).map_or(0, |before| before.matches(words).count());
        let source = self.file.text().part(self.span.clone()).unwrap_or_default();
        let found = source.match_indices(words).nth(n_before).filter(|_| !words.is_empty());
        found.map_or_else(|| self.clone(), |(at, _)| self.at(self.span.start + at..self.span.start + at + words.len()))
    }

    /// Line and column of the first character, both from 1; a column is a character.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        let before = self.file.text().part(0..self.span.start).unwrap_or_default();
        let line_number = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
        (line_number, column)
    }
}

/// Counts lines and columns from one place on to the next: thousands of places may stand in one long line.
#[derive(Debug, Default)]
pub struct Counter {
    /// Where it stands, with the line and the column there, from 0.
    last: Option<(Place, usize, usize)>,
}

impl Counter {
    /// Line and column of a place, as the place says them; quickly where it does not stand before the one that was asked for last.
    pub fn line_and_column(&mut self, place: &Place) -> (usize, usize) {
        let is_behind = |last: &Place| Arc::ptr_eq(&last.file, &place.file) && last.span.start <= place.span.start;
        let (from, line, column) = match &self.last {
            Some((last, line, column)) if is_behind(last) => (last.span.start, *line, *column),
            _ => (0, 0, 0),
        };
        let between = place.file.text().part(from..place.span.start).unwrap_or_default();
        let n_lines = between.bytes().filter(|byte| *byte == b'\n').count();
        let n_after = between.rsplit('\n').next().unwrap_or_default().chars().count();
        let (line, column) = (line + n_lines, if n_lines == 0 { column + n_after } else { n_after });
        self.last = Some((place.clone(), line, column));
        (line + 1, column + 1)
    }
}

/// The first character of a text that no page can show, with its byte: a control character other than tab and the ends of lines,
/// a code that is no character, or one that turns the order of others around, so that 19 is read as 91 (UAX 9, overrides).
#[must_use]
pub fn find_control(text: &str) -> Option<(usize, char)> {
    // Nearly no text has a byte that begins one; many bytes are looked at at once, so that this costs next to nothing.
    let may_have = text.as_bytes().chunks(64).any(|bytes| bytes.iter().fold(false, |found, byte| found | may_be_control(*byte)));
    let may_have = may_have || OVERRIDES.iter().any(|char| text.contains(*char));
    may_have.then(|| text.char_indices().find(|(_, char)| is_control(*char))).flatten()
}

/// Characters that turn the order of those that follow, whatever these are.
const OVERRIDES: [char; 2] = ['\u{202d}', '\u{202e}'];

/// Whether a byte may begin a character for which HTML has no place.
fn may_be_control(byte: u8) -> bool {
    byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r' || byte == 0x7f || byte == 0xc2 || 0xef <= byte
}

/// Whether a page has no place for a character.
fn is_control(char: char) -> bool {
    let is_no_character = matches!(char, '\u{fdd0}'..='\u{fdef}') || u32::from(char) & 0xfffe == 0xfffe;
    char.is_control() && !matches!(char, '\t' | '\n' | '\r') || is_no_character || OVERRIDES.contains(&char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let file = Arc::new(SourceFile::new("x".into(), "één\ntwéé drie".into()));
        let at = file.text().find("drie").unwrap();
        assert_eq!(Place::new(&file, at..at + 4).line_and_column(), (2, 6));
        assert_eq!(Place::start_of(&file).line_and_column(), (1, 1));
    }

    #[test]
    fn places_are_counted_on_from_each_other() {
        let text = "één\ntwéé drie\n\nvier";
        let [file, other] = [text, "x\ny"].map(|text| Arc::new(SourceFile::new("x".into(), text.into())));
        let mut counter = Counter::default();
        let all = [0, 2, 2, 5, 8, 12, 6, 17, 18, 22].map(|at| Place::new(&file, at..at));
        for place in all.iter().chain([&Place::new(&other, 2..3)]).chain(&all) {
            assert_eq!(counter.line_and_column(place), place.line_and_column(), "{:?}", place.span);
        }
    }

    #[test]
    fn words_are_found_from_a_place_on() {
        let file = Arc::new(SourceFile::new("x".into(), "a b a".into()));
        let place = Place::new(&file, 2..3);
        assert_eq!((place.find("a").span, place.find("c").span), (4..5, 2..3));
    }

    #[test]
    fn characters_that_no_page_can_show() {
        let found = ["a\tb\r\né\u{2028}\u{feff}", "a\0", "é\u{85}", "\u{fffe}", "\u{1f}", "€ \u{202e}19"]
            .map(|text| find_control(text).map(|(at, _)| at));
        assert_eq!(found, [None, Some(1), Some(2), Some(0), Some(0), Some(4)]);
        assert_eq!(find_control(&format!("{}\0", "é".repeat(40))), Some((80, '\0')));
        // None begins with a byte that is passed over.
        for char in (0..=0x10_ffff).filter_map(char::from_u32) {
            assert_eq!(find_control(char.encode_utf8(&mut [0; 4])).is_some(), is_control(char), "{char:?}");
        }
    }

    #[test]
    fn a_span_past_the_end_is_cut() {
        let file = Arc::new(SourceFile::new("x".into(), "é".into()));
        assert_eq!(Place::new(&file, 1..99).span, 0..2);
    }
}
