//! `data/dossier.json`: the pages and letters of the site, and the references between them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::references::{self, ExternalView, IncomingView, NumberView, ReferenceView};
use super::{Each, Inputs, texts};
use crate::model::letter::{Letter, Party};
use crate::render::PageEntry;

/// The whole file.
#[derive(Serialize)]
pub struct DossierView<'a> {
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
    /// What it is about, by language.
    description: BTreeMap<String, String>,
    /// What may be done with its texts, by language.
    licence: BTreeMap<String, String>,
    /// The address of those terms.
    licence_url: Option<String>,
    /// Who publishes it.
    publisher: Option<PublisherView>,
    /// The licence of the ledger as data.
    data_licence: Option<DataLicenceView>,
    /// Its pages.
    pages: Each<'a, PageEntry, PageView>,
    /// Its letters, oldest first.
    letters: Each<'a, Letter, LetterView>,
    /// Documents outside the dossier that letters name.
    externals: Vec<ExternalView>,
}

/// Who publishes the dossier.
#[derive(Serialize)]
struct PublisherView {
    /// The name of the organisation or person, by language.
    name: BTreeMap<String, String>,
    /// Its address on the web.
    url: Option<String>,
    /// The address by which a register knows it.
    uri: Option<String>,
    /// Who answers for it.
    contact: Option<String>,
}

/// The licence of the ledger as data.
#[derive(Serialize)]
struct DataLicenceView {
    /// Its identifier.
    name: String,
    /// The address of its text.
    path: Option<String>,
    /// What it is called, by language.
    title: BTreeMap<String, String>,
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
    /// What letters of that kind are called, by language.
    kind_name: BTreeMap<String, String>,
    /// Its date, as EDTF.
    date: String,
    /// `day`, `month`, `year` or `interval`.
    date_precision: &'static str,
    /// `printed`, `derived` or `bounds`.
    date_basis: &'static str,
    /// How it is known, by language.
    date_note: BTreeMap<String, String>,
    /// What it is about, by language.
    summary: BTreeMap<String, String>,
    /// What its source as received lacks.
    lacks: Vec<LackView>,
    /// Who sent it.
    senders: Vec<PartyView>,
    /// To whom.
    recipients: Vec<PartyView>,
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

/// A sender or a recipient.
#[derive(Serialize)]
struct PartyView {
    /// The name of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// In which role, by language.
    role: BTreeMap<String, String>,
    /// The organisation, by language.
    organisation: BTreeMap<String, String>,
}

/// Something that a source as received lacks.
#[derive(Serialize)]
struct LackView {
    /// What.
    what: String,
    /// For the reader, by language.
    note: BTreeMap<String, String>,
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

/// Builds the file.
#[must_use]
pub fn view<'a>(inputs: &'a Inputs<'a>) -> DossierView<'a> {
    let settings = &inputs.dossier.settings;
    DossierView {
        schema_version: "1",
        version: settings.version.clone(),
        published: settings.published.clone(),
        title: texts(&settings.title, &settings.languages),
        languages: settings.languages.iter().map(ToString::to_string).collect(),
        description: texts(&settings.description, &settings.languages),
        licence: texts(&settings.licence, &settings.languages),
        licence_url: settings.licence_url.clone(),
        publisher: settings.publisher.as_ref().map(|of| PublisherView {
            name: texts(&of.name, &settings.languages),
            url: of.url.clone(),
            uri: of.uri.clone(),
            contact: of.contact.clone(),
        }),
        data_licence: settings.data_licence.as_ref().map(|of| DataLicenceView {
            name: of.name.clone(),
            path: of.path.clone(),
            title: texts(&of.title, &settings.languages),
        }),
        pages: Each(inputs, &inputs.listing.pages, |_, page| self::page(page)),
        letters: Each(inputs, &inputs.dossier.letters, letter),
        externals: references::externals(inputs),
    }
}

/// The view of a page.
fn page(page: &PageEntry) -> PageView {
    PageView {
        kind: page.kind.clone(),
        lang: page.lang.as_ref().map(ToString::to_string),
        path: page.path.to_string(),
        title: page.title.clone(),
        letter: page.letter.as_ref().map(ToString::to_string),
    }
}

/// The view of a sender or a recipient.
fn party(inputs: &Inputs<'_>, party: &Party) -> PartyView {
    let local = |text| texts(text, &inputs.dossier.settings.languages);
    PartyView { name: party.name.clone(), role: local(&party.role), organisation: local(&party.organisation) }
}

/// The view of a letter.
fn letter(inputs: &Inputs<'_>, letter: &Letter) -> LetterView {
    let local = |text| texts(text, &inputs.dossier.settings.languages);
    let edition = |edition: &crate::model::letter::Edition| {
        let path = inputs.routes.letter(&letter.id, &edition.lang)?.to_string();
        let view = EditionView { path, title: edition.title.clone(), is_original: edition.lang == letter.original };
        Some((edition.lang.to_string(), view))
    };
    LetterView {
        id: letter.id.to_string(),
        kind: letter.kind.clone(),
        kind_name: inputs.dossier.settings.kinds.get(&letter.kind).map(|kind| local(&kind.name)).unwrap_or_default(),
        date: letter.date.value.to_string(),
        date_precision: letter.date.value.precision(),
        date_basis: letter.date.basis.name(),
        date_note: local(&letter.date.note),
        summary: letter.editions.iter().map(|edition| (edition.lang.to_string(), edition.summary.clone())).collect(),
        lacks: letter.lacks.iter().map(|lack| LackView { what: lack.what.clone(), note: local(&lack.note) }).collect(),
        senders: letter.parties.senders.iter().map(|of| party(inputs, of)).collect(),
        recipients: letter.parties.recipients.iter().map(|of| party(inputs, of)).collect(),
        numbers: references::numbers(inputs, &letter.numbers),
        source: SourceView {
            file: crate::site::routes::source_path(letter),
            received_as: letter.source.received_as.clone(),
            sha256: letter.source.sha256.clone(),
        },
        editions: letter.editions.iter().filter_map(edition).collect(),
        references: references::outgoing(inputs, letter),
        referenced_by: references::incoming(inputs, letter),
    }
}
