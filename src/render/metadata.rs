//! What the head of a page tells other programs: Open Graph for all pages, and for letters what reference managers read.
//!
//! # Zotero
//!
//! Zotero takes letters from the head by its translators `Embedded Metadata.js` and `RDF.js` (zotero/translators on GitHub, read at
//! commit 28143701 of 2026-06-26). Their rules, and what follows from them here:
//!
//! - `citation_technical_report_institution` makes a page a *Report*, before all else. It stands only where the
//!   institution is known, once for each.
//! - Without it the type is that of `z:itemType`, then of `og:type` (`website` is a web page), of `DC.type` if that is the name of one
//!   of Zotero's types, and else what `citation_title` suggests: a journal article. So `z:itemType` says `report` on every letter.
//! - `citation_publication_date`, or else `DCTERMS.issued`, is the date. It is text, so a year or a month alone is good.
//! - `DC.publisher` is the institution too. `DC.type` becomes the report's type in words: the kind of letter, and that it is a translation.
//! - `og:description` is the abstract.
//! - The site's name becomes that of a publication for web pages only.
//!
//! The prefixes `DC`, `DCTERMS` and `z` are known to readers; a `link` that declares them would be an absolute address on each page.

mod dossier;
mod graph;
mod ledger;
mod letter;

use serde::Serialize;

use super::frame::{full, is_in};
use super::page::Page;
use super::plan::Kind;
use super::reviews;
use crate::model::letter::{Edition, Letter};
use crate::model::locale::Locale;
use crate::site::routes::{CitationFormat, feed_path};

/// What the head of a page tells other programs.
#[derive(Debug, Default, Serialize)]
pub(super) struct Metadata {
    /// Open Graph.
    properties: Vec<Meta>,
    /// Highwire and Dublin Core.
    names: Vec<Meta>,
    /// The same as other files.
    files: Vec<FileLink>,
    /// JSON-LD, safe inside a script element; nothing on most pages.
    graph: String,
}

/// A name with a value.
#[derive(Debug, Serialize)]
struct Meta {
    /// The name.
    name: &'static str,
    /// The value.
    content: String,
}

/// A link to a file that says the same in another format.
#[derive(Debug, Serialize)]
struct FileLink {
    /// Its media type.
    media_type: &'static str,
    /// What it is called.
    title: String,
    /// The address.
    href: String,
}

/// What a page tells other programs. One that search engines should leave out tells nothing.
pub(super) fn of(page: &Page<'_>, description: &str) -> Metadata {
    let mut metadata = Metadata::default();
    match &page.planned.kind {
        Kind::Stub(_) | Kind::Redirect(_) | Kind::NotFound => return metadata,
        Kind::Letter(letter, edition) => {
            metadata.names = letter_names(page, letter, edition);
            metadata.files = citation_files(page, letter);
            metadata.graph = graph::written(&letter::graph(page, letter, edition));
        }
        Kind::Home => {
            let published = &page.stage.inputs.dossier.settings.published;
            metadata.names = vec![Meta { name: "DCTERMS.issued", content: published.clone() }];
            metadata.graph = graph::written(&dossier::graph(page));
        }
        Kind::Funding | Kind::Ledger => metadata.graph = ledger::graph(page).as_ref().map(graph::written).unwrap_or_default(),
        _ => {}
    }
    metadata.properties = properties(page, description);
    metadata.files.extend(feed(page));
    metadata
}

/// Open Graph.
fn properties(page: &Page<'_>, description: &str) -> Vec<Meta> {
    let settings = &page.stage.inputs.dossier.settings;
    let kind = if matches!(page.planned.kind, Kind::Letter(..)) { "article" } else { "website" };
    let meta = |name, content: String| Meta { name, content };
    let mut properties = vec![meta("og:title", page.planned.title.clone()), meta("og:type", kind.to_owned())];
    if !description.is_empty() {
        properties.push(meta("og:description", description.to_owned()));
    }
    properties.push(meta("og:site_name", page.text(&settings.title)));
    properties.push(meta("og:locale", og_locale(page.locale)));
    let others = settings.languages.iter().filter(|lang| *lang != page.lang && is_in(page, lang));
    let others = others.filter_map(|lang| page.stage.inputs.locales.get(lang));
    properties.extend(others.map(|locale| meta("og:locale:alternate", og_locale(locale))));
    properties.extend(settings.base_url.as_ref().map(|base| meta("og:url", full(base, page.path()))));
    properties
}

/// A language as Open Graph writes it, with a country: that of the tag, or the one of the theme's words.
fn og_locale(locale: &Locale) -> String {
    let country = locale.lang.tag().split('-').skip(1).find(|part| part.len() == 2);
    country.map_or_else(
        || locale.word("machine.locale").to_owned(),
        |country| format!("{}_{}", locale.lang.primary(), country.to_ascii_uppercase()),
    )
}

/// What reference managers read of a letter.
fn letter_names(page: &Page<'_>, letter: &Letter, edition: &Edition) -> Vec<Meta> {
    let is_translation = edition.lang != letter.original;
    let mut names = Vec::new();
    let mut add = |name, content: &str| names.push(Meta { name, content: content.to_owned() });
    add("citation_title", &edition.title);
    add("DC.title", &edition.title);
    for author in letter.parties.authors(page.lang) {
        add("citation_author", &author.inverted());
        add("DC.creator", &author.inverted());
    }
    if let Some(certain) = letter.date.value.certain() {
        add("citation_publication_date", &certain.to_string().replace('-', "/"));
        add("DCTERMS.issued", &certain.to_string());
    }
    add("z:itemType", "report");
    add("DC.type", &reviews::genre(page.locale, &page.kind_of(letter), is_translation));
    for institution in letter.parties.institutions(page.lang) {
        add("citation_technical_report_institution", institution);
        add("DC.publisher", institution);
    }
    if let Some(number) = letter.numbers.first() {
        add("citation_technical_report_number", &number.value);
    }
    letter.numbers.iter().for_each(|number| add("DC.identifier", &number.value));
    add("citation_language", page.lang.tag());
    add("DC.language", page.lang.tag());
    if let Some(original) = letter.original_edition().filter(|_| is_translation) {
        add("DCTERMS.isVersionOf", &original.title);
    }
    if let Some(base) = &page.stage.inputs.dossier.settings.base_url {
        add("citation_public_url", &full(base, page.path()));
    }
    names
}

/// The letter as files for reference managers.
fn citation_files(page: &Page<'_>, letter: &Letter) -> Vec<FileLink> {
    let file = |format: &CitationFormat| FileLink {
        media_type: format.media_type,
        title: format.name.to_owned(),
        href: page.to_file(&format.of_letter(&letter.id)),
    };
    CitationFormat::ALL.iter().map(file).collect()
}

/// The feed of the page's language, on sites that have feeds.
fn feed(page: &Page<'_>) -> Option<FileLink> {
    let settings = &page.stage.inputs.dossier.settings;
    settings.base_url.as_ref()?;
    let title = page.text(&settings.title);
    Some(FileLink { media_type: "application/atom+xml", title, href: page.to(&feed_path(page.lang)) })
}
