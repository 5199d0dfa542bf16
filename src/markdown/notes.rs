//! The HTML of footnotes: their marks in the text, their place in the list, the way back.

use super::escape::attribute;

/// A footnote's name as a part of an id: letters, digits and hyphens.
pub(super) fn anchor(name: &str) -> String {
    name.chars().map(|char| if char.is_alphanumeric() { char } else { '-' }).collect()
}

/// The mark in the text; the first of several is the one to which the note leads back.
pub(super) fn mark((prefix, name): (&str, &str), label: &str, is_first: bool) -> String {
    let (anchor, name, label) = (anchor(name), attribute(name), attribute(label));
    let id = if is_first { format!(" id=\"{prefix}fnref-{anchor}\"") } else { String::new() };
    format!(r##"<sup class="footnote-mark"><a href="#{prefix}fn-{anchor}"{id} aria-label="{label} {name}">{name}</a></sup>"##)
}

/// What a note begins with: a number is the list item's own, any other name stands before the note.
pub(super) fn opening(prefix: &str, name: &str) -> String {
    let anchor = anchor(name);
    if name.parse::<u16>().is_ok() {
        format!("<li id=\"{prefix}fn-{anchor}\" value=\"{name}\">")
    } else {
        format!("<li id=\"{prefix}fn-{anchor}\" class=\"named\"><b>{}</b> ", attribute(name))
    }
}

/// What a note ends with: the way back to its first mark.
pub(super) fn closing((prefix, name): (&str, &str), label: &str) -> String {
    let (anchor, name, label) = (anchor(name), attribute(name), attribute(label));
    format!("<a class=\"back\" href=\"#{prefix}fnref-{anchor}\" aria-label=\"{label} {name}\">↩</a></li>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_any_kind_is_an_anchor() {
        assert_eq!(opening("x-", "3"), r#"<li id="x-fn-3" value="3">"#);
        assert_eq!(opening("", "a \"b<"), r#"<li id="fn-a--b-" class="named"><b>a &quot;b&lt;</b> "#);
        assert!(closing(("x-", "*"), "back").contains(r##"href="#x-fnref--" aria-label="back *""##));
        assert!(mark(("", "a b"), "note", true).contains(r##"href="#fn-a-b" id="fnref-a-b""##));
    }
}
