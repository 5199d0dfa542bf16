//! Shows how far a long build is: a bar on a terminal, plain lines elsewhere, nothing for what takes less than a second.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use dossier::site::tally::Tally;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::report;

/// How long nothing is shown.
const SILENCE: Duration = Duration::from_secs(1);

/// How often a bar is drawn anew.
const FRAME: Duration = Duration::from_millis(100);

/// How often a line is printed.
const PAUSE: Duration = Duration::from_secs(5);

/// What shows how far a build is.
pub trait Display: Send {
    /// Shows it.
    fn show(&mut self, tally: &Tally);
    /// Takes away what must not stay.
    fn end(&mut self);
    /// How long until it is shown anew.
    fn pause(&self) -> Duration;
}

/// How far it is, in words.
fn said(tally: &Tally) -> String {
    if let Some(copy) = tally.copy() {
        return format!("writing copies: {copy}");
    }
    match tally.pages() {
        None => "reading and checking".to_owned(),
        Some((n_pages, n_all)) if n_pages < n_all => format!("making pages: {n_pages} of {n_all}"),
        Some((_, n_all)) => format!("checking links and putting {n_all} pages in place"),
    }
}

/// Watches a build until it is dropped.
pub struct Progress {
    /// How far the build is.
    tally: Arc<Tally>,
    /// Ends the thread that shows it.
    stop: Option<Sender<()>>,
    /// That thread.
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to watch, for whoever looks at stderr.
    pub fn begin() -> Self {
        let display: Option<Box<dyn Display>> = match report::is_quiet() {
            true => None,
            false if std::io::stderr().is_terminal() => {
                Some(Box::new(Bar { bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()) }))
            }
            false => Some(Box::new(Lines { last: String::new() })),
        };
        Self::with(display, SILENCE)
    }

    /// Begins to watch, for a display.
    fn with(display: Option<Box<dyn Display>>, silence: Duration) -> Self {
        let tally = Arc::new(Tally::default());
        let (stop, stopped) = mpsc::channel();
        let shown = Arc::clone(&tally);
        let show = |mut display: Box<dyn Display>| {
            move || {
                let mut pause = silence;
                while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                    display.show(&shown);
                    pause = display.pause();
                }
                display.end();
            }
        };
        // A build of which nobody sees how far it is does as well.
        let thread = display.and_then(|display| thread::Builder::new().spawn(show(display)).ok());
        Self { tally, stop: Some(stop), thread }
    }

    /// What is to be told how far the build is.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.stop.take());
        // A display that broke has nothing more to say.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// A bar on a terminal.
struct Bar {
    /// The bar; hidden at first.
    bar: ProgressBar,
}

impl Display for Bar {
    fn show(&mut self, tally: &Tally) {
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.set_style(ProgressStyle::default_spinner());
        }
        if let Some((n_pages, n_all)) = tally.pages() {
            if self.bar.length().is_none() {
                let style = ProgressStyle::with_template("{bar:40} {msg}");
                self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                self.bar.set_length(n_all as u64);
            }
            self.bar.set_position(n_pages as u64);
        }
        self.bar.set_message(said(tally));
        self.bar.tick();
    }

    fn end(&mut self) {
        self.bar.finish_and_clear();
    }

    fn pause(&self) -> Duration {
        FRAME
    }
}

/// Plain lines.
struct Lines {
    /// The last one.
    last: String,
}

impl Display for Lines {
    fn show(&mut self, tally: &Tally) {
        let said = said(tally);
        if said != self.last {
            report::note(&format!("progress: {said}"));
            self.last = said;
        }
    }

    fn end(&mut self) {}

    fn pause(&self) -> Duration {
        PAUSE
    }
}

#[cfg(test)]
mod tests {
    use dossier::site::{Memory, Sink, SitePath};

    use super::*;

    /// Hands on what is shown.
    struct Heard(Sender<String>);

    impl Display for Heard {
        fn show(&mut self, tally: &Tally) {
            let _ = self.0.send(said(tally));
        }

        fn end(&mut self) {
            let _ = self.0.send("end".into());
        }

        fn pause(&self) -> Duration {
            Duration::ZERO
        }
    }

    #[test]
    fn stages_and_pages_are_told_as_they_come() {
        let (heard, lines) = mpsc::channel();
        let progress = Progress::with(Some(Box::new(Heard(heard))), Duration::ZERO);
        let until = |expected: &str| lines.iter().find(|line| line == expected);
        assert!(until("reading and checking").is_some());
        let sink = Memory::default();
        let counting = progress.tally().counting(&sink);
        counting.expect_pages(2);
        assert!(until("making pages: 0 of 2").is_some());
        counting.put(SitePath::new("a.html"), Vec::new());
        counting.put(SitePath::new("a.css"), Vec::new());
        assert!(until("making pages: 1 of 2").is_some());
        counting.put(SitePath::new("b.html"), Vec::new());
        assert!(until("checking links and putting 2 pages in place").is_some());
        progress.tally().begin("zip");
        assert!(until("writing copies: zip").is_some());
        drop(progress);
        assert!(until("end").is_some());
    }

    #[test]
    fn what_is_quick_shows_nothing() {
        let (heard, lines) = mpsc::channel();
        drop(Progress::with(Some(Box::new(Heard(heard))), Duration::from_secs(3600)));
        assert_eq!(lines.iter().collect::<Vec<_>>(), ["end"]);
    }
}
