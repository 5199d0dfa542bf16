//! Takes the text out of a web page: what stands in its main part, without the navigation around it.

mod elements;
mod lists;
mod marks;
mod page;
mod quotes;
mod region;
mod table;
mod told;
mod tree;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use scraper::{Html, Node};

use super::draft::{Draft, Note};
use super::received::Fault;
use super::{certain, headings};
use elements::{Attributes, BLOCKS, Fate, TEXTS, VOID};
use page::Page;
use region::Region;
use told::Told;

/// What took the text out, for the record.
pub(super) const WITH: &str = "dossier, with scraper 0.29";

/// The most bytes in which a page can say its encoding.
const MAX_HEAD: usize = 2048;

/// Blocks, footnotes, what is not sure.
type Found = (Vec<Draft>, Vec<Note>, Vec<String>);

/// Whether some bytes begin a web page.
pub(super) fn is_page(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// Takes the text out: blocks, footnotes, what is not sure.
pub(super) fn read(bytes: &[u8]) -> Result<Found, Fault> {
    let (text, of_encoding) = decoded(bytes);
    let (html, is_flat) = tree::read(&certain::plain(&text))?;
    let region = Region::of(&html);
    let targets = marks::targets(&html);
    let mut told = Told::default();
    let mut page = Page::new(region, &targets);
    walk(&html, &mut page, &mut told);
    let (mut drafts, mut notes, of_no_block) = page.finish();
    certain::settle(&mut drafts, 0);
    headings::even_levels(&mut drafts);
    notes.sort_by_key(|note| note.number);
    let mut doubts: Vec<String> = of_encoding.into_iter().chain(of_no_block).collect();
    if is_flat {
        doubts.push("the page has elements in elements in such numbers that the deepest were read as plain words".into());
    }
    if region == Region::Whole {
        doubts.push("the page does not say which part of it is the main one: look whether its navigation is in the text".into());
    }
    let left_out = told.doubts();
    if drafts.is_empty() && notes.is_empty() {
        return Err(Fault::Textless(why_empty(&html, &left_out)));
    }
    doubts.extend(left_out);
    if let Some(frames) = told::frames(&html) {
        doubts.push(format!("the page shows other pages in frames, which are not in the text: {}", frames.join(", ")));
    }
    Ok((drafts, notes, doubts))
}

/// Why a page has no text.
fn why_empty(html: &Html, left_out: &[String]) -> String {
    if let Some(frames) = told::frames(html) {
        return format!("it shows other pages in frames, and has no text of its own: import these instead: {}", frames.join(", "));
    }
    if left_out.is_empty() {
        return "it is a web page without words, or one whose words a script writes: save it from a browser that shows them".into();
    }
    format!("nothing that it says is the text of a page: {}", left_out.join("; "))
}

/// Lets the elements of a page pass.
fn walk(html: &Html, page: &mut Page<'_>, told: &mut Told) {
    let mut lengths = lists::lengths(html).into_iter();
    let (mut edges, mut n_navigation) = (html.tree.root().traverse(), 0_usize);
    while let Some(edge) = edges.next() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(words) if page.is_inside() => page.text(&certain::plain(words)),
                Node::Text(words) => told.outside(words, 0 < n_navigation),
                Node::Element(element) => {
                    let (name, mut attributes) = (element.name(), tree::attributes(element));
                    let length = if name == "ol" { lengths.next() } else { None };
                    if let Some(length) = length.filter(|_| attributes.contains_key("reversed") && !attributes.contains_key("start")) {
                        attributes.insert("start".into(), length.to_string());
                    }
                    let is_taken = if page.enter(name, &attributes) {
                        page.start(name, &attributes);
                        true
                    } else if page.is_inside() {
                        begin((node, &attributes), page, told)
                    } else {
                        is_walked(node, told, n_navigation)
                    };
                    if is_taken {
                        n_navigation += usize::from(is_navigation(element));
                    } else {
                        lengths.by_ref().take(n_lists(node)).for_each(drop);
                        tree::pass(&mut edges, node);
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                n_navigation = n_navigation.saturating_sub(usize::from(is_navigation(element)));
                if page.is_inside() {
                    page.end(element.name());
                }
            }
        }
    }
}

/// An element begins within the text; whether what is in it is a part of the text.
fn begin((node, attributes): (NodeRef<'_, Node>, &Attributes), page: &mut Page<'_>, told: &mut Told) -> bool {
    let name = node.value().as_element().map_or("", |element| element.name());
    let fate = elements::fate(name, attributes, if name == "form" { has_texts(node) } else { page.has_content() });
    match fate {
        Fate::Taken => {
            if VOID.contains(&name) {
                told.void(name, attributes);
            }
            if let Some(address) = attributes.get("href").filter(|_| name == "a") {
                told.link(tree::words(node), address);
            }
            page.start(name, attributes);
        }
        Fate::Struck => {
            let words = tree::words(node);
            if !words.is_empty() {
                page.doubt(format!("words that the page strikes out, here or before it, are left out: {}", told::quoted(&words)));
            }
        }
        Fate::Hidden | Fate::Beside => told.skipped((name, attributes), fate, tree::words(node)),
        Fate::Silent => {}
    }
    fate == Fate::Taken
}

/// An element begins outside the text; whether what is in it is looked at.
fn is_walked(node: NodeRef<'_, Node>, told: &mut Told, n_navigation: usize) -> bool {
    let Node::Element(element) = node.value() else { return false };
    if BLOCKS.contains(&element.name()) {
        told.outside(" ", 0 < n_navigation);
    }
    if let Some(words) = element.attr("alt") {
        told.outside(&format!(" {words} "), 0 < n_navigation);
    }
    !matches!(element.name(), "head" | "script" | "style" | "template" | "noscript" | "iframe")
}

/// Whether an element holds navigation.
fn is_navigation(element: &scraper::node::Element) -> bool {
    element.name() == "nav" || element.attr("role") == Some("navigation")
}

/// How many numbered lists stand in an element.
fn n_lists(node: NodeRef<'_, Node>) -> usize {
    node.descendants().skip(1).filter(|node| node.value().as_element().is_some_and(|element| element.name() == "ol")).count()
}

/// Whether an element has paragraphs, headings, lists or tables.
fn has_texts(node: NodeRef<'_, Node>) -> bool {
    node.descendants().any(|node| node.value().as_element().is_some_and(|element| TEXTS.contains(&element.name())))
}

/// A page as text: in the encoding that it names, else as UTF-8, else as most pages were before that; and what is not sure about that.
fn decoded(bytes: &[u8]) -> (String, Option<String>) {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(MAX_HEAD)).unwrap_or_default()).to_lowercase();
    let named = head.split("charset=").nth(1).map(|rest| rest.trim_start_matches(['"', '\'']));
    let label = named.and_then(|rest| rest.split(|char: char| !char.is_ascii_alphanumeric() && !matches!(char, '-' | '_')).next());
    // What can be read before its encoding is known is not written in two bytes a sign.
    let is_wide = |encoding: &&Encoding| [UTF_16LE, UTF_16BE].contains(encoding);
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes())).map(|named| if is_wide(&named) { UTF_8 } else { named });
    let fallback = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let (text, used, has_errors) = encoding.unwrap_or(fallback).decode(bytes);
    let doubt = if has_errors {
        Some(format!("the page says that it is {}, and has bytes that are not: they stand here as `\u{fffd}`", used.name()))
    } else {
        (encoding.is_none() && used != UTF_8 && Encoding::for_bom(bytes).is_none())
            .then(|| format!("the page is not UTF-8 and does not say what it is; it was read as {}", used.name()))
    };
    (text.into_owned(), doubt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let (drafts, notes, _) = read(html.as_bytes()).unwrap();
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
        let doubts = |html: &str| read(html.as_bytes()).unwrap().2;
        let told = doubts(
            "<aside>x</aside><main><aside><p>Een</p><p>kader</aside><p>Tekst<math><mi>x</mi></math><form><button>Zoek</button></form></main>",
        );
        let outside = "words of the page stand outside its main part and are not in the text";
        let beside = "what stands beside the text in the page's main part, or in forms and formulas, is not in it";
        assert_eq!(told, [format!("{outside} (1): “x”"), format!("{beside}: “Een kader”, “x”, “Zoek”")]);
        let told = doubts("<nav>Naar huis</nav><main><nav>Home</nav><script>x</script><p>Tekst</main><footer>Contact</footer>");
        assert_eq!(told, [format!("{outside} (3, 2 of them in navigation): “Contact”"), format!("{beside}: “Home”")]);
        assert_eq!(doubts("<main><script>x</script><p>Tekst <a href='#x'>hier</a></main>"), [""; 0]);
    }

    #[test]
    fn links_to_notes_are_marks() {
        let note = "<li id=n1><sup><a href='#r1'>1</a></sup> Noot.</li>";
        let text =
            format!("<p>10<sup>2</sup> en 10<sup>-3</sup> m<sup>3</sup>.<sup><a href='#n1' id=r1>1</a></sup> Meer.</p><ol>{note}</ol>");
        check(&text, &["Paragraph: 10² en 10⁻³ m³.¹ Meer.", "1: Noot."]);
        assert_eq!(read(text.as_bytes()).unwrap().0.first().map(|draft| draft.marks.clone()), Some(vec![(3, 1)]));
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
        let told = |bytes: &[u8]| (decoded(bytes).0, decoded(bytes).1.unwrap_or_default());
        assert_eq!(told(b"<meta charset=iso-8859-1>\xe9"), ("<meta charset=iso-8859-1>é".into(), String::new()));
        assert_eq!(told("<p>é".as_bytes()), ("<p>é".into(), String::new()));
        let doubt = "the page is not UTF-8 and does not say what it is; it was read as windows-1252";
        assert_eq!(told(b"<p>\xe9"), ("<p>é".into(), doubt.into()));
        let doubt = "the page says that it is UTF-8, and has bytes that are not: they stand here as `\u{fffd}`";
        assert_eq!(told(b"<meta charset=utf-8>\xe9"), ("<meta charset=utf-8>\u{fffd}".into(), doubt.into()));
        assert_eq!(decoded("<meta charset=utf-16>é".as_bytes()).0, "<meta charset=utf-16>é");
    }
}
