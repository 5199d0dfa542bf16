//! Metadata that Dutch law asks of a public body, where it settles what only it can: sitemaps for the Woo-index, records for archives.

mod diwoo;
mod formats;
mod mdto;

use super::Inputs;

/// Where the records for archives lie.
pub(super) const MDTO: &str = "data/mdto/";

/// Whether a path can be that of such a file.
#[must_use]
pub fn has(path: &str) -> bool {
    path.starts_with(MDTO) || path.starts_with(diwoo::INDEX) || path.starts_with(diwoo::SITEMAP)
}

/// The files, by path.
#[must_use]
pub fn files(inputs: &Inputs<'_>) -> Vec<(String, String)> {
    let mut files = diwoo::files(inputs);
    files.extend(mdto::files(inputs));
    files
}

/// The full addresses of what the Woo-index reads first.
pub(super) fn indexes(inputs: &Inputs<'_>) -> Vec<String> {
    let base = inputs.dossier.settings.base_url.as_deref().unwrap_or_default();
    let files = diwoo::files(inputs).into_iter().map(|(path, _)| path);
    files.filter(|path| path.starts_with(diwoo::INDEX)).map(|path| format!("{base}{path}")).collect()
}

/// A moment of a day that only the day is known of: its beginning, in the time of the place, which is told no zone.
pub(super) fn beginning(day: &str) -> String {
    format!("{day}T00:00:00")
}

/// The opening of a file.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
