//! Kinds of problems of the proof that source and corrections give the edition.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "unproven-edition",
        can_be_accepted: false,
        summary: "A source has no text to which its edition could be held.",
        explanation: "Every build proves that the source, with its corrections, is the edition. Where a scan has no text, the reader must be told why nothing was compared.",
        remedy: "Take the text out of the file with a program, keep it as `source.txt`, and name the program in `extracted-with`. If there is no text to take out, say why in `not-compared`.",
    },
    Kind {
        id: "edition-differs",
        can_be_accepted: false,
        summary: "The edition differs from its source, and no correction says so.",
        explanation: "Source and corrections together must give the edition, character for character. A difference that nobody recorded is a lost word or an invented one.",
        remedy: "Look at the source: either the edition is wrong and must be mended, or the difference is meant and needs a record. `dossier corrections LETTER` proposes the records.",
    },
    Kind {
        id: "reading-not-found",
        can_be_accepted: false,
        summary: "What a correction says of the source is not so.",
        explanation: "A record quotes the source. Its words must stand in the lines that it names, once, and no other record may correct them too.",
        remedy: "Copy the words from `source.txt` and give their lines; enough words that they stand there once. If two records are of the same place, join them.",
    },
    Kind {
        id: "record-elsewhere",
        can_be_accepted: false,
        summary: "What a correction says of the edition is not so at its place.",
        explanation: "A record names the block and the words of the edition that its place of the source became. The reader finds the note there.",
        remedy: "Write the block that the message names, and words of it that hold the correction, in each language.",
    },
    Kind {
        id: "rule-count-differs",
        can_be_accepted: false,
        summary: "A rule applies in another number of places than it says.",
        explanation: "A rule stands for many corrections that somebody looked at; it says how many. Another number means that the source, the rule or a record has changed.",
        remedy: "Look at the lines that the hint lists. If each is right, write the new `count`; one that is not is an `[[rules.except]]`, or means that the edition must be mended.",
    },
    Kind {
        id: "unused-exception",
        can_be_accepted: false,
        summary: "An exception of a rule is at no place where the rule applies.",
        explanation: "An exception keeps a rule from one place. Where the rule does not apply anyway, the exception says what is not so.",
        remedy: "Take the exception out, or mend its `lines` and `source` so that they name a place where the rule applies.",
    },
    Kind {
        id: "bad-pattern",
        can_be_accepted: false,
        summary: "A rule's pattern is no regular expression.",
        explanation: "A rule finds its places by a regular expression in the syntax of the Rust crate `regex`.",
        remedy: "Mend the pattern at the place that the message gives. Between single quotes a backslash is written once: `find = '\\bAl\\b'`.",
    },
];
