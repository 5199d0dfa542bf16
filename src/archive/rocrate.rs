//! RO-Crate 1.3: what is in a bag, described for programs. What the publisher has not said is left out.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Map, Value, json};

use super::{Inputs, bag, size};
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Edition, Letter};
use crate::model::locale::Locale;
use crate::site::routes::source_path;

/// The file's name, in the folder of a bag's payload.
pub(super) const NAME: &str = "ro-crate-metadata.json";

/// Where the terms of use are described.
const LICENCE: &str = "#licence";

/// The version of the specification.
const VERSION: &str = "https://w3id.org/ro/crate/1.3";

/// Media types by the endings of names.
const TYPES: &[(&str, &str)] = &[
    ("bib", "application/x-bibtex"),
    ("csv", "text/csv"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("htm", "text/html"),
    ("html", "text/html"),
    ("json", "application/json"),
    ("pdf", "application/pdf"),
    ("lock", "text/plain"),
    ("md", "text/markdown"),
    ("ris", "application/x-research-info-systems"),
    ("toml", "application/toml"),
    ("txt", "text/plain"),
];

/// The description.
pub(super) fn text(inputs: &Inputs<'_>) -> io::Result<String> {
    let crated = Crate { inputs, locale: first_locale(inputs) };
    let parts = crated.parts()?;
    let ids = pointers(&parts, "");
    let mut graph =
        vec![json!({ "@id": NAME, "@type": "CreativeWork", "conformsTo": { "@id": VERSION }, "about": { "@id": "./" } }), crated.root(ids)];
    graph.extend(crated.beside());
    graph.extend(parts);
    Ok(format!("{:#}\n", json!({ "@context": format!("{VERSION}/context"), "@graph": graph })))
}

/// Pointers to the parts whose paths begin with a folder, without that folder.
fn pointers(parts: &[Value], folder: &str) -> Vec<Value> {
    let ids = parts.iter().filter_map(|part| part.get("@id")?.as_str());
    ids.filter(|id| id.starts_with(folder) && *id != folder).map(|id| json!({ "@id": id })).collect()
}

/// Some values as the specification wants them: one by itself, several as a list, none not at all.
fn few(values: Vec<&str>) -> Option<Value> {
    match values.as_slice() {
        [] => None,
        [one] => Some(json!(one)),
        _ => Some(json!(values)),
    }
}

/// What belongs to the dossier's first language.
fn first_locale<'a>(inputs: &'a Inputs<'_>) -> Option<&'a Locale> {
    inputs.resolved.locales.get(inputs.resolved.dossier.settings.languages.first()?)
}

/// What is described.
struct Crate<'a, 'b> {
    /// What copies are made of.
    inputs: &'a Inputs<'b>,
    /// What belongs to the dossier's first language, in which it is described.
    locale: Option<&'a Locale>,
}

impl Crate<'_, '_> {
    /// A text in the first language.
    fn text<'c>(&self, text: &'c LangText) -> &'c str {
        self.locale.map(|locale| text.text(&locale.lang)).unwrap_or_default()
    }

    /// A word of the interface.
    fn word(&self, key: &str) -> String {
        self.locale.map(|locale| locale.word(key).to_owned()).unwrap_or_default()
    }

    /// The whole dossier.
    fn root(&self, parts: Vec<Value>) -> Value {
        let settings = &self.inputs.resolved.dossier.settings;
        let name = self.text(&settings.title);
        let mut others: Vec<&str> =
            settings.languages.iter().map(|lang| settings.title.text(lang)).filter(|title| *title != name).collect();
        others.dedup();
        with(
            json!({
                "@id": "./",
                "@type": "Dataset",
                "name": name,
                "description": self.text(&settings.description),
                "datePublished": settings.published,
                "version": settings.version,
                "hasPart": parts,
            }),
            [
                ("alternateName", few(others)),
                ("inLanguage", few(settings.languages.iter().map(Lang::tag).collect())),
                ("license", (!settings.licence.is_empty()).then(|| json!({ "@id": self.licence() }))),
                ("publisher", self.publisher().map(|publisher| json!({ "@id": publisher.get("@id") }))),
                ("url", settings.base_url.as_ref().map(|url| json!(url))),
            ],
        )
    }

    /// What the dossier points to and is no part of it: terms of use, publisher, who answers for it.
    fn beside(&self) -> Vec<Value> {
        let settings = &self.inputs.resolved.dossier.settings;
        let licence = (!settings.licence.is_empty()).then(|| {
            json!({ "@id": self.licence(), "@type": "CreativeWork", "name": self.word("copy.licence"), "description": self.text(&settings.licence) })
        });
        licence.into_iter().chain(self.publisher()).chain(self.contact()).collect()
    }

    /// Where the terms of use are described: at their address, if they have one.
    fn licence(&self) -> &str {
        self.inputs.resolved.dossier.settings.licence_url.as_deref().unwrap_or(LICENCE)
    }

    /// The publisher, if the settings name one.
    fn publisher(&self) -> Option<Value> {
        let publisher = self.inputs.resolved.dossier.settings.publisher.as_ref()?;
        let id = publisher.uri.as_deref().or(publisher.url.as_deref()).unwrap_or("#publisher");
        let url = publisher.url.as_ref().map(|url| json!(url));
        let contact = self.contact().map(|contact| json!({ "@id": contact.get("@id") }));
        let organisation = json!({ "@id": id, "@type": "Organization", "name": self.text(&publisher.name) });
        Some(with(organisation, [("url", url), ("contactPoint", contact)]))
    }

    /// Who answers for the publisher, if the settings say it. A page on the web can be the publisher's own, so it is no id.
    fn contact(&self) -> Option<Value> {
        let publisher = self.inputs.resolved.dossier.settings.publisher.as_ref()?;
        let contact = publisher.contact.as_deref()?;
        let (id, key, value) = contact.strip_prefix("mailto:").map_or(("#contact", "url", contact), |mail| (contact, "email", mail));
        let described = json!({ "@id": id, "@type": "ContactPoint", "name": self.text(&publisher.name) });
        Some(with(described, [(key, Some(json!(value)))]))
    }

    /// The files that are described, and the folders with what is in them.
    fn parts(&self) -> io::Result<Vec<Value>> {
        let mut files = Vec::new();
        let mut known = BTreeSet::new();
        for letter in &self.inputs.resolved.dossier.letters {
            files.push(self.source(letter));
            for edition in &letter.editions {
                files.extend(self.edition(letter, edition, &mut known)?);
            }
        }
        for path in self.inputs.site.paths() {
            let is_data = path.starts_with("data/") && !path.starts_with("data/letters/");
            if is_data || path == "index.html" {
                let what = if is_data { "copy.data" } else { "copy.pages" };
                files.push(self.file((&format!("site/{path}"), path), &self.word(what), size(self.inputs.site, path)?));
            }
        }
        for path in self.inputs.own.paths() {
            files.push(self.file((path, path), &self.word("copy.content"), size(self.inputs.own, path)?));
        }
        let folders = [("site/", "copy.pages"), ("sources/", "copy.sources"), ("content/", "copy.content"), ("themes/", "copy.content")];
        let folder = |(id, what): (&str, &str)| {
            let inside = pointers(&files, id);
            let described = json!({ "@id": id, "@type": "Dataset", "name": id, "description": self.word(what), "hasPart": inside });
            (!inside.is_empty()).then_some(described)
        };
        let folders: Vec<Value> = folders.into_iter().filter_map(folder).collect();
        Ok(folders.into_iter().chain(files).collect())
    }

    /// A source.
    fn source(&self, letter: &Letter) -> Value {
        let source = &letter.source;
        let file = self.file((&source_path(letter), &source.received_as), &self.word("copy.source"), source.len());
        with(file, [("sha256", Some(json!(source.sha256)))])
    }

    /// The page of an edition, once.
    fn edition(&self, letter: &Letter, edition: &Edition, known: &mut BTreeSet<String>) -> io::Result<Option<Value>> {
        let page = |lang| self.inputs.resolved.routes.letter(&letter.id, lang).map(ToString::to_string);
        let Some(path) = page(&edition.lang).filter(|path| known.insert(path.clone())) else { return Ok(None) };
        let n_bytes = size(self.inputs.site, &path)?;
        let summary = if edition.summary.is_empty() { &edition.title } else { &edition.summary };
        let file = self.file((&format!("{}{path}", bag::SITE.trim_start_matches("data/")), &edition.title), summary, n_bytes);
        let is_original = edition.lang == letter.original;
        let original = page(&letter.original).map(|path| json!({ "@id": format!("site/{path}") }));
        Ok(Some(with(
            file,
            [
                ("inLanguage", Some(json!(edition.lang.tag()))),
                ("isBasedOn", is_original.then(|| json!({ "@id": source_path(letter) }))),
                ("translationOfWork", original.filter(|_| !is_original)),
            ],
        )))
    }

    /// A file with what archives ask of each.
    fn file(&self, (id, name): (&str, &str), description: &str, n_bytes: usize) -> Value {
        let ending = id.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let known = TYPES.iter().find(|(known, _)| Some(*known) == ending.as_deref());
        let media = known.map_or("application/octet-stream", |(_, media)| media);
        json!({
            "@id": id,
            "@type": "File",
            "name": name,
            "description": description,
            "contentSize": n_bytes.to_string(),
            "encodingFormat": media,
        })
    }
}

/// A description with what else is known.
fn with<const N: usize>(value: Value, more: [(&str, Option<Value>); N]) -> Value {
    let Value::Object(mut object) = value else { return value };
    object.extend(more.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect::<Map<_, _>>());
    Value::Object(object)
}
