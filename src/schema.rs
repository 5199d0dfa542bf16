//! What the files that a publisher writes may hold, described once, and handed out as JSON Schemas for editors and other programs.
//!
//! The names that a key allows are those that the reader itself allows. That the rest agrees with the readers is proved by
//! `tests/it/schema.rs`: every file of every dossier here fits, every key is one that its reader takes, and taking any key out, or
//! giving it another kind of value, is refused by both or by neither.

mod json;
mod language;
mod letter;
mod money;
mod records;
mod settings;

use serde_json::Value;

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text.
    Text,
    /// A text that is not empty.
    Words,
    /// A short permanent name that can be part of an address.
    Slug,
    /// A text that is one of some names.
    Name(&'static [&'static str]),
    /// A language tag.
    Language,
    /// Language tags.
    Languages,
    /// A day, month, year, period or bounds, as EDTF.
    Date,
    /// A text in each language, or one for all.
    LangText,
    /// The same, and not empty.
    LangWords,
    /// A list of texts.
    Texts,
    /// A list of some names.
    Names(&'static [&'static str]),
    /// A list of texts for each language.
    TextsByLanguage,
    /// A list of texts under names that the publisher chooses.
    NamedTexts,
    /// Texts under names that the publisher chooses, in tables in tables.
    FlatTexts,
    /// Whole numbers under names that the publisher chooses.
    NamedNumbers,
    /// A whole number, not below nought.
    Count,
    /// Yes or no.
    Flag,
    /// A table.
    Table(&'static Keys),
    /// A list of tables, `[[…]]`.
    Tables(&'static Keys),
    /// Tables under names that the publisher chooses.
    NamedTables(&'static Keys),
}

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub is_needed: bool,
    /// What it holds.
    pub shape: Shape,
    /// What it is for.
    pub about: &'static str,
}

/// The keys of a table.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// The keys.
    pub keys: &'static [Key],
    /// Sets of keys of which all of one must be there; none where the keys say enough.
    pub one_of: &'static [&'static [&'static str]],
    /// Keys that do not come without others.
    pub with: &'static [(&'static str, &'static [&'static str])],
}

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// The schema's name.
    pub name: &'static str,
    /// What it describes.
    pub about: &'static str,
    /// Where such files lie, from the root of a dossier, as a glob.
    pub path: &'static str,
    /// The keys.
    pub keys: &'static Keys,
}

/// All kinds of files.
pub const FILES: &[File] = &[
    File { name: "dossier", about: "The settings of a dossier", path: "content/dossier.toml", keys: &settings::SETTINGS },
    File { name: "letter", about: "What is known of a letter", path: "content/letters/*/letter.toml", keys: &letter::LETTER },
    File {
        name: "corrections",
        about: "What makes a letter’s source its edition",
        path: "content/letters/*/corrections.toml",
        keys: &letter::CORRECTIONS,
    },
    File { name: "edition", about: "The front matter of an edition", path: "content/letters/*/*.md", keys: &letter::EDITION },
    File { name: "page", about: "The front matter of a page of text", path: "content/pages/*/*.md", keys: &letter::PAGE },
    File { name: "funding", about: "The money that the letters name", path: "content/funding.toml", keys: &money::FUNDING },
    File { name: "timeline", about: "What happened and what was expected", path: "content/timeline.toml", keys: &records::TIMELINE },
    File { name: "actors", about: "People and organisations", path: "content/actors.toml", keys: &records::ACTORS },
    File { name: "glossary", about: "Terms and what they mean", path: "content/glossary.toml", keys: &records::GLOSSARY },
    File { name: "external", about: "Documents outside the dossier", path: "content/external.toml", keys: &records::EXTERNAL },
    File { name: "theme", about: "The settings of a theme", path: "themes/*/theme.toml", keys: &settings::THEME },
    File { name: "language", about: "What belongs to a language", path: "themes/*/i18n/*.toml", keys: &language::LANGUAGE },
];

impl File {
    /// Its JSON Schema.
    #[must_use]
    pub fn schema(&self) -> Value {
        json::schema(self)
    }

    /// The name of the file in which the schema is kept.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// Whether the file is TOML from its first line to its last: front matter is not.
    fn is_toml(&self) -> bool {
        self.path.ends_with(".toml")
    }
}

/// Finds a kind of file by the name of its schema.
#[must_use]
pub fn find(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}

/// The settings with which the editors' extension for TOML finds the schemas in a folder beside `content/`.
#[must_use]
pub fn taplo(folder: &str) -> String {
    let rule = |file: &File| {
        format!("\n[[rule]]\ninclude = [\"{}\"]\n[rule.schema]\npath = \"{folder}/{}\"\nenabled = true\n", file.path, file.file_name())
    };
    let rules: String = FILES.iter().filter(|file| file.is_toml()).map(rule).collect();
    format!("# Lets an editor with the TOML extension of Taplo (“Even Better TOML”) complete and check the files of the dossier.\n{rules}")
}

/// A key that must be there.
const fn need(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, is_needed: true, shape, about }
}

/// A key that may be there.
const fn may(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, is_needed: false, shape, about }
}

/// Keys that say enough by themselves.
const fn keys(keys: &'static [Key]) -> Keys {
    Keys { keys, one_of: &[], with: &[] }
}
