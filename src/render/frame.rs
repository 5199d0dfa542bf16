//! The frame of every page: head, header with navigation and languages, footer.

use serde::Serialize;

use super::direction;
use super::metadata::{self, Metadata};
use super::page::Page;
use super::plan::Kind;
use crate::model::lang::Lang;
use crate::site::SitePath;
use crate::site::routes::opensearch_path;

/// What the base template needs, as `page`.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    /// The kind of page.
    kind: String,
    /// The language of the page.
    lang: String,
    /// An arrow to what follows, in the direction of the language.
    arrow: &'static str,
    /// The title of the page.
    title: String,
    /// What the browser's tab says.
    head_title: String,
    /// What stands at the head of each printed sheet: the title, for a letter also its kind, date and first number.
    running: String,
    /// The address of the page, for print: in full, or its place in the site where the site has no address.
    address: String,
    /// One sentence about the page.
    description: String,
    /// The dossier's name.
    site_title: String,
    /// The way to the site's root, for scripts.
    pub(super) root: String,
    /// The style sheet.
    pub(super) style: String,
    /// The icon of the site.
    pub(super) icon: String,
    /// The script.
    script: String,
    /// The full address, where the site has one.
    canonical: Option<String>,
    /// The same page in every language that has it, with full addresses.
    alternates: Vec<LangLink>,
    /// What it tells other programs.
    metadata: Metadata,
    /// Whether search engines should leave it out.
    is_noindex: bool,
    /// The home page.
    home: Option<String>,
    /// The main navigation.
    nav: Vec<NavLink>,
    /// The search page; nothing in a theme without search.
    search: Option<String>,
    /// What tells browsers how to search, on sites that know their address.
    opensearch: Option<String>,
    /// The same page in the other languages.
    languages: Vec<LangLink>,
    /// The links of the footer.
    footer: Vec<NavLink>,
    /// What is said of the editions.
    honest: String,
    /// Where the editions' honesty is explained.
    about: Option<String>,
    /// The dossier's version.
    version: String,
    /// The day it was published, in words.
    published: String,
    /// The licence of the publisher's own texts.
    licence: String,
}

/// A link to a page in a language.
#[derive(Debug, Serialize)]
pub(super) struct LangLink {
    /// The language's tag.
    pub(super) lang: String,
    /// The language's name in itself.
    pub(super) name: String,
    /// The address.
    pub(super) href: String,
    /// Where it leads to a page that says that the letter does not exist in that language: that, in its words.
    missing: Option<String>,
}

/// A link of the navigation.
#[derive(Debug, Serialize)]
pub(super) struct NavLink {
    /// The address.
    href: String,
    /// The words.
    label: String,
    /// Whether it is this page, or this page lies under it.
    is_current: bool,
}

/// The frame of a page with what it is described as, where the publisher has written no text for the page, whose summary says it.
pub(super) fn frame(page: &Page<'_>, description: &str) -> Frame {
    let settings = &page.stage.inputs.dossier.settings;
    let site_title = page.text(&settings.title);
    let title = page.planned.title.clone();
    let search = page.to_kind("search");
    let is_noindex = matches!(page.planned.kind, Kind::Stub(_) | Kind::Redirect(_) | Kind::NotFound);
    let text = if is_noindex || page.planned.letter.is_some() {
        None
    } else {
        page.stage.inputs.dossier.page(page.planned.kind.name(), page.lang)
    };
    let description = text.map_or(description, |text| &text.summary);
    Frame {
        kind: page.planned.kind.name().to_owned(),
        lang: page.lang.tag().to_owned(),
        arrow: direction::arrow(page.lang),
        head_title: if title == site_title { title.clone() } else { format!("{title} – {site_title}") },
        running: running(page, &title),
        address: format!("{}{}", settings.base_url.as_deref().unwrap_or_default(), page.path()),
        title,
        description: description.to_owned(),
        site_title,
        root: page.path().root(),
        style: page.to_file("assets/style.css"),
        icon: page.to_file("assets/icon.svg"),
        script: page.to_file("assets/site.js"),
        canonical: settings.base_url.as_ref().filter(|_| !is_noindex).map(|base| full(base, page.path())),
        alternates: if is_noindex { Vec::new() } else { alternates(page) },
        metadata: metadata::of(page, description),
        is_noindex,
        home: page.to_kind("home"),
        nav: navigation(page, nav_kinds(search.as_deref())),
        opensearch: settings.base_url.as_ref().filter(|_| search.is_some()).map(|_| page.to(&opensearch_path(page.lang))),
        search,
        languages: languages(page),
        footer: navigation(page, &footer_kinds(page)),
        honest: page.word(page.stage.honest),
        about: page.to_kind("about"),
        version: settings.version.clone(),
        published: published(page),
        licence: page.text(&settings.licence),
    }
}

/// A full address: the folder of an index is its own address on every host, so file names stay.
pub(super) fn full(base: &str, path: &SitePath) -> String {
    format!("{base}{path}")
}

/// What stands at the head of each printed sheet.
fn running(page: &Page<'_>, title: &str) -> String {
    let Some(letter) = page.planned.letter else { return title.to_owned() };
    let number = letter.numbers.first().map(|number| number.value.clone());
    [Some(title.to_owned()), Some(page.label_of(letter)), number].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The day of publication in words; as written where it is no date.
fn published(page: &Page<'_>) -> String {
    let written = &page.stage.inputs.dossier.settings.published;
    crate::model::date::Edtf::parse(written).map_or_else(|_| written.clone(), |date| page.locale.date(&date))
}

/// The kinds of pages that the main navigation names: where nothing can be searched, the index too.
fn nav_kinds(search: Option<&str>) -> &'static [&'static str] {
    match search {
        Some(_) => &["letters", "funding", "timeline", "actors", "documents", "glossary", "about"],
        None => &["letters", "funding", "timeline", "actors", "documents", "glossary", "index", "about"],
    }
}

/// The links to kinds of pages, with their names.
fn navigation(page: &Page<'_>, kinds: &[&str]) -> Vec<NavLink> {
    let own = match page.planned.kind.name() {
        "letter" | "stub" | "source" | "parallel" => "letters",
        "ledger" => "funding",
        kind => kind,
    };
    let link = |kind: &&str| {
        let label = match page.stage.inputs.dossier.page(kind, page.lang) {
            Some(text) if !crate::site::routes::is_built_in(kind) => text.title.clone(),
            _ => page.word(&format!("nav.{kind}")),
        };
        page.to_kind(kind).map(|href| NavLink { href, label, is_current: own == *kind })
    };
    kinds.iter().filter_map(link).collect()
}

/// The kinds of pages that the footer names: what changed, the index, data and the publisher's own text pages.
fn footer_kinds<'a>(page: &Page<'a>) -> Vec<&'a str> {
    let pages = page.stage.inputs.dossier.pages.iter().filter(|text| text.lang == *page.lang);
    let custom = pages.map(|text| text.id.as_str()).filter(|id| !crate::site::routes::is_built_in(id));
    ["changes", "about", "index", "data"].into_iter().chain(custom).collect()
}

/// The same page in the other languages.
fn languages(page: &Page<'_>) -> Vec<LangLink> {
    let all = page.stage.inputs.dossier.settings.languages.iter().filter(|lang| *lang != page.lang);
    all.filter_map(|lang| link_in(page, lang)).collect()
}

/// The same page in a language.
fn link_in(page: &Page<'_>, lang: &Lang) -> Option<LangLink> {
    let locale = page.stage.inputs.locales.get(lang)?;
    let href = page.to(page.twin(lang)?);
    let is_missing = page.planned.letter.is_some_and(|letter| letter.edition(lang).is_none());
    let missing = is_missing.then(|| locale.word("lists.missing").to_owned());
    Some(LangLink { lang: lang.tag().to_owned(), name: locale.name.clone(), href, missing })
}

/// Whether the page truly exists in a language; of a part of a list that is split, nobody can tell.
pub(super) fn is_in(page: &Page<'_>, lang: &Lang) -> bool {
    let letter = page.planned.letter.is_none_or(|letter| letter.edition(lang).is_some());
    let text = match &page.planned.kind {
        Kind::Text(id) => page.stage.inputs.routes.page(id, lang).is_some(),
        _ => true,
    };
    letter && text && page.planned.part_idx.is_none()
}

/// Full addresses of the page in every language that truly has it. The home pages have the choice of language for everyone else.
fn alternates(page: &Page<'_>) -> Vec<LangLink> {
    let settings = &page.stage.inputs.dossier.settings;
    let Some(base) = &settings.base_url else { return Vec::new() };
    let link = |tag: &str, path: &SitePath| LangLink { lang: tag.to_owned(), name: String::new(), href: full(base, path), missing: None };
    let full_link = |lang: &Lang| page.twin(lang).map(|path| link(lang.tag(), path));
    let mut links: Vec<LangLink> = settings.languages.iter().filter(|lang| is_in(page, lang)).filter_map(full_link).collect();
    if matches!(page.planned.kind, Kind::Home | Kind::Entrance) {
        links.push(link("x-default", &SitePath::new("index.html")));
    }
    links
}
