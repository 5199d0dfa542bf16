//! Kinds of problems of texts that come back from a translator, and of who checked them.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "broken-xml",
        can_be_accepted: false,
        summary: "A translator's file cannot be read.",
        explanation: "`dossier translate import` reads XLIFF 1.2 with one letter in it, as `dossier translate export` wrote it and the \
                      translator's tool gave it back. A document type, other entities than XML's own and other inline elements are refused.",
    },
    Kind {
        id: "wrong-language",
        can_be_accepted: false,
        summary: "A translator's file is in another language than it must be.",
        explanation: "It goes from the language of the letter's original to another language of the dossier.",
    },
    Kind {
        id: "unknown-unit",
        can_be_accepted: false,
        summary: "A translator's file has a text that the letter does not have.",
        explanation: "Each unit has the id of a block that has words, or is `title` or `summary`, and stands there once.",
    },
    Kind {
        id: "source-changed",
        can_be_accepted: false,
        summary: "A translation was made from another text.",
        explanation: "The original changed after the letter was handed out, or the tool changed it. A translation of another text is not \
                      taken: nobody would see that it says something else.",
    },
    Kind {
        id: "lost-mark",
        can_be_accepted: false,
        summary: "A translation lacks a mark of its original.",
        explanation: "Footnote marks, links, emphasis and line breaks go to the translator as inline elements that stand for themselves. \
                      Each must come back once.",
    },
    Kind {
        id: "untranslated-unit",
        can_be_accepted: false,
        summary: "Something is not translated without which there is no edition.",
        explanation: "A new edition needs title and summary, and the headings above everything that is translated. Other blocks may be \
                      missing: the edition declares them in `gaps`.",
    },
    Kind {
        id: "unusable-translation",
        can_be_accepted: false,
        summary: "A translation cannot be written as Markdown.",
        explanation: "Once written into the edition, the text would be read otherwise than it stands in the translator's file: an emphasis \
                      inside a word, for one, or a row of a table that is missing.",
    },
    Kind {
        id: "unknown-edition",
        can_be_accepted: false,
        summary: "A review is of an edition that does not exist.",
        explanation: "A `[[reviews]]` record names the language of one of the letter's editions.",
    },
    Kind {
        id: "outdated-review",
        can_be_accepted: false,
        summary: "An edition changed after a person checked it.",
        explanation: "A `[[reviews]]` record holds for the text that the person saw, and has its checksum. The site would say of another \
                      text that this person has checked it.",
    },
    Kind {
        id: "single-reviewer",
        can_be_accepted: false,
        summary: "An edition is said to be validated, but only one person has read it.",
        explanation: "`proofread` is the work of one person, `validated` that of a second one, who is not the first.",
    },
];
