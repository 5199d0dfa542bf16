//! Makes the offline copies of a dossier: its site first, on disk, then each form that is asked for.

use std::io;
use std::path::Path;

use super::{load, make, previous};
use crate::archive::{self, Folder, Format, Inputs, Made, Out};
use crate::model::dossier::Settings;
use crate::output::OutputError;
use crate::output::scratch::{Finished, Scratch};
use crate::problem::Problems;
use crate::site::tally::Tally;
use crate::site::{Built, SitePath};
use crate::theme;
use crate::{content, export};

/// What is asked for.
pub struct Order<'a> {
    /// The dossier's folder.
    pub root: &'a Path,
    /// An address that replaces the one of the settings.
    pub base_url: Option<&'a str>,
    /// The forms.
    pub formats: &'a [&'static Format],
    /// Told how far it is.
    pub tally: &'a Tally,
}

/// What it came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The copies that were made.
    pub made: Vec<Made>,
    /// The names of forms that were left out, as the site does not know its address.
    pub left_out: Vec<&'static str>,
    /// What the publisher should know of them.
    pub notes: Vec<String>,
    /// Why copies of some forms cannot be made.
    pub impossible: Vec<String>,
    /// All problems, settled and sorted; if any is an error, nothing was made.
    pub problems: Problems,
}

/// Looks whether a folder of copies can be replaced without the loss of the earlier copy that the settings name.
///
/// # Errors
/// If that lies in it.
pub fn check_apart(root: &Path, output: &Path) -> Result<(), OutputError> {
    previous::check_apart(previous::named(root, None).as_deref(), output)
}

/// Makes copies of a dossier, whose site is written to `scratch` first.
///
/// # Errors
/// If the site or a copy cannot be written, or the site not be read again; what the folder took is then no whole copy.
pub fn archive(order: &Order<'_>, (scratch, folder): (&Scratch, &mut dyn Folder)) -> io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut problems = Problems::default();
    let Some((mut dossier, theme)) = load(order.root, order.base_url, &mut problems) else {
        problems.settle(&[]);
        return Ok(Outcome { problems, ..outcome });
    };
    // A copy that is opened from a disk has no host.
    dossier.settings.hosting.hosts.clear();
    dossier.settings.hosting.compress.clear();
    let accepts = &dossier.settings.accepts;
    let mut written = Ok(());
    let mut write = |resolved: &export::Inputs<'_>, problems: &Problems| {
        let mut settled = problems.clone();
        settled.settle(accepts);
        if !settled.has_errors() {
            written = scratch.finished().and_then(|site| write_all(order, (resolved, &site), (folder, &mut outcome)));
        }
    };
    make((&dossier, &theme), &order.tally.counting(scratch), &mut write, &mut problems);
    scratch.check()?;
    problems.settle(accepts);
    written.map(|()| Outcome { problems, ..outcome })
}

/// Writes each form.
fn write_all(
    order: &Order<'_>,
    (resolved, site): (&export::Inputs<'_>, &Finished<'_>),
    (folder, outcome): (&mut dyn Folder, &mut Outcome),
) -> io::Result<()> {
    let settings = &resolved.dossier.settings;
    let manifest = site.manifest();
    let own = Own { root: order.root, paths: own_paths(order.root, settings)? };
    let inputs = Inputs { resolved, site, manifest: &manifest, own: &own };
    let mut made: Vec<Made> = Vec::new();
    for format in order.formats {
        if format.needs_base_url && settings.base_url.is_none() {
            outcome.left_out.push(format.name);
            continue;
        }
        order.tally.begin(format.name);
        let mut noted = Noted { folder, paths: Vec::new(), notes: Vec::new(), impossible: Vec::new() };
        (format.write)(&inputs, &mut noted)?;
        outcome.notes.append(&mut noted.notes);
        outcome.impossible.append(&mut noted.impossible);
        made.extend(noted.paths.into_iter().map(|path| Made { form: format.name, standard: format.standard, path }));
    }
    if made.iter().any(|made| matches!(made.form, "bag" | "bag-zip")) {
        outcome.notes.extend(archive::bag::notes(settings));
    }
    archive::finish(&inputs, &made, folder)?;
    outcome.made = made;
    Ok(())
}

/// Takes files, and notes what lies in the folder of copies itself.
struct Noted<'a> {
    /// Where they go.
    folder: &'a mut dyn Folder,
    /// The files and folders in it, in the order in which they came.
    paths: Vec<String>,
    /// What the publisher should know of them.
    notes: Vec<String>,
    /// Why copies cannot be made.
    impossible: Vec<String>,
}

impl Folder for Noted<'_> {
    fn file(&mut self, path: &str, write: &mut dyn FnMut(&mut dyn Out) -> io::Result<()>) -> io::Result<()> {
        let top = path.find('/').and_then(|at| path.get(..=at)).unwrap_or(path);
        if self.paths.last().is_none_or(|last| last != top) && !self.paths.iter().any(|known| known == top) {
            self.paths.push(top.to_owned());
        }
        self.folder.file(path, write)
    }

    fn tell(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }

    fn leave_out(&mut self, note: &str) {
        self.impossible.push(note.to_owned());
    }
}

/// The files that the publisher keeps.
struct Own<'a> {
    /// The dossier's folder.
    root: &'a Path,
    /// Their paths from it.
    paths: Vec<String>,
}

/// The paths of the files that the publisher keeps: what the dossier is made of, and what its theme has that the program does not bring.
///
/// # Errors
/// If a file or folder can no longer be read.
fn own_paths(root: &Path, settings: &Settings) -> io::Result<Vec<String>> {
    let mut paths = content::walk::paths(root)?;
    let mut problems = Problems::default();
    paths.extend(theme::own_paths(root, settings, &mut problems));
    if let Some(problem) = problems.list.iter().find(|problem| problem.is_unreadable()) {
        return Err(io::Error::other(format!("`{}`: {}", problem.place.file.path, problem.message)));
    }
    paths.sort();
    Ok(paths)
}

impl Built for Own<'_> {
    fn paths(&self) -> Vec<&str> {
        self.paths.iter().map(String::as_str).collect()
    }

    fn read(&self, path: &SitePath) -> Option<Vec<u8>> {
        crate::data::file::bytes(self.root, path.as_str(), &mut Problems::default())
    }
}
