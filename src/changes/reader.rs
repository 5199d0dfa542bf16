//! Reads the text out of a page, or out of a part of it, with what its links lead to and what its pictures show.

use html5gum::{HtmlString, StartTag, Token};

use crate::site::page::{OWN_TEXT, tokens};

/// Elements whose text is not read.
const UNREAD: &[&[u8]] = &[b"script", b"style", b"template"];
/// Elements inside a line: their ends part no words.
const INLINE: &[&[u8]] = &[
    b"a", b"abbr", b"b", b"bdi", b"cite", b"code", b"del", b"dfn", b"em", b"i", b"img", b"ins", b"kbd", b"mark", b"q", b"s", b"small",
    b"span", b"strong", b"sub", b"sup", b"time", b"u", b"wbr",
];
/// Elements with which the part of a page begins that the program makes, where nothing marks the publisher's.
const MADE: &[&[u8]] = &[b"details", b"dl", b"fieldset", b"form", b"nav", b"noscript", b"section"];
/// What the anchors of headings of the publisher begin with.
const OWN_ANCHOR: &[u8] = b"part-";
/// The classes by which versions of the program before the marks, in the theme `dossier`, set the publisher's text apart.
const CLASSES: &[&[u8]] = &[b"prose intro", b"prose about", b"prose reading"];

/// Names what a link leads to; nothing where that is not told.
type Target<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The text of a whole page.
pub(super) fn whole(html: &str, target: Target<'_>) -> String {
    read(html, target, &mut |_| true)
}

/// The text of what a page marks as its main part.
pub(super) fn main(html: &str, target: Target<'_>) -> String {
    let mut n_main = 0_usize;
    read(html, target, &mut |token| {
        count(token, b"main", &mut n_main);
        0 < n_main
    })
}

/// The text that the publisher wrote on a page that the program makes: between the marks for that, or where versions before them put it.
pub(super) fn own(html: &str, target: Target<'_>) -> String {
    if html.contains(OWN_TEXT.0) {
        return marked(html, target);
    }
    let is_classed = CLASSES.iter().filter_map(|class| std::str::from_utf8(class).ok()).any(|class| html.contains(&format!("\"{class}\"")));
    if is_classed { classed(html, target) } else { lead(html, target) }
}

/// The text between marks.
fn marked(html: &str, target: Target<'_>) -> String {
    let is_mark =
        |comment: &[u8], mark: &str| mark.as_bytes().strip_prefix(b"<!--").and_then(|mark| mark.strip_suffix(b"-->")) == Some(comment);
    let mut is_own = false;
    read(html, target, &mut |token| {
        if let Token::Comment(comment) = token {
            is_own = is_mark(comment, OWN_TEXT.0) || is_own && !is_mark(comment, OWN_TEXT.1);
        }
        is_own
    })
}

/// The text of elements with a class of the publisher's text.
fn classed(html: &str, target: Target<'_>) -> String {
    let mut depth = 0_usize;
    read(html, target, &mut |token| {
        let begins = matches!(token, Token::StartTag(tag) if attribute(tag, b"class").is_some_and(|class| CLASSES.contains(&class)));
        if begins || 0 < depth {
            count(token, b"div", &mut depth);
        }
        0 < depth
    })
}

/// The text at the beginning of the main part, after its title, up to what the program makes.
fn lead(html: &str, target: Target<'_>) -> String {
    let (mut n_main, mut n_title, mut is_over) = (0_usize, 0_usize, false);
    read(html, target, &mut |token| {
        count(token, b"main", &mut n_main);
        count(token, b"h1", &mut n_title);
        if let Token::StartTag(tag) = token {
            let name: &[u8] = &tag.name;
            let is_own_heading = attribute(tag, b"id").is_some_and(|id| id.starts_with(OWN_ANCHOR));
            is_over |= 0 < n_main && (MADE.contains(&name) || name == b"h2" && !is_own_heading);
        }
        0 < n_main && n_title == 0 && !is_over
    })
}

/// Counts the elements of a name that are open.
fn count(token: &Token, name: &[u8], n_open: &mut usize) {
    match token {
        Token::StartTag(tag) if *tag.name == *name => *n_open += 1,
        Token::EndTag(tag) if *tag.name == *name => *n_open = n_open.saturating_sub(1),
        _ => {}
    }
}

/// An attribute of a tag.
fn attribute<'a>(tag: &'a StartTag<()>, name: &[u8]) -> Option<&'a [u8]> {
    tag.attributes.get(&HtmlString(name.to_vec())).map(|value| value.as_slice())
}

/// Reads the text of those tokens of a page of which `is_in` says that they belong to it.
fn read(html: &str, target: Target<'_>, is_in: &mut dyn FnMut(&Token) -> bool) -> String {
    let mut reader = Reader { text: String::new(), target, n_unread: 0, is_excerpt: false, link: None };
    for token in tokens(html) {
        let is_in = is_in(&token);
        reader.take(&token, is_in);
    }
    let lines = reader.text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Gathers the text of a page.
struct Reader<'a> {
    /// The text so far.
    text: String,
    /// Names what links lead to.
    target: Target<'a>,
    /// How many elements are open whose text is not read.
    n_unread: usize,
    /// Whether what follows is an excerpt: code with a caption is one of a data file, and no text of the publisher.
    is_excerpt: bool,
    /// The link that is open: what it leads to, and where its words begin.
    link: Option<(String, usize)>,
}

impl Reader<'_> {
    /// Takes a token, which is in the part that is read or not.
    fn take(&mut self, token: &Token, is_in: bool) {
        match token {
            Token::StartTag(tag) => self.start(tag, is_in),
            Token::EndTag(tag) => self.end(&tag.name),
            Token::String(string) if self.n_unread == 0 && is_in => {
                self.text.push_str(&String::from_utf8_lossy(string).replace(['\n', '\r'], " "));
            }
            _ => {}
        }
    }

    /// Takes the beginning of an element.
    fn start(&mut self, tag: &StartTag<()>, is_in: bool) {
        let name: &[u8] = &tag.name;
        self.is_excerpt |= name == b"figcaption";
        self.n_unread += usize::from(self.is_unread(name) && !tag.self_closing);
        self.part(name);
        if !is_in || 0 < self.n_unread {
            return;
        }
        let value = |name| attribute(tag, name).map(|value| String::from_utf8_lossy(value).into_owned());
        match name {
            b"a" => self.link = value(b"href").and_then(|link| (self.target)(&link)).map(|target| (target, self.text.len())),
            b"img" => self.text.extend(value(b"alt").filter(|alt| !alt.is_empty()).map(|alt| format!("[{alt}]"))),
            _ => {}
        }
    }

    /// Takes the end of an element.
    fn end(&mut self, name: &[u8]) {
        self.n_unread = self.n_unread.saturating_sub(usize::from(self.is_unread(name)));
        self.is_excerpt &= name != b"figure";
        self.part(name);
        if name == b"a"
            && let Some((target, start)) = self.link.take()
            // The words of some links are what they lead to.
            && self.text.get(start..).is_none_or(|words| words.trim() != target)
        {
            self.text.push_str(&format!(" ({target})"));
        }
    }

    /// Whether the text of an element is not read.
    fn is_unread(&self, name: &[u8]) -> bool {
        UNREAD.contains(&name) || self.is_excerpt && name == b"pre"
    }

    /// Parts what stands before a tag from what follows, unless it is one inside a line.
    fn part(&mut self, name: &[u8]) {
        if !INLINE.contains(&name) {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names the target of every link as it is written.
    fn named(link: &str) -> Option<String> {
        Some(link.to_owned())
    }

    #[test]
    fn what_links_lead_to_and_pictures_show_is_text() {
        let html =
            "<p>A <a href=\"x.html\">b <i>c</i></a>, <a>d</a> <a href=\"https://e/\">https://e/</a> <img alt=\"F\" src=\"f.png\"></p>";
        assert_eq!(whole(html, &named), "A b c (x.html), d https://e/ [F]");
        assert_eq!(whole(html, &|_| None), "A b c, d https://e/ [F]");
    }

    #[test]
    fn the_publishers_part_is_found_by_marks_by_classes_or_by_its_place() {
        let text = "<p>One.</p><h2 id=\"part-b\">Two</h2><ul><li>Three</li></ul>";
        let made = "<h2 id=\"letters\">Four</h2><p>Five</p>";
        let expected = "One.\nTwo\nThree";
        for html in [
            format!("<main><h1>T</h1><p>Six</p>{}{text}{}<p>Seven</p>{made}</main>", OWN_TEXT.0, OWN_TEXT.1),
            format!("<main><div class=\"list\"><h1>T</h1><div class=\"prose intro\"><div>{text}</div></div>{made}</div></main>"),
            format!("<nav>Menu</nav><main><h1>T</h1>\n{text}\n{made}</main>"),
            format!("<main>{text}<nav>Parts</nav><p>Five</p></main>"),
        ] {
            assert_eq!(own(&html, &|_| None), expected, "{html}");
        }
        assert_eq!(own(&format!("<main><h1>T</h1>{made}</main>"), &|_| None), "");
    }
}
