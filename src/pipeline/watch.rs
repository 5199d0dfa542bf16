//! Watches the finished files pass on their way to the sink, and checks at the end that every link and anchor of the pages resolves.

mod kept;

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::digest::Digest;
use crate::model::dossier::Dossier;
use crate::model::file::SourceFile;
use crate::model::keys;
use crate::model::place::Place;
use crate::output::manifest::MANIFEST;
use crate::problem::{Problems, kinds};
use crate::render::PageEntry;
use crate::site::page::{self, Anchors, Facts};
use crate::site::{Built, PathMap, PathSet, Sink, SitePath};
use crate::spent::give_back;
use crate::theme::Theme;

/// Hands files on and keeps the facts of the pages.
pub(super) struct Watched<'a> {
    /// Where the files go.
    sink: &'a dyn Sink,
    /// Every path, with what came of it.
    files: Mutex<PathMap<Passed>>,
}

/// What came of a file.
enum Passed {
    /// It was kept from the site that stood there before.
    Kept,
    /// It was made, and is no page.
    File,
    /// It was made. Most files are no pages: their places in the map need not have room for this.
    Page(Box<Facts>),
}

impl Sink for Watched<'_> {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        let passed = if is_page(path.as_str()) { Passed::Page(Box::new(facts_of(&bytes))) } else { Passed::File };
        self.lock_files().insert(path.clone(), passed);
        self.sink.put(path, bytes);
    }

    fn keep(&self, path: &SitePath, made_of: &dyn Fn() -> Digest) -> bool {
        let is_kept = self.sink.keep(path, made_of);
        if is_kept {
            self.lock_files().insert(path.clone(), Passed::Kept);
        }
        is_kept
    }

    fn keep_drawn(&self, path: &SitePath, drawn_from: &dyn Fn() -> Option<Digest>) -> bool {
        let is_kept = self.sink.keep_drawn(path, drawn_from);
        if is_kept {
            self.lock_files().insert(path.clone(), Passed::Kept);
        }
        is_kept
    }

    fn must_draw(&self, path: &SitePath) {
        self.sink.must_draw(path);
    }

    fn read_back(&self, path: &SitePath) -> Option<Vec<u8>> {
        self.sink.read_back(path)
    }

    fn earlier(&self) -> Option<&dyn Built> {
        self.sink.earlier()
    }
}

/// Whether a file is a page.
fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// The facts of a page.
fn facts_of(bytes: &[u8]) -> Facts {
    // Pages are UTF-8: to see that is much quicker than to look for what would not be.
    str::from_utf8(bytes).map_or_else(|_| page::facts(&String::from_utf8_lossy(bytes)), page::facts)
}

impl<'a> Watched<'a> {
    /// Watches what goes to a sink.
    pub(super) fn new(sink: &'a dyn Sink) -> Self {
        Self { sink, files: Mutex::default() }
    }

    /// What passed so far.
    fn lock_files(&self) -> MutexGuard<'_, PathMap<Passed>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Checks that every link and anchor of the finished pages resolves.
    pub(super) fn check(&self, (dossier, theme): (&Dossier, &Theme), pages: &[PageEntry], problems: &mut Problems) {
        let files = std::mem::take(&mut *self.lock_files());
        let paths = || -> PathSet { files.keys().cloned().chain([SitePath::new(MANIFEST)]).collect() };
        let (paths, kept) = rayon::join(paths, || Kept::new(self.sink.earlier(), &files));
        let mut facts = kept.facts(&paths, files);
        if let Some(base) = &dossier.settings.base_url {
            // The page for missing addresses is served at any depth: it names its own files by full addresses.
            facts.values_mut().for_each(|facts| facts.requests.retain(|address| !address.starts_with(base)));
        }
        let has_anchor = |page: &str, anchor: &str| match facts.get(page) {
            Some(facts) => facts.anchors.contains(anchor),
            None => kept.has_anchor(page, anchor),
        };
        // Only wanted where something is wrong.
        let origins: LazyCell<BTreeMap<&SitePath, Arc<SourceFile>>, _> =
            LazyCell::new(|| pages.iter().filter_map(|page| Some((&page.path, origin(dossier, theme, page)?))).collect());
        let place = |page: &SitePath, link: &str| {
            let origin = origins.get(page);
            let files = origin.into_iter().chain(theme.templates.values());
            let found = files.filter_map(|file| place_in(file, link)).next();
            found.or_else(|| origin.map(Place::start_of)).unwrap_or_else(|| Place::of_path(page.as_str()))
        };
        let mut found = Problems::default();
        let mut seen = HashSet::new();
        for page in pages.iter().filter(|page| !seen.insert(&page.path)) {
            let origin = origins.get(&page.path).map(|file| keys::in_front(file, "slug"));
            found.add(kinds::duplicate_address(origin.unwrap_or_else(|| Place::of_path(page.path.as_str())), page.path.as_str()));
        }
        let record = |page: &SitePath, anchor: &str| record(dossier, &pages.iter().find(|entry| entry.path == *page)?.kind, anchor);
        page::check(&facts, (&paths, &has_anchor), (&place, &record), &mut found);
        kept::check(&facts, (dossier, theme), pages, &mut found);
        // What the author's links or evidence already told is not told again. What the publisher accepts tells nothing of links.
        let mut told = problems.clone();
        told.drop_accepted(&dossier.settings.accepts);
        if !told.has_errors() {
            problems.append(found);
        }
        give_back((facts, paths, kept.pages));
    }
}

/// The pages that were kept from an earlier site.
///
/// That site is whole: what is told of finished pages are errors that nobody can accept. So a page of it still leads everywhere, unless
/// something is gone to which a page of it could lead. Only then are its pages read again, and where a new page leads to an anchor of one.
struct Kept<'a> {
    /// The site.
    earlier: Option<&'a dyn Built>,
    /// The pages.
    pages: PathSet,
    /// The anchors of those that were asked for.
    anchors: Mutex<BTreeMap<SitePath, Anchors>>,
}

impl<'a> Kept<'a> {
    /// The pages among some files that were kept.
    fn new(earlier: Option<&'a dyn Built>, files: &PathMap<Passed>) -> Self {
        let kept = files.iter().filter(|(path, passed)| is_page(path.as_str()) && matches!(passed, Passed::Kept));
        Self { earlier, pages: kept.map(|(path, _)| path.clone()).collect(), anchors: Mutex::default() }
    }

    /// The facts of a page of the earlier site.
    fn read(&self, page: &SitePath) -> Facts {
        self.earlier.and_then(|earlier| earlier.read(page)).map(|bytes| facts_of(&bytes)).unwrap_or_default()
    }

    /// The facts of all pages that must be looked at: the new ones, and those that were kept if something is gone.
    fn facts(&self, paths: &PathSet, files: PathMap<Passed>) -> PathMap<Facts> {
        let made = |(path, passed)| if let Passed::Page(facts) = passed { Some((path, *facts)) } else { None };
        let mut facts: PathMap<Facts> = files.into_iter().filter_map(made).collect();
        if !self.pages.is_empty() && self.is_something_gone(paths, &facts) {
            let kept: Vec<(SitePath, Facts)> = self.pages.par_iter().map(|page| (page.clone(), self.read(page))).collect();
            facts.extend(kept);
        }
        facts
    }

    /// Whether the earlier site had a file or an anchor that the new one lacks.
    fn is_something_gone(&self, paths: &PathSet, made: &PathMap<Facts>) -> bool {
        let before = self.earlier.map(Built::paths).unwrap_or_default();
        before.into_par_iter().any(|path| {
            let lost = |facts: &Facts| is_page(path) && !self.read(&SitePath::new(path)).anchors.is_subset(&facts.anchors);
            !paths.contains(path) || made.get(path).is_some_and(lost)
        })
    }

    /// Whether a page that was kept has an anchor.
    fn has_anchor(&self, page: &str, anchor: &str) -> bool {
        let Some(page) = self.pages.get(page) else { return false };
        let mut known = self.anchors.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(page.clone()).or_insert_with(|| self.read(page).anchors).contains(anchor)
    }
}

/// The file that a page is made from: the edition, the text page, or the template of its kind.
fn origin(dossier: &Dossier, theme: &Theme, page: &PageEntry) -> Option<Arc<SourceFile>> {
    let of_letter = || dossier.letter(page.letter.as_ref()?)?.edition(page.lang.as_ref()?).map(|edition| Arc::clone(&edition.file));
    let of_page = || dossier.page(&page.kind, page.lang.as_ref()?).map(|page| Arc::clone(&page.file));
    of_letter().or_else(of_page).or_else(|| theme.templates.get(&format!("{}.html", page.kind)).cloned())
}

/// Where the record is written whose id is an anchor of a kind of page.
fn record(dossier: &Dossier, kind: &str, anchor: &str) -> Option<Place> {
    let funding = &dossier.funding;
    let place = match kind {
        "funding" | "ledger" => {
            let amount = funding.amounts.iter().find(|amount| amount.id == anchor).map(|amount| &amount.place);
            let programme = || funding.programmes.iter().find(|programme| programme.id == anchor)?.name.place.as_ref();
            amount.or_else(programme)
        }
        "actors" => dossier.actors.iter().find(|actor| actor.id == anchor).map(|actor| &actor.place),
        "documents" => dossier.externals.iter().find(|external| external.id == anchor).map(|external| &external.place),
        "glossary" => dossier.terms.iter().find(|term| term.id == anchor).map(|term| &term.place),
        _ => None,
    };
    place.cloned()
}

/// Where a link or anchor is written in a file, as well as can be told: as an address in parentheses or in quotes, or its last part;
/// a tag or an attribute as it stands.
fn place_in(file: &Arc<SourceFile>, link: &str) -> Option<Place> {
    if link.starts_with('<') || link.ends_with('=') {
        return file.text().find(link).map(|at| Place::new(file, at..at + link.len()));
    }
    let path = link.trim_start_matches("../");
    let note = link.rsplit_once("fnref-").or_else(|| link.rsplit_once("fn-")).map_or(path, |(_, name)| name);
    let ways = [format!("({link}"), format!(":{path}"), format!("\"{link}\""), format!("\"{path}\""), format!("[^{note}]")];
    ways.iter().find_map(|way| {
        let at = file.text().find(way)? + 1;
        Some(Place::new(file, at..at + way.trim_end_matches('"').len() - 1))
    })
}
