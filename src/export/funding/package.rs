//! `data/datapackage.json`: the table of amounts as a Frictionless Data Package (Tabular Data Package, version 1).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::amount::AmountView;
use super::{Source, table};
use crate::model::dossier::Settings;
use crate::model::letter::Letter;
use crate::model::slug;

/// How many bytes of the dossier's title the package's name takes.
const MAX_NAME: usize = 80;

/// The description of the table.
pub(super) fn view(source: &Source<'_>, amounts: &[AmountView], csv: &str) -> Value {
    let settings = &source.inputs.dossier.settings;
    let title = settings.languages.first().map(|lang| settings.title.text(lang)).unwrap_or_default();
    let locale = settings.languages.first().and_then(|lang| source.inputs.locales.get(lang));
    let words = slug::of(title, MAX_NAME);
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": if words.is_empty() { "ledger".to_owned() } else { format!("{words}-ledger") },
        "title": locale.map(|locale| locale.fill("dataset.title", &[("title", title)])).unwrap_or_default(),
        "description": description(source),
        "version": settings.version,
        "created": format!("{}T00:00:00Z", settings.published),
        "resources": [resource(source, csv)],
    });
    let sources = sources(source, amounts);
    let optional =
        [("homepage", homepage(source)), ("licenses", licences(settings)), ("sources", (!sources.is_empty()).then(|| sources.into()))];
    if let Some(object) = package.as_object_mut() {
        object.extend(optional.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    }
    package
}

/// What the table is, and how not to use it, in each language; where no licence is stated, that too.
fn description(source: &Source<'_>) -> String {
    let settings = &source.inputs.dossier.settings;
    let in_lang = |lang| {
        let locale = source.inputs.locales.get(lang)?;
        let mut sentences = vec![locale.word("dataset.about"), locale.word("dataset.never"), locale.word("dataset.more")];
        if settings.data_licence.is_none() {
            sentences.extend([locale.word("dataset.no_licence"), settings.licence.text(lang)]);
        }
        sentences.retain(|sentence| !sentence.is_empty());
        Some(sentences.join(" "))
    };
    settings.languages.iter().filter_map(in_lang).collect::<Vec<_>>().join("\n\n")
}

/// The funding page, where the site has an address.
fn homepage(source: &Source<'_>) -> Option<Value> {
    let settings = &source.inputs.dossier.settings;
    let (base, lang) = (settings.base_url.as_ref()?, settings.languages.first()?);
    Some(format!("{base}{}", source.inputs.routes.page("funding", lang)?).into())
}

/// The licence, where the publisher states one.
fn licences(settings: &Settings) -> Option<Value> {
    let licence = settings.data_licence.as_ref()?;
    let title = settings.languages.first().and_then(|lang| licence.title.find(lang));
    let fields: BTreeMap<&str, &str> = [("name", Some(licence.name.as_str())), ("path", licence.path.as_deref()), ("title", title)]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect();
    Some(json!([fields]))
}

/// The letters that state the amounts, in time: title, and the file of the letter beside the package, which no address can break.
fn sources(source: &Source<'_>, amounts: &[AmountView]) -> Vec<Value> {
    let dossier = source.inputs.dossier;
    let Some(lang) = dossier.settings.languages.first() else { return Vec::new() };
    let quoted: BTreeSet<&str> = amounts.iter().map(|amount| amount.stated.letter.as_str()).collect();
    let letters = dossier.letters.iter().filter(|letter| quoted.contains(letter.id.as_str()));
    let title = |letter: &Letter| letter.nearest_edition(lang).map(|edition| edition.title.clone());
    letters
        .map(|letter| json!({ "title": title(letter).unwrap_or_else(|| letter.id.to_string()), "path": format!("letters/{}.json", letter.id) }))
        .collect()
}

/// The table.
fn resource(source: &Source<'_>, csv: &str) -> Value {
    let digest: String = Sha256::digest(csv.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": "funding",
        "path": "funding.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": csv.len(),
        "hash": format!("sha256:{digest}"),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "skipInitialSpace": false,
            "header": true,
            "caseSensitiveHeader": true,
        },
        "schema": {
            "fields": table::fields(source.inputs),
            "primaryKey": "id",
            "foreignKeys": [{ "fields": "restates", "reference": { "resource": "", "fields": "id" } }],
            "missingValues": [""],
        },
    })
}
