//! Takes the text out of a web page: what stands in its main part, without the navigation around it.

mod page;

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use html5gum::{Token, Tokenizer};

use super::draft::{Draft, Note};
use super::headings;
use super::notes::raised;
use page::{Page, Region};

/// What took the text out, for the record.
pub(super) const WITH: &str = "dossier, with html5gum 0.8";

/// The most bytes in which a page can say its encoding.
const MAX_HEAD: usize = 2048;

/// Whether some bytes begin a web page.
pub(super) fn is_page(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// Takes the text out: blocks, footnotes, what is not sure.
pub(super) fn read(bytes: &[u8]) -> (Vec<Draft>, Vec<Note>, Vec<String>) {
    let text = decoded(bytes);
    let region = Region::of(&text);
    let targets = note_targets(&text);
    let mut page = Page::new(region, &targets);
    for token in Tokenizer::new(&text).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attributes = tag.attributes.iter().map(|(name, value)| (text_of(name), text_of(value))).collect();
                page.start(&name, &attributes, tag.self_closing);
            }
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => page.text(&String::from_utf8_lossy(&words)),
            _ => {}
        }
    }
    let (mut drafts, mut notes) = page.finish();
    headings::even_levels(&mut drafts);
    notes.sort_by_key(|note| note.number);
    let mut doubts = Vec::new();
    if region == Region::Whole {
        doubts.push("the page does not say which part of it is the main one: look whether its navigation is in the text".into());
    }
    (drafts, notes, doubts)
}

/// Bytes as text.
fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A page as text: in the encoding that it names, else as UTF-8, else as most pages were before that.
fn decoded(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(MAX_HEAD)).unwrap_or_default()).to_lowercase();
    let named = head.split("charset=").nth(1).map(|rest| rest.trim_start_matches(['"', '\'']));
    let label = named.and_then(|rest| rest.split(|char: char| !char.is_ascii_alphanumeric() && !matches!(char, '-' | '_')).next());
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let fallback = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    encoding.unwrap_or(fallback).decode(bytes).0.into_owned()
}

/// The ids to which raised numbers link: those of footnotes, with their numbers.
fn note_targets(text: &str) -> BTreeMap<String, u32> {
    let mut targets = BTreeMap::new();
    let (mut link, mut words, mut n_raised) = (None::<String>, String::new(), 0_usize);
    for token in Tokenizer::new(text).flatten() {
        match token {
            Token::StartTag(tag) if tag.name.as_slice() == b"sup" => n_raised += 1,
            Token::EndTag(tag) if tag.name.as_slice() == b"sup" => n_raised = n_raised.saturating_sub(1),
            Token::StartTag(tag) if tag.name.as_slice() == b"a" => {
                let target = tag.attributes.iter().find(|(name, _)| name.as_slice() == b"href").map(|(_, value)| text_of(value));
                link = target.and_then(|target| target.strip_prefix('#').map(str::to_owned));
                words.clear();
            }
            Token::String(more) => words.push_str(&text_of(&more)),
            Token::EndTag(tag) if tag.name.as_slice() == b"a" => {
                let number = words.trim_matches(|char: char| !char.is_ascii_digit() && raised(char).is_none());
                let is_mark = 0 < n_raised || number.chars().all(|char| raised(char).is_some()) || words.trim().starts_with('[');
                let number: Option<u32> = number
                    .chars()
                    .map(|char| raised(char).or(char.to_digit(10)))
                    .try_fold(0_u32, |sum, digit| sum.checked_mul(10)?.checked_add(digit?));
                if let (Some(target), Some(number), true) = (link.take(), number.filter(|number| 0 < *number), is_mark) {
                    targets.entry(target).or_insert(number);
                }
            }
            _ => {}
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let (drafts, notes, _) = read(html.as_bytes());
        let blocks = drafts.iter().map(|draft| format!("{:?}: {}", draft.shape, draft.text.replace('\t', "|")));
        let notes = notes.iter().map(|note| format!("{}: {}", note.number, note.text));
        assert_eq!(blocks.chain(notes).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn only_the_main_part_is_taken() {
        check(
            "<body><nav><ul><li>Home</ul></nav><main><h1>Brief</h1><p>Een <b>zin</b>&nbsp;met<br>een regel.<p>Twee<script>x</script></main><footer><p>Contact</footer>",
            &["Heading(1): Brief", "Paragraph: Een zin\u{a0}met\neen regel.", "Paragraph: Twee"],
        );
        check("<p>Zonder <i>deel</i></p>los", &["Paragraph: Zonder deel", "Paragraph: los"]);
    }

    #[test]
    fn lists_tables_and_levels() {
        check(
            "<main><h2>A</h2><h4>B</h4><ol start=3><li>drie<ul><li>in</ul><li>vier</ol><table><tr><th>a<th>b<tr><td>1<td><p>2</p></table></main>",
            &[
                "Heading(1): A",
                "Heading(2): B",
                "Item(0, Some(\"3\")): drie",
                "Item(1, None): in",
                "Item(0, Some(\"4\")): vier",
                "Row: a|b",
                "Row: 1|2",
            ],
        );
    }

    #[test]
    fn footnotes_are_taken_out() {
        check(
            "<main><p>Een zin.<sup><a href='#n1'>[1]</a></sup></p><ol><li id=n1>De noot. <a href='#r1'>↩</a></ol></main>",
            &["Paragraph: Een zin.¹", "1: De noot."],
        );
    }

    #[test]
    fn pages_say_their_encoding() {
        assert_eq!(decoded(b"<meta charset=iso-8859-1>\xe9"), "<meta charset=iso-8859-1>é");
        assert_eq!(decoded("<p>é".as_bytes()), "<p>é");
        assert_eq!(decoded(b"<p>\xe9"), "<p>é");
    }
}
