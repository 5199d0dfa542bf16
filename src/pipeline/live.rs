//! A dossier that is shown while it is written: of each change it loads what changed, works out what hangs together, and leaves each
//! file of the site to be made when it is asked for.
//!
//! Every stage is the one of a build. What is worked out of one letter alone is kept for as long as the letter stays as it is.

mod changes;
mod desk;
mod loaded;
mod shelf;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use crate::problem::Problems;
use crate::theme::Theme;
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
    /// How that state looks.
    look: Look,
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
    /// How they look.
    pub look: Look,
    /// What was found wrong so far in the newest state.
    pub problems: Arc<Problems>,
}

/// Hashes of what a theme brings besides its templates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The style sheets.
    pub styles: u64,
    /// Scripts, pictures, fonts.
    pub rest: u64,
}

impl Look {
    /// How a theme looks.
    fn of(theme: &Theme) -> Self {
        let hash = |are_styles: bool| {
            let mut hasher = DefaultHasher::new();
            let files = theme.assets.iter().filter(|(name, _)| name.ends_with(".css") == are_styles);
            files.for_each(|(name, asset)| (name, &asset.bytes).hash(&mut hasher));
            hasher.finish()
        };
        Self { styles: hash(true), rest: hash(false) }
    }
}

impl Live {
    /// A dossier of which nothing is loaded yet: the first change must be everything. Its site is at `base_url`.
    #[must_use]
    pub fn new(root: PathBuf, base_url: String, tell: Tell) -> Self {
        let loaded = Loaded::new(root, base_url);
        Self { loaded, tell, number: 0, shown: None, look: Look::default(), is_good: false, checking: None, is_new_theme: true }
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
        View { number: self.number, desk: self.shown.clone(), look: self.look, problems: Arc::new(problems) }
    }

    /// Opens a desk for the newest state and shows it, unless it has errors and there is a better one; what is wrong in it.
    fn open(&mut self, Whole { dossier, theme, problems }: Whole) -> Problems {
        let look = if self.is_new_theme { Look::of(&theme) } else { self.look };
        let state = State { number: self.number, dossier, theme, problems, is_new_theme: self.is_new_theme };
        let (desk, Opened { can_make, problems }) = Desk::open(state, Arc::clone(&self.tell));
        let is_good = can_make && !problems.has_errors();
        if is_good || can_make && !self.is_good {
            (self.shown, self.look, self.is_good) = (Some(desk), look, is_good);
            self.is_new_theme &= !is_good;
        } else {
            self.checking = Some(desk);
        }
        problems
    }
}
