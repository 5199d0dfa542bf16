//! By how many threads the index is worked out.

use rayon::prelude::*;

/// By how many threads the index is worked out.
#[derive(Clone, Copy)]
pub(super) enum Threads {
    /// By all that are free.
    All,
    /// By one. While others wait for the index nothing else may be begun: it could be something that waits for it too.
    One,
}

impl Threads {
    /// Does two things.
    pub(super) fn join(self, one: impl FnOnce() + Send, other: impl FnOnce() + Send) {
        match self {
            Self::All => {
                rayon::join(one, other);
            }
            Self::One => {
                one();
                other();
            }
        }
    }

    /// Makes something of each item, in order.
    pub(super) fn map<Item: Send, Made: Send>(self, items: Vec<Item>, make: impl Fn(Item) -> Made + Send + Sync) -> Vec<Made> {
        match self {
            Self::All => items.into_par_iter().map(make).collect(),
            Self::One => items.into_iter().map(make).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_one_thread_or_all_it_comes_to_the_same() {
        for threads in [Threads::All, Threads::One] {
            let (mut one, mut other) = (0, 0);
            threads.join(|| one = 1, || other = 2);
            assert_eq!((one, other), (1, 2));
            assert_eq!(threads.map((0..100).collect(), |number| number * 2), (0..200).step_by(2).collect::<Vec<_>>());
        }
    }
}
