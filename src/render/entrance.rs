//! Small pages around the rest: choice of language, unknown address, former address, letter without an edition.

use std::borrow::Cow;

use serde::Serialize;

use super::frame::{Frame, frame};
use super::page::Page;
use super::{LinkView, lists};
use crate::model::lang::Lang;
use crate::model::letter::{Edition, Letter};
use crate::site::SitePath;

/// The choice of language, and the page for unknown addresses.
#[derive(Debug, Serialize)]
pub(super) struct EntranceView {
    /// The frame; its links are for pages inside the site.
    page: Frame,
    /// Whether links and assets may be used: not where the page is served at any depth and the site's address is unknown.
    has_links: bool,
    /// Where the page's policy lets style and icon come from.
    host: String,
    /// The dossier in each language, or in the page's own alone.
    choices: Vec<Choice>,
}

/// The dossier in a language.
#[derive(Debug, Serialize)]
struct Choice {
    /// The language.
    lang: String,
    /// Its name in itself.
    name: String,
    /// The address of the home page.
    href: String,
    /// The dossier's name.
    title: String,
    /// One sentence about it.
    description: String,
    /// What the page for unknown addresses says.
    not_found: String,
    /// What it adds.
    not_found_text: String,
}

/// The choice of language.
pub(super) fn entrance(page: &Page<'_>) -> EntranceView {
    EntranceView { page: frame(page, ""), has_links: true, host: "'self'".to_owned(), choices: choices(page, "") }
}

/// The page for unknown addresses, of a language or of the whole site: full addresses or none at all.
pub(super) fn not_found(page: &Page<'_>) -> EntranceView {
    let base = page.stage.inputs.dossier.settings.base_url.clone();
    let mut frame = frame(page, "");
    if let Some(base) = &base {
        let assets = page.stage.inputs.assets;
        frame.style = format!("{base}{}", assets.place("assets/style.css"));
        frame.icon = format!("{base}{}", assets.place("assets/icon.svg"));
        frame.root.clone_from(base);
    }
    let host = base.as_deref().map(origin).unwrap_or_default();
    EntranceView { page: frame, has_links: base.is_some(), host, choices: choices(page, &base.unwrap_or_default()) }
}

/// The scheme and the host of a full address: it is named, as a copy of the page that stands elsewhere still asks that host.
fn origin(address: &str) -> String {
    address.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// The dossier in every language, or in that of the page.
fn choices(page: &Page<'_>, base: &str) -> Vec<Choice> {
    let inputs = page.stage.inputs;
    let settings = &inputs.dossier.settings;
    let choice = |lang| {
        let locale = inputs.locales.get(lang)?;
        let home = inputs.routes.page("home", lang)?;
        Some(Choice {
            lang: lang.tag().to_owned(),
            name: locale.name.clone(),
            href: format!("{base}{home}"),
            title: settings.title.text(lang).to_owned(),
            description: settings.description.text(lang).to_owned(),
            not_found: locale.word("not_found.title").to_owned(),
            not_found_text: locale.word("not_found.text").to_owned(),
        })
    };
    let is_shown = |lang: &&Lang| page.planned.lang.is_none_or(|only| only == *lang);
    settings.languages.iter().filter(is_shown).filter_map(choice).collect()
}

/// What stands at a former address.
#[derive(Debug, Serialize)]
pub(super) struct RedirectView {
    /// The frame.
    page: Frame,
    /// The address that replaced it.
    to: String,
    /// Where each passage or entry that the former address may name is now, for readers without scripts.
    passages: Vec<Moved>,
}

/// A passage or an entry that stands on another page than its former address says.
#[derive(Debug, Serialize)]
pub(super) struct Moved {
    /// Its id.
    pub(super) id: String,
    /// The address that leads to it.
    pub(super) href: String,
    /// What it is called.
    pub(super) label: String,
}

impl Moved {
    /// What it weighs on its page, about, in bytes.
    pub(super) fn bytes(&self) -> usize {
        "<li id=\"\"><a href=\"\"></a></li>\n".len() + self.id.len() + self.href.len() + self.label.len()
    }
}

/// The page at a former address.
pub(super) fn redirect(page: &Page<'_>, to: &SitePath) -> RedirectView {
    let href = page.to(to);
    let of_letter = passages(page, to).into_iter().map(|id| moved(page, id, &href));
    let passages = of_letter.chain(lists::entry_links(page, to)).collect();
    RedirectView { page: frame(page, ""), to: href, passages }
}

/// A passage that the page at an address has.
fn moved(page: &Page<'_>, id: String, href: &str) -> Moved {
    Moved { href: format!("{href}#{id}"), label: page.fill("redirect.passage", &[("block", &id)]), id }
}

/// The ids of the passages that the page at an address has, where it is the text of a letter, or says that this is withdrawn: of blocks,
/// of what they open, of blocks that are gone.
fn passages(page: &Page<'_>, to: &SitePath) -> Vec<String> {
    let routes = page.stage.inputs.routes;
    let has_text = |letter: &&Letter| {
        let of_text = [routes.letter(&letter.id, page.lang), routes.parallel(&letter.id, page.lang)];
        (letter.edition(page.lang).is_some() || letter.had_edition(page.lang)) && of_text.contains(&Some(to))
    };
    let Some(letter) = page.planned.letter.filter(has_text) else { return Vec::new() };
    letter.anchors().map(Cow::into_owned).collect()
}

/// What stands where a letter has no edition.
#[derive(Debug, Serialize)]
pub(super) struct StubView {
    /// The frame.
    page: Frame,
    /// What it says: that there is none, or no longer one.
    title: String,
    /// What it says of that.
    text: String,
    /// The editions that exist.
    editions: Vec<LinkView>,
    /// Kind and date.
    label: String,
    /// The passages of a withdrawn edition, each as the original has it.
    passages: Vec<Moved>,
    /// The language of the original.
    original: String,
}

/// The words of a stub: its title and its text.
pub(super) fn stub_words(letter: &Letter, lang: &Lang) -> [&'static str; 2] {
    if letter.had_edition(lang) { ["stub.withdrawn_title", "stub.withdrawn_text"] } else { ["stub.title", "stub.text"] }
}

/// The page of a letter without an edition in this language.
pub(super) fn stub(page: &Page<'_>, letter: &Letter) -> StubView {
    let link = |edition: &Edition| {
        let path = page.stage.inputs.routes.letter(&letter.id, &edition.lang)?;
        Some(LinkView { href: page.to(path), label: edition.title.clone(), lang: page.foreign(&edition.lang) })
    };
    let editions = letter.editions.iter().filter_map(link).collect();
    let [title, text] = stub_words(letter, page.lang).map(|name| page.word(name));
    let original = page.stage.inputs.routes.letter(&letter.id, &letter.original).filter(|_| letter.had_edition(page.lang));
    let all = |path: &SitePath| {
        let href = page.to(path);
        letter.anchors().map(|id| moved(page, id.into_owned(), &href)).collect()
    };
    let passages = original.map(all).unwrap_or_default();
    StubView {
        page: frame(page, ""),
        title,
        text,
        editions,
        label: page.label_of(letter),
        passages,
        original: letter.original.tag().to_owned(),
    }
}
