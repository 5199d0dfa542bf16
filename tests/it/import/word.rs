//! Of what a Word document says beside its plain words, nothing is lost or changed without a word.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::documents::imported;

/// A first paragraph, in a language that can be told.
const FIRST: &str = "De kosten van de brug zijn voor de gemeente.";

/// A file of some parts, by their whole names.
pub(super) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut archive = ZipWriter::new(&mut bytes);
    for (name, part) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(part.as_bytes()).expect("a part");
    }
    archive.finish().expect("an archive");
    bytes.into_inner()
}

/// A document whose body begins with the first paragraph.
fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<document><body><p><r><t>{FIRST}</t></r></p>{body}</body></document>");
    archive(&[&[("word/document.xml", body.as_str())], parts].concat())
}

/// The text of the edition behind the first paragraph, and the doubts that are not those of every letter.
pub(super) fn read(body: &str, parts: &[(&str, &str)]) -> (String, Vec<String>) {
    let imported = imported("letter.docx", &document(body, parts)).expect("a letter");
    let text = String::from_utf8(imported.files["nl.md"].clone()).expect("UTF-8");
    let (front, body) = text.split_once("\n+++\n\n").expect("front matter");
    let doubts = front.lines().filter_map(|line| line.strip_prefix("# review: "));
    let is_own = |line: &&str| !line.starts_with("the title was") && !line.starts_with("the summary is");
    (body.strip_prefix(FIRST).expect("the first paragraph").trim().to_owned(), doubts.filter(is_own).map(str::to_owned).collect())
}

/// Compares what a document becomes.
#[track_caller]
pub(super) fn check(body: &str, parts: &[(&str, &str)], (text, doubts): (&str, &[&str])) {
    assert_eq!(read(body, parts), (text.to_owned(), doubts.iter().map(|doubt| (*doubt).to_owned()).collect()));
}

/// A run.
pub(super) fn run(text: &str) -> String {
    format!("<r><t xml:space='preserve'>{text}</t></r>")
}

/// A run with properties.
fn looking(properties: &str, text: &str) -> String {
    format!("<r><rPr>{properties}</rPr><t xml:space='preserve'>{text}</t></r>")
}

/// A paragraph of some runs.
pub(super) fn par(runs: &[&str]) -> String {
    format!("<p>{}</p>", runs.concat())
}

/// Relationships of the main part: id, type, target.
fn relations(list: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains("://") || target.starts_with("mailto:") { " TargetMode='External'" } else { "" };
        format!(
            "<Relationship Id='{id}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{target}'{mode}/>"
        )
    };
    format!("<Relationships>{}</Relationships>", list.iter().map(one).collect::<String>())
}

/// Where the relationships of the main part are.
const RELATIONS: &str = "word/_rels/document.xml.rels";

#[test]
fn equations_are_written_out() {
    let fraction = "<oMath><f><num><r><t>1</t></r></num><den><r><t>2</t></r></den></f></oMath>";
    let power = "<oMathPara><oMath><sSup><e><r><t>10</t></r></e><sup><r><t>6</t></r></sup></sSup></oMath></oMathPara>";
    check(
        &par(&[&run("Het is "), fraction, &run(" miljoen, of "), power, &run(" euro.")]),
        &[],
        (
            "Het is (1)/(2) miljoen, of 10^6 euro.",
            &[
                "p2, “Het is (1)/(2) miljoen, of 10^6 euro.”: an equation of the document is written as “(1)/(2)”",
                "p2, “Het is (1)/(2) miljoen, of 10^6 euro.”: an equation of the document is written as “10^6”",
            ],
        ),
    );
    let root = "<oMath><rad><radPr><degHide val='1'/></radPr><deg/><e><r><t>2a</t></r></e></rad><r><t>+</t></r><nary><naryPr><chr val='∑'/>\
                </naryPr><sub><r><t>i=1</t></r></sub><sup><r><t>n</t></r></sup><e><sSub><e><r><t>x</t></r></e><sub><r><t>i</t></r></sub></sSub>\
                </e></nary><d><e><r><t>a</t></r></e><e><r><t>b</t></r></e></d></oMath>";
    let behind = par(&[&run("De raad van de gemeente is het met het herstel van de brug en met de kosten eens.")]);
    let (text, _) = read(&format!("{root}{behind}"), &[]);
    assert_eq!(text.replace('\\', "").lines().next(), Some("√(2a)+∑_(i=1)^n x_i(a|b)"));
}

#[test]
fn what_stands_high_or_low_or_is_struck_through_is_told() {
    let styles = "<styles><style type='character' styleId='Exp'><rPr><vertAlign val='superscript'/></rPr></style>\
                  <style type='character' styleId='Exp2'><basedOn val='Exp'/></style>\
                  <style type='character' styleId='Weg'><rPr><dstrike/></rPr></style></styles>";
    check(
        &par(&[&run("Er is 10"), &looking("<rStyle val='Exp2'/>", "6"), &run(" m.")]),
        &[("word/styles.xml", styles)],
        ("Er is 10⁶ m.", &[]),
    );
    check(
        &par(&[
            &run("Log"),
            &looking("<vertAlign val='subscript'/>", "10"),
            &run(" en 2"),
            &looking("<vertAlign val='superscript'/>", "n"),
        ]),
        &[],
        ("Log10 en 2n", &["p2, “Log10 en 2n”: “n” stands high in the document, behind “2”: here it does not"]),
    );
    check(
        &par(&[
            &run("In 10"),
            &looking("<vertAlign val='subscript'/>", "2"),
            &run(" en CO"),
            &looking("<vertAlign val='subscript'/>", "2"),
        ]),
        &[],
        ("In 102 en CO2", &["p2, “In 102 en CO2”: “2” stands low in the document, behind “10”: here it does not"]),
    );
    let doubt = |words: &str| {
        format!(
            "p2, “100 500 euro”: “{words}” is struck through in the document, and stands in the text all the same: take it out if it is not to be read"
        )
    };
    check(&par(&[&looking("<strike/>", "100"), &run(" 500 euro")]), &[], ("100 500 euro", &[&doubt("100")]));
    check(
        &par(&[
            &looking("<strike val='0'/>", "100"),
            &run(" "),
            &looking("<rStyle val='Weg'/>", "50"),
            &looking("<strike/>", "0"),
            &run(" euro"),
        ]),
        &[("word/styles.xml", styles)],
        ("100 500 euro", &[&doubt("500")]),
    );
}

#[test]
fn hidden_words_and_readings_above_words_are_told() {
    check(
        &par(&[&run("Zicht"), &looking("<vanish/>", " en niet openbaar"), &run("baar.")]),
        &[],
        ("Zichtbaar.", &["p2, “Zichtbaar.”: hidden words of the document are not in the text: “en niet openbaar”"]),
    );
    let ruby = format!("<r><ruby><rt>{}</rt><rubyBase>{}</rubyBase></ruby></r>", run("boven"), run("basis"));
    check(
        &par(&[&run("Voor "), &ruby, &run(" na.")]),
        &[],
        ("Voor basis (boven) na.", &["p2, “Voor basis (boven) na.”: “boven” stands above “basis” in the document"]),
    );
}

#[test]
fn what_word_keeps_in_other_files_is_told() {
    let rels = relations(&[("r9", "aFChunk", "afchunk.htm"), ("r8", "subDocument", "file:///C:/deel2.docx")]);
    check(
        &format!("<altChunk id='r9'/><subDoc id='r8'/><p>{}<r><contentPart id='r7'/></r></p>", run("Einde.")),
        &[(RELATIONS, &rels), ("word/afchunk.htm", "<p>Alles.</p>")],
        (
            "Einde.",
            &[
                "p1, “De kosten van de brug zijn voor de gemeente.”: behind it the document takes in another file, which is not in the text: `word/afchunk.htm`",
                "p1, “De kosten van de brug zijn voor de gemeente.”: behind it the document takes in another file, which is not in the text: `file:///C:/deel2.docx`",
                "p2, “Einde.”: handwriting of the document is not in the text",
            ],
        ),
    );
}

/// A text box with a paragraph.
fn text_box(text: &str) -> String {
    format!("<r><drawing><txbx><txbxContent>{}</txbxContent></txbx></drawing></r>", par(&[&run(text)]))
}

#[test]
fn boxes_and_watermarks_of_headers_and_notes_are_kept_or_told() {
    let header = format!("<hdr><p>{}</p></hdr>", text_box("Kenmerk BZ/2026/17"));
    let mark = "<hdr><p><r><pict><shape><textpath string='ONTWERP - NIET VASTGESTELD'/></shape></pict></r></p></hdr>";
    check(
        &par(&[&run("Tekst.")]),
        &[("word/header1.xml", &header), ("word/header2.xml", mark)],
        (
            "Tekst.",
            &[
                "headers and footers of the document are not in the text: “Kenmerk BZ/2026/17”",
                "in a header or footer: words that are drawn (WordArt, a watermark) are not in the text: “ONTWERP - NIET VASTGESTELD”",
            ],
        ),
    );
    let note = format!(
        "<footnotes><footnote id='2'><p>{}<del><r><delText>5</delText></r></del><ins>{}</ins>{}{}</p></footnote></footnotes>",
        run("Kosten "),
        run("7"),
        run(" mln."),
        text_box("In een vak.")
    );
    check(
        &par(&[&run("Zie noot"), "<r><footnoteReference id='2'/></r>", &run(".")]),
        &[("word/footnotes.xml", &note)],
        (
            "Zie noot[^1].\n\n[^1]: Kosten 7 mln. In een vak.",
            &["the document has tracked changes: what was inserted is in the text, what was deleted is not"],
        ),
    );
}

#[test]
fn pictures_charts_and_objects_are_told() {
    let picture = "<p><r><drawing><inline><docPr descr='Kaart van de brug'/><pic/></inline></drawing></r></p>";
    let chart = "<p><r><drawing><graphicData><chart id='r1'/></graphicData></drawing></r></p>";
    let diagram = "<r><drawing><graphicData><relIds dm='r2'/></graphicData></drawing></r>";
    let object = "<r><object><shape><imagedata id='r4'/></shape><OLEObject ProgID='Excel.Sheet.12' id='r3'/></object></r>";
    let rels = relations(&[("r1", "chart", "charts/chart1.xml"), ("r2", "diagramData", "/word/diagrams/data1.xml")]);
    let line = "<r><pict><line/></pict></r>";
    check(
        &format!("{picture}{chart}<p>{}{diagram}{object}{line}</p>", run("Na.")),
        &[
            (RELATIONS, &rels),
            ("word/charts/chart1.xml", "<chart><t>Kosten 2026</t></chart>"),
            ("word/diagrams/data1.xml", "<dataModel><pt><t><p><r><t>Stap 1: besluit</t></r></p></t></pt></dataModel>"),
        ],
        (
            "Na.",
            &[
                "p1, “De kosten van de brug zijn voor de gemeente.”: behind it a picture of the document is not in the text: “Kaart van de brug”",
                "p1, “De kosten van de brug zijn voor de gemeente.”: behind it a chart of the document is not in the text: “Kosten 2026”",
                "p2, “Na.”: a diagram of the document is not in the text: “Stap 1: besluit”",
                "p2, “Na.”: an object of the document (`Excel.Sheet.12`) is not in the text",
            ],
        ),
    );
    let forms = format!(
        "<r><AlternateContent><Choice>{}</Choice><Fallback><pict><imagedata/></pict></Fallback></AlternateContent></r>",
        "<drawing><inline><docPr descr='Logo'/><pic/><pic/></inline></drawing>"
    );
    check(&par(&[&run("Na."), &forms]), &[], ("Na.", &["p2, “Na.”: 2 pictures of the document are not in the text: “Logo”"]));
}

#[test]
fn comments_are_told_where_they_stand() {
    let comments = format!(
        "<comments><comment id='1' author='A. Bakker'>{}</comment><comment id='2'>{}</comment></comments>",
        par(&[&run("Dit klopt niet")]),
        par(&[&run("Wie zegt dit?")])
    );
    check(
        &par(&["<commentRangeStart id='1'/>", &run("Bedrag 5."), "<commentRangeEnd id='1'/><r><commentReference id='1'/></r>"]),
        &[("word/comments.xml", &comments)],
        (
            "Bedrag 5.",
            &[
                "the document has 2 comments, which are not in the text",
                "a comment of the document is not in the text: “Wie zegt dit?”",
                "p2, “Bedrag 5.”: a comment of the document, by A. Bakker, is not in the text: “Dit klopt niet”",
            ],
        ),
    );
}

#[test]
fn fields_say_what_they_show_and_nothing_else() {
    let mark = |kind: &str, inner: &str| format!("<r><fldChar fldCharType='{kind}'>{inner}</fldChar></r>");
    let says = |text: &str| format!("<r><instrText> {text} </instrText></r>");
    let check_box = |inner: &str| {
        format!("{}{}{}", mark("begin", &format!("<ffData><checkBox>{inner}</checkBox></ffData>")), says("FORMCHECKBOX"), mark("end", ""))
    };
    let list = "<ffData><ddList><result val='1'/><listEntry val='100 euro'/><listEntry val='500 euro'/></ddList></ffData>";
    check(
        &par(&[
            &run("Akkoord: "),
            &check_box("<default val='0'/><checked/>"),
            &run(" ja "),
            &check_box("<default val='0'/>"),
            &run(" nee. Bedrag: "),
            &mark("begin", list),
            &says("FORMDROPDOWN"),
            &mark("end", ""),
            &run("."),
        ]),
        &[],
        ("Akkoord: ☒ ja ☐ nee. Bedrag: 500 euro.", &[]),
    );
    let inner = mark("begin", "") + &says("MERGEFIELD x") + &mark("separate", "") + &run("geheim") + &mark("end", "");
    let whole = mark("begin", "") + &says("IF") + &inner + &run("ook geheim") + &mark("separate", "") + &run("uitkomst") + &mark("end", "");
    check(&par(&[&run("De "), &whole, &run(" telt.")]), &[], ("De uitkomst telt.", &[]));
    // A field may end in another paragraph; one that never ends hides nothing.
    let contents = format!(
        "{}{}",
        par(&[&mark("begin", ""), &says("TOC"), &mark("separate", ""), &run("Een")]),
        par(&[&run("Twee"), &mark("end", "")])
    );
    check(&contents, &[], ("Een\n\nTwee", &[]));
    check(
        &format!("{}{}", par(&[&run("Een "), &mark("begin", ""), &says("IF"), &run("twee.")]), par(&[&run("Drie.")])),
        &[],
        ("Een twee.\n\nDrie.", &["a field of the document does not end: what belongs to it may be in the text"]),
    );
}

#[test]
fn where_links_lead_is_told() {
    let rels = relations(&[("r1", "hyperlink", "https://x.example/besluit.pdf"), ("r2", "hyperlink", "mailto:a@b.example")]);
    let field = "<r><fldChar fldCharType='begin'/></r><r><instrText> HYPERLINK \"https://y.example/\" \\h </instrText></r>\
                 <r><fldChar fldCharType='separate'/></r><r><t>daar</t></r><r><fldChar fldCharType='end'/></r>";
    check(
        &par(&[
            &format!("<hyperlink id='r1'>{}</hyperlink>", run("hier")),
            &run(" en "),
            field,
            &run(" of "),
            &format!("<hyperlink id='r2'>{}</hyperlink>", run("a@b.example")),
            &format!("<hyperlink anchor='_Toc1'>{}</hyperlink>", run("!")),
        ]),
        &[(RELATIONS, &rels)],
        (
            "hier en daar of a@b.example!",
            &[
                "p2, “hier en daar of a@b.example!”: 2 links of the document are words only: “hier” led to https://x.example/besluit.pdf, “daar” to https://y.example/",
            ],
        ),
    );
}

#[test]
fn what_is_not_known_is_told_by_its_name() {
    let rels = relations(&[("r5", "nieuw", "nieuw/x.xml")]);
    check(
        &format!("<iets><r><t>Weg</t></r></iets><p>{}<r><ding id='r5'/><dayLong/><lastRenderedPageBreak/></r></p>", run("Na.")),
        &[(RELATIONS, &rels)],
        (
            "Na.",
            &[
                "p1, “De kosten van de brug zijn voor de gemeente.”: behind it the element `iets` of the document is not known, and not in the text: “Weg”",
                "p2, “Na.”: the element `ding` of the document is not known, and not in the text",
                "p2, “Na.”: a date or number that Word fills in (`dayLong`) is not in the text",
            ],
        ),
    );
    check(
        &par(&[&run("De som &#xF0B3; 5 en "), &looking("<rFonts ascii='Symbol'/>", "a b"), &run(".")]),
        &[],
        (
            "De som \u{f0b3} 5 en a b.",
            &[
                "p2, “De som \u{f0b3} 5 en a b.”: the sign U+F0B3 is one of a font, and no page can show it: write what it is",
                "p2, “De som \u{f0b3} 5 en a b.”: “a b” is set in the font “Symbol”, which shows other signs: write what they are",
            ],
        ),
    );
}

#[test]
fn rows_that_were_deleted_are_not_in_the_text() {
    let cell = |text: &str| format!("<tc>{}</tc>", par(&[&run(text)]));
    let rows = [("", "a", "5"), ("<trPr><del id='7'/></trPr>", "weg", "9"), ("", "b", "7")];
    let rows: String = rows.iter().map(|(properties, one, two)| format!("<tr>{properties}{}{}</tr>", cell(one), cell(two))).collect();
    check(
        &format!("<tbl>{rows}</tbl>"),
        &[],
        (
            "| a | 5 |\n|---|---|\n| b | 7 |",
            &["the document has tracked changes: what was inserted is in the text, what was deleted is not"],
        ),
    );
    let inner = format!("<tbl><tr>{}{}</tr></tbl>", cell("1"), cell("2"));
    check(
        &format!("<tbl><tr><tc>{}{inner}<p/></tc>{}</tr></tbl>", par(&[&run("a")]), cell("b")),
        &[],
        ("| a 1 2 | b |\n|---|---|", &["p2, “a 1 2 b”: a table within a cell or a note stands in one line"]),
    );
}

#[test]
fn the_main_part_is_where_the_file_says() {
    let body = format!("<document><body>{}</body></document>", par(&[&run(FIRST)]));
    let main = "<Relationships><Relationship Id='r1' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' \
                Target='/word/document2.xml'/></Relationships>";
    let found = imported("letter.docx", &archive(&[("_rels/.rels", main), ("word/document2.xml", &body)])).expect("a letter");
    assert!(String::from_utf8_lossy(&found.files["nl.md"]).contains(FIRST));
    let bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0";
    for name in ["letter.docx", "letter.doc", "letter"] {
        let expected = "unusable-source: this file is protected by a password, or has the form that Word wrote before 2007 (`.doc`)";
        assert_eq!(imported(name, bytes).map(|_| ()).expect_err("refused"), expected);
    }
}
