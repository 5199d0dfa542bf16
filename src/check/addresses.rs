//! No two pages of the site may have the same address, former addresses with them.

use std::collections::HashMap;

use crate::model::dossier::Dossier;
use crate::model::keys;
use crate::model::lang::Lang;
use crate::model::letter::Letter;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};
use crate::site::SitePath;
use crate::site::routes::{KINDS, Routes, former_path, is_built_in};

/// Whose an address is.
#[derive(Clone, Copy, Default)]
struct Owner<'a> {
    /// The letter, if it is one of a letter.
    letter: Option<&'a Letter>,
    /// Whether it is a former one.
    is_former: bool,
}

/// Reports addresses that two pages share.
pub fn check<'a>(dossier: &'a Dossier, routes: &Routes, problems: &mut Problems) {
    check_names(dossier, routes, problems);
    // Nothing hangs on their order.
    let mut taken: HashMap<SitePath, Owner<'a>> = HashMap::new();
    for lang in &dossier.settings.languages {
        let mut take = |path: &SitePath, owner: Owner<'a>, place: &dyn Fn() -> Place| {
            let other = taken.insert(path.clone(), owner);
            if other.is_some_and(|other| !is_told([owner, other], lang)) {
                problems.add(kinds::duplicate_address(place(), path.as_str()));
            }
        };
        // Of two pages the one that has a slug is told, not the one that the theme places.
        let mut kinds = routes.kinds(lang);
        kinds.sort_by_key(|kind| dossier.page(kind, lang).is_some_and(|page| page.slug.is_some()));
        for kind in kinds {
            if let Some(path) = routes.page(kind, lang) {
                let page = dossier.page(kind, lang).map(|page| match &page.slug {
                    Some(_) => keys::in_front(&page.file, "slug"),
                    None => Place::start_of(&page.file),
                });
                take(path, Owner::default(), &|| page.clone().unwrap_or_else(|| Place::start_of(&dossier.settings.file)));
            }
        }
        for (address, place) in dossier.pages.iter().filter(|page| page.lang == *lang).flat_map(|page| &page.former) {
            take(&former_path(lang, address), Owner { is_former: true, letter: None }, &|| place.clone());
        }
        for letter in &dossier.letters {
            let edition = letter.edition(lang);
            let place = || edition.map_or_else(|| Place::start_of(&letter.file), |edition| keys::in_front(&edition.file, "slug"));
            let source = routes.source(&letter.id, lang);
            for path in [routes.letter(&letter.id, lang), source, routes.parallel(&letter.id, lang)].into_iter().flatten() {
                take(path, Owner { letter: Some(letter), is_former: false }, &place);
            }
            for (former, _) in routes.former(&letter.id, lang) {
                take(former, Owner { letter: Some(letter), is_former: true }, &place);
            }
        }
    }
}

/// Whether it is told where lock files are read that two letters have the same address, one of them a former one.
fn is_told(owners: [Owner<'_>; 2], lang: &Lang) -> bool {
    let [Owner { letter: Some(one), .. }, Owner { letter: Some(other), .. }] = owners else { return false };
    let slugs = |letter: &'_ Letter| -> Vec<String> {
        letter.paths_in(lang).map(|path| path.slug.clone()).chain([letter.slug(lang).to_owned()]).collect()
    };
    let others = slugs(other);
    one.id != other.id && owners.iter().any(|owner| owner.is_former) && slugs(one).iter().any(|slug| others.contains(slug))
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
