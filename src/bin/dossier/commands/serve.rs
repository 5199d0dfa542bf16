//! `dossier serve`

use dossier::serve::{self, Event, PORT, ServeError};

use super::find_root;
use crate::arguments::{Form, Serve};
use crate::exit::Exit;
use crate::report;

/// Shows the site until the program is told to end.
pub fn run(arguments: &Serve) -> Exit {
    let root = match find_root(&arguments.root) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let port = arguments.port;
    let say = move |address: &str, is_unusual: bool| {
        if is_unusual && port.is_none() {
            report::line(&format!("port {PORT} is taken; another one is used"));
        }
        _ = report::result(&format!("open {address} in a browser; Ctrl+C ends"), Exit::Done);
    };
    match serve::serve(&root, port, &say, Box::new(tell)) {
        Ok(()) => Exit::Done,
        Err(error) => {
            report::line(&format!("error: {error}"));
            match error {
                ServeError::Port { .. } => Exit::Usage,
                ServeError::Io(_) => Exit::Machine,
            }
        }
    }
}

/// Tells what happened.
fn tell(event: &Event<'_>) {
    match event {
        Event::TakenIn { first, n_files, time } => {
            let what = match (first, n_files) {
                (None, _) => "the dossier is loaded".to_owned(),
                (Some(first), 1) => format!("{first} has changed"),
                (Some(first), n_files) => format!("{first} and {} more have changed", n_files - 1),
            };
            report::line(&format!("{what}; ready after {} ms", time.as_millis()));
        }
        Event::Problems(problems) if problems.list.is_empty() => report::line("no problems"),
        Event::Problems(problems) => _ = report::problems(problems, Form::Human, Exit::Done),
        Event::NotWatched(reason) => {
            report::line(&format!("files cannot be watched ({reason}): they are looked at twice a second and at each request"));
        }
    }
}
