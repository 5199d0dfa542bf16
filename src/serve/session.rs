//! The thread that takes in what was written to the dossier's files, as soon as it is written.
//!
//! A watcher tells of each file; a sweep over all files finds what no watcher told. Who wants to be sure that all that was written
//! before a moment has been taken in writes a cookie: a file that is watched with the others, so that its turn comes after theirs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::stamps::Stamps;
use super::watcher::Watching;
use crate::pipeline::live::{Changes, Live, View};
use crate::problem::{Problem, Problems};

/// How long no file may be written before what was written is taken in: programs write a file in several steps.
const QUIET: Duration = Duration::from_millis(6);

/// How long a file that is being written may stay open.
const CLOSING: Duration = Duration::from_millis(40);

/// How long at most is waited for an end of writing.
const LONGEST: Duration = Duration::from_millis(150);

/// How often all files are looked at where nothing can be watched.
const POLL: Duration = Duration::from_millis(500);

/// What the session is told.
pub(super) enum Note {
    /// A file or folder was written, and may be written still.
    Written(PathBuf, bool),
    /// Nobody knows what was written.
    Lost,
    /// What was written before a cookie has been told.
    Cookie(u64),
    /// What was found wrong in a state.
    Told(u64, Problems),
}

/// What is shown.
#[derive(Clone)]
pub(super) struct Shown {
    /// The files.
    pub(super) view: View,
    /// What is wrong in the newest state, as far as it is checked.
    pub(super) problems: Arc<Problems>,
}

/// What happened, for the terminal.
pub enum Event<'a> {
    /// Files were written, of which the first is named, and have been taken in.
    TakenIn {
        /// The first of them; nothing at the beginning.
        first: Option<&'a str>,
        /// How many there were.
        n_files: usize,
        /// How long that took.
        time: Duration,
    },
    /// What is wrong, as far as it is checked.
    Problems(&'a Problems),
    /// Files cannot be watched; they are looked at again and again.
    NotWatched(&'a str),
}

/// The session.
pub(super) struct Session {
    /// The folder of the dossier.
    pub(super) root: PathBuf,
    /// The dossier.
    pub(super) live: Live,
    /// The watcher.
    pub(super) watching: Watching,
    /// The stamps of all files.
    pub(super) stamps: Arc<Stamps>,
    /// Whether something is being taken in.
    pub(super) is_busy: Arc<AtomicBool>,
    /// Where what is shown goes.
    pub(super) shown: watch::Sender<Option<Shown>>,
    /// The last cookie whose turn has come.
    pub(super) settled: watch::Sender<u64>,
    /// Tells the terminal.
    pub(super) tell: Box<dyn Fn(&Event<'_>) + Send>,
}

/// What was told in a short while.
#[derive(Default)]
struct Batch {
    /// What was written, and whether it may be written still.
    written: BTreeMap<PathBuf, bool>,
    /// When something was last written.
    last: Option<Instant>,
    /// Whether nobody knows what was written.
    is_lost: bool,
    /// The last cookie.
    cookie: Option<u64>,
    /// What was found wrong.
    told: Vec<(u64, Problems)>,
}

impl Batch {
    /// Adds a note.
    fn add(&mut self, note: Note) {
        match note {
            Note::Written(path, is_open) => {
                self.written.insert(path, is_open);
                self.last = Some(Instant::now());
            }
            Note::Lost => self.is_lost = true,
            Note::Cookie(number) => self.cookie = self.cookie.max(Some(number)),
            Note::Told(number, problems) => self.told.push((number, problems)),
        }
    }

    /// How long to wait for more, when this began some time ago.
    fn wait(&self, start: Instant) -> Duration {
        let Some(last) = self.last else { return Duration::ZERO };
        let quiet = if self.written.values().any(|is_open| *is_open) { CLOSING } else { QUIET };
        quiet.saturating_sub(last.elapsed()).min(LONGEST.saturating_sub(start.elapsed()))
    }
}

impl Session {
    /// Takes in the whole dossier, then each change, until nobody can tell of any.
    pub(super) fn run(mut self, notes: &Receiver<Note>) {
        self.stamps.sweep(&self.root);
        self.take_in(&Changes::everything(), (None, 0), Instant::now());
        if let Some(reason) = self.watching.failure() {
            (self.tell)(&Event::NotWatched(&reason));
        }
        self.is_busy.store(false, Ordering::Relaxed);
        loop {
            let note = match notes.recv_timeout(POLL) {
                Ok(note) => note,
                Err(RecvTimeoutError::Timeout) if self.watching.failure().is_none() => continue,
                Err(RecvTimeoutError::Timeout) => Note::Lost,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            self.is_busy.store(true, Ordering::Relaxed);
            self.work(note, notes);
            self.is_busy.store(false, Ordering::Relaxed);
        }
    }

    /// Waits until writing has ended, and takes in what was written.
    fn work(&mut self, first: Note, notes: &Receiver<Note>) {
        let start = Instant::now();
        let mut batch = Batch::default();
        batch.add(first);
        while let Ok(note) = notes.recv_timeout(batch.wait(start)) {
            batch.add(note);
        }
        let mut paths: Vec<PathBuf> = batch.written.into_keys().collect();
        if batch.is_lost || self.watching.failure().is_some() && batch.cookie.is_some() {
            paths.extend(self.stamps.sweep(&self.root));
        }
        let (mut changes, mut names) = (Changes::default(), Vec::new());
        for path in &paths {
            self.stamps.note(path);
            let Some(name) = relative(&self.root, path) else { continue };
            self.watching.renew(&name);
            let before = changes.clone();
            changes.add(&name);
            if before != changes {
                names.push(name);
            }
        }
        if !changes.is_empty() {
            self.take_in(&changes, (names.first().map(String::as_str), names.len()), start);
        }
        batch.told.into_iter().for_each(|told| self.hear(told));
        if let Some(number) = batch.cookie {
            self.settled.send_if_modified(|last| std::mem::replace(last, number.max(*last)) < number);
        }
    }

    /// Takes changes in, and shows what they make.
    fn take_in(&mut self, changes: &Changes, (first, n_files): (Option<&str>, usize), start: Instant) {
        let view = self.live.change(changes);
        let problems = Arc::clone(&view.problems);
        self.shown.send_replace(Some(Shown { view, problems: Arc::clone(&problems) }));
        (self.tell)(&Event::TakenIn { first, n_files, time: start.elapsed() });
        if problems.has_errors() {
            (self.tell)(&Event::Problems(&problems));
        }
    }

    /// Takes in what was found wrong later, unless there is a newer state.
    fn hear(&mut self, (number, problems): (u64, Problems)) {
        let problems = Arc::new(problems);
        let mut is_news = false;
        self.shown.send_if_modified(|shown| {
            let Some(shown) = shown.as_mut().filter(|shown| shown.view.number == number) else { return false };
            is_news = !is_alike(&shown.problems, &problems);
            shown.problems = Arc::clone(&problems);
            is_news
        });
        if is_news {
            (self.tell)(&Event::Problems(&problems));
        }
    }
}

/// Whether the same is wrong in two states.
fn is_alike(before: &Problems, now: &Problems) -> bool {
    let key = |problem: &Problem| (problem.id, problem.place.clone(), problem.message.clone());
    before.list.iter().map(key).eq(now.list.iter().map(key))
}

/// A path from the dossier's folder, with `/`; nothing for what lies elsewhere.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(parts.collect::<Vec<_>>().join("/"))
}
