//! What fuzzing begins with: the files of this repository, as each target takes them.

use std::fs;
use std::path::{Path, PathBuf};

/// A case: the name of its target, and the bytes.
pub(crate) type Case = (&'static str, Vec<u8>);

/// The folders whose files are taken.
const FOLDERS: &[&str] = &["content", "tests/problems", "tests/cases", "tests/import", "src/manual"];

/// The targets that take a text in a language: the first byte says in which.
const READINGS: &[&str] = &["amounts", "dates", "facts", "numbers"];

/// The languages in the order in which the first byte names them.
const LANGUAGES: &[&str] = &["de", "en", "fr", "nl"];

/// All cases of a checkout.
pub(crate) fn all(root: &Path) -> Vec<Case> {
    let files: Vec<PathBuf> = FOLDERS.iter().flat_map(|folder| files(&root.join(folder))).collect();
    let mut cases: Vec<Case> = files.iter().flat_map(|path| of_file(path)).collect();
    cases.extend(PIECES.iter().flat_map(|piece| of_piece(piece)));
    cases.push(("import_docx", after(0, WORD.as_bytes())));
    cases.sort();
    cases.dedup();
    cases
}

/// The files of a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("a readable folder"));
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// Bytes after a first one.
fn after(first: usize, bytes: &[u8]) -> Vec<u8> {
    [&[u8::try_from(first).expect("a small number")], bytes].concat()
}

/// The cases that a file makes, by its name.
fn of_file(path: &Path) -> Vec<Case> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let bytes = fs::read(path).expect("a readable file");
    let one = |target, bytes: &[u8]| vec![(target, bytes.to_vec())];
    let record = ["funding.toml", "external.toml", "timeline.toml", "actors.toml", "glossary.toml", "letter.lock"];
    if let Some(which) = record.iter().position(|record| *record == name) {
        return one("records", &after(which, &bytes));
    }
    match name {
        "dossier.toml" => one("settings", &bytes),
        "letter.toml" => one("front_matter", &after(0, &bytes)),
        "corrections.toml" => one("corrections", &bytes),
        "letter.txt" => [one("import_text", &bytes), one("import_markdown", &bytes)].concat(),
        "letter.html" => one("import_html", &bytes),
        "letter.pdf" => one("import_pdf", &bytes),
        "letter.docx" => [one("import_docx", &after(3, &bytes)), parts(&bytes)].concat(),
        _ if name.ends_with(".md") => of_edition(path, &String::from_utf8_lossy(&bytes)),
        _ => Vec::new(),
    }
}

/// The parts of a Word document, each as a case.
fn parts(bytes: &[u8]) -> Vec<Case> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let names = ["word/document.xml", "word/numbering.xml", "word/styles.xml"];
    let mut part = |(which, name)| {
        let mut part = archive.by_name(name).ok()?;
        let mut text = Vec::new();
        _ = std::io::copy(&mut part, &mut text).expect("a part");
        Some(("import_docx", after(which, &text)))
    };
    names.into_iter().enumerate().filter_map(&mut part).collect()
}

/// The front matter of an edition or page, its Markdown, and each of its paragraphs.
fn of_edition(path: &Path, text: &str) -> Vec<Case> {
    let is_page = path.to_string_lossy().contains("/pages/");
    let parts = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    let (front, body) = parts.unwrap_or(("", text));
    let mut cases: Vec<Case> = ["edition", "import_markdown", "unchanged"].map(|target| (target, body.as_bytes().to_vec())).into();
    if !front.is_empty() {
        cases.push(("front_matter", after(if is_page { 2 } else { 1 }, front.as_bytes())));
    }
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let language_idx = LANGUAGES.iter().position(|language| *language == stem).unwrap_or(1);
    for paragraph in body.split("\n\n").filter(|paragraph| paragraph.contains(|char: char| char.is_ascii_digit())) {
        cases.extend(READINGS.iter().map(|target| (*target, after(language_idx, paragraph.as_bytes()))));
    }
    cases
}

/// Pieces of Markdown and of numbers that the files have few of.
const PIECES: &[&str] = &[
    "## 1 {.question}\n\nWaarom?[^1]\n\n### Antwoord {.answer}\n\nDaarom.\n\n[^1]: Noot\n\n    twee\n",
    "- a\n  1. b\n\n     c\n- d\n\n  > e\n  > ```\n  > f\n",
    "| a | b |\n|:-:|--:|\n| **c** | `d` |\n| e |\n\n![a](file:x.svg 't') [b][c] <https://x.example/?a=b&c> \\\n\n[c]: page:home\n",
    "&lt;b&gt; &quot; &#1; <b>x</b> <!-- c -->\n\n\tcode\n\nSetext\n---\n\n***\n",
    "€ 1.234.567,89 tot ongeveer € 2,5 miljoen op 31 december 2025 om 14.30 uur, 12½ procent, tussen 3 en 5 miljard euro",
    "about $1,234.5 billion, up to 12% by 3 May 2026, twenty-five thousand and one, the second quarter of 2027, minus 5, 1-2 June",
    "<p id=\"a\"><a href=\"b.html?x=1&amp;y#c\" HREF='d'>x</a><script src=\"a.js\"></script><!-- <p> --><svg viewBox=\"0 0 1 1\"/>",
    "<title>x</title><textarea><p id=q></textarea><style>a{}</style><img src=//x.example/a.png onerror=x><base href=x>\0",
    PAGE,
    "=== index.html\n<p id=a><a href=\"b.html\">b</a>\n=== b.html\n<p>\n=== manifest-sha512.txt\n00  index.html\n=== data/dossier.json\n{}",
    "=== bagit.txt\nBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n=== manifest-sha512.txt\n00  data/site/index.html\n",
];

/// A web page with what its plain words do not say.
const PAGE: &str = "<html lang=de><p>10<sup>2</sup> <q>a <q>b</q></q>: x<sup><a href='#n' id=m>1</a></sup><a href='#o'>[2]</a>: y\
    <table><tr><td rowspan=2>a<td colspan=3><p>b<p>c<tr><td><ol><li>1</ol><td><table><tr><td>d</table></table>\
    <ol type=a reversed><li value=9>e<li>f</ol><ol start=-1><li>g<li>h</ol><blockquote>i<footer>j</footer></blockquote><pre>k\n\nl\nm</pre>\
    <ol><li id=n><a href='#m'>1</a> n<p>o</ol><p><a name=o href='#p'>[2]</a> p";

/// The text of a Word document with what its plain words do not say.
const WORD: &str = "<d><body><p><r><t>Het is x</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>\
    <r><footnoteReference id='1'/></r><r><endnoteReference id='1'/></r><r><t>: van de</t></r><r><sym font='Symbol' char='F0A3'/></r>\
    <r><sym font='Webdings' char='F041'/></r></p><tbl><tr><trPr><gridBefore val='1'/></trPr><tc><tcPr><gridSpan val='2'/></tcPr><p><pPr><numPr>\
    <ilvl val='0'/><numId val='1'/></numPr></pPr></p></tc><tc><p><r><t>a</t></r></p></tc></tr></tbl>\
    <AlternateContent><Choice><p><r><t>b</t></r></p></Choice><Fallback><p/></Fallback></AlternateContent></body></d>";

/// A piece as a case of every target that takes a text.
fn of_piece(piece: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = ["edition", "page", "import_text", "import_html", "import_markdown", "unchanged"]
        .into_iter()
        .map(|target| (target, piece.as_bytes().to_vec()))
        .collect();
    let languages = LANGUAGES.iter().enumerate();
    cases.extend(languages.flat_map(|(which, _)| READINGS.iter().map(move |target| (*target, after(which, piece.as_bytes())))));
    cases.push(("copy", after(1, piece.as_bytes())));
    cases.push(("translation", after(1, piece.as_bytes())));
    cases.extend([0, 1, 13].map(|which| ("dossier", after(which, piece.as_bytes()))));
    cases
}
