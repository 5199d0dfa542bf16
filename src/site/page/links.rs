//! The links of a page, kept small: of a large site all of them are held at once.

/// Addresses, as written; in one piece of memory, each with a character after it that no address can have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links(Box<str>);

/// What stands after each: HTML has no such character.
const END: char = '\0';

impl Links {
    /// Takes addresses.
    pub(super) fn new<Address: AsRef<str>>(addresses: &[Address]) -> Self {
        let mut text = String::with_capacity(addresses.iter().map(|address| 1 + address.as_ref().len()).sum());
        for address in addresses {
            text.extend(address.as_ref().chars().filter(|char| *char != END));
            text.push(END);
        }
        Self(text.into_boxed_str())
    }

    /// The addresses, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(END)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        for addresses in [&["a.html", "", "b.html#c"][..], &[""], &[]] {
            assert_eq!(Links::new(addresses).iter().collect::<Vec<_>>(), addresses);
        }
        assert_eq!(Links::new(&["a\0b", "c"]).iter().collect::<Vec<_>>(), ["ab", "c"]);
    }
}
