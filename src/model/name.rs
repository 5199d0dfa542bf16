//! Names of persons as other programs take them apart: family name and given names.

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// The name of a person.
    Parts {
        /// The family name with its particles.
        family: String,
        /// The given names or initials.
        given: String,
    },
    /// A name that cannot be taken apart without guessing.
    Whole(&'a str),
}

impl<'a> Name<'a> {
    /// Takes a name apart: its last word is the family name, with the particles in lower case before it.
    /// One word, or one with a comma or an `and` in it, stays whole.
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_list = name.contains(',') || words.iter().any(|word| word.eq_ignore_ascii_case("and"));
        let is_particle = |word: &&str| word.chars().all(char::is_lowercase);
        let family_start = words.iter().position(is_particle).unwrap_or(words.len().saturating_sub(1));
        let (given, family) = words.split_at_checked(family_start).unwrap_or_default();
        if is_list || given.is_empty() {
            return Self::Whole(name);
        }
        Self::Parts { family: family.join(" "), given: given.join(" ") }
    }

    /// The name as lists of authors have it: `van Marum, E.`.
    #[must_use]
    pub fn inverted(&self) -> String {
        match self {
            Self::Parts { family, given } => format!("{family}, {given}"),
            Self::Whole(name) => (*name).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_where_that_is_no_guess() {
        for (name, expected) in [
            ("W.J.M. Aerdt", "Aerdt, W.J.M."),
            ("E. van Marum", "van Marum, E."),
            ("Jan van der Berg", "van der Berg, Jan"),
            ("Research and Co", "Research and Co"),
            ("Berg, J.", "Berg, J."),
            ("SURF", "SURF"),
            ("van Marum", "van Marum"),
            ("", ""),
        ] {
            assert_eq!(Name::of(name).inverted(), expected, "{name}");
        }
    }
}
