//! Reads the letters of a large dossier into terms; what was met before is known at a glance.

use super::hash::{QuickMap, sort};
use super::index::{FIELDS, is_short};
use super::merge::{Pair, merge};
use super::pieces::{Piece, pieces};
use super::postings::Counts;
use super::stems::Stems;
use super::terms::Document;
use super::{Letter, words};

/// What was read.
#[derive(Default)]
pub struct Read {
    /// The documents of all letters, in order.
    pub documents: Vec<Document>,
    /// How many tokens the body of each section has, by letter.
    pub lengths: Vec<Vec<usize>>,
    /// The terms with where they stand, in order.
    pub terms: Counted<Box<str>>,
    /// The words of letters alone, with their stems where these differ, and in which letters they stand, in order.
    pub words: Counted<Stemming>,
}

/// Keys, in order, with where each stands.
type Counted<Key> = Vec<(Key, Counts)>;

/// A word with its stem where that differs.
pub type Stemming = (Box<str>, Option<Box<str>>);

/// The longest piece of text, in bytes, whose terms are remembered.
const MAX_MEMO: usize = 64;

impl Read {
    /// Reads letters one after another; of those whose terms are known only the documents.
    pub fn of(tag: &str, letters: &[Letter<'_>], known: &[Option<usize>]) -> Self {
        let mut reader = Reader::new(tag);
        for (letter, known) in letters.iter().zip(known) {
            reader.read(letter, known.is_some());
        }
        reader.finish()
    }

    /// What was read, with what was read of the letters that follow.
    #[must_use]
    pub fn with(mut self, others: Self) -> Self {
        let (n_fields, n_letters) = (number(self.documents.len() * FIELDS.len()), number(self.lengths.len()));
        self.terms = joined((self.terms, others.terms), |term| term, n_fields);
        self.words = joined((self.words, others.words), |(word, _)| word, n_letters);
        self.documents.extend(others.documents);
        self.lengths.extend(others.lengths);
        self
    }
}

/// Two lists as one, what the second has counted from a place on that comes after all of the first.
fn joined<Key>((one, other): (Counted<Key>, Counted<Key>), text: impl Fn(&Key) -> &str, base: u32) -> Counted<Key> {
    let both = merge((one, |(key, _)| text(key)), (other, |(key, _)| text(key)));
    let join = |(one, other): Pair<(Key, Counts), (Key, Counts)>| {
        let ((key, counts), (other_key, added)) = (one.unzip(), other.unzip());
        let mut counts = counts.unwrap_or_default();
        added.iter().for_each(|added| counts.append(added, base));
        Some((key.or(other_key)?, counts))
    };
    both.filter_map(join).collect()
}

/// A number as it is counted with; no dossier has more.
fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Reads letters.
struct Reader {
    /// The language's stems.
    stems: Stems,
    /// The id of each term.
    ids: QuickMap<Box<str>, u32>,
    /// Where each term stands, by its id.
    terms: Vec<Counts>,
    /// In which letters each word stands, by the number that its stem has.
    words: Vec<Counts>,
    /// The documents, in order.
    documents: Vec<Document>,
    /// How many tokens the body of each section has, by letter.
    lengths: Vec<Vec<usize>>,
    /// What was met before.
    memo: Memo,
    /// The tokens of the last text, by their numbers in the memo.
    found: Vec<u32>,
}

/// The tokens of pieces of text that were met before.
#[derive(Default)]
struct Memo {
    /// The token of each plain word that is short enough to be its own key.
    words: QuickMap<(u64, u64), u32>,
    /// Where in `numbers` the tokens of other pieces are, from and until.
    others: QuickMap<Box<str>, (usize, usize)>,
    /// The numbers of those tokens.
    numbers: Vec<u32>,
    /// The tokens, by their numbers, each as the id of its term and the number of its word, if it has one.
    tokens: Vec<(u32, Option<u32>)>,
}

impl Reader {
    /// One that has read nothing.
    fn new(tag: &str) -> Self {
        Self {
            stems: Stems::new(tag),
            ids: QuickMap::default(),
            terms: Vec::new(),
            words: Vec::new(),
            documents: Vec::new(),
            lengths: Vec::new(),
            memo: Memo::default(),
            found: Vec::new(),
        }
    }

    /// Reads a letter, or only its documents.
    fn read(&mut self, letter: &Letter<'_>, is_known: bool) {
        let (n_sections, mut lengths) = (letter.sections.len(), Vec::new());
        if !is_known {
            self.read_text(0, letter.title);
            self.read_text(2, &letter.numbers);
        }
        self.documents.push(Document { letter: letter.number, place: 0, n_sections });
        for (place, section) in (1..).zip(&letter.sections) {
            if !is_known {
                self.read_text(1, &section.heading.read());
                lengths.push(section.blocks.iter().map(|(_, text)| self.read_text(3, &text.read())).sum());
            }
            self.documents.push(Document { letter: letter.number, place, n_sections: 0 });
        }
        self.lengths.push(lengths);
    }

    /// Counts the terms of a text in a field of the next document; returns how many tokens it has.
    fn read_text(&mut self, field: usize, text: &str) -> usize {
        // First all tokens are looked up, then all counted: each alone waits less for memory than both in turn.
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        pieces(text).for_each(|piece| self.find(piece, &mut found));
        let (place, letter) = (number(self.documents.len() * FIELDS.len() + field), number(self.lengths.len()));
        for token in &found {
            self.count(*token, (place, letter));
        }
        self.found = found;
        self.found.len()
    }

    /// Adds the tokens of a piece of text.
    fn find(&mut self, piece: Piece<'_>, found: &mut Vec<u32>) {
        let (Piece::Word(key) | Piece::Other(key)) = piece;
        if let Piece::Word(word) = piece
            && let Some(key) = packed(word)
        {
            found.push(self.memo.words.get(&key).copied().unwrap_or_else(|| self.learn_word(key, word)));
            return;
        }
        let (from, until) = self.memo.others.get(key).copied().unwrap_or_else(|| self.learn(piece, key));
        found.extend_from_slice(self.memo.numbers.get(from..until).unwrap_or_default());
        if MAX_MEMO < key.len() {
            self.memo.numbers.truncate(from);
        }
    }

    /// Counts a token at a place and in a letter.
    fn count(&mut self, token: u32, (place, letter): (u32, u32)) {
        let token = usize::try_from(token).ok().and_then(|token| self.memo.tokens.get(token));
        let Some((term, word)) = token.copied() else { return };
        let of = |counts: &'_ mut Vec<Counts>, id: u32, place| {
            if let Some(counts) = usize::try_from(id).ok().and_then(|id| counts.get_mut(id)) {
                counts.count(place);
            }
        };
        of(&mut self.terms, term, place);
        word.into_iter().for_each(|word| of(&mut self.words, word, letter));
    }

    /// Learns and remembers the token of a plain word.
    fn learn_word(&mut self, key: (u64, u64), word: &str) -> u32 {
        let token = self.token(&word.to_ascii_lowercase());
        self.memo.words.insert(key, token);
        token
    }

    /// Learns the tokens of a piece of text; remembers where they are, if it may come again.
    fn learn(&mut self, piece: Piece<'_>, key: &str) -> (usize, usize) {
        let from = self.memo.numbers.len();
        let tokens = match piece {
            Piece::Word(word) => vec![word.to_ascii_lowercase()],
            Piece::Other(text) => words::tokens(text),
        };
        for token in tokens.iter().filter(|token| is_short(token)) {
            let token = self.token(token);
            self.memo.numbers.push(token);
        }
        let until = self.memo.numbers.len();
        if key.len() <= MAX_MEMO {
            self.memo.others.insert(key.into(), (from, until));
        }
        (from, until)
    }

    /// Learns a token; returns its number.
    fn token(&mut self, token: &str) -> u32 {
        let term = self.stems.stem(token);
        let (term, word) = (self.id(&term), self.stems.number(token));
        let n_words = word.map_or(0, |word| usize::try_from(word).unwrap_or_default() + 1);
        self.words.resize_with(self.words.len().max(n_words), Counts::default);
        self.memo.tokens.push((term, word));
        number(self.memo.tokens.len() - 1)
    }

    /// The id of a term.
    fn id(&mut self, term: &str) -> u32 {
        if let Some(id) = self.ids.get(term) {
            return *id;
        }
        let id = number(self.terms.len());
        self.ids.insert(term.into(), id);
        self.terms.push(Counts::default());
        id
    }

    /// What was read, in order.
    fn finish(mut self) -> Read {
        let mut counts = |id: u32| usize::try_from(id).ok().and_then(|id| self.terms.get_mut(id)).map(std::mem::take).unwrap_or_default();
        let mut terms: Counted<Box<str>> = self.ids.into_iter().map(|(term, id)| (term, counts(id))).collect();
        sort(&mut terms, |(term, _)| term);
        let mut words: Counted<Stemming> = self.stems.into_words().into_iter().zip(self.words).collect();
        sort(&mut words, |((word, _), _)| word);
        Read { documents: self.documents, lengths: self.lengths, terms, words }
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
