//! A BagIt bag of the whole dossier: the site, the sources as received and what the publisher keeps, with RO-Crate metadata inside.

use std::io;

use super::licences;
use super::readme::{self, Kind};
use super::tree::{self, Piece, Tree};
use super::{Folder, Inputs, README, rocrate, zip};
use crate::model::dossier::Settings;
use crate::site::manifest::{MANIFEST, hash};
use crate::site::routes::source_path;

/// The manifest of everything that is not the bag's payload.
const TAG_MANIFEST: &str = "tagmanifest-sha512.txt";

/// Where the site lies in a bag.
pub(super) const SITE: &str = "data/site/";

/// Writes the bag as a folder.
///
/// # Errors
/// If it cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    tree::put(inputs, (&name(inputs), &of(inputs)?), folder)
}

/// Writes the bag as one ZIP archive.
///
/// # Errors
/// If it cannot be written.
pub fn write_packed(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    let name = name(inputs);
    zip::pack(inputs, (&name, &of(inputs)?), (&format!("{name}.zip"), folder))
}

/// What the publisher should know of a bag: what archives ask for and the settings do not say.
#[must_use]
pub fn notes(settings: &Settings) -> Vec<String> {
    let lacks = [
        (settings.publisher.is_none(), "the publisher: `[publisher]`"),
        (settings.licence.is_empty(), "the terms of use: `licence`"),
        (settings.licence_url.is_none(), "an address of the terms of use: `licence-url`"),
    ];
    let lacking: Vec<&str> = lacks.into_iter().filter(|(is_lacking, _)| *is_lacking).map(|(_, what)| what).collect();
    let note = || format!("the bag does not say what archives ask for and `content/dossier.toml` lacks: {}", lacking.join("; "));
    if lacking.is_empty() { Vec::new() } else { vec![note()] }
}

/// The name of the bag's folder.
fn name(inputs: &Inputs<'_>) -> String {
    format!("{}-bag", inputs.stem())
}

/// All files of the bag.
fn of(inputs: &Inputs<'_>) -> io::Result<Tree> {
    let mut payload = tree::of_site(inputs, SITE);
    for letter in &inputs.resolved.dossier.letters {
        payload.insert(format!("data/{}", source_path(letter)), Piece::Made(letter.source.bytes().into_owned()));
    }
    for path in inputs.own.paths() {
        payload.insert(format!("data/{path}"), Piece::Own(path.to_owned()));
    }
    payload.insert(format!("data/{}", rocrate::NAME), Piece::Made(rocrate::text(inputs)?.into_bytes()));
    let mut n_bytes = 0;
    for piece in payload.values() {
        n_bytes += tree::n_bytes(inputs, piece)?;
    }
    let mut tags = Tree::new();
    let mut tag = |name: &str, text: String| tags.insert(name.to_owned(), Piece::Made(text.into_bytes()));
    tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned());
    tag("bag-info.txt", info(inputs, (payload.len(), n_bytes)));
    tag(README, readme::text(inputs, &Kind::Bag));
    tag(licences::NAME, licences::text(inputs, false));
    tag(MANIFEST, tree::sums(inputs, &payload)?.to_text());
    let sums: String =
        tags.iter().map(|(name, piece)| Ok(format!("{}  {name}\n", hash(&tree::bytes(inputs, piece)?)))).collect::<io::Result<_>>()?;
    tags.insert(TAG_MANIFEST.to_owned(), Piece::Made(sums.into_bytes()));
    tags.append(&mut payload);
    Ok(tags)
}

/// `bag-info.txt`: what is known, and nothing else.
fn info(inputs: &Inputs<'_>, (n_files, n_bytes): (usize, usize)) -> String {
    let settings = &inputs.resolved.dossier.settings;
    let in_first =
        |text: &crate::model::lang::LangText| settings.languages.first().map(|lang| text.text(lang).to_owned()).unwrap_or_default();
    let lines = [
        ("Source-Organization", settings.publisher.as_ref().map(|publisher| in_first(&publisher.name))),
        ("External-Identifier", Some(inputs.stem())),
        ("External-Description", Some(format!("{}. {}", in_first(&settings.title), in_first(&settings.description)))),
        ("Internal-Sender-Identifier", settings.base_url.clone()),
        ("Bagging-Date", Some(settings.published.clone())),
        ("Bag-Software-Agent", Some(concat!("dossier ", env!("CARGO_PKG_VERSION")).to_owned())),
        ("Payload-Oxum", Some(format!("{n_bytes}.{n_files}"))),
    ];
    let line = |(label, value): (&str, Option<String>)| {
        let value = value?.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then(|| format!("{label}: {value}\n"))
    };
    lines.into_iter().filter_map(line).collect()
}
