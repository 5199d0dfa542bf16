//! The whole pipeline on one screen: from a dossier's folder to the finished files of its site.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::dossier::{Accept, Dossier};
use crate::model::place::{Place, SourceFile};
use crate::problem::{Problems, kinds};
use crate::render::PageEntry;
use crate::site::page::{self, Facts};
use crate::site::routes::{Routes, SINGLE_PAGES, source_path};
use crate::site::{Sink, SitePath};
use crate::theme::Theme;
use crate::{check, config, content, export, funding, links, lock, render, search, theme};

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
}

/// Builds the site of the dossier at `root` into a sink. All problems are returned, settled and sorted; if any is an error,
/// what the sink holds is not a site. A `base_url` replaces the one of the settings.
pub fn build(root: &Path, base_url: Option<&str>, sink: &dyn Sink) -> (Made, Problems) {
    let mut problems = Problems::default();
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
    let routes = Routes::new(dossier, &theme.locales);
    let links = links::resolve(dossier, &page_names(dossier), problems);
    let ledger = funding::tally(dossier, &theme.locales, problems);
    check::run(dossier, &routes, problems);
    if theme.locales.len() < dossier.settings.languages.len() {
        return Made::default();
    }
    let mut inputs = render::Inputs {
        dossier,
        links: &links,
        ledger: &ledger,
        locales: &theme.locales,
        routes: &routes,
        templates: &theme.templates,
        data_files: &BTreeMap::new(),
    };
    let pages = render::listing(&inputs);
    let data_files =
        export::files(&export::Inputs { dossier, links: &links, ledger: &ledger, locales: &theme.locales, routes: &routes, pages: &pages });
    inputs.data_files = &data_files;
    let scripts = search::sections::scripts(dossier, &routes, &theme.locales);
    let n_search_bytes = scripts.iter().map(|(_, script)| script.len()).sum();
    let watched = Watched { sink, files: Mutex::default() };
    problems.append(render::pages(&inputs, &watched));
    for (path, bytes) in scripts {
        watched.put(SitePath::new(path), bytes);
    }
    put_rest(dossier, theme, &data_files, &watched);
    check_pages(dossier, theme, (watched, &pages), problems);
    let n_languages = dossier.settings.languages.len();
    Made {
        n_letters: dossier.letters.len(),
        n_languages,
        n_pages: pages.len(),
        n_search_bytes,
        has_base_url: dossier.settings.base_url.is_some(),
    }
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

/// Hands files on and keeps the facts of the pages.
struct Watched<'a> {
    /// Where the files go.
    sink: &'a dyn Sink,
    /// Every path, with the facts of pages.
    files: Mutex<BTreeMap<SitePath, Option<Facts>>>,
}

impl Sink for Watched<'_> {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        let is_page = path.as_str().ends_with(".html");
        let facts = is_page.then(|| page::facts(&String::from_utf8_lossy(&bytes)));
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), facts);
        self.sink.put(path, bytes);
    }
}

/// Checks that every link and anchor of the finished pages resolves.
fn check_pages(dossier: &Dossier, theme: &Theme, (watched, pages): (Watched<'_>, &[PageEntry]), problems: &mut Problems) {
    let files = watched.files.into_inner().unwrap_or_else(PoisonError::into_inner);
    let paths: BTreeSet<SitePath> = files.keys().cloned().chain([SitePath::new(crate::output::manifest::MANIFEST)]).collect();
    let mut facts: BTreeMap<SitePath, Facts> = files.into_iter().filter_map(|(path, facts)| Some((path, facts?))).collect();
    if let Some(base) = &dossier.settings.base_url {
        // The page for missing addresses is served at any depth: it names its own files by full addresses.
        facts.values_mut().for_each(|facts| facts.requests.retain(|address| !address.starts_with(base)));
    }
    let origins: BTreeMap<&SitePath, Arc<SourceFile>> =
        pages.iter().filter_map(|page| Some((&page.path, origin(dossier, theme, page)?))).collect();
    let place = |page: &SitePath, link: &str| {
        let origin = origins.get(page);
        let files = origin.into_iter().chain(theme.templates.values());
        let found = files.filter_map(|file| place_in(file, link)).next();
        found.or_else(|| origin.map(Place::start_of)).unwrap_or_else(|| Place::of_path(page.as_str()))
    };
    let mut found = Problems::default();
    let mut seen = BTreeSet::new();
    for page in pages.iter().filter(|page| !seen.insert(&page.path)) {
        let origin = origins.get(&page.path).map(Place::start_of);
        found.add(kinds::duplicate_address(origin.unwrap_or_else(|| Place::of_path(page.path.as_str())), page.path.as_str()));
    }
    page::check(&facts, &paths, &place, &mut found);
    // What the author's links or evidence already told is not told again.
    if !problems.has_errors() {
        problems.append(found);
    }
}

/// The file that a page is made from: the edition, the text page, or the template of its kind.
fn origin(dossier: &Dossier, theme: &Theme, page: &PageEntry) -> Option<Arc<SourceFile>> {
    let of_letter = || dossier.letter(page.letter.as_ref()?)?.edition(page.lang.as_ref()?).map(|edition| Arc::clone(&edition.file));
    let of_page = || dossier.page(&page.kind, page.lang.as_ref()?).map(|page| Arc::clone(&page.file));
    of_letter().or_else(of_page).or_else(|| theme.templates.get(&format!("{}.html", page.kind)).cloned())
}

/// Where a link or anchor is written in a file, as well as can be told: as an address in parentheses or in quotes, or its last part;
/// a tag or an attribute as it stands.
fn place_in(file: &Arc<SourceFile>, link: &str) -> Option<Place> {
    if link.starts_with('<') || link.ends_with('=') {
        return file.text.find(link).map(|at| Place::new(file, at..at + link.len()));
    }
    let path = link.trim_start_matches("../");
    let note = link.rsplit_once("fnref-").or_else(|| link.rsplit_once("fn-")).map_or(path, |(_, name)| name);
    let ways = [format!("({link}"), format!(":{path}"), format!("\"{link}\""), format!("\"{path}\""), format!("[^{note}]")];
    ways.iter().find_map(|way| {
        let at = file.text.find(way)? + 1;
        Some(Place::new(file, at..at + way.trim_end_matches('"').len() - 1))
    })
}

/// The new lock files of the dossier at `root`, with their paths; problems that keep them from being made.
pub fn renew_locks(root: &Path, translated: &[String]) -> (Vec<(String, String)>, Problems) {
    let mut problems = Problems::default();
    let Some(settings) = config::load(root, &mut problems) else { return (Vec::new(), problems) };
    let dossier = content::load(root, settings, &mut problems);
    for name in translated {
        let letter = name.split(':').next().unwrap_or(name);
        if !dossier.letters.iter().any(|known| known.id.as_str() == letter) {
            let near = crate::problem::nearest(letter, dossier.letters.iter().map(|letter| letter.id.as_str()));
            problems.add(kinds::unknown_letter(Place::of_path("--translated"), letter, near));
        }
    }
    let files = lock::renew(root, &dossier, translated, &mut problems);
    // Most acceptances are of problems that only a build finds: one that applies to nothing is not told here.
    problems.drop_accepted(&dossier.settings.accepts);
    problems.sort();
    (files, problems)
}
