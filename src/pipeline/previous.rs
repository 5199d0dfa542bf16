//! Compares the site that is being built with the earlier copy that the settings or the command line name.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Resolved;
use crate::changes::{self, Changes, Read, Version};
use crate::copy::{self, Copy};
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::model::letter::is_slug;
use crate::output::OutputError;
use crate::problem::{Problems, kinds};
use crate::render::PageEntry;
use crate::site::routes::locked_path;
use crate::site::{Shelf, Sink};
use crate::theme::Theme;
use crate::{config, export, render};

/// The earlier copy with which a site is compared: the one that is named, or that of the settings.
pub(super) fn named(root: &Path, named: Option<&Path>) -> Option<PathBuf> {
    let of_settings = || Some(config::load(root, &mut Problems::default())?.previous?.0);
    named.map(Path::to_owned).or_else(of_settings)
}

/// Refuses a folder that holds the earlier copy, or a link by which it is named, and will be replaced.
///
/// # Errors
/// If it does.
pub(super) fn check_apart(previous: Option<&Path>, output: &Path) -> Result<(), OutputError> {
    let Some(path) = previous.filter(|path| is_inside(path, output)) else { return Ok(()) };
    let reason = "it is the earlier copy with which the site is compared, and would be lost";
    Err(OutputError::NotReplaceable { path: path.to_owned(), reason })
}

/// Whether a path lies in a folder, or is it: the path itself, or what it leads to.
fn is_inside(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let itself = || parent.canonicalize().is_ok_and(|parent| path.exists() && parent.starts_with(&folder));
    path.canonicalize().is_ok_and(|path| path.starts_with(&folder)) || itself()
}

/// Looks for what changed since the earlier copy, where one is named, and gives the site a page for it.
pub(super) fn look(resolved: &mut Resolved, (dossier, theme): (&Dossier, &Theme), sink: &dyn Sink, problems: &mut Problems) {
    if dossier.settings.previous.is_none() {
        return;
    }
    sink.begins("what changed");
    (resolved.changes, resolved.earlier_pages) = changes(resolved, (dossier, theme), problems).unzip();
    if resolved.changes.is_some() {
        resolved.routes.lay_changes(&theme.locales);
    }
}

/// What changed since the earlier copy, and the paths of the pages that it has; nothing where none is named, or it cannot be used, which
/// is a problem.
fn changes(resolved: &Resolved, (dossier, theme): (&Dossier, &Theme), problems: &mut Problems) -> Option<(Changes, Vec<String>)> {
    let (path, place) = dossier.settings.previous.as_ref()?;
    let compared = copy::open(path).map_err(changes::Fault::from).and_then(|copy| {
        let changes = compare(&changes::of_copy(&copy), resolved, (dossier, theme))?;
        Ok((changes, pages_of(&copy)))
    });
    match compared {
        Ok((changes, pages)) => {
            if changes.odd_age().is_some() {
                let told = |of: &Version| format!("{} ({})", of.version, of.published);
                problems.add(kinds::copies::version_not_raised(place.clone(), (&told(&changes.old), &told(&changes.new))));
            }
            Some((changes, pages))
        }
        Err(fault) => {
            problems.add(kinds::copies::unusable_copy(place.clone(), &fault.to_string()));
            None
        }
    }
}

/// The paths of the pages of a copy whose addresses are to be kept. Those that say what had changed then are not of the dossier.
fn pages_of(copy: &Copy) -> Vec<String> {
    let described = copy.read_data(&copy.of_site("data/dossier.json")).unwrap_or_default();
    let described: Value = serde_json::from_slice(&described).unwrap_or_default();
    let pages = described.get("pages").and_then(Value::as_array).into_iter().flatten();
    let passing = pages.filter(|page| page.get("kind").and_then(Value::as_str) == Some("changes"));
    let passing: HashSet<&str> = passing.filter_map(|page| page.get("path")?.as_str()).collect();
    copy.site_paths().filter(|path| path.ends_with(".html") && !passing.contains(path)).map(str::to_owned).collect()
}

/// Reports pages of the earlier copy, and pages that are recorded, at whose addresses the new site has nothing.
pub(super) fn report_lost(earlier_pages: &[String], dossier: &Dossier, pages: &[PageEntry], problems: &mut Problems) {
    let settings = &dossier.settings;
    let now: HashSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let mut told = HashSet::new();
    for page in dossier.locked_pages.iter().flatten() {
        let path = locked_path(page);
        if !now.contains(path.as_str()) && told.insert(path.clone()) {
            problems.add(kinds::copies::lost_page(page.place.clone(), path.as_str(), address(path.as_str(), &settings.languages)));
        }
    }
    let Some((_, place)) = &settings.previous else { return };
    for path in earlier_pages.iter().filter(|path| !now.contains(path.as_str()) && !told.contains(path.as_str())) {
        problems.add(kinds::copies::lost_address(place.clone(), path, address(path, &settings.languages)));
    }
}

/// The language of a page's path and the rest of it, without its ending, as a publisher can name them; none of another site's page.
fn address<'p>(path: &'p str, languages: &[Lang]) -> Option<(&'p str, &'p str)> {
    let (lang, address) = path.trim_end_matches(".html").split_once('/')?;
    (languages.iter().any(|known| known.tag() == lang) && address.split('/').all(is_slug)).then_some((lang, address))
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
