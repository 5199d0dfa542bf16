//! The addresses of pages that are not of a letter are recorded, and a page keeps those that it had.

use std::collections::BTreeMap;

use crate::model::dossier::{Dossier, LockedPage, PAGES_LOCK, TextPage};
use crate::model::keys;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};
use crate::site::SitePath;
use crate::site::routes::{Routes, is_built_in, locked_path};

/// Reports text pages whose addresses are not recorded, and addresses of other pages that they have.
pub fn check(dossier: &Dossier, routes: &Routes, problems: &mut Problems) {
    if dossier.is_broken(PAGES_LOCK) {
        return;
    }
    let mut locked: BTreeMap<SitePath, Vec<&LockedPage>> = BTreeMap::new();
    for page in dossier.locked_pages.iter().flatten() {
        locked.entry(locked_path(page)).or_default().push(page);
    }
    report_letters(dossier, (routes, &locked), problems);
    // The addresses of the other pages are the theme's.
    for page in dossier.pages.iter().filter(|page| !is_built_in(&page.id)) {
        let Some(path) = routes.page(&page.id, &page.lang) else { continue };
        let owners = locked.get(path).map(Vec::as_slice).unwrap_or_default();
        // That two pages lie at one address now is told where addresses are compared.
        let has_moved = |owner: &LockedPage| routes.page(&owner.kind, &owner.lang).is_some_and(|now| now != path);
        if let Some(owner) = owners.iter().find(|owner| owner.kind != page.id && has_moved(owner)) {
            problems.add(kinds::addresses::taken_page(slug_of(page), path.as_str(), &owner.kind));
        } else if !owners.iter().any(|owner| owner.kind == page.id) {
            problems.add(kinds::addresses::unlocked_page(slug_of(page), path.as_str()));
        }
    }
}

/// Reports recorded addresses that letters have: a page would lie where the letter lies. Where a page lies there now, that is told of it.
fn report_letters(dossier: &Dossier, (routes, locked): (&Routes, &BTreeMap<SitePath, Vec<&LockedPage>>), problems: &mut Problems) {
    for letter in &dossier.letters {
        let paths = dossier.settings.languages.iter().filter_map(|lang| routes.letter(&letter.id, lang));
        let is_former = |page: &&&LockedPage| routes.page(&page.kind, &page.lang).is_none_or(|now| *now != locked_path(page));
        for page in paths.filter_map(|path| locked.get(path)).flatten().filter(is_former) {
            let reason = format!("the address `{}` of this line is that of letter `{}`", page.path, letter.id);
            let mut problem = kinds::broken_lock(page.place.clone(), &reason);
            problem.hints.push("if a page had this address before, give the letter another slug".into());
            problems.add(problem);
        }
    }
}

/// Where the slug of a page is written.
fn slug_of(page: &TextPage) -> Place {
    if page.slug.is_some() { keys::in_front(&page.file, "slug") } else { Place::start_of(&page.file) }
}
