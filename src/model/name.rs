//! Names of persons as other programs take them apart: family name and given names.

mod parts;

use parts::Words;

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// The name of a person.
    Parts {
        /// The family name with its particles.
        family: String,
        /// The given names or initials.
        given: String,
        /// What tells a person from others of the name: `jr.`, `III`; often nothing.
        suffix: Option<&'a str>,
    },
    /// The name of an organisation, or one that cannot be taken apart without guessing.
    Whole(&'a str),
}

impl<'a> Name<'a> {
    /// Takes a name apart: its last word is the family name, with the particles before it. Titles are left out.
    /// One that shows anything else stays whole: a whole name is never wrong.
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        Words::of(name).and_then(Words::into_parts).unwrap_or(Self::Whole(name))
    }

    /// The name as lists of authors have it: `van Marum, E.`, `Jansen, Piet, jr.`.
    #[must_use]
    pub fn inverted(&self) -> String {
        match self {
            Self::Parts { family, given, suffix } => [family.as_str(), given].into_iter().chain(*suffix).collect::<Vec<_>>().join(", "),
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
            ("Bart De Wever", "De Wever, Bart"),
            ("Frank Van den Broucke", "Van den Broucke, Frank"),
            ("Jan VAN DER BERG", "VAN DER BERG, Jan"),
            ("Gerard 't Hooft", "'t Hooft, Gerard"),
            ("Gerard ’t Hooft", "’t Hooft, Gerard"),
            ("Sophie in ’t Veld", "in ’t Veld, Sophie"),
            ("Victor D’Hondt", "D’Hondt, Victor"),
            ("Charles d'Artagnan", "d'Artagnan, Charles"),
            ("Willem 's-Gravesande", "'s-Gravesande, Willem"),
            ("J. v.d. Berg", "v.d. Berg, J."),
            ("Sybrand van Haersma Buma", "van Haersma Buma, Sybrand"),
            ("J.G. de Hoop Scheffer", "de Hoop Scheffer, J.G."),
            ("Anna van der Berg-de Vries", "van der Berg-de Vries, Anna"),
            ("Piet Jansen jr.", "Jansen, Piet, jr."),
            ("Martin Luther King, Jr.", "King, Martin Luther, Jr."),
            ("Bart De Wever III", "De Wever, Bart, III"),
            ("Jan Jansen MSc", "Jansen, Jan"),
            ("J. Jansen sr. LLM MA", "Jansen, J., sr."),
            ("Anna de Wit Ph.D.", "de Wit, Anna"),
            ("dr. A.B. de Vries", "de Vries, A.B."),
            ("Mr. drs. Piet Jansen", "Jansen, Piet"),
            ("prof.dr.ir. Jan van Dijk", "van Dijk, Jan"),
            ("Jean DUPONT", "DUPONT, Jean"),
            ("Seán Ó Briain", "Ó Briain, Seán"),
            ("JET MA", "MA, JET"),
            ("Ing Yoe Tan", "Tan, Ing Yoe"),
        ] {
            assert_eq!(Name::of(name).inverted(), expected, "{name}");
            assert_ne!(Name::of(name), Name::Whole(name));
        }
    }

    #[test]
    fn names_stay_whole_where_there_is_doubt() {
        for name in [
            "Research and Co",
            "Berg, J.",
            "SURF",
            "van Marum",
            "Van Dijk",
            "De Croo",
            "Van Dijk (SP)",
            "Anna van Dijk (SP)",
            "Van Dijk jr.",
            "mr. Jansen",
            "dr. De Vries",
            "De Vries MA",
            "Jan Jansen, MSc",
            "Wopke Hoekstra e.a.",
            "Wopke Hoekstra et al.",
            "Wopke Hoekstra c.s.",
            "Jansen J.P.",
            "Jansen P",
            "Jan Jansen SP",
            "Jansen en De Vries",
            "Jan Jansen / Piet de Vries",
            "Jan Jansen & Zoon",
            "Afdeling 3",
            "José Ortega y Gasset",
            "María del Carmen García",
            "Wouter De Geest Peeters",
            "minister Jansen",
            "bell hooks",
            "毛 泽东",
            "",
            " ",
            ",",
            ", jr.",
        ] {
            assert_eq!(Name::of(name), Name::Whole(name));
        }
    }
}
