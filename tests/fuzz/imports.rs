//! Files as received: a letter is made of them, or one problem says why not. What is made can be loaded, and its source leads to its edition.

use std::io::{Cursor, Write};

use dossier::import::{self, Imported, Request};
use dossier::model::letter::LetterId;
use dossier::model::markup::Elements;
use dossier::model::place::find_control;
use dossier::problem::Problems;
use dossier::{content, lock, proof};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::scratch::{KNOWN, in_empty};
use super::{choice, errors};

/// What an import leaves to the publisher: reasons of corrections, what the text does not say, translations, the place of a note whose mark
/// the source lacks.
const LEFT: &[&str] = &[
    "missing-key",
    "missing-text",
    "to-review",
    "undecided-metadata",
    "missing-translation",
    "unlocked-block",
    "unlocked-path",
    "unmarked-note",
];

/// A text.
pub(super) fn text(data: &[u8]) {
    read("letter.txt", data);
}

/// Markdown that somebody wrote, as a text.
pub(super) fn markdown(data: &[u8]) {
    read("letter.md", data);
}

/// A web page.
pub(super) fn html(data: &[u8]) {
    read("letter.html", data);
}

/// A PDF.
pub(super) fn pdf(data: &[u8]) {
    read("letter.pdf", data);
}

/// A Word document: as it is, or with the text as one of its parts.
pub(super) fn docx(data: &[u8]) {
    let (which, part) = choice(data, 4);
    let names = ["word/document.xml", "word/numbering.xml", "word/styles.xml"];
    match names.get(which) {
        None => read("letter.docx", data.get(1..).unwrap_or_default()),
        Some(name) => read("letter.docx", &packed(name, &part)),
    }
}

/// A part of a Word document that says something.
const DOCUMENT: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:pPr><w:pStyle w:val="Kop1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>De brug</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>De kosten zijn € 4 miljoen.</w:t></w:r></w:p>
</w:body></w:document>"#;

/// A Word document with one part of some text; where that is not the document itself, with one that refers to it.
fn packed(name: &str, part: &str) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut archive = ZipWriter::new(&mut bytes);
    let document = ("word/document.xml", DOCUMENT);
    for (name, part) in [(name, part)].into_iter().chain((name != document.0).then_some(document)) {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, options).expect("a part");
        archive.write_all(part.as_bytes()).expect("a part");
    }
    _ = archive.finish().expect("an archive");
    bytes.into_inner()
}

/// Imports a file, and loads what it became.
fn read(path: &str, bytes: &[u8]) {
    let (settings, theme) = &*KNOWN;
    let id = LetterId::parse("letter").expect("an id");
    let lang = settings.languages.first();
    let request = Request { path, bytes, lang, id: Some(&id) };
    match import::letter(&request, settings, &theme.locales) {
        Ok(imported) => loaded(&imported),
        Err(problem) => _ = errors(&Problems { list: vec![*problem] }),
    }
}

/// Panics unless an imported letter loads with nothing wrong but what is left to the publisher.
fn loaded(imported: &Imported) {
    let (settings, _) = &*KNOWN;
    in_empty(|scratch| {
        scratch.remove("content/letters");
        for (name, bytes) in &imported.files {
            scratch.write(&format!("content/letters/letter/{name}"), bytes);
        }
        let mut problems = Problems::default();
        let letter = content::load_letter(scratch.root(), "letter", settings, &mut problems);
        if let Some(letter) = letter {
            let beside = content::load_beside(scratch.root(), &[], Elements::default(), &mut Problems::default());
            let mut dossier = content::assemble(settings.clone(), vec![letter], beside, &mut Problems::default());
            lock::apply(scratch.root(), &mut dossier, &mut problems);
            _ = proof::prove(&dossier, &mut problems);
        }
        let errors = errors(&problems);
        // A character that no page can show cannot be quoted in a correction: the publisher has to take it out of the source.
        let has_controls = imported.files.values().any(|bytes| find_control(&String::from_utf8_lossy(bytes)).is_some());
        let is_left = |id: &str| LEFT.contains(&id) || id == "control-character" && has_controls;
        let unexpected: Vec<_> = errors.iter().filter(|id| !is_left(id)).collect();
        let said = problems.list.iter().filter(|problem| unexpected.contains(&&problem.id));
        let said: Vec<_> =
            said.map(|problem| (problem.place.file.path.as_str(), problem.place.line_and_column(), problem.message.as_str())).collect();
        let edition = imported.files.get(&format!("{}.md", imported.lang)).map(|bytes| String::from_utf8_lossy(bytes));
        assert!(unexpected.is_empty(), "{unexpected:?} {said:#?}\n{edition:?}");
    });
}
