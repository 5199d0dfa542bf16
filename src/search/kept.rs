//! What was read of letters, kept for the next build: a letter whose texts are the same is not read again.

use std::borrow::Cow;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Letter;
use super::hash::QuickMap;
use super::index::FIELDS;
use super::postings::{Counts, Postings};
use super::terms::{Terms, Word};
use crate::digest::Digest;

/// The terms of the letters of a language, as they are kept.
#[derive(Debug, Default, Deserialize)]
pub struct Kept<'a> {
    /// The letters, in order.
    letters: Vec<KeptLetter>,
    /// The terms with where they stand, in order.
    #[serde(borrow)]
    pub terms: Vec<(&'a str, Bytes<'a>)>,
    /// The words with their stems, where these differ, and in which letters they stand, in order.
    #[serde(borrow)]
    pub words: Vec<(&'a str, Option<&'a str>, Bytes<'a>)>,
}

/// A letter whose terms are kept: what stands for its texts, and how many tokens the body of each section has.
#[derive(Debug, Deserialize)]
struct KeptLetter(Digest, Vec<usize>);

/// Terms on their way into that form, with what stands for the texts of each letter: each is written from where it is, as together they
/// are large.
struct Keeping<'a>(&'a Terms<'a>, &'a [Digest]);

impl Serialize for Keeping<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(terms, texts) = self;
        let mut kept = serializer.serialize_struct("Kept", 3)?;
        kept.serialize_field("letters", &Each(|| texts.iter().zip(&terms.lengths)))?;
        kept.serialize_field("terms", &Each(|| terms.terms.iter().map(|(term, postings)| (term, Bytes(&postings.0)))))?;
        let words = || terms.words.iter().map(|word| (&word.word, &word.stem, Bytes(&word.letters.0)));
        kept.serialize_field("words", &Each(words))?;
        kept.end()
    }
}

/// A list whose items are made one by one while they are written.
struct Each<Items>(Items);

impl<List: ExactSizeIterator<Item: Serialize>, Items: Fn() -> List> Serialize for Each<Items> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

/// Bytes that stand in what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bytes<'a>(pub &'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Bytes<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(Self)
    }
}

/// Where what is kept stands now.
#[derive(Debug, Default)]
pub struct Moves {
    /// The place of each letter that was kept in today's list; none where its texts are not there any more.
    letters: Vec<Option<u32>>,
    /// The number of each document.
    documents: Vec<Option<u32>>,
    /// Whether what is left is in the same order.
    in_order: bool,
    /// Which of the letters that were kept each of today's is; none for one that must be read.
    pub known: Vec<Option<usize>>,
}

/// How many bytes the numbers have that say how long the parts of a term or a word are, mostly.
const NUMBERS: usize = 5;

impl<'a> Kept<'a> {
    /// What the terms of a language are kept under.
    pub fn name(tag: &str) -> Digest {
        Digest::of(format!("the terms of the search in {tag}").as_bytes())
    }

    /// Opens what an earlier build kept; nothing if it cannot be read.
    pub fn open(bytes: &'a [u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }

    /// Returns terms as they are kept, with what stands for the texts of each letter.
    pub fn to_bytes(terms: &Terms<'_>, texts: &[Digest]) -> Vec<u8> {
        let of_term = |(term, postings): &(Cow<'_, str>, Postings<'_>)| term.len() + postings.0.len() + NUMBERS;
        let of_word = |word: &Word<'_>| word.word.len() + word.stem.as_ref().map_or(0, |stem| stem.len()) + word.letters.0.len() + NUMBERS;
        let of_letter = |lengths: &Vec<usize>| Digest::LENGTH + lengths.len() * NUMBERS;
        let of_terms: usize = terms.terms.iter().map(of_term).sum();
        let n_bytes = of_terms + terms.words.iter().map(of_word).sum::<usize>() + terms.lengths.iter().map(of_letter).sum::<usize>();
        // Memory takes all that is written, and lists of texts and bytes can be.
        postcard::to_extend(&Keeping(terms, texts), Vec::with_capacity(n_bytes)).unwrap_or_default()
    }

    /// How many tokens the body of each section of a letter has, by its place among those that were kept.
    pub fn lengths(&self, letter: usize) -> &[usize] {
        self.letters.get(letter).map(|KeptLetter(_, lengths)| lengths.as_slice()).unwrap_or_default()
    }

    /// Where what is kept stands in today's letters, given what stands for the texts of each.
    pub fn moves(&self, (letters, texts): (&[Letter<'_>], &[Digest])) -> Moves {
        let mut places: QuickMap<&Digest, usize> =
            self.letters.iter().enumerate().map(|(place, KeptLetter(texts, _))| (texts, place)).collect();
        // Of letters with the same texts one is known: the others are read.
        let mut known: Vec<Option<usize>> = texts.iter().map(|texts| places.remove(texts)).collect();
        known.resize(letters.len(), None);
        let mut starts = Vec::with_capacity(self.letters.len());
        let mut n_documents = 0;
        for KeptLetter(_, lengths) in &self.letters {
            starts.push(n_documents);
            n_documents += 1 + lengths.len();
        }
        let mut moves = Moves { letters: vec![None; self.letters.len()], documents: vec![None; n_documents], in_order: true, known };
        let mut start = 0;
        let mut last = None;
        for (number, (letter, known)) in letters.iter().zip(&moves.known).enumerate() {
            let n_own = 1 + letter.sections.len();
            if let Some(known) = *known {
                moves.in_order &= last < Some(known);
                last = Some(known);
                let from = starts.get(known).copied().unwrap_or_default();
                if let Some(place) = moves.letters.get_mut(known) {
                    *place = u32::try_from(number).ok();
                }
                moves.documents.iter_mut().skip(from).take(n_own).zip(start..).for_each(|(place, now)| *place = u32::try_from(now).ok());
            }
            start += n_own;
        }
        moves
    }
}

impl Moves {
    /// Where a term stands now: where it stood, and where it was counted since; none where it does not stand any more.
    pub fn term<'a>(&self, before: Option<Bytes<'a>>, added: Option<Counts>) -> Option<Postings<'a>> {
        let n_fields = u32::try_from(FIELDS.len()).unwrap_or(u32::MAX);
        let now = |place: u32| {
            let document = self.documents.get(usize::try_from(place / n_fields).ok()?).copied()??;
            Some(document * n_fields + place % n_fields)
        };
        self.moved((before, added), now)
    }

    /// In which letters a word stands now: in which it stood, and in which it was counted since; none where it stands in none any more.
    pub fn word<'a>(&self, before: Option<Bytes<'a>>, added: Option<Counts>) -> Option<Postings<'a>> {
        self.moved((before, added), |place| self.letters.get(usize::try_from(place).ok()?).copied()?)
    }

    /// The places of something: where it stood, each as it is `now`, and where it was counted since.
    fn moved<'a>(&self, (before, added): (Option<Bytes<'a>>, Option<Counts>), now: impl Fn(u32) -> Option<u32>) -> Option<Postings<'a>> {
        let added = added.map(Counts::into_postings);
        let Some(Bytes(before)) = before else { return added };
        let before = Postings(Cow::Borrowed(before));
        if added.is_none() && before.places().all(|(place, _)| now(place) == Some(place)) {
            return Some(before);
        }
        let mut places: Vec<(u32, u32)> = before.places().filter_map(|(place, count)| Some((now(place)?, count))).collect();
        let is_alone = added.is_none();
        places.extend(added.iter().flat_map(Postings::places));
        if !self.in_order || !is_alone {
            places.sort_unstable();
        }
        let mut counts = Counts::default();
        let is_somewhere = !places.is_empty();
        places.into_iter().for_each(|place| counts.add(place));
        is_somewhere.then(|| counts.into_postings())
    }
}
