//! Rules for Netlify, and for Cloudflare, which reads the same two files. Both publish a folder as the root of a host.

use super::rules::{HSTS, Rules, TYPES};

/// Types that these hosts may not know.
const RARE: &[&str] = &["bib", "ris"];

/// The files, for one of the two hosts or for both.
pub(super) fn files(rules: &Rules<'_>, (is_netlify, is_cloudflare): (bool, bool)) -> Vec<(String, String)> {
    let mut headers = "/*\n".to_owned();
    for (name, value) in &rules.headers {
        headers.push_str(&format!("  {name}: {value}\n"));
    }
    let (name, value) = HSTS;
    headers.push_str(&format!("  # If the host is only ever reached over HTTPS:\n  # {name}: {value}\n"));
    for kind in TYPES.iter().filter(|kind| kind.endings.iter().any(|ending| RARE.contains(ending))) {
        let ending = kind.endings.first().copied().unwrap_or_default();
        headers.push_str(&format!("/*.{ending}\n  Content-Type: {}\n", kind.full()));
    }
    // Netlify shows the page that lies at a former address unless the rule is forced; Cloudflare knows no such mark, and needs none.
    let mark = if is_netlify && !is_cloudflare { "!" } else { "" };
    let mut redirects: String = rules.redirects.iter().map(|(from, to)| format!("/{from} /{to} 301{mark}\n")).collect();
    if is_netlify {
        // Cloudflare finds the nearest page by itself, and leaves lines alone that it does not know.
        redirects.extend(rules.missing.iter().map(|(folder, page)| format!("/{folder}* /{page} 404\n")));
    }
    vec![("_headers".to_owned(), headers), ("_redirects".to_owned(), redirects)]
}
