//! Where a term stands in all letters, in few bytes.

use std::borrow::Cow;

use super::index::FIELDS;
use super::sevens::{pull, push};

/// Where something stands: for each place how far that is from the last one, and how often it stands there, as numbers of seven bits a
/// byte. A term stands in fields of documents: the number of the document, times the fields that each has, and that of the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings<'a>(pub Cow<'a, [u8]>);

/// Where something stands, while it is counted.
#[derive(Debug, Default)]
pub struct Counts {
    /// All distances and counts but the last count.
    bytes: Vec<u8>,
    /// The last place.
    place: u32,
    /// How often it stands there; 0 only before the first place.
    count: u32,
}

impl Counts {
    /// Counts one at a place, which is the last one or comes after it.
    pub fn count(&mut self, place: u32) {
        if self.count == 0 || place != self.place {
            self.go_to(place);
        }
        self.count += 1;
    }

    /// Counts several at a place that comes after the last one.
    pub fn add(&mut self, (place, count): (u32, u32)) {
        self.go_to(place);
        self.count = count;
    }

    /// Goes to a place that comes after the last one.
    fn go_to(&mut self, place: u32) {
        if self.count != 0 {
            push(&mut self.bytes, self.count);
        }
        push(&mut self.bytes, place - self.place);
        (self.place, self.count) = (place, 0);
    }

    /// Adds what was counted apart, from a place on that comes after the last one.
    pub fn append(&mut self, added: &Self, base: u32) {
        let mut bytes = added.bytes.iter();
        let Some(first) = pull(&mut bytes) else { return };
        if self.count != 0 {
            push(&mut self.bytes, self.count);
        }
        push(&mut self.bytes, base + first - self.place);
        self.bytes.extend_from_slice(bytes.as_slice());
        (self.place, self.count) = (base + added.place, added.count);
    }

    /// What was counted.
    pub fn into_postings<'a>(mut self) -> Postings<'a> {
        if self.count != 0 {
            push(&mut self.bytes, self.count);
        }
        Postings(Cow::Owned(self.bytes))
    }
}

impl Postings<'_> {
    /// The places in order, each with how often it is counted there.
    pub fn places(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut bytes = self.0.iter();
        let mut place = 0;
        std::iter::from_fn(move || {
            place += pull(&mut bytes)?;
            Some((place, pull(&mut bytes)?))
        })
    }

    /// The fields of documents in order, each as the number of its document, its own and how often the term stands there.
    pub fn fields(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.places().filter_map(|(place, count)| {
            let (place, count) = (usize::try_from(place).ok()?, usize::try_from(count).ok()?);
            Some((place / FIELDS.len(), place % FIELDS.len(), count))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_out_as_they_went_in() {
        let places = [(0, 0, 1), (0, 3, 200), (1, 1, 2), (40, 3, 1), (1_000_000, 0, 70_000)];
        let (mut one_by_one, mut at_once) = (Counts::default(), Counts::default());
        for (document, field, count) in places {
            (0..count).for_each(|_| one_by_one.count(document * 4 + field));
            at_once.add((document * 4 + field, count));
        }
        let postings = one_by_one.into_postings();
        let found: Vec<(u32, u32, u32)> = postings
            .fields()
            .map(|(document, field, count)| [document, field, count].map(|number| u32::try_from(number).unwrap()).into())
            .collect();
        assert_eq!(found, places);
        assert_eq!(at_once.into_postings(), postings);
        assert_eq!(Counts::default().into_postings().places().count(), 0);
    }
}
