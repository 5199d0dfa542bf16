//! Kinds of problems of files that are imported, and of what an import leaves to be looked at.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "unusable-source",
        can_be_accepted: false,
        summary: "A file cannot be imported.",
        explanation: "`dossier import` reads texts, PDFs with text in them, Word documents (`.docx`) and web pages.",
        remedy: "The message says what the file is, or what it lacks. Have the text of a scan recognised first, by `ocrmypdf` for one. Save a web page whose words a script writes from a browser that shows them; import the pages that a page of frames shows. Save a file that is broken, locked or of another kind anew, \
                 by the program that made it.",
    },
    Kind {
        id: "unclear-language",
        can_be_accepted: false,
        summary: "The language of a file that is imported is not clear.",
        explanation: "The language is found by the words that every text of it has. Here too few of them, or those of several languages, \
                      stand in the file.",
        remedy: "Say the language: `dossier import --original LANG FILE`.",
    },
    Kind {
        id: "letter-exists",
        can_be_accepted: false,
        summary: "A letter is to be made that exists.",
        explanation: "A letter's folder is never overwritten: it may hold what somebody has worked on.",
        remedy: "Give the new letter another name with `--id`, or move the old folder away.",
    },
    Kind {
        id: "to-review",
        can_be_accepted: false,
        summary: "An import left something that is not sure.",
        explanation: "`dossier import` marks what it is not sure of by lines `# review:` in `letter.toml`, in `corrections.toml` and in the \
                      front matter of the edition. Each is told at every check and build, so that no guess is published silently.",
        remedy: "Compare what stands there with the source, mend it, and delete the line `# review:`.",
    },
];
