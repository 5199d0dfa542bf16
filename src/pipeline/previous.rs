//! Compares the site that is being built with the earlier copy that the settings or the command line name.

use super::Resolved;
use std::borrow::Cow;

use crate::changes::{self, Changes, Read};
use crate::copy;
use crate::model::dossier::Dossier;
use crate::problem::{Problems, kinds};
use crate::site::{Shelf, Sink};
use crate::theme::Theme;
use crate::{export, render};

/// Looks for what changed since the earlier copy, where one is named, and gives the site a page for it.
pub(super) fn look(resolved: &mut Resolved, (dossier, theme): (&Dossier, &Theme), sink: &dyn Sink, problems: &mut Problems) {
    if dossier.settings.previous.is_none() {
        return;
    }
    sink.begins("what changed");
    resolved.changes = changes(resolved, (dossier, theme), problems);
    if resolved.changes.is_some() {
        resolved.routes.lay_changes(&theme.locales);
    }
}

/// What changed since the earlier copy; nothing where none is named, or it cannot be used, which is a problem.
fn changes(resolved: &Resolved, (dossier, theme): (&Dossier, &Theme), problems: &mut Problems) -> Option<Changes> {
    let (path, place) = dossier.settings.previous.as_ref()?;
    let compared = copy::open(path).map_err(Into::into).and_then(|copy| compare(&changes::of_copy(&copy), resolved, (dossier, theme)));
    match compared {
        Ok(changes) => Some(changes),
        Err(fault) => {
            problems.add(kinds::copies::unusable_copy(place.clone(), &fault.to_string()));
            None
        }
    }
}

/// Compares a copy with what is being built: its data files, and its text pages, which are made for this.
fn compare(old: &Read<'_>, resolved: &Resolved, (dossier, theme): (&Dossier, &Theme)) -> Result<Changes, changes::Fault> {
    let none = std::collections::BTreeMap::new();
    let mut inputs = resolved.render_inputs((dossier, theme), &none);
    let listing = render::listing(&inputs);
    let export_inputs = resolved.export_inputs((dossier, theme), &listing);
    let files = export::DataFiles::new(&export_inputs);
    inputs.data_files = &files;
    // Templates that cannot be read are told when all pages are made.
    let pages = render::Pages::new(&inputs).ok();
    let page = |path: &str| pages.as_ref()?.page(path)?.0;
    let file = |path: &str| {
        let text = if path.ends_with(".html") { page(path) } else { files.find(path).map(Cow::into_owned) };
        Ok(text.map(String::into_bytes))
    };
    changes::compare(old, &Read { name: "the dossier".to_owned(), file: Box::new(file) })
}
