//! The ids of a page, kept small: of a large site all of them are held at once.

use std::hash::BuildHasher;

use foldhash::quality::FixedState;

/// Ids, each as a number of 64 bits, in order. That another id has the same number, so that a link to it would be taken for whole, happens
/// once in some 10^17 links to an anchor that is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchors(Box<[u64]>);

impl Anchors {
    /// Takes ids; those that occur more than once come back, in order.
    pub(super) fn new<'a, Id: AsRef<str> + 'a>(ids: &'a [Id]) -> (Self, Vec<&'a str>) {
        let mut numbered: Vec<(u64, &str)> = ids.iter().map(|id| (number(id.as_ref()), id.as_ref())).collect();
        numbered.sort_unstable();
        let pairs = numbered.iter().zip(numbered.iter().skip(1));
        let mut repeated: Vec<&str> = pairs.filter(|(one, other)| one == other).map(|((_, id), _)| *id).collect();
        repeated.sort_unstable();
        (Self(numbered.iter().map(|(number, _)| *number).collect()), repeated)
    }

    /// Whether an id is among them.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.binary_search(&number(id)).is_ok()
    }

    /// Whether all of them are among others.
    #[must_use]
    pub fn is_subset(&self, others: &Self) -> bool {
        self.0.iter().all(|number| others.0.binary_search(number).is_ok())
    }
}

/// The number of an id: the same in every run.
fn number(id: &str) -> u64 {
    FixedState::default().hash_one(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_and_those_that_repeat_are_told() {
        let (anchors, repeated) = Anchors::new(&["b", "a", "c", "b", "a", "b"]);
        assert_eq!(repeated, ["a", "b", "b"]);
        assert!(["a", "b", "c"].iter().all(|id| anchors.contains(id)) && !anchors.contains("d") && !anchors.contains(""));
        let (fewer, more) = (Anchors::new(&["a", "c"]).0, Anchors::new(&["a", "b", "c", "d"]).0);
        assert!(fewer.is_subset(&anchors) && anchors.is_subset(&more) && !more.is_subset(&anchors));
        assert!(Anchors::default().is_subset(&fewer) && !fewer.is_subset(&Anchors::default()));
    }
}
