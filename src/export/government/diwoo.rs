//! Sitemaps for the Woo-index (DiWoo 0.9.8): by category of information an index, which names sitemaps, which name the letters.
//!
//! An address must be that of the document itself, so it is that of the source as received: the pages of the site are about it.

use std::collections::BTreeMap;

use super::formats::{format, language};
use super::{HEAD, beginning};
use crate::export::Inputs;
use crate::export::feeds::{element, escaped};
use crate::model::government::{Category, Diwoo, VALUE, kind_of_document};
use crate::model::letter::{Letter, LetterId};
use crate::model::reference::{RelationKind, Target};
use crate::site::routes::source_path;

/// How the names of indexes begin.
pub(super) const INDEX: &str = "sitemapindex-diwoo-";

/// How the names of sitemaps begin.
pub(super) const SITEMAP: &str = "sitemap-diwoo-";

/// The most bytes of one sitemap.
const MOST_BYTES: usize = 500_000;

/// How the addresses of the European Union's lists begin.
const EUROPEAN: &str = "http://publications.europa.eu/resource/authority/";

/// The sitemaps, by path; none without a base URL, as all that they hold is full addresses.
pub(super) fn files(inputs: &Inputs<'_>) -> Vec<(String, String)> {
    let settings = &inputs.dossier.settings;
    let (Some(diwoo), Some(base)) = (&settings.government.diwoo, &settings.base_url) else { return Vec::new() };
    let site = Site { inputs, diwoo, base };
    let mut entries: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for letter in inputs.dossier.letters.iter().filter(|letter| site.is_listed(&letter.id)) {
        let category = diwoo.categories.get(&letter.kind).map(|(category, _)| *category);
        if let Some((category, entry)) = category.and_then(|category| Some((category, site.entry(letter, category)?))) {
            entries.entry(category.number).or_default().push(entry);
        }
    }
    entries.into_iter().flat_map(|(number, entries)| site.sitemaps(number, &entries)).collect()
}

/// What sitemaps are made of.
struct Site<'a> {
    /// Everything.
    inputs: &'a Inputs<'a>,
    /// What the publisher settles.
    diwoo: &'a Diwoo,
    /// The address of the site.
    base: &'a str,
}

impl Site<'_> {
    /// Whether a letter is listed.
    fn is_listed(&self, id: &LetterId) -> bool {
        self.diwoo.leave_out.iter().all(|(left, _)| left != id.as_str())
    }

    /// The index of a category, and its sitemaps.
    fn sitemaps(&self, number: &str, entries: &[String]) -> Vec<(String, String)> {
        let head = format!(
            "{HEAD}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:diwoo=\"https://standaarden.overheid.nl/diwoo/metadata/\">\n"
        );
        let mut parts = vec![head.clone()];
        for entry in entries {
            let is_full = parts.last().is_some_and(|part| head.len() < part.len() && MOST_BYTES < part.len() + entry.len());
            if is_full {
                parts.push(head.clone());
            }
            parts.last_mut().into_iter().for_each(|part| part.push_str(entry));
        }
        let (mut files, mut index) = (Vec::new(), format!("{HEAD}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"));
        for (part_idx, part) in parts.into_iter().enumerate() {
            let name = format!("{SITEMAP}infocat{number}-{}.xml", part_idx + 1);
            let published = &self.inputs.dossier.settings.published;
            index.push_str(&format!("<sitemap><loc>{}{name}</loc><lastmod>{published}</lastmod></sitemap>\n", self.base));
            files.push((name, part + "</urlset>\n"));
        }
        files.push((format!("{INDEX}infocat{number}.xml"), index + "</sitemapindex>\n"));
        files
    }

    /// The entry of a letter; none where its day is not known, which is a problem by then.
    fn entry(&self, letter: &Letter, category: &Category) -> Option<String> {
        let day = letter.date.value.day()?.to_string();
        let edition = letter.original_edition()?;
        let settings = &self.inputs.dossier.settings;
        let numbers: String = letter.numbers.iter().map(|number| element("diwoo:identifier", &number.value)).collect();
        let kind = settings.kinds.get(&letter.kind).and_then(|kind| kind.uri.as_deref());
        let kind = kind.and_then(|address| Some(named("documentsoort", address, kind_of_document(address)?)));
        let language = language(&letter.original).map(|(code, name)| named("language", &format!("{EUROPEAN}language/{code}"), name));
        let file_type = format(letter).file_type.map(|(code, name)| named("format", &format!("{EUROPEAN}file-type/{code}"), name));
        let handling = self.diwoo.handling;
        let publisher = match &self.diwoo.publisher_uri {
            Some(address) => named("publisher", address, &self.diwoo.publisher),
            None => element("diwoo:publisher", &self.diwoo.publisher),
        };
        let body = [
            group("identifiers", &numbers),
            publisher,
            group("titelcollectie", &element("diwoo:officieleTitel", &edition.title)),
            group("omschrijvingen", &text("omschrijving", &edition.summary)),
            group(
                "classificatiecollectie",
                &(group("informatiecategorieen", &value("informatiecategorie", category.code, category.name))
                    + &group("documentsoorten", &kind.unwrap_or_default())),
            ),
            element("diwoo:creatiedatum", &day),
            language.unwrap_or_default(),
            file_type.unwrap_or_default(),
            group(
                "documenthandelingen",
                &group(
                    "documenthandeling",
                    &(value("soortHandeling", handling.code(), handling.name()) + &element("diwoo:atTime", &beginning(&day))),
                ),
            ),
            group("documentrelaties", &self.relations(letter)),
        ];
        let (loc, published) = (self.address(letter), &settings.published);
        let document = group("Document", &group("DiWoo", &body.concat()));
        Some(format!("<url><loc>{}</loc><lastmod>{published}</lastmod>\n{document}</url>\n", escaped(&loc)))
    }

    /// The address of a letter itself.
    fn address(&self, letter: &Letter) -> String {
        format!("{}{}", self.base, source_path(letter))
    }

    /// What a letter is to others that are listed: each relation once.
    fn relations(&self, letter: &Letter) -> String {
        let letters = self.inputs.dossier.letters_by_id();
        let mut found: Vec<(&str, &str, &LetterId)> = Vec::new();
        for reference in self.inputs.links.outgoing.get(&letter.id).into_iter().flatten() {
            let (Some((code, name)), Target::Letter(to, _)) = (relation(reference.relation), &reference.target) else { continue };
            if *to != letter.id && self.is_listed(to) && !found.contains(&(code, name, to)) {
                found.push((code, name, to));
            }
        }
        let one = |(code, name, to): (&str, &str, &LetterId)| {
            let other = letters.get(to)?;
            let title = other.original_edition()?.title.as_str();
            Some(group("documentrelatie", &(value("role", code, name) + &named("relation", &self.address(other), title))))
        };
        found.into_iter().filter_map(one).collect()
    }
}

/// A relation in TOOI.
fn relation(kind: RelationKind) -> Option<(&'static str, &'static str)> {
    match kind {
        RelationKind::HasAnnex => Some(("c_05f4a5f3", "heeft bijlage")),
        RelationKind::ReactionTo => Some(("c_07748060", "is reactie op")),
        RelationKind::Elaborates => Some(("c_24ddfb9b", "is uitwerking van")),
        RelationKind::RefersTo => Some(("c_75fac459", "verwijst naar")),
        RelationKind::SameSentence | RelationKind::Related => None,
    }
}

/// An element with elements in it; nothing where there are none.
fn group(name: &str, inner: &str) -> String {
    if inner.is_empty() { String::new() } else { format!("<diwoo:{name}>\n{inner}</diwoo:{name}>\n") }
}

/// An element that holds a text; nothing where there is none.
fn text(name: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { element(&format!("diwoo:{name}"), text) }
}

/// An element that names something by its address.
fn named(name: &str, address: &str, label: &str) -> String {
    format!("<diwoo:{name} resource=\"{}\">{}</diwoo:{name}>\n", escaped(address), escaped(label))
}

/// An element that names a value of TOOI.
fn value(name: &str, code: &str, label: &str) -> String {
    named(name, &format!("{VALUE}{code}"), label)
}
