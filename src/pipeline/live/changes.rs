//! What a change of some files can have changed in a dossier.

use std::collections::BTreeSet;

/// What must be loaded anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Whatever there is.
    pub everything: bool,
    /// The settings.
    pub settings: bool,
    /// The theme.
    pub theme: bool,
    /// What the theme says of languages.
    pub words: bool,
    /// The records.
    pub records: bool,
    /// The text pages.
    pub pages: bool,
    /// Letters, by the names of their folders.
    pub letters: BTreeSet<String>,
    /// Which folders of letters there are.
    pub folders: bool,
}

impl Changes {
    /// Everything.
    #[must_use]
    pub fn everything() -> Self {
        Self {
            everything: true,
            settings: true,
            theme: true,
            words: true,
            records: true,
            pages: true,
            letters: BTreeSet::new(),
            folders: true,
        }
    }

    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds a file or folder, by its path from the dossier's folder. Hidden files are the publisher's own.
    pub fn add(&mut self, path: &str) {
        let parts: Vec<&str> = path.split('/').collect();
        if parts.iter().any(|part| part.starts_with('.')) {
            return;
        }
        match parts.as_slice() {
            ["content"] | ["content", "letters"] => *self = Self::everything(),
            ["content", "letters", name, rest @ ..] => {
                self.letters.insert((*name).to_owned());
                self.folders |= rest.is_empty();
            }
            ["content", "pages", ..] => self.pages = true,
            ["content", "dossier.toml"] => self.settings = true,
            ["content", ..] => self.records = true,
            ["themes", _, "templates" | "static" | "styles" | "scripts", _, ..] => self.theme = true,
            ["themes", ..] => (self.theme, self.words) = (true, true),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What some files change.
    fn of(paths: &[&str]) -> Changes {
        let mut changes = Changes::default();
        paths.iter().for_each(|path| changes.add(path));
        changes
    }

    #[test]
    fn a_letter_is_loaded_alone() {
        let letters = BTreeSet::from(["a".to_owned(), "b".to_owned()]);
        let expected = Changes { letters, ..Changes::default() };
        assert_eq!(of(&["content/letters/a/nl.md", "content/letters/a/letter.lock", "content/letters/b/en.md"]), expected);
        assert_eq!(of(&["content/letters/a", "content/letters/b/en.md"]), Changes { folders: true, ..expected });
    }

    #[test]
    fn files_of_nobody_change_nothing() {
        assert!(of(&["site/index.html", "content/letters/a/.nl.md.swp", ".git/HEAD", "README.md", "content/.DS_Store"]).is_empty());
    }

    #[test]
    fn each_place_has_its_piece() {
        assert!(of(&["content/dossier.toml"]).settings && of(&["content/actors.toml"]).records && of(&["content/pages/about/nl.md"]).pages);
        assert!(of(&["themes/dossier/i18n/nl.toml"]).words && !of(&["themes/dossier/styles/own.css"]).words);
        assert_eq!(of(&["content"]), Changes::everything());
    }
}
