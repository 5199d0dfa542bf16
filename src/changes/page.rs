//! The text pages of two sites, and the text that a page shows.

use std::collections::BTreeMap;

use html5gum::Token;
use serde_json::Value;

use super::side::{Side, text as text_of};
use super::{Change, Fault, PageChange, words};
use crate::site::page::tokens;
use crate::site::routes::{KINDS, SINGLE_PAGES};

/// Elements whose text is not read.
const UNREAD: &[&[u8]] = &[b"script", b"style", b"template"];
/// Elements inside a line: their ends part no words.
const INLINE: &[&[u8]] = &[
    b"a", b"abbr", b"b", b"bdi", b"cite", b"code", b"del", b"dfn", b"em", b"i", b"ins", b"kbd", b"mark", b"q", b"s", b"small", b"span",
    b"strong", b"sub", b"sup", b"time", b"u", b"wbr",
];

/// A page that a site lists: its path and its title.
type Listed = (String, String);

/// Which text pages differ.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>) -> Result<Vec<PageChange>, Fault> {
    let (before, after) = (listed(old), listed(new));
    let mut changes = Vec::new();
    for ((kind, lang), (path, title)) in &after {
        let was = before.get(&(kind.clone(), lang.clone()));
        let before = was.map(|(path, _)| old.page(path)).transpose()?.flatten();
        let now = new.page(path)?.unwrap_or_default();
        let change = if was.is_some() { Change::Changed } else { Change::Added };
        let is_same = change == Change::Changed && before.as_ref() == Some(&now) && was.is_some_and(|(before, _)| before == path);
        if !is_same {
            changes.push(page_change((kind, lang), (path, title), change, (&before.unwrap_or_default(), &now)));
        }
    }
    for ((kind, lang), (path, title)) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        let was = old.page(path)?.unwrap_or_default();
        changes.push(page_change((kind, lang), (path, title), Change::Removed, (&was, "")));
    }
    Ok(changes)
}

/// What became of a page.
fn page_change((kind, lang): (&str, &str), (path, title): (&str, &str), change: Change, (old, new): (&str, &str)) -> PageChange {
    let own = str::to_owned;
    PageChange { kind: own(kind), lang: own(lang), change, title: own(title), path: own(path), pieces: words::pieces(old, new) }
}

/// The text pages of a site, by name and language.
fn listed(side: &Side<'_>) -> BTreeMap<(String, String), Listed> {
    let pages = side.list("pages").iter().filter_map(Value::as_object);
    let pages = pages.map(|page| (text_of(page, "kind"), page));
    let texts = pages.filter(|(kind, page)| is_text(kind) && page.contains_key("lang"));
    texts.map(|(kind, page)| ((kind, text_of(page, "lang")), (text_of(page, "path"), text_of(page, "title")))).collect()
}

/// Whether pages of a kind are texts of the publisher alone.
fn is_text(kind: &str) -> bool {
    let is_made = matches!(kind, "home" | "letters") || KINDS.contains(&kind) || SINGLE_PAGES.contains(&kind);
    matches!(kind, "about" | "data") || !is_made
}

/// The text that a page shows between header and footer, a line for each paragraph; all of it where a theme does not say where that is.
pub(super) fn text(html: &str) -> String {
    let main = read(html, true);
    if main.is_empty() { read(html, false) } else { main }
}

/// The text of a page, or of what it marks as its main part.
fn read(html: &str, is_main_only: bool) -> String {
    let (mut text, mut n_main, mut n_unread) = (String::new(), 0_usize, 0_usize);
    // Code with a caption is an excerpt of a data file, and no text of the publisher.
    let mut is_excerpt = false;
    let is_unread = |name: &[u8], is_excerpt: bool| UNREAD.contains(&name) || is_excerpt && name == b"pre";
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => {
                let name: &[u8] = &tag.name;
                n_main += usize::from(name == b"main");
                is_excerpt |= name == b"figcaption";
                n_unread += usize::from(is_unread(name, is_excerpt) && !tag.self_closing);
                part(&mut text, name);
            }
            Token::EndTag(tag) => {
                let name: &[u8] = &tag.name;
                n_main = n_main.saturating_sub(usize::from(name == b"main"));
                n_unread = n_unread.saturating_sub(usize::from(is_unread(name, is_excerpt)));
                is_excerpt &= name != b"figure";
                part(&mut text, name);
            }
            Token::String(string) if n_unread == 0 && (0 < n_main || !is_main_only) => {
                text.push_str(&String::from_utf8_lossy(&string).replace(['\n', '\r'], " "));
            }
            _ => {}
        }
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Parts what stands before a tag from what follows, unless it is one inside a line.
fn part(text: &mut String, name: &[u8]) {
    if !INLINE.contains(&name) {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_page_is_that_of_its_main_part() {
        let html =
            "<title>T</title><header>Menu</header><main><h1>A <b>b</b>c</h1>\n<p>d\n e</p><script>x()</script></main><footer>v1</footer>";
        assert_eq!(text(html), "A bc\nd e");
        assert_eq!(text("<p>a</p><p>b"), "a\nb");
        assert_eq!(text("<main><script>for(i=0;i<n;i++){}</script><p>a<style>b<c{}</style></main>"), "a");
        let excerpt = "<main><figure><figcaption>F</figcaption><pre>x</pre></figure><figure><pre>y</pre></figure></main>";
        assert_eq!(text(excerpt), "F\ny");
    }
}
