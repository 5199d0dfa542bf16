//! What the file has besides the site's pages: the top with the search, the ways between pages, the sources as received.

use sha2::{Digest as _, Sha512};

use super::Single;
use crate::archive::book::leaves::Leaf;
use crate::archive::book::page;
use crate::archive::book::tags::{Start, escaped};
use crate::archive::book::{self, Piece};
use crate::archive::megabytes;
use crate::archive::words::Words;
use crate::model::letter::Letter;

/// What the site's home page says of itself to style and scripts, for the root of the file.
pub(super) fn told(single: &Single<'_>) -> Vec<(String, String)> {
    let home = single.leaves.iter().find(|leaf| leaf.kind == "home");
    home.and_then(|leaf| page::read(single.inputs.site, leaf.path)).map(|page| page.told).unwrap_or_default()
}

/// The top of the file: its name, which is seen in the home page below it and only heard here, its languages, its search, what it is.
pub(super) fn top(single: &Single<'_>, has_search: bool) -> String {
    let Some(words) = single.words.first() else { return String::new() };
    let names: Vec<String> =
        single.words.iter().map(|words| format!("<span lang=\"{}\">{}</span>", words.locale.lang, escaped(words.title))).collect();
    let about = single.words.iter().map(|words| about(single, words)).collect::<String>();
    let languages: String =
        single.words.iter().map(|words| format!("<li>{}</li>\n", linked(words.locale.lang.tag(), &words.locale.name))).collect();
    format!(
        "<header class=\"masthead whole\" id=\"top\">\n<h1 class=\"vh\">{}</h1>\n<div class=\"bar\">\n<ul class=\"languages\">\n{languages}</ul>\n{}</div>\n\
         <details>\n<summary>{}</summary>\n{about}</details>\n</header>\n",
        names.join("<br>\n"),
        if has_search { search(single, words) } else { String::new() },
        escaped(words.locale.word("copies.about")),
    )
}

/// A link to a language.
fn linked(lang: &str, words: &str) -> String {
    let mut link = Start::new("a");
    link.add("href", &format!("#{lang}"));
    link.add("lang", lang);
    link.add("hreflang", lang);
    format!("{}{}</a>", link.finish(false), escaped(words))
}

/// What the file says of itself in a language.
fn about(single: &Single<'_>, words: &Words<'_>) -> String {
    let most = megabytes(single.most);
    let brief = single.is_brief.then(|| words.locale.fill("copies.brief", &[("most", &most)]));
    let texts = [Some(words.fill("copies.file")), brief, Some(words.fill("copies.last_file"))];
    let lang = words.locale.lang.tag();
    texts.into_iter().flatten().map(|text| format!("<p lang=\"{lang}\">{}</p>\n", escaped(&text))).collect()
}

/// The form of the search, which its script shows, and what stands there without.
fn search(single: &Single<'_>, words: &Words<'_>) -> String {
    let languages: Vec<serde_json::Value> =
        single.words.iter().map(|words| serde_json::json!({"lang": words.locale.lang.tag(), "name": words.locale.name})).collect();
    let mut form = Start::new("form");
    form.add("id", "search-form");
    form.add("class", "find");
    form.add("role", "search");
    form.add("data-languages", &serde_json::Value::from(languages).to_string());
    form.add("hidden", "");
    let mut field = Start::new("input");
    for (name, value) in
        [("id", "q"), ("name", "q"), ("type", "search"), ("autocomplete", "off"), ("placeholder", words.locale.word("search.placeholder"))]
    {
        field.add(name, value);
    }
    let without: String = single
        .words
        .iter()
        .map(|words| {
            let lang = words.locale.lang.tag();
            format!("<p class=\"small\" lang=\"{lang}\">{}</p>", escaped(words.locale.word("copies.noscript")))
        })
        .collect();
    format!(
        "{}\n<label class=\"vh\" for=\"q\">{}</label>\n{}\n<button type=\"submit\">{}</button>\n</form>\n</div>\n<noscript>{without}</noscript>\n\
         <p id=\"search-status\" role=\"status\" aria-live=\"polite\"></p>\n<ol id=\"search-results\" class=\"results\"></ol>\n<div>",
        form.finish(false).replace(" hidden=\"\"", " hidden"),
        escaped(words.locale.word("search.label")),
        field.finish(false),
        escaped(words.locale.word("search.button")),
    )
}

/// How a language begins and ends: with what stands before and after every page of the site in it.
pub(super) fn language(single: &Single<'_>, leaf: &Leaf<'_>) -> (String, String) {
    let page = page::read(single.inputs.site, leaf.path);
    let piece = |piece, name: &str| {
        page.as_ref().map(|page| {
            let mut start = Start::new(name);
            start.add("class", format!("{} of-language", page.class(piece)).trim());
            format!("{}\n{}</{name}>\n", start.finish(false), book::write(page, piece, single))
        })
    };
    let lang = leaf.lang.tag();
    let header = piece(Piece::Header, "header").unwrap_or_default();
    let footer = piece(Piece::Footer, "footer").unwrap_or_default();
    (format!("<div class=\"language\" id=\"{lang}\" lang=\"{lang}\">\n{header}"), format!("{footer}</div>\n"))
}

/// The ways from a page: to the beginning of its language, to the same in other languages, to the top.
pub(super) fn ways(single: &Single<'_>, leaf: &Leaf<'_>) -> String {
    if leaf.kind == "home" {
        return String::new();
    }
    let Some(words) = single.words.iter().find(|words| words.locale.lang == *leaf.lang) else { return String::new() };
    let mut links = vec![format!("<a href=\"#{}\">{}</a>", leaf.lang, escaped(words.title))];
    let twins = single.leaves.iter().filter(|other| other.lang != leaf.lang && is_same(leaf, other));
    let mut seen = Vec::new();
    for twin in twins {
        let locale = single.words.iter().find(|words| words.locale.lang == *twin.lang).map(|words| words.locale);
        if let (Some(locale), Some(name), false) = (locale, single.name(twin.path), seen.contains(&twin.lang)) {
            seen.push(twin.lang);
            links.push(format!("<a href=\"#{name}\" lang=\"{lang}\" hreflang=\"{lang}\">{}</a>", escaped(&locale.name), lang = twin.lang));
        }
    }
    links.push(format!("<a href=\"#top\">{}</a>", escaped(words.locale.word("copies.top"))));
    format!("<p class=\"ways small\">{}</p>\n", links.join(" · "))
}

/// Whether two pages say the same, each in its language.
fn is_same(one: &Leaf<'_>, other: &Leaf<'_>) -> bool {
    let kind = |leaf: &Leaf<'_>| if leaf.kind == "stub" { "letter".to_owned() } else { leaf.kind.to_owned() };
    kind(one) == kind(other) && one.letter == other.letter
}

/// The sources as received, each as text with its checksum.
pub(super) fn sources(single: &Single<'_>) -> String {
    let Some(words) = single.words.first().filter(|_| !single.sources.is_empty()) else { return String::new() };
    let letters = single.inputs.resolved.dossier.letters.iter();
    let all: String = letters.map(|letter| source(words, letter)).collect();
    let heads: String = single
        .words
        .iter()
        .map(|words| {
            let lang = words.locale.lang.tag();
            format!("<h2 lang=\"{lang}\">{}</h2>\n", escaped(words.locale.word("copies.sources")))
        })
        .collect();
    let lang = words.locale.lang.tag();
    format!("<div class=\"page\" id=\"sources\" lang=\"{lang}\">\n{heads}{all}</div>\n")
}

/// A source as received.
fn source(words: &Words<'_>, letter: &Letter) -> String {
    let source = &letter.source;
    let bytes = source.bytes();
    let sha512: String = Sha512::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let shown = std::str::from_utf8(&bytes).map_or_else(
        |_| format!("<p>{}</p>", escaped(words.locale.word("copies.no_text"))),
        // HTML takes a line feed after the tag away.
        |text| format!("<pre lang=\"{}\">\n{}</pre>", letter.original, escaped(text)),
    );
    format!(
        "<details id=\"source-{}\">\n<summary>{} · {}</summary>\n<p class=\"small\">SHA-512: <code class=\"hash\">{sha512}</code></p>\n{shown}\n</details>\n",
        letter.id,
        letter.id,
        escaped(&source.received_as),
    )
}
