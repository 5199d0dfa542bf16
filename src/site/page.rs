//! The facts of a finished page that others rely on: its links, its anchors, and the check that each link leads somewhere.

mod anchors;
mod links;
mod policy;
mod scan;
mod tokens;

use std::borrow::Cow;

use rayon::prelude::*;

use super::{PathMap, PathSet, SitePath};
use crate::model::place::Place;
use crate::problem::{Problems, kinds};
pub use anchors::Anchors;
pub use links::Links;
pub use tokens::tokens;

/// Between what the text stands that the publisher wrote on a page that the program makes. Browsers show neither.
pub const OWN_TEXT: (&str, &str) = ("<!--own-->", "<!--/own-->");

/// What a finished page links to and can be linked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The values of `href` and `src`, each once and in order, without those of other hosts and those that lead to an id of the page.
    pub links: Links,
    /// How many links there were, each counted once, those that lead to an id of the page among them.
    pub n_links: usize,
    /// The ids.
    pub anchors: Anchors,
    /// Ids that occur twice.
    pub repeated: Vec<String>,
    /// Code in the page: what it is, and as written.
    pub code: Vec<(String, String)>,
    /// Full addresses of what the page shows or runs.
    pub requests: Vec<String>,
}

/// Reads the facts of a page.
#[must_use]
pub fn facts(html: &str) -> Facts {
    let mut facts = Facts::default();
    let (mut links, mut ids): (Vec<Cow<'_, str>>, Vec<Cow<'_, str>>) = (Vec::new(), Vec::new());
    scan::tags(html, &mut |tag| {
        policy::look(tag, &mut facts.code, &mut facts.requests);
        for (name, value) in &tag.attributes {
            match name.as_ref() {
                "id" => ids.push(value.clone()),
                "href" | "src" | "action" | "poster" | "data" if !is_outside(value) => links.push(value.clone()),
                _ => {}
            }
        }
    });
    let (anchors, repeated) = Anchors::new(&ids);
    links.sort_unstable();
    links.dedup();
    facts.n_links = links.len();
    links.retain(|link| link.strip_prefix('#').is_none_or(|id| !anchors.contains(id)));
    facts.links = Links::new(&links);
    facts.repeated = repeated.into_iter().map(str::to_owned).collect();
    facts.anchors = anchors;
    facts
}

/// Whether an address leads out of the site.
fn is_outside(address: &str) -> bool {
    // Most begin with another letter or sign.
    matches!(address.as_bytes().first(), Some(b'h' | b'm'))
        && ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

/// What a link on a page leads to: the file, and the anchor in it. `None` if it leaves the site's folder or is not relative.
#[must_use]
pub fn resolve(page: &SitePath, link: &str) -> Option<(SitePath, Option<String>)> {
    let mut file = String::new();
    let anchor = lead(page, link, &mut file)?;
    Some((SitePath::new(file), anchor.map(str::to_owned)))
}

/// What a link on a page leads to: puts the file in the place of a text, and returns the anchor in it.
fn lead<'a>(page: &SitePath, link: &'a str, file: &mut String) -> Option<Option<&'a str>> {
    let (address, anchor) = link.split_once('#').map_or((link, None), |(address, anchor)| (address, Some(anchor)));
    let address = address.split('?').next().unwrap_or_default();
    let anchor = anchor.filter(|anchor| !anchor.is_empty());
    file.clear();
    file.push_str(page.as_str());
    if address.is_empty() {
        return Some(anchor);
    }
    if address.starts_with('/') || address.contains(':') {
        return None;
    }
    let out_of = |file: &mut String| file.truncate(file.rfind('/').unwrap_or_default());
    out_of(file);
    for part in address.split('/') {
        match part {
            ".." if file.is_empty() => return None,
            ".." => out_of(file),
            "." | "" => return None,
            name if file.is_empty() => file.push_str(name),
            name => file.extend(["/", name]),
        }
    }
    Some(anchor)
}

/// Says whether a page has an anchor.
pub type HasAnchor<'a> = dyn Fn(&str, &str) -> bool + Sync + 'a;

/// Finds where a link of a page was written.
pub type WrittenAt<'a> = dyn Fn(&SitePath, &str) -> Place + 'a;

/// Finds the record that gives a page an anchor, if one does.
pub type RecordOf<'a> = dyn Fn(&SitePath, &str) -> Option<Place> + 'a;

/// Reports links that lead to nothing, and anchors that occur twice. `files` are all paths of the site; `has_anchor` says whether a page
/// has an anchor, `place` where a link of a page was written, and `record` which record gives it an anchor.
pub fn check(
    pages: &PathMap<Facts>,
    (files, has_anchor): (&PathSet, &HasAnchor<'_>),
    (place, record): (&WrittenAt<'_>, &RecordOf<'_>),
    problems: &mut Problems,
) {
    let mut pages: Vec<(&SitePath, &Facts)> = pages.iter().collect();
    pages.par_sort_unstable_by_key(|(page, _)| *page);
    let broken = pages.par_iter().map_init(String::new, |file, page| broken(*page, file, (files, has_anchor)));
    for ((page, facts), broken) in pages.iter().zip(broken.collect::<Vec<_>>()) {
        for anchor in &facts.repeated {
            problems.add(match record(page, anchor) {
                Some(record) => kinds::taken_id(record, anchor, page.as_str()),
                None => kinds::duplicate_anchor(place(page, anchor), anchor, page.as_str()),
            });
        }
        for (what, written) in &facts.code {
            problems.add(kinds::inline_code(place(page, written), what, page.as_str()));
        }
        for address in &facts.requests {
            problems.add(kinds::outside_request(place(page, address), address));
        }
        for link in broken {
            problems.add(kinds::broken_link(place(page, link), link, page.as_str()));
        }
    }
}

/// The links of a page that lead to nothing. `file` is a text whose room is used.
fn broken<'a>((page, facts): (&SitePath, &'a Facts), file: &mut String, (files, has_anchor): (&PathSet, &HasAnchor<'_>)) -> Vec<&'a str> {
    let mut leads = |link: &str| match link.strip_prefix('#') {
        Some(anchor) if !anchor.is_empty() => facts.anchors.contains(anchor),
        _ => lead(page, link, file).is_some_and(|anchor| match anchor {
            Some(anchor) => has_anchor(file, anchor),
            None => files.contains(file.as_str()),
        }),
    };
    facts.links.iter().filter(|link| !leads(link)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_links_and_anchors() {
        let facts = facts(
            r##"<p id="a">x<a href="#a">y</a><a href="#b">y</a><a href="b.html#c&amp;d">y</a><a href="https://x.example/">z</a><img src=i.png id=a>"##,
        );
        assert_eq!(facts.links.iter().collect::<Vec<_>>(), ["#b", "b.html#c&d", "i.png"]);
        assert_eq!(facts.n_links, 4);
        assert!(facts.anchors.contains("a") && !facts.anchors.contains("i.png"));
        assert_eq!(facts.repeated, ["a"]);
    }

    #[test]
    fn links_resolve_inside_the_site_only() {
        let resolved = |link: &str| resolve(&SitePath::new("nl/x/a.html"), link).map(|(file, anchor)| (file.to_string(), anchor));
        assert_eq!(resolved("../b.html#c"), Some(("nl/b.html".into(), Some("c".into()))));
        assert_eq!(resolved("#c"), Some(("nl/x/a.html".into(), Some("c".into()))));
        assert_eq!(resolved("b.html?q=1"), Some(("nl/x/b.html".into(), None)));
        assert_eq!(resolved("../../../b.html"), None);
        assert_eq!(resolved("/b.html"), None);
        assert_eq!(resolved("file:///b.html"), None);
    }

    #[test]
    fn links_to_nothing_are_reported() {
        let page = |html: &str| facts(html);
        let pages = PathMap::from_iter([
            (SitePath::new("a.html"), page(r##"<a href="b.html#x"></a><a href="b.html#y"></a><a href="c.html"></a>"##)),
            (SitePath::new("b.html"), page(r#"<p id="x"><p id="z"><p id="z">"#)),
        ]);
        let files = pages.keys().cloned().collect();
        let mut problems = Problems::default();
        let has_anchor = |page: &str, anchor: &str| pages.get(page).is_some_and(|facts| facts.anchors.contains(anchor));
        check(&pages, (&files, &has_anchor), (&|page, _| Place::of_path(page.as_str()), &|_, _| None), &mut problems);
        let found: Vec<&str> = problems.list.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            found,
            [
                "the link `b.html#y` on page `a.html` leads to nothing",
                "the link `c.html` on page `a.html` leads to nothing",
                "the anchor `z` occurs twice on page `b.html`"
            ]
        );
    }
}
