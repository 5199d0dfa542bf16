//! Quick maps and a quick sort of words: the texts are the publisher's own, nobody chooses their words to collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map with this hash.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// A set with this hash.
pub type QuickSet<T> = HashSet<T, BuildHasherDefault<Quick>>;

/// The hash: each eight bytes are mixed in by a multiplication.
#[derive(Default)]
pub struct Quick(u64);

/// An odd number without pattern: the digits of the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            self.write_u64(chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(byte.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    }

    fn finish(&self) -> u64 {
        // A product's low bits know nothing of the high ones.
        (self.0 ^ self.0 >> 32).wrapping_mul(FACTOR) ^ self.0 >> 29
    }
}

/// Sorts things by a text of which each has another; what is not decided by the first bytes is decided by the rest.
pub fn sort<'a, T: Copy>(things: &mut Vec<T>, text: impl Fn(&T) -> &'a str) {
    let first_bytes =
        |text: &str| text.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |number: u64, byte| number << 8 | u64::from(byte));
    let mut with_bytes: Vec<(u64, T)> = things.iter().map(|thing| (first_bytes(text(thing)), *thing)).collect();
    with_bytes
        .sort_unstable_by(|(one, one_thing), (other, other_thing)| one.cmp(other).then_with(|| text(one_thing).cmp(text(other_thing))));
    *things = with_bytes.into_iter().map(|(_, thing)| thing).collect();
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
