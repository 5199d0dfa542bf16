//! `data/dossier.json`: the pages and letters of the site, and the references between them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Inputs, texts};
use crate::links::Incoming;
use crate::model::letter::{Letter, Reference, Target};

/// The whole file.
#[derive(Serialize)]
pub struct DossierView {
    /// The version of the format.
    schema_version: &'static str,
    /// The dossier's version.
    version: String,
    /// The day it was published.
    published: String,
    /// Its title, by language.
    title: BTreeMap<String, String>,
    /// Its languages, in order.
    languages: Vec<String>,
    /// Its pages.
    pages: Vec<PageView>,
    /// Its letters, oldest first.
    letters: Vec<LetterView>,
    /// Documents outside the dossier that letters name.
    externals: Vec<ExternalView>,
}

/// A page.
#[derive(Serialize)]
struct PageView {
    /// Its kind.
    kind: String,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<String>,
    /// Its path from the site's root.
    path: String,
    /// Its title.
    title: String,
    /// The letter that it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<String>,
}

/// A letter.
#[derive(Serialize)]
struct LetterView {
    /// Its id.
    id: String,
    /// Its kind.
    kind: String,
    /// Its date, as EDTF.
    date: String,
    /// `day`, `month`, `year` or `interval`.
    date_precision: &'static str,
    /// `printed`, `derived` or `bounds`.
    date_basis: &'static str,
    /// Its official numbers.
    numbers: Vec<NumberView>,
    /// The file as received.
    source: SourceView,
    /// Its editions, by language.
    editions: BTreeMap<String, EditionView>,
    /// What it refers to.
    references: Vec<ReferenceView>,
    /// What refers to it.
    referenced_by: Vec<IncomingView>,
}

/// An official number.
#[derive(Serialize)]
struct NumberView {
    /// Its kind.
    kind: String,
    /// The number as printed.
    value: String,
}

/// A source.
#[derive(Serialize)]
struct SourceView {
    /// Its path from the site's root.
    file: String,
    /// Its name when received.
    received_as: String,
    /// Its SHA-256.
    sha256: String,
}

/// An edition.
#[derive(Serialize)]
struct EditionView {
    /// Its page.
    path: String,
    /// Its title.
    title: String,
    /// Whether it is the original.
    is_original: bool,
}

/// A reference.
#[derive(Serialize)]
struct ReferenceView {
    /// The letter to which it points.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// The block to which it points.
    #[serde(skip_serializing_if = "Option::is_none")]
    to_block: Option<String>,
    /// The document outside the dossier to which it points.
    #[serde(skip_serializing_if = "Option::is_none")]
    external: Option<String>,
    /// How.
    r#type: &'static str,
    /// The block that refers.
    block: String,
    /// The words that refer, by language.
    quote: BTreeMap<String, String>,
}

/// A reference seen from its target.
#[derive(Serialize)]
struct IncomingView {
    /// The letter that refers.
    from: String,
    /// How.
    r#type: &'static str,
    /// The block that refers.
    block: String,
    /// The words that refer, by language.
    quote: BTreeMap<String, String>,
}

/// A document outside the dossier.
#[derive(Serialize)]
struct ExternalView {
    /// Its id.
    id: String,
    /// What it is called, by language.
    title: BTreeMap<String, String>,
    /// Its official number.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// What refers to it.
    referenced_by: Vec<IncomingView>,
}

/// Builds the file.
#[must_use]
pub fn view(inputs: &Inputs<'_>) -> DossierView {
    let settings = &inputs.dossier.settings;
    DossierView {
        schema_version: "1",
        version: settings.version.clone(),
        published: settings.published.clone(),
        title: texts(&settings.title, &settings.languages),
        languages: settings.languages.iter().map(ToString::to_string).collect(),
        pages: inputs.pages.iter().map(page).collect(),
        letters: inputs.dossier.letters.iter().map(|of| letter(inputs, of)).collect(),
        externals: externals(inputs),
    }
}

/// The view of a page.
fn page(page: &crate::render::PageEntry) -> PageView {
    PageView {
        kind: page.kind.clone(),
        lang: page.lang.as_ref().map(ToString::to_string),
        path: page.path.to_string(),
        title: page.title.clone(),
        letter: page.letter.as_ref().map(ToString::to_string),
    }
}

/// The view of a letter.
fn letter(inputs: &Inputs<'_>, letter: &Letter) -> LetterView {
    let edition = |edition: &crate::model::letter::Edition| {
        let path = inputs.routes.letter(&letter.id, &edition.lang)?.to_string();
        let view = EditionView { path, title: edition.title.clone(), is_original: edition.lang == letter.original };
        Some((edition.lang.to_string(), view))
    };
    let incoming = inputs.links.incoming.get(&letter.id).into_iter().flatten();
    LetterView {
        id: letter.id.to_string(),
        kind: letter.kind.clone(),
        date: letter.date.value.to_string(),
        date_precision: letter.date.value.precision(),
        date_basis: letter.date.basis.name(),
        numbers: letter.numbers.iter().map(|number| NumberView { kind: number.kind.clone(), value: number.value.clone() }).collect(),
        source: SourceView {
            file: crate::site::routes::source_path(letter),
            received_as: letter.source.received_as.clone(),
            sha256: letter.source.sha256.clone(),
        },
        editions: letter.editions.iter().filter_map(edition).collect(),
        references: letter.references.iter().map(|of| reference(inputs, of)).collect(),
        referenced_by: incoming.map(|of| incoming_view(inputs, of)).collect(),
    }
}

/// The view of a reference.
fn reference(inputs: &Inputs<'_>, reference: &Reference) -> ReferenceView {
    let (to, to_block, external) = match &reference.target {
        Target::Letter(id, block) => (Some(id.to_string()), block.clone(), None),
        Target::External(id) => (None, None, Some(id.clone())),
    };
    let quote = texts(&reference.evidence.quote, &inputs.dossier.settings.languages);
    ReferenceView { to, to_block, external, r#type: reference.relation.name(), block: reference.evidence.block.to_string(), quote }
}

/// The view of a reference from its target.
fn incoming_view(inputs: &Inputs<'_>, incoming: &Incoming) -> IncomingView {
    let reference = &incoming.reference;
    IncomingView {
        from: incoming.from.to_string(),
        r#type: reference.relation.name(),
        block: reference.evidence.block.to_string(),
        quote: texts(&reference.evidence.quote, &inputs.dossier.settings.languages),
    }
}

/// The documents outside the dossier.
fn externals(inputs: &Inputs<'_>) -> Vec<ExternalView> {
    let view = |external: &crate::model::dossier::External| ExternalView {
        id: external.id.clone(),
        title: texts(&external.title, &inputs.dossier.settings.languages),
        number: external.number.clone(),
        referenced_by: inputs.links.external.get(&external.id).into_iter().flatten().map(|of| incoming_view(inputs, of)).collect(),
    };
    inputs.dossier.externals.iter().map(view).collect()
}
