//! The sample dossier: one letter, with everything that is said of it, in the languages asked for.

use toml::{Table, Value};

use super::fill::{by_lang, fill, list, quoted};
use super::{Files, checksum};
use crate::model::lang::Lang;
use crate::schema;

/// The id of the sample letter.
pub const LETTER: &str = "sample-letter";

/// The texts of the sample, by language.
const TEXTS: &[(&str, &str)] = &[
    ("de", include_str!("sample/de.toml")),
    ("en", include_str!("sample/en.toml")),
    ("fr", include_str!("sample/fr.toml")),
    ("nl", include_str!("sample/nl.toml")),
];

/// The files that are made once, by their paths from the root.
const FORMS: &[(&str, &str)] = &[
    (".gitignore", include_str!("files/gitignore")),
    ("content/actors.toml", include_str!("files/actors.toml")),
    ("content/dossier.toml", include_str!("files/dossier.toml")),
    ("content/external.toml", include_str!("files/external.toml")),
    ("content/funding.toml", include_str!("files/funding.toml")),
    ("content/glossary.toml", include_str!("files/glossary.toml")),
    ("content/letters/sample-letter/corrections.toml", include_str!("files/corrections.toml")),
    ("content/letters/sample-letter/letter.toml", include_str!("files/letter.toml")),
    ("content/timeline.toml", include_str!("files/timeline.toml")),
];

/// An edition of the sample letter.
const EDITION: &str = include_str!("files/edition.md");

/// The page about the dossier.
const ABOUT: &str = include_str!("files/about.md");

/// The folder of the schemas: hidden, as no reader of the dossier needs it.
const SCHEMAS: &str = ".schemas";

/// The languages that have sample texts.
pub fn languages() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|(tag, _)| *tag)
}

/// The texts of one language.
struct Texts<'a> {
    /// The language as the dossier has it.
    lang: &'a Lang,
    /// Its texts by name.
    table: Table,
}

impl Texts<'_> {
    /// A text.
    fn text(&self, name: &str) -> &str {
        self.table.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A value as TOML: a text or a list of texts.
    fn value(&self, name: &str) -> Option<String> {
        match self.table.get(name)? {
            Value::String(text) => Some(quoted(text)),
            Value::Array(texts) => Some(list(texts.iter().filter_map(Value::as_str))),
            _ => None,
        }
    }
}

/// The files of the sample dossier in some languages, of which the first is that of the letter; the languages without sample texts, if any.
///
/// # Errors
/// With the languages that have no sample texts.
pub fn files(languages: &[Lang]) -> Result<Files, Vec<&Lang>> {
    let texts: Vec<Texts<'_>> = languages.iter().filter_map(texts).collect();
    let Some(original) = texts.first().filter(|_| texts.len() == languages.len()) else {
        return Err(languages.iter().filter(|lang| self::texts(lang).is_none()).collect());
    };
    let shared = |name: &str| shared(name, original, &texts);
    let mut files: Files = FORMS.iter().map(|(path, form)| ((*path).to_owned(), fill(form, &shared).into_bytes())).collect();
    let folder = format!("content/letters/{LETTER}");
    files.push((".taplo.toml".to_owned(), schema::taplo(SCHEMAS).into_bytes()));
    files.extend(
        schema::FILES.iter().map(|file| (format!("{SCHEMAS}/{}", file.file_name()), format!("{:#}\n", file.schema()).into_bytes())),
    );
    files.push((format!("{folder}/source.txt"), original.text("source").as_bytes().to_vec()));
    for own in &texts {
        let lang = own.lang;
        let is_original = lang == original.lang;
        let value = |name: &str| if name == "role" { Some(role(is_original).to_owned()) } else { Some(in_file(own.text(name))) };
        files.push((format!("{folder}/{lang}.md"), fill(EDITION, &value).into_bytes()));
        files.push((format!("content/pages/about/{lang}.md"), fill(ABOUT, &value).into_bytes()));
    }
    files.sort();
    Ok(files)
}

/// A text in a file of Markdown; the marks at its end belong to the file.
fn in_file(text: &str) -> String {
    text.trim_end().to_owned()
}

/// What an edition is, for its first comment.
fn role(is_original: bool) -> &'static str {
    if is_original {
        "This is the original: its text is that of `source.txt` with the corrections of `corrections.toml`, character for character."
    } else {
        "This is a translation: block for block as the original, with the same amounts, dates and numbers."
    }
}

/// The texts of a language, or of the language of which it is a region.
fn texts(lang: &Lang) -> Option<Texts<'_>> {
    let (_, text) = TEXTS.iter().find(|(tag, _)| *tag == lang.primary())?;
    Some(Texts { lang, table: text.parse().ok()? })
}

/// What fills a gap in a file that all languages share.
fn shared(name: &str, original: &Texts<'_>, texts: &[Texts<'_>]) -> Option<String> {
    let source = original.text("source");
    let lines = |key| texts.iter().filter_map(|own| Some(format!("{} = {}", own.lang, own.value(key)?))).collect::<Vec<_>>().join("\n");
    Some(match name {
        "languages" => list(texts.iter().map(|own| own.lang.tag())),
        "original" => original.lang.tag().to_owned(),
        "sha256" => checksum(source.as_bytes()),
        "n-joins" => n_joins(source).to_string(),
        "misread-line" => source.lines().position(|line| line.contains(original.text("source-misread"))).map_or(0, |at| at + 1).to_string(),
        "source-head" | "source-misread" | "source-reading" => original.value(name)?,
        "form-lines" => lines("term-forms"),
        "alias-lines" => texts.iter().map(|own| format!("{} = {}", own.lang, list([own.text("sender")]))).collect::<Vec<_>>().join("\n"),
        _ => {
            let values: Vec<_> = texts.iter().filter_map(|own| Some((own.lang.tag(), own.value(name)?))).collect();
            (values.len() == texts.len()).then(|| by_lang(values))?
        }
    })
}

/// The line ends inside paragraphs.
fn n_joins(source: &str) -> usize {
    let lines: Vec<&str> = source.lines().collect();
    lines.windows(2).filter(|pair| pair.iter().all(|line| !line.trim().is_empty())).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_texts() {
        let names = |text: &str| text.parse::<Table>().unwrap().keys().cloned().collect::<Vec<_>>();
        for (tag, text) in TEXTS {
            assert_eq!(names(text), names(TEXTS[0].1), "{tag}");
        }
    }

    #[test]
    fn no_gap_stays() {
        let languages: Vec<Lang> = ["fr-be", "nl", "de", "en"].map(|tag| Lang::parse(tag).unwrap()).into();
        let files = files(&languages).unwrap();
        assert!(files.iter().any(|(path, _)| path == "content/letters/sample-letter/fr-be.md"), "{files:?}");
        for (path, bytes) in files {
            assert!(!String::from_utf8(bytes).unwrap().contains("{{"), "{path}");
        }
    }

    #[test]
    fn languages_without_texts_are_named() {
        let languages: Vec<Lang> = ["nl", "fy", "ga"].map(|tag| Lang::parse(tag).unwrap()).into();
        assert_eq!(files(&languages).unwrap_err(), [&languages[1], &languages[2]]);
    }
}
