//! PDFs that cannot be set, since the fonts lack signs of their texts.

use std::collections::BTreeSet;
use std::fmt;

/// How many PDFs and how many signs are named.
const MOST: usize = 12;

/// PDFs that cannot be set.
#[derive(Debug, Default)]
pub(super) struct Unset {
    /// Their paths, which name the letters.
    pub(super) paths: Vec<String>,
    /// The signs that the fonts lack.
    signs: BTreeSet<char>,
}

impl Unset {
    /// Adds a PDF, and which signs of it the fonts lack.
    pub(super) fn add(&mut self, path: &str, signs: BTreeSet<char>) {
        self.paths.push(path.to_owned());
        self.signs.extend(signs);
    }
}

impl fmt::Display for Unset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paths = named(self.paths.iter().map(|path| format!("`{path}`")));
        let signs = named(self.signs.iter().map(|sign| format!("{sign} (U+{:04X})", u32::from(*sign))));
        write!(formatter, "no {paths}: the fonts for PDF have no sign for {signs}; the other forms of copies need no fonts")
    }
}

/// The first of some names, and how many more there are.
fn named(names: impl ExactSizeIterator<Item = String>) -> String {
    let n_more = names.len().saturating_sub(MOST);
    let shown: Vec<String> = names.take(MOST).collect();
    if n_more == 0 { shown.join(", ") } else { format!("{} and {n_more} more", shown.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_set_is_named() {
        let mut unset = Unset::default();
        unset.add("pdf/zh/xin.pdf", BTreeSet::from(['信', '一']));
        assert_eq!(
            unset.to_string(),
            "no `pdf/zh/xin.pdf`: the fonts for PDF have no sign for 一 (U+4E00), 信 (U+4FE1); the other forms of copies need no fonts"
        );
        (1..14).for_each(|number| unset.add(&format!("{number}"), BTreeSet::new()));
        assert!(unset.to_string().contains("`11` and 2 more: the fonts"), "{unset}");
    }
}
