//! Plans the pages: what there is to make, where it lies, and what it is called.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::page::Stage;
use super::split::Part;
use super::{entrance, lists, text};
use crate::changes::Changes;
use crate::model::lang::Lang;
use crate::model::letter::{Edition, Letter};
use crate::model::locale::Locale;
use crate::model::place::Place;
use crate::site::SitePath;
use crate::site::routes::{SINGLE_PAGES, counterpart, former_path, is_built_in, locked_path, not_found_path};

/// What a page is.
#[derive(Clone, Debug)]
pub(super) enum Kind<'a> {
    /// The choice of language.
    Entrance,
    /// The page for addresses that do not exist.
    NotFound,
    /// A former address, with the one that replaced it.
    Redirect(SitePath),
    /// The home page of a language.
    Home,
    /// The list of letters.
    Letters,
    /// The timeline.
    Timeline,
    /// People and organisations.
    Actors,
    /// Documents outside the dossier.
    Documents,
    /// The glossary.
    Glossary,
    /// The index.
    Index,
    /// The funding summary.
    Funding,
    /// Every amount, row by row.
    Ledger,
    /// What changed since an earlier copy.
    Changes(&'a Changes),
    /// The search page.
    Search,
    /// A text page, by its id.
    Text(String),
    /// A letter in a language.
    Letter(&'a Letter, &'a Edition),
    /// What stands where a letter has no edition in a language.
    Stub(&'a Letter),
    /// The way from a letter's source to its edition.
    Source(&'a Letter),
    /// A letter with its original and the edition in this language.
    Parallel(&'a Letter, Lang),
}

impl Kind<'_> {
    /// Its name in the list of pages.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Entrance => "choice",
            Self::NotFound => "not-found",
            Self::Redirect(_) => "redirect",
            Self::Home => "home",
            Self::Letters => "letters",
            Self::Timeline => "timeline",
            Self::Actors => "actors",
            Self::Documents => "documents",
            Self::Glossary => "glossary",
            Self::Index => "index",
            Self::Funding => "funding",
            Self::Ledger => "ledger",
            Self::Changes(_) => "changes",
            Self::Search => "search",
            Self::Text(id) => id,
            Self::Letter(..) => "letter",
            Self::Stub(_) => "stub",
            Self::Source(_) => "source",
            Self::Parallel(..) => "parallel",
        }
    }
}

/// A page to make.
#[derive(Clone, Debug)]
pub(super) struct Planned<'a> {
    /// What it is.
    pub(super) kind: Kind<'a>,
    /// Its language.
    pub(super) lang: Option<&'a Lang>,
    /// Where it lies.
    pub(super) path: SitePath,
    /// Its title.
    pub(super) title: String,
    /// The letter that it shows.
    pub(super) letter: Option<&'a Letter>,
    /// Of a list that is split: all its parts, and which of them this page holds; none is their overview.
    pub(super) parts: Vec<(Part, SitePath)>,
    /// Which part it holds.
    pub(super) part_idx: Option<usize>,
}

/// All pages, in the order in which they are listed.
pub(super) fn plan<'a>(stage: &Stage<'a>) -> Vec<Planned<'a>> {
    let inputs = stage.inputs;
    let settings = &inputs.dossier.settings;
    let mut plan = Vec::from(of_no_language(stage));
    for lang in &settings.languages {
        let Some(locale) = inputs.locales.get(lang) else { continue };
        plan.push(not_found(stage, lang));
        let n_before = plan.len();
        plan_pages(stage, (locale, lang), &|_, _| true, &mut plan);
        plan_former(stage, lang, &mut plan);
        let kept = kept(stage, lang, plan.get(n_before..).unwrap_or_default());
        plan.extend(kept);
        plan.par_extend(inputs.dossier.letters.par_iter().flat_map_iter(|letter| {
            let mut of_letter = Vec::new();
            plan_letter(stage, (letter, lang), &mut of_letter);
            of_letter
        }));
    }
    plan
}

/// A page that is no letter and not split.
fn planned<'a>(kind: Kind<'a>, lang: Option<&'a Lang>, (path, title): (SitePath, String)) -> Planned<'a> {
    Planned { kind, lang, path, title, letter: None, parts: Vec::new(), part_idx: None }
}

/// The pages that have no language.
fn of_no_language<'a>(stage: &Stage<'a>) -> [Planned<'a>; 2] {
    let settings = &stage.inputs.dossier.settings;
    let title = settings.languages.first().map(|lang| settings.title.text(lang).to_owned()).unwrap_or_default();
    [(Kind::Entrance, SitePath::new("index.html")), (Kind::NotFound, not_found_path(None))]
        .map(|(kind, path)| planned(kind, None, (path, title.clone())))
}

/// The page of a language for addresses below its folder that do not exist.
fn not_found<'a>(stage: &Stage<'a>, lang: &'a Lang) -> Planned<'a> {
    let title = stage.inputs.dossier.settings.title.text(lang).to_owned();
    planned(Kind::NotFound, Some(lang), (not_found_path(Some(lang)), title))
}

/// The page that lies at a path, found without planning all others; the index, for which all is worked out, is not found here.
pub(super) fn find<'a>(stage: &Stage<'a>, path: &str) -> Option<Planned<'a>> {
    let inputs = stage.inputs;
    let mut plan = Vec::from(of_no_language(stage));
    for lang in &inputs.dossier.settings.languages {
        let Some(locale) = inputs.locales.get(lang) else { continue };
        plan.push(not_found(stage, lang));
        let is_wanted = |id: &str, page: &SitePath| id != "index" && path.starts_with(page.as_str().trim_end_matches(".html"));
        plan_pages(stage, (locale, lang), &is_wanted, &mut plan);
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_of = |letter: &&Letter| name.starts_with(letter.slug(lang)) && path.starts_with(lang.tag());
        inputs.dossier.letters.iter().filter(is_of).for_each(|letter| plan_letter(stage, (letter, lang), &mut plan));
    }
    let at = plan.iter().position(|planned| planned.path.as_str() == path)?;
    Some(plan.swap_remove(at))
}

/// Plans the pages of which a language has one each, as far as they are wanted.
fn plan_pages<'a>(
    stage: &Stage<'a>,
    (locale, lang): (&Locale, &'a Lang),
    is_wanted: &dyn Fn(&str, &SitePath) -> bool,
    plan: &mut Vec<Planned<'a>>,
) {
    let inputs = stage.inputs;
    let title_of = |id: &str| {
        let page = inputs.dossier.page(id, lang);
        page.map_or_else(|| locale.word(&format!("nav.{id}")).to_owned(), |page| page.title.clone())
    };
    let custom = inputs.dossier.pages.iter().filter(|page| page.lang == *lang && !is_built_in(&page.id)).map(|page| page.id.as_str());
    let ids = ["home", "letters"].into_iter().chain(SINGLE_PAGES.iter().copied()).chain(["changes"]).chain(custom);
    for id in ids {
        let Some(path) = inputs.routes.page(id, lang).filter(|path| is_wanted(id, path)) else { continue };
        let title = if id == "home" { inputs.dossier.settings.title.text(lang).to_owned() } else { title_of(id) };
        let kind = inputs.changes.filter(|_| id == "changes").map_or_else(|| kind(id), Kind::Changes);
        let page = planned(kind, Some(lang), (path.clone(), title));
        plan_parts(stage, page, plan);
    }
}

/// Plans a page, and its parts where its list is long.
fn plan_parts<'a>(stage: &Stage<'a>, page: Planned<'a>, plan: &mut Vec<Planned<'a>>) {
    let parts = page.lang.map(|lang| lists::parts(stage, &page.kind, lang)).unwrap_or_default();
    let stem = page.path.as_str().trim_end_matches(".html").to_owned();
    let parts: Vec<(Part, SitePath)> = parts
        .into_iter()
        .map(|part| {
            let path = SitePath::new(format!("{stem}{}.html", part.suffix));
            (part, path)
        })
        .collect();
    let page = Planned { parts: parts.clone(), ..page };
    plan.push(page.clone());
    for (idx, (part, path)) in parts.iter().enumerate() {
        let title = format!("{}: {}", page.title, part.label);
        plan.push(Planned { path: path.clone(), title, part_idx: Some(idx), ..page.clone() });
    }
}

/// The kind of page that an id names.
fn kind<'a>(id: &str) -> Kind<'a> {
    match id {
        "home" => Kind::Home,
        "letters" => Kind::Letters,
        "timeline" => Kind::Timeline,
        "actors" => Kind::Actors,
        "documents" => Kind::Documents,
        "glossary" => Kind::Glossary,
        "index" => Kind::Index,
        "funding" => Kind::Funding,
        "ledger" => Kind::Ledger,
        "search" => Kind::Search,
        other => Kind::Text(other.to_owned()),
    }
}

/// Plans the pages of a letter in a language: the letter or its stub, side by side, former addresses.
fn plan_letter<'a>(stage: &Stage<'a>, (letter, lang): (&'a Letter, &'a Lang), plan: &mut Vec<Planned<'a>>) {
    let routes = stage.inputs.routes;
    let Some(path) = routes.letter(&letter.id, lang) else { return };
    let edition = letter.edition(lang);
    // Without an edition the letter's title is in another language: here it would be text under a false `lang`.
    let title = match (edition, stage.inputs.locales.get(lang)) {
        (None, Some(locale)) => locale.word(entrance::stub_words(letter, lang)[0]).to_owned(),
        _ => text::title_of(letter, lang),
    };
    let of_letter =
        |kind: Kind<'a>, path: &SitePath| Planned { letter: Some(letter), ..planned(kind, Some(lang), (path.clone(), title.clone())) };
    plan.push(of_letter(edition.map_or(Kind::Stub(letter), |edition| Kind::Letter(letter, edition)), path));
    let parallel = routes.parallel(&letter.id, lang);
    if let (Some(parallel), Some(other)) = (parallel, counterpart(letter.original.clone(), &letter.editions, lang)) {
        plan.push(of_letter(Kind::Parallel(letter, other), parallel));
    }
    let source = routes.source(&letter.id, lang);
    if let (Some(source), Some(locale)) = (source, stage.inputs.locales.get(lang)) {
        let title = format!("{}: {title}", locale.word("source.title"));
        plan.push(Planned { title, ..of_letter(Kind::Source(letter), source) });
    }
    plan.extend(routes.former(&letter.id, lang).iter().map(|(before, now)| of_letter(Kind::Redirect(now.clone()), before)));
}

/// Plans the pages at the former addresses of the publisher's pages in a language.
fn plan_former<'a>(stage: &Stage<'a>, lang: &'a Lang, plan: &mut Vec<Planned<'a>>) {
    let inputs = stage.inputs;
    for page in inputs.dossier.pages.iter().filter(|page| page.lang == *lang) {
        let Some(now) = inputs.routes.page(&page.id, lang) else { continue };
        let redirect = |(address, _): &(String, Place)| {
            planned(Kind::Redirect(now.clone()), Some(lang), (former_path(lang, address), page.title.clone()))
        };
        plan.extend(page.former.iter().map(redirect));
    }
}

/// The pages at recorded addresses in a language at which none of the pages, and no letter, lies: each leads to the page that had the
/// address, or from one that the theme has no more to the home page.
fn kept<'a>(stage: &Stage<'a>, lang: &'a Lang, pages: &[Planned<'a>]) -> Vec<Planned<'a>> {
    let inputs = stage.inputs;
    let titles: HashMap<&SitePath, &str> = pages.iter().map(|page| (&page.path, page.title.as_str())).collect();
    let of_letters: LazyCell<HashSet<&SitePath>, _> =
        LazyCell::new(|| inputs.dossier.letters.iter().filter_map(|letter| inputs.routes.letter(&letter.id, lang)).collect());
    let mut kept = Vec::new();
    for page in inputs.dossier.locked_pages.iter().flatten().filter(|page| page.lang == *lang) {
        let path = locked_path(page);
        let or_home = || inputs.routes.page("home", lang).filter(|_| is_built_in(&page.kind));
        let Some(now) = inputs.routes.page(&page.kind, lang).or_else(or_home) else { continue };
        let Some(title) = titles.get(now).filter(|_| !titles.contains_key(&path) && !of_letters.contains(&path)) else { continue };
        kept.push(planned(Kind::Redirect(now.clone()), Some(lang), (path, (*title).to_owned())));
    }
    kept.sort_by(|one, other| one.path.cmp(&other.path));
    kept.dedup_by(|one, other| one.path == other.path);
    kept
}
