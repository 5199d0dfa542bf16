//! Whether the newer of two copies says that it is newer.

use super::{Changes, Version};

/// What is odd about the versions of two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Both are of one version, and they differ.
    Same,
    /// The newer one is of a lower version or an earlier day.
    Reversed,
}

impl Changes {
    /// What is odd about the versions; nothing where the newer is newer, or the same and nothing changed.
    #[must_use]
    pub fn odd_age(&self) -> Option<Age> {
        let (old, new) = (&self.old, &self.new);
        let is_lower = numbers(&old.version).zip(numbers(&new.version)).is_some_and(|(old, new)| new < old);
        if is_lower || is_earlier(old, new) {
            Some(Age::Reversed)
        } else {
            (self.has_changes && old.version == new.version).then_some(Age::Same)
        }
    }
}

/// Whether the newer copy was published on an earlier day; days are written so that they sort.
fn is_earlier(old: &Version, new: &Version) -> bool {
    !new.published.is_empty() && new.published < old.published
}

/// The numbers of a version such as `1.10.2`; nothing where it has other signs.
fn numbers(version: &str) -> Option<Vec<u64>> {
    version.split('.').map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers_where_they_look_like_it() {
        assert!(numbers("1.9.0") < numbers("1.10"));
        assert_eq!(numbers("1.0-beta"), None);
    }
}
