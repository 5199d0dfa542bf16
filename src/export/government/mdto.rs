//! Records of MDTO, for the archive that takes the letters in: one of each letter, and one of its source as received.
//!
//! The checksum's day is that of the dossier's version: every build of it computes the checksum anew and refuses another.

use super::formats::{ending, format};
use super::{HEAD, MDTO, beginning};
use crate::export::Inputs;
use crate::export::feeds::element;
use crate::model::government::{Concept, Mdto};
use crate::model::letter::{Edition, Letter};
use crate::site::routes::source_path;

/// The records, by path.
pub(super) fn files(inputs: &Inputs<'_>) -> Vec<(String, String)> {
    let Some(mdto) = &inputs.dossier.settings.government.mdto else { return Vec::new() };
    let records = |letter: &Letter| {
        let record = Record { inputs, mdto, letter, original: letter.original_edition()? };
        let name = record.file_name();
        Some([
            (format!("{MDTO}{}.mdto.xml", letter.id), whole(&record.of_letter())),
            (format!("{MDTO}{name}.bestand.mdto.xml"), whole(&record.of_file())),
        ])
    };
    inputs.dossier.letters.iter().filter_map(records).flatten().collect()
}

/// A whole file.
fn whole(record: &str) -> String {
    format!("{HEAD}<MDTO xmlns=\"https://www.nationaalarchief.nl/mdto\">\n{record}</MDTO>\n")
}

/// What the records of a letter are made of.
struct Record<'a> {
    /// Everything.
    inputs: &'a Inputs<'a>,
    /// What the publisher settles.
    mdto: &'a Mdto,
    /// The letter.
    letter: &'a Letter,
    /// Its original.
    original: &'a Edition,
}

impl Record<'_> {
    /// The name of the source as it is published.
    fn file_name(&self) -> String {
        format!("{}.{}", self.letter.id, ending(self.letter))
    }

    /// The record of the letter.
    fn of_letter(&self) -> String {
        let (letter, mdto) = (self.letter, self.mdto);
        let settings = &self.inputs.dossier.settings;
        let numbers: String = letter
            .numbers
            .iter()
            .map(|number| {
                let kind = settings.number_kinds.get(&number.kind).map(|kind| kind.name.text(&letter.original));
                identification("identificatie", &number.value, kind.unwrap_or(&number.kind))
            })
            .collect();
        let page = self.inputs.routes.letter(&letter.id, &letter.original);
        let online = settings.base_url.as_ref().zip(page).map(|(base, page)| element("raadpleeglocatieOnline", &format!("{base}{page}")));
        let restrictions = mdto.beperking_gebruik.iter().map(|concept| group("beperkingGebruik", &of(concept, "beperkingGebruikType")));
        let parts = [
            identification("identificatie", letter.id.as_str(), &mdto.identification),
            numbers,
            element("naam", &self.original.title),
            concept("aggregatieniveau", ("Archiefstuk", None), "Begrippenlijst Aggregatieniveaus MDTO"),
            text("omschrijving", &self.original.summary),
            group("raadpleeglocatie", &online.unwrap_or_default()),
            element("taal", letter.original.tag()),
            of(&mdto.waardering, "waardering"),
            self.reference("heeftRepresentatie", (&self.file_name(), &self.file_name())),
            group("archiefvormer", &element("verwijzingNaam", &mdto.archiefvormer)),
            restrictions.collect(),
        ];
        group("informatieobject", &parts.concat())
    }

    /// The record of the source.
    fn of_file(&self) -> String {
        let (letter, name) = (self.letter, self.file_name());
        let settings = &self.inputs.dossier.settings;
        let kind = match format(letter).pronom {
            Some((label, code)) => concept("bestandsformaat", (label, Some(code)), "PRONOM-register"),
            // What was not looked into is not named more exactly than it is known.
            None => concept("bestandsformaat", (ending(letter), None), "Bestandsextensie"),
        };
        let checksum = concept("checksumAlgoritme", ("SHA-256", None), "Begrippenlijst ChecksumAlgoritme MDTO")
            + &element("checksumWaarde", &letter.source.sha256)
            + &element("checksumDatum", &beginning(&settings.published));
        let address = settings.base_url.as_ref().map(|base| element("URLBestand", &format!("{base}{}", source_path(letter))));
        let parts = [
            identification("identificatie", &name, &self.mdto.identification),
            element("naam", &name),
            element("omvang", &letter.source.len().to_string()),
            kind,
            group("checksum", &checksum),
            address.unwrap_or_default(),
            self.reference("isRepresentatieVan", (&self.original.title, letter.id.as_str())),
        ];
        group("bestand", &parts.concat())
    }

    /// A reference to what has a record too: its name, and by what it is known.
    fn reference(&self, name: &str, (label, id): (&str, &str)) -> String {
        let known = identification("verwijzingIdentificatie", id, &self.mdto.identification);
        group(name, &(element("verwijzingNaam", label) + &known))
    }
}

/// An element with elements in it; nothing where there are none.
fn group(name: &str, inner: &str) -> String {
    if inner.is_empty() { String::new() } else { format!("<{name}>\n{inner}</{name}>\n") }
}

/// An element that holds a text; nothing where there is none.
fn text(name: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { element(name, text) }
}

/// By what something is known, and where.
fn identification(name: &str, id: &str, source: &str) -> String {
    group(name, &(element("identificatieKenmerk", id) + &element("identificatieBron", source)))
}

/// A concept of a list.
fn concept(name: &str, (label, code): (&str, Option<&str>), list: &str) -> String {
    let code = code.map(|code| element("begripCode", code)).unwrap_or_default();
    let list = group("begripBegrippenlijst", &element("verwijzingNaam", list));
    group(name, &(element("begripLabel", label) + &code + &list))
}

/// A concept that the publisher settles.
fn of(settled: &Concept, name: &str) -> String {
    concept(name, (&settled.label, settled.code.as_deref()), &settled.list)
}
