//! What the pages' security policy forbids: code in a page, and requests to other hosts.

use html5gum::{HtmlString, StartTag};

/// Elements that hold or load what could run.
const ELEMENTS: &[&str] = &["style", "iframe", "object", "embed", "base", "frame"];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "action", "formaction", "xlink:href", "data", "poster"];

/// Types of scripts that are data.
const DATA: &[&str] = &["application/ld+json", "application/json"];

/// Attributes whose address is asked for as soon as the page is shown.
const SHOWN: &[&str] = &["src", "srcset", "poster", "data"];

/// Code in a tag: what it is, and the words by which it can be found.
pub(super) fn code(tag: &StartTag<()>) -> Vec<(String, String)> {
    let name = text(&tag.name);
    let mut found = Vec::new();
    let is_data = attribute(tag, "type").is_some_and(|kind| DATA.contains(&kind.as_str()));
    if ELEMENTS.contains(&name.as_str()) || name == "script" && attribute(tag, "src").is_none() && !is_data {
        found.push((format!("an element `<{name}>`"), format!("<{name}")));
    }
    for (key, value) in &tag.attributes {
        let (key, value) = (text(key), text(value));
        if key.starts_with("on") || matches!(key.as_str(), "style" | "srcdoc") {
            found.push((format!("an attribute `{key}`"), format!("{key}=")));
        } else if ADDRESSES.contains(&key.as_str()) && runs(&value) {
            found.push((format!("an address `{value}`"), value));
        }
    }
    found
}

/// Whether an address runs code, as browsers read it: without blanks and control characters, in any case.
fn runs(address: &str) -> bool {
    let address: String = address.chars().filter(|char| !char.is_whitespace() && !char.is_control()).collect();
    let address = address.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| address.starts_with(scheme))
}

/// Full addresses that a tag makes the browser ask for.
pub(super) fn requests(tag: &StartTag<()>) -> Vec<String> {
    let is_told = attribute(tag, "rel").is_some_and(|rel| matches!(rel.as_str(), "canonical" | "alternate"));
    let is_loaded = tag.name.as_slice() == b"link" && !is_told;
    let is_shown = |key: &str| SHOWN.contains(&key) || is_loaded && key == "href";
    let addresses = tag.attributes.iter().filter(|(key, _)| is_shown(&text(key))).map(|(_, value)| text(value));
    addresses.filter(|address| address.contains("://") || address.starts_with("//")).collect()
}

/// The value of an attribute.
fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.iter().find(|(key, _)| key.as_slice() == name.as_bytes()).map(|(_, value)| text(value))
}

/// A piece of a page as text.
fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use html5gum::{Token, Tokenizer};

    use super::*;

    /// What is found in the tags of a piece of HTML.
    fn found(html: &str) -> Vec<String> {
        let tags = Tokenizer::new(html).flatten().filter_map(|token| if let Token::StartTag(tag) = token { Some(tag) } else { None });
        tags.flat_map(|tag| code(&tag).into_iter().map(|(what, _)| what).chain(requests(&tag)).collect::<Vec<_>>()).collect()
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
    fn what_the_policy_allows_is_left_alone() {
        let html = "<script src=a.js defer></script><script type=application/ld+json>{}</script><a href=https://x.example/?javascript:>\
                    <link rel=canonical href=https://x.example/><p lang=nl data-on=x>javascript:";
        assert_eq!(found(html), Vec::<String>::new());
    }
}
