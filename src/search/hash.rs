//! A quick hash for the words of the publisher's own texts: nobody chooses them to collide.

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
