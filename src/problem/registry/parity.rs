//! Kinds of problems of what a translation says otherwise than its original.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "parity-number",
        can_be_accepted: true,
        summary: "A translation has another number, amount or percentage than its original.",
        explanation: "Numbers are compared by value, block for block, in figures or words and in each language's notation: `70.935.000` is `70,935,000`, `3,935 mln.` is `3.935 million`, `zes` is `six`. What stands in square brackets in a translation is an addition.",
        remedy: "Compare the two passages and mend the translation. Where both are right, accept the difference for that block and those words.",
    },
    Kind {
        id: "parity-date",
        can_be_accepted: true,
        summary: "A translation has another date, year or time than its original.",
        explanation: "Days, months, years, times and days of the week are compared block for block. A year that the original leaves to the reader can be added in square brackets.",
        remedy: "Compare the two passages and mend the translation; write an added year in square brackets. Where both are right, accept the difference for that block and those words.",
    },
    Kind {
        id: "parity-identifier",
        can_be_accepted: true,
        summary: "A translation has another code or official number than its original.",
        explanation: "Anyone who looks a document up needs its number exactly: `26643 1499` is `26 643, no. 1499`, and nothing else.",
        remedy: "Copy the number from the original. Where both are right, accept the difference for that block and those words.",
    },
    Kind {
        id: "parity-name",
        can_be_accepted: true,
        summary: "A translation names other people, organisations, documents or terms than its original.",
        explanation: "Names are those of `actors.toml` and `external.toml` in each language, and terms of `glossary.toml` that are the same in all languages.",
        remedy: "Name in the translation whom the original names. A spelling that no record knows is added to the `aliases` of its record. Where both are right, accept the difference.",
    },
    Kind {
        id: "parity-hedge",
        can_be_accepted: true,
        summary: "A translation is surer or less sure than its original.",
        explanation: "Words such as circa, ruim, maximaal, uiterlijk, in beginsel and naar verwachting change what is promised. They are compared by what they mean.",
        remedy: "Say it as surely as the original, no more and no less. Where the language says it with another construction, accept the difference for that block and those words.",
    },
    Kind {
        id: "parity-negation",
        can_be_accepted: true,
        summary: "A translation denies more or less than its original.",
        explanation: "Each `not` or `no` of one text needs a word in the other that can deny. Much counts as such a word, so this finds less than it could, and seldom errs.",
        remedy: "Compare the two passages: a lost ‘not’ turns a promise round. Where the translation denies it with a word that is not known as such, accept the difference.",
    },
    Kind {
        id: "parity-opening",
        can_be_accepted: true,
        summary: "A translation begins with another yes or no than its original.",
        explanation: "The first word of an answer is the answer.",
        remedy: "Begin the answer with the yes or no of the original. Where both are right, accept the difference for that block.",
    },
    Kind {
        id: "no-parity-data",
        can_be_accepted: true,
        summary: "A language is compared by its figures only.",
        explanation: "What belongs to a language is data. Without it, only the structure and the figures of its editions are compared.",
        remedy: "Add `[numbers]` and `[parity]` to the theme’s file of that language, after the example of a shipped one; or accept that only figures are compared.",
    },
];
