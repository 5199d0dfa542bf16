//! The start tags of a page, as a browser reads them.
//!
//! `html5gum` is what tells, sign by sign; on all pages of a large dossier that took a third of the build. Almost all that our templates
//! write is of one plain form, which is read in a fraction of the time: `<name key="value" …>` in lower case, without entities, between
//! text. The first thing of another form, and all that follows it, is left to `html5gum`.

use std::borrow::Cow;

use html5gum::Token;
use memchr::{memchr, memchr2};

use super::tokens::{is_raw, tokens};

/// A start tag.
pub(super) struct Tag<'a> {
    /// The element's name, in lower case.
    pub(super) name: Cow<'a, str>,
    /// Names, in lower case, and values of the attributes; the first of each name.
    pub(super) attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }
}

/// Takes each start tag of a page, in order.
pub(super) fn tags<'a>(html: &'a str, take: &mut dyn FnMut(&Tag<'a>)) {
    let mut tag = Tag { name: Cow::default(), attributes: Vec::new() };
    // Browsers read these two otherwise than they are written; nearly no page has one.
    let is_odd = memchr2(b'\r', b'\0', html.as_bytes()).is_some();
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let here = rest.get(at..).unwrap_or_default();
        match plain(here, is_odd, &mut tag.attributes) {
            Some(Plain::Tag(name, after)) => {
                let is_open = is_raw(name.as_bytes()) && !here.get(..here.len() - after.len()).unwrap_or_default().ends_with("/>");
                if is_open && !is_ended(name, after) {
                    return of_html5gum(here, take);
                }
                tag.name = Cow::Borrowed(name);
                take(&tag);
                rest = after;
            }
            Some(Plain::Other(after)) => rest = after,
            None => return of_html5gum(here, take),
        }
        tag.attributes.clear();
    }
}

/// Whether the first thing in what follows a tag that looks like markup is the tag's end, or nothing is.
fn is_ended(name: &str, text: &str) -> bool {
    let Some(rest) = memchr(b'<', text.as_bytes()).and_then(|at| text.get(at..)) else { return true };
    let end = rest.strip_prefix("</").and_then(|rest| rest.strip_prefix(name));
    end.is_some_and(|rest| rest.starts_with('>'))
}

/// Takes each start tag as the library reads it.
fn of_html5gum<'a>(html: &str, take: &mut dyn FnMut(&Tag<'a>)) {
    for token in tokens(html) {
        let Token::StartTag(tag) = token else { continue };
        let attributes = tag.attributes.iter().map(|(key, value)| (text_of(key), text_of(value)));
        take(&Tag { name: text_of(&tag.name), attributes: attributes.collect() });
    }
}

/// A text of the library's.
fn text_of(bytes: &[u8]) -> Cow<'static, str> {
    Cow::Owned(String::from_utf8_lossy(bytes).into_owned())
}

/// What begins with `<` and is of the plain form, and what follows it.
enum Plain<'a> {
    /// A start tag of this name.
    Tag(&'a str, &'a str),
    /// An end tag, a comment or the document type.
    Other(&'a str),
}

/// Reads what stands at the beginning of a text and is of the plain form; a start tag's attributes are added to a list. An odd text may
/// have a carriage return or a zero, which no value of the plain form has.
fn plain<'a>(html: &'a str, is_odd: bool, attributes: &mut Vec<(Cow<'a, str>, Cow<'a, str>)>) -> Option<Plain<'a>> {
    let rest = html.get(1..).filter(|_| html.as_bytes().first() == Some(&b'<'))?;
    match rest.as_bytes().first()? {
        b'/' => {
            let (_, after) = name(rest.get(1..)?)?;
            return Some(Plain::Other(without(b">", after)?));
        }
        b'!' => return declaration(rest).map(Plain::Other),
        _ => {}
    }
    let (name, mut rest) = name(rest)?;
    let mut has_entity = false;
    loop {
        let n_spaces = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'\n')).count();
        let spaced = rest.get(n_spaces..)?;
        // A slash before the end means nothing in HTML.
        let end = match spaced.as_bytes() {
            [b'>', ..] => 1,
            [b'/', b'>', ..] => 2,
            _ => 0,
        };
        if let Some(after) = spaced.get(end..).filter(|_| 0 < end) {
            if has_entity {
                let tag = html.get(..html.len() - after.len())?;
                attributes.clear();
                of_html5gum(tag, &mut |tag| attributes.extend(tag.attributes.iter().cloned()));
            }
            return Some(Plain::Tag(name, after));
        }
        if n_spaces == 0 {
            return None;
        }
        let (key, value, after) = attribute(spaced, &mut has_entity)?;
        let is_odd = is_odd && memchr2(b'\r', b'\0', value.as_bytes()).is_some();
        if is_odd || attributes.iter().any(|(known, _)| *known == key) {
            return None;
        }
        attributes.push((key, Cow::Borrowed(value)));
        rest = after;
    }
}

/// What follows the document type or comment at the beginning of a text, of which the `<` is gone.
fn declaration(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("!DOCTYPE html>") {
        return Some(rest);
    }
    let (comment, after) = text.strip_prefix("!-- ")?.split_once("--")?;
    without(b">", after).filter(|_| !comment.contains('\0'))
}

/// What follows some ASCII at the beginning of a text. The library's `strip_prefix` asks a function of the system to compare each byte.
fn without<'a, const N: usize>(start: &[u8; N], text: &'a str) -> Option<&'a str> {
    text.as_bytes().first_chunk::<N>().filter(|found| *found == start)?;
    text.get(N..)
}

/// The name at the beginning of a text, and what follows it.
fn name(text: &str) -> Option<(&str, &str)> {
    let is_part = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    let n_bytes = text.bytes().take_while(is_part).count();
    text.split_at_checked(n_bytes).filter(|(name, _)| name.as_bytes().first().is_some_and(u8::is_ascii_lowercase))
}

/// The attribute at the beginning of a text, its value as written, and what follows it: `key="value"`, or `key` alone. Notes if the value
/// may have an entity.
fn attribute<'a>(text: &'a str, has_entity: &mut bool) -> Option<(Cow<'a, str>, &'a str, &'a str)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_');
    let n_bytes = text.bytes().take_while(is_part).count();
    let (key, after) = text.split_at_checked(n_bytes).filter(|(key, _)| !key.is_empty())?;
    let has_capitals = key.bytes().any(|byte| byte.is_ascii_uppercase());
    let key = if has_capitals { Cow::Owned(key.to_ascii_lowercase()) } else { Cow::Borrowed(key) };
    if after.as_bytes().first() != Some(&b'=') {
        return matches!(after.as_bytes(), [b' ' | b'\n' | b'>', ..]).then_some((key, "", after));
    }
    let quoted = without(b"=\"", after)?;
    let mut end = memchr2(b'"', b'&', quoted.as_bytes())?;
    if quoted.as_bytes().get(end) == Some(&b'&') {
        *has_entity = true;
        end = memchr(b'"', quoted.as_bytes())?;
    }
    let (value, after) = (quoted.get(..end)?, quoted.get(end + 1..)?);
    matches!(after.as_bytes(), [b' ' | b'\n' | b'>' | b'/', ..]).then_some((key, value, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What pages are pieced together of.
    const PIECES: &[&str] = &[
        "x",
        " ",
        "<p>",
        "</p>",
        "<p id=\"a\">",
        "<a href=\"b.html#c\" lang=\"nl\">",
        "<svg viewBox=\"0 0 1 1\">",
        "<br/>",
        "<br />",
        "<input disabled>",
        "<a href=\"?a=1&amp;b=2\" href=\"x\">",
        "<a title=\"&lt;p&gt;\" id=\"&quot;\"/>",
        "<P ID=a>",
        "<p id='a'>",
        "<p id=a/>",
        "<p\tid=\"a\">",
        "<p\nid=\"a\"\n>",
        "<p id=\"a\"id=\"b\">",
        "<p id=\"a",
        "\">",
        "<",
        ">",
        "\"",
        "'",
        "</",
        "<!-- a -->",
        "<!-- <p> -->",
        "<!-->",
        "<!-- a -- b -->",
        "-->",
        "<!doctype html>",
        "<!DOCTYPE html>",
        "<![CDATA[",
        "]]>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<plaintext>",
        "<?php ?>",
        "\0",
        "\r",
        "é",
        "&amp;",
        "&",
        "<é>",
        "<p é=\"x\">",
        "<p a=\"1\" A=\"2\">",
        "<linearGradient>",
        "<p =\"x\">",
        "<p/ id=\"a\">",
        "</p id=\"a\">",
        "<p id>",
        "<p id=>",
        "<p id =\"a\">",
        "<p id= \"a\">",
        "<x-y z_1:2=\"\">",
    ];

    /// The start tags of a page, as one text.
    fn read<'a>(html: &'a str, tags: impl Fn(&'a str, &mut dyn FnMut(&Tag<'a>))) -> Vec<String> {
        let mut all = Vec::new();
        tags(html, &mut |tag| all.push(format!("{} {:?}", tag.name, tag.attributes)));
        all
    }

    #[test]
    fn tags_of_every_form_are_what_the_library_reads() {
        let mut seed: usize = 1;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            seed >> 33
        };
        for round in 0..20_000 {
            let html: String = (0..1 + round % 9).map(|_| PIECES[next() % PIECES.len()]).collect();
            assert_eq!(read(&html, tags), read(&html, of_html5gum), "{html:?}");
        }
    }

    #[test]
    fn plain_tags_need_no_library() {
        let html = "<!DOCTYPE html><p class=\"a\" id=\"b\">x</p><svg viewBox=\"0 0 1 1\"/><a href=\"?a&amp;b\"><!-- x --><input disabled>";
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            match plain(&rest[at..], false, &mut Vec::new()) {
                Some(Plain::Tag(_, after) | Plain::Other(after)) => rest = after,
                None => panic!("{rest}"),
            }
        }
    }
}
