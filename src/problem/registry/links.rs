//! Kinds of problems of names, references and what they point to.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "ambiguous-alias",
        can_be_accepted: false,
        summary: "Two records want to be found by the same words.",
        explanation: "Actors, documents and terms are found in the letters by their words. Words that mean two of them cannot be linked to either.",
        remedy: "Keep the words in one of the two records, or write more words: the whole name instead of a part.",
    },
    Kind {
        id: "unused-alias",
        can_be_accepted: true,
        summary: "No letter has the words by which a record wants to be found.",
        explanation: "A misspelt name finds nothing, and the page of the record would miss a passage.",
        remedy: "Mend the words so that they stand in a letter as written, or take them out.",
    },
    Kind {
        id: "unknown-actor",
        can_be_accepted: false,
        summary: "An actor is named that does not exist.",
        explanation: "A record names an actor that `actors.toml` does not have.",
        remedy: "Write the id of a record of `actors.toml`, or add a record for this person or organisation.",
    },
    Kind {
        id: "unlocked-page",
        can_be_accepted: true,
        summary: "The address of a page of your own is not recorded.",
        explanation: "A published address is never lost: `content/pages.lock` has every address that a page ever had, and where its `slug` was changed the former address leads to it. What is not recorded would be forgotten.",
        remedy: "Run `dossier lock`, and keep `content/pages.lock` in version control with the texts. If the slug was changed by mistake, put the former one back. For a page that is not yet to be published, the warning can be accepted.",
    },
    Kind {
        id: "shared-number",
        can_be_accepted: true,
        summary: "Two documents have the same official number.",
        explanation: "A text that names a number is linked to the document that has it. Where two letters have it, or two documents outside the dossier, only the first can be meant, and no text leads to the other. That is told of kinds of numbers with `written`.",
        remedy: "Mend the number. If both documents have it, as questions and their answers may, accept it, and record the references to the second with `[[references]]`.",
    },
];
