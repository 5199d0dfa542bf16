//! No two pages of the site may have the same address, former addresses with them.

use std::collections::HashSet;

use crate::model::dossier::Dossier;
use crate::model::keys;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};
use crate::site::SitePath;
use crate::site::routes::{KINDS, Routes, is_built_in};

/// Reports addresses that two pages share.
pub fn check(dossier: &Dossier, routes: &Routes, problems: &mut Problems) {
    check_names(dossier, routes, problems);
    let mut taken: HashSet<SitePath> = HashSet::new();
    let mut take = |path: SitePath, place: &dyn Fn() -> Place| {
        // Nothing hangs on their order.
        if let Some(path) = taken.replace(path) {
            problems.add(kinds::duplicate_address(place(), path.as_str()));
        }
    };
    for lang in &dossier.settings.languages {
        // Of two pages the one that has a slug is told, not the one that the theme places.
        let mut kinds = routes.kinds(lang);
        kinds.sort_by_key(|kind| dossier.page(kind, lang).is_some_and(|page| page.slug.is_some()));
        for kind in kinds {
            if let Some(path) = routes.page(kind, lang) {
                let page = dossier.page(kind, lang).map(|page| match &page.slug {
                    Some(_) => keys::in_front(&page.file, "slug"),
                    None => Place::start_of(&page.file),
                });
                take(path.clone(), &|| page.clone().unwrap_or_else(|| Place::start_of(&dossier.settings.file)));
            }
        }
        for letter in &dossier.letters {
            let edition = letter.edition(lang);
            let place = || edition.map_or_else(|| Place::start_of(&letter.file), |edition| keys::in_front(&edition.file, "slug"));
            let source = routes.source(&letter.id, lang);
            for path in [routes.letter(&letter.id, lang), source, routes.parallel(&letter.id, lang)].into_iter().flatten() {
                take(path.clone(), &place);
            }
            for former in routes.former(letter, lang) {
                take(former, &place);
            }
        }
    }
}

/// Reports text pages that have the name of another kind of page, and slugs that are not used: the addresses of built-in pages are the theme's.
fn check_names(dossier: &Dossier, routes: &Routes, problems: &mut Problems) {
    for page in &dossier.pages {
        let start = Place::start_of(&page.file);
        if KINDS.contains(&page.id.as_str()) {
            problems.add(kinds::stray_file(start, &format!("`{}` is the name of another kind of page", page.id), None));
            continue;
        }
        let (Some(slug), Some(path)) = (&page.slug, routes.page(&page.id, &page.lang)) else { continue };
        let stem = path.as_str().rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
        if is_built_in(&page.id) && slug != stem {
            let place = keys::in_front(&page.file, "slug");
            problems.add(kinds::wrong_value(place, "slug", &format!("`{stem}`, which the theme gives this page, or left out")));
        }
    }
}
