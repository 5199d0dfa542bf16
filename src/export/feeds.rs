//! `<lang>/feed.xml` (Atom, RFC 4287): the newest letters of each language, for sites with a base URL, as its ids are full addresses.
//!
//! Dates are the dossier's own. `published` is the letter's date, and stands only where that is one day: Atom knows no bounds.
//! `updated`, which must stand, is the day of this version of the dossier: no letter is claimed to have changed later, or not since.
//! Atom wants a time with each day: midnight UTC, so that every reader shows that day in Europe.

use quick_xml::escape::partial_escape;

use super::Inputs;
use crate::model::lang::Lang;
use crate::model::letter::{Edition, Letter};
use crate::model::locale::Locale;
use crate::site::routes::feed_path;

/// The most letters of a feed; all of them stand on the site and in `data/dossier.json`.
const MOST_LETTERS: usize = 50;

/// The feeds, by path; none without a base URL.
#[must_use]
pub fn files(inputs: &Inputs<'_>) -> Vec<(String, String)> {
    let Some(base) = &inputs.dossier.settings.base_url else { return Vec::new() };
    let feed = |lang| {
        let locale = inputs.locales.get(lang)?;
        Some((feed_path(lang).to_string(), Feed { inputs, base, lang, locale }.text()))
    };
    inputs.dossier.settings.languages.iter().filter_map(feed).collect()
}

/// The feed of a language.
struct Feed<'a> {
    /// Everything.
    inputs: &'a Inputs<'a>,
    /// The address of the site.
    base: &'a str,
    /// The language.
    lang: &'a Lang,
    /// What belongs to it.
    locale: &'a Locale,
}

impl Feed<'_> {
    /// The whole file.
    fn text(&self) -> String {
        let (settings, base, lang) = (&self.inputs.dossier.settings, self.base, self.lang);
        let (title, path) = (settings.title.text(lang), feed_path(lang));
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
             <id>{base}{path}</id>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{base}{path}\"/>\n"
        );
        for lang in &settings.languages {
            text.extend(self.inputs.routes.page("home", lang).map(|home| link("alternate", lang, &format!("{base}{home}"))));
        }
        text.push_str(&element("title", title));
        text.push_str(&element("subtitle", settings.description.text(lang)));
        text.push_str(&element("updated", &midnight(&settings.published)));
        text.push_str(&format!("<author>{}</author>\n", element("name", title).trim_end()));
        let letters = self.inputs.dossier.letters.iter().rev();
        let newest = letters.filter_map(|letter| Some((letter, letter.edition(lang)?))).take(MOST_LETTERS);
        text.extend(newest.map(|(letter, edition)| self.entry(letter, edition)));
        text.push_str("</feed>\n");
        text
    }

    /// The entry of a letter. Its id is made of the letter's name, which never changes, as its address may.
    fn entry(&self, letter: &Letter, edition: &Edition) -> String {
        let (settings, base) = (&self.inputs.dossier.settings, self.base);
        let mut text = format!("<entry>\n<id>{base}data/letters/{}.json#{}</id>\n", letter.id, self.lang);
        let others = letter.editions.iter().filter(|other| other.lang != *self.lang);
        for edition in [edition].into_iter().chain(others) {
            let path = self.inputs.routes.letter(&letter.id, &edition.lang);
            text.extend(path.map(|path| link("alternate", &edition.lang, &format!("{base}{path}"))));
        }
        text.push_str(&element("title", &edition.title));
        text.extend(letter.date.value.day().map(|day| element("published", &midnight(&day.to_string()))));
        text.push_str(&element("updated", &midnight(&settings.published)));
        for sender in &letter.parties.senders {
            let name = sender.name.as_deref().or(sender.organisation.find(self.lang));
            text.extend(name.map(|name| format!("<author>{}</author>\n", element("name", name).trim_end())));
        }
        let kind = settings.kinds.get(&letter.kind).map(|kind| kind.name.text(self.lang)).unwrap_or_default();
        text.push_str(&format!("<category term=\"{}\" label=\"{}\"/>\n", escaped(&letter.kind), escaped(kind)));
        text.push_str(&element("summary", &self.summary(letter, edition)));
        text.push_str("</entry>\n");
        text
    }

    /// What a letter says; a translation says that it is one.
    fn summary(&self, letter: &Letter, edition: &Edition) -> String {
        let is_translation = edition.lang != letter.original;
        let label = if is_translation { format!("{} ", self.locale.word("letter.unofficial")) } else { String::new() };
        format!("{label}{}", edition.summary)
    }
}

/// A link to a page in a language.
fn link(rel: &str, lang: &Lang, href: &str) -> String {
    format!("<link rel=\"{rel}\" type=\"text/html\" hreflang=\"{lang}\" href=\"{href}\"/>\n")
}

/// An element that holds a text.
pub(super) fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escaped(text))
}

/// A text without markup, and without characters that XML does not know.
pub(super) fn escaped(text: &str) -> String {
    let known: String = text.chars().filter(|char| !char.is_control() || matches!(char, '\t' | '\n')).collect();
    partial_escape(known.as_str()).replace('"', "&quot;")
}

/// A day as the moment at which it begins.
fn midnight(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(element("a", "<b> & \"c\" ]]>\u{1}\u{7f}"), "<a>&lt;b&gt; &amp; &quot;c&quot; ]]&gt;</a>\n");
    }
}
