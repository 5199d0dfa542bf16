//! The numbers by which a translator's tool knows the marks of a text: the same in original and translation.

use crate::markdown::inline::{Mark, Piece};

/// The marks of a unit with their numbers.
pub(super) struct Numbers<'a> {
    /// The original's: 1, 2, 3.
    pub source: Vec<(usize, &'a Mark)>,
    /// The translation's as it is: the number of the original's mark that it stands for, or a number of its own.
    pub target: Vec<(usize, &'a Mark)>,
}

/// The marks of pieces, in order.
fn of(pieces: &[Piece]) -> Vec<&Mark> {
    let marks = pieces.iter().filter_map(|piece| match piece {
        Piece::Mark(mark) | Piece::Open(mark) => Some(mark),
        Piece::Text(_) | Piece::Close => None,
    });
    marks.collect()
}

/// Numbers the marks of an original and its translation.
pub(super) fn numbers<'a>(source: &'a [Piece], target: &'a [Piece]) -> Numbers<'a> {
    let source: Vec<(usize, &Mark)> = (1..).zip(of(source)).collect();
    let target = of(target);
    let mut found: Vec<Option<usize>> = vec![None; target.len()];
    let is_same: fn(&Mark, &Mark) -> bool = |one, other| one == other;
    // A mark written in the same way is the same; else the next one of its kind is.
    for rule in [is_same, |one, other| one.kind == other.kind] {
        for idx in 0..target.len() {
            let (None, Some(mark)) = (found.get(idx).copied().flatten(), target.get(idx)) else { continue };
            let free = source.iter().find(|(number, other)| rule(mark, other) && !found.contains(&Some(*number)));
            if let (Some((number, _)), Some(slot)) = (free, found.get_mut(idx)) {
                *slot = Some(*number);
            }
        }
    }
    let mut next = source.len();
    let mut number = |found: Option<usize>| {
        found.unwrap_or_else(|| {
            next += 1;
            next
        })
    };
    let target = found.into_iter().zip(target).map(|(found, mark)| (number(found), mark)).collect();
    Numbers { source, target }
}
