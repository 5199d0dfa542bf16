//! Quick maps and a quick sort of words: the texts are the publisher's own, nobody chooses their words to collide.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

/// A map whose hash is quick, and the same in every run.
pub type QuickMap<K, V> = HashMap<K, V, FixedState>;

/// A set with the same hash.
pub type QuickSet<T> = HashSet<T, FixedState>;

/// Sorts things by a text of which each has another; what is not decided by the first bytes is decided by the rest.
pub fn sort<T>(things: &mut Vec<T>, text: impl Fn(&T) -> &str) {
    let first_bytes =
        |text: &str| text.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |number: u64, byte| number << 8 | u64::from(byte));
    let mut with_bytes: Vec<(u64, T)> = things.drain(..).map(|thing| (first_bytes(text(&thing)), thing)).collect();
    with_bytes
        .sort_unstable_by(|(one, one_thing), (other, other_thing)| one.cmp(other).then_with(|| text(one_thing).cmp(text(other_thing))));
    things.extend(with_bytes.into_iter().map(|(_, thing)| thing));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_sorted_by_all_their_bytes() {
        let mut texts = vec!["één", "briefing", "briefingen", "", "briefings", "𠀀", "a", "briefing-s", "中"];
        let mut expected = texts.clone();
        expected.sort_unstable();
        sort(&mut texts, |text| text);
        assert_eq!(texts, expected);
    }
}
