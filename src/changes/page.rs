//! The text pages of two sites, the publisher's own part of their other pages, and the text that a page shows.

use std::collections::BTreeMap;

use serde_json::Value;

use super::side::{Side, text as text_of};
use super::{Change, Fault, PageChange, reader, words};
use crate::site::SitePath;
use crate::site::assets::without_digest;
use crate::site::page::resolve;
use crate::site::routes::{KINDS, SINGLE_PAGES};

/// What `not_compared` calls pages of which a copy has no file.
const PAGES: &str = "pages";

/// The kind and the language of a page.
type Name = (String, String);

/// A page that a site lists: its path and its title.
type Listed = (String, String);

/// Which text pages differ, and which other pages in what the publisher wrote there.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>, not_compared: &mut Vec<String>) -> Result<Vec<PageChange>, Fault> {
    let (before, after) = (listed(old), listed(new));
    let mut changes = Vec::new();
    let names = after.keys().chain(before.keys().filter(|name| !after.contains_key(*name)));
    for name in names {
        let (was, now) = (before.get(name), after.get(name));
        let has_title = was.is_some() && now.is_some();
        let (Some(old_text), Some(new_text)) = (written(old, name, (was, has_title))?, written(new, name, (now, has_title))?) else {
            // A copy of the data alone lists the pages, and has none.
            if !not_compared.iter().any(|field| field == PAGES) {
                not_compared.push(PAGES.to_owned());
            }
            continue;
        };
        let change = match (was, now) {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            _ => Change::Changed,
        };
        // Of a page that the program makes nothing is told but the publisher's words on it.
        let is_told = is_text(&name.0) && was.map(|(path, _)| path) != now.map(|(path, _)| path);
        if is_told || old_text != new_text {
            let (path, title) = now.or(was).cloned().unwrap_or_default();
            let (kind, lang) = name.clone();
            changes.push(PageChange { kind, lang, change, title, path, pieces: words::pieces(&old_text, &new_text) });
        }
    }
    Ok(changes)
}

/// What the publisher wrote on a page; nothing of one that the site does not list, and none where its file is not there. The title is of
/// it where there is an introduction, or where both sites have the page.
fn written(side: &Side<'_>, (kind, _): &Name, (listed, has_title): (Option<&Listed>, bool)) -> Result<Option<String>, Fault> {
    let Some((path, title)) = listed else { return Ok(Some(String::new())) };
    let Some(html) = side.page(path)? else { return Ok(None) };
    let target = |link: &str| target(side, path, link);
    if is_text(kind) {
        return Ok(Some(text(&html, &target)));
    }
    let own = reader::own(&html, &target);
    Ok(Some(if own.is_empty() && !has_title { own } else { format!("{title}\n{own}").trim_end().to_owned() }))
}

/// The pages of a site with text of the publisher, by name and language: of one in parts the first.
fn listed(side: &Side<'_>) -> BTreeMap<Name, Listed> {
    let pages = side.list("pages").iter().filter_map(Value::as_object);
    let pages = pages.map(|page| (text_of(page, "kind"), page));
    let mut listed = BTreeMap::new();
    for (kind, page) in pages.filter(|(kind, page)| !KINDS.contains(&kind.as_str()) && page.contains_key("lang")) {
        let name = (kind, text_of(page, "lang"));
        listed.entry(name).or_insert_with(|| (text_of(page, "path"), text_of(page, "title")));
    }
    listed
}

/// Whether pages of a kind are texts of the publisher alone; on others only their introduction is.
fn is_text(kind: &str) -> bool {
    let is_made = matches!(kind, "home" | "letters") || SINGLE_PAGES.contains(&kind);
    matches!(kind, "about" | "data") || !is_made
}

/// What a link of a page leads to, named so that it is the same as long as it leads to the same: a letter by its id, a record by its
/// anchor. Nothing of one that stays on the page.
fn target(side: &Side<'_>, page: &str, link: &str) -> Option<String> {
    if link.starts_with('#') {
        return None;
    }
    let Some((file, anchor)) = resolve(&SitePath::new(page), link) else { return Some(link.to_owned()) };
    let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    let name = side.name_of(file.as_str());
    Some(match name {
        Some(name) if name.starts_with("letter:") => format!("{name}{anchor}"),
        // A record can move to another part of its list.
        _ if !anchor.is_empty() => anchor,
        Some(name) => name.to_owned(),
        None => without_digest(file.as_str()),
    })
}

/// The text that a page shows between header and footer, a line for each paragraph; all of it where a theme does not say where that is.
/// After each link stands what it leads to.
pub(super) fn text(html: &str, target: &dyn Fn(&str) -> Option<String>) -> String {
    let main = reader::main(html, target);
    if main.is_empty() { reader::whole(html, target) } else { main }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_page_is_that_of_its_main_part() {
        let text = |html| text(html, &|_| None);
        let html =
            "<title>T</title><header>Menu</header><main><h1>A <b>b</b>c</h1>\n<p>d\n e</p><script>x()</script></main><footer>v1</footer>";
        assert_eq!(text(html), "A bc\nd e");
        assert_eq!(text("<p>a</p><p>b"), "a\nb");
        assert_eq!(text("<main><script>for(i=0;i<n;i++){}</script><p>a<style>b<c{}</style></main>"), "a");
        let excerpt = "<main><figure><figcaption>F</figcaption><pre>x</pre></figure><figure><pre>y</pre></figure></main>";
        assert_eq!(text(excerpt), "F\ny");
    }
}
