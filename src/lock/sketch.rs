//! A sketch of a block's words, by which a changed text is known again when nothing else of the former one is left.
//!
//! Each piece of a word, four signs long, has a hash, which puts it into a cell; a cell keeps the least. The share of the cells that two
//! texts have in common is about the share of the pieces that they have in common (one permutation hashing: Li, Owen, Zhang, 2012).

/// How many cells a sketch has.
const N_CELLS: usize = 48;

/// How many signs of a word a piece has, a blank before it and one after it among them.
const N_SIGNS: usize = 4;

/// How a cell is written that has no piece.
const EMPTY: u8 = b'.';

/// How the other cells are written, each with six bits of its hash.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A sketch of a text, as it is written in a lock file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch([u8; N_CELLS]);

impl Sketch {
    /// The sketch of a text: of its words, whatever stands between them, upper and lower case alike.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut least = [u64::MAX; N_CELLS];
        let mut take = |piece: u64| {
            let hash = mixed(piece);
            let cell = usize::try_from(hash >> 32).unwrap_or_default() % N_CELLS;
            if let Some(least) = least.get_mut(cell) {
                *least = hash.min(*least);
            }
        };
        for word in text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let signs = std::iter::once(' ').chain(word.chars().flat_map(char::to_lowercase)).chain([' ']);
            let (mut piece, mut n_signs) = (0, 0);
            for sign in signs {
                piece = piece << 16 | u64::from(u32::from(sign) & 0xffff);
                n_signs += 1;
                if N_SIGNS <= n_signs {
                    take(piece);
                }
            }
            if n_signs < N_SIGNS {
                take(piece);
            }
        }
        let digit = |hash: u64| usize::try_from(hash & 63).ok().and_then(|digit| DIGITS.get(digit).copied()).unwrap_or(EMPTY);
        Self(least.map(|hash| if hash == u64::MAX { EMPTY } else { digit(hash) }))
    }

    /// Takes a sketch as it is written; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let cells = <[u8; N_CELLS]>::try_from(text.as_bytes()).ok()?;
        cells.iter().all(|cell| matches!(cell, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | &EMPTY)).then_some(Self(cells))
    }

    /// The sketch as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How much two texts have in common: of all pieces of their words, how many of a thousand both have.
    #[must_use]
    pub fn in_common(&self, other: &Self) -> usize {
        let cells = || self.0.iter().zip(&other.0);
        let n_filled = cells().filter(|(own, others)| **own != EMPTY || **others != EMPTY).count();
        let n_common = cells().filter(|(own, others)| own == others && **own != EMPTY).count();
        (1000 * n_common).checked_div(n_filled).unwrap_or_default()
    }
}

/// A number of which each bit hangs on all bits of another (the end of SplitMix64: Steele, Lea, Flood, 2014).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_common(one: &str, other: &str) -> usize {
        Sketch::of(one).in_common(&Sketch::of(other))
    }

    #[test]
    fn a_sketch_is_read_as_it_is_written() {
        for text in ["", "—", "Kosten", "Het Rijk verleent subsidie aan de stichting.", "日本語の手紙"] {
            let sketch = Sketch::of(text);
            assert_eq!(Sketch::parse(sketch.as_str()), Some(sketch), "{text}");
        }
        let written = Sketch::of("Kosten");
        assert_eq!([&written.as_str()[1..], &written.as_str().replace('.', "~"), ""].map(Sketch::parse), [None; 3]);
    }

    #[test]
    fn a_sketch_never_changes() {
        assert_eq!(Sketch::of("Het Rijk verleent 12 miljoen.").as_str(), "bqT.EXh..i....pi..1..d..YCP....-.....p....2.y..o");
    }

    #[test]
    fn the_same_words_have_all_in_common_and_others_little() {
        assert_eq!(in_common("Alinea twee.", "ALINEA  twee!"), 1000);
        assert_eq!(in_common("", ""), 0, "nothing is known of texts without words");
        assert!(in_common("Het Rijk verleent subsidie aan de stichting.", "De motie over windmolens is verworpen.") < 150);
        // Signs of which each is a word of one piece.
        let long = |start: u32| (start..start + 400).filter_map(char::from_u32).map(|sign| format!("{sign} ")).collect::<String>();
        let (half, none) = (in_common(&long(0x4e00), &long(0x4e00 + 200)), in_common(&long(0x4e00), &long(0x4e00 + 400)));
        assert!((200..470).contains(&half) && none < 100, "a third of all pieces: {half}; none: {none}");
    }
}
