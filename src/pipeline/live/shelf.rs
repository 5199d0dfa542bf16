//! The data files of a state, each made when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::export;
use crate::model::dossier::Dossier;
use crate::pipeline::Resolved;
use crate::render::{self, Listing};
use crate::site::{Shelf, Sink};
use crate::theme::Theme;

/// What data files are made from.
pub(super) struct Data<'a> {
    /// What was worked out of the dossier.
    pub(super) resolved: &'a Resolved,
    /// The dossier.
    pub(super) dossier: &'a Dossier,
    /// The theme.
    pub(super) theme: &'a Theme,
    /// The pages of the site, once they were wanted.
    pub(super) listing: OnceLock<Listing>,
}

impl Data<'_> {
    /// Puts all data files.
    pub(super) fn put(&self, sink: &dyn Sink) {
        export::DataFiles::new(&self.resolved.export_inputs((self.dossier, self.theme), self.listing())).put(sink);
    }

    /// The pages of the site; planned when they are first wanted, as that takes long.
    pub(super) fn listing(&self) -> &Listing {
        self.listing.get_or_init(|| {
            // No page is made for this, so no data file is wanted.
            let none = BTreeMap::new();
            render::listing(&self.resolved.render_inputs((self.dossier, self.theme), &none))
        })
    }
}

impl Shelf for Data<'_> {
    fn find(&self, path: &str) -> Option<Cow<'_, str>> {
        let inputs = |listing| self.resolved.export_inputs((self.dossier, self.theme), listing);
        if export::lists_pages(path) {
            return export::file(&inputs(self.listing()), path).map(Cow::from);
        }
        let none = Listing::default();
        let found = export::file(&inputs(&none), path);
        found.map(Cow::from)
    }

    fn paths(&self) -> Vec<String> {
        export::paths(&self.resolved.export_inputs((self.dossier, self.theme), self.listing()))
    }
}
