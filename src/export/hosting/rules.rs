//! What a host has to do, whichever it is.

use crate::export::Inputs;
use crate::model::hosting::Compression;
use crate::render::PageEntry;
use crate::site::routes::{not_found_path, source_path};

/// A type of files, by the endings of their names.
pub(super) struct Type {
    /// The endings.
    pub(super) endings: &'static [&'static str],
    /// The media type.
    pub(super) name: &'static str,
    /// Whether it is text, and so in UTF-8.
    pub(super) is_text: bool,
}

impl Type {
    /// The type with its character set.
    pub(super) fn full(&self) -> String {
        if self.is_text { format!("{}; charset=utf-8", self.name) } else { self.name.to_owned() }
    }
}

/// A type of text.
const fn text(endings: &'static [&'static str], name: &'static str) -> Type {
    Type { endings, name, is_text: true }
}

/// A type of other files.
const fn other(endings: &'static [&'static str], name: &'static str) -> Type {
    Type { endings, name, is_text: false }
}

/// The types of all files that a site can have.
pub(super) const TYPES: &[Type] = &[
    text(&["html"], "text/html"),
    text(&["css"], "text/css"),
    text(&["js"], "text/javascript"),
    text(&["json"], "application/json"),
    text(&["csv"], "text/csv"),
    text(&["txt", "conf"], "text/plain"),
    text(&["xml"], "application/xml"),
    text(&["svg"], "image/svg+xml"),
    text(&["bib"], "application/x-bibtex"),
    text(&["ris"], "application/x-research-info-systems"),
    other(&["pdf"], "application/pdf"),
    other(&["doc"], "application/msword"),
    other(&["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    other(&["odt"], "application/vnd.oasis.opendocument.text"),
    other(&["rtf"], "application/rtf"),
    other(&["eml"], "message/rfc822"),
    other(&["msg"], "application/vnd.ms-outlook"),
    other(&["png"], "image/png"),
    other(&["jpg", "jpeg"], "image/jpeg"),
    other(&["tif", "tiff"], "image/tiff"),
    other(&["webp"], "image/webp"),
    other(&["ico"], "image/x-icon"),
    other(&["woff2"], "font/woff2"),
    other(&["gz"], "application/gzip"),
    other(&["zip"], "application/zip"),
];

/// What a host has to do.
pub(super) struct Rules<'a> {
    /// Where the site begins on its host: `/` or `/folder/`.
    pub(super) prefix: String,
    /// Headers of every answer, but that for caching.
    pub(super) headers: Vec<(&'static str, String)>,
    /// The theme's files, which are named by what they hold.
    pub(super) assets: Vec<&'a str>,
    /// Former addresses with those that replaced them, from the site's root.
    pub(super) redirects: Vec<(&'a str, &'a str)>,
    /// Folders that have a page of their own for what does not exist there, with that page.
    pub(super) missing: Vec<(String, String)>,
    /// Sources in another character set than UTF-8: none is told, so that a browser looks for itself.
    pub(super) unmarked: Vec<String>,
    /// How files are packed in advance.
    pub(super) compress: &'a [Compression],
}

/// The header that says how long an answer may be kept.
pub(super) const CACHING: &str = "Cache-Control";

/// What it says by default: a browser may keep an answer, but must ask whether it is new.
///
/// That holds for the search files too: they load one another by names that stay the same, as pages do, so that a new index is found.
pub(super) const ASKED: &str = "no-cache";

/// What it says of the theme's files, which lie under names that change with what they hold: keep them for a year, and ask nothing.
/// That nothing lies at an address is never said with it, as a file may come to lie there.
pub(super) const KEPT: &str = "public, max-age=31536000, immutable";

/// The page for what does not exist anywhere.
pub(super) const MISSING: &str = "404.html";

/// What a host that is only reached over HTTPS can add; a publisher must be sure of that, as browsers remember it.
pub(super) const HSTS: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

impl<'a> Rules<'a> {
    /// Works out the rules of a site.
    pub(super) fn new(inputs: &Inputs<'a>) -> Self {
        let settings = &inputs.dossier.settings;
        let lasting = |page: &'a PageEntry| Some((page.path.as_str(), page.to.as_ref()?.as_str()));
        let sources = inputs.dossier.letters.iter().filter(|letter| !letter.source.is_text());
        let missing = |lang| {
            let page = not_found_path(Some(lang)).to_string();
            (page.trim_end_matches(MISSING).to_owned(), page)
        };
        Self {
            prefix: prefix(settings.base_url.as_deref()),
            headers: headers(inputs.policy.as_deref()),
            assets: inputs.assets.iter().map(|(_, asset)| asset.path.as_str()).collect(),
            redirects: inputs.listing.pages.iter().filter_map(lasting).collect(),
            missing: settings.languages.iter().map(missing).collect(),
            unmarked: sources.map(source_path).filter(|path| path.ends_with(".txt")).collect(),
            compress: &settings.hosting.compress,
        }
    }

    /// The headers of every answer but those with the theme's files.
    pub(super) fn default_headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.headers.iter().map(|(name, value)| (*name, value.as_str())).chain([(CACHING, ASKED)])
    }

    /// The media types of text, as one list.
    pub(super) fn text_types() -> impl Iterator<Item = &'static str> {
        TYPES.iter().filter(|kind| kind.is_text).map(|kind| kind.name)
    }
}

/// Where a site begins on its host: at the root unless its address says another folder.
fn prefix(base: Option<&str>) -> String {
    let path = base.and_then(|base| base.splitn(4, '/').nth(3)).unwrap_or_default();
    format!("/{path}")
}

/// The headers of every answer, but that for caching.
fn headers(policy: Option<&str>) -> Vec<(&'static str, String)> {
    let policy = policy.map(|policy| format!("{policy}; ")).unwrap_or_default();
    vec![
        ("Content-Security-Policy", format!("{policy}frame-ancestors 'none'")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "same-origin".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()".to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_begins_where_its_address_says() {
        let found = [None, Some("https://x.example/"), Some("https://x.example:8080/a/b/")].map(prefix);
        assert_eq!(found, ["/", "/", "/a/b/"]);
    }
}
