//! Splits a long list over several pages, so that nothing grows without bound on one page.

use std::ops::Range;

use crate::model::slug;

/// The most bytes of list that one page holds: with what surrounds it, the page stays under 500 kB.
const MAX_BYTES: usize = 450_000;
/// The most bytes that a group's name has in a file name.
const MAX_NAME: usize = 40;

/// One page of a list that is split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What its file name gets before the ending: `-2025`.
    pub(super) suffix: String,
    /// Its name for the reader: `2025`, `B`, `2025 (2)`.
    pub(super) label: String,
    /// Its items.
    pub(super) items: Range<usize>,
}

/// The pages of a list whose items are given by group and by estimated bytes; none where one page holds them all.
pub(super) fn parts(items: &[(String, usize)]) -> Vec<Part> {
    if items.iter().map(|(_, bytes)| bytes).sum::<usize>() <= MAX_BYTES {
        return Vec::new();
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut bytes_so_far = 0;
    let mut n_in_group = 0;
    let mut open_group: Option<&str> = None;
    for (idx, (group, bytes)) in items.iter().enumerate() {
        let is_same = open_group == Some(group);
        bytes_so_far += bytes;
        match parts.last_mut() {
            Some(part) if is_same && bytes_so_far <= MAX_BYTES => part.items.end = idx + 1,
            _ => {
                n_in_group = if is_same { n_in_group + 1 } else { 1 };
                bytes_so_far = *bytes;
                open_group = Some(group);
                parts.push(part(group, n_in_group, idx));
            }
        }
    }
    parts
}

/// A page that begins with an item.
fn part(group: &str, number: usize, idx: usize) -> Part {
    let name = if group.is_ascii() || 1 < group.chars().count() { slug::of(group, MAX_NAME) } else { String::new() };
    // Made of the group alone: the address of a page must not hang on what stands before it.
    let name = if name.is_empty() { group.chars().take(8).map(|char| format!("u{:04x}", u32::from(char))).collect() } else { name };
    let (suffix, label) = match number {
        1 => (format!("-{name}"), group.to_owned()),
        _ => (format!("-{name}-{number}"), format!("{group} ({number})")),
    };
    Part { suffix, label, items: idx..idx + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(items: &[(&str, usize)], expected: &[(&str, Range<usize>)]) {
        let items: Vec<(String, usize)> = items.iter().map(|(group, bytes)| ((*group).to_owned(), *bytes)).collect();
        let found = parts(&items);
        let found: Vec<(&str, Range<usize>)> = found.iter().map(|part| (part.suffix.as_str(), part.items.clone())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_short_list_is_one_page() {
        check(&[("2025", 10), ("2026", 20)], &[]);
    }

    #[test]
    fn a_long_list_is_split_by_group_and_a_long_group_by_number() {
        check(
            &[("2025", 300_000), ("2025", 300_000), ("2026", 10), ("É", 10)],
            &[("-2025", 0..1), ("-2025-2", 1..2), ("-2026", 2..3), ("-u00c9", 3..4)],
        );
        check(&[("E", 300_000), ("Numéros et codes", 300_000)], &[("-e", 0..1), ("-numeros-et-codes", 1..2)]);
    }
}
