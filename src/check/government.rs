//! What a Dutch public body must settle or know before its metadata can be written.

use crate::model::dossier::Dossier;
use crate::model::government::Diwoo;
use crate::model::letter::Letter;
use crate::model::place::Place;
use crate::problem::{Problems, kinds, nearest};

/// Reports what is not settled, or not known.
pub fn check(dossier: &Dossier, problems: &mut Problems) {
    let Some(diwoo) = &dossier.settings.government.diwoo else { return };
    check_names(dossier, diwoo, problems);
    if dossier.settings.base_url.as_ref().is_some_and(|base| !base.starts_with("https://")) {
        let place = Place::start_of(&dossier.settings.file).find("base-url");
        problems.add(kinds::insecure_address(place));
    }
    let is_left_out = |letter: &Letter| diwoo.leave_out.iter().any(|(left, _)| left == letter.id.as_str());
    let mut unsettled: Vec<&str> = Vec::new();
    for letter in dossier.letters.iter().filter(|letter| !is_left_out(letter)) {
        let is_settled = diwoo.categories.contains_key(&letter.kind) || !dossier.settings.kinds.contains_key(&letter.kind);
        if !is_settled && !unsettled.contains(&letter.kind.as_str()) {
            unsettled.push(&letter.kind);
            problems.add(kinds::unsettled_category(diwoo.place.clone(), &letter.kind));
        }
        if letter.date.value.day().is_none() {
            let place = Place::start_of(&letter.file).find("value");
            problems.add(kinds::unknown_day(place, letter.id.as_str(), diwoo.handling.name()));
        }
    }
}

/// Reports kinds and letters that the settings name and that do not exist.
fn check_names(dossier: &Dossier, diwoo: &Diwoo, problems: &mut Problems) {
    let known = || dossier.settings.kinds.keys().map(String::as_str);
    for (kind, (_, place)) in diwoo.categories.iter().filter(|(kind, _)| !dossier.settings.kinds.contains_key(*kind)) {
        problems.add(kinds::unknown_kind(place.clone(), kind, nearest(kind, known())));
    }
    let ids = || dossier.letters.iter().map(|letter| letter.id.as_str());
    for (id, place) in diwoo.leave_out.iter().filter(|(id, _)| !ids().any(|known| known == id)) {
        if !dossier.is_broken(&format!("content/letters/{id}/")) {
            problems.add(kinds::unknown_letter(place.clone(), id, nearest(id, ids())));
        }
    }
}
