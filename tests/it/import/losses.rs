//! What web pages and Word documents say beside their plain words is not lost: numbers, marks, signs, columns.

use std::io::{Cursor, Write};

use dossier::import::Imported;
use expect_test::{Expect, expect};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::documents::{imported, listed};

/// What an import becomes: its edition without the front, and the marks for review that are not those of every letter.
pub(super) fn shown(imported: &Imported) -> String {
    let text = String::from_utf8(imported.files[&format!("{}.md", imported.lang)].clone()).expect("UTF-8");
    let (front, body) = text.split_once("\n+++\n\n").expect("front matter");
    let is_own = |line: &&str| line.starts_with("# review: ") && !line.contains("the title was") && !line.contains("the summary is");
    let doubts: String = front.lines().filter(is_own).map(|line| format!("{line}\n")).collect();
    _ = listed(imported);
    doubts + body
}

/// Compares what a web page becomes.
#[track_caller]
fn page(body: &str, expected: &Expect) {
    let html = format!("<html lang=\"nl\"><body><main><p>De kosten van de brug zijn voor de gemeente.</p>{body}</main></body></html>");
    expected.assert_eq(&shown(&imported("letter.html", html.as_bytes()).expect("a letter")));
}

/// A Word document with some parts.
fn document(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut archive = ZipWriter::new(&mut bytes);
    for (name, part) in parts {
        archive.start_file(format!("word/{name}.xml"), SimpleFileOptions::default()).expect("a part");
        archive.write_all(part.as_bytes()).expect("a part");
    }
    archive.finish().expect("an archive");
    bytes.into_inner()
}

/// Compares what a Word document becomes whose body has some blocks, with other parts.
#[track_caller]
fn word(body: &str, parts: &[(&str, &str)], expected: &Expect) {
    let body = format!("<d><body><p><r><t>De kosten van de brug zijn voor de gemeente.</t></r></p>{body}</body></d>");
    let parts = [&[("document", body.as_str())], parts].concat();
    expected.assert_eq(&shown(&imported("letter.docx", &document(&parts)).expect("a letter")));
}

/// A run of Word.
fn run(text: &str) -> String {
    format!("<r><t>{text}</t></r>")
}

#[test]
fn exponents_are_no_marks() {
    page(
        "<p>Het zijn 10<sup>2</sup> huizen.<sup><a href=\"#a\">1</a></sup><sup><a href=\"#b\">2</a></sup> En H2O.</p>\
         <table><tr><td>10<sup>2</sup><td>huizen<sup><a href=\"#b\">2</a></sup></table><ol><li id=a>Een.<li id=b>Twee.</ol>",
        &expect![[r#"
            De kosten van de brug zijn voor de gemeente.

            Het zijn 10² huizen.[^1][^2] En H2O.

            | 10² | huizen[^2] |
            |---|---|

            [^1]: Een.

            [^2]: Twee.
        "#]],
    );
    let high = "<rPr><vertAlign val='superscript'/></rPr>";
    let mark = |id: &str| format!("<r>{high}<footnoteReference id='{id}'/></r>");
    let exponent = format!("<r>{high}<t>2</t></r>");
    let notes = "<n><footnote id='3'><p><r><t>Een.</t></r></p></footnote><footnote id='4'><p><r><t>Twee.</t></r></p></footnote></n>";
    word(
        &format!(
            "<p>{}{exponent}{}{}{}{}</p>",
            run("Het zijn 10"),
            "<r><br type='page'/></r>".to_owned() + &run("huizen."),
            mark("4"),
            mark("3"),
            run(" En H2O.")
        ),
        &[("footnotes", notes)],
        &expect![[r#"
            De kosten van de brug zijn voor de gemeente.

            Het zijn 10² huizen.[^1][^2] En H2O.

            [^1]: Twee.

            [^2]: Een.
        "#]],
    );
}

#[test]
fn endnotes_follow_footnotes() {
    let end = |id: &str| format!("<r><endnoteReference id='{id}'/></r>");
    let notes =
        |kind: &str| format!("<n><{kind} type='separator' id='0'/><{kind} id='1'><p>{}</p></{kind}></n>", run(&format!("De {kind}.")));
    word(
        &format!("<p>{}{}</p><p>{}<r><footnoteReference id='1'/></r></p>", run("Eerst"), end("1"), run("Daarna")),
        &[("footnotes", &notes("footnote")), ("endnotes", &notes("endnote"))],
        &expect![[r#"
            # review: the endnotes of the document follow its footnotes, and their numbers run on from them
            De kosten van de brug zijn voor de gemeente.

            Eerst[^2]

            Daarna[^1]

            [^1]: De footnote.

            [^2]: De endnote.
        "#]],
    );
}

#[test]
fn a_note_that_would_be_copied_without_an_end_is_refused() {
    let note = format!("<n><footnote id='1'><p>{}</p></footnote></n>", run(&"woord ".repeat(20_000)));
    let marks = "<r><footnoteReference id='1'/></r>".repeat(600);
    let body = format!("<d><body><p>{}{marks}</p></body></d>", run("Een"));
    let refused = imported("letter.docx", &document(&[("document", &body), ("footnotes", &note)])).err();
    assert_eq!(refused.as_deref(), Some("unusable-source: this file, or what is packed in it, is larger than any letter"));
}

#[test]
fn signs_of_symbol_fonts_are_kept() {
    let sign = |font: &str, code: &str| format!("<r><sym font='{font}' char='{code}'/></r>");
    word(
        &format!("<p>{}{}{}{}</p>", run("Een waarde "), sign("Symbol", "F0A3"), run(" 5 en "), sign("Webdings", "F041")),
        &[],
        &expect![[r#"
            # review: p2, “Een waarde ≤ 5 en �”: the sign F041 of the font “Webdings” is not known, and stands as “�”: write what it is
            De kosten van de brug zijn voor de gemeente.

            Een waarde ≤ 5 en �
        "#]],
    );
}

#[test]
fn numbers_and_columns_of_word_are_kept() {
    let level = "<abstractNum abstractNumId='7'><lvl ilvl='0'><numFmt val='decimal'/><lvlText val='Artikel %1'/></lvl></abstractNum>";
    let plain = "<abstractNum abstractNumId='8'><lvl ilvl='0'><numFmt val='decimal'/><lvlText val='%1.'/></lvl></abstractNum>";
    let lists = format!("<n>{level}{plain}<num numId='1'><abstractNumId val='7'/></num><num numId='2'><abstractNumId val='8'/></num></n>");
    let numbered = |list: &str, text: &str| format!("<p><pPr><numPr><ilvl val='0'/><numId val='{list}'/></numPr></pPr>{text}</p>");
    let cell = |span: &str, inner: &str| format!("<tc><tcPr><gridSpan val='{span}'/></tcPr>{inner}</tc>");
    let words = |text: &str| format!("<p>{}</p>", run(text));
    let rows = [
        cell("1", &words("Nr.")) + &cell("2", &words("Kosten")) + &cell("1", &words("Totaal")),
        cell("1", &numbered("2", "")) + &cell("1", &words("3")) + &cell("1", &words("4")) + &cell("1", &words("7")),
        cell("1", &numbered("2", "")) + &cell("2", &words("5")) + &cell("1", &words("5")),
    ];
    let table: String = rows.iter().map(|row| format!("<sdt><sdtContent><tr>{row}</tr></sdtContent></sdt>")).collect();
    word(
        &format!("{}{}<tbl>{table}</tbl>", numbered("1", &run("De brug")), numbered("1", &run("Het veer"))),
        &[("numbering", &lists)],
        &expect![[r#"
            De kosten van de brug zijn voor de gemeente.

            - Artikel 1 De brug
            - Artikel 2 Het veer

            | Nr. | Kosten |  | Totaal |
            |---|---|---|---|
            | 1\. | 3 | 4 | 7 |
            | 2\. | 5 |  | 5 |
        "#]],
    );
}

#[test]
fn of_two_forms_one_is_taken() {
    let forms = |one: &str, two: &str| format!("<AlternateContent><Choice>{one}</Choice><Fallback>{two}</Fallback></AlternateContent>");
    let (one, two) = (run("Een."), run("Een."));
    let block = format!("<p>{}</p>", run("Een blok."));
    word(
        &format!("<p>{}</p>{}<p><r>{}</r></p>", forms(&one, &two), forms(&block, &block), forms("<x/>", "<t>Terugval.</t>")),
        &[],
        &expect![[r#"
            De kosten van de brug zijn voor de gemeente.

            Een.

            Een blok.

            Terugval.
        "#]],
    );
}

#[test]
fn columns_and_items_of_pages_are_kept() {
    page(
        "<table><tr><th rowspan=2>Jaar<th colspan=2>Kosten<tr><th>Rijk<th>Stad<tr><td>2031<td><p>€ 10</p><p>€ 25</p><td>2</table>\
         <ol type=a><li>een<li>twee</ol><ol><li value=9>negen</ol><blockquote><p>Ja.<footer>— De wethouder</footer></blockquote>\
         <pre>een\n\ntwee</pre>",
        &expect![[r#"
            De kosten van de brug zijn voor de gemeente.

            | Jaar | Kosten |  |
            |---|---|---|
            |  | Rijk | Stad |
            | 2031 | € 10 € 25 | 2 |

            - a. een
            - b. twee
            9. negen

            Ja.

            — De wethouder

            een

            twee
        "#]],
    );
}
