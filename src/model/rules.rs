//! The rules that the tool brings: what extraction does to every text. Each is a regular expression over the source; see `Rule::find`.

use super::correction::CorrectionClass;

/// A rule that the tool brings.
#[derive(Clone, Copy, Debug)]
pub struct KnownRule {
    /// Its name.
    pub name: &'static str,
    /// Its class.
    pub class: CorrectionClass,
    /// Its pattern.
    pub find: &'static str,
    /// What comes instead.
    pub replace: &'static str,
}

/// The rules, in the order in which a publisher tries them: a place belongs to the first that claims it.
pub const RULES: &[KnownRule] = &[
    KnownRule {
        name: "bullets", class: CorrectionClass::ListMark, find: r"(?:\S|\A)(\s*\n\s*[•·▪‣◦●○■□-][^\S\n]+)\S", replace: "\n\n"
    },
    KnownRule { name: "hard-breaks", class: CorrectionClass::Typography, find: r"\S([^\S\n]+)\n[^\S\n]*\S", replace: "" },
    KnownRule { name: "join-hyphens", class: CorrectionClass::LineBreak, find: r"\pL-([^\S\n]*\n\s*)\pL", replace: "" },
    KnownRule { name: "join-lines", class: CorrectionClass::LineBreak, find: r"\S([^\S\n]*\n[^\S\n]*)\S", replace: " " },
    KnownRule {
        name: "join-spaced-lines",
        class: CorrectionClass::LineBreak,
        find: r"\S([^\S\n]*\n(?:[^\S\n]*\n)?[^\S\n]*)\S",
        replace: " ",
    },
    KnownRule { name: "paragraphs", class: CorrectionClass::LineBreak, find: r"\S([^\S\n]*\n\s*\n\s*)\S", replace: "\n\n" },
    KnownRule { name: "spaces", class: CorrectionClass::Typography, find: r"\S([^\S\n]{2,})\S", replace: " " },
];

/// Finds a rule by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static KnownRule> {
    RULES.iter().find(|rule| rule.name == name)
}
