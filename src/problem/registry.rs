//! The closed list of kinds of problems, with what each means and whether a publisher can accept it.

/// A kind of problem.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its permanent id.
    pub id: &'static str,
    /// Whether an `[[accept]]` record can let it pass.
    pub can_be_accepted: bool,
    /// What it is.
    pub summary: &'static str,
    /// Why it is a problem.
    pub explanation: &'static str,
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "broken-toml",
        can_be_accepted: false,
        summary: "A file in TOML has a syntax error.",
        explanation: "The file is not valid TOML. Nothing of it can be read until it is mended.",
    },
    Kind {
        id: "unknown-key",
        can_be_accepted: false,
        summary: "A file has a key that means nothing.",
        explanation: "A key that the tool does not know would be ignored silently; a misspelt `date` would lose a date.",
    },
    Kind {
        id: "missing-key",
        can_be_accepted: false,
        summary: "A file lacks a required key.",
        explanation: "Something that every such file needs is not there.",
    },
    Kind {
        id: "wrong-value",
        can_be_accepted: false,
        summary: "A value is not what its key needs.",
        explanation: "The value is of another type or not one of the values that are allowed.",
    },
    Kind {
        id: "unreadable-file",
        can_be_accepted: false,
        summary: "A file cannot be read.",
        explanation: "The file exists but cannot be read as UTF-8 text. No file is ever skipped silently.",
    },
    Kind {
        id: "control-character",
        can_be_accepted: false,
        summary: "A text has a character that no page can show.",
        explanation: "Control characters and codes that are no characters have no place in HTML; browsers show them in different ways or not at all.",
    },
    Kind {
        id: "missing-file",
        can_be_accepted: false,
        summary: "A needed file does not exist.",
        explanation: "A file that the dossier needs is not there.",
    },
    Kind {
        id: "stray-file",
        can_be_accepted: true,
        summary: "A file is in no place that the tool knows.",
        explanation: "Every file under `content/` must be known, so that a letter with a misspelt name is not lost.",
    },
    Kind {
        id: "bad-date",
        can_be_accepted: false,
        summary: "A date is not EDTF, or the day does not exist.",
        explanation: "Dates are EDTF level 1 (ISO 8601-2); the day must exist.",
    },
    Kind {
        id: "bad-language",
        can_be_accepted: false,
        summary: "A language tag is malformed.",
        explanation: "Languages are named by BCP 47 tags.",
    },
    Kind {
        id: "bad-name",
        can_be_accepted: false,
        summary: "A folder name or slug has characters that an address should not have.",
        explanation: "Names of letters and slugs become addresses that must work on any disk and host.",
    },
    Kind {
        id: "missing-front-matter",
        can_be_accepted: false,
        summary: "An edition or page has no front matter.",
        explanation: "Every edition and page begins with its metadata.",
    },
    Kind {
        id: "unknown-kind",
        can_be_accepted: false,
        summary: "A letter is of a kind that the dossier does not declare.",
        explanation: "Kinds of letters and numbers are declared with their names in each language in `dossier.toml`.",
    },
    Kind {
        id: "unknown-letter",
        can_be_accepted: false,
        summary: "A letter is named that does not exist.",
        explanation: "A reference, a piece of evidence or a link names a letter by the name of its folder.",
    },
    Kind {
        id: "unknown-block",
        can_be_accepted: false,
        summary: "A block is named that does not exist.",
        explanation: "References and evidence name blocks by their permanent ids.",
    },
    Kind {
        id: "unknown-external",
        can_be_accepted: false,
        summary: "A reference names a record that does not exist.",
        explanation: "A document outside the dossier is named by the id of its record.",
    },
    Kind {
        id: "unknown-page",
        can_be_accepted: false,
        summary: "A link names a page that does not exist.",
        explanation: "Links between pages are written as `page:NAME`.",
    },
    Kind {
        id: "unknown-link",
        can_be_accepted: false,
        summary: "A link is neither a name of the dossier nor a full address.",
        explanation: "Links inside a dossier are written by name, so that they work in every language and from a disk.",
    },
    Kind {
        id: "raw-html",
        can_be_accepted: false,
        summary: "The Markdown has raw HTML.",
        explanation: "Raw HTML would bypass the checks and the security policy of the site.",
    },
    Kind {
        id: "first-level-heading",
        can_be_accepted: false,
        summary: "The text has a first-level heading.",
        explanation: "The title in the front matter is the page's first-level heading.",
    },
    Kind {
        id: "skipped-level",
        can_be_accepted: true,
        summary: "A heading is more than one level below the one before it.",
        explanation: "Screen readers and the table of contents tell readers the level of each heading; a missing one looks like a missing part.",
    },
    Kind {
        id: "unknown-class",
        can_be_accepted: false,
        summary: "A heading has a class that means nothing.",
        explanation: "Headings can open a question or an answer; other classes mean nothing.",
    },
    Kind {
        id: "answer-without-question",
        can_be_accepted: false,
        summary: "A heading of class answer follows no question.",
        explanation: "An answer belongs to the question before it.",
    },
    Kind {
        id: "question-without-number",
        can_be_accepted: false,
        summary: "A question's heading has no number.",
        explanation: "A question's permanent id is its printed number.",
    },
    Kind {
        id: "duplicate-question",
        can_be_accepted: false,
        summary: "Two questions have the same number.",
        explanation: "A question's permanent id is its printed number, so a number can occur once in a letter.",
    },
    Kind {
        id: "missing-original",
        can_be_accepted: false,
        summary: "A letter has no edition in its original language.",
        explanation: "The letter's metadata names the language of the original.",
    },
    Kind {
        id: "missing-translation",
        can_be_accepted: true,
        summary: "A letter or page has no text in one of the languages.",
        explanation: "Every letter and page should exist in every language of the dossier, or its absence be decided.",
    },
    Kind {
        id: "missing-text",
        can_be_accepted: false,
        summary: "A text lacks one of the languages.",
        explanation: "A text that is written in one language is written in all of them; else a page would have a hole.",
    },
    Kind {
        id: "unknown-language",
        can_be_accepted: false,
        summary: "A file or text is in a language that the dossier does not have.",
        explanation: "The dossier's languages stand in `dossier.toml`.",
    },
    Kind {
        id: "structure-differs",
        can_be_accepted: false,
        summary: "A translation does not have the blocks of its original.",
        explanation: "A translation is aligned with its original block by block.",
    },
    Kind {
        id: "quote-not-found",
        can_be_accepted: false,
        summary: "Quoted words do not stand in their block.",
        explanation: "Evidence is a block and words that stand in it, in every language.",
    },
    Kind {
        id: "checksum-differs",
        can_be_accepted: false,
        summary: "The source file is not the one whose checksum is recorded.",
        explanation: "The source is kept byte for byte as received.",
    },
    Kind {
        id: "unlocked-block",
        can_be_accepted: false,
        summary: "A block is not in the lock file.",
        explanation: "Ids are given once by `dossier lock` and never used again.",
    },
    Kind {
        id: "changed-block",
        can_be_accepted: true,
        summary: "A block of the original changed after it was locked.",
        explanation: "The lock file remembers the text from which each translation was made.",
    },
    Kind {
        id: "stale-translation",
        can_be_accepted: true,
        summary: "The original of a translated block changed.",
        explanation: "A translation remembers the original that it was made from, block by block.",
    },
    Kind {
        id: "unlocked-path",
        can_be_accepted: false,
        summary: "A letter's address is not recorded.",
        explanation: "A published address is never lost.",
    },
    Kind {
        id: "broken-lock",
        can_be_accepted: false,
        summary: "The lock file cannot be read.",
        explanation: "The lock file holds the permanent ids; a broken one must not be guessed at.",
    },
    Kind { id: "duplicate-id", can_be_accepted: false, summary: "Two records have the same id.", explanation: "Ids name one thing each." },
    Kind {
        id: "duplicate-address",
        can_be_accepted: false,
        summary: "Two pages have the same address.",
        explanation: "Every page has an address of its own.",
    },
    Kind {
        id: "sum-differs",
        can_be_accepted: false,
        summary: "The parts of a sum do not add up to its total.",
        explanation: "Components must add up to the printed total, to the cent.",
    },
    Kind {
        id: "amount-differs",
        can_be_accepted: false,
        summary: "An amount's value is not what its quoted words say.",
        explanation: "The figure in the quoted words must be the one in the ledger.",
    },
    Kind {
        id: "unknown-amount",
        can_be_accepted: false,
        summary: "An amount is named that does not exist.",
        explanation: "Sums and restatements name amounts by id.",
    },
    Kind {
        id: "unknown-programme",
        can_be_accepted: false,
        summary: "A programme is named that does not exist.",
        explanation: "Amounts of different programmes are never added.",
    },
    Kind {
        id: "mixed-sum",
        can_be_accepted: false,
        summary: "A sum mixes what must not be added.",
        explanation: "Currencies, programmes, and sources and uses are never added together.",
    },
    Kind {
        id: "restatement-differs",
        can_be_accepted: false,
        summary: "A restated amount is not the rounded original.",
        explanation: "A restatement says the same amount again, at most rounded to the figures that it prints.",
    },
    Kind {
        id: "unused-accept",
        can_be_accepted: false,
        summary: "A record accepts what does not occur.",
        explanation: "An exception that no longer applies hides the next mistake.",
    },
    Kind {
        id: "unknown-problem",
        can_be_accepted: false,
        summary: "A record accepts an unknown kind of problem.",
        explanation: "Only some problems can be accepted: those that are a matter of judgement.",
    },
    Kind {
        id: "template-error",
        can_be_accepted: false,
        summary: "A template has an error.",
        explanation: "A template could not be read or rendered.",
    },
    Kind {
        id: "unknown-override",
        can_be_accepted: false,
        summary: "A file of the dossier's theme overrides nothing.",
        explanation: "A misspelt override would be ignored silently.",
    },
    Kind {
        id: "missing-word",
        can_be_accepted: false,
        summary: "A language file lacks a word.",
        explanation: "Every language needs all words of the interface.",
    },
    Kind {
        id: "missing-locale",
        can_be_accepted: false,
        summary: "A language has no words of the interface.",
        explanation: "Words of the interface are data, a file a language.",
    },
    Kind {
        id: "broken-link",
        can_be_accepted: false,
        summary: "A finished page links to a file or anchor that does not exist.",
        explanation: "Every link and anchor of the finished pages must resolve.",
    },
    Kind {
        id: "duplicate-anchor",
        can_be_accepted: false,
        summary: "A finished page has an anchor twice.",
        explanation: "An anchor names one place of a page.",
    },
    Kind {
        id: "inline-code",
        can_be_accepted: false,
        summary: "A finished page has code in it.",
        explanation: "The pages' security policy forbids scripts, styles and event handlers in a page, and addresses that run code.",
    },
    Kind {
        id: "outside-request",
        can_be_accepted: false,
        summary: "A page asks another host for something.",
        explanation: "No page asks any other host for anything: it works from a disk, and tells nobody who reads it.",
    },
    Kind {
        id: "missing-excerpt",
        can_be_accepted: false,
        summary: "A code block quotes a file or lines that the build does not make.",
        explanation: "A code block can show lines of a data file that the build makes.",
    },
];

/// Finds a kind by its id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.id == id)
}
