//! The site's data files: what other tools read. Their formats are promised to last; the JSON Schemas lie beside them.

pub mod citations;
pub mod dossier;
pub mod feeds;
pub mod funding;
pub mod letters;
pub mod names;
pub mod opensearch;
mod references;
pub mod sitemap;
pub mod timeline;

use std::collections::BTreeMap;

use crate::funding::Ledger;
use crate::links::Links;
use crate::model::dossier::Dossier;
use crate::model::lang::{Lang, LangText};
use crate::model::locale::Locale;
use crate::proof::{Proof, Proofs};
use crate::render::Listing;
use crate::site::routes::Routes;
use crate::timeline::Chronicle;

/// What data files are made of.
pub struct Inputs<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its references, both ways.
    pub links: &'a Links,
    /// How each source leads to its edition.
    pub proofs: &'a Proofs,
    /// Its ledger, checked.
    pub ledger: &'a Ledger,
    /// What became of expectations.
    pub chronicle: &'a Chronicle,
    /// What belongs to each language.
    pub locales: &'a BTreeMap<Lang, Locale>,
    /// Where every page lies.
    pub routes: &'a Routes,
    /// The pages of the site, and where each amount stands on them.
    pub listing: &'a Listing,
}

/// Every data file, by its path from the site's root.
#[must_use]
pub fn files(inputs: &Inputs<'_>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    files.insert("data/dossier.json".to_owned(), pretty(&dossier::view(inputs)));
    files.insert("data/actors.json".to_owned(), pretty(&names::actors(inputs)));
    files.insert("data/glossary.json".to_owned(), pretty(&names::glossary(inputs)));
    files.extend(funding::files(inputs));
    files.insert("data/timeline.json".to_owned(), pretty(&timeline::view(inputs)));
    files.extend(citations::files(inputs));
    for (name, schema) in SCHEMAS {
        files.insert(format!("data/{name}.schema.json"), (*schema).to_owned());
    }
    let (languages, none) = (&inputs.dossier.settings.languages, Proof::default());
    for letter in &inputs.dossier.letters {
        let proof = inputs.proofs.get(&letter.id).unwrap_or(&none);
        files.insert(format!("data/letters/{}.json", letter.id), pretty(&letters::view(letter, proof, languages)));
    }
    files.extend(sitemap::files(inputs));
    files.extend(feeds::files(inputs));
    files.extend(opensearch::files(inputs));
    files
}

/// The JSON Schemas of the data files.
const SCHEMAS: &[(&str, &str)] = &[
    ("actors", include_str!("export/actors.schema.json")),
    ("dossier", include_str!("export/dossier.schema.json")),
    ("glossary", include_str!("export/glossary.schema.json")),
    ("funding", include_str!("export/funding.schema.json")),
    ("letter", include_str!("export/letter.schema.json")),
    ("timeline", include_str!("export/timeline.schema.json")),
];

/// A value as indented JSON with a line feed at the end.
fn pretty(value: &impl serde::Serialize) -> String {
    // Serialisation of maps with text keys, texts and whole numbers cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// A text per language of the dossier; languages that have none are absent.
fn texts(text: &LangText, languages: &[Lang]) -> BTreeMap<String, String> {
    let in_lang = |lang: &Lang| Some((lang.tag().to_owned(), text.find(lang)?.to_owned()));
    languages.iter().filter_map(in_lang).collect()
}
