//! How to cite a letter or a passage of it, in the conventions of each language of the dossier.
//!
//! A convention is a pattern of the language's words: `{title}` is a value, and `[…]` is left out where a value in it is missing.
//! Each language cites its own edition, or the original where it has none.

use serde::Serialize;

use super::LinkView;
use super::page::Page;
use crate::model::lang::Lang;
use crate::model::letter::{Basis, Edition, Letter, Party};
use crate::model::locale::Locale;
use crate::site::SitePath;
use crate::site::routes::CitationFormat;

/// How to cite a letter in the conventions of one language.
#[derive(Debug, Serialize)]
pub(super) struct CitationView {
    /// The language.
    lang: String,
    /// Its name in itself.
    name: String,
    /// The citation of the whole letter; what is in another language stands by itself.
    text: Vec<Words>,
    /// The citation of a passage, with `{block}` where its number belongs, and `{address}` where the letter's address is not known yet.
    passage: String,
    /// Where the cited letter lies, where its full address is not known yet.
    place: Option<CitedPlace>,
    /// How quoted words stand with their citation: `{words}` and `{citation}`.
    quote: String,
}

/// Where a cited letter lies in a site that does not know its own address.
#[derive(Debug, Serialize)]
pub(super) struct CitedPlace {
    /// The relative link to it.
    href: String,
    /// Its path in the site: what a printed page says too.
    path: String,
}

/// Words of a citation.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Words {
    /// The words.
    text: String,
    /// Their language, where it is not the citation's.
    lang: Option<String>,
}

/// What stands for the number of a passage until a reader chooses one.
const CHOSEN: &str = "{block}";

/// What stands for the address of a letter until a reader's browser tells where the site is.
const ADDRESS: &str = "{address}";

/// How to cite a letter, in each language of the dossier.
pub(super) fn of(page: &Page<'_>, letter: &Letter) -> Vec<CitationView> {
    let languages = &page.stage.inputs.dossier.settings.languages;
    languages.iter().filter_map(|lang| in_language(page, letter, lang)).collect()
}

/// The letter as files for reference managers.
pub(super) fn files(page: &Page<'_>, letter: &Letter) -> Vec<LinkView> {
    let link =
        |format: &CitationFormat| LinkView { href: page.to_file(&format.of_letter(&letter.id)), label: format.name.into(), lang: None };
    CitationFormat::ALL.iter().map(link).collect()
}

/// How to cite a letter in one language; nothing where it has neither words nor an original.
fn in_language(page: &Page<'_>, letter: &Letter, lang: &Lang) -> Option<CitationView> {
    let locale = page.stage.inputs.locales.get(lang)?;
    let edition = letter.edition(lang).or_else(|| letter.original_edition())?;
    let cited = Cited { page, letter, edition, locale };
    Some(CitationView {
        lang: lang.tag().to_owned(),
        name: locale.name.clone(),
        text: marked(cited.text(""), cited.titles(lang)),
        passage: cited.text(CHOSEN),
        place: cited.place(),
        quote: locale.word("cite.quote").to_owned(),
    })
}

/// A citation in its words; a title in another language than its own is marked where it occurs first.
fn marked(text: String, titles: Vec<(String, String)>) -> Vec<Words> {
    let mut words = vec![Words { text, lang: None }];
    for (title, lang) in titles {
        let Some(idx) = words.iter().position(|part| part.lang.is_none() && part.text.contains(&title)) else { continue };
        let part = words.remove(idx);
        let Some((before, after)) = part.text.split_once(&title) else { continue };
        let (before, after) = (before.to_owned(), after.to_owned());
        let parts = [Words { text: before, lang: None }, Words { text: title, lang: Some(lang) }, Words { text: after, lang: None }];
        words.splice(idx..idx, parts);
    }
    words
}

/// What is cited.
struct Cited<'a> {
    /// The page that cites it.
    page: &'a Page<'a>,
    /// The letter.
    letter: &'a Letter,
    /// The edition.
    edition: &'a Edition,
    /// The language whose conventions are followed.
    locale: &'a Locale,
}

impl Cited<'_> {
    /// The citation of a passage, or of the whole letter where its number is empty.
    fn text(&self, block: &str) -> String {
        filled(self.locale.word("cite.pattern"), &|name| match name {
            "sender" => self.senders(),
            "title" => self.edition.title.clone(),
            "original" => self.original_title(),
            "kind" => self.kind(),
            "number" => self.numbers(),
            "date" => self.date(),
            "site" => self.page.stage.inputs.dossier.settings.title.text(&self.locale.lang).to_owned(),
            "block" => block.to_owned(),
            "url" => self.url(block).unwrap_or_default(),
            _ => String::new(),
        })
    }

    /// Those who sent it.
    fn senders(&self) -> String {
        let names: Vec<String> =
            self.letter.parties.senders.iter().map(|party| self.sender(party)).filter(|name| !name.is_empty()).collect();
        self.locale.listed(&names)
    }

    /// A sender by name and role; without a name by organisation, or by role alone.
    fn sender(&self, party: &Party) -> String {
        let lang = &self.locale.lang;
        let (role, organisation) = (party.role.text(lang), party.organisation.text(lang));
        match &party.name {
            Some(name) if role.is_empty() => name.clone(),
            Some(name) => format!("{name} ({role})"),
            None if organisation.is_empty() => role.to_owned(),
            None => organisation.to_owned(),
        }
    }

    /// The titles in a citation that are in another language than `lang`, each with its own.
    fn titles(&self, lang: &Lang) -> Vec<(String, String)> {
        let editions = [Some(self.edition), self.letter.original_edition()].into_iter().flatten();
        let others = editions.filter(|edition| edition.lang != *lang && !edition.title.is_empty());
        let mut titles: Vec<_> = others.map(|edition| (edition.title.clone(), edition.lang.tag().to_owned())).collect();
        titles.dedup();
        titles
    }

    /// The title of the original, where a translation is cited.
    fn original_title(&self) -> String {
        let original = self.letter.original_edition().filter(|original| original.lang != self.edition.lang);
        original.map(|original| original.title.clone()).unwrap_or_default()
    }

    /// The kind of letter.
    fn kind(&self) -> String {
        let kinds = &self.page.stage.inputs.dossier.settings.kinds;
        kinds.get(&self.letter.kind).map(|kind| kind.name.text(&self.locale.lang).to_owned()).unwrap_or_default()
    }

    /// The official numbers, each with what kind of number it is.
    fn numbers(&self) -> String {
        let names = &self.page.stage.inputs.dossier.settings.number_kinds;
        let name = |kind: &str| names.get(kind).map(|known| known.name.text(&self.locale.lang)).unwrap_or_default();
        let numbers = self.letter.numbers.iter().map(|number| format!("{} {}", name(&number.kind), number.value).trim().to_owned());
        numbers.collect::<Vec<_>>().join(", ")
    }

    /// The date; one that the letter does not print says so, and bounds are told as bounds.
    fn date(&self) -> String {
        let date = self.locale.date(&self.letter.date.value);
        match self.letter.date.basis {
            Basis::Derived => self.locale.word("cite.derived").replace("{date}", &date),
            Basis::Printed | Basis::Bounds => date,
        }
    }

    /// The full address, where the site has one; of a passage what stands for it, where it has none.
    fn url(&self, block: &str) -> Option<String> {
        let base = self.page.stage.inputs.dossier.settings.base_url.as_ref();
        let path = self.path()?;
        match (base, block) {
            (Some(base), "") => Some(format!("{base}{path}")),
            (Some(base), _) => Some(format!("{base}{path}#{block}")),
            (None, "") => None,
            (None, _) => Some(format!("{ADDRESS}#{block}")),
        }
    }

    /// The path of the cited page.
    fn path(&self) -> Option<&SitePath> {
        self.page.stage.inputs.routes.letter(&self.letter.id, &self.edition.lang)
    }

    /// Where the cited page lies, in a site that does not know its own address.
    fn place(&self) -> Option<CitedPlace> {
        let path = self.path().filter(|_| self.page.stage.inputs.dossier.settings.base_url.is_none())?;
        Some(CitedPlace { href: self.page.to(path), path: path.to_string() })
    }
}

/// A pattern with its values; a part in square brackets is left out where a value in it is empty.
fn filled(pattern: &str, value: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, (optional, after))) = rest.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?))) {
        out.push_str(&part(before, value).unwrap_or_else(|text| text));
        out.push_str(&part(optional, value).unwrap_or_default());
        rest = after;
    }
    out.push_str(&part(rest, value).unwrap_or_else(|text| text));
    out
}

/// A part of a pattern with its values; as an error where one of them is empty. What a value says is never read as a pattern.
fn part(pattern: &str, value: &dyn Fn(&str) -> String) -> Result<String, String> {
    let mut out = String::new();
    let mut is_whole = true;
    let mut rest = pattern;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
        let text = value(name);
        is_whole &= !text.is_empty();
        out.push_str(before);
        out.push_str(&text);
        rest = after;
    }
    out.push_str(rest);
    if is_whole { Ok(out) } else { Err(out) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_takes_its_words_along() {
        let value = |name: &str| match name {
            "title" => "T [{date}]".to_owned(),
            "date" => "2025".to_owned(),
            _ => String::new(),
        };
        for (pattern, expected) in [
            ("[{sender}, ]‘{title}’[, {date}][, p. {block}]", "‘T [{date}]’, 2025"),
            ("[{date} {block}]{block}x", "x"),
            ("[{date", "[{date"),
            ("a] {date} [", "a] 2025 ["),
            ("", ""),
        ] {
            assert_eq!(filled(pattern, &value), expected, "{pattern}");
        }
    }
}
