//! The theme's rules of style, as they hold in one page with all others.

/// Rules whose headings are those of the level below, where the headings of the pages stand in the file.
pub(super) fn lowered(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut before = ' ';
    let mut chars = css.chars().peekable();
    while let Some(char) = chars.next() {
        out.push(char);
        let level = chars.peek().copied().filter(|level| char == 'h' && !is_name(before) && ('1'..='5').contains(level));
        let next = chars.clone().nth(1);
        if let Some(level) = level.filter(|_| next.is_none_or(|next| !is_name(next) || matches!(next, '.' | '#'))) {
            chars.next();
            out.push(char::from_digit(level.to_digit(10).unwrap_or_default() + 1, 10).unwrap_or(level));
        }
        before = char;
    }
    out
}

/// Whether a sign can be part of a name, or begin one of another kind than an element's.
fn is_name(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | '#' | '\\')
}

/// Rules without those that ask of anything whether it has something: they choose among the rows of one page by its fields, which the
/// file has not, and would make Firefox look through the whole file for minutes while it loads.
pub(super) fn without_wide(css: &str) -> String {
    let css = without_comments(css);
    let mut out = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some(at) = rest.find(['{', '}', ';']) {
        let (before, after) = rest.split_at(at);
        let (sign, inside) = after.split_at(1);
        if sign == "{" && is_wide(before) {
            rest = inside.get(end(inside)..).unwrap_or_default();
            continue;
        }
        out.push_str(before);
        out.push_str(sign);
        rest = inside;
    }
    out.push_str(rest);
    out
}

/// Whether a selector asks of anything whether it has something.
fn is_wide(selector: &str) -> bool {
    selector.match_indices(":has(").any(|(at, _)| {
        let before = selector.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|char| char.is_whitespace() || matches!(char, ',' | '>' | '+' | '~' | '('))
    })
}

/// Where what follows an opening brace ends: after its closing one.
fn end(inside: &str) -> usize {
    let mut depth = 1;
    for (at, char) in inside.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    inside.len()
}

/// Rules without comments.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |css, part| css + part.split_once("*/").map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_go_down_with_the_headings() {
        for (css, expected) in [
            ("h1{a:b}", "h2{a:b}"),
            (":is(p, h2, h3 .x):has(>h5)", ":is(p, h3, h4 .x):has(>h6)"),
            (".h2 #h3 --h1 th1 h10 h1x h6 -h2", ".h2 #h3 --h1 th1 h10 h1x h6 -h2"),
            ("h2.x,h1", "h3.x,h2"),
        ] {
            assert_eq!(lowered(css), expected);
        }
    }

    #[test]
    fn rules_that_ask_of_anything_go() {
        for (css, expected) in [
            ("a{b:c}:has(.x :checked) .row{d:e}f{g:h}", "a{b:c}f{g:h}"),
            ("@media print{:has(x){a:b}p{c:d}} q{e:f}", "@media print{p{c:d}} q{e:f}"),
            ("h3:has(h2){a:b} .t :has(> x:target){c:d}", "h3:has(h2){a:b}"),
            ("/* :has(x){ */a{b:c}", "a{b:c}"),
            (":has(x){a:b", ""),
        ] {
            assert_eq!(without_wide(css).trim(), expected, "{css}");
        }
    }
}
