//! Renders every page of the site: plans what there is to make, builds a view for each page, fills the theme's templates.
//!
//! Templates see views and the words of the language, never the model. Nothing here reads or writes a file.

mod address;
pub mod alone;
mod annotations;
mod axis;
mod citation;
mod code;
mod direction;
mod drawn;
mod entrance;
pub mod figures;
mod filters;
mod frame;
mod funding;
mod home;
mod index;
mod letter;
mod lists;
mod map;
mod metadata;
mod notes;
mod numbers;
mod order;
mod page;
mod pages;
mod parallel;
mod passage;
mod plan;
mod references;
pub mod reviews;
mod search;
mod snippet;
mod source;
mod split;
mod templates;
mod terms;
mod text;
mod told;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::changes::Changes;
use crate::funding::Ledger;
use crate::links::Links;
use crate::model::dossier::Dossier;
use crate::model::file::SourceFile;
use crate::model::lang::{Lang, LangMap};
use crate::model::letter::{Letter, LetterId};
use crate::model::locale::Locale;
use crate::model::money::Amount;
use crate::problem::Problem;
use crate::proof::Proofs;
use crate::site::assets::Assets;
use crate::site::routes::Routes;
use crate::site::{Shelf, SitePath};
use crate::timeline::Chronicle;
use page::{Page, Stage};
pub use pages::Pages;
use plan::{Kind, Planned};
use templates::Filling;

/// The templates that pages are made with, in the order of the alphabet. What else a theme has, these take in.
pub const TEMPLATES: &[&str] = &[
    "about.html",
    "actors.html",
    "changes.html",
    "data.html",
    "documents.html",
    "entrance.html",
    "funding.html",
    "glossary.html",
    "home.html",
    "index.html",
    "ledger.html",
    "letter.html",
    "letters.html",
    "not-found.html",
    "parallel.html",
    "redirect.html",
    "search.html",
    "source.html",
    "stub.html",
    "text.html",
    "timeline.html",
];

/// Everything that pages are made of.
pub struct Inputs<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its references, both ways.
    pub links: &'a Links,
    /// How each source leads to its edition.
    pub proofs: &'a Proofs,
    /// Its ledger, checked.
    pub ledger: &'a Ledger,
    /// What became of expectations.
    pub chronicle: &'a Chronicle,
    /// What changed since an earlier copy, where one is named.
    pub changes: Option<&'a Changes>,
    /// What belongs to each language.
    pub locales: &'a BTreeMap<Lang, Locale>,
    /// Where every page lies.
    pub routes: &'a Routes,
    /// The theme's templates, by file name.
    pub templates: &'a BTreeMap<String, Arc<SourceFile>>,
    /// The theme's other files.
    pub assets: &'a Assets,
    /// The data files of the site, for excerpts in code blocks.
    pub data_files: &'a dyn Shelf,
}

/// A page of the site, for those who list them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageEntry {
    /// Its kind: `letter`, `home`, `funding`, …, or a text page's id.
    pub kind: String,
    /// Its language; none for the entrance and the page for addresses that do not exist.
    pub lang: Option<Lang>,
    /// Where it lies.
    pub path: SitePath,
    /// Its title.
    pub title: String,
    /// The letter that it shows.
    pub letter: Option<LetterId>,
    /// The address that replaced it, if it is a former one.
    pub to: Option<SitePath>,
}

/// Where an amount stands on the site, by language: paths from the site's root, each with an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountEntry {
    /// Its id.
    pub id: String,
    /// Its row on the funding page or in the ledger.
    pub row: LangMap<String>,
    /// The figure in the letter's text; absent in a language in which the letter has no edition.
    pub figure: LangMap<String>,
}

/// What the site has, for those who list it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The pages in the order in which they are listed.
    pub pages: Vec<PageEntry>,
    /// The amounts in the order of the ledger: letter by letter in time.
    pub amounts: Vec<AmountEntry>,
}

/// What the site has: its pages, and where each amount stands on them.
#[must_use]
pub fn listing(inputs: &Inputs<'_>) -> Listing {
    let stage = Stage::new(inputs);
    list(&stage, &plan::plan(&stage))
}

/// What the site has that was planned.
fn list(stage: &Stage<'_>, planned: &[Planned<'_>]) -> Listing {
    let entry = |planned: &Planned<'_>| PageEntry {
        kind: planned.kind.name().to_owned(),
        lang: planned.lang.cloned(),
        path: planned.path.clone(),
        title: planned.title.clone(),
        letter: planned.letter.map(|letter| letter.id.clone()),
        to: if let Kind::Redirect(to) = &planned.kind { Some(to.clone()) } else { None },
    };
    let amounts = || funding::sorted(stage).into_par_iter().map(|(letter, amount)| amount_entry(stage, letter, amount)).collect();
    let (pages, amounts) = rayon::join(|| planned.par_iter().map(entry).collect(), amounts);
    Listing { pages, amounts }
}

/// Where an amount stands.
fn amount_entry(stage: &Stage<'_>, letter: &Letter, amount: &Amount) -> AmountEntry {
    let languages = &stage.inputs.dossier.settings.languages;
    let at = |lang: &Lang, path: &SitePath, anchor: &str| (lang.clone(), format!("{path}#{anchor}"));
    let row = |lang: &Lang| Some(at(lang, &stage.amount_path(&amount.id, lang)?, &amount.id));
    let figure = |lang: &Lang| {
        let anchor = annotations::figure(letter.edition(lang)?, amount)?;
        Some(at(lang, stage.inputs.routes.letter(&letter.id, lang)?, &anchor))
    };
    AmountEntry {
        id: amount.id.clone(),
        row: languages.iter().filter_map(row).collect(),
        figure: languages.iter().filter_map(figure).collect(),
    }
}

/// Builds the view of a page and fills its template.
fn fill(page: &Page<'_>, engine: &Filling<'_>, problems: &mut Vec<Problem>) -> Result<(), Box<Problem>> {
    let lang = page.lang;
    match &page.planned.kind {
        Kind::Entrance => engine.render("entrance.html", lang, &entrance::entrance(page)),
        Kind::NotFound => engine.render("not-found.html", lang, &entrance::not_found(page)),
        Kind::Redirect(to) => engine.render("redirect.html", lang, &entrance::redirect(page, to)),
        Kind::Home => engine.render("home.html", lang, &home::view(page, problems)),
        Kind::Letters => engine.render("letters.html", lang, &lists::letters(page, problems)),
        Kind::Timeline => engine.render("timeline.html", lang, &lists::timeline(page, problems)),
        Kind::Actors => engine.render("actors.html", lang, &lists::actors(page, problems)),
        Kind::Documents => engine.render("documents.html", lang, &lists::documents(page, problems)),
        Kind::Glossary => engine.render("glossary.html", lang, &lists::glossary(page, problems)),
        Kind::Index => engine.render("index.html", lang, &lists::index(page, problems)),
        Kind::Funding => engine.render("funding.html", lang, &funding::view(page, problems)),
        Kind::Ledger => engine.render("ledger.html", lang, &funding::ledger(page, problems)),
        Kind::Changes(changes) => engine.render("changes.html", lang, &lists::changes(page, changes)),
        Kind::Search => engine.render("search.html", lang, &search::view(page, problems)),
        Kind::Text(id) => engine.render(text::template(id), lang, &text::view(page, problems)),
        Kind::Letter(letter, edition) => engine.render("letter.html", lang, &letter::view(page, (letter, edition), problems)),
        Kind::Stub(letter) => engine.render("stub.html", lang, &entrance::stub(page, letter)),
        Kind::Source(letter) => engine.render("source.html", lang, &source::view(page, letter)),
        Kind::Parallel(letter, other) => engine.render("parallel.html", lang, &parallel::view(page, letter, other)),
    }
}

/// A link of a view.
#[derive(Clone, Debug, Default, Serialize)]
struct LinkView {
    /// The relative address.
    href: String,
    /// The words.
    label: String,
    /// The language of the page it leads to and of the words, where it is another.
    lang: Option<String>,
}
