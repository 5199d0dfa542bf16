//! The dossier as JSON-LD, on the home page of each language: what it is, its newest letters, and its data files.

use serde_json::{Value, json};

use super::super::home::MAX_LETTERS;
use super::super::page::Page;
use super::graph::{self, put, put_all};
use super::ledger;
use crate::site::routes::CitationFormat;

/// Data files of the whole dossier, with their media types.
const FILES: &[(&str, &str)] = &[("data/dossier.json", "application/json")];

/// The graph of the dossier: the site as a collection, and its data. No licence is told, as the publisher's is words and no address.
pub(super) fn graph(page: &Page<'_>) -> Value {
    json!({ "@context": graph::CONTEXT, "@graph": [collection(page), dataset(page)] })
}

/// The dossier.
fn collection(page: &Page<'_>) -> Value {
    let dossier = page.stage.inputs.dossier;
    let settings = &dossier.settings;
    let languages: Vec<&str> = settings.languages.iter().map(|lang| lang.tag()).collect();
    let mut thing = json!({
        "@type": "Collection",
        "@id": graph::dossier(page),
        "name": page.text(&settings.title),
        "description": page.text(&settings.description),
        "inLanguage": languages,
        "version": settings.version,
        "datePublished": settings.published,
    });
    put(&mut thing, "url", settings.base_url.as_ref().map(|_| graph::dossier(page).into()));
    let newest = dossier.letters.iter().rev().take(MAX_LETTERS);
    put_all(&mut thing, "hasPart", newest.filter_map(|letter| graph::letter(page, letter, page.reading(letter))).collect());
    thing
}

/// The data of the dossier.
fn dataset(page: &Page<'_>) -> Value {
    let inputs = page.stage.inputs;
    let settings = &inputs.dossier.settings;
    let text = inputs.dossier.page("data", page.lang);
    let name = text.map_or_else(|| page.word("nav.data"), |text| text.title.clone());
    let description = text.map_or_else(|| page.text(&settings.description), |text| text.summary.clone());
    let citations = CitationFormat::ALL.iter().map(|format| (format.all, format.media_type));
    let mut thing = json!({
        "@type": "Dataset",
        "name": format!("{}: {name}", page.text(&settings.title)),
        "description": description,
        "isPartOf": { "@id": graph::dossier(page) },
        "version": settings.version,
        "datePublished": settings.published,
        "distribution": FILES.iter().chain(ledger::FILES).copied().chain(citations).map(|file| graph::download(page, file)).collect::<Vec<_>>(),
    });
    let path = inputs.routes.page("data", page.lang);
    put(&mut thing, "@id", path.map(|path| graph::address(page, path, "").into()));
    thing
}
