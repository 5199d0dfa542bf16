//! The terms of a large dossier with where each stands, kept small: what elasticlunr holds as trees of strings is bytes here.

use super::hash::{QuickMap, sort};
use super::index::{FIELDS, is_short};
use super::pieces::{Piece, pieces};
use super::stems::Stems;
use super::{Letter, words};

/// The terms of all letters of a language. Documents are numbered in order: each letter, then its sections.
pub struct Terms<'a> {
    /// The language's stems.
    stems: Stems,
    /// The id of each term.
    ids: QuickMap<Box<str>, u32>,
    /// Where each term stands, by id.
    postings: Vec<Postings>,
    /// What was met before.
    memo: Memo<'a>,
    /// The documents, in order.
    documents: Vec<Document>,
    /// The ids of the terms of the last text.
    found: Vec<u32>,
}

/// The terms of pieces of text that were met before.
#[derive(Default)]
struct Memo<'a> {
    /// The term of each plain word that is short enough to be its own key.
    words: QuickMap<(u64, u64), u32>,
    /// Where in `ids` the terms of other pieces are, from and until.
    others: QuickMap<&'a str, (usize, usize)>,
    /// The ids of those terms.
    ids: Vec<u32>,
}

/// What elasticlunr calls a document.
#[derive(Debug)]
pub struct Document {
    /// The number of the letter.
    pub letter: usize,
    /// Its place in the letter: 0 for the letter's own, from 1 on those of its sections.
    pub place: usize,
    /// How many sections of the letter follow it; none after a section.
    pub n_sections: usize,
}

/// Where a term stands: for each field of a document that has it how far that is from the last one, and how often it stands there, as
/// numbers of seven bits a byte, lowest first, all but the last byte of each with the eighth bit set.
#[derive(Debug, Default)]
pub struct Postings {
    /// All distances and counts but the last count.
    bytes: Vec<u8>,
    /// The last place: the number of the document and the field in one.
    place: u32,
    /// How often it stands there; 0 only before the first place.
    count: u32,
}

/// From how many letters on two halves are read side by side.
const MANY: usize = 512;

/// The longest piece of text, in bytes, whose terms are remembered.
const MAX_MEMO: usize = 64;

impl<'a> Terms<'a> {
    /// Reads all letters; returns also how many tokens the body of each section has, by letter. Of many, two halves are read side by side.
    pub fn read(tag: &str, letters: &'a [Letter<'a>]) -> (Self, Vec<Vec<usize>>) {
        if letters.len() < MANY {
            return Self::read_part(tag, letters);
        }
        let (first, second) = letters.split_at(letters.len() / 2);
        let ((mut terms, mut lengths), (others, other_lengths)) =
            rayon::join(|| Self::read_part(tag, first), || Self::read_part(tag, second));
        terms.append(others);
        lengths.extend(other_lengths);
        (terms, lengths)
    }

    /// Reads letters one after another.
    fn read_part(tag: &str, letters: &'a [Letter<'a>]) -> (Self, Vec<Vec<usize>>) {
        let mut terms = Self {
            stems: Stems::new(tag),
            ids: QuickMap::default(),
            postings: Vec::new(),
            memo: Memo::default(),
            documents: Vec::new(),
            found: Vec::new(),
        };
        let mut lengths: Vec<Vec<usize>> = letters.iter().map(|letter| vec![0; letter.sections.len()]).collect();
        for (letter, lengths) in letters.iter().zip(&mut lengths) {
            terms.add_text(0, letter.title);
            terms.add_text(2, &letter.numbers);
            terms.documents.push(Document { letter: letter.number, place: 0, n_sections: letter.sections.len() });
            for (place, (section, length)) in (1..).zip(letter.sections.iter().zip(lengths)) {
                terms.add_text(1, &section.heading);
                *length = section.blocks.iter().map(|(_, text)| terms.add_text(3, text)).sum();
                terms.documents.push(Document { letter: letter.number, place, n_sections: 0 });
            }
        }
        // Only needed while reading.
        terms.memo = Memo::default();
        (terms, lengths)
    }

    /// Adds what was read of the letters that follow.
    fn append(&mut self, others: Self) {
        let base = u32::try_from(self.documents.len() * FIELDS.len()).unwrap_or(u32::MAX);
        let mut postings = others.postings;
        for (term, id) in others.ids {
            let added = usize::try_from(id).ok().and_then(|id| postings.get_mut(id)).map(std::mem::take).unwrap_or_default();
            let known = self.ids.get(&term).and_then(|id| self.postings.get_mut(usize::try_from(*id).ok()?));
            match known {
                Some(known) => known.append(&added, base),
                None => {
                    let mut new = Postings::default();
                    new.append(&added, base);
                    self.ids.insert(term, u32::try_from(self.postings.len()).unwrap_or(u32::MAX));
                    self.postings.push(new);
                }
            }
        }
        self.documents.extend(others.documents);
        self.stems.append(others.stems);
    }

    /// The documents, in order.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The terms with where they stand, in order.
    pub fn sorted(&self) -> Vec<(&str, &Postings)> {
        let postings = |id: u32| self.postings.get(usize::try_from(id).ok()?);
        let mut terms: Vec<(&str, &Postings)> = self.ids.iter().filter_map(|(term, id)| Some((&**term, postings(*id)?))).collect();
        sort(&mut terms, |(term, _)| term);
        terms
    }

    /// The stems of the words that have another.
    pub fn stems(&self) -> &Stems {
        &self.stems
    }

    /// Counts the terms of a text in a field of the next document; returns how many tokens it has.
    fn add_text(&mut self, field: usize, text: &'a str) -> usize {
        let place = u32::try_from(self.documents.len() * FIELDS.len() + field).unwrap_or(u32::MAX);
        // First all terms are looked up, then all counted: each alone waits less for memory than both in turn.
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        pieces(text).for_each(|piece| self.find(piece, &mut found));
        for id in &found {
            self.count(*id, place);
        }
        self.found = found;
        self.found.len()
    }

    /// Adds the ids of the terms of a piece of text.
    fn find(&mut self, piece: Piece<'a>, found: &mut Vec<u32>) {
        let (Piece::Word(key) | Piece::Other(key)) = piece;
        if let Piece::Word(word) = piece
            && let Some(key) = packed(word)
        {
            found.push(self.memo.words.get(&key).copied().unwrap_or_else(|| self.learn_word(key, word)));
            return;
        }
        let (from, until) = self.memo.others.get(key).copied().unwrap_or_else(|| self.learn(piece, key));
        found.extend_from_slice(self.memo.ids.get(from..until).unwrap_or_default());
        if MAX_MEMO < key.len() {
            self.memo.ids.truncate(from);
        }
    }

    /// Counts a term at a place.
    fn count(&mut self, id: u32, place: u32) {
        if let Some(postings) = usize::try_from(id).ok().and_then(|id| self.postings.get_mut(id)) {
            postings.count(place);
        }
    }

    /// Learns and remembers the term of a plain word.
    fn learn_word(&mut self, key: (u64, u64), word: &str) -> u32 {
        let term = self.stems.stem(&word.to_ascii_lowercase());
        let id = self.id(term);
        self.memo.words.insert(key, id);
        id
    }

    /// Learns the terms of a piece of text; remembers where they are, if it may come again.
    fn learn(&mut self, piece: Piece<'_>, key: &'a str) -> (usize, usize) {
        let from = self.memo.ids.len();
        let tokens = match piece {
            Piece::Word(word) => vec![word.to_ascii_lowercase()],
            Piece::Other(text) => words::tokens(text),
        };
        for token in tokens.iter().filter(|token| is_short(token)) {
            let term = self.stems.stem(token);
            let id = self.id(term);
            self.memo.ids.push(id);
        }
        let until = self.memo.ids.len();
        if key.len() <= MAX_MEMO {
            self.memo.others.insert(key, (from, until));
        }
        (from, until)
    }

    /// The id of a term.
    fn id(&mut self, term: String) -> u32 {
        if let Some(id) = self.ids.get(term.as_str()) {
            return *id;
        }
        let id = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        self.ids.insert(term.into_boxed_str(), id);
        self.postings.push(Postings::default());
        id
    }
}

/// Returns a plain word in lower case as two numbers; none where it is longer than they can hold.
fn packed(word: &str) -> Option<(u64, u64)> {
    if 16 < word.len() {
        return None;
    }
    let (first, second) = word.as_bytes().split_at_checked(8).unwrap_or((word.as_bytes(), &[]));
    let number = |bytes: &[u8]| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(byte | 0x20));
    Some((number(first), number(second)))
}

impl Postings {
    /// Counts the term at a place, which is the last one or comes after it.
    fn count(&mut self, place: u32) {
        if self.count == 0 || place != self.place {
            if self.count != 0 {
                push(&mut self.bytes, self.count);
            }
            push(&mut self.bytes, place - self.place);
            (self.place, self.count) = (place, 0);
        }
        self.count += 1;
    }

    /// Adds what was counted apart, from a place on that comes after the last one.
    fn append(&mut self, added: &Self, base: u32) {
        let mut bytes = added.bytes.iter();
        let Some(first) = pull(&mut bytes) else { return };
        if self.count != 0 {
            push(&mut self.bytes, self.count);
        }
        push(&mut self.bytes, base + first - self.place);
        self.bytes.extend_from_slice(bytes.as_slice());
        (self.place, self.count) = (base + added.place, added.count);
    }

    /// The places in order, each as the number of its document, its field and how often the term stands there.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let mut bytes = self.bytes.iter();
        let mut place = 0;
        std::iter::from_fn(move || {
            place += pull(&mut bytes)?;
            let count = pull(&mut bytes).unwrap_or(self.count);
            let (whole, count) = (usize::try_from(place).ok()?, usize::try_from(count).ok()?);
            Some((whole / FIELDS.len(), whole % FIELDS.len(), count))
        })
    }
}

/// Adds a number of seven bits a byte.
fn push(bytes: &mut Vec<u8>, number: u32) {
    let mut rest = number;
    while 0x7f < rest {
        bytes.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
        rest >>= 7;
    }
    bytes.push(u8::try_from(rest).unwrap_or_default());
}

/// Takes a number of seven bits a byte; none at the end.
fn pull(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
    let mut number = 0;
    for (byte, shift) in bytes.zip((0..).step_by(7)) {
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Section;

    #[test]
    fn places_come_out_as_they_went_in() {
        let mut postings = Postings::default();
        let places = [(0, 0, 1), (0, 3, 200), (1, 1, 2), (40, 3, 1), (1_000_000, 0, 70_000)];
        for (document, field, count) in places {
            (0..count).for_each(|_| postings.count(document * 4 + field));
        }
        let found: Vec<(u32, u32, u32)> = postings
            .places()
            .map(|(document, field, count)| [document, field, count].map(|number| u32::try_from(number).unwrap()).into())
            .collect();
        assert_eq!(found, places);
        assert_eq!(Postings::default().places().count(), 0);
    }

    #[test]
    fn halves_make_what_all_letters_make() {
        let text = |number: usize| {
            let word = ["brieven", "gigafabrieken", "EZK-brieven", "één", "onuitsprekelijkelangewoorden", "brief"][number % 6];
            format!("De {word} van {}, en {word} nog {number} keer.", number / 7)
        };
        let texts: Vec<String> = (0..MANY + 1).map(text).collect();
        let section = |text: &'static str| Section { anchor: String::new(), heading: "Vraag 3".into(), blocks: vec![("p1", text)] };
        let letter = |(number, text): (usize, String)| Letter {
            number,
            id: "brief",
            path: "x.html",
            title: "Brief",
            label: String::new(),
            numbers: format!("2026Z{number:05}"),
            sections: std::iter::repeat_n(&*text.leak(), number % 3).map(section).collect(),
        };
        let letters: Vec<Letter<'_>> = texts.into_iter().enumerate().map(letter).collect();
        let all = |(terms, lengths): (Terms<'_>, Vec<Vec<usize>>)| {
            let sorted: Vec<_> = terms.sorted().into_iter().map(|(term, postings)| (term, postings.places().collect::<Vec<_>>())).collect();
            format!("{sorted:?} {:?} {lengths:?} {:?}", terms.stems().differing(), terms.documents())
        };
        assert!(all(Terms::read("nl", &letters)) == all(Terms::read_part("nl", &letters)));
    }
}
