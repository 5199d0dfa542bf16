//! The site as requests see it: always that of the newest state.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use super::session::{Note, Shown};
use super::watcher::Cookies;
use crate::pipeline::live::{Answer, Look};

/// How long a cookie may take before all files are looked at instead: some systems tell of files only now and then.
const PATIENCE: Duration = Duration::from_millis(400);

/// The site.
pub(super) struct Site {
    /// The port at which it is served.
    pub(super) port: u16,
    /// What is shown; nothing before the dossier is loaded.
    pub(super) shown: watch::Receiver<Option<Shown>>,
    /// The last cookie whose turn has come.
    pub(super) settled: watch::Receiver<u64>,
    /// Writes cookies.
    pub(super) cookies: Cookies,
    /// Whether something is being taken in.
    pub(super) is_busy: Arc<AtomicBool>,
    /// Tells the session.
    pub(super) notes: Sender<Note>,
}

/// What lies at a path.
pub(super) enum Found {
    /// A file.
    File(Vec<u8>),
    /// A folder with a page: its address ends with `/`.
    Folder,
    /// None; this is the page that says so.
    Missing(Vec<u8>),
    /// Nothing can be made.
    Nothing,
}

impl Site {
    /// Waits until all is taken in that was written before.
    pub(super) async fn settle(&self) {
        let (number, is_written) = self.cookies.write();
        if is_written && self.has_come(number).await {
            return;
        }
        for note in [Note::Lost, Note::Cookie(number)] {
            // Once the session has ended there is nothing to wait for.
            _ = self.notes.send(note);
        }
        _ = self.settled.clone().wait_for(|last| number <= *last).await;
    }

    /// Waits for the turn of a cookie; whether it has come, or the session has nothing to do and knows nothing of it.
    async fn has_come(&self, number: u64) -> bool {
        let mut settled = self.settled.clone();
        loop {
            let was_busy = self.is_busy.load(Ordering::Relaxed);
            if timeout(PATIENCE, settled.wait_for(|last| number <= *last)).await.is_ok() {
                return true;
            }
            if !was_busy && !self.is_busy.load(Ordering::Relaxed) {
                return false;
            }
        }
    }

    /// What is shown now; waits until the dossier is loaded.
    async fn shown(&self) -> Option<Shown> {
        let mut shown = self.shown.clone();
        shown.wait_for(Option::is_some).await.ok().and_then(|shown| shown.clone())
    }

    /// How the site looks, as hashes.
    pub(super) fn look(&self) -> Look {
        self.shown.borrow().as_ref().map(|shown| shown.view.look).unwrap_or_default()
    }

    /// Finds what lies at a path.
    pub(super) async fn find(&self, path: &str) -> Found {
        match self.ask(path).await {
            Some(Answer::File(bytes)) => Found::File(bytes),
            Some(Answer::Missing) if matches!(self.ask(&format!("{path}/index.html")).await, Some(Answer::File(_))) => Found::Folder,
            Some(Answer::Missing) => Found::Missing(self.missing(path).await),
            Some(Answer::Failed) | None => Found::Nothing,
        }
    }

    /// The page that says that nothing lies at a path: that of the folder of its language, or of the whole site.
    async fn missing(&self, path: &str) -> Vec<u8> {
        let folder = path.split_once('/').map(|(folder, _)| format!("{folder}/404.html"));
        for page in folder.into_iter().chain(["404.html".to_owned()]) {
            if let Some(Answer::File(bytes)) = self.ask(&page).await {
                return bytes;
            }
        }
        Vec::new()
    }

    /// Asks for a file of the state that is shown.
    async fn ask(&self, path: &str) -> Option<Answer> {
        let desk = self.shown().await?.view.desk?;
        let (reply, answer) = oneshot::channel();
        // Who asked may have gone when the answer comes.
        desk.order(path, move |found| _ = reply.send(found));
        answer.await.ok()
    }
}
