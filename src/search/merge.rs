//! Two lists in order as one.

use std::cmp::Ordering;

/// What stands in one of two lists, or in both under the same text.
pub type Pair<One, Other> = (Option<One>, Option<Other>);

/// Goes through two lists that are in order by a text of which each thing in a list has another.
pub fn merge<One, Other>(
    (one, text): (impl IntoIterator<Item = One>, impl Fn(&One) -> &str),
    (other, other_text): (impl IntoIterator<Item = Other>, impl Fn(&Other) -> &str),
) -> impl Iterator<Item = Pair<One, Other>> {
    let (mut one, mut other) = (one.into_iter().peekable(), other.into_iter().peekable());
    std::iter::from_fn(move || {
        let order = match (one.peek(), other.peek()) {
            (Some(one), Some(other)) => text(one).cmp(other_text(other)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return None,
        };
        Some((one.next_if(|_| order.is_le()), other.next_if(|_| order.is_ge())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_have_comes_at_once() {
        let (one, other) = (["a", "c", "d"], [("b", 1), ("c", 2), ("e", 3)]);
        let merged: Vec<_> = merge((one, |text: &&'static str| *text), (other, |(text, _): &(&'static str, _)| *text)).collect();
        let expected = [(Some("a"), None), (None, Some(("b", 1))), (Some("c"), Some(("c", 2))), (Some("d"), None), (None, Some(("e", 3)))];
        assert_eq!(merged, expected);
    }
}
