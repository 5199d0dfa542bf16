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
        remedy: "Hand the letter out anew with `dossier translate export`. If the translator’s tool changed the form of the file, have it save as XLIFF 1.2.",
    },
    Kind {
        id: "wrong-language",
        can_be_accepted: false,
        summary: "A translator's file is in another language than it must be.",
        explanation: "It goes from the language of the letter's original to another language of the dossier.",
        remedy: "Have the translator set the file’s languages as they were, or hand the letter out anew for the language that is meant.",
    },
    Kind {
        id: "unknown-unit",
        can_be_accepted: false,
        summary: "A translator's file has a text that the letter does not have.",
        explanation: "Each unit has the id of a block that has words, or is `title` or `summary`, and stands there once.",
        remedy: "Hand the letter out anew with `dossier translate export`; the translator’s memory fills in what was done.",
    },
    Kind {
        id: "source-changed",
        can_be_accepted: false,
        summary: "A translation was made from another text.",
        explanation: "The original changed after the letter was handed out, or the tool changed it. A translation of another text is not \
                      taken: nobody would see that it says something else.",
        remedy: "Hand the letter out anew; the translator’s memory fills in what is the same, and what changed is left to do.",
    },
    Kind {
        id: "target-changed",
        can_be_accepted: false,
        summary: "A translation was changed by its translator and in the edition.",
        explanation: "After the letter was handed out, somebody changed this text in the edition's file, and the translator changed it \
                      too. What the one wrote would take the place of what the other wrote, and nobody would see it.",
        remedy: "Decide which text it is to be. Write it in the edition’s file and as the `target` in the translator’s file, and import again.",
    },
    Kind {
        id: "lost-mark",
        can_be_accepted: false,
        summary: "A translation lacks a mark of its original.",
        explanation: "Footnote marks, links, emphasis and line breaks go to the translator as inline elements that stand for themselves. \
                      Each must come back once.",
        remedy: "Put the mark back in the translator’s tool, once and where it belongs in the sentence, and export the file again.",
    },
    Kind {
        id: "untranslated-unit",
        can_be_accepted: false,
        summary: "Something is not translated without which there is no edition.",
        explanation: "A new edition needs title and summary, and the headings above everything that is translated. Other blocks may be \
                      missing: the edition declares them in `gaps`.",
        remedy: "Translate the title, the summary and the headings above what is translated, and import again.",
    },
    Kind {
        id: "unusable-translation",
        can_be_accepted: false,
        summary: "A translation cannot be written as Markdown.",
        explanation: "Once written into the edition, the text would be read otherwise than it stands in the translator's file: an emphasis \
                      inside a word, for one, or a row of a table that is missing.",
        remedy: "Change the text in the translator’s tool, for instance so that an emphasis covers whole words; or write this block in the edition’s file by hand.",
    },
    Kind {
        id: "unknown-edition",
        can_be_accepted: false,
        summary: "A review is of an edition that does not exist.",
        explanation: "A `[[reviews]]` record names the language of one of the letter's editions.",
        remedy: "Mend `lang`, or add the edition that the record is of.",
    },
    Kind {
        id: "outdated-review",
        can_be_accepted: false,
        summary: "An edition changed after a person checked it.",
        explanation: "A `[[reviews]]` record holds for the text that the person saw, and has its checksum. The site would say of another \
                      text that this person has checked it.",
        remedy: "Show the person what changed. Once they have seen the text as it is now, write the new checksum and date; otherwise take the record out.",
    },
    Kind {
        id: "single-reviewer",
        can_be_accepted: false,
        summary: "An edition is said to be validated, but only one person has read it.",
        explanation: "`proofread` is the work of one person, `validated` that of a second one, who is not the first.",
        remedy: "Let a second person read the edition and record both: `proofread` by the one, `validated` by the other. Until then the state is `proofread`.",
    },
];
