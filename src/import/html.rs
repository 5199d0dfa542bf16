//! Takes the text out of a web page: what stands in its main part, without the navigation around it.

mod elements;
mod lists;
mod marks;
mod page;
mod quotes;
mod region;
mod table;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use html5gum::{Token, Tokenizer};

use super::draft::{Draft, Note};
use super::{certain, headings};
use elements::Attributes;
use page::Page;
use region::Region;

/// What took the text out, for the record.
pub(super) const WITH: &str = "dossier, with html5gum 0.8";

/// The most characters of what was left out that are told.
const MAX_QUOTE: usize = 60;

/// Of how many elements that were left out words are told.
const MAX_LISTED: usize = 10;

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
    let text = certain::plain(&decoded(bytes));
    let region = Region::of(&text);
    let targets = marks::targets(&text);
    let mut lengths = lists::lengths(&text).into_iter();
    let mut page = Page::new(region, &targets);
    for token in Tokenizer::new(&text).flatten() {
        match token {
            Token::StartTag(tag) => {
                let name = text_of(&tag.name);
                let mut attributes: Attributes = tag.attributes.iter().map(|(name, value)| (text_of(name), text_of(value))).collect();
                let length = if name == "ol" { lengths.next() } else { None };
                if let Some(length) = length.filter(|_| attributes.contains_key("reversed") && !attributes.contains_key("start")) {
                    attributes.insert("start".into(), length.to_string());
                }
                page.start(&name, &attributes, tag.self_closing);
            }
            Token::EndTag(tag) => page.end(&text_of(&tag.name)),
            Token::String(words) => page.text(&certain::plain(&text_of(&words))),
            _ => {}
        }
    }
    let (mut drafts, mut notes, left_out) = page.finish();
    certain::settle(&mut drafts, 0);
    headings::even_levels(&mut drafts);
    notes.sort_by_key(|note| note.number);
    let mut doubts = Vec::new();
    if region == Region::Whole {
        doubts.push("the page does not say which part of it is the main one: look whether its navigation is in the text".into());
    }
    if region != Region::Whole && !left_out.is_empty() {
        doubts.push(format!(
            "what stands beside the text in the page's main part, or in forms and formulas, is not in it: {}",
            listed(&left_out)
        ));
    }
    (drafts, notes, doubts)
}

/// The first words of some texts, in quotes.
fn listed(texts: &[String]) -> String {
    let head = |text: &String| {
        let head: String = text.chars().take(MAX_QUOTE).collect();
        if head.len() == text.len() { format!("“{text}”") } else { format!("“{}…”", head.trim_end()) }
    };
    let more = texts.len().saturating_sub(MAX_LISTED);
    let listed: Vec<String> = texts.iter().take(MAX_LISTED).map(head).collect();
    format!("{}{}", listed.join(", "), if 0 < more { format!(", and {more} more") } else { String::new() })
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
    fn cells_stand_in_their_columns() {
        check(
            "<table><tr><td>a<td><p>€ 10</p><p>€ 25</p><tr><td><ol><li>1<li>2</ol><td>x<hr>y</table>",
            &["Row: a|€ 10 € 25", "Row: 1. 1 2. 2|x y"],
        );
        check(
            "<table><tr><th rowspan=2>Jaar<th colspan=2>Kosten<tr><th>Rijk<th>Stad<tr><td>2031<td>3<td>2</table>",
            &["Row: Jaar|Kosten", "Row: |Rijk|Stad", "Row: 2031|3|2"],
        );
        check("<table><tr><td colspan=3>Kop<tr><td>1<td>2<td>3</table>", &["Row: Kop", "Row: 1|2|3"]);
        check("<table><tr><td colspan=9>Een<tr><td colspan=9>Twee</table><p>a", &["Paragraph: Een", "Paragraph: Twee", "Paragraph: a"]);
        check("<table><tr><td>a<table><tr><td>1<td>2<tr><td>3</table>b<td>c</table>", &["Row: a 1 2 3 b|c"]);
        check("<table>los<tr><td><h3>a</h3><td>b</table>vast", &["Paragraph: los", "Row: a|b", "Paragraph: vast"]);
        check("<table><td>a<td>b<table><tr><td>c</table>", &["Row: a|b c"]);
    }

    #[test]
    fn items_have_their_printed_numbers() {
        check("<ol><li>a<li value=9>b<li>c</ol>", &["Item(0, Some(\"1\")): a", "Item(0, Some(\"9\")): b", "Item(0, Some(\"10\")): c"]);
        check("<ol reversed><li>a<ul><li>b</ul><li>c</ol>", &["Item(0, Some(\"2\")): a", "Item(1, None): b", "Item(0, Some(\"1\")): c"]);
        check("<ol type=a start=26><li>x<li><p>y</ol>", &["Item(0, None): z. x", "Item(0, None): aa. y"]);
        check(
            "<ol type=I start=4><li>x</ol><ol style='list-style-type: lower-roman'><li>y</ol>",
            &["Item(0, None): IV. x", "Item(0, None): i. y"],
        );
        check("<ol start=-1><li>x<li>y</ol>", &["Item(0, None): -1. x", "Item(0, Some(\"0\")): y"]);
    }

    #[test]
    fn what_is_said_is_kept() {
        check(
            "<main><blockquote><p>Ja.</p><footer>— De burgemeester</footer></blockquote></main><footer>Contact</footer>",
            &["Paragraph: Ja.", "Paragraph: — De burgemeester"],
        );
        check("<html lang=nl-NL><p>Hij zei <q>nee, <q>nooit</q></q>.", &["Paragraph: Hij zei ‘nee, “nooit”’."]);
        check("<html lang=fr><p><q>non</q></q>", &["Paragraph: «\u{a0}non\u{a0}»"]);
        check("<pre>\neen  twee\ndrie\n</pre>vier\nvijf", &["Paragraph: een twee\ndrie", "Paragraph: vier vijf"]);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let doubts = |html: &str| read(html.as_bytes()).2;
        let told = doubts(
            "<aside>x</aside><main><aside><p>Een</p><p>kader</aside><p>Tekst<math><mi>x</mi></math><form><button>Zoek</button></form></main>",
        );
        assert_eq!(
            told,
            ["what stands beside the text in the page's main part, or in forms and formulas, is not in it: “Een kader”, “x”, “Zoek”"]
        );
        assert_eq!(doubts("<main><nav>Home</nav><script>x</script><p>Tekst</main><footer>Contact</footer>"), [""; 0]);
    }

    #[test]
    fn links_to_notes_are_marks() {
        let note = "<li id=n1><sup><a href='#r1'>1</a></sup> Noot.</li>";
        let text =
            format!("<p>10<sup>2</sup> en 10<sup>-3</sup> m<sup>3</sup>.<sup><a href='#n1' id=r1>1</a></sup> Meer.</p><ol>{note}</ol>");
        check(&text, &["Paragraph: 10² en 10⁻³ m³.¹ Meer.", "1: Noot."]);
        assert_eq!(read(text.as_bytes()).0.first().map(|draft| draft.marks.clone()), Some(vec![(3, 1)]));
        check(
            "<p>Tekst<a href='#f1' name='r1'>[1]</a> en<a href='#f2'>[2]</a>.<p><a href='#r1' name='f1'>[1]</a> Een.<p>Los.<div id=f2>Twee<div>en</div>drie.</div><p>Slot",
            &["Paragraph: Tekst¹ en².", "Paragraph: Los.", "Paragraph: Slot", "1: Een.", "2: Twee en drie."],
        );
    }

    #[test]
    fn marks_stand_high_in_links_too() {
        check(
            "<p>Een<a href='#fn1' id='r1'><sup>1</sup></a> zin.</p><section><ol><li id='fn1'><p>De noot.<a href='#r1'>↩︎</a></p></li></ol></section>",
            &["Paragraph: Een¹ zin.", "1: De noot."],
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
