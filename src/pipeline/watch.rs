//! Watches the finished files pass on their way to the sink, and checks at the end that every link and anchor of the pages resolves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::dossier::Dossier;
use crate::model::place::{Place, SourceFile};
use crate::output::manifest::MANIFEST;
use crate::problem::{Problems, kinds};
use crate::render::PageEntry;
use crate::site::page::{self, Facts};
use crate::site::{Sink, SitePath};
use crate::theme::Theme;

/// Hands files on and keeps the facts of the pages.
pub(super) struct Watched<'a> {
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

impl<'a> Watched<'a> {
    /// Watches what goes to a sink.
    pub(super) fn new(sink: &'a dyn Sink) -> Self {
        Self { sink, files: Mutex::default() }
    }

    /// Checks that every link and anchor of the finished pages resolves.
    pub(super) fn check(self, (dossier, theme): (&Dossier, &Theme), pages: &[PageEntry], problems: &mut Problems) {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let paths: BTreeSet<SitePath> = files.keys().cloned().chain([SitePath::new(MANIFEST)]).collect();
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
        // What the author's links or evidence already told is not told again. What the publisher accepts tells nothing of links.
        let mut told = problems.clone();
        told.drop_accepted(&dossier.settings.accepts);
        if !told.has_errors() {
            problems.append(found);
        }
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
