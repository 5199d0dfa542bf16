//! What was loaded of a dossier, in pieces: of a change only the pieces are loaded anew in which it lies.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::changes::Changes;
use crate::content::walk::{self, Found};
use crate::content::{self, Beside};
use crate::model::dossier::{Dossier, Settings};
use crate::model::letter::Letter;
use crate::model::memo::Memo;
use crate::problem::Problems;
use crate::theme::{self, Theme};
use crate::{config, lock};

/// A piece, and what was found wrong in it.
#[derive(Debug)]
struct Piece<Value> {
    /// The piece.
    value: Value,
    /// What is wrong.
    problems: Problems,
}

impl<Value> Piece<Value> {
    /// Loads a piece.
    fn load(load: impl FnOnce(&mut Problems) -> Value) -> Self {
        let mut problems = Problems::default();
        Self { value: load(&mut problems), problems }
    }
}

/// The folder of a letter.
#[derive(Debug)]
struct Folder {
    /// The letter with its block ids, and what was found wrong in reading it.
    read: Piece<Option<Letter>>,
    /// What was found wrong in giving it its block ids.
    locked: Problems,
    /// The path of its lock file, if that is broken.
    broken_lock: Option<String>,
}

/// A dossier in pieces.
#[derive(Debug)]
pub(super) struct Loaded {
    /// Its folder.
    root: PathBuf,
    /// The address at which its site is shown.
    base_url: String,
    /// The settings; none while they are broken.
    settings: Piece<Option<Settings>>,
    /// The theme.
    theme: Piece<Arc<Theme>>,
    /// What lies under `content/`.
    found: Piece<Found>,
    /// The letters, by the names of their folders.
    letters: BTreeMap<String, Folder>,
    /// What lies beside the letters.
    beside: Option<Piece<Beside>>,
    /// What was worked out of the letters.
    memo: Memo,
}

/// A dossier put together.
pub(super) struct Whole {
    /// The dossier.
    pub(super) dossier: Dossier,
    /// The theme.
    pub(super) theme: Arc<Theme>,
    /// What was found wrong in loading them.
    pub(super) problems: Problems,
}

impl Loaded {
    /// Nothing yet: the first change must be everything.
    pub(super) fn new(root: PathBuf, base_url: String) -> Self {
        let none = Problems::default;
        Self {
            root,
            base_url,
            settings: Piece { value: None, problems: none() },
            theme: Piece { value: Arc::default(), problems: none() },
            found: Piece { value: Found::default(), problems: none() },
            letters: BTreeMap::new(),
            beside: None,
            memo: Memo::keeping(),
        }
    }

    /// Loads anew what has changed.
    pub(super) fn update(&mut self, changes: &Changes) {
        let (root, base_url) = (&self.root, &self.base_url);
        let before = self.settings.value.clone();
        if changes.settings {
            let with_address = |settings| Settings { base_url: Some(base_url.clone()), ..settings };
            self.settings = Piece::load(|problems| config::load(root, problems).map(with_address));
        }
        let Some(settings) = &self.settings.value else { return };
        if changes.settings || changes.theme {
            self.theme = Piece::load(|problems| Arc::new(theme::load(root, settings, problems)));
        }
        let is_read_alike = before.as_ref().is_some_and(|before| is_read_alike(before, settings));
        if !is_read_alike || changes.words || changes.records {
            self.memo = Memo::keeping();
        }
        let is_known = |name: &String| self.letters.contains_key(name) && root.join("content/letters").join(name).is_dir();
        let is_found = !changes.settings && !changes.records && !changes.pages && !changes.folders;
        if !is_found || !changes.letters.iter().all(is_known) {
            self.found = Piece::load(|problems| walk::find(root, settings, problems));
        }
        let all = changes.everything || before.is_none_or(|before| before.languages != settings.languages || before.html != settings.html);
        let elements = settings.html;
        self.update_letters(&changes.letters, all);
        if self.beside.is_none() || changes.settings || changes.records || changes.pages {
            let (root, pages) = (&self.root, &self.found.value.pages);
            self.beside = Some(Piece::load(|problems| content::load_beside(root, pages, elements, problems)));
        }
    }

    /// Loads the letters that have changed, or are new, or all; forgets those that are gone.
    fn update_letters(&mut self, changed: &BTreeSet<String>, all: bool) {
        let Some(settings) = &self.settings.value else { return };
        let there: BTreeSet<&String> = self.found.value.letters.iter().collect();
        self.letters.retain(|name, _| there.contains(name) && !changed.contains(name) && !all);
        let missing: Vec<&String> = there.into_iter().filter(|name| !self.letters.contains_key(*name)).collect();
        let root = &self.root;
        let load = |name: &&String| {
            let mut read = Piece::load(|problems| content::load_letter(root, name, settings, problems));
            let mut locked = Problems::default();
            let broken_lock = read.value.as_mut().and_then(|letter| lock::apply_to(root, (letter, &settings.languages), &mut locked));
            ((*name).clone(), Folder { read, locked, broken_lock })
        };
        let loaded: Vec<(String, Folder)> = missing.par_iter().map(load).collect();
        self.letters.extend(loaded);
    }

    /// Puts the dossier together as `pipeline::load` does; the problems of the settings where those are broken.
    pub(super) fn whole(&self) -> Result<Whole, Problems> {
        let (Some(settings), Some(beside)) = (&self.settings.value, &self.beside) else { return Err(self.settings.problems.clone()) };
        let mut problems = self.settings.problems.clone();
        for found in [&self.theme.problems, &self.found.problems] {
            problems.append(found.clone());
        }
        for folder in self.letters.values() {
            problems.list.extend(folder.read.problems.list.iter().cloned());
        }
        problems.append(beside.problems.clone());
        let letters = self.letters.values().filter_map(|folder| folder.read.value.clone()).collect();
        let mut dossier = content::assemble(settings.clone(), letters, beside.value.clone(), &mut problems);
        for folder in self.letters.values() {
            problems.list.extend(folder.locked.list.iter().cloned());
            dossier.broken.extend(folder.broken_lock.clone());
        }
        lock::paths::report_shared(&self.root, &dossier.letters, &mut problems);
        lock::apply_pages(&self.root, &mut dossier, &mut problems);
        dossier.memo = self.memo.clone();
        Ok(Whole { dossier, theme: Arc::clone(&self.theme.value), problems })
    }
}

/// Whether the texts of letters say the same under two settings.
fn is_read_alike(before: &Settings, now: &Settings) -> bool {
    let numbers = |settings: &Settings| -> Vec<(String, Vec<String>, String)> {
        let written = |kind: &[(String, _)]| kind.iter().map(|(pattern, _)| pattern.clone()).collect();
        settings.number_kinds.iter().map(|(name, kind)| (name.clone(), written(&kind.written), kind.number.clone())).collect()
    };
    before.languages == now.languages && before.theme.0 == now.theme.0 && before.html == now.html && numbers(before) == numbers(now)
}
