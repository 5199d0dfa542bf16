//! How far a site is: the pages that are made, and all that are to be made. For whoever watches a long build.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Built, Sink, SitePath};
use crate::cache::sound::Sound;
use crate::digest::Digest;

/// How far a site is.
#[derive(Debug, Default)]
pub struct Tally {
    /// Pages that are made.
    n_pages: AtomicUsize,
    /// Pages that are to be made; none as long as the dossier is read and checked.
    n_all: AtomicUsize,
    /// The copy that is being written, by the name of its form; none as long as none is.
    copy: Mutex<Option<&'static str>>,
}

impl Tally {
    /// The pages that are made, and all of them; nothing before it is known.
    #[must_use]
    pub fn pages(&self) -> Option<(usize, usize)> {
        let n_all = self.n_all.load(Ordering::Relaxed);
        (0 < n_all).then(|| (self.n_pages.load(Ordering::Relaxed).min(n_all), n_all))
    }

    /// Says that a copy is begun, by the name of its form.
    pub fn begin(&self, copy: &'static str) {
        *self.copy.lock().unwrap_or_else(PoisonError::into_inner) = Some(copy);
    }

    /// The copy that is being written, by the name of its form; none as long as none is.
    #[must_use]
    pub fn copy(&self) -> Option<&'static str> {
        *self.copy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a file that is made or kept, if it is a page.
    fn count(&self, path: &SitePath) {
        if path.as_str().ends_with(".html") {
            self.n_pages.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// A sink that counts what passes on its way to another.
    #[must_use]
    pub fn counting<'a>(&'a self, sink: &'a dyn Sink) -> Counting<'a> {
        Counting { tally: self, sink }
    }
}

/// Counts pages on their way.
pub struct Counting<'a> {
    /// How far the site is.
    tally: &'a Tally,
    /// Where they go.
    sink: &'a dyn Sink,
}

impl Sink for Counting<'_> {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        self.tally.count(&path);
        self.sink.put(path, bytes);
    }

    fn keep(&self, path: &SitePath, made_of: &dyn Fn() -> Digest) -> bool {
        let is_kept = self.sink.keep(path, made_of);
        if is_kept {
            self.tally.count(path);
        }
        is_kept
    }

    fn keep_drawn(&self, path: &SitePath, drawn_from: &dyn Fn() -> Option<Digest>) -> bool {
        let is_kept = self.sink.keep_drawn(path, drawn_from);
        if is_kept {
            self.tally.count(path);
        }
        is_kept
    }

    fn must_draw(&self, path: &SitePath) {
        self.sink.must_draw(path);
    }

    fn expect_pages(&self, n_pages: usize) {
        self.tally.n_all.store(n_pages, Ordering::Relaxed);
        self.sink.expect_pages(n_pages);
    }

    fn begins(&self, stage: &'static str) {
        self.sink.begins(stage);
    }

    fn sound(&self) -> &Sound {
        self.sink.sound()
    }

    fn read_back(&self, path: &SitePath) -> Option<Vec<u8>> {
        self.sink.read_back(path)
    }

    fn earlier(&self) -> Option<&dyn Built> {
        self.sink.earlier()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    #[test]
    fn pages_are_counted_and_handed_on() {
        let (tally, memory) = (Tally::default(), Memory::default());
        let sink = tally.counting(&memory);
        sink.put(SitePath::new("a.css"), Vec::new());
        assert_eq!(tally.pages(), None);
        sink.expect_pages(2);
        for path in ["a.html", "b.html", "404.html"] {
            sink.put(SitePath::new(path), Vec::new());
        }
        assert_eq!(tally.pages(), Some((2, 2)));
        assert_eq!(memory.into_files().len(), 4);
    }
}
