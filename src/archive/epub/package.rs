//! What a book says of itself and of its files: the package document.

use std::collections::BTreeSet;

use super::{Book, Told, nav, picture_type, xhtml};
use crate::archive::book::tags::{Start, escaped};
use crate::site::SitePath;

/// What the book says of how it can be read. What it says in words is one of the words of each language.
const ACCESS: &[(&str, &str)] = &[
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "index"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
];

/// What the book says where it lists its passages: they are its pages, and nobody else's.
const PASSAGES: &[(&str, &str)] = &[("schema:accessibilityFeature", "pageNavigation"), ("pageBreakSource", "none")];

/// The file.
pub(super) fn package(book: &Book<'_>, told: &[Told], pictures: &BTreeSet<SitePath>) -> String {
    let lang = book.words.first().map_or("und", |words| words.locale.lang.tag());
    let mut manifest = String::new();
    let mut spine = String::from("<itemref idref=\"cover\"/>\n<itemref idref=\"title\"/>\n<itemref idref=\"nav\"/>\n");
    for (id, path, media_type, properties) in [
        ("nav", "nav.xhtml", XHTML, "nav"),
        ("style", "book.css", "text/css", ""),
        ("picture", "cover.svg", "image/svg+xml", "cover-image"),
        ("cover", "cover.xhtml", XHTML, ""),
        ("title", "title.xhtml", XHTML, ""),
    ] {
        item(&mut manifest, (id, path), (media_type, properties));
    }
    for (idx, (leaf, told)) in book.leaves.iter().zip(told).enumerate() {
        let id = format!("leaf-{}", idx + 1);
        item(&mut manifest, (&id, xhtml(leaf.path).as_str()), (XHTML, if told.has_svg { "svg" } else { "" }));
        spine.push_str(&format!("<itemref idref=\"{id}\"/>\n"));
    }
    for (idx, path) in pictures.iter().enumerate() {
        item(&mut manifest, (&format!("picture-{}", idx + 1), path.as_str()), (picture_type(path).unwrap_or_default(), ""));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{lang}\">\n\
         <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n{}</metadata>\n<manifest>\n{manifest}</manifest>\n<spine>\n{spine}</spine>\n</package>\n",
        metadata(book)
    )
}

/// The media type of the files that are read.
const XHTML: &str = "application/xhtml+xml";

/// Adds a file.
fn item(manifest: &mut String, (id, path): (&str, &str), (media_type, properties): (&str, &str)) {
    let mut item = Start::new("item");
    item.add("id", id);
    item.add("href", path);
    item.add("media-type", media_type);
    if !properties.is_empty() {
        item.add("properties", properties);
    }
    manifest.push_str(&item.finish(true));
    manifest.push('\n');
}

/// What the book says of itself.
fn metadata(book: &Book<'_>) -> String {
    let settings = &book.inputs.resolved.dossier.settings;
    let mut lines = vec![format!("<dc:identifier id=\"id\">urn:uuid:{}</dc:identifier>", book.identifier())];
    let said = |name: &str, lang: &str, text: &str| format!("<{name} xml:lang=\"{lang}\">{}</{}>", escaped(text), end(name));
    for words in &book.words {
        lines.push(said("dc:title", words.locale.lang.tag(), words.title));
    }
    lines.extend(book.languages.iter().map(|lang| format!("<dc:language>{lang}</dc:language>")));
    for words in &book.words {
        let lang = words.locale.lang.tag();
        for (name, text) in [("dc:description", words.description), ("dc:rights", settings.licence.text(&words.locale.lang))] {
            lines.extend((!text.is_empty()).then(|| said(name, lang, text)));
        }
        lines.push(said("meta property=\"schema:accessibilitySummary\"", lang, &words.fill("copies.accessible")));
    }
    lines.push(format!("<dc:date>{}</dc:date>", escaped(&settings.published)));
    lines.extend(settings.base_url.iter().map(|base_url| format!("<dc:source>{}</dc:source>", escaped(base_url))));
    lines.push(format!("<meta property=\"dcterms:modified\">{}T00:00:00Z</meta>", escaped(&settings.published)));
    let access = ACCESS.iter().chain(PASSAGES.iter().filter(|_| nav::has_passages(book)));
    lines.extend(access.map(|(name, value)| format!("<meta property=\"{name}\">{value}</meta>")));
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The name of an element, without its attributes.
fn end(name: &str) -> &str {
    name.split(' ').next().unwrap_or(name)
}
