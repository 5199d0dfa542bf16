//! The addresses that a style sheet names: where they stand, and which files of the theme they mean.

use std::ops::Range;

/// How an address in a style sheet begins.
const URL: &str = "url(";

/// Returns where the addresses of a style sheet stand, without quotation marks: what is in `url(…)`, and what `@import` takes in. What
/// stands in a comment or in another text is none.
pub fn addresses(css: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut before) = (0, "");
    while let Some(token) = css.get(at..).map(token).filter(|token| !token.is_empty()) {
        let is_taken_in = before.eq_ignore_ascii_case("@import") && token.starts_with(QUOTES);
        if is_taken_in || is_url(token) {
            found.push(within(token, at));
        }
        if !token.starts_with("/*") && !token.trim().is_empty() {
            before = token;
        }
        at += token.len();
    }
    found
}

/// Returns the name in the theme of the file that an address means, seen from a style sheet with a name in the theme, and what of the
/// address comes after that; nothing where it means no file. The name may be that of no file.
pub fn target<'a>(sheet: &str, address: &'a str) -> Option<(String, &'a str)> {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (file, rest) = address.split_at(end);
    let scheme = file.split_once(':').map(|(scheme, _)| scheme);
    if file.is_empty() || file.starts_with("//") || scheme.is_some_and(|scheme| !scheme.contains('/')) {
        return None;
    }
    let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            "." => {}
            // Above the folder of the theme's files there is none of them.
            ".." if parts.last().is_some_and(|last| *last != "..") => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), rest))
}

/// Signs that begin and end a text.
const QUOTES: [char; 2] = ['"', '\''];

/// Returns what a style sheet begins with: a comment, a text, white space, a name, an address, or any other sign.
fn token(css: &str) -> &str {
    let Some(first) = css.chars().next() else { return "" };
    let length = match first {
        '/' if css.starts_with("/*") => css.get(2..).and_then(|rest| rest.find("*/")).map_or(css.len(), |at| at + 4),
        '"' | '\'' => text(css, first),
        _ if first.is_whitespace() => css.find(|char: char| !char.is_whitespace()).unwrap_or(css.len()),
        _ if is_url(css) => url(css),
        _ if first == '@' || is_of_name(first) => {
            let rest = css.get(1..).filter(|_| first == '@').unwrap_or(css);
            css.len() - rest.trim_start_matches(is_of_name).len()
        }
        '\\' => first.len_utf8() + css.chars().nth(1).map_or(0, char::len_utf8),
        _ => first.len_utf8(),
    };
    css.get(..length).unwrap_or(css)
}

/// Whether a style sheet begins with an address.
fn is_url(css: &str) -> bool {
    css.get(..URL.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(URL))
}

/// Whether a sign can stand in a name.
fn is_of_name(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_') || !char.is_ascii()
}

/// Returns the length of the text with which a style sheet begins, with its quotation marks.
fn text(css: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, char) in css.char_indices().skip(1) {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if char == quote => return at + 1,
            // A text ends with its line, closed or not.
            '\n' => return at,
            _ => {}
        }
    }
    css.len()
}

/// Returns the length of the address with which a style sheet begins, up to its closing parenthesis.
fn url(css: &str) -> usize {
    let rest = css.get(URL.len()..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    let quote = rest.trim_start().chars().next().filter(|char| QUOTES.contains(char));
    let quoted = quote.map_or(0, |quote| text(rest.trim_start(), quote));
    let from = URL.len() + blank + quoted;
    css.get(from..).and_then(|rest| rest.find(')')).map_or(css.len(), |at| from + at + 1)
}

/// Returns where the address itself stands in a text or in `url(…)` that begins at a place.
fn within(token: &str, at: usize) -> Range<usize> {
    let before = if is_url(token) { URL.len() } else { 0 };
    let inner = token.get(before..).unwrap_or_default();
    let inner = inner.strip_suffix(')').filter(|_| is_url(token)).unwrap_or(inner);
    let start = at + before + inner.len() - inner.trim_start().len();
    let inner = inner.trim();
    match inner.chars().next().filter(|char| QUOTES.contains(char)) {
        // An address that is never closed goes to the end.
        Some(quote) => {
            let inner = inner.get(1..).unwrap_or_default();
            start + 1..start + 1 + inner.strip_suffix(quote).unwrap_or(inner).len()
        }
        None => start..start + inner.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses of a style sheet, as they stand there.
    fn found(css: &str) -> Vec<&str> {
        addresses(css).into_iter().map(|range| css.get(range).unwrap()).collect()
    }

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        assert_eq!(found("a{b:url(i.svg) 0}c{d:URL( 'j k.png' )}e{f:url(\"l).gif\")}"), ["i.svg", "j k.png", "l).gif"]);
        assert_eq!(found("@import \"a.css\";@IMPORT/* x */'b.css' print;@import url(c.css);a{b:\"d.css\"}"), ["a.css", "b.css", "c.css"]);
        assert_eq!(found("@font-face{src:url(a.woff2)format('woff2'),url( b.woff )}"), ["a.woff2", "b.woff"]);
        assert_eq!(found("é{content:'é'}a{b:url(é.svg)}"), ["é.svg"]);
    }

    #[test]
    fn what_only_looks_like_an_address_is_none() {
        assert_eq!(found("/* url(a.svg) */a{content:'url(b.svg)';b:curl(c.svg) url;d:\\'url(e.svg)}"), ["e.svg"]);
        assert_eq!(found("a{content:'\\'url(b.svg)'}"), [""; 0]);
        assert_eq!(found("a{content:'never closed\n}b{c:url(d.svg)}"), ["d.svg"]);
    }

    #[test]
    fn what_is_never_closed_is_no_trouble() {
        for css in ["url(", "url( ", "url('", "url(\"a", "@import", "@import '", "@import \"", "/*", "'", "\\", "url(a", "é", "@", "url()"]
        {
            for range in addresses(css) {
                assert!(css.get(range.clone()).is_some(), "{css}: {range:?}");
            }
        }
    }

    #[test]
    fn addresses_mean_files_of_the_theme() {
        let meant = |sheet: &str, address| target(sheet, address).map(|(name, rest)| format!("{name} {rest}"));
        assert_eq!(meant("style.css", "icon.svg#a").as_deref(), Some("icon.svg #a"));
        assert_eq!(meant("own/print.css", "./a/b.woff2?v=1").as_deref(), Some("own/a/b.woff2 ?v=1"));
        assert_eq!(meant("own/print.css", "../icon.svg").as_deref(), Some("icon.svg "));
        assert_eq!(meant("own/print.css", "../../data/x.svg").as_deref(), Some("../data/x.svg "));
        assert_eq!(meant("style.css", "/icon.svg").as_deref(), Some("/icon.svg "));
        for address in ["", "#a", "data:image/png,x", "https://x.example/a.png", "//x.example/a.png"] {
            assert_eq!(meant("style.css", address), None, "{address}");
        }
    }
}
