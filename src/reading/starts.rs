//! Tells at once that nothing of a list begins as a word does, so that most words are never looked up.

/// The first two bytes of every entry of a list, of each seven bits.
#[derive(Clone, Debug)]
pub struct Starts {
    /// For each first byte the second ones, each as a bit; all of them where an entry has one byte only.
    seconds: [u128; 128],
    /// Whether nothing can be told.
    is_any: bool,
}

impl Default for Starts {
    fn default() -> Self {
        Self { seconds: [0; 128], is_any: false }
    }
}

impl Starts {
    /// The beginnings of some entries.
    #[must_use]
    pub fn new<'a>(entries: impl Iterator<Item = &'a str>) -> Self {
        let mut starts = Self::default();
        for entry in entries {
            let mut bytes = entry.bytes();
            match bytes.next().and_then(|first| starts.seconds.get_mut(place(first))) {
                Some(seconds) => *seconds |= bytes.next().map_or(u128::MAX, |second| 1 << place(second)),
                None => starts.is_any = true,
            }
        }
        starts
    }

    /// The beginnings of the entries of several lists.
    #[must_use]
    pub fn of_all(lists: &[&Self]) -> Self {
        let mut starts = Self::default();
        for list in lists {
            starts.is_any |= list.is_any;
            starts.seconds.iter_mut().zip(list.seconds).for_each(|(all, seconds)| *all |= seconds);
        }
        starts
    }

    /// Whether an entry may begin as a word does; if not, none does.
    #[must_use]
    pub fn may_begin(&self, word: &str) -> bool {
        let mut bytes = word.bytes();
        let Some(seconds) = bytes.next().and_then(|first| self.seconds.get(place(first))) else { return true };
        self.is_any || bytes.next().map_or(*seconds != 0, |second| seconds & 1 << place(second) != 0)
    }
}

/// The place of a byte among those of seven bits.
fn place(byte: u8) -> usize {
    usize::from(byte & 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_list_is_never_denied() {
        let list = ["twee", "één", "€", "a"];
        let starts = Starts::new(list.into_iter());
        assert!(list.iter().all(|entry| starts.may_begin(entry)) && starts.may_begin("tweeduizend") && starts.may_begin("ab"));
        assert!(!starts.may_begin("kost") && !starts.may_begin("xa") && !starts.may_begin("te"));
        assert!(!Starts::default().may_begin("a") && Starts::default().may_begin(""));
    }

    #[test]
    fn lists_together_deny_what_none_of_them_has() {
        let starts = Starts::of_all(&[&Starts::new(["twee"].into_iter()), &Starts::new(["€", "a"].into_iter())]);
        assert!(["twee", "€", "ab"].iter().all(|word| starts.may_begin(word)) && !starts.may_begin("kost"));
        assert!(Starts::of_all(&[&starts, &Starts::new([""].into_iter())]).may_begin("kost"));
    }
}
