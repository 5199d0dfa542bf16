//! The folder of a new letter: its metadata as far as known, its source as received, and an edition for each language.
//!
//! What is not known is left out or empty, with a comment that says how to write it: `dossier check` then tells that it is missing.

use std::collections::BTreeMap;

use super::fill::{fill, quoted};
use super::{Files, checksum};
use crate::content::source;
use crate::model::date::Edtf;
use crate::model::lang::Lang;
use crate::model::slug;

/// The metadata of a new letter.
const METADATA: &str = include_str!("files/new-letter.toml");

/// An edition of a new letter.
const EDITION: &str = include_str!("files/new-edition.md");

/// The corrections of a new letter.
const CORRECTIONS: &str = include_str!("files/new-corrections.toml");

/// The most characters of a slug.
const MAX_SLUG: usize = 60;

/// What is known of a new letter.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// The language of the original.
    pub original: Lang,
    /// The date as printed.
    pub date: Option<Edtf>,
    /// The date as the publisher wrote it.
    pub date_text: String,
    /// The title by language.
    pub titles: BTreeMap<Lang, String>,
    /// The organisation that sent it.
    pub sender: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// The source's name as received.
    pub received_as: String,
    /// The source, byte for byte.
    pub source: Vec<u8>,
}

/// The files of a new letter in the languages of its dossier, by their paths in its folder; `None` if its source is of a kind that
/// no dossier keeps.
#[must_use]
pub fn files(letter: &NewLetter, languages: &[Lang]) -> Option<Files> {
    let name = source::name_for(&letter.received_as)?;
    let text = text_of(letter, &name);
    let metadata = fill(METADATA, &|gap| metadata(gap, letter, (&name, text.is_some())));
    let mut files: Files = vec![("letter.toml".to_owned(), metadata.into_bytes())];
    if text.is_some() {
        let value = |gap: &str| (gap == "id").then(|| letter.id.clone());
        files.push(("corrections.toml".to_owned(), fill(CORRECTIONS, &value).into_bytes()));
    }
    for lang in languages {
        let body = text.as_deref().filter(|_| *lang == letter.original).unwrap_or_default();
        let edition = fill(EDITION, &|gap| edition(gap, letter, (lang, body)));
        files.push((format!("{lang}.md"), format!("{}\n", edition.trim_end()).into_bytes()));
    }
    files.push((name, letter.source.clone()));
    files.sort();
    Some(files)
}

/// The source's text, if it is one, as the original edition begins.
fn text_of(letter: &NewLetter, name: &str) -> Option<String> {
    let text = String::from_utf8(letter.source.clone()).ok().filter(|_| name.ends_with(".txt"))?;
    Some(text.trim_start_matches('\u{feff}').replace("\r\n", "\n").trim().to_owned())
}

/// What fills a gap of the metadata.
fn metadata(gap: &str, letter: &NewLetter, (name, has_text): (&str, bool)) -> Option<String> {
    Some(match gap {
        "kind" => quoted(&letter.kind),
        "original" => letter.original.tag().to_owned(),
        "date" => date(letter),
        "senders" => party("senders", letter.sender.as_deref()),
        "recipients" => party("recipients", letter.recipient.as_deref()),
        "file" => quoted(name),
        "received-as" => quoted(&letter.received_as),
        "sha256" => checksum(&letter.source),
        "text" => if has_text { "" } else { NO_TEXT }.to_owned(),
        _ => return None,
    })
}

/// What is said of a source that is no text.
const NO_TEXT: &str = r#"
# Put the text that a program took out of this file beside it as `source.txt`, and say which program and version that was:
# extracted-with = "pdftotext 24.02"
# Or say why there is no text with which the edition could be compared:
# not-compared = "A scan without text."
"#;

/// The date's lines: as given, or how to write it.
fn date(letter: &NewLetter) -> String {
    match letter.date {
        Some(_) => format!("value = {}\nbasis = \"printed\"", quoted(&letter.date_text)),
        None => "# Not known yet. Write what the letter prints, or what is certain and how you know it:\n\
                 # value = \"2025-11-13/..\"\n\
                 # basis = \"bounds\"\n\
                 # note = \"…\"\n\
                 # [[date.evidence]]\n\
                 # letter = \"…\"\n\
                 # block = \"p2\"\n\
                 # quote = \"…\""
            .to_owned(),
    }
}

/// The lines of a sender or recipient: as given, or how to write it.
fn party(key: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("[[{key}]]\norganisation = {}", quoted(name)),
        None => format!("# [[{key}]]\n# name = \"…\"\n# role = \"…\"\n# organisation = \"…\""),
    }
}

/// What fills a gap of an edition.
fn edition(gap: &str, letter: &NewLetter, (lang, body): (&Lang, &str)) -> Option<String> {
    let title = letter.titles.get(lang).map(String::as_str).unwrap_or_default();
    Some(match gap {
        "role" if !body.is_empty() => format!("{ORIGINAL}\n{}", FROM_TEXT.replace("{id}", &letter.id)),
        "role" if *lang == letter.original => ORIGINAL.to_owned(),
        "role" => TRANSLATION.to_owned(),
        "title" => quoted(title),
        "slug" => quoted(&slug::in_language(title, lang, MAX_SLUG)),
        "body" => body.to_owned(),
        _ => return None,
    })
}

/// What the original edition is.
const ORIGINAL: &str = "# This is the original: after the second line `+++` stands the text of the source, in Markdown.";

/// What is left to do when the source's text stands in the edition.
const FROM_TEXT: &str = "\
# The source stands there as it came. Take out page heads and numbers, mark headings with `## ` and list items with `- `, and mend what was
# misread; never the author’s own slips. Then `dossier lock` and `dossier corrections {id}`, which proposes a record for each change.";

/// What a translation is.
const TRANSLATION: &str = "\
# This is a translation: block for block as the original, with the same amounts, dates and numbers. What you leave out is declared by its
# id, such as `gaps = [\"p3\"]`.";

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> NewLetter {
        let lang = |tag| Lang::parse(tag).unwrap();
        NewLetter {
            id: "first".into(),
            kind: "letter".into(),
            original: lang("fr-be"),
            date: None,
            date_text: String::new(),
            titles: [(lang("fr-be"), "Réponse à l’“été”".to_owned())].into(),
            sender: None,
            recipient: None,
            received_as: "Scan 3.TXT".into(),
            source: b"\xef\xbb\xbfUn\r\ndeux\r\n".to_vec(),
        }
    }

    fn text(files: &Files, name: &str) -> String {
        String::from_utf8(files.iter().find(|(path, _)| path == name).unwrap().1.clone()).unwrap()
    }

    #[test]
    fn what_is_unknown_is_not_made_up() {
        let languages = ["fr-be", "nl"].map(|tag| Lang::parse(tag).unwrap());
        let files = files(&letter(), &languages).unwrap();
        let metadata: toml::Table = text(&files, "letter.toml").parse().unwrap();
        assert!(metadata["date"].as_table().unwrap().is_empty() && !metadata.contains_key("senders"), "{metadata}");
        assert_eq!(metadata["source"]["received-as"].as_str(), Some("Scan 3.TXT"));
        assert!(text(&files, "nl.md").contains("title = \"\"\nslug = \"\"\nsummary = \"\"\n+++\n"), "{}", text(&files, "nl.md"));
        let original = text(&files, "fr-be.md");
        assert!(original.contains("slug = \"reponse-a-l-ete\"\n") && original.ends_with("+++\n\nUn\ndeux\n"), "{original}");
        assert!(files.iter().all(|(path, bytes)| path == "source.txt" || !String::from_utf8_lossy(bytes).contains("{{")));
    }

    #[test]
    fn the_source_stays_as_it_came() {
        let files = files(&letter(), &[]).unwrap();
        assert_eq!(files.iter().find(|(path, _)| path == "source.txt").unwrap().1, letter().source);
    }

    #[test]
    fn a_source_without_text_asks_for_one() {
        let scan = NewLetter { received_as: "a.PDF".into(), source: b"%PDF-".to_vec(), ..letter() };
        let files = files(&scan, &[Lang::parse("fr-be").unwrap()]).unwrap();
        assert!(text(&files, "letter.toml").contains("# not-compared = "));
        assert_eq!(files.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["fr-be.md", "letter.toml", "source.pdf"]);
        assert_eq!(super::files(&NewLetter { received_as: "a.exe".into(), ..letter() }, &[]), None);
    }
}
