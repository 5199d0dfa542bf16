//! The ledger as something to cite: a set of data with a version and a day of publication.

use crate::export::Inputs;
use crate::model::date::{Edtf, Moment};
use crate::model::locale::Locale;

/// The ledger in the words of one language.
pub(super) struct Dataset<'a> {
    /// What belongs to the language.
    pub(super) locale: &'a Locale,
    /// The citation's key. A letter's id has no colon, so that no letter has it.
    pub(super) key: String,
    /// The title.
    pub(super) title: String,
    /// The version.
    pub(super) version: &'a str,
    /// The day of publication.
    pub(super) published: Option<Moment>,
    /// The full address of the funding page, where the site has one.
    pub(super) url: Option<String>,
}

/// The ledger in each language; none where it is empty.
pub(super) fn all<'a>(inputs: &Inputs<'a>) -> Vec<Dataset<'a>> {
    let settings = &inputs.dossier.settings;
    let locales = settings.languages.iter().filter_map(|lang| inputs.locales.get(lang));
    let dataset = |locale: &'a Locale| Dataset {
        locale,
        key: format!("ledger:{}", locale.lang),
        title: locale.fill("dataset.title", &[("title", settings.title.text(&locale.lang))]),
        version: &settings.version,
        published: Edtf::parse(&settings.published).ok().and_then(|date| date.certain()),
        url: settings.base_url.as_ref().and_then(|base| Some(format!("{base}{}", inputs.routes.page("funding", &locale.lang)?))),
    };
    if inputs.ledger.amounts.is_empty() { Vec::new() } else { locales.map(dataset).collect() }
}
