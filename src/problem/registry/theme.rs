//! Kinds of problems of themes.

use super::Kind;

/// These kinds.
pub const KINDS: &[Kind] = &[
    Kind {
        id: "unknown-theme",
        can_be_accepted: false,
        summary: "The settings name a theme that does not exist.",
        explanation: "A theme is one that ships with the program, or a folder of its name in the dossier's `themes/`.",
    },
    Kind {
        id: "missing-template",
        can_be_accepted: false,
        summary: "A theme lacks templates that pages are made with.",
        explanation: "Each kind of page has its template. What a theme may do without is said in its `theme.toml`.",
    },
    Kind {
        id: "template-error",
        can_be_accepted: false,
        summary: "A template has an error.",
        explanation: "A template could not be read or rendered: it asks for what it does not get, or is not well formed.",
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
        summary: "A language lacks words of the interface.",
        explanation: "Every language of a dossier needs all words of the interface; the message names those that it lacks. `dossier words LANG` prints them in another language, in the form of a language file: translate them and add them to `themes/THEME/i18n/LANG.toml`, beside `content/`. Forms of a plural that only some languages have (`zero`, `two`, `few`, `other`) may be left out.",
    },
    Kind {
        id: "missing-locale",
        can_be_accepted: false,
        summary: "A language has no words of the interface.",
        explanation: "Words of the interface are data, a file a language. Dutch, English, French and German ship with the program; a region has the words of its language. For another language `dossier words LANG` prints a file to translate. Save it as `themes/THEME/i18n/LANG.toml`, beside `content/`: then the dossier can have that language.",
    },
];
