//! Tells at once that nothing of a list begins as a word does, so that most words are never looked up.

/// The first two bytes of every entry of a list, each seven bits of it as a bit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Starts {
    /// The first bytes.
    first: u128,
    /// The second bytes; all of them where an entry has one byte only.
    second: u128,
}

impl Starts {
    /// The beginnings of some entries.
    #[must_use]
    pub fn new<'a>(entries: impl Iterator<Item = &'a str>) -> Self {
        let mut starts = Self::default();
        for entry in entries {
            let mut bytes = entry.bytes();
            starts.first |= bytes.next().map_or(u128::MAX, bit);
            starts.second |= bytes.next().map_or(u128::MAX, bit);
        }
        starts
    }

    /// Whether an entry may begin as a word does; if not, none does.
    #[must_use]
    pub fn may_begin(&self, word: &str) -> bool {
        let mut bytes = word.bytes();
        let has = |bits: u128, byte: Option<u8>| byte.is_none_or(|byte| bits & bit(byte) != 0);
        has(self.first, bytes.next()) && has(self.second, bytes.next())
    }
}

/// The bit of a byte.
fn bit(byte: u8) -> u128 {
    1 << (byte & 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_list_is_never_denied() {
        let list = ["twee", "één", "€", "a"];
        let starts = Starts::new(list.into_iter());
        assert!(list.iter().all(|entry| starts.may_begin(entry)) && starts.may_begin("tweeduizend") && starts.may_begin("ab"));
        assert!(!starts.may_begin("kost") && !starts.may_begin("xa"));
        assert!(!Starts::default().may_begin("a") && Starts::default().may_begin(""));
    }
}
