//! Where links lead: to a place in the same PDF, to another site, or nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::Element;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// To a named place in the same PDF.
    Inside(String),
    /// To an address.
    Outside(String),
}

/// The pages of a PDF and the names of the places in them.
#[derive(Debug, Default)]
pub struct Places<'a> {
    /// By the page's path: what the names of its places begin with.
    prefixes: BTreeMap<&'a str, String>,
    /// The places that pages have, by path and id.
    ids: BTreeSet<(&'a str, String)>,
    /// The address of the site, ending in `/`.
    base_url: Option<&'a str>,
}

impl<'a> Places<'a> {
    /// No pages yet.
    pub fn new(base_url: Option<&'a str>) -> Self {
        Self { base_url, ..Self::default() }
    }

    /// Takes a page.
    pub fn add(&mut self, path: &'a str, prefix: String, page: &Element) {
        self.prefixes.insert(path, prefix);
        page.each(&mut |element| {
            if let Some(id) = element.attribute("id") {
                self.ids.insert((path, id.to_owned()));
            }
        });
    }

    /// The name of a place on a page; with an empty id, of its beginning.
    pub fn name(&self, path: &str, id: &str) -> String {
        let prefix = self.prefixes.get(path).map(String::as_str).unwrap_or_default();
        match (prefix, id) {
            ("", "") => "letter".to_owned(),
            (prefix, "") => prefix.trim_end_matches('-').to_owned(),
            (prefix, id) => format!("{prefix}{id}"),
        }
    }

    /// Where a link of a page leads.
    pub fn target(&self, path: &str, href: &str) -> Option<Target> {
        if ["http:", "https:", "mailto:"].iter().any(|scheme| href.starts_with(scheme)) {
            return Some(Target::Outside(href.to_owned()));
        }
        let (to, id) = href.split_once('#').unwrap_or((href, ""));
        let to = if to.is_empty() { path.to_owned() } else { resolved(path, to) };
        if self.prefixes.contains_key(to.as_str()) {
            let is_known = id.is_empty() || self.ids.contains(&(to.as_str(), id.to_owned()));
            return Some(Target::Inside(self.name(&to, if is_known { id } else { "" })));
        }
        let fragment = if id.is_empty() { String::new() } else { format!("#{id}") };
        self.base_url.map(|base| Target::Outside(format!("{base}{to}{fragment}")))
    }
}

/// The path that a relative link of a page leads to, from the site's root.
fn resolved(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::pdf::markup;

    #[test]
    fn links_lead_inside_or_to_addresses() {
        let page = markup::read("<p id=p1>a</p>");
        let mut places = Places::new(None);
        places.add("nl/brieven/a.html", "a-".to_owned(), &page);
        places.add("nl/index.html", "home-".to_owned(), &page);
        let target = |href| places.target("nl/brieven/a.html", href);
        let inside = |name: &str| Some(Target::Inside(name.to_owned()));
        assert_eq!(target("#p1"), inside("a-p1"));
        assert_eq!(target("../index.html"), inside("home"));
        assert_eq!(target("../index.html#p1"), inside("home-p1"));
        assert_eq!(target("../index.html#p2"), inside("home"));
        assert_eq!(target("b.html#p1"), None);
        assert_eq!(target("https://example.org/"), Some(Target::Outside("https://example.org/".to_owned())));
        let with_base = Places { base_url: Some("https://example.org/x/"), ..places };
        let expected = Target::Outside("https://example.org/x/nl/brieven/b.html#p1".to_owned());
        assert_eq!(with_base.target("nl/brieven/a.html", "b.html#p1"), Some(expected));
    }
}
