//! Rules for Netlify, and for Cloudflare, which reads the same two files. Both publish a folder as the root of a host.
//!
//! Where several rules hold for an address, Cloudflare gives it the headers of all, and joins values of one header with a comma
//! (<https://developers.cloudflare.com/pages/configuration/headers/>); which of them holds at Netlify, its documentation does not say
//! (<https://docs.netlify.com/manage/routing/headers/>). So no two rules here name one header for one address, which both read alike.
//! What may be kept for long is named file by file: Cloudflare sends the headers of a rule with the page for what does not exist too
//! (<https://github.com/sveltejs/kit/issues/16615>), and under a rule for the folder a browser would keep for a year that a file is not
//! there. For all else both say by themselves what `no-cache` says, as `public, max-age=0, must-revalidate`
//! (<https://developers.cloudflare.com/workers/static-assets/headers/>, <https://github.com/netlify/context-and-tools/blob/main/skills/netlify-caching/SKILL.md>).

use super::rules::{CACHING, HSTS, KEPT, Rules, TYPES};

/// Types that these hosts may not know.
const RARE: &[&str] = &["bib", "ris"];

/// How many of the theme's files are named at most: Cloudflare takes no more than 100 rules. A browser asks for the others each time.
const MAX_ASSETS: usize = 90;

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
    for path in rules.assets.iter().take(MAX_ASSETS) {
        headers.push_str(&format!("/{path}\n  {CACHING}: {KEPT}\n"));
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
