//! Kinds of problems of themes.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "unknown-theme",
        can_be_accepted: false,
        summary: "The settings name a theme that does not exist.",
        explanation: "A theme is one that ships with the program, or a folder of its name in the dossier's `themes/`.",
        remedy: "Write the name of a theme that ships with the program, or of a folder in `themes/` beside `content/`.",
    },
    Kind {
        id: "missing-template",
        can_be_accepted: false,
        summary: "A theme lacks templates that pages are made with.",
        explanation: "Each kind of page has its template. What a theme may do without is said in its `theme.toml`.",
        remedy: "Add the templates to the theme, best by copying them from a shipped one; a theme without search says `search = false` in its `theme.toml`.",
    },
    Kind {
        id: "template-error",
        can_be_accepted: false,
        summary: "A template has an error.",
        explanation: "A template could not be read or rendered: it asks for what it does not get, or is not well formed.",
        remedy: "Mend the template at the caret. `themes/README.md` lists the values that each template gets.",
    },
    Kind {
        id: "unknown-override",
        can_be_accepted: false,
        summary: "A file of the dossier's theme overrides nothing.",
        explanation: "A misspelt override would be ignored silently.",
        remedy: "Give the file the path of the one that it replaces. What is new belongs in `templates/own/`, `static/own/` or `styles/own.css`.",
    },
    Kind {
        id: "missing-word",
        can_be_accepted: false,
        summary: "A language file lacks a word.",
        explanation: "Every language needs all words of the interface.",
        remedy: "Add the word to the file of that language under the table that the message names; `{…}` in it are values and stay as they are.",
    },
    Kind {
        id: "missing-locale",
        can_be_accepted: false,
        summary: "A language has no words of the interface.",
        explanation: "Words of the interface are data, a file a language.",
        remedy: "Add `themes/NAME/i18n/LANG.toml` to the dossier with all words of the interface: copy the file of a language that ships, and translate its words.",
    },
];
