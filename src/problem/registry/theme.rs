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
        id: "unknown-asset",
        can_be_accepted: false,
        summary: "A style sheet of the theme names a file that the theme does not have.",
        explanation: "The files of a theme lie in `assets/` of the site under names that tell what they hold. What a style sheet names by `url(…)` or `@import` must be one of them, so that its name can be put in; and no style sheet can hold its own name.",
        remedy: "Put the file in `static/` of the theme, or in `static/own/` for a theme that ships, and write its way from the folder of the style sheet: `url(own/seal.svg)` in `styles/own.css`.",
    },
    Kind {
        id: "missing-anchor",
        can_be_accepted: false,
        summary: "A page of a letter lacks the anchor of a passage.",
        explanation: "Every id that the lock file of a letter ever gave has an anchor on each page that shows the letter’s text, also when its block is gone: what was published leads there for ever. A theme of your own can leave such anchors out.",
        remedy: "Let `letter.html` write all of `body`, and `parallel.html` of each row the `id`, the `container` and every id in `retired`, as the templates of the theme `dossier` do.",
    },
    Kind {
        id: "missing-word",
        can_be_accepted: false,
        summary: "A language lacks words of the interface.",
        explanation: "Every language of a dossier needs all words of the interface; the message names those that it lacks. Forms of a plural that only some languages have (`zero`, `two`, `few`, `other`) may be left out.",
        remedy: "`dossier words LANG` prints the missing words in another language, in the form of a language file: translate them and add them to `themes/THEME/i18n/LANG.toml`, beside `content/`. What stands in `{…}` are values and stays as it is.",
    },
    Kind {
        id: "missing-locale",
        can_be_accepted: false,
        summary: "A language has no words of the interface.",
        explanation: "Words of the interface are data, a file a language. Dutch, English, French and German ship with the program; a region has the words of its language.",
        remedy: "`dossier words LANG` prints a file to translate. Save it as `themes/THEME/i18n/LANG.toml`, beside `content/`: then the dossier can have that language.",
    },
];
