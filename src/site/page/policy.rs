//! What the pages' security policy forbids: code in a page, and requests to other hosts.

use super::scan::Tag;

/// Elements that hold or load what could run.
const ELEMENTS: &[&str] = &["style", "iframe", "object", "embed", "base", "frame"];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "action", "formaction", "xlink:href", "data", "poster"];

/// Types of scripts that are data.
const DATA: &[&str] = &["application/ld+json", "application/json"];

/// Attributes whose address is asked for as soon as the page is shown.
const SHOWN: &[&str] = &["src", "srcset", "poster", "data"];

/// Code in a tag: what it is, and the words by which it can be found.
pub(super) fn code(tag: &Tag<'_>) -> Vec<(String, String)> {
    let name = tag.name.as_ref();
    let mut found = Vec::new();
    let is_data = || tag.attribute("type").is_some_and(|kind| DATA.contains(&kind));
    if ELEMENTS.contains(&name) || name == "script" && tag.attribute("src").is_none() && !is_data() {
        found.push((format!("an element `<{name}>`"), format!("<{name}")));
    }
    for (key, value) in tag.attributes.iter().filter(|(key, _)| may_matter(key)) {
        let key = key.as_ref();
        if key.starts_with("on") || matches!(key, "style" | "srcdoc") {
            found.push((format!("an attribute `{key}`"), format!("{key}=")));
        } else if ADDRESSES.contains(&key) && runs(value) {
            found.push((format!("an address `{value}`"), value.to_string()));
        }
    }
    found
}

/// Whether an attribute can hold code or an address, as its first letter tells: most cannot.
fn may_matter(key: &str) -> bool {
    matches!(key.as_bytes(), [b'h' | b's' | b'a' | b'f' | b'x' | b'd' | b'p' | b'o', ..])
}

/// Whether an address runs code, as browsers read it: without blanks and control characters, in any case.
fn runs(address: &str) -> bool {
    if !address.contains(':') {
        return false;
    }
    let address: String = address.chars().filter(|char| !char.is_whitespace() && !char.is_control()).collect();
    let address = address.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| address.starts_with(scheme))
}

/// Full addresses that a tag makes the browser ask for.
pub(super) fn requests<'a>(tag: &'a Tag<'_>) -> impl Iterator<Item = String> + 'a {
    let is_loaded = tag.name == "link" && !tag.attribute("rel").is_some_and(|rel| matches!(rel, "canonical" | "alternate"));
    let is_shown = move |key: &str| SHOWN.contains(&key) || is_loaded && key == "href";
    let addresses = tag.attributes.iter().filter(move |(key, _)| may_matter(key) && is_shown(key)).map(|(_, value)| value.as_ref());
    addresses.filter(|address| address.contains("://") || address.starts_with("//")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;

    /// What is found in the tags of a piece of HTML.
    fn found(html: &str) -> Vec<String> {
        let mut all = Vec::new();
        scan::tags(html, &mut |tag| all.extend(code(tag).into_iter().map(|(what, _)| what).chain(requests(tag))));
        all
    }

    #[test]
    fn code_is_found_however_it_is_written() {
        for html in [
            "<script>x</script>",
            "<SCRIPT type=module>x</SCRIPT>",
            "<style>x</style>",
            "<p style='color:red'>",
            "<p ONclick=x>",
            "<a href=' java\nscript:x'>",
            "<a href='&#106;avascript:x'>",
            "<svg><a xlink:href='JavaScript:x'>",
            "<img src='data:image/svg+xml,x'>",
            "<iframe srcdoc=x>",
            "<base href=x>",
            "<img src=//x.example/a.png>",
            "<link rel=stylesheet href='https://x.example/a.css'>",
        ] {
            assert!(!found(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn no_attribute_that_matters_is_looked_past() {
        assert!(ADDRESSES.iter().chain(SHOWN).chain(&["onclick", "style", "srcdoc"]).all(|key| may_matter(key)));
        assert!(!may_matter("class") && !may_matter(""));
    }

    #[test]
    fn what_the_policy_allows_is_left_alone() {
        let html = "<script src=a.js defer></script><script type=application/ld+json>{}</script><a href=https://x.example/?javascript:>\
                    <link rel=canonical href=https://x.example/><p lang=nl data-on=x>javascript:";
        assert_eq!(found(html), Vec::<String>::new());
    }
}
