//! The links of a copy's pages: each leads to a file of the site, and to an anchor that is there.

use super::Report;
use super::contents::Contents;
use crate::copy::Copy;
use crate::site::{SitePath, page};

/// Checks all links.
pub(super) fn check(copy: &Copy, contents: &Contents, prefix: &str, report: &mut Report) {
    for (path, facts) in &contents.pages {
        report.checked.links += facts.n_links;
        for link in facts.links.iter() {
            if !leads(copy, contents, (path, link)) {
                let at = format!("{prefix}{}", copy.of_site(path.as_str()));
                report.fault("broken-link", &at, format!("the link `{link}` leads to nothing"));
            }
        }
    }
}

/// Whether a link of a page leads somewhere, as it is written or without its signs for other signs.
fn leads(copy: &Copy, contents: &Contents, (path, link): (&SitePath, &str)) -> bool {
    let to = |link: &str| {
        page::resolve(path, link).is_some_and(|(file, anchor)| {
            let in_copy = copy.of_site(file.as_str());
            let leads = match anchor {
                Some(anchor) => contents.pages.get(&file).is_some_and(|facts| facts.anchors.contains(&anchor)),
                None => copy.has(&in_copy),
            };
            // Of what cannot be read nobody knows what it has.
            leads || contents.is_told(&in_copy)
        })
    };
    to(link) || decoded(link).is_some_and(|link| to(&link))
}

/// A link with its `%20` and such read; nothing where it has none, or is then no text.
fn decoded(link: &str) -> Option<String> {
    if !link.contains('%') {
        return None;
    }
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}
