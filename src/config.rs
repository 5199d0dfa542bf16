//! The settings file `content/dossier.toml` as one complete, checked value.

mod government;
mod hosting;

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil;

use crate::data::{self, Table, file};
use crate::model::dossier::{Accept, DataLicence, DocumentKind, NumberKind, Publisher, Settings};
use crate::model::lang::Lang;
use crate::model::markup::Element;
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest, registry};

/// Where the settings stand, from the dossier's root.
pub const PATH: &str = "content/dossier.toml";

/// The theme of a dossier that chooses none.
const THEME: &str = "dossier";

/// Loads the settings; `None` if they are missing or not complete enough to go on.
pub fn load(root: &Path, problems: &mut Problems) -> Option<Settings> {
    if !file::exists(root, PATH) {
        problems.add(kinds::missing_file(Place::of_path(PATH), PATH, "the settings of the dossier"));
        return None;
    }
    let file = file::text(root, PATH, problems)?;
    let mut settings = data::read(&file, 0..file.len(), problems, settings)?;
    settings.previous = settings.previous.map(|(path, place)| (root.join(path), place));
    Some(settings)
}

/// Reads the settings.
fn settings(table: &Table<'_>) -> Option<Settings> {
    let languages = languages(table);
    let version = table.need_text("version", "the dossier's version, such as \"1.0.0\"");
    let published = published(table);
    // Every key is asked for before anything is given up: what nobody asked for would be told as unknown.
    let settings = Settings {
        file: table.file().clone(),
        version: version.as_ref().map(|(version, _)| version.clone()).unwrap_or_default(),
        published: published.clone().unwrap_or_default(),
        title: table.need_lang_text("title", "the dossier's name in each language"),
        description: table.need_lang_text("description", "one sentence about the dossier in each language"),
        base_url: base_url(table),
        theme: table.text("theme").unwrap_or_else(|| (THEME.to_owned(), Place::start_of(table.file()))),
        kinds: table.named_tables("kinds", |name, kind| (name.to_owned(), document_kind(kind))).into_iter().collect(),
        number_kinds: table.named_tables("number-kinds", |name, kind| (name.to_owned(), number_kind(kind))).into_iter().collect(),
        key_figures: table.distinct_texts("key-figures"),
        licence: table.lang_text("licence"),
        licence_url: plain_address(table, "licence-url"),
        publisher: table.table("publisher", publisher),
        data_licence: table.table("data-licence", data_licence).flatten(),
        previous: table.text("previous").map(|(path, place)| (path.into(), place)),
        html: hosting::names(table, ("html", Element::NAMES), Element::find).into_iter().collect(),
        hosting: table.table("hosting", |table| hosting::hosting(table, published.as_deref())).unwrap_or_default(),
        government: table.table("government", government::government).unwrap_or_default(),
        accepts: table.tables("accept", accept).into_iter().flatten().collect(),
        languages,
    };
    (version.is_some() && published.is_some() && !settings.languages.is_empty()).then_some(settings)
}

/// Reads the languages.
fn languages(table: &Table<'_>) -> Vec<Lang> {
    let tags = table.texts("languages");
    let empty = table.empty_list("languages");
    if empty.is_some() || !table.has("languages") {
        let place = empty.unwrap_or_else(|| table.place());
        table.report(kinds::missing_key(place, "languages", "the languages of the site, such as [\"nl\", \"en\"]"));
    }
    let mut languages: Vec<Lang> = Vec::new();
    for (tag, place) in tags {
        match Lang::parse(&tag) {
            Some(lang) if languages.contains(&lang) => table.report(kinds::duplicate_id(place, &tag)),
            Some(lang) => languages.push(lang),
            None => table.report(kinds::bad_language(place, &tag)),
        }
    }
    languages
}

/// Reads the day of publication.
fn published(table: &Table<'_>) -> Option<String> {
    let (text, place) = table.need_text("published", "the day of publication, such as \"2026-11-21\"")?;
    if civil::Date::from_str(&text).is_err() || text.len() != 10 {
        table.report(kinds::wrong_value(place, "published", "a day, such as \"2026-11-21\""));
    }
    Some(text)
}

/// What a site's address is.
pub const BASE_URL: &str = "an address that begins with `https://` or `http://`, then a host and folders in plain letters";

/// Reads the site's address: `https://…/` or `http://…/`.
fn base_url(table: &Table<'_>) -> Option<String> {
    let (text, place) = table.text("base-url")?;
    let base = checked_base_url(&text);
    if base.is_none() {
        table.report(kinds::wrong_value(place, "base-url", BASE_URL));
    }
    base
}

/// An address that begins with `https://` or `http://`, with one `/` at its end; `None` for anything else.
#[must_use]
pub fn checked_base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let mut parts = rest.trim_end_matches('/').split('/');
    let is_clean = parts.next().is_some_and(is_host) && parts.all(is_folder);
    is_clean.then(|| format!("{}/", text.trim_end_matches('/')))
}

/// Whether a text is the name of a host in ASCII, with a port or not.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').map_or((text, None), |(name, port)| (name, Some(port)));
    let is_label = |label: &str| {
        let is_hyphenated = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && !is_hyphenated && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.split('.').all(is_label) && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| 0 < port))
}

/// Whether a text can be a folder of an address as it stands.
fn is_folder(text: &str) -> bool {
    !matches!(text, "" | "." | "..") && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

/// Reads who publishes the dossier.
fn publisher(table: &Table<'_>) -> Publisher {
    Publisher {
        name: table.need_lang_text("name", "the publisher's name, in each language or one for all"),
        url: plain_address(table, "url"),
        uri: plain_address(table, "uri"),
        contact: contact(table),
    }
}

/// Reads who answers for the publisher: an address for mail, or one on the web. Returns it as an address that can be followed.
fn contact(table: &Table<'_>) -> Option<String> {
    let (contact, place) = table.text("contact")?;
    let is_web = contact.split_once("://").is_some_and(|(scheme, rest)| matches!(scheme, "https" | "http") && is_plain(rest));
    let is_name = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._+".contains(&byte));
    let mail = contact.strip_prefix("mailto:").unwrap_or(&contact);
    let is_mail = mail.split_once('@').is_some_and(|(name, host)| is_name(name) && is_name(host) && host.contains('.'));
    if !is_web && !is_mail {
        table.report(kinds::wrong_value(place, "contact", "an address for mail, or one that begins with `https://` or `http://`"));
        return None;
    }
    Some(if is_mail { format!("mailto:{mail}") } else { contact })
}

/// Reads the licence of the ledger as data.
fn data_licence(table: &Table<'_>) -> Option<DataLicence> {
    let name = table.need_text("name", "the licence's identifier, such as \"CC0-1.0\"");
    let (path, title) = (plain_address(table, "path"), table.lang_text("title"));
    let (name, place) = name?;
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)) {
        table.report(kinds::wrong_value(place, "name", "the licence's identifier, such as \"CC0-1.0\": letters, figures and `-._`"));
        return None;
    }
    Some(DataLicence { name, path, title })
}

/// Reads a kind of document: its name, and its address in a list that others keep.
fn document_kind(table: &Table<'_>) -> DocumentKind {
    let uri = plain_address(table, "uri");
    DocumentKind { name: table.need_lang_text("name", "the kind's name in each language"), uri }
}

/// Reads an address of the web.
fn plain_address(table: &Table<'_>, key: &'static str) -> Option<String> {
    let (address, place) = table.text(key)?;
    let is_sound = address.split_once("://").is_some_and(|(scheme, rest)| matches!(scheme, "https" | "http") && is_plain(rest));
    if !is_sound {
        table.report(kinds::wrong_value(place, key, "an address that begins with `https://` or `http://`, in plain letters"));
    }
    is_sound.then_some(address)
}

/// Whether the rest of an address is of letters, figures and signs that an address may have.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/:#%".contains(&byte))
}

/// Reads a kind of number: its name, and how its numbers are written and published.
fn number_kind(table: &Table<'_>) -> NumberKind {
    let address = table.text("address").and_then(|(address, place)| {
        let is_sound = checked_base_url(address.split("{number}").next().unwrap_or_default().rsplit_once('/').map_or("", |(base, _)| base));
        if is_sound.is_none() || !address.contains("{number}") {
            table.report(kinds::wrong_value(place, "address", "an address that begins with `https://` and holds `{number}`"));
            return None;
        }
        Some(address)
    });
    NumberKind {
        name: table.need_lang_text("name", "the kind's name in each language"),
        written: table.texts("written"),
        number: table.text("number").map_or_else(|| "$0".to_owned(), |(number, _)| number),
        address,
        patterns: Arc::default(),
    }
}

/// Reads a record that accepts a problem.
fn accept(table: &Table<'_>) -> Option<Accept> {
    let known = || registry::all().filter(|kind| kind.can_be_accepted).map(|kind| kind.id);
    let problem = table.need_text("problem", "the id of the problem");
    let optional = |key| table.text(key).map(|(text, _)| text);
    let (letter, block, words) = (optional("letter"), optional("block"), optional("words"));
    table.need_text("reason", "why the problem is accepted")?;
    let (problem, place) = problem?;
    if !known().any(|id| id == problem) {
        table.report(kinds::unknown_problem(place, &problem, nearest(&problem, known())));
        return None;
    }
    for (key, value) in [("letter", &letter), ("block", &block)] {
        if registry::needs_block(&problem) && value.is_none() {
            table.report(kinds::missing_key(place.clone(), key, "where the difference was looked at: an exception is one of a block"));
        }
    }
    Some(Accept { place, problem, letter, block, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_sites() {
        for (text, expected) in [
            ("https://x.example", Some("https://x.example/")),
            ("http://localhost:8000/a_b/c~d//", Some("http://localhost:8000/a_b/c~d/")),
            ("https://xn--dossir-dva.example/", Some("https://xn--dossir-dva.example/")),
        ] {
            assert_eq!(checked_base_url(text).as_deref(), expected, "{text}");
        }
        for rest in [
            "", "/", "///", "-", ".", "x/../y", "x//y", "x\\y", "[", "u:p@x", "x:0", "x:99999", "é.nl", "x/%", "x/{a}", "x y", "x?a", "x#a",
        ] {
            assert_eq!(checked_base_url(&format!("https://{rest}")), None, "{rest}");
        }
        assert_eq!(checked_base_url("ftp://x"), None);
    }
}
