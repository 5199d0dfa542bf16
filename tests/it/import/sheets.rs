//! What a PDF shows and its text does not have is told, and what its text has and nobody sees: each with its page.

use std::fmt::Write;

use expect_test::{Expect, expect};

use super::documents::imported;
use super::losses::shown;

/// A PDF of some objects, the first of which is its catalogue.
fn document(objects: &[String]) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.7\n");
    let mut starts = Vec::new();
    for (idx, object) in objects.iter().enumerate() {
        starts.push(pdf.len());
        write!(pdf, "{} 0 obj\n{object}\nendobj\n", idx + 1).expect("a text");
    }
    let table = pdf.len();
    let entries: String = starts.iter().map(|start| format!("{start:010} 00000 n \n")).collect();
    let size = objects.len() + 1;
    write!(pdf, "xref\n0 {size}\n0000000000 65535 f \n{entries}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n")
        .expect("a text");
    pdf.into_bytes()
}

/// A stream with some keys.
fn stream(keys: &str, content: &str) -> String {
    format!("<< {keys} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A PDF whose pages draw something, with keys of their own; the catalogue, the font and further objects have what is said. The font is
/// `F`, a picture is `P`. Further objects are numbered from 5.
fn pages(pages: &[(&str, &str)], (catalog, font): (&str, &str), further: &[String]) -> Vec<u8> {
    let first = 5 + further.len();
    let kids: String = (0..pages.len()).map(|idx| format!("{} 0 R ", first + idx * 2)).collect();
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding {font} >>"),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x"),
    ];
    objects.extend_from_slice(further);
    for (idx, (content, keys)) in pages.iter().enumerate() {
        let resources = "/Resources << /Font << /F 3 0 R >> /XObject << /P 4 0 R >> >>";
        let content_at = first + idx * 2 + 1;
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents {content_at} 0 R {keys} >>"));
        objects.push(stream("", content));
    }
    document(&objects)
}

/// A line of a page.
fn line(y: i32, text: &str) -> String {
    format!("BT /F 11 Tf 70 {y} Td ({text}) Tj ET\n")
}

/// With what each page begins, so that its language is found.
fn start() -> String {
    line(780, "De kosten van de brug zijn voor de gemeente en de provincie.")
}

/// What a PDF becomes.
fn found(bytes: &[u8]) -> String {
    imported("letter.pdf", bytes).map_or_else(|problem| problem + "\n", |letter| shown(&letter))
}

/// Compares what a page becomes that draws something after its first line.
#[track_caller]
fn page(content: &str, expected: &Expect) {
    expected.assert_eq(&found(&pages(&[(&(start() + content), "")], ("", ""), &[])));
}

#[test]
fn words_that_nobody_sees_are_told() {
    page(
        &(line(740, "Geheim bedrag.") + "60 736 300 14 re f\n"),
        &expect![[r#"
        # review: words stand here that nobody sees in the PDF, as something is drawn over them: look whether they may be read: page 1 “Geheim bedrag.”
        De kosten van de brug zijn voor de gemeente en de provincie. Geheim bedrag.
    "#]],
    );
    page(
        &format!("3 Tr\n{}0 Tr\n", line(740, "Onzichtbaar bedrag.")),
        &expect![[r#"
        # review: words stand here that nobody sees in the PDF, as they are marked as invisible: look whether they may be read: page 1 “Onzichtbaar bedrag.”
        De kosten van de brug zijn voor de gemeente en de provincie. Onzichtbaar bedrag.
    "#]],
    );
    page(
        &format!("1 g\n{}0 g\n", line(740, "Wit bedrag.")),
        &expect![[r#"
        # review: words stand here that nobody sees in the PDF, as they are as light as what is behind them: look whether they may be read: page 1 “Wit bedrag.”
        De kosten van de brug zijn voor de gemeente en de provincie. Wit bedrag.
    "#]],
    );
    page(
        &format!("q 0 0 1 1 re W n\n{}Q\n", line(740, "Weggeknipt bedrag.")),
        &expect![[r#"
        # review: words stand here that nobody sees in the PDF, as they are cut off: look whether they may be read: page 1 “Weggeknipt bedrag.”
        De kosten van de brug zijn voor de gemeente en de provincie. Weggeknipt bedrag.
    "#]],
    );
    page(
        &line(-50, "Bedrag onder de bladzijde."),
        &expect![[r#"
        # review: words stand here that nobody sees in the PDF, as they stand outside the page: look whether they may be read: page 1 “Bedrag onder de bladzijde.”
        De kosten van de brug zijn voor de gemeente en de provincie. Bedrag onder de bladzijde.
    "#]],
    );
}

#[test]
fn words_that_are_seen_are_not_told_as_unseen() {
    // The words of a scan under its picture, a white heading on a dark ground, words on a ground that is drawn before them.
    page(
        &format!("q 595 0 0 842 0 0 cm /P Do Q 3 Tr\n{}0 Tr\n", line(740, "Tekst van de scan.")),
        &expect![[r#"
        # review: pictures of the PDF are not in the text (1): page 1
        De kosten van de brug zijn voor de gemeente en de provincie. Tekst van de scan.
    "#]],
    );
    page(
        &format!("60 736 300 14 re f 1 g\n{}0 g 0.9 g 60 706 300 14 re f 0 g\n{}", line(740, "Witte kop."), line(710, "Op grijs.")),
        &expect![[r#"
        # review: p2, “Op grijs.”: a paragraph was begun here, because the line before it ends early
        De kosten van de brug zijn voor de gemeente en de provincie. Witte kop.

        Op grijs.
    "#]],
    );
}

#[test]
fn pictures_and_turned_words_are_told_with_their_page() {
    let picture = "q 200 0 0 200 70 70 cm /P Do Q\n";
    let turned = "q 0 1 -1 0 40 300 cm BT /F 11 Tf (CONCEPT, niet vastgesteld) Tj ET Q\n";
    let first = start() + &line(740, "Zie de bijlage.") + picture + turned;
    expect![[r#"
        # review: words of the PDF that do not run from left to right were left out: page 1 “CONCEPT, niet vastgesteld”
        # review: pages of the PDF are pictures without a text, and nothing of them stands here: page 2
        # review: pictures of the PDF are not in the text (1): page 1
        De kosten van de brug zijn voor de gemeente en de provincie. Zie de bijlage.

        Slot van de brief.
    "#]]
    .assert_eq(&found(&pages(&[(&first, ""), (picture, ""), (&line(780, "Slot van de brief."), "")], ("", ""), &[])));
}

#[test]
fn a_turned_page_is_read_as_it_is_turned() {
    expect![[r#"
        De kosten van de brug zijn voor de gemeente en de provincie. Hij kost 5 euro.
    "#]]
    .assert_eq(&found(&pages(&[(&(start() + &line(766, "Hij kost 5 euro.")), "/Rotate 90")], ("", ""), &[])));
}

#[test]
fn what_is_stuck_or_attached_to_a_page_is_told() {
    let further = [
        "<< /Type /Annot /Subtype /Text /Rect [300 300 320 320] /Contents (Dit klopt niet) >>".to_owned(),
        "<< /Type /Annot /Subtype /Link /Rect [70 700 200 720] /A << /S /URI /URI (https://x.example/besluit) >> >>".to_owned(),
        "<< /Type /Annot /Subtype /Widget /FT /Btn /Rect [70 600 80 610] /AS /Yes /V /Yes >>".to_owned(),
        "<< /Type /Annot /Subtype /StrikeOut /Rect [70 500 80 510] >>".to_owned(),
        "<< /Type /Filespec /F (begroting.txt) >>".to_owned(),
        "<< /Type /OCG /Name (L) >>".to_owned(),
    ];
    let catalog =
        "/Names << /EmbeddedFiles << /Names [(begroting.txt) 9 0 R] >> >> /OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>";
    let annotated = "/Annots [5 0 R 6 0 R 7 0 R 8 0 R]";
    expect![[r#"
        # review: notes that are stuck to the PDF are not in the text (1): page 1 “Dit klopt niet”
        # review: the addresses to which the PDF links are not in the text (1): page 1 “https://x.example/besluit”
        # review: boxes of the PDF are checked, which the text does not say (1): page 1
        # review: words of the PDF are struck out, which the text does not say (1): page 1
        # review: files that are attached to the PDF are not in the text (1): begroting.txt
        # review: layers of the PDF are switched off, and what is on them is not in the text: 1
        De kosten van de brug zijn voor de gemeente en de provincie.
    "#]]
    .assert_eq(&found(&pages(&[(&start(), annotated)], (catalog, ""), &further)));
}

#[test]
fn signs_without_a_meaning_are_told_with_their_page() {
    let map = |five: &str| {
        let others: String = (32..127).filter(|code| *code != 0x35).map(|code| format!("<{code:02X}> <{code:04X}>\n")).collect();
        let head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def";
        stream(
            "",
            &format!(
                "{head} 1 begincodespacerange <00> <FF> endcodespacerange 95 beginbfchar {others}<35> {five} endbfchar endcmap end end"
            ),
        )
    };
    let expected = [
        (
            "<0008>",
            expect![[r#"
        # review: signs of the PDF have no text behind them, or one that only their font knows, and stand here as `�` or as what no other font shows (1): page 1
        De kosten van de brug zijn voor de gemeente en de provincie. De bijdrage is �00 euro.
    "#]],
        ),
        (
            "<F035>",
            expect![[r#"
        # review: signs of the PDF have no text behind them, or one that only their font knows, and stand here as `�` or as what no other font shows (1): page 1
        De kosten van de brug zijn voor de gemeente en de provincie. De bijdrage is 00 euro.
    "#]],
        ),
    ];
    for (five, expected) in expected {
        let page = start() + &line(740, "De bijdrage is 500 euro.");
        expected.assert_eq(&found(&pages(&[(&page, "")], ("", "/ToUnicode 5 0 R"), &[map(five)])));
    }
}

#[test]
fn narrow_type_keeps_its_letters() {
    page(
        "BT 40 Tz /F 11 Tf 70 740 Td (alle millioen villa 1.111.111 II) Tj ET\n",
        &expect![[r#"
        De kosten van de brug zijn voor de gemeente en de provincie. alle millioen villa 1.111.111 II
    "#]],
    );
}

#[test]
fn columns_are_told() {
    let left = [
        "De linkerkolom gaat over het",
        "herstel van de brug en de",
        "kosten daarvan, die hoog zijn.",
        "De raad besluit in mei over",
        "het voorstel van het college.",
    ];
    let right = [
        "De rechterkolom gaat over de",
        "provincie die niet betaalt,",
        "want zij heeft geen geld.",
        "In juni komt er een nieuw",
        "voorstel van de staten.",
    ];
    let set = |x: i32, y: i32, text: &str| format!("BT /F 11 Tf {x} {y} Td ({text}) Tj ET\n");
    let columns = |x: i32| -> String {
        let rows = (0..).zip(left.iter().zip(right));
        rows.map(|(idx, (one, other))| set(70, 740 - idx * 14, one) + &set(x, 740 - idx * 14, other)).collect()
    };
    page(
        &columns(320),
        &expect![[r#"
            # review: texts that may stand side by side in columns were read across them, line by line, from: page 1 “De linkerkolom gaat over het De rechterkolom gaat over de”
            De kosten van de brug zijn voor de gemeente en de provincie.

            | De linkerkolom gaat over het | De rechterkolom gaat over de |
            |---|---|
            | herstel van de brug en de | provincie die niet betaalt, |
            | kosten daarvan, die hoog zijn. | want zij heeft geen geld. |
            | De raad besluit in mei over | In juni komt er een nieuw |
            | het voorstel van het college. | voorstel van de staten. |
        "#]],
    );
    page(
        &columns(240),
        &expect![[r#"
            # review: texts that may stand side by side in columns were read across them, line by line, from: page 1 “De linkerkolom gaat over het De rechterkolom gaat over de”
            De kosten van de brug zijn voor de gemeente en de provincie.

            De linkerkolom gaat over het De rechterkolom gaat over de herstel van de brug en de provincie die niet betaalt, kosten daarvan, die hoog zijn. want zij heeft geen geld. De raad besluit in mei over In juni komt er een nieuw het voorstel van het college. voorstel van de staten.
        "#]],
    );
    // A table of figures is no text in columns.
    let rows: String = (0..6).map(|idx| set(70, 740 - idx * 14, "Jaar 2031") + &set(300, 740 - idx * 14, "1.500")).collect();
    assert!(!found(&pages(&[(&(start() + &rows), "")], ("", ""), &[])).contains("columns"));
}

#[test]
fn a_file_that_is_cut_off_or_has_no_words_says_so() {
    let whole = pages(&[(&start(), "")], ("", ""), &[]);
    let cut = &whole[..whole.len() * 6 / 10];
    let slanted = "q 0.7 0.7 -0.7 0.7 100 300 cm BT /F 11 Tf (Scheef) Tj ET Q\n";
    let picture = "q 200 0 0 200 70 70 cm /P Do Q\n";
    let found = [found(cut), found(&pages(&[(slanted, "")], ("", ""), &[])), found(&pages(&[(picture, "")], ("", ""), &[]))];
    expect![[r#"
        unusable-source: this file cannot be read: it breaks off before its end
        unusable-source: there is no text in this file: none of its words runs from left to right: page 1 “Scheef”
        unusable-source: there is no text in this file: its pages are pictures, or empty
    "#]]
    .assert_eq(&found.concat());
}
