//! The data files of a state, each made when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::export;
use crate::model::dossier::Dossier;
use crate::pipeline::Resolved;
use crate::render::Listing;
use crate::site::Shelf;
use crate::theme::Theme;

/// What data files are made from.
pub(super) struct Data<'a> {
    /// What was worked out of the dossier.
    pub(super) resolved: &'a Resolved,
    /// The dossier.
    pub(super) dossier: &'a Dossier,
    /// The theme.
    pub(super) theme: &'a Theme,
    /// The pages of the site, as soon as they are planned.
    pub(super) listing: OnceLock<Listing>,
}

impl Data<'_> {
    /// All data files, by path.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        self.with_inputs(export::files).unwrap_or_default()
    }

    /// Makes something of all that data files are made of; nothing before the pages are planned.
    fn with_inputs<Made>(&self, make: impl FnOnce(&export::Inputs<'_>) -> Made) -> Option<Made> {
        let listing = self.listing.get()?;
        Some(make(&self.resolved.export_inputs((self.dossier, self.theme), listing)))
    }
}

impl Shelf for Data<'_> {
    fn find(&self, path: &str) -> Option<Cow<'_, str>> {
        self.with_inputs(|inputs| export::file(inputs, path))?.map(Cow::from)
    }

    fn paths(&self) -> Vec<String> {
        self.with_inputs(export::paths).unwrap_or_default()
    }
}
