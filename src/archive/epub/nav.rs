//! The navigation of a book: its contents, its landmarks, and its passages in place of pages.

use super::sheet::Sheet;
use super::{Book, Told, xhtml};
use crate::archive::book::leaves::Leaf;
use crate::archive::book::page::Heading;
use crate::archive::book::tags::{Start, escaped, xml_id};

/// With more letters than this the contents name the letters alone, not their headings: reading devices load all of them at once.
const MANY_LETTERS: usize = 200;

/// With more passages than this there is no list of them, for the same reason.
pub(super) const MOST_PASSAGES: usize = 50_000;

/// The file.
pub(super) fn nav(book: &Book<'_>, told: &[Told]) -> String {
    let Some(words) = book.words.first() else { return String::new() };
    let word = |key: &'static str| words.locale.word(key);
    let heading = |kind: &str, title: &str, list: &str, more: &str| {
        format!("<nav epub:type=\"{kind}\"{more}>\n<h2>{}</h2>\n<ol>\n{list}</ol>\n</nav>\n", escaped(title))
    };
    let mut contents = heading("toc", words.locale.word("frame.contents"), &toc(book, told), " role=\"doc-toc\" id=\"toc\"");
    contents.push_str(&heading("landmarks", word("copies.landmarks"), &landmarks(book), " hidden=\"hidden\""));
    if has_passages(book) {
        contents.push_str(&heading("page-list", word("copies.passages"), &passages(book), " role=\"doc-pagelist\" hidden=\"hidden\""));
    }
    let title = words.locale.word("frame.contents");
    Sheet { lang: words.locale.lang.tag(), dir: None, title, style: "book.css", body: "" }.with(&contents)
}

/// Whether the book lists its passages.
pub(super) fn has_passages(book: &Book<'_>) -> bool {
    let n_passages: usize = book.leaves.iter().map(|leaf| book.passages(leaf).len()).sum();
    (1..=MOST_PASSAGES).contains(&n_passages)
}

/// A link in a list, open for what stands below it.
fn entry(address: &str, words: &str, lang: Option<&str>) -> String {
    let mut link = Start::new("a");
    link.add("href", address);
    if let Some(lang) = lang {
        link.add("lang", lang);
        link.add("xml:lang", lang);
    }
    format!("<li>{}{}</a>", link.finish(false), escaped(words))
}

/// The contents.
fn toc(book: &Book<'_>, told: &[Told]) -> String {
    let mut list = String::new();
    if let Some(words) = book.words.first() {
        list.push_str(&entry("title.xhtml", words.locale.word("copies.title_page"), None));
        list.push_str("</li>\n");
    }
    let has_many = MANY_LETTERS < book.inputs.resolved.dossier.letters.len();
    for lang in book.languages {
        let is_several = book.languages.len() > 1;
        let leaves: Vec<(&Leaf<'_>, &Told)> = book.leaves.iter().zip(told).filter(|(leaf, _)| leaf.lang == lang).collect();
        if is_several {
            let name = book.inputs.resolved.locales.get(lang).map_or(lang.tag(), |locale| locale.name.as_str());
            let first = leaves.first().map(|(leaf, _)| xhtml(leaf.path).to_string()).unwrap_or_default();
            list.push_str(&entry(&first, name, Some(lang.tag())));
            list.push_str("\n<ol>\n");
        }
        for (leaf, told) in leaves {
            let headings: &[Heading] = if has_many { &[] } else { &told.headings };
            of_leaf((leaf, &book.title(leaf)), headings, is_several, &mut list);
        }
        if is_several {
            list.push_str("</ol>\n</li>\n");
        }
    }
    list
}

/// A page in the contents, a letter with its headings.
fn of_leaf((leaf, title): (&Leaf<'_>, &str), headings: &[Heading], is_several: bool, list: &mut String) {
    let path = xhtml(leaf.path);
    let lang = is_several.then(|| leaf.lang.tag());
    list.push_str(&entry(path.as_str(), title, lang));
    let is_own = |heading: &&Heading| leaf.kind == "letter" && heading.level <= 3 && is_block(&heading.id) && !heading.words.is_empty();
    let below = headings.iter().filter(is_own);
    let below: String = below.map(|heading| entry(&format!("{path}#{}", xml_id(&heading.id)), &heading.words, lang) + "</li>\n").collect();
    if !below.is_empty() {
        list.push_str(&format!("\n<ol>\n{below}</ol>\n"));
    }
    list.push_str("</li>\n");
}

/// Whether an id is that of a heading of a letter: `h4`.
fn is_block(id: &str) -> bool {
    id.strip_prefix('h').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The landmarks.
fn landmarks(book: &Book<'_>) -> String {
    let Some(words) = book.words.first() else { return String::new() };
    let of_kind = |kind: &str| book.leaves.iter().find(|leaf| leaf.kind == kind).map(|leaf| (xhtml(leaf.path).to_string(), leaf.title));
    let own = |path: &str, title| Some((path.to_owned(), title));
    let all = [
        ("cover", own("cover.xhtml", words.locale.word("copies.cover"))),
        ("titlepage", own("title.xhtml", words.locale.word("copies.title_page"))),
        ("toc", own("#toc", words.locale.word("frame.contents"))),
        ("bodymatter", of_kind("home")),
        ("glossary", of_kind("glossary")),
        ("index", of_kind("index")),
    ];
    let link = |(kind, found): (&str, Option<(String, &str)>)| {
        let (path, title) = found?;
        Some(format!("<li><a epub:type=\"{kind}\" href=\"{path}\">{}</a></li>\n", escaped(title)))
    };
    all.into_iter().filter_map(link).collect()
}

/// The passages: by their permanent numbers, letter by letter.
fn passages(book: &Book<'_>) -> String {
    let mut list = String::new();
    for leaf in &book.leaves {
        let path = xhtml(leaf.path);
        let lang = if book.languages.len() > 1 { format!("{} ", leaf.lang) } else { String::new() };
        for id in book.passages(leaf) {
            let letter = leaf.letter.map(ToString::to_string).unwrap_or_default();
            list.push_str(&entry(&format!("{path}#{}", xml_id(id)), &format!("{lang}{letter} {id}"), None));
            list.push_str("</li>\n");
        }
    }
    list
}
