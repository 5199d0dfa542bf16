//! The terms of a large dossier with where each stands, kept small: what elasticlunr holds as trees of strings is bytes here.

use std::borrow::Cow;

use super::Letter;
use super::hash::QuickSet;
use super::kept::{Kept, Moves};
use super::merge::merge;
use super::postings::Postings;
use super::reader::Read;
use super::stems::Stemmed;
use crate::digest::Digest;

/// The terms of all letters of a language. Documents are numbered in order: each letter, then its sections.
pub struct Terms<'a> {
    /// The documents, in order.
    pub documents: Vec<Document>,
    /// How many tokens the body of each section has, by letter.
    pub lengths: Vec<Vec<usize>>,
    /// The terms with where they stand, in order.
    pub terms: Vec<(Cow<'a, str>, Postings<'a>)>,
    /// The words whose stems the terms end in, in order.
    pub words: Vec<Word<'a>>,
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

/// A word of letters alone.
pub struct Word<'a> {
    /// The word.
    pub word: Cow<'a, str>,
    /// Its stem where that differs.
    pub stem: Option<Cow<'a, str>>,
    /// In which letters it stands, by their places in the language's list, and how often.
    pub letters: Postings<'a>,
}

/// From how many letters on that must be read two halves are read side by side.
const MANY: usize = 512;

impl<'a> Terms<'a> {
    /// Reads all letters, but for those that an earlier build kept; they are known by what stands for the texts of each.
    pub fn read(tag: &str, letters: &[Letter<'_>], (kept, texts): (&Kept<'a>, &[Digest])) -> Self {
        let moves = kept.moves((letters, texts));
        let n_new = moves.known.iter().filter(|known| known.is_none()).count();
        let (first, second) = letters.split_at(if n_new < MANY { letters.len() } else { letters.len() / 2 });
        let (first_known, second_known) = moves.known.split_at_checked(first.len()).unwrap_or_default();
        let (read, others) = rayon::join(|| Read::of(tag, first, first_known), || Read::of(tag, second, second_known));
        Self::of(read.with(others), (kept, &moves))
    }

    /// The terms of what was read and of what was kept.
    fn of(read: Read, (kept, moves): (&Kept<'a>, &Moves)) -> Self {
        let (n_terms, n_words) = (kept.terms.len() + read.terms.len(), kept.words.len() + read.words.len());
        let terms = merge((&kept.terms, |(term, _)| term), (read.terms, |(term, _)| term)).filter_map(|(kept, new)| {
            let ((known, places), (term, counts)) = (kept.copied().unzip(), new.unzip());
            let term = known.map(Cow::Borrowed).or(term.map(|term| term.into_string().into()))?;
            Some((term, moves.term(places, counts)?))
        });
        let words = merge((&kept.words, |(word, ..)| word), (read.words, |((word, _), _)| word)).filter_map(|(kept, new)| {
            let (known, (word, counts)) = (kept.copied(), new.unzip());
            let letters = moves.word(known.map(|(.., places)| places), counts)?;
            let known = known.map(|(word, stem, _)| (word.into(), stem.map(Cow::Borrowed)));
            let new = word.map(|(word, stem)| (word.into_string().into(), stem.map(|stem| stem.into_string().into())));
            known.or(new).map(|(word, stem)| Word { word, stem, letters })
        });
        let (terms, words) = (collected(terms, n_terms), collected(words, n_words));
        let lengths = read.lengths.into_iter().zip(&moves.known);
        let lengths = lengths.map(|(lengths, known)| known.map_or(lengths, |known| kept.lengths(known).to_vec())).collect();
        Self { documents: read.documents, lengths, terms, words }
    }

    /// The words that have another stem, in order.
    pub fn differing(&self) -> Vec<Stemmed<'_>> {
        let known: QuickSet<&str> = self.words.iter().map(|word| &*word.word).collect();
        let with_stems = self.words.iter().filter_map(|Word { word, stem, .. }| Some((&**word, stem.as_deref()?)));
        with_stems.map(|(word, stem)| Stemmed { word, stem, is_word: known.contains(stem) }).collect()
    }
}

/// A list of some things, at most so many: it does not grow while it is made, as it is large.
fn collected<Thing>(things: impl Iterator<Item = Thing>, most: usize) -> Vec<Thing> {
    let mut list = Vec::with_capacity(most);
    list.extend(things);
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Heading, Section};

    /// Letters with texts of their own, and texts that several have; one is named `x` where it differs.
    fn letters(x: &'static str, numbers: impl Iterator<Item = usize>) -> Vec<Letter<'static>> {
        let text = |number: usize| {
            let word = ["brieven", "gigafabrieken", "EZK-brieven", "één", "onuitsprekelijkelangewoorden", "brief"][number % 6];
            let odd = if number == 40 { x } else { "" };
            format!("De {word} van {}, en {word} nog {number} keer{odd}.", number / 7)
        };
        let section = |text: &'static str| Section {
            anchor: String::new(),
            heading: Heading::Made("Vraag 3".into()),
            blocks: vec![("p1", text.into()), ("p2", "En?".into())],
        };
        let letter = |(place, number): (usize, usize)| Letter {
            number: place,
            id: "brief",
            path: "x.html",
            title: "Brief",
            label: String::new(),
            numbers: format!("2026Z{number:05}"),
            sections: std::iter::repeat_n(&*text(number).leak(), number % 3).map(section).collect(),
        };
        numbers.enumerate().map(letter).collect()
    }

    /// Something that stands for the texts of each letter.
    fn texts(letters: &[Letter<'_>]) -> Vec<Digest> {
        let text = |letter: &Letter<'_>| format!("{} {:?}", letter.numbers, letter.sections);
        letters.iter().map(|letter| Digest::of(text(letter).as_bytes())).collect()
    }

    /// All terms, read with what was kept.
    fn all(letters: &[Letter<'_>], (kept, texts): (&Kept<'_>, &[Digest])) -> String {
        let terms = Terms::read("nl", letters, (kept, texts));
        let places: Vec<_> = terms.terms.iter().map(|(term, postings)| (term, postings.fields().collect::<Vec<_>>())).collect();
        format!("{places:?} {:?} {:?} {:?}", terms.differing(), terms.lengths, terms.documents)
    }

    #[test]
    fn halves_make_what_all_letters_make() {
        let letters = letters("", 0..=MANY);
        let none = vec![None; letters.len()];
        let kept = Kept::default();
        let moves = kept.moves((&letters, &[]));
        let whole = Terms::of(Read::of("nl", &letters, &none), (&kept, &moves));
        let halves = Terms::read("nl", &letters, (&kept, &[]));
        assert!(Kept::to_bytes(&whole, &texts(&letters)) == Kept::to_bytes(&halves, &texts(&letters)));
    }

    #[test]
    fn what_was_kept_is_as_if_it_were_read_again() {
        let first = letters(" gigafabriekjes", 0..=MANY);
        let mut kept = Kept::to_bytes(&Terms::read("nl", &first, (&Kept::default(), &[])), &texts(&first));
        let ways: [Vec<Letter<'_>>; 6] = [
            letters(" gigafabriekjes", 0..=MANY),
            letters(" fabriekjes van een brievenbus", 0..=MANY),
            letters("", (0..=MANY + 20).rev()),
            letters("", (0..MANY).filter(|number| number % 10 != 0).chain([7, 7])),
            letters("", MANY + 100..MANY + 110),
            letters("", 0..0),
        ];
        for (way, (letters, n_known)) in ways.iter().zip([MANY + 1, MANY, MANY, 460, 0, 0]).enumerate() {
            let (before, texts) = (Kept::open(&kept), texts(letters));
            assert_eq!(before.moves((letters, &texts)).known.iter().flatten().count(), n_known, "{way}");
            assert!(all(letters, (&before, &texts)) == all(letters, (&Kept::default(), &[])), "{way}");
            let next = Kept::to_bytes(&Terms::read("nl", letters, (&before, &texts)), &texts);
            assert!(next == Kept::to_bytes(&Terms::read("nl", letters, (&Kept::default(), &[])), &texts), "{way}");
            kept = next;
        }
    }
}
