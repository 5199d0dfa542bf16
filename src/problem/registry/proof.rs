//! Kinds of problems of the proof that source and corrections give the edition.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "unproven-edition",
        can_be_accepted: false,
        summary: "A source has no text to which its edition could be held.",
        explanation: "Every build proves that the source, with its corrections, is the edition. Where a scan has no text, the reader must be told why nothing was compared.",
    },
    Kind {
        id: "edition-differs",
        can_be_accepted: false,
        summary: "The edition differs from its source, and no correction says so.",
        explanation: "Source and corrections together must give the edition, sign for sign. A difference that nobody recorded is a lost word or an invented one.",
    },
    Kind {
        id: "reading-not-found",
        can_be_accepted: false,
        summary: "What a correction says of the source is not so.",
        explanation: "A record quotes the source. Its words must stand in the lines that it names, once, and no other record may correct them too.",
    },
    Kind {
        id: "record-elsewhere",
        can_be_accepted: false,
        summary: "What a correction says of the edition is not so at its place.",
        explanation: "A record names the block and the words of the edition that its place of the source became. The reader finds the note there.",
    },
    Kind {
        id: "rule-count-differs",
        can_be_accepted: false,
        summary: "A rule applies in another number of places than it says.",
        explanation: "A rule stands for many corrections that somebody looked at; it says how many. Another number means that the source, the rule or a record has changed.",
    },
    Kind {
        id: "unused-exception",
        can_be_accepted: false,
        summary: "An exception of a rule is at no place where the rule applies.",
        explanation: "An exception keeps a rule from one place. Where the rule does not apply anyway, the exception says what is not so.",
    },
    Kind {
        id: "bad-pattern",
        can_be_accepted: false,
        summary: "A rule's pattern is no regular expression.",
        explanation: "A rule finds its places by a regular expression in the syntax of the Rust crate `regex`.",
    },
];
