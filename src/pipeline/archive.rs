//! Makes the offline copies of a dossier: its site first, in memory, then each form that is asked for.

use std::io;
use std::path::Path;

use super::{load, make};
use crate::archive::{Folder, Format, Inputs};
use crate::problem::Problems;
use crate::site::Memory;

/// Makes copies of the dossier at `root`. All problems are returned, settled and sorted; if any is an error, what the folder took is no
/// whole copy.
///
/// # Errors
/// In the first value, if a copy cannot be written.
pub fn archive(root: &Path, base_url: Option<&str>, formats: &[&Format], folder: &mut dyn Folder) -> (io::Result<()>, Problems) {
    let mut problems = Problems::default();
    let mut written = Ok(());
    if let Some((mut dossier, theme)) = load(root, base_url, &mut problems) {
        // A copy that is opened from a disk has no host.
        dossier.settings.hosting.hosts.clear();
        dossier.settings.hosting.compress.clear();
        let memory = Memory::default();
        let mut write = |resolved: &crate::export::Inputs<'_>| {
            let site = memory.take_files();
            let inputs = Inputs { resolved, site: &site };
            let mut formats = formats.iter().filter(|format| !format.needs_base_url || dossier.settings.base_url.is_some());
            written = formats.try_for_each(|format| (format.write)(&inputs, folder));
        };
        make((&dossier, &theme), &memory, &mut write, &mut problems);
        problems.settle(&dossier.settings.accepts);
    }
    (written, problems)
}
