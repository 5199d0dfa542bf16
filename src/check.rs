//! Editorial rules over the resolved dossier, one file a rule.

mod addresses;
mod government;
mod pages;
mod texts;

use crate::model::dossier::Dossier;
use crate::problem::Problems;
use crate::site::routes::Routes;

/// Runs every rule.
pub fn run(dossier: &Dossier, routes: &Routes, problems: &mut Problems) {
    addresses::check(dossier, routes, problems);
    pages::check(dossier, routes, problems);
    texts::check(dossier, problems);
    government::check(dossier, problems);
}
