//! What copies say of themselves.

use super::Inputs;
use crate::model::date::Edtf;
use crate::model::lang::Lang;
use crate::model::locale::Locale;

/// The words of a language, with what they are filled with.
pub struct Words<'a> {
    /// The language.
    pub locale: &'a Locale,
    /// The dossier's name.
    pub title: &'a str,
    /// One sentence about it.
    pub description: &'a str,
    /// The version.
    version: &'a str,
    /// The day of publication, in words.
    date: String,
}

impl<'a> Words<'a> {
    /// The words of a language; none where nothing is known of it.
    #[must_use]
    pub fn of(inputs: &Inputs<'a>, lang: &Lang) -> Option<Self> {
        let settings = &inputs.resolved.dossier.settings;
        let locale = inputs.resolved.locales.get(lang)?;
        let date = Edtf::parse(&settings.published).map_or_else(|_| settings.published.clone(), |date| locale.date(&date));
        let (title, description) = (settings.title.text(lang), settings.description.text(lang));
        Some(Self { locale, title, description, version: &settings.version, date })
    }

    /// A word, filled with version and date.
    #[must_use]
    pub fn fill(&self, key: &str) -> String {
        self.locale.fill(key, &[("version", self.version), ("date", &self.date)])
    }

    /// The version and the date, as at the foot of a page.
    #[must_use]
    pub fn edition(&self) -> String {
        format!("{} {} · {}", self.locale.word("frame.version"), self.version, self.date)
    }
}

/// The words of languages.
#[must_use]
pub fn all<'a>(inputs: &Inputs<'a>, languages: &[Lang]) -> Vec<Words<'a>> {
    languages.iter().filter_map(|lang| Words::of(inputs, lang)).collect()
}
