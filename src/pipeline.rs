//! The whole pipeline on one screen: from a dossier's folder to the finished files of its site.

pub mod translate;
pub mod warm;
mod watch;

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::model::dossier::{Accept, Dossier};
use crate::model::place::Place;
use crate::problem::{Problems, kinds};
use crate::site::routes::{Routes, SINGLE_PAGES, source_path};
use crate::site::{Sink, SitePath};
use crate::theme::Theme;
use crate::{check, config, content, export, funding, links, lock, parity, proof, reading, render, search, theme, timeline};
use watch::Watched;

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Letters.
    pub n_letters: usize,
    /// Languages.
    pub n_languages: usize,
    /// Pages.
    pub n_pages: usize,
    /// Bytes of search data.
    pub n_search_bytes: usize,
    /// Whether the site knows its address.
    pub has_base_url: bool,
    /// The languages in which search finds words only as they are written.
    pub unstemmed: Vec<String>,
}

/// Builds the site of the dossier at `root` into a sink. All problems are returned, settled and sorted; if any is an error,
/// what the sink holds is not a site. A `base_url` replaces the one of the settings.
pub fn build(root: &Path, base_url: Option<&str>, sink: &dyn Sink) -> (Made, Problems) {
    let mut problems = Problems::default();
    sink.begins("reading");
    let made = load(root, base_url, &mut problems).map(|(dossier, theme)| {
        let made = make(&dossier, &theme, sink, &mut problems);
        (made, dossier.settings.accepts)
    });
    let (made, accepts): (Made, Vec<Accept>) = made.unwrap_or_default();
    problems.settle(&accepts);
    (made, problems)
}

/// Loads a dossier with its theme, block ids given; `None` if the settings are broken.
pub fn load(root: &Path, base_url: Option<&str>, problems: &mut Problems) -> Option<(Dossier, Theme)> {
    let mut settings = config::load(root, problems)?;
    if let Some(base_url) = base_url {
        settings.base_url = Some(base_url.to_owned());
    }
    let theme = theme::load(root, &settings, problems);
    let mut dossier = content::load(root, settings, problems);
    lock::apply(root, &mut dossier, problems);
    Some((dossier, theme))
}

/// Resolves, checks and renders a loaded dossier.
fn make(dossier: &Dossier, theme: &Theme, sink: &dyn Sink, problems: &mut Problems) -> Made {
    let routes = routes(dossier, theme);
    sink.begins("proofs");
    let proofs = proof::prove(dossier, problems);
    sink.begins("references");
    let links = links::resolve(dossier, &theme.locales, &page_names(dossier), problems);
    let languages = reading::languages(dossier, &theme.locales);
    sink.begins("checks");
    let ledger = funding::tally(dossier, &languages, problems);
    check::run(dossier, &routes, problems);
    sink.begins("parity");
    parity::check_after(sink.sound(), (dossier, &links, &languages), problems);
    sink.begins("timeline");
    let chronicle = timeline::resolve(dossier, &languages, problems);
    if !is_complete(dossier, theme, problems) {
        return Made::default();
    }
    sink.begins("data files");
    let mut inputs = render::Inputs {
        dossier,
        links: &links,
        proofs: &proofs,
        ledger: &ledger,
        chronicle: &chronicle,
        locales: &theme.locales,
        routes: &routes,
        templates: &theme.templates,
        data_files: &BTreeMap::new(),
    };
    let listing = render::listing(&inputs);
    let data_files = export::files(&export::Inputs {
        dossier,
        links: &links,
        proofs: &proofs,
        ledger: &ledger,
        chronicle: &chronicle,
        locales: &theme.locales,
        routes: &routes,
        listing: &listing,
    });
    inputs.data_files = &data_files;
    let n_search_bytes = put((dossier, theme), &inputs, (&listing.pages, sink), problems);
    let n_languages = dossier.settings.languages.len();
    Made {
        n_letters: dossier.letters.len(),
        n_languages,
        n_pages: listing.pages.len(),
        n_search_bytes,
        has_base_url: dossier.settings.base_url.is_some(),
        unstemmed: search::letters::unstemmed(dossier).iter().filter(|_| theme.has_search).map(ToString::to_string).collect(),
    }
}

/// Puts all files of the site, and checks the links of its pages; says how many bytes the search data has.
fn put(
    (dossier, theme): (&Dossier, &Theme),
    inputs: &render::Inputs<'_>,
    (pages, sink): (&[render::PageEntry], &dyn Sink),
    problems: &mut Problems,
) -> usize {
    sink.begins("pages and search");
    let watched = Watched::new(sink);
    let (found, n_search_bytes) = rayon::join(|| render::pages(inputs, &watched), || put_search((dossier, theme), inputs.routes, &watched));
    problems.append(found);
    sink.begins("other files");
    put_rest(dossier, theme, inputs.data_files, &watched);
    sink.begins("links of pages");
    watched.check((dossier, theme), pages, problems);
    n_search_bytes
}

/// Where every page of the site lies; a theme may do without the search page.
fn routes(dossier: &Dossier, theme: &Theme) -> Routes {
    let mut routes = Routes::new(dossier, &theme.locales);
    if !theme.has_search {
        routes.leave_out("search");
    }
    routes
}

/// Puts the search data, where the theme has search; says how many bytes it has.
fn put_search((dossier, theme): (&Dossier, &Theme), routes: &Routes, sink: &dyn Sink) -> usize {
    if theme.has_search { search::letters::put(dossier, &theme.locales, (routes, sink)) } else { 0 }
}

/// Whether a theme has all that pages are made with: words for every language, and every template, the lack of which is a problem.
fn is_complete(dossier: &Dossier, theme: &Theme, problems: &mut Problems) -> bool {
    let needed = render::TEMPLATES.iter().filter(|name| theme.has_search || **name != "search.html");
    let missing: Vec<&str> = needed.filter(|name| !theme.templates.contains_key(**name)).copied().collect();
    let (name, place) = &dossier.settings.theme;
    if !missing.is_empty() {
        problems.add(kinds::theme::missing_template(place.clone(), name, &missing));
    }
    missing.is_empty() && theme.locales.len() == dossier.settings.languages.len()
}

/// The names by which `page:NAME` can link.
fn page_names(dossier: &Dossier) -> Vec<&str> {
    let mut names: Vec<&str> = SINGLE_PAGES.to_vec();
    names.extend(["home", "letters"]);
    names.extend(dossier.pages.iter().map(|page| page.id.as_str()));
    names
}

/// Puts everything that is not a page or a search script: data, the theme's static files, sources.
fn put_rest(dossier: &Dossier, theme: &Theme, data_files: &BTreeMap<String, String>, sink: &dyn Sink) {
    for (path, text) in data_files {
        sink.put(SitePath::new(path.clone()), text.clone().into_bytes());
    }
    for (name, bytes) in &theme.statics {
        sink.put(SitePath::new(format!("assets/{name}")), bytes.clone());
    }
    for letter in &dossier.letters {
        sink.put(SitePath::new(source_path(letter)), letter.source.bytes.to_vec());
    }
}

/// The new lock files of the dossier at `root`, with their paths; problems that keep them from being made.
pub fn renew_locks(root: &Path, looked: &lock::Looked<'_>) -> (Vec<(String, String)>, Problems) {
    let mut problems = Problems::default();
    let Some(settings) = config::load(root, &mut problems) else { return (Vec::new(), problems) };
    let dossier = content::load(root, settings, &mut problems);
    if let Some(tag) = looked.to.filter(|tag| dossier.settings.languages.iter().all(|lang| lang.tag() != *tag)) {
        problems.add(kinds::unknown_language(Place::of_path("--to"), tag));
    }
    for name in looked.at {
        let letter = name.split(':').next().unwrap_or(name);
        if !dossier.letters.iter().any(|known| known.id.as_str() == letter) {
            let near = crate::problem::nearest(letter, dossier.letters.iter().map(|letter| letter.id.as_str()));
            problems.add(kinds::unknown_letter(Place::of_path("--translated"), letter, near));
        }
    }
    let files = lock::renew(root, &dossier, looked, &mut problems);
    // A translation that is not there yet keeps no id from the original: its translator needs them.
    problems.list.retain(|problem| problem.id != "missing-translation");
    // Most acceptances are of problems that only a build finds: one that applies to nothing is not told here.
    problems.drop_accepted(&dossier.settings.accepts);
    problems.sort();
    (files, problems)
}
