//! Watches the dossier's files, and a folder of cookies beside them.
#![expect(clippy::disallowed_methods, reason = "cookies are files")]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::session::Note;
use super::stamps::linked_themes;
use crate::disk::scratch::Scratch;

/// The folders that are watched.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// A watcher at work, or the reason why there is none.
pub(super) struct Watching {
    /// The folder of the dossier.
    root: PathBuf,
    /// The watcher.
    watcher: Result<RecommendedWatcher, String>,
}

impl Watching {
    /// Begins to watch.
    pub(super) fn new(root: &Path, cookies: &Cookies, notes: Sender<Note>) -> Self {
        let folder = cookies.folder.clone();
        let take = move |event: notify::Result<Event>| {
            // Who is told has gone once the server ends.
            notes_of(event, &folder).into_iter().for_each(|note| _ = notes.send(note));
        };
        let watcher = RecommendedWatcher::new(take, Config::default().with_follow_symlinks(false));
        let watched = watcher.and_then(|mut watcher| {
            watcher.watch(root, RecursiveMode::NonRecursive)?;
            watcher.watch(&cookies.folder, RecursiveMode::NonRecursive)?;
            Ok(watcher)
        });
        let mut watching = Self { root: root.to_owned(), watcher: watched.map_err(|error| error.to_string()) };
        FOLDERS.iter().for_each(|folder| watching.renew(folder));
        watching
    }

    /// Watches a folder again, if it is one of those at the top, or a theme that is a link: it may be new, or lead elsewhere.
    pub(super) fn renew(&mut self, name: &str) {
        let path = self.root.join(name);
        if FOLDERS.contains(&name) {
            self.watch(&path);
        }
        let mut parts = name.split('/');
        if parts.next() == Some("themes") && parts.nth(1).is_none() {
            linked_themes(&self.root).iter().filter(|theme| theme.starts_with(&path)).for_each(|theme| self.watch(theme));
        }
    }

    /// Watches a folder again, with all below it.
    fn watch(&mut self, folder: &Path) {
        let Ok(watcher) = &mut self.watcher else { return };
        // A folder that is not watched is one that is not there.
        _ = watcher.unwatch(folder);
        // A link is only followed by a name that goes on behind it.
        let behind = if folder.is_symlink() { folder.join(".") } else { folder.to_owned() };
        if folder.is_dir()
            && let Err(error) = watcher.watch(&behind, RecursiveMode::Recursive)
        {
            self.watcher = Err(error.to_string());
        }
    }

    /// Why nothing is watched, if that is so.
    pub(super) fn failure(&self) -> Option<String> {
        self.watcher.as_ref().err().cloned()
    }
}

/// What an event says.
fn notes_of(event: notify::Result<Event>, cookies: &Path) -> Vec<Note> {
    let Ok(event) = event else { return vec![Note::Lost] };
    if event.need_rescan() {
        return vec![Note::Lost];
    }
    let is_open = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => return Vec::new(),
        // Only here is it told when a file is closed.
        EventKind::Modify(ModifyKind::Data(_)) | EventKind::Create(CreateKind::File) => cfg!(target_os = "linux"),
        _ => false,
    };
    let note = |path: PathBuf| match path.strip_prefix(cookies) {
        Ok(name) => matches!(event.kind, EventKind::Create(_)).then(|| name.to_str()?.parse().ok().map(Note::Cookie)).flatten(),
        // Without the `.` behind a link.
        Err(_) => Some(Note::Written(path.components().collect(), is_open)),
    };
    event.paths.iter().cloned().filter_map(note).collect()
}

/// A folder for cookies, which goes when this does, or when the next server begins.
pub(super) struct Cookies {
    /// The folder.
    _scratch: Scratch,
    /// Where it is, without links.
    folder: PathBuf,
    /// The number of the last cookie.
    last: AtomicU64,
}

impl Cookies {
    /// Makes a folder for cookies, beside those of other programs.
    ///
    /// # Errors
    /// If there can be none.
    pub(super) fn new() -> io::Result<Self> {
        let place = std::env::temp_dir();
        let at = |error: io::Error| io::Error::new(error.kind(), format!("no folder can be made in `{}`: {error}", place.display()));
        let scratch = Scratch::folder(&place, "dossier-serve-").map_err(at)?;
        let folder = scratch.path().canonicalize().map_err(at)?;
        Ok(Self { _scratch: scratch, folder, last: AtomicU64::new(0) })
    }

    /// Writes a cookie; its number, and whether it could be written.
    pub(super) fn write(&self) -> (u64, bool) {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let path = self.folder.join(number.to_string());
        let is_written = File::create(&path).is_ok();
        _ = fs::remove_file(path);
        (number, is_written)
    }
}
