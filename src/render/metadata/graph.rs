//! JSON-LD in the terms of schema.org: what letters and dossiers are called in it, and how it is written into a page.
//!
//! What is named has an address: a letter in a language is the text on its page (`…#text`), a question the place where it stands,
//! the dossier the site's entrance. With a base URL these are full addresses, the same in every copy of the site. Without one they
//! are relative: JSON-LD resolves them against the document that holds them, so in each copy they name what lies in that copy,
//! and no domain is made up. `base-uri 'none'` keeps a page from changing what they are resolved against.

use serde_json::{Value, json};

use super::super::frame::full;
use super::super::page::Page;
use crate::model::lang::Lang;
use crate::model::letter::{Letter, Party};
use crate::site::SitePath;

/// The vocabulary.
pub(super) const CONTEXT: &str = "https://schema.org";

/// JSON as it may stand in a script element. Nothing in it can end or change the element: there `</script`, `<!--` and `<script`
/// have a meaning, so no `<` stands as it is; neither does `>` or `&`, for readers that take the page for XML.
pub(super) fn written(value: &Value) -> String {
    value.to_string().chars().fold(String::new(), |mut out, char| {
        match char {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            other => out.push(other),
        }
        out
    })
}

/// The address of a file of the site, and of a place in it.
pub(super) fn address(page: &Page<'_>, path: &SitePath, anchor: &str) -> String {
    let hash = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    match &page.stage.inputs.dossier.settings.base_url {
        Some(base) => format!("{}{hash}", full(base, path)),
        None if path == page.path() && !anchor.is_empty() => hash,
        None => format!("{}{hash}", page.to(path)),
    }
}

/// The address of a data file.
pub(super) fn file(page: &Page<'_>, path: &str) -> String {
    address(page, &SitePath::new(path), "")
}

/// A data file, with its media type.
pub(super) fn download(page: &Page<'_>, (path, media_type): (&str, &str)) -> Value {
    json!({ "@type": "DataDownload", "encodingFormat": media_type, "contentUrl": file(page, path) })
}

/// What names the dossier: its entrance, which is of no language.
pub(super) fn dossier(page: &Page<'_>) -> String {
    file(page, "index.html")
}

/// What names a letter in a language; nothing where it has no edition in it.
pub(super) fn letter(page: &Page<'_>, letter: &Letter, lang: &Lang) -> Option<Value> {
    letter.edition(lang)?;
    let path = page.stage.inputs.routes.letter(&letter.id, lang)?;
    Some(json!({ "@id": address(page, path, "text") }))
}

/// A sender or a recipient: a person by name or role, with an organisation, or an organisation alone.
pub(super) fn party(page: &Page<'_>, party: &Party) -> Value {
    let (role, organisation) = (page.text(&party.role), page.text(&party.organisation));
    let named = || json!({ "@type": "Organization", "name": organisation });
    if party.name.is_none() && role.is_empty() {
        return named();
    }
    let mut person = json!({ "@type": "Person" });
    put(&mut person, "name", party.name.clone().map(Value::from));
    put(&mut person, "jobTitle", (!role.is_empty()).then(|| role.into()));
    put(&mut person, "affiliation", (!organisation.is_empty()).then(named));
    person
}

/// Gives a thing a property, where it has a value.
pub(super) fn put(thing: &mut Value, property: &str, value: Option<Value>) {
    if let (Some(object), Some(value)) = (thing.as_object_mut(), value) {
        object.insert(property.to_owned(), value);
    }
}

/// Gives a thing the values of a property, where there are any.
pub(super) fn put_all(thing: &mut Value, property: &str, values: Vec<Value>) {
    put(thing, property, (!values.is_empty()).then(|| values.into()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script_element() {
        let hostile = "</script><!--<script>]]>&lt;\u{2028}\\u003c";
        let text = written(&json!({ "name": hostile }));
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!({ "name": hostile }));
    }
}
