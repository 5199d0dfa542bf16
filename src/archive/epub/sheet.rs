//! The files of a book that are read: XHTML.

use super::Book;
use crate::archive::book::leaves::Leaf;
use crate::archive::book::page::Page;
use crate::archive::book::tags::{Start, escaped};
use crate::site::SitePath;

/// What a sheet says of itself.
pub(super) struct Sheet<'a> {
    /// The language.
    pub(super) lang: &'a str,
    /// The direction of its text, where that is said.
    pub(super) dir: Option<&'a str>,
    /// The title.
    pub(super) title: &'a str,
    /// The way to the style sheet.
    pub(super) style: &'a str,
    /// What its body is.
    pub(super) body: &'a str,
}

impl Sheet<'_> {
    /// A whole file with these contents.
    pub(super) fn with(&self, contents: &str) -> String {
        let mut html = Start::new("html");
        html.add("xmlns", "http://www.w3.org/1999/xhtml");
        html.add("xmlns:epub", "http://www.idpf.org/2007/ops");
        html.add("lang", self.lang);
        html.add("xml:lang", self.lang);
        self.dir.into_iter().for_each(|dir| html.add("dir", dir));
        let (html, title) = (html.finish(false), escaped(self.title));
        let Sheet { style, body, .. } = self;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n{html}\n<head>\n<meta charset=\"utf-8\"/>\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" type=\"text/css\" href=\"{style}\"/>\n</head>\n<body{body}>\n{contents}\n</body>\n</html>\n"
        )
    }
}

/// What a kind of page is called among books, with its role.
fn semantics(kind: &str) -> &'static str {
    match kind {
        "letter" | "stub" | "parallel" => " epub:type=\"chapter\" role=\"doc-chapter\"",
        "source" | "ledger" | "documents" => " epub:type=\"appendix\" role=\"doc-appendix\"",
        "home" => " epub:type=\"introduction\" role=\"doc-introduction\"",
        _ => "",
    }
}

/// A page of the site.
pub(super) fn leaf((leaf, title): (&Leaf<'_>, &str), page: &Page, main: &str) -> String {
    let style = SitePath::new("book.css").from(leaf.path);
    let sheet = Sheet { lang: leaf.lang.tag(), dir: page.dir.as_deref(), title, style: &style, body: "" };
    let mut section = Start::new("section");
    if !page.classes.is_empty() {
        section.add("class", &page.classes);
    }
    section.add("aria-label", title);
    let section = section.finish(false).replacen('>', &format!("{}>", semantics(leaf.kind)), 1);
    sheet.with(&format!("{section}{main}</section>"))
}

/// The cover.
pub(super) fn cover(book: &Book<'_>) -> String {
    let titles: Vec<&str> = book.words.iter().map(|words| words.title).collect();
    let mut picture = Start::new("img");
    picture.add("role", "doc-cover");
    picture.add("src", "cover.svg");
    picture.add("alt", &titles.join(" · "));
    let of_first = book.words.first().map(|words| (words.locale.lang.tag(), words.locale.word("copies.cover")));
    let (lang, title) = of_first.unwrap_or_default();
    let sheet = Sheet { lang, dir: None, title, style: "book.css", body: " class=\"cover\" epub:type=\"cover\"" };
    sheet.with(&picture.finish(true))
}

/// The title page: what the book is, and how long it can be read.
pub(super) fn title(book: &Book<'_>) -> String {
    let mut contents = String::new();
    for words in &book.words {
        let lang = words.locale.lang.tag();
        let about = [words.fill("copies.book"), words.fill("copies.last_book"), words.fill("copies.accessible")];
        let about: String = about.iter().map(|text| format!("<p>{}</p>\n", escaped(text))).collect();
        contents.push_str(&format!(
            "<section lang=\"{lang}\" xml:lang=\"{lang}\" epub:type=\"titlepage\">\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<p>{}</p>\n\
             <h2>{}</h2>\n{about}</section>\n",
            escaped(words.title),
            escaped(words.description),
            escaped(&words.edition()),
            escaped(words.locale.word("copies.about")),
        ));
    }
    let of_first = book.words.first().map(|words| (words.locale.lang.tag(), words.locale.word("copies.title_page")));
    let (lang, title) = of_first.unwrap_or_default();
    Sheet { lang, dir: None, title, style: "book.css", body: " class=\"titles\"" }.with(&contents)
}
