//! What the pages' security policy forbids: code in a page, and requests to other hosts.

use memchr::memchr;

use super::scan::Tag;

/// Types of scripts that are data.
const DATA: &[&str] = &["application/ld+json", "application/json"];

/// Looks for what the policy forbids in a tag: adds code, with what it is and the words by which it can be found, and full addresses that
/// the tag makes the browser ask for.
pub(super) fn look(tag: &Tag<'_>, code: &mut Vec<(String, String)>, requests: &mut Vec<String>) {
    let name = tag.name.as_ref();
    if holds_code(tag) {
        code.push((format!("an element `<{name}>`"), format!("<{name}")));
    }
    let is_loaded = || name == "link" && !tag.attribute("rel").is_some_and(|rel| matches!(rel, "canonical" | "alternate"));
    for (key, value) in tag.attributes.iter().filter(|(key, _)| may_matter(key)) {
        let key = key.as_ref();
        if key.starts_with("on") || matches!(key, "style" | "srcdoc") {
            code.push((format!("an attribute `{key}`"), format!("{key}=")));
        } else if is_address(key) && runs(value) {
            code.push((format!("an address `{value}`"), value.to_string()));
        }
        // What is asked for as soon as the page is shown.
        let is_shown = matches!(key, "src" | "srcset" | "poster" | "data") || key == "href" && is_loaded();
        if is_shown && (value.contains("://") || value.starts_with("//")) {
            requests.push(value.to_string());
        }
    }
}

/// Whether an element holds or loads what could run.
fn holds_code(tag: &Tag<'_>) -> bool {
    match tag.name.as_ref() {
        "style" | "iframe" | "object" | "embed" | "base" | "frame" => true,
        "script" => tag.attribute("src").is_none() && !tag.attribute("type").is_some_and(|kind| DATA.contains(&kind)),
        _ => false,
    }
}

/// Whether an attribute holds an address.
fn is_address(key: &str) -> bool {
    matches!(key, "href" | "src" | "action" | "formaction" | "xlink:href" | "data" | "poster")
}

/// Whether an attribute can hold code or an address, as its first letter tells: most cannot.
fn may_matter(key: &str) -> bool {
    matches!(key.as_bytes(), [b'h' | b's' | b'a' | b'f' | b'x' | b'd' | b'p' | b'o', ..])
}

/// Whether an address runs code, as browsers read it: without blanks and control characters, in any case.
fn runs(address: &str) -> bool {
    if memchr(b':', address.as_bytes()).is_none() {
        return false;
    }
    let address: String = address.chars().filter(|char| !char.is_whitespace() && !char.is_control()).collect();
    let address = address.to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;

    /// What is found in the tags of a piece of HTML.
    fn found(html: &str) -> Vec<String> {
        let mut all = Vec::new();
        scan::tags(html, &mut |tag| {
            let (mut code, mut requests) = (Vec::new(), Vec::new());
            look(tag, &mut code, &mut requests);
            all.extend(code.into_iter().map(|(what, _)| what).chain(requests));
        });
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
        let addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"];
        for key in addresses.into_iter().chain(["onclick", "style", "srcdoc"]) {
            assert!(may_matter(key) && !found(&format!("<p {key}=\"javascript://x\">")).is_empty(), "{key}");
        }
        assert!(!may_matter("class") && !may_matter(""));
    }

    #[test]
    fn what_the_policy_allows_is_left_alone() {
        let html = "<script src=a.js defer></script><script type=application/ld+json>{}</script><a href=https://x.example/?javascript:>\
                    <link rel=canonical href=https://x.example/><p lang=nl data-on=x>javascript:";
        assert_eq!(found(html), Vec::<String>::new());
    }
}
