//! A dossier that is shown while it is written: of each change it loads what changed, works out what hangs together, and leaves each
//! file of the site to be made when it is asked for.
//!
//! Every stage is the one of a build. What is worked out of one letter alone is kept for as long as the letter stays as it is.

mod changes;
mod desk;
mod loaded;
mod shelf;

use std::path::PathBuf;
use std::sync::Arc;

use crate::problem::Problems;
use loaded::{Loaded, Whole};

pub use changes::Changes;
pub use desk::{Answer, Desk, Tell};
use desk::{Opened, State};

/// A dossier that is shown while it is written.
pub struct Live {
    /// What is loaded of it.
    loaded: Loaded,
    /// Takes what is found wrong later on.
    tell: Tell,
    /// The number of the newest state.
    number: u64,
    /// Makes the files that are shown: of the last state without errors or, before there was one, of the newest that can make any.
    shown: Option<Desk>,
    /// Whether that state had no errors.
    is_good: bool,
    /// Checks the newest state, where that is not the one shown.
    checking: Option<Desk>,
    /// Whether the theme has changed since a state without errors.
    is_new_theme: bool,
}

/// What there is to show after a change.
#[derive(Clone)]
pub struct View {
    /// The number of the newest state.
    pub number: u64,
    /// Makes the files; none before any could be made.
    pub desk: Option<Desk>,
    /// What was found wrong so far in the newest state.
    pub problems: Arc<Problems>,
}

impl Live {
    /// A dossier of which nothing is loaded yet: the first change must be everything. Its site is at `base_url`.
    #[must_use]
    pub fn new(root: PathBuf, base_url: String, tell: Tell) -> Self {
        let loaded = Loaded::new(root, base_url);
        Self { loaded, tell, number: 0, shown: None, is_good: false, checking: None, is_new_theme: true }
    }

    /// Takes changes in, and says what there is to show now.
    pub fn change(&mut self, changes: &Changes) -> View {
        // What checks an older state stops at once: from now on the machine is for this one.
        self.shown.iter().chain(&self.checking).for_each(Desk::call_off);
        self.checking = None;
        self.number += 1;
        self.loaded.update(changes);
        self.is_new_theme |= changes.theme || changes.settings;
        let problems = match self.loaded.whole() {
            Ok(whole) => self.open(whole),
            Err(problems) => problems,
        };
        View { number: self.number, desk: self.shown.clone(), problems: Arc::new(problems) }
    }

    /// Opens a desk for the newest state and shows it, unless it has errors and there is a better one; what is wrong in it.
    fn open(&mut self, Whole { dossier, theme, problems }: Whole) -> Problems {
        let state = State { number: self.number, dossier, theme, problems, is_new_theme: self.is_new_theme };
        let (desk, Opened { can_make, problems }) = Desk::open(state, Arc::clone(&self.tell));
        let is_good = can_make && !problems.has_errors();
        if is_good || can_make && !self.is_good {
            (self.shown, self.is_good) = (Some(desk), is_good);
            self.is_new_theme &= !is_good;
        } else {
            self.checking = Some(desk);
        }
        problems
    }
}
