//! The pages of a site, each made when it is asked for, with no more worked out than it needs; or all of them.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::drawn::Drawn;
use super::page::{Page, Stage};
use super::plan::{self, Kind, Planned};
use super::templates::Engine;
use super::{Inputs, Listing, fill, list, lists};
use crate::digest::Digest;
use crate::model::lang::Lang;
use crate::problem::{Problem, Problems};
use crate::site::{Memory, Sink, SitePath};

/// The pages of a site.
pub struct Pages<'a> {
    /// What they are made of.
    inputs: &'a Inputs<'a>,
    /// The theme's templates, ready to be filled.
    engine: Engine<'a>,
    /// What most pages draw on.
    stage: Stage<'a>,
    /// All pages, planned when they are first wanted.
    all: OnceLock<All<'a>>,
    /// What they draw on, worked out when it is first wanted: where nothing is remembered, nobody asks.
    drawn: OnceLock<Drawn<'a>>,
    /// What the pages of the index draw on, where its entries are wanted though an earlier build made them of the same.
    indexed: OnceLock<Stage<'a>>,
}

/// All pages of a site.
struct All<'a> {
    /// What they draw on.
    stage: Stage<'a>,
    /// The pages, in the order in which they are listed.
    planned: Vec<Planned<'a>>,
    /// Where each stands in that list, by its path; nothing hangs on its order.
    places: HashMap<SitePath, usize>,
}

impl<'a> All<'a> {
    /// Plans the pages.
    fn new(inputs: &'a Inputs<'a>) -> Self {
        let stage = Stage::new(inputs);
        let planned = plan::plan(&stage);
        let places = planned.iter().enumerate().rev().map(|(idx, planned)| (planned.path.clone(), idx)).collect();
        Self { stage, planned, places }
    }
}

impl<'a> Pages<'a> {
    /// Makes the templates ready.
    ///
    /// # Errors
    /// If they cannot be read: with what is wrong in them.
    pub fn new(inputs: &'a Inputs<'a>) -> Result<Self, Problems> {
        let (engine, stage) = (Engine::new(inputs)?, Stage::without_index(inputs));
        Ok(Self { inputs, engine, stage, all: OnceLock::new(), drawn: OnceLock::new(), indexed: OnceLock::new() })
    }

    /// Makes the templates ready, and plans all pages beside that.
    ///
    /// # Errors
    /// If the templates cannot be read: with what is wrong in them.
    pub fn planned(inputs: &'a Inputs<'a>) -> Result<Self, Problems> {
        let (pages, all) = rayon::join(|| Self::new(inputs), || All::new(inputs));
        Ok(Self { all: all.into(), ..pages? })
    }

    /// What the site has: its pages, and where each amount stands on them.
    #[must_use]
    pub fn listing(&self) -> Listing {
        let all = self.all();
        list(&all.stage, &all.planned)
    }

    /// Makes the page that lies at a path, and says what is wrong with it; nothing where no page lies.
    #[must_use]
    pub fn page(&self, path: &str) -> Option<(Option<String>, Vec<Problem>)> {
        if let Some(planned) = plan::find(&self.stage, path) {
            return Some(self.made(&self.stage, &planned));
        }
        if !path.ends_with(".html") {
            return None;
        }
        let all = self.all();
        all.planned.get(*all.places.get(path)?).map(|planned| self.made(self.stage_of(all, planned), planned))
    }

    /// Makes the file at a path that says where entries of a list stand that is split; nothing where none lies.
    #[must_use]
    pub fn lookup(&self, path: &str) -> Option<String> {
        lists::lookup_file(&self.all().stage, path)
    }

    /// Makes one page of every kind in every language, to see whether its template can be filled.
    #[must_use]
    pub fn trial(&self) -> Vec<Problem> {
        let (all, mut seen) = (self.all(), BTreeSet::new());
        let mut first: Vec<&Planned<'_>> = all.planned.iter().collect();
        first.retain(|planned| seen.insert((planned.kind.name().to_owned(), planned.lang)));
        first.par_iter().flat_map_iter(|planned| self.made(self.stage_of(all, planned), planned).1).collect()
    }

    /// Makes every page into the sink, until it is called off.
    pub fn put_all(&self, sink: &dyn Sink, is_called_off: &(dyn Fn() -> bool + Sync)) -> Problems {
        let all = self.all();
        if self.inputs.dossier.memo.is_lasting() {
            // It will be wanted. Were it made while pages are, a thread at work on it could begin a page that waits for it.
            self.drawn(all);
        }
        let make = |(idx, planned): (usize, &Planned<'_>)| {
            // Of pages that share an address, which is told, only the first is made: no path is put twice.
            let is_shadowed = all.places.get(&planned.path).is_some_and(|first| *first != idx);
            if is_shadowed || is_called_off() || self.is_kept(all, planned, sink) {
                return Vec::new();
            }
            let found = self.make(self.stage_of(all, planned), planned, sink);
            if !found.is_empty() {
                sink.must_draw(&planned.path);
            }
            found
        };
        let found: Vec<Vec<Problem>> = all.planned.par_iter().enumerate().map(make).collect();
        lists::lookup_files(&all.stage).into_iter().for_each(|(path, text)| sink.put(path, text.into_bytes()));
        let mut problems = Problems::default();
        problems.list.extend(found.into_iter().flatten());
        problems.sort();
        problems
    }

    /// All pages.
    fn all(&self) -> &All<'a> {
        self.all.get_or_init(|| All::new(self.inputs))
    }

    /// Whether a page stands there from an earlier build that drew on the same.
    fn is_kept(&self, all: &All<'a>, planned: &Planned<'_>, sink: &dyn Sink) -> bool {
        let is_drawn = planned.letter.is_some() || matches!(planned.kind, Kind::Index);
        is_drawn && sink.keep_drawn(&planned.path, &|| self.drawn_from(all, planned))
    }

    /// The digest of all that a page draws on.
    fn drawn_from(&self, all: &All<'a>, planned: &Planned<'_>) -> Option<Digest> {
        self.drawn(all).of(&all.stage, planned)
    }

    /// What pages draw on.
    fn drawn(&self, all: &All<'a>) -> &Drawn<'a> {
        self.drawn.get_or_init(|| Drawn::new(&all.stage, self.engine.made_of()))
    }

    /// What a page draws on: most of them the same, those of the index also its entries.
    fn stage_of<'b>(&'b self, all: &'b All<'a>, planned: &Planned<'_>) -> &'b Stage<'b> {
        let is_lacking = |lang: &Lang| matches!(planned.kind, Kind::Index) && all.stage.index.entries(lang).is_none();
        if planned.lang.is_some_and(is_lacking) { self.indexed.get_or_init(|| Stage::whole(self.inputs)) } else { &all.stage }
    }

    /// Makes one page, and says what is wrong with it.
    fn made<'b>(&self, stage: &'b Stage<'b>, planned: &'b Planned<'b>) -> (Option<String>, Vec<Problem>) {
        let memory = Memory::default();
        let problems = self.make(stage, planned, &memory);
        let html = memory.into_files().into_values().next();
        (html.and_then(|html| String::from_utf8(html).ok()), problems)
    }

    /// Makes one page into a sink.
    fn make<'b>(&self, stage: &'b Stage<'b>, planned: &'b Planned<'b>, sink: &dyn Sink) -> Vec<Problem> {
        let Some(page) = Page::new(stage, planned) else { return Vec::new() };
        let mut problems = Vec::new();
        if let Err(problem) = fill(&page, &self.engine.to(&planned.path, sink), &mut problems) {
            problems.push(*problem);
        }
        problems
    }
}
