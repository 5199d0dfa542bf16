//! `sitemap.xml` (sitemaps.org 0.9) with reciprocal `hreflang` links, for sites with a base URL; split by number above 500 kB.
//!
//! The choice of language stands with the home pages as `x-default`: it is for readers of every other language. Other pages have none.

use std::collections::BTreeMap;

use super::Inputs;
use crate::render::PageEntry;

/// The most bytes of one sitemap.
const MOST_BYTES: usize = 500_000;

/// The opening of a file of addresses.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                    xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";

/// The sitemap, by path; nothing without a base URL.
#[must_use]
pub fn files(inputs: &Inputs<'_>) -> Vec<(String, String)> {
    let Some(base) = &inputs.dossier.settings.base_url else { return Vec::new() };
    let listed: Vec<&PageEntry> = inputs.listing.pages.iter().filter(|page| is_listed(page)).collect();
    let mut same: BTreeMap<(String, Option<String>), Vec<&PageEntry>> = BTreeMap::new();
    for page in &listed {
        same.entry(key(page)).or_default().push(page);
    }
    let entries: Vec<String> = listed.iter().map(|page| entry(base, page, same.get(&key(page)).map_or(&[], Vec::as_slice))).collect();
    let parts = parts(&entries);
    match parts.as_slice() {
        [only] => vec![("sitemap.xml".to_owned(), only.clone())],
        _ => {
            let names: Vec<String> = (1..=parts.len()).map(|number| format!("sitemap-{number}.xml")).collect();
            let index = index(base, &names);
            names.into_iter().zip(parts).chain([("sitemap.xml".to_owned(), index)]).collect()
        }
    }
}

/// Whether a page is for search engines: not a former address, a stub or an error.
fn is_listed(page: &PageEntry) -> bool {
    !matches!(page.kind.as_str(), "redirect" | "stub" | "not-found")
}

/// What pages of the same content in several languages share.
fn key(page: &PageEntry) -> (String, Option<String>) {
    let kind = if page.kind == "choice" { "home" } else { &page.kind };
    (kind.to_owned(), page.letter.as_ref().map(ToString::to_string))
}

/// The entry of a page; lists that are split have no counterpart page by page, so no alternates.
fn entry(base: &str, page: &PageEntry, same: &[&PageEntry]) -> String {
    let mut text = format!("<url><loc>{base}{}</loc>", page.path);
    let mut langs: Vec<_> = same.iter().map(|page| page.lang.as_ref()).collect();
    langs.sort();
    langs.dedup();
    if langs.len() == same.len() && same.len() > 1 {
        for other in same {
            let lang = other.lang.as_ref().map_or("x-default", |lang| lang.tag());
            text.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{base}{}\"/>", other.path));
        }
    }
    text.push_str("</url>\n");
    text
}

/// The entries in files of at most the size that is allowed.
fn parts(entries: &[String]) -> Vec<String> {
    let mut parts = vec![HEAD.to_owned()];
    for entry in entries {
        let is_full = parts.last().is_some_and(|part| part.len() + entry.len() > MOST_BYTES && part.len() > HEAD.len());
        if is_full {
            parts.push(HEAD.to_owned());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(entry);
        }
    }
    for part in &mut parts {
        part.push_str("</urlset>\n");
    }
    parts
}

/// The index of several files.
fn index(base: &str, names: &[String]) -> String {
    let mut text =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for name in names {
        text.push_str(&format!("<sitemap><loc>{base}{name}</loc></sitemap>\n"));
    }
    text.push_str("</sitemapindex>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_sitemap_is_split() {
        let entries = vec!["x".repeat(300_000); 3];
        let parts = parts(&entries);
        assert_eq!(parts.len(), 3);
        assert!(parts.iter().all(|part| part.starts_with("<?xml") && part.ends_with("</urlset>\n")));
        assert_eq!(super::parts(&["y".to_owned()]).len(), 1);
    }
}
